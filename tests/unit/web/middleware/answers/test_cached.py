"""Public answers from the cache, on the wired application."""

from collections.abc import AsyncIterator

import httpx
import pytest
from prometheus_client import REGISTRY

from sorbo_core.identity.permissions import Role
from sorbo_core.shared.errors import Unavailable
from support.api import Api, ids_of, memory_settings
from support.build import NOW, formation
from support.program import eventually
from support.site import actualite

ROOM = "33554432"
LIST = "/api/v1/formations"


@pytest.fixture
def api() -> Api:
    return Api(memory_settings(SORBO_CACHE_MEMORY=ROOM))


@pytest.fixture
async def visitor(api: Api) -> AsyncIterator[httpx.AsyncClient]:
    async with api.client() as client:
        yield client


async def publish(api: Api, title: str = "Covadis") -> str:
    entry = await api.container.ports.formations().add(formation(title=title).publish(at=NOW))
    return str(entry.id)


def source(answer: httpx.Response) -> str:
    return str(answer.headers.get("cache-status", ""))


HIT, MISS = "sorbo; hit", "sorbo; fwd=miss; stored"


async def test_what_was_answered_once_is_answered_from_the_cache(
    api: Api, visitor: httpx.AsyncClient
) -> None:
    await publish(api)

    first, second = await visitor.get(LIST), await visitor.get(LIST)

    assert (source(first), source(second)) == (MISS, HIT)
    assert first.content == second.content
    assert {**first.headers, "x-request-id": "", "cache-status": ""} == {
        **second.headers,
        "x-request-id": "",
        "cache-status": "",
    }
    assert first.headers["x-request-id"] != second.headers["x-request-id"]
    assert second.headers["age"] == "0"
    assert second.headers["cache-control"] == "public, max-age=30"


async def test_other_questions_have_answers_of_their_own(api: Api, visitor: httpx.AsyncClient) -> None:
    await publish(api)

    assert source(await visitor.get(LIST)) == MISS
    assert source(await visitor.get(f"{LIST}?limit=1")) == MISS
    assert source(await visitor.get(f"{LIST}?limit=1")) == HIT
    assert source(await visitor.get("/api/v1/projets")) == MISS


async def test_a_change_is_seen_at_once(api: Api, visitor: httpx.AsyncClient) -> None:
    id_ = await publish(api)
    one = f"{LIST}/{id_}"
    before = (await visitor.get(LIST), await visitor.get(one))

    async with api.staff(Role.EDITOR) as editor:
        etag = before[1].headers["etag"]
        changed = await editor.patch(one, json={"title": "Covadis avancé"}, headers={"If-Match": etag})
        assert changed.status_code == 200, changed.text

    after = (await visitor.get(LIST), await visitor.get(one))
    assert [source(each) for each in after] == [MISS, MISS]
    assert after[0].json()["items"][0]["title"] == after[1].json()["title"] == "Covadis avancé"


async def test_what_is_archived_is_gone_at_once(api: Api, visitor: httpx.AsyncClient) -> None:
    id_ = await publish(api)
    assert ids_of(await visitor.get(LIST)) == [id_]

    async with api.staff(Role.EDITOR) as editor:
        await editor.post(f"{LIST}/{id_}/archive")

    assert ids_of(await visitor.get(LIST)) == []
    assert (await visitor.get(f"{LIST}/{id_}")).status_code == 404


async def test_a_change_of_one_leaves_the_answers_about_others(api: Api, visitor: httpx.AsyncClient) -> None:
    one, other = await publish(api, "Covadis"), await publish(api, "Revit")
    for id_ in (one, other):
        await visitor.get(f"{LIST}/{id_}")

    async with api.staff(Role.EDITOR) as editor:
        await editor.post(f"{LIST}/{one}/archive")

    assert source(await visitor.get(f"{LIST}/{other}")) == HIT


async def test_who_has_it_already_gets_a_304(api: Api, visitor: httpx.AsyncClient) -> None:
    await publish(api)
    tag = (await visitor.get(LIST)).headers["etag"]

    again = await visitor.get(LIST, headers={"If-None-Match": f'"other", W/{tag}'})

    assert (again.status_code, again.content, source(again)) == (304, b"", HIT)
    assert again.headers["etag"] == tag
    assert "content-length" not in again.headers


async def test_a_304_is_never_kept_as_the_answer(api: Api, visitor: httpx.AsyncClient) -> None:
    await publish(api)
    tag = (await visitor.get(f"{LIST}?limit=5")).headers["etag"]

    first = await visitor.get(LIST, headers={"If-None-Match": tag})
    second = await visitor.get(LIST)

    assert (first.status_code, second.status_code) == (304, 200)
    assert second.json()["items"]


async def test_head_is_answered_with_the_head_of_get(api: Api, visitor: httpx.AsyncClient) -> None:
    await publish(api)

    missed = await visitor.head(LIST)
    hit = await visitor.head(LIST)
    got = await visitor.get(LIST)

    assert (source(missed), source(hit), source(got)) == (MISS, HIT, HIT)
    assert missed.content == hit.content == b""
    assert missed.headers["content-length"] == got.headers["content-length"] == str(len(got.content))
    assert got.json()["items"]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.EDITOR, Role.ADMIN])
