"""The wired application on memory adapters, and clients that call it."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import httpx
from dependency_injector import providers
from litestar.types import ASGIApp

from sorbo_adapters.memory.files.storage import MemoryStorage
from sorbo_adapters.memory.hasher import FastHasher
from sorbo_adapters.memory.store.collection import MemoryCollection
from sorbo_adapters.memory.system import FixedClock
from sorbo_adapters.security.signing_key import new_signing_key
from sorbo_core.identity.permissions import FOR_LOGINS, ROLES, Role
from sorbo_core.shared.actor import Permission
from sorbo_web.wiring.application import build_app
from sorbo_web.wiring.container import Container, build_container
from sorbo_web.wiring.settings import Settings, load_settings
from support.asgi import client_of
from support.build import NOW
from support.files import PlainInspector, PlainWorkshop

PASSWORD = "une phrase de passe assez longue"
_MANY = "1000000"
_ACCOUNTS = ("comptes", "login_sessions")
_ENVIRONMENT = {
    "SORBO_ENV": "development",
    "SORBO_STORAGE": "memory",
    # Tests of second factors ask for it.
    "SORBO_SECOND_FACTOR_FOR_ADMINS": "false",
    # The clock of the tests stands still or jumps, and tests write behind the repositories' backs.
    "SORBO_CACHE_MEMORY": "0",
    "SORBO_READS_PER_MINUTE": _MANY,
    "SORBO_WRITES_PER_MINUTE": _MANY,
    "SORBO_FORMS_PER_MINUTE": _MANY,
    "SORBO_FORMS_PER_MAILBOX": _MANY,
    "SORBO_ACCOUNT_WRITES_PER_MINUTE": _MANY,
    "SORBO_EXPORTS_PER_MINUTE": _MANY,
    "SORBO_UPLOADS_PER_MINUTE": _MANY,
    "SORBO_LOGINS_PER_MINUTE": _MANY,
}


def memory_settings(**environment: str) -> Settings:
    """Return settings for memory storage with limits that no test reaches; more variables may be given."""
    return load_settings(_ENVIRONMENT | environment, signing_key=new_signing_key())


class InstantHasher(FastHasher):
    """Takes the place of the hasher that has threads to end."""

    def close(self) -> None:
        """Do nothing."""


class Api:
    """The application as it is wired, but for a clock that stands still and what would take its time.

    That is hashing passwords, and opening files.

    Attributes:
        clock: what the application takes for the time.
        container: everything behind it.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.clock = FixedClock(NOW)
        self.container: Container = build_container(settings or memory_settings())
        self.replace("clock", self.clock)
        self.replace("password_hasher", InstantHasher())
        self.replace("storage", MemoryStorage(clock=self.clock))
        self.replace("inspector", PlainInspector())
        self.replace("image_workshop", PlainWorkshop())
        self.replace("scanners", ())
        self._app: ASGIApp | None = None
        self._tokens: dict[Role, str] = {}

    @property
    def app(self) -> ASGIApp:
        """The application, built when it is first called for."""
        if self._app is None:
            self._app = build_app(self.container)
        return self._app

    def replace(self, port: str, adapter: object) -> None:
        """Put another adapter behind a port, before the application is first called for."""
        getattr(self.container.ports, port).override(providers.Object(adapter))

    def client(self, token: str | None = None) -> httpx.AsyncClient:
        """Return a client that calls the application, as the holder of a token or as a visitor."""
        client = client_of(self.app)
        if token is not None:
            client.headers["Authorization"] = f"Bearer {token}"
        return client

    async def open_account(self, role: Role) -> str:
        """Open an account with this role and return its id."""
        compte = await self.container.identity.create_compte()(
            email=address_of(role), name=f"Compte {role}", password=PASSWORD, role=role
        )
        return str(compte.id)

    async def token(self, role: Role) -> str:
        """Return an access token of the account with this role, opened when it is first asked for."""
        if role not in self._tokens:
            await self.open_account(role)
            await self.new_token(role)
        return self._tokens[role]

    async def new_token(self, role: Role) -> str:
        """Log in to the account with this role once more; return the access token."""
        async with self.client() as visitor:
            credentials = {"email": address_of(role), "password": PASSWORD}
            answer = await visitor.post("/api/v1/auth/login", json=credentials)
        self._tokens[role] = answer.json()["accessToken"]
        return self._tokens[role]

    async def key(self, role: Role, *scopes: Permission) -> str:
        """Return a new API key of the account with this role: for all that a key can be for, if not said."""
        allowed = scopes or sorted(ROLES[role] - FOR_LOGINS)
        ends = (self.clock.now() + timedelta(days=30)).isoformat()
        async with self.client(await self.token(role)) as client:
            body = {"name": "Un programme", "scopes": allowed, "expiresAt": ends}
            made = await client.post("/api/v1/auth/api-keys", json=body)
        assert made.status_code == httpx.codes.OK, made.text
        return str(made.json()["key"])

    @asynccontextmanager
    async def staff(self, role: Role) -> AsyncIterator[httpx.AsyncClient]:
        """Yield a client that is logged in to the account with this role."""
        async with self.client(await self.token(role)) as client:
            yield client

    def stored(self) -> dict[str, Any]:
        """Return everything that is kept, to see whether something was written."""
        letters = dict(self.container.ports.outbox()._letters)
        kept = {each.name: (dict(each._documents), dict(each.outboxes)) for each in self._collections()}
        return {**kept, "dead_letters": letters}

    def reset(self) -> None:
        """Go back to the start: the accounts that were opened stay, and nothing else."""
        ports = self.container.ports
        self.clock.advance(NOW - self.clock.now())
        ports.creations()._creations.clear()
        ports.counters()._counts.clear()
        tally = self.container.counting.tally()
        tally._counts.clear()
        tally._recent._until.clear()
        ports.outbox()._letters.clear()
        ports.search_index()._records.clear()
        ports.local_guesses()._counted.clear()
        ports.storage()._objects.clear()
        ports.suppressions()._suppressions.clear()
        chain = ports.audit_records()
        chain._records.clear()
        chain._head = chain._until = None
        for collection in self._collections():
            collection.outboxes.clear()
            collection.trails.clear()
            if collection.name not in _ACCOUNTS:
                collection._documents.clear()

    def close_accounts(self) -> None:
        """Forget every account."""
        self.container.ports.comptes()._documents.clear()
        self._tokens.clear()

    def _collections(self) -> list[MemoryCollection[Any]]:
        ports = self.container.ports
        return [
            ports.formations(),
            ports.sessions(),
            ports.registers(),
            ports.inscriptions(),
            ports.projets(),
            ports.actualites(),
            ports.publications(),
            ports.logiciels(),
            ports.reviews(),
            ports.demandes(),
            ports.emplois(),
            ports.candidatures(),
            ports.abonnes(),
            ports.infolettres(),
            ports.envois(),
            ports.comptes(),
            ports.login_sessions(),
            ports.api_keys(),
            ports.access_links(),
            ports.notifications(),
            ports.notification_preferences(),
            ports.webhooks(),
            ports.webhook_deliveries(),
            ports.erasures(),
            ports.received_webhooks(),
            ports.disclosures(),
            ports.stored_files(),
        ]


