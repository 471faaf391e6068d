"""Chromium without a window, asked over the DevTools protocol."""

import asyncio
import itertools
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import aiohttp

from support.program import PATIENCE, eventually

_OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Where shared memory is small, as in many containers, pages would crash.
    "--disable-dev-shm-usage",
    # Whatever is not this machine has no address: an outside request would fail and be seen.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--window-size=1280,4000",
    "--remote-debugging-port=0",
)


class Page:
    """A page of the browser.

    Attributes:
        requested: the URL of everything that it asked for.
        said: what it wrote to the console, and what went wrong in it.
    """

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = itertools.count()
        self.requested: list[str] = []
        self.said: list[str] = []

    async def open(self, url: str) -> None:
        """Begin to load a URL."""
        for domain in ("Network", "Runtime", "Log", "Page"):
            await self._ask(f"{domain}.enable")
        await self._ask("Page.navigate", url=url)

    async def evaluate(self, expression: str) -> Any:
        """Return what a JavaScript expression is."""
        answer = await self._ask("Runtime.evaluate", expression=expression, returnByValue=True)
        return answer["result"].get("value")

    async def choose(self, selector: str, file: Path) -> None:
        """Have a field of a form name a file, as who chooses it does."""
        field = await self._ask(
            "Runtime.evaluate", expression=f"document.querySelector({json.dumps(selector)})"
        )
        await self._ask("DOM.setFileInputFiles", files=[str(file)], objectId=field["result"]["objectId"])

    async def command(self, method: str, **params: object) -> dict[str, Any]:
        """Have the browser do something of the protocol, and return what it answers."""
        return await self._ask(method, **params)

    async def _ask(self, method: str, **params: object) -> dict[str, Any]:
        number = next(self._numbers)
        await self._socket.send_json({"id": number, "method": method, "params": params})
        while True:
            message = json.loads((await self._socket.receive(PATIENCE)).data)
            if message.get("id") == number:
                assert "error" not in message, message
                answer: dict[str, Any] = message["result"]
                return answer
            # An answer to what nobody waits for any more has none.
            if "method" in message:
                self._note(message["method"], message["params"])

    def _note(self, event: str, params: dict[str, Any]) -> None:
        if event == "Network.requestWillBeSent":
            self.requested.append(params["request"]["url"])
        elif event in ("Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown"):
            self.said.append(json.dumps(params))


@asynccontextmanager
async def browser_page(chromium: str, folder: Path) -> AsyncIterator[Page]:
    """Yield an empty page of a browser of its own, which keeps its profile in the folder."""
    running = await asyncio.create_subprocess_exec(
        chromium,
        *_OPTIONS,
        f"--user-data-dir={folder}",
        "about:blank",
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with aiohttp.ClientSession() as session:
            port = await eventually(lambda: _port(folder))
            async with session.get(f"http://127.0.0.1:{port}/json/list") as answer:
                pages = [each for each in await answer.json() if each["type"] == "page"]
            url = pages[0]["webSocketDebuggerUrl"]
            async with session.ws_connect(url, max_msg_size=0) as socket:
                yield Page(socket)
    finally:
        running.terminate()
        try:
            await asyncio.wait_for(running.wait(), PATIENCE)
        finally:
            with suppress(ProcessLookupError):
                running.kill()


async def _port(folder: Path) -> str | None:
    # The browser writes it there, with a path on the second line, once it listens.
    file = folder / "DevToolsActivePort"
    lines = file.read_text().splitlines() if file.exists() else []
    return lines[0] if len(lines) > 1 else None
