"""CVs that are uploaded: whose they become, who gets at them, and how they go."""

import asyncio
from datetime import timedelta

import pytest

from sorbo_adapters.memory.recruitment.candidatures import MemoryCandidatures
from sorbo_adapters.memory.recruitment.emplois import MemoryEmplois
from sorbo_adapters.memory.system import FixedClock
from sorbo_core.files.errors import FileNotFound
from sorbo_core.files.use_cases.collect_orphans import CollectOrphans
from sorbo_core.recruitment.candidate import CvFile
from sorbo_core.recruitment.cv_files import CandidatureFiles
from sorbo_core.recruitment.errors import CvNotFound
from sorbo_core.recruitment.forgetting import CandidaturesHeld
from sorbo_core.recruitment.ports import CvReadings
from sorbo_core.recruitment.use_cases.candidature.apply import ApplyForEmploi
from sorbo_core.recruitment.use_cases.candidature.link_to_cv import LinkToCv
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.errors import Forbidden, Unauthenticated, Unavailable
from sorbo_core.shared.files.kind import FileKind
from sorbo_core.shared.files.links import FileLink, FileLinks
from sorbo_core.shared.files.uploads import FileUnusable
from sorbo_core.shared.finding.words import terms_of
from sorbo_core.shared.query import ListQuery
from support.actors import EDITOR, NOBODY
from support.build import NOW
from support.file_desk import Desk
from support.recruitment import candidate, candidature, open_emploi

RECRUITER = Actor(id="recruiter", permissions=frozenset({Permission.READ_CANDIDATURES}))
OTHER = "autre@example.com"
TWO_YEARS = timedelta(days=2 * 365 + 1)


@pytest.fixture(autouse=True)
async def offer(emplois: MemoryEmplois) -> None:
    await emplois.add(open_emploi(id="e", slug="projeteur"))


async def owner_of(desk: Desk, id: str) -> str | None:
    return (await desk.files.get(id)).claimed_by


async def test_the_cv_belongs_to_the_candidature_even_while_it_waits_to_be_scanned(
    apply: ApplyForEmploi, candidatures: MemoryCandidatures, desk: Desk
) -> None:
    file = await desk.uploaded(FileKind.CV)
    await apply(id="c", emploi="e", candidate=candidate(), cv_file=file.id)
    cv = (await candidatures.get("c")).candidate.cv
    assert cv is not None
    assert cv.file == CvFile(id=file.id, name="Guide.pdf", size=file.size)
    assert await owner_of(desk, file.id) == "candidature:c"


async def test_what_the_cv_says_is_among_the_words_and_its_text_is_not_kept_twice(
    apply: ApplyForEmploi, candidatures: MemoryCandidatures, desk: Desk
) -> None:
    file = await desk.uploaded(FileKind.CV)
    await apply(id="c", emploi="e", candidate=candidate(motivation="Des ponts"), cv_file=file.id)
    stored = await candidatures.get("c")
    assert set(terms_of("pont covadis routier")) <= set(stored.words)
    assert "six ans de Covadis" not in str(stored)


async def test_the_same_request_again_finds_its_file_its_own(
    apply: ApplyForEmploi, candidatures: MemoryCandidatures, desk: Desk
) -> None:
    file = await desk.uploaded(FileKind.CV)
    # Cut off between the file and the candidature.
    await desk.uploads.claim(file.id, FileKind.CV, owner="candidature:c")
    first = await apply(id="c", emploi="e", candidate=candidate(), cv_file=file.id)
    assert await apply(id="c", emploi="e", candidate=candidate(), cv_file=file.id) == first
    assert (await candidatures.get("c")).version == 1


@pytest.mark.parametrize("times_before", [0, 1])
async def test_a_file_sent_by_an_address_is_taken_or_refused_whether_or_not_it_has_applied_before(
    apply: ApplyForEmploi, candidatures: MemoryCandidatures, desk: Desk, times_before: int
) -> None:
    own = await desk.uploaded(FileKind.CV)
    for _ in range(times_before):
        await apply(id="first", emploi="e", candidate=candidate(), cv_file=own.id)
    file = await desk.uploaded(FileKind.CV)
    for id_ in ("a", "b"):
        await apply(id=id_, emploi="e", candidate=candidate(), cv_file=file.id)
    with pytest.raises(FileUnusable):
        await apply(id="c", emploi="e", candidate=candidate(email=OTHER), cv_file=file.id)
    with pytest.raises(FileUnusable):
        await apply(id="d", emploi="e", candidate=candidate(), cv_file="nothing")
    (only,) = (await candidatures.list(ListQuery())).items
    assert only.candidate.cv is not None
    assert only.candidate.cv.file is not None
    assert only.candidate.cv.file.id == (own.id if times_before else file.id)
    assert await owner_of(desk, only.candidate.cv.file.id) == f"candidature:{only.id}"


