"""The staff account of `sorbo dev`."""

from pathlib import Path

import msgspec
import pyotp

from sorbo_core.identity.compte import Compte
from sorbo_core.identity.permissions import Role
from sorbo_core.identity.second_factor.factor import SecondFactor
from sorbo_web.cli.passwords import new_password
from sorbo_web.cli.private_file import write_privately
from sorbo_web.cli.work import print_error
from sorbo_web.wiring.container import Container

EMAIL, FILE = "equipe@example.com", "account.json"
_NAME = "Équipe du site"


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """What one logs in with."""

    email: str
    password: str
    secret: str = ""

    @property
    def code(self) -> str:
        """The code of the second factor now."""
        return str(pyotp.TOTP(self.secret).now())

    def __repr__(self) -> str:
        """Show the account without its password and secret."""
        return f"Account({self.email!r})"


async def open_account(container: Container, file: Path) -> Account:
    """Return the account, opened at the first start; the file keeps its password and second factor."""
    identity, comptes = container.identity, container.ports.comptes()
    known, saved = await comptes.by_email(EMAIL), _saved(file)
    account = saved or Account(email=EMAIL, password=new_password())
    # The file may be gone, or the database another one than last time: then the password is new.
    if known is None:
        known = await identity.create_compte()(
            email=EMAIL, name=_NAME, password=account.password, role=Role.SUPER_ADMIN
        )
    elif saved is None:
        await identity.set_password()(email=EMAIL, password=account.password)
    if not account.secret:
        account = msgspec.structs.replace(account, secret=pyotp.random_base32())
    await _set_second_factor(container, known, account)
    write_privately(file, msgspec.json.encode(account).decode())
    return account


def run_show_code(directory: Path) -> int:
    """Print the code of now; return the exit code."""
    account = _saved(directory / FILE)
    if account is None or not account.secret:
        print_error(f"There is no account in {directory}: start `sorbo dev` first, or give its --data-dir.")
        return 1
    print(account.code)  # noqa: T201 — this is what the command is for
    return 0


async def _set_second_factor(container: Container, compte: Compte, account: Account) -> None:
    """Have the account ask for codes of this secret, unless it does."""
    ports, factor = container.ports, compte.second_factor
    codes, now = ports.one_time_codes(), ports.clock().now()
    if factor is not None and codes.step_of(account.code, factor.sealed, holder=compte.id, at=now):
        return
    sealed = codes.sealed(account.secret, holder=compte.id)
    fresh = SecondFactor(sealed=sealed, since=now, last_step=0, recovery=())
    await ports.comptes().update(compte.id, lambda current: current.with_second_factor(fresh, at=now))


def _saved(file: Path) -> Account | None:
    return msgspec.json.decode(file.read_bytes(), type=Account) if file.exists() else None
