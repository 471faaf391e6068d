import asyncio
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from sorbo_adapters.memory.recruitment.candidatures import MemoryCandidatures
from sorbo_adapters.mongo.recruitment.candidatures import MongoCandidatures
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.recruitment.candidate import Cv, CvFile
from sorbo_core.recruitment.candidature import CANDIDATURES, Candidature
from sorbo_core.recruitment.errors import AlreadyApplied, CandidatureNotFound
from sorbo_core.recruitment.ports import Candidatures
from sorbo_core.recruitment.state import CandidatureState
from sorbo_core.shared.figures.period import Period
from sorbo_core.shared.files.kind import FileKind, MediaType
from sorbo_core.shared.files.uploads import Upload
from sorbo_core.shared.ports import Repository
from sorbo_core.shared.query import Filter, ListQuery, Op, Scalar, Sort
from support.build import later
from support.paging import ids_in_order, walk
from support.recruitment import candidate, candidature
from support.repository import RepositoryContract, kept

AT_ONCE = 20
SPRING = Period(first=date(2026, 3, 1), last=date(2026, 4, 30))
SAME: dict[str, Any] = {"emploi_id": "a", "email": "same@example.com"}


def upload(text: str) -> Upload:
    return Upload(
        id="f1",
        kind=FileKind.CV,
        name="CV.pdf",
        media_type=MediaType.PDF,
        size=1,
        sha256="0" * 64,
        text=text,
    )


