"""Emplois as the existing pages read them."""

from sorbo_core.recruitment.terms import Salary
from sorbo_core.recruitment.use_cases.emploi.sheets import EmploiSheet
from sorbo_core.shared.money import Currency
from sorbo_web.site.answers import Json
from sorbo_web.site.neutral import Prose
from sorbo_web.site.views.shared import named, published_at, text

_CURRENCIES = {Currency.XOF: "FCFA"}


def emploi(sheet: EmploiSheet, _: int = 0) -> Json:
    """Return what pages read of an emploi. How many applied is nobody's business."""
    entry, said = sheet.emploi, sheet.emploi.details
    return {
        **named(entry),
        "entreprise": said.company,
        "description": Prose(said.description),
        "profil": Prose(said.profile),
        "missions": said.missions,
        "competences": said.skills,
        "formation": said.education,
        "experience": said.experience,
        "lieu": {"ville": said.place.city, "pays": text(said.place.country)},
        "typeContrat": said.contract,
        "salaire": _salary(said.salary),
        "avantages": said.benefits,
        "dateLimite": said.deadline,
        "datePublication": published_at(entry),
        "statut": text(sheet.state),
        "urgent": said.urgent,
        "nombrePostes": said.posts,
        "contact": {
            "email": said.contact.email,
            "telephone": text(said.contact.phone),
            "personne": text(said.contact.person),
        },
    }


def _salary(salary: Salary | None) -> Json:
    """Return a salary that is shown; of one that is not, the sheet of a visitor knows nothing."""
    if salary is None:
        return {"min": 0, "max": 0, "devise": "FCFA", "afficher": False}
    currency = _CURRENCIES.get(salary.currency, salary.currency)
    return {"min": salary.min or 0, "max": salary.max or 0, "devise": currency, "afficher": True}
