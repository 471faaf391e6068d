from datetime import date
from typing import Any

import pytest

from sorbo_core.recruitment.intake.emploi import parse_emploi
from sorbo_core.recruitment.terms import Contact, Contract, Place, Salary
from sorbo_core.shared.errors import Invalid
from sorbo_core.shared.publication import Status
from support.existing import EMPLOI_OF_THE_LOCAL_SERVER, EMPLOIS

MODEL, MIXED = EMPLOIS["the model"], EMPLOIS["mixed"]


def test_a_record_fills_every_field() -> None:
    said = parse_emploi(MODEL)
    details = said.details
    assert (details.title, details.company, details.profile) == (
        "Ingénieur d'exemple",
        "Sorbo Ingénierie",
        "De la rigueur.",
    )
    assert (details.education, details.experience) == ("Bac + 5", "3 ans")
    assert details.place == Place.of("Ouagadougou", "Burkina Faso")
    assert (details.contract, details.salary) == (Contract.CDI, None)
    assert (details.deadline, details.posts, details.urgent) == (date(2027, 1, 31), 2, True)
    assert details.contact == Contact(
        email="recrutement@example.com", phone="+226 70 00 00 00", person="Le DRH"
    )
    assert (said.slug, said.status) == ("ingenieur-d-exemple", Status.PUBLIE)


def test_other_names_and_shapes_say_the_same() -> None:
    details = parse_emploi(MIXED).details
    assert (details.title, details.profile) == ("Technicien d'exemple", "Savoir mesurer.")
    assert details.place == Place.of("Abidjan", "Côte d'Ivoire")
    assert details.salary == Salary(min=300_000, max=450_000, shown=True)
    assert details.contact == Contact(email="recrutement@example.com")


def test_everything_that_is_missing_is_said_at_once_and_nothing_is_made_up() -> None:
    with pytest.raises(Invalid) as refused:
        parse_emploi(EMPLOI_OF_THE_LOCAL_SERVER)
    assert [(each.pointer, each.code) for each in refused.value.violations] == [
        ("/entreprise", "missing"),
        ("/formation", "missing"),
        ("/experience", "missing"),
        ("/contact", "missing"),
        ("/dateLimite", "missing"),
    ]


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("Ouagadougou", Place.of("Ouagadougou", None)),
        ("Abidjan, Cocody", Place.of("Abidjan, Cocody", None)),
        ("Lomé, Togo", Place.of("Lomé", "Togo")),
        ({"ville": "Niamey"}, Place.of("Niamey", None)),
    ],
)
def test_the_country_of_a_town_is_not_guessed(written: Any, place: Place) -> None:
    assert parse_emploi(MODEL | {"lieu": written}).details.place == place


@pytest.mark.parametrize(
    ("written", "salary"),
    [
        ({"min": 1, "max": 2, "devise": "XOF", "afficher": True}, Salary(min=1, max=2, shown=True)),
        ({"min": 1}, Salary(min=1)),
        ("450 000 FCFA", Salary(min=450_000, max=450_000, shown=True)),
        ("300000 à 450000", Salary(min=300_000, max=450_000, shown=True)),
        ("Selon profil", None),
        ("Sur demande", None),
        ({"min": "peu"}, None),
        ({"min": 1, "devise": "EUR"}, None),
        (5, None),
    ],
)
def test_salaries_are_read_in_francs_and_others_stay_aside(written: Any, salary: Salary | None) -> None:
    said = parse_emploi(MODEL | {"salaire": written})
    assert said.details.salary == salary
    assert ("salaire" in said.aside) is (salary is None)


@pytest.mark.parametrize("written", ["intérim", "CDI à temps partiel"])
def test_an_unknown_contract_is_autre_and_its_words_stay_aside(written: str) -> None:
    said = parse_emploi(MODEL | {"typeContrat": written})
    assert said.details.contract is Contract.AUTRE
    assert "typeContrat" in said.aside


def test_an_expired_offer_is_kept_hidden() -> None:
    assert parse_emploi(MODEL | {"statut": "expire"}).status is Status.ARCHIVE


def test_what_cannot_be_used_of_a_contact_stays_aside() -> None:
    said = parse_emploi(MODEL | {"contact": {"email": "rh@example.com", "telephone": "bureau 5"}})
    assert said.details.contact == Contact(email="rh@example.com")
    assert "contact" in said.aside


@pytest.mark.parametrize(
    ("changes", "pointer", "code"),
    [
        ({"dateLimite": "bientôt"}, "/dateLimite", "not_a_date"),
        ({"contact": {"email": "personne"}}, "/contact", "email"),
        ({"lieu": {"pays": "Togo"}}, "/lieu", "not_accepted"),
        ({"typeContrat": None}, "/typeContrat", "missing"),
        ({"salaire": {"min": 5, "max": 2}}, "/salaire", "salary_reversed"),
        ({"nombrePostes": 5000}, "/nombrePostes", "too_large"),
    ],
)
def test_a_record_that_cannot_be_used_is_refused_at_its_own_key(
    changes: dict[str, Any], pointer: str, code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        parse_emploi(MODEL | changes)
    assert [(each.pointer, each.code) for each in refused.value.violations] == [(pointer, code)]
