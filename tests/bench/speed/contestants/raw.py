"""The limit of what asks MongoDB: the driver, a JSON encoder, and nothing else.

It answers what ours does, with a question for each collection; or, to show what a question costs,
with what one find returns.
"""

import os
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs

import msgspec
from pymongo import ASCENDING, AsyncMongoClient

_ONE_FIND = os.environ["BENCH_ASKS"] == "one find"
_ENTITY_ONLY = {"outbox": False}
_STATED = {"dates_text": "datesText"}
_TAKES_PLACE = ["planifiee", "confirmee"]
_client: AsyncMongoClient[dict[str, Any]] = AsyncMongoClient(
    os.environ["BENCH_MONGO_URL"], tz_aware=True, tzinfo=UTC
)
_database = _client[os.environ["BENCH_DATABASE"]]
_formations, _sessions, _avis = _database["formations"], _database["sessions"], _database["avis"]
_encode = msgspec.json.Encoder().encode


async def _list(lowest: int) -> Any:
    found = await _formations.find(
        {"status": "publie", "details.price.amount": {"$gte": lowest}},
        _ENTITY_ONLY,
        sort=[("details.price.amount", ASCENDING), ("_id", ASCENDING)],
        limit=20,
    ).to_list()
    if _ONE_FIND:
        return found
    ratings = await _ratings([each["_id"] for each in found])
    return {"items": [_shown(each, ratings) for each in found]}


async def _detail(id_: str) -> Any:
    if _ONE_FIND:
        return await _formations.find_one({"_id": id_, "status": "publie"}, _ENTITY_ONLY)
    found = await _formations.find_one(
        {"$or": [{"slugs": id_}, {"_id": id_}], "status": "publie"}, _ENTITY_ONLY
    )
    assert found is not None
    today = datetime.now(UTC).date().isoformat()
    upcoming = {
        "formation_id": id_,
        "status": "publie",
        "details.start": {"$gte": today},
        "details.state": {"$in": _TAKES_PLACE},
    }
    sessions = await _sessions.find(upcoming, sort=[("details.start", ASCENDING)], limit=50).to_list()
    return {**_shown(found, await _ratings([id_])), "sessions": sessions}


async def _ratings(ids: list[str]) -> dict[str, Any]:
    match = {"noun": "formation", "state": "approuve", "entry_id": {"$in": ids}}
    group = {"_id": "$entry_id", "average": {"$avg": "$opinion.stars"}, "count": {"$sum": 1}}
    cursor = await _avis.aggregate([{"$match": match}, {"$group": group}])
    return {each["_id"]: each for each in await cursor.to_list()}


def _shown(found: dict[str, Any], ratings: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": found["_id"],
        "slug": found["slugs"][0],
        "status": found["status"],
        "publishAt": found["publish_at"],
        "publishedAt": found["published_at"],
        "createdAt": found["created_at"],
        "updatedAt": found["updated_at"],
        "version": found["version"],
        "discountedPrice": None,
        "rating": ratings.get(found["_id"]),
        **{_STATED.get(name, name): value for name, value in found["details"].items()},
    }


async def app(scope: dict[str, Any], _receive: Any, send: Any) -> None:
    """Answer with what MongoDB has."""
    if scope["type"] != "http":
        return
    _, _, id_ = scope["path"].partition("/detail/")
    if id_:
        body = _encode(await _detail(id_))
    else:
        body = _encode(await _list(int(parse_qs(scope["query_string"].decode())["price"][0])))
    fields = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": fields})
    await send({"type": "http.response.body", "body": body, "more_body": False})