class CandidaturesContract(RepositoryContract[Candidature]):
    missing = CandidatureNotFound

    @pytest.fixture
    def repository(self, candidatures: Candidatures) -> Repository[Candidature]:
        return candidatures

    def new(self, at: datetime) -> Candidature:
        return candidature(at=at)

    def changed(self, entity: Candidature, n: int) -> Candidature:
        return entity.note(f"Note {n}", by="compte", at=later(seconds=n))

    async def test_every_field_comes_back(self, candidatures: Candidatures) -> None:
        received = candidature(
            phone="+226 70 00 00 00",
            motivation="Une ligne.\n$where: une autre.",
            available_from=date(2026, 4, 1),
            cv=Cv(link="https://example.com/cv.pdf", file=CvFile(id="f1", name="Mon CV.pdf", size=1234)),
        )
        refused = received.move(
            CandidatureState.REFUSEE, by="c1", at=later(hours=1), reason="Trop loin.", tell=True
        )
        entity = refused.note("Rappeler.", by="c2", at=later(hours=2)).repeat(at=later(hours=3))
        await candidatures.add(entity)
        assert await candidatures.get(entity.id) == kept(entity)
        assert await candidatures.by_key(entity.key) == kept(entity)

    async def test_a_second_one_by_the_same_address_for_the_same_emploi_is_refused(
        self, candidatures: Candidatures
    ) -> None:
        first = await candidatures.add(candidature(**SAME))
        with pytest.raises(AlreadyApplied):
            await candidatures.add(candidature(**SAME))
        assert await candidatures.by_key(first.key) == first

    async def test_twenty_at_once_by_one_address_become_one(self, candidatures: Candidatures) -> None:
        outcomes = await asyncio.gather(
            *(candidatures.add(candidature(**SAME)) for _ in range(AT_ONCE)), return_exceptions=True
        )
        refused = [each for each in outcomes if isinstance(each, AlreadyApplied)]
        (added,) = [each for each in outcomes if isinstance(each, Candidature)]
        assert len(refused) == AT_ONCE - 1
        assert ids_in_order((await candidatures.list(ListQuery())).items, ListQuery()) == [added.id]

    async def test_one_address_applies_for_several_emplois_and_several_addresses_for_one(
        self, candidatures: Candidatures
    ) -> None:
        for emploi_id, email in (("a", "x@example.com"), ("a", "y@example.com"), ("b", "x@example.com")):
            await candidatures.add(candidature(emploi_id=emploi_id, email=email))
        assert dict(await candidatures.counted(["a", "b", "c"])) == {"a": 2, "b": 1}
        assert dict(await candidatures.counted(["b"])) == {"b": 1}

    async def test_a_key_that_nobody_has_is_not_found(self, candidatures: Candidatures) -> None:
        await candidatures.add(candidature(**SAME))
        with pytest.raises(CandidatureNotFound):
            await candidatures.by_key("b same@example.com")

    @pytest.mark.parametrize(
        ("path", "op", "value", "expected"),
        [
            ("emploi_id", Op.EQ, "a", "AB"),
            ("state", Op.EQ, CandidatureState.RECUE, "AC"),
            ("state", Op.IN, (CandidatureState.RECUE, CandidatureState.ENTRETIEN), "ABC"),
            ("created_at", Op.GTE, later(hours=1), "BC"),
            ("created_at", Op.LTE, later(hours=1), "AB"),
        ],
    )
    async def test_a_filter_finds_what_meets_it_and_nothing_else(
        self,
        candidatures: Candidatures,
        path: str,
        op: Op,
        value: Scalar | tuple[Scalar, ...],
        expected: str,
    ) -> None:
        asked = candidature(id="B", emploi_id="a", at=later(hours=1))
        await candidatures.add(candidature(id="A", emploi_id="a"))
        await candidatures.add(asked.move(CandidatureState.ENTRETIEN, by="c", at=later(hours=2)))
        await candidatures.add(candidature(id="C", emploi_id="b", at=later(hours=2)))
        page = await candidatures.list(ListQuery(filters=(Filter(path, op, value),)))
        assert "".join(each.id for each in page.items) == expected

    @pytest.mark.parametrize(
        ("asked", "expected"),
        [
            ("covadis", "A"),
            ("COVADIS béton ", "A"),
            ("Betons", "AB"),
            ("covadis drone", ""),
            ("betonn", ""),
            ("l’étude de la route", "B"),
            ("de la", ""),
            ("$where .* {}", ""),
        ],
    )
    async def test_words_are_found_where_all_of_them_are(
        self, candidatures: Candidatures, asked: str, expected: str
    ) -> None:
        words = CANDIDATURES.field("q")
        assert words is not None
        assert words.words is not None
        cv = upload("Six ans de Covadis, et du béton armé.")
        given = candidate(email="a@example.com", motivation="Bonjour")
        await candidatures.add(
            Candidature.received(id="A", emploi_id="a", candidate=given, cv=cv, at=later(hours=1))
        )
        await candidatures.add(candidature(id="B", motivation="Études de routes, bétons."))
        found = await candidatures.list(ListQuery(filters=(words.condition(Op.ALL, words.words(asked)),)))
        assert "".join(each.id for each in found.items) == expected

    async def test_lists_leave_the_words_out_and_updates_keep_them(self, candidatures: Candidatures) -> None:
        added = await candidatures.add(candidature(motivation="Bonjour"))
        (listed,) = (await candidatures.list(ListQuery())).items
        assert (listed.id, listed.words) == (added.id, ())
        noted = await candidatures.update(added.id, lambda it: it.note("x", by="c", at=later(hours=1)))
        assert (await candidatures.get(added.id)).words == noted.words == added.words
        assert "bonjour" in added.words

    async def test_files_of_cvs_are_told_from_others(self, candidatures: Candidatures) -> None:
        for number in range(3):
            cv = Cv(file=CvFile(id=f"f{number}", name="CV.pdf", size=1))
            await candidatures.add(candidature(cv=cv))
        await candidatures.add(candidature())
        assert await candidatures.files_among(["f1", "f2", "f9"]) == {"f1", "f2"}
        assert await candidatures.files_among([]) == frozenset()

    async def test_every_state_that_candidatures_ever_were_in_counts_once(
        self, candidatures: Candidatures
    ) -> None:
        start, end = SPRING.start, SPRING.end
        one = candidature(emploi_id="a", at=start)
        for state in (CandidatureState.ENTRETIEN, CandidatureState.RETENUE, CandidatureState.ENTRETIEN):
            one = one.move(state, by="c", at=end + timedelta(days=9))
        await candidatures.add(one)
        await candidatures.add(candidature(emploi_id="a", at=end))
        await candidatures.add(
            candidature(emploi_id="b", at=start).move(
                CandidatureState.REFUSEE, by="c", at=start, reason="Trop loin."
            )
        )
        await candidatures.add(candidature(emploi_id="a", at=start - timedelta(milliseconds=1)))
        await candidatures.add(candidature(emploi_id="a", at=end + timedelta(milliseconds=1)))
        told = {
            (each.month, each.emploi_id, each.state): each.candidatures
            for each in await candidatures.reached(SPRING)
        }
        assert told == {
            ("2026-03", "a", CandidatureState.RECUE): 1,
            ("2026-03", "a", CandidatureState.ENTRETIEN): 1,
            ("2026-03", "a", CandidatureState.RETENUE): 1,
            ("2026-04", "a", CandidatureState.RECUE): 1,
            ("2026-03", "b", CandidatureState.RECUE): 1,
            ("2026-03", "b", CandidatureState.REFUSEE): 1,
        }

    @pytest.mark.parametrize("sort", CANDIDATURES.sorts.values(), ids=CANDIDATURES.sorts)
    async def test_pages_neither_repeat_nor_drop(
        self, candidatures: Candidatures, sort: tuple[Sort, ...]
    ) -> None:
        made = [await candidatures.add(candidature(at=later() + timedelta(minutes=n % 3))) for n in range(7)]
        query = ListQuery(sort=sort, limit=2)
        assert await walk(candidatures.list, query) == ids_in_order(made, query)


class TestMemoryCandidatures(CandidaturesContract):
    @pytest.fixture
    def candidatures(self) -> Candidatures:
        return MemoryCandidatures()


class TestMongoCandidatures(CandidaturesContract):
    @pytest.fixture
    def candidatures(self, database: Database) -> Candidatures:
        return MongoCandidatures(database)
