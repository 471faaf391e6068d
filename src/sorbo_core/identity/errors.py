"""What identity refuses."""

from sorbo_core.shared.errors import Conflict, Invalid, NotFound, Unauthenticated


class CompteNotFound(NotFound):
    """No such account."""

    code = "compte_not_found"


class EmailTaken(Conflict):
    """Another account has this address."""

    code = "email_taken"


class WrongCredentials(Unauthenticated):
    """The address and the password do not belong to an active account; which of them is not said."""

    code = "wrong_credentials"


class TokenInvalid(Unauthenticated):
    """The access token is not one of ours, or has expired."""

    code = "invalid_token"


class PasswordTooWeak(Invalid):
    """The password is too short, too long, or one that everybody tries."""

    code = "password_too_weak"
