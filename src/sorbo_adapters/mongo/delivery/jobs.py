"""Runs of jobs on a schedule, in MongoDB: one document for each job, `{done?, token, until}`."""

from contextlib import suppress
from datetime import datetime, timedelta

from sorbo_adapters.mongo.store.client import Database, Document
from sorbo_adapters.mongo.store.errors import translated
from sorbo_core.delivery.ports import Jobs, Turn
from sorbo_core.shared.errors import AlreadyExists


class MongoJobs(Jobs):
    """Runs of jobs in MongoDB. They are found by their names, which are their ids."""

    name = "jobs"

    def __init__(self, database: Database) -> None:
        self._jobs = database[self.name]

    async def take(self, job: str, *, due: datetime, now: datetime, lease: timedelta, token: str) -> Turn:
        free: Document = {"_id": job, "until": {"$lte": now}, "done": {"$not": {"$gte": due}}}
        taken: Document = {"$set": {"token": token, "until": now + lease}}
        # Where the job is not free, there is nothing to update, and the insert meets its document.
        with suppress(AlreadyExists), translated():
            await self._jobs.update_one(free, taken, upsert=True)
            return Turn.TAKEN
        with translated():
            is_done = await self._jobs.find_one({"_id": job, "done": {"$gte": due}}, {"_id": True})
        return Turn.DONE if is_done is not None else Turn.BUSY

    async def finish(self, job: str, *, due: datetime, token: str) -> None:
        await self._set(job, token, {"done": due, "until": due})

    async def postpone(self, job: str, *, until: datetime, token: str) -> None:
        await self._set(job, token, {"until": until})

    async def _set(self, job: str, token: str, fields: Document) -> None:
        with translated():
            await self._jobs.update_one({"_id": job, "token": token}, {"$set": fields})
