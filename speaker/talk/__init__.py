"""The terminal speaker: type what you would say, see what Alexa would say, at its time."""
