"""What recruitment refuses."""

from sorbo_core.shared.errors import Conflict, Invalid, NotFound


class EmploiNotFound(NotFound):
    """No such job offer, or not one that this actor sees."""

    code = "emploi_not_found"


class SalaryReversed(Invalid):
    """The lowest salary is higher than the highest."""

    code = "salary_reversed"


class CandidatureNotFound(NotFound):
    """No such candidature."""

    code = "candidature_not_found"


class CandidaturesClosed(Conflict):
    """The job offer takes no candidatures any more: its last day is over."""

    code = "candidatures_closed"


class CvNotFound(NotFound):
    """No file was sent with the candidature, or it is gone."""

    code = "cv_not_found"


class AlreadyApplied(Conflict):
    """This address has applied for this job; visitors are never told."""

    code = "already_applied"


class CandidatureMoveRefused(Conflict):
    """A candidature does not go from its present state to that one."""

    code = "candidature_move_refused"


class ReasonMissing(Invalid):
    """A candidature is not refused without a reason."""

    code = "reason_missing"


class NothingToTell(Invalid):
    """A move of which there is no mail."""

    code = "nothing_to_tell"
