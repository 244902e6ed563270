"""Settings of gunicorn, the production server: `gunicorn --config python:skill.web.serving`.

It speaks plain HTTP. Alexa wants port 443 and a certificate that Amazon trusts, which is the work of the
proxy in front; so by default it listens to this machine alone. Every name below is one of gunicorn's.
https://gunicorn.org/reference/settings/
"""

import os

wsgi_app = "skill.web:create_app()"
bind = os.environ.get("ALEXA_BIND", "127.0.0.1:8080")
workers = int(os.environ.get("WEB_CONCURRENCY", os.cpu_count() or 1))
worker_class = "gthread"
threads = 8

timeout = 30
"""Seconds without a sign of life after which a worker is replaced."""
graceful_timeout = 10
"""Seconds that a stop leaves to requests under way. Alexa waits for 8."""
keepalive = 75
"""Seconds a quiet connection is kept. Longer than a proxy's usual 60, so that the proxy closes first."""

accesslog = None
"""No line per request: what is worth a line is logged by the skill, without ids."""
control_socket_disable = True
"""Nothing here is steered while it runs, so there is no door for it."""
