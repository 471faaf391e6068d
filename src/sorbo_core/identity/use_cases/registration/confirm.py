"""Open the account that one registered for."""

from typing import ClassVar

from sorbo_core.identity.events import LinkPurpose
from sorbo_core.identity.use_cases.link.open_compte import OpenByLink


class ConfirmRegistration(OpenByLink):
    """Open a visitor's account with the token from the mail, a name and a password. Then log in.

    The token is good once, for an hour. The password is chosen here, by who reads the mail: who only
    typed the address never has it.

    Raises:
        AccessLinkNotValid: the token is not whole, was used, or has run out.
        Invalid: the name is not accepted.
        PasswordTooWeak: the password breaks a rule; the token stays good.
        EmailTaken: the address got an account since.
        Unavailable: too many passwords wait to be hashed.
    """

    purpose: ClassVar = LinkPurpose.REGISTRATION
