"""Examples of privacy."""

from typing import Any

from sorbo_web.openapi.examples.common import CREATED, ID, UPDATED, Json
from sorbo_web.privacy.schemas import ErasureView, PersonalDataView, PersonForm

EXAMPLES: dict[Any, Json] = {
    PersonForm: {"email": "visiteur@example.com"},
    PersonalDataView: {
        "email": "visiteur@example.com",
        "exportedAt": UPDATED,
        "kinds": {
            "abonnes": [
                {
                    "id": ID,
                    "email": "visiteur@example.com",
                    "categories": ["formations"],
                    "state": "confirme",
                    "createdAt": CREATED,
                }
            ]
        },
    },
    ErasureView: {
        "reference": "u0qX3zG1m8Jt5bQ2c7VwYdR4sKfLhN6p",
        "erased": {"abonnes": {"deleted": 1, "blanked": 0}, "demandes": {"deleted": 0, "blanked": 2}},
        "kept": {"suppressions": ["address_suppressed"]},
    },
}
