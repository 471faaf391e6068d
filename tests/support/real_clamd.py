"""A real clamd, where one is installed, with one signature of its own: EICAR's test file."""

import shutil
from pathlib import Path
from typing import ClassVar

from sorbo_adapters.clamav.scanner import ClamavScanner
from sorbo_adapters.embedded.ports import LOCALHOST, free_port
from sorbo_adapters.embedded.server import Server
from sorbo_core.shared.errors import Unavailable
from support.clamd import EICAR

MOST_BYTES = 30_000_000


def installed() -> str | None:
    """Return the path of clamd, None where it is not installed (Debian: `clamav-daemon`)."""
    return shutil.which("clamd", path="/usr/sbin:/usr/local/sbin") or shutil.which("clamd")


class RealClamd(Server):
    """clamd over TCP and a socket, with `StreamMaxLength` of 30 MB."""

    title: ClassVar[str] = "clamd"

    def __init__(self, *, program: str, folder: Path) -> None:
        super().__init__(program=Path(program), folder=folder, log=folder / "log", port=free_port())

    @property
    def url(self) -> str:
        return f"{LOCALHOST}:{self.port}"

    @property
    def socket(self) -> Path:
        """Where it listens beside."""
        return self._folder / "socket"

    def _options(self) -> list[str]:
        signatures = self._folder / "signatures"
        signatures.mkdir(exist_ok=True)
        (signatures / "own.ndb").write_text(f"Eicar-Test:0:*:{EICAR.hex()}\n")
        configuration = self._folder / "clamd.conf"
        lines = (
            "Foreground yes",
            f"DatabaseDirectory {signatures}",
            f"TCPAddr {LOCALHOST}",
            f"TCPSocket {self.port}",
            f"LocalSocket {self.socket}",
            f"StreamMaxLength {MOST_BYTES}",
        )
        configuration.write_text("\n".join(lines) + "\n")
        return [f"--config-file={configuration}"]

    async def _is_answering(self, pid: int) -> bool:  # noqa: ARG002 — it tells nobody its pid
        try:
            await ClamavScanner(self.url).ping()
        except Unavailable:
            return False
        return True

    async def _answering_pid(self) -> int | None:
        return None
