"""Take a projet over from the existing site."""

from sorbo_core.portfolio.intake.projet import parse_projet
from sorbo_core.portfolio.ports import Projets
from sorbo_core.portfolio.projet import PROJET, Projet
from sorbo_core.shared.intake.use_cases.take_over import TakeOver
from sorbo_core.shared.ports import Clock, Ids


class ImportProjet(TakeOver[Projet]):
    """Take one record of the existing reference projects over, as `TakeOver` does."""

    def __init__(self, *, projets: Projets, ids: Ids, clock: Clock) -> None:
        super().__init__(noun=PROJET, entries=projets, parse=parse_projet, ids=ids, clock=clock)
