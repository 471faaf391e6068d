"""Erase what is kept of a person."""

from collections.abc import Mapping
from contextlib import suppress

import msgspec

from sorbo_core.privacy.erasure import Erasure, Tally
from sorbo_core.privacy.person import Holders, find_all
from sorbo_core.privacy.ports import Digester, Erasures
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.errors import AlreadyExists
from sorbo_core.shared.personal.ports import Person
from sorbo_core.shared.ports import Clock

_PASSES = 2


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of what was kept, by kind, and why some of it had to stay."""

    reference: str
    erased: Mapping[str, Tally]
    kept: Mapping[str, tuple[str, ...]]


class ErasePersonalData:
    """Erase what is kept under an address, over all areas. It cannot be undone.

    What figures are counted from is blanked, the rest is deleted; seats in sessions to come are given
    up; mails that wait are not sent. An active account stays (`compte_in_use`), and an address that
    must get no mails stays suppressed, as a digest (`address_suppressed`). The answer says what was
    done, by kind. Again, it erases what is new since. One that was cut off goes on where it is asked
    for again.

    Raises:
        Unauthenticated, Forbidden: the actor may not manage personal data.
        Invalid: the address is none.
    """

    def __init__(self, *, holders: Holders, erasures: Erasures, digester: Digester, clock: Clock) -> None:
        self._holders = holders
        self._erasures = erasures
        self._digester = digester
        self._clock = clock

    async def __call__(self, *, actor: Actor, email: str) -> Outcome:
        actor.require(Permission.MANAGE_PERSONAL_DATA)
        person, _ = await find_all(self._holders, email)
        by = actor.known()
        id_, now = self._digester.seal("erased person", person.address), self._clock.now()
        with suppress(AlreadyExists):
            await self._erasures.add(Erasure.opened(id_, at=now))
        await self._erasures.update(id_, lambda current: current.begin(by=by, at=now))
        kept: dict[str, tuple[str, ...]] = {}
        # Twice: work that was under way during the first pass may have left a trace of it.
        for _ in range(_PASSES):
            kept |= await self._pass(id_, person)
        done = await self._erasures.update(id_, lambda current: current.finish(at=now))
        return Outcome(reference=id_, erased=done.tally, kept=kept)

    async def _pass(self, id: str, person: Person) -> dict[str, tuple[str, ...]]:
        # What refers to others goes first: cut off in between, the others are still found.
        now, kept = self._clock.now(), {}
        for kind, holder in reversed(list(self._holders.items())):
            erased = await holder.erase(person, at=now)
            more = Tally(deleted=erased.deleted, blanked=erased.blanked)
            await self._erasures.update(id, lambda current: current.count(kind, more))  # noqa: B023 — called at once
            if erased.kept:
                kept[kind] = erased.kept
        return kept
