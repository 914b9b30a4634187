"""Seats and links: who gets a post, how it changes hands, what is on the record."""

import pytest

from casework.model.people import Rank, Role
from casework.settings import Settings
from storage.database import Database
from storage.roster import PostEntry, Roster
from tests.stories.world import World, buttons, words


async def link_to(world: World, words_of_post: str, admin: str = "何管理") -> str:
    """The administrator's link for a post, found by words; the start parameter."""
    await world.says(admin, f"/links {words_of_post}")
    found = next(one for one in reversed(await world.phone(admin)) if "岗位" in words(one) and buttons(one))
    await world.press(admin, buttons(found)[0])
    message = await world.sees(admin, "start=p_")
    return words(message).partition("start=")[2].split()[0]


async def _holder(world: World, code: str) -> int | None:
    assert isinstance(world.database, Database)
    post = await world.database.work(Settings()).post_by_code(code)
    assert post is not None
    return post.person_id


async def _audited(world: World, code: str) -> list[str]:
    assert isinstance(world.database, Database)
    work = world.database.work(Settings())
    post = await work.post_by_code(code)
    assert post is not None
    return [one.action for one in await work.audited(post.id)]


async def test_links_pressed_twice_give_one_link(world: World) -> None:
    """Pressing again gives the same open link; once it is claimed nobody else gets in by it."""
    first = await link_to(world, "5号楼")
    assert await link_to(world, "5号楼") == first
    await world.starts("小周", first)
    await world.sees("小周", "欢迎。您现在是：楼长", "北苑小区5号楼")
    await world.starts("老郑", first)
    await world.sees("老郑", "这个链接不能用了")
    assert await _audited(world, "p-free") == ["link_made", "claimed"]


async def test_a_link_of_last_week_does_not_work(world: World) -> None:
    """After seven days the link opens nothing, and /links gives a new one."""
    old = await link_to(world, "5号楼")
    await world.forward(hours=7 * 24 + 1)
    await world.starts("小周", old)
    await world.sees("小周", "这个链接不能用了")
    assert await _holder(world, "p-free") is None
    assert await link_to(world, "5号楼") != old
    assert await _audited(world, "p-free") == ["link_made", "link_voided", "link_made"]


async def test_a_taken_seat_is_asked_for(world: World) -> None:
    """Whoever opens the link of a post that somebody holds has nothing yet; the occupant agrees, and both hear."""
    link = await link_to(world, "李姐")
    await world.sees("何管理", "现在有人", "start=p_")
    before = await _holder(world, "p-lijie")
    await world.starts("小周", link)
    await world.sees("小周", "这个岗位现在有人", "网格长 李姐")
    assert await _holder(world, "p-lijie") == before
    await world.sees_buttons("李姐", "交给这位", "不交", on="小周 点开了")
    await world.sees_buttons("何管理", "交给这位", "不交", on="小周 点开了")
    await world.starts("老郑", link)
    await world.sees("老郑", "这个链接不能用了")
    await world.press("李姐", "交给这位")
    await world.sees("小周", "欢迎。您现在是：网格长 李姐")
    await world.sees("李姐", "这个岗位已经交给别人了")
    assert await _holder(world, "p-lijie") != before
    assert "不能用了" in await world.press("何管理", "不交", on="小周 点开了")
    assert await _audited(world, "p-lijie") == ["link_made", "seat_asked", "seat_taken"]


async def test_nobody_answers_a_request(world: World) -> None:
    """A week without an answer: the newcomer and whoever was asked are told, and the link is void."""
    link = await link_to(world, "李姐")
    await world.starts("小周", link)
    await world.forward(hours=24 * 7, minutes=1)
    await world.sees("小周", "一个礼拜没人回话", "网格长 李姐", "要个新的")
    await world.sees("李姐", "小周 想接这个岗位", "没人回话")
    await world.sees("何管理", "小周 想接这个岗位", "没人回话")
    await world.starts("小周", link)
    await world.sees("小周", "这个链接不能用了")
    assert "不能用了" in await world.press("李姐", "交给这位", on="小周 点开了")


async def test_an_answered_request_is_no_more_spoken_of(world: World) -> None:
    """Answered in time: nothing is said a week later; the next request has its own week."""
    await world.starts("小周", await link_to(world, "李姐"))
    await world.press("李姐", "不交", on="小周 点开了")
    await world.forward(hours=24)
    await world.starts("老郑", await link_to(world, "王师傅"))
    await world.forward(hours=24 * 6, minutes=1)
    await world.sees_nothing_of("小周", "一个礼拜没人回话")
    await world.sees_nothing_of("老郑", "一个礼拜没人回话")
    await world.forward(hours=24)
    await world.sees("老郑", "一个礼拜没人回话", "物业 王师傅")


