"""Hold the running API to its OpenAPI document, with schemathesis, as each kind of caller.

`python -m conformance EXAMPLES`: how many requests are made up for each operation, and how many
walks along links. The same seed makes up the same ones.
"""

import argparse
import asyncio
import os
import sys
import tempfile
from pathlib import Path

from conformance.site import Site, running_site

_CONFIGURATION = Path(__file__).with_name("schemathesis.toml")
_FEW = 3


async def _as(caller: str, site: Site, arguments: argparse.Namespace) -> bool:
    """Run all phases as one kind of caller, and tell whether the document was true."""
    print(f"as {caller}", flush=True)  # noqa: T201 — the report of a command
    token = site.tokens[caller]
    options = ["--header", f"Authorization: Bearer {token}"] if token else []
    running = await asyncio.create_subprocess_exec(
        str(Path(sys.executable).parent / "schemathesis"),
        "--config-file",
        str(_CONFIGURATION),
        "run",
        f"{site.url}/openapi.json",
        "--max-examples",
        str(arguments.examples),
        "--seed",
        str(arguments.seed),
        *options,
        *arguments.more,
        env=os.environ | {"PYTHONWARNINGS": "ignore"},
    )
    return await running.wait() == 0


async def _run(arguments: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory() as folder:
        async with running_site(Path(folder)) as site:
            callers = arguments.callers or list(site.tokens)
            told = [await _as(caller, site, arguments) for caller in callers]
    return 0 if all(told) else 1


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description="Hold the API to its OpenAPI document.")
    parser.add_argument("examples", type=int, nargs="?", default=_FEW)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--as", dest="callers", action="append", metavar="CALLER")
    arguments, arguments.more = parser.parse_known_args()
    return asyncio.run(_run(arguments))


if __name__ == "__main__":
    sys.exit(main())
