"""Settings: from the environment only, one frozen object, every problem reported at once."""

from collections.abc import Mapping
from difflib import get_close_matches
from enum import StrEnum
from typing import Annotated, Any, get_args, get_type_hints

import msgspec
from msgspec import Meta

from sorbo_web.wiring.settings_rules import problems_of

PREFIX = "SORBO_"
_TEST_PREFIX = "SORBO_TEST_"


class Env(StrEnum):
    """Where this runs. Everything but development is held to the rules of production."""

    DEVELOPMENT = "development"
    PRODUCTION = "production"


class Storage(StrEnum):
    """Where entities are kept."""

    MONGO = "mongo"
    MEMORY = "memory"


class LogFormat(StrEnum):
    """How log lines look: pretty on a terminal and JSON elsewhere (auto), or always one of them."""

    AUTO = "auto"
    PRETTY = "pretty"
    JSON = "json"


class LogLevel(StrEnum):
    """The least severe level that is logged."""

    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"
    ERROR = "ERROR"


SECRET = {"secret": True}
Port = Annotated[int, Meta(ge=1, le=65535)]
Count = Annotated[int, Meta(ge=1)]


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """All settings. The variable of a field is `SORBO_` and its name in capitals."""

    env: Annotated[Env, Meta(description="development, or production with all its safeguards.")] = (
        Env.PRODUCTION
    )
    host: Annotated[str, Meta(description="Address that the API listens on.")] = "127.0.0.1"
    port: Annotated[Port, Meta(description="Port that the API listens on.")] = 5000
    workers: Annotated[Count, Meta(description="Worker processes of `sorbo serve`.")] = 1
    storage: Annotated[
        Storage, Meta(description="mongo; memory keeps nothing and is for development only.")
    ] = Storage.MONGO
    mongo_url: Annotated[
        str,
        Meta(
            description="MongoDB, a replica set: mongodb:// or mongodb+srv://; TLS and `timeoutMS` in it.",
            examples=["mongodb://localhost:27017/?replicaSet=rs0"],
            extra=SECRET,
        ),
    ] = ""
    mongo_database: Annotated[str, Meta(description="Name of the database.")] = "sorbo"
    redis_url: Annotated[
        str,
        Meta(
            description="Valkey or Redis: redis:// or rediss:// (Redis Cloud), an ACL user in the URL.",
            examples=["redis://localhost:6379/0"],
            extra=SECRET,
        ),
    ] = ""
    smtp_url: Annotated[
        str,
        Meta(
            description="Mail server: smtp://, smtp+starttls:// or smtps://, user and password in the URL.",
            examples=["smtp+starttls://user:password@smtp.example.com:587"],
            extra=SECRET,
        ),
    ] = ""
    files: Annotated[
        str,
        Meta(
            description="Where the bytes of files are: file:///folder, s3://bucket/prefix, or memory:// in "
            "development, where empty is .sorbo/files.",
            examples=["file:///var/lib/sorbo/files"],
        ),
    ] = ""
    s3_endpoint: Annotated[
        str,
        Meta(
            description="Address of what speaks S3; empty for Amazon's.",
            examples=["https://s3.fr-par.scw.cloud"],
        ),
    ] = ""
    s3_region: Annotated[str, Meta(description="Region that requests to S3 are signed for.")] = "us-east-1"
    s3_access_key: Annotated[
        str,
        Meta(
            description="Access key of S3; empty for what the environment of AWS gives, such as a role.",
            extra=SECRET,
        ),
    ] = ""
    s3_secret_key: Annotated[
        str, Meta(description="Secret that belongs to the access key of S3.", extra=SECRET)
    ] = ""
    mail_from: Annotated[
        str, Meta(description="Address that mails are sent from.", examples=["ne-pas-repondre@example.com"])
    ] = "ne-pas-repondre@localhost.localdomain"
    mail_staff: Annotated[
        str,
        Meta(description="Mailbox of the staff that is told of requests.", examples=["contact@example.com"]),
    ] = "contact@localhost.localdomain"
    mails_per_second: Annotated[
        float,
        Meta(ge=0, description="The most mails that a process hands over in a second; 0 for any number."),
    ] = 0
    mail_webhook_secrets: Annotated[
        tuple[str, ...],
        Meta(
            description="Secrets (whsec_…) that bounce reports are signed with, separated by commas.",
            extra=SECRET,
        ),
    ] = ()
    clamav: Annotated[
        str,
        Meta(
            description="clamd, which scans files before anybody is served them: host:port, or the path of "
            "its socket; empty for none.",
            examples=["127.0.0.1:3310"],
        ),
    ] = ""
    company: Annotated[str, Meta(description="Name of the company in mails.")] = "Sorbo Ingénierie"
    site_url: Annotated[
        str, Meta(description="Address of the public site.", examples=["https://www.example.com"])
    ] = "http://localhost:5000"
    api_url: Annotated[
        str,
        Meta(
            description="Address of the API, before /api/v1, for mail providers; empty for that of the site.",
            examples=["https://api.example.com"],
        ),
    ] = ""
    site_door: Annotated[
        bool, Meta(description="Whether the calls of the existing site (/api/… beside /api/v1) are answered.")
    ] = True
    site_sunset: Annotated[
        str,
        Meta(
            description="Day on which they will no longer be, told to callers; empty where it is not known.",
            examples=["2027-12-31"],
        ),
    ] = ""
    site_dir: Annotated[
        str,
        Meta(
            description="Folder of the existing site's static pages, served beside the API; empty for none.",
            examples=["/srv/site"],
        ),
    ] = ""
    site_strict: Annotated[
        bool,
        Meta(description="Whether these pages may run and load nothing but files of their own folder."),
    ] = False
    signing_key: Annotated[
        str,
        Meta(
            description="Ed25519 key of access tokens: 32 random bytes in base64url (`sorbo new-key`).",
            extra=SECRET,
        ),
    ] = ""
    audit_key: Annotated[
        str,
        Meta(
            description="Key that proves the end of the audit's chain (`sorbo new-key`); empty for one that "
            "follows from the signing key.",
            extra=SECRET,
        ),
    ] = ""
    session_idle_hours: Annotated[
        int, Meta(ge=1, le=8760, description="Hours after which an unused login is over.")
    ] = 72
    session_days: Annotated[int, Meta(ge=1, le=365, description="Days after which any login is over.")] = 30
    api_key_days: Annotated[
        int, Meta(ge=1, le=365, description="Days that an API key lasts at the most.")
    ] = 365
    second_factor_for_admins: Annotated[
        bool,
        Meta(description="Whether admins have to have a second factor; false in development only."),
    ] = True
    old_passwords: Annotated[
        bool,
        Meta(
            description="Whether accounts of the existing site log in with the passwords that they had "
            "there, which makes every login slower; false once they have."
        ),
    ] = False
    cors_origins: Annotated[
        tuple[str, ...],
        Meta(
            description="Origins of pages that may call the API, separated by commas.",
            examples=["https://www.example.com"],
        ),
    ] = ()
    trusted_proxies: Annotated[
        tuple[str, ...],
        Meta(
            description="Addresses or networks of proxies whose X-Forwarded-* and X-Request-Id are believed.",
            examples=["10.0.0.0/8"],
        ),
    ] = ()
    body_limit: Annotated[Count, Meta(description="Largest request body in bytes.")] = 262_144
    reads_per_minute: Annotated[Count, Meta(description="Reads per address, in each worker.")] = 600
    writes_per_minute: Annotated[Count, Meta(description="Writes per address, over all workers.")] = 60
    logins_per_minute: Annotated[Count, Meta(description="Logins per address, over all workers.")] = 10
    forms_per_minute: Annotated[
        Count,
        Meta(description="Forms of visitors per address (demandes, candidatures, …), over all workers."),
    ] = 20
    forms_per_mailbox: Annotated[
        Count,
        Meta(description="Forms in the name of one mail address in an hour, over all workers."),
    ] = 20
    form_seconds: Annotated[
        float,
        Meta(ge=0, description="Seconds that a person takes at least for a form; faster, it is a robot."),
    ] = 3
    account_writes_per_minute: Annotated[
        Count, Meta(description="Writes per account or key, over all workers.")
    ] = 300
    exports_per_minute: Annotated[
        Count, Meta(description="Lists as files per account or key, or visitor's address, over all workers.")
    ] = 20
    uploads_per_minute: Annotated[
        Count, Meta(description="Files per account or key, or visitor's address, over all workers.")
    ] = 60
    incoming_per_minute: Annotated[
        Count, Meta(description="Webhooks that others send us per address, over all workers.")
    ] = 3000
    cache_memory: Annotated[
        int,
        Meta(ge=0, description="Bytes of public answers that each worker keeps in memory; 0 keeps none."),
    ] = 33_554_432
    metrics_token: Annotated[
        str, Meta(description="Bearer token that /metrics asks for outside development.", extra=SECRET)
    ] = ""
    metrics_port: Annotated[
        int, Meta(ge=0, le=65535, description="Own port for /metrics on the loopback address; 0 for none.")
    ] = 0
    log_level: Annotated[LogLevel, Meta(description="Least severe level that is logged.")] = LogLevel.INFO
    log_format: Annotated[LogFormat, Meta(description="auto, pretty or json.")] = LogFormat.AUTO
    log_file: Annotated[str, Meta(description="File that logs also go to; empty for none.")] = ""
    log_rotation: Annotated[str, Meta(description="When the log file is rotated: a size or a time.")] = (
        "100 MB"
    )
    log_retention: Annotated[str, Meta(description="How long rotated log files are kept.")] = "14 days"
    work_in_api: Annotated[
        bool,
        Meta(
            description="Whether processes of the API also deliver events, send webhooks and run jobs; "
            "false where `sorbo worker` does."
        ),
    ] = True
    relay_interval: Annotated[
        float, Meta(gt=0, le=60, description="Seconds between two looks for events to deliver.")
    ] = 0.5
    digest_hour: Annotated[
        int, Meta(ge=0, le=23, description="Hour of the daily digest of notifications, UTC.")
    ] = 7

    def __repr__(self) -> str:
        """Show the settings with secrets masked."""
        return f"Settings({', '.join(f'{name}={value!r}' for name, value in self.shown().items())})"

    def shown(self) -> dict[str, Any]:
        """Return the settings by variable, secrets masked."""
        return {
            field.variable: "***" if field.secret and getattr(self, field.name) else getattr(self, field.name)
            for field in FIELDS
        }


