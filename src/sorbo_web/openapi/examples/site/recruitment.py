"""Examples of recruitment."""

from typing import Any

from sorbo_web.openapi.examples.common import CREATED, EMPLOI_ID, ID, UPDATED, Json
from sorbo_web.recruitment.candidature_schemas import (
    CandidatureFile,
    CandidatureForm,
    CandidatureMove,
    CandidatureNote,
    CandidaturePage,
    CandidatureReceiptView,
    CandidatureView,
    CvLinkView,
)
from sorbo_web.recruitment.emploi_schemas import (
    EmploiDraft,
    EmploiPage,
    EmploiPatch,
    EmploiSheetView,
    EmploiView,
)

_draft: Json = {
    "slug": None,
    "title": "Projeteur routier",
    "company": "Sorbo Ingénierie",
    "description": "Vous dessinez les projets de routes du bureau d'études, du levé au dossier d'exécution.",
    "profile": "À l'aise avec les normes routières, vous aimez le terrain autant que le dessin.",
    "missions": ["Concevoir axes en plan et profils en long", "Produire métrés et plans d'exécution"],
    "skills": ["Covadis", "AutoCAD"],
    "education": "BTS ou licence en génie civil",
    "experience": "Trois ans dans un bureau d'études",
    "place": {"city": "Ouagadougou", "country": "Burkina Faso"},
    "contract": "cdi",
    "salary": {"min": 350000, "max": 500000, "currency": "XOF", "shown": True},
    "benefits": ["Assurance maladie"],
    "deadline": "2026-03-31",
    "urgent": False,
    "posts": 2,
    "contact": {"email": "recrutement@example.com", "phone": None, "person": "Service du personnel"},
}
_emploi: Json = {
    **_draft,
    "id": EMPLOI_ID,
    "slug": "projeteur-routier",
    "place": {"city": "Ouagadougou", "country": "Burkina Faso", "key": "ouagadougou"},
    "status": "publie",
    "publishAt": None,
    "publishedAt": UPDATED,
    "createdAt": CREATED,
    "updatedAt": UPDATED,
    "version": 2,
}
_sheet: Json = {**_emploi, "state": "actif", "candidatures": 12}
_form: Json = {
    "name": "Projeteuse d'exemple",
    "email": "projeteuse@example.com",
    "phone": "+226 70 00 00 00",
    "motivation": "J'ai dessiné trois projets de routes rurales et souhaite en suivre le chantier.",
    "level": "confirme",
    "availableFrom": "2026-04-01",
    "cv": {"fileId": ID},
}
_candidature: Json = {
    **{name: value for name, value in _form.items() if name != "motivation"},
    "id": ID,
    "emploiId": EMPLOI_ID,
    "state": "preselection",
    "cv": {"link": None, "file": {"id": ID, "name": "CV.pdf", "size": 84210}},
    "createdAt": CREATED,
    "updatedAt": UPDATED,
    "version": 3,
}
_move: Json = {"by": ID, "at": UPDATED, "source": "recue", "target": "preselection", "reason": None}
_file: Json = {
    **_candidature,
    "motivation": _form["motivation"],
    "history": [_move],
    "notes": [{"by": ID, "at": UPDATED, "text": "Demander une référence de chantier."}],
}

EXAMPLES: dict[Any, Json] = {
    EmploiDraft: _draft,
    EmploiPatch: {"deadline": "2026-04-15", "salary": {"shown": False}},
    EmploiView: _emploi,
    EmploiSheetView: _sheet,
    EmploiPage: {"items": [_sheet], "next": None},
    CandidatureForm: _form,
    CandidatureReceiptView: {"id": ID, "state": "recue", "receivedAt": CREATED},
    CandidatureView: _candidature,
    CandidatureFile: _file,
    CandidaturePage: {"items": [_candidature], "next": None},
    CandidatureMove: {"state": "refusee", "reason": "Une autre candidature convient mieux.", "tell": True},
    CvLinkView: {"url": "https://api.example.com/files/signed/0193….1772443935.kQ3…", "expiresAt": UPDATED},
    CandidatureNote: {"text": "Demander une référence de chantier."},
}
