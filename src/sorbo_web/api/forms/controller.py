"""`/api/v1/forms`."""

from typing import Annotated

from litestar import Response, Router, get
from msgspec import Meta

from sorbo_web.api.controller import Controller
from sorbo_web.api.forms.gate import FormGate
from sorbo_web.api.policy import Policy
from sorbo_web.api.routes import operation
from sorbo_web.api.wire import View


class FormShown(View, frozen=True, kw_only=True):
    """That a form is shown now; the form sends it along as its member `shown`."""

    shown: Annotated[str, Meta(description="When, and what proves it.")]
    seconds: Annotated[
        float,
        Meta(
            ge=0,
            description="How long a person takes at least. Whoever sends the form sooner is taken for a "
            "robot: a page waits, since browsers fill in forms by themselves.",
        ),
    ]


class NoteFormShown:
    """Tell that a form is shown to somebody, who will take a while to fill it in.

    The answer's `shown` goes into the form. Pages ask when they show a form, and send it `seconds` later at
    the earliest; programs need not.
    """


class FormsController(Controller):
    """What pages ask before their visitors send a form."""

    def __init__(self, *, gate: FormGate) -> None:
        self._gate = gate

    def router(self) -> Router:
        """Return the routes."""
        noted = operation(NoteFormShown, id="noteFormShown", policy=Policy.PUBLIC, tag="Forms")
        return Router("/api/v1/forms", route_handlers=[get("/shown", **noted)(self.shown)])

    async def shown(self) -> Response[FormShown]:
        """Answer with the moment."""
        told = FormShown(shown=self._gate.shown(), seconds=self._gate.least.total_seconds())
        return Response(told, headers={"Cache-Control": "no-store"})