class SettingField(msgspec.Struct, frozen=True):
    """What is known of one setting."""

    name: str
    variable: str
    description: str
    default: Any
    example: str
    secret: bool
    type: Any


class SettingsError(Exception):
    """The environment cannot be used; `problems` are all its faults, one sentence each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def _described() -> tuple[SettingField, ...]:
    hints = get_type_hints(Settings, include_extras=True)
    fields = []
    for field in msgspec.structs.fields(Settings):
        metas = [meta for meta in get_args(hints[field.name]) if isinstance(meta, Meta)]
        meta = next(meta for meta in metas if meta.description)
        fields.append(
            SettingField(
                name=field.name,
                variable=f"{PREFIX}{field.name.upper()}",
                description=meta.description or "",
                default=field.default,
                example=str((meta.examples or [""])[0]),
                secret=bool((meta.extra or {}).get("secret")),
                type=hints[field.name],
            )
        )
    return tuple(fields)


FIELDS = _described()


def load_settings(environ: Mapping[str, str], **defaults: Any) -> Settings:  # noqa: ANN401 — any setting
    """Return the settings that an environment asks for; `defaults` stand where it is silent.

    Raises:
        SettingsError: unknown variables, values of another type, or combinations that are not safe
            outside development.
    """
    known = {field.variable: field for field in FIELDS}
    values, problems = dict(defaults), []
    for variable, text in environ.items():
        # An empty variable is one that a compose file or a shell left unset.
        if not variable.startswith(PREFIX) or variable.startswith(_TEST_PREFIX) or not text:
            continue
        if variable not in known:
            near = get_close_matches(variable, known, n=1)
            problems.append(f"{variable} is not a setting{f'; did you mean {near[0]}?' if near else '.'}")
            continue
        try:
            values[known[variable].name] = _converted(text, known[variable].type)
        except msgspec.ValidationError as error:
            problems.append(f"{variable}: {error}.")
    settings = Settings(**values)
    problems += problems_of(settings)
    if problems:
        raise SettingsError(problems)
    return settings


def _converted(text: str, type_: Any) -> Any:  # noqa: ANN401 — the type of any setting
    if get_args(type_)[0] == tuple[str, ...]:
        return tuple(part.strip() for part in text.split(",") if part.strip())
    return msgspec.convert(text, type_, strict=False)
