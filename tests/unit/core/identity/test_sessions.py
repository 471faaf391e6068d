import asyncio
from datetime import timedelta

import msgspec
import pytest

from sorbo_adapters.memory.system import FixedClock, SequentialIds
from sorbo_core.identity.compte import Compte
from sorbo_core.identity.errors import TokenInvalid, WrongCredentials
from sorbo_core.identity.password import PasswordRules
from sorbo_core.identity.permissions import Role
from sorbo_core.identity.sessions.errors import (
    LoginSessionNotFound,
    RefreshTokenInvalid,
    TooManyGuesses,
)
from sorbo_core.identity.sessions.login_session import Device, EndReason, Proof
from sorbo_core.identity.sessions.refresh_token import RefreshToken
from sorbo_core.identity.use_cases.create_compte import CreateCompte
from sorbo_core.identity.use_cases.session.end_own import EndOwnSession
from sorbo_core.identity.use_cases.session.list_own import ListOwnSessions
from sorbo_core.identity.use_cases.session.log_out import LogOut
from sorbo_core.identity.use_cases.session.log_out_everywhere import LogOutEverywhere
from sorbo_core.shared.actor import VISITOR, Actor
from sorbo_core.shared.errors import Unauthenticated, Unavailable
from support.front_door import HERE, IDLE, LONGEST, CountedComptes, FrontDoor

EMAIL, PASSWORD, OTHER = "chef@example.com", "correct horse battery", "another long password"
AWAY = Device(agent="curl", address="198.51.100.7")


@pytest.fixture
def accounts() -> CountedComptes:
    return CountedComptes()


@pytest.fixture
def door(accounts: CountedComptes, ids: SequentialIds, clock: FixedClock) -> FrontDoor:
    return FrontDoor(comptes=accounts, ids=ids, clock=clock)


@pytest.fixture
async def holder(door: FrontDoor, accounts: CountedComptes, ids: SequentialIds, clock: FixedClock) -> Compte:
    create = CreateCompte(comptes=accounts, rules=PasswordRules(), hasher=door.hasher, ids=ids, clock=clock)
    return await create(email=EMAIL, name="Chef", password=PASSWORD, role=Role.EDITOR)


pytestmark = pytest.mark.usefixtures("holder")


async def logged_in(door: FrontDoor) -> tuple[str, str, Actor]:
    """Return the refresh token and the access token of a login, and who holds them."""
    passes = (await door.log_in(email=EMAIL, password=PASSWORD)).passes
    return passes.refresh.text, passes.access.token, await door.authenticate(passes.access.token)


async def test_a_refresh_token_is_exchanged_once_and_the_next_one_goes_on(
    door: FrontDoor, clock: FixedClock
) -> None:
    refresh, _, _ = await logged_in(door)
    for _ in range(3):
        clock.advance(timedelta(minutes=14))
        passes = await door.refresh(refresh)
        assert passes.refresh.text != refresh
        assert (await door.authenticate(passes.access.token)).session_id == passes.session.id
        refresh = passes.refresh.text


async def test_twenty_uses_at_once_get_the_same_successor(door: FrontDoor) -> None:
    refresh, _, _ = await logged_in(door)
    passes = await asyncio.gather(*(door.refresh(refresh) for _ in range(20)))
    assert len({each.refresh.text for each in passes}) == 1
    await door.refresh(passes[0].refresh.text)


async def test_the_last_token_gets_the_same_successor_for_ten_seconds(
    door: FrontDoor, clock: FixedClock
) -> None:
    refresh, _, _ = await logged_in(door)
    first = await door.refresh(refresh)
    clock.advance(timedelta(seconds=9.9))
    assert (await door.refresh(refresh)).refresh == first.refresh


async def test_an_old_token_ends_the_session_and_with_it_every_token(
    door: FrontDoor, clock: FixedClock
) -> None:
    refresh, _, _ = await logged_in(door)
    stolen = refresh
    passes = await door.refresh(refresh)
    clock.advance(timedelta(seconds=10))
    with pytest.raises(RefreshTokenInvalid):
        await door.refresh(stolen)
    with pytest.raises(RefreshTokenInvalid):
        await door.refresh(passes.refresh.text)
    with pytest.raises(TokenInvalid):
        await door.authenticate(passes.access.token)
    session = await door.sessions.get(passes.session.id)
    assert session.ended_because is EndReason.TOKEN_REUSED


async def test_a_token_of_long_ago_is_still_told_from_a_made_up_one(
    door: FrontDoor, clock: FixedClock
) -> None:
    first, _, _ = await logged_in(door)
    refresh = first
    for _ in range(5):
        clock.advance(timedelta(hours=1))
        refresh = (await door.refresh(refresh)).refresh.text
    parsed = RefreshToken.parsed(first)
    assert parsed is not None
    made_up = msgspec.structs.replace(parsed, family="x" * 43)
    with pytest.raises(RefreshTokenInvalid):
        await door.refresh(made_up.text)
    assert (await door.sessions.get(parsed.session_id)).ended_because is None
    with pytest.raises(RefreshTokenInvalid):
        await door.refresh(first)
    assert (await door.sessions.get(parsed.session_id)).ended_because is EndReason.TOKEN_REUSED


