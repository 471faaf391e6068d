"""Which packages a piece of code loads, in an interpreter of its own."""

import json
import os
import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

_SERVER = Path(__file__).parents[2] / "requirements" / "server.txt"
_NAME = re.compile(r"^([a-z0-9][\w.-]*)==", re.MULTILINE)
_OURS = ("sorbo_core", "sorbo_adapters", "sorbo_web")
_SCRIPT = """
import sys
before = set(sys.modules)
import json
class NotInstalled:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in absent:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
absent = set(json.loads(sys.stdin.read()))
sys.meta_path.insert(0, NotInstalled())
{code}
loaded = (name for name, module in sys.modules.items() if module and name not in before)
print(json.dumps(sorted({{name.partition(".")[0] for name in loaded}})))
"""


def loaded_by(code: str, **environ: str) -> set[str]:
    """Return the packages of others that some code loads, where those that a server has are installed.

    Packages are named as they are installed (`pydocket`), not as they are imported.
    """
    owners = packages_distributions()
    ended = subprocess.run(  # noqa: S603 — the script is the test's own
        [sys.executable, "-c", _SCRIPT.format(code=code)],
        input=json.dumps(absent_on_a_server()),
        env={"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path), **environ},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    names = json.loads(ended.stdout.splitlines()[-1])
    return {_normal(of) for name in names for of in owners.get(name, ()) if name not in _OURS}


def absent_on_a_server() -> list[str]:
    """Return what can be imported here, and could not where only a server's requirements are installed."""
    server = set(_NAME.findall(_SERVER.read_text(encoding="utf-8")))
    owners = packages_distributions().items()
    return [name for name, of in owners if name not in _OURS and server.isdisjoint(map(_normal, of))]


def _normal(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()
