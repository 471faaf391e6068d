"""What the driver of MongoDB leaves behind when a server goes away under it."""

import gc
import warnings
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _sockets_of_the_driver() -> Iterator[None]:
    """Collect what a test has left, here and now.

    The driver drops the socket of a monitor that is cancelled while it connects. The garbage
    collector closes it, warns, and would do so in whichever test comes later.
    """
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()
