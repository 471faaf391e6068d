"""What the mails about a candidature tell."""

from sorbo_core.recruitment.candidature import Candidature
from sorbo_core.recruitment.emploi import Emploi
from sorbo_core.shared.outgoing.mail import Facts


def facts_of(candidature: Candidature, emploi: Emploi) -> Facts:
    """Return the candidature as templates read it: nothing of what staff wrote."""
    return {
        "reference": candidature.id,
        "name": candidature.candidate.name,
        "emploi": emploi.details.title,
        "company_hiring": emploi.details.company,
        "applied_on": candidature.created_at.strftime("%d/%m/%Y"),
    }
