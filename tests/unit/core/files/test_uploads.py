import asyncio
from datetime import timedelta

import pytest

from sorbo_core.files.stored_file import HELD_FOR
from sorbo_core.shared.files.kind import FileKind
from sorbo_core.shared.files.uploads import FileUnusable
from support.build import NOW
from support.file_desk import Desk
from support.files import FACTS

AT_ONCE = 20


def codes(refusal: FileUnusable) -> list[tuple[str, str]]:
    return [(each.pointer, each.code) for each in refusal.violations]


async def test_holding_a_file_keeps_it_for_another_day_and_tells_what_it_is(desk: Desk) -> None:
    file = await desk.uploaded(FileKind.IMAGE)
    desk.clock.advance(timedelta(hours=5))
    upload = await desk.uploads.hold(file.id, FileKind.IMAGE)
    assert (upload.id, upload.name, upload.image, upload.size) == (file.id, "Pont.png", FACTS, file.size)
    held = await desk.files.get(file.id)
    assert held.held_until == NOW + timedelta(hours=5) + HELD_FOR


async def test_a_hold_never_ends_one_that_lasts_longer(desk: Desk) -> None:
    file = await desk.uploaded()
    until = NOW + timedelta(days=30)
    await desk.files.update(file.id, lambda current: current.keep(until=until, at=NOW))
    await desk.uploads.hold(file.id, FileKind.DOCUMENT)
    assert (await desk.files.get(file.id)).held_until == until


async def test_what_nobody_uploaded_cannot_be_held(desk: Desk) -> None:
    with pytest.raises(FileUnusable) as refusal:
        await desk.uploads.hold("none", FileKind.CV, pointer="/cv/fileId")
    assert codes(refusal.value) == [("/cv/fileId", "unknown_file")]


async def test_a_file_of_another_kind_cannot_be_held(desk: Desk) -> None:
    file = await desk.uploaded(FileKind.DOCUMENT)
    with pytest.raises(FileUnusable) as refusal:
        await desk.uploads.hold(file.id, FileKind.IMAGE, pointer="/image/src")
    assert codes(refusal.value) == [("/image/src", "wrong_file_kind")]


async def test_what_was_found_harmful_or_is_being_removed_cannot_be_held(desk: Desk) -> None:
    harmful, going = await desk.uploaded(), await desk.uploaded()
    await desk.files.update(harmful.id, lambda file: file.refuse(at=NOW))
    await desk.files.update(going.id, lambda file: file.condemn(at=NOW))
    for file in (harmful, going):
        with pytest.raises(FileUnusable):
            await desk.uploads.hold(file.id, FileKind.DOCUMENT)


async def test_an_owner_may_claim_a_file_again_and_nobody_else_may(desk: Desk) -> None:
    file = await desk.uploaded(FileKind.CV)
    first = await desk.uploads.claim(file.id, FileKind.CV, owner="candidature:a")
    assert first.text is not None
    assert await desk.uploads.claim(file.id, FileKind.CV, owner="candidature:a") == first
    with pytest.raises(FileUnusable) as refusal:
        await desk.uploads.claim(file.id, FileKind.CV, owner="candidature:b", pointer="/cv/fileId")
    assert codes(refusal.value) == [("/cv/fileId", "file_claimed")]
    assert (await desk.files.get(file.id)).claimed_by == "candidature:a"


async def test_of_many_who_claim_a_file_at_once_exactly_one_gets_it(desk: Desk) -> None:
    file = await desk.uploaded(FileKind.CV)
    outcomes = await asyncio.gather(
        *(desk.uploads.claim(file.id, FileKind.CV, owner=f"candidature:{n}") for n in range(AT_ONCE)),
        return_exceptions=True,
    )
    assert sum(isinstance(each, FileUnusable) for each in outcomes) == AT_ONCE - 1
