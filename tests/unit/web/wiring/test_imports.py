"""Which packages of others each kind of process loads.

What is needed now and then (workbooks, mails, webhooks, the command line) takes memory and time in
every process that loads it before. A package that is new here is imported where it is used
(`sorbo_web/wiring/ports/late.py`), or gets its line.
"""

from support.loaded import loaded_by
from support.settings import DEVELOPMENT

CORE = {"msgspec", "typing-extensions"}
"""The second one is loaded by the first, where it is there."""

BOTH = CORE | {
    "aiosmtplib",
    "argon2-cffi",
    "brotli",
    "cachetools",
    "cryptography",
    "dependency-injector",
    "joserfc",
    "limits",
    "loguru",
    "prometheus-client",
    "pymongo",
    "pyotp",
    "redis",
    "uuid-utils",
    "uvloop",
    "zstandard",
}
OF_BOTH = {
    "argon2-cffi-bindings",
    "bcrypt",
    "cffi",
    "deprecated",
    "hiredis",
    "markupsafe",
    "opentelemetry-api",
    "packaging",
    "pydantic",
    "pydantic-core",
    "typing-inspection",
    "werkzeug",
    "wrapt",
}
"""What those load themselves, where it is there."""

SERVING = BOTH | OF_BOTH | {"granian", "litestar"}
OF_SERVING = {"annotated-types", "anyio", "attrs", "multidict", "multipart", "pyyaml", "sniffio"}
WORKING = BOTH | OF_BOTH | {"pydocket"}
OF_WORKING = {"beartype", "cloudpickle", "cronsim", "py-key-value-aio", "pyyaml", "uncalled-for"}

_CORE = """
import importlib, pkgutil, sorbo_core
for each in pkgutil.walk_packages(sorbo_core.__path__, "sorbo_core."):
    importlib.import_module(each.name)
"""
_SERVE = """
import asyncio
from sorbo_web import main
main._chosen(["serve"])
from sorbo_web.asgi import create_app

async def ask(app, path):
    told = []
    async def receive():
        return {"type": "http.request"}
    async def send(message):
        told.append(message)
    scope = {
        "type": "http", "http_version": "1.1", "scheme": "http", "method": "GET", "path": path,
        "raw_path": path.encode(), "query_string": b"", "root_path": "", "headers": [],
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 2), "asgi": {"version": "3.0"},
    }
    await app(scope, receive, send)
    assert told[0]["status"] == 200, told

async def serve():
    app = create_app()
    for path in ("/health/live", "/api/v1/formations", "/openapi.json"):
        await ask(app, path)

asyncio.run(serve())
"""
_WORK = """
import asyncio, sys
from sorbo_web import main
main._chosen(["worker"])
from sorbo_web.wiring.background.work import at_work, measuring
from sorbo_web.wiring.container import build_container
from sorbo_web.wiring.logs import configure_logs
from sorbo_web.wiring.settings import load_settings
import os

async def work():
    settings = load_settings(os.environ)
    configure_logs(settings)
    container = build_container(settings)
    async with measuring(container), at_work(container), asyncio.timeout(60):
        while "docket" not in sys.modules:
            await asyncio.sleep(0.01)

asyncio.run(work())
"""
_REDIS = "redis://127.0.0.1:1/0"


def test_the_core_loads_msgspec_and_nothing_else() -> None:
    assert loaded_by(_CORE) == CORE


def test_a_process_that_serves_loads_what_it_needs_for_most_requests() -> None:
    settings = DEVELOPMENT | {"SORBO_REDIS_URL": _REDIS, "SORBO_WORK_IN_API": "false"}
    assert loaded_by(_SERVE, **settings) - SERVING - OF_SERVING == set()


def test_a_worker_loads_what_it_needs_for_most_events() -> None:
    assert loaded_by(_WORK, **DEVELOPMENT | {"SORBO_REDIS_URL": _REDIS}) - WORKING - OF_WORKING == set()


def test_the_command_line_is_no_part_of_what_runs_for_months() -> None:
    for arguments in (["serve"], ["worker"]):
        loaded = loaded_by(f"from sorbo_web import main; main._chosen({arguments})")
        assert not loaded & {"cyclopts", "rich"}
    assert {"cyclopts", "rich"} <= loaded_by("from sorbo_web import main; main._chosen(['config'])")
