"""What demandes hold of people."""

from sorbo_core.contact.demande import Demande
from sorbo_core.shared.personal.holding import NOT_ERASED, Category, Holding, Kept, Sought

DEMANDES_HELD = Holding(
    name="demandes",
    holds=Demande,
    about="Answer what visitors ask",
    personal={
        "name": Category.IDENTITY,
        "email": Category.CONTACT,
        "phone": Category.CONTACT,
        "message": Category.WORDS,
        "details": Category.WORDS,
        "alike": Category.WORDS,
    },
    plain=("subject", "state", "assignee_id", "erased_at"),
    addresses=(Sought("email"),),
    kept=(
        Kept(
            days=3 * 365,
            only=(NOT_ERASED,),
            text="3 years after the last change",
            source="CNIL, *Référentiel gestion commerciale*: prospects, 3 years after the last contact",
        ),
    ),
    erasure="blanked; subject, state and month are still counted",
    forget=lambda demande, _, at: demande.forget(at=at),
)
