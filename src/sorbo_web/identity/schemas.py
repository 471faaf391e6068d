"""Accounts and logins on the wire."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from sorbo_core.identity.compte import Compte
from sorbo_core.identity.permissions import ROLES, Role
from sorbo_core.identity.sessions.login_session import LoginSession
from sorbo_core.identity.use_cases.session.open import Passes
from sorbo_core.shared.actor import Permission
from sorbo_web.api.wire import Body, View


class Delivery(StrEnum):
    """How tokens come: in the answer, for programs; or in cookies that no script reads, for browsers."""

    TOKEN = "token"  # noqa: S105 — the name of a way
    COOKIE = "cookie"


class Credentials(Body, frozen=True, kw_only=True):
    """An address and a password, and how the tokens are to come."""

    email: Annotated[str, Meta(min_length=1, max_length=254)]
    password: Annotated[str, Meta(min_length=1, max_length=1024)]
    delivery: Delivery = Delivery.TOKEN
    device_token: Annotated[
        str | None,
        Meta(description="Of an earlier login of this program, so that others' mistakes do not delay it."),
    ] = None


class SessionToken(Body, frozen=True, kw_only=True):
    """A refresh token; without one, that of the cookie."""

    refresh_token: Annotated[str, Meta(min_length=1, max_length=300)] | None = None


class LoginStatus(StrEnum):
    """Whether a login is complete."""

    COMPLETE = "complete"
    SECOND_FACTOR_NEEDED = "second_factor_needed"


class LoginView(View, frozen=True, kw_only=True):
    """A login. Where tokens come in cookies, they are null here; while it waits for a code, all is null."""

    status: LoginStatus
    access_token: Annotated[
        str | None, Meta(description="To be sent as `Authorization: Bearer …` until it expires.")
    ]
    token_type: str
    expires_at: datetime | None
    refresh_token: Annotated[str | None, Meta(description="To go on with; each is used once.")]
    session_id: str | None
    session_ends_at: Annotated[
        datetime | None, Meta(description="When the session is over if it is not used.")
    ]
    device_token: Annotated[str | None, Meta(description="To be sent with the next login; null otherwise.")]
    ticket: Annotated[
        str | None, Meta(description="To be sent with a code within five minutes, where one is needed.")
    ] = None

    @classmethod
    def of(cls, passes: Passes, *, delivery: Delivery, device_token: str | None = None) -> "LoginView":
        """Return the view of what somebody goes on with."""
        shown = delivery is Delivery.TOKEN
        return cls(
            status=LoginStatus.COMPLETE,
            access_token=passes.access.token if shown else None,
            token_type="Bearer",  # noqa: S106 — the scheme's name
            expires_at=passes.access.expires_at,
            refresh_token=passes.refresh.text if shown else None,
            session_id=passes.session.id,
            session_ends_at=passes.session.over_at,
            device_token=device_token if shown else None,
        )

    @classmethod
    def waiting(cls, ticket: str) -> "LoginView":
        """Return the view of a login that waits for a code."""
        return cls(
            status=LoginStatus.SECOND_FACTOR_NEEDED,
            access_token=None,
            token_type="Bearer",  # noqa: S106 — idem
            expires_at=None,
            refresh_token=None,
            session_id=None,
            session_ends_at=None,
            device_token=None,
            ticket=ticket,
        )


class LoginSessionView(View, frozen=True, kw_only=True):
    """Where somebody is logged in."""

    id: str
    device: Annotated[str, Meta(description="What the program says of itself.")]
    address: Annotated[str, Meta(description="The network address that it was last used from.")]
    created_at: datetime
    last_used_at: Annotated[datetime, Meta(description="When it was refreshed last, or opened.")]
    ends_at: Annotated[datetime, Meta(description="When it is over if it is not used.")]
    current: Annotated[bool, Meta(description="Whether it is the one that asks.")]

    @classmethod
    def of(cls, session: LoginSession, *, current: str | None) -> "LoginSessionView":
        """Return the view of a session."""
        return cls(
            id=session.id,
            device=session.device.agent,
            address=session.device.address,
            created_at=session.created_at,
            last_used_at=session.last_used_at,
            ends_at=session.over_at,
            current=session.id == current,
        )


class LoginSessionsView(View, frozen=True, kw_only=True):
    """Everywhere that somebody is logged in, the last used first."""

    items: tuple[LoginSessionView, ...]


class PublicKeyView(View, frozen=True, kw_only=True):
    """A public key as JSON Web Key (RFC 8037)."""

    kty: str = "OKP"
    crv: str = "Ed25519"
    alg: str = "Ed25519"
    use: str = "sig"
    kid: str
    x: str


class PublicKeysView(View, frozen=True, kw_only=True):
    """A JSON Web Key Set (RFC 7517)."""

    keys: tuple[PublicKeyView, ...]


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
