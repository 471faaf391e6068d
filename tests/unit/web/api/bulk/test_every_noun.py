"""Every published noun is exported, changed in batches and imported alike."""

import json
from typing import Any

import httpx
import pytest

from support.recruitment import EMPLOIS, emploi_body
from support.wire import (
    ACTUALITES,
    FORMATIONS,
    LOGICIELS,
    PROJETS,
    PUBLICATIONS,
    actualite_body,
    formation_body,
    logiciel_body,
    projet_body,
    publication_body,
)

Json = dict[str, Any]
_NOUNS = {
    FORMATIONS: formation_body(price={"amount": 150000, "currency": "XOF"}, objectives=["Lire", "Écrire"]),
    PROJETS: projet_body(),
    ACTUALITES: actualite_body(tags=["BIM", "béton"]),
    PUBLICATIONS: publication_body(issued="2026-01-12"),
    LOGICIELS: logiciel_body(releases=[{"number": "1.1", "notes": "Corrections."}]),
    EMPLOIS: emploi_body(salary={"min": 300000, "max": 450000, "shown": False}),
}

pytestmark = pytest.mark.parametrize(("path", "body"), _NOUNS.items(), ids=[p[8:] for p in _NOUNS])


async def test_a_batch_does_what_the_routes_of_the_noun_do(
    admin: httpx.AsyncClient, path: str, body: Json
) -> None:
    by_itself = await _made(admin, path, body)
    operations = [
        {"op": "create", "data": body},
        {"op": "update", "id": by_itself["id"], "version": 1, "data": {"title": "Autre"}},
        {"op": "publish", "id": by_itself["id"]},
    ]
    response = await admin.post(f"{path}:batch", json={"operations": operations})
    results = response.json()["results"]
    assert [result["status"] for result in results] == [201, 200, 200], results
    made = (await admin.get(f"{path}/{results[0]['id']}")).json()
    assert _said(made) == _said(by_itself)
    assert (await admin.get(f"{path}/{by_itself['id']}")).json()["title"] == "Autre"


async def test_a_row_in_json_becomes_what_the_route_makes_of_it(
    admin: httpx.AsyncClient, path: str, body: Json
) -> None:
    by_itself = await _made(admin, path, body)
    report = await admin.post(f"{path}/import", json={"rows": [{**body, "slug": "par-fichier"}]})
    assert report.json()["created"] == 1, report.text
    assert _said((await admin.get(f"{path}/par-fichier")).json()) == _said(by_itself)


@pytest.mark.parametrize("dialect", ["rfc4180", "excel"])
async def test_an_exported_file_changes_nothing_and_makes_anew_what_is_not_there(
    admin: httpx.AsyncClient, path: str, body: Json, dialect: str
) -> None:
    made = await _made(admin, path, body)
    file = (await admin.get(f"{path}/export?format=csv&dialect={dialect}")).content
    assert (await _imported(admin, path, file))["unchanged"] == 1
    moved = file.replace(f'"{made["slug"]}"'.encode(), b'"ailleurs"')
    assert (await _imported(admin, path, moved))["created"] == 1
    assert _said((await admin.get(f"{path}/ailleurs")).json()) == _said(made)


async def test_an_export_holds_what_its_list_shows_to_who_asks(
    visitor: httpx.AsyncClient, admin: httpx.AsyncClient, path: str, body: Json
) -> None:
    for title in ("Un", "Deux"):
        made = (await admin.post(path, json={**body, "title": title})).json()
    await admin.post(f"{path}/{made['id']}/publish")
    for client, count in ((admin, 2), (visitor, 1)):
        listed = (await client.get(path)).json()["items"]
        rows = [json.loads(line) for line in (await _exported(client, path)).splitlines()]
        assert len(rows) == count
        assert rows == listed


async def _made(admin: httpx.AsyncClient, path: str, body: Json) -> Json:
    """Create one by its own route, and return it as it is read."""
    response = await admin.post(path, json=body)
    assert response.status_code == httpx.codes.CREATED, response.text
    read: Json = (await admin.get(f"{path}/{response.json()['id']}")).json()
    return read


async def _exported(client: httpx.AsyncClient, path: str) -> str:
    return (await client.get(f"{path}/export?format=ndjson")).text


async def _imported(admin: httpx.AsyncClient, path: str, file: bytes) -> Json:
    response = await admin.post(f"{path}/import", content=file, headers={"Content-Type": "text/csv"})
    report: Json = response.json()
    assert not report["refused"], report
    return report


def _said(entry: Json) -> Json:
    """Return what is said of an entry, without what tells it from another."""
    own = ("id", "slug", "createdAt", "updatedAt", "sessions")
    return {name: value for name, value in entry.items() if name not in own}
