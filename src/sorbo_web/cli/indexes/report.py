"""`sorbo indexes report`: which indexes are worth their place."""

import msgspec
from rich.console import Console
from rich.table import Column, Table

from sorbo_adapters.mongo.index_report import (
    IndexReport,
    IndexUse,
    MayNotAsk,
    Standing,
    report_indexes,
)
from sorbo_web.cli.work import print_error, run_work
from sorbo_web.wiring.container import Container
from sorbo_web.wiring.settings import Settings

_FAULTS = (Standing.MISSING, Standing.DIFFERENT)
_STYLES = {
    Standing.MISSING: "red",
    Standing.DIFFERENT: "red",
    Standing.UNDECLARED: "yellow",
    Standing.UNUSED: "yellow",
}
_KB = 1024


def run_report(settings: Settings, console: Console, *, as_json: bool) -> int:
    """Print how every index stands; return the exit code."""

    async def work(container: Container) -> int:
        try:
            report = await report_indexes(container.ports.database())
        except MayNotAsk:
            print_error("The user of the database may not ask for it: it takes the role dbAdmin.")
            return 2
        if as_json:
            console.out(msgspec.json.encode(report).decode(), highlight=False)
        else:
            _print(report, console)
        return 1 if any(each.standing in _FAULTS for each in report.indexes) else 0

    return run_work(settings, work)


def _print(report: IndexReport, console: Console) -> None:
    # A name is there to be copied: it is never shortened, whatever the width of the terminal.
    table = Table(
        "state",
        Column("index", no_wrap=True, overflow="fold"),
        *(Column(name, justify="right") for name in ("uses", "counted since", "kB")),
        box=None,
        padding=(0, 2, 0, 0),
    )
    for each in report.indexes:
        table.add_row(*_cells(each), style=_STYLES.get(each.standing, ""))
    console.print(table)
    for line in _summary(report):
        console.print(line, highlight=False, soft_wrap=True)


def _cells(use: IndexUse) -> tuple[str, ...]:
    name = f"{use.collection}.{use.name}"
    if use.uses is None or use.since is None or use.size is None:
        return use.standing, name
    return use.standing, name, str(use.uses), f"{use.since:%Y-%m-%d %H:%M}", f"{use.size / _KB:.0f}"


def _summary(report: IndexReport) -> list[str]:
    counts = {each: sum(use.standing is each for use in report.indexes) for each in Standing}
    size = sum(use.size or 0 for use in report.indexes) / _KB / _KB
    told = ", ".join(f"{count} {standing}" for standing, count in counts.items() if count)
    lines = [f"{told}; {size:.1f} MB in all."]
    if report.since is not None:
        lines.append(
            f"Uses are those of {report.node}, which counts since {report.since:%Y-%m-%d %H:%M} UTC."
        )
    if report.nodes > 1:
        lines.append(f"The other {report.nodes - 1} of the replica set count what they are asked themselves.")
    return lines
