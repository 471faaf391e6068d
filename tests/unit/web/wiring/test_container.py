"""The container: everything in it can be made, and nothing connects while it is made."""

import socket
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from dependency_injector import containers, providers

from sorbo_adapters.clamav.scanner import ClamavScanner
from sorbo_adapters.memory.mail import MemoryMailer
from sorbo_adapters.memory.rate_limits import MemoryRateLimiter
from sorbo_adapters.redis.rate_limits import RedisRateLimiter
from sorbo_adapters.smtp.mailer import SmtpMailer
from sorbo_web.api.controller import Controller
from sorbo_web.events.catalogue import TYPES
from sorbo_web.wiring.background.clients import close_clients
from sorbo_web.wiring.container import Container, build_container
from sorbo_web.wiring.controllers import controllers_of
from sorbo_web.wiring.ports.late import Late
from sorbo_web.wiring.settings import load_settings
from support.settings import DEVELOPMENT

_GROUPS = (providers.Container, providers.DependenciesContainer)


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A port where somebody listens, to notice whether anybody connects."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.setblocking(False)  # noqa: FBT003 — the method's only argument
        yield listening


@pytest.fixture(params=["memory", "mongo"])
async def container(request: pytest.FixtureRequest, listener: socket.socket) -> AsyncIterator[Container]:
    where = "{}:{}".format(*listener.getsockname())
    servers = {
        "SORBO_MONGO_URL": f"mongodb://{where}/?replicaSet=rs0",
        "SORBO_REDIS_URL": f"redis://{where}/0",
        "SORBO_SMTP_URL": f"smtp://{where}",
    }
    made = build_container(load_settings(DEVELOPMENT | servers | {"SORBO_STORAGE": request.param}))
    yield made
    await close_clients(made)


def _everything(container: containers.Container) -> list[Any]:
    reachable: Iterator[Any] = container.traverse()
    made = [provider() for provider in reachable if not isinstance(provider, _GROUPS)]
    return [each._make() if isinstance(each, Late) else each for each in made]


async def test_handlers_are_subscribed_to_types_of_the_catalogue(container: Container) -> None:
    subscribed = set(container.delivery.subscriptions())
    assert "demande.received" in subscribed
    assert subscribed - TYPES == set()


async def test_every_provider_resolves_and_nothing_connects(
    container: Container, listener: socket.socket
) -> None:
    made = [*_everything(container), *_everything(controllers_of(container))]
    assert len(made) > 50
    assert None not in made
    with pytest.raises(BlockingIOError):
        listener.accept()


async def test_what_is_made_once_is_shared(container: Container) -> None:
    assert container.ports.formations() is container.ports.formations()
    assert container.catalogue.formations().list._entries is container.ports.formations()
    assert container.catalogue.formations().create._clock is container.ports.clock()
    controllers = controllers_of(container)
    assert controllers.formations()._idempotency is controllers.sessions()._idempotency


async def test_every_controller_is_among_all_of_them(container: Container) -> None:
    controllers = controllers_of(container)
    made = [each for each in _everything(controllers) if isinstance(each, Controller)]
    assert made
    assert {id(each) for each in controllers.all()} == {id(each) for each in made}


async def test_what_is_configured_decides_which_adapters_are_used(container: Container) -> None:
    assert isinstance(container.ports.shared_limiter(), RedisRateLimiter)
    assert isinstance(container.ports.mailer()._mailer, SmtpMailer)


@pytest.mark.parametrize(
    "address", ["localhost:3310", "10.0.0.7:3310", "[::1]:3310", "/run/clamav/clamd.ctl"]
)
async def test_files_are_scanned_where_there_is_somebody_to_do_it(address: str) -> None:
    without, within = (
        build_container(load_settings(DEVELOPMENT | more)) for more in ({}, {"SORBO_CLAMAV": address})
    )
    assert without.ports.scanners() == ()
    (scanner,) = within.ports.scanners()
    assert isinstance(scanner, ClamavScanner)
    await close_clients(without)
    await close_clients(within)


