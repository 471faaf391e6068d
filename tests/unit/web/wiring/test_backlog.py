from datetime import timedelta

from prometheus_client import REGISTRY

from sorbo_web.wiring.background.backlog import measure_backlog
from support.api import Api
from support.build import NOW, demande


async def test_what_waits_is_measured() -> None:
    api = Api()
    ports = api.container.ports
    await ports.demandes().add(demande(id="asked"))
    api.clock.advance(timedelta(seconds=90))
    await measure_backlog(ports.delivery_desk(), api.clock)
    assert api.clock.now() > NOW
    assert REGISTRY.get_sample_value("sorbo_outbox_entities") == 1
    assert REGISTRY.get_sample_value("sorbo_outbox_overdue_seconds") == 90
    assert REGISTRY.get_sample_value("sorbo_dead_letters") == 0
