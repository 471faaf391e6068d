"""What identity refuses."""

from sorbo_core.shared.errors import Conflict, Forbidden, Invalid, NotFound, Unauthenticated


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
    """The access token or the API key is not one of ours, has expired or was revoked."""

    code = "invalid_token"


class PasswordTooWeak(Invalid):
    """The password is too short, too long, or among the first that are tried; the violation says which."""

    code = "password_too_weak"


class WrongPassword(Invalid):
    """The present password, asked for once more before a change, is another one."""

    code = "wrong_password"


class RoleReserved(Forbidden):
    """Super-admins alone decide about admins and super-admins."""

    code = "role_reserved"


class OwnCompte(Forbidden):
    """Nobody changes the role or the state of their own account."""

    code = "own_compte"


class LastSuperAdmin(Conflict):
    """No active super-admin would be left."""

    code = "last_super_admin"


class CompteErased(Conflict):
    """The account was erased: nobody has it any more."""

    code = "compte_erased"


class InvitationNotFound(NotFound):
    """No such invitation."""

    code = "invitation_not_found"


class InvitationEnded(Conflict):
    """The invitation was accepted or withdrawn."""

    code = "invitation_ended"


class AccessLinkNotFound(NotFound):
    """No such link."""

    code = "access_link_not_found"


class AccessLinkNotValid(NotFound):
    """The link of a mail is not whole, is for something else, was used, or has run out."""

    code = "access_link_not_valid"
