"""Write clients/typescript/src/schema.ts, the types of the API, from its OpenAPI document.

It takes Node.js and `npm ci --ignore-scripts` in clients/typescript. With --check, which takes neither, it
only tells whether the file was made from the document as it is now.
"""

import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from sorbo_adapters.security.signing_key import new_signing_key
from sorbo_web.openapi.document import build_document
from sorbo_web.wiring.application import build_routes
from sorbo_web.wiring.container import build_container
from sorbo_web.wiring.settings import load_settings

CLIENT = Path(__file__).parents[1] / "clients" / "typescript"
_MEMORY = {"SORBO_ENV": "development", "SORBO_STORAGE": "memory"}
_OURS = "scripts/generate_client.py"


def document() -> bytes:
    """Return the document that the types are made of.

    TypeScript cannot tell by `fields` which members an answer has: the typed client reads things whole.
    """
    container = build_container(load_settings(_MEMORY, signing_key=new_signing_key()))
    said = build_document(build_routes(container).routes, title="API")
    for item in said["paths"].values():
        for operation in item.values():
            _read_whole(operation)
            _in_short(operation)
    schemas = said["components"]["schemas"]
    said["components"]["schemas"] = {
        name: schema for name, schema in schemas.items() if not name.endswith("Selection")
    }
    return json.dumps(said, ensure_ascii=False).encode()


def _read_whole(operation: dict[str, Any]) -> None:
    content = operation["responses"].get("200", {}).get("content", {}).get("application/json")
    left = [each for each in operation["parameters"] if each["name"] != "fields"]
    if content is not None and len(left) < len(operation["parameters"]):
        operation["parameters"] = left
        content["schema"] = content["schema"]["anyOf"][0]


def _in_short(operation: dict[str, Any]) -> None:
    """Leave out what makes no type: examples and links; every refusal is the same one."""
    answers = operation["responses"]
    refusals = [status for status in answers if status >= "400"]
    answers["default"] = answers[refusals[0]] | {"description": "Refused."}
    for status in refusals:
        del answers[status]
    for body in (operation.get("requestBody", {}), *answers.values()):
        body.pop("links", None)
        for content in body.get("content", {}).values():
            content.pop("example", None)
            content.pop("examples", None)
    for parameter in operation["parameters"]:
        parameter.pop("example", None)


def heading(source: bytes) -> str:
    """Return the first line of the file that is made of a document."""
    return f"// Made by {_OURS} of the document with SHA-256 {hashlib.sha256(source).hexdigest()}.\n"


def main(arguments: list[str], client: Path = CLIENT) -> int:
    """Return 0 when the file is up to date."""
    types, source = client / "src" / "schema.ts", document()
    if arguments == ["--check"]:
        current = types.exists() and types.read_text("utf-8").startswith(heading(source))
        print(f"{types.name} is up to date" if current else f"{types.name}: run {_OURS}")
        return 0 if current else 1
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "openapi.json"
        made.write_bytes(source)
        tool = client / "node_modules" / ".bin" / "openapi-typescript"
        # A member with a default may be left out of a body.
        options = ("--output", types, "--default-non-nullable=false")
        subprocess.run([tool, made, *options], check=True)  # noqa: S603 — our own command
    types.write_text(heading(source) + types.read_text("utf-8"), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
