from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import aiohttp
import msgspec
import pytest
import pytest_asyncio
from yarl import URL

from sorbo_adapters.memory.system import FixedClock
from sorbo_adapters.storage.bucket import Bucket
from sorbo_adapters.storage.links import S3Links
from sorbo_adapters.storage.s3 import S3Storage
from sorbo_core.files.errors import ObjectMissing
from support.storage.seaweed import Seaweed
from support.storage.streams import content_of, put

KEY, OTHER = "files/0a/0a5b", "files/0b/0b5b"
PDF = "application/pdf"
MINUTES = timedelta(minutes=2)
TYPED = {"Content-Type": PDF, "If-None-Match": "*"}


@pytest.fixture
def bucket(seaweed: Seaweed) -> Bucket:
    return seaweed.bucket(prefix=f"of/{uuid4().hex}")


@pytest_asyncio.fixture
async def storage(bucket: Bucket) -> S3Storage:
    storage = S3Storage(bucket)
    await put(storage, KEY, b"content")
    return storage


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime.now(UTC))


@pytest.fixture
def links(bucket: Bucket, clock: FixedClock) -> S3Links:
    return S3Links(bucket, clock=clock)


@pytest_asyncio.fixture
async def browser() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def link_to(links: S3Links, key: str = KEY, *, name: str = "cv.pdf") -> str:
    return await links.link_to_read(key, expires=MINUTES, name=name, media_type=PDF)


async def status_of(browser: aiohttp.ClientSession, url: str) -> int:
    # As it was signed: a client that normalises the query would be refused for another reason.
    async with browser.get(encoded(url)) as answer:
        return answer.status


def encoded(url: str) -> URL:
    return URL(url, encoded=True)


@pytest.mark.usefixtures("storage")
async def test_a_link_reads_an_object_as_a_download_of_the_name(
    links: S3Links, browser: aiohttp.ClientSession
) -> None:
    url = await link_to(links, name="Élodie & fils – cv (1).pdf")

    async with browser.get(encoded(url)) as answer:
        assert (answer.status, await answer.read()) == (200, b"content")
        assert answer.headers["Content-Type"] == PDF
        disposition = answer.headers["Content-Disposition"]
    assert (
        disposition == "attachment; filename*=UTF-8''%C3%89lodie%20%26%20fils%20%E2%80%93%20cv%20%281%29.pdf"
    )


@pytest.mark.usefixtures("storage")
async def test_without_a_signature_nothing_is_read(links: S3Links, browser: aiohttp.ClientSession) -> None:
    url = await link_to(links)

    assert await status_of(browser, url.partition("?")[0]) == 403


@pytest.mark.usefixtures("storage")
async def test_a_link_that_has_expired_is_refused(
    links: S3Links, clock: FixedClock, browser: aiohttp.ClientSession
) -> None:
    clock.advance(-MINUTES - timedelta(seconds=30))

    assert await status_of(browser, await link_to(links)) == 403


@pytest.mark.parametrize(
    ("signed", "instead"),
    [
        ("X-Amz-Expires=120", "X-Amz-Expires=86400"),
        ("0a/0a5b", "0b/0b5b"),
        ("cv.pdf", "cv.exe"),
        ("application%2Fpdf", "text%2Fhtml"),
        ("X-Amz-Signature=", "X-Amz-Signature=0"),
    ],
    ids=["its end", "the object", "the name", "the type", "the signature"],
)
async def test_a_link_in_which_something_was_changed_is_refused(
    storage: S3Storage, links: S3Links, browser: aiohttp.ClientSession, signed: str, instead: str
) -> None:
    await put(storage, OTHER, b"somebody else's")
    url = await link_to(links)
    assert signed in url

    assert await status_of(browser, url.replace(signed, instead)) == 403


@pytest.mark.usefixtures("storage")
async def test_a_link_that_another_secret_signed_is_refused(
    bucket: Bucket, clock: FixedClock, browser: aiohttp.ClientSession
) -> None:
    forged = S3Links(msgspec.structs.replace(bucket, secret_key="guessed"), clock=clock)

    assert await status_of(browser, await link_to(forged)) == 403


@pytest.mark.usefixtures("storage")
async def test_a_link_to_read_does_not_write(links: S3Links, browser: aiohttp.ClientSession) -> None:
    async with browser.put(encoded(await link_to(links)), data=b"other") as answer:
        assert answer.status == 403


async def test_a_link_writes_one_object(
    storage: S3Storage, links: S3Links, browser: aiohttp.ClientSession
) -> None:
    url = await links.link_to_write(OTHER, expires=MINUTES, size=5, media_type=PDF)

    async with browser.put(encoded(url), data=b"first", headers=TYPED) as answer:
        assert answer.status == 200
    async with browser.put(encoded(url), data=b"again", headers=TYPED) as answer:
        assert answer.status == 412

    assert await content_of(storage, OTHER) == b"first"


@pytest.mark.parametrize(
    ("content", "headers"),
    [
        (b"longer", TYPED),
        (b"less", TYPED),
        (b"first", {**TYPED, "Content-Type": "text/html"}),
        (b"first", {"Content-Type": PDF}),
    ],
    ids=["longer", "shorter", "of another type", "in place of another"],
)
async def test_a_link_writes_nothing_else_than_was_agreed(
    storage: S3Storage,
    links: S3Links,
    browser: aiohttp.ClientSession,
    content: bytes,
    headers: dict[str, str],
) -> None:
    url = await links.link_to_write(OTHER, expires=MINUTES, size=5, media_type=PDF)

    async with browser.put(encoded(url), data=content, headers=headers) as answer:
        assert answer.status == 403

    with pytest.raises(ObjectMissing):
        await storage.head(OTHER)


async def test_no_link_leads_outside_of_what_keys_name(links: S3Links) -> None:
    with pytest.raises(ValueError, match="no key"):
        await link_to(links, "../of-another/secret")


def test_a_bucket_does_not_show_its_secrets(bucket: Bucket) -> None:
    assert bucket.secret_key not in repr(bucket)
    assert bucket.access_key not in repr(bucket)
