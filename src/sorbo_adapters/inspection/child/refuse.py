"""How the child refuses a file."""

from sorbo_core.files.faults import Fault


class Refuse(Exception):
    """The file is refused.

    Args:
        fault: what is wrong with it.
        what: more about it, in a few ASCII characters.
    """

    def __init__(self, fault: Fault, what: str = "") -> None:
        super().__init__(fault, what)
        self.fault = fault
        self.what = "".join(c if " " <= c <= "~" else "?" for c in what)[:60]
