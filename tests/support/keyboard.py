"""A page of the browser, used by keyboard alone."""

from typing import Any, Final

from support.browser import Page

_CODES: Final = {"Tab": 9, "Enter": 13, "Escape": 27, " ": 32, "ArrowUp": 38, "ArrowDown": 40}
_WRITTEN: Final = {"Enter": "\r", " ": " "}
_SHIFT: Final = 8
_FURTHEST: Final = 150
# The ring may be on the element or, where a whole card is the target, on what it draws over the card.
_STOP: Final = """(() => {
  const at = document.activeElement;
  const ringed = [null, "::after"].some((part) => {
    const style = getComputedStyle(at, part);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  });
  const box = at.getBoundingClientRect();
  const inSight = box.bottom > 0 && box.top < innerHeight;
  return {name: at.outerHTML.slice(0, 120), seen: at !== document.body && ringed && inSight};
})()"""


class Keyboard:
    """Presses keys.

    Attributes:
        unseen: where the focus stopped without anything that shows it.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self.unseen: list[str] = []

    async def press(self, *keys: str, shift: bool = False) -> None:
        """Press and let go of keys, one after the other."""
        for key in keys:
            said = {"key": key, "code": "Space" if key == " " else key, "modifiers": _SHIFT if shift else 0}
            code = _CODES[key]
            pressed = {**said, "windowsVirtualKeyCode": code, "text": _WRITTEN.get(key, "")}
            await self._page.command("Input.dispatchKeyEvent", type="keyDown", **pressed)
            await self._page.command(
                "Input.dispatchKeyEvent", type="keyUp", **said, windowsVirtualKeyCode=code
            )

    async def write(self, text: str) -> None:
        """Type a text."""
        for character in text:
            await self._page.command("Input.dispatchKeyEvent", type="char", text=character)

    async def reach(self, selector: str, *, back: bool = False) -> None:
        """Press Tab until what a selector finds has the focus; note where it could not be seen."""
        for _ in range(_FURTHEST):
            await self.press("Tab", shift=back)
            stop: dict[str, Any] = await self._page.evaluate(_STOP)
            if not stop["seen"]:
                self.unseen.append(stop["name"])
            if await self._page.evaluate(f"document.activeElement.matches({selector!r})"):
                return
        raise AssertionError(selector)

    async def fill(self, fields: dict[str, str]) -> None:
        """Go from one field to the next, and type; fields are named by selectors, in their order."""
        for selector, text in fields.items():
            await self.reach(selector)
            await self.write(text)
