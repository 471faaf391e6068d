"""A newsletter in memory."""

import pytest

from support.newsletter import Newsletter, in_memory


@pytest.fixture
def newsletter() -> Newsletter:
    return in_memory()
