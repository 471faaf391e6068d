"""What a second factor refuses."""

from sorbo_core.shared.errors import Conflict, Forbidden, Invalid, NotFound, Unauthenticated


class SecondFactorRequired(Forbidden):
    """This role needs a second factor: until it is set up, its sessions may do nothing else."""

    code = "second_factor_required"


class LoginTicketInvalid(Unauthenticated):
    """The login was begun too long ago, was completed, or the account has changed since."""

    code = "invalid_login_ticket"


class CodeRefused(Unauthenticated):
    """The code of the second step of a login is wrong, was used before, or is too old."""

    code = "code_refused"


class WrongCode(Invalid):
    """The code, asked for before a change, is wrong, was used before, or is too old."""

    code = "wrong_code"


class NoSecondFactor(NotFound):
    """The account has no second factor."""

    code = "no_second_factor"


class EnrolmentNotBegun(Conflict):
    """No second factor is being set up, or it was begun too long ago."""

    code = "enrolment_not_begun"


class SecondFactorMandatory(Conflict):
    """The role asks for a second factor: it can be renewed, not done without."""

    code = "second_factor_mandatory"
