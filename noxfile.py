"""Everything that is checked, by name. `nox` alone runs all of it on the running interpreter."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import nox

# The sessions use the environment that nox itself runs in: the README's command has installed the
# locked requirements there. The workflow runs the same sessions once per version of Python.
nox.options.default_venv_backend = "none"
nox.options.sessions = [
    "lint",
    "types",
    "architecture",
    "docs",
    "unit",
    "contract",
]

CODE = ("src", "tests", "examples", "scripts", "noxfile.py")
TOOLS = Path(sys.executable).parent
# Two cores are what CI has. The tests that have servers wait for these a quarter of their time; the
# longest come first, and whoever has nothing left takes from the others.
UNIT = ("tests/unit", "-q", "-n", "2")
_SERVED = ("-q", "-n", "3", "--dist", "worksteal")
# The first minutes of a developer come with the contracts, and what the document for pages promises; the
# rest of what is served is a session apart.
CONTRACT = (
    "tests/e2e/test_dev.py",
    "tests/e2e/test_serve.py",
    "tests/e2e/test_reference_pages.py",
    "tests/e2e/frontend",
    "tests/contract",
    "-m",
    "not exhaustive",
    *_SERVED,
)
E2E = ("tests/e2e", *_SERVED)
EXHAUSTIVE = ("tests/contract", "-m", "exhaustive", *_SERVED)
_OUR_PATHS = os.pathsep.join(str(Path(__file__).parent / each) for each in ("src", "tests"))
# Beside the races of bench.speed; the last one takes some twelve minutes.
BENCHMARKS = ("drain", "hit_ratio", "invalidation", "footprint", "login_flood", "uploads", "scale")
LOCKS = {
    "server": ("--extra", "server"),
    "local": ("--extra", "local", "--group", "build"),
    "dev": ("--extra", "local", "--group", "dev"),
}
# Tools that look at the others stand apart from them, and from the project.
ALONE = {"security": ("--group", "pyproject.toml:security")}


def run(session: nox.Session, tool: str, *args: str, **env: str) -> None:
    """Run a tool of the environment that nox runs in."""
    session.run(str(TOOLS / tool), *args, env=env, external=True)


@nox.session
def lint(session: nox.Session) -> None:
    """Style and format."""
    run(session, "ruff", "check", *CODE)
    run(session, "ruff", "format", "--check", *CODE)


@nox.session
def types(session: nox.Session) -> None:
    """Types, in src and in tests."""
    run(session, "mypy", "--num-workers", "2")


@nox.session
def architecture(session: nox.Session) -> None:
    """Who may import whom."""
    run(session, "lint-imports")


@nox.session
def docs(session: nox.Session) -> None:
    """Generated documents are up to date, and links inside the repository lead somewhere."""
    generated = ("errors", "configuration", "events", "privacy", "client")
    for script in (*(f"generate_{name}" for name in generated), "check_links"):
        run(session, "python", f"scripts/{script}.py", "--check")


@nox.session
def unit(session: nox.Session) -> None:
    """What needs no server."""
    run(session, "pytest", *UNIT, *session.posargs)


@nox.session
def contract(session: nox.Session) -> None:
    """Ports on memory and on the real thing; `sorbo dev`, `sorbo serve` and pages as their users run them."""
    run(session, "pytest", *CONTRACT, *session.posargs)


@nox.session(default=False)
def e2e(session: nox.Session) -> None:
    """The `sorbo` command as users run it and attackers find it: crashes, outages, pages in a browser."""
    run(session, "pytest", *E2E, *session.posargs)


@nox.session(default=False)
def exhaustive(session: nox.Session) -> None:
    """Every shape of every list, every hostile value on every route, seats and pages under change."""
    run(session, "pytest", *EXHAUSTIVE, *session.posargs)


@nox.session(default=False)
def coverage(session: nox.Session) -> None:
    """Branches that unit and contract tests go through; measured, both take several times as long."""
    measured = ("--cov", "--cov-report=", "--cov-fail-under=0")
    Path(".coverage").unlink(missing_ok=True)
    run(session, "pytest", *UNIT, *measured)
    run(session, "pytest", *CONTRACT, *measured, "--cov-append")
    run(session, "pytest", *EXHAUSTIVE, *measured, "--cov-append")
    run(session, "pytest", *E2E, *measured, "--cov-append")
    run(session, "coverage", "report")


@nox.session(default=False)
def api(session: nox.Session) -> None:
    """Hold the running API to its OpenAPI document; `-- 50` makes up more requests of each kind."""
    run(session, "python", "-m", "conformance", *session.posargs, PYTHONPATH=_OUR_PATHS)


@nox.session(default=False)
def chaos(session: nox.Session) -> None:
    """Kill our processes at every moment that matters; `-- 50` does so 50 times, and can be interrupted."""
    run(session, "python", "-m", "chaos", *session.posargs, PYTHONPATH=_OUR_PATHS)


@nox.session(default=False)
def controls(session: nox.Session) -> None:
    """Switch each control off and see its test fail; `-- limits` for some. It takes some two minutes."""
    run(session, "python", "-m", "controls", *session.posargs, PYTHONPATH=_OUR_PATHS)


@nox.session(default=False)
def bench(session: nox.Session) -> None:
    """Speed beside others, hits, delays, memory, drain, a million; `-- hit_ratio` or `-- 304` for some."""
    chosen, *options = session.posargs or ("",)
    if (named := chosen.replace("-", "_")) in BENCHMARKS:
        _measure(session, named, *options)
        return
    for name in ("speed",) if session.posargs else ("speed", *BENCHMARKS):
        _measure(session, name, *session.posargs)


def _measure(session: nox.Session, name: str, *options: str) -> None:
    """Run a benchmark; its figures are kept beside those of earlier runs."""
    folder = Path(".sorbo/bench")
    folder.mkdir(parents=True, exist_ok=True)
    figures = folder / f"{name}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.json"
    run(session, "python", "-m", f"bench.{name}", f"--json={figures}", *options, PYTHONPATH=_OUR_PATHS)


@nox.session(default=False, venv_backend="venv")
def vulnerabilities(session: nox.Session) -> None:
    """What is known against the locked requirements and the client's; not to get an answer is a failure."""
    session.install("--quiet", "--require-hashes", "-r", "requirements/security.txt")
    session.run("python", "scripts/check_vulnerabilities.py")


