import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from prometheus_client import REGISTRY

from sorbo_core.integrations.outcome import Outcome
from sorbo_web.wiring.background.webhook_metrics import CountedOutcomes, measure_webhooks
from support.api import Api
from support.build import NOW, delivery

_WORKER = """
from sorbo_core.integrations.outcome import Outcome
from sorbo_web.wiring.background.webhook_metrics import CountedOutcomes
CountedOutcomes().count(Outcome.FAILED)
"""
_PAGE = """
from prometheus_client import CollectorRegistry
from sorbo_web.middleware.observation.metrics import metrics_page
print(metrics_page(CollectorRegistry())[0].decode())
"""


async def test_what_waits_for_webhooks_is_measured() -> None:
    api = Api()
    deliveries = api.container.ports.webhook_deliveries()
    await deliveries.add(delivery(at=NOW))
    await deliveries.add(delivery(at=NOW + timedelta(hours=1)))
    api.clock.advance(timedelta(seconds=90))
    await measure_webhooks(deliveries, api.clock)
    assert REGISTRY.get_sample_value("sorbo_webhook_deliveries_pending") == 2
    assert REGISTRY.get_sample_value("sorbo_webhook_overdue_seconds") == 90


async def test_what_is_due_later_is_not_overdue() -> None:
    api = Api()
    deliveries = api.container.ports.webhook_deliveries()
    await deliveries.add(delivery(at=NOW + timedelta(hours=1)))
    await measure_webhooks(deliveries, api.clock)
    assert REGISTRY.get_sample_value("sorbo_webhook_overdue_seconds") == 0


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_is_a_metric_from_the_start_and_counted(outcome: Outcome) -> None:
    def counted() -> float | None:
        return REGISTRY.get_sample_value("sorbo_webhook_attempts_total", {"outcome": outcome.value})

    before = counted()
    CountedOutcomes().count(outcome)
    assert before is not None
    assert counted() == before + 1


def test_attempts_of_several_workers_are_added_up(tmp_path: Path) -> None:
    environ = os.environ | {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}
    pages = [
        subprocess.run(  # noqa: S603 — our own code
            [sys.executable, "-c", program], env=environ, capture_output=True, text=True, check=True
        ).stdout
        for program in (_WORKER, _WORKER, _PAGE)
    ]
    assert 'sorbo_webhook_attempts_total{outcome="failed"} 2.0' in pages[-1]
