import pytest

from sorbo_core.shared.errors import Invalid
from sorbo_core.shared.media.link import Picture, located
from sorbo_core.shared.validation import check


@pytest.mark.parametrize(
    "link",
    [
        "/",
        "/OH-Route v1.1.rar",
        "/images/été.jpg?v=2#haut",
        "http://example.com",
        "https://example.com:8443/a/b?c=d&e=%20",
        "https://example.com?c=d",
    ],
)
def test_what_a_browser_can_follow_safely_is_a_link(link: str) -> None:
    assert check(Picture(src=link)).src == link


@pytest.mark.parametrize(
    "link",
    [
        "",
        " ",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "ftp://example.com/a",
        "//example.com/a",
        "/\\example.com/a",
        "\\\\example.com",
        "images/a.jpg",
        "https://",
        "https:///a",
        "https://user@example.com/",
        "https://example.com\\@example.org/",
        "https://example.com/a\r\nSet-Cookie: x",
        "/a\n",
        "/a\tb",
        "/\u202egpj.exe",
        "/\u2028a",
        "/\u0085a",
        '/a"onerror="x',
        "/<script>",
        " /a",
        "/" + "x" * 2000,
    ],
)
def test_what_is_no_link_is_refused(link: str) -> None:
    with pytest.raises(Invalid) as refused:
        check(Picture(src=link))
    assert [each.pointer for each in refused.value.violations] == ["/src"]


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("/", "https://www.example.com/"),
        ("/rapport n° 3.pdf", "https://www.example.com/rapport%20n%C2%B0%203.pdf"),
        ("/rapport%20n%C2%B0%203.pdf?a=b#c", "https://www.example.com/rapport%20n%C2%B0%203.pdf?a=b#c"),
        ("https://example.org/été.zip", "https://example.org/%C3%A9t%C3%A9.zip"),
        ("/files/plan.pdf", "https://www.example.com/files/plan.pdf"),
        (f"/files/{'a1' * 16}/é.pdf", f"https://api.example.com/files/{'a1' * 16}/%C3%A9.pdf"),
    ],
)
def test_a_link_leads_to_an_absolute_url_that_is_encoded_once(link: str, url: str) -> None:
    where = {"site_url": "https://www.example.com/page", "files_url": "https://api.example.com"}
    assert located(link, **where) == url
