"""Another system files by Open311: with a key, in its areas, so often an hour; what is wrong is said."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import httpx
import pytest
from sqlalchemy import select, text

from casework.model.issues import Issue, Source, State
from storage import tables
from storage.errors import NameTaken
from storage.keys import Keys
from tests.web.conftest import Browser, site
from tests.web.wall_town import TEN, WallTown
from web.app import pages
from web.open311 import PREFIX

AT = f"{PREFIX}/requests.json"
GOOD = {"service_code": "street_light", "address_id": "by3-3", "description": "楼下路灯不亮"}


@pytest.fixture
async def key(town: WallTown) -> str:
    """Of the community."""
    return await Keys(town.database).make("市平台", [2], 5, TEN)


@pytest.fixture
async def city(town: WallTown, browser: Browser) -> AsyncIterator[httpx.AsyncClient]:
    async with browser(pages(site(town.database))) as client:
        yield client


async def issue_of(town: WallTown, answer: httpx.Response) -> Issue:
    assert answer.status_code == 201, answer.text
    (made,) = answer.json()
    assert set(made) == {"service_request_id", "service_notice", "account_id"}
    return await town.work().issue(int(made["service_request_id"]))


async def test_a_report_of_another_system(town: WallTown, city: httpx.AsyncClient, key: str) -> None:
    """It is filed like any other, as another system's, and people are asked; who phoned there is for the holder alone;
    the answer's id is how it is read."""
    more = {"first_name": "王", "phone": "13812345678", "lat": "43.9", "long": "126.5", "address_string": "楼后"}
    answer = await city.post(AT, data={**GOOD, **more, "api_key": key})
    issue = await issue_of(town, answer)
    assert (issue.category, issue.area_id, issue.state) == ("street_light", 4, State.REPORTED)
    report = issue.report
    assert (report.source, report.reporter_id, report.text) == (Source.SYSTEM, None, "楼下路灯不亮")
    assert (report.behalf, report.place, report.latitude) == ("", "楼后", 43.9)
    (note,) = await town.work().visit_notes(issue.report.id)
    assert note is not None
    assert note.text == "王 13812345678"
    assert issue.pings
    asked = select(tables.outbox.c.person_id).where(tables.outbox.c.kind == "receipt")
    assert await town.database.read(lambda connection: connection.execute(asked).all()) == []
    (read,) = (await city.get(f"{PREFIX}/requests/{issue.id}.json")).json()
    assert (read["status"], read["service_code"]) == ("open", "street_light")
    assert "13812345678" not in str(read)


async def test_xml_and_a_key_in_the_address(town: WallTown, city: httpx.AsyncClient, key: str) -> None:
    """The other format says the same."""
    answer = await city.post(f"{PREFIX}/requests.xml", params={"api_key": key}, data=GOOD)
    assert answer.status_code == 201
    assert answer.headers["cache-control"] == "no-store"
    root = ElementTree.fromstring(answer.content)
    assert root.tag == "service_requests"
    await town.work().issue(int(root.findtext("request/service_request_id") or ""))
    refused = await city.post(f"{PREFIX}/requests.xml", data=GOOD)
    root = ElementTree.fromstring(refused.content)
    assert (refused.status_code, root.tag, root.findtext("error/code")) == (403, "errors", "403")


WRONG: list[tuple[int, dict[str, Any]]] = [
    (403, {"api_key": ""}),
    (403, {"api_key": "wll_guessed"}),
    (400, {"service_code": ""}),
    (404, {"service_code": "nothing"}),
    (404, {"service_code": "quarrel"}),  # of which nothing is told
    (404, {"address_id": "nowhere"}),
    (400, {"address_id": "", "address_string": "", "lat": ""}),
    (400, {"address_id": "", "lat": "here", "long": "there"}),
    (400, {"address_id": "", "lat": "NaN", "long": "1"}),
    (400, {"address_id": "", "lat": "43"}),
    (400, {"description": "x" * 70_000}),
]


