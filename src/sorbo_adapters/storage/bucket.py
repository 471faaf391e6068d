"""Where objects are in S3."""

import msgspec


class Bucket(msgspec.Struct, frozen=True, kw_only=True):
    """Where objects are in S3, and who asks for them.

    Attributes:
        name: of the bucket.
        prefix: what all keys are below; may be empty.
        endpoint: `https://…`, asked for the bucket in the path; empty for Amazon's own of the region.
        region: the one that requests are signed for.
        access_key, secret_key: both empty for what the environment of AWS gives, such as the role of a
            machine; then there are no links.
    """

    name: str
    prefix: str = ""
    endpoint: str = ""
    region: str = "us-east-1"
    access_key: str = ""
    secret_key: str = ""

    def __repr__(self) -> str:
        """Show where it is, and nothing secret."""
        return f"Bucket({self.name!r}, prefix={self.prefix!r}, endpoint={self.endpoint!r})"

    @property
    def url(self) -> str:
        """The address of what is below the prefix, without `/` at its end."""
        host = self.endpoint.rstrip("/") or f"https://s3.{self.region}.amazonaws.com"
        return "/".join(part for part in (host, self.name, self.prefix) if part)
