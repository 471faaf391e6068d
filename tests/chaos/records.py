"""What came of each experiment, kept between runs so that an interrupted one goes on."""

from pathlib import Path

import msgspec


class Row(msgspec.Struct, kw_only=True):
    """One kill or one outage, and what was under way.

    Attributes:
        what: the moment, or the outage.
        killed: the process that died; empty if none of ours did.
        sent: demandes that visitors sent, or files that editors uploaded.
        accepted: of these, answered with 201.
        unheard: of these, committed though their sender gave up waiting for an answer.
        mails, deliveries: what arrived, the duplicates not counted.
        mails_twice, deliveries_twice: duplicates that the protocol explains.
    """

    what: str
    killed: str = ""
    sent: int = 0
    accepted: int = 0
    unheard: int = 0
    mails: int = 0
    mails_twice: int = 0
    deliveries: int = 0
    deliveries_twice: int = 0


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """An experiment that is over.

    Attributes:
        name: of the experiment; no other one has it.
        seconds: from its beginning until nothing of it waited any more.
        violations: promises that were not kept, in words.
    """

    name: str
    seconds: float
    rows: tuple[Row, ...]
    violations: tuple[str, ...] = ()


class Records:
    """The experiments that are over, one JSON line each."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def all(self) -> list[Record]:
        """Return them, the first one first. A line that was cut short by an interruption is left out."""
        lines = self._file.read_bytes().split(b"\n")[:-1] if self._file.exists() else []
        return [msgspec.json.decode(line, type=Record) for line in lines]

    def add(self, record: Record) -> None:
        """Keep one more."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._file.open("ab") as file:
            file.write(msgspec.json.encode(record) + b"\n")

    def forget(self) -> None:
        """Begin anew."""
        self._file.unlink(missing_ok=True)
