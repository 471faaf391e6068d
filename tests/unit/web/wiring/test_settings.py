"""Settings: from the environment, checked as a whole."""

import pytest

from sorbo_core.integrations.signing import secret_of
from sorbo_web.wiring.settings import FIELDS, Env, LogLevel, Settings, SettingsError, Storage, load_settings
from support.settings import DEVELOPMENT, PRODUCTION, SECRETS


def _problems(environ: dict[str, str]) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        load_settings(environ)
    return caught.value.problems


def test_production_is_what_an_environment_means_that_does_not_say() -> None:
    settings = load_settings(PRODUCTION)
    assert (settings.env, settings.storage) == (Env.PRODUCTION, Storage.MONGO)


def test_mongodb_and_redis_as_a_service_are_settings_alone() -> None:
    settings = load_settings(PRODUCTION)
    assert settings.mongo_url == PRODUCTION["SORBO_MONGO_URL"]
    assert settings.redis_url == PRODUCTION["SORBO_REDIS_URL"]


def test_values_are_read_as_their_types() -> None:
    settings = load_settings(
        PRODUCTION
        | {
            "SORBO_PORT": "8080",
            "SORBO_RELAY_INTERVAL": "0.25",
            "SORBO_LOG_LEVEL": "DEBUG",
            "SORBO_TRUSTED_PROXIES": " 10.0.0.0/8 ,, 192.0.2.1",
        }
    )
    assert (settings.port, settings.relay_interval, settings.log_level) == (8080, 0.25, LogLevel.DEBUG)
    assert settings.cors_origins == ("https://www.example.com", "https://example.com")
    assert settings.trusted_proxies == ("10.0.0.0/8", "192.0.2.1")


def test_development_in_memory_asks_for_little() -> None:
    assert load_settings(DEVELOPMENT).storage is Storage.MEMORY


def test_an_empty_variable_counts_as_absent() -> None:
    assert load_settings(DEVELOPMENT | {"SORBO_PORT": "", "SORBO_CORS_ORIGINS": ""}).port == 5000


def test_variables_of_others_and_of_tests_are_left_alone() -> None:
    load_settings(DEVELOPMENT | {"PATH": "/bin", "SORBONNE": "x", "SORBO_TEST_MONGO_URL": "mongodb://x"})


def test_defaults_stand_where_the_environment_is_silent() -> None:
    settings = load_settings(DEVELOPMENT | {"SORBO_PORT": "1234"}, port=1, host="0.0.0.0")  # noqa: S104 — nothing listens
    assert (settings.port, settings.host) == (1234, "0.0.0.0")  # noqa: S104 — idem


def test_every_problem_is_reported_at_once() -> None:
    problems = _problems(
        {"SORBO_PORT": "ninety", "SORBO_WORKER": "2", "SORBO_STORAGE": "memory", "SORBO_MAIL_FROM": "me"}
    )
    for variable in (
        "SORBO_PORT",
        "SORBO_WORKER",
        "SORBO_STORAGE",
        "SORBO_MAIL_FROM",
        "SORBO_MAIL_STAFF",
        "SORBO_REDIS_URL",
        "SORBO_SITE_URL",
        "SORBO_SIGNING_KEY",
    ):
        assert [problem for problem in problems if problem.startswith(variable)], variable


def test_an_unknown_variable_is_refused_with_a_suggestion() -> None:
    (problem,) = _problems(DEVELOPMENT | {"SORBO_MONGO_URI": "mongodb://x"})
    assert problem == "SORBO_MONGO_URI is not a setting; did you mean SORBO_MONGO_URL?"


