"""The existing pages' calls, sent by a real browser as those pages send them, to `sorbo dev`."""

import json
import os
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from aiohttp import web

from sorbo_adapters.embedded.ports import free_port
from support.browser import Page, browser_page
from support.dev_site import PASSWORD, editor, staff_of
from support.old_pages import ACTUALITE, EMPLOI, FORMATION, LOGICIEL, PUBLICATION, fits
from support.program import Program, eventually
from support.wire import FORMATIONS, PUBLICATIONS, formation_body, publication_body

_CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(
    _CHROMIUM is None and "CI" not in os.environ, reason="there is no Chromium here"
)

PAGES = Path(__file__).parent / "site"
_USUAL_PORT = 5000
ATTACK = "<img src=x onerror='window.attacked=1'>"
BREAKS = "L'été\\', window.attacked=1);//"
Json = dict[str, Any]


@asynccontextmanager
async def _elsewhere(port: int) -> AsyncIterator[str]:
    """Serve the same pages from another origin."""
    app = web.Application()
    app.router.add_static("/", PAGES)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        await runner.cleanup()


def _is_free(port: int) -> bool:
    with socket.socket() as trying:
        trying.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trying.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


@asynccontextmanager
async def _site(folder: Path, port: int = 0) -> AsyncIterator[tuple[Program, Page, str]]:
    """Run the API with the pages, a browser, and the pages on another origin as well."""
    assert _CHROMIUM is not None, "install Chromium"
    other = free_port()
    settings = {"SORBO_SITE_DIR": str(PAGES)}
    if not port:
        # On the usual port `sorbo dev` knows the origins of developers' machines by itself.
        port, settings["SORBO_CORS_ORIGINS"] = free_port(), f"http://127.0.0.1:{other}"
    arguments = ("dev", "--memory", "--port", str(port))
    async with (
        _elsewhere(other) as elsewhere,
        Program(*arguments, folder=folder, settings=settings, port=port) as program,
        browser_page(_CHROMIUM, folder / "profile") as page,
    ):
        yield program, page, elsewhere


class _Double:
    """The pages in the browser, and what their calls were answered."""

    def __init__(self, page: Page, url: str) -> None:
        self._page = page
        self._url = url

    async def open(self) -> None:
        await self._page.open(self._url)
        await eventually(self._is_there)

    async def ask(self, name: str, *given: object) -> Json:
        arguments = ", ".join(json.dumps(each) for each in (name, *given))
        await self._page.evaluate(f"delete answers[{json.dumps(name)}], ask({arguments})")

        async def answer() -> Json | None:
            told: Json | None = await self._page.evaluate(f"answers[{json.dumps(name)}]")
            return told

        return await eventually(answer)

    async def _is_there(self) -> bool:
        return bool(await self._page.evaluate("document.readyState == 'complete' && !!window.ask"))


async def _publish(staff: httpx.AsyncClient, path: str, body: Json) -> Json:
    made: Json = (await staff.post(path, json=body)).raise_for_status().json()
    (await staff.post(f"{path}/{made['id']}/publish")).raise_for_status()
    return made


