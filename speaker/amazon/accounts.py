"""Who there is, what they have allowed and which reminders they have. Kept in memory alone."""

import threading
from collections import OrderedDict
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import NAMESPACE_OID, uuid4, uuid5

MOST_ACCOUNTS = 256
MOST_REMINDERS = 20


class Status(StrEnum):
    """A person's answer to Amazon's question for a permission, in Amazon's words."""

    ACCEPTED = "ACCEPTED"
    DENIED = "DENIED"
    NOT_ANSWERED = "NOT_ANSWERED"


class Account:
    """One person with one device."""

    def __init__(self, name: str, token: str) -> None:
        """The ids follow from the name, so that a skill knows the person again; the token opens the services."""
        identity = uuid5(NAMESPACE_OID, name)
        self.user_id = f"amzn1.ask.account.DESK-{identity}"
        self.device_id = f"amzn1.ask.device.DESK-{identity}"
        self.token = token
        self._permissions: dict[str, str] = {}
        self._reminders: dict[str, dict[str, Any]] = {}
        self._lock = threading.Lock()

    @property
    def permissions(self) -> Mapping[str, str]:
        """Scope -> `GRANTED` or `DENIED`; scopes never asked for are absent."""
        with self._lock:
            return dict(self._permissions)

    def decide(self, scope: str, status: Status) -> None:
        """The person allows or refuses a permission; no answer changes nothing."""
        if status is not Status.NOT_ANSWERED:
            with self._lock:
                self._permissions[scope] = "GRANTED" if status is Status.ACCEPTED else "DENIED"

    def allows(self, scope: str) -> bool:
        """Whether the person has given this permission."""
        return self.permissions.get(scope) == "GRANTED"

    @property
    def reminders(self) -> tuple[Mapping[str, Any], ...]:
        """In the order they were set, as the service tells of them."""
        with self._lock:
            return tuple(self._reminders.values())

    def remind(self, wish: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """Sets a reminder; None when there are too many already."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        token = str(uuid4())
        reminder = {
            "alertToken": token,
            "createdTime": now,
            "updatedTime": now,
            "status": "ON",
            "version": "1",
            **{name: wish[name] for name in ("trigger", "alertInfo", "pushNotification") if name in wish},
        }
        with self._lock:
            if len(self._reminders) >= MOST_REMINDERS:
                return None
            self._reminders[token] = reminder
        return reminder

    def forget(self, token: str) -> bool:
        """Deletes a reminder; whether there was one of this token."""
        with self._lock:
            return self._reminders.pop(token, None) is not None


class Accounts:
    """Accounts by the name of their session; the one not used for longest goes when there are too many."""

    def __init__(self) -> None:
        """Nobody yet."""
        self._by_name: OrderedDict[str, Account] = OrderedDict()
        self._lock = threading.Lock()

    def named(self, name: str) -> Account:
        """The account of this name, made when there is none."""
        with self._lock:
            account = self._by_name.setdefault(name, Account(name, f"desk-{uuid4()}"))
            self._by_name.move_to_end(name)
            while len(self._by_name) > MOST_ACCOUNTS:
                self._by_name.popitem(last=False)
        return account

    def of_token(self, token: str) -> Account | None:
        """The account this token opens."""
        with self._lock:
            return next((one for one in self._by_name.values() if one.token == token), None)
