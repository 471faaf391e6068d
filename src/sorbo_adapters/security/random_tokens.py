"""Texts that nobody can guess."""

import secrets

from sorbo_core.catalogue.enrolment.ports import Tokens
from sorbo_core.identity.sessions.ports import Secrets

_BYTES, _SECRET_BYTES = 24, 32


class RandomTokens(Tokens):
    """Makes tokens of 192 bits from the system's source of randomness."""

    def new(self) -> str:
        return secrets.token_urlsafe(_BYTES)


class RandomSessionSecrets(Secrets):
    """Makes secrets of 256 bits from the system's source of randomness."""

    def new(self) -> str:
        return secrets.token_urlsafe(_SECRET_BYTES)
