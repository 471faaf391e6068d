"""Who asks, in tests."""

from sorbo_core.identity.permissions import ROLES, Role
from sorbo_core.shared.actor import VISITOR, Actor

EDITOR = Actor(id="editor", permissions=ROLES[Role.EDITOR])
VIEWER = Actor(id="viewer", permissions=ROLES[Role.VIEWER])
NOBODY = VISITOR
