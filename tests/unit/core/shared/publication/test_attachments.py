"""Uploads that entries name: held once, known for good, and never what a form says."""

import pytest

from sorbo_adapters.memory.portfolio.projets import MemoryProjets
from sorbo_adapters.memory.store.stage import MemoryUnitOfWork
from sorbo_adapters.memory.system import FixedClock
from sorbo_core.portfolio.projet import PROJET, Projet
from sorbo_core.shared.files.kind import FileKind, MediaType
from sorbo_core.shared.files.uploads import FileUnusable, Upload, Uploads
from sorbo_core.shared.media.link import Picture
from sorbo_core.shared.publication.lifecycle import Lifecycle
from sorbo_core.shared.publication.use_cases.take_in import Outcome
from support import site
from support.actors import EDITOR
from support.files import FACTS

A, B, LOST = "a" * 32, "b" * 32, "0" * 32


class KnownUploads(Uploads):
    """Images, all but one of which are there.

    Attributes:
        held: each id that was asked for, and where it is named.
    """

    def __init__(self) -> None:
        self.held: list[tuple[str, str]] = []

    async def hold(self, id: str, kind: FileKind, *, pointer: str = "") -> Upload:
        self.held.append((id, pointer))
        if id == LOST:
            raise FileUnusable
        return Upload(
            id=id, kind=kind, name="a.png", media_type=MediaType.PNG, size=1, sha256="0" * 64, image=FACTS
        )

    async def claim(self, id: str, kind: FileKind, *, owner: str, pointer: str = "") -> Upload:
        raise NotImplementedError

    async def release(self, owner: str) -> None:
        raise NotImplementedError


@pytest.fixture
def uploads() -> KnownUploads:
    return KnownUploads()


@pytest.fixture
def life(uploads: KnownUploads, clock: FixedClock) -> Lifecycle[Projet]:
    return Lifecycle(
        PROJET, entries=MemoryProjets(), clock=clock, unit_of_work=MemoryUnitOfWork(), uploads=uploads
    )


def pictures(*links: str) -> tuple[Picture, ...]:
    return tuple(Picture(src=link) for link in links)


async def new(life: Lifecycle[Projet], *links: str) -> Projet:
    details = site.projet(images=pictures(*links)).details
    return await life.create(actor=EDITOR, id="p", details=details)


async def shows(life: Lifecycle[Projet], *links: str) -> Projet:
    return await life.change(actor=EDITOR, id="p", version=None, fields={"images": pictures(*links)})


async def test_an_upload_is_held_and_tells_what_it_is(life: Lifecycle[Projet], uploads: KnownUploads) -> None:
    projet = await new(life, "/a.jpg", f"/files/{A}", "https://example.org/b.png")
    first, second, third = projet.details.images
    assert (first.upload, third.upload) == (None, None)
    assert second.upload is not None
    assert (second.upload.id, second.upload.width) == (A, FACTS.width)
    assert uploads.held == [(A, "/images/1/src")]
    assert projet.uploads == (A,)


async def test_what_is_known_already_is_not_asked_for_again(
    life: Lifecycle[Projet], uploads: KnownUploads
) -> None:
    first = await new(life, f"/files/{A}")
    assert await shows(life, f"/files/{A}") == first
    changed = await shows(life, f"/files/{B}", f"/files/{A}")
    assert [each.upload and each.upload.id for each in changed.details.images] == [B, A]
    assert [id_ for id_, _ in uploads.held] == [A, B]


async def test_the_address_of_a_variant_names_its_image(life: Lifecycle[Projet]) -> None:
    projet = await new(life, f"/files/{A}/w960.webp")
    assert projet.details.images[0].src == f"/files/{A}"


async def test_nothing_is_written_that_names_a_lost_file(
    life: Lifecycle[Projet], uploads: KnownUploads
) -> None:
    first = await new(life, f"/files/{A}")
    with pytest.raises(FileUnusable):
        await shows(life, f"/files/{A}", f"/files/{LOST}")
    assert uploads.held[-1] == (LOST, "/images/1/src")
    assert await life.read(actor=EDITOR, key="p") == first


async def test_an_entry_that_is_no_more_an_upload_s_knows_nothing_of_it(life: Lifecycle[Projet]) -> None:
    first = await new(life, f"/files/{A}")
    known = first.details.images[0].upload
    forged = (Picture(src="/a.jpg", upload=known), Picture(src=f"/files/{B}", upload=known))
    changed = await life.change(actor=EDITOR, id="p", version=None, fields={"images": forged})
    assert [each.upload and each.upload.id for each in changed.details.images] == [None, B]


async def test_a_restored_version_holds_what_it_shows_again(
    life: Lifecycle[Projet], uploads: KnownUploads
) -> None:
    first = await new(life, f"/files/{A}")
    await shows(life, f"/files/{B}")
    restored = await life.restore_version(actor=EDITOR, id="p", number=1)
    assert restored.details == first.details
    assert [id_ for id_, _ in uploads.held] == [A, B, A]


async def test_an_import_holds_what_is_new_in_it(life: Lifecycle[Projet], uploads: KnownUploads) -> None:
    for expected in (Outcome.CREATED, Outcome.UNCHANGED):
        projet, outcome = await life.take_in(
            actor=EDITOR,
            id="p",
            slug="pont",
            details=lambda: site.projet(images=pictures(f"/files/{A}")).details,
            fields=lambda: {"images": pictures(f"/files/{A}")},
            dry_run=False,
        )
        assert (outcome, projet.uploads) == (expected, (A,))
    assert len(uploads.held) == 1


async def test_links_within_texts_count_as_well(life: Lifecycle[Projet]) -> None:
    text = f"Voir [le plan](/files/{B}/Plan.pdf), /files/{A}a et /files/x."
    details = site.projet(description=text).details
    assert (await life.create(actor=EDITOR, id="p", details=details)).uploads == (B,)
