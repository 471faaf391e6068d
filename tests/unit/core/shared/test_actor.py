import pytest

from sorbo_core.shared.actor import Permission
from sorbo_core.shared.errors import Forbidden, Unauthenticated
from support.actors import EDITOR, NOBODY, VIEWER


def test_who_holds_a_permission_passes() -> None:
    EDITOR.require(Permission.WRITE_CATALOGUE)
    assert EDITOR.may(Permission.WRITE_CATALOGUE)


def test_a_visitor_without_a_permission_is_asked_who_it_is() -> None:
    with pytest.raises(Unauthenticated):
        NOBODY.require(Permission.READ_DRAFTS)


def test_a_known_actor_without_a_permission_is_told_which() -> None:
    with pytest.raises(Forbidden) as refused:
        VIEWER.require(Permission.WRITE_CATALOGUE)
    assert refused.value.params == {"permission": "catalogue:write"}