def test_an_unknown_variable_that_resembles_none_is_refused_too() -> None:
    (problem,) = _problems(DEVELOPMENT | {"SORBO_ZZZZZZZZZZZZZZ": "1"})
    assert problem == "SORBO_ZZZZZZZZZZZZZZ is not a setting."


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SORBO_PORT", "0"),
        ("SORBO_PORT", "65536"),
        ("SORBO_PORT", "5000.5"),
        ("SORBO_WORKERS", "0"),
        ("SORBO_BODY_LIMIT", "-1"),
        ("SORBO_RELAY_INTERVAL", "0"),
        ("SORBO_RELAY_INTERVAL", "nan"),
        ("SORBO_ENV", "prod"),
        ("SORBO_LOG_LEVEL", "verbose"),
        ("SORBO_METRICS_PORT", "-1"),
        ("SORBO_MONGO_URL", "localhost:27017"),
        ("SORBO_MONGO_URL", "http://localhost"),
        ("SORBO_MONGO_URL", "mongodb://[::1"),
        ("SORBO_REDIS_URL", "redis://localhost:port"),
        ("SORBO_REDIS_URL", "redis://localhost:70000"),
        ("SORBO_REDIS_URL", "redis://"),
        ("SORBO_SMTP_URL", "smtp://user:pass#word@smtp.example.com"),
        ("SORBO_SMTP_URL", "mail.example.com"),
        ("SORBO_MAIL_STAFF", "staff"),
        ("SORBO_SIGNING_KEY", "short"),
        ("SORBO_FILES", "/var/lib/sorbo"),
        ("SORBO_FILES", "file://relative/folder"),
        ("SORBO_FILES", "file:///"),
        ("SORBO_FILES", "s3://"),
        ("SORBO_FILES", "s3://bucket/../other"),
        ("SORBO_FILES", "s3://key:secret@bucket"),
        ("SORBO_FILES", "s3://bucket?secret=x"),
        ("SORBO_FILES", "gs://bucket"),
        ("SORBO_S3_ENDPOINT", "s3.example.com"),
        ("SORBO_S3_ENDPOINT", "https://s3.example.com/bucket"),
        ("SORBO_S3_ACCESS_KEY", ""),
        ("SORBO_S3_SECRET_KEY", ""),
        ("SORBO_CLAMAV", "localhost"),
        ("SORBO_CLAMAV", "tcp://localhost:3310"),
        ("SORBO_CLAMAV", "clamd.ctl"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(variable: str, value: str) -> None:
    problems = _problems(PRODUCTION | {variable: value})
    assert [problem for problem in problems if problem.startswith(variable)], problems


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SORBO_SIGNING_KEY", ""),
        ("SORBO_SIGNING_KEY", "A" * 43),
        ("SORBO_CORS_ORIGINS", "*"),
        ("SORBO_CORS_ORIGINS", "https://www.example.com,http://example.com"),
        ("SORBO_STORAGE", "memory"),
        ("SORBO_MONGO_URL", ""),
        ("SORBO_MONGO_URL", "mongodb://admin:password@db.example.com/"),
        ("SORBO_FILES", ""),
        ("SORBO_FILES", "memory://"),
        ("SORBO_S3_ENDPOINT", "http://s3.example.com"),
        ("SORBO_REDIS_URL", ""),
        ("SORBO_REDIS_URL", "rediss://default:ChangeMe@redis.example.com"),
        ("SORBO_REDIS_URL", "redis://:@redis.example.com"),
        ("SORBO_SMTP_URL", ""),
        ("SORBO_SMTP_URL", "smtps://user:%70assword@smtp.example.com"),
        ("SORBO_MAIL_FROM", ""),
        ("SORBO_MAIL_STAFF", ""),
        ("SORBO_SITE_URL", ""),
        ("SORBO_SITE_URL", "http://www.example.com"),
        ("SORBO_TRUSTED_PROXIES", "10.0.0.0/8,*"),
        ("SORBO_METRICS_TOKEN", "short"),
    ],
)
def test_production_refuses_what_is_not_safe(variable: str, value: str) -> None:
    (problem,) = _problems(PRODUCTION | {variable: value})
    assert problem.startswith(variable)
    assert problem.endswith(".")


def test_development_may_do_what_production_may_not() -> None:
    load_settings(
        DEVELOPMENT
        | {
            "SORBO_CORS_ORIGINS": "*",
            "SORBO_STORAGE": "mongo",
            "SORBO_MONGO_URL": "mongodb://root:root@localhost:27017/?replicaSet=rs0",
            "SORBO_SMTP_URL": "smtp://localhost:1025",
        }
    )


