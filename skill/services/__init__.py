"""Amazon's own services, asked on behalf of the person speaking: the device's time zone, and reminders.

`client` carries one call over the network in bounded time. `calls` lends it to the SDK's service clients with what
the request brought to call with, and turns whatever goes wrong into the one tree of `errors`. `time_zone` and
`reminders` are what the conversation asks for; `alert` is one reminder as Amazon writes it, `outcome` what became
of a wish for one, `permission` how the person is asked for it. No id, token or answer of a service is ever logged.
"""

from skill.services.client import HttpClient
from skill.services.outcome import Kind, Outcome
from skill.services.permission import Consent, card_sent, consent, permission_card, permission_request
from skill.services.reminders import cancel, create, find
from skill.services.time_zone import default_time_zone, local_day, time_zone

__all__ = [
    "Consent",
    "HttpClient",
    "Kind",
    "Outcome",
    "cancel",
    "card_sent",
    "consent",
    "create",
    "default_time_zone",
    "find",
    "local_day",
    "permission_card",
    "permission_request",
    "time_zone",
]
