"""The use cases of accounts, wired to ports."""

from dependency_injector import containers, providers

from sorbo_core.identity.password import PasswordRules
from sorbo_core.identity.use_cases.announce_password_change import AnnouncePasswordChange
from sorbo_core.identity.use_cases.authenticate import Authenticate
from sorbo_core.identity.use_cases.create_compte import CreateCompte
from sorbo_core.identity.use_cases.log_in import LogIn
from sorbo_core.identity.use_cases.read_own_compte import ReadOwnCompte
from sorbo_core.identity.use_cases.set_password import SetPassword
from sorbo_web.wiring.observed import observed
from sorbo_web.wiring.settings import Settings

_PRODUCT = "sorbo"


class Identity(containers.DeclarativeContainer):
    """Accounts and logins."""

    ports = providers.DependenciesContainer()
    settings = providers.Dependency(instance_of=Settings)

    password_rules = providers.Singleton(
        PasswordRules,
        service=providers.Callable(
            tuple, providers.List(_PRODUCT, settings.provided.company, settings.provided.site_url)
        ),
    )
    log_in = providers.Singleton(
        observed(LogIn),
        comptes=ports.comptes,
        hasher=ports.password_hasher,
        clock=ports.clock,
        tokens=ports.access_tokens,
    )
    # Not observed: it is synchronous, takes microseconds and runs for every request.
    authenticate = providers.Singleton(Authenticate, tokens=ports.access_tokens, clock=ports.clock)
    read_own_compte = providers.Singleton(observed(ReadOwnCompte), comptes=ports.comptes)
    create_compte = providers.Singleton(
        observed(CreateCompte),
        comptes=ports.comptes,
        hasher=ports.password_hasher,
        rules=password_rules,
        clock=ports.clock,
        ids=ports.ids,
    )
    set_password = providers.Singleton(
        observed(SetPassword),
        comptes=ports.comptes,
        hasher=ports.password_hasher,
        rules=password_rules,
        sessions=ports.sessions_of_compte,
        clock=ports.clock,
    )
    announce_password_change = providers.Singleton(
        observed(AnnouncePasswordChange),
        comptes=ports.comptes,
        templates=ports.mail_templates,
        mailer=ports.mailer,
    )