async def test_memory_alone_needs_no_server() -> None:
    container = build_container(load_settings(DEVELOPMENT))
    assert isinstance(container.ports.shared_limiter(), MemoryRateLimiter)
    assert isinstance(container.ports.mailer()._mailer, MemoryMailer)
    assert container.ports.shared_limiter() is not container.ports.local_limiter()
    await close_clients(container)


OF_ENTRIES = ("created", "changed", "scheduled", "unscheduled", "published", "archived", "deleted")


async def test_the_names_of_handlers_are_those_that_are_stored_with_events(container: Container) -> None:
    handlers = container.delivery.subscriptions()
    named = {event: set(names) - {"queue_webhooks", "forget_answers"} for event, names in handlers.items()}
    assert {event: names for event, names in named.items() if names} == {
        "compte.password_changed": {"announce_password_change"},
        "compte.second_factor_enrolled": {"announce_second_factor"},
        "compte.second_factor_removed": {"announce_second_factor"},
        "compte.recovery_code_used": {"announce_second_factor"},
        "api_key.created": {"announce_api_key"},
        "api_key.expiry_announced": {"announce_api_key"},
        "compte.email_changed": {"announce_email_change"},
        "access_link.asked": {"send_access_link"},
        "demande.received": {"acknowledge_demande", "notify_staff", "notify_people"},
        "demande.assigned": {"notify_people"},
        "abonne.asked": {"tell_abonne"},
        "infolettre.previewed": {"send_preview"},
        "infolettre.advanced": {"queue_batch"},
        "envoi.queued": {"send_to_one"},
        "avis.submitted": {"notify_people"},
        "webhook.disabled": {"tell_owner"},
        "file.uploaded": {"prepare_file"},
        "session.created": {"follow_session"},
        "session.changed": {"follow_session"},
        "session.published": {"follow_session"},
        "session.archived": {"follow_session"},
        "register.resized": {"follow_session"},
        "register.changed": {"record_places"},
        "inscription.requested": {"tell_applicant", "notify_people"},
        "inscription.repeated": {"tell_applicant"},
        "inscription.promoted": {"tell_applicant"},
        "inscription.confirmed": {"tell_applicant"},
        "inscription.lapsed": {"tell_applicant"},
        "inscription.cancelled": {"tell_applicant"},
        "candidature.received": {"tell_candidate", "notify_people"},
        "candidature.repeated": {"tell_candidate"},
        "candidature.moved": {"tell_candidate"},
        "login_session.ended": {"warn_of_reuse"},
        "mail.bounced": {"suppress_reported"},
        "mail.complained": {"suppress_reported"},
        **{f"{noun}.{verb}": {"update_search"} for noun in container.insight.kinds() for verb in OF_ENTRIES},
    }


async def test_what_is_kept_is_forgotten_with_every_event_of_what_it_is_made_from(
    container: Container,
) -> None:
    handlers = container.delivery.subscriptions()
    forgotten = {event.partition(".")[0] for event, names in handlers.items() if "forget_answers" in names}
    entries = set(container.insight.kinds())
    standing = {"compte", "login_session", "api_key"}
    assert forgotten == entries | standing | {"session", "register", "inscription", "avis"}


async def test_webhooks_are_queued_for_every_type_of_event(container: Container) -> None:
    handlers = container.delivery.subscriptions()
    assert {"demande.moved", "formation.published", "compte.created", "webhook.deleted"} <= set(handlers)
    assert all("queue_webhooks" in names for names in handlers.values())


async def test_the_names_of_jobs_are_those_that_are_stored_with_their_runs(container: Container) -> None:
    names = [
        "send_digests",
        "forget_old_notifications",
        "warn_of_expiring_keys",
        "expire_personal_data",
        "collect_orphans",
    ]
    assert [job.name for job in container.delivery.jobs()] == names
