"""What every controller is."""

from collections.abc import Iterable
from typing import Self

from litestar.handlers import HTTPRouteHandler


class Controller:
    """Handlers for one noun, as bound methods over the use cases that they call.

    Litestar copies a handler deeply for each route that it registers; a controller, and with it
    the use cases behind it, stays the one that was wired.
    """

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        """Return the controller itself."""
        return self

    def beside(self) -> Iterable[HTTPRouteHandler]:
        """Return routes that are beside the path of the noun rather than below it."""
        return ()
