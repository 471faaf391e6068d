"""The words for what the site's forms send as codes, per language."""

from datetime import date, time
from importlib.resources import files

import msgspec

from sorbo_core.shared.outgoing.mail import Language

DATES = frozenset({"projectDeadline", "formationStart", "careerAvailability", "rdvDate"})
TIMES = frozenset({"rdvTime"})


class Wording(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One language's words, by the names and values that facts hold.

    Attributes:
        fields: by wire name of the field.
        values: by wire name of the field, then by wire value.
        date, time: as `strftime` takes them.
    """

    subjects: dict[str, str]
    fields: dict[str, str]
    values: dict[str, dict[str, str]]
    date: str
    time: str

    def subject(self, code: str) -> str:
        """Return the words for a subject; one that has none is shown as it is."""
        return self.subjects.get(code, code)

    def field(self, name: str) -> str:
        """Return the label of a field; one that has none is shown as it is."""
        return self.fields.get(name, name)

    def value(self, name: str, text: str) -> str:
        """Return a field's value as people write it: words for codes, local forms for dates."""
        if name in DATES:
            return date.fromisoformat(text).strftime(self.date)
        if name in TIMES:
            return time.fromisoformat(text).strftime(self.time)
        words = self.values.get(name)
        if words is None:
            return text
        return ", ".join(words.get(code, code) for code in text.split(", "))


def wording_in(language: Language) -> Wording:
    """Return the words of a language."""
    source = files(__package__) / "wording" / f"{language}.json"
    return msgspec.json.decode(source.read_bytes(), type=Wording)