@pytest.mark.parametrize(("status", "change"), WRONG)
async def test_what_is_wrong_is_said(
    town: WallTown, city: httpx.AsyncClient, key: str, status: int, change: dict[str, Any]
) -> None:
    """As the specification's errors; nothing is filed."""
    answer = await city.post(AT, data={"api_key": key, **GOOD, **change})
    assert answer.status_code == status, answer.text
    (error,) = answer.json()
    assert error["code"] == status
    assert len(error["description"]) > 10
    assert await many(town) == 0


async def many(town: WallTown) -> int:
    count = text("SELECT count(*) FROM issues")
    return int(await town.database.read(lambda connection: connection.execute(count).scalar_one()))


async def test_odd_bodies(town: WallTown, city: httpx.AsyncClient, key: str) -> None:
    """Another type, no UTF-8, a thousand fields, no body at all: 4xx, and nothing is filed."""
    form = {"content-type": "application/x-www-form-urlencoded"}
    for content, headers in (
        (b'{"a":1}', {"content-type": "application/json"}),
        (b"a=\xff%ff", form),
        (b"&".join(b"a=1" for _ in range(1000)), form),
        (b"", {}),
    ):
        answer = await city.post(AT, content=content, headers=headers)
        assert 400 <= answer.status_code < 500, content[:20]
    assert (await city.post(f"{PREFIX}/requests.yaml", data={"api_key": key, **GOOD})).status_code == 404
    assert await many(town) == 0


async def test_only_in_its_areas(town: WallTown, city: httpx.AsyncClient) -> None:
    """Another area's places are not there for it; without a place that is named, it is the one area that it has."""
    keys = Keys(town.database)
    elsewhere, grid = await keys.make("别处", [77], 5, TEN), await keys.make("三网格", [3], 5, TEN)
    street = await keys.make("街道", [1], 50, TEN)
    assert (await city.post(AT, data={**GOOD, "api_key": elsewhere})).status_code == 404
    assert (await city.post(AT, data={**GOOD, "api_key": grid, "address_id": "by"})).status_code == 404
    nowhere = {**GOOD, "address_id": ""}
    for said, area, place in (
        ("小广场", 3, "小广场"),
        ("北苑小区3号楼", 4, ""),
        ("北苑小区3号楼2单元501门口", 4, "2单元门口"),
        ("北苑小区99号楼", 3, "北苑小区99号楼"),
    ):
        answer = await city.post(AT, data={**nowhere, "api_key": grid, "address_string": said})
        issue = await issue_of(town, answer)
        assert (issue.area_id, issue.report.place) == (area, place), said
    assert (await city.post(AT, data={**nowhere, "api_key": street, "address_string": "小广场"})).status_code == 400
    assert (await city.post(AT, data={**GOOD, "address_id": "bj", "api_key": street})).status_code == 400
    gate = {**nowhere, "service_code": "gate", "description": "单元门关不上"}
    answer = await city.post(AT, data={**gate, "api_key": street, "address_string": "北苑小区3号楼"})
    assert (await issue_of(town, answer)).area_id == 4


async def test_so_often_an_hour(town: WallTown, city: httpx.AsyncClient, key: str) -> None:
    """Five, danger among them: a program may be wrong for ever."""
    for n in range(5):
        words = "有人晕倒了" if n == 4 else f"第{n}盏路灯不亮"
        answer = await city.post(AT, data={**GOOD, "description": words, "api_key": key})
        assert answer.status_code == 201, answer.text
    for words in ("又一盏", "煤气味特别大"):
        answer = await city.post(AT, data={**GOOD, "description": words, "api_key": key})
        assert answer.status_code == 429
    assert await many(town) == 5


async def test_danger_rings_at_once(town: WallTown, city: httpx.AsyncClient, key: str) -> None:
    """Words of danger are danger, from whomever they come."""
    words = {"description": "三号楼里煤气味特别大", "api_key": key}
    issue = await issue_of(town, await city.post(AT, data={**GOOD, **words}))
    assert issue.urgent
    assert issue.danger == "gas"


