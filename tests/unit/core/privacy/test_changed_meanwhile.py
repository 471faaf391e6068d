"""What somebody changes while its period is found to be over."""

from sorbo_adapters.memory.contact import MemoryDemandes
from sorbo_adapters.memory.newsletter.abonnes import MemoryAbonnes
from sorbo_core.contact.demande import Demande, DemandeState
from sorbo_core.contact.newsletter.abonne import Abonne
from sorbo_core.contact.newsletter.personal_data import ABONNES_HELD
from sorbo_core.contact.newsletter.rubrique import Rubrique
from sorbo_core.contact.personal_data import DEMANDES_HELD
from sorbo_core.shared.outgoing.mail import Language
from sorbo_core.shared.personal.entities import EntitiesHeld
from sorbo_core.shared.query import ListQuery, Page
from support.build import abonne, demande, later

LATER = later(days=4 * 365)


class BusyDemandes(MemoryDemandes):
    """Somebody works on a demande right after it was found."""

    async def list(self, query: ListQuery) -> Page[Demande]:
        found = await super().list(query)
        for each in found.items:
            await self.update(each.id, lambda current: current.move(DemandeState.TRAITE, at=LATER))
        return found


class BusyAbonnes(MemoryAbonnes):
    """Somebody asks again right after their subscription was found."""

    async def list(self, query: ListQuery) -> Page[Abonne]:
        found = await super().list(query)
        for each in found.items:
            await self.update(
                each.id, lambda current: current.ask((Rubrique.EMPLOIS,), Language.FR, at=LATER)
            )
        return found


async def test_what_is_blanked_is_not_blanked_then() -> None:
    demandes = BusyDemandes()
    asked = await demandes.add(demande())
    await EntitiesHeld(holding=DEMANDES_HELD, repository=demandes).expire(at=LATER)
    kept = await demandes.get(asked.id)
    assert (kept.erased_at, kept.name) == (None, asked.name)


async def test_what_is_deleted_is_not_deleted_then() -> None:
    abonnes = BusyAbonnes()
    asked = await abonnes.add(abonne())
    await EntitiesHeld(holding=ABONNES_HELD, repository=abonnes).expire(at=LATER)
    assert (await abonnes.get(asked.id)).asks == 2
