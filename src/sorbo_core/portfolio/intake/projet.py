"""From one record of the existing reference projects to what a projet says."""

from collections.abc import Mapping
from typing import Any

from sorbo_core.portfolio.choices import Budget, Progress, ProjetCategory, Service
from sorbo_core.portfolio.intake.facts import client, place, team
from sorbo_core.portfolio.projet import ProjetDetails
from sorbo_core.shared.intake.links import pictures
from sorbo_core.shared.intake.reader import Reader
from sorbo_core.shared.intake.record import Needed, held, opened
from sorbo_core.shared.intake.said import Said, said_in
from sorbo_core.shared.intake.values import STATES, choice, day, flag, member, status_in
from sorbo_core.shared.publication.publishable import Status
from sorbo_core.shared.text import slugify

_USUAL = {
    "title": "titre",
    "category": "categorie",
    "place": "localisation",
    "start": "dateDebut",
    "end": "dateFin",
    "challenges": "defis",
    "results": "resultats",
    "team": "equipe",
}


def parse_projet(record: object) -> Said[ProjetDetails]:
    """Read one record of the existing reference projects, with its keys in French or English.

    Title and description are required. What people say of a projet (`testimonials`) is kept aside.

    Raises:
        Invalid: it cannot be used; each violation points at the record's own key (`/dateFin`).
    """
    reader = opened(record)
    details = held(reader, lambda: _details(reader).checked(), _USUAL)
    return said_in(reader, details, _status(reader))


def _details(reader: Reader) -> ProjetDetails:
    needed = Needed(reader)
    title = needed.line("titre", "title", "nom")
    description = needed.prose("description")
    needed.check()
    return ProjetDetails(
        title=title,
        description=description,
        category=choice(reader, ProjetCategory, "categorie", "catégorie", "category") or ProjetCategory.AUTRE,
        client=client(reader),
        services=_services(reader),
        place=place(reader),
        start=day(reader, "dateDebut", "startDate"),
        end=day(reader, "dateFin", "endDate"),
        progress=choice(reader, Progress, "statut", "status") or Progress.EN_COURS,
        budget=choice(reader, Budget, "budget"),
        technologies=reader.lines("technologies"),
        team=team(reader),
        images=pictures(reader, "images", "image", "imageUrl"),
        featured=flag(reader, "featured") or False,
        **_told(reader),
    )


def _told(reader: Reader) -> Mapping[str, Any]:
    names = {
        "challenges": ("defis", "défis", "challenges"),
        "solutions": ("solutions",),
        "results": ("resultats", "résultats", "results"),
    }
    return {field: reader.prose(*keys) for field, keys in names.items()}


def _services(reader: Reader) -> tuple[Service, ...]:
    """Return what is named as our choices have it; a list with anything else in it stays aside as well."""
    said = reader.value("prestations", "services")
    given = said if isinstance(said, list) else []
    found = dict.fromkeys(each for each in (member(Service, one) for one in given) if each is not None)
    if found and all(member(Service, one) is not None for one in given):
        reader.use("prestations")
    return tuple(found)


def _status(reader: Reader) -> Status:
    """Return whether it is shown; how far it is says nothing about that."""
    said = reader.value("statut", "status")
    if isinstance(said, str) and slugify(said) in STATES:
        return status_in(reader)
    shown = flag(reader, "active", "publié", "publie")
    return Status.BROUILLON if shown is False else Status.PUBLIE
