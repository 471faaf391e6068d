"""What dead letters hold of people."""

from datetime import datetime, timedelta

import msgspec

from sorbo_core.delivery.dead_letter import DeadLetter
from sorbo_core.delivery.ports import LetterStore
from sorbo_core.shared.personal.holding import Category, Holding, Kept
from sorbo_core.shared.personal.ports import Erased, Person, PersonalData, Record

_KEPT_DAYS = 180

DEAD_LETTERS_HELD = Holding(
    name="dead_letters",
    holds=DeadLetter,
    about="Let staff see what could not be delivered, and deliver it again",
    personal={"event": Category.TRACE, "reason": Category.CONTACT},
    plain=("collection", "handler", "buried_at"),
    kept=(
        Kept(
            days=_KEPT_DAYS,
            since="buried_at",
            text=f"{_KEPT_DAYS} days after it was given up",
            source="GDPR art. 5(1)(e): what nobody requeued by then comes too late for anybody",
        ),
    ),
    erasure="deleted, where it is about what is erased elsewhere: a mail server may name the address",
)


class DeadLettersHeld(PersonalData):
    """Dead letters about what is known to be a person's."""

    def __init__(self, *, letters: LetterStore) -> None:
        self._letters = letters

    async def held(self, person: Person) -> tuple[Record, ...]:
        """Return them, as `PersonalData.held` promises."""
        found = await self._letters.about(person.ids)
        return tuple(Record(id=each.id, data=msgspec.to_builtins(each)) for each in found)

    async def erase(self, person: Person, *, at: datetime) -> Erased:  # noqa: ARG002 — nothing here is dated by it
        """Erase them, as `PersonalData.erase` promises."""
        return Erased(deleted=await self._letters.discard_about(person.ids))

    async def expire(self, *, at: datetime) -> int:
        """Let go of those whose period is over."""
        return await self._letters.forget(before=at - timedelta(days=_KEPT_DAYS))
