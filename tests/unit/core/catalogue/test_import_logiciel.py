import json
from typing import Any

import pytest

from sorbo_adapters.memory.catalogue import MemoryLogiciels
from sorbo_adapters.memory.system import FixedClock, SequentialIds
from sorbo_core.catalogue.formation import Category
from sorbo_core.catalogue.intake.logiciel import parse_logiciel
from sorbo_core.catalogue.intake.logiciel_page import without_version
from sorbo_core.catalogue.release import Requirements
from sorbo_core.catalogue.use_cases.logiciel.take_over import ImportLogiciel
from sorbo_core.catalogue.use_cases.logiciel.take_over_page import ImportLogicielPage
from sorbo_core.shared.errors import Invalid
from sorbo_core.shared.intake.outcome import Outcome
from sorbo_core.shared.media.link import Picture
from sorbo_core.shared.money import Money
from support.build import NOW
from support.existing import LOGICIELS, PAGES

PAGE = PAGES["exemple-chaussee-v1"] | {"slug": "exemple-chaussee-v1"}
CONTENT = "Présentation\n\nUn calcul.\n\n- Vite\n\nModules\n\nTrafic\n\nLes essieux & le reste."


class Desk:
    """A list of software, and what takes records over into it."""

    def __init__(self) -> None:
        self.logiciels = MemoryLogiciels()
        self.take_over = ImportLogiciel(logiciels=self.logiciels, ids=SequentialIds(), clock=FixedClock(NOW))
        self.take_page = ImportLogicielPage(logiciels=self.logiciels, clock=FixedClock(NOW))


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_record_fills_every_field() -> None:
    said = parse_logiciel(LOGICIELS["the model"])
    details = said.details
    assert (details.title, details.current_version, said.slug) == (
        "Exemple Drainage",
        "1.1",
        "exemple-drainage",
    )
    assert (details.category, details.price) == (Category.named("hydrologie"), Money(25_000))
    assert details.download == "/Exemple Drainage v1.1.rar"
    assert details.demo == "https://example.com/essai"
    assert details.requirements == Requirements(system="Windows 10", ram="8 Go", disk="1 Go", processor="i5")
    assert (details.available, details.featured, details.features) == (True, True, ("Débits", "Fossés"))


def test_pictures_of_the_header_come_before_others() -> None:
    said = parse_logiciel(LOGICIELS["the file"] | {"image": "images/autre.png"})
    assert said.details.image == Picture(src="/images/Image chaussée (2).png")
    assert said.details.logo == Picture(src="/images/logo.jpg.jpg")
    assert said.aside == ("image",)


@pytest.mark.parametrize(
    ("written", "price"),
    [
        ({"prix": 0}, None),
        ({"prix": "Gratuit"}, Money(0)),
        ({"prix": "Gratuit (version d'essai)"}, Money(0)),
        ({"prix": "Sur devis"}, None),
        ({"prix": "25 000 FCFA", "devise": "FCFA"}, Money(25_000)),
        ({"prix": 40, "devise": "EUR"}, None),
    ],
)
def test_prices_are_in_francs_and_0_is_on_request(written: dict[str, Any], price: Money | None) -> None:
    assert parse_logiciel(LOGICIELS["the file"] | written).details.price == price


def test_a_price_that_is_none_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        parse_logiciel(LOGICIELS["the file"] | {"prix": "à voir"})
    assert [(each.pointer, each.code) for each in refused.value.violations] == [("/prix", "not_a_price")]


@pytest.mark.parametrize(
    "kept",
    [
        {"specifications": {"systeme": "Windows", "ecran": "4K"}},
        {"specifications": "Windows"},
        {"lienDemo": "#"},
        {"versions": [{"numero": "1"}]},
        {"disponible": "oui"},
    ],
)
def test_what_has_another_shape_is_kept_aside(kept: dict[str, Any]) -> None:
    assert kept.keys() <= set(parse_logiciel(LOGICIELS["the file"] | kept).aside)


async def test_a_page_gives_the_content_of_the_logiciel_whose_name_it_has_but_for_the_version(
    desk: Desk,
) -> None:
    await desk.take_over(record=LOGICIELS["the file"])
    await desk.take_over(record=LOGICIELS["the model"])
    taken = await desk.take_page(record=PAGE)
    logiciel = await desk.logiciels.by_slug("exemple-chaussee-v2-1")
    assert taken.outcome is Outcome.UPDATED
    assert logiciel.details.content == CONTENT
    assert logiciel.details.download == "/Exemple-Chaussée v2.1.rar"
    assert logiciel.page_source is not None
    assert json.loads(logiciel.page_source.aside) == PAGES["exemple-chaussee-v1"]
    assert "sections" in taken.aside


async def test_the_same_page_again_changes_nothing_and_staff_edits_stay(desk: Desk) -> None:
    await desk.take_over(record=LOGICIELS["the file"])
    assert (await desk.take_page(record=PAGE, dry_run=True)).outcome is Outcome.UPDATED
    assert (await desk.logiciels.by_slug("exemple-chaussee-v2-1")).version == 1
    await desk.take_page(record=PAGE)
    logiciel = await desk.logiciels.by_slug("exemple-chaussee-v2-1")
    edited = await desk.logiciels.update(
        logiciel.id, lambda it: it.revise(at=NOW, content="Mieux.", title="Autre nom", slug="autre-nom")
    )
    assert (await desk.take_page(record=PAGE)).outcome is Outcome.UNCHANGED
    assert await desk.logiciels.get(logiciel.id) == edited


async def test_a_record_that_changed_leaves_what_its_page_said(desk: Desk) -> None:
    await desk.take_over(record=LOGICIELS["the file"])
    await desk.take_page(record=PAGE)
    assert (
        await desk.take_over(record=LOGICIELS["the file"] | {"version": "2.2"})
    ).outcome is Outcome.UPDATED
    details = (await desk.logiciels.by_slug("exemple-chaussee-v2-1")).details
    assert (details.current_version, details.content) == ("2.2", CONTENT)
    assert details.download == "/Exemple-Chaussée v2.1.rar"


async def test_a_page_of_no_logiciel_or_of_several_is_refused(desk: Desk) -> None:
    for name in ("Exemple-Chaussée v2.1", "Exemple-Chaussée v3"):
        with pytest.raises(Invalid) as refused:
            await desk.take_page(record=PAGE | {"slug": "inconnu"})
        assert [each.code for each in refused.value.violations] == ["no_such_logiciel"]
        await desk.take_over(record=LOGICIELS["the file"] | {"nom": name})
    with pytest.raises(Invalid) as refused:
        await desk.take_page(record=PAGE)
    assert [(each.pointer, each.code) for each in refused.value.violations] == [
        ("/slug", "several_logiciels")
    ]
    assert (await desk.take_page(record=PAGE | {"slug": "exemple-chaussee-v3"})).outcome is Outcome.UPDATED


@pytest.mark.parametrize(
    ("slug", "base"),
    [
        ("oh-route-v1-2", "oh-route"),
        ("oh-route-v1", "oh-route"),
        ("oh-route", "oh-route"),
        ("covadis-18", "covadis-18"),
        ("v1", "v1"),
    ],
)
def test_the_version_at_the_end_of_a_slug_is_known_by_its_v(slug: str, base: str) -> None:
    assert without_version(slug) == base
