"""Logins on the pages of the existing site, wired to ports."""

from dependency_injector import containers, providers

from sorbo_core.identity.sessions.page_tokens import PageTokens
from sorbo_core.identity.use_cases.log_in import LogIn
from sorbo_core.identity.use_cases.pages.log_in import LogInOnPages
from sorbo_core.identity.use_cases.pages.open import OpenPagesSession
from sorbo_core.identity.use_cases.pages.verify import VerifyPagesLogin
from sorbo_web.wiring.areas.identity import lifetime
from sorbo_web.wiring.observed import observed
from sorbo_web.wiring.settings import Settings


class PagesLogins(containers.DeclarativeContainer):
    """Logins that open those pages, and nothing else."""

    ports = providers.DependenciesContainer()
    identity = providers.DependenciesContainer()
    settings = providers.Dependency(instance_of=Settings)

    tokens = providers.Singleton(PageTokens, seals=ports.page_seals, clock=ports.clock)
    open_session = providers.Singleton(
        OpenPagesSession,
        obliged=identity.obliged,
        sessions=ports.login_sessions,
        comptes=ports.comptes,
        tokens=ports.access_tokens,
        secrets=ports.session_secrets,
        lifetime=providers.Callable(
            lifetime, settings.provided.session_idle_hours, settings.provided.session_days
        ),
        ids=ports.ids,
        clock=ports.clock,
    )
    log_in = providers.Singleton(
        observed(LogInOnPages),
        log_in=providers.Singleton(
            LogIn,
            comptes=ports.comptes,
            hasher=ports.password_hasher,
            guessing=identity.guessing,
            open_session=open_session,
            tickets=identity.login_tickets,
        ),
        tokens=tokens,
        comptes=ports.comptes,
    )
    verify = providers.Singleton(
        observed(VerifyPagesLogin), tokens=tokens, standings=identity.standings, comptes=ports.comptes
    )