async def test_many_at_once_with_one_file_become_one_that_has_it(
    apply: ApplyForEmploi, candidatures: MemoryCandidatures, desk: Desk
) -> None:
    file = await desk.uploaded(FileKind.CV)
    await asyncio.gather(
        *(apply(id=f"c{n}", emploi="e", candidate=candidate(), cv_file=file.id) for n in range(20))
    )
    assert await owner_of(desk, file.id) == "candidature:c0"
    assert await candidatures.files_among([file.id]) == {file.id}


@pytest.mark.parametrize("kind", [FileKind.DOCUMENT, FileKind.IMAGE])
async def test_what_is_no_cv_is_refused_and_nothing_is_stored(
    apply: ApplyForEmploi, candidatures: MemoryCandidatures, desk: Desk, kind: FileKind
) -> None:
    file = await desk.uploaded(kind)
    with pytest.raises(FileUnusable) as refusal:
        await apply(id="c", emploi="e", candidate=candidate(), cv_file=file.id)
    assert [(each.pointer, each.code) for each in refusal.value.violations] == [
        ("/cv/fileId", "wrong_file_kind")
    ]
    assert not candidatures.holds("c")
    assert await owner_of(desk, file.id) is None


class Links(FileLinks):
    """Links that say which file they are for."""

    async def __call__(self, *, id: str) -> FileLink:
        return FileLink(url=f"https://example.com/{id}", expires_at=NOW)


class Readings(CvReadings):
    """Remembers who got at what.

    Attributes:
        away: whether nothing can be noted.
    """

    def __init__(self) -> None:
        self.noted: list[tuple[str | None, str]] = []
        self.away = False

    async def note(self, *, actor: Actor, candidature_id: str) -> None:
        if self.away:
            raise Unavailable(part="database")
        self.noted.append((actor.id, candidature_id))


@pytest.fixture
def readings() -> Readings:
    return Readings()


@pytest.fixture
def link(candidatures: MemoryCandidatures, readings: Readings) -> LinkToCv:
    return LinkToCv(candidatures=candidatures, links=Links(), readings=readings)


async def test_each_link_to_a_cv_is_noted(
    apply: ApplyForEmploi, desk: Desk, link: LinkToCv, readings: Readings
) -> None:
    file = await desk.uploaded(FileKind.CV)
    await apply(id="c", emploi="e", candidate=candidate(), cv_file=file.id)
    for _ in range(2):
        assert (await link(actor=RECRUITER, id="c")).url.endswith(file.id)
    assert readings.noted == [(RECRUITER.id, "c")] * 2
    readings.away = True
    with pytest.raises(Unavailable):
        await link(actor=RECRUITER, id="c")


async def test_only_those_who_read_candidatures_get_at_cvs_and_only_where_there_is_one(
    candidatures: MemoryCandidatures, link: LinkToCv, readings: Readings
) -> None:
    await candidatures.add(candidature(id="c"))
    with pytest.raises(Unauthenticated):
        await link(actor=NOBODY, id="c")
    with pytest.raises(Forbidden):
        await link(actor=EDITOR, id="c")
    with pytest.raises(CvNotFound):
        await link(actor=RECRUITER, id="c")
    assert readings.noted == []


async def test_when_its_period_is_over_a_candidature_is_blanked_and_its_cv_goes_the_same_night(
    apply: ApplyForEmploi, candidatures: MemoryCandidatures, desk: Desk, clock: FixedClock
) -> None:
    old, young = await desk.uploaded(FileKind.CV), await desk.uploaded(FileKind.CV)
    await apply(id="old", emploi="e", candidate=candidate(), cv_file=old.id)
    await candidatures.add(candidature(id="young", at=NOW + timedelta(days=9)))
    await desk.uploads.claim(young.id, FileKind.CV, owner="candidature:young")
    clock.advance(TWO_YEARS)
    held = CandidaturesHeld(candidatures=candidatures, uploads=desk.uploads)
    assert await held.expire(at=clock.now()) == 1
    forgotten = await candidatures.get("old")
    assert (forgotten.candidate.cv, forgotten.words) == (None, ())
    with pytest.raises(FileNotFound):
        await desk.files.get(old.id)
    assert await desk.keys() == [young.key]


async def test_a_cv_stays_as_long_as_its_candidature_has_it(
    apply: ApplyForEmploi, candidatures: MemoryCandidatures, desk: Desk, clock: FixedClock
) -> None:
    kept, unused = await desk.uploaded(FileKind.CV), await desk.uploaded(FileKind.CV)
    await apply(id="c", emploi="e", candidate=candidate(), cv_file=kept.id)
    await apply(id="d", emploi="e", candidate=candidate(), cv_file=unused.id)
    collect = CollectOrphans(
        files=desk.files,
        storage=desk.storage,
        references=CandidatureFiles(candidatures=candidatures),
        removal=desk.removal,
        clock=clock,
    )
    clock.advance(timedelta(days=2))
    await collect(due=clock.now())
    assert await desk.keys() == [kept.key]
