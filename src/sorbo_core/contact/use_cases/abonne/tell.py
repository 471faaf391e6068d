"""Tell the holder of an address what was asked with it."""

from sorbo_core.contact.newsletter.abonne import Abonne, AbonneState, Wish
from sorbo_core.contact.newsletter.links import Links, proof_of
from sorbo_core.contact.newsletter.ports import Abonnes
from sorbo_core.contact.newsletter.rubrique import Rubrique
from sorbo_core.shared.events import Event
from sorbo_core.shared.outgoing.mail import Facts, Mail, Mailer, MailTemplates


class TellAbonne:
    """Send the mail with the links to confirm and to leave; who is subscribed already is told so.

    It quotes nothing that was typed. A wish that was overtaken, or ended, gets no mail.

    Raises:
        AbonneNotFound: the subscriber has gone.
        Unavailable, Deferred, Refused: as `Mailer.send`.
    """

    def __init__(self, *, abonnes: Abonnes, links: Links, templates: MailTemplates, mailer: Mailer) -> None:
        self._abonnes = abonnes
        self._links = links
        self._templates = templates
        self._mailer = mailer

    async def __call__(self, event: Event) -> None:
        abonne = await self._abonnes.get(event.entity_id)
        wish = abonne.wish
        if wish is None or wish.number != event.sequence:
            return
        confirm, leave = self._links.confirm_token(abonne, wish), self._links.leave_token(abonne)
        # Before the mail leaves: its links must work when it arrives.
        await self._abonnes.update(
            abonne.id,
            lambda current: current.prove_leaving(proof_of(leave)).prove_wish(wish.number, proof_of(confirm)),
        )
        known = abonne.state is AbonneState.CONFIRME
        content = self._templates.render(
            "abonne_known" if known else "abonne_confirmation",
            abonne.language if known else wish.language,
            self._facts(abonne, wish, confirm, leave),
        )
        await self._mailer.send(
            Mail(
                key=f"{event.id}.abonne",
                to=abonne.email,
                content=content,
                unsubscribe_url=self._links.one_click(leave),
            )
        )

    def _facts(self, abonne: Abonne, wish: Wish, confirm: str, leave: str) -> Facts:
        return {
            "present": _listed(abonne.categories),
            "wanted": _listed(wish.categories),
            "confirm_url": self._links.confirm_page(confirm),
            "leave_url": self._links.leave_page(leave),
        }


def _listed(categories: tuple[Rubrique, ...]) -> str:
    return ", ".join(categories)
