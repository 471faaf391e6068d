"""The ports of files: where bytes are, what looks at them, what is made of them. Provisional."""

from typing import Any

from dependency_injector import providers

from sorbo_adapters.memory.files.storage import MemoryStorage
from sorbo_adapters.system.clock import SystemClock

storage = providers.Singleton(MemoryStorage, clock=providers.Singleton(SystemClock))
direct_access: providers.Provider[Any] = providers.Object(None)
inspector: providers.Provider[Any] = providers.Object(None)
image_workshop: providers.Provider[Any] = providers.Object(None)
scanner: providers.Provider[Any] = providers.Object(None)
