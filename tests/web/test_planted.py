"""A thousand personal items, planted in all that people write: names, flats, phones, plates, files of photos.

They are found on no public page, in no feed, in nothing that other systems read, in no export without personal columns.
"""

import html
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select, update

from casework.issue.opinions import file_list, publish
from casework.model.issues import Rating, State
from locales.translator import translator
from storage import tables
from storage.database import Database
from storage.wall import Asked, Wall
from tests.bot.test_ledger_export import written
from tests.storage.test_opinions import listed
from tests.web.wall_town import TEN, WallTown
from web.georeport import told
from web.open311 import PREFIX

SURNAMES = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林郑谢罗梁宋唐"
GIVEN = ("秀英", "建国", "志强", "桂兰", "玉珍", "淑芬", "海涛", "晓东", "凤霞", "振华")
NAMES = [f"{one}{two}" for two in GIVEN for one in SURNAMES]
DOORS = [f"{floor}{door:02}" for floor in range(11, 36) for door in range(1, 11)]
PHONES = [f"1{second}{number}" for second in (38, 59, 86, 77, 33) for number in range(12345670, 12345720)]
PLATES = [f"吉B{1000 + number}{letter}" for letter in "KMTRS" for number in range(50)]
FILES = [f"face-{number:03}.jpg" for number in range(50)]
SAID = (
    "我叫{name}，住{unit}单元{door}，电话{phone}，我那车{plate}",
    "业主{name}，{unit}单元{door}室，手机{phone}，{plate}挡道",
    "{unit}-{door}的{name}打过电话{phone}，车牌{plate}",
    "联系人：{name} {phone}，3号楼{unit}单元{door}，车号{plate}",
    "{name}家（{unit}单元{door}号）说的，打{phone}，{plate}那台车",
)
KINDS = ("street_light", "parking", "garbage", "fire_lane", "snow")


def planted() -> Iterator[str]:
    """Four items in each, none twice."""
    for number, (name, door, phone) in enumerate(zip(NAMES, DOORS, PHONES, strict=True)):
        plate = PLATES[number % len(PLATES)]
        yield SAID[number % len(SAID)].format(name=name, unit=number % 4 + 1, door=door, phone=phone, plate=plate)


@pytest.fixture
async def full(town: WallTown, database: Database) -> WallTown:
    """Open, promised, done, refused; some with photos, some of a published listening day."""
    words = list(planted())
    assert len({*NAMES, *DOORS, *PHONES, *PLATES, *FILES}) >= 1000
    on = await listed(town, *(f"路灯不亮。{one}" for one in words[:25]))
    await town.do(lambda work: file_list(on, work))
    await town.do(lambda work: publish(on, work))
    photos = 0
    for number, said in enumerate(words[25:]):
        kind, at = KINDS[number % len(KINDS)], TEN - timedelta(hours=number)
        match number % 4:
            case 0:
                issue = await town.matter(kind, text=said, place=said, result=said, public=said, at=at)
                if photos < len(FILES):
                    await town.photo(issue, after=True)
                    photos += 1
            case 1:
                await town.matter(kind, State.PROMISED, text=said, reason=said, interim=said, public=said, at=at)
            case 2:
                await town.matter(kind, text=said, place=said, result=said, rating=Rating.GOOD, at=at)
            case _:
                await town.matter(kind, State.REJECTED, text=said, why=said, whose=said, at=at)
    photo = tables.attachments.c
    asked = select(photo.id).where(photo.ref == "photo").order_by(photo.id)
    ids = await database.read(lambda connection: connection.execute(asked).scalars().all())
    for name, photo_id in zip(FILES, ids, strict=True):
        change = update(tables.attachments).where(photo.id == photo_id).values(ref=name)
        await database.write(lambda connection, change=change: connection.execute(change).close())  # type: ignore[misc]
    return town


def found_in(seen: str) -> list[str]:
    """The planted items that stand there; of flats the numbers alone, but for those of dates, times and addresses."""
    plain = html.unescape(re.sub(r"<[^>]+>", " ", seen))
    numbers = re.sub(r"\d{4}-\d\d-\d\d[T0-9:.+-]*|https?://\S+|\d{15,}", " ", plain)
    found = [one for one in (*NAMES, *PHONES, *PLATES, *FILES) if one in seen or one in plain]
    return found + [one for one in DOORS if re.search(rf"(?<![\d,.]){one}(?!\d)", numbers)]


async def read_all(wall: httpx.AsyncClient) -> dict[str, str]:
    """Everything that anybody may open, by its address."""
    seen: dict[str, str] = {}

    async def get(path: str) -> str:
        if path not in seen:
            answer = await wall.get(path)
            seen[path] = answer.text if answer.status_code == 200 else ""
        return seen[path]

    waits = ["/?days=all", "/feed.atom", "/wall/by?days=all", "/wall/estate/by?days=all", "/wall/by3-3?days=all"]
    waits += [f"{one}&lang=en" for one in waits if "?" in one]
    waits += ["/wall/by/feed.atom", "/wall/estate/by/feed.atom", "/wall/by3-3/feed.atom", "/wall/by3?days=all"]
    while waits:
        text = await get(waits.pop())
        links = {html.unescape(one) for one in re.findall(r'href="(/[^"]*)"', text)}
        waits += [one for one in links if one not in seen and not one.startswith(("/static", "/board"))]
    for page in range(1, 8):
        for kind in ("json", "xml"):
            await get(f"{PREFIX}/requests.{kind}?page_size=50&page={page}&start_date=2026-10-20&end_date=2026-12-01")
    return seen


@pytest.mark.slow
async def test_a_thousand_personal_items_are_found_nowhere(
    full: WallTown, wall: httpx.AsyncClient, database: Database, tmp_path: Path
) -> None:
    """On no page in either language, in no feed, in nothing that Open311 or a webhook tells, in no ledger."""
    seen = await read_all(wall)
    assert sum(bool(one) for one in seen.values()) > 30
    assert sum("service_request_id" in one for one in seen.values()) > 4
    assert any("恳谈日" in one for one in seen.values())
    for suffix in (".csv", ".xlsx"):
        seen[suffix] = str(await written(full, tmp_path / f"ledger{suffix}"))
        assert seen[suffix].count("2026-") > 200
    shown, _ = await Wall(database).matters(None, Asked())
    seen["webhook"] = str([told(one, translator("zh_CN"), full.settings.zone) for one in shown])
    found = {path: some[:5] for path, one in seen.items() if (some := found_in(one))}
    assert found == {}


def test_what_is_planted_would_be_found() -> None:
    """The search is not blind."""
    every = " ".join(planted())
    assert {*NAMES, *DOORS, *PHONES, *PLATES} <= set(found_in(every))
    assert found_in("2026-11-21T10:00:00 https://wall.example.org/1101") == []
