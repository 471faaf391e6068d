"""Secrets of webhooks."""

import secrets

from sorbo_core.integrations.ports import Secrets
from sorbo_core.integrations.signing import secret_of

_BYTES = 32


class RandomSecrets(Secrets):
    """Makes secrets of 256 bits from the system's source of randomness."""

    def new(self) -> str:
        return secret_of(secrets.token_bytes(_BYTES))
