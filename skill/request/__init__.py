"""Alexa's envelope into plain values, and the session to and from its attributes."""

from skill.request.attributes import dump, load
from skill.request.envelope import Ask, Device, Slot, read

__all__ = ["Ask", "Device", "Slot", "dump", "load", "read"]
