"""The pure room: no I/O, no SDK, no clock, no environment, no sentence.

Time comes in as an argument, words leave as keys. What happens here is decided by values alone.
"""
