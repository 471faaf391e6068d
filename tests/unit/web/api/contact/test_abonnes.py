"""Subscribing to the newsletter over HTTP."""

from typing import Any

import httpx
import pytest

from sorbo_core.shared.outgoing.mail import Mail
from support.api import Api, ids_of, refused
from support.newsletter import tokens_in
from support.wire import ABONNES, subscription_body

_FORM = {"List-Unsubscribe": "One-Click"}


async def mails(api: Api) -> list[Mail]:
    """Deliver what is due, and return the mails that left so far."""
    await api.container.delivery.relay_events()()
    return list(api.container.ports.sending_mailer().sent)


@pytest.fixture
async def tokens(api: Api, visitor: httpx.AsyncClient) -> list[str]:
    """The tokens to confirm and to leave, as they were mailed."""
    api.container.ports.sending_mailer().sent.clear()
    await visitor.post(ABONNES, json=subscription_body())
    return tokens_in((await mails(api))[-1])


async def test_the_answer_is_the_same_whoever_has_the_address(
    api: Api, visitor: httpx.AsyncClient, tokens: list[str]
) -> None:
    async def answer(email: str) -> tuple[int, Any, set[str]]:
        response = await visitor.post(ABONNES, json=subscription_body(email=email))
        return response.status_code, response.json(), set(response.headers)

    fresh, waiting = await answer("new@example.com"), await answer("lecteur@example.com")
    await visitor.post(f"{ABONNES}/confirm", json={"token": tokens[0]})
    confirmed = await answer("LECTEUR@example.com")
    await visitor.post(f"{ABONNES}/unsubscribe", json={"token": tokens[1]})
    left = await answer("lecteur@example.com")
    assert fresh == waiting == confirmed == left
    assert fresh[:2] == (202, {"state": "en_attente"})
    assert len(await mails(api)) == 2


async def test_a_subscription_is_confirmed_once(visitor: httpx.AsyncClient, tokens: list[str]) -> None:
    confirmed = await visitor.post(f"{ABONNES}/confirm", json={"token": tokens[0]})
    assert (confirmed.status_code, confirmed.json()) == (200, {"state": "confirme"})
    assert confirmed.headers["cache-control"] == "no-store"
    again = await visitor.post(f"{ABONNES}/confirm", json={"token": tokens[0]})
    refused(again, 404, "link_not_valid")


async def test_leaving_may_be_repeated(visitor: httpx.AsyncClient, tokens: list[str]) -> None:
    for _ in range(2):
        left = await visitor.post(f"{ABONNES}/unsubscribe", json={"token": tokens[1]})
        assert (left.status_code, left.json()) == (200, {"state": "desabonne"})


async def test_a_mail_provider_ends_a_subscription_with_one_click(
    api: Api, visitor: httpx.AsyncClient, tokens: list[str]
) -> None:
    url = (await mails(api))[-1].unsubscribe_url
    assert url is not None
    assert url.endswith(tokens[1])
    path = httpx.URL(url).path
    for request in ({"data": _FORM}, {"files": {name: (None, value) for name, value in _FORM.items()}}):
        left = await visitor.post(path, **request)
        assert (left.status_code, left.json()) == (200, {"state": "desabonne"})


@pytest.mark.parametrize(
    ("content", "media_type", "status", "code"),
    [
        (b"{}", "application/json", 415, "unsupported_media_type"),
        (b"List-Unsubscribe=One-Click", "text/plain", 415, "unsupported_media_type"),
        (b"List-Unsubscribe=No", "application/x-www-form-urlencoded", 400, "malformed"),
        (b"", "application/x-www-form-urlencoded", 400, "malformed"),
        (b"a=1&" * 5000, "application/x-www-form-urlencoded", 400, "malformed"),
        (b"List-Unsubscribe=One-Click&x=1", "application/x-www-form-urlencoded", 400, "malformed"),
        (b"\xff\x00%zz", "application/x-www-form-urlencoded", 400, "malformed"),
        (b"--x\r\n\r\n", "multipart/form-data; boundary=x", 400, "malformed"),
        (b"--x", "multipart/form-data", 400, "malformed"),
    ],
)
async def test_one_click_is_one_form_and_nothing_else(
    api: Api,
    visitor: httpx.AsyncClient,
    tokens: list[str],
    content: bytes,
    media_type: str,
    status: int,
    code: str,
) -> None:
    before = api.stored()
    headers = {"Content-Type": media_type}
    answer = await visitor.post(f"{ABONNES}/unsubscribe/{tokens[1]}", content=content, headers=headers)
    refused(answer, status, code)
    assert api.stored() == before


