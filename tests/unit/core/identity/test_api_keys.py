"""API keys: their texts, what they may do from moment to moment, and what that costs."""

import re
import string
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest

from sorbo_adapters.memory.cache import MemoryTier
from sorbo_adapters.memory.identity import MemoryComptes
from sorbo_adapters.memory.sessions.api_keys import MemoryApiKeys
from sorbo_adapters.memory.system import FixedClock
from sorbo_core.identity.api_keys.api_key import ApiKey
from sorbo_core.identity.api_keys.key_text import KeyText, named_in
from sorbo_core.identity.api_keys.standing import API_KEY, KeptKeyStandings, KeyStanding
from sorbo_core.identity.errors import TokenInvalid
from sorbo_core.identity.permissions import FOR_LOGINS, ROLES, Role
from sorbo_core.identity.sessions.standing import COMPTE, InvalidatingComptes
from sorbo_core.identity.use_cases.api_key.warn_of_end import WarnOfExpiringKeys
from sorbo_core.shared.actor import ActorKind, Permission
from sorbo_core.shared.caching.cache import Cache, Lifetimes
from sorbo_core.shared.caching.invalidating import Invalidating
from sorbo_core.shared.errors import Invalid, Unavailable
from support import build
from support.build import NOW, api_key, later

KEY = KeyText.made("019376f2a4c87b1e9d3c5a7e8f901234", "seed")


class CountedKeys(MemoryApiKeys):
    """Counts what it is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: Counter[str] = Counter()

    async def get(self, id: str) -> ApiKey:
        self.asked["get"] += 1
        return await super().get(id)

    async def note_use(self, id: str, *, at: datetime, unless_since: datetime) -> None:
        self.asked["note_use"] += 1
        await super().note_use(id, at=at, unless_since=unless_since)


class Site:
    """Keys and accounts, and what is kept of them for a moment."""

    def __init__(self, clock: FixedClock) -> None:
        self.clock, self.stored = clock, CountedKeys()
        tier: MemoryTier[KeyStanding] = MemoryTier(room=100, weigh=lambda _: 1)
        kept = Cache(
            process=tier,
            shared=None,
            lifetimes=Lifetimes(fresh=0.9, stale=0),
            now=lambda: clock.now().timestamp(),
        )
        self.keys: Any = Invalidating(self.stored, noun=API_KEY, answers=kept)
        self.comptes: Any = InvalidatingComptes(MemoryComptes(), noun=COMPTE, answers=kept)
        self.standings = KeptKeyStandings(keys=self.keys, comptes=self.comptes, kept=kept, clock=clock)

    async def issue(self, role: Role = Role.EDITOR, **changes: Any) -> str:
        """Store a holder with a key; return the key's text."""
        holder = await self.comptes.add(build.compte(id="holder", role=role))
        await self.keys.add(api_key(text=KEY, compte_id=holder.id, **changes))
        return KEY.text


@pytest.fixture
def site(clock: FixedClock) -> Site:
    return Site(clock)


def test_a_key_has_the_form_that_scanners_look_for() -> None:
    assert re.fullmatch(r"sorbo_[0-9a-f]{32}_[a-z2-7]{39}", KEY.text)
    assert KeyText.parsed(KEY.text) == KEY
    assert KEY.secret not in repr(KEY)


@pytest.mark.parametrize("at", range(len(KEY.text)))
def test_a_typo_anywhere_is_seen_without_asking_anybody(at: int) -> None:
    for other in set(string.ascii_lowercase + string.digits + "_-") - {KEY.text[at]}:
        assert KeyText.parsed(KEY.text[:at] + other + KEY.text[at + 1 :]) is None


@pytest.mark.parametrize("text", ["", "sorbo_", "sorbo__", KEY.text + "a", KEY.text.upper(), "sorbo_é" * 9])
def test_what_is_no_key_is_none(text: str) -> None:
    assert KeyText.parsed(text) is None


def test_whoever_finds_a_key_can_name_it_by_any_part_of_it() -> None:
    assert {named_in(each) for each in (KEY.text, f"sorbo_{KEY.key_id}", KEY.key_id)} == {KEY.key_id}


