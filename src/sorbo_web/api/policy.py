"""Who may call a route. Deny by default: every route declares its policy."""

from enum import StrEnum
from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from sorbo_core.identity.api_keys.errors import LoginRequired
from sorbo_core.identity.permissions import FOR_LOGINS
from sorbo_core.identity.second_factor.errors import SecondFactorRequired
from sorbo_core.shared.actor import ActorKind, Permission
from sorbo_core.shared.errors import Forbidden, Unauthenticated
from sorbo_web.api.access.credentials import Credentials, Spared
from sorbo_web.api.guards.in_turn import Guard


class Policy(StrEnum):
    """What a route asks of its caller beside a permission.

    Attributes:
        PUBLIC: nothing.
        AUTHENTICATED: to have logged in. An API key is no login: it opens what a permission opens.
        CONFINED: to have logged in; who has to set up a second factor first may come here, and nowhere
            else.
        ENTRANCE: nothing; here one comes in, and what is over counts as nothing.
        OWN: the route reads the Authorization field itself; it is not one of our access tokens.
        SIGNED: a signature over the body, which the use case behind the route verifies.
    """

    PUBLIC = "public"
    AUTHENTICATED = "authenticated"
    CONFINED = "confined"
    ENTRANCE = "entrance"
    OWN = "own"
    SIGNED = "signed"


_ELSEWHERE = frozenset({Policy.OWN, Policy.SIGNED})
"""What the guard leaves to others."""
_SPARED: dict[Any, Spared] = {Policy.PUBLIC: Spared.COOKIE, Policy.ENTRANCE: Spared.BOTH}
_OPEN = frozenset(_SPARED)
_KNOWN = frozenset({Policy.AUTHENTICATED, Policy.CONFINED})


def is_for_keys(policy: object) -> bool:
    """Tell whether API keys come in: everywhere but where their holder's own account is dealt with."""
    return policy in _OPEN or (isinstance(policy, Permission) and policy not in FOR_LOGINS)


def policy_guard(credentials: Credentials) -> Guard:
    """Return the guard that finds out who asks and holds them to the route's policy.

    It runs before the body is read. A token that is given is verified on public routes too, so
    that an expired one is noticed and not silently taken for a visitor.
    """

    async def guard(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
        policy = handler.opt.get("policy")
        # Litestar answers OPTIONS of every path itself, with what the path allows.
        if policy in _ELSEWHERE or connection.scope.get("method") == "OPTIONS":
            return
        actor = await credentials.actor(connection, spared=_SPARED.get(policy, Spared.NONE))
        connection.scope["user"] = actor
        if policy in _OPEN:
            return
        if actor.kind is ActorKind.API_KEY and not is_for_keys(policy):
            raise LoginRequired
        if actor.confined and policy is not Policy.CONFINED:
            raise SecondFactorRequired
        if isinstance(policy, Permission):
            actor.require(policy)
        elif policy not in _KNOWN:
            raise Forbidden
        elif actor.id is None:
            raise Unauthenticated

    return guard
