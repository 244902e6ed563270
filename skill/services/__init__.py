"""Amazon's own services, asked on behalf of the person speaking: the device's time zone, and reminders.

`client` carries one call in bounded time, by an `exchange` over the network. `calls` lends it to the SDK's service
clients with what the request brought to call with, and turns whatever goes wrong into the one tree of `errors`.
`time_zone` and `reminders` are what the conversation asks for; `alert` is one reminder as Amazon writes it, `outcome`
what became of a wish for one, `permission` how the person is asked for it. No id, token or answer of a service is
ever logged. Each is imported by itself: most conversations need few of them.
"""
