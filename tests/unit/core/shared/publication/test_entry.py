from datetime import UTC, datetime, timedelta, timezone

import msgspec
import pytest

from sorbo_core.catalogue.formation import Formation
from sorbo_core.shared.errors import Invalid
from sorbo_core.shared.publication import Status
from sorbo_core.shared.publication.entry import MOST_SLUGS
from sorbo_core.shared.publication.errors import NotSchedulable, NotScheduled
from support import build

SOON = build.later(hours=1)


def planned(publish_at: datetime = SOON) -> Formation:
    return build.formation().schedule(publish_at, at=build.NOW, by="editor")


def test_a_plan_names_its_instant_and_who_made_it() -> None:
    formation = planned()
    assert (formation.status, formation.publish_at, formation.changed_by) == (Status.PLANIFIE, SOON, "editor")
    assert formation.events[-1].type == "formation.scheduled"
    assert formation.events[-1].data == {"publish_at": "2026-03-02T10:30:15.125000Z"}


def test_a_planned_instant_is_kept_in_utc_to_the_millisecond() -> None:
    abroad = datetime(2026, 3, 3, 9, 0, 0, 123_456, tzinfo=timezone(timedelta(hours=2)))
    assert planned(abroad).publish_at == datetime(2026, 3, 3, 7, 0, 0, 123_000, tzinfo=UTC)


@pytest.mark.parametrize(
    ("publish_at", "code"),
    [
        (build.NOW, "not_in_the_future"),
        (build.later(seconds=-1), "not_in_the_future"),
        (datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))), "out_of_range"),
    ],
)
def test_a_plan_for_the_past_is_refused(publish_at: datetime, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        planned(publish_at)
    assert [(each.pointer, each.code) for each in refused.value.violations] == [("/publishAt", code)]


def test_a_plan_may_be_replaced_and_the_same_again_changes_nothing() -> None:
    first = planned()
    assert first.schedule(SOON, at=build.NOW) is first
    assert first.schedule(build.later(days=2), at=build.NOW).publish_at == build.later(days=2)


def test_what_was_archived_can_be_planned_and_what_is_published_cannot() -> None:
    archived = build.published().archive(at=build.NOW)
    assert archived.schedule(SOON, at=build.NOW).status is Status.PLANIFIE
    with pytest.raises(NotSchedulable):
        build.published().schedule(SOON, at=build.NOW)


def test_a_plan_that_is_taken_back_leaves_a_brouillon() -> None:
    formation = planned().unschedule(at=build.NOW)
    assert (formation.status, formation.publish_at) == (Status.BROUILLON, None)
    assert formation.events[-1].type == "formation.unscheduled"
    with pytest.raises(NotScheduled):
        formation.unschedule(at=build.NOW)


def test_what_is_planned_is_published_when_it_is_due_and_no_sooner() -> None:
    formation = planned()
    assert formation.publish_if_due(at=SOON - timedelta(milliseconds=1)) is formation
    shown = formation.publish_if_due(at=SOON)
    assert (shown.status, shown.published_at, shown.publish_at) == (Status.PUBLIE, SOON, None)
    assert shown.publish_if_due(at=build.later(days=1)) is shown


@pytest.mark.parametrize("verb", ["publish", "archive"])
def test_a_plan_ends_when_it_is_overtaken(verb: str) -> None:
    overtaken: Formation = getattr(planned(), verb)(at=build.NOW)
    assert overtaken.publish_at is None
    assert overtaken.publish_if_due(at=build.later(days=1)) is overtaken


def test_a_slug_that_is_the_title_s_follows_a_new_title() -> None:
    before = build.formation(slug="etude-2", title="Étude")
    after = before.revise(at=build.NOW, title="Métré", suggested="metre")
    assert (after.slug, after.slugs) == ("metre", ("metre", "etude-2"))


def test_a_slug_that_staff_chose_stays_when_the_title_changes() -> None:
    before = build.formation(slug="mine", title="Étude")
    assert before.revise(at=build.NOW, title="Métré", suggested="metre").slugs == ("mine",)


def test_a_title_of_the_same_letters_keeps_the_slug() -> None:
    before = build.formation(slug="etude-2", title="Étude")
    assert before.revise(at=build.NOW, title="ETUDE !", suggested="etude").slugs == ("etude-2",)


def test_a_chosen_slug_comes_before_one_from_the_title() -> None:
    after = build.formation(slug="etude", title="Étude").revise(
        at=build.NOW, title="Métré", slug="mine", suggested="metre"
    )
    assert after.slugs == ("mine", "etude")


def test_only_former_slugs_lead_elsewhere() -> None:
    formation = build.formation(slug="a").revise(at=build.NOW, slug="b")
    assert [formation.moved_from(slug) for slug in ("a", "b", "c")] == [True, False, False]


def test_an_entry_with_very_many_slugs_keeps_the_last_one() -> None:
    slugs = ("etude", *(f"s-{n}" for n in range(MOST_SLUGS - 1)))
    full = msgspec.structs.replace(build.formation(title="Étude"), slugs=slugs)
    assert full.revise(at=build.NOW, title="Métré", suggested="metre").slugs == slugs
    with pytest.raises(Invalid):
        full.revise(at=build.NOW, slug="one-more")
