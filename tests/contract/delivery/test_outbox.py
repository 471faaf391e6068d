import asyncio

import msgspec
import pytest

from sorbo_adapters.mongo.store.client import Database
from sorbo_core.delivery.dead_letter import DeadLetter
from sorbo_core.delivery.ports import Backlog, Claim, Pending, Ticket
from sorbo_core.shared.errors import Stale
from support.build import HASH, NOW, compte, demande, formation, later, session
from support.stores import Stores, memory_stores, mongo_stores


def types_of(claim: Claim) -> list[str]:
    """Return the types of the events that a claim holds, in order."""
    return [pending.event.type for pending in claim.pending]


class OutboxContract:
    async def test_every_repository_writes_events_with_its_changes_and_the_longest_due_come_first(
        self, stores: Stores
    ) -> None:
        added = (
            await stores.formations.add(formation(at=later(seconds=-1))),
            await stores.sessions.add(session(at=later(seconds=-2))),
            await stores.demandes.add(demande(at=later(seconds=-3))),
            await stores.comptes.add(compte(at=later(seconds=-4))),
        )
        await stores.formations.update(added[0].id, lambda it: it.publish(at=NOW))
        await stores.sessions.update(added[1].id, lambda it: it.publish(at=NOW))
        await stores.demandes.update(added[2].id, lambda it: it.assign("compte", at=NOW))
        await stores.comptes.update(added[3].id, lambda it: it.with_password(HASH + "0", at=NOW))
        claims = [await stores.claimed() for _ in added]
        assert [types_of(claim) for claim in claims] == [
            ["compte.created", "compte.password_changed"],
            ["demande.received", "demande.assigned"],
            ["session.created", "session.published"],
            ["formation.created", "formation.published"],
        ]
        assert [claim.entity_id for claim in claims] == [each.id for each in reversed(added)]

    async def test_what_was_removed_tells_its_events_and_goes_with_the_last(self, stores: Stores) -> None:
        gone = await stores.formations.add(formation())
        await stores.formations.remove(gone.id, lambda it: it.delete(at=NOW))
        claim = await stores.claimed()
        assert types_of(claim) == ["formation.created", "formation.deleted"]
        assert [pending.last for pending in claim.pending] == [False, True]
        created, deleted = (pending.event.id for pending in claim.pending)
        await stores.outbox.settle(claim, completed=[created], due=NOW)
        claim = await stores.claimed()
        await stores.outbox.settle(claim, failed=deleted, due=later(minutes=1))
        claim = await stores.claimed(minutes=1)
        assert [(types_of(claim)), claim.pending[0].failures] == [["formation.deleted"], 1]
        await stores.outbox.settle(claim, completed=[deleted], due=NOW)
        assert await stores.claim(hours=1) is None
        assert (await stores.formations.add(formation(id=gone.id))).version == 1

    async def test_events_of_what_was_removed_while_they_were_delivered_are_told(
        self, stores: Stores
    ) -> None:
        gone = await stores.formations.add(formation())
        claim = await stores.claimed()
        await stores.formations.remove(gone.id, lambda it: it.delete(at=NOW))
        await stores.outbox.settle(claim, completed=[claim.pending[0].event.id], due=NOW)
        assert types_of(await stores.claimed()) == ["formation.deleted"]

    async def test_an_event_comes_out_as_it_went_in(self, stores: Stores) -> None:
        asked = demande().assign(None, at=NOW).assign("compte", at=later(milliseconds=1))
        await stores.demandes.add(asked)
        claim = await stores.claimed()
        assert claim == Claim(
            collection="demandes",
            entity_id=asked.id,
            token="relay",
            pending=tuple(Pending(event=event) for event in asked.events),
        )

    async def test_what_a_relay_does_to_an_event_that_it_holds_changes_nothing_stored(
        self, stores: Stores
    ) -> None:
        asked = await stores.demandes.add(demande())
        (await stores.claimed()).pending[0].event.data["subject"] = "?"
        again = await stores.claimed(minutes=1)
        assert again.pending[0].event.data == {"subject": asked.subject}

    async def test_a_change_that_is_refused_tells_nothing(self, stores: Stores) -> None:
        asked = await stores.demandes.add(demande())
        with pytest.raises(Stale):
            await stores.demandes.update(asked.id, lambda it: it.assign("a", at=NOW).at_version(7))
        assert types_of(await stores.claimed()) == ["demande.received"]

    async def test_nothing_is_due_where_nothing_happened(self, stores: Stores) -> None:
        assert await stores.claim() is None
        assert await stores.desk.backlog() == Backlog(0, None)

    async def test_an_event_is_not_due_before_it_happens(self, stores: Stores) -> None:
        await stores.demandes.add(demande(at=later(seconds=1)))
        assert await stores.claim() is None
        assert await stores.claim(seconds=1) is not None

    async def test_a_leased_entity_is_nobody_elses_until_the_lease_ends(self, stores: Stores) -> None:
        await stores.demandes.add(demande())
        await stores.claimed("first")
        assert await stores.claim("second", seconds=29) is None
        assert (await stores.claimed("second", seconds=30)).token == "second"

    async def test_twenty_relays_never_hold_the_same_entity(self, stores: Stores) -> None:
        for _ in range(10):
            await stores.demandes.add(demande())
        claims = await asyncio.gather(*(stores.claim(f"relay-{n}") for n in range(20)))
        held = [claim.entity_id for claim in claims if claim is not None]
        assert len(held) == len(set(held)) == 10

    async def test_what_was_delivered_is_remembered_across_leases(self, stores: Stores) -> None:
        await stores.demandes.add(demande())
        claim = await stores.claimed()
        event = claim.pending[0].event
        for handler in ("acknowledge", "notify", "notify"):
            await stores.outbox.delivered(claim, event.id, handler)
        await stores.outbox.settle(claim, due=NOW)
        again = await stores.claimed()
        assert again.pending == (Pending(event=event, done=("acknowledge", "notify")),)

    async def test_failures_are_counted_per_event(self, stores: Stores) -> None:
        asked = await stores.demandes.add(demande())
        await stores.assigned(asked, "compte")
        claim = await stores.claimed()
        for _ in range(2):
            await stores.outbox.settle(claim, failed=claim.pending[1].event.id, due=NOW)
            claim = await stores.claimed()
        assert [each.failures for each in claim.pending] == [0, 2]

    async def test_what_is_complete_goes_and_the_rest_is_due_when_told(self, stores: Stores) -> None:
        asked = await stores.demandes.add(demande())
        await stores.assigned(asked, "compte")
        claim = await stores.claimed()
        await stores.outbox.settle(claim, completed=[claim.pending[0].event.id], due=later(minutes=1))
        assert await stores.claim(seconds=59) is None
        assert types_of(await stores.claimed(seconds=60)) == ["demande.assigned"]

    async def test_an_entity_whose_events_are_all_complete_is_never_due(self, stores: Stores) -> None:
        await stores.demandes.add(demande())
        claim = await stores.claimed()
        await stores.outbox.settle(claim, completed=[claim.pending[0].event.id], due=NOW)
        assert await stores.claim(days=365) is None
        assert await stores.desk.backlog() == Backlog(0, None)

    async def test_an_event_after_the_last_one_went_is_due_at_its_own_time(self, stores: Stores) -> None:
        asked = await stores.demandes.add(demande())
        claim = await stores.claimed()
        await stores.outbox.settle(claim, completed=[claim.pending[0].event.id], due=later(days=1))
        await stores.demandes.update(asked.id, lambda it: it.assign("compte", at=later(seconds=5)))
        assert await stores.claim(seconds=4) is None
        assert types_of(await stores.claimed(seconds=5)) == ["demande.assigned"]

    async def test_an_event_added_during_a_lease_keeps_the_lease_and_is_due_after_it(
        self, stores: Stores
    ) -> None:
        asked = await stores.demandes.add(demande())
        claim = await stores.claimed("first")
        await stores.assigned(asked, "compte")
        assert await stores.claim("second", seconds=1) is None
        await stores.outbox.settle(claim, completed=[claim.pending[0].event.id], due=later(seconds=2))
        assert types_of(await stores.claimed("second", seconds=2)) == ["demande.assigned"]

    async def test_an_event_added_while_a_retry_waits_waits_with_it(self, stores: Stores) -> None:
        asked = await stores.demandes.add(demande())
        await stores.outbox.settle(await stores.claimed(), due=later(minutes=1))
        await stores.assigned(asked, "compte")
        assert await stores.claim(seconds=59) is None
        assert types_of(await stores.claimed(seconds=60)) == ["demande.received", "demande.assigned"]

    async def test_what_the_holder_of_a_lost_lease_says_has_no_effect(self, stores: Stores) -> None:
        await stores.demandes.add(demande())
        lost = await stores.claimed("lost")
        event = lost.pending[0].event
        await stores.claimed("holder", seconds=30)
        await stores.outbox.delivered(lost, event.id, "notify")
        letter = DeadLetter.of(event, "notify", collection="demandes", reason="…", at=NOW)
        await stores.outbox.bury(lost, letter)
        await stores.outbox.settle(lost, completed=[event.id], due=NOW)
        assert await stores.claim(seconds=59) is None
        assert (await stores.claimed(seconds=60)).pending == lost.pending
        assert await stores.letters() == []

    async def test_a_lease_that_nobody_took_over_still_counts(self, stores: Stores) -> None:
        await stores.demandes.add(demande())
        claim = await stores.claimed()
        await stores.outbox.settle(claim, completed=[claim.pending[0].event.id], due=later(minutes=5))
        assert await stores.claim("next", minutes=5) is None

    async def test_a_failure_is_counted_and_what_came_before_it_goes_in_one_step(
        self, stores: Stores
    ) -> None:
        asked = await stores.demandes.add(demande())
        await stores.assigned(asked, "compte", "colleague")
        claim = await stores.claimed()
        first, second, _ = (pending.event.id for pending in claim.pending)
        await stores.outbox.settle(claim, completed=[first], failed=second, due=NOW)
        again = await stores.claimed()
        assert [pending.failures for pending in again.pending] == [1, 0]
        assert again.pending[0].event.id == second

    async def test_several_entities_are_leased_together_the_longest_due_first(self, stores: Stores) -> None:
        asked = [await stores.demandes.add(demande(at=later(seconds=-n))) for n in range(5)]
        await stores.comptes.add(compte())
        ticket = await stores.outbox.lease(now=NOW, until=later(seconds=30), token="t", most=3)
        assert ticket == Ticket(
            collection="demandes", token="t", entity_ids=tuple(each.id for each in asked[:1:-1])
        )
        claims = await stores.outbox.resume(ticket, until=later(seconds=60), token="u")
        assert [claim.entity_id for claim in claims] == list(ticket.entity_ids)
        assert {claim.token for claim in claims} == {"u"}

    async def test_a_ticket_is_good_once(self, stores: Stores) -> None:
        await stores.demandes.add(demande())
        ticket = await stores.outbox.lease(now=NOW, until=later(seconds=30), token="t", most=3)
        assert ticket is not None
        worth = await asyncio.gather(
            *(stores.outbox.resume(ticket, until=later(seconds=60), token=f"worker-{n}") for n in range(10))
        )
        assert sum(map(len, worth)) == 1
        assert await stores.claim(seconds=59) is None
        assert await stores.claim(seconds=60) is not None

    async def test_a_ticket_whose_lease_somebody_else_has_by_now_is_worth_nothing(
        self, stores: Stores
    ) -> None:
        await stores.demandes.add(demande())
        await stores.demandes.add(demande())
        ticket = await stores.outbox.lease(now=NOW, until=later(seconds=30), token="t", most=2)
        assert ticket is not None
        await stores.claimed("other", seconds=30)
        (left,) = await stores.outbox.resume(ticket, until=later(seconds=90), token="late")
        assert left.entity_id in ticket.entity_ids
        assert await stores.claim(seconds=59) is None

    async def test_a_dead_letter_is_kept_once_and_its_handler_is_done(self, stores: Stores) -> None:
        await stores.demandes.add(demande())
        claim = await stores.claimed()
        event = claim.pending[0].event
        letter = DeadLetter.of(
            event, "notify", collection="demandes", reason="Refused: 550 é", at=later(hours=1)
        )
        await stores.outbox.bury(claim, letter)
        await stores.outbox.bury(claim, msgspec.structs.replace(letter, reason="again"))
        other = DeadLetter.of(event, "acknowledge", collection="demandes", reason="…", at=later(hours=2))
        await stores.outbox.bury(claim, other)
        await stores.outbox.settle(claim, due=NOW)
        assert await stores.letters() == [letter, other]
        assert (await stores.claimed()).pending[0].done == ("notify", "acknowledge")

    async def test_many_events_of_one_entity_come_in_order_a_few_at_a_time(self, stores: Stores) -> None:
        asked = await stores.demandes.add(demande())
        await stores.assigned(asked, *(f"compte-{n}" for n in range(29)))
        sequences: list[int] = []
        for _ in range(2):
            claim = await stores.claimed()
            assert len(claim.pending) <= 20
            sequences += [pending.event.sequence for pending in claim.pending]
            completed = [pending.event.id for pending in claim.pending]
            await stores.outbox.settle(claim, completed=completed, due=NOW)
        assert sequences == list(range(1, 31))
        assert await stores.claim() is None

    async def test_events_of_concurrent_writers_are_all_there_in_the_order_of_their_numbers(
        self, stores: Stores
    ) -> None:
        asked = await stores.demandes.add(demande())
        await asyncio.gather(*(stores.assigned(asked, f"compte-{n}") for n in range(15)))
        claim = await stores.claimed()
        assert [pending.event.sequence for pending in claim.pending] == list(range(1, 17))

    async def test_the_backlog_tells_how_many_entities_wait_and_since_when(self, stores: Stores) -> None:
        await stores.demandes.add(demande(at=later(seconds=3)))
        asked = await stores.demandes.add(demande(at=later(seconds=2)))
        await stores.assigned(asked, "compte")
        await stores.comptes.add(compte(at=later(seconds=1)))
        assert await stores.desk.backlog() == Backlog(3, later(seconds=1))


class TestMemoryOutbox(OutboxContract):
    @pytest.fixture
    def stores(self) -> Stores:
        return memory_stores()


class TestMongoOutbox(OutboxContract):
    @pytest.fixture
    def stores(self, database: Database) -> Stores:
        return mongo_stores(database)
