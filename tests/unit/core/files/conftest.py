from pathlib import Path

import pytest

from sorbo_adapters.memory.system import FixedClock
from support.file_desk import Desk, desk_of


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Desk:
    return desk_of(tmp_path, clock)
