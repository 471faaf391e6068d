import pytest

from sorbo_core.shared.errors import Invalid
from sorbo_core.shared.media.link import Image
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
    assert check(Image(src=link)).src == link


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
        check(Image(src=link))
    assert [each.pointer for each in refused.value.violations] == ["/src"]
