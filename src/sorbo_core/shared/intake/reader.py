"""Reads a record of the existing data by its keys, in whichever language they are."""

from collections.abc import Mapping

from sorbo_core.shared.errors import Violation
from sorbo_core.shared.intake.extended_json import plain
from sorbo_core.shared.intake.markup import has_markup, without_markup
from sorbo_core.shared.text import one_line


class Reader:
    """Takes values out of a record and remembers where they were; null and blank count as absent.

    Every method is asked for the names of one thing, the usual name first; the first key whose
    value can be used wins. A key that is not used up, because nothing asks for it or because its
    value has another shape, is left in `aside`; one that says the same as what was used is used as well.

    Attributes:
        record: as the source has it.
    """

    def __init__(self, record: Mapping[str, object]) -> None:
        self.record = record
        self._used: set[str] = set()
        self._places: dict[str, str] = {}
        self._names: dict[str, tuple[str, ...]] = {}
        self._notes: list[Violation] = []

    def value(self, *names: str) -> object | None:
        """Return the first value that is there, without MongoDB's spellings; it is not used up by that."""
        for name in names:
            value = plain(self.record.get(name))
            if value is not None and not (isinstance(value, str) and not value.strip()):
                self._found(names, name)
                return value
        return None

    def use(self, usual: str) -> None:
        """Count the value that was found last for this usual name as used up."""
        said = self.record[self._places[usual]]
        self._used.update(name for name in self._names[usual] if self.record.get(name) == said)

    def prose(self, *names: str) -> str | None:
        """Return the first text, without blanks around it.

        One that holds HTML becomes what people read of it, and is left aside as well.
        """
        for name in names:
            text = self._text(name)
            if text:
                return self._taken(names, name, text)
        return None

    def fullest(self, *names: str) -> str | None:
        """Return the longest text, as `prose` does; shorter ones are left aside."""
        texts = {name: self._text(name) for name in names}
        name = max(names, key=lambda each: len(texts[each]))
        return self._taken(names, name, texts[name]) if texts[name] else None

    def line(self, *names: str) -> str | None:
        """Return the first text, on one line."""
        text = self.prose(*names)
        return None if text is None else one_line(text)

    def lines(self, *names: str) -> tuple[str, ...]:
        """Return the texts of a list, or the lines of one text.

        A list that holds anything else, or HTML, is left aside as well.
        """
        value = self.value(*names)
        entries = without_markup(value).splitlines() if isinstance(value, str) else value
        if not isinstance(entries, list):
            return ()
        texts = [entry for entry in entries if isinstance(entry, str)]
        whole = [value] if isinstance(value, str) else texts
        if len(texts) == len(entries) and not any(map(has_markup, whole)):
            self.use(names[0])
        lines = (one_line(without_markup(text)).removeprefix("- ") for text in texts)
        return tuple(line for line in lines if line)

    @property
    def aside(self) -> dict[str, object]:
        """The keys that are not used up, with their values as they were."""
        return {name: value for name, value in self.record.items() if name not in self._used}

    def pointer(self, usual: str) -> str:
        """Return where the thing of this usual name is in the record: the name that the record gives it."""
        return f"/{self._places.get(usual, usual)}"

    def unusable(self, *names: str) -> Violation:
        """Return what is wrong with a thing that cannot do without a text and has none."""
        value = self.value(*names)
        if value is None:
            return Violation(self.pointer(names[0]), "missing", {"field": names[0]})
        return Violation(self.pointer(names[0]), "wrong_type", {"expected": "str", "got": json_type(value)})

    def note(self, usual: str, code: str) -> None:
        """Note that the value that was found last for this usual name is not taken over."""
        self._notes.append(Violation(self.pointer(usual), code))

    @property
    def notes(self) -> tuple[Violation, ...]:
        """What was noted."""
        return tuple(self._notes)

    def _text(self, name: str) -> str:
        value = self.record.get(name)
        text = value.strip() if isinstance(value, str) else ""
        return without_markup(text)

    def _taken(self, names: tuple[str, ...], place: str, text: str) -> str:
        self._found(names, place)
        if not has_markup(str(self.record[place])):
            self.use(names[0])
        return text

    def _found(self, names: tuple[str, ...], place: str) -> None:
        self._places[names[0]], self._names[names[0]] = place, names


def json_type(value: object) -> str:
    """Return what kind of JSON value this is, in the words of decoding errors."""
    if value is None:
        return "null"
    return {"dict": "object", "list": "array"}.get(type(value).__name__, type(value).__name__)


def whole_number(value: object) -> int | None:
    """Return the value if it is a whole number, however JSON writes it (4 or 4.0)."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None
