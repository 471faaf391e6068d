"""Examples of identity."""

from typing import Any

from sorbo_web.identity.accounts.access_schemas import (
    AddressForm,
    AskedReceipt,
    EmailChange,
    LinkForm,
    OpeningForm,
    PasswordChange,
    ProfilePatch,
    ResetForm,
)
from sorbo_web.identity.accounts.compte_schemas import (
    ComptePage,
    InvitationForm,
    InvitationPage,
    InvitationView,
    RoleChange,
    StaffCompteView,
)
from sorbo_web.identity.api_key_schemas import ApiKeyForm, ApiKeyPage, ApiKeyView, NewApiKeyView
from sorbo_web.identity.schemas import (
    CompteView,
    Credentials,
    LoginSessionsView,
    LoginView,
    PublicKeysView,
    SessionToken,
)
from sorbo_web.identity.second_factor_schemas import (
    AuthenticatorView,
    CodeCredentials,
    RecoveryCodesView,
    SecondFactorBeginning,
    SecondFactorConfirmation,
    SecondFactorEnd,
    SecondFactorView,
)
from sorbo_web.openapi.examples.common import CREATED, ID, UPDATED, Json

_TOKEN = f"{ID}.Xw3v0P7sJm1Yb3kTq0VnX2c7RrWfHsLd9PzAeUgKc4E"
_BASE32 = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
_PHRASE, _OTHER = "une phrase de passe longue", "une autre phrase de passe"
_compte: Json = {
    "id": ID,
    "email": "equipe@example.com",
    "name": "Équipe du site",
    "role": "editor",
    "active": True,
    "passwordChangedAt": None,
    "createdAt": CREATED,
    "updatedAt": UPDATED,
    "version": 2,
}
_invitation: Json = {
    "id": ID,
    "email": "formation@example.com",
    "role": "trainer",
    "language": "fr",
    "state": "en_attente",
    "byId": ID,
    "askedAt": CREATED,
    "goodUntil": UPDATED,
    "createdAt": CREATED,
    "updatedAt": UPDATED,
    "version": 2,
}

_api_key: Json = {
    "id": ID,
    "compteId": ID,
    "name": "Export hebdomadaire des demandes",
    "prefix": f"sorbo_{ID}",
    "scopes": ["demandes:read"],
    "createdAt": CREATED,
    "expiresAt": "2027-01-12T08:30:00Z",
    "revokedAt": None,
    "lastUsedAt": UPDATED,
}

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
        "ticket": None,
    },
    CodeCredentials: {"ticket": "login~0193…", "code": "492039"},
    SecondFactorView: {"active": True, "since": UPDATED, "mandatory": False, "recoveryCodesLeft": 9},
    SecondFactorBeginning: {"currentPassword": _PHRASE, "code": None},
    SecondFactorConfirmation: {"code": "492039"},
    SecondFactorEnd: {"currentPassword": _PHRASE, "code": "492039"},
    AuthenticatorView: {
        "secret": _BASE32,
        "uri": f"otpauth://totp/Sorbo:equipe%40example.com?secret={_BASE32}&issuer=Sorbo",
    },
    RecoveryCodesView: {"recoveryCodes": ["k2ma-6xqd-p4tz-vh3n-w7ce-j5rs"]},
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
    ApiKeyForm: {
        "name": "Export hebdomadaire des demandes",
        "scopes": ["demandes:read"],
        "expiresAt": "2027-01-12T08:30:00Z",
    },
    ApiKeyView: _api_key,
    NewApiKeyView: {**_api_key, "lastUsedAt": None, "key": f"sorbo_{ID}_…"},
    ApiKeyPage: {"items": [_api_key], "next": None},
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
    AddressForm: {"email": "visiteur@example.com", "language": "fr"},
    AskedReceipt: {"state": "en_attente"},
    OpeningForm: {"token": _TOKEN, "name": "Responsable des travaux", "password": _PHRASE},
    ResetForm: {"token": _TOKEN, "password": _PHRASE},
    LinkForm: {"token": _TOKEN},
    ProfilePatch: {"name": "Responsable des études"},
    PasswordChange: {"currentPassword": _PHRASE, "newPassword": _OTHER, "code": None},
    EmailChange: {
        "email": "etudes@example.com",
        "currentPassword": _PHRASE,
        "code": None,
        "language": "fr",
    },
    RoleChange: {"role": "recruiter"},
    StaffCompteView: _compte,
    ComptePage: {"items": [_compte], "next": None},
    InvitationForm: {"email": "formation@example.com", "role": "trainer", "language": "fr"},
    InvitationView: _invitation,
    InvitationPage: {"items": [_invitation], "next": None},
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
