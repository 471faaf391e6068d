"""The typed client, compiled strictly and run by Node.js against a server."""

import asyncio
import json
import os
import shutil
from pathlib import Path
from typing import Any

import httpx
import pytest

from sorbo_adapters.embedded.ports import free_port
from support.program import Program

_CLIENT = Path(__file__).parents[2] / "clients" / "typescript"
_NPM, _NODE = shutil.which("npm"), shutil.which("node")
_PATIENCE = 300.0

pytestmark = pytest.mark.skipif(
    (_NPM is None or _NODE is None) and "CI" not in os.environ, reason="there is no Node.js here"
)


async def _run(*command: str | Path, within: Path) -> str:
    """Run a command to its end and return what it printed."""
    running = await asyncio.create_subprocess_exec(
        *command, cwd=within, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    async with asyncio.timeout(_PATIENCE):
        output, _ = await running.communicate()
    assert running.returncode == 0, output.decode()
    return output.decode()


async def _compiled(folder: Path) -> Path:
    """Compile the client and its example strictly, and return the example."""
    assert _NPM is not None, "install Node.js with npm"
    client = folder / "client"
    shutil.copytree(_CLIENT, client, ignore=shutil.ignore_patterns("node_modules", "build"))
    await _run(_NPM, "ci", "--no-audit", "--no-fund", within=client)
    await _run(client / "node_modules" / ".bin" / "tsc", "--strict", within=client)
    return client / "build" / "examples" / "tour.js"


async def _titles(api: httpx.AsyncClient) -> list[str]:
    page = (await api.get("/api/v1/formations", params={"limit": 100})).json()
    return [each["title"] for each in page["items"]]


async def test_a_program_lists_reads_pages_posts_once_and_is_told_what_is_wrong(tmp_path: Path) -> None:
    assert _NODE is not None, "install Node.js"
    tour = await _compiled(tmp_path)
    port = free_port()
    arguments = ("dev", "--memory", "--port", str(port))
    async with Program(*arguments, folder=tmp_path, settings={}, port=port) as program:
        printed = await _run(_NODE, tour, f"http://127.0.0.1:{port}", within=tmp_path)
        titles = await _titles(program.client)
    told: dict[str, Any] = json.loads(printed)
    prices = [price for price in told["prices"] if price is not None]
    assert prices
    assert prices == sorted(prices)
    assert max(prices) <= 200_000
    assert told["read"]["sameAsListed"]
    assert told["titles"] == titles
    assert told["demande"]["id"] == told["demande"]["again"]
    assert told["problem"] == {"code": "invalid", "status": 422, "pointers": ["/email"]}
