"""The documentation page in a real browser."""

import os
import shutil
from pathlib import Path

import pytest

from sorbo_adapters.embedded.ports import free_port
from support.browser import browser_page
from support.program import Program, eventually

_CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
# Swagger UI puts a zero-width space behind each slash, so that long paths may wrap.
_SHOWN = """[...document.querySelectorAll(".opblock-summary")].map(each =>
  each.querySelector(".opblock-summary-method").textContent.trim().toLowerCase() + " " +
  each.querySelector(".opblock-summary-path").textContent.replaceAll("\\u200b", "").trim())"""
# It draws what is looked at, and no more.
_SCROLL = """window.scrollY + window.innerHeight >= document.body.scrollHeight
  ? window.scrollTo(0, 0) : window.scrollBy(0, window.innerHeight / 2)"""
_PATIENCE = 120.0


@pytest.mark.skipif(_CHROMIUM is None and "CI" not in os.environ, reason="there is no Chromium here")
async def test_it_shows_every_operation_under_its_strict_policy(tmp_path: Path) -> None:
    assert _CHROMIUM is not None, "install Chromium"
    port = free_port()
    arguments = ("dev", "--memory", "--port", str(port))
    async with (
        Program(*arguments, folder=tmp_path, settings={}, port=port) as program,
        browser_page(_CHROMIUM, tmp_path / "profile") as page,
    ):
        paths = (await program.client.get("/openapi.json")).json()["paths"]
        said = {f"{method} {path}" for path, item in paths.items() for method in item}

        shown: set[str] = set()

        async def all_shown() -> bool:
            shown.update(await page.evaluate(_SHOWN))
            await page.evaluate(_SCROLL)
            return shown >= said

        await page.open(f"http://127.0.0.1:{port}/docs")
        await eventually(all_shown, within=_PATIENCE)
        assert shown == said
        assert page.said == []
        assert [
            url for url in page.requested if not url.startswith((f"http://127.0.0.1:{port}/", "data:"))
        ] == []
