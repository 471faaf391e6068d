from datetime import date, time
from enum import Enum
from html.parser import HTMLParser
from typing import Any, get_args

import msgspec
import pytest
from msgspec import inspect

from sorbo_adapters.templates.labels import DATES, TIMES, wording_in
from sorbo_adapters.templates.mail_templates import MjmlMailTemplates, greetable
from sorbo_core.contact.demande import Subject
from sorbo_core.contact.details import (
    AnyAnswers,
    Budget,
    IngenierieAnswers,
    LogicielAnswers,
    RendezvousAnswers,
    SoftwareService,
)
from sorbo_core.contact.facts import facts_of
from sorbo_core.contact.newsletter.rubrique import Rubrique
from sorbo_core.identity.permissions import Role
from sorbo_core.integrations.events import DisabledReason
from sorbo_core.shared.outgoing.mail import Facts, Language, MailTemplates, MailText
from support.build import demande

DEMANDE_MAILS = ("demande_acknowledgement", "demande_notice")
MESSAGE = "Bonjour,\nvoici notre projet :\n<b>urgent</b> & « important »"
PROJECT = IngenierieAnswers(
    project_budget=Budget.FROM_20M,
    project_description="Immeuble R+4\navec sous-sol",
    project_deadline=date(2026, 9, 30),
)


@pytest.fixture
def templates() -> MailTemplates:
    return MjmlMailTemplates(company="Sorbo Ingénierie", site_url="https://www.example.com")


def facts(**changes: Any) -> Facts:
    stated = {"name": "Responsable d’études", "message": MESSAGE, "subject": Subject.INGENIERIE}
    return facts_of(demande(id="0197f3c2", phone="+226 25 00 00 00", **(stated | changes)))


def notice(templates: MailTemplates, language: Language = Language.FR, **changes: Any) -> MailText:
    return templates.render("demande_notice", language, facts(**changes))


def seen(html: str) -> str:
    """Return the text that a reader of the HTML sees, blanks made single."""
    reader = _Reader()
    reader.feed(html)
    return " ".join("".join(reader.texts).split())


