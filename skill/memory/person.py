"""Whose memory it is."""

from ask_sdk_model.request_envelope import RequestEnvelope

from skill.memory.errors import Unidentified


def person_key(envelope: RequestEnvelope) -> str:
    """The key of whoever speaks, when Alexa recognised the voice; otherwise the key of the account.

    It is a SHA-256 digest, so that no id stands anywhere in clear. Alexa's ids are long random strings and
    differ from skill to skill: they cannot be guessed from their digests, and a secret key would add nothing
    but a way to lose every record. Neither person nor account raises Unidentified.
    """
    system = envelope.context.system if envelope.context else None
    person = system.person.person_id if system and system.person else None
    return digest("person", person) if person else account_key(envelope)


def account_key(envelope: RequestEnvelope) -> str:
    """The key of the account, whoever speaks. No account raises Unidentified."""
    system = envelope.context.system if envelope.context else None
    users = (system and system.user, envelope.session and envelope.session.user)
    account = next((user.user_id for user in users if user and user.user_id), None)
    if account is None:
        raise Unidentified("the request names neither a person nor an account")
    return digest("account", account)


def digest(kind: str, identifier: str) -> str:
    """64 hexadecimal digits for an id of this kind."""
    from hashlib import sha256  # loads OpenSSL, which only a skill that remembers needs

    return sha256(f"{kind}:{identifier}".encode()).hexdigest()
