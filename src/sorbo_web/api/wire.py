"""How JSON looks: camelCase, unknown members refused, absent told apart from null."""

from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from sorbo_core.shared.money import Amount, Currency


class Body(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """A request body."""


class Patch(Body, frozen=True, kw_only=True):
    """A JSON Merge Patch (RFC 7396): absent members stay, null clears.

    Every member allows null and is UNSET by default; the entity decides which ones can be cleared.
    An object in it is a patch as well.
    """


class MoneyPatch(Patch, frozen=True, kw_only=True):
    """A change of a price: of its amount, of its currency, of both."""

    amount: Amount | UnsetType | None = UNSET
    currency: Currency | UnsetType | None = UNSET


class View(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A part of an answer."""


def given(patch: Body) -> dict[str, Any]:
    """Return the members that a merge patch gives, by attribute name; those of patches in it as well."""
    values = msgspec.structs.asdict(patch)
    return {name: _plain(value) for name, value in values.items() if value is not UNSET}


def _plain(value: object) -> object:
    return given(value) if isinstance(value, Patch) else value
