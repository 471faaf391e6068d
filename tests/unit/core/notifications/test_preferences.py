import pytest

from sorbo_core.notifications.kinds import Kind
from sorbo_core.notifications.preferences import DEFAULTS, Choice, MailChoice, Preferences
from support.build import NOW, later

RECEIVED, ASSIGNED = Kind.DEMANDE_RECEIVED, Kind.DEMANDE_ASSIGNED


@pytest.fixture
def untouched() -> Preferences:
    return Preferences.untouched("compte-1", at=NOW)


@pytest.mark.parametrize(("kind", "mail"), [(RECEIVED, MailChoice.NONE), (ASSIGNED, MailChoice.AT_ONCE)])
def test_who_never_chose_is_told_in_the_application_and_mailed_what_is_given_to_them(
    untouched: Preferences, kind: Kind, mail: MailChoice
) -> None:
    assert untouched.choice(kind) == Choice(kind=kind, in_app=True, mail=mail)


def test_a_choice_changes_what_it_names_and_nothing_else(untouched: Preferences) -> None:
    chosen = untouched.choose({RECEIVED: {"mail": MailChoice.DIGEST}}, at=later())
    chosen = chosen.choose({RECEIVED: {"in_app": False}}, at=later())
    assert chosen.choice(RECEIVED) == Choice(kind=RECEIVED, in_app=False, mail=MailChoice.DIGEST)
    assert chosen.choice(ASSIGNED) == DEFAULTS[ASSIGNED]


@pytest.mark.parametrize("changes", [{}, {RECEIVED: {}}, {RECEIVED: {"mail": MailChoice.NONE}}])
def test_a_choice_without_an_effect_leaves_the_preferences_as_they_are(
    untouched: Preferences, changes: dict[Kind, dict[str, object]]
) -> None:
    assert untouched.choose(changes, at=later()) is untouched


def test_a_choice_that_is_the_default_is_not_kept(untouched: Preferences) -> None:
    chosen = untouched.choose({RECEIVED: {"in_app": False}}, at=later())
    assert chosen.choose({RECEIVED: {"in_app": True}}, at=later()).chosen == ()
