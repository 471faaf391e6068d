"""What another Python service would be: FastAPI and Beanie, with models for what goes in and out."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from beanie import Document, init_beanie
from fastapi import FastAPI, HTTPException
from pydantic import BaseModel
from pymongo import AsyncMongoClient


class Formation(Document):
    """A formation as it is stored."""

    id: str  # type: ignore[assignment]  # — Beanie's own is an ObjectId
    status: str
    version: int
    slugs: list[str]
    details: dict[str, Any]

    class Settings:
        """Where it is stored."""

        name = "formations"


class Session(Document):
    """A session as it is stored."""

    id: str  # type: ignore[assignment]  # — Beanie's own is an ObjectId
    formation_id: str
    status: str
    details: dict[str, Any]

    class Settings:
        """Where it is stored."""

        name = "sessions"


class Avis(Document):
    """An avis as it is stored."""

    id: str  # type: ignore[assignment]  # — Beanie's own is an ObjectId

    class Settings:
        """Where it is stored."""

        name = "avis"


class Rated(BaseModel):
    """A formation with its rating."""

    formation: Formation
    rating: dict[str, Any] | None


class Sheet(Rated):
    """A formation with its rating and its upcoming sessions."""

    sessions: list[Session]


class Page(BaseModel):
    """A page of formations."""

    items: list[Rated]


@asynccontextmanager
async def _lifespan(_: FastAPI) -> AsyncIterator[None]:
    client: AsyncMongoClient[dict[str, Any]] = AsyncMongoClient(os.environ["BENCH_MONGO_URL"])
    await init_beanie(client[os.environ["BENCH_DATABASE"]], document_models=[Formation, Session, Avis])
    yield
    await client.close()


app = FastAPI(lifespan=_lifespan)


@app.get("/list")
async def page(price: int = 0) -> Page:
    """Answer with twenty formations."""
    query = {"status": "publie", "details.price.amount": {"$gte": price}}
    found = Formation.find(query).sort("details.price.amount", "_id").limit(20)
    formations = await found.to_list()
    ratings = await _ratings([each.id for each in formations])
    return Page(items=[Rated(formation=each, rating=ratings.get(each.id)) for each in formations])


@app.get("/detail/{id}")
async def detail(id: str) -> Sheet:
    """Answer with one formation and its upcoming sessions."""
    found = await Formation.find_one({"_id": id, "status": "publie"})
    if found is None:
        raise HTTPException(404)
    upcoming = {
        "formation_id": id,
        "status": "publie",
        "details.start": {"$gte": datetime.now(UTC).date().isoformat()},
        "details.state": {"$in": ["planifiee", "confirmee"]},
    }
    sessions = await Session.find(upcoming).sort("details.start").limit(50).to_list()
    return Sheet(formation=found, rating=(await _ratings([id])).get(id), sessions=sessions)


async def _ratings(ids: list[str]) -> dict[str, dict[str, Any]]:
    match = {"noun": "formation", "state": "approuve", "entry_id": {"$in": ids}}
    group = {"_id": "$entry_id", "average": {"$avg": "$opinion.stars"}, "count": {"$sum": 1}}
    found = await Avis.aggregate([{"$match": match}, {"$group": group}]).to_list()
    return {each["_id"]: each for each in found}
