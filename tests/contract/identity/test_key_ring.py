from datetime import timedelta

import pytest

from sorbo_adapters.memory.sessions.keys import MemorySealedKeys
from sorbo_adapters.memory.system import SequentialIds
from sorbo_adapters.mongo.sessions.keys import MongoSealedKeys
from sorbo_adapters.mongo.store.client import Database
from sorbo_adapters.security.key_ring import SigningKeyRing
from sorbo_adapters.security.tokens import Ed25519AccessTokens
from sorbo_core.identity.errors import TokenInvalid
from sorbo_core.identity.sessions.ports import Claims, SealedKey, SealedKeys
from sorbo_core.shared.errors import AlreadyExists, Unavailable
from support.build import NOW, later

SEED, OTHER_SEED = bytes(range(32)), bytes(range(1, 33))
WHOSE = Claims(compte_id="compte-1", session_id="session-1")


class Process:
    """What one process has: its own view of the stored keys."""

    def __init__(self, keys: SealedKeys, *, seed: bytes = SEED) -> None:
        self.ring = SigningKeyRing(seed=seed, keys=keys)
        self.tokens = Ed25519AccessTokens(
            ring=self.ring, issuer="https://www.example.com", audience="sorbo-api", ids=SequentialIds()
        )


class KeysContract:
    """What `SealedKeys` promises, and what the ring of keys on it does."""

    async def test_keys_come_back_the_oldest_first(self, keys: SealedKeys) -> None:
        made = [SealedKey(id=f"k{n}", created_at=later(minutes=n), sealed=f"s{n}") for n in (2, 1, 3)]
        for key in made:
            await keys.add(key)
        with pytest.raises(AlreadyExists):
            await keys.add(made[0])
        assert await keys.all() == (made[1], made[0], made[2])
        await keys.discard(["k1", "k2", "nothing"])
        assert await keys.all() == (made[2],)

    async def test_at_first_the_key_of_the_setting_signs(self, keys: SealedKeys) -> None:
        (only,) = await Process(keys).ring.public_keys(now=NOW)
        assert (only.signs, only.created_at) == (True, None)

    async def test_a_new_key_signs_at_once_and_every_process_verifies_it(self, keys: SealedKeys) -> None:
        one, other = Process(keys), Process(keys)
        before = await other.tokens.issue(WHOSE, now=NOW)
        new = await one.ring.rotate(now=later(seconds=5))
        after = await one.tokens.issue(WHOSE, now=later(seconds=5))
        assert before.token.partition(".")[0] != after.token.partition(".")[0]
        for process in (one, other):
            for issued in (before, after):
                assert await process.tokens.verify(issued.token, now=later(seconds=5)) == WHOSE
        assert [key.id for key in await one.ring.public_keys(now=later(seconds=5))][-1] == new.id

    async def test_other_processes_sign_with_it_within_half_a_minute(self, keys: SealedKeys) -> None:
        one, other = Process(keys), Process(keys)
        await other.tokens.issue(WHOSE, now=NOW)
        new = await one.ring.rotate(now=later(seconds=1))
        await other.tokens.issue(WHOSE, now=later(seconds=30))
        assert (await other.ring.signing(later(seconds=30))).id == new.id

    async def test_a_former_key_verifies_until_its_last_token_has_expired(self, keys: SealedKeys) -> None:
        process = Process(keys)
        first = (await process.ring.public_keys(now=NOW))[0].id
        await process.ring.rotate(now=NOW)
        shown = await process.ring.public_keys(now=later(minutes=15, seconds=30))
        assert [(key.id == first, key.signs) for key in shown] == [(True, False), (False, True)]
        assert len(await process.ring.public_keys(now=later(minutes=17))) == 1
        late = await process.tokens.issue(WHOSE, now=later(minutes=17))
        assert await process.tokens.verify(late.token, now=later(minutes=17)) == WHOSE
        old = Process(MemorySealedKeys())
        forged = await old.tokens.issue(WHOSE, now=later(minutes=17))
        with pytest.raises(TokenInvalid):
            await process.tokens.verify(forged.token, now=later(minutes=17))

    async def test_keys_that_verify_nothing_are_deleted_and_never_count_again(self, keys: SealedKeys) -> None:
        process = Process(keys)
        for hours in range(4):
            await process.ring.rotate(now=later(hours=hours))
        assert len(await keys.all()) == 2
        assert len(await process.ring.public_keys(now=later(hours=4))) == 1

    async def test_what_another_setting_sealed_neither_signs_nor_verifies(self, keys: SealedKeys) -> None:
        before = Process(keys)
        await before.ring.rotate(now=NOW)
        issued = await before.tokens.issue(WHOSE, now=NOW)
        after = Process(keys, seed=OTHER_SEED)
        with pytest.raises(TokenInvalid):
            await after.tokens.verify(issued.token, now=NOW)
        renewed = await after.tokens.issue(WHOSE, now=NOW)
        assert await after.tokens.verify(renewed.token, now=NOW) == WHOSE

    async def test_a_key_that_was_altered_or_exchanged_does_not_count(self, keys: SealedKeys) -> None:
        one = Process(keys)
        await one.ring.rotate(now=NOW)
        (stored,) = await keys.all()
        await keys.discard([stored.id])
        for number, sealed in enumerate((stored.sealed, "", "AAAA", "é", f"A{stored.sealed[1:]}")):
            await keys.add(SealedKey(id=f"forged{number}", created_at=NOW, sealed=sealed))
        assert len(await Process(keys).ring.public_keys(now=NOW)) == 1

    async def test_the_private_half_is_nowhere_in_what_is_stored(self, keys: SealedKeys) -> None:
        process = Process(keys)
        await process.ring.rotate(now=NOW)
        private = (await process.ring.signing(NOW)).private.as_dict(private=True)["d"]
        assert str(private) not in str(await keys.all())


class TestMemoryKeys(KeysContract):
    @pytest.fixture
    def keys(self) -> SealedKeys:
        return MemorySealedKeys()


class TestMongoKeys(KeysContract):
    @pytest.fixture
    def keys(self, database: Database) -> SealedKeys:
        return MongoSealedKeys(database)


class Fragile(MemorySealedKeys):
    """Keys that may be away, and count how often they are read."""

    away = False
    read = 0

    async def all(self) -> tuple[SealedKey, ...]:
        self.read += 1
        if self.away:
            raise Unavailable(part="database")
        return await super().all()


async def test_while_the_store_is_away_the_known_keys_go_on() -> None:
    keys = Fragile()
    process = Process(keys)
    issued = await process.tokens.issue(WHOSE, now=NOW)
    keys.away = True
    assert await process.tokens.verify(issued.token, now=later(minutes=5)) == WHOSE
    with pytest.raises(Unavailable):
        await Process(keys).tokens.issue(WHOSE, now=NOW)


async def test_unknown_keys_are_looked_for_once_a_second_however_many_ask() -> None:
    keys = Fragile()
    process, stranger = Process(keys), Process(MemorySealedKeys(), seed=OTHER_SEED)
    forged = (await stranger.tokens.issue(WHOSE, now=NOW)).token
    for number in range(50):
        with pytest.raises(TokenInvalid):
            await process.tokens.verify(forged, now=NOW + timedelta(milliseconds=10 * number))
    assert keys.read == 2
