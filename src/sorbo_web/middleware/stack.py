"""All layers, in the order that a request meets them."""

from collections.abc import Callable

from litestar.types import ASGIApp

from sorbo_web.middleware.cors import Cors, Origins
from sorbo_web.middleware.limits.body_limit import BodyLimit
from sorbo_web.middleware.limits.rate_limit import RateLimit
from sorbo_web.middleware.limits.throttle import Throttle
from sorbo_web.middleware.observation.access_log import AccessLog
from sorbo_web.middleware.observation.metrics import HttpMetrics
from sorbo_web.middleware.observation.observed import Observed
from sorbo_web.middleware.problems import Problems
from sorbo_web.middleware.request_id import RequestId
from sorbo_web.middleware.security_headers import SecurityHeaders


def layered(
    app: ASGIApp,
    *,
    log: AccessLog,
    metrics: HttpMetrics,
    throttle: Throttle,
    origins: Origins,
    max_body: int,
    https: bool,
    trust_request_id: bool,
    answered: Callable[[ASGIApp], ASGIApp] | None = None,
) -> ASGIApp:
    """Return the application behind its layers; the last one applied here meets a request first.

    Args:
        app: the application.
        log: where each request is logged.
        metrics: where each request is counted.
        throttle: what each client may ask for.
        origins: whose pages may call.
        max_body: bytes that a request's body may have.
        https: whether clients reach the API by HTTPS.
        trust_request_id: whether the peer's X-Request-Id is kept.
        answered: puts kept answers in front of an application, if any are kept.
    """
    app = RateLimit(app, throttle=throttle)
    app = BodyLimit(app, limit=max_body)
    app = Problems(app)
    app = Cors(app, origins=origins)
    app = SecurityHeaders(app, https=https)
    if answered is not None:
        app = answered(app)
    app = Observed(app, log=log, metrics=metrics)
    return RequestId(app, trust_inbound=trust_request_id)
