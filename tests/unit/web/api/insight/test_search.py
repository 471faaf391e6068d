"""Search over HTTP, from a change by staff to what visitors find."""

import httpx
import pytest

from sorbo_core.identity.permissions import Role
from support.api import Api, harmless, refused
from support.wire import new_formation, published_formation

SEARCH = "/api/v1/search"


async def settled(api: Api) -> None:
    """Deliver every event that waits."""
    while await api.container.delivery.relay_events()():
        pass


async def titles(client: httpx.AsyncClient, **params: str) -> list[str]:
    answer = await client.get(SEARCH, params=params)
    assert answer.status_code == 200, answer.text
    return ["".join(part["text"] for part in item["title"]) for item in answer.json()["items"]]


async def test_visitors_find_what_is_published_and_staff_nothing_more(api: Api) -> None:
    async with api.staff(Role.EDITOR) as editor, api.client() as visitor:
        shown = await published_formation(editor, title="Études d’exécution")
        await new_formation(editor, title="Études secrètes")
        await settled(api)
        for client in (visitor, editor):
            assert await titles(client, q="etude") == ["Études d’exécution"]
        await editor.post(f"/api/v1/formations/{shown['id']}/archive")
        await settled(api)
        assert await titles(visitor, q="etude") == []


async def test_what_was_looked_for_is_marked_and_markup_stays_text(api: Api) -> None:
    async with api.staff(Role.EDITOR) as editor, api.client() as visitor:
        await published_formation(editor, title="<b>Béton</b>", description="Du béton <script>")
        await settled(api)
        answer = await visitor.get(SEARCH, params={"q": "beton"})
    (item,) = answer.json()["items"]
    assert item["kind"] == "formation"
    assert item["title"] == [
        {"text": "<b>", "matched": False},
        {"text": "Béton", "matched": True},
        {"text": "</b>", "matched": False},
    ]
    assert "".join(part["text"] for part in item["excerpt"]).startswith("Du béton <script>")
    assert answer.headers["cache-control"] == "public, max-age=30"


async def test_an_answer_that_the_caller_has_is_not_sent_again(api: Api) -> None:
    async with api.client() as visitor:
        first = await visitor.get(SEARCH, params={"q": "beton"})
        again = await visitor.get(
            SEARCH, params={"q": "beton"}, headers={"If-None-Match": first.headers["etag"]}
        )
    assert (first.json(), again.status_code) == ({"items": []}, 304)


async def test_no_more_are_told_than_were_asked_for(api: Api) -> None:
    async with api.staff(Role.EDITOR) as editor, api.client() as visitor:
        for n in range(3):
            await published_formation(editor, title=f"Béton {n}")
        await settled(api)
        assert len(await titles(visitor, q="beton", limit="2", kind="formation")) == 2


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("", "?q"),
        ("q=", "?q"),
        ("q=%20%09", "?q"),
        ("q=a&kind=compte", "?kind"),
        ("q=a&limit=0", "?limit"),
        ("q=a&limit=101", "?limit"),
        ("q=a&sort=title", "?sort"),
        ("q[$ne]=a", "?q[$ne]"),
        ("q=a&q=b", "?q"),
        ("q=a%00b", "?q"),
        (f"q={'a' * 10_000}", "?q"),
    ],
)
async def test_what_cannot_be_a_search_is_refused(api: Api, query: str, pointer: str) -> None:
    async with api.client() as visitor:
        answer = await visitor.get(f"{SEARCH}?{query}")
    assert refused(answer, 400, "malformed") == [pointer]
    assert harmless(answer) == 400


@pytest.mark.parametrize(
    "text", ["$where", "{$ne:1}", ".*", "^(a+)+$", "🙂", "\u202e", "אבג", "ﷺ", "l'", "*" * 200]
)
async def test_signs_and_other_scripts_are_words_or_nothing(api: Api, text: str) -> None:
    async with api.client() as visitor:
        assert await titles(visitor, q=text) == []
