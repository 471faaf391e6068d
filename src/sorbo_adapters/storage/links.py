"""Links that let others read and write objects in S3 for a time: AWS Signature Version 4, in the query.

The driver signs the path of an object only, neither the name that it is downloaded by nor how long what is
written may be.
"""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import timedelta
from urllib.parse import quote, urlsplit

from sorbo_adapters.storage.bucket import Bucket
from sorbo_core.files.storage import DirectAccess, checked_key
from sorbo_core.shared.ports import Clock

_ALGORITHM = "AWS4-HMAC-SHA256"


class S3Links(DirectAccess):
    """Signs with the secret of a bucket; nothing is asked of the storage."""

    def __init__(self, bucket: Bucket, *, clock: Clock) -> None:
        self._bucket = bucket
        self._clock = clock

    async def link_to_read(self, key: str, *, expires: timedelta, name: str, media_type: str) -> str:
        asked = {
            "response-content-disposition": f"attachment; filename*=UTF-8''{_quoted(name)}",
            "response-content-type": media_type,
        }
        return self._link("GET", key, expires=expires, asked=asked, headers={})

    async def link_to_write(self, key: str, *, expires: timedelta, size: int, media_type: str) -> str:
        # Once it is verified, what was written by the link must not be written again by it.
        headers = {"content-length": str(size), "content-type": media_type, "if-none-match": "*"}
        return self._link("PUT", key, expires=expires, asked={}, headers=headers)

    def _link(
        self,
        method: str,
        key: str,
        *,
        expires: timedelta,
        asked: Mapping[str, str],
        headers: Mapping[str, str],
    ) -> str:
        at = f"{self._clock.now():%Y%m%dT%H%M%SZ}"
        scope = f"{at[:8]}/{self._bucket.region}/s3/aws4_request"
        url = urlsplit(f"{self._bucket.url}/{checked_key(key)}")
        signed = {**headers, "host": url.netloc}
        names = ";".join(sorted(signed))
        query = _query(
            {
                **asked,
                "X-Amz-Algorithm": _ALGORITHM,
                "X-Amz-Credential": f"{self._bucket.access_key}/{scope}",
                "X-Amz-Date": at,
                "X-Amz-Expires": str(int(expires.total_seconds())),
                "X-Amz-SignedHeaders": names,
            }
        )
        lines = [f"{name}:{signed[name]}" for name in sorted(signed)]
        request = "\n".join((method, quote(url.path), query, *lines, "", names, "UNSIGNED-PAYLOAD"))
        to_sign = "\n".join((_ALGORITHM, at, scope, hashlib.sha256(request.encode()).hexdigest()))
        signature = hmac.new(self._key(scope), to_sign.encode(), hashlib.sha256).hexdigest()
        return f"{url.scheme}://{url.netloc}{quote(url.path)}?{query}&X-Amz-Signature={signature}"

    def _key(self, scope: str) -> bytes:
        key = f"AWS4{self._bucket.secret_key}".encode()
        for word in scope.split("/"):
            key = hmac.digest(key, word.encode(), "sha256")
        return key


def _query(values: Mapping[str, str]) -> str:
    return "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in sorted(values.items()))


def _quoted(text: str) -> str:
    return quote(text, safe="-_.~")
