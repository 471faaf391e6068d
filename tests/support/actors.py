"""Who asks, in tests."""

from sorbo_core.identity.permissions import ROLES, Role
from sorbo_core.shared.actor import VISITOR, Actor

ADMIN = Actor(id="admin", permissions=ROLES[Role.ADMIN])
EDITOR = Actor(id="editor", permissions=ROLES[Role.EDITOR])
VIEWER = Actor(id="viewer", permissions=ROLES[Role.VIEWER])
NOBODY = VISITOR
