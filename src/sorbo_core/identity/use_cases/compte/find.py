"""Find an account by its address, for the operator."""

from sorbo_core.identity.compte import Compte
from sorbo_core.identity.errors import CompteNotFound
from sorbo_core.identity.ports import Comptes
from sorbo_core.shared.email_address import parse_email


async def compte_with(comptes: Comptes, email: str) -> Compte:
    """Return the account with this address.

    Raises:
        Invalid: it is no address.
        CompteNotFound: no account has it.
    """
    compte = await comptes.by_email(parse_email(email))
    if compte is None:
        raise CompteNotFound
    return compte
