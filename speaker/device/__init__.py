"""An Alexa device's side of a conversation: sessions, the microphone, reprompts, interruptions."""

from speaker.device.device import Device
from speaker.device.plan import Act, Plan, Scene
from speaker.device.turn import Card, Turn

__all__ = ["Act", "Card", "Device", "Plan", "Scene", "Turn"]
