"""The mails that there are, each with sample facts to look at it with."""

from importlib.resources import files

import msgspec

from sorbo_core.shared.outgoing.mail import Facts

_SUFFIX = ".json"
_FOLDER = files(__package__) / "sample_facts"


def mail_names() -> tuple[str, ...]:
    """Return the names of all mails, in order."""
    return tuple(sorted(file.name.removesuffix(_SUFFIX) for file in _FOLDER.iterdir()))


def sample_facts(name: str) -> Facts:
    """Return sample facts for a mail.

    Raises:
        KeyError: there is no such mail.
    """
    if name not in mail_names():
        raise KeyError(name)
    return msgspec.json.decode((_FOLDER / f"{name}{_SUFFIX}").read_bytes(), type=Facts)
