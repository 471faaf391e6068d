"""Publications over HTTP: who sees which, and the way to their files."""

import httpx
import pytest

from support.api import Api, refused
from support.wire import PUBLICATIONS, new_publication, publication_body, published_publication

SITE = "http://localhost:5000"
FILE = {"name": "étude.zip", "src": "https://files.example.com/%C3%A9tude.zip", "type": "zip"}


async def downloads(api: Api, client: httpx.AsyncClient, url: str) -> int:
    """Return how often a publication was downloaded, once what was counted is written."""
    await api.container.counting.tally().flush()
    shown: int = (await client.get(url)).json()["downloads"]
    return shown


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({}, ["Récent", "Ancien", "Sans date"]),
        ({"sort": "title"}, ["Ancien", "Récent", "Sans date"]),
        ({"category": "rapport"}, ["Ancien"]),
        ({"type": "zip"}, ["Récent"]),
        ({"type[in]": "zip,pdf", "category": "autre"}, ["Récent", "Sans date"]),
    ],
)
async def test_visitors_list_published_publications_the_latest_first(
    editor: httpx.AsyncClient, visitor: httpx.AsyncClient, query: dict[str, str], titles: list[str]
) -> None:
    await new_publication(editor, title="Brouillon", issued="2026-01-01")
    await published_publication(editor, title="Ancien", issued="2019-05-01", category="rapport")
    await published_publication(editor, title="Sans date")
    await published_publication(editor, title="Récent", issued="2025-05-01", file=FILE)
    items = (await visitor.get(PUBLICATIONS, params=query)).json()["items"]
    assert [item["title"] for item in items] == titles


@pytest.mark.parametrize("key", ["id", "slug"])
async def test_a_download_leads_to_the_file(
    editor: httpx.AsyncClient, visitor: httpx.AsyncClient, key: str
) -> None:
    made = await published_publication(editor, file=FILE)
    response = await visitor.get(f"{PUBLICATIONS}/{made[key]}/download")
    assert (response.status_code, response.content) == (303, b"")
    assert response.headers["location"] == FILE["src"]
    assert response.headers["cache-control"] == "no-store"


async def test_a_former_slug_leads_to_the_file_too(
    editor: httpx.AsyncClient, visitor: httpx.AsyncClient
) -> None:
    made = await published_publication(editor)
    url, headers = f"{PUBLICATIONS}/{made['id']}", {"If-Match": "*"}
    await editor.patch(url, json={"title": "Autre titre"}, headers=headers)
    response = await visitor.get(f"{PUBLICATIONS}/{made['slug']}/download")
    assert (response.status_code, response.headers["location"]) == (303, f"{SITE}/documents/guide.pdf")


async def test_the_file_of_a_draft_is_there_for_staff_only(
    editor: httpx.AsyncClient, visitor: httpx.AsyncClient
) -> None:
    url = f"{PUBLICATIONS}/{(await new_publication(editor))['id']}/download"
    refused(await visitor.get(url), 404, "publication_not_found")
    refused(await visitor.get(f"{PUBLICATIONS}/absent/download"), 404, "publication_not_found")
    assert (await editor.get(url)).status_code == 303


async def test_each_download_by_somebody_else_counts_and_reading_does_not(
    api: Api, editor: httpx.AsyncClient, visitor: httpx.AsyncClient
) -> None:
    url = f"{PUBLICATIONS}/{(await published_publication(editor))['id']}"
    await visitor.get(url)
    for who in ("one", "one", "two"):
        await visitor.get(f"{url}/download", headers={"User-Agent": who})
    await editor.get(f"{url}/download")
    assert await downloads(api, editor, url) == 2
    shown = await visitor.get(url)
    assert (shown.headers["etag"], shown.json()["version"]) == ('"v2"', 2)


async def test_what_is_said_about_a_file_changes_bit_by_bit(editor: httpx.AsyncClient) -> None:
    made = await new_publication(editor)
    url, headers = f"{PUBLICATIONS}/{made['id']}", {"If-Match": '"v1"'}
    patch = {"file": {"size": None, "sha256": "a" * 64}}
    changed = (await editor.patch(url, json=patch, headers=headers)).json()
    assert changed["file"] == made["file"] | {"size": None, "sha256": "a" * 64}


async def test_the_way_to_a_file_is_written_as_urls_are(
    editor: httpx.AsyncClient, visitor: httpx.AsyncClient
) -> None:
    file = publication_body()["file"] | {"src": "/rapport n° 3.pdf"}
    made = await published_publication(editor, file=file)
    response = await visitor.get(f"{PUBLICATIONS}/{made['id']}/download")
    assert made["file"]["src"] == "/rapport n° 3.pdf"
    assert response.headers["location"] == f"{SITE}/rapport%20n%C2%B0%203.pdf"


async def test_a_file_that_is_nowhere_on_the_web_is_refused(editor: httpx.AsyncClient) -> None:
    file = publication_body()["file"] | {"src": "file:///etc/passwd"}
    response = await editor.post(PUBLICATIONS, json=publication_body(file=file))
    assert refused(response, 422, "invalid") == ["/file/src"]
