"""Ids of entities that were taken over: they follow from the record."""

import hashlib


def id_of(kind: str, key: str) -> str:
    """Return the id of what a record becomes: the same at each import, and another one for each record.

    Args:
        kind: of record.
        key: by which it is known among these.
    """
    return hashlib.blake2b(f"{kind}/{key}".encode(), digest_size=16, person=b"taken over").hexdigest()
