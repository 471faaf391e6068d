"""Tell a candidate how things stand."""

from collections.abc import Mapping

from sorbo_core.recruitment.candidature import Candidature
from sorbo_core.recruitment.events import CandidatureMoved, CandidatureReceived, CandidatureRepeated
from sorbo_core.recruitment.facts import facts_of
from sorbo_core.recruitment.ports import Candidatures, Emplois
from sorbo_core.recruitment.state import CandidatureState
from sorbo_core.shared.events import Event
from sorbo_core.shared.outgoing.mail import Language, Mail, Mailer, MailTemplates

_BY_TYPE: Mapping[str, str] = {
    CandidatureReceived.type: "candidature_acknowledgement",
    CandidatureRepeated.type: "candidature_repeated",
}
_BY_OUTCOME: Mapping[CandidatureState, str] = {
    CandidatureState.RETENUE: "candidature_retained",
    CandidatureState.REFUSEE: "candidature_refused",
}


class TellCandidate:
    """Send a mail, in French: that a candidature has arrived, that there is one already, its outcome.

    Of an outcome it tells where staff asked for it, and only as long as it is the present one. It
    quotes nothing of what was typed but the name, so that nobody can use the form to send a message
    of their own to somebody else's address, and nothing of what staff wrote.

    Raises:
        CandidatureNotFound, EmploiNotFound: something has gone.
        Unavailable, Deferred, Refused: as `Mailer.send`.
    """

    def __init__(
        self, *, emplois: Emplois, candidatures: Candidatures, templates: MailTemplates, mailer: Mailer
    ) -> None:
        self._emplois = emplois
        self._candidatures = candidatures
        self._templates = templates
        self._mailer = mailer

    async def __call__(self, event: Event) -> None:
        candidature = await self._candidatures.get(event.entity_id)
        template = _template(event, candidature)
        if template is None or candidature.erased_at is not None:
            return
        emploi = await self._emplois.get(candidature.emploi_id)
        content = self._templates.render(template, Language.FR, facts_of(candidature, emploi))
        await self._mailer.send(
            Mail(key=f"{event.id}.candidate", to=candidature.candidate.email, content=content)
        )


def _template(event: Event, candidature: Candidature) -> str | None:
    moved = CandidatureMoved.of(event)
    if moved is None:
        return _BY_TYPE.get(event.type)
    if not moved.tell or moved.state is not candidature.state:
        return None
    return _BY_OUTCOME.get(moved.state)
