"""`sorbo import mongo`: the database of the existing site, on a real MongoDB."""

import gc
import json
import os
from collections.abc import Iterator, Mapping
from io import StringIO
from itertools import chain
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from bson import ObjectId
from pymongo import MongoClient
from pymongo.database import Database
from rich.console import Console

from sorbo_web.cli.intake.mongo import Options, run_import_mongo
from sorbo_web.cli.intake.repaired import run_import_repaired
from sorbo_web.wiring.settings import Settings
from support.api import memory_settings
from support.existing_site import BROKEN, WHOLE, Record, misspelled

Json = dict[str, Any]


class Site:
    """The existing database beside the product's, and the command between them."""

    def __init__(self, url: str, client: MongoClient[Record], folder: Path) -> None:
        self.url = url
        name = uuid4().hex
        self.existing: Database[Record] = client[f"existing_{name}"]
        self.product: Database[Record] = client[f"product_{name}"]
        self.report, self.broken = folder / "report.jsonl", folder / "broken.jsonl"

    def fill(self, *contents: Mapping[str, Any]) -> None:
        for content in contents:
            for name, records in content.items():
                # Copies, as the driver adds ids to what it is given.
                self.existing[name].insert_many([dict(record) for record in records])

    @property
    def settings(self) -> Settings:
        return memory_settings(
            SORBO_STORAGE="mongo",
            SORBO_MONGO_URL=self.url,
            SORBO_MONGO_DATABASE=self.product.name,
            SORBO_SMTP_URL="smtp://127.0.0.1:1",
        )

    def run(self, *, console: Console | None = None, **options: Any) -> int:
        self.report.unlink(missing_ok=True)
        asked: dict[str, Any] = {"database": self.existing.name, "report": self.report, "broken": self.broken}
        chosen = Options(**asked | options)
        return run_import_mongo(self.settings, self.url, console or Console(quiet=True), chosen)

    def repair(self, file: Path) -> int:
        return run_import_repaired(self.settings, file, Console(quiet=True), report=self.report)

    def outcomes(self) -> dict[str, list[str]]:
        """Return what became of the documents of each collection, as the report tells it."""
        told: dict[str, list[str]] = {}
        for line in map(json.loads, self.report.read_text().splitlines()):
            told.setdefault(line["kind"], []).append(line["outcome"])
        return told

    def stored(self) -> dict[str, list[Record]]:
        """Return all that the product has."""
        return {
            name: sorted(self.product[name].find(), key=lambda each: str(each["_id"]))
            for name in self.product.list_collection_names()
        }


@pytest.fixture
def site(mongo_url: str, tmp_path: Path) -> Iterator[Site]:
    with MongoClient[Record](mongo_url, tz_aware=True) as client:
        made = Site(mongo_url, client, tmp_path)
        yield made
        client.drop_database(made.existing.name)
        client.drop_database(made.product.name)


def of_each(outcome: str, content: Mapping[str, Any]) -> dict[str, list[str]]:
    return {name: [outcome] * len(records) for name, records in content.items()}


def test_everything_comes_over_and_the_second_time_nothing_changes(site: Site) -> None:
    site.fill(WHOLE)
    # As text: one of them holds a number that is not even equal to itself.
    before = str({name: list(site.existing[name].find()) for name in WHOLE})

    assert site.run() == 0
    expected = of_each("created", WHOLE)
    # One with the address of somebody who manages the site.
    expected["users"][-1] = "unchanged"
    assert site.outcomes() == expected
    assert not site.broken.exists()
    first = site.stored()
    assert {name: len(first[name]) for name in ("demandes", "comptes", "formations", "emplois")} == {
        "demandes": 5,
        "comptes": 6,
        "formations": 3,
        "emplois": 1,
    }

    assert site.run() == 0
    assert site.outcomes() == of_each("unchanged", WHOLE)
    assert site.stored() == first
    assert str({name: list(site.existing[name].find()) for name in WHOLE}) == before


