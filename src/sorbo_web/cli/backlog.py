"""`sorbo backlog`: what waits."""

from rich.console import Console
from rich.table import Table

from sorbo_core.delivery.queue import Queue
from sorbo_core.shared.errors import Unavailable
from sorbo_web.cli.work import run_work
from sorbo_web.wiring.container import Container
from sorbo_web.wiring.settings import Settings


def run_backlog(settings: Settings, console: Console) -> int:
    """Print how much waits to be delivered, and since when; return the exit code."""

    async def work(container: Container) -> int:
        ports = container.ports
        backlog = await ports.delivery_desk().backlog()
        overdue = 0.0
        if backlog.oldest_due is not None:
            overdue = max(0.0, (ports.clock().now() - backlog.oldest_due).total_seconds())
        table = Table(title="Backlog", show_header=False)
        table.add_row("entities whose events wait", str(backlog.entities))
        table.add_row("the longest due of them, seconds", f"{overdue:.0f}")
        table.add_row("dead letters", str(backlog.dead_letters))
        table.add_row("tickets on the queue", await _depth(ports.queue()))
        console.print(table)
        return 0

    return run_work(settings, work)


async def _depth(queue: Queue) -> str:
    try:
        return str(await queue.depth())
    except Unavailable:
        return "it is away"
