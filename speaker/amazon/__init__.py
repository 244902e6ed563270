"""Amazon's side of an account on this machine: what the person has allowed, their time zone, their reminders.

The skill calls these services over HTTP as it would call Amazon's; nothing leaves the machine.
"""

from speaker.amazon.accounts import Account, Accounts, Status
from speaker.amazon.permissions import PermissionPrompt, permission_prompt
from speaker.amazon.services import Services

__all__ = ["Account", "Accounts", "PermissionPrompt", "Services", "Status", "permission_prompt"]
