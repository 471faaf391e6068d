"""Tell who enrolled how things stand."""

from sorbo_core.catalogue.enrolment.events import InscriptionPromoted
from sorbo_core.catalogue.enrolment.facts import facts_of
from sorbo_core.catalogue.enrolment.inscription import Inscription
from sorbo_core.catalogue.enrolment.place import Ending, InscriptionState
from sorbo_core.catalogue.enrolment.ports import Inscriptions, Registers
from sorbo_core.catalogue.enrolment.register import register_id
from sorbo_core.catalogue.ports import Formations, Sessions
from sorbo_core.shared.events import Event
from sorbo_core.shared.outgoing.mail import Language, Mail, Mailer, MailTemplates

_BY_STATE = {
    InscriptionState.DEMANDEE: "inscription_held",
    InscriptionState.EN_ATTENTE: "inscription_waiting",
    InscriptionState.CONFIRMEE: "inscription_confirmed",
    InscriptionState.PRESENTE: "inscription_confirmed",
}
_BY_ENDING = {
    Ending.LAPSED: "inscription_lapsed",
    Ending.SESSION_CANCELLED: "inscription_session_cancelled",
}


class TellApplicant:
    """Send a mail, in French, that tells where an inscription stands, when that has changed or was asked for.

    It tells the present state: of an event that has been overtaken, there is nothing to say. It
    quotes nothing of what was typed but the name, so that nobody can use the form to send a message
    of their own to somebody else's address.

    Raises:
        InscriptionNotFound, SessionNotFound, FormationNotFound: something has gone.
        Unavailable, Deferred, Refused: as `Mailer.send`.
    """

    def __init__(
        self,
        *,
        formations: Formations,
        sessions: Sessions,
        registers: Registers,
        inscriptions: Inscriptions,
        templates: MailTemplates,
        mailer: Mailer,
        site_url: str,
    ) -> None:
        self._formations = formations
        self._sessions = sessions
        self._registers = registers
        self._inscriptions = inscriptions
        self._templates = templates
        self._mailer = mailer
        self._site_url = site_url

    async def __call__(self, event: Event) -> None:
        inscription = await self._inscriptions.get(event.entity_id)
        if inscription.last_event != event.sequence or inscription.erased_at is not None:
            return
        session = await self._sessions.get(inscription.session_id)
        formation = await self._formations.get(session.formation_id)
        register = await self._registers.get(register_id(session.id))
        in_line = register.in_line(inscription.id)
        if inscription.state is InscriptionState.EN_ATTENTE and not in_line:
            return
        facts = facts_of(inscription, session, formation, in_line=in_line, site_url=self._site_url)
        content = self._templates.render(_template(event, inscription), Language.FR, facts)
        await self._mailer.send(
            Mail(key=f"{event.id}.applicant", to=inscription.applicant.email, content=content)
        )


def _template(event: Event, inscription: Inscription) -> str:
    if event.type == InscriptionPromoted.type:
        return "inscription_promoted"
    if inscription.ending is not None:
        return _BY_ENDING.get(inscription.ending, "inscription_cancelled")
    return _BY_STATE[inscription.state]
