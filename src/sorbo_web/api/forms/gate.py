"""What stands in front of every form of visitors."""

import hashlib
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec
from prometheus_client import Counter

from sorbo_core.shared.email_address import parse_email
from sorbo_core.shared.ports import Clock, Ids
from sorbo_web.api.forms.body import VisitorForm
from sorbo_web.api.forms.instants import Instants
from sorbo_web.api.request import ApiRequest
from sorbo_web.middleware.limits.rate_limit import count
from sorbo_web.middleware.limits.throttle import Throttle

_CAUGHT = Counter("sorbo_forms_caught", "Forms that a robot sent, by what gave it away.", ("form", "reason"))


class Reason(StrEnum):
    """What gave a robot away."""

    FILLED = "filled"
    TOO_FAST = "too_fast"
    FORGED = "forged"


class Decoy(msgspec.Struct, frozen=True):
    """What a robot that was caught is told: the id of nothing, received now."""

    id: str
    at: datetime


class FormGate:
    """Catches robots, and counts what is sent in the name of one mail address.

    A robot that is caught is told that all went well, and nothing else happens: whoever is refused
    tries something else. No third party sees who fills in a form.

    Args:
        instants: how pages tell when they showed a form.
        throttle: counts by mail address, beside what is counted by the sender's own.
        clock: the time.
        ids: what makes the ids that robots are told.
        least: how long anybody takes to fill in a form.

    Attributes:
        least: the same, for pages, which then wait for who is faster.
    """

    def __init__(
        self, *, instants: Instants, throttle: Throttle, clock: Clock, ids: Ids, least: timedelta
    ) -> None:
        self._instants = instants
        self._throttle = throttle
        self._clock = clock
        self._ids = ids
        self.least = least

    def shown(self) -> str:
        """Return what a form that is shown now carries."""
        return self._instants.write(self._clock.now())

    async def caught(self, request: ApiRequest, form: VisitorForm, *, email: str) -> Decoy | None:
        """Return what to answer with, and do nothing else, if a robot sent the form; None for all others.

        Raises:
            Invalid: the address is none.
            TooMany: too many forms came in the name of this address.
        """
        reason = self._given_away(form)
        if reason is not None:
            _CAUGHT.labels(request.route_handler.operation_id, reason.value).inc()
            return Decoy(self._ids.new(), self._clock.now())
        # Counted by what cannot be read again: the counters know nobody's address.
        who = hashlib.sha256(parse_email(email).encode()).hexdigest()
        count(request.scope, await self._throttle.exact("mailbox", self._throttle.limits.mailbox, who))
        return None

    def _given_away(self, form: VisitorForm) -> Reason | None:
        if form.website:
            return Reason.FILLED
        if form.shown is None:
            return None
        shown = self._instants.read(form.shown)
        if shown is None:
            return Reason.FORGED
        return Reason.TOO_FAST if self._clock.now() < shown + self.least else None