@pytest.mark.parametrize("origin", ["one", "another", "port 5000"])
async def test_every_call_of_the_pages_is_answered_as_they_read_it(tmp_path: Path, origin: str) -> None:
    if origin == "port 5000" and not _is_free(_USUAL_PORT):
        pytest.skip("something else listens on port 5000")
    async with (
        _site(tmp_path, _USUAL_PORT if origin == "port 5000" else 0) as (program, page, elsewhere),
        staff_of(program) as staff,
    ):
        await _publish(staff, PUBLICATIONS, publication_body())
        name = await editor(program, staff)
        here = f"http://127.0.0.1:{program.port}"
        pages = {
            "one": f"{here}/",
            "another": f"{elsewhere}/index.html?api={here}",
            # On a developer's machine the pages ask localhost, even where they are opened under 127.0.0.1.
            "port 5000": f"{here}/index.html?api=http://localhost:{program.port}",
        }
        double = _Double(page, pages[origin])
        await double.open()

        for health in ("health", "healthWithType"):
            told = await double.ask(health)
            assert told["ok"], told
            assert told["body"]["message"]
        for call, shape in (
            ("formations", FORMATION),
            ("formationsInline", FORMATION),
            ("logiciels", LOGICIEL),
            ("publications", PUBLICATION),
            ("actualites", ACTUALITE),
            ("emplois", EMPLOI),
        ):
            told = await double.ask(call)
            assert told["ok"], told
            assert told["body"]["success"] is True
            assert told["body"]["data"]
            for entry in told["body"]["data"]:
                fits(entry, shape)

        (publication, *_) = (await double.ask("publications"))["body"]["data"]
        assert (await double.ask("count", publication["_id"]))["ok"]
        assert (await double.ask("count", "1"))["status"] == 404
        logiciels = (await double.ask("logiciels"))["body"]["data"]
        there = next(each for each in logiciels if each["disponible"] and each["downloadUrl"])
        download = (await double.ask("download", there["id"]))["body"]["data"]
        assert download["nom"] == there["nom"]
        assert download["downloadUrl"].startswith("http")
        assert (await double.ask("download", "undefined"))["status"] == 404

        wrong = await double.ask("login", name, "not this one")
        assert (wrong["status"], wrong["body"]["code"]) == (401, "INVALID_CREDENTIALS")
        right = await double.ask("login", name, PASSWORD)
        assert right["body"]["success"] is True, right
        assert (await double.ask("verify", right["body"]["data"]["token"]))["ok"]
        assert not (await double.ask("verify", "another"))["ok"]

        assert (await double.ask("newsletter", "lectrice@example.com"))["ok"]
        fields = {"name": "Visiteuse", "email": "v@example.com", "subject": "autre", "message": "Bonjour."}
        assert (await double.ask("contact", fields))["status"] == 201
        demandes = (await staff.get("/api/v1/demandes")).json()["items"]
        assert "Visiteuse" in {each["name"] for each in demandes}
        abonnes = (await staff.get("/api/v1/abonnes")).json()["items"]
        assert "lectrice@example.com" in {each["email"] for each in abonnes}

        asked_first = '"method":"OPTIONS","path":"/api/formations"' in program.output
        assert asked_first is (origin != "one")


async def test_what_staff_write_attacks_no_page(tmp_path: Path) -> None:
    async with _site(tmp_path) as (program, page, _), staff_of(program) as staff:
        texts = (
            ATTACK,
            BREAKS,
            '" onmouseover="window.attacked=1',
            "');window.attacked=1;//",
            "R&D &lt;b&gt;",
        )
        for text in texts:
            hostile = formation_body(
                title=text, description=text, schedule=text, objectives=[text], category="Essai"
            )
            await _publish(staff, FORMATIONS, hostile)
            file = {"name": "x.pdf", "src": "/documents/l'été;&sol;.pdf", "type": "pdf"}
            await _publish(staff, PUBLICATIONS, publication_body(title=text, description=text, file=file))
        double = _Double(page, f"http://127.0.0.1:{program.port}/")
        await double.open()
        await double.ask("formations")
        await double.ask("publications")
        drawn = await page.evaluate("show(answers.formations.body.data, answers.publications.body.data)")

        assert set(drawn["tags"]) == {"article", "img", "h2", "p", "ul", "li", "button", "a"}
        assert {"R&D &lt;b&gt;", ATTACK.replace("'", "\u2019")} <= set(drawn["titles"])
        # Every button did what it is for, with the texts that the page shows.
        enrolled = await page.evaluate("enrolled.map((each) => each[0])")
        assert enrolled == drawn["titles"]
        assert await page.evaluate("[window.inline, window.attacked === undefined]") == [True, True]
        links = await page.evaluate("[...document.links].map((link) => link.protocol + link.host)")
        assert set(links) == {f"http:127.0.0.1:{program.port}"}
        mistakes = [said for said in page.said if "Exception" in said or "SyntaxError" in said]
        assert mistakes == []
