import asyncio
from functools import partial

import pytest

from sorbo_adapters.memory.newsletter.envois import MemoryEnvois
from sorbo_adapters.mongo.newsletter.envois import MongoEnvois
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.contact.newsletter.envoi import Envoi, EnvoiState
from sorbo_core.contact.newsletter.errors import EnvoiNotFound
from sorbo_core.contact.newsletter.ports import Envois
from support.build import NOW, later
from support.repository import kept


def batch(*readers: str, issue: str = "i") -> list[Envoi]:
    return [Envoi.queued(issue, reader, at=NOW) for reader in readers]


class EnvoisContract:
    async def test_what_is_added_is_found_at_version_1(self, envois: Envois) -> None:
        (envoi,) = batch("a")
        await envois.add_missing([envoi])
        assert await envois.get(envoi.id) == kept(envoi)

    async def test_what_is_there_stays_as_it_is(self, envois: Envois) -> None:
        await envois.add_missing(batch("a"))
        sent = await envois.update("i-a", lambda each: each.became(EnvoiState.ENVOYE, at=later()))
        await envois.add_missing(batch("a", "b"))
        assert await envois.get("i-a") == sent
        assert await envois.tally("i") == {EnvoiState.ENVOYE: 1, EnvoiState.A_ENVOYER: 1}

    async def test_one_batch_that_is_added_by_several_at_once_is_there_once(self, envois: Envois) -> None:
        many = batch(*map(str, range(50)))
        await asyncio.gather(*(envois.add_missing(many) for _ in range(5)), return_exceptions=True)
        await envois.add_missing(many)
        assert await envois.tally("i") == {EnvoiState.A_ENVOYER: 50}

    async def test_who_is_not_there_is_not_found(self, envois: Envois) -> None:
        with pytest.raises(EnvoiNotFound):
            await envois.get("i-a")
        with pytest.raises(EnvoiNotFound):
            await envois.update("i-a", lambda each: each)

    async def test_an_issue_has_untried_ones_until_each_has_had_an_attempt(self, envois: Envois) -> None:
        await envois.add_missing([*batch("a", "b"), *batch("a", issue="other")])
        assert await envois.untried("i") is True
        for id_, state in (("i-a", EnvoiState.ECHOUE), ("i-b", EnvoiState.DIFFERE)):
            await envois.update(id_, partial(Envoi.became, state=state, reason="non", at=NOW))
        assert await envois.untried("i") is False
        assert await envois.untried("other") is True

    async def test_what_is_settled_stays(self, envois: Envois) -> None:
        await envois.add_missing(batch("a"))
        sent = await envois.update("i-a", lambda each: each.became(EnvoiState.ENVOYE, at=NOW))
        again = await envois.update("i-a", lambda each: each.became(EnvoiState.ECHOUE, at=NOW))
        assert again == sent


class TestMemoryEnvois(EnvoisContract):
    @pytest.fixture
    def envois(self) -> Envois:
        return MemoryEnvois()


class TestMongoEnvois(EnvoisContract):
    @pytest.fixture
    def envois(self, database: Database) -> Envois:
        return MongoEnvois(database)
