"""Accounts over HTTP on the wired application, and the mails that take links to people."""

import re
from typing import Any

import httpx

from sorbo_adapters.memory.mail import MemoryMailer
from sorbo_core.identity.permissions import Role
from sorbo_core.shared.outgoing.mail import Mail
from support.api import PASSWORD, Api

AUTH, COMPTES, INVITATIONS = "/api/v1/auth", "/api/v1/comptes", "/api/v1/invitations"
ADDRESS, NAME, OTHER = "visiteuse@example.com", "Responsable des travaux", "une toute autre phrase de passe"
_TOKEN = re.compile(r"#jeton=(\S+)")


class Mailed:
    """An application whose mails are kept.

    Attributes:
        api: the application.
    """

    def __init__(self, api: Api) -> None:
        self.api = api
        self._mailer = MemoryMailer()
        api.replace("mailer", self._mailer)

    def reset(self) -> None:
        """Go back to the start: no accounts, no mails."""
        self.api.reset()
        self.api.close_accounts()
        self._mailer.sent.clear()

    async def mails(self) -> list[Mail]:
        """Deliver what waits, and return the mails that left meanwhile."""
        before = len(self._mailer.sent)
        while await self.api.container.delivery.relay_events()():
            pass
        return self._mailer.sent[before:]

    async def token(self) -> str:
        """Deliver what waits, one mail, and return the token of its link."""
        (mail,) = await self.mails()
        return token_in(mail)

    async def registered(self, visitor: httpx.AsyncClient, *, email: str = ADDRESS) -> dict[str, Any]:
        """Open a visitor's account as visitors do, and return it."""
        await ask(visitor, "register", email)
        form = {"token": await self.token(), "name": NAME, "password": PASSWORD}
        opened = await visitor.post(f"{AUTH}/register/confirm", json=form)
        assert opened.status_code == httpx.codes.OK, opened.text
        account: dict[str, Any] = opened.json()
        return account

    async def invited(
        self, staff: httpx.AsyncClient, role: Role = Role.EDITOR, *, email: str = ADDRESS
    ) -> str:
        """Invite somebody, and return the token of the mail."""
        made = await staff.post(INVITATIONS, json={"email": email, "role": role})
        assert made.status_code == httpx.codes.CREATED, made.text
        return await self.token()


async def ask(visitor: httpx.AsyncClient, verb: str, email: str) -> httpx.Response:
    """Ask for a mail: `register` or `password/forgotten`."""
    return await visitor.post(f"{AUTH}/{verb}", json={"email": email})


async def can_log_in(visitor: httpx.AsyncClient, email: str, password: str = PASSWORD) -> bool:
    """Tell whether an address and a password belong to an account in use."""
    answer = await visitor.post(f"{AUTH}/login", json={"email": email, "password": password})
    return answer.status_code == httpx.codes.OK


def token_in(mail: Mail) -> str:
    """Return the token of the link in a mail; it is the same as HTML and as text."""
    (token,) = _TOKEN.findall(mail.content.text)
    assert token in mail.content.html
    return str(token)
