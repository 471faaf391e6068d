"""Logging in over HTTP, and the tokens that it gives."""

import base64
import json
from datetime import timedelta
from typing import Any

import httpx
import pytest

from sorbo_adapters.security.passwords import Argon2Hasher
from sorbo_core.identity.permissions import Role
from support.api import PASSWORD, Api, address_of, refused
from support.wire import DEMANDES, FORMATIONS, LOGIN, ME, formation_body

_CREDENTIALS = {"email": address_of(Role.EDITOR), "password": PASSWORD}


async def _me(client: httpx.AsyncClient, authorization: str) -> httpx.Response:
    return await client.get(ME, headers={"Authorization": authorization})


@pytest.mark.usefixtures("editor")
async def test_a_login_gives_a_token_of_fifteen_minutes(visitor: httpx.AsyncClient) -> None:
    response = await visitor.post(LOGIN, json=_CREDENTIALS)
    answer = response.json()
    assert response.status_code == 200
    assert response.headers["cache-control"] == "no-store"
    assert (answer["tokenType"], answer["expiresAt"]) == ("Bearer", "2026-03-02T09:45:15Z")
    assert (await _me(visitor, f"Bearer {answer['accessToken']}")).status_code == 200


@pytest.mark.usefixtures("editor")
async def test_an_address_may_be_typed_in_any_case(visitor: httpx.AsyncClient) -> None:
    response = await visitor.post(LOGIN, json=_CREDENTIALS | {"email": " EDITOR@Example.com"})
    assert response.status_code == 200


async def test_the_password_is_checked_against_its_argon2_hash() -> None:
    api, hasher = Api(), Argon2Hasher()
    api.replace("password_hasher", hasher)
    async with api.staff(Role.EDITOR) as editor:
        wrong = await editor.post(LOGIN, json=_CREDENTIALS | {"password": f"{PASSWORD}."})
    hasher.close()
    refused(wrong, 401, "wrong_credentials")
    (account,) = api.stored()["comptes"][0].values()
    assert account["password_hash"].startswith("$argon2id$")


@pytest.mark.usefixtures("editor")
@pytest.mark.parametrize(
    "wrong",
    [
        {"password": "une autre phrase assez longue"},
        {"email": "nobody@example.com"},
        {"email": "not an address"},
        {"password": "x"},
        {"password": "x" * 1024},
    ],
)
async def test_a_wrong_address_and_a_wrong_password_get_the_same_answer(
    visitor: httpx.AsyncClient, wrong: dict[str, str]
) -> None:
    response = await visitor.post(LOGIN, json=_CREDENTIALS | wrong)
    reference = await visitor.post(LOGIN, json=_CREDENTIALS | {"password": "x" * 20})
    refused(response, 401, "wrong_credentials")
    assert response.json() | {"requestId": ""} == reference.json() | {"requestId": ""}
    assert response.headers.keys() == reference.headers.keys()
    assert response.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    ("change", "status", "pointer"),
    [
        ({"password": "x" * 1025}, 422, "/password"),
        ({"password": ""}, 422, "/password"),
        ({"email": "x" * 255}, 422, "/email"),
        ({"email": {"$ne": None}}, 400, "/email"),
        ({"password": {"$gt": ""}}, 400, "/password"),
        ({"role": "admin"}, 400, "/role"),
    ],
)
async def test_credentials_of_another_shape_are_refused_and_named(
    visitor: httpx.AsyncClient, change: dict[str, Any], status: int, pointer: str
) -> None:
    response = await visitor.post(LOGIN, json=_CREDENTIALS | change)
    assert refused(response, status, {400: "malformed", 422: "invalid"}[status]) == [pointer]
    assert "x" * 20 not in response.text


async def test_me_tells_the_account_and_what_it_may_do(
    editor: httpx.AsyncClient, viewer: httpx.AsyncClient
) -> None:
    mine, theirs = (await editor.get(ME)).json(), (await viewer.get(ME)).json()
    assert mine == {
        "id": mine["id"],
        "email": "editor@example.com",
        "name": "Compte editor",
        "role": "editor",
        "permissions": [
            "abonnes:read",
            "abonnes:write",
            "catalogue:write",
            "content:write",
            "demandes:read",
            "demandes:write",
            "drafts:read",
            "inscriptions:read",
            "inscriptions:write",
            "portfolio:write",
            "recruitment:write",
            "reviews:moderate",
            "stats:read",
        ],
    }
    assert (theirs["role"], theirs["permissions"]) == (
        "viewer",
        ["abonnes:read", "demandes:read", "drafts:read", "inscriptions:read", "stats:read"],
    )


