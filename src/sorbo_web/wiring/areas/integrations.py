"""The use cases of integrations, wired to ports."""

import random
from typing import ClassVar

from dependency_injector import containers, providers

from sorbo_core.integrations.known_types import KnownTypes
from sorbo_core.integrations.retries import Retries
from sorbo_core.integrations.sender import Sender
from sorbo_core.integrations.standard_webhooks import StandardWebhooks
from sorbo_core.integrations.use_cases.delivery.list import ListDeliveries
from sorbo_core.integrations.use_cases.delivery.queue import QueueWebhooks
from sorbo_core.integrations.use_cases.delivery.read import ReadDelivery
from sorbo_core.integrations.use_cases.delivery.replay import ReplayDelivery
from sorbo_core.integrations.use_cases.delivery.replay_range import ReplayDeliveries
from sorbo_core.integrations.use_cases.delivery.send import SendWebhooks
from sorbo_core.integrations.use_cases.incoming.receive import ReceiveWebhook
from sorbo_core.integrations.use_cases.webhook.change import ChangeWebhook
from sorbo_core.integrations.use_cases.webhook.create import CreateWebhook
from sorbo_core.integrations.use_cases.webhook.delete import DeleteWebhook
from sorbo_core.integrations.use_cases.webhook.disable import DisableWebhook
from sorbo_core.integrations.use_cases.webhook.enable import EnableWebhook
from sorbo_core.integrations.use_cases.webhook.list import ListWebhooks
from sorbo_core.integrations.use_cases.webhook.read import ReadWebhook
from sorbo_core.integrations.use_cases.webhook.rotate_secret import RotateWebhookSecret
from sorbo_core.integrations.use_cases.webhook.send_test import SendTestEvent
from sorbo_core.integrations.use_cases.webhook.tell_owner import TellOwner
from sorbo_core.mailing.report import MailReport, event_in
from sorbo_core.shared.incoming.source import WebhookSource
from sorbo_web.events.catalogue import TYPES
from sorbo_web.wiring.background.webhook_metrics import CountedOutcomes
from sorbo_web.wiring.observed import observed
from sorbo_web.wiring.settings import Settings


def mail_source(secrets: tuple[str, ...]) -> WebhookSource:
    """Return the mail provider as a source; without secrets it lets nobody in."""
    scheme = StandardWebhooks(secrets) if secrets else None
    return WebhookSource(name="mail", payload=MailReport, scheme=scheme, read=event_in)


class Integrations(containers.DeclarativeContainer):
    """Webhooks: who is told of events, and what is on its way to them; what others tell us."""

    ports = providers.DependenciesContainer()
    settings = providers.Dependency(instance_of=Settings)
    kept: ClassVar = {"webhooks": ports.webhooks, "deliveries": ports.webhook_deliveries}
    known = providers.Singleton(KnownTypes, TYPES)
    changing: ClassVar = {"webhooks": ports.webhooks, "clock": ports.clock}

    list_webhooks = providers.Singleton(observed(ListWebhooks), webhooks=ports.webhooks)
    read_webhook = providers.Singleton(observed(ReadWebhook), webhooks=ports.webhooks)
    create_webhook = providers.Singleton(
        observed(CreateWebhook),
        **changing,
        secrets=ports.webhook_secrets,
        policy=ports.outbound_policy,
        known=known,
    )
    change_webhook = providers.Singleton(
        observed(ChangeWebhook), **changing, policy=ports.outbound_policy, known=known
    )
    rotate_secret = providers.Singleton(
        observed(RotateWebhookSecret), **changing, secrets=ports.webhook_secrets
    )
    enable_webhook = providers.Singleton(observed(EnableWebhook), **changing)
    disable_webhook = providers.Singleton(observed(DisableWebhook), **changing)
    delete_webhook = providers.Singleton(observed(DeleteWebhook), **changing)
    send_test_event = providers.Singleton(observed(SendTestEvent), **kept, clock=ports.clock)
    list_deliveries = providers.Singleton(observed(ListDeliveries), **kept)
    read_delivery = providers.Singleton(observed(ReadDelivery), **kept)
    replay_delivery = providers.Singleton(observed(ReplayDelivery), **kept, clock=ports.clock)
    replay_deliveries = providers.Singleton(observed(ReplayDeliveries), **kept, clock=ports.clock)
    queue_webhooks = providers.Singleton(observed(QueueWebhooks), **kept, clock=ports.clock)
    tell_owner = providers.Singleton(
        observed(TellOwner),
        webhooks=ports.webhooks,
        owners=ports.webhook_owners,
        templates=ports.mail_templates,
        mailer=ports.mailer,
    )
    # Not observed: a pass that finds nothing would be a line and a measurement twice a second.
    send_webhooks = providers.Singleton(
        SendWebhooks,
        **kept,
        sender=providers.Singleton(Sender, http=ports.outbound_http, clock=ports.clock),
        retries=providers.Singleton(Retries, chance=providers.Object(random.random)),
        clock=ports.clock,
        ids=ports.ids,
        outcomes=providers.Singleton(CountedOutcomes),
    )
    sources = providers.List(providers.Singleton(mail_source, settings.provided.mail_webhook_secrets))
    receive_webhook = providers.Singleton(
        observed(ReceiveWebhook), sources=sources, received=ports.received_webhooks, clock=ports.clock
    )
