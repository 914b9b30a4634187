"""The board inside Telegram: what Telegram signed opens it once, for whoever has a board; forty others do not.

What is signed here is signed by the sandbox, which knows nothing of the library that the pages check with.
"""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import httpx
import pytest
from sqlalchemy import update

from casework.model.issues import State
from sandbox.apps import signed
from storage import tables
from storage.database import Database
from tests.web.conftest import Browser
from tests.web.test_figures import enter
from tests.web.wall_town import PEOPLE, TEN, WallTown
from web.app import pages
from web.entry import SENT_AT_MOST
from web.launch import AHEAD, FRESH, signing_key
from web.site import Site

NOW = TEN + timedelta(hours=5)
TOKEN, OTHERS = "7000000001:" + "a" * 35, "7000000001:" + "b" * 35
"""Of this bot, and what it was before the leak."""
Fields = dict[str, str]
DATA = "tgWebAppData"


def site(database: Database, **other: Any) -> Site:
    made = Site(
        database=database,
        settings=WallTown(database).settings,
        now=lambda: NOW,
        bot=lambda: "weilinli_bot",
        url="http://weilinli",
        secret="s",
        launches=signing_key(TOKEN),
    )
    return replace(made, **other)


def fields(person: str = "community", **other: Any) -> Fields:
    """What Telegram says of an opening by somebody, unsigned. `ago`: seconds."""
    user = {"id": PEOPLE[person], "first_name": "张 & co=姐", "language_code": "zh-hans", "allows_write_to_pm": True}
    ago = other.pop("ago", 0)
    return {
        "query_id": "AAHdF6IQAAAAAN0XohDhrOrc",
        "user": json.dumps(user | other.pop("user", {}), ensure_ascii=False, separators=(",", ":")),
        "auth_date": str(int((NOW - timedelta(seconds=ago)).timestamp())),
        "signature": "zL-ucjNyREiHDE8aihFwpfR9aggP2xiAo3NSpfe-p7IbCisNlDKlo7Kb6G4D0Ao2mBrSgEk4maLSdv6MLIlADQ",
    } | other


def launch(given: Mapping[str, str] | None = None, token: str = TOKEN, **other: Any) -> str:
    """initData as the app hands it over."""
    told = dict(given if given is not None else fields(**other))
    return urlencode(told | {"hash": signed(told, token)}, quote_via=quote)


def unsigned(given: Fields, **more: str) -> str:
    return urlencode(given | more, quote_via=quote)


def swapped(change: Callable[[Fields], Fields]) -> str:
    """Signed, and then changed."""
    told = fields()
    return unsigned(change(told) | {"hash": signed(told, TOKEN)})


def without(told: Fields, *names: str) -> Fields:
    return {key: value for key, value in told.items() if key not in names}


def _user(person: str) -> str:
    return fields(person)["user"]


def ends_in(change: Callable[[str], str]) -> str:
    """A good one, with another hash."""
    data = launch()
    head, _, sign = data.rpartition("=")
    return f"{head}={change(sign)}"


