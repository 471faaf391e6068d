from datetime import UTC, date, datetime
from typing import Any

import pytest

from sorbo_core.portfolio.choices import Progress, ProjetCategory
from sorbo_core.shared.intake.extended_json import plain
from sorbo_core.shared.intake.links import link, parse_link, picture, pictures
from sorbo_core.shared.intake.reader import Reader
from sorbo_core.shared.intake.values import (
    choice,
    day,
    instant,
    member,
    shown_since,
    slug_in,
    status_in,
)
from sorbo_core.shared.media.link import Picture
from sorbo_core.shared.publication import Status


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({"$oid": "65f0"}, "65f0"),
        ({"$date": "2024-03-05T08:30:00Z"}, "2024-03-05T08:30:00Z"),
        ({"$date": 1709627400000}, "2024-03-05T08:30:00+00:00"),
        ({"$date": {"$numberLong": "-1000"}}, "1969-12-31T23:59:59+00:00"),
        ({"$numberInt": "5"}, 5),
        ({"$numberDouble": "5.0"}, 5),
        ({"$numberDecimal": "5.5"}, 5.5),
        ([{"ville": {"$oid": "x"}}], [{"ville": "x"}]),
        ({"$oid": 5}, {"$oid": 5}),
        ({"$date": {}}, {"$date": {}}),
        ({"$date": {"$numberLong": "9" * 30}}, {"$date": {"$numberLong": "9" * 30}}),
        ({"$numberDouble": "NaN"}, {"$numberDouble": "NaN"}),
        ({"$numberInt": "cinq"}, {"$numberInt": "cinq"}),
    ],
)
def test_spellings_of_mongodb_are_read(written: Any, expected: Any) -> None:
    assert plain(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-12-20T10:00:00.1239Z", datetime(2024, 12, 20, 10, 0, 0, 123000, UTC)),
        ("2024-12-20T10:00:00+02:00", datetime(2024, 12, 20, 8, tzinfo=UTC)),
        ("2024-12-20 10:00", datetime(2024, 12, 20, 10, tzinfo=UTC)),
        ("2024-12-20", datetime(2024, 12, 20, tzinfo=UTC)),
        ({"$date": "2024-12-20T00:00:00Z"}, datetime(2024, 12, 20, tzinfo=UTC)),
        ("20/12/2024", None),
        ("2024-02-30", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("20241220", None),
        ("hier", None),
        (1734688800000, None),
        (None, None),
    ],
)
def test_instants_are_read_in_iso_and_nothing_else_is_guessed(written: Any, expected: Any) -> None:
    reader = Reader({"date": written})
    assert instant(reader, "date") == expected
    assert ("date" in reader.aside) is (expected is None)


def test_the_day_of_an_instant_is_that_in_utc() -> None:
    assert day(Reader({"date": "2024-12-20T23:30:00-01:00"}), "date") == date(2024, 12, 21)


@pytest.mark.parametrize("written", ["Génie civil", "GENIE-CIVIL", " génie-civil ", "genie_civil"])
def test_a_choice_is_known_whatever_its_accents_and_hyphens(written: str) -> None:
    assert member(ProjetCategory, written) is ProjetCategory.GENIE_CIVIL


@pytest.mark.parametrize("written", ["ponts", "", 5, None, ["route"]])
def test_an_unknown_choice_stays_aside(written: Any) -> None:
    reader = Reader({"statut": written})
    assert choice(reader, Progress, "statut") is None
    assert reader.aside == {"statut": written}


@pytest.mark.parametrize(
    ("record", "status"),
    [
        ({}, Status.PUBLIE),
        ({"statut": "publie"}, Status.PUBLIE),
        ({"statut": "Publié"}, Status.PUBLIE),
        ({"status": "active"}, Status.PUBLIE),
        ({"publi\u00e9": True}, Status.PUBLIE),
        ({"publie\u0301": False}, Status.BROUILLON),
        ({"publie": "oui"}, Status.BROUILLON),
        ({"statut": "brouillon", "publie": True}, Status.BROUILLON),
        ({"statut": "archive", "active": False}, Status.ARCHIVE),
        ({"statut": "en attente"}, Status.BROUILLON),
        ({"active": 0}, Status.BROUILLON),
    ],
)
def test_a_record_is_shown_unless_it_says_otherwise(record: dict[str, Any], status: Status) -> None:
    assert status_in(Reader(record)) is status


def test_when_a_brouillon_would_have_been_shown_stays_aside() -> None:
    reader = Reader({"datePublication": "2024-12-20"})
    assert shown_since(reader, Status.BROUILLON) is None
    assert reader.aside


@pytest.mark.parametrize(
    ("written", "slug"), [("oh-route-1", "oh-route-1"), ("Oh Route", None), ("x" * 101, None), (5, None)]
)
def test_a_slug_is_taken_where_it_is_one(written: Any, slug: str | None) -> None:
    assert slug_in(Reader({"slug": written})) == slug


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("images/a b.jpg", "/images/a b.jpg"),
        ("./images/Étude n° 3.pdf", "/images/Étude n° 3.pdf"),
        (" /images/a.jpg ", "/images/a.jpg"),
        ("https://example.com/a.jpg", "https://example.com/a.jpg"),
        ("javascript:alert(1)", None),
        ("data:image/png;base64,AA", None),
        ("C:\\images\\a.jpg", None),
        ("images\\a.jpg", None),
        ("//example.com/a.jpg", None),
        ("../images/a.jpg", None),
        ("#", None),
        ("", None),
        ('a".jpg', None),
        (5, None),
    ],
)
def test_a_link_is_a_url_or_a_path_from_the_root(written: Any, found: str | None) -> None:
    assert parse_link(written) == found


def test_what_is_no_link_stays_aside_with_a_note() -> None:
    reader = Reader({"imageUrl": "javascript:alert(1)", "imageAlt": "Une vue"})
    assert picture(reader, "image", "imageUrl") is None
    assert reader.aside.keys() == {"imageUrl", "imageAlt"}
    assert [(each.pointer, each.code) for each in reader.notes] == [("/imageUrl", "not_a_link")]
    assert link(Reader({}), "image") is None


def test_pictures_are_read_and_a_list_with_another_thing_stays_aside_as_well() -> None:
    good = Reader({"images": ["a.jpg", {"src": "/b.jpg", "alt": " Une  vue "}]})
    assert pictures(good, "images") == (Picture(src="/a.jpg"), Picture(src="/b.jpg", alt="Une vue"))
    assert good.aside == {}
    mixed = Reader({"images": ["a.jpg", 5]})
    assert pictures(mixed, "images") == (Picture(src="/a.jpg"),)
    assert mixed.aside
    assert len(mixed.notes) == 1


def test_the_fullest_text_wins_and_the_same_thing_twice_is_used_twice() -> None:
    reader = Reader({"contenu": "Un...", "content": "Un et deux.", "title": "A", "titre": "A"})
    assert reader.fullest("contenu", "content") == "Un et deux."
    assert reader.line("titre", "title") == "A"
    assert reader.pointer("contenu") == "/content"
    assert reader.aside == {"contenu": "Un..."}


def test_html_in_lists_becomes_text_and_the_original_stays_aside() -> None:
    reader = Reader({"a": ["<b>Un</b>", "deux", "<script>x()</script>"], "b": "<ul><li>Un<li>Deux</ul>"})
    assert reader.lines("a") == ("Un", "deux")
    assert reader.lines("b") == ("Un", "Deux")
    assert reader.aside.keys() == {"a", "b"}
