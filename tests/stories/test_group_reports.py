"""Reporting in groups, the residents' public card, tying a group to an area, rights, links."""

import pytest

from casework.settings import Settings
from tests.stories.world import World, buttons, words


async def test_bao_with_words(world: World) -> None:
    """/bao with text: filed from the group; the group reads a number only, the news comes privately."""
    await world.says("孙大妈", "/bao 单元门坏了", chat="residents")
    await world.sees("孙大妈", "记下了，1号", "私聊告诉您", chat="residents")
    await world.sees("孙大妈", "报上去了，1号")
    await world.sees("李姐", "1号 单元门坏了", "北苑小区3号楼", chat="staff")
    await world.forward(minutes=2)
    await world.sees_nothing_of("孙大妈", "记下了", chat="residents")


async def test_report_as_an_answer_names_the_author(world: World) -> None:
    """/bao as an answer to somebody's message: its author is the reporter if the bot can write to him."""
    await world.says("孙大妈", "3号楼下水道堵了", chat="residents")
    await world.says("李姐", "/bao", chat="residents", answering="下水道堵了")
    await world.sees("孙大妈", "报上去了，1号")
    await world.sees("李姐", "1号 下水道堵塞", "3号楼下水道堵了", chat="staff")


async def test_report_as_an_answer_to_somebody_unknown(world: World) -> None:
    """... otherwise the sender is."""
    await world.says("小周", "5号楼停水了", chat="residents")
    await world.says("郑大哥", "/report", chat="residents", answering="停水了")
    await world.sees("郑大哥", "报上去了，1号")
    await world.sees("李姐", "1号 停水", "5号楼", chat="staff")


async def test_report_as_an_answer_to_a_deleted_account(world: World) -> None:
    """Whose account is gone has no name left: what was written is still reported, by whoever answers."""
    await world.says("小周", "5号楼停水了", chat="residents")
    await world.deletes_the_account("小周")
    await world.says("郑大哥", "/bao", chat="residents", answering="停水了")
    await world.sees("郑大哥", "报上去了，1号")
    await world.sees("李姐", "1号 停水", "5号楼", chat="staff")


async def test_a_nameless_holder(world: World) -> None:
    """Who holds a post and has no name at Telegram is asked as "you"; the card has the post's name."""
    assert world.database is not None
    work = world.database.work(Settings())
    person = await work.person_at(f"tg:{world.users['李姐']}")
    assert person is not None
    person.name = ""
    work.changed(person)
    await work.commit()
    await world.says("孙大妈", "3号楼停水了")
    await world.press("孙大妈", "报上去")
    await world.press("李姐", "我来接", chat="staff")
    await world.press("李姐", "更多", chat="staff")
    await world.press("李姐", "还有", chat="staff")
    await world.press("李姐", "再跟居民说", chat="staff")
    await world.sees("张姐", "您 1号要跟居民说什么", chat="staff")
    await world.sees("张姐", "谁办：网格长 李姐", chat="staff")


async def test_a_reporter_whom_the_bot_cannot_write_to(world: World) -> None:
    """Who never talked to the bot is shown how to get the news."""
    await world.says("小周", "/bao 单元门坏了", chat="residents")
    message = await world.sees("小周", "记下了，1号", "想收到回信", chat="residents")
    assert buttons(message) == ["给我回信"]


async def test_bao_of_the_same_again(world: World) -> None:
    """The same person, place and kind again by `/bao`: one matter, one public card, and what is new is with it."""
    await world.says("老郑", "/bao 单元门坏了", chat="residents")
    await world.sees("老郑", "记下了，1号", chat="residents")
    await world.says("老郑", "/bao 单元门还是坏的，关不上", chat="residents")
    await world.sees("老郑", "这个您报过：1号", "补到1号里了", chat="residents")
    await world.sees("王师傅", "1号 单元门坏了", "补：“单元门还是坏的，关不上”", chat="staff")
    await world.sees_nothing_of("王师傅", "2号", chat="staff")
    await world.says("老郑", "/bao 5号楼单元门坏了", chat="residents")
    await world.sees("老郑", "记下了，2号", chat="residents")
    await world.says("孙大妈", "/bao 单元门坏了", chat="residents")
    await world.sees("孙大妈", "记下了，3号", chat="residents")
    await world.says("老郑", "/bao 三楼楼道灯不亮", chat="residents")
    await world.says("老郑", "/bao 五楼楼道灯不亮", chat="residents")
    await world.sees("老郑", "记下了，5号", chat="residents")


async def test_bao_without_words(world: World) -> None:
    """/bao alone says how it goes."""
    await world.says("孙大妈", "/bao", chat="residents")
    await world.sees("孙大妈", "比如：/bao 单元门坏了", chat="residents")


