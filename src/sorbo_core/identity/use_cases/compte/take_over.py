"""Take an account over from the existing site."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

import msgspec

from sorbo_core.identity.compte import Compte
from sorbo_core.identity.errors import CompteNotFound, EmailTaken
from sorbo_core.identity.intake.account_record import AccountSaid
from sorbo_core.identity.ports import Comptes
from sorbo_core.shared.actor import ActorKind
from sorbo_core.shared.errors import AlreadyExists, Violation
from sorbo_core.shared.intake.outcome import Outcome
from sorbo_core.shared.intake.people import id_of
from sorbo_core.shared.intake.taken import Importer, Taken
from sorbo_core.shared.ports import Clock


class TakeOverCompte(Importer):
    """Take one account of the existing site over. The operator does this from the command line.

    Its holder has the role that the record gives, the old password as long as old passwords count,
    and no second factor. Who could not log in there cannot here. Nobody is told. An account that was
    taken over before, or that has the address already, stays as it is, whatever the record says.

    Args:
        kind: what the records are called in their source.
        parse: reads one.
        comptes: all accounts.
        claimed: addresses that this run has given away, as a dry run does not write them down.
        clock: tells the time.

    Raises:
        Invalid: the record cannot be used; each violation points at the record's own key.
    """

    def __init__(
        self,
        *,
        kind: str,
        parse: Callable[[object], AccountSaid],
        comptes: Comptes,
        claimed: set[str],
        clock: Clock,
    ) -> None:
        self._kind = kind
        self._parse = parse
        self._comptes = comptes
        self._claimed = claimed
        self._clock = clock

    async def __call__(self, *, record: object, dry_run: bool = False) -> Taken:
        said = self._parse(record)
        compte = _opened(said, id_of(self._kind, said.key), self._clock.now())
        while (there := await self._there(said, compte.id)) is None:
            with suppress(AlreadyExists, EmailTaken):  # somebody else was faster: it is there by now
                if not dry_run:
                    await self._comptes.add(compte)
                self._claimed.add(said.email)
                return Taken(outcome=Outcome.CREATED, notes=said.notes)
        return there

    def key_of(self, record: object) -> str:
        return self._parse(record).key

    async def _there(self, said: AccountSaid, id: str) -> Taken | None:
        """Tell of the account that is there already; None where there is none."""
        try:
            await self._comptes.get(id)
        except CompteNotFound:
            if said.email not in self._claimed and await self._comptes.by_email(said.email) is None:
                return None
            return Taken(outcome=Outcome.UNCHANGED, notes=(Violation("/email", "email_taken"),))
        return Taken(outcome=Outcome.UNCHANGED, notes=said.notes)


def _opened(said: AccountSaid, id: str, now: datetime) -> Compte:
    opened = Compte.opened(
        id=id, email=said.email, name=said.name, role=said.role, password_hash=said.password_hash, at=now
    )
    changed_at = said.password_changed_at
    dated = msgspec.structs.replace(
        opened,
        created_at=min(said.created_at or now, now),
        password_changed_at=changed_at if changed_at is not None and changed_at <= now else None,
    )
    return dated if said.active else dated.deactivate(by=ActorKind.OPERATOR, at=now)
