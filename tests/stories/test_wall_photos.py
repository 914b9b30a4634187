"""Photos on the echo wall: chosen by the community's people, agreed to by whose they are, fetched once, taken back."""

import re
from io import BytesIO

import httpx
import pytest
from PIL import Image

from tests.stories.conftest import pages_at
from tests.stories.test_wall import link
from tests.stories.world import World, buttons

LAMP = "3号楼东侧路灯不亮了"
AT_HOME = "厨房下水堵了，返水"
SOON = 1
"""Seconds in which what was released has been fetched, and what was taken back erased."""


@pytest.fixture
def more_config(port: int) -> str:
    """The bot serves the pages too."""
    return pages_at(port)


async def done_with_photos(world: World, words: str = LAMP) -> None:
    """孙大妈 reports it with a photo, 王师傅 takes it and shows that it is done."""
    await world.sends("孙大妈", photo={"size": 1}, caption=words)
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接", chat="staff")
    await world.press("王师傅", "办好了", chat="staff")
    await world.press("王师傅", "已换新" if words is LAMP else "已疏通", chat="staff")
    await world.sends(
        "王师傅",
        chat="staff",
        photo={"size": 1},
        reply_to=(await world.sees("王师傅", "1号", chat="staff"))["message_id"],
    )


async def wall_of(world: World) -> str:
    """The HTML of the wall of 北苑小区."""
    await world.says("孙大妈", "/huiyin")
    url = link(await world.sees("孙大妈", "回音壁 · 北苑小区"))
    async with httpx.AsyncClient(trust_env=False) as client:
        return (await client.get(url)).text


def pictures(html: str) -> dict[str, str]:
    """Addresses of the photos on a page, by their alternative text."""
    return {alt: src for src, alt in re.findall(r'<img[^>]* src="(/photo/[^"]+)"[^>]* alt="([^"]*)"', html)}


async def get(port: int, path: str, **headers: str) -> httpx.Response:
    """A photo, as a browser asks for it."""
    async with httpx.AsyncClient(trust_env=False, base_url=f"http://127.0.0.1:{port}") as client:
        return await client.get(path, headers=headers)


async def test_the_photo_of_the_result(world: World, port: int) -> None:
    """What staff photographed in a place of everybody's: the grid head looks, and puts it on the wall by one press; it
    is there without a place, a time or a name; taken back, it is gone at once."""
    await done_with_photos(world)
    assert pictures(await wall_of(world)) == {}
    await world.press("李姐", "照片上墙", chat="staff")
    asked = await world.sees("李姐", "1号", "人脸", "门牌")
    assert len([one for one in await world.phone("李姐") if one.get("photo")][-2:]) == 2
    assert buttons(asked) == ["第1张上墙", "第2张上墙"]
    await world.press("李姐", "第2张上墙")
    await world.sees("李姐", "第2张（办好后）：在回音壁上")
    await world.sees_nothing_of("孙大妈", "照片能放到回音壁")
    await world.forward(seconds=SOON)
    shown = pictures(await wall_of(world))
    assert list(shown) == ["办好后：北苑小区 3号楼 路灯不亮"]
    answer = await get(port, next(iter(shown.values())))
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/jpeg")
    assert answer.headers["cache-control"] == "no-cache"
    picture = Image.open(BytesIO(answer.content))
    assert max(picture.size) <= 1280
    assert not picture.getexif()
    same = await get(port, next(iter(shown.values())), **{"if-none-match": answer.headers["etag"]})
    assert (same.status_code, same.content) == (304, b"")
    await world.press("李姐", "撤下第2张")
    await world.sees("李姐", "第2张（办好后）：没放")
    assert (await get(port, next(iter(shown.values())))).status_code == 404
    assert pictures(await wall_of(world)) == {}


async def test_the_resident_is_asked(world: World, port: int) -> None:
    """The resident's own photo: asked, with the photo, and shown only after a yes; the resident takes it down again,
    and nobody can put it back."""
    await done_with_photos(world)
    await world.press("李姐", "照片上墙", chat="staff")
    await world.press("李姐", "第1张上墙")
    await world.sees("李姐", "第1张（报事时）：问过居民了，等回话")
    await world.sees("孙大妈", "1号", "照片能放到回音壁让邻居看看吗？", "没有人脸和门牌")
    await world.forward(seconds=SOON)
    assert pictures(await wall_of(world)) == {}
    await world.press("孙大妈", "能", on="照片能放到回音壁")
    await world.forward(seconds=SOON)
    shown = pictures(await wall_of(world))
    assert list(shown) == ["报事时：北苑小区 3号楼 路灯不亮"]
    await world.press("孙大妈", "撤下照片")
    assert (await get(port, next(iter(shown.values())))).status_code == 404
    await world.says("李姐", "1号")
    await world.press("李姐", "照片上墙")
    message = await world.sees("李姐", "第1张（报事时）：居民说别放")
    assert buttons(message) == ["第2张上墙"]


async def test_the_resident_says_no(world: World) -> None:
    """No is no: it is not shown, and not asked again."""
    await done_with_photos(world)
    await world.press("李姐", "照片上墙", chat="staff")
    await world.press("李姐", "第1张上墙")
    await world.press("孙大妈", "别放")
    await world.sees("孙大妈", "好，不放")
    await world.forward(seconds=SOON)
    assert pictures(await wall_of(world)) == {}


async def test_a_photo_of_a_home_is_the_residents(world: World) -> None:
    """What was photographed in somebody's home belongs to whoever lives there, whoever took it."""
    await done_with_photos(world, AT_HOME)
    await world.press("李姐", "照片上墙", chat="staff")
    await world.press("李姐", "第2张上墙")
    await world.sees("李姐", "第2张（办好后）：问过居民了，等回话")
    await world.sees("孙大妈", "照片能放到回音壁让邻居看看吗？")


async def test_whoever_forgets_takes_the_photo_along(world: World, port: int) -> None:
    """/forget: it is off the wall at once, and its bytes are gone."""
    await done_with_photos(world)
    await world.press("李姐", "照片上墙", chat="staff")
    await world.press("李姐", "第1张上墙")
    await world.press("孙大妈", "能", on="照片能放到回音壁")
    await world.forward(seconds=SOON)
    (path,) = pictures(await wall_of(world)).values()
    await world.press("孙大妈", "好了，满意")
    await world.says("孙大妈", "⋯ 更多")
    await world.press("孙大妈", "删掉我的信息")
    await world.press("孙大妈", "删掉", on="我删掉您的名字")
    assert (await get(port, path)).status_code == 404
    await world.forward(seconds=SOON)
    assert world.database is not None
    from storage.pictures import Pictures

    assert await Pictures(world.database).count() == 0


async def test_who_may_not(world: World) -> None:
    """Whoever did the work does not put its photo on the wall alone."""
    await done_with_photos(world)
    assert "得网格长或社区看过" in await world.press("王师傅", "照片上墙", chat="staff")
