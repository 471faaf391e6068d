"""`sorbo dev` as its user meets it."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from pymongo import AsyncMongoClient

from sorbo_adapters.embedded.ports import free_port
from support.dev_site import panel_of
from support.program import Program, children_of, eventually, is_running

FIXTURE = Path(__file__).parents[1] / "fixtures" / "formations.json"


def _dev(folder: Path, *options: str) -> Program:
    port = free_port()
    arguments = ("dev", "--port", str(port), *options)
    return Program(*arguments, folder=folder, settings={}, port=port)


@pytest_asyncio.fixture
async def dev(tmp_path: Path) -> AsyncIterator[Program]:
    async with _dev(tmp_path) as program:
        await eventually(lambda: panel_of(program))
        yield program


async def test_the_panel_leads_to_a_catalogue_an_inbox_and_a_login(dev: Program) -> None:
    panel = await panel_of(dev)
    items = (await dev.client.get(panel["API"])).json()["items"]
    assert len(items) >= 5
    inbox = await dev.client.get(panel["Inbox"])
    assert "text/html" in inbox.headers["content-type"]
    token = await _logged_in(dev, panel)
    me = await dev.client.get("/api/v1/auth/me", headers={"Authorization": f"Bearer {token}"})
    assert me.json()["role"] == "super-admin"


async def test_a_second_start_on_another_port_finds_the_data(dev: Program, tmp_path: Path) -> None:
    demande = {"subject": "autre", "name": "Visiteur", "email": "v@example.com", "message": "Bonjour."}
    sent = (await dev.client.post("/api/v1/demandes", json=demande)).json()
    first = await panel_of(dev)
    assert await dev.stop(signal.SIGINT) == 0
    dev.output_file.unlink()

    # The ports of the first run are taken now: the servers must move.
    taken = [socket.create_server(("127.0.0.1", port)) for port in _remembered_ports(tmp_path)]
    async with _dev(tmp_path) as again:
        panel = await eventually(lambda: panel_of(again))
        assert panel["Password"] == first["Password"]
        assert panel["MongoDB"] != first["MongoDB"]
        token = await _logged_in(again, panel)
        headers = {"Authorization": f"Bearer {token}"}
        found = await again.client.get(f"/api/v1/demandes/{sent['id']}", headers=headers)
        assert found.json()["message"] == "Bonjour."
    for listener in taken:
        listener.close()


async def _logged_in(dev: Program, panel: dict[str, str]) -> str:
    """Log in with what the panel shows, and return an access token."""
    credentials = {"email": panel["Staff account"], "password": panel["Password"]}
    begun = (await dev.client.post("/api/v1/auth/login", json=credentials)).json()
    assert begun["status"] == "second_factor_needed"
    step = {"ticket": begun["ticket"], "code": panel["Code"]}
    completed = await dev.client.post("/api/v1/auth/login/second-factor", json=step)
    return str(completed.raise_for_status().json()["accessToken"])


def _remembered_ports(folder: Path) -> list[int]:
    return list(json.loads((folder / ".sorbo" / "ports.json").read_text()).values())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.skipif(sys.platform != "linux", reason="children are looked up in /proc")
async def test_nothing_stays_behind(dev: Program, number: signal.Signals) -> None:
    children = children_of(dev.pid)
    assert len(children) >= 2
    await dev.stop(number)
    assert not [pid for pid in children if is_running(pid)]


async def test_a_taken_port_is_told_in_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        program = Program("dev", "--port", str(port), folder=tmp_path, settings={}, port=port)
        await program.launch()
        assert await program.ended() == 1
    assert program.output.strip().replace("\n", " ") == (
        f"Port {port} on 127.0.0.1 is taken by another program: stop it, or choose another port with --port."
    )
    assert not (tmp_path / ".sorbo").exists()
    await program.client.aclose()


async def test_a_data_directory_in_use_is_told_in_one_sentence(dev: Program, tmp_path: Path) -> None:
    second = _dev(tmp_path)
    await second.launch()
    assert await second.ended() == 1
    assert f"is in use by process {dev.pid}" in second.output.replace("\n", " ")
    await second.client.aclose()


async def test_memory_serves_the_sample_and_keeps_nothing(tmp_path: Path) -> None:
    async with _dev(tmp_path, "--memory") as program:
        await eventually(lambda: panel_of(program))
        assert "nothing is kept" in program.output
        assert (await program.client.get("/api/v1/formations")).json()["items"]
        assert await program.stop() == 0
    assert not (tmp_path / ".sorbo").exists()


async def test_without_the_sample_the_catalogue_is_empty_until_it_is_imported(tmp_path: Path) -> None:
    async with _dev(tmp_path, "--no-sample") as program:
        await eventually(lambda: panel_of(program))
        assert (await program.client.get("/api/v1/formations")).json()["items"] == []
        first, second = _import(tmp_path), _import(tmp_path)
        assert "refused" in first.stdout
        assert first.returncode == second.returncode == 1
        items = (await program.client.get("/api/v1/formations")).json()["items"]
        assert items
        assert await _versions(program) == {item["id"]: item["version"] for item in items}

        # One says that the account has a second factor now. Two mails more and no others, though there is an
        # account that may read requests.
        demande = {"subject": "autre", "name": "Visiteur", "email": "v@example.com", "message": "Bonjour."}
        await program.client.post("/api/v1/demandes", json=demande)
        await eventually(lambda: _caught(program, 3))
        await eventually(lambda: _nothing_waits(tmp_path))
        assert await _caught(program, 3)


async def _caught(program: Program, number: int) -> bool:
    return f"({number})" in (await program.client.get("/inbox")).text


async def _nothing_waits(folder: Path) -> bool:
    environ = (folder / ".sorbo" / "running.env").read_text().splitlines()
    (url,) = (line.partition("=")[2] for line in environ if line.startswith("SORBO_MONGO_URL="))
    async with AsyncMongoClient[dict[str, object]](url) as client:
        return await client["sorbo"]["demandes"].find_one({"outbox": {"$exists": True}}) is None


async def _versions(program: Program) -> dict[str, int]:
    items = (await program.client.get("/api/v1/formations")).json()["items"]
    return {item["id"]: item["version"] for item in items}


def _import(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sorbo_web", "import", "formations", str(FIXTURE)]
    environ = {k: v for k, v in os.environ.items() if not k.startswith("SORBO_")}
    return subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, check=False)  # noqa: S603 — our own command
