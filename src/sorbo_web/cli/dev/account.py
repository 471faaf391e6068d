"""The staff account of `sorbo dev`."""

from pathlib import Path

import msgspec

from sorbo_core.identity.permissions import Role
from sorbo_web.cli.passwords import new_password
from sorbo_web.cli.private_file import write_privately
from sorbo_web.wiring.container import Container

EMAIL = "equipe@example.com"
_NAME = "Équipe du site"


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """What one logs in with."""

    email: str
    password: str

    def __repr__(self) -> str:
        """Show the account without its password."""
        return f"Account({self.email!r})"


async def open_account(container: Container, file: Path) -> Account:
    """Return the account, opened at the first start with a random password that the file keeps."""
    identity, comptes = container.identity, container.ports.comptes()
    known, saved = await comptes.by_email(EMAIL), _saved(file)
    # The file may be gone, or the database another one than last time: then the password is new.
    if known is not None and saved is not None:
        return saved
    account = Account(email=EMAIL, password=new_password())
    if known is None:
        await identity.create_compte()(
            email=EMAIL, name=_NAME, password=account.password, role=Role.SUPER_ADMIN
        )
    else:
        await identity.set_password()(email=EMAIL, password=account.password)
    write_privately(file, msgspec.json.encode(account).decode())
    return account


def _saved(file: Path) -> Account | None:
    return msgspec.json.decode(file.read_bytes(), type=Account) if file.exists() else None
