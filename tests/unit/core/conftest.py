import pytest

from sorbo_adapters.memory.catalogue import MemoryFormations, MemorySessions
from sorbo_adapters.memory.contact import MemoryDemandes
from sorbo_adapters.memory.identity import MemoryComptes
from sorbo_adapters.memory.system import FixedClock, SequentialIds
from support.build import NOW


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def ids() -> SequentialIds:
    return SequentialIds()


@pytest.fixture
def formations() -> MemoryFormations:
    return MemoryFormations()


@pytest.fixture
def sessions() -> MemorySessions:
    return MemorySessions()


@pytest.fixture
def demandes() -> MemoryDemandes:
    return MemoryDemandes()


@pytest.fixture
def comptes() -> MemoryComptes:
    return MemoryComptes()
