"""`sorbo audit`: the chain verified, and accepted."""

import re

from sorbo_core.audit.record import Head
from sorbo_core.audit.use_cases.verify import Finding, Verdict
from sorbo_web.cli.work import OPERATOR, print_error, run_work
from sorbo_web.wiring.container import Container
from sorbo_web.wiring.settings import Settings

TAMPERED = 2
"""The exit code that says that something was altered, removed or reordered."""
_HEAD = re.compile(r"(\d{1,12}):([0-9a-f]{64})")


def run_verify(settings: Settings, expect: str) -> int:
    """Verify the chain and print the verdict; return the exit code."""
    kept = _head(expect) if expect else None
    if expect and kept is None:
        return _no_head(expect)

    async def work(container: Container) -> int:
        verdict = await container.audit.verify_audit()(actor=OPERATOR, kept=kept)
        print("\n".join(_lines(verdict)))  # noqa: T201 — this is what the command is for
        return TAMPERED if verdict.findings else 0

    return run_work(settings, work)


def run_accept(settings: Settings, text: str) -> int:
    """Accept the chain's present end; return the exit code."""
    head = _head(text)
    if head is None:
        return _no_head(text)

    async def work(container: Container) -> int:
        await container.audit.accept_audit()(actor=OPERATOR, head=head)
        print(f"accepted {head.text}")  # noqa: T201 — this is what the command is for
        return 0

    return run_work(settings, work)


def _lines(verdict: Verdict) -> list[str]:
    unsealed = verdict.unsealed
    since = f", since {unsealed.oldest:%Y-%m-%dT%H:%M:%SZ}" if unsealed.oldest else ""
    return [
        f"head {verdict.head.text if verdict.head else '-'}",
        f"records {verdict.records}",
        f"origins erased {verdict.forgotten}",
        f"to be sealed anew {verdict.behind}",
        f"entities with entries that are not sealed {unsealed.entities}{since}",
        *map(_line, verdict.findings),
        "NOT as it was sealed" if verdict.findings else "as it was sealed",
    ]


def _line(finding: Finding) -> str:
    return f"{finding.fault} at {finding.sequence}"


def _head(text: str) -> Head | None:
    found = _HEAD.fullmatch(text)
    return Head(sequence=int(found[1]), hash=found[2]) if found else None


def _no_head(text: str) -> int:
    print_error(f"{text!r} is no head: give <number>:<hash> as `sorbo audit verify` prints it.")
    return 1
