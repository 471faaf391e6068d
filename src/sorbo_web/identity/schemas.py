"""Accounts and logins on the wire."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta

from sorbo_core.identity.compte import Compte
from sorbo_core.identity.permissions import ROLES, Role
from sorbo_core.identity.ports import AccessToken
from sorbo_core.shared.actor import Permission
from sorbo_web.api.wire import Body, View


class Credentials(Body, frozen=True, kw_only=True):
    """An address and a password."""

    email: Annotated[str, Meta(min_length=1, max_length=254)]
    password: Annotated[str, Meta(min_length=1, max_length=1024)]


class TokenView(View, frozen=True, kw_only=True):
    """An access token, to be sent as `Authorization: Bearer …` until it expires."""

    access_token: str
    token_type: str
    expires_at: datetime

    @classmethod
    def of(cls, token: AccessToken) -> "TokenView":
        """Return the view of a token."""
        return cls(access_token=token.token, token_type="Bearer", expires_at=token.expires_at)  # noqa: S106 — the scheme's name


class CompteView(View, frozen=True, kw_only=True):
    """An account, and what its holder may do."""

    id: str
    email: str
    name: str
    role: Role
    permissions: tuple[Permission, ...]

    @classmethod
    def of(cls, compte: Compte) -> "CompteView":
        """Return the view of an account."""
        permissions = tuple(sorted(ROLES[compte.role]))
        return cls(
            id=compte.id, email=compte.email, name=compte.name, role=compte.role, permissions=permissions
        )
