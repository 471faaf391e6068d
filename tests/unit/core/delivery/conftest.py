import pytest

from sorbo_adapters.memory.clock import FixedClock
from sorbo_adapters.memory.contact import MemoryDemandes
from sorbo_adapters.memory.outbox import MemoryOutbox
from support.post_office import PostOffice


@pytest.fixture
def office(demandes: MemoryDemandes, clock: FixedClock) -> PostOffice:
    return PostOffice(demandes, clock, MemoryOutbox([demandes]))
