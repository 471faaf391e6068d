"""The table of what was done and what came of it."""

from collections.abc import Iterable, Sequence

from chaos.records import Record, Row

_HEADS = ("what", "times", "sent", "answered 201", "unheard", "mails", "again", "webhooks", "again")


def line(record: Record, row: Row) -> str:
    """Return one line about one row."""
    killed = f"killed {row.killed}" if row.killed else "nobody killed"
    return (
        f"{record.name}, {row.what}: {killed}; {row.sent} sent, {row.accepted} answered 201, "
        f"{row.unheard} kept unheard; {row.mails} mails and {row.mails_twice} again, "
        f"{row.deliveries} webhooks and {row.deliveries_twice} again"
    )


def table(records: Sequence[Record]) -> str:
    """Return the sums by what was done, as a table in Markdown."""
    rows = [row for record in records for row in record.rows]
    whats = list(dict.fromkeys(row.what for row in sorted(rows, key=lambda row: not row.killed)))
    body = [_cells(what, [row for row in rows if row.what == what]) for what in whats]
    lines = [_HEADS, ("---",) * len(_HEADS), *body, _cells("all", rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def violations(records: Iterable[Record]) -> list[str]:
    """Return every promise that was not kept."""
    return [f"{record.name}: {text}" for record in records for text in record.violations]


def _cells(what: str, rows: list[Row]) -> tuple[str, ...]:
    sums = (
        len(rows),
        sum(row.sent for row in rows),
        sum(row.accepted for row in rows),
        sum(row.unheard for row in rows),
        sum(row.mails for row in rows),
        sum(row.mails_twice for row in rows),
        sum(row.deliveries for row in rows),
        sum(row.deliveries_twice for row in rows),
    )
    return (what, *(f"{number}" for number in sums))
