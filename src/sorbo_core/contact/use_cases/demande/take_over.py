"""Take a request over from the existing site."""

from contextlib import suppress

from sorbo_core.contact.demande import Demande
from sorbo_core.contact.errors import DemandeNotFound
from sorbo_core.contact.intake.demande_record import parse_demande
from sorbo_core.contact.ports import Demandes
from sorbo_core.shared.errors import AlreadyExists
from sorbo_core.shared.intake.outcome import Outcome
from sorbo_core.shared.intake.people import id_of
from sorbo_core.shared.intake.taken import Importer, Taken
from sorbo_core.shared.ports import Clock

_KIND = "contacts"


class TakeOverDemande(Importer):
    """Take one request that was sent to the existing site over. The operator does this from the command line.

    It is as old here as there, and as far along; nobody gets a mail or a notification. One that was
    taken over before stays as it is, whatever the record says: staff go on with it here.

    Raises:
        Invalid: the record cannot be used; each violation points at the record's own key.
    """

    def __init__(self, *, demandes: Demandes, clock: Clock) -> None:
        self._demandes = demandes
        self._clock = clock

    async def __call__(self, *, record: object, dry_run: bool = False) -> Taken:
        said = parse_demande(record)
        demande = said.demande(id_of(_KIND, said.key), at=self._clock.now())
        outcome = Outcome.UNCHANGED
        if not await self._is_there(demande):
            outcome = Outcome.CREATED
            if not dry_run:
                outcome = await self._added(demande)
        return Taken(outcome=outcome, aside=said.below, notes=said.notes)

    def key_of(self, record: object) -> str:
        return parse_demande(record).key

    async def _is_there(self, demande: Demande) -> bool:
        with suppress(DemandeNotFound):
            await self._demandes.get(demande.id)
            return True
        return False

    async def _added(self, demande: Demande) -> Outcome:
        try:
            await self._demandes.add(demande)
        except AlreadyExists:  # another import was faster
            return Outcome.UNCHANGED
        return Outcome.CREATED
