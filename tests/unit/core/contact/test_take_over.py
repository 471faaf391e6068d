from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorbo_adapters.memory.contact import MemoryDemandes
from sorbo_adapters.memory.system import FixedClock
from sorbo_core.contact import details as answers
from sorbo_core.contact.demande import Demande, DemandeState, Subject
from sorbo_core.contact.intake.demande_record import parse_demande, without_never_kept
from sorbo_core.contact.personal_data import DEMANDES_HELD
from sorbo_core.contact.use_cases.demande.take_over import TakeOverDemande
from sorbo_core.shared.errors import Invalid, Violation
from sorbo_core.shared.intake.outcome import Outcome
from sorbo_core.shared.query import ListQuery
from support.build import NOW

SENT = datetime(2024, 3, 4, 5, 6, 7, 890000, tzinfo=UTC)
RECORD: dict[str, Any] = {
    "_id": {"$oid": "65f0a1b2c3d4e5f601020304"},
    "name": " Une cliente ",
    "email": "Cliente@Example.com",
    "phone": "+225 07 00 00 00 00",
    "subject": "ingenierie",
    "message": "Un mur de soutènement.",
    "projectType": "",
    "softwareServices": [],
    "status": "en_traitement",
    "createdAt": {"$date": "2024-03-04T05:06:07.890Z"},
    "updatedAt": {"$date": "2024-04-01T00:00:00Z"},
    "__v": 0,
}
# Of every group: what the record says, and what is to be answered.
GROUPS: dict[Subject, tuple[dict[str, Any], answers.AnyAnswers]] = {
    Subject.INGENIERIE: (
        {
            "projectType": "etude",
            "projectDescription": "Un pont.",
            "projectLocation": "Bouaké",
            "projectBudget": "20m-50m",
            "projectDeadline": {"$date": "2025-06-30T00:00:00Z"},
        },
        answers.IngenierieAnswers(
            project_type=answers.ProjectType.ETUDE,
            project_description="Un pont.",
            project_location="Bouaké",
            project_budget=answers.Budget.FROM_20M,
            project_deadline=datetime(2025, 6, 30, tzinfo=UTC).date(),
        ),
    ),
    Subject.FORMATION: (
        {
            "formationType": "genie-civil",
            "formationParticipants": {"$numberDouble": "12.0"},
            "formationStart": "2025-01-31",
            "formationDuration": "2-3-jours",
            "formationLocation": "votre-site",
        },
        answers.FormationAnswers(
            formation_type=answers.FormationType.GENIE_CIVIL,
            formation_participants=12,
            formation_start=datetime(2025, 1, 31, tzinfo=UTC).date(),
            formation_duration=answers.FormationDuration.TWO_TO_THREE_DAYS,
            formation_location=answers.FormationPlace.YOURS,
        ),
    ),
    Subject.LOGICIEL: (
        {
            "softwareName": "sorbo-hydro",
            "softwareLicense": "entreprise",
            "softwareUsers": "3",
            "softwareServices": ["installation", "support"],
            "softwareOS": "linux",
        },
        answers.LogicielAnswers(
            software_name=answers.SoftwareName.HYDRO,
            software_license=answers.SoftwareLicense.ENTREPRISE,
            software_users=3,
            software_services=(answers.SoftwareService.INSTALLATION, answers.SoftwareService.SUPPORT),
            software_os=answers.SoftwareOS.LINUX,
        ),
    ),
    Subject.CARRIERE: (
        {
            "careerPosition": "Projeteur",
            "careerExperience": "confirme",
            "careerCV": "uploads/cv/1700000000-cv été.pdf",
            "careerAvailability": {"$date": "2025-02-01T00:00:00.000Z"},
        },
        answers.CarriereAnswers(
            career_position="Projeteur",
            career_experience=answers.Experience.CONFIRME,
            career_cv="uploads/cv/1700000000-cv été.pdf",
            career_availability=datetime(2025, 2, 1, tzinfo=UTC).date(),
        ),
    ),
}


