"""Secrets of the links that mails take to people."""

import secrets

from sorbo_core.identity.ports import LinkSecrets

_BYTES = 32


class RandomLinkSecrets(LinkSecrets):
    """Makes secrets of 256 bits from the system's source of randomness."""

    def new(self) -> str:
        return secrets.token_urlsafe(_BYTES)
