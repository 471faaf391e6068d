"""Accept an invitation."""

from typing import ClassVar

from sorbo_core.identity.events import LinkPurpose
from sorbo_core.identity.use_cases.link.open_compte import OpenByLink


class AcceptInvitation(OpenByLink):
    """Open the account that one was invited to, with the token from the mail, a name and a password.

    The token is good once, for an hour; staff can have another one sent. Then log in.

    Raises:
        AccessLinkNotValid: the token is not whole, was used or withdrawn, or has run out.
        Invalid: the name is not accepted.
        PasswordTooWeak: the password breaks a rule; the token stays good.
        EmailTaken: the address got an account since.
        Unavailable: too many passwords wait to be hashed.
    """

    purpose: ClassVar = LinkPurpose.INVITATION
