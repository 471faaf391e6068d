"""What another Python service would be: FastAPI and Beanie, with models for what goes in and out."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
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


class Page(BaseModel):
    """A page of formations."""

    items: list[Formation]


@asynccontextmanager
async def _lifespan(_: FastAPI) -> AsyncIterator[None]:
    client: AsyncMongoClient[dict[str, Any]] = AsyncMongoClient(os.environ["BENCH_MONGO_URL"])
    await init_beanie(client[os.environ["BENCH_DATABASE"]], document_models=[Formation])
    yield
    await client.close()


app = FastAPI(lifespan=_lifespan)


@app.get("/list")
async def page(price: int = 0) -> Page:
    """Answer with twenty formations."""
    query = {"status": "publie", "details.price.amount": {"$gte": price}}
    found = Formation.find(query).sort("details.price.amount", "_id").limit(20)
    return Page(items=await found.to_list())


@app.get("/detail/{id}")
async def detail(id: str) -> Formation:
    """Answer with one formation."""
    found = await Formation.find_one({"_id": id, "status": "publie"})
    if found is None:
        raise HTTPException(404)
    return found
