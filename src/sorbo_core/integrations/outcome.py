"""What became of a delivery that was worked on."""

from enum import StrEnum

from sorbo_core.integrations.delivery import Delivery, DeliveryState
from sorbo_core.integrations.endpoint import Webhook, WebhookState


class Outcome(StrEnum):
    """What became of a delivery that was worked on: one of these.

    It was taken; the attempt failed and another one follows; no other one follows; or the attempt
    failed, and its endpoint is disabled, so that all that waits for it is given up.
    """

    DELIVERED = "delivered"
    FAILED = "failed"
    GIVEN_UP = "given_up"
    DISABLED = "disabled"


def outcome_of(delivery: Delivery, endpoint: Webhook) -> Outcome:
    """Return the outcome of an attempt by what the delivery and its endpoint are after it."""
    if delivery.state is DeliveryState.DELIVERED:
        return Outcome.DELIVERED
    if endpoint.state is not WebhookState.ACTIVE:
        return Outcome.DISABLED
    return Outcome.FAILED if delivery.state is DeliveryState.PENDING else Outcome.GIVEN_UP
