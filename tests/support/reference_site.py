"""The reference site, served by `sorbo dev`, and somebody who visits it."""

import base64
import email
import json
import os
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email import policy
from pathlib import Path
from typing import Any, Final

import pytest

from sorbo_adapters.embedded.ports import free_port
from support.accessibility import CHECK
from support.browser import Page, browser_page
from support.keyboard import Keyboard
from support.program import Program, eventually

CHROMIUM: Final = shutil.which("chromium") or shutil.which("google-chrome")
needs_chromium = pytest.mark.skipif(
    CHROMIUM is None and "CI" not in os.environ, reason="there is no Chromium here"
)
PHONE, DESK, NARROW = (360, 740), (1280, 800), (320, 640)
# What a test sends in a moment, visitors send in a day; a mailbox is full soon, to see that.
_SETTINGS: Final = {"SORBO_FORMS_PER_MINUTE": "1000", "SORBO_FORMS_PER_MAILBOX": "3"}
# One colour alone takes less than this.
_DRAWN: Final = 10_000
_PHONES_ARE_NARROWER: Final = 600
_SETTLED: Final = (
    "document.readyState === 'complete' && document.querySelector('main') "
    "&& !document.querySelector('[aria-busy=true]')"
)


class Visit:
    """Somebody at a page of the site.

    Attributes:
        keys: all that they use.
        refusals: statuses of the API that a test is about; any other failure of a request is a fault.
        offline: whether the network is away for a while.
    """

    def __init__(self, program: Program, page: Page) -> None:
        self.program = program
        self.keys = Keyboard(page)
        self.refusals: set[int] = set()
        self.offline = False
        self._page = page
        self._origin = f"http://127.0.0.1:{program.port}"
        page.said.clear()
        page.requested.clear()

    async def open(self, path: str, *, size: tuple[int, int] = DESK) -> None:
        """Open a page of the site on a screen of this size, and wait until it shows all that it loads."""
        await self._page.open("about:blank")
        await self.resize(size)
        await self._page.command("Page.navigate", url=f"{self._origin}/site/{path}")
        await self.sees(f"location.href !== 'about:blank' && {_SETTLED}")

    async def resize(self, size: tuple[int, int]) -> None:
        """Look at the page on another screen."""
        width, height = size
        screen = {"width": width, "height": height, "deviceScaleFactor": 1}
        mobile = width < _PHONES_ARE_NARROWER
        await self._page.command("Emulation.setDeviceMetricsOverride", **screen, mobile=mobile)

    async def sees(self, condition: str) -> None:
        """Wait until a condition of the page is true."""

        async def is_true() -> bool:
            return bool(await self._page.evaluate(f"Boolean({condition})"))

        try:
            await eventually(is_true, every=0.02)
        except TimeoutError:
            shown = await self.text("main")
            raise AssertionError(condition, shown) from None

    async def arrives(self, path: str) -> None:
        """Wait until the address ends like this, and the page is there."""
        await self.sees(f"decodeURI(location.href).includes({path!r}) && {_SETTLED}")

    async def value(self, expression: str) -> Any:
        """Return what an expression is."""
        return await self._page.evaluate(expression)

    async def text(self, selector: str) -> str:
        """Return what is written there, with plain blanks; empty where there is nothing."""
        written = await self._page.evaluate(f"document.querySelector({selector!r})?.innerText ?? ''")
        return " ".join(str(written).split())

    async def focused(self) -> str:
        """Return the id of what has the focus, or else what is written on it."""
        return str(await self._page.evaluate("document.activeElement.id || document.activeElement.innerText"))

    async def attach(self, selector: str, file: Path) -> None:
        """Choose a file, as the system's own window would."""
        await self._page.choose(selector, file)

    async def network(self, *, there: bool) -> None:
        """Take the network away, or give it back."""
        self.offline = self.offline or not there
        nothing = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
        await self._page.command("Network.emulateNetworkConditions", offline=not there, **nothing)

    async def calm(self) -> None:
        """Ask for less motion from now on."""
        wish = [{"name": "prefers-reduced-motion", "value": "reduce"}]
        await self._page.command("Emulation.setEmulatedMedia", features=wish)

    async def inspected(self, size: tuple[int, int], folder: Path) -> list[str]:
        """Look at the page on a screen, keep a picture of it, and return what not all can use."""
        await self.resize(size)
        faults: list[str] = await self._page.evaluate(CHECK)
        shot = await self._page.command("Page.captureScreenshot", format="png")
        picture = base64.b64decode(shot["data"])
        name = re.sub(r"[^a-z0-9]+", "-", str(await self.value("location.pathname + location.search")))
        (folder / f"{name.strip('-')}-{size[0]}.png").write_bytes(picture)
        return faults + ["nothing is drawn"] * (len(picture) < _DRAWN)

    def faults(self) -> list[str]:
        """Return what was asked of others, and what the console said that no test is about."""
        own = (f"{self._origin}/", "data:", "about:")
        outside = [url for url in self._page.requested if not url.startswith(own)]
        return outside + [said for said in self._page.said if not self._is_expected(json.loads(said))]

    def _is_expected(self, said: dict[str, Any]) -> bool:
        entry = said.get("entry", {})
        if entry.get("source") != "network":
            return False
        status = re.search(r"status of (\d+)", entry["text"])
        return int(status[1]) in self.refusals if status else self.offline


@asynccontextmanager
async def served_site(folder: Path) -> AsyncIterator[tuple[Program, Page]]:
    """Run `sorbo dev` and a browser."""
    assert CHROMIUM is not None, "install Chromium"
    port = free_port()
    arguments = ("dev", "--memory", "--port", str(port))
    async with (
        Program(*arguments, folder=folder, settings=_SETTINGS, port=port) as program,
        browser_page(CHROMIUM, folder / "profile") as page,
    ):
        yield program, page


@asynccontextmanager
async def visiting(served: tuple[Program, Page]) -> AsyncIterator[Visit]:
    """Yield a visit; at its end nothing outside was asked, no console complained, every stop was seen."""
    visit = Visit(*served)
    yield visit
    faults = visit.faults() + visit.keys.unseen
    assert not faults, "\n".join(faults)


async def mail_to(program: Program, address: str, containing: str) -> str:
    """Wait for a mail in the inbox of `sorbo dev`, and return its text."""

    async def found() -> str | None:
        listed = (await program.client.get("/inbox")).text
        for path in re.findall(r'href="(/inbox/[^"/]+)"', listed):
            source = (await program.client.get(f"{path}/source")).text
            mail = email.message_from_string(source, policy=policy.default)
            body = mail.get_body(("plain",))
            text = str(body.get_content()) if body else ""
            if mail["To"] == address and containing in text:
                return text
        return None

    return await eventually(found)
