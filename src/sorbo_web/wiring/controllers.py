"""The controllers, wired to use cases."""

from datetime import timedelta

from dependency_injector import containers, providers

from sorbo_core.catalogue.formation import FORMATION
from sorbo_core.catalogue.logiciel import LOGICIEL
from sorbo_web.api.access.credentials import Credentials, Pages
from sorbo_web.api.forms.controller import FormsController
from sorbo_web.api.forms.gate import FormGate
from sorbo_web.api.forms.instants import Instants
from sorbo_web.api.idempotency import Idempotency
from sorbo_web.audit.records import AuditController
from sorbo_web.catalogue.formations import FormationsController
from sorbo_web.catalogue.inscriptions import InscriptionsController
from sorbo_web.catalogue.logiciels import LogicielsController
from sorbo_web.catalogue.sessions import SessionsController
from sorbo_web.contact.abonnes import AbonnesController
from sorbo_web.contact.demandes import DemandesController
from sorbo_web.contact.infolettre_sending import InfolettreSendingController
from sorbo_web.contact.infolettres import InfolettresController
from sorbo_web.content.actualites import ActualitesController
from sorbo_web.content.publications import PublicationsController
from sorbo_web.delivery.dead_letters import DeadLettersController
from sorbo_web.files.files import FilesController
from sorbo_web.files.serving.controller import ServingController
from sorbo_web.identity.accounts.comptes import ComptesController
from sorbo_web.identity.accounts.invitations import InvitationsController
from sorbo_web.identity.accounts.profile import ProfileController
from sorbo_web.identity.accounts.registration import RegistrationController
from sorbo_web.identity.api_keys import ApiKeysController, OwnApiKeysController
from sorbo_web.identity.auth import AuthController
from sorbo_web.identity.keys import PublicKeysController
from sorbo_web.identity.second_factor import SecondFactorController
from sorbo_web.identity.sessions import LoginSessionsController
from sorbo_web.insight.search import SearchController
from sorbo_web.insight.stats import StatsController
from sorbo_web.integrations.deliveries import DeliveriesController
from sorbo_web.integrations.incoming import IncomingWebhooksController
from sorbo_web.integrations.webhooks import WebhooksController
from sorbo_web.middleware.limits.throttle import Throttle
from sorbo_web.notifications.notifications import NotificationsController
from sorbo_web.portfolio.projets import ProjetsController
from sorbo_web.privacy.personal_data import PersonalDataController
from sorbo_web.recruitment.candidatures import CandidaturesController
from sorbo_web.recruitment.emplois import EmploisController
from sorbo_web.reviews.avis import AvisController
from sorbo_web.reviews.entry_avis import EntryAvisController
from sorbo_web.wiring.container import Container
from sorbo_web.wiring.layers import limits_of
from sorbo_web.wiring.settings import Settings


