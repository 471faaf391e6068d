"""An example of every body and answer, in the words of the site. A test decodes each as its type."""

from typing import Any

from sorbo_web.openapi.examples import (
    audit,
    bulk,
    catalogue,
    contact,
    delivery,
    identity,
    insight,
    integrations,
    logiciels,
    notifications,
    privacy,
)
from sorbo_web.openapi.examples.common import Json
from sorbo_web.openapi.examples.site import content, files, portfolio, recruitment, reviews

EXAMPLES: dict[Any, Json] = {
    **audit.EXAMPLES,
    **bulk.EXAMPLES,
    **catalogue.EXAMPLES,
    **contact.EXAMPLES,
    **content.EXAMPLES,
    **delivery.EXAMPLES,
    **files.EXAMPLES,
    **identity.EXAMPLES,
    **insight.EXAMPLES,
    **integrations.EXAMPLES,
    **logiciels.EXAMPLES,
    **notifications.EXAMPLES,
    **privacy.EXAMPLES,
    **recruitment.EXAMPLES,
    **portfolio.EXAMPLES,
    **reviews.EXAMPLES,
}
