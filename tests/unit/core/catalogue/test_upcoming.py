"""The upcoming sessions of formations, from a table of all or asked for."""

from datetime import date, timedelta

import pytest

from sorbo_adapters.memory.catalogue import MemorySessions
from sorbo_core.catalogue.upcoming import MOST_OF_EACH, UpcomingSessions
from support import build
from support.caching import Watch, tables_of

TODAY = build.NOW.date()


@pytest.fixture(params=[0, 1000], ids=["asked for", "from the table"])
def upcoming(sessions: MemorySessions, request: pytest.FixtureRequest) -> UpcomingSessions:
    return UpcomingSessions(sessions=sessions, tables=tables_of(Watch(), most=request.param))


async def planned(sessions: MemorySessions, formation_id: str, start: date) -> str:
    draft = build.session(formation_id=formation_id, start=start)
    return (await sessions.add(draft.publish(at=build.NOW))).id


async def test_sessions_of_several_formations_come_soonest_first(
    sessions: MemorySessions, upcoming: UpcomingSessions
) -> None:
    days = [TODAY + timedelta(days=number) for number in range(4)]
    ids = [await planned(sessions, f"f{number % 2}", day) for number, day in enumerate(days)]
    await planned(sessions, "other", days[0])
    await planned(sessions, "f0", TODAY - timedelta(days=1))
    found = await upcoming(["f0", "f1", "none"], since=TODAY)
    assert [each.id for each in found] == ids
    assert [each.id for each in await upcoming(["f1"], since=TODAY)] == ids[1::2]


async def test_so_many_of_each_formation_are_told_of_and_no_more(
    sessions: MemorySessions, upcoming: UpcomingSessions
) -> None:
    for number in range(MOST_OF_EACH + 2):
        await planned(sessions, "f0", TODAY + timedelta(days=number))
    await planned(sessions, "f1", TODAY + timedelta(days=365))
    assert len(await upcoming(["f0"], since=TODAY)) == MOST_OF_EACH
    assert len(await upcoming(["f0", "f1"], since=TODAY)) == MOST_OF_EACH + 1
