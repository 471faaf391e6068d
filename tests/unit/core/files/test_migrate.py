from collections.abc import AsyncIterable, AsyncIterator

import pytest

from sorbo_adapters.memory.files.storage import MemoryStorage
from sorbo_adapters.memory.system import FixedClock
from sorbo_core.files.storage import Storage, Stored
from sorbo_core.files.use_cases.migrate import Fate, MigrateFiles
from sorbo_core.shared.errors import Unavailable
from support.build import NOW
from support.storage.streams import content_of, keys_of, put

KEYS = [f"files/{number:02x}/{number}" for number in range(30)]


class Moody(MemoryStorage):
    """Keeps something else, is away, or loses what it has listed, for the keys that it is told."""

    def __init__(self) -> None:
        super().__init__(clock=FixedClock(NOW))
        self.spoils: set[str] = set()
        self.away: set[str] = set()
        self.lost: set[str] = set()
        self.puts: list[str] = []
        self.reads: list[str] = []

    async def put(self, key: str, chunks: AsyncIterable[bytes], *, media_type: str) -> Stored:
        self.puts.append(key)
        if key in self.away:
            raise Unavailable(part="storage")
        return await super().put(
            key, _spoiled(chunks) if key in self.spoils else chunks, media_type=media_type
        )

    async def read(self, key: str, *, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        self.reads.append(key)
        if key in self.lost:
            await self.delete(key)
        return await super().read(key, start=start, end=end)


async def _spoiled(chunks: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
    async for chunk in chunks:
        yield bytes([chunk[0] ^ 1]) + chunk[1:]


@pytest.fixture
def target() -> Moody:
    return Moody()


@pytest.fixture
async def source() -> Moody:
    storage = Moody()
    for number, key in enumerate(KEYS):
        await put(storage, key, b"%d" % number * 1000 * number)
    storage.puts.clear()
    return storage


async def migrated(source: Storage, target: Storage, *, by_size: bool = False) -> dict[str, Fate]:
    return {done.key: done.fate async for done in MigrateFiles(source=source, target=target)(by_size=by_size)}


async def test_every_object_is_copied_as_it_is(source: Moody, target: Moody) -> None:
    assert await migrated(source, target) == dict.fromkeys(KEYS, Fate.COPIED)

    for key in KEYS:
        assert await content_of(target, key) == await content_of(source, key)


async def test_a_second_run_copies_nothing(source: Moody, target: Moody) -> None:
    await migrated(source, target)
    target.puts.clear()

    assert await migrated(source, target) == dict.fromkeys(KEYS, Fate.THERE)
    assert target.puts == []


async def test_what_the_target_has_besides_stays(source: Moody, target: Moody) -> None:
    for key in ("a/first", "files/05/other", "z/last"):
        await put(target, key, b"own")

    await migrated(source, target)

    assert await keys_of(target) == sorted([*KEYS, "a/first", "files/05/other", "z/last"])
    assert await content_of(target, "files/05/other") == b"own"
    assert await keys_of(source) == KEYS


async def test_what_is_there_with_another_size_or_content_is_copied_again(
    source: Moody, target: Moody
) -> None:
    await put(target, KEYS[3], b"shorter")
    await put(target, KEYS[4], b"x" * 4000)

    fates = await migrated(source, target)

    assert (fates[KEYS[3]], fates[KEYS[4]]) == (Fate.COPIED, Fate.COPIED)
    assert await content_of(target, KEYS[4]) == b"4" * 4000


async def test_by_size_nothing_is_read_that_is_there(source: Moody, target: Moody) -> None:
    await migrated(source, target)
    await put(target, KEYS[4], b"x" * 4000)
    source.reads.clear()

    assert await migrated(source, target, by_size=True) == dict.fromkeys(KEYS, Fate.THERE)
    assert source.reads == []


async def test_a_copy_that_reads_back_otherwise_is_told_and_made_again_by_the_next_run(
    source: Moody, target: Moody
) -> None:
    target.spoils = {KEYS[7]}
    assert [key for key, fate in (await migrated(source, target)).items() if fate is Fate.DIFFERENT] == [
        KEYS[7]
    ]

    target.spoils.clear()
    assert (await migrated(source, target))[KEYS[7]] is Fate.COPIED


async def test_an_object_for_which_a_storage_was_away_does_not_keep_the_others(
    source: Moody, target: Moody
) -> None:
    target.away = {KEYS[7]}

    assert await migrated(source, target) == dict.fromkeys(KEYS, Fate.COPIED) | {KEYS[7]: Fate.AWAY}


async def test_a_storage_that_stays_away_ends_the_run(source: Moody, target: Moody) -> None:
    target.away = set(KEYS)

    with pytest.raises(Unavailable):
        await migrated(source, target)
    assert len(target.puts) < len(KEYS)


async def test_what_is_deleted_meanwhile_is_not_missed(source: Moody, target: Moody) -> None:
    source.lost = {KEYS[7]}

    assert (await migrated(source, target))[KEYS[7]] is Fate.GONE
    assert KEYS[7] not in await keys_of(target)


async def test_of_nothing_nothing_is_copied(target: Moody) -> None:
    assert await migrated(Moody(), target) == {}
