"""What the newsletter holds of people."""

from sorbo_core.contact.newsletter.abonne import Abonne, AbonneState
from sorbo_core.contact.newsletter.envoi import Envoi, EnvoiState
from sorbo_core.shared.personal.holding import NOT_ERASED, Category, Holding, Kept, Sought
from sorbo_core.shared.query import Filter, Op

ABONNES_HELD = Holding(
    name="abonnes",
    holds=Abonne,
    about="Send the newsletter to who agreed to get it, and prove that they did",
    personal={
        "email": Category.CONTACT,
        "language": Category.PREFERENCE,
        "categories": Category.PREFERENCE,
        "wish": Category.PREFERENCE,
        "leave_proofs": Category.SECRET,
    },
    plain=("state", "asked_at", "asks", "confirmed_at", "left_at"),
    addresses=(Sought("email"),),
    kept=(
        Kept(
            days=30,
            since="asked_at",
            only=(Filter("state", Op.EQ, AbonneState.EN_ATTENTE),),
            text="never confirmed: 30 days after it was last asked (the link is good for 7)",
            source="GDPR art. 5(1)(e): nobody has agreed to anything",
        ),
        Kept(
            days=3 * 365,
            since="left_at",
            only=(Filter("state", Op.EQ, AbonneState.DESABONNE),),
            text="has left: 3 years after that",
            source="CNIL, *Référentiel gestion commerciale*: who objects is remembered for 3 years",
        ),
        Kept(
            days=None,
            text="subscribed: until they leave",
            source="GDPR art. 6(1)(a), 7: consent lasts until it is withdrawn",
        ),
    ),
    erasure="deleted: nothing more is sent, links of old mails say that they are not valid",
)

ENVOIS_HELD = Holding(
    name="envois",
    holds=Envoi,
    about="Send an issue once to each subscriber, and tell staff what became of it",
    personal={"id": Category.TRACE, "abonne_id": Category.TRACE, "reason": Category.CONTACT},
    plain=("infolettre_id", "state", "erased_at"),
    refers="abonne_id",
    kept=(
        Kept(
            days=365,
            only=(Filter("state", Op.EQ, EnvoiState.ECHOUE), NOT_ERASED),
            text="what the mail server said: 1 year; the figure of an issue stays",
            source="GDPR art. 5(1)(e): it serves to mend the list",
        ),
    ),
    erasure="blanked: what the mail server said goes, what was to be sent is not; the id is nobody's then",
    forget=lambda envoi, _, at: envoi.forget(at=at),
)
