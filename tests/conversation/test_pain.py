"""It knows when to stop, and never talks anyone back into it."""

import pytest

from tests.alexa import Alexa

RADIATING = [
    "pins and needles in my toes",
    "pain shooting down my leg",
    "my foot is numb",
    "electric shock down to my ankle",
    "my sciatica is acting up",
]
GOING_ON = [
    "ReadyIntent",
    "AMAZON.YesIntent",
    "AMAZON.ResumeIntent",
    "GoOnIntent",
    "AMAZON.NextIntent",
    "AMAZON.PreviousIntent",
    "AMAZON.StartOverIntent",
    "StartRoutineIntent",
    "AMAZON.RepeatIntent",
    "ChooseLegIntent",
    "ChooseStretchIntent",
]


@pytest.mark.parametrize("report", RADIATING)
def test_pain_down_the_leg_stops_refuses_and_says_why(alexa: Alexa, report: str) -> None:
    """Stop and release, why in one breath, who to contact, the number once, and the plain contact card."""
    alexa.is_holding()
    stopped = alexa.reports(report, after=30)
    assert stopped.heard.startswith("Stop, and ease your leg down.")
    assert "this stretch pulls on that nerve" in stopped.heard
    assert "Other exercises suit sciatica better" in stopped.heard
    assert stopped.heard.count("904-858-7045") == 1
    assert stopped.heard.endswith("Say number for the clinic, or stop.")
    assert "(904) 858-7045" in stopped.card
    for word in ("pain", "numb", "tingl", "needles", "sciatica"):
        assert word not in stopped.card.lower()


@pytest.mark.parametrize("intent", GOING_ON)
def test_after_a_stop_nothing_starts_a_hold_again(alexa: Alexa, intent: str) -> None:
    """Not ready, resume, next or start; the answer stays kind, and stays no."""
    alexa.is_holding()
    alexa.reports("my foot is numb", after=30)
    refused = alexa.hears(intent)
    assert not refused.holds
    assert refused.heard.startswith("No more stretching today.")
    assert refused.listens


def test_the_refusal_is_long_once(alexa: Alexa) -> None:
    """Asked again and again, on the floor and in some pain, the answer is short."""
    alexa.is_holding()
    alexa.reports("my foot is numb", after=30)
    assert "ask the clinic or your own doctor first." in alexa.hears("ReadyIntent").heard
    for intent in GOING_ON:
        assert alexa.hears(intent).heard == "No more stretching today. Say number for the clinic, or stop."


def test_saying_that_all_is_well_does_not_undo_a_stop(alexa: Alexa) -> None:
    alexa.is_holding()
    alexa.reports("my foot is numb", after=30)
    assert alexa.reports("i'm fine now it feels good").heard.startswith("No more stretching today.")
    assert not alexa.hears("ReadyIntent").holds


def test_after_a_stop_tips_contact_and_stop_still_work(alexa: Alexa) -> None:
    alexa.is_holding()
    alexa.reports("my foot is numb", after=30)
    assert "904-858-7045" in alexa.hears("ClinicContactIntent").heard
    assert "ask your doctor" in alexa.hears("SafetyTipsIntent").heard
    assert not alexa.hears("AMAZON.StopIntent").listens


@pytest.mark.parametrize(
    "report",
    [
        "i'm numb between my legs",
        "i can't pee",
        "both my legs are numb",
        "i have chest pain",
        "i lost control of my bowels",
    ],
)
def test_an_emergency_names_the_number_and_ends(alexa: Alexa, report: str) -> None:
    """Call 911; the skill cannot; don't wait for the clinic. Then it is over."""
    alexa.is_holding()
    stopped = alexa.reports(report, after=30)
    assert stopped.heard.startswith("Stop now, and let your leg down.")
    assert '<say-as interpret-as="digits">911</say-as>' in stopped.ssml
    assert "I can't make that call for you" in stopped.heard
    assert not stopped.listens
    assert not stopped.card


@pytest.mark.parametrize(
    "report", ["my calf is swollen and hot", "i felt a pop in my hamstring", "i have a fever and back pain"]
)
def test_urgent_says_today_and_which_doctor(alexa: Alexa, report: str) -> None:
    alexa.is_holding()
    stopped = alexa.reports(report, after=30)
    assert "don't stretch this" in stopped.heard
    assert "See a doctor today" in stopped.heard
    assert not alexa.hears("ReadyIntent").holds


def test_too_strong_is_let_go_of_and_checked(alexa: Alexa) -> None:
    """One statement, no question; "ready" leads back."""
    alexa.is_holding()
    check = alexa.reports("it's too much", after=30)
    assert check.heard.startswith("Let go. If it was only a strong pull")
    assert "?" not in check.heard
    assert "Say ready when you're there." in alexa.hears("ReadyIntent").heard


def test_too_strong_twice_leaves_that_leg(alexa: Alexa) -> None:
    alexa.is_holding()
    alexa.reports("it's too much", after=30)
    alexa.hears("ReadyIntent")
    alexa.hears("ReadyIntent")
    skipped = alexa.reports("too strong", after=30)
    assert skipped.heard.startswith("Let go. We'll leave that leg for today.")
    assert "right leg" in skipped.heard


def test_stop_in_answer_to_the_check_stops_for_today(alexa: Alexa) -> None:
    alexa.is_holding()
    alexa.reports("it hurts", after=30)
    stopped = alexa.hears("AMAZON.StopIntent")
    assert "we stop here for today" in stopped.heard
    assert "(904) 858-7045" in stopped.card
    assert not stopped.listens


