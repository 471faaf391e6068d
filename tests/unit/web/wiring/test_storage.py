"""Where files are: from a URI, and from settings."""

from pathlib import Path

import pytest

from sorbo_adapters.memory.files.storage import MemoryStorage
from sorbo_adapters.storage.links import S3Links
from sorbo_adapters.storage.local import LocalStorage
from sorbo_adapters.storage.s3 import S3Storage
from sorbo_adapters.system.clock import SystemClock
from sorbo_web.wiring.container import build_container
from sorbo_web.wiring.ports.storage import storage_at, storage_of
from sorbo_web.wiring.settings import Settings, load_settings
from sorbo_web.wiring.storage_uri import Place, Scheme, parse_place, place_of
from support.settings import DEVELOPMENT, PRODUCTION

IN_MONGO = DEVELOPMENT | {
    "SORBO_STORAGE": "mongo",
    "SORBO_MONGO_URL": "mongodb://localhost:27017/?replicaSet=rs0",
    "SORBO_SMTP_URL": "smtp://localhost:1025",
}


@pytest.mark.parametrize(
    ("uri", "place"),
    [
        ("file:///var/lib/sorbo", Place(scheme=Scheme.FILE, folder=Path("/var/lib/sorbo"))),
        ("file:///with%20space/", Place(scheme=Scheme.FILE, folder=Path("/with space"))),
        ("s3://bucket", Place(scheme=Scheme.S3, bucket="bucket")),
        ("s3://a.bucket/of/ours/", Place(scheme=Scheme.S3, bucket="a.bucket", prefix="of/ours")),
        ("memory://", Place(scheme=Scheme.MEMORY)),
    ],
)
def test_a_uri_names_a_place(uri: str, place: Place) -> None:
    assert parse_place(uri) == place


def test_what_is_wrong_with_a_uri_is_said_without_what_may_be_secret_in_it() -> None:
    with pytest.raises(ValueError, match="settings of their own") as caught:
        parse_place("s3://key:hV5nK8cYb3Wz@bucket")
    assert "hV5nK8cYb3Wz" not in str(caught.value)


def test_development_has_a_folder_beside_the_other_data() -> None:
    assert place_of(load_settings(IN_MONGO)).folder == Path(".sorbo/files").absolute()


def test_an_installation_in_memory_keeps_files_in_memory_too() -> None:
    assert place_of(load_settings(DEVELOPMENT)).scheme is Scheme.MEMORY


def test_what_is_given_counts_wherever_entities_are() -> None:
    settings = load_settings(DEVELOPMENT | {"SORBO_FILES": "file:///srv/files"})
    assert place_of(settings).folder == Path("/srv/files")


@pytest.mark.parametrize(
    ("uri", "kind"),
    [("file:///srv/files", LocalStorage), ("s3://bucket/prefix", S3Storage), ("memory://", MemoryStorage)],
)
def test_each_place_has_its_storage(uri: str, kind: type) -> None:
    settings = load_settings(PRODUCTION)
    assert isinstance(storage_at(parse_place(uri), settings, SystemClock()), kind)


def test_s3_has_links_and_others_have_none() -> None:
    def links(settings: Settings) -> list[type]:
        return [type(each) for each in build_container(settings).ports.direct_access()]

    assert links(load_settings(PRODUCTION)) == [S3Links]
    assert links(load_settings(DEVELOPMENT)) == []


def test_a_role_of_a_machine_signs_no_links(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "of the machine")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "its secret")
    settings = load_settings(
        DEVELOPMENT | {"SORBO_FILES": "s3://bucket", "SORBO_S3_ENDPOINT": "https://s3.example.com"}
    )

    assert isinstance(storage_of(settings, SystemClock()), S3Storage)
    assert build_container(settings).ports.direct_access() == ()
