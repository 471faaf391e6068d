"""When a form was shown, in a text that the page carries and cannot make up."""

import hmac
from collections.abc import Callable
from datetime import UTC, datetime

_BETWEEN, _LONGEST = "~", 100


class Instants:
    """Writes down when a form was shown (`MILLISECONDS~SEAL`) and reads it again; nothing is stored.

    Args:
        seal: what only this service can make of a text.
    """

    def __init__(self, seal: Callable[[str], str]) -> None:
        self._seal = seal

    def write(self, instant: datetime) -> str:
        """Return the text for an instant."""
        said = str(int(instant.timestamp() * 1000))
        return f"{said}{_BETWEEN}{self._seal(said)}"

    def read(self, text: str) -> datetime | None:
        """Return the instant of a text, or None for one that was not written here."""
        said, _, seal = text.partition(_BETWEEN)
        if len(text) > _LONGEST or not text.isascii() or not said.isdigit():
            return None
        if not hmac.compare_digest(seal, self._seal(said)):
            return None
        return datetime.fromtimestamp(int(said) / 1000, UTC)
