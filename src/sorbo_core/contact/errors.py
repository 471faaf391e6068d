"""What contact refuses."""

from sorbo_core.shared.errors import Conflict, Invalid, NotFound


class DemandeNotFound(NotFound):
    """No such request."""

    code = "demande_not_found"


class AlreadyReceived(Conflict):
    """The same has been asked a moment ago; visitors are never told."""

    code = "already_received"


class MoveRefused(Conflict):
    """A request does not go from its present state to that one."""

    code = "move_refused"


class AssigneeUnknown(Invalid):
    """Nobody on the staff has this account."""

    code = "assignee_unknown"
