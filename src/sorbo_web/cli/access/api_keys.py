"""The operator's commands about API keys."""

from sorbo_core.identity.api_keys.api_key import API_KEYS, ApiKey
from sorbo_core.identity.api_keys.key_text import named_in
from sorbo_core.identity.use_cases.compte.find import compte_with
from sorbo_core.shared.query import Filter, ListQuery, Op
from sorbo_web.cli.work import OPERATOR, run_work
from sorbo_web.wiring.container import Container
from sorbo_web.wiring.settings import Settings

_MOST = 1000


def run_list_api_keys(settings: Settings, email: str | None) -> int:
    """List the newest keys, of one account perhaps; return the exit code."""

    async def work(container: Container) -> int:
        query = ListQuery(sort=next(iter(API_KEYS.sorts.values())), limit=_MOST)
        if email is not None:
            holder = await compte_with(container.ports.comptes(), email)
            query = query.where(Filter("compte_id", Op.EQ, holder.id))
        now = container.ports.clock().now()
        for key in (await container.api_keys.list_api_keys()(actor=OPERATOR, query=query)).items:
            _print(key, "good" if key.is_good(now) else "over")
        return 0

    return run_work(settings, work)


def run_revoke_api_key(settings: Settings, key: str) -> int:
    """Revoke a key; return the exit code."""

    async def work(container: Container) -> int:
        revoked = await container.api_keys.revoke_api_key()(actor=OPERATOR, id=named_in(key))
        print(f"{revoked.prefix}: worth nothing since {revoked.over_at:%Y-%m-%d %H:%M:%S}Z")  # noqa: T201 — for its user
        return 0

    return run_work(settings, work)


def _print(key: ApiKey, state: str) -> None:
    used = f"{key.last_used_at:%Y-%m-%d %H:%M}Z" if key.last_used_at else "never"
    about = f"until {key.over_at:%Y-%m-%d %H:%M}Z, used {used}, of {key.compte_id}"
    print(f"{state} {key.prefix} {about}: {key.name} ({', '.join(key.scopes)})")  # noqa: T201 — for its user
