"""Hamstring Coach, an Alexa skill. The street, in the order the data flows:

    request -> intents -> coach -> speech, audio, screen -> respond

`request` reads Alexa's envelope into plain values. `intents` names the move each intent asks for.
`coach` decides: it is pure, and knows neither SDK, clock nor sentence. `library` holds all words and
prescriptions, read from `content/`, and `triage` the rules of safety and what was learnt beside them. `speech`,
`audio` and `screen` turn the coach's reply into SSML, APL for Audio and APL. `respond` is the only builder of
responses. Imports point at `coach` and `library`.
"""
