from pathlib import Path

import pytest

from sorbo_adapters.memory.recruitment.candidatures import MemoryCandidatures
from sorbo_adapters.memory.recruitment.emplois import MemoryEmplois
from sorbo_adapters.memory.system import FixedClock
from sorbo_core.recruitment.use_cases.candidature.apply import ApplyForEmploi
from support.file_desk import Desk, desk_of


@pytest.fixture
def emplois() -> MemoryEmplois:
    return MemoryEmplois()


@pytest.fixture
def candidatures() -> MemoryCandidatures:
    return MemoryCandidatures()


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Desk:
    return desk_of(tmp_path, clock)


@pytest.fixture
def apply(
    emplois: MemoryEmplois, candidatures: MemoryCandidatures, desk: Desk, clock: FixedClock
) -> ApplyForEmploi:
    return ApplyForEmploi(emplois=emplois, candidatures=candidatures, uploads=desk.uploads, clock=clock)
