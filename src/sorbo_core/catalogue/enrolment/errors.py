"""What enrolment refuses."""

from sorbo_core.shared.errors import Conflict, Invalid, NotFound


class InscriptionNotFound(NotFound):
    """No such inscription, or not with this token."""

    code = "inscription_not_found"


class RegisterNotFound(NotFound):
    """The session has no register yet."""

    code = "register_not_found"


class InscriptionsClosed(Conflict):
    """The session takes no inscriptions: it is not shown, does not take place, or has begun."""

    code = "inscriptions_closed"


class GroupTooLarge(Conflict):
    """More people than the session has seats: they could wait for ever."""

    code = "group_too_large"


class WaitingLineFull(Conflict):
    """So many wait already that the session takes no more."""

    code = "waiting_line_full"


class SeatsTaken(Conflict):
    """A session cannot have fewer seats than are taken, or than a waiting group needs."""

    code = "seats_taken"


class InscriptionEnded(Conflict):
    """The inscription is `annulee`: enrol again."""

    code = "inscription_ended"


class NoSeatHeld(Conflict):
    """The inscription is not in a state in which this can be done."""

    code = "no_seat_held"


class AlreadyPresent(Conflict):
    """Who took part can no longer be taken off."""

    code = "already_present"


class SessionNotBegun(Conflict):
    """Nobody can be present before the session's first day."""

    code = "session_not_begun"


class ParticipantRepeated(Invalid):
    """A group names the same e-mail address twice."""

    code = "participant_repeated"
