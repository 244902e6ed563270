"""The desk speaker: it hears, understands, plays and shows the skill on your own computer.

Nothing here is deployed and nothing in `skill` imports it. It stands in for Amazon's side of the conversation, so it
may know only what Amazon knows: the interaction model, its own built-in intents, and the response it was sent.
"""
