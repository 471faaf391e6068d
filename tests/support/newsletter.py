"""The newsletter on memory adapters, and what tests do with it again and again."""

import re
from datetime import timedelta
from typing import Any

from sorbo_adapters.memory.contact import MemoryStaffDirectory
from sorbo_adapters.memory.delivery.outbox import MemoryOutbox
from sorbo_adapters.memory.identity import MemoryComptes
from sorbo_adapters.memory.mail import MemoryMailer
from sorbo_adapters.memory.newsletter.abonnes import MemoryAbonnes
from sorbo_adapters.memory.newsletter.envois import MemoryEnvois
from sorbo_adapters.memory.newsletter.infolettres import MemoryInfolettres
from sorbo_adapters.memory.system import FixedClock, SequentialIds
from sorbo_adapters.security.seals import HmacSeals
from sorbo_adapters.templates.mail_templates import MjmlMailTemplates
from sorbo_core.contact.newsletter.abonne import Abonne
from sorbo_core.contact.newsletter.infolettre import Infolettre
from sorbo_core.contact.newsletter.links import Links
from sorbo_core.contact.newsletter.ports import Abonnes, Envois, Infolettres
from sorbo_core.contact.newsletter.rubrique import Rubrique
from sorbo_core.contact.use_cases.abonne.confirm import ConfirmSubscription
from sorbo_core.contact.use_cases.abonne.subscribe import Subscribe
from sorbo_core.contact.use_cases.abonne.tell import TellAbonne
from sorbo_core.contact.use_cases.abonne.unsubscribe import Unsubscribe
from sorbo_core.contact.use_cases.envoi.queue_batch import QueueBatch
from sorbo_core.contact.use_cases.envoi.send_preview import SendPreview
from sorbo_core.contact.use_cases.envoi.send_to_one import SendToOne
from sorbo_core.contact.use_cases.infolettre.progress import Progress, ReadProgress
from sorbo_core.delivery.ports import Outbox
from sorbo_core.delivery.subscriptions import Subscriptions
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.errors import Unavailable
from sorbo_core.shared.outgoing.mail import Language, Mail, Mailer, MailTemplates
from support import build
from support.post_office import relay_of

EVERYBODY = (Rubrique.FORMATIONS, Rubrique.EMPLOIS)
STAFF = Actor(id="staff", permissions=frozenset({Permission.READ_ABONNES, Permission.WRITE_ABONNES}))
_TOKEN = re.compile(r"jeton=(\S+)")


class Newsletter:
    """Subscribers, issues and the mails about both, with a relay that delivers.

    Attributes:
        mailer: what takes the mails.
    """

    def __init__(
        self,
        *,
        abonnes: Abonnes,
        infolettres: Infolettres,
        envois: Envois,
        outbox: Outbox,
        mailer: Mailer | None = None,
    ) -> None:
        self.abonnes, self.infolettres, self.envois, self.outbox = abonnes, infolettres, envois, outbox
        self.clock, self.ids = FixedClock(build.NOW), SequentialIds("token")
        self.comptes = MemoryComptes()
        self.mailbox = MemoryMailer()
        self.mailer = mailer or self.mailbox
        seals = HmacSeals(b"a secret of thirty-two characters")
        self.links = Links(seals=seals, site_url="https://www.example.com/", api_url="")
        self.templates: MailTemplates = MjmlMailTemplates(company="Sorbo", site_url="https://www.example.com")
        self.subscribe = Subscribe(abonnes=abonnes, ids=SequentialIds("abonne"), clock=self.clock)
        self.confirm = ConfirmSubscription(abonnes=abonnes, clock=self.clock)
        self.unsubscribe = Unsubscribe(abonnes=abonnes, clock=self.clock)
        self._progress = ReadProgress(infolettres=infolettres, envois=envois, abonnes=abonnes)

    @property
    def subscriptions(self) -> Subscriptions:
        """Return who gets which events."""
        tell = TellAbonne(
            abonnes=self.abonnes, links=self.links, templates=self.templates, mailer=self.mailer
        )
        preview = SendPreview(
            infolettres=self.infolettres,
            staff=MemoryStaffDirectory(self.comptes),
            links=self.links,
            templates=self.templates,
            mailer=self.mailer,
        )
        queue = QueueBatch(
            infolettres=self.infolettres, envois=self.envois, abonnes=self.abonnes, clock=self.clock
        )
        send = SendToOne(
            infolettres=self.infolettres,
            envois=self.envois,
            abonnes=self.abonnes,
            links=self.links,
            templates=self.templates,
            mailer=self.mailer,
            clock=self.clock,
        )
        return {
            "abonne.asked": {"tell_abonne": tell},
            "infolettre.previewed": {"send_preview": preview},
            "infolettre.advanced": {"queue_batch": queue},
            "envoi.queued": {"send_to_one": send},
        }

    async def relay(self) -> None:
        """Deliver what is due, until a part turns out to be away."""
        relay = relay_of(self.outbox, self.subscriptions, clock=self.clock, ids=self.ids)
        try:
            await relay()
        except Unavailable:
            return

    async def recover(self, passes: int = 20) -> None:
        """Deliver what is due, and what becomes due as leases and waits run out."""
        for _ in range(passes):
            await self.relay()
            self.clock.advance(timedelta(minutes=1))

    async def ask(self, email: str = "a@example.com", *categories: Rubrique) -> None:
        """Subscribe an address as a visitor does."""
        await self.subscribe(email=email, categories=categories or EVERYBODY, language=Language.FR)

    async def confirmed(self, count: int) -> list[Abonne]:
        """Add so many subscribers who have confirmed, and whose mails have left."""
        return [await self.abonnes.add(build.confirmed_abonne(number)) for number in range(count)]

    async def sending(self, **changes: Any) -> Infolettre:
        """Add an issue whose sending has begun."""
        return await self.infolettres.add(build.infolettre(**changes).send(at=self.clock.now()))

    async def progress(self, issue: Infolettre) -> Progress:
        """Return how far the sending of an issue is."""
        return await self._progress(actor=STAFF, id=issue.id)


def in_memory(mailer: Mailer | None = None) -> Newsletter:
    """Return a newsletter that keeps everything in memory."""
    abonnes, infolettres, envois = MemoryAbonnes(), MemoryInfolettres(), MemoryEnvois()
    outbox = MemoryOutbox([abonnes, infolettres, envois])
    return Newsletter(abonnes=abonnes, infolettres=infolettres, envois=envois, outbox=outbox, mailer=mailer)


def tokens_in(mail: Mail) -> list[str]:
    """Return the tokens of the links in a mail, in order."""
    return _TOKEN.findall(mail.content.text)
