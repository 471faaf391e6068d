"""Every shape of the existing data is taken over once, and any JSON at all is taken or refused."""

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sorbo_adapters.memory.catalogue import MemoryFormations, MemoryLogiciels, MemorySessions
from sorbo_adapters.memory.content.actualites import MemoryActualites
from sorbo_adapters.memory.content.publications import MemoryPublications
from sorbo_adapters.memory.portfolio.projets import MemoryProjets
from sorbo_adapters.memory.recruitment.emplois import MemoryEmplois
from sorbo_adapters.memory.system import FixedClock, SequentialIds
from sorbo_core.catalogue.intake.logiciel import parse_logiciel
from sorbo_core.catalogue.intake.logiciel_page import parse_page
from sorbo_core.catalogue.intake.source_record import parse_record
from sorbo_core.catalogue.use_cases.formation.take_over import ImportFormation
from sorbo_core.catalogue.use_cases.logiciel.take_over import ImportLogiciel
from sorbo_core.content.intake.actualite import parse_actualite
from sorbo_core.content.intake.publication import parse_publication
from sorbo_core.content.use_cases.take_over import ImportActualite, ImportPublication
from sorbo_core.portfolio.intake.projet import parse_projet
from sorbo_core.portfolio.use_cases.take_over import ImportProjet
from sorbo_core.recruitment.intake.emploi import parse_emploi
from sorbo_core.recruitment.use_cases.emploi.take_over import ImportEmploi
from sorbo_core.shared.errors import Invalid
from sorbo_core.shared.intake.outcome import Outcome
from sorbo_core.shared.intake.taken import Importer
from support import existing
from support.build import NOW

RECORDS = {
    "formations": existing.FORMATIONS,
    "logiciels": existing.LOGICIELS,
    "actualites": existing.ACTUALITES,
    "publications": existing.PUBLICATIONS,
    "projets": existing.PROJETS,
    "emplois": existing.EMPLOIS,
}
SHAPES = [
    pytest.param(kind, record, id=f"{kind}: {shape}")
    for kind, shapes in RECORDS.items()
    for shape, record in shapes.items()
]
ASIDE = {
    "formations: the model": "__v rating testimonials updatedAt",
    "formations: French keys": "maxParticipants modalite tags",
    "logiciels: the model": "nombreTelechargements note",
    "logiciels: the local server": "prix",
    "actualites: the model": "dateModification vues",
    "actualites: the file": "categorie contenu featured",
    "actualites: the local server": "contenu image",
    "publications: the model": "dateModification taille telechargements",
    "publications: the pages": "telechargements",
    "projets: the model": "testimonials",
    "projets: few words": "categorie",
    "emplois: the model": "candidatures",
}


def importer(kind: str) -> Importer:
    clock, ids = FixedClock(NOW), SequentialIds()
    made: dict[str, Callable[[], Importer]] = {
        "formations": lambda: ImportFormation(
            formations=MemoryFormations(), sessions=MemorySessions(), ids=ids, clock=clock
        ),
        "logiciels": lambda: ImportLogiciel(logiciels=MemoryLogiciels(), ids=ids, clock=clock),
        "actualites": lambda: ImportActualite(
            actualites=MemoryActualites(), ids=ids, clock=clock, company="Exemple"
        ),
        "publications": lambda: ImportPublication(publications=MemoryPublications(), ids=ids, clock=clock),
        "projets": lambda: ImportProjet(projets=MemoryProjets(), ids=ids, clock=clock),
        "emplois": lambda: ImportEmploi(emplois=MemoryEmplois(), ids=ids, clock=clock),
    }
    return made[kind]()


@pytest.mark.parametrize(("kind", "record"), SHAPES)
async def test_a_record_of_every_shape_is_taken_over_once(
    kind: str, record: dict[str, Any], request: pytest.FixtureRequest
) -> None:
    take_over = importer(kind)
    taken = await take_over(record=record)
    assert taken.outcome is Outcome.CREATED
    shape = request.node.callspec.id
    assert " ".join(sorted(taken.aside)) == ASIDE.get(shape, "")
    assert (await take_over(record=record)).outcome is Outcome.UNCHANGED
    restless = record | {
        "vues": 99,
        "telechargements": 99,
        "nombreTelechargements": 99,
        "updatedAt": "2027-01-01",
    }
    assert (await take_over(record=restless)).outcome is Outcome.UNCHANGED


PARSERS: dict[str, Callable[[object], Any]] = {
    "formations": parse_record,
    "logiciels": parse_logiciel,
    "actualites": lambda record: parse_actualite(record, company="Exemple"),
    "publications": parse_publication,
    "projets": parse_projet,
    "emplois": parse_emploi,
    "pages": parse_page,
}
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=20)
    | st.sampled_from(
        ["2024-01-01", "9999-12-31T23:59:59-11:00", "publie", "<p>a</p>", "<![x", "1.5 MB", "/a"]
    ),
    lambda values: (
        st.lists(values, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["$oid", "$date", "$numberLong", "$numberDouble", "ville", "pays", "min", "email"]
            )
            | st.text(max_size=5),
            values,
            max_size=3,
        )
    ),
    max_leaves=6,
)
KEYS = sorted(
    {key for shapes in (*RECORDS.values(), existing.PAGES) for each in shapes.values() for key in each}
)
WHOLE = {kind: next(iter(shapes.values())) for kind, shapes in RECORDS.items()} | {
    "pages": existing.PAGES["exemple-chaussee-v1"] | {"slug": "exemple-chaussee-v1"}
}

# The first text that hypothesis draws loads its tables, which takes a second on a busy machine.
UNHURRIED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("kind", PARSERS)
@UNHURRIED
@given(changes=st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=8), JSON, max_size=6))
def test_any_record_is_read_or_refused_with_pointers_and_loses_nothing(
    kind: str, changes: dict[str, Any]
) -> None:
    record = WHOLE[kind] | changes
    try:
        said = PARSERS[kind](record)
    except Invalid as error:
        keys = {violation.pointer.split("/")[1] for violation in error.violations if violation.pointer}
        assert keys <= record.keys() | {"title", "titre"}
        return
    assert json.loads(said.source.aside).items() <= record.items()


@pytest.mark.parametrize("kind", PARSERS)
@UNHURRIED
@given(record=JSON)
def test_any_json_is_refused_or_read(kind: str, record: Any) -> None:
    with suppress(Invalid):
        assert PARSERS[kind](record).source.key


@pytest.mark.parametrize("kind", PARSERS)
@pytest.mark.parametrize(
    ("odd", "code"),
    [({"x": float("nan")}, "invalid_json"), ({"x": "\ud800"}, "not_allowed_text"), ({}, "too_deep")],
)
def test_what_no_database_keeps_is_refused(kind: str, odd: dict[str, Any], code: str) -> None:
    deep: Any = []
    for _ in range(5000):
        deep = [deep]
    with pytest.raises(Invalid) as refused:
        PARSERS[kind](WHOLE[kind] | (odd or {"x": deep}))
    assert [(each.pointer, each.code) for each in refused.value.violations] == [("", code)]
