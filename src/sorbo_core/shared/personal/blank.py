"""What is in the place of what was erased: it fits the types, and tells nothing."""

import hashlib

ERASED = "(effacé)"
"""In the place of a name or a text."""

_NOWHERE = "erased.invalid"


def no_address(id: str) -> str:
    """Return what is in the place of the address of an entity; nothing can be sent there (RFC 2606)."""
    return f"{id.lower()}@{_NOWHERE}"


def pseudonym_of(address: str) -> str:
    """Return what stands for an address where the address itself must not be kept.

    It is the same whatever secrets are changed, and nobody can read the address from it; whoever has
    the address can tell that it is meant.
    """
    return no_address(hashlib.blake2b(address.encode(), digest_size=20, person=b"no more mails").hexdigest())
