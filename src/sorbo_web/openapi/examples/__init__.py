"""An example of every body and answer, in the words of the site. A test decodes each as its type."""

from typing import Any

from sorbo_web.openapi.examples import (
    catalogue,
    contact,
    content,
    delivery,
    identity,
    insight,
    integrations,
    logiciels,
    notifications,
    portfolio,
    recruitment,
    reviews,
)
from sorbo_web.openapi.examples.common import Json

EXAMPLES: dict[Any, Json] = {
    **catalogue.EXAMPLES,
    **contact.EXAMPLES,
    **content.EXAMPLES,
    **delivery.EXAMPLES,
    **identity.EXAMPLES,
    **insight.EXAMPLES,
    **integrations.EXAMPLES,
    **logiciels.EXAMPLES,
    **notifications.EXAMPLES,
    **recruitment.EXAMPLES,
    **portfolio.EXAMPLES,
    **reviews.EXAMPLES,
}