GOOD = launch()
HOSTILE: dict[str, str | bytes] = {
    # nothing, or something else
    "nothing": "",
    "a space": " ",
    "no pairs": "hello",
    "JSON": json.dumps(fields()),
    "bytes that are no text": b"\xff\xfe" + GOOD.encode(),
    "the whole fragment": f"{DATA}={quote(GOOD)}&tgWebAppVersion=9.6",
    "too long": launch(fields(first_name="长" * SENT_AT_MOST)),
    "brackets without end": launch(fields() | {"user": "[" * 2500}),
    "a list instead of somebody": launch(fields() | {"user": "[]"}),
    "nobody": launch(without(fields(), "user")),
    "somebody without an id": launch(fields() | {"user": '{"first_name": "张姐"}'}),
    "an id that is text": launch(fields(user={"id": str(PEOPLE["community"])})),
    "an id that is true": launch(fields(user={"id": True})),
    # not signed, or not by our bot
    "no hash": unsigned(fields()),
    "an empty hash": unsigned(fields(), hash=""),
    "a hash of zeros": ends_in(lambda _: "0" * 64),
    "half a hash": ends_in(lambda sign: sign[:32]),
    "a hash and more": ends_in(lambda sign: sign + "00"),
    "one digit of the hash changed": ends_in(lambda sign: ("1" if sign[0] == "0" else "0") + sign[1:]),
    "the hash of another opening": ends_in(lambda _: signed(fields(ago=1), TOKEN)),
    "signed by another bot": launch(token="7000000002:" + "a" * 35),
    "signed by the token of before": launch(token=OTHERS),
    "signed by an empty token": launch(token=""),
    "signed by the key of the sessions": launch(token="s"),
    # changed afterwards
    "another person": swapped(lambda told: told | {"user": _user("street")}),
    "another id": swapped(lambda told: told | {"user": told["user"].replace(str(PEOPLE["community"]), "1")}),
    "another name": swapped(lambda told: told | {"user": told["user"].replace("张", "王")}),
    "a later date": swapped(lambda told: told | {"auth_date": str(int(told["auth_date"]) + 1)}),
    "a field more": swapped(lambda told: told | {"start_param": "admin"}),
    "a field less": swapped(lambda told: without(told, "query_id")),
    "the signature taken off": swapped(lambda told: without(told, "signature")),
    "two fields in one": swapped(
        lambda told: {
            "auth_date": f"{told['auth_date']}\nquery_id={told['query_id']}",
            **without(told, "auth_date", "query_id"),
        }
    ),
    "a space in the date": swapped(lambda told: told | {"auth_date": f" {told['auth_date']}"}),
    # a second user, date or hash beside the good one
    "a second user behind": f"{GOOD}&user={quote(_user('street'))}",
    "a second user before": f"user={quote(_user('street'))}&{GOOD}",
    "the same user twice": f"{GOOD}&user={quote(_user('community'))}",
    "a second date": f"{GOOD}&auth_date=1",
    "a second hash": f"{GOOD}&hash={'0' * 64}",
    # too old, or not yet
    "of 2015": launch(fields() | {"auth_date": "1433116800"}),
    "older than five minutes": launch(ago=int(FRESH.total_seconds()) + 1),
    "of tomorrow": launch(ago=-86400),
    "ahead of every clock": launch(ago=-int(AHEAD.total_seconds()) - 1),
    "the last second of the calendar": launch(fields() | {"auth_date": "253402300799"}),
    "a date beyond the calendar": launch(fields() | {"auth_date": "9" * 18}),
    "a date before time": launch(fields() | {"auth_date": "-1"}),
    "a date of other digits": launch(fields() | {"auth_date": "١٧٩٥٢٤٤٤٠٠"}),
    "no date": launch(without(fields(), "auth_date")),
}


async def opened(client: httpx.AsyncClient, data: str | bytes) -> httpx.Response:
    """What the page sends when Telegram opens it."""
    return await client.post("/app", content=data, headers={"Content-Type": "text/plain", "Accept-Language": "zh-CN"})


async def session(client: httpx.AsyncClient, data: str) -> dict[str, str]:
    """The header with which the pages are asked for from now on."""
    answer = await opened(client, data)
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    return {"Authorization": f"Bearer {answer.json()['session']}"}


def test_there_are_forty() -> None:
    """Each another one."""
    assert len(set(map(str, HOSTILE.values()))) == len(HOSTILE) >= 40


@pytest.mark.parametrize("name", HOSTILE)
async def test_hostile(town: WallTown, browser: Browser, name: str) -> None:
    """It opens nothing, uses nothing up, sets no cookie, and is told in one sentence to open it again."""
    async with browser(pages(site(town.database))) as client:
        answer = await opened(client, HOSTILE[name])
        assert answer.status_code in (400, 401), answer.text
        assert "set-cookie" not in answer.headers
        assert "session" not in answer.text.partition("<body>")[2]
        if answer.status_code == 401:
            assert "这个窗口过期了" in answer.text
        rows = await town.database.look(lambda connection: connection.execute(tables.sessions.select()).all())
        assert rows == []


async def test_opens_the_board(town: WallTown, browser: Browser) -> None:
    """Without a link, a press or a cookie: what stands is there, in whatever order the fields stand."""
    await town.matter(state=State.REPORTED)
    async with browser(pages(site(town.database))) as client:
        header = await session(client, launch(dict(reversed(fields().items()))))
        board = await client.get("/board", headers=header)
        assert "路灯不亮" in board.text
        assert not client.cookies
        assert (await client.get("/board")).status_code == 401, "a header is not remembered"


@pytest.mark.parametrize("ago", [-AHEAD.total_seconds(), 0, FRESH.total_seconds()])
async def test_as_long_as_it_is_fresh(town: WallTown, browser: Browser, ago: float) -> None:
    """Five minutes, and one if Telegram's clock is ahead of ours."""
    async with browser(pages(site(town.database))) as client:
        await session(client, launch(ago=int(ago)))


