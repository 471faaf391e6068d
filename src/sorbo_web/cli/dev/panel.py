"""What `sorbo dev` shows on the terminal."""

from rich.console import Console, Group
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from sorbo_web.cli.dev.account import Account
from sorbo_web.cli.dev.reference_site import PREFIX
from sorbo_web.cli.dev.stack import LocalStack, StepState
from sorbo_web.wiring.settings import Settings

_SIGNS = {
    StepState.GIVEN: "[cyan]given  [/]",
    StepState.STARTING: "[yellow]starts [/]",
    StepState.READY: "[green]ready  [/]",
    StepState.STOPPING: "[yellow]stops  [/]",
    StepState.STOPPED: "[dim]stopped[/]",
}


class Steps:
    """Prints a line whenever a part is further."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def show(self, name: str, state: StepState) -> None:
        """Print that a part is in a state."""
        self._console.print(f"{_SIGNS[state]} {name}", highlight=False)


def panel(settings: Settings, account: Account, stack: LocalStack, *, memory: bool, site: bool) -> Panel:
    """Return where everything is and how to get in."""
    base = f"http://{'localhost' if settings.host == '127.0.0.1' else settings.host}:{settings.port}"
    rows = Table.grid(padding=(0, 2))
    rows.add_row("API", f"{base}/api/v1/formations")
    rows.add_row("Documentation", f"{base}/docs")
    if site:
        rows.add_row("Site", f"{base}{PREFIX}/")
    if stack.mailbox is not None:
        rows.add_row("Inbox", f"{base}/inbox")
    rows.add_row("Staff account", account.email)
    rows.add_row("Password", account.password)
    rows.add_row("Code", account.code)
    rows.add_row("Next codes", f"sorbo second-factor code --data-dir {stack.directory}")
    if memory:
        note = "Everything is in memory: nothing is kept when this ends."
    else:
        rows.add_row("MongoDB", settings.mongo_url)
        rows.add_row("Valkey", settings.redis_url)
        note = f"Data is kept in {stack.directory}. Ctrl-C stops everything."
    return Panel(Group(rows, Text(note, style="dim")), title="Sorbo", expand=False, highlight=False)