@pytest.fixture
def take_over(demandes: MemoryDemandes, clock: FixedClock) -> TakeOverDemande:
    return TakeOverDemande(demandes=demandes, clock=clock)


async def the_only(demandes: MemoryDemandes) -> Demande:
    (demande,) = (await demandes.list(ListQuery())).items
    return demande


def read(**changes: Any) -> Demande:
    return parse_demande(RECORD | changes).demande("d", at=NOW)


async def test_a_request_is_as_old_and_as_far_along_as_it_was_there(
    take_over: TakeOverDemande, demandes: MemoryDemandes
) -> None:
    taken = await take_over(record=RECORD)

    demande = await the_only(demandes)
    assert (taken.outcome, taken.aside, taken.notes) == (Outcome.CREATED, (), ())
    assert (demande.name, demande.email, demande.phone) == (
        "Une cliente",
        "cliente@example.com",
        "+225 07 00 00 00 00",
    )
    assert (demande.subject, demande.state, demande.message) == (
        Subject.INGENIERIE,
        DemandeState.EN_TRAITEMENT,
        "Un mur de soutènement.",
    )
    assert (demande.created_at, demande.updated_at) == (SENT, datetime(2024, 4, 1, tzinfo=UTC))
    assert demande.details is None


async def test_what_is_told_of_it_sends_no_mail(take_over: TakeOverDemande, demandes: MemoryDemandes) -> None:
    await take_over(record=RECORD)
    demande = await the_only(demandes)
    (told,) = (pending.event for pending in demandes.outboxes[demande.id].entries)
    assert (told.type, told.occurred_at) == ("demande.imported", NOW)


async def test_how_long_it_may_be_kept_counts_from_then(
    take_over: TakeOverDemande, demandes: MemoryDemandes
) -> None:
    record = {name: value for name, value in RECORD.items() if name != "updatedAt"}
    await take_over(record=record)
    (kept,) = DEMANDES_HELD.kept
    assert kept.days is not None
    over = kept.over(SENT.replace(year=SENT.year + 3, month=SENT.month + 1))
    assert over is not None
    assert len((await demandes.list(over)).items) == 1


@pytest.mark.parametrize("subject", GROUPS)
def test_what_the_subject_asks_is_answered(subject: Subject) -> None:
    said, expected = GROUPS[subject]
    dashed = {
        "".join(
            f"-{c.lower()}" if c.isupper() else c for c in name.replace("CV", "Cv").replace("OS", "Os")
        ): value
        for name, value in said.items()
    }
    for group in (said, dashed):
        demande = read(subject=subject.value, **group)
        assert (demande.details, demande.message) == (expected, RECORD["message"])


@pytest.mark.parametrize("state", DemandeState)
def test_every_state_is_taken_over(state: DemandeState) -> None:
    assert read(status=state.value).state is state
    assert read(status=state.value.replace("_", " ").upper()).state is state


def test_what_no_field_takes_is_written_below_the_message() -> None:
    said = parse_demande(
        RECORD
        | {
            "subject": "Stage d'été",
            "status": "perdu",
            "phone": "poste 12",
            "projectBudget": "beaucoup",
            "source": {"page": "contact", "n": [1, None]},
            "updatedAt": "hier",
        }
    )
    assert (said.subject, said.state, said.phone) == (Subject.AUTRE, DemandeState.NOUVEAU, None)
    assert said.message.splitlines() == [
        "Un mur de soutènement.",
        "",
        "phone : poste 12",
        "subject : Stage d'été",
        "status : perdu",
        "updatedAt : hier",
        "projectBudget : beaucoup",
        'source : {"n":[1,null],"page":"contact"}',
    ]
    assert said.below == ("phone", "subject", "status", "updatedAt", "projectBudget", "source")
    assert {(note.pointer, note.code) for note in said.notes} == {
        ("/subject", "unknown_value"),
        ("/status", "unknown_value"),
    }


