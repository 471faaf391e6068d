"""The operator's commands that need the database."""

from sorbo_core.identity.errors import EmailTaken
from sorbo_core.identity.permissions import Role
from sorbo_core.shared.query import Filter, ListQuery, Op
from sorbo_web.cli.passwords import new_password
from sorbo_web.cli.work import print_error, run_work
from sorbo_web.wiring.container import Container
from sorbo_web.wiring.settings import Settings


def run_create_admin(settings: Settings, *, email: str, name: str, password: str | None) -> int:
    """Open an account of an administrator, the first of a super-admin; return the exit code."""
    chosen = new_password() if password is None else password

    async def work(container: Container) -> int:
        role = Role.ADMIN if await _is_led(container) else Role.SUPER_ADMIN
        try:
            await container.identity.create_compte()(email=email, name=name, password=chosen, role=role)
        except EmailTaken:
            print_error(
                f"{email} has an account already: --reset-password gives it another password, "
                "--promote makes it that of a super-admin."
            )
            return 1
        _print_access(email, f"can log in as {role}", chosen if password is None else None)
        return 0

    return run_work(settings, work)


def run_reset_password(settings: Settings, *, email: str, password: str | None) -> int:
    """Give an account another password; return the exit code."""
    chosen = new_password() if password is None else password

    async def work(container: Container) -> int:
        await container.identity.set_password()(email=email, password=chosen)
        _print_access(email, "can log in", chosen if password is None else None)
        return 0

    return run_work(settings, work)


def run_promote(settings: Settings, *, email: str) -> int:
    """Make the holder of an account super-admin; return the exit code."""

    async def work(container: Container) -> int:
        await container.comptes.promote()(email=email)
        _print_access(email, "is super-admin now", None)
        return 0

    return run_work(settings, work)


async def _is_led(container: Container) -> bool:
    """Tell whether there is a super-admin who can log in."""
    leads = (Filter("active", Op.EQ, value=True), Filter("role", Op.EQ, Role.SUPER_ADMIN))
    return bool((await container.ports.comptes().list(ListQuery(filters=leads, limit=1))).items)


def _print_access(email: str, what: str, password: str | None) -> None:
    print(f"{email} {what}{f' with the password {password}' if password is not None else ''}")  # noqa: T201 — this is what the command is for
