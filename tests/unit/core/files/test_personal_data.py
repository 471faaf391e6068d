from sorbo_core.files.personal_data import FilesHeld
from sorbo_core.shared.files.kind import FileKind
from sorbo_core.shared.personal.ports import Person
from support.build import NOW
from support.file_desk import Desk


async def test_cvs_of_a_person_are_found_and_go_with_their_bytes(desk: Desk) -> None:
    hers, his = await desk.uploaded(FileKind.CV), await desk.uploaded(FileKind.CV)
    await desk.uploads.claim(hers.id, FileKind.CV, owner="candidature:a")
    await desk.uploads.claim(his.id, FileKind.CV, owner="candidature:b")
    held = FilesHeld(files=desk.files, removal=desk.removal)
    person = Person(address="a@example.com", ids=frozenset({"a", "something-else"}))
    (record,) = await held.held(person)
    assert (record.id, record.data["name"]) == (hers.id, "Guide.pdf")
    assert (await held.erase(person, at=NOW)).deleted == 1
    assert await desk.keys() == [his.key]
    assert await held.held(person) == ()