async def test_a_taken_seat_that_is_not_given_away(world: World) -> None:
    """An administrator says no: the link is void, the newcomer is told, and who sat there sits there."""
    link = await link_to(world, "李姐")
    before = await _holder(world, "p-lijie")
    await world.starts("小周", link)
    await world.press("何管理", "不交", on="小周 点开了")
    await world.sees("小周", "没交给您")
    await world.starts("小周", link)
    await world.sees("小周", "这个链接不能用了")
    assert await _holder(world, "p-lijie") == before
    assert await _audited(world, "p-lijie") == ["link_made", "seat_asked", "seat_refused"]


async def test_nobody_agrees_for_himself(world: World) -> None:
    """The newcomer, or anybody else, who forges the press gets nothing."""
    link = await link_to(world, "李姐")
    before = await _holder(world, "p-lijie")
    await world.starts("小周", link)
    asked = await world.sees("李姐", "小周 点开了")
    data = asked["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    for person in ("老郑", "吴姐"):
        await world.says(person, "/help")
    for person in ("小周", "老郑", "吴姐"):
        assert "管理员" in await world.forges(person, data)
    assert await _holder(world, "p-lijie") == before


async def test_where_nobody_can_be_asked_the_link_decides(world: World) -> None:
    """The occupant and the administrator have blocked the bot: a link that one of them made is still good."""
    link = await link_to(world, "李姐")
    await world.blocks("李姐")
    await world.blocks("何管理")
    await world.starts("小周", link)
    await world.sees("小周", "欢迎。您现在是：网格长 李姐")


async def test_an_administrator_of_an_area_has_only_its_posts(world: World) -> None:
    """Links are made for what lies under one's own area; data of another post's button is refused."""
    await world.says("张姐", "/links")
    await world.sees("张姐", "这个得管理员来")
    await world.says("孙大妈", "/links")
    await world.sees("孙大妈", "这个得管理员来")
    await world.says("何管理", "/links 不存在的")
    await world.sees("何管理", "没找到这样的岗位")
    await world.says("何管理", "5号楼")
    await world.sees_buttons("何管理", "北苑小区5号楼 楼长", on="有 1 个这样的岗位")


async def test_many_posts_come_in_pages(world: World) -> None:
    """A long list has pages, and words make it short."""
    assert world.database is not None
    many = [
        PostEntry(code=f"u{n}", role=Role.UNIT_HEAD, rank=Rank.PRIMARY, name=f"{n}单元", area="bj-by-6h")
        for n in range(1, 21)
    ]
    await Roster(world.database).put([], [], many)
    await world.says("何管理", "/links")
    first = await world.sees("何管理", "21 个岗位还没人", "也可以直接写")
    assert len(buttons(first)) == 13
    await world.press("何管理", "下一页")
    second = await world.sees("何管理", "21 个岗位还没人")
    assert (second["message_id"], len(buttons(second))) == (first["message_id"], 10)
    await world.press("何管理", "上一页")
    await world.says("何管理", "17单元")
    await world.sees("何管理", "单元长 17单元", "start=p_")


async def test_a_post_given_back_is_known(world: World) -> None:
    """The administrator hears that nobody sits there."""
    await world.says("王师傅", "/tuichu")
    await world.press("王师傅", "退出：")
    await world.sees("何管理", "物业 王师傅", "退出来了，现在没人")


async def test_the_only_administrator_stays(world: World) -> None:
    """Else nobody could give out a post any more; he reads what to do first."""
    await world.says("何管理", "/tuichu")
    assert "就您一个管理员" in await world.press("何管理", "退出：")
    await world.says("何管理", "/links")
    await world.sees("何管理", "链接")


async def test_the_pages_of_a_list_are_those_of_its_own_words(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another search since: an older list still goes on with what it was made for."""
    monkeypatch.setattr("bot.flows.admin.claim.LINKS_SHOWN", 1)
    await world.says("何管理", "/links 三网格")
    first = await world.sees("何管理", "个这样的岗位")
    await world.says("何管理", "/links 北苑社区")
    await world._post(  # the older of two lists that look alike
        f"/api/users/{world.users['何管理']}/press",
        chat=world.bot["id"],
        message=first["message_id"],
        button="下一页 ▶",
    )
    await world.settle()
    (page,) = [one for one in await world.phone("何管理") if one["message_id"] == first["message_id"]]
    assert "三网格 网格长（副岗） 小孙" in str(buttons(page))
