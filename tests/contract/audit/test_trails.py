"""What the audit is told, in the same write as the change, on memory and on MongoDB."""

import msgspec
import pytest

from sorbo_adapters.mongo.delivery.outbox import MongoOutbox
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.audit.ports import Unsealed
from sorbo_core.identity.permissions import Role
from sorbo_core.shared.errors import Stale
from sorbo_core.shared.trail.entry import MASKED, FieldChange, TrailEntry
from sorbo_core.shared.trail.provenance import Author, AuthorKind, Origin, acting
from support.auditing import BY_EDITOR, Audited, memory_audited, mongo_audited
from support.build import HASH, NOW, compte, demande, formation, later
from support.stores import claim_next


async def told(audited: Audited) -> list[TrailEntry]:
    """Return every entry that waits."""
    return [entry for trail in await audited.trails.waiting(most=100) for entry in trail.entries]


class TrailsContract:
    async def test_a_change_by_somebody_known_tells_who_what_and_from_where(self, audited: Audited) -> None:
        await audited.demandes.add(demande(id="asked"))
        with acting(BY_EDITOR):
            await audited.demandes.update("asked", lambda it: it.assign("compte", at=NOW))
        (entry,) = await told(audited)
        assert entry == TrailEntry(
            id="asked.2",
            type="demande.assigned",
            entity_id="asked",
            at=NOW,
            by=Author(kind=AuthorKind.COMPTE, id="editor", role="editor"),
            request_id="request-1",
            origin=Origin(address="192.0.2.7", session_id="sid-1"),
            changes=(FieldChange(pointer="/assignee_id", before=None, after='"compte"'),),
        )

    async def test_what_visitors_do_and_the_service_by_itself_is_not_told(self, audited: Audited) -> None:
        await audited.demandes.add(demande())
        await audited.formations.add(formation())
        assert await told(audited) == []
        assert await audited.trails.unsealed() == Unsealed()

    async def test_what_happens_to_accounts_is_told_whoever_is_behind_it(self, audited: Audited) -> None:
        holder = await audited.comptes.add(compte())
        await audited.comptes.update(holder.id, lambda it: it.with_password(HASH + "0", at=NOW))
        created, changed = await told(audited)
        assert created.by == Author(kind=AuthorKind.SYSTEM)
        assert changed.changes == (
            FieldChange(pointer="/password_hash", before=MASKED, after=MASKED),
            FieldChange(pointer="/password_changed_at", after=MASKED),
        )

    async def test_what_is_personal_or_secret_is_masked(self, audited: Audited) -> None:
        with acting(BY_EDITOR):
            await audited.demandes.add(demande(email="visiteur@example.com"))
            await audited.comptes.add(compte(email="quelqu-un@example.com", role=Role.EDITOR))
        entries = await told(audited)
        shown = msgspec.json.encode(entries).decode()
        assert "example.com" not in shown
        assert HASH not in shown
        (account,) = [each for each in entries if each.type == "compte.created"]
        values = {each.pointer: each.after for each in account.changes}
        assert values["/role"] == '"editor"'
        assert values["/email"] == values["/password_hash"] == MASKED

    async def test_a_change_that_is_refused_tells_nothing(self, audited: Audited) -> None:
        await audited.formations.add(formation(id="f"))
        with acting(BY_EDITOR), pytest.raises(Stale):
            await audited.formations.update("f", lambda it: it.at_version(7).publish(at=NOW))
        assert await told(audited) == []

    async def test_of_a_long_value_length_and_digest_are_told(self, audited: Audited) -> None:
        with acting(BY_EDITOR):
            await audited.formations.add(formation(description="mot " * 1000))
        (entry,) = await told(audited)
        (long,) = [each for each in entry.changes if each.pointer.endswith("description")]
        assert set(msgspec.json.decode(long.after or "")) == {"length", "sha256"}

    async def test_entries_are_taken_out_and_those_that_were_added_since_stay(self, audited: Audited) -> None:
        await audited.assigned(2)
        trails = await audited.trails.waiting(most=1)
        with acting(BY_EDITOR):
            await audited.demandes.update("asked", lambda it: it.assign("later", at=later(seconds=1)))
        for _ in range(2):
            await audited.trails.sealed(trails)
        assert [entry.id for entry in await told(audited)] == ["asked.4"]
        assert (await audited.demandes.get("asked")).assignee_id == "later"

    async def test_the_longest_waiting_come_first(self, audited: Audited) -> None:
        with acting(BY_EDITOR):
            for number in (3, 1, 2):
                await audited.formations.add(formation(id=f"f{number}", at=later(seconds=number)))
        found = await audited.trails.waiting(most=2)
        assert [trail.entity_id for trail in found] == ["f1", "f2"]
        assert await audited.trails.unsealed() == Unsealed(entities=3, oldest=later(seconds=1))

    async def test_what_was_removed_is_still_told(self, audited: Audited) -> None:
        with acting(BY_EDITOR):
            gone = await audited.formations.add(formation())
            await audited.formations.remove(gone.id, lambda it: it.delete(at=NOW))
        assert [entry.type for entry in await told(audited)] == ["formation.created", "formation.deleted"]

    async def test_what_was_discarded_is_still_told_once(self, audited: Audited) -> None:
        await audited.assigned(1)
        await audited.demandes.discard("asked")
        await audited.demandes.discard("asked")
        assert [entry.type for entry in await told(audited)] == ["demande.assigned"]
        await audited.trails.sealed(await audited.trails.waiting(most=9))
        assert await audited.trails.waiting(most=9) == ()


class TestMemoryTrails(TrailsContract):
    @pytest.fixture
    def audited(self) -> Audited:
        return memory_audited()


class TestMongoTrails(TrailsContract):
    @pytest.fixture
    def audited(self, database: Database) -> Audited:
        return mongo_audited(database)

    @pytest.mark.parametrize("seal_first", [True, False])
    async def test_nothing_is_left_of_what_was_removed_once_both_are_through(
        self, audited: Audited, database: Database, *, seal_first: bool
    ) -> None:
        with acting(BY_EDITOR):
            gone = await audited.formations.add(formation())
            await audited.formations.remove(gone.id, lambda it: it.delete(at=NOW))
        outbox = MongoOutbox(database, ["formations"])

        async def seal() -> None:
            await audited.trails.sealed(await audited.trails.waiting(most=9))

        async def deliver() -> None:
            claim = await claim_next(outbox, "relay", now=later(days=1))
            assert claim is not None
            await outbox.settle(claim, completed=[each.event.id for each in claim.pending], due=NOW)

        for step in (seal, deliver) if seal_first else (deliver, seal):
            assert await database["formations"].count_documents({}) == 1
            await step()
        assert await database["formations"].count_documents({}) == 0

    async def test_the_trail_is_in_the_document_of_the_change(
        self, audited: Audited, database: Database
    ) -> None:
        await audited.assigned(1)
        document = await database["demandes"].find_one({"_id": "asked"})
        assert document is not None
        assert [each["id"] for each in document["trail"]["entries"]] == ["asked.2"]
