"""What the HTTP Observatory gives for the headers of an answer: its rules, as far as an API meets them.

It begins at 100; bonuses count only where penalties leave 90. Redirects from port 80 and cookies are left
out.
"""

from collections.abc import Mapping

_BASE, _BONUS_FROM = 100, 90
_HALF_A_YEAR = 15_768_000


def score(headers: Mapping[str, str]) -> int:
    """Return the score of an answer; names of headers in lower case."""
    policy = directives(headers.get("content-security-policy", ""))
    parts = (
        _policy(policy),
        _transport(headers.get("strict-transport-security", "")),
        _framing(policy, headers.get("x-frame-options", "")),
        0 if headers.get("x-content-type-options") == "nosniff" else -5,
        _origins(headers),
        5 if headers.get("referrer-policy") in {"no-referrer", "same-origin", "strict-origin"} else 0,
        10 if headers.get("cross-origin-resource-policy") in {"same-origin", "same-site"} else 0,
        10 if headers.get("cross-origin-opener-policy") == "same-origin" else 0,
        10 if headers.get("cross-origin-embedder-policy") == "require-corp" else 0,
    )
    total = _BASE + sum(part for part in parts if part < 0)
    return total + sum(part for part in parts if part > 0) if total >= _BONUS_FROM else total


def directives(policy: str) -> dict[str, list[str]]:
    """Return a Content-Security-Policy by directive."""
    words = [part.split() for part in policy.split(";") if part.strip()]
    return {name.lower(): values for name, *values in words}


def _policy(policy: Mapping[str, list[str]]) -> int:
    if not policy:
        return -25
    scripts = policy.get("script-src", policy.get("default-src", ["*"]))
    styles = policy.get("style-src", policy.get("default-src", ["*"]))
    if "'unsafe-inline'" in scripts or "*" in scripts or "data:" in scripts:
        return -20
    if "'unsafe-eval'" in scripts:
        return -10
    if "'unsafe-inline'" in styles:
        return 0
    return 10 if policy.get("default-src") == ["'none'"] else 5


def _transport(field: str) -> int:
    ages = [
        part.partition("=")[2] for part in field.lower().split(";") if part.strip().startswith("max-age=")
    ]
    if not ages:
        return -20
    return 0 if int(ages[0]) >= _HALF_A_YEAR else -10


def _framing(policy: Mapping[str, list[str]], options: str) -> int:
    if policy.get("frame-ancestors") == ["'none'"]:
        return 5
    return 0 if options.upper() in {"DENY", "SAMEORIGIN"} else -20


def _origins(headers: Mapping[str, str]) -> int:
    anybody = headers.get("access-control-allow-origin") == "*"
    return -50 if anybody and headers.get("access-control-allow-credentials") == "true" else 0
