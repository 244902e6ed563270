"""What lasts between sessions: one small record for each person, in a store the setting `STORE` chooses.

`store` says what every store promises, `kept` what is kept of a person, `person` under which key. `sqlite` and
`dynamodb` are the stores (the latter speaks through `table` and `calls`), `setting` chooses one, and `errors` is
the tree of what they raise. What is remembered, and how two versions of it are merged, is not known here.
"""

from skill.memory.errors import Conflict, StoreError, StoreUnavailable, Unidentified, Unreadable
from skill.memory.kept import Kept
from skill.memory.person import account_key, person_key
from skill.memory.setting import store_of
from skill.memory.store import Store

__all__ = [
    "Conflict",
    "Kept",
    "Store",
    "StoreError",
    "StoreUnavailable",
    "Unidentified",
    "Unreadable",
    "account_key",
    "person_key",
    "store_of",
]
