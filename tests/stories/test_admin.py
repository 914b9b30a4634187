"""/admin: looking after the bot in chat, for an administrator who has no shell."""

import io
from typing import Any

import openpyxl

from bot.callbacks import encode
from casework.settings import Settings
from tests.stories.test_opinions import XLSX, send_file
from tests.stories.world import World, buttons


async def roster(world: World) -> openpyxl.Workbook:
    """As 何管理 gets it."""
    await world.says("何管理", "/admin")
    await world.press("何管理", "导出花名册")
    message = await world.sees("何管理", "这是花名册")
    file = await world.http.get(f"/api/files/{message['document']['file_id']}")
    book = openpyxl.load_workbook(io.BytesIO(file.content))
    cell(book, "p-free", "名称").value = "待定"  # the town has a seat without a name, which no file may have
    return book


async def send_roster(world: World, who: str, book: openpyxl.Workbook) -> None:
    """Back to the bot."""
    out = io.BytesIO()
    book.save(out)
    await send_file(world, who, out.getvalue(), "花名册.xlsx", XLSX)


def cell(book: openpyxl.Workbook, code: str, column: str) -> Any:
    """Of the row with that code."""
    sheet = book.worksheets[0]
    header = [str(one.value) for one in sheet[1]]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[header.index("编码")].value == code)
    return row[header.index(column)]


async def test_how_it_is(world: World) -> None:
    """What is wrong and what to do, the last backup, posts without anybody, links, messages; nobody else sees it."""
    await world.says("何管理", "/admin")
    message = await world.sees("何管理", "还没有备份记录", "个岗位还没人", "0 条链接没打开", "0 条消息没送到")
    assert "没送到的" not in str(buttons(message))
    await world.press("何管理", "谁还没账号")
    await world.sees_buttons("何管理", "5号楼 楼长")
    for person in ("张姐", "陈主任", "孙大妈"):
        await world.says(person, "/admin")
        await world.sees_nothing_of(person, "备份", "个岗位还没人")
        for verb in ("a_export", "a_kept", "a_trial", "a_free"):
            await world.forges(person, verb)
        await world.sees_nothing_of(person, "花名册", "该删", "试运行")


async def test_a_roster_is_shown_and_read_in_by_one_press(world: World) -> None:
    """Sent as a document it says what it would change, and changes nothing; one press reads it in; nothing is removed,
    and nobody else can."""
    book = await roster(world)
    cell(book, "p-zhang", "电话").value = "0432-6200-7777"
    await send_roster(world, "何管理", book)
    await world.sees("何管理", "换上这份花名册会是这样", "p-zhang")
    assert await phone(world) == ""
    await world.press("何管理", "读进去")
    await world.sees("何管理", "✓ 花名册读进去了")
    assert await phone(world) == "0432-6200-7777"
    await send_roster(world, "张姐", book)
    await world.sees_nothing_of("张姐", "换上这份花名册")


async def test_days_of_ones_own_by_a_file(world: World) -> None:
    """/admin shows hours and days; a table of days alone is read in by one press, and then they stand there."""
    await world.says("何管理", "/admin")
    await world.press("何管理", "时间和日子")
    await world.sees("何管理", "上班时间", "日期、怎么过")
    table = "日期,怎么过,时间,地方,名称\n2026-12-25,另定时间,09:00-12:00,bj-by,搬家\n"
    await send_file(world, "何管理", table.encode(), "日子.csv", "text/csv")
    await world.sees("何管理", "换上这份花名册会是这样", "日子：新增 1")
    await world.press("何管理", "读进去")
    await world.sees("何管理", "✓ 花名册读进去了")
    await world.says("何管理", "/admin")
    await world.press("何管理", "时间和日子")
    await world.sees("何管理", "2026-12-25", "北苑社区", "09:00-12:00", "搬家")
    await world.says("张姐", "/admin")
    await world.forges("张姐", "a_times")
    await world.sees_nothing_of("张姐", "2026-12-25")


async def test_posters_cards_and_the_calendar(world: World) -> None:
    """For who has no shell: each as a file; nobody else gets them."""
    for label, says, holds in (
        ("楼门口的海报", "一栋楼一张", "start=b_"),
        ("联系卡", "一个网格一张", "李姐"),
        ("值班日历", "往后 60 天", "BEGIN:VCALENDAR"),
    ):
        await world.says("何管理", "/admin")
        await world.press("何管理", "打印")
        await world.press("何管理", label)
        message = await world.sees("何管理", says)
        file = await world.http.get(f"/api/files/{message['document']['file_id']}")
        assert holds in file.text
    await world.says("张姐", "/admin")
    await world.forges("张姐", encode("a_print", word="cards"))
    await world.sees_nothing_of("张姐", "一个网格一张")


async def test_never_mind_under_an_older_roster(world: World) -> None:
    """Sent twice: "算了" under the first one leaves the second one to be read in."""
    book = await roster(world)
    was = cell(book, "p-liu", "电话").value
    cell(book, "p-liu", "电话").value = "0432-6200-5555"
    await send_roster(world, "何管理", book)
    cell(book, "p-liu", "电话").value = was
    cell(book, "p-zhang", "电话").value = "0432-6200-7777"
    await send_roster(world, "何管理", book)
    await world.press("何管理", "算了", on="p-liu")
    await world.press("何管理", "读进去")
    assert await phone(world) == "0432-6200-7777"


async def phone(world: World) -> str:
    """Zhang's, as the roster has it now."""
    assert world.database is not None
    post = await world.database.work(Settings()).post_by_code("p-zhang")
    assert post is not None
    return post.phone


async def test_a_roster_with_faults_has_no_button(world: World) -> None:
    """They are named by row; another press, or none, leaves everything as it is."""
    book = await roster(world)
    book.worksheets[0].append(["岗位", "p-neu", "新人", "bj-xx"])
    await send_roster(world, "何管理", book)
    message = await world.sees("何管理", "这份花名册有毛病", "第 ")
    assert not buttons(message)
    book.worksheets[0].delete_rows(book.worksheets[0].max_row)
    cell(book, "p-zhang", "电话").value = "0432-6200-7777"
    await send_roster(world, "何管理", book)
    await world.press("何管理", "算了")
    await world.sees("何管理", "花名册没动")
    assert await phone(world) == ""


async def test_what_is_due_and_trials(world: World) -> None:
    """What is due to be deleted is counted only; a trial begins and ends by a press."""
    await world.says("何管理", "/admin")
    await world.press("何管理", "到期该删的")
    await world.sees("何管理", "现在没有到期该删的")
    await world.press("何管理", "试运行")
    await world.press("何管理", "开始：北苑社区")
    await world.sees("何管理", "北苑社区", "社区以上")
    await world.says("孙大妈", "3号楼楼道灯坏了")
    await world.press("孙大妈", "报上去")
    await world.sees("孙大妈", "🧪")
    await world.says("何管理", "/admin")
    await world.press("何管理", "试运行")
    await world.press("何管理", "结束：北苑社区")
    await world.sees("何管理", "北苑社区：试运行到头了")