def test_a_second_unclear_report_on_the_same_leg_stops(alexa: Alexa) -> None:
    alexa.is_holding()
    alexa.reports("it hurts", after=30)
    alexa.hears("ReadyIntent")
    alexa.hears("ReadyIntent")
    assert "we stop here for today" in alexa.reports("it hurts", after=30).heard


def test_a_good_stretch_is_told_so(alexa: Alexa) -> None:
    alexa.is_holding()
    assert "Good. A pull in the back of your thigh" in alexa.reports("i feel a gentle pull", after=30).heard
    assert alexa.last.heard.endswith("Say ready to go on.")


@pytest.mark.parametrize(
    ("intent", "words", "answer"),
    [
        ("DenySymptomIntent", "tingling", "Good to hear."),
        ("DenySymptomIntent", "go down my leg", "Good to hear."),
        ("PastSymptomIntent", "sciatica", "let go at once and tell me"),
        ("SomeoneElseSymptomIntent", "sciatica", "these stretches are not for them"),
        ("AskAboutSymptomIntent", "tingling in my foot", "let go at once and tell me"),
        ("SomeoneElseSymptomIntent", "chest pain", "If that's happening right now, call 911"),
    ],
)
def test_what_is_not_felt_now_stops_nothing(alexa: Alexa, intent: str, words: str, answer: str) -> None:
    """Negations, the past, other people and questions are answered, and lead back."""
    alexa.is_holding()
    told = alexa.reports(words, after=30, intent=intent)
    assert answer in told.heard
    assert told.heard.endswith("Say ready to go on.")


def test_before_the_gate_is_passed_a_report_stops_just_the_same(alexa: Alexa) -> None:
    alexa.opens()
    assert alexa.reports("tingling down my leg").heard.startswith("Stop, and ease your leg down.")
    assert not alexa.hears("ReadyIntent").holds


def test_reported_in_passing_it_is_answered_in_passing(alexa: Alexa) -> None:
    """ "Tell hamstring coach my foot is numb." """
    assert "904-858-7045" in alexa.reports("my foot is numb").heard


def test_after_each_set_the_question_asks_to_be_told(alexa: Alexa) -> None:
    """When the microphone opens without the wake word."""
    assert "If anything ran down your leg, tell me." in alexa.is_holding().heard


@pytest.mark.parametrize("report", ["i'm pregnant", "i have osteoporosis", "i have a pacemaker", "i just had a baby"])
def test_a_reason_to_ask_a_doctor_first_leads_on_only_with_the_doctors_yes(alexa: Alexa, report: str) -> None:
    """No feeling to be checked, and nobody's "okay" to be taken for a doctor's."""
    alexa.opens()
    told = alexa.reports(report)
    assert told.heard.startswith("Then ask your doctor before you stretch.")
    assert told.heard.endswith("If they have said yes to these stretches, say ready. If not, say stop.")


def test_a_reason_to_ask_a_doctor_first_does_not_take_the_place_of_the_check(alexa: Alexa) -> None:
    """Something felt wrong, and still wants its answer."""
    alexa.is_holding()
    alexa.reports("ow", after=30)
    told = alexa.reports("i'm pregnant")
    assert "Then ask your doctor before you stretch." in told.heard
    assert told.heard.endswith("If it runs below the knee, tingles or goes numb, say stop.")
    assert told.heard == alexa.reports("i have osteoporosis").heard


@pytest.mark.parametrize("said", ["HaveThatIntent", "CallForHelpIntent"])
def test_a_reason_not_to_start_named_at_the_gate_ends_it_for_today(alexa: Alexa, said: str) -> None:
    alexa.opens()
    assert alexa.hears(said).heard.endswith("Say number for the clinic, or stop.")
    assert "No more stretching today." in alexa.hears("ReadyIntent").heard


def test_a_yes_to_the_gate_may_mean_i_have_that(alexa: Alexa) -> None:
    alexa.opens()
    assert alexa.hears("AMAZON.YesIntent").heard == "To be sure. If none of that is you, say ready."
    assert "left leg first" in alexa.hears("NoneOfThatIntent").heard


def test_something_did_run_down_the_leg(alexa: Alexa) -> None:
    """The answer to "if anything ran down your leg, tell me"."""
    alexa.is_holding()
    alexa.does_the_set()
    assert alexa.hears("HaveThatIntent").heard.startswith("Stop, and ease your leg down.")


def test_nothing_ran_down_the_leg(alexa: Alexa) -> None:
    alexa.is_holding()
    alexa.does_the_set()
    assert "right leg" in alexa.hears("NoneOfThatIntent").heard


def test_who_cannot_get_up_hears_whom_to_call_and_how(alexa: Alexa) -> None:
    alexa.is_holding()
    told = alexa.hears("CallForHelpIntent", after=40)
    assert "call 911" in told.heard
    assert "roll to your side" in told.heard
    assert not alexa.hears("ReadyIntent").holds


def test_a_sore_back_before_anything_began_is_what_it_is_for(alexa: Alexa) -> None:
    alexa.opens()
    told = alexa.reports("my low back is sore")
    assert "what these stretches are for" in told.heard
    assert told.heard.endswith("If none of that is you, say ready.")


def test_the_same_soreness_said_to_the_statement_moves_on_to_no_other_leg(alexa: Alexa) -> None:
    alexa.is_holding()
    statement = alexa.reports("it's too much", after=40).heard
    assert alexa.reports("it's too much").heard == statement


def test_a_question_about_tingling_is_never_answered_yes(alexa: Alexa) -> None:
    alexa.is_holding()
    told = alexa.reports("tingling", after=40, intent="AskAboutSymptomIntent")
    assert "means stop" in told.heard
    assert "Yes" not in told.heard
