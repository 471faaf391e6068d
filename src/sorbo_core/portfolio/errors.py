"""What the portfolio refuses."""

from sorbo_core.shared.errors import NotFound


class ProjetNotFound(NotFound):
    """No such projet, or not one that this actor sees."""

    code = "projet_not_found"
