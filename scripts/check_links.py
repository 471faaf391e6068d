"""Tell of links in the documents that lead nowhere in the repository; --check is what it always does."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
_FENCED = re.compile(r"^(```|~~~).*?^\1", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"`[^`\n]*`")
_LINK = re.compile(r"\]\(<?([^()\s>]+)>?\)")
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:")
_HEADING = re.compile(r"^#{1,6} +(.+?) *#*$", re.MULTILINE)


def broken_links(root: Path) -> Iterator[str]:
    """Yield `document: link` for every relative link whose file or heading does not exist."""
    for document in documents(root):
        for link in _links(document):
            path, _, anchor = link.partition("#")
            target = (document.parent / path).resolve() if path else document
            if not target.exists() or (anchor and anchor not in _anchors(target)):
                yield f"{document.relative_to(root)}: {link}"


def documents(root: Path) -> list[Path]:
    """Return the Markdown files, but for those of hidden folders such as `.venv` and of others' packages."""
    found = (path.relative_to(root) for path in root.rglob("*.md"))
    return sorted(root / path for path in found if not any(map(_is_foreign, path.parts)))


def _is_foreign(folder: str) -> bool:
    return folder.startswith(".") or folder == "node_modules"


def _links(document: Path) -> list[str]:
    prose = _CODE.sub("", _FENCED.sub("", document.read_text(encoding="utf-8")))
    return [link for link in _LINK.findall(prose) if not _OUTSIDE.match(link)]


def _anchors(document: Path) -> set[str]:
    """Return the names that GitHub gives the headings of a document."""
    if document.suffix != ".md":
        return set()
    headings = _HEADING.findall(_FENCED.sub("", document.read_text(encoding="utf-8")))
    kept = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {name.replace(" ", "-") for name in kept}


def main() -> int:
    """Return 0 when every link leads somewhere."""
    broken = list(broken_links(ROOT))
    for line in broken:
        print(line)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
