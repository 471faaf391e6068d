"""The use cases of accounts, wired to ports."""

from datetime import timedelta

from dependency_injector import containers, providers

from sorbo_core.identity.api_keys.standing import KeptKeyStandings
from sorbo_core.identity.holder_mails import HolderMails
from sorbo_core.identity.password import PasswordRules
from sorbo_core.identity.permissions import RESERVED, Role
from sorbo_core.identity.second_factor.check import CodeCheck
from sorbo_core.identity.second_factor.tickets import LoginTickets
from sorbo_core.identity.sessions.guessing import Guessing
from sorbo_core.identity.sessions.login_session import Lifetime
from sorbo_core.identity.sessions.standing import KeptStandings
from sorbo_core.identity.use_cases.announce_password_change import AnnouncePasswordChange
from sorbo_core.identity.use_cases.authenticate import Authenticate
from sorbo_core.identity.use_cases.complete_login import CompleteLogin
from sorbo_core.identity.use_cases.create_compte import CreateCompte
from sorbo_core.identity.use_cases.keys.list_public import ListPublicKeys
from sorbo_core.identity.use_cases.keys.rotate import RotateKeys
from sorbo_core.identity.use_cases.log_in import LogIn
from sorbo_core.identity.use_cases.password.replace import ReplacePassword
from sorbo_core.identity.use_cases.read_own_compte import ReadOwnCompte
from sorbo_core.identity.use_cases.second_factor.announce_change import AnnounceSecondFactorChange
from sorbo_core.identity.use_cases.second_factor.begin import BeginSecondFactor
from sorbo_core.identity.use_cases.second_factor.confirm import ConfirmSecondFactor
from sorbo_core.identity.use_cases.second_factor.confirmation import Confirmation
from sorbo_core.identity.use_cases.second_factor.disable import DisableSecondFactor
from sorbo_core.identity.use_cases.second_factor.read import ReadOwnSecondFactor
from sorbo_core.identity.use_cases.second_factor.remove import RemoveSecondFactor
from sorbo_core.identity.use_cases.session.end_own import EndOwnSession
from sorbo_core.identity.use_cases.session.list_own import ListOwnSessions
from sorbo_core.identity.use_cases.session.log_out import LogOut
from sorbo_core.identity.use_cases.session.log_out_everywhere import LogOutEverywhere
from sorbo_core.identity.use_cases.session.open import OpenSession
from sorbo_core.identity.use_cases.session.refresh import RefreshSession
from sorbo_core.identity.use_cases.session.revoke import RevokeSessions
from sorbo_core.identity.use_cases.session.warn_of_reuse import WarnOfReuse
from sorbo_core.identity.use_cases.set_password import SetPassword
from sorbo_web.wiring.observed import observed
from sorbo_web.wiring.settings import Settings

_PRODUCT = "sorbo"


def lifetime(idle_hours: int, days: int) -> Lifetime:
    """Return how long sessions last, by the settings."""
    return Lifetime(idle=timedelta(hours=idle_hours), longest=timedelta(days=days))


