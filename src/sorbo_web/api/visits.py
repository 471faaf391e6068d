"""Who visits, as far as counting visits needs it."""

import re

from sorbo_web.api.request import ApiRequest
from sorbo_web.middleware.layer import client_address

_ROBOT = re.compile(r"bot\b|bot[/;_-]|crawl|spider|slurp|preview|headless|monitor", re.IGNORECASE)
_MOST_OF_AGENT = 300


def visitor_of(request: ApiRequest) -> str | None:
    """Return what tells a visitor from others; None for a robot, or where a browser only fetches ahead.

    An address alone does not tell: behind that of a mobile network there are many people.
    """
    headers = request.headers
    agent = headers.get("user-agent", "")[:_MOST_OF_AGENT]
    purpose = headers.get("sec-purpose", headers.get("purpose", ""))
    if not agent or "prefetch" in purpose or _ROBOT.search(agent):
        return None
    return f"{client_address(request.scope)} {agent}"
