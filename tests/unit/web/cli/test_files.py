"""`sorbo files migrate`."""

import asyncio
import io
from pathlib import Path

import pytest
from rich.console import Console

from sorbo_adapters.storage.local import LocalStorage
from sorbo_web.cli.files.migrate import run_migrate
from sorbo_web.cli.files.places import two_places
from support.api import memory_settings
from support.storage.streams import content_of, put

SETTINGS = memory_settings()


@pytest.mark.parametrize(
    ("source", "target", "sentence"),
    [
        ("/srv/files", "s3://bucket", "FROM is none of"),
        ("file:///srv/files", "ftp://somewhere", "TO is none of"),
        ("memory://", "file:///srv/files", "FROM is memory://"),
        ("file:///srv/files", "file:///srv/files/", "the same"),
        ("file:///srv/files", "file:///srv/files/more", "in the other"),
        ("file:///srv/files/more/..", "file:///srv/files", "the same"),
        ("s3://bucket", "s3://bucket/prefix", "in the other"),
        ("s3://bucket/prefix", "s3://bucket/prefix", "the same"),
    ],
)
def test_two_places_that_cannot_be_copied_between_are_refused(
    source: str, target: str, sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        two_places(source, target)


def test_two_prefixes_of_a_bucket_are_two_places() -> None:
    here, there = two_places("s3://bucket/one", "s3://bucket/one-more")
    assert (here.prefix, there.prefix) == ("one", "one-more")


def test_what_cannot_be_understood_ends_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_migrate(SETTINGS, "memory://", "memory://", Console(), by_size=False) == 2
    assert capsys.readouterr().err == "FROM is memory://, which keeps nothing.\n"


async def _prepare(folder: Path) -> None:
    for number in range(3):
        await put(LocalStorage(folder), f"files/00/{number}", b"content")


def test_what_was_copied_is_told(tmp_path: Path) -> None:
    asyncio.run(_prepare(tmp_path / "here"))
    screen = io.StringIO()
    uris = (tmp_path / "here").as_uri(), (tmp_path / "there").as_uri()

    assert run_migrate(SETTINGS, *uris, Console(file=screen, width=100), by_size=False) == 0

    assert "│ 3      │ 0             │ 0              │ 0      │" in screen.getvalue()
    assert asyncio.run(content_of(LocalStorage(tmp_path / "there"), "files/00/2")) == b"content"


def test_what_could_not_be_copied_is_named_and_ends_with_1(tmp_path: Path) -> None:
    asyncio.run(_prepare(tmp_path / "here"))
    (tmp_path / "there" / "files" / "00" / "1").mkdir(parents=True)
    screen = io.StringIO()
    uris = (tmp_path / "here").as_uri(), (tmp_path / "there").as_uri()

    assert run_migrate(SETTINGS, *uris, Console(file=screen, width=100), by_size=False) == 1

    assert "files/00/1: a storage did not answer" in screen.getvalue()
    assert asyncio.run(content_of(LocalStorage(tmp_path / "there"), "files/00/2")) == b"content"
