"""Questions: answered, then back to the routine; asked in passing, answered and closed."""

from skill.coach.line import Line
from skill.coach.moves.prompts import closed, led_back
from skill.coach.moves.scene import Answer, Scene
from skill.coach.session import Phase

TIPS = "safety_tips"
FLOOR = "floor"


def answer(scene: Scene) -> Answer:
    """The answer to a question. Outside a routine the rest of it goes to the app and the session closes."""
    topic = scene.wish.move
    if scene.column is Phase.OUTSIDE:
        return closed(scene.session, Line(f"{topic}.brief"), card=Line(f"{topic}.card"))
    if topic == TIPS:
        return tell_tips(scene)
    told = led_back(scene, Line(about(scene)))
    return told._replace(
        session=told.session._replace(topic=topic),
        reply=told.reply._replace(card=Line(f"{topic}.card"), picture=topic, event="question.answered"),
    )


def about(scene: Scene) -> str:
    """The key of the answer; how to stretch depends on the stretch in question."""
    topic = scene.wish.move
    if topic == FLOOR and scene.column is Phase.REFUSED:
        return "floor.up"
    if topic != "how_to":
        return f"{topic}.answer"
    stretch = scene.wish.stretch or (scene.session.side.stretch if scene.session.side else None)
    return f"how_to.{stretch}" if stretch else "how_to.answer"


def tell_tips(scene: Scene) -> Answer:
    """The safety tips, a part at a time."""
    parts = scene.knowledge.tips
    part = min(scene.session.part, len(parts) - 1)
    told = led_back(scene, Line(parts[part]))
    more = part + 1 < len(parts)
    ask = Line(f"ask.more_tips.{told.session.phase}") if more else told.reply.ask
    return told._replace(
        session=told.session._replace(topic=TIPS, part=part + 1),
        reply=told.reply._replace(ask=ask, card=Line(f"{TIPS}.card"), picture=TIPS, event="question.answered"),
    )


def help_out(scene: Scene) -> Answer:
    """What can be said now."""
    return led_back(scene, Line(f"help.{scene.column}"))


def sorry(scene: Scene) -> Answer:
    """Not understood, where nothing hangs on it."""
    return led_back(scene, Line("sorry"))
