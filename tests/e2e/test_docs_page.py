"""The documentation page in a real browser."""

import asyncio
import os
import shutil
from pathlib import Path

import pytest

from sorbo_adapters.embedded.ports import free_port
from support.program import Program

_CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
_OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Whatever is not this machine has no address: an outside request would fail and be logged.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--virtual-time-budget=20000",
    "--enable-logging=stderr",
    "--dump-dom",
)


@pytest.mark.skipif(_CHROMIUM is None and "CI" not in os.environ, reason="there is no Chromium here")
async def test_it_shows_operations_under_its_strict_policy(tmp_path: Path) -> None:
    assert _CHROMIUM is not None, "install Chromium"
    port = free_port()
    arguments = ("dev", "--memory", "--port", str(port))
    async with Program(*arguments, folder=tmp_path, settings={}, port=port) as program:
        operations = (await program.client.get("/openapi.json")).json()["paths"]
        browser = await asyncio.create_subprocess_exec(
            _CHROMIUM,
            *_OPTIONS,
            f"--user-data-dir={tmp_path / 'profile'}",
            f"http://127.0.0.1:{port}/docs",
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        page, said = await asyncio.wait_for(browser.communicate(), 180)
    console = [line for line in said.decode().splitlines() if "CONSOLE" in line]
    assert console == []
    # Swagger UI puts a zero-width space behind each slash, so that long paths may wrap.
    text = page.decode().replace("\u200b", "")
    # The browser hands over what is drawn by then, which is not the end of a long page.
    first = list(operations)[:2]
    assert [path for path in first if path not in text] == []
