"""Provenance: who makes the changes that are made here, and from where."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum

import msgspec

from sorbo_core.shared.actor import Actor, ActorKind


class AuthorKind(StrEnum):
    """Who may be behind a change: those who can be known, visitors, and the service's own work."""

    COMPTE = ActorKind.COMPTE
    API_KEY = ActorKind.API_KEY
    OPERATOR = ActorKind.OPERATOR
    VISITOR = "visitor"
    SYSTEM = "system"


class Author(msgspec.Struct, frozen=True, kw_only=True):
    """Who made a change.

    Attributes:
        id: of the compte or the key; None for a visitor and for the service itself.
        role: which role allowed it, as it was then.
    """

    kind: AuthorKind = AuthorKind.SYSTEM
    id: str | None = None
    role: str | None = None


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where a change came from, as far as it tells of a person: kept apart, so that it can be erased.

    Attributes:
        address: of the client.
        session_id: the login session.
    """

    address: str | None = None
    session_id: str | None = None


class Provenance(msgspec.Struct, frozen=True, kw_only=True):
    """Who makes a change, and in which request."""

    by: Author = Author()
    origin: Origin = Origin()
    request_id: str | None = None


_UNKNOWN = Provenance()
_PRESENT: ContextVar[Provenance] = ContextVar("provenance", default=_UNKNOWN)


def provenance() -> Provenance:
    """Return who makes the changes that are made here: the service itself, unless somebody was named."""
    return _PRESENT.get()


def act_as(by: Provenance) -> None:
    """Name who makes the changes of the rest of this task."""
    _PRESENT.set(by)


@contextmanager
def acting(by: Provenance) -> Iterator[None]:
    """Name who makes the changes that are made within."""
    before = _PRESENT.set(by)
    try:
        yield
    finally:
        _PRESENT.reset(before)


def provenance_of(actor: Actor, *, address: str | None = None, request_id: str | None = None) -> Provenance:
    """Return the provenance of what an actor asks for."""
    by = Author(kind=AuthorKind.VISITOR)
    if actor.id is not None:
        by = Author(kind=AuthorKind(actor.kind), id=actor.subject, role=actor.role)
    origin = Origin(address=address, session_id=actor.session_id)
    return Provenance(by=by, origin=origin, request_id=request_id)
