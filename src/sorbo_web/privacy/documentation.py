"""The page that says where each personal field is, and how long, written from the declarations."""

from collections.abc import Mapping
from typing import Any

from sorbo_core.shared.personal.holding import Holding
from sorbo_web.privacy.catalogue import ELSEWHERE, HOLDINGS, IMPERSONAL

_INTRODUCTION = """\
# Personal data

Where each personal field is, what for, how long, and what erasing does. The commands are in
[how to answer a person's request](operations/privacy.md). The periods are applied every night by the job
`expire_personal_data`; what figures are counted from is blanked and goes on counting, the rest is deleted.
The sources name rules that give a period, or from which it was judged: have them confirmed for your country.

This page is generated from the declarations beside the entities (`personal_data.py` of each area) by
`scripts/generate_privacy.py`. A test compares these with the entities: a field that is declared neither
personal nor plain fails.
"""


def render() -> str:
    """Return the page in Markdown."""
    rows = [f"| [`{each.name}`](#{each.name}) | {each.about} | {each.erasure} |" for each in HOLDINGS]
    return "\n".join(
        [
            _INTRODUCTION,
            "| collection | what for | when somebody is erased |\n|---|---|---|",
            *rows,
            "",
            *map(_section, HOLDINGS),
            _table("Nothing of people", "collection", IMPERSONAL),
            _table("Outside the database", "where", ELSEWHERE),
        ]
    )


def _section(holding: Holding[Any]) -> str:
    kept = [f"| {period.text} | {period.source} |" for period in holding.kept]
    fields = [f"| `{path}` | {category.value} |" for path, category in holding.personal.items()]
    found = ", ".join(f"`{each.path}`" for each in holding.addresses)
    parts = [f"## {holding.name}\n", f"{holding.about}.{f' Found by {found}.' if found else ''}\n"]
    if fields:
        parts += ["| field | tells |\n|---|---|", *fields, ""]
    return "\n".join([*parts, "| kept | why |\n|---|---|", *kept, ""])


def _table(heading: str, first: str, rows: Mapping[str, str]) -> str:
    shown = [f"| {f'`{name}`' if first == 'collection' else name} | {text} |" for name, text in rows.items()]
    return "\n".join([f"## {heading}\n", f"| {first} | |\n|---|---|", *shown, ""])
