"""`sorbo search`: the index of what can be found."""

from rich.console import Console

from sorbo_web.cli.work import run_work
from sorbo_web.wiring.container import Container
from sorbo_web.wiring.settings import Settings


def run_rebuild(settings: Settings, console: Console, *, afresh: bool) -> int:
    """Rebuild the search index; return the exit code."""

    async def work(container: Container) -> int:
        kept: dict[str, int] = {}
        with console.status("…") as status:
            async for kind, count in container.insight.rebuild_search()(afresh=afresh):
                kept[kind] = kept.get(kind, 0) + count
                status.update(f"{kind}: {kept[kind]}")
        for kind, count in kept.items():
            console.print(f"{count} {kind}s", highlight=False)
        return 0

    return run_work(settings, work)
