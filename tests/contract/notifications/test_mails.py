"""What the mails of the notification centre say."""

from html.parser import HTMLParser

import pytest

from sorbo_adapters.templates.mail_templates import MjmlMailTemplates
from sorbo_core.notifications.kinds import Kind
from sorbo_core.notifications.mails import digest_facts, notification_facts
from sorbo_core.notifications.preferences import Choice
from sorbo_core.shared.outgoing.mail import Facts, Language, MailTemplates
from support.build import TODAY, later
from support.notifications import notification

RECEIVED = notification(subject_id="0197f3c2")
ASSIGNED = notification(
    choice=Choice(kind=Kind.DEMANDE_ASSIGNED), subject_id="0197f3c3", at=later(hours=2), facts={}
)


@pytest.fixture
def templates() -> MailTemplates:
    return MjmlMailTemplates(company="Sorbo Ingénierie", site_url="https://www.example.com")


def facts_in(name: str, language: Language) -> Facts:
    if name == "notification":
        return notification_facts(RECEIVED, language)
    return digest_facts([RECEIVED, ASSIGNED], TODAY, language)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def seen(html: str) -> str:
    """Return the text that a reader of the HTML sees, blanks made single."""
    reader = _Reader()
    reader.feed(html)
    return _plain(" ".join(reader.texts))


def _plain(text: str) -> str:
    return " ".join(text.replace(":", "").replace("--", "").split())


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", ["notification", "notification_digest"])
def test_a_mail_says_the_same_as_html_and_as_text(
    name: str, language: Language, templates: MailTemplates
) -> None:
    mail = templates.render(name, language, facts_in(name, language))
    html = seen(mail.html)
    for line in mail.text.splitlines():
        assert _plain(line) in html
    assert len(mail.subject.splitlines()) == 1


@pytest.mark.parametrize(
    ("language", "subject", "told"),
    [
        (Language.FR, "Nouvelle demande : Formation", "02/03/2026 à 09:30 (GMT)"),
        (Language.EN, "New request: Training", "02/03/2026 at 09:30 (GMT)"),
    ],
)
def test_a_notification_says_what_when_and_about_which(
    language: Language, subject: str, told: str, templates: MailTemplates
) -> None:
    mail = templates.render("notification", language, facts_in("notification", language))
    assert mail.subject == subject
    for text in (seen(mail.html), mail.text):
        assert _plain(told) in _plain(text)
        assert "0197f3c2" in text


@pytest.mark.parametrize(
    ("language", "subject", "lines"),
    [
        (
            Language.FR,
            "Résumé du 02/03/2026 : 2 notifications",
            [
                "02/03/2026 à 09:30 : Nouvelle demande : Formation (0197f3c2)",
                "02/03/2026 à 11:30 : Une demande vous est confiée (0197f3c3)",
            ],
        ),
        (
            Language.EN,
            "Summary of 02/03/2026: 2 notifications",
            [
                "02/03/2026 at 09:30: New request: Training (0197f3c2)",
                "02/03/2026 at 11:30: A request has been given to you (0197f3c3)",
            ],
        ),
    ],
)
def test_a_digest_says_everything_line_by_line(
    language: Language, subject: str, lines: list[str], templates: MailTemplates
) -> None:
    mail = templates.render("notification_digest", language, facts_in("notification_digest", language))
    assert mail.subject == subject
    assert [line for line in mail.text.splitlines() if "0197f3c" in line] == lines


def test_a_digest_of_one_thing_counts_in_the_singular(templates: MailTemplates) -> None:
    facts = digest_facts([RECEIVED], TODAY, Language.FR)
    mail = templates.render("notification_digest", Language.FR, facts)
    assert mail.subject == "Résumé du 02/03/2026 : 1 notification"
