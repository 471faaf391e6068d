"""An example of every body and answer, in the words of the site. A test decodes each as its type."""

from typing import Any

from sorbo_web.openapi.examples import (
    catalogue,
    contact,
    delivery,
    identity,
    integrations,
    logiciels,
    notifications,
    reviews,
)
from sorbo_web.openapi.examples.common import Json

EXAMPLES: dict[Any, Json] = {
    **catalogue.EXAMPLES,
    **contact.EXAMPLES,
    **delivery.EXAMPLES,
    **identity.EXAMPLES,
    **integrations.EXAMPLES,
    **logiciels.EXAMPLES,
    **notifications.EXAMPLES,
    **reviews.EXAMPLES,
}
