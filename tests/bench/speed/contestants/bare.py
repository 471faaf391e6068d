"""The limit: an ASGI callable that sends the same bytes and does nothing else."""

import json
import os
from pathlib import Path
from typing import Any

_RECORDED = json.loads(Path(os.environ["BENCH_ANSWER"]).read_bytes())
_STATUS = _RECORDED["status"]
_FIELDS = [(name.encode(), value.encode()) for name, value in _RECORDED["fields"]]
_BODY = Path(os.environ["BENCH_BODY"]).read_bytes()


async def app(scope: dict[str, Any], _receive: Any, send: Any) -> None:
    """Answer as was recorded."""
    if scope["type"] != "http":
        return
    await send({"type": "http.response.start", "status": _STATUS, "headers": _FIELDS})
    await send({"type": "http.response.body", "body": _BODY, "more_body": False})
