"""Many matters in one go: lines of words, the table of a listening day, one press; and the listening day afterwards."""

import io
from typing import Any

from openpyxl import Workbook

from tests.stories.world import World, buttons, words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADER = ("序号", "反映内容", "地点", "姓名", "联系电话", "工单号", "限期")


def workbook(*rows: tuple[Any, ...], merged: str = "", title: str = "北苑社区11月20日恳谈日意见") -> bytes:
    """A table as an office makes it: a title above, then the header."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([title])
    sheet.append(list(HEADER))
    for row in rows:
        sheet.append(list(row))
    if merged:
        sheet.merge_cells(merged)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


async def send_file(world: World, who: str, data: bytes, name: str = "恳谈日.xlsx", mime: str = XLSX) -> None:
    """As a document in the private chat."""
    path = f"/api/users/{world.users[who]}/messages"
    sent = await world.http.post(path, data={"chat": str(world.bot["id"])}, files={"document": (name, data, mime)})
    sent.raise_for_status()
    await world.settle()


async def test_several_lines_are_one_press(world: World) -> None:
    """One matter a line: the list shows place and kind, one press files them; groups read one message, nothing of it
    rings, and the name and phone stay behind the holder's button."""
    await world.says("李姐", "/dengji")
    await world.press("李姐", "一次多条")
    await world.sees("李姐", "一行一件")
    lines = "1. 3号楼2单元下水道堵了 张大爷 13800138000\n2、3号楼楼道灯坏了\n北门垃圾没人收\n谁家的狗老叫"
    await world.says("李姐", lines)
    message = await world.sees("李姐", "恳谈日", "3 件", "北苑小区3号楼", "下水道堵塞", "第 4 行", "没看出在哪儿")
    assert "13800138000" not in words(message)
    await world.says("李姐", "2")  # a row, and not the second button
    await world.sees("李姐", "2 件", "北门垃圾没人收")
    await world.says("李姐", "5号楼单元门坏了")
    await world.press("李姐", "登记这 3 件")
    await world.sees("李姐", "登记好了 3 件", "1–3号")
    said = await world.sees("李姐", "北苑社区", "3 件", "三网格 1", "四网格 1", chat="staff")
    assert "张大爷" not in words(said)
    await world.sees("李姐", "1号 下水道堵塞", "登记：恳谈日", chat="staff")
    await world.sees_nothing_of("李姐", "张大爷", "138", chat="staff")
    await world.sees_nothing_of("老郑", "下水道", "单元门", "垃圾", chat="residents")
    await world.sees("王师傅", "新来 2 件")  # what lies outdoors is no property company's
    await world.press("王师傅", "我来接", chat="staff", on="1号 下水道")
    await world.press("王师傅", "更多", chat="staff", on="1号")
    await world.press("王师傅", "看门牌电话", chat="staff", on="1号")
    await world.sees("王师傅", "张大爷 13800138000")


async def test_the_table_of_a_listening_day(world: World) -> None:
    """Header words in any order; merged cells, formulas, #N/A, empty rows and unknown places are named by row; likeness
    to what is open; an order keeps its number and day; the day in the title is when it was told."""
    await world.says("孙大妈", "3号楼楼道灯坏了")
    await world.press("孙大妈", "报上去")
    data = workbook(
        (1, "下水道堵了", "3号楼2单元501", "张大爷", 13800138000, None, None),
        (2, "楼道灯不亮了", "3号楼", "李奶奶", None, None, None),
        (3, "单元门关不上", "5号楼", None, None, "26112300123", "11月30日"),
        (4, "路面有个坑", None, None, None, None, None),
        (5, "路灯不亮", "=C3", None, None, None, None),
        (6, None, "3号楼", None, None, None, None),
        (7, "没水", "99号楼", None, None, None, None),
        (8, "#N/A", "3号楼", None, None, None, None),
        (),
        (9, "单元门关不上", "5号楼", None, None, None, None),
        merged="C5:C6",
    )
    await send_file(world, "张姐", data)
    message = await world.sees("张姐", "恳谈日 11月20日", "3 件", "像 1号", "工单 26112300123", "11月30日前")
    text = words(message)
    for part in ("第 6 行：地点是合并的单元格", "第 7 行：地点是公式", "第 8 行", "第 9 行：这儿没有 99 号楼"):
        assert part in text, part
    for part in ("第 10 行", "#N/A", "第 11 行：空行", "第 12 行：和第 5 行一样"):
        assert part in text, part
    await world.press("张姐", "去掉像的 1 件")
    await world.press("张姐", "登记这 2 件")
    await world.sees("张姐", "登记好了 2 件")
    await world.sees("李姐", "2号 下水道堵塞", "11月20日说的", chat="staff")
    await world.sees("李姐", "3号 单元门", "12345", "11月30日前要答复", chat="staff")
    await world.sees_nothing_of("李姐", "501", "张大爷", chat="staff")
    await world.sees_nothing_of("张姐", "4号")


async def test_a_file_that_is_no_list(world: World) -> None:
    """Too large for Telegram, no table, no header, a file that does not arrive: each is said, nothing is registered; a
    photo goes its usual way, and who may not register many sends a document like everybody."""
    await world.sends("张姐", document={"size": 21_000_000, "file_name": "恳谈日.xlsx", "mime_type": XLSX})
    await world.sees("张姐", "超过 20 MB")
    await send_file(world, "张姐", b"PK\x03\x04 broken")
    await world.sees("张姐", "没用上这个文件", "坏了")
    await send_file(world, "张姐", "名字,年龄\n张三,5\n".encode(), "表.csv", "text/csv")
    await world.sees("张姐", "没找到表头", "地点", "内容")
    await send_file(world, "张姐", "地点,内容\n3号楼,下水道堵了\n".encode("gb18030"), "表.csv", "text/csv")
    await world.sees("张姐", "1 件", "下水道堵塞")
    await world.press("张姐", "都不登记")
    await world.sees("张姐", "都没登记")
    await world.sends("张姐", photo={"size": 1})
    await world.sees("张姐", "是哪栋楼")
    await send_file(world, "孙大妈", workbook((1, "下水道堵了", "3号楼", None, None, None, None)))
    await world.sees_nothing_of("孙大妈", "恳谈")


