import asyncio
from email.utils import parsedate_to_datetime

import pytest

from sorbo_adapters.embedded.inbox import Inbox
from sorbo_core.shared.errors import Deferred, Refused, Unavailable
from sorbo_core.shared.outgoing.mail import MailText
from support.mail import HTML, SENT_AT, TEXT, body, changed, messages, send
from support.smtp import MoodySmtp


async def test_a_message_says_who_sent_it_when_and_that_no_person_did(smtp: MoodySmtp, inbox: Inbox) -> None:
    await send(smtp.port)

    (message,) = await messages(inbox)
    assert message["From"] == "Sorbo Ingénierie <site@example.com>"
    assert parsedate_to_datetime(message["Date"]) == SENT_AT
    assert message["Message-ID"] == "<0197f3c2.1.visitor@example.com>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content_type() == "multipart/alternative"


@pytest.mark.parametrize("key", ["k" * 90, "k" * 300, "a>\r\nBcc: x@example.com", "clé"])
async def test_a_message_id_is_one_whatever_the_key(key: str, smtp: MoodySmtp, inbox: Inbox) -> None:
    await send(smtp.port, changed(key=key))

    (message,) = await messages(inbox)
    local, _, domain = message["Message-ID"].strip("<>").partition("@")
    assert local.isalnum()
    assert domain == "example.com"


INJECTION = "\r\nBcc: other@example.com\r\n\r\nbody"


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x0b", "\x85", "\u2028", "\x00"])
async def test_a_subject_cannot_add_a_header(end: str, smtp: MoodySmtp, inbox: Inbox) -> None:
    subject = f"Objet{end}Bcc: other@example.com{end}{end}suite"
    await send(smtp.port, changed(content=MailText(subject=subject, html=HTML, text=TEXT)))

    (message,) = await messages(inbox)
    assert message["Bcc"] is None
    assert message["Subject"] == "Objet Bcc: other@example.com suite"
    assert body(message, "plain") == TEXT


async def test_a_sender_name_cannot_add_a_header(smtp: MoodySmtp, inbox: Inbox) -> None:
    await send(smtp.port, name=f'Sorbo "Ingénierie" <x@example.com>,{INJECTION}')

    (message,) = await messages(inbox)
    assert message["Bcc"] is None
    (sender,) = message["From"].addresses
    assert sender.addr_spec == "site@example.com"


@pytest.mark.parametrize("address", [f"a@example.com{INJECTION}", "a@example.com, b@example.com", "nobody"])
@pytest.mark.parametrize("field", ["to", "reply_to"])
async def test_a_mail_whose_address_is_not_one_is_refused(
    field: str, address: str, smtp: MoodySmtp, inbox: Inbox
) -> None:
    with pytest.raises(Refused):
        await send(smtp.port, changed(**{field: address}))

    assert await messages(inbox) == []


@pytest.mark.parametrize("token", ["a", "t" * 200, "a&b=%20;c~" * 60])
async def test_the_address_that_ends_mails_goes_over_the_wire_as_it_is(
    token: str, smtp: MoodySmtp, inbox: Inbox
) -> None:
    url = f"https://www.example.com/desinscription?t={token}"
    await send(smtp.port, changed(unsubscribe_url=url))

    (mail,) = await inbox.newest()
    assert f"\r\nList-Unsubscribe: <{url}>\r\n".encode() in mail.raw
    assert b"\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in mail.raw


@pytest.mark.parametrize(
    "url",
    [
        f"https://www.example.com/{INJECTION}",
        "https://www.example.com/>,<mailto:x@example.com",
        "javascript:alert(1)",
        "www.example.com",
        "https://www.example.com/désinscription",
        f"https://www.example.com/{'t' * 1000}",
    ],
)
async def test_an_address_to_end_mails_that_is_none_is_refused(
    url: str, smtp: MoodySmtp, inbox: Inbox
) -> None:
    with pytest.raises(Refused):
        await send(smtp.port, changed(unsubscribe_url=url))

    assert await messages(inbox) == []


@pytest.mark.parametrize(
    ("recipient", "data", "expected"),
    [
        ("450 4.2.1 Busy", None, Deferred),
        ("550 5.1.1 Unknown", None, Refused),
        ("421 4.3.2 Closing", None, Unavailable),
        ("530 5.7.0 Authenticate first", None, Unavailable),
        (None, "452 4.3.1 Full", Deferred),
        (None, "554 5.6.0 No", Refused),
        (None, "421 4.3.2 Closing", Unavailable),
    ],
)
async def test_the_answer_of_the_server_tells_whether_to_try_again(
    recipient: str | None, data: str | None, expected: type[Exception], smtp: MoodySmtp
) -> None:
    smtp.recipient_refusal, smtp.refusal = recipient, data

    with pytest.raises(expected):
        await send(smtp.port)


async def test_the_reason_of_a_refusal_is_the_servers(smtp: MoodySmtp) -> None:
    smtp.recipient_refusal = "550 5.1.1 Unknown"

    with pytest.raises(Refused) as caught:
        await send(smtp.port)

    assert caught.value.reason == "550 5.1.1 Unknown"


async def test_a_server_that_falls_silent_is_unavailable_within_the_timeout(smtp: MoodySmtp) -> None:
    smtp.answering.clear()

    async with asyncio.timeout(5):
        with pytest.raises(Unavailable):
            await send(smtp.port, timeout=0.3)
