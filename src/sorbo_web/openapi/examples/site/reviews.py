"""Examples of reviews."""

from typing import Any

from sorbo_web.openapi.examples.common import CREATED, FORMATION_ID, ID, UPDATED, Json
from sorbo_web.reviews.schemas import (
    AvisForm,
    AvisPage,
    AvisReceiptView,
    AvisView,
    ShownAvisPage,
)

_words: Json = {
    "name": "Projeteur routier",
    "position": "Bureau d'études",
    "company": "Entreprise d'exemple",
    "stars": 5,
    "comment": "Un tronçon réel du premier au dernier jour : on repart avec ses gabarits.",
}
_form: Json = {**_words, "email": "projeteur@example.com"}
_shown: Json = {**_words, "id": ID, "createdAt": CREATED}
_avis: Json = {
    **_form,
    "id": ID,
    "noun": "formation",
    "entryId": FORMATION_ID,
    "state": "approuve",
    "moderatedBy": ID,
    "createdAt": CREATED,
    "updatedAt": UPDATED,
    "version": 2,
}

EXAMPLES: dict[Any, Json] = {
    AvisForm: _form,
    AvisReceiptView: {"id": ID, "state": "en_attente"},
    ShownAvisPage: {"items": [_shown], "next": None},
    AvisView: _avis,
    AvisPage: {"items": [_avis], "next": None},
}
