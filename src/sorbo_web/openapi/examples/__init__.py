"""An example of every body and answer, in the words of the site. A test decodes each as its type."""

from typing import Any

from sorbo_web.openapi.examples import (
    catalogue,
    contact,
    delivery,
    identity,
    insight,
    integrations,
    notifications,
)
from sorbo_web.openapi.examples.common import Json

EXAMPLES: dict[Any, Json] = {
    **catalogue.EXAMPLES,
    **contact.EXAMPLES,
    **delivery.EXAMPLES,
    **identity.EXAMPLES,
    **insight.EXAMPLES,
    **integrations.EXAMPLES,
    **notifications.EXAMPLES,
}
