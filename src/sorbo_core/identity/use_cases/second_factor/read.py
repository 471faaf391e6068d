"""Read whether one has a second factor."""

from collections.abc import Collection
from datetime import datetime

import msgspec

from sorbo_core.identity.permissions import RESERVED, Role
from sorbo_core.identity.ports import Comptes
from sorbo_core.identity.use_cases.compte.own import own_compte
from sorbo_core.shared.actor import Actor


class SecondFactorState(msgspec.Struct, frozen=True, kw_only=True):
    """Whether an account has a second factor, and has to."""

    since: datetime | None
    mandatory: bool
    recovery_codes_left: int


class ReadOwnSecondFactor:
    """Read whether one has a second factor, has to have one, and how many recovery codes are left.

    Raises:
        Unauthenticated: a visitor asks.
        TokenInvalid: the account has gone or is no longer active.
    """

    def __init__(self, *, comptes: Comptes, obliged: Collection[Role] = RESERVED) -> None:
        self._comptes = comptes
        self._obliged = frozenset(obliged)

    async def __call__(self, *, actor: Actor) -> SecondFactorState:
        compte = await own_compte(self._comptes, actor)
        factor = compte.second_factor
        return SecondFactorState(
            since=factor.since if factor else None,
            mandatory=compte.role in self._obliged,
            recovery_codes_left=len(factor.recovery) if factor else 0,
        )
