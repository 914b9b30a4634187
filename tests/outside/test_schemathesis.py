"""schemathesis over what we describe, and over every page: no 5xx, no waiting, nothing that nobody may read.

tests/storage/test_any_request.py is the small share of it that every run has.
"""

import json
import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select
from starlette.routing import Route

from storage import tables
from tests.outside.conftest import Served, ran
from tests.storage.test_any_request import ELSEWHERE, NAMES, PRIVATE
from tests.web.test_figures import enter, site
from web.app import pages
from web.open311 import DESCRIPTION, PREFIX

pytestmark = pytest.mark.slow
CHECKS = Path(__file__).parent
EXAMPLES = 60
"""Of each operation; there are eight of Open311, and as many pages again."""
SECONDS = 420
UNSAID = "positive_data_acceptance"
"""No schema says which days there are, which of two is first, and that a report needs one of three places."""


async def asked(outside: Path, place: Path, served: Served, words: tuple[str, ...], *more: str | Path) -> str:
    """What schemathesis says, once it has found nothing wrong."""
    command = [outside / "st", "run", *more, "--max-response-time", "5", "--request-timeout", "10", "--no-color",
               "--suppress-health-check", "all", "--generation-database", "none", "--max-examples", str(EXAMPLES),
               "--continue-on-failure"]  # fmt: skip
    planted = {"PYTHONPATH": str(CHECKS), "SCHEMATHESIS_HOOKS": "planted", "PLANTED": "\n".join(words)}
    code, out = await ran(*command, cwd=place, seconds=SECONDS, **planted)
    assert code == 0, out
    return out


async def test_open311_keeps_to_its_description(outside: Path, served: Served, tmp_path: Path) -> None:
    """Every check of it: statuses, types, headers and schemas as described, what is wrong refused, verbs, keys; and
    nobody's name."""
    (tmp_path / "open311.json").write_text(DESCRIPTION.read_text("utf-8"), "utf-8")
    (tmp_path / "schemathesis.toml").write_text(f'[auth.openapi.api_key]\napi_key = "{served.key}"\n', "utf-8")
    given = ["open311.json", "--url", f"{served.url}{PREFIX}", "--checks", "all", "--exclude-checks", UNSAID]
    await asked(outside, tmp_path, served, PRIVATE, *given)
    filed = select(func.count()).select_from(tables.filings)
    assert await served.town.database.read(lambda connection: connection.execute(filed).scalar_one()) > 1


def described(known: dict[str, list[str]]) -> dict[str, Any]:
    """Every page in OpenAPI, from the routes: in the path what there is or anything, any of the names in the address
    and in the form."""
    paths: dict[str, Any] = {}
    for route in pages(site(None)).routes:  # type: ignore[arg-type]  # nothing is asked of the database
        assert isinstance(route, Route)
        if route.path.startswith(PREFIX) or route.path == "/board/new":  # which never ends, for whoever may see it
            continue
        path = re.sub(r"{(\w+):\w+}", r"{\1}", route.path)
        inside = [
            {
                "name": name,
                "in": "path",
                "required": True,
                "schema": {"type": "string", "minLength": 1, "examples": known.get(name, [])},
            }
            for name in re.findall(r"{(\w+)}", path)
        ]
        query = [{"name": name, "in": "query", "schema": {"type": "string"}} for name in NAMES]
        form = {
            "application/x-www-form-urlencoded": {"schema": {"type": "object", "properties": {"form": {}, "word": {}}}}
        }
        for verb in (route.methods or set()) - {"HEAD"}:
            one: dict[str, Any] = {"parameters": [*inside, *query], "responses": {"default": {"description": "a page"}}}
            paths.setdefault(path, {})[verb.lower()] = one | (
                {"requestBody": {"content": form}} if verb == "POST" else {}
            )
    return {"openapi": "3.1.0", "info": {"title": "pages", "version": "1"}, "paths": paths}


@pytest.mark.parametrize("who", ["anybody", "community"])
async def test_every_page(outside: Path, served: Served, tmp_path: Path, who: str) -> None:
    """From outside, and with a session of the board: what is asked is answered, soon, and with nothing of others."""
    (tmp_path / "pages.json").write_text(json.dumps(described(served.known)), "utf-8")
    words: tuple[str, ...] = PRIVATE
    more: list[str] = []
    if who != "anybody":
        async with httpx.AsyncClient(base_url=served.url, trust_env=False) as client:
            await enter(served.town, client, who)
            words, more = (
                ELSEWHERE,
                ["-H", f"Cookie: weilinli={client.cookies['weilinli']}", "--include-path-regex", "^/board"],
            )
    checks = "not_a_server_error,nothing_planted"
    await asked(outside, tmp_path, served, words, "pages.json", "--url", served.url, "--checks", checks, *more)
