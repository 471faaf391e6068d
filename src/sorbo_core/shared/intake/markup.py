"""Texts that hold HTML, as the plain text that our fields hold."""

import re
from html.parser import HTMLParser

_TAGS = (
    "a|abbr|article|audio|b|blockquote|br|button|code|div|em|embed|figcaption|figure|font|footer|form|h[1-6]|header|hr|i|"
    "iframe|img|input|label|li|link|main|meta|nav|object|ol|p|pre|s|script|section|small|span|strong|style|sub|sup|svg|"
    "table|tbody|td|template|textarea|th|thead|title|tr|u|ul|video"
)
_MARKUP = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*|/)?>|<!--", re.IGNORECASE)
# What the parser of the standard library stumbles over, and nobody reads.
_UNREAD = re.compile(r"<!--.*?(?:-->|\Z)|<[!?][^>]*(?:>|\Z)", re.DOTALL)
_SILENT = frozenset(
    {"embed", "iframe", "noscript", "object", "script", "style", "svg", "template", "textarea", "title"}
)
_ENDLESS = frozenset({"embed"})
_BLOCKS = frozenset(
    {
        "article",
        "blockquote",
        "div",
        "figure",
        "footer",
        "form",
        "header",
        "hr",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
    }
    | {"section", "table", "ul", *(f"h{n}" for n in range(1, 7))}
)
_ROWS = frozenset({"br", "li", "tr"})


def has_markup(text: str) -> bool:
    """Tell whether there are tags of HTML in a text ("a < b" has none)."""
    return _MARKUP.search(text) is not None


def plain_text(markup: str) -> str:
    """Return what people read of HTML: paragraphs apart by a blank line, items of lists with a dash.

    Nothing that a browser runs or loads is left: the content of scripts, styles and frames is dropped,
    and so are links and pictures.
    """
    reader = _Words()
    reader.feed(_UNREAD.sub("", markup))
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.words).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def without_markup(text: str) -> str:
    """Return a text as people read it, whether it holds HTML or not."""
    return plain_text(text) if has_markup(text) else text


class _Words(HTMLParser):
    """Collects the text of a document, with line ends where blocks and rows begin and end."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 — attributes say nothing
        if tag in _SILENT - _ENDLESS:
            self._silent.append(tag)
        self._apart(tag)
        if tag == "li" and not self._silent:
            self.words.append("- ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 — idem
        self._apart(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._silent:
            del self._silent[self._silent.index(tag) :]
        if tag not in _ROWS:
            self._apart(tag)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            # Line ends of the markup mean nothing; those of `_apart` do.
            self.words.append(re.sub(r"\s+", " ", data))

    def _apart(self, tag: str) -> None:
        if not self._silent and tag in _BLOCKS | _ROWS:
            self.words.append("\n\n" if tag in _BLOCKS else "\n")
