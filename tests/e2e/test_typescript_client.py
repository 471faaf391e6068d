"""The typed client: compiled strictly, installed in a project as a site does, run against a server."""

import asyncio
import json
import os
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from sorbo_adapters.embedded.ports import free_port
from support.program import Program

_CLIENT = Path(__file__).parents[2] / "clients" / "typescript"
_NPM, _NODE = shutil.which("npm"), shutil.which("node")
_PATIENCE = 300.0
_PACKED = {
    "LICENSE",
    "README.md",
    "package.json",
    *(f"dist/{name}" for name in ("client.d.ts", "client.js", "schema.d.ts", "schema.js")),
}
_PROJECT = {"name": "site", "private": True, "type": "module"}
_STRICT = {"strict": True, "target": "ES2022", "module": "NodeNext", "lib": ["ES2022", "DOM"], "types": []}

pytestmark = pytest.mark.skipif(
    (_NPM is None or _NODE is None) and "CI" not in os.environ, reason="there is no Node.js here"
)


async def _ended(*command: str | Path, within: Path) -> tuple[int, str]:
    """Run a command to its end; return its exit code and what it printed."""
    running = await asyncio.create_subprocess_exec(
        *command, cwd=within, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    async with asyncio.timeout(_PATIENCE):
        output, _ = await running.communicate()
    return running.returncode or 0, output.decode()


async def _run(*command: str | Path, within: Path) -> str:
    """Run a command to its end and return what it printed."""
    code, printed = await _ended(*command, within=within)
    assert code == 0, printed
    return printed


async def _npm(*arguments: str | Path, within: Path) -> str:
    """Have npm do something that takes its registry; where there is none, skip the test."""
    assert _NPM is not None, "install Node.js with npm"
    code, printed = await _ended(_NPM, *arguments, "--no-audit", "--no-fund", within=within)
    if code != 0 and "CI" not in os.environ:
        pytest.skip(f"npm cannot install here: {printed[-200:]}")
    assert code == 0, printed
    return printed


async def _prepared(folder: Path) -> Path:
    """Return a copy of the client with what it is built with."""
    client = folder / "client"
    shutil.copytree(_CLIENT, client, ignore=shutil.ignore_patterns("node_modules", "build", "dist"))
    await _npm("ci", "--ignore-scripts", within=client)
    return client


@asynccontextmanager
async def _served(folder: Path) -> AsyncIterator[Program]:
    """Serve the sample content."""
    port = free_port()
    arguments = ("dev", "--memory", "--port", str(port))
    async with Program(*arguments, folder=folder, settings={}, port=port) as program:
        yield program


async def _titles(api: httpx.AsyncClient) -> list[str]:
    page = (await api.get("/api/v1/formations", params={"limit": 100})).json()
    return [each["title"] for each in page["items"]]


async def test_a_program_lists_reads_pages_posts_once_and_is_told_what_is_wrong(tmp_path: Path) -> None:
    assert _NODE is not None, "install Node.js"
    client = await _prepared(tmp_path)
    await _run(client / "node_modules" / ".bin" / "tsc", "--strict", within=client)
    async with _served(tmp_path) as program:
        tour = client / "build" / "examples" / "tour.js"
        printed = await _run(_NODE, tour, f"http://127.0.0.1:{program.port}", within=tmp_path)
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


async def _installed(folder: Path) -> tuple[Path, Path]:
    """Pack the client and install it in an empty project; return the project and what checks its types."""
    client, project = await _prepared(folder), folder / "project"
    await _run(_NPM or "", "pack", within=client)
    (tarball,) = client.glob("*.tgz")
    project.mkdir()
    (project / "package.json").write_text(json.dumps(_PROJECT))
    (project / "tsconfig.json").write_text(json.dumps({"compilerOptions": _STRICT}))
    await _npm("install", "--ignore-scripts", tarball, within=project)
    return project, client / "node_modules" / ".bin" / "tsc"


async def test_an_empty_project_installs_the_packed_client_and_runs_the_program_of_its_readme(
    tmp_path: Path,
) -> None:
    assert _NODE is not None, "install Node.js"
    project, tsc = await _installed(tmp_path)
    there = project / "node_modules" / "@sorbo" / "client"
    assert {str(each.relative_to(there)) for each in there.rglob("*") if each.is_file()} == _PACKED
    readme = (there / "README.md").read_text("utf-8")
    (program,) = re.findall(r"^```ts\n(.+?)^```", readme, re.MULTILINE | re.DOTALL)
    async with _served(tmp_path) as api:
        (project / "site.ts").write_text(program.replace("localhost:5000", f"127.0.0.1:{api.port}"), "utf-8")
        await _run(tsc, within=project)
        printed = await _run(_NODE, "site.js", within=project)
    assert "AutoCAD 2D : plans d’architecture et de génie civil 120000" in printed
    assert printed.splitlines()[-1].startswith("/email ")

    (project / "site.ts").write_text(
        program.replace('"price[lte]": 200_000', '"price[lte]": "200 000"'), "utf-8"
    )
    code, told = await _ended(tsc, "--noEmit", within=project)
    assert (code, "TS2322" in told) == (2, True), told


def test_the_client_carries_the_licence_of_the_project() -> None:
    assert (_CLIENT / "LICENSE").read_bytes() == (_CLIENT.parents[1] / "LICENSE").read_bytes()