async def test_a_visitor_is_asked_to_log_in(visitor: httpx.AsyncClient) -> None:
    response = await visitor.get(ME)
    refused(response, 401, "authentication_required")
    assert response.headers["www-authenticate"] == "Bearer"


async def test_a_token_ends_after_fifteen_minutes(api: Api, editor: httpx.AsyncClient) -> None:
    api.clock.advance(timedelta(minutes=14, seconds=59))
    assert (await editor.get(ME)).status_code == 200
    api.clock.advance(timedelta(seconds=1))
    response = await editor.get(ME)
    refused(response, 401, "invalid_token")
    assert response.headers["www-authenticate"] == "Bearer"


async def test_an_expired_token_is_noticed_on_public_routes_too(api: Api, editor: httpx.AsyncClient) -> None:
    api.clock.advance(timedelta(hours=1))
    refused(await editor.get(FORMATIONS), 401, "invalid_token")


def _forgeries(token: str) -> dict[str, str]:
    header, claims, signature = token.split(".")

    def encoded(part: dict[str, Any]) -> str:
        return base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()

    said = json.loads(base64.urlsafe_b64decode(claims + "=="))
    return {
        "another role": f"{header}.{encoded(said | {'role': 'admin'})}.{signature}",
        "another end": f"{header}.{encoded(said | {'exp': said['exp'] + 9999})}.{signature}",
        "no algorithm": f"{encoded({'alg': 'none', 'typ': 'at+jwt'})}.{claims}.",
        "another algorithm": f"{encoded({'alg': 'HS256', 'typ': 'at+jwt'})}.{claims}.{signature}",
        "no signature": f"{header}.{claims}.",
        "half of it": f"{header}.{claims}",
        "a long one": f"{token}{'A' * 5000}",
        "one more part": f"{token}.{signature}",
        "nothing": "",
        "noise": "\x7f..",
    }


@pytest.mark.parametrize("forgery", _forgeries("e30.e30.e30".replace("e30.e30", "e30.eyJleHAiOjB9")))
async def test_a_forged_token_is_refused(api: Api, visitor: httpx.AsyncClient, forgery: str) -> None:
    token = _forgeries(await api.token(Role.VIEWER))[forgery]
    before = api.stored()
    for response in (
        await _me(visitor, f"Bearer {token}"),
        await visitor.post(FORMATIONS, json=formation_body(), headers={"Authorization": f"Bearer {token}"}),
    ):
        refused(response, 401, "invalid_token")
    assert api.stored() == before


async def test_a_token_of_another_installation_is_refused(visitor: httpx.AsyncClient) -> None:
    token = await Api().token(Role.ADMIN)
    refused(await _me(visitor, f"Bearer {token}"), 401, "invalid_token")


@pytest.mark.parametrize("scheme", ["Basic", "Token", "", "Bearer:"])
async def test_another_scheme_than_bearer_is_refused(
    api: Api, visitor: httpx.AsyncClient, scheme: str
) -> None:
    token = await api.token(Role.EDITOR)
    refused(await _me(visitor, f"{scheme} {token}".strip()), 401, "authentication_required")


async def test_the_name_of_the_scheme_may_be_written_in_any_case(
    api: Api, visitor: httpx.AsyncClient
) -> None:
    token = await api.token(Role.EDITOR)
    assert (await _me(visitor, f"bEaReR {token}")).status_code == 200


async def test_an_account_that_was_closed_no_longer_reads_itself_or_logs_in() -> None:
    api = Api()
    async with api.staff(Role.EDITOR) as editor:
        (account,) = api.stored()["comptes"][0].values()
        account["active"] = False
        refused(await editor.get(ME), 401, "invalid_token")
        refused(await editor.post(LOGIN, json=_CREDENTIALS), 401, "wrong_credentials")


async def test_who_asks_is_settled_before_the_body_is_read(visitor: httpx.AsyncClient) -> None:
    response = await visitor.post(FORMATIONS, content=b"{not json")
    refused(response, 401, "authentication_required")
    assert (await visitor.get(DEMANDES, params={"state": "rubbish"})).status_code == 401
