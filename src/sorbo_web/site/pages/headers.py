"""Headers that pages can live with, and nothing beyond."""

from typing import Final

from sorbo_web.middleware.layer import Headers

# Their scripts and handlers are inline, and they load fonts, icons, maps and libraries from elsewhere; one
# page may be on another port of the developer's machine than the API that it calls.
_LOCAL: Final = " http://localhost:* http://127.0.0.1:*"
_POLICY: Final = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' https:; style-src 'self' 'unsafe-inline' https:; "
    "img-src 'self' data: blob: https:; font-src 'self' data: https:; media-src 'self' https:; "
    "connect-src 'self' https:{local}; frame-src 'self' https:; worker-src 'self'; manifest-src 'self'; "
    "object-src 'none'; base-uri 'self'; form-action 'self' https: mailto:; frame-ancestors 'self'"
)


def pages_headers(*, https: bool) -> Headers:
    """Return what every page and file is sent with, in place of what the API says of the same."""
    policy = _POLICY.format(local="" if https else _LOCAL)
    return (
        (b"content-security-policy", policy.encode()),
        (b"referrer-policy", b"strict-origin-when-cross-origin"),
        # Pictures from elsewhere do not say who may embed them, and ours may be in mails.
        (b"cross-origin-embedder-policy", b"unsafe-none"),
        (b"cross-origin-resource-policy", b"cross-origin"),
        (b"cross-origin-opener-policy", b"same-origin-allow-popups"),
    )


_STRICT: Final = (
    "default-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)


def strict_headers() -> Headers:
    """Return what pages are sent with whose scripts and styles are all files of their own."""
    return ((b"content-security-policy", _STRICT.encode()),)
