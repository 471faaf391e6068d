from datetime import timedelta

import pytest

from sorbo_core.files.errors import FileInUse, FileNotFound
from sorbo_core.files.stored_file import FileState, StoredFile
from sorbo_core.files.use_cases.delete import DeleteFile
from sorbo_core.files.use_cases.read import ReadFile
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.errors import Forbidden, Stale
from sorbo_core.shared.files.kind import FileKind
from sorbo_core.shared.files.uploads import FileUnusable
from support.build import NOW
from support.file_desk import Desk
from support.storage.streams import chunks_of

A_DAY, A_MOMENT = timedelta(hours=24), timedelta(seconds=1)
WRITER = Actor(id="c", permissions=frozenset({Permission.WRITE_PORTFOLIO}))


async def collected(desk: Desk) -> list[str]:
    """Collect orphans; return the keys that are left."""
    await desk.collect(due=desk.clock.now())
    return await desk.keys()


async def left(desk: Desk, file: StoredFile) -> bool:
    """Tell whether a file is there."""
    try:
        await desk.files.get(file.id)
    except FileNotFound:
        return False
    return True


async def test_what_nothing_refers_to_goes_after_a_day_with_its_bytes(desk: Desk) -> None:
    file = await desk.uploaded()
    desk.clock.advance(A_DAY)
    assert await collected(desk) == [file.key]
    desk.clock.advance(A_MOMENT)
    assert await collected(desk) == []
    assert not await left(desk, file)
    assert [entry.event.type for entry in desk.files.outboxes[file.id].entries][-1] == "file.deleted"


async def test_what_something_refers_to_stays_and_is_asked_about_again_in_a_month(desk: Desk) -> None:
    file = await desk.uploaded()
    desk.references.ids = {file.id}
    for _ in range(3):
        desk.clock.advance(timedelta(days=20))
        assert await collected(desk) == [file.key]
    assert len(desk.references.asked) == 2
    desk.references.ids.clear()
    desk.clock.advance(timedelta(days=31))
    assert await collected(desk) == []


async def test_what_is_held_while_the_areas_are_asked_stays(desk: Desk) -> None:
    file = await desk.uploaded()
    desk.clock.advance(2 * A_DAY)
    seen = await desk.files.get(file.id)
    await desk.uploads.hold(file.id, FileKind.DOCUMENT)
    assert not await desk.removal(seen)
    assert await collected(desk) == [file.key]
    assert (await desk.files.get(file.id)).state is FileState.PENDING


async def test_what_is_being_removed_cannot_be_held_any_more(desk: Desk) -> None:
    file = await desk.uploaded()
    await desk.files.update(file.id, lambda current: current.condemn(at=NOW))
    with pytest.raises(FileUnusable):
        await desk.uploads.hold(file.id, FileKind.DOCUMENT)


async def test_a_removal_that_was_cut_off_is_finished_the_next_night(desk: Desk) -> None:
    first, second = await desk.uploaded(), await desk.uploaded()
    for file in (first, second):
        await desk.files.update(file.id, lambda current: current.condemn(at=desk.clock.now()))
    await desk.storage.delete(second.key)
    desk.clock.advance(A_MOMENT)
    assert await collected(desk) == []
    assert not await left(desk, first)
    assert not await left(desk, second)
    assert desk.references.asked == []


async def test_bytes_without_a_file_go_after_a_day_those_of_variants_too(desk: Desk) -> None:
    file = await desk.uploaded()
    desk.references.ids = {file.id}
    strays = ("files/ab/abc", "files/ab/abc.w480.webp", "incoming/def")
    kept = (f"{file.key}.w480.webp", "elsewhere/abc")
    for key in (*strays, *kept):
        await desk.storage.put(key, chunks_of(b"x"), media_type="image/webp")
    desk.clock.advance(A_DAY)
    assert set(await collected(desk)) == {file.key, *strays, *kept}
    desk.clock.advance(A_MOMENT)
    assert set(await collected(desk)) == {file.key, *kept}


async def test_many_are_collected_in_one_night(desk: Desk) -> None:
    for number in range(250):
        file = await desk.uploaded()
        if number % 100 == 7:
            desk.references.ids.add(file.id)
    desk.clock.advance(2 * A_DAY)
    assert len(await collected(desk)) == len(desk.references.ids) == 3


@pytest.fixture
def delete(desk: Desk) -> DeleteFile:
    return DeleteFile(
        read=ReadFile(files=desk.files),
        removal=desk.removal,
        references=desk.references,
        clock=desk.clock,
    )


async def test_staff_delete_what_nothing_refers_to(desk: Desk, delete: DeleteFile) -> None:
    file = await desk.uploaded()
    await delete(actor=WRITER, id=file.id)
    assert await desk.keys() == []
    with pytest.raises(FileNotFound):
        await delete(actor=WRITER, id=file.id)


async def test_staff_do_not_delete_what_is_referred_to_or_about_to_be(desk: Desk, delete: DeleteFile) -> None:
    used, about = await desk.uploaded(), await desk.uploaded()
    desk.references.ids = {used.id}
    await desk.uploads.hold(about.id, FileKind.DOCUMENT)
    for file in (used, about):
        with pytest.raises(FileInUse):
            await delete(actor=WRITER, id=file.id)
    desk.clock.advance(timedelta(minutes=1))
    await delete(actor=WRITER, id=about.id)
    assert await desk.keys() == [used.key]


async def test_a_file_that_changed_since_is_not_deleted(desk: Desk, delete: DeleteFile) -> None:
    file = await desk.uploaded()
    await desk.files.update(file.id, lambda current: current.make_ready((), at=NOW))
    with pytest.raises(Stale):
        await delete(actor=WRITER, id=file.id, version=1)


async def test_a_cv_is_none_of_the_files_that_staff_delete(desk: Desk, delete: DeleteFile) -> None:
    cv = await desk.uploaded(FileKind.CV)
    with pytest.raises(FileNotFound):
        await delete(actor=WRITER, id=cv.id)
    nobody = Actor(id="n", permissions=frozenset({Permission.READ_DRAFTS}))
    with pytest.raises(Forbidden):
        await delete(actor=nobody, id=cv.id)
