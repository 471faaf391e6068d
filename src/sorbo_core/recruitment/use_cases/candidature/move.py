"""Move a candidature on."""

from sorbo_core.recruitment.candidature import Candidature
from sorbo_core.recruitment.ports import Candidatures
from sorbo_core.recruitment.state import CandidatureState
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.ports import Clock


class MoveCandidature:
    """Move a candidature through recue, preselection, entretien, retenue and refusee.

    A refusal needs a reason, which staff alone read. With `tell`, a mail tells the candidate that
    they are retained or refused; without it, they learn nothing. The present state again changes
    nothing.

    Raises:
        Unauthenticated, Forbidden: the actor may not write candidatures.
        CandidatureNotFound: there is none with this id.
        CandidatureMoveRefused: it does not go from its present state to that one.
        ReasonMissing: it is refused, and nobody says why.
        NothingToTell: there is no mail about that state.
        Invalid: a field breaks its rule.
        Stale: somebody changed it since.
    """

    def __init__(self, *, candidatures: Candidatures, clock: Clock) -> None:
        self._candidatures = candidatures
        self._clock = clock

    async def __call__(
        self,
        *,
        actor: Actor,
        id: str,
        state: CandidatureState,
        reason: str | None = None,
        tell: bool = False,
        version: int | None = None,
    ) -> Candidature:
        actor.require(Permission.WRITE_CANDIDATURES)
        by, now = actor.known(), self._clock.now()
        return await self._candidatures.update(
            id,
            lambda current: current.at_version(version).move(state, by=by, at=now, reason=reason, tell=tell),
        )
