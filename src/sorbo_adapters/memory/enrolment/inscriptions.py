"""Inscriptions in memory."""

from sorbo_adapters.memory.store.collection import MemoryCollection
from sorbo_core.catalogue.enrolment.errors import InscriptionNotFound
from sorbo_core.catalogue.enrolment.inscription import Inscription
from sorbo_core.catalogue.enrolment.place import CERTAIN
from sorbo_core.catalogue.enrolment.ports import Inscriptions, Takings
from sorbo_core.shared.figures.period import Period
from sorbo_core.shared.money import Currency


class MemoryInscriptions(MemoryCollection[Inscription], Inscriptions):
    """Inscriptions in memory."""

    def __init__(self) -> None:
        super().__init__("inscriptions", Inscription, missing=InscriptionNotFound)

    async def takings(self, period: Period) -> tuple[Takings, ...]:
        amounts: dict[tuple[str, str], list[int]] = {}
        for each in map(self._decoded, self._documents.values()):
            at = each.confirmed_at
            if each.state in CERTAIN and at is not None and period.start <= at <= period.end:
                key = (f"{at:%Y-%m}", each.price.currency if each.price else "")
                amounts.setdefault(key, []).append(each.price.amount * each.people if each.price else 0)
        return tuple(
            Takings(
                month=month,
                currency=Currency(currency) if currency else None,
                inscriptions=len(some),
                amount=sum(some),
            )
            for (month, currency), some in sorted(amounts.items())
        )
