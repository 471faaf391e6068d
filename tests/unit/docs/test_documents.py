import re
import shlex
from pathlib import Path

import pytest

from sorbo_adapters.security.signing_key import new_signing_key
from sorbo_web.wiring.settings import FIELDS, Env, load_settings
from support.repository_files import ROOT, load, read, run

READMES = ("README.md", "LISEZMOI.md")
GENERATORS = ("generate_errors.py", "generate_configuration.py", "generate_events.py", "generate_privacy.py")
# Where the documents look for a file that they name.
SHELVES = ("", "src", "src/sorbo_core", "src/sorbo_adapters", "src/sorbo_web", "tests/unit/core")
# What recipes make up, and what is there while the program runs.
NOT_HERE = ("recruitment", "portfolio", "postgres", "outcome", ".sorbo/")


def lines(document: str, *beginnings: str) -> list[str]:
    return [line for line in read(document).splitlines() if line.startswith(beginnings)]


def example_settings() -> list[tuple[str, str]]:
    pairs = (line.partition("=") for line in lines(".env.example", "SORBO_"))
    return [(name, "".join(shlex.split(value))) for name, _, value in pairs]


def named_files() -> set[str]:
    texts = [file.read_text(encoding="utf-8") for file in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"))]
    return {name for text in texts for name in re.findall(r"`([\w.-]+/[\w./-]+\.[a-z0-9]+)`", text)}


def test_the_readme_has_one_command_to_run_it_and_one_to_test_it() -> None:
    commands = lines("README.md", "python3 -m venv")
    assert [command.rpartition("&& ")[2] for command in commands] == [".venv/bin/sorbo dev", ".venv/bin/nox"]


def test_ci_runs_the_test_command_of_the_readme_exactly() -> None:
    assert lines(".ci/run", "python3 -m venv") == lines("README.md", "python3 -m venv")[1:]


def test_both_readmes_give_the_same_commands() -> None:
    english, french = (lines(readme, "python3 -m venv", "curl ", "TOKEN=") for readme in READMES)
    assert english == french
    assert len(english) == 2 + 5


@pytest.mark.parametrize("script", GENERATORS)
def test_a_generated_document_is_up_to_date(script: str) -> None:
    done = run(f"scripts/{script}", "--check")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_schemas_of_events_are_not_written_over_what_they_break(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    published = tmp_path / "events.schema.json"
    fuller = read("docs/events.schema.json").replace('"state": {', '"before": {"type": "string"}, "state": {')
    published.write_text(fuller, encoding="utf-8")
    script = load("scripts/generate_events.py")
    assert [script.main(arguments, tmp_path) for arguments in ([], ["--check"])] == [1, 1]
    assert published.read_text(encoding="utf-8") == fuller
    told = capsys.readouterr().out
    assert "docs/events.schema.json: demande.moved.v1.data.before is gone" in told
    assert "docs/recipes/change-an-event.md" in told


def test_the_example_environment_holds_every_setting_once() -> None:
    assert [name for name, _ in example_settings()] == [field.variable for field in FIELDS]


def test_the_example_environment_loads_in_development_and_has_no_key_that_could_be_copied() -> None:
    example = dict(example_settings())
    assert example["SORBO_SIGNING_KEY"] == ""
    settings = load_settings(example, signing_key=new_signing_key())
    assert (settings.env, settings.company) == (Env.DEVELOPMENT, "Sorbo Ingénierie")


def test_links_inside_the_repository_lead_somewhere() -> None:
    done = run("scripts/check_links.py", "--check")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_link_to_a_missing_file_or_heading_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Une étude & plus\n[b](b.md) [c](c.md) [1](#une-étude--plus) [2](#no)\n")
    (tmp_path / "b.md").write_text(
        "```\n[q](q.md)\n```\n`[z](z.md)` [a](a.md#no) [w](https://example.com/no)\n"
    )
    broken = load("scripts/check_links.py").broken_links(tmp_path)
    assert list(broken) == ["a.md: c.md", "a.md: #no", "b.md: a.md#no"]


def test_the_map_names_every_package() -> None:
    source = ROOT / "src"
    packages = {file.parent.relative_to(source).as_posix() for file in source.glob("sorbo_*/*/**/*.py")}
    architecture = read("docs/architecture.md")
    assert sorted(name for name in packages if f"`{name}/`" not in architecture) == []


def test_files_that_the_documents_name_exist() -> None:
    named = {name for name in named_files() if not any(word in name for word in NOT_HERE)}
    missing = [name for name in named if not any((ROOT / shelf / name).exists() for shelf in SHELVES)]
    assert missing == []
    assert len(named) > 30
