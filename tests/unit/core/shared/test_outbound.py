"""Which URLs the service calls: the table of those that people try."""

import pytest

from sorbo_core.shared.outgoing.http import IN_DEVELOPMENT, OutboundPolicy, UrlRefused

POLICY = OutboundPolicy()

FORBIDDEN_ADDRESSES = [
    "0.0.0.0",  # noqa: S104 — refused
    "10.1.2.3",
    "100.64.0.1",
    "100.100.100.200",
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "::ffff:93.184.215.14",
    "64:ff9b::7f00:1",
    "64:ff9b:1::7f00:1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fec0::1",
    "ff02::1",
    "fe80::1%eth0",
    "not an address",
]


def reason(policy: OutboundPolicy, url: str) -> str:
    """Return the code of the violation that the policy finds."""
    with pytest.raises(UrlRefused) as refusal:
        policy.accept(url)
    (violation,) = refusal.value.violations
    assert violation.pointer == "/url"
    return violation.code


@pytest.mark.parametrize(
    ("url", "called"),
    [
        ("https://hooks.example.com", "https://hooks.example.com/"),
        ("HTTPS://Hooks.Example.COM/A?b=c&d", "https://hooks.example.com/A?b=c&d"),
        ("https://hooks.example.com:8443/x", "https://hooks.example.com:8443/x"),
        ("https://hooks.example.com:443/x", "https://hooks.example.com:443/x"),
        ("https://hooks.example.com:/x:y", "https://hooks.example.com/x:y"),
        ("https://xn--caf-dma.example/x", "https://xn--caf-dma.example/x"),
        ("https://93.184.215.14/x", "https://93.184.215.14/x"),
        ("https://[2606:2800:021f:cb07::1]/x", "https://[2606:2800:21f:cb07::1]/x"),
        ("https://a_b.example.com/%2e%2e/x", "https://a_b.example.com/%2e%2e/x"),
    ],
)
def test_a_url_of_a_public_host_is_accepted_in_one_spelling(url: str, called: str) -> None:
    assert POLICY.accept(url) == called
    assert POLICY.accept(called) == called


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("", "url_unreadable"),
        ("https://", "url_unreadable"),
        ("https:///x", "url_unreadable"),
        ("https:hooks.example.com", "url_unreadable"),
        (" https://hooks.example.com", "url_unreadable"),
        ("https://hooks.example.com/a b", "url_unreadable"),
        ("https://hooks.example.com\n.evil.example", "url_unreadable"),
        ("https://hooks.example.com\\@127.0.0.1/", "url_unreadable"),
        ("https://hooks.example.com%00.evil.example/", "url_unreadable"),
        ("https://hooks.exämple.com/", "url_unreadable"),
        ("https://①②⑦.⓪.⓪.①/", "url_unreadable"),
        ("https://hooks.example.com./", "url_unreadable"),
        ("https://-hooks.example.com/", "url_unreadable"),
        ("https://hooks..example.com/", "url_unreadable"),
        ("https://hooks.example.com:99999/", "url_unreadable"),
        ("https://hooks.example.com:x/", "url_unreadable"),
        ("https://[::1", "url_unreadable"),
        ("https://[fe80::1%25eth0]/", "url_unreadable"),
        ("https://[v1.fe80]/", "url_unreadable"),
        ("https://[localhost]/", "url_unreadable"),
        ("https://[::1]hooks.example.com/", "url_address"),
        ("https://hooks.example.com/" + "a" * 2000, "url_unreadable"),
        ("hooks.example.com", "url_scheme"),
        ("//hooks.example.com/", "url_scheme"),
        ("http://hooks.example.com/", "url_scheme"),
        ("ftp://hooks.example.com/", "url_scheme"),
        ("file:///etc/passwd", "url_scheme"),
        ("gopher://hooks.example.com/", "url_scheme"),
        ("javascript:alert(1)", "url_scheme"),
        ("https://user:password@hooks.example.com/", "url_credentials"),
        ("https://user@hooks.example.com/", "url_credentials"),
        ("https://@hooks.example.com/", "url_credentials"),
        ("https://hooks.example.com@127.0.0.1/", "url_credentials"),
        ("https://hooks.example.com/#x", "url_credentials"),
        ("https://127.0.0.1#@hooks.example.com/", "url_credentials"),
        ("https://hooks.example.com:22/", "url_port"),
        ("https://hooks.example.com:6379/", "url_port"),
        ("https://hooks.example.com:0/", "url_port"),
        ("https://localhost/", "url_address"),
        ("https://intranet/", "url_address"),
        ("https://2130706433/", "url_unreadable"),
        ("https://0x7f.1/", "url_unreadable"),
        ("https://0x7f000001/", "url_unreadable"),
        ("https://0177.0.0.1/", "url_unreadable"),
        ("https://127.1/", "url_unreadable"),
        ("https://hooks.example.1/", "url_unreadable"),
        ("https://hooks.example.0x1/", "url_unreadable"),
        ("https://[::ffff:7f00:1]/", "url_address"),
    ],
)
def test_what_is_no_plain_url_of_a_public_host_is_refused(url: str, code: str) -> None:
    assert reason(POLICY, url) == code


@pytest.mark.parametrize("address", FORBIDDEN_ADDRESSES)
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    with pytest.raises(UrlRefused):
        POLICY.check_address(address)


@pytest.mark.parametrize(
    "address", [each for each in FORBIDDEN_ADDRESSES if "%" not in each and " " not in each]
)
def test_an_address_that_is_not_public_is_refused_as_a_host_too(address: str) -> None:
    host = f"[{address}]" if ":" in address else address
    assert reason(POLICY, f"https://{host}/") == "url_address"


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "93.184.215.14", "223.255.255.254", "2606:2800:21f::1", "2a00::1"]
)
def test_a_public_address_is_called(address: str) -> None:
    POLICY.check_address(address)


@pytest.mark.parametrize(
    "url", ["http://localhost:3000/x", "http://127.0.0.1/", "https://[::1]:1/", "http://a:9/"]
)
def test_development_calls_this_machine(url: str) -> None:
    assert IN_DEVELOPMENT.accept(url)
    IN_DEVELOPMENT.check_address("127.0.0.1")


@pytest.mark.parametrize(
    "url", ["http://user@localhost/", "ftp://localhost/", "http://localhost:0/", "http://127.1/"]
)
def test_development_calls_no_more_than_that(url: str) -> None:
    with pytest.raises(UrlRefused):
        IN_DEVELOPMENT.accept(url)
