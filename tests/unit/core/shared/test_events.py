from typing import Annotated

import msgspec
import pytest
from msgspec import Meta

from sorbo_core.contact.demande import DemandeAssigned, DemandeMoved, DemandeState
from sorbo_core.delivery.ports import Pending
from sorbo_core.shared.events import Event, EventData, envelop
from support import build


class DemandeMovedV2(EventData, frozen=True, kw_only=True):
    """A later version, which also tells the state before."""

    type = "demande.moved"
    schema_version = 2
    state: DemandeState
    before: Annotated[str | None, Meta(description="Where it stood.")] = None


def enveloped(data: EventData) -> Event:
    return envelop(data, entity_id="d", sequence=2, occurred_at=build.NOW)


def test_an_envelope_tells_type_and_version_of_what_it_carries() -> None:
    event = enveloped(DemandeMovedV2(state=DemandeState.TRAITE, before="nouveau"))
    assert (event.id, event.type, event.schema_version) == ("d.2", "demande.moved", 2)
    assert event.data == {"state": "traite", "before": "nouveau"}


def test_an_event_that_was_stored_before_there_were_versions_reads_as_version_1() -> None:
    stored = msgspec.to_builtins(enveloped(DemandeMoved(state=DemandeState.TRAITE)))
    del stored["schema_version"]
    event = msgspec.convert({"event": stored}, Pending).event
    assert event.schema_version == 1
    assert DemandeMoved.of(event) == DemandeMoved(state=DemandeState.TRAITE)


def test_a_consumer_gets_the_values_typed() -> None:
    moved = DemandeMoved.of(enveloped(DemandeMoved(state=DemandeState.TRAITE)))
    assert moved is not None
    assert moved.state is DemandeState.TRAITE


def test_another_type_or_another_version_is_left_out() -> None:
    event = enveloped(DemandeMoved(state=DemandeState.TRAITE))
    assert DemandeAssigned.of(event) is None
    assert DemandeMovedV2.of(event) is None


def test_fields_and_values_of_a_later_release_of_the_version_do_not_disturb() -> None:
    event = enveloped(DemandeAssigned(assignee_id="compte"))
    later = msgspec.structs.replace(event, data={**event.data, "team": "etudes"})
    assert DemandeAssigned.of(later) == DemandeAssigned(assignee_id="compte")


def test_data_of_another_shape_are_refused() -> None:
    event = enveloped(DemandeMoved(state=DemandeState.TRAITE))
    with pytest.raises(msgspec.ValidationError):
        DemandeMoved.of(msgspec.structs.replace(event, data={"state": "perdu"}))


def test_two_versions_of_an_event_can_be_told_by_one_change() -> None:
    state = DemandeState.TRAITE
    asked = build.demande(id="d")
    both = asked.changed(DemandeMoved(state=state), at=build.NOW, state=state).changed(
        DemandeMovedV2(state=state, before="nouveau"), at=build.NOW
    )
    assert [(event.id, event.schema_version) for event in both.events[1:]] == [("d.2", 1), ("d.3", 2)]
