"""URLs of mail servers."""

import pytest

from sorbo_adapters.smtp.server import Security, SmtpServer
from sorbo_web.wiring.smtp_url import smtp_server

_MAIL = "mail.example.com"


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example.com", SmtpServer(host=_MAIL, port=25, security=Security.NONE)),
        ("smtp://mail.example.com:1025/", SmtpServer(host=_MAIL, port=1025, security=Security.NONE)),
        ("smtp://[::1]:25", SmtpServer(host="::1", port=25, security=Security.NONE)),
        ("smtps://mail.example.com", SmtpServer(host=_MAIL, port=465, security=Security.TLS)),
        (
            "smtp+starttls://site%40example.com:p%2Fw%3A%23@mail.example.com",
            SmtpServer(
                host=_MAIL,
                port=587,
                security=Security.STARTTLS,
                username="site@example.com",
                password="p/w:#",
            ),
        ),
        (
            "smtps://mail.example.com?ca_file=/etc/ssl/own%20ca.pem",
            SmtpServer(host=_MAIL, port=465, security=Security.TLS, ca_file="/etc/ssl/own ca.pem"),
        ),
    ],
)
def test_a_url_says_where_the_server_is_and_how_to_talk_to_it(url: str, server: SmtpServer) -> None:
    assert smtp_server(url) == server


def test_another_scheme_is_refused() -> None:
    with pytest.raises(KeyError):
        smtp_server("http://mail.example.com")
