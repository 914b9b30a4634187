"""The company that supplies a place has a group here: what many report stands in it, and is answered there."""

from datetime import UTC, datetime

import pytest

from casework.model.chats import Audience
from casework.model.people import Rank, Role
from casework.settings import Settings
from storage.departments import DepartmentEntry, put_departments
from storage.roster import Codes, PostEntry, Roster, Transaction
from tests.stories.test_incident import three_report
from tests.stories.world import TEN, World
from tests.stories.world import words as words_of

COMPANY, GROUP = "江北供水", "江北供水抢修群"
OFFICERS = {"水务老高": "w-gao", "水务小郝": "w-hao"}


@pytest.fixture
def more_config() -> str:
    """Three reports are many in a town of four residents."""
    return "[limits]\nincident_reports = 3\n"


def _company(connection: Transaction, codes: Codes, at: datetime) -> None:
    entry = DepartmentEntry(
        code="w1", name=COMPANY, area="bj", officers=tuple(OFFICERS.values()), categories=("outage_water",)
    )
    put_departments(connection, [entry], codes, at, False)


@pytest.fixture
async def supplied(world: World) -> World:
    """The water company is a department of the roster, for water alone, with two officers and a group."""
    database = world.database
    assert database is not None
    posts = [
        PostEntry(code=code, role=Role.DEPARTMENT_OFFICER, rank=Rank.PRIMARY, name=name, area="bj")
        for name, code in OFFICERS.items()
    ]
    await Roster(database).put((), (), posts, then=_company)
    for post in posts:
        await world.joins(post.name, post.code)
    ids = [world.users[name] for name in (*OFFICERS, "小周")]
    chat = await world._post(
        "/api/chats", type="supergroup", title=GROUP, members=ids, bots=[world.bot["id"]], owner=ids[0]
    )
    world.chats[GROUP] = chat["id"]
    await world.settle()
    work = database.work(Settings())
    subdistrict = await work.area_by_code("bj")
    assert subdistrict is not None
    (company,) = await work.departments_for((subdistrict.id,))
    address = f"tg:{chat['id']}"
    await work.bind_chat(address, None, subdistrict.id, Audience.DEPARTMENT, GROUP, TEN.astimezone(UTC), company.id)
    await work.commit()
    return world


async def test_the_company_reads_it_and_says_until_when(supplied: World) -> None:
    """With the third report the company's group has a card without anybody's words; its officer says until when, and
    everybody who reported it reads who is at it; only its officers can."""
    await three_report(supplied)
    await supplied.forward(seconds=20)
    card = await supplied.sees("水务老高", "停水", "3号楼、5号楼", chat=GROUP)
    assert "一滴" not in card["text"]
    await supplied.press("小周", "我们在处理", chat=GROUP)
    await supplied.sees_nothing_of("水务老高", "大约几点", chat=GROUP)
    await supplied.press("水务老高", "我们在处理", chat=GROUP)
    for officer in ("水务小郝", "水务老高"):
        await supplied.says(officer, "下午两点能来水", chat=GROUP, answering="大约几点")
    for who, words in (("孙大妈", "江北供水在处理，预计 14:00 恢复"), ("老郑", "江北供水在处理")):
        await supplied.sees(who, words)
    read = [one for one in await supplied.phone("孙大妈") if "江北供水" in words_of(one)]
    assert len(read) == 1, "said twice, told once"
    await supplied.forward(seconds=20)
    await supplied.sees("李姐", "江北供水在处理，预计 14:00 恢复", chat="staff")
    await supplied.sees("老郑", "江北供水在处理，预计 14:00 恢复", chat="residents")
    await supplied.sees("水务老高", "江北供水在处理，预计 14:00 恢复", chat=GROUP)


async def test_the_company_says_that_it_is_back(supplied: World) -> None:
    """What the company answers, and that it is back, goes to whoever has the matter, who says that it is done; the
    company's card says so too."""
    await three_report(supplied)
    await supplied.forward(seconds=20)
    await supplied.press("王师傅", "我来接", chat="staff")
    await supplied.says("水务小郝", "主管道裂了，正在挖", chat=GROUP, answering="停水")
    await supplied.sees("王师傅", "1号 停水", "水务小郝", "主管道裂了，正在挖")
    await supplied.press("水务老高", "已经恢复", chat=GROUP)
    await supplied.sees("王师傅", "1号 停水", "水务老高", "已经恢复")
    await supplied.press("王师傅", "办好了", chat="staff")
    await supplied.press("王师傅", "恢复了", chat="staff")
    await supplied.forward(seconds=20)
    await supplied.sees("水务老高", "✅", "停水", "办好", chat=GROUP)
    await supplied.says("水务老高", "/tingshui 明天9点到12点北苑小区3号楼停水检修")
    await supplied.sees("水务老高", "停水", "3号楼", "9:00")
