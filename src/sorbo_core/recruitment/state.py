"""Where a candidature stands, and how it gets there."""

from collections.abc import Mapping
from enum import StrEnum


class CandidatureState(StrEnum):
    """How far staff are with a candidature."""

    RECUE = "recue"
    PRESELECTION = "preselection"
    ENTRETIEN = "entretien"
    RETENUE = "retenue"
    REFUSEE = "refusee"


# Who was refused or retained can be invited again; nobody becomes new again.
MOVES: Mapping[CandidatureState, tuple[CandidatureState, ...]] = {
    CandidatureState.RECUE: (
        CandidatureState.PRESELECTION,
        CandidatureState.ENTRETIEN,
        CandidatureState.REFUSEE,
    ),
    CandidatureState.PRESELECTION: (CandidatureState.ENTRETIEN, CandidatureState.REFUSEE),
    CandidatureState.ENTRETIEN: (CandidatureState.RETENUE, CandidatureState.REFUSEE),
    CandidatureState.RETENUE: (CandidatureState.ENTRETIEN, CandidatureState.REFUSEE),
    CandidatureState.REFUSEE: (CandidatureState.PRESELECTION, CandidatureState.ENTRETIEN),
}

NEEDS_REASON = frozenset({CandidatureState.REFUSEE})
TOLD = frozenset({CandidatureState.RETENUE, CandidatureState.REFUSEE})
"""The outcomes of which there is a mail."""
