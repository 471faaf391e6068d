"""Accounts and invitations on the wire, as staff read them."""

from datetime import datetime

from sorbo_core.identity.access_link import AccessLink, LinkState
from sorbo_core.identity.compte import Compte
from sorbo_core.identity.permissions import Role
from sorbo_core.shared.email_address import EmailAddress
from sorbo_core.shared.outgoing.mail import Language
from sorbo_web.api.wire import Body, View


class RoleChange(Body, frozen=True, kw_only=True):
    """What an account is to be for."""

    role: Role


class StaffCompteView(View, frozen=True, kw_only=True):
    """An account as staff read it; nobody reads its password."""

    id: str
    email: str
    name: str
    role: Role
    active: bool
    password_changed_at: datetime | None
    created_at: datetime
    updated_at: datetime
    version: int

    @classmethod
    def of(cls, compte: Compte) -> "StaffCompteView":
        """Return the view of an account."""
        return cls(**{name: getattr(compte, name) for name in cls.__struct_fields__})


class ComptePage(View, frozen=True, kw_only=True):
    """One page of accounts; `next` is the cursor of the next one, null on the last."""

    items: tuple[StaffCompteView, ...]
    next: str | None


class InvitationForm(Body, frozen=True, kw_only=True):
    """Who is invited, and what for."""

    email: EmailAddress
    role: Role
    language: Language = Language.FR


class InvitationView(View, frozen=True, kw_only=True):
    """An invitation; its link is good until `goodUntil`, null until a mail was written."""

    id: str
    email: str
    role: Role | None
    language: Language
    state: LinkState
    by_id: str | None
    asked_at: datetime
    good_until: datetime | None
    created_at: datetime
    updated_at: datetime
    version: int

    @classmethod
    def of(cls, link: AccessLink) -> "InvitationView":
        """Return the view of an invitation."""
        return cls(**{name: getattr(link, name) for name in cls.__struct_fields__})


class InvitationPage(View, frozen=True, kw_only=True):
    """One page of invitations; `next` is the cursor of the next one, null on the last."""

    items: tuple[InvitationView, ...]
    next: str | None
