"""What is done about accounts, by staff and by their holders, wired to ports."""

from dependency_injector import containers, providers

from sorbo_core.identity.access_pages import AccessPages
from sorbo_core.identity.intake.account_record import parse_staff, parse_user
from sorbo_core.identity.use_cases.compte.change_profile import ChangeOwnProfile
from sorbo_core.identity.use_cases.compte.change_role import ChangeRole
from sorbo_core.identity.use_cases.compte.deactivate import DeactivateCompte
from sorbo_core.identity.use_cases.compte.list import ListComptes
from sorbo_core.identity.use_cases.compte.promote import Promote
from sorbo_core.identity.use_cases.compte.reactivate import ReactivateCompte
from sorbo_core.identity.use_cases.compte.read import ReadCompte
from sorbo_core.identity.use_cases.compte.take_over import TakeOverCompte
from sorbo_core.identity.use_cases.email.announce_change import AnnounceEmailChange
from sorbo_core.identity.use_cases.email.ask_change import AskForEmailChange
from sorbo_core.identity.use_cases.email.confirm import ConfirmEmailChange
from sorbo_core.identity.use_cases.invitation.accept import AcceptInvitation
from sorbo_core.identity.use_cases.invitation.invite import Invite
from sorbo_core.identity.use_cases.invitation.list import ListInvitations
from sorbo_core.identity.use_cases.invitation.read import ReadInvitation
from sorbo_core.identity.use_cases.invitation.resend import ResendInvitation
from sorbo_core.identity.use_cases.invitation.withdraw import WithdrawInvitation
from sorbo_core.identity.use_cases.link.send import SendAccessLink
from sorbo_core.identity.use_cases.password.ask_reset import AskForPasswordReset
from sorbo_core.identity.use_cases.password.change import ChangeOwnPassword
from sorbo_core.identity.use_cases.password.count_old import CountOldPasswords
from sorbo_core.identity.use_cases.password.reset import ResetPassword
from sorbo_core.identity.use_cases.registration.ask import AskToRegister
from sorbo_core.identity.use_cases.registration.confirm import ConfirmRegistration
from sorbo_web.wiring.observed import observed
from sorbo_web.wiring.settings import Settings


class Comptes(containers.DeclarativeContainer):
    """Accounts: invitations, registration, roles, passwords and addresses."""

    ports = providers.DependenciesContainer()
    identity = providers.DependenciesContainer()
    settings = providers.Dependency(instance_of=Settings)

    # What staff do about accounts.
    list_comptes = providers.Singleton(observed(ListComptes), comptes=ports.comptes)
    read_compte = providers.Singleton(observed(ReadCompte), comptes=ports.comptes)
    change_role = providers.Singleton(
        observed(ChangeRole),
        comptes=ports.comptes,
        sessions=ports.login_sessions,
        clock=ports.clock,
    )
    deactivate_compte = providers.Singleton(
        observed(DeactivateCompte),
        comptes=ports.comptes,
        sessions=ports.login_sessions,
        clock=ports.clock,
    )
    reactivate_compte = providers.Singleton(
        observed(ReactivateCompte),
        comptes=ports.comptes,
        sessions=ports.login_sessions,
        clock=ports.clock,
    )
    promote = providers.Singleton(
        observed(Promote),
        comptes=ports.comptes,
        sessions=ports.login_sessions,
        clock=ports.clock,
    )
    invite = providers.Singleton(
        observed(Invite), links=ports.access_links, comptes=ports.comptes, clock=ports.clock
    )
    list_invitations = providers.Singleton(observed(ListInvitations), links=ports.access_links)
    read_invitation = providers.Singleton(observed(ReadInvitation), links=ports.access_links)
    resend_invitation = providers.Singleton(
        observed(ResendInvitation), links=ports.access_links, comptes=ports.comptes, clock=ports.clock
    )
    withdraw_invitation = providers.Singleton(
        observed(WithdrawInvitation), links=ports.access_links, clock=ports.clock
    )

    # What people do about their own.
    change_own_profile = providers.Singleton(
        observed(ChangeOwnProfile), comptes=ports.comptes, clock=ports.clock
    )
    change_own_password = providers.Singleton(
        observed(ChangeOwnPassword),
        comptes=ports.comptes,
        confirmation=identity.confirmation,
        replace=identity.replace_password,
    )
    ask_for_email_change = providers.Singleton(
        observed(AskForEmailChange),
        links=ports.access_links,
        comptes=ports.comptes,
        confirmation=identity.confirmation,
        ids=ports.ids,
        clock=ports.clock,
    )
    ask_to_register = providers.Singleton(
        observed(AskToRegister), links=ports.access_links, ids=ports.ids, clock=ports.clock
    )
    ask_for_password_reset = providers.Singleton(
        observed(AskForPasswordReset), links=ports.access_links, ids=ports.ids, clock=ports.clock
    )

    # What the links of mails are for.
    confirm_registration = providers.Singleton(
        observed(ConfirmRegistration),
        links=ports.access_links,
        comptes=ports.comptes,
        hasher=ports.password_hasher,
        rules=identity.password_rules,
        clock=ports.clock,
    )
    accept_invitation = providers.Singleton(
        observed(AcceptInvitation),
        links=ports.access_links,
        comptes=ports.comptes,
        hasher=ports.password_hasher,
        rules=identity.password_rules,
        clock=ports.clock,
    )
    reset_password = providers.Singleton(
        observed(ResetPassword),
        links=ports.access_links,
        comptes=ports.comptes,
        replace=identity.replace_password,
        clock=ports.clock,
    )
    confirm_email_change = providers.Singleton(
        observed(ConfirmEmailChange), links=ports.access_links, comptes=ports.comptes, clock=ports.clock
    )
    send_access_link = providers.Singleton(
        observed(SendAccessLink),
        links=ports.access_links,
        comptes=ports.comptes,
        secrets=ports.session_secrets,
        pages=providers.Singleton(AccessPages, site_url=settings.provided.site_url),
        templates=ports.mail_templates,
        mailer=ports.mailer,
        clock=ports.clock,
    )
    announce_email_change = providers.Singleton(
        observed(AnnounceEmailChange),
        links=ports.access_links,
        templates=ports.mail_templates,
        mailer=ports.mailer,
    )

    # What the operator takes over from the existing site, and what is left of it.
    count_old_passwords = providers.Singleton(observed(CountOldPasswords), comptes=ports.comptes)
    claimed: providers.Singleton[set[str]] = providers.Singleton(set)
    take_over_staff = providers.Singleton(
        observed(TakeOverCompte, name="TakeOverStaff"),
        kind="admin_users",
        parse=providers.Object(parse_staff),
        comptes=ports.comptes,
        claimed=claimed,
        clock=ports.clock,
    )
    take_over_user = providers.Singleton(
        observed(TakeOverCompte, name="TakeOverUser"),
        kind="users",
        parse=providers.Object(parse_user),
        comptes=ports.comptes,
        claimed=claimed,
        clock=ports.clock,
    )
