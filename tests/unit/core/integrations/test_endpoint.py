from datetime import timedelta

import pytest

from sorbo_core.integrations.endpoint import RetiredSecret, Webhook, WebhookState
from sorbo_core.integrations.errors import TooManySecrets, WebhookNotActive, WebhookNotFound
from sorbo_core.integrations.events import DisabledReason
from sorbo_core.shared.errors import Invalid
from support.build import NOW, SECRET, later, webhook

DAY = timedelta(days=1)


def types_of(endpoint: Webhook) -> list[str]:
    return [event.type for event in endpoint.events]


@pytest.mark.parametrize(
    ("pattern", "told", "not_told"),
    [
        ("demande.received", ["demande.received"], ["demande.moved", "demande.received.x"]),
        ("demande.*", ["demande.received", "demande.moved"], ["demandeur.received", "compte.created"]),
        ("*", ["demande.received", "webhook.deleted"], []),
    ],
)
def test_a_filter_names_one_type_or_all_that_start_alike(
    pattern: str, told: list[str], not_told: list[str]
) -> None:
    endpoint = webhook(event_types=("other.type", pattern))
    assert all(endpoint.wants(each) for each in told)
    assert not any(endpoint.wants(each) for each in not_told)


@pytest.mark.parametrize(
    "pattern", ["", "**", "demande*", "*.received", "Demande.*", "demande.", ".x", "a.*.b"]
)
def test_a_filter_that_means_nothing_is_refused(pattern: str) -> None:
    with pytest.raises(Invalid):
        webhook(event_types=(pattern,))


def test_a_webhook_is_told_of_something() -> None:
    with pytest.raises(Invalid):
        webhook(event_types=())


def test_an_old_secret_signs_until_the_overlap_ends() -> None:
    rotated = webhook().rotate("whsec_new", overlap=DAY, at=NOW)
    assert rotated.secrets_at(later(hours=23)) == ("whsec_new", SECRET)
    assert rotated.secrets_at(later(hours=24)) == ("whsec_new",)


def test_two_rotations_in_a_row_leave_nobody_behind() -> None:
    rotated = webhook().rotate("whsec_b", overlap=DAY, at=NOW).rotate("whsec_c", overlap=DAY, at=NOW)
    assert rotated.secrets_at(NOW) == ("whsec_c", "whsec_b", SECRET)


def test_without_overlap_every_old_secret_ends_at_once() -> None:
    rotated = (
        webhook().rotate("whsec_b", overlap=DAY, at=NOW).rotate("whsec_new", overlap=timedelta(0), at=NOW)
    )
    assert rotated.secrets_at(NOW) == ("whsec_new",)


def test_secrets_whose_time_is_over_are_forgotten() -> None:
    rotated = (
        webhook().rotate("whsec_b", overlap=DAY, at=NOW).rotate("whsec_c", overlap=DAY, at=later(days=2))
    )
    assert rotated.retired == (RetiredSecret("whsec_b", later(days=3)),)


def test_a_fifth_old_secret_is_refused() -> None:
    endpoint = webhook()
    for n in range(4):
        endpoint = endpoint.rotate(f"whsec_{n}", overlap=DAY, at=NOW)
    with pytest.raises(TooManySecrets):
        endpoint.rotate("whsec_more", overlap=DAY, at=NOW)


def test_five_days_of_nothing_but_failures_disable_a_webhook() -> None:
    failing = webhook().failed(at=NOW)
    assert failing.failing_since == NOW
    assert failing.failed(at=later(days=4, hours=23)) == failing
    disabled = failing.failed(at=later(days=5))
    assert (disabled.state, disabled.disabled_reason) == (WebhookState.DISABLED, DisabledReason.FAILING)
    assert types_of(disabled) == ["webhook.created", "webhook.disabled"]


def test_one_success_starts_the_five_days_again() -> None:
    endpoint = webhook().failed(at=NOW).succeeded().failed(at=later(days=4))
    assert endpoint.failed(at=later(days=6)).state is WebhookState.ACTIVE


def test_what_is_enabled_again_has_five_days_again() -> None:
    disabled = webhook().failed(at=NOW).disable(DisabledReason.FAILING, at=later(days=5))
    enabled = disabled.enable(at=later(days=6))
    assert (enabled.state, enabled.disabled_reason, enabled.failing_since) == (
        WebhookState.ACTIVE,
        None,
        None,
    )


def test_what_is_so_already_changes_nothing() -> None:
    endpoint = webhook()
    disabled = endpoint.disable(DisabledReason.MANUAL, at=NOW)
    assert endpoint.enable(at=NOW) is endpoint
    assert endpoint.revise(at=NOW, url=endpoint.url) is endpoint
    assert disabled.disable(DisabledReason.GONE, at=NOW) is disabled
    assert disabled.failed(at=later(days=9)) is disabled


def test_a_disabled_webhook_is_told_of_nothing() -> None:
    disabled = webhook().disable(DisabledReason.MANUAL, at=NOW)
    assert not disabled.wants("demande.received")
    with pytest.raises(WebhookNotActive):
        disabled.active()


def test_a_deleted_webhook_has_no_secrets_and_is_not_found() -> None:
    deleted = webhook().rotate("whsec_b", overlap=DAY, at=NOW).delete(at=NOW)
    assert (deleted.secret, deleted.retired, types_of(deleted)[-1]) == ("", (), "webhook.deleted")
    with pytest.raises(WebhookNotFound):
        deleted.present()


def test_a_webhook_is_shown_without_its_secrets() -> None:
    assert "whsec" not in repr(webhook().rotate("whsec_b", overlap=DAY, at=NOW))