async def test_one_click_with_a_token_of_nobody_says_nothing_of_others(
    visitor: httpx.AsyncClient, tokens: list[str]
) -> None:
    someone = tokens[1].partition(".")[0]
    answers = [
        await visitor.post(f"{ABONNES}/unsubscribe/{token}", data=_FORM)
        for token in ("nobody.x", f"{someone}.x", someone, tokens[0])
    ]
    for answer in answers:
        refused(answer, 404, "link_not_valid")


@pytest.mark.parametrize(
    ("change", "status", "pointer"),
    [
        ({"email": "lecteur"}, 422, "/email"),
        ({"email": "a@example.com\r\nBcc: b@example.com"}, 422, "/email"),
        ({"categories": []}, 422, "/categories"),
        ({"categories": ["sport"]}, 400, "/categories/0"),
        ({"categories": ["emplois"] * 5}, 422, "/categories"),
        ({"language": "de"}, 400, "/language"),
        ({"state": "confirme"}, 400, "/state"),
    ],
)
async def test_a_wrong_member_is_refused_and_named(
    api: Api, visitor: httpx.AsyncClient, change: dict[str, Any], status: int, pointer: str
) -> None:
    before = api.stored()
    response = await visitor.post(ABONNES, json=subscription_body(**change))
    assert refused(response, status, {400: "malformed", 422: "invalid"}[status]) == [pointer]
    assert api.stored() == before


async def test_staff_list_read_and_filter_subscribers(
    visitor: httpx.AsyncClient, viewer: httpx.AsyncClient, tokens: list[str]
) -> None:
    await visitor.post(ABONNES, json=subscription_body(email="b@example.com", categories=["emplois"]))
    await visitor.post(f"{ABONNES}/confirm", json={"token": tokens[0]})

    async def found(**query: str) -> list[str]:
        page = (await viewer.get(ABONNES, params=query)).json()
        return [each["email"] for each in page["items"]]

    assert await found(state="confirme") == ["lecteur@example.com"]
    assert await found(category="emplois") == ["b@example.com"]
    assert await found(**{"createdAt[gte]": "2026-03-02T09:30:15.126Z"}) == []
    (first, _) = ids_of(await viewer.get(ABONNES))
    read = await viewer.get(f"{ABONNES}/{first}")
    assert read.headers["cache-control"] == "private, no-store"
    assert "token" not in read.text
    assert "proof" not in read.text


async def test_staff_end_a_subscription(editor: httpx.AsyncClient, tokens: list[str]) -> None:
    url = f"{ABONNES}/{tokens[0].partition('.')[0]}"
    refused(await editor.delete(url, headers={"If-Match": '"v99"'}), 412, "stale_version")
    ended = await editor.delete(url)
    assert (ended.status_code, ended.json()["state"]) == (200, "desabonne")
    refused(await editor.delete(f"{ABONNES}/nobody"), 404, "abonne_not_found")


async def test_who_may_not_sees_and_ends_nothing(
    visitor: httpx.AsyncClient, viewer: httpx.AsyncClient, tokens: list[str]
) -> None:
    url = f"{ABONNES}/{tokens[0].partition('.')[0]}"
    refused(await visitor.get(ABONNES), 401, "authentication_required")
    refused(await visitor.get(url), 401, "authentication_required")
    refused(await viewer.delete(url), 403, "forbidden")
