"""What privacy refuses."""

from sorbo_core.shared.errors import NotFound


class ErasureNotFound(NotFound):
    """Nobody was erased under this id."""

    code = "erasure_not_found"