async def test_the_public_card(world: World) -> None:
    """Residents' group: shared places only; the public card with "my home too"; the result."""
    await world.says("孙大妈", "3号楼停水了")
    await world.press("孙大妈", "报上去")
    message = await world.sees("老郑", "📢 3号楼 停水（1号）", chat="residents")
    assert buttons(message) == ["我家也是"]
    assert "第 1 位" in await world.press("老郑", "我家也是", chat="residents")
    assert "已经记过" in await world.press("老郑", "我家也是", chat="residents")
    await world.sees("老郑", "1 位邻居说“我家也是”", chat="residents")
    await world.forward(minutes=31)
    await world.sees_nothing_of("老郑", "🔴", "超时", "王师傅", chat="residents")
    await world.press("李姐", "我来接", chat="staff")
    await world.press("李姐", "办好了", chat="staff")
    await world.press("李姐", "已换新", chat="staff")
    done = await world.sees("老郑", "✅ 3号楼 停水（1号）办好了", chat="residents")
    assert done["message_id"] == message["message_id"]
    await world.sees("老郑", "1号", "已换新")


async def test_what_is_no_shared_place_stays_out(world: World) -> None:
    """A blocked kitchen drain is nobody else's matter: no public card."""
    await world.says("孙大妈", "厨房下水返水，堵两天了")
    await world.press("孙大妈", "报上去")
    await world.sees_nothing_of("老郑", "1号", chat="residents")


async def test_danger_in_a_group_gives_advice_first(world: World) -> None:
    """Danger reported in a group: advice first, and everyone on duty is called."""
    await world.says("孙大妈", "/bao 楼道里煤气味特别大", chat="residents")
    await world.sees("孙大妈", "别点火", chat="residents")
    await world.sees("陈主任", "🆘 1号")


async def test_a_resident_pressing_a_staff_button(world: World) -> None:
    """Anyone else pressing is told, kindly, who can."""
    await world.says("孙大妈", "3号楼停水了")
    await world.press("孙大妈", "报上去")
    card = await world.sees("李姐", "1号", chat="staff")
    data = card["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    said = await world.forges("老郑", data, chat="residents")
    assert "得物业和网格长来按" in said


async def test_bind_by_somebody_who_may(world: World) -> None:
    """/bind by someone who may ties a chat to an area; a resident may not."""
    await world.says("老郑", "/bind", chat="residents")
    await world.sees("老郑", "这个得社区、街道、管理员来", chat="residents")
    await world.says("张姐", "/bind", chat="residents")
    await world.press("张姐", "北苑社区", chat="residents")
    await world.press("张姐", "三网格", chat="residents")
    await world.press("张姐", "居民群", chat="residents")
    await world.sees("张姐", "三网格的居民群", "/bao", chat="residents")


async def test_links_for_administrators(world: World) -> None:
    """In chat, administrators hand out one-time links; whoever opens one has the post; it works once."""
    await world.says("何管理", "/links")
    await world.press("何管理", "北苑小区5号楼 楼长", on="1 个岗位还没人")
    message = await world.sees("何管理", "只能用一次", "t.me/weilinli_bot?start=p_")
    code = words(message).partition("start=")[2].strip()
    await world.starts("小周", code)
    await world.sees("小周", "欢迎。您现在是：楼长", "北苑小区5号楼", "/huoer")
    await world.starts("老郑", code)
    await world.sees("老郑", "这个链接不能用了")
    await world.says("孙大妈", "/links")
    await world.sees_nothing_of("孙大妈", "岗位")


async def test_group_links(world: World) -> None:
    """A startgroup link ties a group at once, if whoever opens it may."""
    await world.says("何管理", "/groups")
    message = await world.sees("何管理", "点一下，选好群")
    url = message["reply_markup"]["inline_keyboard"][0][0]["url"]
    payload = url.partition("startgroup=")[2]
    await world.says("何管理", f"/start@weilinli_bot {payload}", chat="residents")
    await world.sees("何管理", "北极街道的工作群", chat="residents")


async def test_asking_by_number_in_a_group_files_nothing(world: World) -> None:
    """“@bot 1号啥时候修” asks how it stands: a neighbour reads what the card there says, its reporter privately."""
    await world.says("孙大妈", "/bao 3号楼单元门坏了，关不上", chat="residents")
    asked = await world.says("老郑", "@weilinli_bot 1号啥时候修", chat="residents")
    await world.sees("老郑", "单元门坏了（1号）", "通知值班的人了", chat="residents", since=asked)
    await world.says("孙大妈", "@weilinli_bot 1号咋样了", chat="residents")
    await world.sees("孙大妈", "1号：", "私聊", chat="residents")
    await world.says("老郑", "@weilinli_bot 9号啥时候修", chat="residents")
    await world.sees("老郑", "9号的事这儿不能说", chat="residents")
    await world.sees_nothing_of("李姐", "2号", chat="staff")


@pytest.mark.parametrize("said", ["你是谁家孩子", "今天天儿咋样", "谢谢你", "在吗", "你多大了"])
async def test_a_joke_to_the_bot_is_no_report(world: World, said: str) -> None:
    """Thanks, a joke, or the weather by its name in a group: an answer that goes away again, and nothing is filed."""
    await world.says("孙大妈", f"@weilinli_bot {said}", chat="residents")
    await world.sees("孙大妈", "不客气" if "谢" in said else "@我写清哪儿、啥事", chat="residents")
    await world.forward(minutes=2)
    await world.sees_nothing_of("孙大妈", "@我写清哪儿、啥事", "不客气", chat="residents")
    await world.sees_nothing_of("李姐", "1号", chat="staff")
