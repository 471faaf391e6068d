"""Ask for another password."""

from typing import ClassVar

from sorbo_core.identity.events import LinkPurpose
from sorbo_core.identity.use_cases.link.ask import AskForLink


class AskForPasswordReset(AskForLink):
    """Ask for another password when the present one is forgotten. What follows goes by mail to the address.

    The answer, and the work behind it, is the same whether the address has an account or not. The
    mail goes to active accounts alone; its link is good once and for an hour. Asking again sends
    another mail, three an hour at most.

    Raises:
        Invalid: the address is none.
    """

    purpose: ClassVar = LinkPurpose.PASSWORD_RESET
