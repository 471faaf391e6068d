"""Which role may do what: the one table."""

from enum import StrEnum

from sorbo_core.shared.actor import Permission


class Role(StrEnum):
    """What an account is for; the wire values of the first three are those of the existing data."""

    ADMIN = "admin"
    EDITOR = "editor"
    VIEWER = "viewer"
    RECRUITER = "recruiter"


ROLES: dict[Role, frozenset[Permission]] = {
    Role.ADMIN: frozenset(Permission),
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
}
