from typing import Any

import msgspec
import pytest

from sorbo_core.catalogue.formation import FORMATIONS, Category, Formation
from sorbo_core.shared.errors import Invalid
from sorbo_core.shared.money import Money
from sorbo_core.shared.publication.source import Source
from support import build


def stored(**changes: Any) -> Formation:
    return msgspec.structs.replace(build.formation(**changes), version=1, events=())


def test_a_draft_is_written_down_with_its_event() -> None:
    draft = build.formation(id="f", slug="covadis", title="Étude")
    (event,) = draft.events
    assert (draft.version, draft.title_key) == (0, "etude")
    assert (event.type, event.data) == ("formation.created", {"slug": "covadis"})


@pytest.mark.parametrize(
    ("changes", "pointer", "code"),
    [
        ({"title": " "}, "/title", "not_allowed_text"),
        ({"title": "x" * 201}, "/title", "too_long"),
        ({"price": Money(-1)}, "/price/amount", "too_small"),
        ({"dates_text": "two\nlines"}, "/datesText", "not_allowed_text"),
        ({"objectives": ("x",) * 51}, "/objectives", "too_long"),
    ],
)
def test_a_draft_that_breaks_a_rule_is_refused_at_its_field(
    changes: dict[str, Any], pointer: str, code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        build.formation(**changes)
    (violation,) = refused.value.violations
    assert (violation.pointer, violation.code) == (pointer, code)


def test_a_revision_changes_what_is_given_and_keeps_the_rest_and_the_slug() -> None:
    before = stored(title="Covadis", location="Abidjan")
    after = before.revise(at=build.later(minutes=1), title="Étude de prix")
    assert (after.details.title, after.details.location) == ("Étude de prix", "Abidjan")
    assert (after.slug, after.title_key) == (before.slug, "etude de prix")
    assert [event.type for event in after.events] == ["formation.changed"]


def test_the_same_words_again_change_nothing() -> None:
    before = stored(title="Covadis")
    assert before.revise(at=build.later(minutes=1), title="Covadis") is before


def test_another_source_is_a_change_although_the_words_are_the_same() -> None:
    before = stored()
    after = before.rewrite(before.details, source=Source(key="k", digest="d"), at=build.NOW)
    assert (after.source, len(after.events)) == (Source(key="k", digest="d"), 1)


def test_a_revision_that_breaks_a_rule_is_refused() -> None:
    with pytest.raises(Invalid):
        stored().revise(at=build.NOW, description="")


def test_categories_that_differ_in_case_and_accents_have_one_key() -> None:
    assert Category.named("Génie  civil").key == Category.named("GENIE CIVIL").key == "genie-civil"


def test_a_list_filters_by_category_however_it_is_written() -> None:
    field = FORMATIONS.field("category")
    assert field is not None
    assert field.normalise is not None
    assert field.normalise("Gestion de projet") == "gestion-de-projet"
