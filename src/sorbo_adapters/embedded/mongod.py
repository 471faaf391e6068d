"""A local MongoDB: one mongod, a replica set of one, as transactions need."""

import asyncio
from pathlib import Path
from typing import Any, ClassVar

from pymongo import AsyncMongoClient
from pymongo.errors import OperationFailure, PyMongoError

from sorbo_adapters.embedded.errors import PartBroken
from sorbo_adapters.embedded.ports import LOCALHOST
from sorbo_adapters.embedded.server import Server

_REPLICA_SET = "sorbo"
_ALREADY_INITIALIZED = 23
_PRIMARY_TIMEOUT = 30.0

_Client = AsyncMongoClient[dict[str, Any]]


class _Standalone(Server):
    title: ClassVar[str] = "MongoDB"

    @property
    def url(self) -> str:
        return f"mongodb://{self._member}/"

    @property
    def _member(self) -> str:
        return f"{LOCALHOST}:{self.port}"

    def _options(self) -> list[str]:
        return [
            f"--dbpath={self._folder}",
            f"--port={self.port}",
            f"--bind_ip={LOCALHOST}",
            "--nounixsocket",
            "--wiredTigerCacheSizeGB=0.25",
            # Its defaults put 300 MB of empty journal on the disk.
            "--wiredTigerEngineConfigString=log=(prealloc=false,file_max=16MB)",
            "--setParameter=diagnosticDataCollectionEnabled=false",
        ]

    async def _answering_pid(self) -> int | None:
        try:
            # The driver's own retry would wait half a second between two attempts.
            _, writer = await asyncio.open_connection(LOCALHOST, self.port)
            writer.close()
            await writer.wait_closed()
            async with self._client() as client:
                status = await client.admin.command("serverStatus", metrics=0, wiredTiger=0)
        except (OSError, PyMongoError):
            return None
        return int(status["pid"])

    def _client(self) -> _Client:
        return AsyncMongoClient(LOCALHOST, self.port, directConnection=True, serverSelectionTimeoutMS=5000)


class Mongod(_Standalone):
    """MongoDB with a small cache. It finds its data on whatever port it is started."""

    @property
    def url(self) -> str:
        return f"{super().url}?replicaSet={_REPLICA_SET}"

    async def start(self) -> None:
        if self._has_moved():
            await self._move_here()
        await super().start()

    def _options(self) -> list[str]:
        # Without the last one it would wait for other members to notice that it leaves.
        leave_at_once = "--setParameter=shutdownTimeoutMillisForSignaledShutdown=0"
        return [*super()._options(), f"--replSet={_REPLICA_SET}", "--oplogSize=128", leave_at_once]

    async def _prepare(self) -> None:
        self._note.write_text(self._member)
        try:
            async with self._client() as client, asyncio.timeout(_PRIMARY_TIMEOUT):
                await _initiate(client, self._member)
                await _until_primary(client)
        except (PyMongoError, TimeoutError) as error:
            message = f"MongoDB cannot form its replica set ({error}); its log is {self._log}."
            raise PartBroken(message) from error

    @property
    def _note(self) -> Path:
        return self._folder / "sorbo-member"

    def _has_moved(self) -> bool:
        if not (self._folder / "WiredTiger").exists():
            return False
        return not self._note.exists() or self._note.read_text() != self._member

    async def _move_here(self) -> None:
        """Change the address that the set remembers, as MongoDB's manual says: while it is no set.

        A member that does not find itself in its set would ask whoever listens on the old port, half a
        minute long if that one is silent.
        """
        self._note.unlink(missing_ok=True)
        alone = _Standalone(program=self._program, folder=self._folder, log=self._log, port=self.port)
        async with alone, alone._client() as client:  # noqa: SLF001 — a sibling of this module
            await client.local["system.replset"].update_one(
                {"_id": _REPLICA_SET}, {"$set": {"members.0.host": self._member}, "$inc": {"version": 1}}
            )


async def _initiate(client: _Client, member: str) -> None:
    try:
        config = {"_id": _REPLICA_SET, "members": [{"_id": 0, "host": member}]}
        await client.admin.command("replSetInitiate", config)
    except OperationFailure as error:
        if error.code != _ALREADY_INITIALIZED:
            raise


async def _until_primary(client: _Client) -> None:
    hello = await client.admin.command("hello")
    while not hello["isWritablePrimary"]:
        # Given what we know, the server answers as soon as that is no longer true.
        known = hello["topologyVersion"]
        hello = await client.admin.command("hello", topologyVersion=known, maxAwaitTimeMS=1000)
