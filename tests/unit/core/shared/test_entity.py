import msgspec
import pytest

from sorbo_core.contact.demande import DemandeMoved, DemandeState
from sorbo_core.shared.errors import Invalid, Stale
from support import build


def test_a_change_sets_the_fields_and_records_its_event() -> None:
    at = build.later(minutes=5)
    demande = build.demande(id="d")
    moved = demande.changed(DemandeMoved(state=DemandeState.TRAITE), at=at, state=DemandeState.TRAITE)
    assert (moved.state, moved.updated_at, moved.created_at) == (DemandeState.TRAITE, at, build.NOW)
    event = moved.events[-1]
    assert (event.id, event.type, event.entity_id, event.sequence) == ("d.2", "demande.moved", "d", 2)
    assert (event.occurred_at, event.data) == (at, {"state": "traite"})


def test_a_change_leaves_the_state_before_it_alone() -> None:
    demande = build.demande()
    demande.move(DemandeState.TRAITE, at=build.later(minutes=5))
    assert demande.state is DemandeState.NOUVEAU
    assert len(demande.events) == 1


def test_sequence_numbers_go_on_after_the_events_were_stored() -> None:
    stored = msgspec.structs.replace(build.demande(id="d"), version=1, events=())
    moved = stored.move(DemandeState.TRAITE, at=build.NOW)
    assert [event.id for event in moved.events] == ["d.2"]


def test_a_change_that_breaks_a_rule_is_refused_at_its_field() -> None:
    demande = build.demande()
    with pytest.raises(Invalid) as refused:
        demande.changed(DemandeMoved(state=demande.state), at=build.NOW, phone="call me")
    assert refused.value.violations[0].pointer == "/phone"


def test_an_entity_at_the_expected_version_is_itself() -> None:
    demande = msgspec.structs.replace(build.demande(), version=3)
    assert demande.at_version(3) is demande
    assert demande.at_version(None) is demande


def test_another_version_than_expected_is_stale_and_tells_the_present_one() -> None:
    demande = msgspec.structs.replace(build.demande(), version=3)
    with pytest.raises(Stale) as refused:
        demande.at_version(2)
    assert refused.value.params == {"version": 3}
