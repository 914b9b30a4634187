"""Whoever holds a post is at home here as what he or she is: role and work, keys, menus, refusals that say who may."""

from typing import Any

import pytest

from tests.stories.world import World, buttons


@pytest.fixture
def introduces() -> bool:
    """Menus are shown here."""
    return True


def _keys(message: dict[str, Any]) -> list[str]:
    rows = (message.get("reply_markup") or {}).get("keyboard") or []
    return [one["text"] if isinstance(one, dict) else one for row in rows for one in row]


async def _menu(world: World, person: str) -> list[str]:
    path = f"/api/bots/{world.bot['id']}/commands"
    answer = await world.http.get(path, params={"user": world.users[person], "chat": world.bot["id"]})
    answer.raise_for_status()
    return [one["command"] for one in answer.json()["commands"]]


async def test_start_of_a_post_holder(world: World) -> None:
    """Role and work instead of "which building do you live in?"; the keys of staff below."""
    await world.starts("王师傅")
    message = await world.sees("王师傅", "您是：物业 王师傅", "北苑小区", "没有没完的活儿")
    assert "哪栋楼" not in message["text"]
    await world.starts("李姐")
    await world.sees("李姐", "您是：网格长 李姐", "三网格")


async def test_the_keys_of_staff(world: World) -> None:
    """My work, my area, away, find: each does what it says."""
    await world.says("孙大妈", "厨房下水返水，堵两天了")
    await world.press("孙大妈", "报上去")
    await world.starts("李姐")
    await world.says("李姐", "📥 我的活儿")
    await world.sees("李姐", "您手上 1 件")
    await world.says("李姐", "🗺 我这一片")
    await world.sees("李姐", "三网格", "没完的 1 件")
    await world.says("李姐", "🌙 我今天不在")
    await world.press("李姐", "到今晚")
    await world.press("李姐", "照旧")
    await world.says("李姐", "🌙 我今天不在")
    await world.press("李姐", "我回来了")
    await world.sees("李姐", "又会叫您了")


async def test_words_of_a_post_holder_are_no_report_by_themselves(world: World) -> None:
    """Words that belong to nothing: role and work, and a button for when they were meant as a report."""
    await world.says("王师傅", "今天水泵间我去看过了")
    await world.sees_buttons("王师傅", "报上去", "我的活儿", on="您是：物业 王师傅")
    await world.sees_nothing_of("王师傅", "您住哪栋楼")
    await world.forward(minutes=15)
    await world.sees_nothing_of("李姐", "1号", chat="staff")
    await world.says("王师傅", "单元门坏了")
    await world.press("王师傅", "报上去")
    await world.sees("王师傅", "是哪栋楼")
    await world.sees_nothing_of("王师傅", "您住哪栋楼")


async def test_danger_said_by_a_post_holder_is_heard(world: World) -> None:
    """No question of role comes before it."""
    await world.says("王师傅", "3号楼着火了，快来人")
    await world.sees("王师傅", "119")


async def test_the_menu_is_that_of_the_role(world: World) -> None:
    """Residents never see /huoer; whoever holds a post does, administrators see theirs; who loses it, no more."""
    assert "huoer" not in await _menu(world, "孙大妈")
    await world.starts("李姐")
    assert {"huoer", "board"} <= set(await _menu(world, "李姐"))
    assert "links" not in await _menu(world, "李姐")
    await world.starts("何管理")
    assert {"huoer", "board", "links", "groups"} <= set(await _menu(world, "何管理"))
    await world.starts("王师傅")
    assert "board" not in await _menu(world, "王师傅")


async def test_help_by_role(world: World) -> None:
    """Residents read how to report; heads how to work; administrators how to run the place."""
    await world.says("孙大妈", "/help")
    await world.sees_nothing_of("孙大妈", "/huoer", "/links")
    await world.says("李姐", "/help")
    await world.sees("李姐", "/huoer", "/board")
    await world.sees_nothing_of("李姐", "/links")
    await world.says("何管理", "/help")
    await world.sees("何管理", "/links", "/unbind")


async def test_refusals_say_who_may(world: World) -> None:
    """A resident's /board and /huoer are refused in words that fit."""
    await world.says("孙大妈", "/board")
    await world.sees("孙大妈", "这个得", "督办员")
    await world.says("孙大妈", "/huoer")
    await world.sees("孙大妈", "给在岗的人用")
    await world.says("孙大妈", "/groups")
    await world.sees("孙大妈", "这个得", "管理员")
    await world.sees_nothing_of("孙大妈", "我家也是")


