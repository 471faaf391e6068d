"""The page about the ASVS says what is so, and the pages that it leans on are whole."""

import ast
import json
import re
from functools import cache
from pathlib import Path

from controls.switches import CONTROLS

ROOT = Path(__file__).parents[3]
_FOLDER = ROOT / "docs" / "security"
_PAGE = (_FOLDER / "asvs.md").read_text(encoding="utf-8")
_LEVELS: dict[str, int] = json.loads((_FOLDER / "asvs.json").read_text(encoding="utf-8"))
_ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([12]) \| (tested|not applicable|open) \| (.+) \|$", re.MULTILINE)
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
_CRYPTOGRAPHY = re.compile(
    r"^(?:import|from) (?:hmac|hashlib|secrets|argon2|bcrypt|cryptography|jwt)\b", re.MULTILINE
)


def _rows() -> list[tuple[str, int, str, str]]:
    return [(id, int(level), verdict, said) for id, level, verdict, said in _ROW.findall(_PAGE)]


@cache
def _tests_of(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    functions = (each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef))
    return frozenset(each.name for each in functions)


def test_every_requirement_of_both_levels_is_on_the_page_once() -> None:
    assert [(id, level) for id, level, _, _ in _rows()] == list(_LEVELS.items())


def test_what_is_tested_names_a_test_that_exists() -> None:
    for id, _, verdict, said in _rows():
        named = _TEST.fullmatch(said)
        assert (named is not None) is (verdict == "tested"), id
        assert named is None or named[2] in _tests_of(named[1]), id


def test_what_does_not_apply_or_is_open_says_why() -> None:
    assert all(said.strip() for _, _, verdict, said in _rows() if verdict != "tested")


def test_the_head_of_the_page_counts_what_is_open() -> None:
    opened = [level for _, level, verdict, _ in _rows() if verdict == "open"]
    assert f"Open: {opened.count(1)} of level 1, {opened.count(2)} of level 2." in _PAGE
    assert opened.count(2) <= 10


def test_every_module_with_cryptography_is_in_the_inventory() -> None:
    inventory = (_FOLDER / "cryptography.md").read_text(encoding="utf-8")
    source = ROOT / "src"
    modules = {
        str(each.relative_to(source))
        for each in source.rglob("*.py")
        if _CRYPTOGRAPHY.search(each.read_text(encoding="utf-8"))
    }
    assert set(re.findall(r"`(sorbo_\w+/[\w/]+\.py)`", inventory)) == modules


def test_every_control_that_is_switched_off_is_on_its_page_with_its_test() -> None:
    page = (_FOLDER / "controls.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([\w-]+)` \| .+ \| `([\w.]+)` \| `([\w/.]+)::(\w+)` \|$", page, re.MULTILINE)
    assert rows == [(name, ".".join(each.where), *each.test) for name, each in CONTROLS.items()]
    assert all(name in _tests_of(path) for _, _, path, name in rows)


def test_remedies_have_a_time_by_severity() -> None:
    policy = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    for severity in ("critical", "high", "medium", "low"):
        assert re.search(rf"^\| {severity} \| .*\d+ days", policy, re.MULTILINE), severity


def test_every_requirement_is_locked_with_its_hash() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        lines = lock.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
        wanted = [line for line in lines if line and not line.lstrip().startswith("#")]
        assert wanted
        assert all("--hash=sha256:" in line for line in wanted), lock.name


def test_the_example_proxy_speaks_recent_tls_only() -> None:
    nginx = (ROOT / "examples" / "proxy" / "nginx.conf").read_text(encoding="utf-8")
    (protocols,) = set(re.findall(r"ssl_protocols ([^;]+);", nginx))
    assert protocols.split() == ["TLSv1.2", "TLSv1.3"]
