"""An API in a process of its own, on servers that a test may stop and kill."""

import os
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest_asyncio

from sorbo_adapters.embedded.mongod import Mongod
from sorbo_adapters.embedded.ports import free_port
from sorbo_adapters.embedded.valkey import Valkey
from sorbo_adapters.security.signing_key import new_signing_key
from support.program import Program
from support.services import MongodFactory, ValkeyFactory
from support.smtp import MoodySmtp


class Servers(msgspec.Struct):
    """What an API needs, and the settings that name it."""

    mongod: Mongod
    valkey: Valkey
    smtp: MoodySmtp
    settings: dict[str, str]

    def run(self, *arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
        """Run a command of the operator's to its end."""
        environ = {k: v for k, v in os.environ.items() if not k.startswith("SORBO_")} | self.settings
        command = [sys.executable, "-m", "sorbo_web", *arguments]
        return subprocess.run(  # noqa: S603 — our own command
            command, env=environ, input=stdin, capture_output=True, text=True, check=False
        )


class Site(Servers):
    """The API and everything behind it."""

    api: Program


@pytest_asyncio.fixture
async def servers(
    mongod_factory: MongodFactory, valkey_factory: ValkeyFactory, smtp: MoodySmtp
) -> AsyncIterator[Servers]:
    """Running servers of the test's own."""
    mongod, valkey = mongod_factory(), valkey_factory()
    async with mongod, valkey:
        settings = {
            "SORBO_ENV": "development",
            "SORBO_SECOND_FACTOR_FOR_ADMINS": "false",
            "SORBO_MONGO_URL": mongod.url,
            "SORBO_REDIS_URL": valkey.url,
            "SORBO_SMTP_URL": smtp.url,
            "SORBO_SIGNING_KEY": new_signing_key(),
        }
        yield Servers(mongod, valkey, smtp, settings)


@pytest_asyncio.fixture
async def site(tmp_path: Path, servers: Servers) -> AsyncIterator[Site]:
    """A running site of the test's own."""
    async with Program("serve", folder=tmp_path, settings=servers.settings, port=free_port()) as api:
        yield Site(servers.mongod, servers.valkey, servers.smtp, servers.settings, api)
