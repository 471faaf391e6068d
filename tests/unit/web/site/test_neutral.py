"""Whatever an entry says, the existing pages can only show it."""

import json
import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sorbo_web.site.neutral import Address, Name, Prose, neutral

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    "');alert(1);//",
    "\\');alert(1);//",
    "\\",
    "&#39;);alert(1);//",
    "&apos;);alert(1);//",
    "&lt;script&gt;",
    "a\nb\r\nc\u2028d\u2029e",
    "`${alert(1)}`",
    "]]><script>",
    "--><script>",
    "</textarea><script>",
    "\ud800",
    "\x00<b>",
)
ADDRESSES = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    " javascript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "//evil.example/",
    "/\\evil.example/",
    "\\\\evil.example",
    "/&#47;evil.example/",
    "/&sol;evil.example/",
    "https://",
    "https://user@evil.example",
    "mailto:x@example.com",
    'https://example.com/"onclick="alert(1)',
    "/a'b\"c<d>",
    "relative/path",
    "",
)
TEXTS = st.one_of(st.text(), st.sampled_from(HOSTILE), st.builds("".join, st.lists(st.sampled_from(HOSTILE))))
URLS = st.one_of(
    st.text(),
    st.sampled_from(ADDRESSES),
    st.builds("https://example.com/{}".format, st.text()),
    st.builds("/{}".format, st.text()),
)


class _Seen(HTMLParser):
    """What a browser makes of a piece of HTML, attributes resolved."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_comment(self, data: str) -> None:
        self.tags.append((f"!{data}", {}))

    def handle_decl(self, decl: str) -> None:
        self.tags.append((f"!{decl}", {}))

    def handle_pi(self, data: str) -> None:
        self.tags.append((f"?{data}", {}))

    def unknown_decl(self, data: str) -> None:
        self.tags.append((f"!{data}", {}))


@given(TEXTS)
@example("".join(HOSTILE))
def test_no_text_becomes_markup(text: str) -> None:
    for kind in (text, Prose(text)):
        assert _Seen(f"<p>{neutral(kind)}</p>").tags == [("p", {})]


@given(TEXTS)
@pytest.mark.parametrize("quote", ['"', "'"])
def test_no_text_leaves_its_attribute(quote: str, text: str) -> None:
    ((_, attributes),) = _Seen(f"<a title={quote}{neutral(text)}{quote}>").tags
    assert set(attributes) == {"title"}


@given(TEXTS, TEXTS)
def test_no_text_ends_or_breaks_the_argument_of_an_inline_handler(title: str, schedule: str) -> None:
    html = f"<button onclick=\"enrol('{neutral(title)}', '{neutral(schedule)}')\">"
    ((_, attributes),) = _Seen(html).tags
    assert set(attributes) == {"onclick"}
    script = attributes["onclick"] or ""
    # Two arguments, in which nothing ends, escapes or breaks a string of JavaScript.
    assert re.fullmatch(r"enrol\('[^'\\\n\r\u2028\u2029`]*', '[^'\\\n\r\u2028\u2029`]*'\)", script)


@given(URLS)
def test_an_address_is_of_the_web_or_of_the_site_or_empty(text: str) -> None:
    address = neutral(Address(text))
    assert re.fullmatch(r"(https?://[A-Za-z0-9.-]+(:\d+)?([/?#][!-~]*)?|/([^/\\][!-~]*)?)?", address)
    assert not set(address) & set("\"'<>`\\ \n;")
    for quote in ('"', "'"):
        ((_, attributes),) = _Seen(f"<a href={quote}{address}{quote}>").tags
        # What a browser resolves is what was written: no reference hides a scheme or a host.
        assert attributes == {"href": address}


@pytest.mark.parametrize("text", [text for text in ADDRESSES if not re.match(r"https?://e|/[a&]", text)])
def test_an_address_that_leads_elsewhere_is_empty(text: str) -> None:
    assert neutral(Address(text)) == ""


@given(st.text())
def test_an_id_is_letters_digits_and_hyphens(text: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_-]*", neutral(Name(text)))


def test_what_is_harmless_stays_as_it_is() -> None:
    text = "Étude n° 4 : 150 000 FCFA – œuvre (50 %), 🏗"
    assert neutral(text) == text
    assert neutral(Prose("Un\n\nDeux")) == "Un\n\nDeux"
    assert neutral(Address("https://example.com:8443/a/b.pdf?x=1&y=2#z")) == (
        "https://example.com:8443/a/b.pdf?x=1&y=2#z"
    )
    assert (
        neutral(Address("/documents/Trafic n°2 été.pdf"))
        == "/documents/Trafic%20n%C2%B02%20%C3%A9t%C3%A9.pdf"
    )


def test_the_existing_pages_find_the_entities_that_they_expect() -> None:
    assert neutral('<b>"R&D"</b> d\'été') == "&lt;b&gt;&quot;R&amp;D&quot;&lt;/b&gt; d\u2019été"


def test_everything_in_a_value_is_made_harmless_and_written_as_json() -> None:
    value = {
        "a": ("<", {"b": ["'"]}),
        "c": date(2026, 3, 2),
        "d": datetime(2026, 3, 2, 9, tzinfo=UTC),
        "e": 1.5,
    }
    assert json.loads(json.dumps(neutral(value))) == {
        "a": ["&lt;", {"b": ["\u2019"]}],
        "c": "2026-03-02",
        "d": "2026-03-02T09:00:00+00:00",
        "e": 1.5,
    }


def test_what_nobody_has_thought_of_is_not_let_through() -> None:
    with pytest.raises(TypeError):
        neutral({"a": b"<b>"})
