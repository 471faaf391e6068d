import asyncio
from datetime import datetime, timedelta

import pytest

from sorbo_adapters.memory.identity import MemoryAccessLinks
from sorbo_adapters.mongo.identity import MongoAccessLinks
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.identity.access_link import AccessLink
from sorbo_core.identity.errors import AccessLinkNotFound, AccessLinkNotValid
from sorbo_core.identity.events import LinkPurpose
from sorbo_core.identity.permissions import Role
from sorbo_core.identity.ports import AccessLinks
from sorbo_core.shared.ports import Repository
from sorbo_core.shared.query import Filter, ListQuery, Op, Sort
from support.build import NOW, access_link, later
from support.repository import RepositoryContract, kept

RESET = LinkPurpose.PASSWORD_RESET


class AccessLinksContract(RepositoryContract[AccessLink]):
    missing = AccessLinkNotFound

    @pytest.fixture
    def repository(self, links: AccessLinks) -> Repository[AccessLink]:
        return links

    def new(self, at: datetime) -> AccessLink:
        return access_link(at=at)

    def changed(self, entity: AccessLink, n: int) -> AccessLink:
        return entity.ask_again(at=later(seconds=n))

    @pytest.mark.parametrize("purpose", LinkPurpose)
    async def test_every_field_comes_back(self, links: AccessLinks, purpose: LinkPurpose) -> None:
        asked = access_link(
            purpose=purpose, role=Role.TRAINER, former_email="avant@example.com", compte_id="c", by_id="b"
        ).prove("token", compte_id=None, at=NOW)
        await links.add(asked)
        assert await links.get(asked.id) == kept(asked)

    async def test_of_twenty_who_use_a_link_at_once_one_does(self, links: AccessLinks) -> None:
        link = await links.add(access_link().prove("token", compte_id="c", at=NOW))
        uses = (
            links.update(link.id, lambda current: current.use("token", RESET, at=later(minutes=1)))
            for _ in range(20)
        )
        results = await asyncio.gather(*uses, return_exceptions=True)
        assert [type(each) for each in results].count(AccessLink) == 1
        assert [type(each) for each in results].count(AccessLinkNotValid) == 19

    async def test_what_an_address_was_told_lately_is_found(self, links: AccessLinks) -> None:
        for number, minutes in enumerate((0, 30, 90)):
            link = access_link(id=f"link-{number}", email="a@example.com")
            await links.add(link.tell(at=later(minutes=minutes)))
        await links.add(access_link(email="a@example.com"))
        await links.add(access_link(email="a@example.com", purpose=LinkPurpose.REGISTRATION).tell(at=NOW))
        lately = ListQuery(
            filters=(
                Filter("email", Op.EQ, "a@example.com"),
                Filter("purpose", Op.EQ, RESET),
                Filter("told_at", Op.GT, later(minutes=90) - timedelta(hours=1)),
            ),
            sort=(Sort("told_at", type=datetime),),
        )
        assert [each.id for each in (await links.list(lately)).items] == ["link-2"]


class TestMemoryAccessLinks(AccessLinksContract):
    @pytest.fixture
    def links(self) -> AccessLinks:
        return MemoryAccessLinks()


class TestMongoAccessLinks(AccessLinksContract):
    @pytest.fixture
    def links(self, database: Database) -> AccessLinks:
        return MongoAccessLinks(database)
