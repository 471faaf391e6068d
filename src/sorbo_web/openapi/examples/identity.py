"""Examples of identity."""

from typing import Any

from sorbo_web.identity.schemas import (
    CompteView,
    Credentials,
    LoginSessionsView,
    LoginView,
    PublicKeysView,
    SessionToken,
)
from sorbo_web.openapi.examples.common import ID, UPDATED, Json

EXAMPLES: dict[Any, Json] = {
    Credentials: {"email": "equipe@example.com", "password": "une phrase de passe longue"},
    LoginView: {
        "status": "complete",
        "accessToken": "eyJhbGciOi…",
        "tokenType": "Bearer",
        "expiresAt": UPDATED,
        "refreshToken": "refresh~0193…",
        "sessionId": ID,
        "sessionEndsAt": UPDATED,
        "deviceToken": "device~Qk3…",
    },
    SessionToken: {"refreshToken": "refresh~0193…"},
    LoginSessionsView: {
        "items": [
            {
                "id": ID,
                "device": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
                "address": "192.0.2.1",
                "createdAt": UPDATED,
                "lastUsedAt": UPDATED,
                "endsAt": UPDATED,
                "current": True,
            }
        ]
    },
    PublicKeysView: {
        "keys": [
            {
                "kty": "OKP",
                "crv": "Ed25519",
                "alg": "Ed25519",
                "use": "sig",
                "kid": "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k",
                "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
            }
        ]
    },
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
