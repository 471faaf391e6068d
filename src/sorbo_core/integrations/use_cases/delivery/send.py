"""Send what is due to webhooks."""

import asyncio
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import msgspec

from sorbo_core.integrations.delivery import Attempt, Delivery
from sorbo_core.integrations.endpoint import Webhook, WebhookState
from sorbo_core.integrations.errors import WebhookDeliveryNotFound, WebhookNotFound
from sorbo_core.integrations.events import DisabledReason
from sorbo_core.integrations.outcome import Outcome, outcome_of
from sorbo_core.integrations.ports import Deliveries, Outcomes, Webhooks
from sorbo_core.integrations.retries import Retries
from sorbo_core.integrations.sender import Sender
from sorbo_core.shared.outgoing.finishing import finished
from sorbo_core.shared.ports import Clock, Ids

_GONE = 410


class Pace(msgspec.Struct, frozen=True, kw_only=True):
    """How much is done at a time.

    Attributes:
        most: deliveries under way at the same time.
        most_each: of these, to one endpoint.
        look_every: seconds after which it looks for further work while some is under way.
        lease: longer than any attempt takes: 15 seconds, and the questions to the database around it.
    """

    most: int = 32
    most_each: int = 8
    look_every: float = 0.5
    lease: timedelta = timedelta(seconds=25)


class SendWebhooks:
    """Send the deliveries that are due, the longest due first, several at a time.

    Each is sent at least once, and again on the schedule of Standard Webhooks until the receiver
    answers with a status of the 200s. A receiver that says 410 Gone, or has only failed for five
    days, is disabled. One that is slow takes a few places at most. Any number of processes share
    the work: what one of them held when it died is due again when its lease ends. A pass that is
    cancelled ends as soon as the attempts under way are recorded.

    Raises:
        Unavailable: the deliveries cannot be reached.
    """

    def __init__(
        self,
        *,
        webhooks: Webhooks,
        deliveries: Deliveries,
        sender: Sender,
        retries: Retries,
        clock: Clock,
        ids: Ids,
        outcomes: Outcomes,
        pace: Pace | None = None,
    ) -> None:
        self._webhooks = webhooks
        self._deliveries = deliveries
        self._sender = sender
        self._retries = retries
        self._clock = clock
        self._ids = ids
        self._outcomes = outcomes
        self._pace = pace or Pace()

    async def __call__(self) -> int:
        """Run until nothing is due or under way; return how many deliveries were worked on."""
        count = 0
        running: dict[asyncio.Task[None], str] = {}
        try:
            while True:
                delivery = await self._claim(running) if len(running) < self._pace.most else None
                if delivery is not None:
                    running[asyncio.create_task(self._work_on(delivery))] = delivery.endpoint_id
                    count += 1
                elif not running:
                    return count
                else:
                    await self._until_one_ends(running)
        finally:
            # An attempt ends by itself; one that is cut off would be repeated, taken or not.
            await finished(running)

    async def _claim(self, running: dict[asyncio.Task[None], str]) -> Delivery | None:
        busy = [each for each, count in Counter(running.values()).items() if count >= self._pace.most_each]
        return await self._deliveries.claim(
            now=self._clock.now(), lease=self._pace.lease, token=self._ids.new(), but=busy
        )

    async def _until_one_ends(self, running: dict[asyncio.Task[None], str]) -> None:
        # Not for ever: while a receiver keeps us waiting, others become due.
        done, _ = await asyncio.wait(
            running, timeout=self._pace.look_every, return_when=asyncio.FIRST_COMPLETED
        )
        for task in done:
            del running[task]
        for task in done:
            task.result()

    async def _work_on(self, delivery: Delivery) -> None:
        endpoint = await self._endpoint(delivery.endpoint_id)
        if endpoint is None or endpoint.state is not WebhookState.ACTIVE:
            now = self._clock.now()
            await self._settle(delivery, lambda mine: mine.give_up(at=now))
            self._outcomes.count(Outcome.GIVEN_UP)
            return
        attempt, asked = await self._sender.attempt(delivery, endpoint)
        retry_at = None
        if attempt.status != _GONE:
            now = self._clock.now()
            retry_at = self._retries.retry_at(delivery.tries + 1, now=now, retry_after=asked)
        await self._settle(delivery, lambda mine: mine.attempted(attempt, retry_at=retry_at))
        endpoint = await self._judge(endpoint, attempt)
        self._outcomes.count(outcome_of(delivery.attempted(attempt, retry_at=retry_at), endpoint))

    async def _endpoint(self, id: str) -> Webhook | None:
        try:
            return await self._webhooks.get(id)
        except WebhookNotFound:
            return None

    async def _settle(self, delivery: Delivery, change: Callable[[Delivery], Delivery]) -> None:
        """Record what became of a delivery, unless it is somebody else's by now, or too old to be kept."""
        with suppress(WebhookDeliveryNotFound):
            await self._deliveries.update(
                delivery.id, lambda mine: change(mine) if mine.token == delivery.token else mine
            )

    async def _judge(self, endpoint: Webhook, attempt: Attempt) -> Webhook:
        """Draw the conclusions from an attempt for the endpoint and return it; most change nothing."""

        def judged(current: Webhook) -> Webhook:
            if attempt.succeeded:
                return current.succeeded()
            if attempt.status == _GONE:
                return current.disable(DisabledReason.GONE, at=attempt.at)
            return current.failed(at=attempt.at)

        if judged(endpoint) == endpoint:
            return endpoint
        return await self._webhooks.update(endpoint.id, judged)
