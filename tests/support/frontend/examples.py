"""The examples of docs/frontend.md: what its page holds, and what its script does."""

import re
from pathlib import Path

import msgspec

_DOCUMENT = Path(__file__).parents[3] / "docs" / "frontend.md"
_HEADING = re.compile(r"^#{2,4} (.+)$")
_FENCE = re.compile(r"^```(\w*)$")
_MODULE = re.compile(r"`(\w+\.js)`")


class Example(msgspec.Struct, frozen=True):
    """A script under a heading.

    Attributes:
        heading: what the document calls it.
        html: what the page holds before the script runs.
        js: the script.
    """

    heading: str
    html: str
    js: str

    @property
    def file(self) -> str:
        """The name of its script: a module's own, or one made of the heading."""
        module = _MODULE.match(self.heading)
        return module[1] if module else f"{self.page.removesuffix('.html')}.js"

    @property
    def page(self) -> str:
        """The name of its page."""
        return re.sub(r"\W+", "-", self.heading.lower()).strip("-") + ".html"

    @property
    def is_module(self) -> bool:
        """Whether other examples import it; it has no page of its own."""
        return _MODULE.match(self.heading) is not None


def examples() -> tuple[Example, ...]:
    """Return every example in the order of the document.

    Raises:
        ValueError: two scripts, or two pages, are under one heading.
    """
    found = {"html": dict[str, str](), "js": dict[str, str]()}
    for heading, language, text in _blocks():
        if language in found:
            if heading in found[language]:
                raise ValueError(heading)
            found[language][heading] = text
    return tuple(Example(heading, found["html"].get(heading, ""), js) for heading, js in found["js"].items())


def policy(api: str) -> str:
    """Return the Content-Security-Policy that the document gives to pages, with the API at an origin."""
    (line,) = (text for _, _, text in _blocks() if text.startswith("Content-Security-Policy: "))
    return line.strip().removeprefix("Content-Security-Policy: ").replace("https://api.example.com", api)


def _blocks() -> list[tuple[str, str, str]]:
    """Return the heading, the language and the text of every block of code."""
    blocks, heading, language, block = [], "", None, list[str]()
    for line in _DOCUMENT.read_text(encoding="utf-8").splitlines():
        fence = _FENCE.match(line)
        if language is not None and line == "```":
            blocks.append((heading, language, "\n".join(block) + "\n"))
            language = None
        elif language is not None:
            block.append(line)
        elif fence is not None:
            language, block = fence[1], []
        elif title := _HEADING.match(line):
            heading = title[1]
    return blocks
