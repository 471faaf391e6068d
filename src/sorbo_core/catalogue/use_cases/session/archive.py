"""Archive a session."""

from sorbo_core.catalogue.ports import Sessions
from sorbo_core.catalogue.session import SESSION, Session
from sorbo_core.shared.ports import Clock
from sorbo_core.shared.publication.use_cases.archive import Archive


class ArchiveSession(Archive[Session]):
    """Hide a session from visitors and keep it; it can be published again.

    Raises:
        Unauthenticated, Forbidden: the actor may not write the catalogue.
        SessionNotFound: there is none with this id.
        Stale: somebody changed it since.
        NotArchivable: it is archived already.
    """

    def __init__(self, *, sessions: Sessions, clock: Clock) -> None:
        super().__init__(noun=SESSION, entries=sessions, clock=clock)
