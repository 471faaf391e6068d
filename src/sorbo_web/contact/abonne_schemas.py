"""Subscribers on the wire."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from sorbo_core.contact.newsletter.abonne import Abonne, AbonneState
from sorbo_core.contact.newsletter.rubrique import Rubrique, Rubriques
from sorbo_core.shared.email_address import EmailAddress
from sorbo_core.shared.outgoing.mail import Language
from sorbo_web.api.forms.body import VisitorForm
from sorbo_web.api.wire import Body, View


class SubscriptionForm(VisitorForm, frozen=True, kw_only=True):
    """An address, and what it is to be written about."""

    email: EmailAddress
    categories: Rubriques
    language: Language = Language.FR


class MailToken(Body, frozen=True, kw_only=True):
    """The token from the link of a mail."""

    token: Annotated[str, Meta(min_length=1, max_length=200)]


class OneClick(Body, frozen=True, kw_only=True):
    """The form of RFC 8058."""

    list_unsubscribe: Literal["One-Click"] = msgspec.field(name="List-Unsubscribe")


class SubscriptionReceipt(View, frozen=True, kw_only=True):
    """Where a subscription stands; `en_attente` for everybody who asks."""

    state: AbonneState


class AbonneView(View, frozen=True, kw_only=True):
    """A subscriber as staff read it."""

    id: str
    email: str
    language: Language
    categories: tuple[Rubrique, ...]
    state: AbonneState
    confirmed_at: datetime | None
    left_at: datetime | None
    created_at: datetime
    updated_at: datetime
    version: int

    @classmethod
    def of(cls, abonne: Abonne) -> "AbonneView":
        """Return the view of a subscriber."""
        return cls(**{name: getattr(abonne, name) for name in cls.__struct_fields__})


class AbonnePage(View, frozen=True, kw_only=True):
    """One page of subscribers; `next` is the cursor of the next one, null on the last."""

    items: tuple[AbonneView, ...]
    next: str | None
