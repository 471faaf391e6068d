"""Who may upload what, and who may see which files."""

from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.files.kind import FileKind

WRITERS = (
    Permission.WRITE_CONTENT,
    Permission.WRITE_CATALOGUE,
    Permission.WRITE_PORTFOLIO,
    Permission.WRITE_RECRUITMENT,
)
"""Whoever may write something that shows images and documents may upload them."""


def require_writer(actor: Actor) -> None:
    """Return only when the actor may write something that refers to files.

    Raises:
        Unauthenticated: a visitor asks.
        Forbidden: a known actor asks who may write nothing of that sort.
    """
    if not any(map(actor.may, WRITERS)):
        actor.require(WRITERS[0])


def require_uploader(actor: Actor, kind: FileKind) -> None:
    """Return only when the actor may upload this kind of file; a CV, anybody may.

    Raises:
        Unauthenticated, Forbidden: as `require_writer`.
    """
    if kind is not FileKind.CV:
        require_writer(actor)
