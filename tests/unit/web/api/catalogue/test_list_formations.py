"""Lists of formations: who sees which, filters and sorts."""

from typing import Any

import httpx
import pytest

from support.api import ids_of
from support.wire import FORMATIONS, new_formation, published_formation


async def _titles(client: httpx.AsyncClient, **query: str) -> list[str]:
    response = await client.get(FORMATIONS, params=query)
    assert response.status_code == 200, response.text
    return [item["title"] for item in response.json()["items"]]


@pytest.fixture
async def catalogue(editor: httpx.AsyncClient) -> None:
    """Four formations that visitors see."""
    entries: list[dict[str, Any]] = [
        {"title": "Béton", "category": "Génie civil", "price": {"amount": 300}, "levels": ["debutant"]},
        {"title": "assainissement", "category": "Hydraulique", "price": {"amount": 100}},
        {"title": "Covadis", "category": "Logiciels", "levels": ["debutant", "avance"], "featured": True},
        {"title": "Écoulements", "category": "HYDRAULIQUE", "price": {"amount": 200}, "levels": ["avance"]},
    ]
    for entry in entries:
        await published_formation(editor, **entry)


async def test_a_list_of_nothing_is_an_empty_page(visitor: httpx.AsyncClient) -> None:
    assert (await visitor.get(FORMATIONS)).json() == {"items": [], "next": None}


async def test_visitors_see_published_formations_only(
    editor: httpx.AsyncClient, visitor: httpx.AsyncClient
) -> None:
    shown = await published_formation(editor)
    draft = await new_formation(editor)
    archived = await published_formation(editor)
    await editor.post(f"{FORMATIONS}/{archived['id']}/archive")

    assert ids_of(await visitor.get(FORMATIONS)) == [shown["id"]]
    assert ids_of(await editor.get(FORMATIONS)) == [shown["id"], draft["id"], archived["id"]]


async def test_staff_filter_by_status(editor: httpx.AsyncClient) -> None:
    shown, draft = await published_formation(editor), await new_formation(editor)
    archived = await new_formation(editor)
    await editor.post(f"{FORMATIONS}/{archived['id']}/archive")

    async def found(**query: str) -> list[str]:
        return ids_of(await editor.get(FORMATIONS, params=query))

    assert await found(status="publie") == [shown["id"]]
    assert await found(**{"status[in]": "brouillon,archive"}) == [draft["id"], archived["id"]]


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({"category": "hydraulique"}, ["assainissement", "Écoulements"]),
        ({"category": "Génie Civil"}, ["Béton"]),
        ({"category[eq]": "genie-civil"}, ["Béton"]),
        ({"category[in]": "logiciels,Hydraulique"}, ["assainissement", "Covadis", "Écoulements"]),
        ({"category": "rien"}, []),
        ({"level": "debutant"}, ["Béton", "Covadis"]),
        ({"level[contains]": "intermediaire"}, ["Covadis"]),
        ({"price": "100"}, ["assainissement"]),
        ({"featured": "true"}, ["Covadis"]),
        ({"featured": "false", "level": "debutant"}, ["Béton"]),
        ({"price[gte]": "200"}, ["Béton", "Écoulements"]),
        ({"price[gte]": "150", "price[lte]": "250"}, ["Écoulements"]),
        ({"level": "avance", "category": "hydraulique", "price[lte]": "200"}, ["Écoulements"]),
    ],
)
async def test_filters_narrow_a_list(
    visitor: httpx.AsyncClient, query: dict[str, str], titles: list[str]
) -> None:
    assert await _titles(visitor, **query) == titles


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(
    ("sort", "titles"),
    [
        ("title", ["assainissement", "Béton", "Covadis", "Écoulements"]),
        ("-title", ["Écoulements", "Covadis", "Béton", "assainissement"]),
        ("price", ["Covadis", "assainissement", "Écoulements", "Béton"]),
        ("-price", ["Béton", "Écoulements", "assainissement", "Covadis"]),
    ],
)
async def test_sorts_order_a_list_whatever_case_and_accents(
    visitor: httpx.AsyncClient, sort: str, titles: list[str]
) -> None:
    assert await _titles(visitor, sort=sort) == titles


@pytest.mark.usefixtures("catalogue")
async def test_a_list_is_sorted_by_title_unless_asked_otherwise(visitor: httpx.AsyncClient) -> None:
    assert await _titles(visitor) == await _titles(visitor, sort="title")
