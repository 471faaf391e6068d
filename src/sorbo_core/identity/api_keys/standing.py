"""Standing of API keys: what who sends a key may do now."""

from collections.abc import Collection
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Protocol

import msgspec

from sorbo_core.identity.api_keys.api_key import ApiKey
from sorbo_core.identity.api_keys.errors import ApiKeyNotFound
from sorbo_core.identity.api_keys.key_text import KeyText
from sorbo_core.identity.api_keys.ports import ApiKeys
from sorbo_core.identity.compte import Compte
from sorbo_core.identity.errors import CompteNotFound, TokenInvalid
from sorbo_core.identity.permissions import FOR_LOGINS, RESERVED, Role
from sorbo_core.identity.ports import Comptes
from sorbo_core.identity.sessions.standing import COMPTE
from sorbo_core.shared.actor import Actor, ActorKind
from sorbo_core.shared.caching.cache import Cache
from sorbo_core.shared.caching.ports import Kept
from sorbo_core.shared.caching.tags import one
from sorbo_core.shared.errors import Unavailable
from sorbo_core.shared.ports import Clock

API_KEY = "api_key"
"""The noun by which standings are made out of date, beside that of accounts."""

NOTED_EVERY = timedelta(minutes=1)
_MOST_NOTED = 20_000


class KeyStanding(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of an id: the hash of the key that has it and who sends that, or that nobody does."""

    hash: str = ""
    actor: Actor | None = None
    over_at: datetime | None = None
    used_at: datetime | None = None


_NOBODY = KeyStanding()


class KeyStandings(Protocol):
    """Tells the standing of API keys."""

    async def of(self, text: str) -> Actor:
        """Return who sends a key, and what they may do, not older than a second anywhere.

        Raises:
            TokenInvalid: it is no key, or is over, or its holder is gone or not active; which, is not said.
            Unavailable: the database does not answer.
        """


class KeptKeyStandings(KeyStandings):
    """Standings read once, and kept until the key or its holder's account changes, for a moment at most.

    Args:
        keys, comptes: what they are made from; their writes make what is kept forgotten.
        kept: keeps them, and for as long that there is no key with an id.
        clock: tells whether a key is over.
        obliged: roles that a second factor is asked of; without one, a key of theirs may do nothing.
    """

    def __init__(
        self,
        *,
        keys: ApiKeys,
        comptes: Comptes,
        kept: Cache[KeyStanding],
        clock: Clock,
        obliged: Collection[Role] = RESERVED,
    ) -> None:
        self._keys = keys
        self._comptes = comptes
        self._kept = kept
        self._clock = clock
        self._obliged = frozenset(obliged)
        self._noted: dict[str, datetime] = {}

    async def of(self, text: str) -> Actor:
        """Return it, as `KeyStandings.of` promises."""
        given = KeyText.parsed(text)
        if given is None:
            raise TokenInvalid
        # By the id alone: whoever tries secrets for an id that they know costs no query each.
        found = await self._kept.get(given.key_id, lambda: self._made(given.key_id))
        standing, now = found.kept.value if found is not None else _NOBODY, self._clock.now()
        if standing.actor is None or standing.over_at is None or not given.is_of(standing.hash):
            raise TokenInvalid
        if standing.over_at <= now:
            raise TokenInvalid
        await self._note_use(given.key_id, standing.used_at, now)
        return standing.actor

    async def _made(self, key_id: str) -> Kept[KeyStanding]:
        made_at, about = self._kept.now(), one(API_KEY, key_id)
        try:
            key = await self._keys.get(key_id)
        except ApiKeyNotFound:
            return Kept(value=_NOBODY, tags=(about,), made_at=made_at)
        tags = (about, one(COMPTE, key.compte_id))
        return Kept(value=await self._standing(key), tags=tags, made_at=made_at)

    async def _standing(self, key: ApiKey) -> KeyStanding:
        try:
            holder = await self._comptes.get(key.compte_id)
        except CompteNotFound:
            return _NOBODY
        if not holder.active:
            return _NOBODY
        return KeyStanding(
            hash=key.hash, actor=self._actor(key, holder), over_at=key.over_at, used_at=key.last_used_at
        )

    def _actor(self, key: ApiKey, holder: Compte) -> Actor:
        confined = holder.role in self._obliged and holder.second_factor is None
        allowed = (holder.actor.permissions & frozenset(key.scopes)) - FOR_LOGINS
        return msgspec.structs.replace(
            holder.actor,
            kind=ActorKind.API_KEY,
            key_id=key.id,
            permissions=frozenset() if confined else allowed,
            confined=confined,
        )

    async def _note_use(self, key_id: str, known: datetime | None, now: datetime) -> None:
        """Note a use, once a minute: here it is remembered, since what is kept was read before."""
        last = self._noted.get(key_id, known)
        if last is not None and now < last + NOTED_EVERY:
            return
        if len(self._noted) >= _MOST_NOTED:
            self._noted.clear()
        self._noted[key_id] = now
        # Nobody is refused because the database could not be told that they were let in.
        with suppress(Unavailable):
            await self._keys.note_use(key_id, at=now, unless_since=now - NOTED_EVERY)
