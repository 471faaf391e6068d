"""A visitor of the documented pages, in a real browser, and what a test knows behind their back."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import msgspec

from support.browser import Page
from support.dev_site import mailed
from support.frontend.examples import Example
from support.program import Program, eventually

_PATIENCE = 10.0
# The browser tells of scripts that threw, and of what a page's policy forbade.
_FAULTS = ('"exceptionDetails"', '"source": "security"')


class Visit(msgspec.Struct, frozen=True, kw_only=True):
    """A browser on one origin, and the API behind its pages.

    Attributes:
        origin: where the pages are.
        staff: a client of somebody who may do everything.
        folder: an empty one, for files to upload.
    """

    program: Program
    staff: httpx.AsyncClient
    browser: Page
    origin: str
    folder: Path

    async def opens(self, example: Example, *, fragment: str = "", **query: str) -> None:
        """Open an example's page and wait until it is there."""
        url = f"{self.origin}/{example.page}" + (f"?{urlencode(query)}" if query else "")
        # The page before may be the same one.
        await self.browser.evaluate("window.left = true")
        await self.browser.open(url + fragment)
        await self.until(f"!window.left && location.pathname === {_js('/' + example.page)}")
        await self.until("document.readyState === 'complete'")

    async def until(self, expression: str) -> None:
        """Wait until an expression is true in the page."""

        async def is_so() -> bool:
            return bool(await self.browser.evaluate(expression))

        try:
            await eventually(is_so, within=_PATIENCE)
        except TimeoutError:
            shown = await self.browser.evaluate("document.body.innerText")
            raise AssertionError(f"not {expression}:\n{shown}\n" + "\n".join(await self.faults())) from None

    async def sees(self, selector: str, *texts: str) -> None:
        """Wait until these elements, all of them in this order, have these texts."""
        await self.until(f"JSON.stringify({_texts(selector)}) === JSON.stringify({_js(texts)})")

    async def reads(self, selector: str, part: str) -> None:
        """Wait until the text of an element has a part."""
        await self.until(f"{_texts(selector)}.join(' ').includes({_js(part)})")

    async def is_told(self) -> None:
        """Wait until a form that was sent has been answered."""
        told = "document.querySelector('[role=status]')?.textContent"
        await self.until(f"!!{told} && !document.querySelector('button').disabled")

    async def fills_in(self, **fields: str) -> None:
        """Write into fields by name, as who types."""
        for name, value in fields.items():
            await self.changes(name, value)

    async def changes(self, name: str, value: str) -> None:
        """Write into a field or choose of it; a script hears of it as of a person's."""
        done = await self.browser.evaluate(
            f"(() => {{ const field = document.querySelector('[name={_js(name)}]');"
            f"field.value = {_js(value)};"
            "for (const each of ['input', 'change']) field.dispatchEvent(new Event(each, { bubbles: true }));"
            "return field.value })()"
        )
        assert done == value, name

    async def presses(self, selector: str = "button") -> None:
        """Press a button that can be pressed; a form is checked by the browser before it is sent."""
        found = f"document.querySelector({_js(selector)})"
        await self.until(f"!!{found} && !{found}.disabled")
        await self.browser.evaluate(f"document.querySelector({_js(selector)}).click()")

    async def token_of(self, address: str, page: str) -> str:
        """Wait for a mail to an address that leads to a page, and return the token of its link."""
        return await mailed(self.program, address, rf"{page}[?#]jeton=([\w~.-]+)")

    async def has_asked_for(self, part: str) -> None:
        """Wait until the browser has asked for a URL with a part in it."""

        async def is_so() -> bool:
            # What it tells comes along with an answer.
            await self.browser.evaluate("1")
            return any(part in url for url in self.browser.requested)

        await eventually(is_so, within=_PATIENCE)

    async def items(self, path: str) -> list[dict[str, Any]]:
        """Return what staff read under a path of the API."""
        answer = await self.staff.get(f"/api/v1{path}")
        found: list[dict[str, Any]] = answer.raise_for_status().json()["items"]
        return found

    async def titles(self, path: str) -> list[str]:
        """Return the titles that visitors find under a path of the API."""
        answer = await self.program.client.get(f"/api/v1{path}")
        return [each["title"] for each in answer.raise_for_status().json()["items"]]

    async def change(self, path: str, **members: object) -> None:
        """Have staff change what is under a path of the API."""
        read = await self.staff.get(f"/api/v1{path}")
        headers = {"If-Match": read.headers["etag"]}
        place = f"/api/v1{path.rpartition('/')[0]}/{read.raise_for_status().json()['id']}"
        (await self.staff.patch(place, json=members, headers=headers)).raise_for_status()

    async def faults(self) -> list[str]:
        """Return what went wrong in the pages since this was asked last."""
        # What the browser has told comes before an answer to anything that it is asked.
        await self.browser.evaluate("1")
        said = [*self.browser.said]
        self.browser.said.clear()
        return [each for each in said if any(fault in each for fault in _FAULTS)]


def _js(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _texts(selector: str) -> str:
    # French numbers have blanks that do not break.
    text = "each.textContent.trim().replaceAll(/\\s/g, ' ')"
    return f"[...document.querySelectorAll({_js(selector)})].map((each) => {text})"
