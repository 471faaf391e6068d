"""What accounts hold of people."""

from sorbo_core.identity.compte import Compte
from sorbo_core.shared.personal.holding import Category, Holding, Kept, Sought

IN_USE = "compte_in_use"
"""Why an active account is not erased."""

COMPTES_HELD = Holding(
    name="comptes",
    holds=Compte,
    about="Let staff log in, and know who did what",
    personal={
        "id": Category.TRACE,
        "email": Category.CONTACT,
        "name": Category.IDENTITY,
        "password_hash": Category.SECRET,
    },
    plain=("role", "active"),
    addresses=(Sought("email"),),
    kept=(
        Kept(
            days=None,
            text="as long as the account is in use",
            source="GDPR art. 6(1)(b): the contract of who works here",
        ),
    ),
    erasure=f"an active one stays (`{IN_USE}`); an inactive one is blanked",
    forget=lambda compte, _, __: compte.forget(),
    needed=lambda compte: IN_USE if compte.active else None,
)
