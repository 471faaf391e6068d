"""What an index is, as collections declare theirs."""

from datetime import timedelta
from typing import Any

import msgspec
from pymongo import ASCENDING, DESCENDING, IndexModel

from sorbo_core.shared.errors import Conflict
from sorbo_core.shared.personal.holding import Holding
from sorbo_core.shared.query import Listing, Sort


class Index(msgspec.Struct, frozen=True, kw_only=True):
    """An index by name; change the name when the definition changes.

    Attributes:
        paths: the fields in order, ascending or with `-` descending (a scan runs both ways).
        clash: the error that a second document with the same value meets; it makes the index unique.
        only_with: a path; documents that have nothing there are not in the index.
        expire_after: how long after the instant at its path MongoDB deletes a document.
    """

    name: str
    paths: tuple[str, ...]
    clash: type[Conflict] | None = None
    only_with: str | None = None
    expire_after: timedelta | None = None

    @property
    def model(self) -> IndexModel:
        """The index as the driver creates it."""
        options: dict[str, Any] = {}
        if self.clash is not None:
            options["unique"] = True
        if self.only_with is not None:
            options["partialFilterExpression"] = {self.only_with: {"$exists": True}}
        if self.expire_after is not None:
            options["expireAfterSeconds"] = int(self.expire_after.total_seconds())
        return IndexModel(self.keys, name=self.name, **options)

    @property
    def keys(self) -> list[tuple[str, int]]:
        """Each field and its direction, as the driver wants them."""
        return [(path.lstrip("-"), DESCENDING if path[0] == "-" else ASCENDING) for path in self.paths]


OUTBOX = Index(name="outbox_due", paths=("outbox.due",), only_with="outbox.due")
"""Finds the entities whose events wait."""

TRAIL = Index(name="trail_since", paths=("trail.since",), only_with="trail.since")
"""Finds the entities of which the audit has not got everything yet; wherever events wait."""


def serving(listing: Listing, *leading: tuple[str, ...]) -> tuple[Index, ...]:
    """Return the indexes that list a resource in each of its orders without sorting.

    Each tuple of leading paths (filters by equality, often) gets an index per order; the empty one
    is for lists without such a filter.
    """
    orders = dict.fromkeys(map(_scanned, listing.sorts.values()))
    return tuple(_listing_index((*paths, *order)) for paths in leading for order in orders)


def forgetting(holding: Holding[Any]) -> tuple[Index, ...]:
    """Return the indexes by which somebody's entities are found, and those whose period is over."""
    sought = (*(each.path for each in holding.addresses), *((holding.refers,) if holding.refers else ()))
    over = [(*(each.path for each in period.only), period.since) for period in holding.kept if period.days]
    by_person = (Index(name=f"person_{path.replace('.', '_')}", paths=(path, "_id")) for path in sought)
    by_age = (Index(name=f"over_{'_'.join(paths)}", paths=(*paths, "_id")) for paths in over)
    return (*by_person, *by_age)


def _scanned(keys: tuple[Sort, ...]) -> tuple[str, ...]:
    """Return the paths of an order, turned so that the last one, and with it the id, ascends."""
    turned = keys[-1].descending
    return tuple(key.path if key.descending is turned else f"-{key.path}" for key in keys)


def _listing_index(paths: tuple[str, ...]) -> Index:
    name = "_".join(("list", *paths)).replace(".", "_").replace("-", "down_")
    return Index(name=name, paths=(*paths, "_id"))
