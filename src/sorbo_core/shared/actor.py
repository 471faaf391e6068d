"""Who asks, and what they may do."""

from enum import StrEnum

import msgspec

from sorbo_core.shared.errors import Forbidden, Unauthenticated


class Permission(StrEnum):
    """Something that staff may be allowed to do; which role may is decided in `identity.permissions`."""

    READ_DRAFTS = "drafts:read"
    WRITE_CATALOGUE = "catalogue:write"
    WRITE_PORTFOLIO = "portfolio:write"
    WRITE_CONTENT = "content:write"
    READ_DEMANDES = "demandes:read"
    WRITE_DEMANDES = "demandes:write"
    READ_INSCRIPTIONS = "inscriptions:read"
    WRITE_INSCRIPTIONS = "inscriptions:write"
    WRITE_RECRUITMENT = "recruitment:write"
    READ_CANDIDATURES = "candidatures:read"
    WRITE_CANDIDATURES = "candidatures:write"
    MODERATE_REVIEWS = "reviews:moderate"
    READ_ABONNES = "abonnes:read"
    WRITE_ABONNES = "abonnes:write"
    MANAGE_DELIVERIES = "deliveries:manage"
    MANAGE_WEBHOOKS = "webhooks:manage"
    READ_STATISTICS = "stats:read"
    READ_REVENUE = "revenue:read"
    MANAGE_PERSONAL_DATA = "personal_data:manage"
    READ_AUDIT = "audit:read"
    READ_COMPTES = "comptes:read"
    WRITE_COMPTES = "comptes:write"
    MANAGE_ADMINS = "admins:manage"


class ActorKind(StrEnum):
    """What asks; with a key, the program of somebody whose account it is."""

    COMPTE = "compte"
    API_KEY = "api_key"
    OPERATOR = "operator"


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks: a visitor (`id` is None), the holder of a compte, a program with a key, or the operator.

    Attributes:
        id: of the compte, with a key as well: what a program does, it does for its holder.
        role: which role gave the permissions, for the audit.
        session_id: the login session that it asks in.
        confined: it has to set up a second factor before it may do anything else.
        key_id: the API key that it asks with.
    """

    id: str | None = None
    permissions: frozenset[Permission] = frozenset()
    kind: ActorKind = ActorKind.COMPTE
    role: str | None = None
    session_id: str | None = None
    confined: bool = False
    key_id: str | None = None

    @property
    def subject(self) -> str | None:
        """What requests are counted for and changes are put down to: the key, else the compte."""
        return self.key_id or self.id

    def known(self) -> str:
        """Return the compte that asks.

        Raises:
            Unauthenticated: a visitor asks.
        """
        if self.id is None:
            raise Unauthenticated
        return self.id

    def may(self, permission: Permission) -> bool:
        """Tell whether the actor holds the permission."""
        return permission in self.permissions

    def require(self, permission: Permission) -> None:
        """Return only when the actor holds the permission.

        Raises:
            Unauthenticated: a visitor asks.
            Forbidden: a known actor without the permission asks.
        """
        if self.may(permission):
            return
        if self.id is None:
            raise Unauthenticated
        raise Forbidden(permission=permission)


VISITOR = Actor()
