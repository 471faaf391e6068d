"""What every form of visitors carries beside its own members."""

from typing import Annotated, Any

import msgspec
from msgspec import Meta

from sorbo_web.api.wire import Body

_OF_THE_GATE = ("website", "shown")


class VisitorForm(Body, frozen=True, kw_only=True):
    """A form that anybody can send. Every one has an `email`."""

    website: Annotated[
        str,
        Meta(
            description="A trap for robots: pages have the field where people do not see it, and leave it "
            "empty. With anything in it, the answer is that of a success and nothing is kept or sent."
        ),
    ] = ""
    shown: Annotated[
        str | None,
        Meta(
            description="What `GET /api/v1/forms/shown` answered when the form was shown. Forged, or too few "
            "seconds ago for anybody to have filled it in, it counts as a trapped robot; programs leave it "
            "out, and are not asked how long they took."
        ),
    ] = None

    def own(self) -> dict[str, Any]:
        """Return the members that are the form's own, by attribute name."""
        values = msgspec.structs.asdict(self)
        return {name: value for name, value in values.items() if name not in _OF_THE_GATE}
