"""What must be true of the whole site once everything is over."""

from collections.abc import Iterable, Iterator

from chaos.records import Record
from chaos.site.site import Site


async def problems_of(site: Site, records: Iterable[Record]) -> list[str]:
    """Tell what is left over, and what came beyond what the records have counted."""
    database = site.database
    waiting = [
        f"{count} documents of {name} wait in their outbox"
        for name in await database.list_collection_names()
        if (count := await database[name].count_documents({"outbox": {"$exists": True}}))
    ]
    unsent = await database["webhook_deliveries"].count_documents({"state": {"$ne": "delivered"}})
    dead = [f"dead letter: {letter}" async for letter in database["dead_letters"].find()]
    return [
        *waiting,
        *dead,
        *([f"{unsent} webhooks were not delivered"] if unsent else ()),
        *(f"a webhook does not verify: {text}" for text in site.servers.hooks.forged),
        *_uncounted(site, records),
    ]


def _uncounted(site: Site, records: Iterable[Record]) -> Iterator[str]:
    rows = [row for record in records for row in record.rows]
    counted = (
        sum(row.mails + row.mails_twice for row in rows),
        sum(row.deliveries + row.deliveries_twice for row in rows),
    )
    arrived = (site.servers.mailbox.count, len(site.servers.hooks.received))
    for what, expected, found in zip(("mails", "webhooks"), counted, arrived, strict=True):
        if expected != found:
            yield f"{found} {what} arrived, {expected} belong to what was sent and settled"
