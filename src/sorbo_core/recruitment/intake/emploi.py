"""From one record of the existing job offers to what an emploi says."""

from collections.abc import Mapping
from datetime import date

from sorbo_core.recruitment.emploi import EmploiDetails
from sorbo_core.recruitment.intake.facts import contact, place
from sorbo_core.recruitment.intake.salary import salary
from sorbo_core.recruitment.terms import Contract
from sorbo_core.shared.intake.reader import Reader, whole_number
from sorbo_core.shared.intake.record import Needed, held, opened
from sorbo_core.shared.intake.said import Said, said_in
from sorbo_core.shared.intake.values import STATES, choice, day, flag, status_in
from sorbo_core.shared.publication.publishable import Status

_USUAL = {
    "title": "titre",
    "company": "entreprise",
    "profile": "profil",
    "skills": "competences",
    "education": "formation",
    "place": "lieu",
    "contract": "typeContrat",
    "salary": "salaire",
    "benefits": "avantages",
    "deadline": "dateLimite",
    "posts": "nombrePostes",
}
# One that the pages call expired is not on show, whatever its last day is.
_STATES: Mapping[str, Status] = {**STATES, "expire": Status.ARCHIVE}
_CONTRACT = ("typeContrat", "type", "contrat")


def parse_emploi(record: object) -> Said[EmploiDetails]:
    """Read one record of the existing job offers, with its keys in French or English.

    All that an emploi cannot do without is required: what is missing is said at once, and nothing is
    made up in its place. An unknown contract is `autre`. How many applied is kept aside.

    Raises:
        Invalid: it cannot be used; each violation points at the record's own key (`/dateLimite`).
    """
    reader = opened(record)
    details = held(reader, lambda: _details(reader).checked(), _USUAL)
    return said_in(reader, details, status_in(reader, _STATES))


def _details(reader: Reader) -> EmploiDetails:
    needed = Needed(reader)
    details = {
        "title": needed.line("titre", "poste", "title"),
        "company": needed.line("entreprise", "company"),
        "description": needed.prose("description"),
        "profile": needed.prose("profil", "profile", "exigences"),
        "education": needed.line("formation", "education"),
        "experience": needed.line("experience", "expérience"),
    }
    where, whom = place(reader, needed), contact(reader, needed)
    until = day(reader, "dateLimite", "deadline")
    deadline = needed.found(until, date.min, "dateLimite", "deadline", code="not_a_date")
    contract = choice(reader, Contract, *_CONTRACT) or _other_contract(reader, needed)
    needed.check()
    return EmploiDetails(
        **details,
        place=where,
        contract=contract,
        deadline=deadline,
        contact=whom,
        missions=reader.lines("missions"),
        skills=reader.lines("competences", "compétences", "skills"),
        salary=salary(reader),
        benefits=reader.lines("avantages", "benefits"),
        urgent=flag(reader, "urgent") or False,
        posts=_posts(reader),
    )


def _other_contract(reader: Reader, needed: Needed) -> Contract:
    said = reader.value(*_CONTRACT)
    text = said if isinstance(said, str) else None
    needed.found(text, "", *_CONTRACT)
    return Contract.AUTRE


def _posts(reader: Reader) -> int:
    posts = whole_number(reader.value("nombrePostes", "posts"))
    if posts is None or posts < 1:
        return 1
    reader.use("nombrePostes")
    return posts
