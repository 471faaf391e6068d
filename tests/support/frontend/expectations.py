"""What each example of docs/frontend.md does, by its heading."""

from collections.abc import Awaitable, Callable, Mapping

from support.frontend.examples import Example
from support.frontend.expected import accounts, forms, reading
from support.frontend.visit import Visit

Expectation = Callable[[Visit, Example], Awaitable[None]]

EXPECTED: Mapping[str, Expectation] = {**reading.EXPECTED, **forms.EXPECTED, **accounts.EXPECTED}
