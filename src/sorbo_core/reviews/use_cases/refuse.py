"""Refuse an avis."""

from sorbo_core.reviews.avis import AvisState
from sorbo_core.reviews.use_cases.decide import Decide


class RefuseAvis(Decide):
    """Keep an avis from visitors, whatever was decided before; it does not count, or no longer.

    Raises:
        Unauthenticated, Forbidden: the actor may not moderate avis.
        AvisNotFound: there is none with this id.
        Stale: somebody decided about it since.
    """

    state = AvisState.REFUSE
