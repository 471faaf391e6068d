"""Write docs/privacy.md from what is declared; with --check, only tell whether it is up to date."""

import sys
from pathlib import Path

from sorbo_web.privacy.documentation import render

PAGE = Path(__file__).parents[1] / "docs" / "privacy.md"


def main(arguments: list[str]) -> int:
    """Return 0 when the page is up to date."""
    if arguments == ["--check"]:
        current = PAGE.exists() and PAGE.read_text(encoding="utf-8") == render()
        print("docs/privacy.md", "is up to date" if current else "is old: run scripts/generate_privacy.py")
        return 0 if current else 1
    PAGE.write_text(render(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
