"""Sessions in memory."""

from datetime import datetime

import msgspec

from sorbo_adapters.memory.store.collection import MemoryCollection
from sorbo_core.identity.sessions.errors import LoginSessionNotFound
from sorbo_core.identity.sessions.login_session import LoginSession
from sorbo_core.identity.sessions.ports import LoginSessions, Rotation


class MemoryLoginSessions(MemoryCollection[LoginSession], LoginSessions):
    """Sessions in memory."""

    def __init__(self) -> None:
        super().__init__("login_sessions", LoginSession, missing=LoginSessionNotFound)

    async def rotate(self, id: str, rotation: Rotation) -> LoginSession | None:
        if not self.holds(id):
            return None
        current = await self.get(id)
        if current.token_hash != rotation.used or not current.is_alive(rotation.at):
            return None
        rotated = msgspec.structs.replace(current, **rotation.changes)
        return self._store(rotated, version=current.version + 1)

    async def alive_of(self, compte_id: str, *, at: datetime) -> tuple[LoginSession, ...]:
        own = [self._decoded(each) for each in self.documents() if each["compte_id"] == compte_id]
        alive = (each for each in own if each.is_alive(at))
        return tuple(sorted(alive, key=lambda each: (each.last_used_at, each.id), reverse=True))
