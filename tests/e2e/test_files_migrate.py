"""`sorbo files migrate` between a folder and a real S3, cut off in the middle."""

import asyncio
import re
from pathlib import Path
from uuid import uuid4

import pytest

from sorbo_adapters.storage.local import LocalStorage
from sorbo_adapters.storage.s3 import S3Storage
from support.program import Program, eventually
from support.settings import DEVELOPMENT
from support.storage.seaweed import BUCKET, Seaweed
from support.storage.streams import content_of, keys_of, put

KEYS = [f"files/{number % 16:02x}/{number:04}" for number in range(400)]


@pytest.fixture
def prefix() -> str:
    return f"of/{uuid4().hex}"


@pytest.fixture
def settings(seaweed: Seaweed) -> dict[str, str]:
    return DEVELOPMENT | {
        "SORBO_S3_ENDPOINT": seaweed.url,
        "SORBO_S3_ACCESS_KEY": seaweed.access_key,
        "SORBO_S3_SECRET_KEY": seaweed.secret_key,
    }


def content(key: str) -> bytes:
    return key.encode() * 3000


async def figures(folder: Path, settings: dict[str, str], source: str, target: str) -> tuple[int, ...]:
    """Run a migration to its end; return its exit code, and how many were copied and there already."""
    program = Program("files", "migrate", source, target, folder=folder, settings=settings)
    program.output_file.unlink(missing_ok=True)
    await program.launch()
    code = await program.ended()
    found = re.search(r"│ (\d+) +│ (\d+) +│ \d+ +│ \d+ +│", program.output)
    assert found, program.output
    return code, *map(int, found.groups())


async def test_a_migration_that_was_killed_goes_on_and_leads_back(
    tmp_path: Path, settings: dict[str, str], seaweed: Seaweed, prefix: str
) -> None:
    here, there = LocalStorage(tmp_path / "here"), S3Storage(seaweed.bucket(prefix))
    await asyncio.gather(*(put(here, key, content(key)) for key in KEYS))
    source, target = (tmp_path / "here").as_uri(), f"s3://{BUCKET}/{prefix}"

    doomed = Program("files", "migrate", source, target, folder=tmp_path, settings=settings)
    await doomed.launch()
    await eventually(lambda: keys_of(there))
    await doomed.kill()
    before = len(await keys_of(there))
    assert 0 < before < len(KEYS)

    code, copied, already = await figures(tmp_path, settings, source, target)
    # What was under way when it was killed may have arrived since.
    assert (code, copied + already) == (0, len(KEYS))
    assert before <= already < len(KEYS)
    assert await figures(tmp_path, settings, source, target) == (0, 0, len(KEYS))
    assert await keys_of(there) == await keys_of(here) == sorted(KEYS)

    back = LocalStorage(tmp_path / "back")
    assert await figures(tmp_path, settings, target, (tmp_path / "back").as_uri()) == (0, len(KEYS), 0)
    for key in KEYS[::50]:
        assert await content_of(back, key) == content(key)


async def test_who_may_not_write_there_is_told_and_ends_with_1(
    tmp_path: Path, settings: dict[str, str], prefix: str
) -> None:
    await put(LocalStorage(tmp_path / "here"), KEYS[0])
    wrong = settings | {"SORBO_S3_SECRET_KEY": "a-secret-that-was-guessed"}
    program = Program(
        "files",
        "migrate",
        (tmp_path / "here").as_uri(),
        f"s3://{BUCKET}/{prefix}",
        folder=tmp_path,
        settings=wrong,
    )

    await program.launch()

    assert await program.ended() == 1
    assert "TO does not answer, or refuses our keys." in program.output
    assert "guessed" not in program.output
