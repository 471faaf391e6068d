"""`sorbo dead-letters`: what could not be delivered."""

import msgspec
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from sorbo_core.delivery.dead_letter import DEAD_LETTERS, DeadLetter
from sorbo_core.shared.query import MAX_LIMIT, ListQuery
from sorbo_web.cli.work import OPERATOR, run_work
from sorbo_web.wiring.container import Container
from sorbo_web.wiring.settings import Settings

_COLUMNS = ("event", "given up", "reason")


def run_list(settings: Settings, console: Console) -> int:
    """Print every dead letter, the oldest first; return the exit code."""

    async def work(container: Container) -> int:
        # An id is there to be copied: it is never shortened, whatever the width of the terminal.
        table = Table(Column("id", no_wrap=True, overflow="fold"), *_COLUMNS, box=None, padding=(0, 2, 0, 0))
        letters = container.delivery.list_dead_letters()
        query = ListQuery(sort=DEAD_LETTERS.sorts["buriedAt"], limit=MAX_LIMIT)
        while True:
            page = await letters(actor=OPERATOR, query=query)
            for letter in page.items:
                table.add_row(*map(Text, _cells(letter)))
            if page.next is None:
                break
            query = msgspec.structs.replace(query, after=page.next)
        console.print(table if table.row_count else "No dead letters.")
        return 0

    return run_work(settings, work)


def run_requeue(settings: Settings, ids: tuple[str, ...]) -> int:
    """Requeue these dead letters, or every one where none is named; return the exit code."""

    async def work(container: Container) -> int:
        if not ids:
            count = await container.delivery.requeue_dead_letters()(actor=OPERATOR)
        else:
            for id in ids:
                await container.delivery.requeue_dead_letter()(actor=OPERATOR, id=id)
            count = len(ids)
        print(f"{count} requeued")  # noqa: T201 — this is what the command is for
        return 0

    return run_work(settings, work)


def _cells(letter: DeadLetter) -> tuple[str, ...]:
    return letter.id, letter.event.type, f"{letter.buried_at:%Y-%m-%d %H:%M}", letter.reason
