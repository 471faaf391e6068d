"""Query strings of lists: pages, and what is refused."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from support.api import Api, ids_of, refused
from support.wire import DEMANDES, FORMATIONS, SESSIONS, new_demande, published_formation


async def _walk(client: httpx.AsyncClient, path: str, **query: str) -> list[list[str]]:
    """Return the ids on each page, from the first to the last."""
    pages = []
    while True:
        page = (await client.get(path, params=query)).json()
        pages.append(ids_of(page["items"]))
        if page["next"] is None:
            return pages
        query["after"] = page["next"]


@pytest.mark.parametrize("sort", ["title", "-title", "price", "-price", "publishedAt", "-publishedAt"])
async def test_pages_show_everything_once_in_every_order(
    editor: httpx.AsyncClient, visitor: httpx.AsyncClient, sort: str
) -> None:
    for number in range(7):
        price: dict[str, Any] = {"price": {"amount": number % 2}} if number % 3 else {}
        await published_formation(editor, title=f"Étude {number // 2}", **price)

    whole = ids_of(await visitor.get(FORMATIONS, params={"sort": sort}))
    pages = await _walk(visitor, FORMATIONS, sort=sort, limit="3")
    assert [len(page) for page in pages] == [3, 3, 1]
    assert [id_ for page in pages for id_ in page] == whole
    assert len(set(whole)) == 7


async def test_what_is_added_before_the_cursor_does_not_repeat_anything(
    editor: httpx.AsyncClient, visitor: httpx.AsyncClient
) -> None:
    shown = [(await published_formation(editor, title=title))["id"] for title in ("B", "C", "D")]
    first = (await visitor.get(FORMATIONS, params={"limit": 2})).json()
    await published_formation(editor, title="A")
    rest = await visitor.get(FORMATIONS, params={"limit": 2, "after": first["next"]})
    assert ids_of(first["items"]) + ids_of(rest) == shown


async def test_a_page_has_twenty_entities_unless_asked_otherwise(
    visitor: httpx.AsyncClient, editor: httpx.AsyncClient
) -> None:
    for _ in range(21):
        await new_demande(visitor)
    assert len(ids_of(await editor.get(DEMANDES))) == 20


@pytest.mark.parametrize("limit", ["0", "-1", "101", "1.5", "ten", "", " 5", "1_0", "٣", "9" * 5000, "+5"])
async def test_a_limit_is_a_number_from_1_to_100(visitor: httpx.AsyncClient, limit: str) -> None:
    assert refused(await visitor.get(FORMATIONS, params={"limit": limit}), 400, "malformed") == ["?limit"]


@pytest.mark.parametrize("limit", ["1", "100"])
async def test_the_bounds_of_the_limit_are_accepted(visitor: httpx.AsyncClient, limit: str) -> None:
    assert (await visitor.get(FORMATIONS, params={"limit": limit})).status_code == 200


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("colour=red", "?colour"),
        ("page=2", "?page"),
        ("Level=avance", "?Level"),
        ("level=expert", "?level"),
        ("level=Debutant", "?level"),
        ("level=", "?level"),
        ("level[in]=debutant", "?level[in]"),
        ("price[ne]=1", "?price[ne]"),
        ("price[exists]=yes", "?price[exists]"),
        ("price[exists]=", "?price[exists]"),
        ("level[nin]=avance", "?level[nin]"),
        ("price[gte]=abc", "?price[gte]"),
        ("price=1.5", "?price"),
        ("price=", "?price"),
        ("category[contains]=x", "?category[contains]"),
        ("category[]=x", "?category[]"),
        ("category[eq][eq]=x", "?category[eq][eq]"),
        ("category[in]=" + ",".join("abcdefghijklmnopqrstu"), "?category[in]"),
        ("sort=createdAt", "?sort"),
        ("sort=", "?sort"),
        ("sort=title,price", "?sort"),
        ("sort=title,-publishedAt", "?sort"),
        ("sort=-publishedAt, title", "?sort"),
        ("limit=5&limit=5", "?limit"),
        ("level=avance&level=debutant", "?level"),
        ("sort=title&sort=-title", "?sort"),
        ("after=", "?after"),
        ("after=abc", "?after"),
        ("category=" + "x" * 201, "?category"),
    ],
)
async def test_a_parameter_that_the_list_does_not_know_is_refused_and_named(
    visitor: httpx.AsyncClient, query: str, pointer: str
) -> None:
    assert refused(await visitor.get(f"{FORMATIONS}?{query}"), 400, "malformed") == [pointer]


@pytest.mark.parametrize(
    ("query", "allowed"),
    [
        ("sort=size", "-publishedAt"),
        ("colour=red", "category"),
        ("price[in]=1", "gte"),
        ("level=x", "avance"),
    ],
)
async def test_a_refusal_says_what_is_allowed(visitor: httpx.AsyncClient, query: str, allowed: str) -> None:
    response = await visitor.get(f"{FORMATIONS}?{query}")
    assert allowed in response.json()["errors"][0]["detail"]


async def test_a_cursor_belongs_to_one_order(editor: httpx.AsyncClient, visitor: httpx.AsyncClient) -> None:
    for _ in range(2):
        await published_formation(editor)
    cursor = (await visitor.get(FORMATIONS, params={"limit": 1, "sort": "title"})).json()["next"]
    response = await visitor.get(FORMATIONS, params={"after": cursor, "sort": "-title"})
    assert refused(response, 400, "malformed") == ["?after"]


async def test_a_filter_for_staff_is_refused_to_visitors(visitor: httpx.AsyncClient) -> None:
    for query in ("status=brouillon", "status[in]=publie,brouillon"):
        refused(await visitor.get(f"{FORMATIONS}?{query}"), 401, "authentication_required")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", f"{FORMATIONS}/some"),
        ("POST", FORMATIONS),
        ("POST", f"{FORMATIONS}/some/publish"),
        ("PATCH", f"{SESSIONS}/some"),
        ("GET", f"{DEMANDES}/some"),
        ("POST", DEMANDES),
        ("GET", "/api/v1/auth/me"),
        ("POST", "/api/v1/auth/login"),
    ],
)
async def test_a_route_that_is_no_list_takes_no_parameters(
    editor: httpx.AsyncClient, method: str, path: str
) -> None:
    response = await editor.request(method, f"{path}?dry=1", json={})
    assert refused(response, 400, "malformed") == ["?dry"]


async def test_every_operator_narrows_a_list(editor: httpx.AsyncClient, visitor: httpx.AsyncClient) -> None:
    for title, category, price in (("A", "BIM", 100), ("B", "Génie civil", 200), ("C", "Gestion", None)):
        stated = {"price": {"amount": price}} if price else {}
        await published_formation(editor, title=title, category=category, **stated)
    for query, expected in {
        "category=bim": "A",
        "category[ne]=BIM": "BC",
        "category[in]=bim,genie-civil": "AB",
        "category[nin]=bim,genie-civil": "C",
        "price=200": "B",
        "price[gt]=100": "B",
        "price[gte]=100": "AB",
        "price[lt]=200": "A",
        "price[lte]=200": "AB",
        "price[exists]=true": "AB",
        "price[exists]=false": "C",
        "category[ne]=bim&price[gte]=100&price[lt]=300": "B",
        "level=debutant": "",
    }.items():
        page = (await visitor.get(f"{FORMATIONS}?{query}")).json()
        assert "".join(item["title"] for item in page["items"]) == expected, query


async def test_all_but_some_of_a_closed_set_are_the_others(
    editor: httpx.AsyncClient, visitor: httpx.AsyncClient
) -> None:
    for subject in ("autre", "formation", "autre"):
        await new_demande(visitor, subject=subject)
    for query, expected in {"subject[ne]=autre": 1, "subject[nin]=autre,formation": 0}.items():
        assert len(ids_of(await editor.get(f"{DEMANDES}?{query}"))) == expected


async def test_a_list_is_sorted_by_several_keys(
    editor: httpx.AsyncClient, visitor: httpx.AsyncClient, api: Api
) -> None:
    for titles in ("BA", "DC"):
        for title in titles:
            await published_formation(editor, title=title)
        api.clock.advance(timedelta(minutes=1))
    for sort, expected in {"-publishedAt,title": "CDAB", "publishedAt,-title": "BADC"}.items():
        pages = await _walk(visitor, FORMATIONS, sort=sort, limit="1")
        shown = (await visitor.get(FORMATIONS, params={"sort": sort})).json()["items"]
        assert "".join(item["title"] for item in shown) == expected
        assert [id_ for page in pages for id_ in page] == ids_of(shown)


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "Ensembles admis : state + subject"), ("en", "Allowed together: state")]
)
async def test_filters_that_no_index_serves_together_are_refused_with_those_that_are(
    editor: httpx.AsyncClient, language: str, words: str
) -> None:
    query = "subject=autre&assigneeId=moi"
    response = await editor.get(f"{DEMANDES}?{query}", headers={"Accept-Language": language})
    assert refused(response, 400, "malformed") == ["?assigneeId"]
    (error,) = response.json()["errors"]
    assert error["code"] == "unknown_combination"
    assert words in error["detail"]
    assert "assigneeId + state + createdAt" in error["detail"]
