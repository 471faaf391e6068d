"""What inscriptions and registers hold of people."""

from sorbo_core.catalogue.enrolment.inscription import Inscription
from sorbo_core.catalogue.enrolment.place import InscriptionState
from sorbo_core.catalogue.enrolment.register import Register
from sorbo_core.shared.personal.holding import NOT_ERASED, Category, Holding, Kept, Sought
from sorbo_core.shared.query import Filter, Op

INSCRIPTIONS_HELD = Holding(
    name="inscriptions",
    holds=Inscription,
    about="Hold seats, tell people how things stand, prove who took part",
    personal={
        "applicant.name": Category.IDENTITY,
        "applicant.email": Category.CONTACT,
        "applicant.phone": Category.CONTACT,
        "applicant.company": Category.IDENTITY,
        "applicant.participants": Category.IDENTITY,
        "token": Category.SECRET,
    },
    plain=(
        "session_id",
        "state",
        "number",
        "price",
        "confirmed_at",
        "moves",
        "expires_at",
        "ending",
        "repeated_at",
        "erased_at",
    ),
    addresses=(Sought("applicant.email"), Sought("applicant.participants.email", Op.CONTAINS)),
    kept=(
        Kept(
            days=365,
            only=(Filter("state", Op.EQ, InscriptionState.ANNULEE), NOT_ERASED),
            text="`annulee`: 1 year after the last change",
            source="GDPR art. 5(1)(e): long enough for questions about it",
        ),
        Kept(
            days=5 * 365,
            only=(NOT_ERASED,),
            text="all others: 5 years after the last change",
            source="limitation of claims: Code civil art. 2224, OHADA *Droit commercial général* art. 16;"
            " invoices are kept elsewhere",
        ),
    ),
    erasure="the place is given up unless they took part, then blanked, people are still counted;"
    " of somebody else's group, the participant alone is blanked and the seat stays",
    shown=lambda inscription, address: inscription.shown_to(address),
    forget=lambda inscription, address, at: (
        inscription.forget(at=at)
        if address in {None, inscription.applicant.email}
        else inscription.forget_participant(str(address))
    ),
)

REGISTERS_HELD = Holding(
    name="registers",
    holds=Register,
    about="Give each address one place in a session",
    personal={"places": Category.TRACE},
    plain=(
        "session_id",
        "seats",
        "start",
        "open",
        "session_version",
        "last_number",
        "taken",
        "waiting",
        "next_expiry",
    ),
    kept=(
        Kept(
            days=None,
            text="a digest of session and address: until the place is given up, else as long as the session",
            source="GDPR art. 4(5): no address can be read from it, only known ones be compared",
        ),
    ),
    erasure="the digest goes, and with it the place, unless they took part",
)
