"""The smallest skills there can be, to measure beside ours. `handler` of each is what Lambda calls."""
