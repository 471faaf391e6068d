"""What each area offers about people, on memory and on MongoDB."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest
import pytest_asyncio

from sorbo_core.contact.newsletter.envoi import Envoi, EnvoiState
from sorbo_core.contact.newsletter.events import LeftBy
from sorbo_core.delivery.dead_letter import DeadLetter
from sorbo_core.identity.compte import Compte
from sorbo_core.privacy.erasure import Erasure, Tally
from sorbo_core.reviews.avis import AvisState
from sorbo_core.shared.entity import Entity
from sorbo_core.shared.personal.blank import ERASED, no_address
from sorbo_core.shared.personal.ports import Erased, Person, PersonalData
from sorbo_core.shared.query import ListQuery
from sorbo_web.privacy.catalogue import HOLDINGS
from support.api import Api
from support.build import (
    NOW,
    abonne,
    access_link,
    avis,
    compte,
    confirmed_abonne,
    demande,
    inscription,
    later,
)
from support.mongo_api import mongo_api
from support.recruitment import candidature

ADDRESS = "visiteur@example.com"
PERSON = Person(address=ADDRESS)
OWN: dict[str, Entity] = {
    "demandes": demande(id="a", email=ADDRESS, phone="+229 97"),
    "inscriptions": inscription(id="a"),
    "candidatures": candidature(id="a", email=ADDRESS).note("à rappeler", by="compte", at=NOW),
    "avis": avis(id="a", email=ADDRESS),
    "abonnes": abonne(id="a", email=ADDRESS),
    "access_links": access_link(id="a", email=ADDRESS).prove("token", compte_id="c", at=NOW),
    "comptes": msgspec.structs.replace(compte(id="a", email=ADDRESS), active=False),
}
OWN["inscriptions"] = msgspec.structs.replace(
    inscription(id="a"),
    applicant=msgspec.structs.replace(inscription().applicant, email=ADDRESS),
)
DELETED = ("avis", "abonnes", "access_links")
PORTS = {"avis": "reviews"}
LONG = timedelta(days=366 * 10)


def entity(kind: str, **changes: Any) -> Entity:
    return msgspec.structs.replace(OWN[kind], **changes)


class HoldersContract:
    """What `PersonalData` promises, of every kind."""

    def holder(self, api: Api, kind: str) -> PersonalData:
        held: PersonalData = api.container.privacy.holders()[kind]
        return held

    def repository(self, api: Api, kind: str) -> Any:
        return getattr(api.container.ports, PORTS.get(kind, kind))()

    async def kept(self, api: Api, kind: str) -> list[str]:
        page = await self.repository(api, kind).list(ListQuery())
        return [each.id for each in page.items]

    @pytest.mark.parametrize("kind", OWN)
    async def test_what_is_somebodys_is_found_by_the_address_and_nothing_else(
        self, api: Api, kind: str
    ) -> None:
        await self.repository(api, kind).add(OWN[kind])
        (record,) = await self.holder(api, kind).held(PERSON)
        assert record.id == "a"
        assert ADDRESS in str(record.data)
        assert await self.holder(api, kind).held(Person(address="autre@example.com")) == ()

    @pytest.mark.parametrize("kind", OWN)
    async def test_secrets_are_shown_to_nobody(self, api: Api, kind: str) -> None:
        await self.repository(api, kind).add(OWN[kind])
        (record,) = await self.holder(api, kind).held(PERSON)
        assert {"token", "proofs", "password_hash", "leave_proofs", "events"}.isdisjoint(record.data)

    @pytest.mark.parametrize("kind", OWN)
    async def test_an_erasure_leaves_nothing_of_the_person_and_can_be_repeated(
        self, api: Api, kind: str
    ) -> None:
        await self.repository(api, kind).add(OWN[kind])
        expected = Erased(deleted=1) if kind in DELETED else Erased(blanked=1)
        assert await self.holder(api, kind).erase(PERSON, at=NOW) == expected
        assert await self.holder(api, kind).erase(PERSON, at=later(days=1)) == Erased()
        assert await self.kept(api, kind) == ([] if kind in DELETED else ["a"])
        assert await self.holder(api, kind).held(PERSON) == ()

    @pytest.mark.parametrize("kind", ["demandes", "inscriptions", "candidatures"])
    async def test_what_is_blanked_keeps_what_figures_are_counted_from(self, api: Api, kind: str) -> None:
        stored = await self.repository(api, kind).add(OWN[kind])
        await self.holder(api, kind).erase(PERSON, at=later(days=9))
        left = await self.repository(api, kind).get("a")
        assert (left.created_at, left.state) == (stored.created_at, stored.state)
        assert left.erased_at == later(days=9)
        assert no_address("a") in str(left)
        assert ERASED in str(left)

    @pytest.mark.parametrize("kind", ["demandes", "candidatures", "inscriptions"])
    async def test_what_is_over_is_blanked_once_and_what_is_not_stays(self, api: Api, kind: str) -> None:
        (holding,) = (each for each in HOLDINGS if each.name == kind)
        days = max(period.days for period in holding.kept if period.days)
        for number in range(203):
            await self.repository(api, kind).add(numbered(kind, number, NOW - timedelta(days=days, hours=1)))
        await self.repository(api, kind).add(numbered(kind, 999, NOW - timedelta(days=days - 1)))
        assert await self.holder(api, kind).expire(at=NOW) == 203
        assert await self.holder(api, kind).expire(at=NOW) == 0
        assert (await self.repository(api, kind).get("id-999")).erased_at is None

    async def test_an_account_in_use_stays_and_says_so(self, api: Api) -> None:
        active = await api.container.ports.comptes().add(compte(id="b", email=ADDRESS))
        told = await self.holder(api, "comptes").erase(PERSON, at=NOW)
        assert told == Erased(kept=("compte_in_use",))
        found: Compte = await api.container.ports.comptes().get("b")
        assert found == active

    async def test_subscriptions_end_with_their_periods_and_consent_does_not(self, api: Api) -> None:
        abonnes = api.container.ports.abonnes()
        gone = confirmed_abonne(1).leave(LeftBy.LINK, at=NOW)
        for each in (abonne(id="asked"), confirmed_abonne(2), gone):
            await abonnes.add(each)
        holder = self.holder(api, "abonnes")
        assert await holder.expire(at=later(days=29)) == 0
        assert await holder.expire(at=later(days=31)) == 1
        assert await self.kept(api, "abonnes") == ["abonne-00001", "abonne-00002"]
        assert await holder.expire(at=NOW + LONG) == 1
        assert await self.kept(api, "abonnes") == ["abonne-00002"]

    async def test_links_go_a_week_after_the_latest_mail(self, api: Api) -> None:
        links = api.container.ports.access_links()
        await links.add(access_link(id="told").prove("token", compte_id=None, at=later(days=3)))
        await links.add(access_link(id="used").prove("token", compte_id="c", at=NOW))
        await links.update("used", lambda link: link.use("token", link.purpose, at=later(minutes=1)))
        holder = self.holder(api, "access_links")
        assert await holder.expire(at=later(days=7)) == 0
        assert await holder.expire(at=later(days=8)) == 1
        assert await self.kept(api, "access_links") == ["told"]
        assert await holder.expire(at=later(days=11)) == 1

    async def test_links_are_found_by_the_address_before_and_by_the_account(self, api: Api) -> None:
        links = api.container.ports.access_links()
        await links.add(access_link(id="moved", former_email=ADDRESS))
        await links.add(access_link(id="own", compte_id="c"))
        person = Person(address=ADDRESS, ids=frozenset({"c"}))
        holder = self.holder(api, "access_links")
        assert {each.id for each in await holder.held(person)} == {"moved", "own"}
        assert await holder.erase(person, at=NOW) == Erased(deleted=2)

    async def test_a_refused_avis_goes_after_a_year(self, api: Api) -> None:
        reviews = api.container.ports.reviews()
        for state in (AvisState.REFUSE, AvisState.APPROUVE):
            await reviews.add(avis(id=state.value).decide(state, by="compte", at=NOW))
        assert await self.holder(api, "avis").expire(at=later(days=364)) == 0
        assert await self.holder(api, "avis").expire(at=later(days=366)) == 1
        assert await self.kept(api, "avis") == ["approuve"]

    async def test_what_a_server_said_of_an_envoi_goes_with_the_subscriber_or_after_a_year(
        self, api: Api
    ) -> None:
        envois = api.container.ports.envois()
        refused = [
            Envoi.queued("issue", id_, at=NOW).became(EnvoiState.ECHOUE, reason="550", at=NOW)
            for id_ in ("a", "b")
        ]
        await envois.add_missing(refused)
        holder = self.holder(api, "envois")
        person = Person(address=ADDRESS, ids=frozenset({"a"}))
        assert [each.id for each in await holder.held(person)] == ["issue-a"]
        assert await holder.erase(person, at=NOW) == Erased(blanked=1)
        assert await holder.expire(at=later(days=364)) == 0
        assert await holder.expire(at=later(days=366)) == 1
        assert (await envois.get("issue-b")).reason is None
        assert (await envois.tally("issue"))[EnvoiState.ECHOUE] == 2

    async def test_dead_letters_go_with_what_they_are_about_or_after_half_a_year(self, api: Api) -> None:
        ports = api.container.ports
        for id_ in ("a", "b"):
            await ports.demandes().add(demande(id=id_))
            ticket = await ports.outbox().lease(now=NOW, until=later(minutes=1), token=id_, most=1)
            (claim,) = await ports.outbox().resume(ticket, until=later(minutes=1), token=f"{id_}!")
            event = claim.pending[0].event
            letter = DeadLetter.of(event, "tell", collection="demandes", reason=f"550 {ADDRESS}", at=NOW)
            await ports.outbox().bury(claim, letter)
        holder = self.holder(api, "dead_letters")
        person = Person(address=ADDRESS, ids=frozenset({"a"}))
        assert [each.id for each in await holder.held(person)] == ["a.1:tell"]
        assert await holder.erase(person, at=NOW) == Erased(deleted=1)
        assert await holder.expire(at=later(days=179)) == 0
        assert await holder.expire(at=later(days=181)) == 1

    async def test_a_record_of_an_erasure_lasts_five_years_and_counts(self, api: Api) -> None:
        erasures = api.container.ports.erasures()
        await erasures.add(Erasure.opened("digest", at=NOW))
        await erasures.update("digest", lambda found: found.begin(by="admin", at=NOW))
        await erasures.update("digest", lambda found: found.count("demandes", Tally(blanked=2)))
        done = await erasures.update("digest", lambda found: found.finish(at=NOW))
        assert done.tally == {"demandes": Tally(blanked=2)}
        assert await self.holder(api, "erasures").expire(at=later(days=5 * 365 - 1)) == 0
        assert await self.holder(api, "erasures").expire(at=later(days=5 * 365 + 1)) == 1


def numbered(kind: str, number: int, at: datetime) -> Entity:
    id_ = f"id-{number}"
    fields: dict[str, Any] = {"id": id_, "updated_at": at, "created_at": at, "events": ()}
    if kind == "candidatures":
        fields["key"] = id_
    return entity(kind, **fields)


class TestMemory(HoldersContract):
    @pytest.fixture
    def api(self) -> Api:
        return Api()


class TestMongo(HoldersContract):
    @pytest_asyncio.fixture
    async def api(self, mongo_url: str, database_name: str) -> AsyncIterator[Api]:
        async with mongo_api(mongo_url, database_name) as api:
            yield api
