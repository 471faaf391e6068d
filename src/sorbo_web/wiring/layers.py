"""The layers in front of the routes, wired."""

import sys
from functools import cache, partial
from pathlib import Path

from litestar import Litestar
from litestar.types import ASGIApp
from prometheus_client import REGISTRY

from sorbo_core.shared.files.kind import ALLOWANCES
from sorbo_core.shared.ports import Limit
from sorbo_web.api.routes import kept_paths
from sorbo_web.files.receiving.announced import FRAME
from sorbo_web.middleware.answers.answered import Answered
from sorbo_web.middleware.answers.compressed import Compressed
from sorbo_web.middleware.answers.keeping import Keeping
from sorbo_web.middleware.answers.noted import Visits
from sorbo_web.middleware.answers.sending import Sending
from sorbo_web.middleware.cors import Origins
from sorbo_web.middleware.head import HeadAsGet
from sorbo_web.middleware.limits.body_limit import Lengths
from sorbo_web.middleware.limits.throttle import Limits, Throttle
from sorbo_web.middleware.observation.access_log import AccessLog
from sorbo_web.middleware.observation.metrics import HttpMetrics
from sorbo_web.middleware.observation.reports import Reports
from sorbo_web.middleware.options import Options
from sorbo_web.middleware.request_id import RequestIds
from sorbo_web.middleware.security_headers import completed, security_headers
from sorbo_web.middleware.stack import layered
from sorbo_web.site.door import Door
from sorbo_web.site.pages.headers import pages_headers, strict_headers
from sorbo_web.site.pages.layer import SitePages
from sorbo_web.wiring.container import Container
from sorbo_web.wiring.settings import Settings

_MINUTE, _HOUR = 60, 3600
_HOLD_REPORTS = 0.05


def new_reports() -> Reports:
    """Return what tells the log and the metrics of this process."""
    return Reports(log=AccessLog(sys.stdout.buffer), metrics=_http_metrics(), hold=_HOLD_REPORTS)


def behind_layers(container: Container, routes: Litestar, *, reports: Reports) -> ASGIApp:
    """Return the routes behind everything that concerns every answer."""
    settings, ports = container.settings(), container.ports
    throttle = throttle_of(container)
    origins, https = Origins(settings.cors_origins), settings.site_url.startswith("https://")
    ids = RequestIds(trust_inbound=bool(settings.trusted_proxies))
    app: ASGIApp = Options(routes)
    if settings.site_dir:
        own = [route.path for route in routes.routes]
        headers = strict_headers() if settings.site_strict else pages_headers(https=https)
        app = SitePages(app, folder=Path(settings.site_dir), own=own, headers=headers)
    app = Compressed(HeadAsGet(app))
    answered = None
    if settings.cache_memory:
        answers = ports.answers()
        sending = Sending(answers=answers, visits=Visits(container.counting.tally()))
        app = Keeping(
            app,
            answers=answers,
            sending=sending,
            kept_paths=kept_paths(routes.routes),
            completed=partial(completed, defaults=security_headers(https=https)),
        )
        answered = partial(
            Answered,
            answers=answers,
            sending=sending,
            throttle=throttle,
            origins=origins,
            ids=ids,
            reports=reports,
        )
    return layered(
        app,
        reports=reports,
        throttle=throttle,
        origins=origins,
        lengths=Lengths(
            body=settings.body_limit,
            upload=max(each.most_bytes for each in ALLOWANCES.values()) + FRAME,
        ),
        https=https,
        ids=ids,
        answered=answered,
        door=partial(Door, sunset=settings.site_sunset) if settings.site_door else None,
    )


def throttle_of(container: Container) -> Throttle:
    """Return what counts requests; each counts with the same limiters."""
    ports, limits = container.ports, limits_of(container.settings())
    return Throttle(local=ports.local_limiter(), shared=ports.shared_limiter(), limits=limits)


def limits_of(settings: Settings) -> Limits:
    """Return how often one may ask."""
    return Limits(
        read=Limit(settings.reads_per_minute, _MINUTE),
        write=Limit(settings.writes_per_minute, _MINUTE),
        login=Limit(settings.logins_per_minute, _MINUTE),
        incoming=Limit(settings.incoming_per_minute, _MINUTE),
        form=Limit(settings.forms_per_minute, _MINUTE),
        mailbox=Limit(settings.forms_per_mailbox, _HOUR),
        account=Limit(settings.account_writes_per_minute, _MINUTE),
        export=Limit(settings.exports_per_minute, _MINUTE),
        upload=Limit(settings.uploads_per_minute, _MINUTE),
    )


@cache
def _http_metrics() -> HttpMetrics:
    # One per process, like the registry that it belongs to.
    return HttpMetrics(REGISTRY)
