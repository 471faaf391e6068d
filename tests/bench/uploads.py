"""How much memory uploads take, and how long public reads take meanwhile, beside how long otherwise.

So many clients send a file of 25 MB each, and begin again as soon as they are answered; they are a
process of its own. Reads go out as in `bench.login_flood`. Memory is the largest resident set that the
one worker of the API ever had, as the kernel tells it; the child that opens the files is told apart.
"""

import argparse
import asyncio
import re
import statistics
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import httpx
import msgspec
from loguru import logger

from bench.login_flood import timed_reads
from bench.site import logged_in, servers, settings, verdict
from bench.speed.content import fill
from sorbo_adapters.mongo.store.client import connect, database_of
from support.files import pdf
from support.program import Program, children_of

MEMORY_AIM = 200
_FORMATIONS, _SIZE, _CHUNK = 20, 25_000_000, 65_536
_UPLOAD = "/api/v1/files?kind=document&name=Guide.pdf"


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """Times of reads in milliseconds, megabytes at most, and how the uploads fared."""

    calm_ms: list[float]
    busy_ms: list[float]
    idle_mb: float
    peak_mb: float
    child_mb: float
    answered: dict[str, int]

    def lines(self) -> list[str]:
        """Return the figures in words."""
        calm, busy = (statistics.quantiles(each, n=100)[-1] for each in (self.calm_ms, self.busy_ms))
        uploads = ", ".join(f"{count} with {status}" for status, count in sorted(self.answered.items()))
        return [
            f"p99 of a public read {calm:7.2f} ms without, {busy:7.2f} ms during uploads",
            f"uploads answered     {uploads}",
            f"p99 during ÷ without {busy / calm:7.2f}",
            f"memory of the API    {self.idle_mb:7.0f} MB before; of what opens files {self.child_mb:.0f} MB",
            f"most it ever had     {self.peak_mb:7.0f} MB   {verdict(self.peak_mb, MEMORY_AIM)} MB",
        ]


async def measured(folder: Path, *, reads: int, clients: int) -> Result:
    """Time so many reads without uploads, and as many during them."""
    async with AsyncExitStack() as stack:
        mongo_url, redis_url = await stack.enter_async_context(servers(folder))
        async with connect(mongo_url) as mongo:
            await fill(database_of(mongo), _FORMATIONS)
        environ = settings(mongo_url, redis_url, SORBO_FILES=f"file://{folder}/files")
        api = await stack.enter_async_context(Program("serve", folder=folder, settings=environ))
        token = await logged_in(environ, api.client)
        (serving,) = children_of(api.pid)
        await timed_reads(api.client, reads // 10)
        calm, idle = await timed_reads(api.client, reads), _most_mb(serving)
        async with _uploads(str(api.client.base_url), token, clients) as answered:
            busy = await timed_reads(api.client, reads)
        children = children_of(serving)
        return Result(
            calm_ms=calm,
            busy_ms=busy,
            idle_mb=idle,
            peak_mb=_most_mb(serving),
            child_mb=max(map(_most_mb, children), default=0),
            answered=answered,
        )


def _most_mb(pid: int) -> float:
    """Return the largest resident set that a process ever had."""
    told = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text("ascii"))
    return int(told[1]) / 1000 if told else 0


@asynccontextmanager
async def _uploads(url: str, token: str, clients: int) -> AsyncIterator[dict[str, int]]:
    """Upload while the block runs; what is yielded is filled in at its end."""
    answered: dict[str, int] = {}
    command = (sys.executable, "-m", "bench.uploads", "--upload", url, "--clients", str(clients))
    pipe = asyncio.subprocess.PIPE
    sender = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe)
    if sender.stdin is None or sender.stdout is None:
        raise RuntimeError(command)
    sender.stdin.write(f"{token}\n".encode())
    await sender.stdout.readline()
    yield answered
    sender.stdin.close()
    answered |= msgspec.json.decode(await sender.stdout.read(), type=dict[str, int])
    await sender.wait()


async def _upload_on_and_on(url: str, clients: int) -> dict[str, int]:
    """Upload with so many clients until nothing is left to read; each finishes what it has begun."""
    answered: dict[str, int] = {}
    content, over = pdf(size=_SIZE), False
    token = sys.stdin.readline().strip()
    headers = {
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/pdf",
        "Content-Length": str(len(content)),
    }

    async def chunks() -> AsyncIterator[bytes]:
        for start in range(0, len(content), _CHUNK):
            yield content[start : start + _CHUNK]

    async def one(client: httpx.AsyncClient) -> None:
        while not over:
            status = str((await client.post(_UPLOAD, content=chunks(), headers=headers)).status_code)
            answered[status] = answered.get(status, 0) + 1

    limits = httpx.Limits(max_connections=clients)
    async with httpx.AsyncClient(base_url=url, timeout=600, limits=limits) as client:
        senders = [asyncio.create_task(one(client)) for _ in range(clients)]
        print(flush=True)
        await asyncio.to_thread(sys.stdin.read)
        over = True
        await asyncio.gather(*senders)
    return answered


def main() -> None:
    """Measure, and print."""
    logger.remove()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reads", type=int, default=2000)
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--upload", help=argparse.SUPPRESS)
    parser.add_argument("--json", type=Path, help="file that the figures are written to")
    options = parser.parse_args()
    if options.upload:
        answered = asyncio.run(_upload_on_and_on(options.upload, options.clients))
        print(msgspec.json.encode(answered).decode(), flush=True)
        return
    with tempfile.TemporaryDirectory(prefix="sorbo-bench-") as folder:
        result = asyncio.run(measured(Path(folder), reads=options.reads, clients=options.clients))
    print("\n".join(result.lines()))
    if options.json:
        options.json.write_bytes(msgspec.json.encode(result))


if __name__ == "__main__":
    main()