@pytest.mark.parametrize(
    "wrong",
    [
        {"scopes": frozenset()},
        {"expires_at": NOW},
        {"expires_at": later(days=366)},
        {"name": " "},
        {"name": "a\nb"},
    ],
)
def test_a_key_has_a_name_a_scope_and_an_end_within_a_year(wrong: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        api_key(**wrong)


async def test_a_key_may_do_what_its_scopes_say_as_long_as_its_holder_may(site: Site) -> None:
    scopes = frozenset({Permission.READ_DEMANDES, Permission.WRITE_CATALOGUE})
    text = await site.issue(scopes=scopes)
    actor = await site.standings.of(text)
    assert (actor.id, actor.key_id, actor.kind) == ("holder", KEY.key_id, ActorKind.API_KEY)
    assert actor.permissions == scopes
    await site.comptes.update("holder", lambda each: each.with_role(Role.VIEWER, by="x", at=NOW))
    assert (await site.standings.of(text)).permissions == {Permission.READ_DEMANDES}


@pytest.mark.parametrize("role", Role)
async def test_no_key_decides_about_accounts_whatever_is_stored(site: Site, role: Role) -> None:
    text = await site.issue(role, scopes=frozenset(Permission))
    permissions = (await site.standings.of(text)).permissions
    assert permissions <= ROLES[role] - FOR_LOGINS


async def test_the_key_of_an_admin_without_a_second_factor_may_do_nothing(site: Site) -> None:
    actor = await site.standings.of(await site.issue(Role.ADMIN))
    assert (actor.permissions, actor.confined) == (frozenset(), True)


async def test_a_key_that_is_revoked_or_over_or_whose_holder_is_gone_is_refused(site: Site) -> None:
    text = await site.issue()
    await site.standings.of(text)
    await site.comptes.update("holder", lambda each: each.deactivate(by="x", at=NOW))
    with pytest.raises(TokenInvalid):
        await site.standings.of(text)
    await site.comptes.update("holder", lambda each: each.reactivate(by="x", at=NOW))
    await site.standings.of(text)
    await site.keys.update(KEY.key_id, lambda key: key.revoke(by="x", at=site.clock.now()))
    with pytest.raises(TokenInvalid):
        await site.standings.of(text)


async def test_a_key_is_over_when_it_expires_although_it_is_kept(site: Site) -> None:
    text = await site.issue(expires_at=later(seconds=0.5))
    await site.standings.of(text)
    site.clock.advance(timedelta(seconds=0.5))
    with pytest.raises(TokenInvalid):
        await site.standings.of(text)
    assert site.stored.asked["get"] == 1


async def test_a_kept_standing_asks_for_nothing(site: Site) -> None:
    text = await site.issue()
    for _ in range(100):
        await site.standings.of(text)
    assert site.stored.asked == {"get": 1, "note_use": 1}


async def test_tried_secrets_and_made_up_ids_cost_a_query_a_moment(site: Site) -> None:
    await site.issue()
    for number in range(50):
        for wrong in (KeyText.made(KEY.key_id, f"{number}"), KeyText.made("nobody", f"{number}")):
            with pytest.raises(TokenInvalid):
                await site.standings.of(wrong.text)
        with pytest.raises(TokenInvalid):
            await site.standings.of(KEY.text[:-1] + "0")
    assert site.stored.asked == {"get": 2}


async def test_a_use_is_written_once_a_minute_whatever_is_kept(site: Site, clock: FixedClock) -> None:
    text = await site.issue()
    for _ in range(121):
        await site.standings.of(text)
        clock.advance(timedelta(seconds=1))
    assert site.stored.asked["note_use"] == 3
    assert (await site.keys.get(KEY.key_id)).last_used_at == later(seconds=120)


async def test_a_secret_that_was_tried_just_before_does_not_hide_a_use(site: Site) -> None:
    text = await site.issue()
    with pytest.raises(TokenInvalid):
        await site.standings.of(KeyText.made(KEY.key_id, "wrong").text)
    assert (await site.keys.get(KEY.key_id)).last_used_at is None
    await site.standings.of(text)
    assert (await site.keys.get(KEY.key_id)).last_used_at == NOW


async def test_nobody_is_refused_because_a_use_cannot_be_noted(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object, **__: object) -> None:
        raise Unavailable(part="database")

    text = await site.issue()
    monkeypatch.setattr(site.stored, "note_use", away)
    assert (await site.standings.of(text)).key_id == KEY.key_id


async def test_holders_are_told_once_of_keys_that_expire_within_a_week() -> None:
    keys = MemoryApiKeys()
    warn = WarnOfExpiringKeys(keys=keys)
    soon, late, brief, revoked = [
        (await keys.add(api_key(at=at, expires_at=later(days=days)))).id
        for at, days in ((later(days=-30), 7), (NOW, 8), (NOW, 3), (later(days=-30), 2))
    ]
    await keys.update(revoked, lambda key: key.revoke(by="x", at=NOW))
    for _ in range(2):
        await warn(due=NOW)
    warned = {id_: (await keys.get(id_)).warned_at for id_ in (soon, late, brief, revoked)}
    assert warned == {soon: NOW, late: None, brief: None, revoked: None}
    assert [each.event.type for each in keys.outboxes[soon].entries][1:] == ["api_key.expiry_announced"]
