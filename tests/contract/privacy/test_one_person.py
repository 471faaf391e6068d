"""One person who used everything is shown everything, and then leaves no trace."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta

import pytest
import pytest_asyncio

from sorbo_adapters.memory.mail import MemoryMailer
from sorbo_adapters.mongo.store.client import database_of
from sorbo_core.catalogue.enrolment.place import InscriptionState
from sorbo_core.catalogue.enrolment.register import key_of, register_id
from sorbo_core.identity.permissions import Role
from sorbo_core.shared.errors import RecipientRefused
from sorbo_core.shared.personal.ports import Erased, Person, PersonalData, Record
from sorbo_web.privacy.catalogue import HOLDINGS, IMPERSONAL
from support.actors import ADMIN
from support.api import Api
from support.build import NOW
from support.mongo_api import mongo_api
from support.one_person import ADDRESS, MARKERS, OTHER, use_everything
from support.wire import Json

Dump = Callable[[], Awaitable[dict[str, str]]]
"""Returns every collection as a text in lower case, by name."""


async def call(api: Api, verb: str) -> Json:
    async with api.staff(Role.ADMIN) as staff:
        response = await staff.post(f"/api/v1/personal-data/{verb}", json={"email": ADDRESS})
    assert response.status_code == 200, response.text
    assert response.headers["cache-control"] == "no-store"
    answer: Json = response.json()
    return answer


def traces(dump: dict[str, str]) -> list[tuple[str, str]]:
    return [(name, marker) for name, text in dump.items() for marker in MARKERS if marker in text]


class OnePersonContract:
    """What holds wherever entities are kept."""

    async def test_an_export_shows_all_that_was_typed_and_nothing_of_others(self, api: Api) -> None:
        ids = await use_everything(api)
        told = await call(api, "export")
        shown = json.dumps(told, ensure_ascii=False).lower()
        assert [marker for marker in MARKERS if marker not in shown] == []
        assert OTHER not in shown
        assert "token" not in shown
        assert {each["id"] for each in told["kinds"]["inscriptions"]} == {ids["own"], ids["group"]}
        kinds = {"demandes", "inscriptions", "candidatures", "avis", "abonnes", "envois"}
        assert set(told["kinds"]) == kinds | {"suppressions", "receivedWebhooks", "accessLinks"}

    async def test_after_an_erasure_no_collection_has_a_trace(self, api: Api, dump: Dump) -> None:
        await use_everything(api)
        assert {name for name, _ in traces(await dump())} > {"demandes", "inscriptions", "candidatures"}
        told = await call(api, "erase")
        assert traces(await dump()) == []
        assert told["kept"] == {"suppressions": ["address_suppressed"]}
        assert told["erased"]["demandes"] == {"deleted": 0, "blanked": 1}
        assert told["erased"]["inscriptions"]["blanked"] == 2
        assert OTHER in (await dump())["inscriptions"]
        assert (await call(api, "export"))["kinds"].keys() <= {"erasures"}

    async def test_what_waits_for_who_was_erased_neither_fails_nor_mails(
        self, api: Api, dump: Dump, mailer: MemoryMailer
    ) -> None:
        ids = await use_everything(api)
        await call(api, "erase")
        while await api.container.delivery.relay_events()():
            pass
        assert {mail.to for mail in mailer.sent}.isdisjoint({ADDRESS.lower()})
        assert not [mail for mail in mailer.sent if mail.to.endswith(".invalid")]
        assert traces(await dump()) == []
        assert (await api.container.ports.delivery_desk().backlog()).dead_letters == 0
        own = await api.container.ports.inscriptions().get(ids["own"])
        assert own.state is InscriptionState.ANNULEE
        register = await api.container.ports.registers().get(register_id(own.session_id))
        assert (register.taken, register.find(own.id)) == (0, None)
        group = await api.container.ports.inscriptions().get(ids["group"])
        assert (group.state, group.people) == (InscriptionState.DEMANDEE, 2)

    async def test_who_took_part_still_counts_as_present_and_nobody_can_tell_who_it_was(
        self, api: Api
    ) -> None:
        id_ = (await use_everything(api))["own"]
        ports = api.container.ports
        session_id = (await ports.inscriptions().get(id_)).session_id
        key = key_of(session_id, ADDRESS.lower())
        at = NOW + timedelta(days=1)
        later = NOW + timedelta(days=40)
        register = await ports.registers().update(
            register_id(session_id),
            lambda current: current.confirm(id_, at=at).attend(id_, at=later),
        )
        assert key in str(register)
        await call(api, "erase")
        register = await ports.registers().get(register_id(session_id))
        assert register.taken == 1
        assert key not in str(register)
        assert (await ports.inscriptions().get(id_)).state is InscriptionState.PRESENTE

    async def test_dead_letters_about_the_person_go(self, api: Api, dump: Dump, mailer: MemoryMailer) -> None:
        await use_everything(api)
        mailer.failure = RecipientRefused(reason=f"550 <{ADDRESS}>")
        while await api.container.delivery.relay_events()():
            pass
        assert ADDRESS.lower() in (await dump())["dead_letters"]
        told = await call(api, "erase")
        assert told["erased"]["deadLetters"]["deleted"] > 0
        assert traces(await dump()) == []

    async def test_cut_off_after_any_step_it_ends_alike_when_it_is_repeated(
        self, api: Api, dump: Dump
    ) -> None:
        await use_everything(api)
        holders = api.container.privacy.holders()
        for kind in reversed(list(holders)):
            await cut_off_at(api, kind)
        told = await call(api, "erase")
        assert traces(await dump()) == []
        assert told["erased"]["candidatures"] == {"deleted": 0, "blanked": 1}
        again = await call(api, "erase")
        assert again["erased"] == {}
        assert again["reference"] == told["reference"]

    async def test_everything_that_is_stored_is_declared(self, api: Api, dump: Dump) -> None:
        await use_everything(api)
        while await api.container.delivery.relay_events()():
            pass
        declared = {each.name for each in HOLDINGS} | set(IMPERSONAL)
        assert set(await dump()) - declared == set()


async def cut_off_at(api: Api, kind: str) -> None:
    """Begin an erasure that dies when it comes to a kind."""
    privacy = api.container.privacy
    holders = dict(privacy.holders())
    erase = type(privacy.erase_personal_data())(
        holders=holders | {kind: Dying(holders[kind])},
        erasures=api.container.ports.erasures(),
        digester=api.container.ports.seals(),
        clock=api.clock,
    )
    with pytest.raises(KilledError):
        await erase(actor=ADMIN, email=ADDRESS)


class Dying(PersonalData):
    """Holds what another one holds; its process dies when something is to be erased."""

    def __init__(self, holder: PersonalData) -> None:
        self._holder = holder

    async def held(self, person: Person) -> tuple[Record, ...]:
        return await self._holder.held(person)

    async def expire(self, *, at: datetime) -> int:
        return await self._holder.expire(at=at)

    async def erase(self, person: Person, *, at: datetime) -> Erased:
        raise KilledError(person, at)


class KilledError(Exception):
    """The process has died."""


class TestMemory(OnePersonContract):
    @pytest.fixture
    def mailer(self) -> MemoryMailer:
        return MemoryMailer()

    @pytest.fixture
    def api(self, mailer: MemoryMailer) -> Api:
        api = Api()
        api.replace("mailer", mailer)
        return api

    @pytest.fixture
    def dump(self, api: Api) -> Dump:
        async def texts() -> dict[str, str]:
            stored = api.stored() | {"suppressions": api.container.ports.suppressions()._suppressions}
            return {name: str(kept).lower() for name, kept in stored.items()}

        return texts


class TestMongo(OnePersonContract):
    @pytest.fixture
    def mailer(self) -> MemoryMailer:
        return MemoryMailer()

    @pytest_asyncio.fixture
    async def api(self, mailer: MemoryMailer, mongo_url: str, database_name: str) -> AsyncIterator[Api]:
        async with mongo_api(mongo_url, database_name) as api:
            api.replace("mailer", mailer)
            yield api

    @pytest.fixture
    def dump(self, api: Api, database_name: str) -> Dump:
        database = database_of(api.container.ports.mongo(), database_name)

        async def texts() -> dict[str, str]:
            names = await database.list_collection_names()
            kept = {name: await database[name].find({}).to_list() for name in names}
            return {name: str(found).lower() for name, found in kept.items() if found}

        return texts
