import httpx
from litestar.enums import ScopeType
from litestar.types import Receive, Scope, Send

from sorbo_web.middleware.head import HeadAsGet
from support.asgi import client_of


async def _page(scope: Scope, _receive: Receive, send: Send) -> None:
    assert scope["type"] == ScopeType.HTTP
    headers = [(b"content-length", b"5"), (b"x-method", scope["method"].encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"hello", "more_body": False})


async def test_head_has_the_headers_of_get_and_no_body() -> None:
    async with client_of(HeadAsGet(_page)) as client:
        answer = await client.head("/")
    assert answer.status_code == httpx.codes.OK
    assert (answer.headers["x-method"], answer.headers["content-length"]) == ("GET", "5")
    assert answer.content == b""


async def test_get_is_left_alone() -> None:
    async with client_of(HeadAsGet(_page)) as client:
        answer = await client.get("/")
    assert answer.content == b"hello"
