"""Every request has an id."""

import re

import pytest
from litestar.types import ASGIApp, Receive, Scope, Send

from sorbo_web.middleware.request_id import RequestId, RequestIds
from support.asgi import answering, get

GIVEN = "edge-01.42_A"


def layer(app: ASGIApp | None = None, *, trust_inbound: bool = True) -> RequestId:
    return RequestId(app or answering(), ids=RequestIds(trust_inbound=trust_inbound))


async def test_a_request_gets_an_id_of_its_own() -> None:
    ids = {(await get(layer())).headers["x-request-id"] for _ in range(20)}
    assert len(ids) == 20
    assert all(re.fullmatch(r"[0-9a-f]{32}", id) for id in ids)


async def test_the_application_sees_the_same_id_as_the_client() -> None:
    seen: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["state"]["request_id"])
        await answering()(scope, receive, send)

    answer = await get(layer(app))
    assert answer.headers.get_list("x-request-id") == seen


async def test_an_id_that_a_trusted_proxy_gave_is_kept() -> None:
    assert (await get(layer(), X_Request_Id=GIVEN)).headers["x-request-id"] == GIVEN


async def test_an_id_that_anybody_gave_is_not_kept() -> None:
    answer = await get(layer(trust_inbound=False), X_Request_Id=GIVEN)
    assert answer.headers["x-request-id"] != GIVEN


@pytest.mark.parametrize("given", ["short", "x" * 65, 'with"quote', "with space", "ligne\tdeux", ""])
async def test_an_id_of_another_form_is_replaced(given: str) -> None:
    answer = await get(layer(), X_Request_Id=given)
    assert re.fullmatch(r"[0-9a-f]{32}", answer.headers["x-request-id"])
