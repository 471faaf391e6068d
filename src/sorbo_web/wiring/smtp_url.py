"""From the URL of a mail server to what the mailer takes."""

from urllib.parse import parse_qs, unquote, urlsplit

from sorbo_adapters.smtp.server import Security, SmtpServer

_SCHEMES = {
    "smtp": (Security.NONE, 25),
    "smtp+starttls": (Security.STARTTLS, 587),
    "smtps": (Security.TLS, 465),
}


def smtp_server(url: str) -> SmtpServer:
    """Return the mail server of a URL; `?ca_file=` names certificates to check its own against.

    Raises:
        KeyError: the scheme is none of smtp, smtp+starttls and smtps.
    """
    parts = urlsplit(url)
    security, port = _SCHEMES[parts.scheme]
    return SmtpServer(
        host=parts.hostname or "localhost",
        port=parts.port or port,
        security=security,
        username=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        ca_file=parse_qs(parts.query).get("ca_file", [None])[0],
    )
