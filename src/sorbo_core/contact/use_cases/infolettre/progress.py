"""Read how far the sending of an issue is."""

import msgspec

from sorbo_core.contact.newsletter.envoi import EnvoiState
from sorbo_core.contact.newsletter.infolettre import Infolettre, InfolettreState
from sorbo_core.contact.newsletter.ports import Abonnes, Envois, Infolettres
from sorbo_core.shared.actor import Actor, Permission

_ENDED = frozenset({InfolettreState.ENVOYEE, InfolettreState.ARRETEE})


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """How far the sending of an issue is, in recipients.

    Attributes:
        sent: whose mail the mail server took.
        failed: whose mail it refused, or who get none as their address is suppressed.
        skipped: who left in time, or whom the issue did not reach before it was stopped.
        left: who are still to get it; before the sending, everybody who would.
    """

    state: InfolettreState
    sent: int
    failed: int
    skipped: int
    left: int


class ReadProgress:
    """Read how many recipients have had an issue, and how many are left.

    Raises:
        Unauthenticated, Forbidden: the actor may not read it.
        InfolettreNotFound: there is none with this id.
    """

    def __init__(self, *, infolettres: Infolettres, envois: Envois, abonnes: Abonnes) -> None:
        self._infolettres = infolettres
        self._envois = envois
        self._abonnes = abonnes

    async def __call__(self, *, actor: Actor, id: str) -> Progress:
        actor.require(Permission.READ_ABONNES)
        issue = await self._infolettres.get(id)
        tally = await self._envois.tally(id)
        under_way = tally.get(EnvoiState.A_ENVOYER, 0) + tally.get(EnvoiState.DIFFERE, 0)
        stopped = issue.state is InfolettreState.ARRETEE
        return Progress(
            state=issue.state,
            sent=tally.get(EnvoiState.ENVOYE, 0),
            failed=tally.get(EnvoiState.ECHOUE, 0),
            skipped=tally.get(EnvoiState.IGNORE, 0) + (under_way if stopped else 0),
            left=await self._unqueued(issue) + (0 if stopped else under_way),
        )

    async def _unqueued(self, issue: Infolettre) -> int:
        if issue.state in _ENDED:
            return 0
        return await self._abonnes.count_readers(issue.content.categories, after=issue.cursor)
