"""Adapters that stand on much, and are imported and made when they are first asked for something."""

from collections.abc import Callable
from functools import partial
from typing import Any

from sorbo_adapters.security.passwords import Argon2Hasher
from sorbo_core.delivery.queue import Queue
from sorbo_core.identity.ports import PasswordHasher
from sorbo_core.shared.outgoing.http import OutboundHttp, OutboundPolicy
from sorbo_core.shared.outgoing.mail import MailTemplates


class Late:
    """Stands for an adapter, of any port, until it is first asked for something.

    Args:
        make: makes the adapter.
        given: what it is made with.
    """

    def __init__(self, make: Callable[..., Any], *given: object, **named: object) -> None:
        self._make: Callable[[], Any] = partial(make, *given, **named)
        self._made: Any = None

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 — whatever the adapter has
        if self._made is None:
            self._made = self._make()
        return getattr(self._made, name)

    async def close(self) -> None:
        """Close the adapter, if it was made."""
        if self._made is not None:
            await self._made.close()


def argon2_hasher(old_passwords: bool) -> PasswordHasher:  # noqa: FBT001 — a setting, handed on by its place
    """Return what hashes passwords, and checks those of the existing site where they count."""
    if not old_passwords:
        return Argon2Hasher()
    from sorbo_adapters.security.old_passwords import BcryptHashes  # noqa: PLC0415 — for the time that they do

    return Argon2Hasher(old=BcryptHashes())


def docket_queue(url: str) -> Queue:
    """Return the queue on Valkey or Redis; half a second and 20 MB, for those who work or count."""
    from sorbo_adapters.redis.queue import DocketQueue  # noqa: PLC0415 — see the module

    return DocketQueue(url)


def guarded_http(policy: OutboundPolicy, user_agent: str) -> OutboundHttp:
    """Return the client that calls webhooks, where there are any."""
    from sorbo_adapters.http.client import GuardedHttp  # noqa: PLC0415 — see the module

    return GuardedHttp(policy=policy, user_agent=user_agent)


def mjml_templates(company: str, site_url: str) -> MailTemplates:
    """Return the words of mails, for those who send some."""
    from sorbo_adapters.templates.mail_templates import MjmlMailTemplates  # noqa: PLC0415 — see the module

    return MjmlMailTemplates(company=company, site_url=site_url)
