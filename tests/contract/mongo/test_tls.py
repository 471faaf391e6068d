from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from pymongo import AsyncMongoClient
from pymongo.errors import ServerSelectionTimeoutError

from support.tls_proxy import Certificate, tls_proxy


@pytest.mark.parametrize("trusted", [True, False])
async def test_mongodb_is_reached_over_tls_by_its_url_alone(
    trusted: bool,  # noqa: FBT001 — a case of the test
    mongo_url: str,
    tmp_path: Path,
) -> None:
    certificate = Certificate(tmp_path)
    trust = f"&tlsCAFile={quote(str(certificate.file))}" if trusted else ""
    async with tls_proxy(urlsplit(mongo_url).port or 27017, certificate) as port:
        url = (
            f"mongodb://localhost:{port}/?directConnection=true&serverSelectionTimeoutMS=2000&tls=true{trust}"
        )
        async with AsyncMongoClient[dict[str, object]](url) as client:
            if trusted:
                assert (await client.admin.command("ping"))["ok"] == 1
            else:
                with pytest.raises(ServerSelectionTimeoutError, match="CERTIFICATE_VERIFY_FAILED"):
                    await client.admin.command("ping")
