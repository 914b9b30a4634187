"""Photos on the pages: who sees which, what a browser may keep, and that nobody finds one by guessing."""

import re
import xml.etree.ElementTree as ET

import httpx
import pytest
from sqlalchemy import update

from casework.model.issues import State
from storage import tables
from storage.database import Database
from tests.web.wall_town import WallTown
from web.open311 import PREFIX


async def test_before_and_after(town: WallTown, wall: httpx.AsyncClient) -> None:
    """What was reported, then the result, each with what it shows in words; fetched when it is looked at."""
    lamp = await town.matter(text="路灯不亮", place="东侧")
    after = await town.photo(lamp, after=True)
    before = await town.photo(lamp, after=False)
    page = (await wall.get("/")).text
    assert page.index(before) < page.index(after)
    for alt in ("报事时：北苑小区 3号楼 东侧 路灯不亮", "办好后：北苑小区 3号楼 东侧 路灯不亮"):
        assert f'alt="{alt}"' in page
    assert page.count('loading="lazy"') == 2
    assert 'width="640" height="480"' in page
    answer = await wall.get(f"/photo/{after}.jpg")
    assert answer.content.startswith(b"\xff\xd8")
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_in_the_feed_too(town: WallTown, wall: httpx.AsyncClient) -> None:
    """With whole addresses and the same words; what people wrote ends no attribute, there or on the page."""
    lamp = await town.matter(text="路灯不亮", place='东侧" onerror="x <b>')
    after = await town.photo(lamp, after=True)
    content = ET.fromstring((await wall.get("/feed.atom")).text).find(".//{*}content")
    assert content is not None
    for html in (content.text or "", (await wall.get("/")).text):
        image = re.search(r"<img [^<]*>", html)
        assert image is not None
        found = ET.fromstring(image[0].replace("<img", "<img ").replace(">", "/>"))
        assert found.get("src", "").endswith(f"/photo/{after}.jpg")
        assert found.get("alt") == '办好后：北苑小区 3号楼 东侧" onerror="x <b> 路灯不亮'
        assert found.get("onerror") is None
    assert f'src="https://wall.example.org/photo/{after}.jpg"' in (content.text or "")


async def test_what_was_not_released(town: WallTown, wall: httpx.AsyncClient) -> None:
    """It is on no page, and nowhere else."""
    name = await town.photo(await town.matter(), after=True, released=False)
    assert "/photo/" not in (await wall.get("/")).text
    assert (await wall.get(f"/photo/{name}.jpg")).status_code == 404


@pytest.mark.parametrize("values", [{"state": State.IN_PROGRESS}, {"category": "injury"}, {"category": "epidemic"}])
async def test_what_the_wall_does_not_tell_any_more(
    town: WallTown, wall: httpx.AsyncClient, database: Database, values: dict[str, str]
) -> None:
    """Opened again, or become something of which the wall says nothing: its photo is gone too, though released."""
    lamp = await town.matter()
    name = await town.photo(lamp, after=False)
    assert (await wall.get(f"/photo/{name}.jpg")).status_code == 200
    change = update(tables.issues).where(tables.issues.c.id == lamp.id).values(values)
    await database.write(lambda connection: connection.execute(change).close())
    assert (await wall.get(f"/photo/{name}.jpg")).status_code == 404
    assert "/photo/" not in (await wall.get("/")).text


async def test_of_a_round_before(town: WallTown, wall: httpx.AsyncClient, database: Database) -> None:
    """A result that was none is not shown beside the next one."""
    lamp = await town.matter()
    await town.photo(lamp, after=True)
    entries = tables.entries
    earlier = update(entries).where(entries.c.subject_id == lamp.id).values(round=0)
    await database.write(lambda connection: connection.execute(earlier).close())
    assert "/photo/" not in (await wall.get("/")).text


@pytest.mark.parametrize(
    "name", ["1", "a" * 22, "..%2F..%2Fetc", "x" * 5000, "photo--------%00------", "路灯" * 11, "%"]
)
async def test_nobody_finds_one_by_guessing(wall: httpx.AsyncClient, name: str) -> None:
    """Other names are no names."""
    assert (await wall.get(f"/photo/{name}.jpg")).status_code == 404


async def test_other_systems_have_its_address(town: WallTown, wall: httpx.AsyncClient) -> None:
    """Open311 gives the photo of the result, else of the report; without a photo nothing."""
    plain, lamp = await town.matter(), await town.matter()
    before = await town.photo(lamp, after=False)
    url = f"{PREFIX}/requests/{lamp.id}.json"
    assert (await wall.get(url)).json()[0]["media_url"] == f"https://wall.example.org/photo/{before}.jpg"
    after = await town.photo(lamp, after=True)
    assert (await wall.get(url)).json()[0]["media_url"] == f"https://wall.example.org/photo/{after}.jpg"
    assert (await wall.get(f"{PREFIX}/requests/{plain.id}.json")).json()[0]["media_url"] is None
