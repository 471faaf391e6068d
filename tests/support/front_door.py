"""The verbs of sessions over memory, and what it costs to find out whether somebody may come in."""

from collections import Counter
from datetime import timedelta

from sorbo_adapters.memory.cache import MemoryTier
from sorbo_adapters.memory.hasher import FastHasher
from sorbo_adapters.memory.identity import MemoryComptes
from sorbo_adapters.memory.sessions.guesses import MemoryGuesses
from sorbo_adapters.memory.sessions.login_sessions import MemoryLoginSessions
from sorbo_adapters.memory.system import FixedClock, SequentialIds
from sorbo_adapters.security.device_tokens import HmacDeviceTokens
from sorbo_adapters.security.random_tokens import RandomSessionSecrets
from sorbo_adapters.security.seals import HmacSeals
from sorbo_core.identity.compte import Compte
from sorbo_core.identity.second_factor.tickets import LoginTickets
from sorbo_core.identity.sessions.guessing import Guessing
from sorbo_core.identity.sessions.login_session import Device, Lifetime
from sorbo_core.identity.sessions.standing import KeptStandings, Standing
from sorbo_core.identity.use_cases.authenticate import Authenticate
from sorbo_core.identity.use_cases.log_in import LoggedIn, LogIn
from sorbo_core.identity.use_cases.session.open import OpenSession, Passes
from sorbo_core.identity.use_cases.session.refresh import RefreshSession
from sorbo_core.shared.caching.cache import Cache, Lifetimes
from support.tokens import NoKeys, OpenTokens

IDLE, LONGEST = timedelta(hours=72), timedelta(days=30)
HERE = Device(agent="Firefox", address="192.0.2.1")


class CountedHasher(FastHasher):
    """Counts what it is asked for."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()

    async def hash(self, password: str) -> str:
        self.asked["hash"] += 1
        return await super().hash(password)

    async def verify(self, password: str, hash: str | None) -> bool:
        self.asked["verify"] += 1
        return await super().verify(password, hash)


class CountedComptes(MemoryComptes):
    """Counts what it is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: Counter[str] = Counter()

    async def by_email(self, email: str) -> Compte | None:
        self.asked["by_email"] += 1
        return await super().by_email(email)

    async def get(self, id: str) -> Compte:
        self.asked["get"] += 1
        return await super().get(id)


class FrontDoor:
    """Logging in, going on and asking who it is."""

    def __init__(self, *, comptes: MemoryComptes, ids: SequentialIds, clock: FixedClock) -> None:
        self.hasher = CountedHasher()
        self.sessions = MemoryLoginSessions()
        tokens, secrets = OpenTokens(), RandomSessionSecrets()
        self.devices = HmacDeviceTokens(bytes(range(32)))
        tier: MemoryTier[Standing] = MemoryTier(room=0, weigh=lambda _: 1)
        lifetimes = Lifetimes(fresh=0.9, stale=0)
        kept = Cache(process=tier, shared=None, lifetimes=lifetimes, now=lambda: clock.now().timestamp())
        standings = KeptStandings(sessions=self.sessions, comptes=comptes, kept=kept, clock=clock)
        tickets = LoginTickets(seals=HmacSeals(bytes(range(32))), comptes=comptes, clock=clock)
        self.open = OpenSession(
            sessions=self.sessions,
            comptes=comptes,
            tokens=tokens,
            secrets=secrets,
            lifetime=Lifetime(idle=IDLE, longest=LONGEST),
            ids=ids,
            clock=clock,
        )
        self._log_in = LogIn(
            comptes=comptes,
            hasher=self.hasher,
            guessing=Guessing(guesses=MemoryGuesses(), devices=self.devices, clock=clock),
            open_session=self.open,
            tickets=tickets,
        )
        self._refresh = RefreshSession(
            sessions=self.sessions, standings=standings, tokens=tokens, secrets=secrets, clock=clock
        )
        self.authenticate = Authenticate(tokens=tokens, standings=standings, keys=NoKeys(), clock=clock)

    async def log_in(
        self, *, email: str, password: str, device: Device = HERE, device_token: str | None = None
    ) -> LoggedIn:
        """Log in, from here unless something else is said."""
        login = await self._log_in(email=email, password=password, device=device, device_token=device_token)
        assert isinstance(login, LoggedIn)
        return login

    async def refresh(self, token: str) -> Passes:
        """Go on with a session, from here."""
        return await self._refresh(token=token, device=HERE)
