"""Receive webhooks with nothing but the standard library: verify, deduplicate, answer, then work.

Run it with `python examples/webhook_receiver.py`: it starts the receiver, sends it a message as the
service does, the same one again, and one that somebody forged.
"""

import base64
import hashlib
import hmac
import json
import threading
import time
import urllib.request
from email.message import Message
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.error import HTTPError

from sorbo_core.integrations.signing import secret_of, sign

SECRET = secret_of(b"32 bytes that the service showed")
TOLERANCE = 5 * 60
MAX_BODY = 100_000


def is_genuine(headers: Message, body: bytes, *, now: float) -> bool:
    """Tell whether the service has sent this, a short while ago."""
    id_, timestamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not timestamp.isdigit() or abs(now - int(timestamp)) > TOLERANCE:
        return False
    key = base64.b64decode(SECRET.removeprefix("whsec_"))
    mac = hmac.new(key, f"{id_}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    expected = b"v1," + base64.b64encode(mac)
    # While secrets are rotated there are several signatures; one that fits is enough.
    given = headers.get("webhook-signature", "").encode().split(b" ")
    return any(hmac.compare_digest(each, expected) for each in given)


class Receiver(BaseHTTPRequestHandler):
    """Takes each message once. A real one keeps the ids in its database, with what follows from them."""

    seen: frozenset[str] = frozenset()

    def do_POST(self) -> None:
        """Refuse what is not genuine; take what is new; say thank you for what is known."""
        body = self.rfile.read(min(int(self.headers["content-length"] or 0), MAX_BODY))
        if not is_genuine(self.headers, body, now=time.time()):
            return self._answer(400, "refused")
        id_ = self.headers["webhook-id"]
        if id_ in Receiver.seen:
            return self._answer(200, "seen before")
        Receiver.seen |= {id_}
        return self._answer(200, f"taken: {json.loads(body)['type']}")

    def _answer(self, status: int, text: str) -> None:
        self.send_response(status)
        self.send_header("content-length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing: the example prints what matters."""


def post(url: str, body: bytes, *, secret: str) -> str:
    """Send a message as the service does; return the answer."""
    now = int(time.time())
    headers = {
        "content-type": "application/json",
        "webhook-id": "event-1_webhook",
        "webhook-timestamp": str(now),
        "webhook-signature": sign([secret], id="event-1_webhook", timestamp=now, body=body),
    }
    request = urllib.request.Request(url, data=body, headers=headers)  # noqa: S310 — our own server
    try:
        with urllib.request.urlopen(request) as answer:  # noqa: S310 — idem
            return f"{answer.status} {answer.read().decode()}"
    except HTTPError as refusal:
        with refusal:
            return f"{refusal.code} {refusal.read().decode()}"


def main() -> None:
    """Start the receiver and send it three messages."""
    server = HTTPServer(("127.0.0.1", 0), Receiver)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}/"
    body = b'{"type":"demande.received","timestamp":"2026-03-02T09:30:15Z","data":{"entityId":"demande"}}'
    for secret in (SECRET, SECRET, secret_of(b"some other bytes, 32 of them too")):
        print(post(url, body, secret=secret))
    server.shutdown()
    thread.join()
    server.server_close()


if __name__ == "__main__":
    main()
