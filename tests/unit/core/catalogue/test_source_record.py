import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorbo_core.catalogue.formation import Category, FormationDetails, Module, Venue
from sorbo_core.catalogue.intake.source_record import parse_record
from sorbo_core.catalogue.level import Level
from sorbo_core.shared.errors import Invalid
from sorbo_core.shared.intake.said import Said
from sorbo_core.shared.media.link import Picture
from sorbo_core.shared.money import Money
from sorbo_core.shared.publication import Status

ENGLISH: dict[str, Any] = {
    "_id": {"$oid": "65f000000000000000000001"},
    "title": " Covadis ",
    "description": "Du levé\nau projet.\n",
    "category": "Logiciels",
    "type": "covadis",
    "level": "Débutant",
    "price": 150_000,
    "duration": "40 heures",
    "schedule": "5 samedis",
    "dates": "Du 7 au 21 mars",
    "location": "Abidjan,  Cocody",
    "objectives": ["Tracer un axe", " ", "Caler un profil"],
    "prerequisites": ["AutoCAD"],
    "active": True,
    "syllabus": [
        {"title": " Le terrain ", "content": ["Importer un levé", "Le contrôler"]},
        {"title": "La route"},
    ],
    "discount": 10,
    "image": "/images/covadis.jpg",
    "imageAlt": "Un axe",
    "locations": ["distance", "nos-locaux"],
    "featured": True,
}
FRENCH = {
    "id": "65f000000000000000000001",
    "titre": "Covadis",
    "description": "Du levé\nau projet.",
    "categorie": "Logiciels",
    "type": "covadis",
    "niveau": "débutant",
    "prix": "150 000 FCFA",
    "duree": "40 heures",
    "horaires": "5 samedis",
    "dates": "Du 7 au 21 mars",
    "localisation": "Abidjan, Cocody",
    "objectifs": "Tracer un axe\nCaler un profil",
    "prerequis": ["AutoCAD"],
    "status": "Active",
    "programme": [
        {"title": "Le terrain", "content": ["Importer un levé", "Le contrôler"]},
        {"title": "La route"},
    ],
    "remise": 10,
    "imageUrl": "/images/covadis.jpg",
    "imageAlt": "Un axe",
    "locations": ["nos-locaux", "distance"],
    "featured": True,
}


def parsed(**changes: Any) -> Said[FormationDetails]:
    return parse_record({"title": "Covadis", "description": "Du levé au projet.", **changes})


def aside(**changes: Any) -> Any:
    return json.loads(parsed(**changes).source.aside)


def test_a_record_fills_every_field() -> None:
    said = parse_record(ENGLISH)
    assert (said.details.title, said.details.description) == ("Covadis", "Du levé\nau projet.")
    assert (said.details.category, said.details.type) == (Category("Logiciels", "logiciels"), "covadis")
    assert (said.details.levels, said.details.price) == ((Level.DEBUTANT,), Money(150_000))
    assert (said.details.duration, said.details.schedule) == ("40 heures", "5 samedis")
    assert (said.details.dates_text, said.details.location) == ("Du 7 au 21 mars", "Abidjan, Cocody")
    assert said.details.objectives == ("Tracer un axe", "Caler un profil")
    assert said.details.prerequisites == ("AutoCAD",)
    assert said.details.syllabus == (
        Module(title="Le terrain", content=("Importer un levé", "Le contrôler")),
        Module(title="La route"),
    )
    assert (said.details.discount, said.details.featured) == (10, True)
    assert said.details.image == Picture(src="/images/covadis.jpg", alt="Un axe")
    assert said.details.venues == (Venue.OURS, Venue.REMOTE)
    assert (said.status, said.source.key, said.source.aside) == (
        Status.PUBLIE,
        "65f000000000000000000001",
        "{}",
    )


def test_a_record_says_the_same_in_french_and_in_english() -> None:
    french, english = parse_record(FRENCH), parse_record(ENGLISH)
    assert (french.details, french.status) == (english.details, english.status)
    assert (french.source.key, french.source.aside) == (english.source.key, english.source.aside)


def test_null_and_blank_are_absent() -> None:
    said = parsed(price=None, prix=90_000, location=" ", localisation="Lomé", schedule="", level=None)
    assert (said.details.price, said.details.location) == (Money(90_000), "Lomé")
    assert (said.details.schedule, said.details.levels) == (None, ())


def test_a_record_without_a_category_is_in_the_one_that_the_pages_show() -> None:
    assert parsed().details.category == Category("Général", "general")


@pytest.mark.parametrize(
    ("written", "duration"),
    [(1, "1 jour"), (4, "4 jours"), (4.0, "4 jours"), ("40 heures", "40 heures"), (0, None), (True, None)],
)
def test_a_whole_number_is_a_duration_in_days(written: object, duration: str | None) -> None:
    assert parsed(duration=written).details.duration == duration


def test_coded_locations_are_spelled_out() -> None:
    said = parsed(locations=["nos-locaux", "client", "distance", "Lomé"])
    assert said.details.location == "Nos locaux, Chez le client, À distance, Lomé"
    assert said.details.venues == tuple(Venue)


