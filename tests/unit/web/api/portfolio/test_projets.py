"""Projets over HTTP: who sees which, filters, sorts, changes."""

from typing import Any

import httpx
import pytest

from support.api import refused
from support.wire import PROJETS, new_projet, projet_body, published_projet


async def _titles(client: httpx.AsyncClient, **query: str) -> list[str]:
    response = await client.get(PROJETS, params=query)
    assert response.status_code == 200, response.text
    return [item["title"] for item in response.json()["items"]]


@pytest.fixture
async def portfolio(editor: httpx.AsyncClient) -> None:
    """Three projets that visitors see, and a draft."""
    entries: list[dict[str, Any]] = [
        {"title": "Pont", "start": "2024-01-08", "place": {"country": "Togo"}, "featured": True},
        {"title": "Barrage", "start": "2025-03-03", "category": "hydraulique"},
        {"title": "École", "category": "batiment", "place": {"country": "Côte d'Ivoire", "city": "Man"}},
    ]
    for entry in entries:
        await published_projet(editor, **entry)
    await new_projet(editor, title="Brouillon")


@pytest.mark.usefixtures("portfolio")
@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({}, ["Barrage", "Pont", "École"]),
        ({"sort": "title"}, ["Barrage", "École", "Pont"]),
        ({"sort": "start"}, ["École", "Pont", "Barrage"]),
        ({"category": "hydraulique"}, ["Barrage"]),
        ({"category[in]": "hydraulique,batiment"}, ["Barrage", "École"]),
        ({"country": "Côte d'Ivoire"}, ["École"]),
        ({"country": "cote-d-ivoire"}, ["École"]),
        ({"featured": "true"}, ["Pont"]),
        ({"featured": "false"}, ["Barrage", "École"]),
        ({"featured": "true", "country": "togo", "category": "route"}, []),
    ],
)
async def test_visitors_list_published_projets_by_filters_and_dates(
    visitor: httpx.AsyncClient, query: dict[str, str], titles: list[str]
) -> None:
    assert await _titles(visitor, **query) == titles


@pytest.mark.usefixtures("portfolio")
async def test_staff_list_drafts_too(viewer: httpx.AsyncClient) -> None:
    assert await _titles(viewer, status="brouillon") == ["Brouillon"]


async def test_a_draft_is_there_for_staff_only(editor: httpx.AsyncClient, visitor: httpx.AsyncClient) -> None:
    url = f"{PROJETS}/{(await new_projet(editor))['id']}"
    refused(await visitor.get(url), 404, "projet_not_found")
    assert (await editor.get(url)).status_code == 200


async def test_a_viewer_writes_no_projet(viewer: httpx.AsyncClient) -> None:
    refused(await viewer.post(PROJETS, json=projet_body()), 403, "forbidden")


async def test_what_is_said_comes_back(editor: httpx.AsyncClient, visitor: httpx.AsyncClient) -> None:
    said = projet_body(
        client={"name": "Commune d'exemple", "kind": "public", "country": "Bénin", "city": "Parakou"},
        services=["etude", "suivi"],
        place={"country": "Bénin", "city": "Parakou", "coordinates": {"latitude": 9.35, "longitude": 2.62}},
        start="2024-01-08",
        end="2024-01-08",
        progress="termine",
        budget="confidentiel",
        team=[{"role": "Hydrologue", "count": 2}],
        images=[{"src": "/images/pont.jpg", "alt": "Le pont"}],
    )
    slug = (await published_projet(editor, **said))["slug"]
    shown = (await visitor.get(f"{PROJETS}/{slug}")).json()
    assert {name: shown[name] for name in said} == said


async def test_parts_of_a_place_and_a_client_change_alone(editor: httpx.AsyncClient) -> None:
    made = await new_projet(
        editor,
        client={"name": "Commune d'exemple"},
        place={"country": "Togo", "city": "Lomé", "coordinates": {"latitude": 6.1, "longitude": 1.2}},
    )
    patch = {"client": {"kind": "public"}, "place": {"country": "Bénin", "city": None}}
    url, headers = f"{PROJETS}/{made['id']}", {"If-Match": '"v1"'}
    changed = (await editor.patch(url, json=patch, headers=headers)).json()
    assert changed["client"] == {
        "name": "Commune d'exemple",
        "kind": "public",
        "country": None,
        "city": None,
    }
    assert changed["place"] == {
        "country": "Bénin",
        "city": None,
        "coordinates": {"latitude": 6.1, "longitude": 1.2},
    }
    assert await _titles(editor, country="benin") == [made["title"]]
    assert await _titles(editor, country="togo") == []


async def test_a_place_without_its_country_is_found_under_none(editor: httpx.AsyncClient) -> None:
    made = await new_projet(editor, place={"country": "Togo", "city": "Lomé"})
    url, headers = f"{PROJETS}/{made['id']}", {"If-Match": "*"}
    await editor.patch(url, json={"place": {"country": None}}, headers=headers)
    assert await _titles(editor, country="togo") == []
    cleared = await editor.patch(url, json={"place": None}, headers=headers)
    assert cleared.json()["place"] is None


async def test_it_cannot_end_before_it_starts(editor: httpx.AsyncClient) -> None:
    response = await editor.post(PROJETS, json=projet_body(start="2025-01-02", end="2025-01-01"))
    assert refused(response, 422, "invalid") == ["/end"]
    made = await new_projet(editor, start="2025-01-02", end="2025-01-03")
    url, headers = f"{PROJETS}/{made['id']}", {"If-Match": "*"}
    response = await editor.patch(url, json={"start": "2025-02-01"}, headers=headers)
    assert refused(response, 422, "invalid") == ["/end"]
    assert (await editor.get(url)).json()["version"] == 1
