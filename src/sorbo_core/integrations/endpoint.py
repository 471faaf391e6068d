"""Webhook: a URL that is told of events."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Self

import msgspec
from msgspec import Meta

from sorbo_core.integrations.errors import TooManySecrets, WebhookNotActive, WebhookNotFound
from sorbo_core.integrations.events import (
    DisabledReason,
    WebhookChanged,
    WebhookCreated,
    WebhookDeleted,
    WebhookDisabled,
    WebhookEnabled,
    WebhookSecretRotated,
)
from sorbo_core.shared.entity import Entity
from sorbo_core.shared.query import CHOICE, Field, Listing, Sort, orders
from sorbo_core.shared.text import Line

EventPattern = Annotated[
    str, Meta(min_length=1, max_length=100, pattern=r"^(\*|[a-z_]+(\.[a-z_]+)*(\.\*)?)$(?!\n)")
]
"""An event type (`demande.received`), all that start alike (`demande.*`), or all (`*`)."""

EventPatterns = Annotated[tuple[EventPattern, ...], Meta(min_length=1, max_length=50)]

PATIENCE = timedelta(days=5)
"""An endpoint that has only failed for so long is disabled."""

_MOST_RETIRED = 4


class WebhookState(StrEnum):
    """Whether events are sent to an endpoint."""

    ACTIVE = "active"
    DISABLED = "disabled"
    DELETED = "deleted"


class RetiredSecret(msgspec.Struct, frozen=True):
    """A secret that was replaced, and still signs until then."""

    value: str
    until: datetime


class Webhook(Entity, frozen=True, kw_only=True):
    """A URL that is told of events.

    Attributes:
        event_types: what it is told of.
        owner_id: the compte that is told when the endpoint gets disabled.
        secret: signs what is sent, as `signing.secret_of` returns it.
        failing_since: when it failed for the first time since it last took something.
    """

    masked: ClassVar = ("owner_id", "secret", "retired")

    url: str
    description: Line | None
    event_types: EventPatterns
    owner_id: str
    secret: str
    retired: tuple[RetiredSecret, ...] = ()
    state: WebhookState = WebhookState.ACTIVE
    disabled_reason: DisabledReason | None = None
    failing_since: datetime | None = None

    @classmethod
    def opened(cls, *, id: str, at: datetime, **fields: Any) -> Self:  # noqa: ANN401 — any field of the endpoint
        """Open an endpoint.

        Raises:
            Invalid: a field breaks its rule.
        """
        return cls(id=id, created_at=at, updated_at=at, **fields).changed(WebhookCreated(), at=at)

    def present(self) -> Self:
        """Return the endpoint unless it is deleted.

        Raises:
            WebhookNotFound: it is.
        """
        if self.state is WebhookState.DELETED:
            raise WebhookNotFound
        return self

    def active(self) -> Self:
        """Return the endpoint if events are sent to it.

        Raises:
            WebhookNotFound: it is deleted.
            WebhookNotActive: it is disabled.
        """
        if self.present().state is not WebhookState.ACTIVE:
            raise WebhookNotActive
        return self

    def wants(self, event_type: str) -> bool:
        """Tell whether the endpoint is told of this type of event now."""
        return self.state is WebhookState.ACTIVE and any(
            matches(pattern, event_type) for pattern in self.event_types
        )

    def secrets_at(self, now: datetime) -> tuple[str, ...]:
        """Return the secrets that sign now, the newest first."""
        return (self.secret, *(old.value for old in self.retired if old.until > now))

    def revise(self, *, at: datetime, **fields: Any) -> Self:  # noqa: ANN401 — idem
        """Change the URL, the description or the filter.

        Raises:
            Invalid: a field breaks its rule.
        """
        if all(getattr(self, name) == value for name, value in fields.items()):
            return self
        return self.changed(WebhookChanged(), at=at, **fields)

    def rotate(self, secret: str, *, overlap: timedelta, at: datetime) -> Self:
        """Sign with another secret; the present one signs as well for the time of the overlap.

        Without overlap every older secret ends at once: it may have leaked.

        Raises:
            TooManySecrets: four older ones are still good.
        """
        kept: tuple[RetiredSecret, ...] = ()
        if overlap > timedelta(0):
            older = (old for old in self.retired if old.until > at)
            kept = (RetiredSecret(self.secret, at + overlap), *older)
        if len(kept) > _MOST_RETIRED:
            raise TooManySecrets
        return self.changed(WebhookSecretRotated(), at=at, secret=secret, retired=kept)

    def enable(self, *, at: datetime) -> Self:
        """Send events again; those that happened meanwhile are not made up for."""
        if self.state is WebhookState.ACTIVE:
            return self
        return self.changed(
            WebhookEnabled(), at=at, state=WebhookState.ACTIVE, disabled_reason=None, failing_since=None
        )

    def disable(self, reason: DisabledReason, *, at: datetime) -> Self:
        """Send no more events; what waits is given up."""
        if self.state is not WebhookState.ACTIVE:
            return self
        return self.changed(
            WebhookDisabled(reason=reason), at=at, state=WebhookState.DISABLED, disabled_reason=reason
        )

    def delete(self, *, at: datetime) -> Self:
        """Forget the secrets and send nothing ever again."""
        return self.changed(WebhookDeleted(), at=at, state=WebhookState.DELETED, secret="", retired=())

    def succeeded(self) -> Self:
        """Record that it took something."""
        return msgspec.structs.replace(self, failing_since=None)

    def failed(self, *, at: datetime) -> Self:
        """Record that it did not take something; disable it if that has gone on for five days."""
        if self.state is not WebhookState.ACTIVE:
            return self
        if self.failing_since is None:
            return msgspec.structs.replace(self, failing_since=at)
        if at - self.failing_since < PATIENCE:
            return self
        return self.disable(DisabledReason.FAILING, at=at)

    def __repr__(self) -> str:
        """Show the endpoint without its secrets."""
        return f"Webhook(id={self.id!r}, state={self.state!r})"


def matches(pattern: str, event_type: str) -> bool:
    """Tell whether a pattern of event types covers a type."""
    if pattern.endswith("*"):
        return event_type.startswith(pattern[:-1])
    return event_type == pattern


WEBHOOKS = Listing(
    fields=(Field(name="state", path="state", type=WebhookState, ops=CHOICE),),
    sorts=orders({"createdAt": Sort("created_at", type=datetime)}, "-createdAt"),
)
"""What the list of webhooks may be asked."""