class Controllers(containers.DeclarativeContainer):
    """One controller per noun."""

    ports = providers.DependenciesContainer()
    settings = providers.Dependency(instance_of=Settings)
    counting = providers.DependenciesContainer()
    catalogue = providers.DependenciesContainer()
    portfolio = providers.DependenciesContainer()
    content = providers.DependenciesContainer()
    contact = providers.DependenciesContainer()
    newsletter = providers.DependenciesContainer()
    identity = providers.DependenciesContainer()
    comptes = providers.DependenciesContainer()
    api_keys = providers.DependenciesContainer()
    delivery = providers.DependenciesContainer()
    notifications = providers.DependenciesContainer()
    integrations = providers.DependenciesContainer()
    enrolment = providers.DependenciesContainer()
    insight = providers.DependenciesContainer()
    recruitment = providers.DependenciesContainer()
    reviews = providers.DependenciesContainer()
    privacy = providers.DependenciesContainer()
    audit = providers.DependenciesContainer()
    files = providers.DependenciesContainer()

    idempotency = providers.Singleton(
        Idempotency, creations=ports.creations, ids=ports.ids, clock=ports.clock
    )
    form_gate = providers.Singleton(
        FormGate,
        instants=providers.Singleton(Instants, ports.form_seals.provided.seal),
        throttle=providers.Singleton(
            Throttle,
            local=ports.local_limiter,
            shared=ports.shared_limiter,
            limits=providers.Callable(limits_of, settings),
        ),
        clock=ports.clock,
        ids=ports.ids,
        least=providers.Callable(lambda seconds: timedelta(seconds=seconds), settings.provided.form_seconds),
    )
    forms = providers.Singleton(FormsController, gate=form_gate)
    formations = providers.Singleton(
        FormationsController,
        lifecycle=catalogue.formations,
        read_formation=catalogue.read_formation,
        list_upcoming_sessions=catalogue.list_upcoming_sessions,
        count_seats=enrolment.count_seats,
        read_ratings=reviews.read_ratings,
        idempotency=idempotency,
    )
    logiciels = providers.Singleton(
        LogicielsController,
        lifecycle=catalogue.logiciels,
        download_logiciel=catalogue.download_logiciel,
        tell_counts=counting.tell_counts,
        read_ratings=reviews.read_ratings,
        idempotency=idempotency,
    )
    avis = providers.Singleton(
        AvisController,
        list_avis=reviews.list_avis,
        read_avis=reviews.read_avis,
        approve_avis=reviews.approve_avis,
        refuse_avis=reviews.refuse_avis,
    )
    formation_avis = providers.Singleton(
        EntryAvisController,
        noun=providers.Object(FORMATION),
        submit_avis=reviews.submit_avis,
        list_shown_avis=reviews.list_shown_avis,
        gate=form_gate,
        idempotency=idempotency,
    )
    logiciel_avis = providers.Singleton(
        EntryAvisController,
        noun=providers.Object(LOGICIEL),
        submit_avis=reviews.submit_avis,
        list_shown_avis=reviews.list_shown_avis,
        gate=form_gate,
        idempotency=idempotency,
    )
    sessions = providers.Singleton(
        SessionsController,
        list_sessions=catalogue.list_sessions,
        read_session=catalogue.read_session,
        create_session=catalogue.create_session,
        change_session=catalogue.change_session,
        publish_session=catalogue.publish_session,
        archive_session=catalogue.archive_session,
        count_seats=enrolment.count_seats,
        idempotency=idempotency,
    )
    inscriptions = providers.Singleton(
        InscriptionsController,
        request_inscription=enrolment.request_inscription,
        list_inscriptions=enrolment.list_inscriptions,
        read_inscription=enrolment.read_inscription,
        confirm_inscription=enrolment.confirm_inscription,
        cancel_inscription=enrolment.cancel_inscription,
        mark_present=enrolment.mark_present,
        withdraw_inscription=enrolment.withdraw_inscription,
        gate=form_gate,
        idempotency=idempotency,
    )
    projets = providers.Singleton(ProjetsController, lifecycle=portfolio.projets, idempotency=idempotency)
    actualites = providers.Singleton(
        ActualitesController,
        lifecycle=content.actualites,
        read_counted=content.read_actualite,
        tell_counts=counting.tell_counts,
        company=content.company,
        idempotency=idempotency,
    )
    publications = providers.Singleton(
        PublicationsController,
        lifecycle=content.publications,
        download=content.download_publication,
        tell_counts=counting.tell_counts,
        idempotency=idempotency,
    )
    demandes = providers.Singleton(
        DemandesController,
        submit_demande=contact.submit_demande,
        list_demandes=contact.list_demandes,
        read_demande=contact.read_demande,
        assign_demande=contact.assign_demande,
        move_demande=contact.move_demande,
        gate=form_gate,
        idempotency=idempotency,
    )
    emplois = providers.Singleton(
        EmploisController,
        lifecycle=recruitment.emplois,
        list_emplois=recruitment.list_emplois,
        read_emploi=recruitment.read_emploi,
        idempotency=idempotency,
    )
    candidatures = providers.Singleton(
        CandidaturesController,
        apply_for_emploi=recruitment.apply_for_emploi,
        list_candidatures=recruitment.list_candidatures,
        read_candidature=recruitment.read_candidature,
        move_candidature=recruitment.move_candidature,
        note_candidature=recruitment.note_candidature,
        link_to_cv=recruitment.link_to_cv,
        gate=form_gate,
        idempotency=idempotency,
    )
    abonnes = providers.Singleton(
        AbonnesController,
        subscribe=newsletter.subscribe,
        confirm=newsletter.confirm_subscription,
        unsubscribe=newsletter.unsubscribe,
        unsubscribe_one_click=newsletter.unsubscribe_one_click,
        list_abonnes=newsletter.list_abonnes,
        read_abonne=newsletter.read_abonne,
        remove_abonne=newsletter.remove_abonne,
        gate=form_gate,
    )
    infolettres = providers.Singleton(
        InfolettresController,
        list_infolettres=newsletter.list_infolettres,
        read_infolettre=newsletter.read_infolettre,
        draft_infolettre=newsletter.draft_infolettre,
        change_infolettre=newsletter.change_infolettre,
        idempotency=idempotency,
    )
    infolettre_sending = providers.Singleton(
        InfolettreSendingController,
        read_progress=newsletter.read_progress,
        preview_infolettre=newsletter.preview_infolettre,
        schedule_infolettre=newsletter.schedule_infolettre,
        send_infolettre=newsletter.send_infolettre,
        stop_infolettre=newsletter.stop_infolettre,
    )
    pages = providers.Singleton(
        Pages,
        providers.List(settings.provided.site_url, settings.provided.api_url),
        settings.provided.cors_origins,
    )
    credentials = providers.Singleton(Credentials, authenticate=identity.authenticate, pages=pages)
    auth = providers.Singleton(
        AuthController,
        log_in=identity.log_in,
        complete_login=identity.complete_login,
        refresh_session=identity.refresh_session,
        log_out=identity.log_out,
        log_out_everywhere=identity.log_out_everywhere,
        read_own_compte=identity.read_own_compte,
        pages=pages,
    )
    second_factor = providers.Singleton(
        SecondFactorController,
        read_own_second_factor=identity.read_own_second_factor,
        begin_second_factor=identity.begin_second_factor,
        confirm_second_factor=identity.confirm_second_factor,
        disable_second_factor=identity.disable_second_factor,
    )
    login_sessions = providers.Singleton(
        LoginSessionsController,
        list_own_sessions=identity.list_own_sessions,
        end_own_session=identity.end_own_session,
    )
    own_api_keys = providers.Singleton(
        OwnApiKeysController,
        create_api_key=api_keys.create_api_key,
        list_own_api_keys=api_keys.list_own_api_keys,
        read_own_api_key=api_keys.read_own_api_key,
        revoke_own_api_key=api_keys.revoke_own_api_key,
    )
    staff_api_keys = providers.Singleton(
        ApiKeysController, list_api_keys=api_keys.list_api_keys, revoke_api_key=api_keys.revoke_api_key
    )
    public_keys = providers.Singleton(PublicKeysController, list_public_keys=identity.list_public_keys)
    accounts = providers.Singleton(
        ComptesController,
        list_comptes=comptes.list_comptes,
        read_compte=comptes.read_compte,
        change_role=comptes.change_role,
        deactivate_compte=comptes.deactivate_compte,
        reactivate_compte=comptes.reactivate_compte,
    )
    invitations = providers.Singleton(
        InvitationsController,
        invite=comptes.invite,
        list_invitations=comptes.list_invitations,
        read_invitation=comptes.read_invitation,
        resend_invitation=comptes.resend_invitation,
        withdraw_invitation=comptes.withdraw_invitation,
        accept_invitation=comptes.accept_invitation,
        idempotency=idempotency,
    )
    registration = providers.Singleton(
        RegistrationController,
        ask_to_register=comptes.ask_to_register,
        confirm_registration=comptes.confirm_registration,
        ask_for_password_reset=comptes.ask_for_password_reset,
        reset_password=comptes.reset_password,
        confirm_email_change=comptes.confirm_email_change,
    )
    profile = providers.Singleton(
        ProfileController,
        change_own_profile=comptes.change_own_profile,
        change_own_password=comptes.change_own_password,
        ask_for_email_change=comptes.ask_for_email_change,
    )
    dead_letters = providers.Singleton(
        DeadLettersController,
        list_dead_letters=delivery.list_dead_letters,
        requeue_dead_letter=delivery.requeue_dead_letter,
        requeue_dead_letters=delivery.requeue_dead_letters,
    )
    notification_centre = providers.Singleton(
        NotificationsController,
        list_notifications=notifications.list_notifications,
        count_unread=notifications.count_unread,
        mark_read=notifications.mark_read,
        mark_all_read=notifications.mark_all_read,
        read_preferences=notifications.read_preferences,
        change_preferences=notifications.change_preferences,
    )
    webhooks = providers.Singleton(
        WebhooksController,
        list_webhooks=integrations.list_webhooks,
        read_webhook=integrations.read_webhook,
        create_webhook=integrations.create_webhook,
        change_webhook=integrations.change_webhook,
        rotate_secret=integrations.rotate_secret,
        enable_webhook=integrations.enable_webhook,
        disable_webhook=integrations.disable_webhook,
        delete_webhook=integrations.delete_webhook,
        idempotency=idempotency,
    )
    deliveries = providers.Singleton(
        DeliveriesController,
        list_deliveries=integrations.list_deliveries,
        read_delivery=integrations.read_delivery,
        replay_delivery=integrations.replay_delivery,
        replay_deliveries=integrations.replay_deliveries,
        send_test_event=integrations.send_test_event,
        idempotency=idempotency,
    )
    incoming = providers.Singleton(
        IncomingWebhooksController,
        receive_webhook=integrations.receive_webhook,
        sources=integrations.sources,
    )
    search = providers.Singleton(SearchController, search=insight.search)
    stats = providers.Singleton(
        StatsController,
        read_public_figures=insight.read_public_figures,
        read_staff_figures=insight.read_staff_figures,
        read_revenue=insight.read_revenue,
        read_funnel=insight.read_funnel,
    )
    personal_data = providers.Singleton(
        PersonalDataController,
        export_personal_data=privacy.export_personal_data,
        erase_personal_data=privacy.erase_personal_data,
    )
    audit_records = providers.Singleton(
        AuditController, list_audit=audit.list_audit, read_audit_record=audit.read_audit_record
    )
    uploaded_files = providers.Singleton(
        FilesController,
        receive_file=files.receive_file,
        begin_direct_upload=files.begin_direct_upload,
        complete_direct_upload=files.complete_direct_upload,
        list_files=files.list_files,
        read_file=files.read_file,
        delete_file=files.delete_file,
        idempotency=idempotency,
    )
    served_files = providers.Singleton(
        ServingController,
        open_file=files.open_file,
        locate_file=files.locate_file,
        open_signed_file=files.open_signed_file,
    )
    all = providers.List(
        forms,
        formations,
        sessions,
        inscriptions,
        projets,
        actualites,
        publications,
        logiciels,
        formation_avis,
        logiciel_avis,
        avis,
        demandes,
        emplois,
        candidatures,
        abonnes,
        infolettres,
        infolettre_sending,
        auth,
        second_factor,
        login_sessions,
        own_api_keys,
        staff_api_keys,
        public_keys,
        accounts,
        invitations,
        registration,
        profile,
        dead_letters,
        notification_centre,
        webhooks,
        deliveries,
        incoming,
        search,
        stats,
        personal_data,
        audit_records,
        uploaded_files,
        served_files,
    )


def controllers_of(container: Container) -> Controllers:
    """Return the controllers over a container: they, and all that HTTP takes, are no part of it."""
    return Controllers(**{name: getattr(container, name) for name in Controllers.dependencies})
