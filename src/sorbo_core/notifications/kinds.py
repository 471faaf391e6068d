"""What staff are told about: one kind for each event type that concerns them, and whom it concerns."""

from enum import StrEnum

import msgspec

from sorbo_core.shared.actor import Permission


class Kind(StrEnum):
    """What a notification is about; its value is the type of the event that causes it."""

    DEMANDE_RECEIVED = "demande.received"
    DEMANDE_ASSIGNED = "demande.assigned"
    INSCRIPTION_REQUESTED = "inscription.requested"
    CANDIDATURE_RECEIVED = "candidature.received"


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """Whom a kind concerns, and what of its event a notification keeps.

    Attributes:
        permission: what a person must be allowed to do in order to be told.
        addressee: the field of the event with the compte that alone is told; None tells everybody
            who holds the permission.
        facts: the fields of the event that are kept: states and codes, nothing personal.
    """

    permission: Permission
    addressee: str | None = None
    facts: tuple[str, ...] = ()


RULES: dict[Kind, Rule] = {
    Kind.DEMANDE_RECEIVED: Rule(permission=Permission.READ_DEMANDES, facts=("subject",)),
    Kind.DEMANDE_ASSIGNED: Rule(permission=Permission.READ_DEMANDES, addressee="assignee_id"),
    Kind.INSCRIPTION_REQUESTED: Rule(permission=Permission.READ_INSCRIPTIONS, facts=("people", "state")),
    Kind.CANDIDATURE_RECEIVED: Rule(permission=Permission.READ_CANDIDATURES),
}
