"""The moments at which a process of ours is killed, and the trap that waits for one."""

import asyncio
from enum import StrEnum


class Moment(StrEnum):
    """What has just happened, or is about to, on a connection between us and a server."""

    BEFORE_COMMIT = "before commit"
    AFTER_COMMIT = "after commit"
    AFTER_LEASE = "after lease"
    AFTER_ENQUEUE = "after enqueue"
    DURING_DATA = "during DATA"
    AFTER_250 = "after 250"
    DURING_WEBHOOK = "during webhook"
    AFTER_WEBHOOK = "after webhook"
    DURING_UPLOAD = "during upload"
    BEFORE_FILE = "before file"
    AFTER_FILE = "after file"
    DURING_VARIANTS = "during variants"
    AFTER_VARIANTS = "after variants"


OF_UPLOADS = (
    Moment.DURING_UPLOAD,
    Moment.BEFORE_FILE,
    Moment.AFTER_FILE,
    Moment.DURING_VARIANTS,
    Moment.AFTER_VARIANTS,
)
OF_DEMANDES = tuple(each for each in Moment if each not in OF_UPLOADS)


class Trap:
    """Waits for the n-th occurrence of a moment, and holds the connection on which it comes."""

    def __init__(self, moment: Moment, nth: int) -> None:
        self.moment = moment
        self._left = nth
        self.sprung: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        """The process that is held, as soon as there is one."""
        self.released = asyncio.Event()
        """Set it, and the connection is cut without another byte passed on."""

    def meets(self, moment: Moment) -> bool:
        """Count an occurrence; tell whether it is the one to hold."""
        if moment is not self.moment or self.sprung.done():
            return False
        self._left -= 1
        return self._left == 0


class Watch:
    """The trap that all proxies look at; there is one at a time, or none."""

    trap: Trap | None = None

    def set(self, moment: Moment, nth: int) -> Trap:
        """Wait for this moment from now on."""
        self.trap = Trap(moment, nth)
        return self.trap

    def caught(self, moment: Moment) -> Trap | None:
        """Return the trap if this is what it waits for."""
        return self.trap if self.trap and self.trap.meets(moment) else None
