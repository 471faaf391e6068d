from collections import Counter
from collections.abc import Iterator
from typing import Any

import argon2
import bcrypt
import pytest

from sorbo_adapters.security.old_passwords import BcryptHashes
from sorbo_adapters.security.passwords import Argon2Hasher
from sorbo_core.identity.passwords.old_hash import MOST_COST, NONE_USABLE, cost_of_old

TYPED = "un ancien mot de passe"


def old_hash(password: str, *, cost: int = 4, kind: str = "2b") -> str:
    made = bcrypt.hashpw(password.encode()[:72], bcrypt.gensalt(cost)).decode()
    return f"${kind}{made[3:]}"


@pytest.fixture
def hasher() -> Iterator[Argon2Hasher]:
    made = Argon2Hasher(old=BcryptHashes())
    yield made
    made.close()


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often argon2 ran, and how many rounds of bcrypt."""
    counted: Counter[str] = Counter()
    verify, checkpw, hashpw = argon2.PasswordHasher.verify, bcrypt.checkpw, bcrypt.hashpw

    def verified(self: argon2.PasswordHasher, hash: str, password: str) -> Any:
        counted["argon2"] += 1
        return verify(self, hash, password)

    def checked(password: bytes, hashed: bytes) -> bool:
        counted["bcrypt"] += 2 ** int(hashed[4:6])
        return checkpw(password, hashed)

    def hashed(password: bytes, salt: bytes) -> bytes:
        counted["bcrypt"] += 2 ** int(salt[4:6])
        return hashpw(password, salt)

    monkeypatch.setattr(argon2.PasswordHasher, "verify", verified)
    monkeypatch.setattr(bcrypt, "checkpw", checked)
    monkeypatch.setattr(bcrypt, "hashpw", hashed)
    return counted


@pytest.mark.parametrize("kind", ["2a", "2b", "2y"])
async def test_a_password_of_the_existing_site_still_opens_its_account(
    kind: str, hasher: Argon2Hasher
) -> None:
    kept = old_hash(TYPED, kind=kind)

    assert await hasher.verify(TYPED, kept)
    assert not await hasher.verify(f"{TYPED}.", kept)
    assert hasher.is_outdated(kept)


async def test_bytes_after_the_seventy_second_count_as_little_as_they_did_there(hasher: Argon2Hasher) -> None:
    kept = old_hash("é" * 40)

    assert await hasher.verify("é" * 40, kept)
    assert await hasher.verify("é" * 200, kept)
    assert not await hasher.verify("é" * 35, kept)


async def test_a_nul_in_a_password_is_a_character_like_any_other(hasher: Argon2Hasher) -> None:
    assert not await hasher.verify(f"{TYPED}\0", old_hash(TYPED))
    assert not await hasher.verify("\0", old_hash(TYPED))


async def test_an_old_hash_is_of_the_very_characters_that_were_typed(hasher: Argon2Hasher) -> None:
    typed = "une ﬁn de journée"  # with a ligature, which NFKC spells out

    assert await hasher.verify(typed, old_hash(typed))
    assert await hasher.verify(typed, await hasher.hash("une fin de journée"))
    assert not await hasher.verify("une fin de journée", old_hash(typed))


async def test_while_old_passwords_do_not_count_an_old_hash_is_that_of_none() -> None:
    hasher = Argon2Hasher()
    assert not await hasher.verify(TYPED, old_hash(TYPED))
    hasher.close()


@pytest.mark.parametrize(
    "unusable",
    [
        NONE_USABLE,
        "",
        TYPED,
        "$2b$12$short",
        f"$2b$13${'.' * 53}",
        f"$2b$31${'.' * 53}",
        f"$2x$10${'.' * 53}",
    ],
)
async def test_what_is_no_hash_that_can_be_taken_over_matches_nothing(
    unusable: str, hasher: Argon2Hasher
) -> None:
    assert cost_of_old(unusable) is None
    assert not await hasher.verify(unusable, unusable)


@pytest.mark.parametrize(
    ("old", "once"),
    [(BcryptHashes(), {"argon2": 1, "bcrypt": 2**MOST_COST}), (None, {"argon2": 1})],
    ids=["counting", "not"],
)
async def test_whoever_asks_costs_the_same_whatever_hash_the_account_has(
    old: BcryptHashes | None, once: dict[str, int], work: Counter[str]
) -> None:
    hasher = Argon2Hasher(old=old)
    new = await hasher.hash(TYPED)
    asked = [
        ("wrong", None),
        ("wrong", new),
        (TYPED, new),
        *(("wrong", old_hash(TYPED, cost=cost)) for cost in (4, 10, MOST_COST)),
        (TYPED, old_hash(TYPED, cost=10)),
        ("wrong", NONE_USABLE),
        ("\0", old_hash(TYPED)),
    ]
    seen = []
    for password, kept in asked:
        work.clear()
        await hasher.verify(password, kept)
        seen.append(dict(work))
    hasher.close()
    assert seen == [once] * len(asked)
