"""Write docs/configuration.md and .env.example from the settings; with --check, only tell of them."""

import shlex
import sys
from collections.abc import Iterator
from enum import EnumMeta
from pathlib import Path
from typing import get_args

from msgspec import Meta

from sorbo_web.wiring.settings import FIELDS, SettingField

ROOT = Path(__file__).parents[1]
TEMPLATE = Path(__file__).with_name("configuration.md.template")
_PLACE = "<!-- settings -->\n"
_EXAMPLE_HEAD = """\
# Every setting of `sorbo`, as a developer would have it; docs/configuration.md explains them.
# Copy it to .env, fill in SORBO_SIGNING_KEY, then: set -a; . ./.env; set +a; sorbo serve
"""


def page() -> str:
    """Return docs/configuration.md: the template with the table of settings in its place."""
    template = TEMPLATE.read_text(encoding="utf-8")
    return template.replace(_PLACE, "".join(f"{line}\n" for line in _table()))


def example() -> str:
    """Return .env.example: each setting once; the signing key is left for its owner to make."""
    return _EXAMPLE_HEAD + "".join(_example_of(field) for field in FIELDS)


def _table() -> Iterator[str]:
    yield "| variable | meaning | values, or an example | default |"
    yield "|---|---|---|---|"
    for field in FIELDS:
        secret = " *Secret.*" if field.secret else ""
        cells = (
            _code(field.variable),
            field.description + secret,
            _values(field),
            _code(_text(field.default)),
        )
        yield f"| {' | '.join(cells)} |"


def _values(field: SettingField) -> str:
    kind, *metas = get_args(field.type)
    if isinstance(kind, EnumMeta):
        return ", ".join(map(_code, kind.__members__.values()))
    low = [str(meta.ge) for meta in metas if isinstance(meta, Meta) and meta.ge is not None]
    low += [f"more than {meta.gt}" for meta in metas if isinstance(meta, Meta) and meta.gt is not None]
    high = [str(meta.le) for meta in metas if isinstance(meta, Meta) and meta.le is not None]
    if high:
        return f"{low[0]} to {high[0]}"
    return f"{low[0]} or more" if low else _code(field.example)


def _code(text: str) -> str:
    return f"`{text}`" if text else ""


def _example_of(field: SettingField) -> str:
    value = "development" if field.name == "env" else _text(field.default) or _for_development(field)
    hint = f" Such as {field.example}" if field.example and field.example != value else ""
    return f"\n# {field.description}{hint}\n{field.variable}={shlex.quote(value) if value else ''}\n"


def _for_development(field: SettingField) -> str:
    # URLs of local servers; lists of origins and proxies stay empty until there are any.
    return field.example if field.secret else ""


def _text(value: object) -> str:
    return ",".join(value) if isinstance(value, tuple) else str(value)


def main(arguments: list[str]) -> int:
    """Return 0 when both files are up to date."""
    wanted = {ROOT / "docs" / "configuration.md": page(), ROOT / ".env.example": example()}
    if arguments != ["--check"]:
        for file, text in wanted.items():
            file.write_text(text, encoding="utf-8")
        return 0
    old = [file for file, text in wanted.items() if not file.exists() or file.read_text("utf-8") != text]
    for file in old:
        print(f"{file.relative_to(ROOT)}: run scripts/generate_configuration.py")
    return 1 if old else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
