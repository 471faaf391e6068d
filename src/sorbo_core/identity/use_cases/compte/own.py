"""The account of who asks."""

from sorbo_core.identity.compte import Compte
from sorbo_core.identity.errors import CompteNotFound, TokenInvalid, WrongPassword
from sorbo_core.identity.password import MAX_LENGTH
from sorbo_core.identity.ports import Comptes, PasswordHasher
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.errors import Violation


async def own_compte(comptes: Comptes, actor: Actor) -> Compte:
    """Return the account of who asks.

    Raises:
        Unauthenticated: a visitor asks.
        TokenInvalid: the account has gone or is no longer active.
    """
    try:
        compte = await comptes.get(actor.known())
    except CompteNotFound:
        raise TokenInvalid from None
    if not compte.active:
        raise TokenInvalid
    return compte


async def confirm_password(hasher: PasswordHasher, compte: Compte, password: str) -> None:
    """Return only when this is the password of the account.

    Raises:
        WrongPassword: it is another one; the violation is at `/currentPassword`.
        Unavailable: too many passwords wait to be hashed.
    """
    # Cut before it is hashed, as when somebody logs in.
    if not await hasher.verify(password[: MAX_LENGTH + 1], compte.password_hash):
        raise WrongPassword(Violation("/currentPassword", "wrong_password"))
