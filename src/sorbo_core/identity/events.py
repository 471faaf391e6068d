"""What happens to accounts, and to the links that mails take to people."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from sorbo_core.identity.permissions import Role
from sorbo_core.shared.events import EventData

By = Annotated[str, Meta(description="The compte of who did it.")]


class LinkPurpose(StrEnum):
    """What a link is good for, and nothing else."""

    INVITATION = "invitation"
    REGISTRATION = "registration"
    PASSWORD_RESET = "password_reset"  # noqa: S105 — the name of a purpose
    EMAIL_CHANGE = "email_change"


Purpose = Annotated[LinkPurpose, Meta(description="What the link is good for.")]


class CompteCreated(EventData, frozen=True, kw_only=True):
    """Somebody was given an account."""

    type = "compte.created"
    role: Annotated[Role, Meta(description="What its holder may do.")]


class ComptePasswordChanged(EventData, frozen=True, kw_only=True):
    """The account has another password."""

    type = "compte.password_changed"


class CompteRenamed(EventData, frozen=True, kw_only=True):
    """The account's holder goes by another name."""

    type = "compte.renamed"


class CompteEmailChanged(EventData, frozen=True, kw_only=True):
    """The account has another address, which its holder has confirmed."""

    type = "compte.email_changed"
    link_id: Annotated[str, Meta(description="The link that confirmed it; it knows the address before.")]


class CompteRoleChanged(EventData, frozen=True, kw_only=True):
    """The account's holder may do other things."""

    type = "compte.role_changed"
    before: Annotated[Role, Meta(description="What the role was.")]
    role: Annotated[Role, Meta(description="What it is.")]
    by_id: By


class CompteDeactivated(EventData, frozen=True, kw_only=True):
    """Nobody can log in to the account any more."""

    type = "compte.deactivated"
    by_id: By


class CompteReactivated(EventData, frozen=True, kw_only=True):
    """The account's holder can log in again."""

    type = "compte.reactivated"
    by_id: By


class CompteSecondFactorEnrolled(EventData, frozen=True, kw_only=True):
    """The account asks for a second factor, or for another one than before."""

    type = "compte.second_factor_enrolled"


class CompteSecondFactorRemoved(EventData, frozen=True, kw_only=True):
    """The account asks for its password alone."""

    type = "compte.second_factor_removed"
    by_id: By


class CompteRecoveryCodeUsed(EventData, frozen=True, kw_only=True):
    """A recovery code stood in for the authenticator."""

    type = "compte.recovery_code_used"
    left: Annotated[int, Meta(description="How many are left.")]


class AccessLinkAsked(EventData, frozen=True, kw_only=True):
    """A mail with a link is to go to an address, if there is reason to."""

    type = "access_link.asked"
    purpose: Purpose


class AccessLinkUsed(EventData, frozen=True, kw_only=True):
    """The link was followed, and is good for nothing more."""

    type = "access_link.used"
    purpose: Purpose


class AccessLinkWithdrawn(EventData, frozen=True, kw_only=True):
    """Staff withdrew the link: it is good for nothing any more."""

    type = "access_link.withdrawn"
    purpose: Purpose
    by_id: By
