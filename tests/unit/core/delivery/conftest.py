import pytest

from sorbo_adapters.memory.contact import MemoryDemandes
from sorbo_adapters.memory.delivery.outbox import MemoryOutbox
from sorbo_adapters.memory.system import FixedClock
from support.post_office import PostOffice


@pytest.fixture
def office(demandes: MemoryDemandes, clock: FixedClock) -> PostOffice:
    return PostOffice(demandes, clock, MemoryOutbox([demandes]))
