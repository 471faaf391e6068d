"""An inspector and a workshop in sandboxes that are taken down."""

from collections.abc import AsyncIterator

import pytest

from sorbo_adapters.inspection.image_workshop import SandboxedImageWorkshop
from sorbo_adapters.inspection.inspector import SandboxedInspector


@pytest.fixture
async def inspector() -> AsyncIterator[SandboxedInspector]:
    made = SandboxedInspector()
    yield made
    await made.close()


@pytest.fixture
async def workshop() -> AsyncIterator[SandboxedImageWorkshop]:
    made = SandboxedImageWorkshop()
    yield made
    await made.close()