@pytest.mark.parametrize(
    "text", ["", "~~~", "refresh~a~b", "refresh~a~b~c~d", "access~a~b~c", "é~a~b~c", "x" * 999]
)
async def test_what_is_no_refresh_token_is_refused(door: FrontDoor, text: str) -> None:
    with pytest.raises(RefreshTokenInvalid):
        await door.refresh(text)


async def test_tokens_of_one_kind_are_none_of_the_other(door: FrontDoor) -> None:
    refresh, access, _ = await logged_in(door)
    device = (await door.log_in(email=EMAIL, password=PASSWORD)).device_token
    for text in (access, device):
        with pytest.raises(RefreshTokenInvalid):
            await door.refresh(text)
    for text in (refresh, device):
        with pytest.raises(TokenInvalid):
            await door.authenticate(text)


async def test_an_unused_session_is_over_after_its_idle_time(door: FrontDoor, clock: FixedClock) -> None:
    refresh, _, _ = await logged_in(door)
    clock.advance(IDLE)
    with pytest.raises(RefreshTokenInvalid):
        await door.refresh(refresh)


async def test_a_session_is_over_at_its_end_however_it_is_used(door: FrontDoor, clock: FixedClock) -> None:
    refresh, _, _ = await logged_in(door)
    for _ in range(LONGEST.days - 1):
        clock.advance(timedelta(days=1))
        refresh = (await door.refresh(refresh)).refresh.text
    clock.advance(timedelta(days=1))
    with pytest.raises(RefreshTokenInvalid):
        await door.refresh(refresh)


async def test_who_logs_out_is_nobody_at_once(door: FrontDoor, clock: FixedClock) -> None:
    log_out = LogOut(sessions=door.sessions, clock=clock)
    refresh, access, actor = await logged_in(door)
    other = await logged_in(door)
    await log_out(actor=actor, refresh_token=None)
    with pytest.raises(TokenInvalid):
        await door.authenticate(access)
    with pytest.raises(RefreshTokenInvalid):
        await door.refresh(refresh)
    await door.authenticate(other[1])
    await log_out(actor=VISITOR, refresh_token=other[0])
    with pytest.raises(TokenInvalid):
        await door.authenticate(other[1])
    await log_out(actor=VISITOR, refresh_token="nonsense")
    with pytest.raises(Unauthenticated):
        await log_out(actor=VISITOR, refresh_token=None)


async def test_a_session_is_not_ended_by_who_only_knows_its_id(door: FrontDoor, clock: FixedClock) -> None:
    _, access, actor = await logged_in(door)
    forged = f"refresh~{actor.session_id}~{'x' * 43}~{'x' * 43}"
    await LogOut(sessions=door.sessions, clock=clock)(actor=VISITOR, refresh_token=forged)
    with pytest.raises(RefreshTokenInvalid):
        await door.refresh(forged)
    await door.authenticate(access)


async def test_logging_out_everywhere_ends_every_session(door: FrontDoor, clock: FixedClock) -> None:
    logins = [await logged_in(door) for _ in range(3)]
    await LogOutEverywhere(sessions=door.sessions, clock=clock)(actor=logins[0][2])
    for _, access, _ in logins:
        with pytest.raises(TokenInvalid):
            await door.authenticate(access)


async def test_people_see_their_sessions_and_end_one(door: FrontDoor, clock: FixedClock) -> None:
    mine, end = (use(sessions=door.sessions, clock=clock) for use in (ListOwnSessions, EndOwnSession))
    assert isinstance(mine, ListOwnSessions)
    assert isinstance(end, EndOwnSession)
    _, _, first = await logged_in(door)
    clock.advance(timedelta(hours=1))
    _, access, second = await logged_in(door)
    assert [each.id for each in await mine(actor=first)] == [second.session_id, first.session_id]
    assert (await mine(actor=first))[0].device == HERE
    for stranger in (Actor(id="somebody else"), Actor(id="somebody else", session_id=second.session_id)):
        assert await mine(actor=stranger) == ()
        with pytest.raises(LoginSessionNotFound):
            await end(actor=stranger, id=second.session_id or "")
    await end(actor=first, id=second.session_id or "")
    with pytest.raises(TokenInvalid):
        await door.authenticate(access)
    with pytest.raises(LoginSessionNotFound):
        await end(actor=first, id=second.session_id or "")


async def test_an_account_that_was_closed_ends_what_its_tokens_are_worth(
    door: FrontDoor, accounts: CountedComptes, holder: Compte
) -> None:
    refresh, access, _ = await logged_in(door)
    await accounts.update(holder.id, lambda current: msgspec.structs.replace(current, active=False))
    with pytest.raises(TokenInvalid):
        await door.authenticate(access)
    with pytest.raises(RefreshTokenInvalid):
        await door.refresh(refresh)


