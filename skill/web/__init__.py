"""The skill as a web service of one's own, for those who do not use Lambda.

    bytes -> endpoint -> verification -> replay -> adapter -> the skill

`application` puts it together from `settings`. `endpoint` answers one request. `verification` asks all that
Amazon asks before anything parses the body: `certificate_address`, `download`, `chain` and `certificates`
find the signing key, and `envelope` reads the fields that decide. `replay` refuses a request seen before.
`adapter` is the only importer of `flask_ask_sdk`. `serving` configures the server, `errors` draws the errors.

    gunicorn --config python:skill.web.serving
"""

from skill.web.application import create_app

__all__ = ["create_app"]
