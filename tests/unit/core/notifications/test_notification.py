import re

import pytest

from sorbo_core.catalogue.enrolment.events import InscriptionRequested
from sorbo_core.contact.demande import DemandeAssigned, DemandeReceived, Subject
from sorbo_core.notifications.errors import NotificationNotFound
from sorbo_core.notifications.kinds import RULES, Kind
from sorbo_core.notifications.notification import ReadState, notification_id
from sorbo_core.notifications.texts import text_of
from sorbo_core.recruitment.events import CandidatureReceived
from sorbo_core.shared.outgoing.mail import Language
from support.build import later
from support.notifications import notification


def test_an_id_follows_from_the_event_and_the_person_and_looks_like_any_other() -> None:
    ids = {notification_id(event, person) for event in ("d.1", "d.2") for person in ("a", "b")}
    assert len(ids) == 4
    assert notification_id("d.1", "a") in ids
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", id_) for id_ in ids)


def test_it_is_read_once() -> None:
    told = notification()
    read = told.read(at=later(hours=1))
    assert (told.state, told.read_at) == (ReadState.UNREAD, None)
    assert (read.state, read.read_at) == (ReadState.READ, later(hours=1))
    assert read.read(at=later(hours=2)) is read


def test_it_is_shown_to_whom_it_concerns() -> None:
    told = notification("a")
    assert told.shown_to("a") is told
    with pytest.raises(NotificationNotFound):
        told.shown_to("b")
    with pytest.raises(NotificationNotFound):
        notification("a", in_app=False).shown_to("a")


def test_every_kind_is_an_event_and_names_fields_that_the_event_has() -> None:
    told = (DemandeReceived, DemandeAssigned, InscriptionRequested, CandidatureReceived)
    events = {each.type: each.__struct_fields__ for each in told}
    assert events.keys() == {kind.value for kind in Kind} == {kind.value for kind in RULES}
    for kind, rule in RULES.items():
        assert {*rule.facts, *filter(None, [rule.addressee])} <= set(events[kind.value])


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("subject", Subject)
def test_every_code_has_words(language: Language, subject: Subject) -> None:
    text = text_of(Kind.DEMANDE_RECEIVED, {"subject": subject.value}, language)
    assert text != text_of(Kind.DEMANDE_RECEIVED, {"subject": "another"}, language)
    assert text.rpartition(": ")[2] != subject.value


@pytest.mark.parametrize(
    ("language", "text"),
    [(Language.FR, "Une demande vous est confiée"), (Language.EN, "A request has been given to you")],
)
def test_it_speaks_the_language_of_its_reader(language: Language, text: str) -> None:
    assert text_of(Kind.DEMANDE_ASSIGNED, {}, language) == text
