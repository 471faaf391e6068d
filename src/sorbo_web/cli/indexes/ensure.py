"""`sorbo indexes`: creates what is missing."""

from sorbo_adapters.mongo.indexes import ensure_indexes, index_states
from sorbo_web.cli.work import run_work
from sorbo_web.wiring.container import Container
from sorbo_web.wiring.settings import Settings


def run_indexes(settings: Settings, *, check: bool) -> int:
    """Create missing indexes, or (check) only tell of them; return the exit code."""

    async def work(container: Container) -> int:
        database = container.ports.database()
        if not check:
            await ensure_indexes(database)
        states = await index_states(database)
        for state in states:
            print(f"{'ok     ' if state.present else 'MISSING'} {state.collection}.{state.name}")  # noqa: T201
        return 0 if all(state.present for state in states) else 1

    return run_work(settings, work)
