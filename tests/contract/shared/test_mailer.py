from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from email.message import EmailMessage

import msgspec
import pytest

from sorbo_adapters.embedded.inbox import Inbox
from sorbo_adapters.memory.mail import MemoryMailer
from sorbo_core.shared.errors import Deferred, RecipientRefused, Refused, Unavailable
from sorbo_core.shared.outgoing.mail import Mailer
from support.mail import HTML, MAIL, TEXT, body, changed, mailing, messages
from support.smtp import MoodySmtp


class Arrived(msgspec.Struct, frozen=True, kw_only=True):
    """A mail as the recipient sees it."""

    id: str
    to: str
    reply_to: str | None
    unsubscribe: str | None
    subject: str
    html: str
    text: str


class Post(ABC):
    """A mailer together with the mail server behind it."""

    mailer: Mailer

    @abstractmethod
    async def arrived(self) -> list[Arrived]:
        """Return the mails that were accepted, oldest first."""

    @abstractmethod
    async def be_away(self) -> None: ...

    @abstractmethod
    async def be_back(self) -> None: ...

    @abstractmethod
    def defer(self) -> None: ...

    @abstractmethod
    def refuse(self) -> None: ...

    @abstractmethod
    def refuse_the_address(self) -> None: ...


def one_click(message: EmailMessage) -> str | None:
    """Return the address that ends such mails, if the message offers it in the way of RFC 8058."""
    offered = message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    return str(message["List-Unsubscribe"]).strip("<>") if offered else None


class MailerContract:
    """What `Mailer` promises."""

    async def test_a_mail_arrives_with_its_text_and_its_html(self, post: Post) -> None:
        await post.mailer.send(MAIL)

        (mail,) = await post.arrived()
        assert (mail.to, mail.reply_to) == (MAIL.to, MAIL.reply_to)
        assert mail.subject == MAIL.content.subject
        assert mail.text == TEXT
        assert mail.html == HTML

    async def test_an_answer_goes_to_the_sender_unless_told_otherwise(self, post: Post) -> None:
        await post.mailer.send(changed(reply_to=None))

        (mail,) = await post.arrived()
        assert mail.reply_to is None

    @pytest.mark.parametrize(
        "url", [None, "https://www.example.com/u?t=a", f"https://www.example.com/u/{'t' * 500}"]
    )
    async def test_a_mail_can_be_ended_with_one_click_where_there_is_something_to_end(
        self, url: str | None, post: Post
    ) -> None:
        await post.mailer.send(changed(unsubscribe_url=url))

        (mail,) = await post.arrived()
        assert mail.unsubscribe == url

    async def test_the_same_key_gives_the_same_message_id(self, post: Post) -> None:
        for key in ("one", "one", "two", "a b", "a_b", "one"):
            await post.mailer.send(changed(key=key))

        ids = [mail.id for mail in await post.arrived()]
        assert ids[0] == ids[1] == ids[5]
        assert len(set(ids)) == 4

    async def test_a_server_that_is_away_is_unavailable_until_it_is_back(self, post: Post) -> None:
        await post.be_away()
        with pytest.raises(Unavailable) as caught:
            await post.mailer.send(MAIL)
        assert caught.value.part == "mail"
        await post.be_back()

        await post.mailer.send(MAIL)

        assert len(await post.arrived()) == 1

    async def test_a_mail_refused_for_now_is_deferred(self, post: Post) -> None:
        post.defer()

        with pytest.raises(Deferred):
            await post.mailer.send(MAIL)

        assert await post.arrived() == []

    async def test_a_mail_refused_for_good_is_refused(self, post: Post) -> None:
        post.refuse()

        with pytest.raises(Refused) as caught:
            await post.mailer.send(MAIL)

        assert type(caught.value) is Refused
        assert await post.arrived() == []

    async def test_an_address_refused_for_good_is_told_apart(self, post: Post) -> None:
        post.refuse_the_address()

        with pytest.raises(RecipientRefused):
            await post.mailer.send(MAIL)

        assert await post.arrived() == []


class MemoryPost(Post):
    def __init__(self) -> None:
        self.mailer = self._mailer = MemoryMailer()

    async def arrived(self) -> list[Arrived]:
        return [
            Arrived(
                id=mail.key,
                to=mail.to,
                reply_to=mail.reply_to,
                unsubscribe=mail.unsubscribe_url,
                **msgspec.structs.asdict(mail.content),
            )
            for mail in self._mailer.sent
        ]

    async def be_away(self) -> None:
        self._mailer.failure = Unavailable(part="mail")

    async def be_back(self) -> None:
        self._mailer.failure = None

    def defer(self) -> None:
        self._mailer.failure = Deferred(reason="451 later")

    def refuse(self) -> None:
        self._mailer.failure = Refused(reason="550 never")

    def refuse_the_address(self) -> None:
        self._mailer.failure = RecipientRefused(reason="550 5.1.1 Unknown")


class TestMemoryMailer(MailerContract):
    @pytest.fixture
    def post(self) -> Post:
        return MemoryPost()


class SmtpPost(Post):
    def __init__(self, mailer: Mailer, server: MoodySmtp, inbox: Inbox) -> None:
        self.mailer = mailer
        self._server = server
        self._inbox = inbox

    async def arrived(self) -> list[Arrived]:
        return [
            Arrived(
                id=message["Message-ID"],
                to=message["To"],
                reply_to=message["Reply-To"],
                unsubscribe=one_click(message),
                subject=message["Subject"],
                html=body(message, "html"),
                text=body(message, "plain"),
            )
            for message in await messages(self._inbox)
        ]

    async def be_away(self) -> None:
        await self._server.stop()

    async def be_back(self) -> None:
        await self._server.start()

    def defer(self) -> None:
        self._server.refusal = "451 4.3.0 Later"

    def refuse(self) -> None:
        self._server.refusal = "554 5.7.1 Policy"

    def refuse_the_address(self) -> None:
        self._server.recipient_refusal = "550 5.1.1 Unknown"


class TestSmtpMailer(MailerContract):
    @pytest.fixture
    async def post(self, smtp: MoodySmtp, inbox: Inbox) -> AsyncIterator[Post]:
        async with mailing(smtp.port) as mailer:
            yield SmtpPost(mailer, smtp, inbox)
