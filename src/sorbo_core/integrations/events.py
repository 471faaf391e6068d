"""What happens to webhooks."""

from enum import StrEnum

from sorbo_core.shared.events import EventData


class DisabledReason(StrEnum):
    """Why an endpoint is disabled: staff did it, it said 410 Gone, or it failed for too long."""

    MANUAL = "manual"
    GONE = "gone"
    FAILING = "failing"


class WebhookCreated(EventData, frozen=True, kw_only=True):
    """Somebody asked to be told of events."""

    type = "webhook.created"


class WebhookChanged(EventData, frozen=True, kw_only=True):
    """An endpoint has another URL, description or filter."""

    type = "webhook.changed"


class WebhookSecretRotated(EventData, frozen=True, kw_only=True):
    """An endpoint has another secret."""

    type = "webhook.secret_rotated"


class WebhookEnabled(EventData, frozen=True, kw_only=True):
    """Events are sent to an endpoint again."""

    type = "webhook.enabled"


class WebhookDisabled(EventData, frozen=True, kw_only=True):
    """Events are no longer sent to an endpoint."""

    type = "webhook.disabled"
    reason: DisabledReason


class WebhookDeleted(EventData, frozen=True, kw_only=True):
    """An endpoint has gone, with its secrets."""

    type = "webhook.deleted"
