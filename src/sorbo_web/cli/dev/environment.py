"""The settings of `sorbo dev`, and how other commands find them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sorbo_adapters.security.signing_key import new_signing_key
from sorbo_web.cli.dev.reference_site import PREFIX, reference_site
from sorbo_web.cli.dev.stack import LocalStack
from sorbo_web.cli.private_file import read_or_write, write_privately
from sorbo_web.wiring.settings import FIELDS, Env, Settings, Storage, load_settings

if TYPE_CHECKING:
    from sorbo_web.cli.dev.command import DevOptions

_ORIGINS = tuple(
    f"http://{host}:{port}"
    for host in ("localhost", "127.0.0.1")
    for port in (3000, 5000, 5173, 5500, 8000, 8080)
)


def stack_settings(options: "DevOptions", stack: LocalStack) -> Settings:
    """Return the settings for these servers; the environment wins over every default.

    The signing key is made at the first start and kept in the data directory.

    Raises:
        SettingsError: the environment cannot be used.
    """
    base = f"http://localhost:{options.port}"
    # Mails lead to pages that pass their tokens on: to the reference site, unless there is another one.
    ours = reference_site() is not None and not os.environ.get("SORBO_SITE_DIR")
    defaults: dict[str, Any] = {
        "env": Env.DEVELOPMENT,
        "storage": Storage.MEMORY if options.memory else Storage.MONGO,
        "mongo_url": stack.mongo_url,
        "redis_url": stack.redis_url,
        "smtp_url": stack.smtp_url,
        "signing_key": read_or_write(stack.directory / "signing-key", new_signing_key),
        "files": "memory://" if options.memory else (stack.directory / "files").as_uri(),
        "site_url": f"{base}{PREFIX}" if ours else base,
        "api_url": base,
        "cors_origins": _ORIGINS,
        "mail_from": "ne-pas-repondre@example.com",
        "mail_staff": "contact@example.com",
    }
    # Options that were typed win over the environment.
    fixed = {"SORBO_HOST": options.host, "SORBO_PORT": str(options.port)}
    return load_settings({**os.environ, **fixed}, **defaults)


@contextmanager
def running_environment(settings: Settings, file: Path) -> Iterator[None]:
    """Keep the settings in a file of environment variables while this runs."""
    lines = (f"{field.variable}={_text(getattr(settings, field.name))}" for field in FIELDS)
    write_privately(file, "\n".join(lines))
    try:
        yield
    finally:
        file.unlink(missing_ok=True)


def _text(value: object) -> str:
    return ",".join(value) if isinstance(value, tuple) else str(value)