@pytest.mark.parametrize(
    "kept",
    [
        {"modalite": "présentiel", "tags": ["a"], "maxParticipants": 12},
        {"upcomingSessions": [{"startDate": "2026-05-04", "availableSeats": 8}]},
        {"niveau": "Bac + 2"},
        {"duration": 0},
        {"dates": ["7 mars", "14 mars"]},
        {"location": {"ville": "Abidjan"}},
        {"category": 7},
        {"objectifs": ["Tracer un axe", 5]},
        {"status": "complet"},
        {"active": "oui"},
        {"_id": ["x"]},
        {"schedule": " "},
        {"syllabus": [{"title": "Le terrain", "hours": 3}]},
        {"syllabus": [{"title": "Le terrain"}, "La route"]},
        {"syllabus": [{"title": " "}]},
        {"syllabus": {"title": "Le terrain"}},
        {"syllabus": [{"title": "Le terrain", "content": "Importer"}]},
        {"discount": 120},
        {"discount": -1},
        {"discount": "10 %"},
        {"image": "javascript:alert(1)"},
        {"image": "//example.com/a.jpg"},
        {"image": {"src": "/a.jpg"}},
        {"image": "", "imageAlt": "Un axe"},
        {"featured": "oui"},
        {"location": "Lomé", "locations": ["client", "Lomé"]},
    ],
)
def test_what_has_no_field_or_another_shape_is_kept_aside_as_it_was(kept: dict[str, Any]) -> None:
    used = {"location"} if isinstance(kept.get("locations"), list) else set()
    assert aside(**kept) == {name: value for name, value in kept.items() if name not in used}


def test_the_texts_of_a_mixed_list_are_used_although_the_list_stays_aside() -> None:
    assert parsed(objectifs=["Tracer un axe", 5]).details.objectives == ("Tracer un axe",)


def test_the_other_name_of_what_was_used_stays_aside() -> None:
    assert aside(titre="Covadis 2D") == {"titre": "Covadis 2D"}


@pytest.mark.parametrize(
    ("state", "active"),
    [
        ({}, True),
        ({"active": True}, True),
        ({"active": None}, True),
        ({"status": "active"}, True),
        ({"statut": "publié"}, True),
        ({"active": False}, False),
        ({"active": 1}, False),
        ({"status": "inactive"}, False),
        ({"status": 1}, False),
        ({"active": True, "status": "archive"}, False),
        ({"active": False, "status": "active"}, False),
    ],
)
def test_a_record_is_active_unless_it_says_otherwise(state: dict[str, Any], active: object) -> None:
    assert (parsed(**state).status is Status.PUBLIE) is active


@pytest.mark.parametrize(
    ("id_", "key"),
    [
        ("fallback-1", "fallback-1"),
        (12, "12"),
        ({"$oid": "abc"}, "abc"),
        (True, "covadis"),
        ([], "covadis"),
        ({"$oid": ""}, "covadis"),
    ],
)
def test_a_record_is_known_by_its_id_or_else_by_the_slug_of_its_title(id_: object, key: str) -> None:
    assert parsed(_id=id_).source.key == key


def test_the_digest_follows_every_value_and_not_the_order_of_keys() -> None:
    digest = parsed(a=1, b={"c": [2]}).source.digest
    assert digest == parsed(b={"c": [2]}, a=1).source.digest
    assert digest != parsed(a=1, b={"c": [3]}).source.digest


@pytest.mark.parametrize(
    ("changes", "pointer", "code"),
    [
        ({"title": None}, "/title", "missing"),
        ({"title": " "}, "/title", "missing"),
        ({"title": 5}, "/title", "wrong_type"),
        ({"title": None, "titre": ["Covadis"]}, "/titre", "wrong_type"),
        ({"title": None, "titre": "x" * 201}, "/titre", "too_long"),
        ({"title": "Cova\x00dis"}, "/title", "not_allowed_text"),
        ({"description": None}, "/description", "missing"),
        ({"description": "x" * 20_001}, "/description", "too_long"),
        ({"prix": "à négocier"}, "/prix", "not_a_price"),
        ({"price": True}, "/price", "not_a_price"),
        ({"price": -1}, "/price", "too_small"),
        ({"prix": 10**30}, "/prix", "too_large"),
        ({"objectifs": ["x"] * 51}, "/objectifs", "too_long"),
        ({"objectives": ["ok", "x" * 201]}, "/objectives", "too_long"),
        ({"dates": "x" * 201}, "/dates", "too_long"),
        ({"categorie": "x" * 201}, "/categorie", "too_long"),
        ({"_id": "x" * 201}, "/_id", "too_long"),
        ({"notes": "x" * 200_001}, "", "too_long"),
        ({"notes": "\ud800"}, "", "not_allowed_text"),
        ({"title": "\ud800"}, "", "not_allowed_text"),
    ],
)
def test_a_record_that_cannot_be_used_is_refused_at_its_own_key(
    changes: dict[str, Any], pointer: str, code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        parsed(**changes)
    (violation,) = refused.value.violations
    assert (violation.pointer, violation.code) == (pointer, code)


def test_everything_that_is_missing_is_said_at_once() -> None:
    with pytest.raises(Invalid) as refused:
        parse_record({"prix": "cher"})
    assert {violation.pointer for violation in refused.value.violations} == {
        "/title",
        "/description",
        "/prix",
    }


@pytest.mark.parametrize(("record", "got"), [(None, "null"), ([], "array"), ("x", "str"), (3, "int")])
def test_what_is_not_an_object_is_refused(record: object, got: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse_record(record)
    assert refused.value.violations[0].params == {"expected": "object", "got": got}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda values: st.lists(values, max_size=3) | st.dictionaries(st.text(), values, max_size=3),
    max_leaves=6,
)


@given(
    st.dictionaries(st.sampled_from([*ENGLISH, *FRENCH, "locations", "statut"]) | st.text(), JSON, max_size=8)
)
def test_any_record_is_either_refused_or_read_and_loses_nothing(record: dict[str, Any]) -> None:
    try:
        said = parse_record({"title": "Covadis", "description": "Du levé au projet.", **record})
    except Invalid:
        return
    used = {"title", "description", *record} - json.loads(said.source.aside).keys()
    assert used <= {*ENGLISH, *FRENCH, "locations", "statut"}
    assert json.loads(said.source.aside).items() <= record.items()
