"""The limit: an ASGI callable that sends the same bytes and does nothing else."""

import os
from pathlib import Path
from typing import Any

_BODY = Path(os.environ["BENCH_BODY"]).read_bytes()
_TAG = os.environ["BENCH_TAG"].encode()
_FIELDS = [
    (b"content-type", b"application/json"),
    (b"content-length", str(len(_BODY)).encode()),
    (b"etag", _TAG),
]


async def app(scope: dict[str, Any], _receive: Any, send: Any) -> None:
    """Answer with the bytes, or with 304 who has them."""
    if scope["type"] != "http":
        return
    if any(name == b"if-none-match" and value == _TAG for name, value in scope["headers"]):
        await send({"type": "http.response.start", "status": 304, "headers": [(b"etag", _TAG)]})
        await send({"type": "http.response.body", "body": b"", "more_body": False})
        return
    await send({"type": "http.response.start", "status": 200, "headers": _FIELDS})
    await send({"type": "http.response.body", "body": _BODY, "more_body": False})
