"""How JSON looks: camelCase, unknown members refused, absent told apart from null."""

from typing import Any

import msgspec


class Body(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """A request body."""


class View(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A part of an answer."""


def given(patch: Body) -> dict[str, Any]:
    """Return the members that a merge patch gives, by attribute name."""
    values = msgspec.structs.asdict(patch)
    return {name: value for name, value in values.items() if value is not msgspec.UNSET}
