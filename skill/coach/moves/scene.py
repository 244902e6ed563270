"""What a move is given, and what it gives back."""

from collections.abc import Callable
from typing import NamedTuple

from skill.coach.line import Line, Speaking
from skill.coach.reply import Reply
from skill.coach.routine import Prescription
from skill.coach.session import Phase, Session
from skill.coach.timeline import Pace, Timing
from skill.coach.triage import Finding, Report
from skill.coach.wish import Wish

SSML = "ssml"


class Knowledge(NamedTuple):
    """What the coach knows before anybody speaks: data, and how long a line takes to say."""

    prescription: Prescription
    timing: Timing
    assess: Callable[[Report], Finding]
    """Triage, by the reviewed rules."""
    moves: "Moves"
    speaking: Speaking
    renderer: str
    """`apla` or `ssml`."""
    tips: tuple[str, ...]
    """The keys of the parts the safety tips are told in."""


class Scene(NamedTuple):
    """One moment: the settled session, the wish, and the column of the table they fall in."""

    session: Session
    wish: Wish
    column: Phase
    knowledge: Knowledge

    @property
    def timing(self) -> Timing:
        return self.knowledge.timing

    @property
    def pace(self) -> Pace:
        renderer = SSML if self.session.plain else self.knowledge.renderer
        return self.timing.pace(renderer, self.session.slower)

    @property
    def interrupted(self) -> bool:
        """The person was still in a stretch a moment ago."""
        return self.column is Phase.INTERRUPTED

    def with_session(self, session: Session) -> "Scene":
        """The same moment with another session."""
        return self._replace(session=session)


class Answer(NamedTuple):
    """What a move leads to."""

    session: Session
    reply: Reply
    forgotten: bool = False
    """Everything kept was deleted in this turn."""

    def said_before(self, *lines: Line) -> "Answer":
        """The same answer, with lines put in front."""
        return self._replace(reply=self.reply._replace(lines=(*lines, *self.reply.lines)))


Action = Callable[[Scene], Answer]


class Moves(NamedTuple):
    """The table of moves: for every move and phase, an action's name; read from `content/moves.toml`."""

    cells: dict[str, dict[Phase, str]]

    def action(self, move: str, phase: Phase) -> str:
        """The action's name. A move the table does not know is not understood."""
        return self.cells.get(move, self.cells["not_understood"])[phase]
