"""Texts that nobody can guess."""

import secrets

from sorbo_core.catalogue.enrolment.ports import Tokens

_BYTES = 24


class RandomTokens(Tokens):
    """Makes tokens of 192 bits from the system's source of randomness."""

    def new(self) -> str:
        return secrets.token_urlsafe(_BYTES)
