import msgspec
import pytest

from sorbo_adapters.mongo.store.client import Database
from sorbo_core.delivery.dead_letter import DEAD_LETTERS, DeadLetter, DeadLetterNotFound
from sorbo_core.shared.query import Filter, ListQuery, Op
from support.build import NOW, demande, later
from support.stores import Stores, memory_stores, mongo_stores

NEWEST_FIRST = DEAD_LETTERS.sorts["-buriedAt"]


async def buried(stores: Stores, *handlers: str, id: str = "asked") -> list[DeadLetter]:
    """Let a request arrive whose event these handlers cannot take; each has a dead letter a second later."""
    await stores.demandes.add(demande(id=id))
    claim = await stores.claimed()
    (pending,) = claim.pending
    letters = [
        DeadLetter.of(pending.event, name, collection=claim.collection, reason="no", at=later(seconds=number))
        for number, name in enumerate(handlers, start=1)
    ]
    for letter in letters:
        await stores.outbox.bury(claim, letter)
    await stores.outbox.settle(claim, completed=[pending.event.id], due=NOW)
    return letters


class DeliveryDeskContract:
    async def test_dead_letters_are_listed_page_by_page_with_every_field(self, stores: Stores) -> None:
        first, second, third = await buried(stores, "a", "b", "c")
        page = await stores.desk.dead_letters(ListQuery(sort=NEWEST_FIRST, limit=2))
        assert page.items == (third, second)
        rest = await stores.desk.dead_letters(ListQuery(sort=NEWEST_FIRST, limit=2, after=page.next))
        assert (rest.items, rest.next) == ((first,), None)

    async def test_they_are_filtered_by_handler_and_event_type(self, stores: Stores) -> None:
        first, _ = await buried(stores, "a", "b")
        for path, value in (("handler", "a"), ("event.type", "demande.received")):
            query = ListQuery(filters=(Filter(path, Op.EQ, value),), sort=DEAD_LETTERS.sorts["buriedAt"])
            assert (await stores.desk.dead_letters(query)).items[0] == first
        nothing = ListQuery(filters=(Filter("event.type", Op.EQ, "other"),), sort=NEWEST_FIRST)
        assert (await stores.desk.dead_letters(nothing)).items == ()

    async def test_the_backlog_counts_them(self, stores: Stores) -> None:
        await buried(stores, "a", "b")
        backlog = await stores.desk.backlog()
        assert (backlog.entities, backlog.oldest_due, backlog.dead_letters) == (0, None, 2)

    async def test_a_requeued_letter_is_due_at_once_for_its_handler_alone(self, stores: Stores) -> None:
        letter, other = await buried(stores, "a", "b")
        await stores.desk.requeue(letter.id, now=later(minutes=1))
        assert await stores.letters() == [other]
        assert await stores.claim() is None
        claim = await stores.claimed(minutes=1)
        (pending,) = claim.pending
        assert (pending.event, pending.failures) == (letter.event, 0)
        assert [name for name in ("a", "b", "c") if pending.awaits(name)] == ["a"]

    async def test_two_letters_of_one_event_are_requeued_together(self, stores: Stores) -> None:
        letters = await buried(stores, "a", "b")
        for letter in letters:
            await stores.desk.requeue(letter.id, now=NOW)
        (pending,) = (await stores.claimed()).pending
        assert [name for name in ("a", "b", "c") if pending.awaits(name)] == ["a", "b"]

    async def test_an_event_that_still_waits_waits_for_the_handler_again_too(self, stores: Stores) -> None:
        await stores.demandes.add(demande(id="asked"))
        claim = await stores.claimed()
        (pending,) = claim.pending
        letter = DeadLetter.of(pending.event, "a", collection=claim.collection, reason="no", at=NOW)
        await stores.outbox.bury(claim, letter)
        await stores.outbox.settle(claim, failed=pending.event.id, due=NOW)
        await stores.desk.requeue(letter.id, now=NOW)
        (again,) = (await stores.claimed()).pending
        assert (again.done, again.failures, again.only) == ((), 0, ())
        assert again.awaits("b")

    async def test_a_requeue_that_died_before_the_letter_went_may_be_repeated(self, stores: Stores) -> None:
        (letter,) = await buried(stores, "a")
        await stores.desk.requeue(letter.id, now=NOW)
        claim = await stores.claimed()
        await stores.outbox.bury(claim, letter)
        await stores.desk.requeue(letter.id, now=NOW)
        assert await stores.letters() == []
        (pending,) = (await stores.claimed(minutes=1)).pending
        assert pending.awaits("a")

    async def test_the_changes_of_the_entity_go_on_meanwhile(self, stores: Stores) -> None:
        (letter,) = await buried(stores, "a")
        await stores.demandes.update("asked", lambda current: current.assign("me", at=NOW))
        await stores.desk.requeue(letter.id, now=NOW)
        types = [pending.event.type for pending in (await stores.claimed()).pending]
        assert types == ["demande.assigned", "demande.received"]

    async def test_a_letter_that_is_not_there_cannot_be_requeued(self, stores: Stores) -> None:
        with pytest.raises(DeadLetterNotFound):
            await stores.desk.requeue("none", now=NOW)

    async def test_a_letter_of_an_entity_that_has_gone_stays(self, stores: Stores) -> None:
        (letter,) = await buried(stores, "a")
        await stores.demandes.add(demande(id="other"))
        claim = await stores.claimed()
        event = msgspec.structs.replace(letter.event, entity_id="gone", id="gone.1")
        lost = DeadLetter.of(event, "a", collection="demandes", reason="no", at=later(hours=1))
        await stores.outbox.bury(claim, lost)
        with pytest.raises(DeadLetterNotFound):
            await stores.desk.requeue(lost.id, now=NOW)
        assert lost in await stores.letters()


class TestMemoryDeliveryDesk(DeliveryDeskContract):
    @pytest.fixture
    def stores(self) -> Stores:
        return memory_stores()


class TestMongoDeliveryDesk(DeliveryDeskContract):
    @pytest.fixture
    def stores(self, database: Database) -> Stores:
        return mongo_stores(database)