async def test_once_only(town: WallTown, browser: Browser, database_file: Path) -> None:
    """Twenty times at once, in two processes, after a restart, with fields in another order or a hash in capitals."""
    other = await Database.open(f"sqlite:///{database_file}")
    try:
        async with browser(pages(site(town.database))) as one, browser(pages(site(other))) as two:
            data = launch()
            answers = await asyncio.gather(*(opened(client, data) for client in (one, two) for _ in range(10)))
            assert sorted(answer.status_code for answer in answers) == [200, *[401] * 19]
            again = [data, launch(dict(reversed(fields().items()))), data[:-64] + data[-64:].upper()]
            async with browser(pages(site(town.database))) as restarted:
                for given in again:
                    assert (await opened(restarted, given)).status_code == 401
    finally:
        await other.close()


@pytest.mark.parametrize("person", ["resident", "steward", "building_head"])
async def test_for_whoever_has_a_board(town: WallTown, browser: Browser, person: str) -> None:
    """Others are told so, and theirs is not used up: with a post it opens."""
    async with browser(pages(site(town.database))) as client:
        answer = await opened(client, launch(person=person))
        assert answer.status_code == 403
        assert "看板是给负责一片的同志看的" in answer.text


async def test_a_stranger(town: WallTown, browser: Browser) -> None:
    """Whom the bot never met has no board."""
    async with browser(pages(site(town.database))) as client:
        assert (await opened(client, launch(user={"id": 424242}))).status_code == 403


async def test_gone_with_the_post(town: WallTown, browser: Browser) -> None:
    """A session that goes on asks at every request who holds what; so does the next opening."""
    async with browser(pages(site(town.database))) as client:
        header = await session(client, launch())
        assert (await client.get("/board", headers=header)).status_code == 200
        given_back = update(tables.posts).where(tables.posts.c.person_id == PEOPLE["community"])
        await town.database.write(lambda connection: connection.execute(given_back.values(person_id=None)))
        assert (await client.get("/board", headers=header)).status_code == 401
        assert (await opened(client, launch(ago=1))).status_code == 403


async def test_a_session_that_changes_hands(town: WallTown, browser: Browser) -> None:
    """Somebody else's opening leaves everybody with a board of their own; a header is no cookie and a cookie no header;
    twelve hours later it is over."""
    async with browser(pages(site(town.database))) as client:
        hers = await session(client, launch())
        theirs = await session(client, launch(person="street"))
        assert "北苑社区" in (await client.get("/board", headers=hers)).text.partition("</h1>")[0]
        assert "北极街道" in (await client.get("/board", headers=theirs)).text.partition("</h1>")[0]
        named = hers["Authorization"].removeprefix("Bearer ")
        as_cookie = {"Cookie": f"weilinli={named}"}
        assert (await client.get("/board", headers=as_cookie)).status_code == 401
        await enter(town, client, "community")
        (cookie,) = (one.value for one in client.cookies.jar)
        for header in (f"Bearer {cookie}", "Bearer ", "Bearer x", f"Bearer {named}x"):
            assert (await client.get("/board", headers={"Authorization": header})).status_code == 401, header
        assert (await client.get("/board")).status_code == 200
    later = site(town.database, now=lambda: NOW + timedelta(hours=12, seconds=1))
    async with browser(pages(later)) as client:
        assert (await client.get("/board", headers=hers)).status_code == 401


async def test_acting_and_closing(town: WallTown, browser: Browser) -> None:
    """A form needs its sign here too, and closing ends the session."""
    matter = await town.matter(state=State.REPORTED)
    async with browser(pages(site(town.database))) as client:
        header = await session(client, launch())
        form = (await client.get("/board", headers=header)).text.partition('name="form" value="')[2].partition('"')[0]
        path = f"/board/matter/{matter.id}/watch"
        for data, status in (({}, 403), ({"form": "x"}, 403), ({"form": form}, 303)):
            assert (await client.post(path, data=data, headers=header)).status_code == status
        assert (await client.post("/board/leave", data={"form": form}, headers=header)).status_code == 303
        assert (await client.get("/board", headers=header)).status_code == 401


async def test_the_page_itself(town: WallTown, browser: Browser) -> None:
    """Telegram may show it in a frame, nobody else, and nothing but it; no script comes from elsewhere."""
    async with browser(pages(site(town.database))) as client:
        policy = (await client.get("/app")).headers["content-security-policy"]
        assert "frame-ancestors https://web.telegram.org" in policy
        assert "script-src 'self';" in policy
        for path in ("/", "/board"):
            assert "frame-ancestors 'none'" in (await client.get(path)).headers["content-security-policy"]
        answer = await client.post("/app", content=launch(), headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code == 403


async def test_where_there_is_no_token(town: WallTown, browser: Browser) -> None:
    """`weilinli web` without it opens no board for anybody: also not for what an empty key signed."""
    async with browser(pages(site(town.database, launches="", secret=""))) as client:
        for data in (launch(), launch(token="")):
            assert (await opened(client, data)).status_code == 401
