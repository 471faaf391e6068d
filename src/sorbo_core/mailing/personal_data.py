"""What is kept of addresses that get no more mails."""

import asyncio
from datetime import datetime

import msgspec

from sorbo_core.mailing.ports import Suppressions
from sorbo_core.mailing.suppression import Suppression
from sorbo_core.shared.personal.blank import ERASED, pseudonym_of
from sorbo_core.shared.personal.holding import Category, Holding, Kept
from sorbo_core.shared.personal.ports import Erased, Person, PersonalData, Record

AS_A_DIGEST = "address_suppressed"
"""Why a digest of an erased address is kept."""

SUPPRESSIONS_HELD = Holding(
    name="suppressions",
    holds=Suppression,
    about="Send nothing to who cannot be reached, or does not want it",
    personal={"address": Category.CONTACT, "reason": Category.CONTACT},
    plain=("since",),
    kept=(
        Kept(
            days=None,
            text="until somebody lifts it",
            source="GDPR art. 21(3): who objects to mails must stay known",
        ),
    ),
    erasure=f"a digest stays in place of the address, without the reason (`{AS_A_DIGEST}`)",
)


class SuppressionsHeld(PersonalData):
    """The suppression of a person's address, which goes on under its pseudonym."""

    def __init__(self, *, suppressions: Suppressions) -> None:
        self._suppressions = suppressions

    async def held(self, person: Person) -> tuple[Record, ...]:
        """Return them, as `PersonalData.held` promises."""
        found = await self._suppressions.find(person.address)
        if found is None:
            return ()
        return (Record(id=found.address, data=msgspec.to_builtins(found)),)

    async def erase(self, person: Person, *, at: datetime) -> Erased:  # noqa: ARG002 — nothing here is dated by it
        """Erase them, as `PersonalData.erase` promises."""
        found = await self._suppressions.find(person.address)
        if found is None:
            return Erased()
        # First the pseudonym: at no moment may the address have mails.
        hidden = Suppression(address=pseudonym_of(person.address), reason=ERASED, since=found.since)
        await self._suppressions.add(hidden)
        await self._suppressions.lift(person.address)
        return Erased(blanked=1, kept=(AS_A_DIGEST,))

    async def expire(self, *, at: datetime) -> int:  # noqa: ARG002 — nothing here expires
        """Let go of those whose period is over."""
        return 0


async def suppression_of(suppressions: Suppressions, address: str) -> Suppression | None:
    """Return why an address gets no more mails, also where its holder had it erased."""
    # At once, so that a store may answer both with one question.
    plain, hidden = await asyncio.gather(suppressions.find(address), suppressions.find(pseudonym_of(address)))
    return plain or hidden
