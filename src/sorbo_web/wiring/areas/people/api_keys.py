"""API keys, wired to ports."""

from datetime import timedelta

from dependency_injector import containers, providers

from sorbo_core.identity.use_cases.api_key.announce import AnnounceApiKey
from sorbo_core.identity.use_cases.api_key.create import CreateApiKey
from sorbo_core.identity.use_cases.api_key.list import ListApiKeys
from sorbo_core.identity.use_cases.api_key.list_own import ListOwnApiKeys
from sorbo_core.identity.use_cases.api_key.read_own import ReadOwnApiKey
from sorbo_core.identity.use_cases.api_key.revoke import RevokeApiKey
from sorbo_core.identity.use_cases.api_key.revoke_own import RevokeOwnApiKey
from sorbo_core.identity.use_cases.api_key.warn_of_end import WarnOfExpiringKeys
from sorbo_web.wiring.observed import observed
from sorbo_web.wiring.settings import Settings


class ApiKeys(containers.DeclarativeContainer):
    """What programs log in with."""

    ports = providers.DependenciesContainer()
    identity = providers.DependenciesContainer()
    settings = providers.Dependency(instance_of=Settings)

    create_api_key = providers.Singleton(
        observed(CreateApiKey),
        keys=ports.api_keys,
        secrets=ports.session_secrets,
        longest=providers.Callable(lambda days: timedelta(days=days), settings.provided.api_key_days),
        ids=ports.ids,
        clock=ports.clock,
    )
    list_own_api_keys = providers.Singleton(observed(ListOwnApiKeys), keys=ports.api_keys)
    read_own_api_key = providers.Singleton(observed(ReadOwnApiKey), keys=ports.api_keys)
    revoke_own_api_key = providers.Singleton(
        observed(RevokeOwnApiKey), keys=ports.api_keys, clock=ports.clock
    )
    list_api_keys = providers.Singleton(observed(ListApiKeys), keys=ports.api_keys)
    revoke_api_key = providers.Singleton(
        observed(RevokeApiKey), keys=ports.api_keys, comptes=ports.comptes, clock=ports.clock
    )
    announce_api_key = providers.Singleton(
        observed(AnnounceApiKey), keys=ports.api_keys, mails=identity.holder_mails
    )
    warn_of_expiring_keys = providers.Singleton(observed(WarnOfExpiringKeys), keys=ports.api_keys)
