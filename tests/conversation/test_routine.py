"""The whole routine, from the welcome to the last word."""

from tests.alexa import Alexa


def test_the_welcome_names_every_reason_not_to_start(alexa: Alexa) -> None:
    """Welcome, disclaimer, gate; a statement about the person, never a question about their health."""
    welcome = alexa.opens()
    assert welcome.heard.startswith("Welcome to Hamstring Coach.")
    assert "not medical advice" in welcome.heard
    for reason in (
        "tingling",
        "numbness",
        "weakness",
        "bladder",
        "tear",
        "swollen calf",
        "surgery",
        "bones",
        "pregnancy",
    ):
        assert reason in welcome.heard
    assert "?" not in welcome.heard
    assert welcome.heard.endswith("say ready.")
    assert welcome.listens


def test_the_position_comes_in_steps_with_time_for_each(alexa: Alexa) -> None:
    """Nothing starts by itself: a chair, a leg, then "say ready when you're there"."""
    position = alexa.is_in_position()
    assert position.document is not None
    assert position.heard.startswith("The seated stretch, left leg first.")
    assert "One without wheels" in position.heard
    assert position.heard.endswith("Say ready when you're there.")
    assert not position.holds
    waits = [
        item["items"][0]["duration"]
        for item in position.document["mainTemplate"]["item"]["items"]
        if "wait" in item["id"]
    ]
    assert 20_000 <= sum(waits) <= 30_000


def test_silence_in_position_is_patient(alexa: Alexa) -> None:
    """The reprompt leaves some 45 seconds before it asks again."""
    position = alexa.is_in_position()
    reprompt = position.body["reprompt"]
    assert position.reprompt.startswith("Take your time.")
    assert position.reprompt.endswith("Say ready when you're there.")
    items = reprompt["directives"][0]["document"]["mainTemplate"]["item"]["items"]
    assert items[0]["items"][0] == {"type": "Silence", "duration": 45_000}


def test_a_set_is_three_holds_of_thirty_seconds(alexa: Alexa) -> None:
    """Lead-in, three holds with cues and rests, and one question that opens the other leg."""
    a_set = alexa.is_holding()
    assert a_set.holds == [30_000, 30_000, 30_000]
    for cue in (
        "Halfway.",
        "Three. Two. One.",
        "no bouncing",
        "Breathe",
        "Next is hold 2 of 3",
        "And ease out",
    ):
        assert cue in a_set.heard
    assert a_set.heard.endswith("If anything ran down your leg, tell me. Otherwise, are you ready for the right leg?")
    assert a_set.listens


def test_how_to_interrupt_is_said_once(alexa: Alexa) -> None:
    """The wake word is named with the first set only."""
    assert "usually Alexa" in alexa.is_holding().heard
    alexa.does_the_set()
    alexa.hears("AMAZON.YesIntent")
    assert "usually Alexa" not in alexa.hears("ReadyIntent").heard


def test_the_whole_routine(alexa: Alexa) -> None:
    """Four legs, each in position first, each its three holds; then praise and what to do next."""
    answer = alexa.is_in_position()
    legs = []
    for _ in range(4):
        legs.append(answer.heard.split(".")[0])
        assert alexa.hears("ReadyIntent", after=40).holds == [30_000] * 3
        alexa.does_the_set()
        answer = alexa.hears("AMAZON.YesIntent")
    assert legs == [
        "The seated stretch, left leg first",
        "The seated stretch, right leg",
        "The lying stretch, left leg first",
        "The lying stretch, right leg",
    ]
    assert "many weeks" in answer.heard
    assert "sooner" in answer.heard
    assert not answer.listens


def test_starting_with_a_stretch_and_a_leg_still_passes_the_gate(alexa: Alexa) -> None:
    """ "Ask hamstring coach to start the lying stretch on my right leg." """
    gate = alexa.hears("StartRoutineIntent", stretch="supine", leg="right")
    assert "tingling or numbness runs down your leg" in gate.heard
    assert gate.listens
    position = alexa.hears("ReadyIntent")
    assert position.heard.startswith("The lying stretch, right leg first.")


def test_only_one_stretch_ends_after_its_two_legs(alexa: Alexa) -> None:
    """ "Start the seated stretch": left leg, right leg, done."""
    alexa.hears("StartRoutineIntent", stretch="seated")
    alexa.hears("ReadyIntent")
    for _ in range(2):
        assert alexa.hears("ReadyIntent").holds == [30_000] * 3
        alexa.does_the_set()
        last = alexa.hears("ReadyIntent")
    assert not last.listens
    assert "many weeks" in last.heard


def test_a_new_launch_goes_through_the_gate_again(alexa: Alexa) -> None:
    """A household shares a device."""
    alexa.is_holding()
    alexa.waits(300)
    assert "not for you today" in alexa.opens().heard


def test_plain_speech_carries_the_same_routine(alexa: Alexa, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """`AUDIO=ssml`: no document, and the breaks of each hold alone sum to thirty seconds."""
    monkeypatch.setenv("AUDIO", "ssml")
    a_set = alexa.is_holding()
    assert a_set.document is None
    assert a_set.holds == [30_000, 30_000, 30_000]
    alexa.does_the_set()
    assert alexa.hears("AMAZON.YesIntent").heard.startswith("The seated stretch, right leg.")
