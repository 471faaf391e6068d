"""Passwords that nobody chose."""

import secrets

_BYTES = 18


def new_password() -> str:
    """Return a random password of 144 bits, 24 characters."""
    return secrets.token_urlsafe(_BYTES)
