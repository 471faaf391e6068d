"""Make an API key."""

from collections.abc import Collection
from datetime import datetime, timedelta

import msgspec

from sorbo_core.identity.api_keys.api_key import ApiKey
from sorbo_core.identity.api_keys.errors import LoginRequired, ScopeNotHeld
from sorbo_core.identity.api_keys.key_text import KeyText
from sorbo_core.identity.api_keys.ports import ApiKeys
from sorbo_core.identity.permissions import FOR_LOGINS
from sorbo_core.identity.sessions.ports import Secrets
from sorbo_core.shared.actor import Actor, ActorKind, Permission
from sorbo_core.shared.errors import Violation
from sorbo_core.shared.ports import Clock, Ids


class NewApiKey(msgspec.Struct, frozen=True, kw_only=True):
    """A key, and its text, which nobody can show again."""

    key: ApiKey
    text: KeyText


class CreateApiKey:
    """Make an API key for a program: it is shown this once. It takes a login; a key makes no keys.

    The key may do what its scopes say, as long as its holder may. It expires, within a year at the
    latest. A mail tells the holder. Ask again if the answer got lost, and revoke the key that the list
    then has too many: an answer with a key is kept nowhere, so there is no `Idempotency-Key`.

    Raises:
        Unauthenticated: a visitor asks.
        LoginRequired: an API key asks.
        ScopeNotHeld: a scope is one that the actor does not have, or that no key can have.
        Invalid: the name breaks its rule, there is no scope, or the end is past or too far away.
    """

    def __init__(
        self, *, keys: ApiKeys, secrets: Secrets, longest: timedelta, ids: Ids, clock: Clock
    ) -> None:
        self._keys = keys
        self._secrets = secrets
        self._longest = longest
        self._ids = ids
        self._clock = clock

    async def __call__(
        self, *, actor: Actor, name: str, scopes: Collection[Permission], expires_at: datetime
    ) -> NewApiKey:
        holder = actor.known()
        if actor.kind is ActorKind.API_KEY:
            raise LoginRequired
        # A scope that is not held yet would come into force unseen, with another role.
        beyond = [each for each in scopes if not actor.may(each) or each in FOR_LOGINS]
        if beyond:
            raise ScopeNotHeld(Violation("/scopes", "scope_not_held", {"scopes": ", ".join(beyond)}))
        text = KeyText.made(self._ids.new(), self._secrets.new())
        key = ApiKey.issued(
            id=text.key_id,
            compte_id=holder,
            name=name,
            hash=text.hash,
            scopes=frozenset(scopes),
            expires_at=expires_at,
            longest=self._longest,
            at=self._clock.now(),
        )
        return NewApiKey(key=await self._keys.add(key), text=text)
