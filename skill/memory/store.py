"""What every store can do, and ask-sdk's persistence interface on top of it."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, cast

from ask_sdk_core.attributes_manager import AbstractPersistenceAdapter
from ask_sdk_model.request_envelope import RequestEnvelope

from skill.memory.kept import Kept
from skill.memory.person import digest, person_key

REVISION = "revision"
"""The attribute in which ask-sdk's interface carries the revision that was read."""


class Store(AbstractPersistenceAdapter, ABC):
    """Lasting memory: one record for each person, never overwritten unseen.

    Every method may raise StoreUnavailable. Times are milliseconds since 1970, as the request tells them.
    """

    def prepare(self) -> None:
        """Do ahead what takes long at first use, as far as that needs no network, region or credentials.

        For the start of a process, where Lambda has time and takes its snapshot. It is never necessary.
        """

    @abstractmethod
    def read(self, person: str) -> Kept | None:
        """The record of a person, as the last finished write left it; None without one.

        An expired record may still be read until it is swept. A corrupt one raises Unreadable.
        """

    @abstractmethod
    def write(
        self, person: str, attributes: Mapping[str, Any], revision: int, now: int, write_id: str | None = None
    ) -> int:
        """Replace the record of this revision; revision 0 says that there is none yet. The new revision.

        A record that changed meanwhile raises Conflict, and nothing is written. After StoreUnavailable the
        write may have been done: repeated with the same `write_id` and content it then succeeds and is not
        done twice; a later one learns from `Conflict.kept.write_id` that it is only in its own way.
        """

    @abstractmethod
    def delete(self, person: str) -> None:
        """Forget a person, with whatever was set aside. Again, or for nobody, it does nothing."""

    @abstractmethod
    def set_aside(self, person: str, now: int) -> None:
        """Move a person's record, readable or not, to where no read finds it; without one, do nothing.

        It is kept there for the owner of the store, and expires like any other.
        """

    def get_attributes(self, request_envelope: RequestEnvelope) -> dict[str, object]:
        """The attributes of whoever speaks, with their revision; none for a new person."""
        kept = self.read(person_key(request_envelope))
        return {**kept.attributes, REVISION: kept.revision} if kept else {}

    def save_attributes(self, request_envelope: RequestEnvelope, attributes: dict[str, object]) -> None:
        """Write the attributes over the revision they carry, and have them carry the new one."""
        request = request_envelope.request
        if request is None or request.timestamp is None:
            raise ValueError("an envelope without a request and its time")
        attributes[REVISION] = self.write(
            person_key(request_envelope),
            {name: value for name, value in attributes.items() if name != REVISION},
            cast(int, attributes.get(REVISION, 0)),
            round(request.timestamp.timestamp() * 1000),
            digest("request", request.request_id) if request.request_id else None,
        )

    def delete_attributes(self, request_envelope: RequestEnvelope) -> None:
        """Forget whoever speaks."""
        self.delete(person_key(request_envelope))
