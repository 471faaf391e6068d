"""Approve an avis."""

from sorbo_core.reviews.avis import AvisState
from sorbo_core.reviews.use_cases.decide import Decide


class ApproveAvis(Decide):
    """Show an avis to visitors, whatever was decided before; it counts in the rating from now on.

    Raises:
        Unauthenticated, Forbidden: the actor may not moderate avis.
        AvisNotFound: there is none with this id.
        Stale: somebody decided about it since.
    """

    state = AvisState.APPROUVE