@pytest.mark.parametrize("name", ["formation-cni", "formationCni", "formation_CNI", "cni", "numéroPasseport"])
def test_the_number_of_an_identity_card_is_kept_nowhere(name: str) -> None:
    record = RECORD | {"subject": "formation", name: "CI0012345", "plus": [{name: "CI0012345", "x": 1}]}
    said = parse_demande(record)
    assert "CI0012345" not in f"{msgspec.to_builtins(said)}{without_never_kept(record)}"
    assert [note.code for note in said.notes] == ["never_kept"]
    assert said.message.endswith('plus : [{"x":1}]')


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"name": None}, [("/name", "missing")]),
        ({"name": 5, "email": "pas une adresse"}, [("/name", "wrong_type"), ("/email", "email")]),
        ({"message": " "}, [("/message", "missing")]),
        ({"message": "x" * 20_001}, [("/message", "too_long")]),
        ({"message": "a\0b"}, [("/message", "not_allowed_text")]),
        ({"_id": "1", "createdAt": None}, [("/createdAt", "missing")]),
        ({"createdAt": {"$date": "2999-01-01T00:00:00Z"}}, [("/createdAt", "not_in_the_past")]),
    ],
)
async def test_one_that_cannot_be_used_is_refused_with_the_reasons(
    changes: dict[str, Any],
    expected: list[tuple[str, str]],
    take_over: TakeOverDemande,
    demandes: MemoryDemandes,
) -> None:
    with pytest.raises(Invalid) as error:
        await take_over(record=RECORD | changes)
    assert [(each.pointer, each.code) for each in error.value.violations] == expected
    assert not (await demandes.list(ListQuery())).items


def test_one_without_an_instant_is_as_old_as_its_object_id() -> None:
    assert read(createdAt=None).created_at == datetime.fromtimestamp(0x65F0A1B2, UTC)


async def test_the_same_again_changes_nothing_and_what_staff_did_stays(
    take_over: TakeOverDemande, demandes: MemoryDemandes
) -> None:
    await take_over(record=RECORD)
    moved = await demandes.update(
        (await the_only(demandes)).id, lambda demande: demande.move(DemandeState.TRAITE, at=NOW)
    )
    assert (await take_over(record=RECORD)).outcome is Outcome.UNCHANGED
    assert (await take_over(record=RECORD | {"status": "nouveau"})).outcome is Outcome.UNCHANGED
    assert await the_only(demandes) == moved


async def test_one_that_was_erased_does_not_come_back(
    take_over: TakeOverDemande, demandes: MemoryDemandes
) -> None:
    await take_over(record=RECORD)
    await demandes.update((await the_only(demandes)).id, lambda demande: demande.forget(at=NOW))
    assert (await take_over(record=RECORD)).outcome is Outcome.UNCHANGED
    assert "cliente" not in str(demandes._documents)


async def test_a_dry_run_tells_the_same_and_writes_nothing(
    take_over: TakeOverDemande, demandes: MemoryDemandes
) -> None:
    assert (await take_over(record=RECORD, dry_run=True)).outcome is Outcome.CREATED
    assert not (await demandes.list(ListQuery())).items
    await take_over(record=RECORD)
    assert (await take_over(record=RECORD, dry_run=True)).outcome is Outcome.UNCHANGED


_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def reasons_against(record: object) -> tuple[Violation, ...] | None:
    try:
        parse_demande(record).demande("d", at=NOW)
    except Invalid as error:
        return error.violations
    return None


@given(
    record=_ANYTHING
    | st.dictionaries(st.sampled_from([*RECORD, "projectDeadline", "softwareUsers", "id"]), _ANYTHING)
)
def test_any_record_is_taken_or_refused_with_pointers(record: object) -> None:
    for said in (record, RECORD | record if isinstance(record, dict) else record):
        assert reasons_against(said) != ()
