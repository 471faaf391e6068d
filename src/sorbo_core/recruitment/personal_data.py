"""What candidatures hold of people."""

from sorbo_core.recruitment.candidature import Candidature
from sorbo_core.shared.personal.holding import NOT_ERASED, Category, Holding, Kept, Sought

CANDIDATURES_HELD = Holding(
    name="candidatures",
    holds=Candidature,
    about="Fill a post",
    personal={
        "key": Category.CONTACT,
        "candidate.name": Category.IDENTITY,
        "candidate.email": Category.CONTACT,
        "candidate.phone": Category.CONTACT,
        "candidate.motivation": Category.WORDS,
        "candidate.level": Category.CAREER,
        "candidate.available_from": Category.CAREER,
        "candidate.cv": Category.CAREER,
        "words": Category.CAREER,
        "history": Category.STAFF_NOTES,
        "notes": Category.STAFF_NOTES,
    },
    plain=("emploi_id", "state", "repeated_at", "erased_at"),
    addresses=(Sought("candidate.email"),),
    kept=(
        Kept(
            days=2 * 365,
            only=(NOT_ERASED,),
            text="2 years after the last change, whatever came of it",
            source="CNIL, *Guide recrutement*: 2 years after the last contact",
        ),
    ),
    erasure="blanked, notes and reasons included, the CV deleted; emploi, state and level are still counted",
    forget=lambda candidature, _, at: candidature.forget(at=at),
)
