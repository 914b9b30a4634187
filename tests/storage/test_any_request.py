"""Requests of any shape to every page and method of Open311, on both databases: whoever asks for whatever is answered
soon, without a mistake of ours, with nobody's name, and on the board with nothing of another area.

tests/outside/ does the same with a tool that is not ours.
"""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, insert, update
from starlette.routing import Route

from casework.model.issues import State
from storage import tables
from storage.database import Database
from storage.keys import Keys
from tests.casework.neighbourhood import PEOPLE, TEN
from tests.examples import many
from tests.web.test_figures import enter, site
from tests.web.wall_town import WallTown
from web.app import pages
from web.open311 import PREFIX

PRIVATE = ("王翠花", "13912345678", "13812345678", "欧阳震华", "楼上天天吵", "43.8765", "市平台")
"""Nobody reads these on a page that anybody may open."""
ELSEWHERE = ("别处的井盖", "光华社区")
"""The board of a community says nothing of these."""
SECONDS = 10
HOSTILE = (
    "", " ", "\x00", "\ufffe", "😀" * 300, "../../etc/passwd", "%00", "%2e%2e", "'; DROP TABLE issues; --", "<script>",
    "{}", "9" * 18, "9" * 30, "-1", "0", "1e9", "٣", "²", "NaN", "inf", "=1+1", "2026-11", "9999-13", "0000-00", "by",
    "by3-3", "bj", "gh", "street_light", "quarrel", "gate", "json", "xml", "open", "closed", "zh", "en", "7", "30",
    "area", "category", "2026-11-21T00:00:00+08:00", "9999-12-31T23:59:59-23:59",
)  # fmt: skip
NAMES = (
    "lang", "kind", "days", "page", "page_size", "area", "month", "by", "status", "service_code", "service_request_id",
    "start_date", "end_date", "jurisdiction_id", "api_key", "address_id", "address_string", "lat", "long",
    "description",    "phone", "form", "v",
)  # fmt: skip
HEADERS = ("accept-language", "idempotency-key", "cookie", "content-type", "sec-fetch-site", "host", "range")
values = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=60))
printable = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=40)


@dataclass(frozen=True, slots=True)
class Asking:
    """One request."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@st.composite
def askings(draw: st.DrawFn, templates: list[str], known: dict[str, list[str]]) -> Asking:
    """To one of these addresses, with what stands in it from what there is, or anything."""
    path = draw(st.sampled_from(templates))
    while "{" in path:
        name = path.partition("{")[2].partition("}")[0]
        value = draw(st.one_of(st.sampled_from(known.get(name, [""])), values))
        path = path.replace(f"{{{name}}}", quote(value, safe=""), 1)
    pairs = draw(
        st.lists(st.tuples(st.sampled_from(NAMES), st.one_of(st.sampled_from(known["any"]), values)), max_size=4)
    )
    form = draw(
        st.lists(st.tuples(st.sampled_from(NAMES), st.one_of(st.sampled_from(known["any"]), values)), max_size=8)
    )
    method = draw(st.sampled_from(["GET"] * 6 + ["POST"] * 3 + ["HEAD", "PUT", "DELETE", "OPTIONS"]))
    headers = draw(st.dictionaries(st.sampled_from(HEADERS), printable, max_size=2))
    form_type = {"content-type": "application/x-www-form-urlencoded"}
    return Asking(method, f"{path}?{urlencode(pairs)}", {**form_type, **headers}, urlencode(form).encode())


async def filled(database: Database) -> tuple[WallTown, dict[str, list[str]]]:
    """Matters here and in another community, things that nobody may read, and what addresses are made of."""
    town = WallTown(database)
    await town.furnish()

    def beside(connection: Connection) -> None:
        for number, kind, name, code, line in (
            (22, "community", "光华社区", "gh", (22, 1)),
            (33, "grid", "光华一网格", "gh1", (33, 22, 1)),
        ):
            connection.execute(insert(tables.subjects).values(id=number, kind="area"))
            row = {"id": number, "kind": kind, "name": name, "code": code, "parent_id": line[1], "households": 90}
            connection.execute(insert(tables.areas).values(**row, line=line))
        named = update(tables.persons).where(tables.persons.c.id == PEOPLE["resident"])
        connection.execute(named.values(name="王翠花"))

    await database.write(beside)
    done = await town.matter(text="路灯不亮，电话13812345678", result="换了", latitude=43.8765, longitude=126.5)
    open_ = await town.matter("gate", State.IN_PROGRESS, text="单元门坏了")
    private = await town.matter("quarrel", private=True, text="楼上天天吵")
    other = await town.matter("manhole", State.IN_PROGRESS, text="别处的井盖丢了", area_id=33)
    key = await Keys(database).make("市平台", [2], 100_000, TEN)
    numbers = [str(one.id) for one in (done, open_, private, other)]
    return town, {
        "code": ["by", "bj", "by3", "gh", "street_light", "quarrel"],
        "id": numbers,
        "id:int": numbers,
        "day:int": ["1"],
        "format": ["json", "xml"],
        "word": ["accept", "watch", "nudge", "takeover"],
        "name": ["style.css", "board.js"],
        "any": [key, *numbers, "street_light", "by3-3", "楼下路灯不亮", "北苑小区3号楼"],
    }


@pytest.mark.parametrize("who", ["anybody", "community"])
async def test_any_request_is_answered(database: Database, who: str) -> None:
    """No 5xx, no waiting, no name, no door, nothing of another area, from outside and in front of a board."""
    town, known = await filled(database)
    app = pages(site(database))
    templates = [
        one.path for one in app.routes if isinstance(one, Route) and (who, one.path) != ("community", "/board/new")
    ]
    assert len(templates) > 20
    loop = asyncio.get_running_loop()
    known["token"] = known["rest:path"] = ["5"]
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://weilinli") as client:
        spoken = {"service_code": "gate", "address_id": "by3-3", "description": "门关不上", "api_key": known["any"][0]}
        called = {**spoken, "first_name": "欧阳震华", "phone": "13912345678"}
        assert (await client.post(f"{PREFIX}/requests.json", data=called)).status_code == 201
        if who != "anybody":
            await enter(town, client, who)
            assert "单元门坏了" in (await client.get("/board")).text

        def wait(asked: Coroutine[Any, Any, httpx.Response]) -> httpx.Response:
            return asyncio.run_coroutine_threadsafe(asyncio.wait_for(asked, SECONDS), loop).result()

        @settings(max_examples=many(40, 5), suppress_health_check=[*HealthCheck], deadline=None)
        @given(askings(templates, known))
        def every(one: Asking) -> None:
            answer = wait(client.request(one.method, one.path, headers=one.headers, content=one.body))
            assert answer.status_code < 500, answer.text
            board = answer.request.url.path.startswith("/board")
            assert not [word for word in (ELSEWHERE if board else PRIVATE) if word in answer.text]
            if answer.request.url.path.startswith(f"{PREFIX}/") and answer.text:
                assert answer.headers["content-type"].partition(";")[0] in ("application/json", "text/xml")

        await asyncio.to_thread(every)