@nox.session(default=False, venv_backend="venv")
def sbom(session: nox.Session) -> None:
    """What `sorbo` runs with, as CycloneDX, into dist/: the locked requirements with their hashes."""
    session.install("--quiet", "--require-hashes", "-r", "requirements/security.txt")
    Path("dist").mkdir(exist_ok=True)
    source, target = ("requirements/server.txt", "--pyproject", "pyproject.toml"), "dist/sorbo.cdx.json"
    written = ("--output-reproducible", "--validate", "--of", "JSON", "-o", target)
    session.run("cyclonedx-py", "requirements", *source, *written)


@nox.session(default=False)
def lock(session: nox.Session) -> None:
    """Renew the locked requirements (hashes, no index lines, every platform at once)."""
    sources = {name: ("pyproject.toml", *chosen) for name, chosen in LOCKS.items()} | ALONE
    for name, chosen in sources.items():
        target = f"requirements/{name}.txt"
        options = ("--universal", "--generate-hashes", "--no-emit-index-url", "--no-emit-find-links")
        quiet = ("--quiet", "--no-header", "--upgrade", "--python-version", "3.11")
        run(session, "uv", "pip", "compile", *chosen, *options, *quiet, "-o", target)


@nox.session(default=False)
def wheel(session: nox.Session) -> None:
    """Build the wheel and the source distribution into dist/."""
    run(session, "hatchling", "build")


@nox.session(default=False)
def client(session: nox.Session) -> None:
    """Build the TypeScript client's tarball into dist/; it takes Node.js."""
    target = Path("dist").resolve()
    target.mkdir(exist_ok=True)
    with session.chdir("clients/typescript"):
        session.run("npm", "ci", "--ignore-scripts", external=True)
        session.run("npm", "pack", "--pack-destination", str(target), external=True)
