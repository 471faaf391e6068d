"""Read one emploi."""

from sorbo_core.recruitment.emploi import EMPLOI
from sorbo_core.recruitment.ports import Candidatures, Emplois
from sorbo_core.recruitment.use_cases.emploi.sheets import EmploiSheet, Sheets
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.ports import Clock
from sorbo_core.shared.publication.use_cases.read import Read


class ReadEmploi:
    """Read one emploi by its slug, by one that it had before, or by its id.

    It is `actif` up to its deadline and `expire` from the day after. Visitors find published ones
    only, and no salary that is not shown; staff who may read drafts find all of them, and how many
    candidatures each has.

    Raises:
        EmploiNotFound: there is none with this slug or id that the actor may see.
    """

    def __init__(self, *, emplois: Emplois, candidatures: Candidatures, clock: Clock) -> None:
        self._read = Read(noun=EMPLOI, entries=emplois, clock=clock)
        self._sheets = Sheets(candidatures=candidatures, clock=clock)

    async def __call__(self, *, actor: Actor, key: str) -> EmploiSheet:
        (sheet,) = await self._sheets.of(actor, [await self._read(actor=actor, key=key)])
        return sheet
