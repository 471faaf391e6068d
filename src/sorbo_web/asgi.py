"""What an ASGI server loads: `sorbo_web.asgi:create_app`, a factory."""

import os

from granian.utils.proxies import wrap_asgi_with_proxy_headers
from litestar.types import ASGIApp

from sorbo_web.middleware.trusted import TrustedPeers
from sorbo_web.wiring.application import build_app
from sorbo_web.wiring.container import build_container
from sorbo_web.wiring.logs import configure_logs
from sorbo_web.wiring.settings import Settings, load_settings
from sorbo_web.worker_process import end_with_parent, settle


def create_app() -> ASGIApp:
    """Return the application that the environment asks for.

    Raises:
        SettingsError: the environment cannot be used.
    """
    end_with_parent()
    settings = load_settings(os.environ)
    configure_logs(settings)
    app = behind_proxies(build_app(build_container(settings)), settings)
    settle()
    return app


def behind_proxies(app: ASGIApp, settings: Settings) -> ASGIApp:
    """Let the application see the client's address where trusted proxies stand in front of it."""
    if not settings.trusted_proxies:
        return app
    trusted = settings.trusted_proxies
    behind: ASGIApp = wrap_asgi_with_proxy_headers(app, trusted_hosts=list(trusted))
    return TrustedPeers(behind, trusted=trusted)
