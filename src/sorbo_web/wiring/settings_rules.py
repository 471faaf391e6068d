"""What makes a set of settings unsafe or useless, in sentences that say what to do."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from sorbo_adapters.security.signing_key import parse_signing_key
from sorbo_core.integrations.signing import key_of
from sorbo_core.shared.email_address import parse_email
from sorbo_core.shared.errors import Invalid
from sorbo_web.wiring.storage_uri import Scheme, parse_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sorbo_web.wiring.settings import Settings

_DEFAULT_PASSWORDS = frozenset(
    [
        "123456",
        "admin",
        "azerty",
        "change-me",
        "changeme",
        "default",
        "example",
        "guest",
        "mongo",
        "motdepasse",
        "pass",
        "password",
        "redis",
        "root",
        "secret",
        "sorbo",
        "test",
        "user",
    ]
)
# Of what loguru takes, the forms that the documentation names.
_SIZE = re.compile(r"\d+(\.\d+)? ?[kKMG]?B\Z")
_DURATION = re.compile(r"\d+ (minute|hour|day|week|month)s?\Z")
# An address of version 6 comes in brackets.
_CLAMAV = re.compile(r"/[^\0]+\Z|[^/\s\[\]:]+:\d{1,5}\Z|\[[0-9a-fA-F:.]+\]:\d{1,5}\Z")
_SCHEMES = {
    "mongo_url": ("mongodb", "mongodb+srv"),
    "redis_url": ("redis", "rediss"),
    "smtp_url": ("smtp", "smtp+starttls", "smtps"),
}


def problems_of(settings: Settings) -> list[str]:
    """Return every reason not to start with these settings; empty when there is none."""
    problems = list(_everywhere(settings))
    if settings.env != "development":
        problems += [*_missing_in_production(settings), *_unsafe_in_production(settings)]
    return problems


def _everywhere(settings: Settings) -> Iterator[str]:
    if settings.storage == "mongo" and not settings.mongo_url:
        yield "SORBO_MONGO_URL is missing: give the URL of a MongoDB replica set."
    if settings.storage == "mongo" and not settings.smtp_url:
        yield "SORBO_SMTP_URL is missing: give the URL of a mail server."
    for name in _SCHEMES:
        fault = _url_fault(name, getattr(settings, name))
        if fault:
            yield f"SORBO_{name.upper()} {fault}."
    for name in ("mail_from", "mail_staff"):
        try:
            parse_email(getattr(settings, name))
        except Invalid:
            yield f"SORBO_{name.upper()} is not an e-mail address."
    if not (_SIZE.match(settings.log_rotation) or _DURATION.match(settings.log_rotation)):
        yield "SORBO_LOG_ROTATION is neither a size (100 MB) nor a time (1 day)."
    if not _DURATION.match(settings.log_retention):
        yield "SORBO_LOG_RETENTION is not a time (14 days)."
    yield from _site_faults(settings)
    yield from _key_faults(settings)
    yield from _files_faults(settings)


def _site_faults(settings: Settings) -> Iterator[str]:
    try:
        date.fromisoformat(settings.site_sunset or "2000-01-01")
    except ValueError:
        yield "SORBO_SITE_SUNSET is not a day (2027-12-31)."
    if settings.site_dir and not Path(settings.site_dir).is_dir():
        yield "SORBO_SITE_DIR is no folder: give that of the site's pages, or leave it empty."


def _key_faults(settings: Settings) -> Iterator[str]:
    try:
        parse_signing_key(settings.signing_key)
    except ValueError as error:
        yield f"SORBO_SIGNING_KEY: {error}. Make one with `sorbo new-key`."
    try:
        parse_signing_key(settings.audit_key or settings.signing_key)
    except ValueError as error:
        if settings.audit_key:
            yield f"SORBO_AUDIT_KEY: {error}. Make one with `sorbo new-key`."
    for secret in settings.mail_webhook_secrets:
        try:
            key_of(secret)
        except ValueError as error:
            yield f"SORBO_MAIL_WEBHOOK_SECRETS: {error}. Make one: `echo whsec_$(openssl rand -base64 32)`."


def _files_faults(settings: Settings) -> Iterator[str]:
    if settings.files:
        try:
            parse_place(settings.files)
        except ValueError as error:
            yield f"SORBO_FILES {error}."
    if settings.clamav and not _CLAMAV.match(settings.clamav):
        yield "SORBO_CLAMAV is neither host:port nor the path of a socket."
    if settings.s3_endpoint and not re.match(r"https?://[^/@?#]+/?\Z", settings.s3_endpoint):
        yield "SORBO_S3_ENDPOINT must be https:// and a host, without path."
    if bool(settings.s3_access_key) != bool(settings.s3_secret_key):
        missing = "SORBO_S3_SECRET_KEY" if settings.s3_access_key else "SORBO_S3_ACCESS_KEY"
        yield f"{missing} is missing: give both keys of S3, or neither."


def _url_fault(name: str, url: str) -> str:
    if not url:
        return ""
    schemes = _SCHEMES[name]
    try:
        parts = urlsplit(url)
        # The hosts of a replica set have a port each, which urlsplit takes for one that is no number.
        readable = name == "mongo_url" or parts.port != 0
    except ValueError:
        readable = False
    if not readable:
        return "cannot be read: check host and port, and write special characters of the password as %XX"
    if parts.scheme not in schemes:
        return f"must start with {' or '.join(f'{scheme}://' for scheme in schemes)}"
    return "" if parts.hostname else "names no host"


def _missing_in_production(settings: Settings) -> Iterator[str]:
    if settings.storage == "memory":
        yield "SORBO_STORAGE=memory keeps nothing: outside development it must be mongo."
    if not settings.files:
        yield "SORBO_FILES is missing: outside development it is required."
    elif settings.files.startswith(Scheme.MEMORY):
        yield "SORBO_FILES=memory:// keeps nothing: outside development it must be file:// or s3://."
    if not settings.redis_url:
        yield "SORBO_REDIS_URL is missing: outside development it is required."
    for name in ("mail_from", "mail_staff"):
        if getattr(settings, name).endswith("@localhost.localdomain"):
            yield f"SORBO_{name.upper()} is missing: outside development it is required."
    if not settings.site_url.startswith("https://"):
        yield "SORBO_SITE_URL must be the https:// address of the site outside development."
    if settings.api_url and not settings.api_url.startswith("https://"):
        yield "SORBO_API_URL must be an https:// address outside development."


def _unsafe_in_production(settings: Settings) -> Iterator[str]:
    if not settings.second_factor_for_admins:
        yield "SORBO_SECOND_FACTOR_FOR_ADMINS=false is for development only."
    if any(origin == "*" or not origin.startswith("https://") for origin in settings.cors_origins):
        yield "SORBO_CORS_ORIGINS must list https:// origins one by one outside development, never *."
    if "*" in settings.trusted_proxies:
        yield "SORBO_TRUSTED_PROXIES must list addresses or networks outside development, never *."
    if settings.s3_endpoint.startswith("http://"):
        yield "SORBO_S3_ENDPOINT must be an https:// address outside development."
    for name in _SCHEMES:
        if _has_default_password(getattr(settings, name)):
            yield f"SORBO_{name.upper()} has a password that everybody tries: choose a random one."
    if settings.metrics_token and len(settings.metrics_token) < _MIN_TOKEN:
        yield f"SORBO_METRICS_TOKEN must have at least {_MIN_TOKEN} characters outside development."


_MIN_TOKEN = 24


def _has_default_password(url: str) -> bool:
    try:
        password = urlsplit(url).password
    except ValueError:  # told already
        return False
    return password is not None and (unquote(password).lower() in _DEFAULT_PASSWORDS or not password)
