"""The scanner of an installation that has none."""

from pathlib import Path

from sorbo_core.files.inspection import Scanner, Verdict


class AbsentScanner(Scanner):
    """Knows nothing of any file: what was inspected is all that is known."""

    async def scan(self, path: Path) -> Verdict:  # noqa: ARG002 — it looks at none
        return Verdict()
