"""The sandbox as a package: its description, its imports, its command."""

from __future__ import annotations

import ast
import asyncio
import json
import re
import sys
from pathlib import Path

from openapi_spec_validator import validate

import sandbox
from sandbox.__main__ import main
from sandbox.api import OPENAPI, ROUTES
from sandbox.run import Running

PACKAGE = Path(sandbox.__file__).parent
ALLOWED = {"sandbox", "starlette", "uvicorn", "jinja2", "python_multipart"}


def test_openapi_is_valid_and_complete() -> None:
    """The OpenAPI file is valid and names exactly the paths and verbs that are served."""
    document = json.loads(OPENAPI.read_text())
    validate(document)
    served = set()
    for route in ROUTES:
        path = re.sub(r":\w+}", "}", route.path)  # type: ignore[attr-defined]
        served |= {(path, verb.lower()) for verb in route.methods - {"HEAD"}}  # type: ignore[attr-defined]
    described = {(path, verb) for path, verbs in document["paths"].items() for verb in verbs}
    assert described == served


def test_the_guide_names_every_path() -> None:
    """docs/sandbox.md mentions every path of the people's side."""
    guide = (PACKAGE.parent / "docs" / "sandbox.md").read_text()
    paths = {re.sub(r":\w+}", "}", route.path) for route in ROUTES}  # type: ignore[attr-defined]
    assert {path for path in paths if path not in guide} == set()


def test_imports_nothing_of_ours() -> None:
    """Only the standard library, Starlette, uvicorn and Jinja2: it could be published alone."""
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            else:
                continue
            for name in names:
                top = name.partition(".")[0]
                assert top in ALLOWED or top in sys.stdlib_module_names, f"{file.name}: {name}"


async def test_command(tmp_path: Path) -> None:
    """python -m sandbox says where it listens, and answers there with the time it was given."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "sandbox", "--port", "0", "--rate", "0", "--now", "2026-11-21T10:00:00+08:00"),
        stdout=asyncio.subprocess.PIPE,
        cwd=PACKAGE.parent,
    )
    assert process.stdout is not None
    line = (await asyncio.wait_for(process.stdout.readline(), 20)).decode()
    match = re.search(r"http://127\.0\.0\.1:(\d+)", line)
    assert match
    reader, writer = await asyncio.open_connection("127.0.0.1", int(match.group(1)))
    writer.write(b"GET /clock?once=1 HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    process.terminate()
    await process.wait()
    assert b'"now":1795226400.0' in answer


def test_port_in_use(sandbox: Running, capsys: object) -> None:
    """A port in use is one clear line."""
    port = sandbox.url.rpartition(":")[2]
    assert main(["--port", port]) == 1
    assert "the port is in use" in capsys.readouterr().err  # type: ignore[attr-defined]
