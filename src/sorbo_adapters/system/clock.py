"""The machine's clock."""

from datetime import UTC, datetime

from sorbo_core.shared.ports import Clock


class SystemClock(Clock):
    """Tells what the machine's clock says."""

    def now(self) -> datetime:
        now = datetime.now(UTC)
        return now.replace(microsecond=now.microsecond // 1000 * 1000)
