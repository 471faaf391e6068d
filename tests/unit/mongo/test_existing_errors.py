"""What the driver says of the existing database, told to an operator who may have interrupted it."""

import asyncio

import pytest
from pymongo.errors import AutoReconnect

from sorbo_adapters.mongo.existing.errors import ExistingUnusable, told


async def test_a_driver_that_calls_an_interruption_an_outage_is_not_believed() -> None:
    async def reading() -> None:
        with told():
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                raise AutoReconnect("operation cancelled") from None

    task = asyncio.create_task(reading())
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_an_outage_is_told_as_one() -> None:
    with pytest.raises(ExistingUnusable, match="it does not answer"), told():
        raise AutoReconnect("mongodb://reader:s3cret-word@old")
