"""Examples of identity."""

from typing import Any

from sorbo_web.identity.schemas import CompteView, Credentials, TokenView
from sorbo_web.openapi.examples.common import ID, UPDATED, Json

EXAMPLES: dict[Any, Json] = {
    Credentials: {"email": "equipe@example.com", "password": "une phrase de passe longue"},
    TokenView: {"accessToken": "eyJhbGciOi…", "tokenType": "Bearer", "expiresAt": UPDATED},
    CompteView: {
        "id": ID,
        "email": "equipe@example.com",
        "name": "Équipe du site",
        "role": "editor",
        "permissions": [
            "catalogue:write",
            "demandes:read",
            "demandes:write",
            "drafts:read",
            "inscriptions:read",
            "inscriptions:write",
        ],
    },
}
