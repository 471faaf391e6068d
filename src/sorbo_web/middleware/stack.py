"""All layers, in the order that a request meets them."""

from collections.abc import Callable

from litestar.types import ASGIApp

from sorbo_web.middleware.cors import Cors, Origins
from sorbo_web.middleware.limits.body_limit import BodyLimit, Lengths
from sorbo_web.middleware.limits.rate_limit import RateLimit
from sorbo_web.middleware.limits.throttle import Throttle
from sorbo_web.middleware.observation.observed import Observed
from sorbo_web.middleware.observation.reports import Reports
from sorbo_web.middleware.problems import Problems
from sorbo_web.middleware.request_id import RequestId, RequestIds
from sorbo_web.middleware.security_headers import SecurityHeaders


def layered(
    app: ASGIApp,
    *,
    reports: Reports,
    throttle: Throttle,
    origins: Origins,
    lengths: Lengths,
    https: bool,
    ids: RequestIds,
    answered: Callable[[ASGIApp], ASGIApp] | None = None,
    door: Callable[[ASGIApp], ASGIApp] | None = None,
) -> ASGIApp:
    """Return the application behind its layers; the last one applied here meets a request first.

    Args:
        app: the application.
        reports: are told of each request.
        throttle: what each client may ask for.
        origins: whose pages may call.
        lengths: bytes that a request's body may have.
        https: whether clients reach the API by HTTPS.
        ids: gives each request its id.
        door: puts the second door in front of an application, where it is open.
        answered: puts kept answers in front of an application, if any are kept.
    """
    app = RateLimit(app, throttle=throttle)
    app = BodyLimit(app, lengths=lengths)
    app = Problems(app)
    app = app if door is None else door(app)
    app = Cors(app, origins=origins)
    app = SecurityHeaders(app, https=https)
    app = Observed(app, reports=reports)
    app = RequestId(app, ids=ids)
    return app if answered is None else answered(app)
