"""What the catalogue refuses."""

from sorbo_core.shared.errors import Conflict, Invalid, NotFound


class FormationNotFound(NotFound):
    """No such formation, or not one that this actor sees."""

    code = "formation_not_found"


class SessionNotFound(NotFound):
    """No such session, or not one that this actor sees."""

    code = "session_not_found"


class LogicielNotFound(NotFound):
    """No such logiciel, or not one that this actor sees."""

    code = "logiciel_not_found"


class NotDownloadable(Conflict):
    """A logiciel is not available now, or has no link to download it from."""

    code = "not_downloadable"


class PeriodReversed(Invalid):
    """A session ends before it starts."""

    code = "period_reversed"


class FormationNotPublished(Conflict):
    """A session can be published only while its formation is."""

    code = "formation_not_published"
