"""The scanner against clamd itself."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from sorbo_adapters.clamav.scanner import ClamavScanner
from sorbo_core.files.inspection import Verdict
from sorbo_core.shared.errors import Unavailable
from support.clamd import EICAR
from support.real_clamd import MOST_BYTES, RealClamd, installed

THREAT = Verdict(threat="Eicar-Test.UNOFFICIAL")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def clamd(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[RealClamd]:
    program = installed()
    if program is None:
        pytest.skip("clamd is not installed (Debian: clamav-daemon)")
    async with RealClamd(program=program, folder=tmp_path_factory.mktemp("clamd")) as server:
        yield server


@pytest.fixture(params=["tcp", "socket"])
def scanner(request: pytest.FixtureRequest, clamd: RealClamd) -> ClamavScanner:
    return ClamavScanner(clamd.url if request.param == "tcp" else str(clamd.socket))


@pytest.mark.parametrize(
    ("content", "verdict"), [(b"%PDF-1.7 " + b"plain " * 100_000, Verdict()), (EICAR, THREAT)]
)
async def test_what_is_harmful_is_named_and_the_rest_is_clean(
    scanner: ClamavScanner, tmp_path: Path, content: bytes, verdict: Verdict
) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    assert await scanner.scan(path) == verdict


async def test_what_is_longer_than_it_takes_has_no_verdict(scanner: ClamavScanner, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(bytes(MOST_BYTES + 1))
    with pytest.raises(Unavailable):
        await scanner.scan(path)
