"""Take an emploi over from the existing site."""

from sorbo_core.recruitment.emploi import EMPLOI, Emploi
from sorbo_core.recruitment.intake.emploi import parse_emploi
from sorbo_core.recruitment.ports import Emplois
from sorbo_core.shared.intake.use_cases.take_over import TakeOver
from sorbo_core.shared.ports import Clock, Ids


class ImportEmploi(TakeOver[Emploi]):
    """Take one record of the existing job offers over, as `TakeOver` does."""

    def __init__(self, *, emplois: Emplois, ids: Ids, clock: Clock) -> None:
        super().__init__(noun=EMPLOI, entries=emplois, parse=parse_emploi, ids=ids, clock=clock)
