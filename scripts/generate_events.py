"""Write docs/events.md and docs/events.schema.json from the catalogue of events.

With --check, only tell whether they are up to date. What breaks a published version is never written.
"""

import json
import sys
from pathlib import Path

from sorbo_web.events.compatibility import breaks
from sorbo_web.events.documentation import render
from sorbo_web.events.schemas import schema_document

DOCS = Path(__file__).parents[1] / "docs"
SCHEMAS = "events.schema.json"
ADVICE = """\
Consumers rely on what is published, and events that wait are of it: give the new shape a version of its own,
beside the old one, as docs/recipes/change-an-event.md says. Nothing was written."""


def wanted() -> dict[str, str]:
    """Return the text that each file should have."""
    schemas = json.dumps(schema_document(), indent=2, ensure_ascii=False)
    return {"events.md": render(), SCHEMAS: f"{schemas}\n"}


def broken(docs: Path) -> list[str]:
    """Return what the code breaks of the schemas that are published in a folder."""
    file = docs / SCHEMAS
    return list(breaks(json.loads(file.read_text("utf-8")), schema_document())) if file.exists() else []


def main(arguments: list[str], docs: Path = DOCS) -> int:
    """Return 0 when both files are up to date."""
    if found := broken(docs):
        print(*(f"docs/{SCHEMAS}: {sentence}" for sentence in found), ADVICE, sep="\n")
        return 1
    files = {docs / name: text for name, text in wanted().items()}
    if arguments != ["--check"]:
        for file, text in files.items():
            file.write_text(text, encoding="utf-8")
        return 0
    old = [file for file, text in files.items() if not file.exists() or file.read_text("utf-8") != text]
    for file in old:
        print(f"docs/{file.name}: run scripts/generate_events.py")
    return 1 if old else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
