"""Who visits, as far as counting visits needs it."""

import re

from litestar.types import HTTPScope

from sorbo_web.middleware.layer import client_address, header

_ROBOT = re.compile(rb"bot\b|bot[/;_-]|crawl|spider|slurp|preview|headless|monitor", re.IGNORECASE)
_MOST_OF_AGENT = 300


def visitor_of(scope: HTTPScope) -> str | None:
    """Return what tells a visitor from others; None for a robot, or where a browser only fetches ahead.

    An address alone does not tell: behind that of a mobile network there are many people.
    """
    agent = (header(scope, b"user-agent") or b"")[:_MOST_OF_AGENT]
    purpose = header(scope, b"sec-purpose") or header(scope, b"purpose") or b""
    if not agent or b"prefetch" in purpose or _ROBOT.search(agent):
        return None
    return f"{client_address(scope)} {agent.decode('latin-1')}"
