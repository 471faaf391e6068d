"""The limit of what asks MongoDB: the driver, a JSON encoder, and nothing else."""

import os
from typing import Any
from urllib.parse import parse_qs

import msgspec
from pymongo import ASCENDING, AsyncMongoClient

_ENTITY_ONLY = {"outbox": False}
_client: AsyncMongoClient[dict[str, Any]] = AsyncMongoClient(os.environ["BENCH_MONGO_URL"])
_formations = _client[os.environ["BENCH_DATABASE"]]["formations"]
_encode = msgspec.json.Encoder().encode


async def _found(scope: dict[str, Any]) -> Any:
    _, _, id_ = scope["path"].partition("/detail/")
    if id_:
        return await _formations.find_one({"_id": id_, "status": "publie"}, _ENTITY_ONLY)
    lowest = int(parse_qs(scope["query_string"].decode())["price"][0])
    return await _formations.find(
        {"status": "publie", "details.price.amount": {"$gte": lowest}},
        _ENTITY_ONLY,
        sort=[("details.price.amount", ASCENDING), ("_id", ASCENDING)],
        limit=20,
    ).to_list()


async def app(scope: dict[str, Any], _receive: Any, send: Any) -> None:
    """Answer with what MongoDB has."""
    if scope["type"] != "http":
        return
    body = _encode(await _found(scope))
    fields = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": fields})
    await send({"type": "http.response.body", "body": body, "more_body": False})
