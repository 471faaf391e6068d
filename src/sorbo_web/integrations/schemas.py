"""Webhooks on the wire."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import msgspec
from msgspec import UNSET, Meta, UnsetType

from sorbo_core.integrations.delivery import Attempt, Delivery, DeliveryState
from sorbo_core.integrations.endpoint import EventPatterns, Webhook, WebhookState
from sorbo_core.integrations.events import DisabledReason
from sorbo_core.shared.errors import Invalid, Violation
from sorbo_core.shared.text import Line
from sorbo_web.api.wire import Body, View, given

_WEB = {"format": "uri", "pattern": "^https?://"}
Url = Annotated[str, Meta(min_length=1, max_length=2000, extra_json_schema=_WEB)]
Instant = Annotated[datetime, Meta(tz=True)]


class WebhookDraft(Body, frozen=True, kw_only=True):
    """A new webhook. Event types are `demande.received`, `demande.*` or `*`."""

    url: Url
    event_types: EventPatterns
    description: Line | None = None


class WebhookPatch(Body, frozen=True, kw_only=True):
    """A JSON Merge Patch (RFC 7396) of a webhook: absent members stay, null clears."""

    url: Url | UnsetType = UNSET
    event_types: EventPatterns | UnsetType = UNSET
    description: Line | UnsetType | None = UNSET

    def fields(self) -> dict[str, Any]:
        """Return the fields to change."""
        return given(self)


class Rotation(Body, frozen=True, kw_only=True):
    """For how long the old secret signs beside the new one, in hours."""

    overlap_hours: Annotated[int, Meta(ge=0, le=168)] = 24

    @property
    def overlap(self) -> timedelta:
        """The same as a span of time."""
        return timedelta(hours=self.overlap_hours)


class ReplayRange(Body, frozen=True, kw_only=True):
    """What to send again: what was queued from `since` to before `until`."""

    since: Instant
    until: Instant
    delivered_too: bool = False

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        """Both instants in UTC.

        Raises:
            Invalid: one of them is in no year of the calendar there.
        """
        return _in_utc("/since", self.since), _in_utc("/until", self.until)


class WebhookView(View, frozen=True, kw_only=True):
    """A webhook without its secrets."""

    id: str
    url: str
    description: str | None
    event_types: tuple[str, ...]
    owner_id: str
    state: WebhookState
    disabled_reason: DisabledReason | None
    failing_since: datetime | None
    created_at: datetime
    updated_at: datetime
    version: int

    @classmethod
    def of(cls, endpoint: Webhook) -> "WebhookView":
        """Return the view of a webhook."""
        values = msgspec.structs.asdict(endpoint)
        return cls(**{name: values[name] for name in cls.__struct_fields__})


class WebhookWithSecret(WebhookView, frozen=True, kw_only=True):
    """A webhook with its new secret, which is not shown again."""

    secret: str

    @classmethod
    def of(cls, endpoint: Webhook) -> "WebhookWithSecret":
        """Return the view of a webhook, secret included."""
        values = msgspec.structs.asdict(endpoint)
        return cls(**{name: values[name] for name in cls.__struct_fields__})


class WebhookPage(View, frozen=True, kw_only=True):
    """One page of webhooks; `next` is the cursor of the next one, null on the last."""

    items: tuple[WebhookView, ...]
    next: str | None


class AttemptView(View, frozen=True, kw_only=True):
    """One try to deliver; without a status there was no answer."""

    at: datetime
    duration_ms: int
    status: int | None
    error: str | None

    @classmethod
    def of(cls, attempt: Attempt) -> "AttemptView":
        """Return the view of an attempt."""
        return cls(**msgspec.structs.asdict(attempt))


class DeliveryView(View, frozen=True, kw_only=True):
    """A delivery: its id is the `webhook-id`, its body what is sent."""

    id: str
    webhook_id: str
    event_id: str
    type: str
    state: DeliveryState
    body: str
    attempts: tuple[AttemptView, ...]
    next_attempt_at: datetime | None
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, delivery: Delivery) -> "DeliveryView":
        """Return the view of a delivery."""
        return cls(
            id=delivery.id,
            webhook_id=delivery.endpoint_id,
            event_id=delivery.event_id,
            type=delivery.event_type,
            state=delivery.state,
            body=delivery.body,
            attempts=tuple(map(AttemptView.of, delivery.attempts)),
            next_attempt_at=delivery.due_at,
            created_at=delivery.created_at,
            updated_at=delivery.updated_at,
        )


class DeliveryPage(View, frozen=True, kw_only=True):
    """One page of deliveries; `next` is the cursor of the next one, null on the last."""

    items: tuple[DeliveryView, ...]
    next: str | None


class ReplayReceipt(View, frozen=True, kw_only=True):
    """How many deliveries will be sent again."""

    replayed: int


class Reception(View, frozen=True, kw_only=True):
    """A webhook that has been received: what follows from it names this as its entity."""

    id: str


def _in_utc(pointer: str, instant: datetime) -> datetime:
    try:
        return instant.astimezone(UTC)
    except OverflowError:  # before the year 1 or after 9999 in UTC
        raise Invalid(Violation(pointer, "out_of_range")) from None
