"""What every answer tells browsers."""

import pytest
from litestar.types import HTTPResponseStartEvent, Receive, Scope, Send

from sorbo_web.middleware.security_headers import SecurityHeaders
from support.asgi import answering, client_of, get, scope_of

EXPECTED = {
    "content-security-policy": (
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
    "server": "",
}


@pytest.mark.parametrize("status", [200, 204, 304, 404, 500])
async def test_every_answer_has_them_whatever_its_status(status: int) -> None:
    answer = await get(SecurityHeaders(answering(status, body=b""), https=False))
    assert dict(answer.headers) == EXPECTED


async def test_what_an_answer_sets_itself_stays() -> None:
    own = [
        (b"cache-control", b"public, max-age=30"),
        (b"content-security-policy", b"default-src 'self'"),
    ]
    answer = await get(SecurityHeaders(answering(headers=own), https=False))
    assert answer.headers.get_list("cache-control") == ["public, max-age=30"]
    assert answer.headers.get_list("content-security-policy") == ["default-src 'self'"]
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_browsers_are_held_to_https_only_where_it_is_served() -> None:
    assert "strict-transport-security" not in (await get(SecurityHeaders(answering(), https=False))).headers
    answer = await get(SecurityHeaders(answering(), https=True))
    assert answer.headers["strict-transport-security"] == "max-age=63072000"


async def test_a_message_that_the_application_keeps_is_left_as_it_was() -> None:
    kept: HTTPResponseStartEvent = {
        "type": "http.response.start",
        "status": 200,
        "headers": [(b"etag", b'"v1"')],
    }

    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send(kept)
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async with client_of(SecurityHeaders(app, https=False)) as client:
        first, second = await client.get("/"), await client.get("/")
    assert first.headers == second.headers
    assert kept["headers"] == [(b"etag", b'"v1"')]


async def test_what_is_not_a_request_goes_straight_through() -> None:
    seen: list[str] = []

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        seen.append(scope["type"])

    async def nothing() -> None: ...

    await SecurityHeaders(app, https=False)(scope_of(type="lifespan"), nothing, nothing)  # type: ignore[arg-type]  # — never called
    assert seen == ["lifespan"]
