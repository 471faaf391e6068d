"""Who sees what of the entries."""

from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.publication.publishable import Publishable, Status
from sorbo_core.shared.query import Filter, ListQuery, Op

PUBLISHED = Filter("status", Op.EQ, Status.PUBLIE)


def visible_to(actor: Actor, query: ListQuery) -> ListQuery:
    """Return the query narrowed to what the actor sees: visitors, published things only."""
    return query if actor.may(Permission.READ_DRAFTS) else query.where(PUBLISHED)


def sees(actor: Actor, entity: Publishable) -> bool:
    """Tell whether the actor sees this one."""
    return entity.status is Status.PUBLIE or actor.may(Permission.READ_DRAFTS)
