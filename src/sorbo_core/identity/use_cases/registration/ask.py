"""Register on the site."""

from typing import ClassVar

from sorbo_core.identity.events import LinkPurpose
from sorbo_core.identity.use_cases.link.ask import AskForLink


class AskToRegister(AskForLink):
    """Ask for a visitor's account. What follows goes by mail to the address.

    The answer, and the work behind it, is the same whether the address has an account or not. The
    mail has a link, good once and for an hour, to the page on which its reader chooses a name and a
    password; who has an account is told so. Asking again sends another mail, three an hour at most.

    Raises:
        Invalid: the address is none.
    """

    purpose: ClassVar = LinkPurpose.REGISTRATION