async def test_keys_are_hashed_and_voided(town: WallTown, city: httpx.AsyncClient, key: str) -> None:
    """The table does not hold the key; a name once; voided, it opens nothing."""
    keys = Keys(town.database)
    with pytest.raises(NameTaken):
        await keys.make("市平台", [2], 5, TEN)
    kept = select(tables.api_keys)
    rows = await town.database.read(lambda connection: connection.execute(kept).all())
    assert key not in str(rows)
    ((one, areas),) = await keys.all()
    assert (one.name, areas, one.an_hour) == ("市平台", ["北苑社区"], 5)
    assert await keys.void("市平台", TEN)
    assert not await keys.void("市平台", TEN)
    assert (await city.post(AT, data={**GOOD, "api_key": key})).status_code == 403


@pytest.fixture
async def later(town: WallTown, browser: Browser) -> Callable[[timedelta], httpx.AsyncClient]:
    """The same pages, so much later."""
    return lambda after: browser(pages(replace(site(town.database), now=lambda: TEN + after)))


async def test_sent_again_is_the_same_matter(
    town: WallTown, later: Callable[[timedelta], httpx.AsyncClient], key: str
) -> None:
    """Whoever got no answer sends again and gets it, and it is not counted; another word, another key or a quarter of
    an hour later it is another matter."""
    other = await Keys(town.database).make("别的平台", [2], 5, TEN)
    minutes = [0, 0, 3, 9, 9, 9, 15]
    changes = [{}, {"lang": "en"}, {}, {}, {"phone": "13812345678"}, {"api_key": other}, {}]
    ids = []
    for after, change in zip(minutes, changes, strict=True):
        answer = await later(timedelta(minutes=after)).post(AT, data={**GOOD, "api_key": key, **change})
        ids.append((await issue_of(town, answer)).id)
    first, *_, phoned, others, anew = ids
    assert ids[:4] == [first] * 4
    assert len({first, phoned, others, anew}) == 4 == await many(town)
    for _ in range(9):
        answer = await later(timedelta(minutes=15)).post(AT, data={**GOOD, "api_key": key})
        assert (await issue_of(town, answer)).id == anew


async def test_an_idempotency_key(town: WallTown, later: Callable[[timedelta], httpx.AsyncClient], key: str) -> None:
    """For a day it says what is the same, of one report alone; with different ones equal reports are two."""
    other = await Keys(town.database).make("别的平台", [2], 5, TEN)

    async def sent(word: str, hours: float = 0, **change: str) -> httpx.Response:
        headers = {"Idempotency-Key": word}
        return await later(timedelta(hours=hours)).post(AT, data={**GOOD, "api_key": key, **change}, headers=headers)

    one = await issue_of(town, await sent("one"))
    assert (await issue_of(town, await sent("one", 23))).id == one.id
    assert (await issue_of(town, await sent("two"))).id != one.id
    assert (await issue_of(town, await sent("one", api_key=other))).id != one.id
    refused = await sent("one", 1, description="另一件事")
    assert refused.status_code == 422
    assert "Idempotency-Key" in refused.json()[0]["description"]
    assert await many(town) == 3
    assert (await issue_of(town, await sent("one", 25))).id != one.id
    for wrong in ("x" * 256, ""):
        assert (await sent(wrong)).status_code == 400
    kept = await town.database.read(lambda connection: connection.execute(select(tables.filings)).all())
    assert not [word for word in ("路灯", "one", key) if word in str([row[1:3] for row in kept])]


async def test_twice_at_the_same_moment(town: WallTown, city: httpx.AsyncClient, key: str) -> None:
    """A program that does not wait: one matter, and everybody gets its number."""
    answers = await asyncio.gather(*(city.post(AT, data={**GOOD, "api_key": key}) for _ in range(4)))
    assert len({(await issue_of(town, one)).id for one in answers}) == 1 == await many(town)