def _obliged(wanted: bool) -> frozenset[Role]:  # noqa: FBT001 — a setting
    return RESERVED if wanted else frozenset()


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
    guessing = providers.Singleton(
        Guessing, guesses=ports.guesses, devices=ports.device_tokens, clock=ports.clock
    )
    obliged = providers.Callable(_obliged, settings.provided.second_factor_for_admins)
    standings = providers.Singleton(
        KeptStandings,
        sessions=ports.login_sessions,
        comptes=ports.comptes,
        kept=ports.kept_standings,
        clock=ports.clock,
        obliged=obliged,
    )
    key_standings = providers.Singleton(
        KeptKeyStandings,
        keys=ports.api_keys,
        comptes=ports.comptes,
        kept=ports.kept_key_standings,
        clock=ports.clock,
        obliged=obliged,
    )
    holder_mails = providers.Singleton(
        HolderMails, comptes=ports.comptes, templates=ports.mail_templates, mailer=ports.mailer
    )
    open_session = providers.Singleton(
        observed(OpenSession),
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
    login_tickets = providers.Singleton(
        LoginTickets, seals=ports.login_seals, comptes=ports.comptes, clock=ports.clock
    )
    code_check = providers.Singleton(
        CodeCheck, comptes=ports.comptes, codes=ports.one_time_codes, clock=ports.clock
    )
    log_in = providers.Singleton(
        observed(LogIn),
        comptes=ports.comptes,
        hasher=ports.password_hasher,
        guessing=guessing,
        open_session=open_session,
        tickets=login_tickets,
    )
    complete_login = providers.Singleton(
        observed(CompleteLogin),
        tickets=login_tickets,
        check=code_check,
        guessing=guessing,
        open_session=open_session,
    )
    confirmation = providers.Singleton(
        Confirmation, hasher=ports.password_hasher, check=code_check, guessing=guessing
    )
    begin_second_factor = providers.Singleton(
        observed(BeginSecondFactor),
        comptes=ports.comptes,
        confirmation=confirmation,
        codes=ports.one_time_codes,
        clock=ports.clock,
    )
    confirm_second_factor = providers.Singleton(
        observed(ConfirmSecondFactor),
        comptes=ports.comptes,
        sessions=ports.login_sessions,
        codes=ports.one_time_codes,
        secrets=ports.session_secrets,
        clock=ports.clock,
    )
    disable_second_factor = providers.Singleton(
        observed(DisableSecondFactor),
        comptes=ports.comptes,
        sessions=ports.login_sessions,
        confirmation=confirmation,
        rules=password_rules,
        clock=ports.clock,
        obliged=obliged,
    )
    read_own_second_factor = providers.Singleton(
        observed(ReadOwnSecondFactor), comptes=ports.comptes, obliged=obliged
    )
    remove_second_factor = providers.Singleton(
        observed(RemoveSecondFactor), comptes=ports.comptes, sessions=ports.login_sessions, clock=ports.clock
    )
    refresh_session = providers.Singleton(
        observed(RefreshSession),
        sessions=ports.login_sessions,
        standings=standings,
        tokens=ports.access_tokens,
        secrets=ports.session_secrets,
        clock=ports.clock,
    )
    log_out = providers.Singleton(observed(LogOut), sessions=ports.login_sessions, clock=ports.clock)
    log_out_everywhere = providers.Singleton(
        observed(LogOutEverywhere), sessions=ports.login_sessions, clock=ports.clock
    )
    list_own_sessions = providers.Singleton(
        observed(ListOwnSessions), sessions=ports.login_sessions, clock=ports.clock
    )
    end_own_session = providers.Singleton(
        observed(EndOwnSession), sessions=ports.login_sessions, clock=ports.clock
    )
    revoke_sessions = providers.Singleton(
        observed(RevokeSessions), comptes=ports.comptes, sessions=ports.login_sessions, clock=ports.clock
    )
    warn_of_reuse = providers.Singleton(
        observed(WarnOfReuse), sessions=ports.login_sessions, mails=holder_mails
    )
    rotate_keys = providers.Singleton(observed(RotateKeys), keys=ports.key_ring, clock=ports.clock)
    list_public_keys = providers.Singleton(observed(ListPublicKeys), keys=ports.key_ring, clock=ports.clock)
    # Not observed: it takes microseconds and runs for every request.
    authenticate = providers.Singleton(
        Authenticate,
        tokens=ports.access_tokens,
        standings=standings,
        keys=key_standings,
        clock=ports.clock,
    )
    read_own_compte = providers.Singleton(observed(ReadOwnCompte), comptes=ports.comptes)
    create_compte = providers.Singleton(
        observed(CreateCompte),
        comptes=ports.comptes,
        hasher=ports.password_hasher,
        rules=password_rules,
        clock=ports.clock,
        ids=ports.ids,
    )
    replace_password = providers.Singleton(
        ReplacePassword,
        comptes=ports.comptes,
        hasher=ports.password_hasher,
        rules=password_rules,
        sessions=ports.login_sessions,
        clock=ports.clock,
    )
    set_password = providers.Singleton(observed(SetPassword), comptes=ports.comptes, replace=replace_password)
    announce_password_change = providers.Singleton(observed(AnnouncePasswordChange), mails=holder_mails)
    announce_second_factor_change = providers.Singleton(
        observed(AnnounceSecondFactorChange), mails=holder_mails
    )
