"""The desk speaker as a web page: it hears, speaks in real time and shows what an Echo Show would show.

`app` answers HTTP, `guard` refuses what is not from this machine's own page, `desk` keeps the named conversations,
`conversation` is one of them, `sounds` what they make heard, `parts` what this machine has to hear and speak with.
"""
