"""Count who still has a password of the existing site."""

import msgspec

from sorbo_core.identity.passwords.old_hash import cost_of_old
from sorbo_core.identity.permissions import Role
from sorbo_core.identity.ports import Comptes
from sorbo_core.shared.query import ListQuery

_PAGE = 100


class OldPasswords(msgspec.Struct, frozen=True, kw_only=True):
    """How many active accounts have a hash that was taken over, and how many of these are of staff."""

    accounts: int
    staff: int


class CountOldPasswords:
    """Count the active accounts whose holders have not logged in since they were taken over.

    The operator does this from the command line, to see when old passwords need not count any more.
    """

    def __init__(self, *, comptes: Comptes) -> None:
        self._comptes = comptes

    async def __call__(self) -> OldPasswords:
        accounts = staff = 0
        query: ListQuery | None = ListQuery(limit=_PAGE)
        while query is not None:
            page = await self._comptes.list(query)
            old = [each for each in page.items if each.active and cost_of_old(each.password_hash) is not None]
            accounts += len(old)
            staff += sum(each.role is not Role.VISITOR for each in old)
            query = None if page.next is None else msgspec.structs.replace(query, after=page.next)
        return OldPasswords(accounts=accounts, staff=staff)
