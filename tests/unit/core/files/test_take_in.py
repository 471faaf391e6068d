from pathlib import Path

import pytest

from sorbo_core.files.errors import FileRefused, FileTooLarge
from sorbo_core.files.intake.arrival import Arrived
from sorbo_core.files.stored_file import HELD_FOR, FileState
from sorbo_core.shared.errors import Malformed
from sorbo_core.shared.files.kind import ALLOWANCES, FileKind, MediaType
from support.build import NOW
from support.file_desk import Desk
from support.files import FACTS, pdf, png
from support.storage.streams import together


async def test_what_is_taken_in_is_stored_under_a_key_without_its_name(desk: Desk) -> None:
    arrived = await desk.arrived(png())
    file = await desk.intake(id="f", kind=FileKind.IMAGE, name="C:\\a\\Pont é.png", file=arrived, by="c")
    assert file == await desk.files.get("f")
    assert (file.name, file.media_type, file.size) == ("Pont é.png", MediaType.PNG, len(png()))
    assert (file.state, file.image, file.uploaded_by) == (FileState.PENDING, FACTS, "c")
    assert (file.key, file.held_until) == (f"files/00/{1:032x}", NOW + HELD_FOR)
    assert await together(await desk.storage.read(file.key)) == png()


async def test_only_of_a_cv_the_text_is_kept(desk: Desk) -> None:
    assert (await desk.uploaded(FileKind.CV)).text
    assert (await desk.uploaded(FileKind.DOCUMENT)).text is None


async def test_what_is_refused_leaves_nothing(desk: Desk) -> None:
    arrived = await desk.arrived(b"MZ, an executable")
    with pytest.raises(FileRefused):
        await desk.intake(id="f", kind=FileKind.CV, name="cv.pdf", file=arrived, by=None)
    assert await desk.keys() == []


@pytest.mark.parametrize("name", ["", "   ", "\t\n"])
async def test_a_file_has_a_name(desk: Desk, name: str) -> None:
    arrived = await desk.arrived(pdf())
    with pytest.raises(Malformed):
        await desk.intake(id="f", kind=FileKind.CV, name=name, file=arrived, by=None)


@pytest.mark.parametrize("kind", FileKind)
async def test_a_byte_more_than_its_kind_may_have_is_too_much(desk: Desk, kind: FileKind) -> None:
    most = ALLOWANCES[kind].most_bytes
    large = Arrived(path=Path("unread"), size=most + 1, sha256="0" * 64)
    with pytest.raises(FileTooLarge) as refusal:
        await desk.intake(id="f", kind=kind, name="a.pdf", file=large, by="c")
    assert refusal.value.params == {"limit": most}


async def test_the_same_id_again_gets_the_same_file_and_leaves_no_second_object(desk: Desk) -> None:
    first = await desk.intake(
        id="f", kind=FileKind.CV, name="cv.pdf", file=await desk.arrived(pdf()), by=None
    )
    again = await desk.intake(
        id="f", kind=FileKind.CV, name="cv.pdf", file=await desk.arrived(pdf()), by=None
    )
    assert again == first
    assert await desk.keys() == [first.key]
