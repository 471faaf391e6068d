"""What happens to subscribers, issues, and the sending of an issue to a subscriber."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from sorbo_core.shared.events import EventData


class LeftBy(StrEnum):
    """Who ended a subscription: the subscriber with the link of a mail, or staff."""

    LINK = "link"
    STAFF = "staff"


class AbonneAsked(EventData, frozen=True, kw_only=True):
    """Somebody asked for the newsletter with this address; its holder is to be told by mail."""

    type = "abonne.asked"


class AbonneConfirmed(EventData, frozen=True, kw_only=True):
    """The holder of the address confirmed what was asked."""

    type = "abonne.confirmed"


class AbonneLeft(EventData, frozen=True, kw_only=True):
    """The subscription has ended."""

    type = "abonne.left"
    by: Annotated[LeftBy, Meta(description="Who ended it.")]


class InfolettreDrafted(EventData, frozen=True, kw_only=True):
    """Staff drafted an issue of the newsletter."""

    type = "infolettre.drafted"


class InfolettreChanged(EventData, frozen=True, kw_only=True):
    """Staff changed an issue that is not sent yet."""

    type = "infolettre.changed"


class InfolettrePreviewed(EventData, frozen=True, kw_only=True):
    """Somebody on the staff wants to see the issue as a mail."""

    type = "infolettre.previewed"
    compte_id: Annotated[str, Meta(description="The compte of who does.")]


class InfolettreScheduled(EventData, frozen=True, kw_only=True):
    """The issue is planned: its sending begins by itself."""

    type = "infolettre.scheduled"
    send_at: Annotated[datetime, Meta(tz=True, description="When it begins.")]


class InfolettreUnscheduled(EventData, frozen=True, kw_only=True):
    """The issue is a draft again."""

    type = "infolettre.unscheduled"


class InfolettreAdvanced(EventData, frozen=True, kw_only=True):
    """The next batch of recipients is due."""

    type = "infolettre.advanced"
    batch: Annotated[int, Meta(description="Which batch, from 1.")]


class InfolettreSent(EventData, frozen=True, kw_only=True):
    """Every recipient has had the issue, or a first attempt at it."""

    type = "infolettre.sent"


class InfolettreStopped(EventData, frozen=True, kw_only=True):
    """Staff stopped the issue halfway: whoever has not had it does not get it."""

    type = "infolettre.stopped"


class EnvoiQueued(EventData, frozen=True, kw_only=True):
    """A subscriber's turn has come to get an issue."""

    type = "envoi.queued"
    infolettre_id: Annotated[str, Meta(description="The issue.")]
