"""What accounts, and the links of mails to their holders, hold of people."""

from sorbo_core.identity.access_link import AccessLink
from sorbo_core.identity.compte import Compte
from sorbo_core.shared.personal.holding import Category, Holding, Kept, Sought

IN_USE = "compte_in_use"
"""Why an active account is not erased."""

COMPTES_HELD = Holding(
    name="comptes",
    holds=Compte,
    about="Let staff and visitors log in, and know who did what",
    personal={
        "id": Category.TRACE,
        "email": Category.CONTACT,
        "name": Category.IDENTITY,
        "password_hash": Category.SECRET,
        "second_factor": Category.SECRET,
        "candidate": Category.SECRET,
    },
    plain=("role", "active", "password_changed_at"),
    addresses=(Sought("email"),),
    kept=(
        Kept(
            days=None,
            text="as long as the account is in use",
            source="GDPR art. 6(1)(b): the contract of who works here or has registered",
        ),
    ),
    erasure=f"an active one stays (`{IN_USE}`); an inactive one is blanked",
    forget=lambda compte, _, __: compte.forget(),
    needed=lambda compte: IN_USE if compte.active else None,
)

ACCESS_LINKS_HELD = Holding(
    name="access_links",
    holds=AccessLink,
    about="Give an account, a password or another address to who reads the mails of an address",
    personal={
        "id": Category.TRACE,
        "email": Category.CONTACT,
        "former_email": Category.CONTACT,
        "language": Category.PREFERENCE,
        "compte_id": Category.TRACE,
        "by_id": Category.TRACE,
        "proofs": Category.SECRET,
    },
    plain=("purpose", "role", "state", "asked_at", "told_at"),
    addresses=(Sought("email"), Sought("former_email")),
    refers="compte_id",
    kept=(
        Kept(
            days=7,
            text="7 days after the latest mail, its use or its withdrawal (a link is good for an hour)",
            source="GDPR art. 5(1)(e): who never confirmed has agreed to nothing",
        ),
    ),
    erasure="deleted: links of old mails say that they are not valid",
)