async def test_a_login_that_a_change_of_password_overtakes_is_worth_nothing(
    door: FrontDoor, accounts: CountedComptes, holder: Compte, clock: FixedClock
) -> None:
    await accounts.update(holder.id, lambda current: current.with_password("$sha256$a$b", at=clock.now()))
    with pytest.raises(WrongCredentials):
        await door.open(compte=holder, proofs=(Proof.PASSWORD,), device=HERE)
    assert await door.sessions.alive_of(holder.id, at=clock.now()) == ()


async def test_a_login_does_the_same_work_whoever_has_the_address(
    door: FrontDoor, accounts: CountedComptes, holder: Compte
) -> None:
    work = []
    closed = "closed@example.com"
    ended = msgspec.structs.replace(holder, id="closed", email=closed, active=False)
    await accounts.add(ended)
    for email in (EMAIL, "nobody@example.com", "no address", closed):
        accounts.asked.clear()
        door.hasher.asked.clear()
        with pytest.raises(WrongCredentials):
            await door.log_in(email=email, password=OTHER)
        work.append((dict(accounts.asked), dict(door.hasher.asked)))
    assert work == [({"by_email": 1}, {"verify": 1})] * 4


async def fails(door: FrontDoor, times: int, *, device: Device = AWAY, token: str | None = None) -> None:
    for _ in range(times):
        with pytest.raises(WrongCredentials):
            await door.log_in(email=EMAIL, password=OTHER, device=device, device_token=token)


async def test_after_five_wrong_passwords_each_try_waits_twice_as_long(
    door: FrontDoor, clock: FixedClock
) -> None:
    await fails(door, 5)
    for wait in (1, 2, 4, 8, 16):
        with pytest.raises(TooManyGuesses) as early:
            await door.log_in(email=EMAIL, password=PASSWORD)
        assert early.value.retry_after == wait
        clock.advance(timedelta(seconds=wait))
        await fails(door, 1)


async def test_an_address_that_nobody_has_waits_just_as_long(door: FrontDoor) -> None:
    for _ in range(5):
        with pytest.raises(WrongCredentials):
            await door.log_in(email="nobody@example.com", password=OTHER)
    with pytest.raises(TooManyGuesses):
        await door.log_in(email="nobody@example.com", password=OTHER)


async def test_who_logs_in_begins_anew(door: FrontDoor, clock: FixedClock) -> None:
    await fails(door, 5)
    clock.advance(timedelta(seconds=1))
    await door.log_in(email=EMAIL, password=PASSWORD)
    await fails(door, 5)


async def test_a_device_that_logged_in_before_does_not_wait_for_others(door: FrontDoor) -> None:
    token = (await door.log_in(email=EMAIL, password=PASSWORD)).device_token
    await fails(door, 5)
    with pytest.raises(TooManyGuesses):
        await door.log_in(email=EMAIL, password=PASSWORD)
    await door.log_in(email=EMAIL, password=PASSWORD, device_token=token)
    await fails(door, 10, token=token)
    with pytest.raises(TooManyGuesses):
        await door.log_in(email=EMAIL, password=PASSWORD, device_token=token)


async def test_a_device_is_known_for_its_own_account_only(door: FrontDoor, clock: FixedClock) -> None:
    token = door.devices.issue("other@example.com", now=clock.now())
    forged = f"{token[:-3]}abc"
    own = door.devices.issue(EMAIL, now=clock.now() - timedelta(days=366))
    await fails(door, 5)
    for each in (token, forged, own, "device~a~b", "device~a~b~é", "~~~"):
        with pytest.raises(TooManyGuesses):
            await door.log_in(email=EMAIL, password=PASSWORD, device_token=each)


async def test_a_network_address_waits_after_thirty_wrong_passwords_for_anybody(door: FrontDoor) -> None:
    for number in range(30):
        with pytest.raises(WrongCredentials):
            await door.log_in(email=f"n{number}@example.com", password=OTHER, device=AWAY)
    with pytest.raises(TooManyGuesses):
        await door.log_in(email=EMAIL, password=PASSWORD, device=AWAY)
    await door.log_in(email=EMAIL, password=PASSWORD)


async def test_a_password_that_could_not_be_checked_is_no_guess(
    door: FrontDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def busy(*_: object) -> bool:
        raise Unavailable(part="login")

    with monkeypatch.context() as flood:
        flood.setattr(door.hasher, "verify", busy)
        for _ in range(20):
            with pytest.raises(Unavailable):
                await door.log_in(email=EMAIL, password=PASSWORD)
    await door.log_in(email=EMAIL, password=PASSWORD)


async def test_a_hash_of_another_kind_is_replaced_at_the_next_login(
    door: FrontDoor, accounts: CountedComptes, holder: Compte, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door.hasher, "is_outdated", lambda hash: hash == holder.password_hash)
    await door.log_in(email=EMAIL, password=PASSWORD)
    renewed = await accounts.get(holder.id)
    assert renewed.password_hash != holder.password_hash
    assert renewed.last_event == holder.last_event, "nobody is told of another password"
    await door.log_in(email=EMAIL, password=PASSWORD)
