"""Take a formation over from the company's existing catalogue."""

from sorbo_core.catalogue.formation import FORMATION, Formation
from sorbo_core.catalogue.intake.source_record import parse_record
from sorbo_core.catalogue.ports import Formations
from sorbo_core.shared.ports import Clock, Ids
from sorbo_core.shared.publication.use_cases.take_over import TakeOver


class ImportFormation(TakeOver[Formation]):
    """Take one record of the existing catalogue over, as `TakeOver` does."""

    def __init__(self, *, formations: Formations, ids: Ids, clock: Clock) -> None:
        super().__init__(noun=FORMATION, entries=formations, parse=parse_record, ids=ids, clock=clock)
