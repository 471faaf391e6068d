"""Take a logiciel over from the existing site."""

import msgspec

from sorbo_core.catalogue.intake.logiciel import parse_logiciel
from sorbo_core.catalogue.logiciel import LOGICIEL, Logiciel, LogicielDetails
from sorbo_core.catalogue.ports import Logiciels
from sorbo_core.shared.intake.use_cases.take_over import TakeOver
from sorbo_core.shared.ports import Clock, Ids


class ImportLogiciel(TakeOver[Logiciel]):
    """Take one record of the existing software list over, as `TakeOver` does.

    What its page said (`ImportLogicielPage`) stays.
    """

    def __init__(self, *, logiciels: Logiciels, ids: Ids, clock: Clock) -> None:
        super().__init__(noun=LOGICIEL, entries=logiciels, parse=parse_logiciel, ids=ids, clock=clock)

    def _onto(self, entry: Logiciel, details: LogicielDetails) -> LogicielDetails:
        if entry.page_source is None:
            return details
        said = entry.details
        return msgspec.structs.replace(
            details, content=said.content, download=details.download or said.download
        )
