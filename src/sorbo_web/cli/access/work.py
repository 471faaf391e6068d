"""The operator's commands about keys, sessions and second factors."""

from sorbo_core.identity.sessions.ports import PublicKey
from sorbo_web.cli.work import run_work
from sorbo_web.wiring.container import Container
from sorbo_web.wiring.settings import Settings


def run_rotate_keys(settings: Settings) -> int:
    """Make a new key; return the exit code."""

    async def work(container: Container) -> int:
        _print(await container.identity.rotate_keys()())
        return 0

    return run_work(settings, work)


def run_list_keys(settings: Settings) -> int:
    """List the keys; return the exit code."""

    async def work(container: Container) -> int:
        for key in await container.identity.list_public_keys()():
            _print(key)
        return 0

    return run_work(settings, work)


def run_revoke_sessions(settings: Settings, email: str) -> int:
    """Log somebody out; return the exit code."""

    async def work(container: Container) -> int:
        ended = await container.identity.revoke_sessions()(email=email)
        print(f"{email}: {ended} session(s) ended")  # noqa: T201 — for its user
        return 0

    return run_work(settings, work)


def run_remove_second_factor(settings: Settings, email: str) -> int:
    """Take a second factor away; return the exit code."""

    async def work(container: Container) -> int:
        ended = await container.identity.remove_second_factor()(email=email)
        print(f"{email}: second factor removed, {ended} session(s) ended")  # noqa: T201 — for its user
        return 0

    return run_work(settings, work)


def run_count_old_passwords(settings: Settings) -> int:
    """Tell who still has a password of the existing site; return the exit code."""

    async def work(container: Container) -> int:
        old = await container.comptes.count_old_passwords()()
        print(f"{old.accounts} active account(s) with a password of the existing site, {old.staff} of staff")  # noqa: T201 — for its user
        return 0

    return run_work(settings, work)


def _print(key: PublicKey) -> None:
    since = f"{key.created_at:%Y-%m-%d %H:%M:%S}Z" if key.created_at else "SORBO_SIGNING_KEY    "
    print(f"{'signs   ' if key.signs else 'verifies'} {since} {key.id}")  # noqa: T201 — for its user
