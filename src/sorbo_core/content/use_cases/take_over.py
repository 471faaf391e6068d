"""Take actualites and publications over from the existing site."""

from functools import partial

from sorbo_core.content.actualite import ACTUALITE, Actualite
from sorbo_core.content.intake.actualite import parse_actualite
from sorbo_core.content.intake.publication import parse_publication
from sorbo_core.content.ports import Actualites, Publications
from sorbo_core.content.publication import PUBLICATION, Publication
from sorbo_core.shared.intake.use_cases.take_over import TakeOver
from sorbo_core.shared.ports import Clock, Ids


class ImportActualite(TakeOver[Actualite]):
    """Take one record of the existing news over, as `TakeOver` does.

    Args:
        actualites: where they are kept.
        ids, clock: as `TakeOver` has them.
        company: who signs what has no author.
    """

    def __init__(self, *, actualites: Actualites, ids: Ids, clock: Clock, company: str) -> None:
        parse = partial(parse_actualite, company=company)
        super().__init__(noun=ACTUALITE, entries=actualites, parse=parse, ids=ids, clock=clock)


class ImportPublication(TakeOver[Publication]):
    """Take one record of the existing downloads over, as `TakeOver` does."""

    def __init__(self, *, publications: Publications, ids: Ids, clock: Clock) -> None:
        super().__init__(
            noun=PUBLICATION, entries=publications, parse=parse_publication, ids=ids, clock=clock
        )