def test_nothing_that_must_not_be_kept_is_anywhere(site: Site) -> None:
    site.fill(WHOLE, BROKEN)
    site.run()
    kept = f"{site.stored()}{site.broken.read_text()}{site.report.read_text()}"
    secrets = (
        "t0ken-of-staff",
        "t0ken-of-user",
        "t0ken-broken",
        "JBSWY3DPEHPK3PXP",
        "CI0099887766",
        "CI1122",
    )
    assert not [secret for secret in secrets if secret in kept]


def test_nobody_is_told_of_what_came_over(site: Site) -> None:
    site.fill({"contacts": WHOLE["contacts"], "users": WHOLE["users"]})
    site.run()
    told = [
        entry["event"]["type"]
        for name in ("demandes", "comptes")
        for each in site.product[name].find()
        for entry in each["outbox"]["entries"]
    ]
    assert set(told) == {"demande.imported", "compte.created"}
    authors = {
        entry["by"]["kind"] for each in site.product["comptes"].find() for entry in each["trail"]["entries"]
    }
    assert authors == {"operator"}


def test_a_dry_run_tells_the_same_and_writes_nothing(site: Site) -> None:
    site.fill(WHOLE, BROKEN)
    assert site.run(dry_run=True) == 1
    assert site.stored() == {}
    dry = site.report.read_text()
    site.run()
    assert site.report.read_text() == dry


def test_what_is_broken_is_kept_for_repair_and_comes_over_once_it_is_mended(site: Site) -> None:
    site.fill(WHOLE, BROKEN)
    site.existing["formations"].insert_one(misspelled())
    assert site.run() == 1
    lines = [json.loads(line) for line in site.broken.read_text().splitlines()]
    assert [line["collection"] for line in lines] == ["formations", *BROKEN]
    assert all(line["reasons"] for line in lines)
    assert site.broken.stat().st_mode & 0o777 == 0o600
    before = site.stored()
    assert site.repair(site.broken) == 1
    assert set(chain(*site.outcomes().values())) == {"refused"}
    assert site.stored() == before

    mends: dict[str, Json] = {
        "formations": {"description": "Du sol au toit.", "price": 1},
        "emplois": {
            "entreprise": "Sorbo Ingénierie",
            "description": "Lever.",
            "profil": "Topographe.",
            "formation": "BTS",
            "experience": "1 an",
            "dateLimite": "2030-01-31",
            "contact": {"email": "rh@example.com"},
        },
        "contacts": {"email": "avec@example.com"},
        "admin_users": {"role": "editor"},
        "users": {"email": "avec.adresse@example.com"},
    }
    for line in lines:
        line["document"] |= mends[line["collection"]]
    mended = site.broken.with_name("mended.jsonl")
    mended.write_text("\n".join(json.dumps(line) for line in lines))
    for outcome in ("created", "unchanged"):
        assert site.repair(mended) == 0
        assert set(chain(*site.outcomes().values())) == {outcome}
    # In the database it is as broken as it was, and what was mended here stays.
    stored = site.stored()
    site.run(broken=site.broken.with_name("again.jsonl"))
    assert site.stored() == stored


def test_one_that_is_damaged_does_not_take_the_others_with_it(site: Site) -> None:
    site.fill({"formations": WHOLE["formations"]})
    site.existing["formations"].insert_one(misspelled())
    site.fill({"formations": WHOLE["formations"]})
    assert site.run() == 1
    assert site.outcomes()["formations"] == [*["created"] * 3, "refused", *["created"] * 3]
    (line,) = [json.loads(line) for line in site.broken.read_text().splitlines()]
    assert (line["fault"], line["document"]["title"]) == ("not_utf8", "Latin-1")


def test_a_file_for_repair_that_is_there_is_left_alone(site: Site) -> None:
    site.fill(BROKEN)
    site.broken.write_text("half mended")
    site.run()
    assert site.broken.read_text() == "half mended"
    assert site.broken.with_name("broken-2.jsonl").exists()


