from datetime import date
from typing import Any

import pytest

from sorbo_core.portfolio.choices import Budget, ClientKind, Progress, ProjetCategory, Service
from sorbo_core.portfolio.facts import Client, Coordinates, Place, TeamMember
from sorbo_core.portfolio.intake.projet import parse_projet
from sorbo_core.shared.errors import Invalid
from sorbo_core.shared.media.link import Picture
from sorbo_core.shared.publication import Status
from support.existing import PROJETS

MODEL = PROJETS["the model"]


def test_a_record_fills_every_field() -> None:
    said = parse_projet(MODEL)
    details = said.details
    assert (details.category, details.progress, details.budget) == (
        ProjetCategory.GENIE_CIVIL,
        Progress.TERMINE,
        Budget.DE_50M_A_100M,
    )
    assert details.client == Client(
        name="Commune d'exemple", kind=ClientKind.PUBLIC, country="Togo", city="Lomé"
    )
    assert details.place == Place.at(
        "Togo", city="Lomé", coordinates=Coordinates(latitude=6.13, longitude=1.22)
    )
    assert (details.start, details.end) == (date(2022, 1, 10), date(2023, 6, 30))
    assert details.services == (Service.ETUDE, Service.SUIVI)
    assert details.images == (Picture(src="/images/pont 1.jpg"), Picture(src="/images/pont 2.jpg"))
    assert (details.challenges, details.solutions, details.results) == (
        "Le sol est mou.",
        "Des pieux.",
        "Le pont tient.",
    )
    assert details.team == (TeamMember(role="Ingénieur", count=2),)
    assert (details.technologies, details.featured, said.slug) == (("Robot",), True, "pont-d-exemple")


def test_how_far_a_projet_is_says_nothing_about_who_sees_it() -> None:
    assert parse_projet(PROJETS["few words"]).status is Status.PUBLIE
    assert parse_projet(MODEL | {"statut": "annule"}).status is Status.PUBLIE
    assert parse_projet(MODEL | {"statut": "brouillon"}).status is Status.BROUILLON
    assert parse_projet(MODEL | {"active": False}).status is Status.BROUILLON


def test_a_mere_name_is_a_client_and_a_mere_text_a_town() -> None:
    details = parse_projet(PROJETS["few words"]).details
    assert details.client == Client(name="Ville d'exemple")
    assert details.place == Place(city="Bobo-Dioulasso")
    assert details.category is ProjetCategory.AUTRE


@pytest.mark.parametrize(
    "kept",
    [
        {"client": {"type": "public"}},
        {"client": {"nom": "Exemple", "type": "mystère"}},
        {"client": {"nom": "Exemple", "siret": 5}},
        {"localisation": {"ville": "Lomé", "coordonnees": {"lat": 100, "lng": 0}}},
        {"prestations": ["etude", "lavage"]},
        {"equipe": [{"role": "Ingénieur", "nombre": 0}]},
        {"budget": "beaucoup"},
        {"dateDebut": "en mai"},
        {"defis": ["Le sol"]},
    ],
)
def test_what_has_another_shape_is_kept_aside(kept: dict[str, Any]) -> None:
    assert kept.keys() <= set(parse_projet(MODEL | kept).aside)


@pytest.mark.parametrize(
    ("changes", "pointer", "code"),
    [
        ({"dateFin": "2021-01-01"}, "/dateFin", "period_reversed"),
        ({"titre": None}, "/titre", "missing"),
        ({"description": None}, "/description", "missing"),
        ({"client": {"nom": "x" * 201}}, "/client", "too_long"),
    ],
)
def test_a_record_that_cannot_be_used_is_refused_at_its_own_key(
    changes: dict[str, Any], pointer: str, code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        parse_projet(MODEL | changes)
    assert [(each.pointer, each.code) for each in refused.value.violations] == [(pointer, code)]
