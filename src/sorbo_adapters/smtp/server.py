"""Where mails are handed over, and how the connection is made."""

import ssl
from enum import StrEnum

import msgspec
from aiosmtplib import SMTP


class Security(StrEnum):
    """How the connection is protected: not at all, after STARTTLS, or by TLS from the start."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


class SmtpServer(msgspec.Struct, frozen=True, kw_only=True):
    """The mail server that takes our mails.

    Attributes:
        username: None where the server asks for none.
        ca_file: certificates (PEM) that the server's is checked against instead of the system's.
        timeout: seconds that handing one mail over may take.
    """

    host: str
    port: int
    security: Security = Security.STARTTLS
    username: str | None = None
    password: str | None = None
    ca_file: str | None = None
    timeout: float = 10.0

    def __repr__(self) -> str:
        """Show where it is, without the password."""
        return f"SmtpServer({self.host}:{self.port}, {self.security})"

    def tls_context(self) -> ssl.SSLContext | None:
        """Return what the server's certificate is checked by, if there is one."""
        return None if self.security is Security.NONE else ssl.create_default_context(cafile=self.ca_file)

    def client(self, *, hostname: str, tls_context: ssl.SSLContext | None) -> SMTP:
        """Return a client that is not connected yet; `hostname` is how it greets the server."""
        return SMTP(
            hostname=self.host,
            port=self.port,
            username=self.username,
            password=self.password,
            local_hostname=hostname,
            timeout=self.timeout,
            use_tls=self.security is Security.TLS,
            start_tls=self.security is Security.STARTTLS,
            tls_context=tls_context,
        )
