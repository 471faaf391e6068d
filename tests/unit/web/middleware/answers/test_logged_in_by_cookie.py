"""A browser that is logged in gets nothing that is kept for visitors, and leaves nothing for them."""

import pytest

from sorbo_web.api.access.cookies import ACCESS_COOKIE, DEVICE_COOKIE
from sorbo_web.middleware.answers.asked import Asked
from support.asgi import scope_of


@pytest.mark.parametrize(
    "cookie",
    [
        f"{ACCESS_COOKIE}=x",
        f"theme=dark; {ACCESS_COOKIE}=x",
        f" {ACCESS_COOKIE} = x",
        f"{ACCESS_COOKIE}",
        f"a=1;{ACCESS_COOKIE}=;b=2",
    ],
)
def test_a_cookie_of_a_login_makes_a_request_personal(cookie: str) -> None:
    assert Asked(scope_of(headers=[(b"cookie", cookie.encode())])).personal
    assert Asked(scope_of(headers=[(b"cookie", b"a=1"), (b"cookie", cookie.encode())])).personal


@pytest.mark.parametrize("cookie", ["", "theme=dark", f"{DEVICE_COOKIE}=x"])
def test_any_other_cookie_does_not(cookie: str) -> None:
    assert not Asked(scope_of(headers=[(b"cookie", cookie.encode())])).personal