def test_collections_that_nothing_is_taken_over_from_are_named(site: Site) -> None:
    site.fill({"users": WHOLE["users"], "admin_logs": [{"action": "x"}], "autres": [{}, {}]})
    printed = StringIO()
    assert site.run(console=Console(file=printed, width=200)) == 0
    said = printed.getvalue()
    assert "admin_logs, 1 documents" in said
    assert "autres, 2 documents" in said
    assert site.outcomes()["autres"] == ["unknown"]


def test_only_what_is_asked_for_comes_over(site: Site) -> None:
    site.fill(WHOLE)
    assert site.run(only=("users", "formations")) == 0
    assert set(site.outcomes()) == {"users", "formations"}
    assert site.product["demandes"].count_documents({}) == 0


def test_many_documents_come_over_batch_by_batch(site: Site) -> None:
    contact = WHOLE["contacts"][0]
    site.existing["contacts"].insert_many([{**contact, "_id": ObjectId()} for _ in range(250)])
    assert site.run(only=("contacts",)) == 0
    assert site.product["demandes"].count_documents({}) == 250


def test_a_document_as_large_as_they_get_is_kept_for_repair(site: Site) -> None:
    large = {"title": "Grande", "description": "x", "reste": "y" * 15_000_000}
    site.fill({"formations": [large, *WHOLE["formations"]]})
    assert site.run() == 1
    assert site.outcomes()["formations"] == ["refused", *["created"] * 3]
    (line,) = [json.loads(line) for line in site.broken.read_text().splitlines()]
    assert line["document"]["reste"] == large["reste"]


def test_the_products_own_database_is_refused(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.fill(WHOLE)
    for name in (site.existing.name, site.existing.name.upper()):
        settings = memory_settings(
            SORBO_STORAGE="mongo",
            SORBO_MONGO_URL=site.url.replace("127.0.0.1", "localhost"),
            SORBO_MONGO_DATABASE=name,
            SORBO_SMTP_URL="smtp://127.0.0.1:1",
        )
        options = Options(database=site.existing.name, broken=site.broken)
        assert run_import_mongo(settings, site.url, Console(quiet=True), options) == 2
        assert "database of this product" in capsys.readouterr().err
    assert set(site.existing.list_collection_names()) == set(WHOLE)


# The driver forgets a socket that was connecting when its client is closed.
@pytest.mark.filterwarnings("ignore:Exception ignored in. <socket:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mongodb://reader:s3cret-word@127.0.0.1:1/old", "does not answer"),
        ("mongodb://reader:s3cret-word@127.0.0.1:1:2/old", "cannot be used"),
        ("http://reader:s3cret-word@127.0.0.1/old", "cannot be used"),
        ("mongodb://reader:s3cret-w@rd@127.0.0.1/old", "cannot be used"),
        ("reader:s3cret-word", "cannot be used"),
    ],
)
def test_one_that_cannot_be_reached_is_told_in_a_line_without_its_password(
    site: Site, url: str, said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run_import_mongo(site.settings, url, Console(), Options(broken=site.broken)) == 2
    gc.collect()
    out, err = capfd.readouterr()
    assert said in err
    assert err.count("\n") == 1
    assert "s3cret" not in out + err
    assert site.stored() == {}


def test_wrong_credentials_are_told_as_such(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.fill(WHOLE)
    url = site.url.replace("mongodb://", "mongodb://reader:s3cret-word@")
    options = Options(database=site.existing.name, broken=site.broken)
    assert run_import_mongo(site.settings, url, Console(quiet=True), options) == 2
    assert "refuses the user name or the password" in (said := capsys.readouterr().err)
    assert "s3cret" not in said


@pytest.mark.parametrize("name", ["nothing-here", None])
def test_where_there_is_no_such_database_those_that_there_are_are_named(
    name: str | None, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.fill(WHOLE)
    assert site.run(database=name) == 2
    said = capsys.readouterr().err
    assert site.existing.name in said
    assert "admin" not in said


def test_where_nothing_can_be_written_to_the_report_nothing_is_done(site: Site) -> None:
    site.fill(WHOLE)
    assert site.run(report=Path(os.devnull) / "report") == 2
    assert site.product["comptes"].count_documents({}) == 0
