"""Links to files that are not public: for a moment, for whoever has them."""

from datetime import UTC, datetime, timedelta

from sorbo_core.files.errors import FileLinkInvalid
from sorbo_core.files.serving.seals import Seals, is_seal
from sorbo_core.shared.ports import Clock

GOOD_FOR = timedelta(minutes=2)
_PARTS = 3
_MOST_DIGITS = 12


class LinkTokens:
    """Makes and reads the tokens of links: the file's id, an instant, and a seal over both."""

    def __init__(self, *, seals: Seals, clock: Clock) -> None:
        self._seals = seals
        self._clock = clock

    def issue(self, id: str) -> tuple[str, datetime]:
        """Return a token for a file, and when it is over."""
        over = int((self._clock.now() + GOOD_FOR).timestamp())
        return f"{id}.{over}.{self._seals.seal(id, str(over))}", datetime.fromtimestamp(over, UTC)

    def read(self, token: str) -> str:
        """Return the id of the file that a token is for.

        Raises:
            FileLinkInvalid: it is not one of ours, or it is over.
        """
        parts = token.split(".")
        if len(parts) != _PARTS or not (parts[1].isascii() and parts[1].isdigit()):
            raise FileLinkInvalid
        id_, over, seal = parts
        if not is_seal(seal, self._seals, id_, over) or len(over) > _MOST_DIGITS:
            raise FileLinkInvalid
        if self._clock.now().timestamp() >= int(over):
            raise FileLinkInvalid
        return id_
