"""The authenticator of somebody, and how it is set up and used over HTTP."""

from typing import Any

import httpx
import pyotp

from sorbo_adapters.memory.system import FixedClock
from support.api import PASSWORD

LOGIN = "/api/v1/auth/login"
CODE, FACTOR = f"{LOGIN}/second-factor", "/api/v1/auth/me/second-factor"
CONFIRM, DISABLE = f"{FACTOR}/confirm", f"{FACTOR}/disable"


class Authenticator:
    """Shows the codes of a secret, by the clock of the application."""

    def __init__(self, secret: str, clock: FixedClock) -> None:
        self._codes = pyotp.TOTP(secret)
        self._clock = clock

    def code(self, *, step: int = 0) -> str:
        """Return the code of now, or of so many steps of thirty seconds later."""
        return str(self._codes.at(int(self._clock.now().timestamp()) + 30 * step))


async def enrol(client: httpx.AsyncClient, clock: FixedClock, **more: Any) -> tuple[Authenticator, list[str]]:
    """Set a second factor up; return what shows its codes, and the recovery codes."""
    begun = await client.post(FACTOR, json={"currentPassword": PASSWORD, **more})
    assert begun.status_code == httpx.codes.OK, begun.text
    authenticator = Authenticator(begun.json()["secret"], clock)
    confirmed = await client.post(CONFIRM, json={"code": authenticator.code()})
    assert confirmed.status_code == httpx.codes.OK, confirmed.text
    return authenticator, confirmed.json()["recoveryCodes"]


async def ticket_of(client: httpx.AsyncClient, email: str) -> str:
    """Give the password, and return the ticket to give a code with."""
    begun = await client.post(LOGIN, json={"email": email, "password": PASSWORD})
    assert begun.status_code == httpx.codes.OK, begun.text
    assert begun.json()["status"] == "second_factor_needed"
    return str(begun.json()["ticket"])
