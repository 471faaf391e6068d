"""The ports that do not depend on where entities are kept, each wired to an adapter."""

from typing import Any

from dependency_injector import containers, providers

from sorbo_adapters.memory.delivery.queue import AbsentQueue
from sorbo_adapters.memory.rate_limits import MemoryRateLimiter
from sorbo_adapters.memory.sessions.guesses import MemoryGuesses
from sorbo_adapters.redis.client import connect as connect_redis
from sorbo_adapters.redis.guesses import RedisGuesses
from sorbo_adapters.redis.rate_limits import RedisRateLimiter
from sorbo_adapters.security.device_tokens import HmacDeviceTokens
from sorbo_adapters.security.key_ring import SigningKeyRing
from sorbo_adapters.security.random_tokens import RandomSessionSecrets, RandomTokens
from sorbo_adapters.security.seals import HmacSeals
from sorbo_adapters.security.signing_key import parse_signing_key
from sorbo_adapters.security.tokens import Ed25519AccessTokens
from sorbo_adapters.security.totp import TotpCodes
from sorbo_adapters.security.webhook_secrets import RandomSecrets
from sorbo_adapters.smtp.mailer import SmtpMailer
from sorbo_adapters.system.clock import SystemClock
from sorbo_adapters.system.ids import UuidIds
from sorbo_core import __version__
from sorbo_core.identity.sessions.resilient_guesses import ResilientGuesses
from sorbo_core.shared.outgoing.http import IN_DEVELOPMENT, OutboundPolicy
from sorbo_web.wiring.caching import answers_cache, key_standings_beside, standings_beside, tables_beside
from sorbo_web.wiring.ports.files import sandboxed_inspector, sandboxed_workshop, scanners_at
from sorbo_web.wiring.ports.late import Late, argon2_hasher, docket_queue, guarded_http, mjml_templates
from sorbo_web.wiring.ports.storage import links_of, storage_of
from sorbo_web.wiring.settings import Env, Settings
from sorbo_web.wiring.smtp_url import smtp_server


class CommonPorts(containers.DeclarativeContainer):
    """The ports that do not depend on where entities are kept."""

    settings = providers.Dependency(instance_of=Settings)
    given = settings.provided

    clock = providers.Singleton(SystemClock)
    ids = providers.Singleton(UuidIds)
    password_hasher = providers.Singleton(argon2_hasher, given.old_passwords)
    mail_templates = providers.Singleton(Late, mjml_templates, company=given.company, site_url=given.site_url)
    smtp_mailer = providers.Singleton(
        SmtpMailer,
        server=providers.Callable(smtp_server, given.smtp_url),
        sender=given.mail_from,
        sender_name=given.company,
        clock=clock,
        per_second=given.mails_per_second,
    )
    own_mailboxes = providers.List(given.mail_staff)
    tokens = providers.Singleton(RandomTokens)
    seals = providers.Singleton(HmacSeals, providers.Callable(parse_signing_key, given.signing_key))
    audit_seals = providers.Singleton(
        HmacSeals,
        providers.Callable(
            lambda own, other: parse_signing_key(own or other), given.audit_key, given.signing_key
        ),
        purpose=b"head of the audit",
    )
    form_seals = providers.Singleton(
        HmacSeals, providers.Callable(parse_signing_key, given.signing_key), purpose=b"forms that were shown"
    )
    file_seals = providers.Singleton(
        HmacSeals, providers.Callable(parse_signing_key, given.signing_key), purpose=b"links to files"
    )
    upload_seals = providers.Singleton(
        HmacSeals, providers.Callable(parse_signing_key, given.signing_key), purpose=b"direct uploads"
    )
    session_secrets = providers.Singleton(RandomSessionSecrets)
    device_tokens = providers.Singleton(
        HmacDeviceTokens, providers.Callable(parse_signing_key, given.signing_key)
    )
    login_seals = providers.Singleton(
        HmacSeals,
        providers.Callable(parse_signing_key, given.signing_key),
        purpose=b"logins that wait for a code",
    )
    page_seals = providers.Singleton(
        HmacSeals,
        providers.Callable(parse_signing_key, given.signing_key),
        purpose=b"logins on the pages of the existing site",
    )
    one_time_codes = providers.Singleton(
        TotpCodes, providers.Callable(parse_signing_key, given.signing_key), issuer=given.company
    )
    webhook_secrets = providers.Singleton(RandomSecrets)
    outbound_policy = providers.Singleton(
        lambda env: IN_DEVELOPMENT if env is Env.DEVELOPMENT else OutboundPolicy(), given.env
    )
    outbound_http = providers.Singleton(
        Late, guarded_http, policy=outbound_policy, user_agent=f"Sorbo-Webhooks/{__version__}"
    )
    storage = providers.Singleton(Late, storage_of, settings, clock)
    direct_access = providers.Singleton(links_of, settings, clock)
    inspector = providers.Singleton(Late, sandboxed_inspector)
    image_workshop = providers.Singleton(Late, sandboxed_workshop)
    scanners = providers.Singleton(scanners_at, given.clamav)
    local_limiter = providers.Singleton(MemoryRateLimiter)
    redis = providers.Singleton(connect_redis, given.redis_url)
    # Without Redis (development only) writes are counted in the one process that there is, and the
    # relay delivers by itself.
    has_redis = providers.Callable(lambda url: "redis" if url else "memory", given.redis_url)
    queue = providers.Selector(
        has_redis,
        redis=providers.Singleton(Late, docket_queue, given.redis_url),
        memory=providers.Singleton(AbsentQueue),
    )
    listening_redis = providers.Singleton(connect_redis, given.redis_url, size=1)
    answers = providers.Singleton(answers_cache, given.cache_memory, given.redis_url, redis.provider)
    tables = providers.Singleton(tables_beside, answers, given.cache_memory)
    kept_standings = providers.Singleton(standings_beside, answers, given.cache_memory)
    kept_key_standings = providers.Singleton(key_standings_beside, answers, given.cache_memory)
    local_guesses = providers.Singleton(MemoryGuesses)
    guesses = providers.Selector(
        has_redis,
        redis=providers.Singleton(
            ResilientGuesses, shared=providers.Singleton(RedisGuesses, client=redis), local=local_guesses
        ),
        memory=local_guesses,
    )
    shared_limiter = providers.Selector(
        has_redis,
        redis=providers.Singleton(RedisRateLimiter, client=redis),
        memory=providers.Singleton(MemoryRateLimiter),
    )


def key_ring(sealed_keys: providers.Provider[Any]) -> providers.Singleton[Any]:
    """Return the provider of the keys that sign, stored there."""
    seed = providers.Callable(parse_signing_key, CommonPorts.given.signing_key)
    return providers.Singleton(SigningKeyRing, seed=seed, keys=sealed_keys)


def access_tokens(ring: providers.Provider[Any]) -> providers.Singleton[Any]:
    """Return the provider of access tokens that these keys sign."""
    return providers.Singleton(
        Ed25519AccessTokens,
        ring=ring,
        issuer=CommonPorts.given.site_url,
        audience="sorbo-api",
        ids=CommonPorts.ids,
    )
