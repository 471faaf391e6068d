"""Preferences: what a person is told, where and when."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Self

import msgspec

from sorbo_core.notifications.kinds import Kind
from sorbo_core.shared.entity import Entity


class MailChoice(StrEnum):
    """Whether a mail tells it too, and when."""

    NONE = "none"
    AT_ONCE = "at_once"
    DIGEST = "digest"


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """How a person is told about one kind: in the notification centre, by mail, by both or not at all."""

    kind: Kind
    in_app: bool = True
    mail: MailChoice = MailChoice.NONE


# A new request goes to the shared mailbox already: a second mail about it is for who asks for one.
DEFAULTS: dict[Kind, Choice] = {
    kind: Choice(kind=kind, mail=mail)
    for kind, mail in (
        (Kind.DEMANDE_RECEIVED, MailChoice.NONE),
        (Kind.DEMANDE_ASSIGNED, MailChoice.AT_ONCE),
        (Kind.INSCRIPTION_REQUESTED, MailChoice.DIGEST),
        (Kind.CANDIDATURE_RECEIVED, MailChoice.DIGEST),
        (Kind.AVIS_SUBMITTED, MailChoice.DIGEST),
    )
}


class Preferences(Entity, frozen=True, kw_only=True):
    """The choices of one compte, whose id is also theirs; what was never chosen follows `DEFAULTS`.

    Attributes:
        chosen: at most one choice for each kind.
    """

    masked: ClassVar = ("chosen",)

    chosen: tuple[Choice, ...] = ()

    @classmethod
    def untouched(cls, compte_id: str, *, at: datetime) -> Self:
        """Return the preferences of somebody who never chose anything, at version 0."""
        return cls(id=compte_id, created_at=at, updated_at=at)

    def choice(self, kind: Kind) -> Choice:
        """Return how the person is told about a kind."""
        return next((each for each in self.chosen if each.kind is kind), DEFAULTS[kind])

    def replacing(self, stored: Self) -> Self:
        """Return the preferences themselves if they follow from those that are stored.

        Raises:
            Stale: another version is stored.
        """
        stored.at_version(self.version)
        return self

    def choose(self, changes: Mapping[Kind, Mapping[str, object]], *, at: datetime) -> Self:
        """Return the preferences with these fields of choices changed, or itself if nothing is."""
        choices = {kind: self.choice(kind) for kind in Kind}
        changed = {
            kind: msgspec.structs.replace(choice, **changes.get(kind, {})) for kind, choice in choices.items()
        }
        if changed == choices:
            return self
        kept = tuple(each for kind, each in changed.items() if each != DEFAULTS[kind])
        return msgspec.structs.replace(self, chosen=kept, updated_at=at)
