"""Creating and changing formations over HTTP."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from support.api import Api, refused
from support.wire import FORMATIONS, formation_body, new_formation

_A_WHILE = timedelta(minutes=5)


async def test_a_new_formation_is_a_brouillon_with_a_place_and_a_version(editor: httpx.AsyncClient) -> None:
    response = await editor.post(FORMATIONS, json=formation_body(levels=["debutant", "avance"]))

    made = response.json()
    assert response.status_code == 201
    assert response.headers["location"] == f"/api/v1/formations/{response.json()['id']}"
    assert response.headers["etag"] == '"v1"'
    assert (made["status"], made["version"], made["publishedAt"]) == ("brouillon", 1, None)
    assert made["category"] == {"label": "Génie civil", "key": "genie-civil"}
    assert made["levels"] == ["debutant", "intermediaire", "avance"]


async def test_the_location_of_a_new_formation_leads_to_it(editor: httpx.AsyncClient) -> None:
    response = await editor.post(FORMATIONS, json=formation_body())

    found = await editor.get(response.headers["location"])
    assert found.json() == {**response.json(), "rating": None, "sessions": []}


async def test_every_member_of_a_new_formation_comes_back(editor: httpx.AsyncClient) -> None:
    said = formation_body(
        type="sols",
        levels=["debutant"],
        price={"amount": 150_000, "currency": "XOF"},
        duration="40 heures",
        schedule="le samedi",
        datesText="printemps",
        location="Abidjan",
        objectives=["Lire une coupe"],
        prerequisites=["Aucun"],
        syllabus=[
            {"title": "Le sondage", "content": ["Choisir un outil"]},
            {"title": "L'essai", "content": []},
        ],
        discount=15,
        image={"src": "/images/sols.jpg", "alt": "Une carotte"},
        venues=["client", "distance"],
        featured=True,
    )
    made = await new_formation(editor, **said)
    category = {"label": said.pop("category"), "key": "genie-civil"}
    assert {name: made[name] for name in said} == said
    assert made["category"] == category


@pytest.mark.parametrize(
    ("price", "discount", "shown"),
    [
        ({"amount": 150_000}, 15, {"amount": 127_500, "currency": "XOF"}),
        ({"amount": 99, "currency": "EUR"}, 50, {"amount": 49, "currency": "EUR"}),
        ({"amount": 150_000}, 100, {"amount": 0, "currency": "XOF"}),
        ({"amount": 150_000}, 0, None),
        (None, 15, None),
    ],
)
async def test_the_discounted_price_follows_from_price_and_discount(
    editor: httpx.AsyncClient, price: dict[str, Any] | None, discount: int, shown: dict[str, Any] | None
) -> None:
    made = await new_formation(editor, price=price, discount=discount)
    assert (made["discount"], made["discountedPrice"]) == (discount, shown)


async def test_a_picture_changes_member_by_member(editor: httpx.AsyncClient) -> None:
    made = await new_formation(editor, image={"src": "/a.jpg", "alt": "Un pont"})
    headers = {"If-Match": '"v1"'}
    changed = await editor.patch(
        f"{FORMATIONS}/{made['id']}", json={"image": {"src": "/b.jpg"}}, headers=headers
    )
    assert changed.json()["image"] == {"src": "/b.jpg", "alt": "Un pont"}


async def test_formations_with_one_title_get_slugs_with_a_suffix(editor: httpx.AsyncClient) -> None:
    slugs = [(await new_formation(editor))["slug"] for _ in range(3)]
    assert slugs == ["etude-de-sols", "etude-de-sols-2", "etude-de-sols-3"]


@pytest.mark.parametrize(
    ("change", "status", "code", "pointer"),
    [
        ({"title": ""}, 422, "invalid", "/title"),
        ({"title": "   "}, 422, "invalid", "/title"),
        ({"title": "a\nb"}, 422, "invalid", "/title"),
        ({"title": "x" * 201}, 422, "invalid", "/title"),
        ({"description": "x" * 20_001}, 422, "invalid", "/description"),
        ({"price": {"amount": -1}}, 422, "invalid", "/price/amount"),
        ({"objectives": ["ok", ""]}, 422, "invalid", "/objectives/1"),
        ({"levels": ["expert"]}, 400, "malformed", "/levels/0"),
        ({"price": {"amount": 1.5}}, 400, "malformed", "/price/amount"),
        ({"price": {"amount": 1, "currency": "USD"}}, 400, "malformed", "/price/currency"),
        ({"title": None}, 400, "malformed", "/title"),
        ({"slug": "Étude"}, 422, "invalid", "/slug"),
        ({"slug": "a--b"}, 422, "invalid", "/slug"),
        ({"publishAt": "2027-01-01T00:00:00Z"}, 400, "malformed", "/publishAt"),
        ({"status": "publie"}, 400, "malformed", "/status"),
        ({"version": 7}, 400, "malformed", "/version"),
    ],
)
async def test_a_wrong_member_is_refused_and_named(
    api: Api, editor: httpx.AsyncClient, change: dict[str, Any], status: int, code: str, pointer: str
) -> None:
    before = api.stored()
    response = await editor.post(FORMATIONS, json=formation_body(**change))
    assert refused(response, status, code) == [pointer]
    assert api.stored() == before


async def test_a_missing_member_is_refused_and_named(editor: httpx.AsyncClient) -> None:
    body = formation_body()
    del body["category"]
    assert refused(await editor.post(FORMATIONS, json=body), 400, "malformed") == ["/category"]


async def test_a_change_leaves_alone_what_it_does_not_name(editor: httpx.AsyncClient) -> None:
    made = await new_formation(editor, schedule="le samedi")
    response = await editor.patch(
        f"{FORMATIONS}/{made['id']}", json={"price": {"amount": 5}}, headers={"If-Match": '"v1"'}
    )
    assert response.status_code == 200
    assert response.headers["etag"] == '"v2"'
    assert response.json() == {**made, "price": {"amount": 5, "currency": "XOF"}, "version": 2}


async def test_null_in_a_change_clears_a_member(editor: httpx.AsyncClient) -> None:
    made = await new_formation(editor, schedule="le samedi")
    response = await editor.patch(
        f"{FORMATIONS}/{made['id']}", json={"schedule": None}, headers={"If-Match": "*"}
    )
    assert response.json()["schedule"] is None


async def test_a_merge_patch_may_say_that_it_is_one(editor: httpx.AsyncClient) -> None:
    made = await new_formation(editor)
    response = await editor.patch(
        f"{FORMATIONS}/{made['id']}",
        content=b'{"duration": "2 jours"}',
        headers={"If-Match": "*", "Content-Type": "application/merge-patch+json; charset=utf-8"},
    )
    assert response.json()["duration"] == "2 jours"


async def test_a_change_that_changes_nothing_keeps_the_version(editor: httpx.AsyncClient) -> None:
    made = await new_formation(editor)
    response = await editor.patch(f"{FORMATIONS}/{made['id']}", json={}, headers={"If-Match": '"v1"'})
    assert response.json() == made


async def test_a_published_formation_can_be_archived_and_shown_again(
    api: Api, editor: httpx.AsyncClient
) -> None:
    url = f"{FORMATIONS}/{(await new_formation(editor))['id']}"
    first_shown = (await editor.post(f"{url}/publish")).json()["publishedAt"]
    api.clock.advance(_A_WHILE)

    archived = await editor.post(f"{url}/archive")
    assert (archived.status_code, archived.json()["status"]) == (200, "archive")
    again = await editor.post(f"{url}/publish", headers={"If-Match": archived.headers["etag"]})
    assert (again.json()["status"], again.json()["publishedAt"]) == ("publie", first_shown)


@pytest.mark.parametrize(("verb", "code"), [("publish", "not_publishable"), ("archive", "not_archivable")])
async def test_the_same_verb_twice_clashes_with_the_present_state(
    editor: httpx.AsyncClient, verb: str, code: str
) -> None:
    url = f"{FORMATIONS}/{(await new_formation(editor))['id']}/{verb}"
    assert (await editor.post(url)).status_code == 200
    refused(await editor.post(url), 409, code)


@pytest.mark.parametrize("verb", ["publish", "archive"])
async def test_a_verb_for_a_formation_that_does_not_exist_is_not_found(
    editor: httpx.AsyncClient, verb: str
) -> None:
    refused(await editor.post(f"{FORMATIONS}/nothing/{verb}"), 404, "formation_not_found")
