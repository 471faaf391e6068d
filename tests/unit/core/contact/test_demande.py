from datetime import date
from typing import Any

import msgspec
import pytest

from sorbo_core.contact.demande import MOVES, Demande, DemandeState, Subject
from sorbo_core.contact.details import (
    AnyAnswers,
    CarriereAnswers,
    FormationAnswers,
    IngenierieAnswers,
    LogicielAnswers,
    RendezvousAnswers,
    SoftwareOS,
)
from sorbo_core.contact.errors import MoveRefused
from sorbo_core.contact.facts import facts_of
from sorbo_core.shared.errors import Invalid
from support import build

LATER = build.later(minutes=5)


def test_a_request_that_arrives_is_new_and_tells_its_subject() -> None:
    demande = build.demande(subject=Subject.INGENIERIE)
    assert (demande.state, demande.assignee_id) == (DemandeState.NOUVEAU, None)
    (event,) = demande.events
    assert (event.type, event.data) == ("demande.received", {"subject": "ingenierie"})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "),
        ("name", "two\r\nlines"),
        ("email", "x" * 255),
        ("message", ""),
        ("message", "x" * 20_001),
        ("phone", "call me"),
        ("phone", "123"),
        ("phone", "0102030405\n"),
    ],
)
def test_a_request_that_breaks_a_rule_is_refused_at_its_field(field: str, value: str) -> None:
    changes: dict[str, Any] = {field: value}
    with pytest.raises(Invalid) as refused:
        build.demande(**changes)
    assert refused.value.violations[0].pointer == f"/{field}"


@pytest.mark.parametrize("phone", ["+225 07 00 00 00 00", "0700000000", "(226) 70-00-00-00", "+1.555/0100"])
def test_a_telephone_number_is_kept_as_people_write_it(phone: str) -> None:
    assert build.demande(phone=phone).phone == phone


@pytest.mark.parametrize("source", DemandeState)
@pytest.mark.parametrize("target", DemandeState)
def test_a_request_moves_as_the_table_says(source: DemandeState, target: DemandeState) -> None:
    demande: Demande = msgspec.structs.replace(build.demande(), state=source)
    if target is source:
        assert demande.move(target, at=LATER) is demande
    elif target in MOVES[source]:
        moved = demande.move(target, at=LATER)
        assert (moved.state, moved.events[-1].data) == (target, {"state": target.value})
    else:
        with pytest.raises(MoveRefused) as refused:
            demande.move(target, at=LATER)
        assert refused.value.params == {"source": source, "target": target}


def test_no_request_becomes_new_again() -> None:
    assert not any(DemandeState.NOUVEAU in targets for targets in MOVES.values())


def test_a_request_is_given_to_somebody_and_taken_back() -> None:
    given = build.demande().assign("compte", at=LATER)
    assert (given.assignee_id, given.events[-1].data) == ("compte", {"assignee_id": "compte"})
    taken_back = given.assign(None, at=LATER)
    assert (taken_back.assignee_id, taken_back.events[-1].data) == (None, {"assignee_id": None})


def test_the_same_assignee_again_changes_nothing() -> None:
    given = build.demande().assign("compte", at=LATER)
    assert given.assign("compte", at=LATER) is given


@pytest.mark.parametrize(
    ("written", "answers"),
    [
        (
            '{"about":"ingenierie","projectType":"etude","projectDeadline":"2026-06-01"}',
            IngenierieAnswers,
        ),
        ('{"about":"formation","formationParticipants":6,"formationType":"covadis"}', FormationAnswers),
        ('{"about":"logiciel","softwareOS":"linux","softwareServices":["support"]}', LogicielAnswers),
        ('{"about":"carriere","careerCV":"cv.pdf","careerExperience":"junior"}', CarriereAnswers),
        ('{"about":"rendezvous","rdvTime":"09:30:00","rdvMode":"visio"}', RendezvousAnswers),
    ],
)
def test_answers_keep_the_names_of_the_contact_form(written: str, answers: type) -> None:
    read = msgspec.json.decode(written, type=AnyAnswers)
    assert isinstance(read, answers)
    said = msgspec.json.decode(msgspec.json.encode(read))
    assert msgspec.json.decode(written).items() <= said.items()


@pytest.mark.parametrize(
    "written",
    [
        '{"about":"autre"}',
        '{"about":"formation","projectType":"etude"}',
        '{"about":"formation","formationParticipants":0}',
        '{"about":"logiciel","softwareOS":"amiga"}',
        '{"about":"ingenierie","projectDeadline":"soon"}',
        "{}",
    ],
)
def test_answers_to_what_a_subject_does_not_ask_are_refused(written: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(written, type=AnyAnswers)


def test_facts_are_what_the_visitor_wrote_and_the_answers_that_were_given() -> None:
    answers = LogicielAnswers(software_users=3, software_os=SoftwareOS.LINUX)
    demande = build.demande(id="d", subject=Subject.LOGICIEL, phone="+225 07 00 00", details=answers)
    assert facts_of(demande) == {
        "reference": "d",
        "name": demande.name,
        "email": demande.email,
        "phone": "+225 07 00 00",
        "subject": "logiciel",
        "message": demande.message,
        "received_at": "02/03/2026 09:30",
        "details": [("softwareUsers", "3"), ("softwareOS", "linux")],
    }


def test_facts_show_lists_and_days_as_text() -> None:
    answers = FormationAnswers(formation_start=date(2026, 6, 1))
    assert facts_of(build.demande(details=answers))["details"] == [("formationStart", "2026-06-01")]
    services = msgspec.json.decode(
        '{"about":"logiciel","softwareServices":["support","formation"]}', type=AnyAnswers
    )
    assert facts_of(build.demande(details=services))["details"] == [
        ("softwareServices", "support, formation")
    ]


def test_facts_of_a_request_without_answers_have_none() -> None:
    assert facts_of(build.demande())["details"] == []
