"""What reviews refuse."""

from sorbo_core.shared.errors import Conflict, NotFound


class AvisNotFound(NotFound):
    """No such avis."""

    code = "avis_not_found"


class AvisRepeated(Conflict):
    """Somebody with this address has given an avis on this before; visitors are not told."""

    code = "avis_repeated"
