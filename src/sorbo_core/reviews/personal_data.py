"""What avis hold of people."""

from sorbo_core.reviews.avis import Avis, AvisState
from sorbo_core.shared.personal.holding import Category, Holding, Kept, Sought
from sorbo_core.shared.query import Filter, Op

AVIS_HELD = Holding(
    name="avis",
    holds=Avis,
    about="Show what people say of formations and logiciels, one avis each",
    personal={
        "opinion.name": Category.IDENTITY,
        "opinion.position": Category.IDENTITY,
        "opinion.company": Category.IDENTITY,
        "opinion.email": Category.CONTACT,
        "opinion.stars": Category.WORDS,
        "opinion.comment": Category.WORDS,
        "key": Category.TRACE,
    },
    plain=("noun", "entry_id", "state", "moderated_by"),
    addresses=(Sought("opinion.email"),),
    kept=(
        Kept(
            days=365,
            only=(Filter("state", Op.EQ, AvisState.REFUSE),),
            text="refused: 1 year after that",
            source="GDPR art. 5(1)(e): long enough for questions about it",
        ),
        Kept(
            days=None,
            text="waiting or shown: until its author has it erased",
            source="GDPR art. 6(1)(f): who publishes an opinion wants it read",
        ),
    ),
    erasure="deleted: it is not shown, and counts in no rating any more",
)
