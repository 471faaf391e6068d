"""Guesses of one account's secret: whether one may be made now, and what its outcome changes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec

from sorbo_core.identity.sessions.errors import TooManyGuesses
from sorbo_core.identity.sessions.guesses import Guess, of_account, of_address, of_device
from sorbo_core.identity.sessions.ports import DeviceTokens, Guesses
from sorbo_core.shared.errors import Unavailable
from sorbo_core.shared.ports import Clock


class Guesser(msgspec.Struct, frozen=True, kw_only=True):
    """Who guesses: the address that is logged in with, from where, and what the device shows of itself."""

    email: str
    address: str
    device_token: str | None = None


class Guessing:
    """Holds guesses to what they are allowed.

    On a device that has logged in to the account before, guesses count for that device alone: others
    neither delay it nor are delayed by it. Elsewhere they count for the account and for the network
    address that they come from.
    """

    def __init__(self, *, guesses: Guesses, devices: DeviceTokens, clock: Clock) -> None:
        self._guesses = guesses
        self._devices = devices
        self._clock = clock

    async def begin(self, guesser: Guesser) -> None:
        """Count a guess, before it is known whether it is right.

        Raises:
            TooManyGuesses: it has to wait; it is not counted.
        """
        wait = await self._guesses.begin(self._counted(guesser), now=self._clock.now())
        if wait:
            raise TooManyGuesses(retry_after=wait)

    @asynccontextmanager
    async def trying(self, guesser: Guesser) -> AsyncIterator[None]:
        """Count a guess, and take it back where what is asked could not be answered.

        Raises:
            TooManyGuesses: it has to wait; it is not counted.
        """
        await self.begin(guesser)
        try:
            yield
        except Unavailable:
            await self.abandoned(guesser)
            raise

    async def succeeded(self, guesser: Guesser) -> None:
        """Forget the guesses of the account; of those from the address, this one only."""
        about, *elsewhere = self._counted(guesser)
        await self._guesses.forget(about.key)
        for guess in elsewhere:
            await self._guesses.take_back(guess.key)

    def device_token(self, guesser: Guesser) -> str:
        """Return what a device that has logged in to the account shows from now on."""
        return self._devices.issue(guesser.email, now=self._clock.now())

    async def abandoned(self, guesser: Guesser) -> None:
        """Take the guess back: it was not held against the secret, or is not all that is asked for."""
        for guess in self._counted(guesser):
            await self._guesses.take_back(guess.key)

    def _counted(self, guesser: Guesser) -> tuple[Guess, ...]:
        token, now = guesser.device_token, self._clock.now()
        device = self._devices.device_of(token, guesser.email, now=now) if token else None
        if device is not None:
            return (of_device(device, guesser.email),)
        return of_account(guesser.email), of_address(guesser.address)
