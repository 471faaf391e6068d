"""What integrations refuse."""

from sorbo_core.shared.errors import Conflict, NotFound


class WebhookNotFound(NotFound):
    """No such webhook."""

    code = "webhook_not_found"


class WebhookDeliveryNotFound(NotFound):
    """No such delivery, or one of another webhook, or too old to be kept."""

    code = "webhook_delivery_not_found"


class WebhookNotActive(Conflict):
    """The webhook is disabled: nothing is sent to it."""

    code = "webhook_not_active"


class TooManySecrets(Conflict):
    """So many secrets are still good that there is no room for another."""

    code = "too_many_secrets"


class WebhookSourceNotFound(NotFound):
    """Nobody sends us webhooks under this name, or no secret to verify them is configured."""

    code = "webhook_source_not_found"
