"""Whether the mail server answers."""

from aiosmtplib import SMTP, SMTPException

from sorbo_adapters.smtp.server import Security, SmtpServer
from sorbo_core.shared.errors import Unavailable


async def ping(server: SmtpServer) -> None:
    """Return once the server has greeted us. Nobody logs in and nothing is sent.

    Raises:
        Unavailable: it does not answer.
    """
    client = SMTP(
        hostname=server.host,
        port=server.port,
        use_tls=server.security is Security.TLS,
        start_tls=False,
        validate_certs=False,
        timeout=server.timeout,
    )
    try:
        async with client:
            pass
    except (SMTPException, OSError, TimeoutError) as error:
        raise Unavailable(part="mail") from error
