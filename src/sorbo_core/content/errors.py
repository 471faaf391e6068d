"""What the site's content refuses."""

from sorbo_core.shared.errors import NotFound


class ActualiteNotFound(NotFound):
    """No such actualite, or not one that this actor sees."""

    code = "actualite_not_found"


class PublicationNotFound(NotFound):
    """No such publication, or not one that this actor sees."""

    code = "publication_not_found"
