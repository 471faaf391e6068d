"""Values that nobody sends in good faith, deeper in a body than its first text."""

from typing import Any

from support.recruitment import candidature_body, emploi_body
from support.wire import Json, webhook_body

A_DAY: Json = {"since": "2026-03-02T00:00:00Z", "until": "2026-03-03T00:00:00Z"}
_PATTERNS: tuple[Any, ...] = (
    [".*"],
    ["demande.received\n"],
    ["demande.$where"],
    ["demande\u0000"],
    ["\ud800"],
    [{"$ne": None}],
    [["demande.received"]],
    [None],
    [1],
    ["a" * 100_000],
    ["a." * 49 + "a"] * 50,
    ["*"] * 51,
    {"$gt": ""},
    {"0": "*"},
)
_CHOICES: tuple[Any, ...] = (
    {"mail": {"$ne": None}},
    {"mail": "at_once\u0000"},
    {"mail": ["none"]},
    {"inApp": "true"},
    {"inApp": 1},
    {"$set": {"inApp": True}},
    None,
)
VALUES: tuple[tuple[str, Json], ...] = (
    *(("create a webhook", webhook_body(eventTypes=each)) for each in _PATTERNS),
    *(("change a webhook", {"eventTypes": each}) for each in _PATTERNS),
    *(("choose notifications", {"kinds": {"demande.received": each}}) for each in _CHOICES),
    ("choose notifications", {"kinds": {"$where": {}}}),
    ("choose notifications", {"kinds": {f"kind-{n}": {} for n in range(50_000)}}),
    ("create a webhook", webhook_body(url="https://hooks.example.com\r\nHost: x/")),
    ("create a webhook", webhook_body(url="https://hooks.example.com/\u202e")),
    ("create a webhook", webhook_body(url="javascript:alert(1)")),
    ("create a webhook", webhook_body(description="a\r\nBcc: x")),
    ("rotate a secret", {"overlapHours": -1}),
    ("rotate a secret", {"overlapHours": 10**18}),
    ("rotate a secret", {"overlapHours": None}),
    ("replay deliveries", A_DAY | {"since": "0000-00-00T00:00:00Z"}),
    ("replay deliveries", A_DAY | {"since": "2026-03-02T00:00:00"}),
    ("replay deliveries", A_DAY | {"until": "9999-12-31T23:59:59-14:00"}),
    ("replay deliveries", A_DAY | {"since": "0001-01-01T00:00:00+14:00"}),
    ("replay deliveries", A_DAY | {"deliveredToo": "yes"}),
    ("create an emploi", emploi_body(place={"city": {"$ne": None}})),
    ("create an emploi", emploi_body(place={"city": "x", "$where": "1"})),
    ("create an emploi", emploi_body(salary={"min": -1})),
    ("create an emploi", emploi_body(salary={"max": 10**30})),
    ("create an emploi", emploi_body(skills=["x"] * 51)),
    ("create an emploi", emploi_body(skills=[{"$gt": ""}])),
    ("create an emploi", emploi_body() | {"deadline": "0000-00-00"}),
    ("create an emploi", emploi_body() | {"deadline": "10000-01-01"}),
    ("change an emploi", {"salary": {"shown": "yes"}}),
    ("change an emploi", {"contact": {"email": "a@example.com\r\nBcc: x@example.com"}}),
    ("change an emploi", {"place": {"key": "x"}}),
    ("change an emploi", {"deadline": None}),
    ("apply", candidature_body(2, email={"$ne": None})),
    ("apply", candidature_body(2, cv={"link": "file:///etc/passwd"})),
    ("apply", candidature_body(2, cv={"link": "https://x\r\ny"})),
    ("apply", candidature_body(2, cv={"link": "https://" + "x" * 5000})),
    ("apply", candidature_body(2, level=["senior"])),
    ("move a candidature", {"state": {"$ne": "recue"}}),
    ("move a candidature", {"state": "entretien", "tell": "no"}),
    ("note a candidature", {"text": {"$concat": ["x"]}}),
    ("requeue dead letters", {"type": {"$ne": None}}),
    ("requeue dead letters", {"handler": ["x"], "type": "y"}),
)
"""The name of a route → a body that it refuses."""