async def test_danger_in_a_list_is_looked_at_by_itself(world: World) -> None:
    """A row that says danger is not filed with the others: whoever sent the list is asked, row by row."""
    await world.says("张姐", "/dengji")
    await world.press("张姐", "一次多条")
    await world.says("张姐", "3号楼下水道堵了\n5号楼闻着煤气味，好大")
    await world.sees("张姐", "⚠️ 有 1 件像有危险")
    await world.press("张姐", "登记这 1 件")
    await world.sees("张姐", "登记好了 1 件", "有 1 件像有危险，还没登记")
    await world.sees_nothing_of("李姐", "煤气", chat="staff")
    await world.press("张姐", "看第 2 行")
    await world.sees("张姐", "有人有危险吗")
    await world.press("张姐", "有，快来人")
    await world.sees("王师傅", "煤气")


async def test_a_danger_row_that_is_not_answered_calls_everybody(world: World) -> None:
    """Looked at and left unanswered, a row that says danger is filed like any other danger."""
    await world.says("张姐", "/dengji")
    await world.press("张姐", "一次多条")
    await world.says("张姐", "3号楼下水道堵了\n5号楼闻着煤气味，好大")
    await world.sees("张姐", "⚠️ 有 1 件像有危险")
    await world.press("张姐", "登记这 1 件")
    await world.sees("张姐", "登记好了 1 件", "有 1 件像有危险，还没登记")
    await world.sees_nothing_of("李姐", "煤气", chat="staff")
    await world.press("张姐", "看第 2 行")
    await world.forward(seconds=70)
    await world.sees("王师傅", "🆘")


async def test_a_hundred_rows_do_not_flood_a_group(world: World) -> None:
    """128 rows: one message, then cards without a sound; those on duty have them in one ping, after five minutes the
    community too; no line under a card, no incident out of ten equal ones."""
    rows: list[tuple[Any, ...]] = [
        (n, f"楼道灯坏了{n}" if n % 2 else f"垃圾没人收{n}", f"{n % 7 + 1}号楼", None, None, None, None)
        for n in range(1, 129)
    ]
    await send_file(world, "张姐", workbook(*rows))
    await world.sees("张姐", "128 件")
    await world.press("张姐", "下一页")
    await world.sees("张姐", "16 到 30", "共 128 件")
    await world.press("张姐", "登记这 128 件")
    await world.sees("张姐", "登记好了 128 件", "1–128号")
    await world.sees("李姐", "128 件", "三网格", "四网格", chat="staff")
    pings = [one for one in await world.phone("王师傅") if one["from"].get("is_bot")]
    assert len(pings) == 1, [words(one) for one in pings]
    await world.forward(minutes=12)
    for fragment in ("没人接", "集中反映"):
        await world.sees_nothing_of("李姐", fragment, chat="staff")
    told = [one for one in await world.phone("李姐", chat="staff") if one["from"].get("is_bot")]
    assert [one["notification"] for one in told].count("loud") == 1, "the summary alone may ring"
    await world.says("张姐", "/kentan")
    await world.sees("张姐", "128 件，办好 0 件")


async def test_the_list_is_published_and_taken_back(world: World) -> None:
    """How many are done stands in /kentan; one press gives the list to the residents' groups, without names; it can be
    said anew how it stands, and taken back."""
    await world.says("张姐", "/dengji")
    await world.press("张姐", "一次多条")
    await world.says("张姐", "3号楼下水道堵了 张大爷 13800138000\n5号楼楼道灯坏了\n3号楼老李家两口子天天打架吵得睡不着")
    await world.press("张姐", "登记这 3 件")
    await world.press("王师傅", "我来接", chat="staff", on="1号")
    await world.press("王师傅", "办好了", chat="staff", on="1号")
    await world.press("王师傅", "已疏通", chat="staff")
    await world.says("李姐", "/kentan")
    await world.press("李姐", "11月21日")
    assert "公布" not in str(buttons(await world.sees("李姐", "3 件，办好 1 件")))
    await world.says("张姐", "/kentan")
    await world.press("张姐", "11月21日")
    await world.sees("张姐", "1 个居民群")
    await world.press("张姐", "公布这份清单")
    said = await world.sees("老郑", "邻里说了 3 件，办好 1 件", "1号", "下水道堵塞 · 办好了", "2号", chat="residents")
    for part in ("张大爷", "138", "老李", "打架"):
        assert part not in words(said)
    await world.sees("老郑", "1 件不便公开", chat="residents")
    await world.forward(minutes=1)
    await world.sees("张姐", "送到 1 个群")
    await world.press("王师傅", "我来接", chat="staff", on="2号")
    await world.press("王师傅", "办好了", chat="staff", on="2号")
    await world.press("王师傅", "已换新", chat="staff")
    await world.says("张姐", "/kentan")
    await world.press("张姐", "11月21日")
    await world.press("张姐", "更新到现在")
    await world.sees("老郑", "邻里说了 3 件，办好 2 件", chat="residents")
    await world.press("张姐", "收回")
    await world.sees("老郑", "收回了", chat="residents")
    await world.sees_nothing_of("老郑", "下水道堵塞 · 办好了", chat="residents")