def address_of(role: Role) -> str:
    """Return the e-mail address of the account that tests open for a role."""
    return f"{role}@example.com"


def refused(response: httpx.Response, status: int, code: str) -> list[str]:
    """Check that the answer is a problem document with this status and code; return the fields it names."""
    assert (response.status_code, response.json()["code"]) == (status, code), response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == status
    assert problem["requestId"] == response.headers["x-request-id"]
    return [error["pointer"] for error in problem.get("errors", ())]


def ids_of(page: httpx.Response | Iterable[dict[str, Any]]) -> list[str]:
    """Return the ids of the entities on a page, or in a list of them."""
    items = page.json()["items"] if isinstance(page, httpx.Response) else page
    return [item["id"] for item in items]


_INTERNALS = (
    "Traceback",
    "msgspec",
    "litestar",
    "sorbo_",
    ".py",
    "Error",
    "0x",
    "/usr/",
    "/home/",
)
_MOST_BYTES = 2000


def harmless(response: httpx.Response) -> int:
    """Check that a refusal is a short problem document that tells nothing internal; return its status."""
    assert 400 <= response.status_code < 500, response.text[:_MOST_BYTES]
    assert response.headers["content-type"] == "application/problem+json"
    assert len(response.content) < _MOST_BYTES
    told = {**response.json(), "requestId": ""}
    assert not any(word in str(told) for word in _INTERNALS), told
    return response.status_code
