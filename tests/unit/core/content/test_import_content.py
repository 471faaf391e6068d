from datetime import UTC, datetime
from typing import Any

import pytest

from sorbo_adapters.memory.content.actualites import MemoryActualites
from sorbo_adapters.memory.system import FixedClock, SequentialIds
from sorbo_core.content.actualite import Actualite, ActualiteCategory
from sorbo_core.content.file import File, FileType
from sorbo_core.content.intake.actualite import excerpt, parse_actualite
from sorbo_core.content.intake.publication import parse_publication
from sorbo_core.content.publication import PublicationCategory
from sorbo_core.content.use_cases.take_over import ImportActualite
from sorbo_core.shared.errors import Invalid
from sorbo_core.shared.media.link import Picture
from sorbo_core.shared.publication import Status
from support.build import NOW
from support.existing import ACTUALITES, PUBLICATIONS


async def taken(record: dict[str, Any]) -> Actualite:
    """Return what becomes of a record."""
    actualites = MemoryActualites()
    take_over = ImportActualite(
        actualites=actualites, ids=SequentialIds(), clock=FixedClock(NOW), company="Exemple"
    )
    await take_over(record=record)
    found = await actualites.by_source(take_over.key_of(record))
    assert found is not None
    return found


async def test_an_article_keeps_its_slug_and_its_instants() -> None:
    article = await taken(ACTUALITES["the model"])
    then = datetime(2024, 3, 5, 8, 30, tzinfo=UTC)
    assert (article.slug, article.status) == ("un-prix", Status.PUBLIE)
    assert (article.created_at, article.published_at, article.updated_at) == (then, then, NOW)
    assert (article.details.author, article.details.category) == ("Rédaction", ActualiteCategory.ENTREPRISE)


async def test_the_fuller_text_of_an_article_is_taken() -> None:
    article = await taken(ACTUALITES["the file"])
    assert article.details.content == "Une formation de plus.\n\nElle commence en mai."
    assert article.details.image == Picture(src="/images/image 01.jpg", alt="Une salle")
    assert article.details.category is ActualiteCategory.AUTRE


async def test_an_article_of_the_pages_keeps_its_id_as_slug() -> None:
    article = await taken(ACTUALITES["the pages"])
    assert article.slug == "chantier-d-exemple"
    assert article.published_at == datetime(2024, 11, 2, tzinfo=UTC)


async def test_markup_becomes_text_and_who_signs_nothing_leaves_it_to_the_company() -> None:
    article = await taken(ACTUALITES["the local server"])
    assert article.details.content == "Le bureau s'agrandit.\n\nIl recrute."
    assert (article.details.author, article.details.summary) == ("Exemple", "Il recrute.")
    assert article.details.image is None


async def test_a_brouillon_was_never_shown_and_an_archive_is_kept_hidden() -> None:
    record = ACTUALITES["the model"]
    draft = await taken(record | {"statut": "brouillon"})
    assert (draft.status, draft.published_at) == (Status.BROUILLON, None)
    assert "datePublication" in (draft.source.aside if draft.source else "")
    assert (await taken(record | {"statut": "archive"})).status is Status.ARCHIVE


async def test_an_instant_to_come_is_none_of_the_past() -> None:
    article = await taken(
        ACTUALITES["the model"] | {"datePublication": "2099-01-01", "createdAt": "2099-01-01"}
    )
    assert (article.created_at, article.published_at) == (NOW, NOW)


def test_without_a_summary_the_beginning_is_one() -> None:
    record = {"titre": "A", "contenu": "Un début.\n\nUne suite."}
    assert parse_actualite(record, company="Exemple").details.summary == "Un début."
    long = excerpt("mot " * 200)
    assert len(long) <= 300
    assert long.endswith("mot…")
    assert len(excerpt("x" * 400)) == 300


def test_a_publication_names_its_file_as_its_link_does() -> None:
    said = parse_publication(PUBLICATIONS["the pages"])
    assert said.details.file == File(
        name="Étude n° 3 (finale).pdf",
        src="/publications/Étude n° 3 (finale).pdf",
        type=FileType.PDF,
        size=2_400_000,
    )
    assert said.details.category is PublicationCategory.FORMATION
    assert said.published_at == datetime(2024, 1, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "size"),
    [
        ("2,4 Mo", 2_400_000),
        ("850 KB", 850_000),
        ("12 octets", 12),
        ("0 KB", None),
        ("lourd", None),
        (5, None),
    ],
)
def test_sizes_are_read_as_far_as_they_say_something(written: Any, size: int | None) -> None:
    said = parse_publication(PUBLICATIONS["the pages"] | {"taille": written})
    assert said.details.file.size == size
    assert ("taille" in said.aside) is (size is None)


def test_the_type_of_a_file_that_says_none_is_that_of_its_name() -> None:
    record = {"titre": "A", "description": "B", "url": "https://example.com/d/plan%20A.XLSX?v=1"}
    file = parse_publication(record).details.file
    assert (file.name, file.type) == ("plan A.XLSX", FileType.XLSX)


@pytest.mark.parametrize(
    ("changes", "pointer", "code"),
    [
        ({"fichier": None}, "/fichier", "missing"),
        ({"fichier": "javascript:alert(1)"}, "/fichier", "not_a_link"),
        ({"fichier": 5}, "/fichier", "not_a_link"),
        ({"titre": None, "nom": "x" * 201}, "/nom", "too_long"),
        ({"description": " "}, "/description", "missing"),
    ],
)
def test_a_publication_that_cannot_be_used_is_refused_at_its_own_key(
    changes: dict[str, Any], pointer: str, code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        parse_publication(PUBLICATIONS["the pages"] | changes)
    assert [(each.pointer, each.code) for each in refused.value.violations] == [(pointer, code)]


@pytest.mark.parametrize(
    ("changes", "pointer", "code"),
    [
        ({"titre": None}, "/titre", "missing"),
        ({"contenu": ""}, "/contenu", "missing"),
        ({"contenu": ["a"]}, "/contenu", "wrong_type"),
        ({"resume": "x" * 301}, "/resume", "too_long"),
        ({"tags": ["x"] * 21}, "/tags", "too_long"),
    ],
)
def test_an_article_that_cannot_be_used_is_refused_at_its_own_key(
    changes: dict[str, Any], pointer: str, code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        parse_actualite(ACTUALITES["the model"] | changes, company="Exemple")
    assert [(each.pointer, each.code) for each in refused.value.violations] == [(pointer, code)]
