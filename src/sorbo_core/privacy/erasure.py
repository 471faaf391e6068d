"""Erasure: that a person was erased, without who it was."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, ClassVar, Self

import msgspec
from msgspec import Meta

from sorbo_core.shared.entity import Entity
from sorbo_core.shared.events import EventData
from sorbo_core.shared.personal.holding import Category, Holding, Kept

Number = Annotated[int, Meta(ge=0)]


class PersonalDataErased(EventData, frozen=True, kw_only=True):
    """What was kept of a person was deleted or blanked. The entity is a keyed digest of the address."""

    type = "personal_data.erased"
    by_id: Annotated[str, Meta(description="The compte that did it, `operator` for the command line.")]
    deleted: Annotated[Number, Meta(description="How many entities were deleted.")]
    blanked: Annotated[Number, Meta(description="How many entities were blanked.")]


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """How many entities were deleted, and how many blanked."""

    deleted: int = 0
    blanked: int = 0

    def __add__(self, other: Self) -> Self:
        """Return both together."""
        return type(self)(deleted=self.deleted + other.deleted, blanked=self.blanked + other.blanked)


class Erasure(Entity, frozen=True, kw_only=True):
    """That what was kept under an address was erased, once or several times. The id is a keyed digest of it.

    Attributes:
        by: the compte that asked last, `operator` on the command line.
        begun_at: since when one is under way, or was cut off; None when none is.
        tally: by kind, what the one under way, or the last one, has erased so far.
    """

    masked: ClassVar = ("by",)

    by: str = ""
    begun_at: datetime | None = None
    tally: Mapping[str, Tally] = {}

    @classmethod
    def opened(cls, id: str, *, at: datetime) -> Self:
        """Return the record of an address under which nothing was erased so far."""
        return cls(id=id, created_at=at, updated_at=at)

    def begin(self, *, by: str, at: datetime) -> Self:
        """Begin; one that was cut off goes on and keeps what it has counted."""
        if self.begun_at is not None:
            return self if by == self.by else msgspec.structs.replace(self, by=by)
        return msgspec.structs.replace(self, by=by, begun_at=at, tally={})

    def count(self, kind: str, more: Tally) -> Self:
        """Note what was erased of one kind."""
        if more == Tally():
            return self
        return msgspec.structs.replace(self, tally={**self.tally, kind: self.tally.get(kind, Tally()) + more})

    def finish(self, *, at: datetime) -> Self:
        """Note that nothing is left; told once."""
        if self.begun_at is None:
            return self
        total = sum(self.tally.values(), Tally())
        data = PersonalDataErased(by_id=self.by, deleted=total.deleted, blanked=total.blanked)
        return self.changed(data, at=at, begun_at=None)


ERASURES_HELD = Holding(
    name="erasures",
    holds=Erasure,
    about="Show that a request was answered, and when",
    personal={"id": Category.TRACE, "by": Category.TRACE},
    plain=("begun_at", "tally"),
    kept=(
        Kept(
            days=5 * 365,
            text="5 years after the last one",
            source="GDPR art. 5(2): whoever erases must be able to show it",
        ),
    ),
    erasure="stays: a digest with a secret key, of which nobody can read the address",
)
