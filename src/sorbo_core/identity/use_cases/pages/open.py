"""Open a session for the pages of the existing site."""

from collections.abc import Collection
from typing import Any

from sorbo_core.identity.compte import Compte
from sorbo_core.identity.permissions import RESERVED, Role
from sorbo_core.identity.second_factor.errors import SecondFactorRequired
from sorbo_core.identity.sessions.login_session import Device, Proof
from sorbo_core.identity.use_cases.session.open import OpenSession, Passes
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.errors import Forbidden

_MANAGING = frozenset(
    {
        Permission.WRITE_CATALOGUE,
        Permission.WRITE_CONTENT,
        Permission.WRITE_PORTFOLIO,
        Permission.WRITE_RECRUITMENT,
    }
)


def manages(actor: Actor) -> bool:
    """Tell whether somebody may change anything that the site shows."""
    return not _MANAGING.isdisjoint(actor.permissions)


class OpenPagesSession(OpenSession):
    """Open a session for somebody who manages what the site shows, and has proven who they are.

    Nothing is opened for anybody else. Who has to have a second factor proves it elsewhere: the pages
    have no field for a code.

    Raises:
        Forbidden: the account manages nothing of the site.
        SecondFactorRequired: its role asks for a second factor.
        WrongCredentials: the account has another password since, or is gone or closed.
        Unavailable: the database does not answer.
    """

    def __init__(self, *, obliged: Collection[Role] = RESERVED, **collaborators: Any) -> None:  # noqa: ANN401 — those of OpenSession
        super().__init__(**collaborators)
        self._obliged = frozenset(obliged)

    async def __call__(self, *, compte: Compte, proofs: tuple[Proof, ...], device: Device) -> Passes:
        if not manages(compte.actor):
            raise Forbidden
        if compte.role in self._obliged:
            raise SecondFactorRequired
        return await super().__call__(compte=compte, proofs=proofs, device=device)
