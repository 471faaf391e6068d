"""Passwords hashed with argon2id, and those of the existing site as long as they count."""

from __future__ import annotations

import asyncio
import os
import secrets
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from argon2 import PasswordHasher as Argon2
from argon2 import Type
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from sorbo_core.identity.password import normalise_password
from sorbo_core.identity.ports import PasswordHasher
from sorbo_core.shared.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable

    # bcrypt is loaded where old passwords count, and nowhere else.
    from sorbo_adapters.security.old_passwords import BcryptHashes

T = TypeVar("T")

_NICE = 10
_OURS = "$argon2id$"


def _give_way() -> None:
    """Have this thread run when the others of the machine leave it time: a flood of logins is no outage."""
    if sys.platform == "linux":  # elsewhere a priority is that of the whole process
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)


class Argon2Hasher(PasswordHasher):
    """Hashes in threads of its own; memory and waiting time are bounded.

    Args:
        threads: passwords hashed at the same time, 19 MiB each. With one, a machine of two cores has
            one left for those who read; each worker has its own.
        waiting: passwords that may wait for a thread; the next one is turned away.
        old: checks hashes of the existing site; None where they match no password any more. With it every
            check costs what both kinds of hash cost, so that nobody can tell who still has an old one.
    """

    def __init__(self, *, threads: int = 1, waiting: int = 32, old: BcryptHashes | None = None) -> None:
        self._old = old
        # The second profile of the OWASP Password Storage Cheat Sheet.
        self._argon2 = Argon2(time_cost=2, memory_cost=19 * 1024, parallelism=1, type=Type.ID)
        self._nobodys = self._argon2.hash(secrets.token_hex())
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="argon2", initializer=_give_way)
        self._most = threads + waiting
        self._inside = 0

    async def hash(self, password: str) -> str:
        return await self._run(lambda: self._argon2.hash(password))

    async def verify(self, password: str, hash: str | None) -> bool:
        return await self._run(lambda: self._matches(password, hash))

    def is_outdated(self, hash: str) -> bool:
        return not hash.startswith(_OURS) or self._argon2.check_needs_rehash(hash)

    def close(self) -> None:
        """End the threads; whoever still waits is cancelled."""
        self._threads.shutdown(cancel_futures=True)

    def _matches(self, password: str, hash: str | None) -> bool:
        ours = hash is not None and hash.startswith(_OURS)
        right = self._verified(normalise_password(password), hash if ours and hash else self._nobodys)
        old = self._old is not None and self._old.matches(password, hash)
        return (ours and right) or old

    def _verified(self, password: str, hash: str) -> bool:
        try:
            return self._argon2.verify(hash, password)
        except (VerifyMismatchError, InvalidHashError):
            return False

    async def _run(self, work: Callable[[], T]) -> T:
        if self._inside >= self._most:
            raise Unavailable(part="login")
        self._inside += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        finally:
            self._inside -= 1
