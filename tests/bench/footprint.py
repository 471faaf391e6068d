"""How soon `sorbo serve` is ready, and how much memory one worker and a whole installation take.

An API of one worker without work beside, a worker for that, MongoDB with a cache of 256 MB and
Valkey. Lists and details are read, kept and not, and requests are posted, from which events and
mails follow. Memory is the proportional set size, the largest that was seen, every quarter of a
second. What is installed for development alone is hidden: some of it would be loaded.
"""

import asyncio
import os
import statistics
import time
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Final

import httpx
import msgspec

from bench.command import parser_of, run
from bench.site import settings, verdict, working
from bench.speed.content import fill
from bench.speed.load import Request, load
from sorbo_adapters.embedded.ports import free_port
from sorbo_adapters.mongo.store.client import connect, database_of
from support.loaded import absent_on_a_server
from support.program import Program, children_of, eventually
from support.services import new_mongod, new_valkey
from support.smtp import MoodySmtp

READY_AIM, WORKER_AIM, ALL_AIM = 2.0, 150, 512
_STARTS = 5
_DOCUMENTS = 2000
_API, _WORKER, _MONGOD, _VALKEY = "one worker of the API", "worker of the queue", "MongoDB", "Valkey"
_MANAGER = "manager of the API"
_REQUESTS: Final = (
    Request(path="/api/v1/formations?limit=20"),
    Request(path="/api/v1/formations?price[gte]=NUMBER&sort=price&limit=20"),
    Request(path="/api/v1/formations/bench-7"),
    Request(path="/api/v1/search?q=formation%20NUMBER"),
    Request(
        path="/api/v1/demandes",
        post=(
            '{"name": "Service des achats", "email": "achats-NUMBER@example.com", "subject": "autre", '
            '"message": "Une question, s\'il vous plaît."}'
        ),
    ),
)


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What was measured.

    Attributes:
        ready_seconds: of each start, until readiness answers 200.
        cpu_seconds: that each start took: what does not depend on what the machine does beside.
        idle_mb, loaded_mb: the largest proportional set size of each process, by what it is.
        all_mb: the largest of all of them together, at one time.
    """

    ready_seconds: list[float]
    cpu_seconds: list[float]
    idle_mb: dict[str, float]
    loaded_mb: dict[str, float]
    all_mb: float

    def lines(self) -> list[str]:
        """Return the figures in words."""
        ready, cpu = statistics.median(self.ready_seconds), statistics.median(self.cpu_seconds)
        worker = self.loaded_mb[_API]
        return [
            f"ready after {ready:.2f} s, of CPU {cpu:.2f} s ({_STARTS} starts); {verdict(ready, READY_AIM)}",
            *(
                f"  {name:24}{self.idle_mb[name]:7.0f} MB, {mb:5.0f} under load"
                for name, mb in self.loaded_mb.items()
            ),
            f"one worker under load {worker:.0f} MB; {verdict(worker, WORKER_AIM)} MB",
            f"all of it {self.all_mb:.0f} MB; {verdict(self.all_mb, ALL_AIM)} MB",
        ]


async def measured(folder: Path, *, seconds: float) -> Result:
    """Start everything, and watch it under load."""
    for name in ("mongod", "valkey", "mail"):
        (folder / name).mkdir()
    async with AsyncExitStack() as stack:
        mongod = await stack.enter_async_context(new_mongod(folder / "mongod"))
        valkey = await stack.enter_async_context(new_valkey(folder / "valkey"))
        smtp = await stack.enter_async_context(MoodySmtp(folder=folder / "mail", port=free_port()))
        environ = settings(mongod.url, valkey.url, SORBO_SMTP_URL=smtp.url, **_as_installed())
        async with connect(mongod.url) as mongo:
            await fill(database_of(mongo), _DOCUMENTS)
        starts = [await _start(folder, environ) for _ in range(_STARTS)]
        api = await stack.enter_async_context(Program("serve", folder=folder, settings=environ))
        worker = await stack.enter_async_context(working(folder, environ))
        assert mongod.pid is not None
        assert valkey.pid is not None
        (serving,) = children_of(api.pid)
        pids = {
            _API: serving,
            _MANAGER: api.pid,
            _WORKER: worker.pid,
            _MONGOD: mongod.pid,
            _VALKEY: valkey.pid,
        }
        idle = _memory(pids)
        loaded, together = await _watched(pids, asyncio.create_task(_loaded(api.port, seconds)))
    ready, cpu = map(list, zip(*starts, strict=True))
    return Result(ready_seconds=ready, cpu_seconds=cpu, idle_mb=idle, loaded_mb=loaded, all_mb=together)


def _as_installed() -> dict[str, str]:
    """Return what hides from Python whatever is installed for development only."""
    path = (str(Path(__file__).with_name("server_only")), os.environ.get("PYTHONPATH", ""))
    return {"PYTHONPATH": os.pathsep.join(path), "BENCH_ABSENT": ",".join(absent_on_a_server())}


async def _start(folder: Path, environ: dict[str, str]) -> tuple[float, float]:
    """Return after how many seconds it was ready, and how many of CPU it took."""
    program = Program("serve", folder=folder, settings=environ)
    started = time.perf_counter()
    await program.launch()
    try:
        await eventually(lambda: _is_ready(program.client), every=0.01)
        return time.perf_counter() - started, sum(map(_cpu_seconds, program.tree()))
    finally:
        await program.stop()
        await program.client.aclose()


def _cpu_seconds(pid: int) -> float:
    user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


async def _is_ready(client: httpx.AsyncClient) -> bool:
    try:
        return (await client.get("/health/ready")).is_success
    except httpx.TransportError:
        return False


async def _loaded(port: int, seconds: float) -> None:
    for request in _REQUESTS:
        await load(port, request, seconds=seconds)


async def _watched(pids: dict[str, int], until: asyncio.Task[None]) -> tuple[dict[str, float], float]:
    seen = [_memory(pids)]
    while not until.done():
        await asyncio.sleep(0.25)
        seen.append(_memory(pids))
    await until
    return {name: max(each[name] for each in seen) for name in pids}, max(sum(each.values()) for each in seen)


def _memory(pids: dict[str, int]) -> dict[str, float]:
    return {name: _pss_mb(pid) for name, pid in pids.items()}


def _pss_mb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024 / 1e6


def main() -> None:
    """Measure, and print."""
    parser = parser_of(__doc__)
    parser.add_argument("--seconds", type=float, default=5, help="of each kind of load")
    run(parser, lambda folder, given: measured(folder, seconds=given.seconds))


if __name__ == "__main__":
    main()
