"""The one container that every command of a test gets, so that what it leaves in memory can be seen."""

import pytest
from dependency_injector import providers

from sorbo_web.cli import work
from sorbo_web.wiring.container import Container, build_container
from sorbo_web.wiring.settings import Settings
from support.api import InstantHasher, memory_settings


@pytest.fixture
def container(monkeypatch: pytest.MonkeyPatch) -> Container:
    """A container in memory, which commands do not build anew."""
    made = build_container(memory_settings())
    made.ports.password_hasher.override(providers.Object(InstantHasher()))

    def the_same(_: Settings) -> Container:
        return made

    monkeypatch.setattr(work, "build_container", the_same)
    return made
