"""`sorbo serve` and the operator's commands."""

from pathlib import Path

import httpx

from sorbo_adapters.embedded.ports import free_port
from support.program import Program, eventually

from .conftest import Site


async def test_an_operator_sets_a_site_up(site: Site) -> None:
    assert site.run("indexes", "--check").returncode == 1
    assert site.run("indexes").returncode == 0
    assert site.run("indexes", "--check").returncode == 0

    password = "une phrase de passe assez longue"
    created = site.run("create-admin", "admin@example.com", "--password-stdin", stdin=f"{password}\n")
    assert created.returncode == 0, created.stderr
    assert password not in created.stdout
    again = site.run("create-admin", "admin@example.com")
    assert again.returncode == 1
    assert "--reset-password" in again.stderr.replace("\n", " ")
    credentials = {"email": "admin@example.com", "password": password}
    assert (await site.api.client.post("/api/v1/auth/login", json=credentials)).is_success

    shown = site.run("config").stdout
    assert "SORBO_SIGNING_KEY=***" in shown
    assert site.settings["SORBO_SIGNING_KEY"] not in shown


async def test_two_workers_share_metrics_and_exact_limits(site: Site, tmp_path: Path) -> None:
    folder = tmp_path / "second"
    folder.mkdir()
    metrics_port = free_port()
    more = {
        "SORBO_WORKERS": "2",
        "SORBO_WRITES_PER_MINUTE": "20",
        "SORBO_METRICS_PORT": str(metrics_port),
    }
    async with Program("serve", folder=folder, settings=site.settings | more, port=free_port()) as api:
        body = {"email": "personne@example.com", "password": "fausse"}
        answers = [await _post_alone(api, body) for _ in range(30)]
        statuses = [answer.status_code for answer in answers]
        # Five guesses at an account, then logins and writes of the address: exact over both workers.
        assert statuses.count(401) == 5
        assert statuses.count(429) == 25
        assert all(answer.headers["retry-after"] for answer in answers[5:])
        await eventually(lambda: _counts_all(metrics_port))


async def _post_alone(api: Program, body: dict[str, str]) -> httpx.Response:
    # A connection of its own each: the kernel hands them to either worker.
    async with httpx.AsyncClient(base_url=api.client.base_url) as client:
        return await client.post("/api/v1/auth/login", json=body)


async def _counts_all(port: int) -> bool:
    async with httpx.AsyncClient() as client:
        page = (await client.get(f"http://127.0.0.1:{port}/metrics")).text
    lines = [line for line in page.splitlines() if line.startswith("sorbo_http_requests_total")]
    logins = [float(line.rpartition(" ")[2]) for line in lines if "/auth/login" in line or "unrouted" in line]
    return sum(logins) >= 30
