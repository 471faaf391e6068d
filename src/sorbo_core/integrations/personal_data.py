"""What webhooks hold of people: of staff alone."""

from sorbo_core.integrations.delivery import Delivery
from sorbo_core.integrations.endpoint import Webhook
from sorbo_core.shared.personal.holding import Category, Holding, Kept

WEBHOOKS_HELD = Holding(
    name="webhooks",
    holds=Webhook,
    about="Send events to other systems, and tell who set it up when that fails",
    personal={"owner_id": Category.TRACE, "secret": Category.SECRET, "retired": Category.SECRET},
    plain=("url", "description", "event_types", "state", "disabled_reason", "failing_since"),
    kept=(
        Kept(
            days=None,
            text="as long as the webhook",
            source="GDPR art. 6(1)(b): the contract of who works here",
        ),
    ),
    erasure="stays: the account that owns it, by its id",
)

DELIVERIES_HELD = Holding(
    name="webhook_deliveries",
    holds=Delivery,
    about="Send each event, with ids and states alone, until it has arrived",
    personal={},
    plain=(
        "endpoint_id",
        "event_id",
        "event_type",
        "body",
        "state",
        "attempts",
        "tries",
        "due_at",
        "token",
    ),
    kept=(Kept(days=None, text="30 days, then MongoDB deletes it", source="nothing personal"),),
    erasure="nothing to erase",
)
