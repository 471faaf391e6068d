"""Send an issue to one subscriber."""

from datetime import timedelta

from sorbo_core.contact.newsletter.abonne import Abonne
from sorbo_core.contact.newsletter.envoi import Envoi, EnvoiState
from sorbo_core.contact.newsletter.errors import AbonneNotFound
from sorbo_core.contact.newsletter.facts import facts_of
from sorbo_core.contact.newsletter.infolettre import Infolettre, InfolettreState
from sorbo_core.contact.newsletter.links import Links, proof_of
from sorbo_core.contact.newsletter.ports import Abonnes, Envois, Infolettres
from sorbo_core.contact.use_cases.envoi.next_batch import go_on
from sorbo_core.shared.errors import Deferred, Refused
from sorbo_core.shared.events import Event
from sorbo_core.shared.outgoing.mail import Mail, Mailer, MailTemplates
from sorbo_core.shared.ports import Clock

PATIENCE = timedelta(days=2)
"""For so long a mail that its server refuses for now is tried again."""


class SendToOne:
    """Send an issue to one subscriber, who still wants it, and note what became of the mail.

    A mail that is sent twice, as the process died in between, has the same Message-ID. A refusal
    for good is noted; it is nothing to keep as a dead letter.

    Raises:
        EnvoiNotFound, InfolettreNotFound: something has gone.
        Deferred: the mail server refuses it for now.
        Unavailable: a part is away.
    """

    def __init__(
        self,
        *,
        infolettres: Infolettres,
        envois: Envois,
        abonnes: Abonnes,
        links: Links,
        templates: MailTemplates,
        mailer: Mailer,
        clock: Clock,
    ) -> None:
        self._infolettres = infolettres
        self._envois = envois
        self._abonnes = abonnes
        self._links = links
        self._templates = templates
        self._mailer = mailer
        self._clock = clock

    async def __call__(self, event: Event) -> None:
        envoi = await self._envois.get(event.entity_id)
        later = None
        if envoi.open:
            later = await self._settle(envoi, event)
        await go_on(
            envoi.infolettre_id, infolettres=self._infolettres, envois=self._envois, clock=self._clock
        )
        if later is not None:
            raise later

    async def _settle(self, envoi: Envoi, event: Event) -> Deferred | None:
        """Send the mail and note what became of it; return why it has to be tried again, if it has."""
        try:
            await self._note(envoi, await self._send(envoi))
        except Refused as error:
            await self._note(envoi, EnvoiState.ECHOUE, error.reason)
        except Deferred as error:
            if self._clock.now() - event.occurred_at > PATIENCE:
                await self._note(envoi, EnvoiState.ECHOUE, error.reason)
                return None
            await self._note(envoi, EnvoiState.DIFFERE, error.reason)
            return error
        return None

    async def _send(self, envoi: Envoi) -> EnvoiState:
        issue = await self._infolettres.get(envoi.infolettre_id)
        abonne = await self._reader(envoi, issue)
        if abonne is None:
            return EnvoiState.IGNORE
        token = self._links.leave_token(abonne)
        proof = proof_of(token)
        # Known since the first mail, unless the secret behind the links was changed.
        if proof not in abonne.leave_proofs:
            await self._abonnes.update(abonne.id, lambda current: current.prove_leaving(proof))
        facts = facts_of(issue, leave_url=self._links.leave_page(token))
        content = self._templates.render("infolettre", abonne.language, facts)
        url = self._links.one_click(token)
        await self._mailer.send(Mail(key=envoi.id, to=abonne.email, content=content, unsubscribe_url=url))
        return EnvoiState.ENVOYE

    async def _reader(self, envoi: Envoi, issue: Infolettre) -> Abonne | None:
        try:
            abonne = await self._abonnes.get(envoi.abonne_id)
        except AbonneNotFound:
            return None
        wanted = issue.state is not InfolettreState.ARRETEE and abonne.reads(issue.content.categories)
        return abonne if wanted else None

    async def _note(self, envoi: Envoi, state: EnvoiState, reason: str | None = None) -> None:
        now = self._clock.now()
        await self._envois.update(envoi.id, lambda current: current.became(state, reason=reason, at=now))