async def test_who_holds_no_post_has_none_to_give_back(world: World) -> None:
    """/tuichu of a resident is refused in words that fit."""
    await world.says("孙大妈", "/tuichu")
    await world.sees("孙大妈", "给在岗的人用")
    await world.sees_nothing_of("孙大妈", "我家也是")


async def test_typed_words_do_what_their_key_does(world: World) -> None:
    """A key's words typed without its picture are that key, and never a note or a report."""
    await world.says("孙大妈", "厨房下水返水，堵两天了")
    await world.press("孙大妈", "报上去")
    for said, shown in (
        ("我的活儿", "您手上 1 件"),
        ("找人", "这些人管"),
        ("我这一片。", "没完的 1 件"),
        ("7号", "没找到7号"),
        ("我不在", "到几点"),
    ):
        await world.says("李姐", said)
        await world.sees("李姐", shown)
    await world.sees_nothing_of("李姐", "记下了")
    await world.says("老郑", "报事")
    await world.sees("老郑", "出啥事了")
    await world.says("老郑", "我报的事")
    await world.sees("老郑", "您还没报过事")
    await world.says("老郑", "更多")
    await world.sees("老郑", "您要做啥")


async def test_staff_find_the_people_of_their_area(world: World) -> None:
    """Find someone, of a head or a steward without a home here: who else serves there, and the next tier."""
    await world.says("李姐", "/dianhua")
    await world.sees("李姐", "三网格归这些人管", "社区：张姐、刘哥")
    await world.says("王师傅", "📞 找人")
    await world.sees("王师傅", "北苑小区归这些人管", "网格长：李姐", "0432-6200-0001")
    await world.says("张姐", "/dianhua")
    await world.sees("张姐", "北苑社区归这些人管", "街道：陈主任")


async def test_what_is_asked_of_the_bot_alone_is_answered_privately(world: World) -> None:
    """/wode, /help, /huoer, /start in a group: one short line that shows where; nobody's list in front of all."""
    for who, said, chat in (
        ("孙大妈", "/wode", "residents"),
        ("老郑", "/help", "residents"),
        ("老郑", "/start", "residents"),
        ("李姐", "/huoer", "staff"),
    ):
        await world.says(who, said, chat=chat)
        newest = (await world.phone(who, chat=chat))[-1]
        assert "私下" in newest["text"], newest
        assert buttons(newest) == ["私下跟我说"]
        await world.forward(minutes=2)
        await world.sees_nothing_of(who, "私下", chat=chat)
    await world.says("张姐", "/bind")
    await world.sees("张姐", "请到相关的群里发 /bind")
    await world.says("张姐", "/tingting")
    await world.sees("张姐", "群里发 /tingting")


async def test_every_command_of_the_private_chat_is_answered_privately(world: World) -> None:
    """/zhiban, /dengji, /chuishao, /tingshui and their English names in a group: the same short line, never silence."""
    for said in ("/zhiban", "/dengji 灯不亮", "/chuishao", "/tingshui", "/duty", "/register", "/outage"):
        await world.says("李姐", said, chat="staff")
        newest = (await world.phone("李姐", chat="staff"))[-1]
        assert "私下" in newest["text"], f"{said}: {newest}"
        await world.forward(minutes=15)
        await world.sees_nothing_of("李姐", "私下", chat="staff")


async def test_boards_that_are_not_there_are_not_offered(world: World) -> None:
    """A building head has no board and no key for it; a supervisor has one."""
    await world.says("赵姨", "/help")
    message = await world.sees("赵姨", "/huoer")
    assert "/board" not in message["text"]
    await world.says("孙大妈", "厨房下水返水，堵两天了")
    await world.press("孙大妈", "报上去")
    await world.says("杜督办", "/board")
    await world.sees("杜督办", "北极街道", "没完的 1 件")


async def test_the_first_administrators_board(world: World) -> None:
    """An administrator of no place in particular sees what is open everywhere."""
    assert world.database is not None
    from casework.model.people import Post, Rank, Role
    from casework.settings import Settings

    work = world.database.work(Settings())
    person = await work.person_at(f"tg:{world.users['老郑']}")
    assert person is not None
    work.add(Post(id=work.new_id(), code="admin", role=Role.ADMIN, rank=Rank.PRIMARY, name="", person_id=person.id))
    await work.commit()
    await world.says("孙大妈", "厨房下水返水，堵两天了")
    await world.press("孙大妈", "报上去")
    await world.says("老郑", "/board")
    message = await world.sees("老郑", "没完的 1 件", "下水道堵塞")
    assert any("1" in one for one in buttons(message))
