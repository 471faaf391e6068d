import pytest

from sorbo_adapters.memory.recruitment.candidatures import MemoryCandidatures
from sorbo_adapters.memory.recruitment.emplois import MemoryEmplois


@pytest.fixture
def emplois() -> MemoryEmplois:
    return MemoryEmplois()


@pytest.fixture
def candidatures() -> MemoryCandidatures:
    return MemoryCandidatures()
