"""The examples of the document are ones that the application would take and give."""

from typing import Any

import httpx
import msgspec
import pytest

from sorbo_web.api.wire import Body
from sorbo_web.catalogue.formation_schemas import FormationDraft
from sorbo_web.contact.schemas import DemandeForm
from sorbo_web.identity.schemas import Credentials
from sorbo_web.openapi.examples import EXAMPLES
from support.wire import DEMANDES, FORMATIONS, LOGIN


@pytest.mark.parametrize("type_", EXAMPLES, ids=lambda type_: getattr(type_, "__name__", "DemandeForm"))
def test_an_example_decodes_as_its_type(type_: Any) -> None:
    msgspec.convert(EXAMPLES[type_], type_, strict=True)


@pytest.mark.parametrize("type_", EXAMPLES, ids=lambda type_: getattr(type_, "__name__", "DemandeForm"))
def test_an_example_says_everything_that_an_answer_says(type_: Any) -> None:
    decoded = msgspec.convert(EXAMPLES[type_], type_, strict=True)
    if not isinstance(decoded, Body):
        assert msgspec.json.decode(msgspec.json.encode(decoded)) == EXAMPLES[type_]


async def test_the_application_takes_the_examples_of_new_things(
    editor: httpx.AsyncClient, visitor: httpx.AsyncClient
) -> None:
    made = await editor.post(FORMATIONS, json=EXAMPLES[FormationDraft])
    sent = await visitor.post(DEMANDES, json=EXAMPLES[DemandeForm])
    login = await visitor.post(LOGIN, json=EXAMPLES[Credentials])
    assert [made.status_code, sent.status_code, login.status_code] == [201, 201, 401]
