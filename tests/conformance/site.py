"""A site to ask everything of: real servers, sample content, a token for each kind of caller."""

from base64 import b64encode
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_bytes

import msgspec

from sorbo_adapters.embedded.ports import free_port
from sorbo_adapters.mongo.indexes import ensure_indexes
from sorbo_adapters.security.signing_key import new_signing_key
from sorbo_adapters.security.tokens import Ed25519AccessTokens
from sorbo_core.identity.permissions import Role
from sorbo_core.identity.sessions.login_session import Device, Proof
from sorbo_core.identity.sessions.ports import Claims
from sorbo_web.cli.dev.sample import load_all
from sorbo_web.wiring.background.clients import close_clients
from sorbo_web.wiring.container import Container, build_container
from sorbo_web.wiring.settings import load_settings
from support.api import PASSWORD, address_of
from support.program import Program
from support.services import new_mongod, new_valkey

_MANY = "1000000"
_LONGER_THAN_ANY_RUN = timedelta(hours=12)
_ROLES = {"anonymous": None, "editor": Role.EDITOR, "admin": Role.ADMIN}
CALLERS = tuple(_ROLES)


class Site(msgspec.Struct, frozen=True):
    """A running API: where it is, and by kind of caller a token; a visitor has none."""

    url: str
    tokens: Mapping[str, str | None]


@asynccontextmanager
async def running_site(folder: Path) -> AsyncIterator[Site]:
    """Serve a site with sample content, its data and output in the folder, which does not exist yet.

    Limits are out of reach. Nothing works beside the requests: no mail and no webhook leaves.
    """
    async with AsyncExitStack() as stack:
        for name in ("mongod", "valkey"):
            (folder / name).mkdir(parents=True)
        mongod = await stack.enter_async_context(new_mongod(folder / "mongod"))
        valkey = await stack.enter_async_context(new_valkey(folder / "valkey"))
        key = new_signing_key()
        environment = {
            "SORBO_ENV": "development",
            "SORBO_MONGO_URL": mongod.url,
            "SORBO_REDIS_URL": valkey.url,
            "SORBO_SMTP_URL": "smtp://127.0.0.1:1",
            "SORBO_SIGNING_KEY": key,
            "SORBO_MAIL_WEBHOOK_SECRETS": f"whsec_{b64encode(token_bytes(32)).decode()}",
            "SORBO_WORK_IN_API": "false",
            "SORBO_READS_PER_MINUTE": _MANY,
            "SORBO_WRITES_PER_MINUTE": _MANY,
            "SORBO_FORMS_PER_MINUTE": _MANY,
            "SORBO_FORMS_PER_MAILBOX": _MANY,
            "SORBO_ACCOUNT_WRITES_PER_MINUTE": _MANY,
            "SORBO_EXPORTS_PER_MINUTE": _MANY,
            "SORBO_LOGINS_PER_MINUTE": _MANY,
            "SORBO_INCOMING_PER_MINUTE": _MANY,
        }
        container = build_container(load_settings(environment, signing_key=key))
        stack.push_async_callback(close_clients, container)
        await ensure_indexes(container.ports.database())
        await load_all(container)
        tokens = {name: await _token(container, role) for name, role in _ROLES.items()}
        program = Program("serve", folder=folder, settings=environment, port=free_port())
        await stack.enter_async_context(program)
        yield Site(str(program.client.base_url).rstrip("/"), tokens)


async def _token(container: Container, role: Role | None) -> str | None:
    if role is None:
        return None
    compte = await container.identity.create_compte()(
        email=address_of(role), name=f"Compte {role}", password=PASSWORD, role=role
    )
    passes = await container.identity.open_session()(compte=compte, proofs=(Proof.PASSWORD,), device=Device())
    ports, settings = container.ports, container.settings()
    tokens = Ed25519AccessTokens(
        ring=ports.key_ring(),
        issuer=settings.site_url,
        audience="sorbo-api",
        ids=ports.ids(),
        lifetime=_LONGER_THAN_ANY_RUN,
    )
    claims = Claims(compte_id=compte.id, session_id=passes.session.id)
    return (await tokens.issue(claims, now=datetime.now(UTC))).token
