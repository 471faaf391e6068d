"""The use cases of mails that came back, wired to ports."""

from dependency_injector import containers, providers

from sorbo_core.mailing.use_cases.suppress_reported import SuppressReported
from sorbo_web.wiring.observed import observed


class Mailing(containers.DeclarativeContainer):
    """What is reported of mails after they were handed over."""

    ports = providers.DependenciesContainer()

    suppress_reported = providers.Singleton(
        observed(SuppressReported),
        received=ports.received_webhooks,
        suppressions=ports.suppressions,
        own=ports.own_mailboxes,
    )
