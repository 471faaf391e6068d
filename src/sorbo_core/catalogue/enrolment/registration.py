"""What several use cases do with registers."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from sorbo_core.catalogue.enrolment.errors import RegisterNotFound
from sorbo_core.catalogue.enrolment.ports import Registers
from sorbo_core.catalogue.enrolment.register import Register, register_id
from sorbo_core.catalogue.session import Session
from sorbo_core.shared.errors import AlreadyExists


async def open_register(registers: Registers, session: Session, *, at: datetime) -> None:
    """Give the session a register; one that it has stays as it is."""
    with suppress(AlreadyExists):
        await registers.add(Register.of(session, at=at))


async def update_register(
    registers: Registers, session: Session, change: Callable[[Register], Register], *, at: datetime
) -> Register:
    """Update the session's register, which is opened first where there is none."""
    try:
        return await registers.update(register_id(session.id), change)
    except RegisterNotFound:
        await open_register(registers, session, at=at)
        return await registers.update(register_id(session.id), change)
