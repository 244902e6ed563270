"""Which day and hour it is for the person: the device's time zone, or the likeliest one of the locale."""

import logging
from collections.abc import Mapping
from datetime import UTC, date, datetime, tzinfo
from functools import cache
from typing import TYPE_CHECKING

from ask_sdk_model.request_envelope import RequestEnvelope
from ask_sdk_model.services.api_client import ApiClient
from ask_sdk_model.services.ups.ups_service_client import UpsServiceClient

from skill import library
from skill.services.calls import ask, configuration, system_of
from skill.services.errors import ServiceError

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

log = logging.getLogger(__name__)


def time_zone(envelope: RequestEnvelope, api_client: ApiClient) -> str | None:
    """The IANA name of the device's time zone, such as "Europe/Paris"; None when it cannot be had.

    One call, GET /v2/devices/{deviceId}/settings/System.timeZone, which needs no consent of the person. The
    documented answers are the name as a JSON string, 204 without a value, 401, 403, 429 and 5xx; every one but the
    first, an unknown name, slowness and a broken connection give None. Source: Amazon's "Alexa Settings API
    Reference", and the operation's own text in ask-sdk-model 1.82.0 (`services/ups`).
    """
    system = system_of(envelope)
    device = system.device.device_id if system and system.device else None
    if not device:
        return None
    try:
        service = UpsServiceClient(configuration(envelope, api_client))
        name = ask(lambda: service.get_system_time_zone(device))
    except ServiceError as error:
        log.info("the device's time zone cannot be had: %s", type(error).__name__)
        return None
    return name if isinstance(name, str) and zone_of(name) else None


@cache
def _defaults() -> Mapping[str, str]:
    return dict(library.content("time_zones.toml")["time_zones"])


def default_time_zone(locale: str) -> str:
    """The IANA name of the time zone most speakers of a locale live in; of US English for an unknown locale."""
    defaults = _defaults()
    return defaults.get(locale, defaults[library.DEFAULT_LOCALE])


def local_day(now_ms: int, zone: str) -> date:
    """The calendar day in a time zone at a time, given in milliseconds since 1970. An unknown zone counts as UTC."""
    where: tzinfo = zone_of(zone) or UTC
    return datetime.fromtimestamp(now_ms // 1000, where).date()


def zone_of(name: str) -> "ZoneInfo | None":
    """The time zone of an IANA name, with its daylight saving; None if there is none of that name."""
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None
