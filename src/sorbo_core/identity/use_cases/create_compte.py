"""Open an account."""

from sorbo_core.identity.compte import Compte
from sorbo_core.identity.password import PasswordRules
from sorbo_core.identity.permissions import Role
from sorbo_core.identity.ports import Comptes, PasswordHasher
from sorbo_core.shared.email_address import parse_email
from sorbo_core.shared.ports import Clock, Ids


class CreateCompte:
    """Open an account. The operator does this from the command line.

    Raises:
        Invalid: the address or the name breaks its rule.
        PasswordTooWeak: the password breaks a rule.
        EmailTaken: another account has this address.
    """

    def __init__(
        self, *, comptes: Comptes, hasher: PasswordHasher, rules: PasswordRules, ids: Ids, clock: Clock
    ) -> None:
        self._comptes = comptes
        self._rules = rules
        self._hasher = hasher
        self._ids = ids
        self._clock = clock

    async def __call__(self, *, email: str, name: str, password: str, role: Role) -> Compte:
        address = parse_email(email)
        accepted = self._rules.accept(password, holder=(name, address))
        password_hash = await self._hasher.hash(accepted)
        compte = Compte.opened(
            id=self._ids.new(),
            email=address,
            name=name,
            role=role,
            password_hash=password_hash,
            at=self._clock.now(),
        )
        return await self._comptes.add(compte)
