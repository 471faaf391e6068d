"""What notifications say: the one table, French and English."""

from collections.abc import Mapping

from sorbo_core.notifications.kinds import Kind
from sorbo_core.shared.outgoing.mail import Language

SENTENCES: dict[Language, dict[Kind, str]] = {
    Language.FR: {
        Kind.DEMANDE_RECEIVED: "Nouvelle demande : {subject}",
        Kind.DEMANDE_ASSIGNED: "Une demande vous est confiée",
        Kind.INSCRIPTION_REQUESTED: "Nouvelle inscription : {people} pers., {state}",
        Kind.CANDIDATURE_RECEIVED: "Nouvelle candidature à une offre d’emploi",
    },
    Language.EN: {
        Kind.DEMANDE_RECEIVED: "New request: {subject}",
        Kind.DEMANDE_ASSIGNED: "A request has been given to you",
        Kind.INSCRIPTION_REQUESTED: "New enrolment: {people} pers., {state}",
        Kind.CANDIDATURE_RECEIVED: "New application for a job",
    },
}

WORDS: dict[Language, dict[str, dict[str, str]]] = {
    Language.FR: {
        "subject": {
            "ingenierie": "Étude d’ingénierie",
            "formation": "Formation",
            "logiciel": "Logiciel",
            "carriere": "Carrière",
            "rendezvous": "Rendez-vous",
            "autre": "Autre demande",
        },
        "state": {"demandee": "place tenue", "en_attente": "liste d’attente"},
    },
    Language.EN: {
        "subject": {
            "ingenierie": "Engineering study",
            "formation": "Training",
            "logiciel": "Software",
            "carriere": "Career",
            "rendezvous": "Appointment",
            "autre": "Other request",
        },
        "state": {"demandee": "seats held", "en_attente": "waiting list"},
    },
}
"""Name of a fact → its code → words; a code that has none is shown as it is."""


def text_of(kind: Kind, facts: Mapping[str, str], language: Language) -> str:
    """Return what a notification says, on one line."""
    words = WORDS[language]
    shown = {name: words.get(name, {}).get(code, code) for name, code in facts.items()}
    return SENTENCES[language][kind].format_map(shown)
