"""Which role may do what. The table that it is held to is `docs/security/permissions.md`."""

from enum import StrEnum

from sorbo_core.identity.errors import RoleReserved
from sorbo_core.shared.actor import Actor, Permission


class Role(StrEnum):
    """What an account is for.

    Attributes:
        TRAINER: reads sessions and who takes part; nobody is assigned to a session yet.
        VIEWER: reads what staff read, but for candidatures.
        VISITOR: has registered on the site; may do nothing but what concerns the account itself.
    """

    ADMIN = "admin"
    EDITOR = "editor"
    VIEWER = "viewer"
    RECRUITER = "recruiter"
    SUPER_ADMIN = "super-admin"
    TRAINER = "trainer"
    VISITOR = "visitor"


RESERVED = frozenset({Role.SUPER_ADMIN, Role.ADMIN})
"""The roles that super-admins alone give, take and keep from logging in."""

FOR_LOGINS = frozenset({Permission.WRITE_COMPTES, Permission.MANAGE_ADMINS})
"""What no API key can have: who decides about accounts has logged in."""

ROLES: dict[Role, frozenset[Permission]] = {
    Role.SUPER_ADMIN: frozenset(Permission),
    Role.ADMIN: frozenset(Permission) - {Permission.MANAGE_ADMINS},
    Role.EDITOR: frozenset(
        {
            Permission.READ_DRAFTS,
            Permission.WRITE_CATALOGUE,
            Permission.WRITE_PORTFOLIO,
            Permission.WRITE_CONTENT,
            Permission.READ_DEMANDES,
            Permission.WRITE_DEMANDES,
            Permission.READ_INSCRIPTIONS,
            Permission.WRITE_INSCRIPTIONS,
            Permission.WRITE_RECRUITMENT,
            Permission.MODERATE_REVIEWS,
            Permission.READ_ABONNES,
            Permission.WRITE_ABONNES,
            Permission.READ_STATISTICS,
        }
    ),
    Role.VIEWER: frozenset(
        {
            Permission.READ_DRAFTS,
            Permission.READ_DEMANDES,
            Permission.READ_INSCRIPTIONS,
            Permission.READ_ABONNES,
            Permission.READ_STATISTICS,
        }
    ),
    Role.RECRUITER: frozenset(
        {
            Permission.READ_DRAFTS,
            Permission.WRITE_RECRUITMENT,
            Permission.READ_CANDIDATURES,
            Permission.WRITE_CANDIDATURES,
        }
    ),
    Role.TRAINER: frozenset({Permission.READ_DRAFTS, Permission.READ_INSCRIPTIONS}),
    Role.VISITOR: frozenset(),
}


def require_power_over(actor: Actor, *roles: Role) -> None:
    """Return only when the actor may decide about holders of all these roles.

    Raises:
        RoleReserved: one is an administrator's, and the actor is no super-admin.
    """
    if not RESERVED.isdisjoint(roles) and not actor.may(Permission.MANAGE_ADMINS):
        raise RoleReserved