def without_punctuation(text: str) -> str:
    return " ".join(text.replace(":", "").replace("--", "").split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert "src" not in dict(attrs)
        self.tags.append(tag)
        self.texts.append(" ")

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", DEMANDE_MAILS)
class TestEveryMailAboutADemande:
    @pytest.mark.parametrize("details", [None, PROJECT])
    def test_it_says_the_same_as_html_and_as_text(
        self, name: str, language: Language, details: AnyAnswers | None, templates: MailTemplates
    ) -> None:
        mail = templates.render(name, language, facts(details=details))

        html = without_punctuation(seen(mail.html))
        for line in mail.text.splitlines():
            assert without_punctuation(line) in html

    def test_what_a_visitor_typed_is_no_markup(
        self, name: str, language: Language, templates: MailTemplates
    ) -> None:
        mail = templates.render(name, language, facts(name="<script>alert('x')</script>", message=MESSAGE))

        reader = _Reader()
        reader.feed(mail.html)
        assert not {"script", "b"} & set(reader.tags)

    def test_its_subject_stays_on_one_line(
        self, name: str, language: Language, templates: MailTemplates
    ) -> None:
        stated = facts() | {"name": "a\r\nBcc: x@example.com\n\n\u2028b", "subject": "x\ny"}

        mail = templates.render(name, language, stated)

        assert len(mail.subject.splitlines()) == 1

    def test_a_fact_that_is_missing_is_an_error(
        self, name: str, language: Language, templates: MailTemplates
    ) -> None:
        stated = facts()
        del stated["reference"]

        with pytest.raises(Exception, match="reference"):
            templates.render(name, language, stated)

    def test_it_loads_nothing_from_elsewhere_and_fits_a_telephone(
        self, name: str, language: Language, templates: MailTemplates
    ) -> None:
        html = templates.render(name, language, facts()).html

        assert f'<html lang="{language}"' in html
        assert "<img" not in html
        assert "url(" not in html
        assert "max-width" in html


@pytest.mark.parametrize("name", ["demande_unknown", "../labels", "layout"])
def test_a_mail_that_does_not_exist_is_a_key_error(name: str, templates: MailTemplates) -> None:
    with pytest.raises(KeyError):
        templates.render(name, Language.FR, facts())


def test_an_acknowledgement_quotes_nothing_but_the_name(templates: MailTemplates) -> None:
    mail = templates.render("demande_acknowledgement", Language.FR, facts(details=PROJECT))

    assert mail.subject == "Votre demande a bien été reçue – Sorbo Ingénierie"
    for text in (seen(mail.html), mail.text):
        assert "Bonjour Responsable d’études," in text
        assert "Étude d’ingénierie" in text
        assert "0197f3c2" in text
        for typed in ("projet", "urgent", "Immeuble", "achats@example.com", "+226"):
            assert typed not in text


@pytest.mark.parametrize(
    "name",
    ["Gagnez sur http://gains.example", "www.gains.example", "gains.example", "a@gains.example", "x" * 61],
)
def test_a_name_that_is_none_is_left_out_of_the_greeting(name: str, templates: MailTemplates) -> None:
    mail = templates.render("demande_acknowledgement", Language.FR, facts(name=name))

    for text in (mail.subject, seen(mail.html), mail.text):
        assert name not in text
    assert mail.text.startswith("Bonjour,\n")


@pytest.mark.parametrize("name", ["Aïcha", "J.-P. d’Exemple", "Société d’Études & Cie", "Responsable (DAO)"])
def test_a_name_that_people_have_is_greeted(name: str) -> None:
    assert greetable(name) == name


def test_a_notice_tells_everything(templates: MailTemplates) -> None:
    mail = notice(templates, details=PROJECT)

    assert mail.subject == "Nouvelle demande (Étude d’ingénierie) : Responsable d’études"
    for text in (seen(mail.html), " ".join(mail.text.split())):
        for told in (
            "Responsable d’études",
            "achats@example.com",
            "+226 25 00 00 00",
            "0197f3c2",
            "02/03/2026 à 09:30",
            "Bonjour, voici notre projet : <b>urgent</b> & « important »",
            "De 20 à 50 millions de francs CFA",
            "Immeuble R+4 avec sous-sol",
            "30/09/2026",
        ):
            assert told in text


def test_codes_dates_and_times_are_shown_as_people_write_them(templates: MailTemplates) -> None:
    services = LogicielAnswers(software_services=(SoftwareService.FORMATION, SoftwareService.SUPPORT))
    meeting = RendezvousAnswers(rdv_date=date(2026, 4, 1), rdv_time=time(8, 5), rdv_motif="visite, 2-3-jours")

    assert "Services associés : Formation, Support technique\n" in notice(templates, details=services).text
    assert "Services" not in notice(templates, details=LogicielAnswers()).text
    text = notice(templates, details=meeting).text
    assert "Date souhaitée : 01/04/2026\n" in text
    assert "Heure souhaitée : 08 h 05\n" in text
    assert "Motif du rendez-vous : visite, 2-3-jours\n" in text


def all_fields() -> dict[str, type]:
    """Return every answer's wire name with the type of its values."""
    fields = {}
    for answers in get_args(AnyAnswers):
        described = inspect.type_info(answers)
        assert isinstance(described, inspect.StructType)
        fields.update({field.encode_name: _value_type(field.type) for field in described.fields})
    return fields


def _value_type(described: inspect.Type) -> type:
    if isinstance(described, inspect.UnionType):
        (described,) = (each for each in described.types if not isinstance(each, inspect.NoneType))
    if isinstance(described, inspect.Metadata):
        described = described.type
    if isinstance(described, inspect.VarTupleType):
        described = described.item_type
    if isinstance(described, inspect.EnumType):
        return described.cls
    return {inspect.DateType: date, inspect.TimeType: time}.get(type(described), str)


@pytest.mark.parametrize("language", Language)
def test_every_subject_field_and_code_has_words(language: Language) -> None:
    wording = wording_in(language)
    fields = all_fields()
    enums = {name: kind for name, kind in fields.items() if issubclass(kind, Enum)}
    codes = {name: {member.value for member in kind} for name, kind in enums.items()}

    assert wording.subjects.keys() == {subject.value for subject in Subject}
    assert wording.fields.keys() == fields.keys()
    codes["disabledReason"] = {
        reason.value for reason in DisabledReason if reason is not DisabledReason.MANUAL
    }
    codes["role"] = {role.value for role in Role}
    codes["categories"] = {rubrique.value for rubrique in Rubrique}
    assert {name: set(words) for name, words in wording.values.items()} == codes
    assert {name for name, kind in fields.items() if kind is date} == DATES
    assert {name for name, kind in fields.items() if kind is time} == TIMES
    assert all(words.strip() for words in msgspec.to_builtins(wording)["fields"].values())
