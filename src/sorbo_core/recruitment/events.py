"""What happens to a candidature. Nothing of the candidate is in it."""

from typing import Annotated

from msgspec import Meta

from sorbo_core.recruitment.state import CandidatureState
from sorbo_core.shared.events import EventData

EmploiId = Annotated[str, Meta(description="The emploi that it is for.")]


class CandidatureReceived(EventData, frozen=True, kw_only=True):
    """Somebody applied for a job."""

    type = "candidature.received"
    emploi_id: EmploiId


class CandidatureRepeated(EventData, frozen=True, kw_only=True):
    """The same address applied for the same job again; nothing changed."""

    type = "candidature.repeated"
    emploi_id: EmploiId


class CandidatureMoved(EventData, frozen=True, kw_only=True):
    """The candidature is in another state."""

    type = "candidature.moved"
    emploi_id: EmploiId
    source: Annotated[CandidatureState, Meta(description="Where it stood before.")]
    state: Annotated[CandidatureState, Meta(description="Where it stands now.")]
    tell: Annotated[bool, Meta(description="Whether a mail tells the candidate.")]


class CandidatureNoted(EventData, frozen=True, kw_only=True):
    """Staff wrote a note about the candidature."""

    type = "candidature.noted"
    emploi_id: EmploiId
