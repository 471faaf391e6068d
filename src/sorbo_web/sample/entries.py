"""Entries of the sample: written once, then left to staff."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Generic, TypeVar

import msgspec

from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.publication.entry import Details
from sorbo_core.shared.publication.lifecycle import Lifecycle
from sorbo_core.shared.publication.publishable import Publishable
from sorbo_core.shared.publication.use_cases.verb import E

D = TypeVar("D", bound=Details)

LOADER = Actor(id="exemple", permissions=frozenset(Permission))
_MORNING = time(7)


class SampleEntry(msgspec.Struct, Generic[D], frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An entry of the sample.

    Attributes:
        published: whether visitors see it at once.
        planned_in_days: in how many days they will, where that is planned.
    """

    id: str
    details: D
    published: bool = True
    planned_in_days: int | None = None


async def load_entry(entries: Lifecycle[E], sample: SampleEntry[D], today: date) -> E:
    """Write an entry down, publish or plan it; leave one alone that staff have touched since."""
    entry = await entries.create(actor=LOADER, id=sample.id, details=sample.details)
    if not is_untouched(entry):
        return entry
    if sample.planned_in_days is not None:
        instant = datetime.combine(today + timedelta(days=sample.planned_in_days), _MORNING, UTC)
        return await entries.schedule(actor=LOADER, id=entry.id, publish_at=instant)
    return await entries.publish(actor=LOADER, id=entry.id) if sample.published else entry


def is_untouched(entity: Publishable) -> bool:
    """Tell whether nothing has happened to an entity since it was written down."""
    return entity.version == 1
