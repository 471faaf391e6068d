"""Small tables, kept whole."""

from collections.abc import Mapping

import pytest

from sorbo_adapters.memory.cache import MemorySharedTier
from sorbo_core.shared.caching.tables import Tables
from support.caching import Watch, cache_of, tables_of

MOST = 3


class Rows:
    """A table with a count of how often it was read."""

    def __init__(self, count: int) -> None:
        self.rows = {str(number): number for number in range(count)}
        self.read = 0

    async def __call__(self, most: int) -> Mapping[str, int] | None:
        self.read += 1
        return dict(self.rows) if len(self.rows) <= most else None


async def whole(tables: Tables, rows: Rows) -> Mapping[str, int] | None:
    return await tables.whole("rows", ("row",), rows)


async def test_a_table_is_read_once_and_again_when_something_of_it_has_changed() -> None:
    now = Watch()
    cache, rows = cache_of(now), Rows(MOST)
    tables = tables_of(now, most=MOST, beside=cache)
    assert [await whole(tables, rows) for _ in range(3)] == [rows.rows] * 3
    assert rows.read == 1

    rows.rows["0"] = 7
    await cache.invalidate(["row"])
    assert await whole(tables, rows) == rows.rows

    rows.rows["0"] = 8
    cache.invalidated(["row"])
    assert await whole(tables, rows) == rows.rows


async def test_a_table_that_is_too_large_is_found_to_be_so_once() -> None:
    tables, rows = tables_of(Watch(), most=MOST), Rows(MOST + 1)
    assert [await whole(tables, rows) for _ in range(3)] == [None] * 3
    assert rows.read == 1


async def test_a_table_is_read_anew_when_it_was_kept_long_enough() -> None:
    now, rows = Watch(), Rows(1)
    tables = tables_of(now, most=MOST)
    await whole(tables, rows)
    now.seconds += 31
    await whole(tables, rows)
    assert rows.read == 2


@pytest.mark.parametrize("most", [0, MOST])
async def test_nothing_is_read_whole_where_nothing_can_be_kept(most: int) -> None:
    now = Watch()
    closed = cache_of(now, MemorySharedTier(now=now))
    rows = Rows(1)
    assert await whole(tables_of(now, most=most, beside=closed), rows) is None
    assert await whole(tables_of(now, most=0), rows) is None
    assert rows.read == 0


async def test_what_was_kept_is_forgotten_while_others_cannot_be_heard() -> None:
    now = Watch()
    cache, rows = cache_of(now, MemorySharedTier(now=now)), Rows(1)
    tables = tables_of(now, most=MOST, beside=cache)
    await cache.open()
    assert await whole(tables, rows) == rows.rows
    cache.close()
    assert await whole(tables, rows) is None
    await cache.open()
    assert await whole(tables, rows) == rows.rows
    assert rows.read == 2
