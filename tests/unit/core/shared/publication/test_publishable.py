import pytest

from sorbo_core.shared.publication import NotArchivable, NotPublishable, Status
from support import build


def test_a_new_formation_is_a_brouillon_that_was_never_published() -> None:
    formation = build.formation()
    assert (formation.status, formation.published_at) == (Status.BROUILLON, None)


def test_publishing_shows_it_and_tells_of_it() -> None:
    formation = build.formation().publish(at=build.later(minutes=1))
    assert (formation.status, formation.published_at) == (Status.PUBLIE, build.later(minutes=1))
    assert formation.events[-1].type == "formation.published"


def test_what_is_published_cannot_be_published() -> None:
    with pytest.raises(NotPublishable):
        build.published().publish(at=build.NOW)


def test_an_archive_published_again_keeps_the_first_date() -> None:
    archived = build.published().archive(at=build.later(days=1))
    assert archived.status is Status.ARCHIVE
    assert archived.publish(at=build.later(days=2)).published_at == build.NOW


def test_a_brouillon_can_be_archived() -> None:
    session = build.session().archive(at=build.NOW)
    assert session.status is Status.ARCHIVE
    assert session.events[-1].type == "session.archived"


def test_an_archive_cannot_be_archived() -> None:
    with pytest.raises(NotArchivable):
        build.formation().archive(at=build.NOW).archive(at=build.NOW)
