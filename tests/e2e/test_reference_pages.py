"""The first page and the catalogue of the reference site in a real browser, from the keyboard alone."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from support.browser import Page
from support.program import Program
from support.reference_site import (
    DESK,
    NARROW,
    PHONE,
    Visit,
    needs_chromium,
    served_site,
    visiting,
)

pytestmark = [needs_chromium, pytest.mark.asyncio(loop_scope="module")]

TITLES = "[...document.querySelectorAll('#resultats h3')].map((each) => each.innerText)"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def served(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[Program, Page]]:
    async with served_site(tmp_path_factory.mktemp("site")) as served:
        yield served


@pytest_asyncio.fixture(loop_scope="module")
async def visit(served: tuple[Program, Page]) -> AsyncIterator[Visit]:
    async with visiting(served) as visit:
        yield visit


@pytest.mark.parametrize("path", ["", "formations.html"])
async def test_all_can_use_it_on_every_screen(visit: Visit, tmp_path: Path, path: str) -> None:
    await visit.open(path)
    for size in (NARROW, PHONE, DESK):
        assert await visit.inspected(size, tmp_path) == []


async def test_filters_are_in_the_address_and_the_way_back_leads_through_them(visit: Visit) -> None:
    await visit.open("formations.html", size=PHONE)
    everything = await visit.value(TITLES)
    assert await visit.text("#etat") == "6 formations affichées, et d’autres"
    await visit.keys.reach("#niveau")
    await visit.keys.press("ArrowDown", "ArrowDown", "ArrowDown")
    await visit.arrives("niveau=avance")
    advanced = await visit.value(TITLES)
    assert advanced != everything
    await visit.keys.reach("#q", back=True)
    await visit.keys.write("beton arme")
    await visit.keys.press("Enter")
    await visit.arrives("q=beton+arme&niveau=avance")
    assert (await visit.value(TITLES))[0].startswith("Béton armé")
    shared = await visit.value("location.href")

    await visit.value("history.back()")
    await visit.sees("!location.search.includes('q=')")
    await visit.sees(f"{TITLES}.length > 2")
    assert await visit.value(TITLES) == advanced
    assert await visit.value("document.querySelector('#niveau').value") == "avance"
    await visit.open(shared.partition("/site/")[2])
    assert (await visit.value(TITLES))[0].startswith("Béton armé")
    await visit.keys.reach("#effacer")
    await visit.keys.press("Enter")
    await visit.sees(f"{TITLES}.length === 6")
    assert await visit.focused() == "q"


async def test_more_of_a_list_is_shown_and_the_focus_goes_on(visit: Visit) -> None:
    await visit.open("formations.html")
    before = await visit.value(TITLES)
    await visit.keys.reach("#suite")
    await visit.keys.press("Enter")
    await visit.sees(f"{TITLES}.length > {len(before)}")
    titles = await visit.value(TITLES)
    assert titles[: len(before)] == before
    assert len(set(titles)) == len(titles)
    assert await visit.focused() == titles[len(before)]
    assert await visit.value("document.querySelector('#suite').hidden")
    assert await visit.text("#etat") == f"{len(titles)} formations"


async def test_the_menu_of_a_phone_opens_and_closes(visit: Visit) -> None:
    await visit.open("", size=PHONE)
    await visit.keys.reach(".skip")
    await visit.keys.reach(".menu-button")
    await visit.keys.press("Enter")
    await visit.keys.reach("#menu a[href='emplois.html']")
    await visit.keys.press("Escape")
    assert await visit.focused() == "Menu"
    assert await visit.value("document.querySelector('.menu-button').ariaExpanded") == "false"


async def test_who_asks_for_calm_gets_it(visit: Visit) -> None:
    await visit.open("formations.html")
    shape = "Object.assign(document.createElement('div'), {className: 'skeleton'})"
    await visit.value(f"document.querySelector('#resultats').append({shape})")
    assert await visit.value("document.getAnimations().length") == 1
    await visit.calm()
    assert await visit.value("document.getAnimations().length") == 0


async def test_a_list_that_cannot_be_had_is_asked_for_again(visit: Visit) -> None:
    await visit.open("formations.html")
    await visit.network(there=False)
    await visit.keys.reach("#tri")
    await visit.keys.press("ArrowDown")
    await visit.sees("document.querySelector('#resultats .notice-bad')")
    await visit.network(there=True)
    await visit.keys.reach("#resultats button")
    await visit.keys.press("Enter")
    await visit.sees(f"{TITLES}.length === 6")
