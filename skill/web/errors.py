"""What can go wrong at the web endpoint.

WebError
├── SettingsError       the endpoint may not start with these settings
├── SkillError          the skill itself broke on a request that was understood
└── RefusedError        the request is answered with status 400 and nothing else
    ├── SignatureError      no signature of Amazon's over this body
    ├── AddressError        the certificate address is not one Amazon uses
    ├── DownloadError       the certificate chain could not be had
    ├── CertificateError    the chain proves nothing about Alexa
    ├── EnvelopeError       the body is no Alexa request, or not one for this skill
    ├── StaleError          sent too long ago, or in the future
    └── ReplayError         this very request was answered before

The message of a `RefusedError` goes to the log. It is therefore always a sentence written here in the
code, never a value from the request: no header, body, or id of a person can reach the log through it.
"""


class WebError(Exception):
    """Anything the web endpoint raises on purpose."""


class SettingsError(WebError):
    """The endpoint may not start: a setting is unknown, or holds a value that is not allowed."""


class SkillError(WebError):
    """The skill raised on a request that was genuine and understood: our fault, not the sender's."""


class RefusedError(WebError):
    """The request is refused. Its message is the reason, for the log alone."""


class SignatureError(RefusedError):
    """The body carries no valid SHA-256 signature."""


class AddressError(RefusedError):
    """The certificate address breaks one of Amazon's rules for it."""


class DownloadError(RefusedError):
    """The certificate chain did not arrive whole, in time and within the size limit."""


class CertificateError(RefusedError):
    """The certificate chain does not lead from Alexa's name to a trusted root, now."""


class EnvelopeError(RefusedError):
    """The body is not an Alexa request this skill can take."""


class StaleError(RefusedError):
    """The request's own time is too far from ours."""


class ReplayError(RefusedError):
    """A request with this id was taken before, or it cannot be known whether it was."""