def test_several_hosts_of_a_replica_set_are_accepted() -> None:
    load_settings(
        PRODUCTION | {"SORBO_MONGO_URL": "mongodb://a.example.com:27017,b.example.com:27018/?replicaSet=rs0"}
    )


def test_secrets_are_masked_wherever_settings_are_shown() -> None:
    settings = load_settings(PRODUCTION)
    for shown in (repr(settings), str(settings), str(settings.shown())):
        assert not any(secret in shown for secret in SECRETS)
    assert settings.shown()["SORBO_MONGO_URL"] == "***"
    assert settings.shown()["SORBO_MAIL_STAFF"] == "contact@example.com"


def test_a_secret_that_is_not_set_is_shown_as_empty() -> None:
    assert load_settings(DEVELOPMENT).shown()["SORBO_MONGO_URL"] == ""


@pytest.mark.parametrize("variable", [field.variable for field in FIELDS if field.secret])
def test_a_problem_with_a_secret_does_not_quote_it(variable: str) -> None:
    secret = "kQ4vTz81mWpX/kQ4vTz81mWpX"
    with pytest.raises(SettingsError) as caught:
        load_settings(PRODUCTION | {variable: f"http://user:{secret}@[x", "SORBO_UNKNOWN": secret})
    assert "kQ4vTz81mWpX" not in str(caught.value)


def test_what_holds_a_password_or_a_key_is_secret() -> None:
    secret = {field.variable for field in FIELDS if field.secret}
    assert secret == {
        "SORBO_MONGO_URL",
        "SORBO_REDIS_URL",
        "SORBO_SMTP_URL",
        "SORBO_S3_ACCESS_KEY",
        "SORBO_S3_SECRET_KEY",
        "SORBO_SIGNING_KEY",
        "SORBO_AUDIT_KEY",
        "SORBO_METRICS_TOKEN",
        "SORBO_MAIL_WEBHOOK_SECRETS",
    }


def test_every_setting_is_described() -> None:
    assert [field.name for field in FIELDS] == list(Settings.__struct_fields__)
    assert all(field.description.endswith(".") for field in FIELDS)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SORBO_LOG_ROTATION", "sometimes"),
        ("SORBO_LOG_ROTATION", "100"),
        ("SORBO_LOG_RETENTION", "for ever"),
        ("SORBO_LOG_RETENTION", "100 MB"),
    ],
)
def test_when_logs_are_rotated_and_dropped_must_be_readable(variable: str, value: str) -> None:
    with pytest.raises(SettingsError) as refused:
        load_settings(DEVELOPMENT | {variable: value})
    assert [problem for problem in refused.value.problems if problem.startswith(variable)]


@pytest.mark.parametrize(("rotation", "retention"), [("500 KB", "1 day"), ("1 week", "6 months")])
def test_sizes_and_times_are_understood(rotation: str, retention: str) -> None:
    chosen = {"SORBO_LOG_ROTATION": rotation, "SORBO_LOG_RETENTION": retention}
    assert load_settings(DEVELOPMENT | chosen).log_rotation == rotation


def test_a_secret_of_bounce_reports_that_is_none_is_told_with_how_to_make_one() -> None:
    good = secret_of(bytes(24))
    load_settings(DEVELOPMENT | {"SORBO_MAIL_WEBHOOK_SECRETS": f"{good}, {good}"})
    (problem,) = _problems(DEVELOPMENT | {"SORBO_MAIL_WEBHOOK_SECRETS": f"{good},whsec_c2hvcnQ="})
    assert problem.startswith("SORBO_MAIL_WEBHOOK_SECRETS: a secret holds 24 to 64 bytes, this one 5.")
    assert "openssl rand" in problem
    assert "c2hvcnQ" not in problem


def test_secrets_of_bounce_reports_are_masked() -> None:
    settings = load_settings(DEVELOPMENT | {"SORBO_MAIL_WEBHOOK_SECRETS": secret_of(bytes(24))})
    assert "whsec_" not in repr(settings)
