"""Refusals of the coach, each with the key of the sentence that explains it.

Refusal
├── HoldTooShort
├── HoldTooLong
├── HoldNotHeard
├── RepetitionsOutOfRange
└── RepetitionsNotHeard
"""


class Refusal(Exception):
    """A wish the coach declines kindly; nothing about the session changes."""

    key = "refusal.general"


class HoldTooShort(Refusal):
    """A hold under the article's 30 seconds was asked for."""

    key = "refusal.hold_too_short"


class HoldTooLong(Refusal):
    """A hold over the prescription's longest was asked for."""

    key = "refusal.hold_too_long"


class HoldNotHeard(Refusal):
    """A hold was to be changed, but no length was heard."""

    key = "refusal.hold_not_heard"


class RepetitionsOutOfRange(Refusal):
    """Fewer or more repetitions than the prescription allows were asked for."""

    key = "refusal.repetitions_out_of_range"


class RepetitionsNotHeard(Refusal):
    """The repetitions were to be changed, but no number was heard."""

    key = "refusal.repetitions_not_heard"
