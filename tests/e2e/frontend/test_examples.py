"""Every example of docs/frontend.md, run by a real browser against `sorbo dev`."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from sorbo_adapters.embedded.ports import free_port
from support.browser import browser_page
from support.dev_site import staff_of
from support.frontend.examples import Example, examples
from support.frontend.expectations import EXPECTED
from support.frontend.pages import served_pages, write_pages
from support.frontend.visit import Visit
from support.program import Program

_CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(
    _CHROMIUM is None and "CI" not in os.environ, reason="there is no Chromium here"
)
# Many visitors at one address, who are faster than people and do not wait for mails.
_SETTINGS = {
    "SORBO_FORM_SECONDS": "0.3",
    "SORBO_FORMS_PER_MAILBOX": "3",
    "SORBO_FORMS_PER_MINUTE": "100",
    "SORBO_LOGINS_PER_MINUTE": "100",
    "SORBO_RELAY_INTERVAL": "0.1",
    "SORBO_WRITES_PER_MINUTE": "1000",
}


@asynccontextmanager
async def _visit(folder: Path, *, from_elsewhere: bool) -> AsyncIterator[Visit]:
    """Run the API, the pages beside it or on another origin, and a browser."""
    assert _CHROMIUM is not None, "install Chromium"
    port, other = free_port(), free_port()
    api, elsewhere = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{other}"
    pages, files = folder / "pages", folder / "files"
    for each in (pages, files):
        each.mkdir()
    write_pages(pages, api=api if from_elsewhere else "")
    where = (
        {"SORBO_CORS_ORIGINS": elsewhere, "SORBO_SITE_URL": elsewhere, "SORBO_API_URL": api}
        if from_elsewhere
        else {"SORBO_SITE_DIR": str(pages), "SORBO_SITE_URL": api}
    )
    arguments = ("dev", "--memory", "--port", str(port))
    async with (
        served_pages(pages, other, api=api),
        Program(*arguments, folder=folder, settings=_SETTINGS | where, port=port) as program,
        staff_of(program) as staff,
        browser_page(_CHROMIUM, folder / "profile") as browser,
    ):
        origin = elsewhere if from_elsewhere else api
        yield Visit(program=program, staff=staff, browser=browser, origin=origin, folder=files)


@pytest.mark.parametrize(
    "from_elsewhere",
    [
        pytest.param(False, id="one origin"),
        pytest.param(True, id="another origin", marks=pytest.mark.exhaustive),
    ],
)
async def test_every_example_does_what_the_document_says(tmp_path: Path, *, from_elsewhere: bool) -> None:
    async with _visit(tmp_path, from_elsewhere=from_elsewhere) as visit:
        failed = [await _told(visit, example) for example in examples() if not example.is_module]
        failed += await visit.faults()
        preflights = '"method":"OPTIONS","path":"/api/v1/' in visit.program.output
        of_reads = '"method":"OPTIONS","path":"/api/v1/formations"' in visit.program.output
    assert "\n".join(filter(None, failed)) == ""
    assert (preflights, of_reads) == (from_elsewhere, False)


async def _told(visit: Visit, example: Example) -> str | None:
    """Return what an example does wrong."""
    try:
        await EXPECTED[example.heading](visit, example)
        assert await visit.faults() == []
    except (AssertionError, TimeoutError, httpx.HTTPStatusError) as error:
        return f"{example.heading}: {error!r}"
    return None
