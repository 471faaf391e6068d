"""What was looked for is marked, and nothing else happens to a text."""

from hypothesis import given
from hypothesis import strategies as st

from sorbo_core.insight.search.highlight import Segment, excerpt, marked
from sorbo_core.insight.search.question import Question

KINDS = ("formation",)


def asked(text: str) -> Question:
    return Question.asked(text, kinds=KINDS)


def test_each_word_that_was_looked_for_is_marked_as_it_is_written() -> None:
    segments = marked("L’Étude des études", asked("etude "))
    assert segments == (
        Segment("L’"),
        Segment("Étude", matched=True),
        Segment(" des "),
        Segment("études", matched=True),
    )


def test_markup_in_a_text_stays_text() -> None:
    text = "<script>alert('route')</script>"
    assert "".join(each.text for each in marked(text, asked("route"))) == text


@given(st.text(max_size=200), st.text(max_size=20))
def test_segments_together_are_the_text(text: str, wanted: str) -> None:
    assert "".join(each.text for each in marked(text, asked(wanted))) == text


def test_an_excerpt_is_cut_around_the_first_word_that_was_looked_for() -> None:
    text = " ".join(["avant"] * 100 + ["béton"] + ["après"] * 100)
    segments = excerpt(text, asked("beton "))
    whole = "".join(each.text for each in segments)
    assert [each.text for each in segments if each.matched] == ["béton"]
    assert whole.startswith("…avant ")
    assert whole.endswith(" après…")
    assert len(whole) < 250


def test_an_excerpt_without_the_word_is_the_beginning() -> None:
    assert excerpt("Du levé\nau projet.", asked("beton ")) == (Segment("Du levé au projet."),)


@given(st.text(max_size=1500), st.text(max_size=20))
def test_an_excerpt_is_short(text: str, wanted: str) -> None:
    assert sum(len(each.text) for each in excerpt(text, asked(wanted))) <= 242
