import pytest

from support.notifications import Centre


@pytest.fixture
def centre() -> Centre:
    return Centre()