async def test_who_says_who_they_are_is_neither_answered_from_the_cache_nor_kept(
    api: Api, visitor: httpx.AsyncClient, role: Role
) -> None:
    await api.container.ports.formations().add(formation(title="Brouillon"))
    async with api.staff(role) as staff:
        first = await staff.get(LIST)
        seen = await visitor.get(LIST)
        again = await staff.get(LIST)

    assert (source(first), source(again)) == ("", "")
    assert first.headers["cache-control"] == again.headers["cache-control"] == "private, no-store"
    assert ids_of(seen) == []
    assert first.content == again.content


async def test_a_token_that_is_not_good_is_not_answered_from_the_cache(
    api: Api, visitor: httpx.AsyncClient
) -> None:
    await publish(api)
    await visitor.get(LIST)

    answer = await visitor.get(LIST, headers={"Authorization": "Bearer nonsense"})

    assert answer.status_code == 401


@pytest.mark.parametrize(
    "path",
    [
        f"{LIST}/unknown",
        f"{LIST}?unknown=1",
        f"{LIST}?limit=1000",
        "/api/v1/nothing",
        "/api/v1/demandes",
        "/api/v1/stats/staff",
    ],
)
async def test_refusals_are_not_kept(visitor: httpx.AsyncClient, path: str) -> None:
    first, second = await visitor.get(path), await visitor.get(path)

    assert first.status_code == second.status_code >= 400
    assert (source(first), source(second)) == ("", "")
    assert first.json()["requestId"] == first.headers["x-request-id"]
    assert second.json()["requestId"] == second.headers["x-request-id"]


async def test_a_former_slug_is_a_redirect_every_time(api: Api, visitor: httpx.AsyncClient) -> None:
    await api.container.ports.formations().add(formation(slug="covadis").publish(at=NOW))
    async with api.staff(Role.EDITOR) as editor:
        found = await editor.get(f"{LIST}/covadis")
        match = {"If-Match": found.headers["etag"]}
        await editor.patch(f"{LIST}/{found.json()['id']}", json={"slug": "autre"}, headers=match)

    first, second = await visitor.get(f"{LIST}/covadis"), await visitor.get(f"{LIST}/covadis")

    assert (first.status_code, second.status_code) == (308, 308)
    assert second.headers["location"] == f"{LIST}/autre"


async def test_a_reader_counts_whoever_answers_them(api: Api, visitor: httpx.AsyncClient) -> None:
    entry = await api.container.ports.actualites().add(actualite(title="Chantier ouvert").publish(at=NOW))
    path = f"/api/v1/actualites/{entry.id}"
    for agent in ("Mozilla/5.0 (one)", "Mozilla/5.0 (two)", "Mozilla/5.0 (two)", "Googlebot/2.1"):
        await visitor.get(path, headers={"User-Agent": agent})

    assert api.container.counting.tally()._counts == {("actualites", entry.id): 2}


async def test_a_search_follows_the_index(api: Api, visitor: httpx.AsyncClient) -> None:
    found = await visitor.get("/api/v1/search?q=covadis")
    assert found.json()["items"] == []
    await publish(api)

    await api.container.delivery.relay_events()()

    again = await visitor.get("/api/v1/search?q=covadis")
    assert len(again.json()["items"]) == 1


async def test_while_the_database_is_away_known_answers_are_given(
    api: Api, visitor: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    await publish(api)
    known = await visitor.get(LIST)
    answers = api.container.ports.answers()

    async def away(*_: object, **__: object) -> None:
        raise Unavailable(part="database")

    formations = api.container.ports.formations()
    monkeypatch.setattr(formations, "list", away, raising=False)
    later = answers.now() + 31
    monkeypatch.setattr(answers, "now", lambda: later)

    stale = await visitor.get(LIST)
    unknown = await visitor.get(f"{LIST}?limit=7")

    assert (stale.status_code, stale.content) == (200, known.content)
    assert source(stale) == "sorbo; hit; detail=stale"
    assert int(stale.headers["age"]) == 31
    assert unknown.status_code == 503


async def test_a_kept_answer_is_counted_under_the_template_of_its_route(
    api: Api, visitor: httpx.AsyncClient
) -> None:
    id_ = await publish(api)
    labels = {"method": "GET", "route": f"{LIST}/{{id}}", "status": "200"}
    before = REGISTRY.get_sample_value("sorbo_http_requests_total", labels) or 0
    hits = REGISTRY.get_sample_value("sorbo_cache_answers_total", {"source": "process"}) or 0

    for _ in range(3):
        await visitor.get(f"{LIST}/{id_}")

    async def counted() -> bool:
        return REGISTRY.get_sample_value("sorbo_http_requests_total", labels) == before + 3

    await eventually(counted)
    assert REGISTRY.get_sample_value("sorbo_cache_answers_total", {"source": "process"}) == hits + 2
