"""A table of 12345's orders: number, when told, limit, the district's own columns; the same number is registered once;
what became of them goes back as a file."""

import io

import openpyxl

from tests.stories.test_opinions import send_file
from tests.stories.world import World, words

HEADER = "工单编号,受理时间,诉求内容,事发地址,来电人,来电号码,办结时限,承办单位"
ROWS = (
    "26112000101,2026-11-19 09:12:33,下水道堵了返水,3号楼2单元501,张大爷,13800138000,2026-11-30 18:00,北苑社区",
    "26112000102,2026/11/20 8:05,路灯不亮,北门,李奶奶,,2026年11月27日,北苑社区",
    "26112000101,2026-11-19 09:12:33,下水道堵了返水,3号楼2单元501,张大爷,13800138000,2026-11-30 18:00,北苑社区",
    "26112000103,2026-11-28 08:00:00,单元门关不上,5号楼,,,2026-11-30,北苑社区",
    "26112000104,2026-11-20,单元门关不上,5号楼,,,尽快,北苑社区",
    "26112000105,2026-11-20,楼道灯不亮,6号楼,,,2026-11-29,北苑社区",
    "26112000106,2026-11-20,楼道灯不亮,6号楼,,,2026-11-29,北苑社区",
)


async def send_orders(world: World, who: str, *rows: str) -> None:
    """As the district's system exports it."""
    await send_file(world, who, "\n".join((HEADER, *rows)).encode("gb18030"), "12345工单.csv", "text/csv")


async def test_a_table_of_orders_is_one_press(world: World) -> None:
    """Each keeps its number, the day on which it was told and its last day; a number that stands twice, a day to come
    and a limit that is none are named by row; both clocks run; two citizens who say the same are two orders."""
    await send_orders(world, "张姐", *ROWS)
    message = await world.sees("张姐", "12345", "4 件", "工单 26112000101", "11月19日说的", "11月30日前要答复")
    for part in ("第 4 行：工单 26112000101 和第 2 行重了", "第 5 行：受理日期 2026-11-28 还没到", "第 6 行：“尽快”"):
        assert part in words(message), words(message)
    assert "承办单位" in words(message), "a column that is not used is named"
    assert "13800138000" not in words(message)
    await world.press("张姐", "登记这 4 件")
    await world.sees("张姐", "登记好了 4 件", "1–4号")
    await world.sees("李姐", "1号 下水道堵塞", "12345", "11月19日说的", "11月30日前要答复", chat="staff")
    await world.press("王师傅", "我来接", chat="staff", on="1号 下水道")
    await world.forward(hours=24 * 8)
    await world.sees("王师傅", "1号", "11月30日", "26112000101")


async def test_what_cannot_be_so_is_named(world: World) -> None:
    """A title with a month is no day to come; a last day before the day on which it was told and a phone without a
    figure are named by their rows."""
    rows = (
        "26112000301,2026-11-20,3号楼下水道堵了,北苑社区3号楼,赵,13800138000,2026-11-18,物业科",
        "26112000302,2026-11-20,3号楼门禁坏了,北苑社区3号楼,钱,没留,2026-11-30,物业科",
        "26112000303,2026-11-20,3号楼楼道灯坏了,北苑社区3号楼,孙,13800138002,2026-11-30,物业科",
    )
    table = "\n".join(("12345工单（11月）,,,,,,,", HEADER, *rows)).encode("gb18030")
    await send_file(world, "张姐", table, "工单.csv", "text/csv")
    message = await world.sees("张姐", "12345工单 11月21日：1 件", "第 3 行：限期 2026-11-18 在反映日期")
    assert "第 4 行：电话：“没留”里没有数字" in words(message), words(message)
    assert "恳谈日" not in words(message)


async def test_the_same_number_is_said_and_not_filed_twice(world: World) -> None:
    """Sent again each is named with what it is already; of two lists that wait the second files only what is new; one
    by one it is refused with its number."""
    await send_orders(world, "张姐", ROWS[0])
    await send_orders(world, "刘哥", ROWS[0], ROWS[1])
    await world.sees("刘哥", "2 件")
    await world.press("张姐", "登记这 1 件")
    await world.press("刘哥", "登记这 2 件")
    await world.sees("刘哥", "登记好了 1 件", "别人已经登记过", "26112000101")
    await send_orders(world, "张姐", ROWS[0], ROWS[1])
    await world.sees("张姐", "第 2 行：工单 26112000101 登记过了：北苑社区 1号", "第 3 行：工单 26112000102 登记过了")
    await world.press("张姐", "都不登记")
    await world.says("张姐", "/dengji 12345工单26112000101：3号楼2单元下水道堵了")
    assert "工单 26112000101 登记过了：1号" in await world.press("张姐", "报上去")
    await world.sees_nothing_of("李姐", "3号 下水道", chat="staff")


async def test_what_became_of_the_orders_goes_back_as_a_file(world: World) -> None:
    """Of a month, with each order's number, when it was told and by when it wants an answer; nothing else is in it."""
    await send_orders(world, "张姐", ROWS[0])
    await world.press("张姐", "登记这 1 件")
    await world.says("孙大妈", "3号楼楼道灯坏了")
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接", chat="staff", on="1号")
    await world.press("王师傅", "办好了", chat="staff", on="1号")
    await world.press("王师傅", "已疏通", chat="staff", on="1号")
    await world.says("张姐", "/board")
    await world.press("张姐", "台账")
    await world.press("张姐", "12345 本月")
    message = await world.sees("张姐", "2026-11", "12345")
    file = await world.http.get(f"/api/files/{message['document']['file_id']}")
    sheet = openpyxl.load_workbook(io.BytesIO(file.content)).worksheets[0]
    header, *rows = [[str(one or "") for one in row] for row in sheet.iter_rows(values_only=True)]
    assert header[-3:] == ["工单号", "反映日期", "答复期限"]
    assert len(rows) == 1
    assert rows[0][-3:] == ["26112000101", "2026-11-19", "2026-11-30"]
    assert rows[0][7] == "已疏通"
    assert "张大爷" not in str(rows)
