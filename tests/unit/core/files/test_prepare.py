import asyncio
from pathlib import Path

import pytest

from sorbo_core.files.errors import FileRefused
from sorbo_core.files.events import FileUploaded
from sorbo_core.files.inspection import Variant
from sorbo_core.files.stored_file import FileState, StoredFile
from sorbo_core.shared.errors import Unavailable, Violation
from sorbo_core.shared.events import Event, envelop
from sorbo_core.shared.files.kind import FileKind, MediaType
from support.build import NOW
from support.file_desk import Desk
from support.files import HARMFUL, PlainWorkshop, content_of_variant
from support.storage.streams import together

_PATIENCE = 5


def uploaded(file: StoredFile) -> Event:
    return envelop(FileUploaded(kind=file.kind), entity_id=file.id, sequence=1, occurred_at=NOW)


async def test_a_clean_document_is_ready(desk: Desk) -> None:
    file = await desk.uploaded()
    await desk.prepare(uploaded(file))
    ready = await desk.files.get(file.id)
    assert (ready.state, ready.variants) == (FileState.READY, ())
    told = [entry.event.type for entry in desk.files.outboxes[file.id].entries]
    assert told == ["file.uploaded", "file.prepared"]


async def test_an_image_gets_its_variants_beside_what_was_uploaded(desk: Desk) -> None:
    file = await desk.uploaded(FileKind.IMAGE)
    await desk.prepare(uploaded(file))
    ready = await desk.files.get(file.id)
    assert [(each.width, each.media_type) for each in ready.variants] == [
        (480, MediaType.WEBP),
        (480, MediaType.AVIF),
        (960, MediaType.WEBP),
        (960, MediaType.AVIF),
    ]
    first = ready.variants[0]
    assert first.key == f"{file.key}.w480.webp"
    content = content_of_variant(480, MediaType.WEBP)
    assert await together(await desk.storage.read(first.key)) == content
    assert first.size == len(content)


async def test_what_is_harmful_is_refused_and_its_bytes_go(desk: Desk) -> None:
    file = await desk.uploaded(FileKind.CV, remark=HARMFUL)
    await desk.prepare(uploaded(file))
    refused = await desk.files.get(file.id)
    assert (refused.state, refused.text) == (FileState.REFUSED, None)
    assert await desk.keys() == []


async def test_bytes_that_a_crash_left_of_what_was_refused_go_with_the_next_delivery(desk: Desk) -> None:
    file = await desk.uploaded(remark=HARMFUL)
    await desk.files.update(file.id, lambda current: current.refuse(at=NOW))
    await desk.prepare(uploaded(file))
    assert await desk.keys() == []


async def test_while_the_scanner_is_away_the_file_waits_and_then_it_is_scanned(desk: Desk) -> None:
    file = await desk.uploaded()
    desk.scanner.away = True
    with pytest.raises(Unavailable):
        await desk.prepare(uploaded(file))
    assert await desk.files.get(file.id) == file
    desk.scanner.away = False
    await desk.prepare(uploaded(file))
    assert (await desk.files.get(file.id)).state is FileState.READY


async def test_the_same_event_again_changes_nothing(desk: Desk) -> None:
    file = await desk.uploaded(FileKind.IMAGE)
    await desk.prepare(uploaded(file))
    ready = await desk.files.get(file.id)
    await desk.prepare(uploaded(file))
    assert await desk.files.get(file.id) == ready
    assert desk.workshop.made == 1


async def test_a_file_that_was_deleted_meanwhile_is_nobodys_work(desk: Desk) -> None:
    file = await desk.uploaded()
    await desk.removal(file)
    await desk.prepare(uploaded(file))
    assert await desk.keys() == []


class SlowWorkshop(PlainWorkshop):
    def __init__(self) -> None:
        super().__init__()
        self.go_on = asyncio.Event()

    async def variants(self, path: Path, *, into: Path) -> tuple[Variant, ...]:
        made = await super().variants(path, into=into)
        await self.go_on.wait()
        return made


async def test_variants_that_take_longer_than_a_delivery_are_made_once_all_the_same(desk: Desk) -> None:
    file = await desk.uploaded(FileKind.IMAGE)
    slow = SlowWorkshop()
    desk.prepare._workshop = slow
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(desk.prepare(uploaded(file)), timeout=0.05)
    again = asyncio.create_task(desk.prepare(uploaded(file)))
    slow.go_on.set()
    await asyncio.wait_for(again, timeout=_PATIENCE)
    assert (await desk.files.get(file.id)).state is FileState.READY
    assert slow.made == 1


class BrokenWorkshop(PlainWorkshop):
    async def variants(self, path: Path, *, into: Path) -> tuple[Variant, ...]:  # noqa: ARG002 — it makes none
        raise FileRefused(Violation("/file", "not_accepted"), allowed="PNG")


async def test_an_image_that_cannot_be_decoded_after_all_is_refused(desk: Desk) -> None:
    file = await desk.uploaded(FileKind.IMAGE)
    desk.prepare._workshop = BrokenWorkshop()
    await desk.prepare(uploaded(file))
    assert (await desk.files.get(file.id)).state is FileState.REFUSED
    assert await desk.keys() == []
