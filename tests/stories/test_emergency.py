"""The emergency switch 平急转换: on by two presses and a reason, told to every group first, by another roster, without
hours; corrected and taken back; renewed, or over by itself; and the household list of a building."""

import pytest

from casework.model.people import Rank, Role, Serves
from storage.roster import PostEntry, Roster
from tests.stories.district import DISTRICT, put_district
from tests.stories.town import RESIDENTS_CHAT, STAFF
from tests.stories.world import World, buttons, words

SAYS = "松花江涨水，低洼的楼准备转移，到北苑小学集合"


@pytest.fixture
def more_config() -> str:
    return '[service]\nhours = "08:00-20:00"\n'


async def switch_on(world: World, *, drill: bool = False, says: str = SAYS, where: str = "北极街道") -> None:
    """陈主任 of the subdistrict."""
    await world.says("陈主任", "/yingji")
    await world.press("陈主任", where)
    await world.press("陈主任", "是演练" if drill else "是真的")
    await world.says("陈主任", says)
    await world.press("陈主任", "开启应急")
    await world.press("陈主任", "确定，现在就开")


async def on_the_roster(world: World) -> None:
    """小周 sits on the emergency's roster as a grid head of the third grid, and knows the bot."""
    assert world.database is not None
    entry = PostEntry(
        code="p-yj", role=Role.GRID_HEAD, rank=Rank.PRIMARY, name="应急小周", area="bj-by-3", serves=Serves.EMERGENCY
    )
    await Roster(world.database).put([], [], [entry])
    await world.starts("小周")
    await world.gives_post("小周", "p-yj")


async def test_two_presses_and_a_reason_and_all_groups_read_it(world: World) -> None:
    """Shown back with how many groups; the first press says nothing yet, the second tells every group, loud, and
    whoever switched it hears to how many it came; the deputy hears who did it."""
    await world.says("陈主任", "/yingji")
    await world.press("陈主任", "北极街道")
    await world.press("陈主任", "是真的")
    await world.says("陈主任", SAYS)
    await world.sees("陈主任", "发到 2 个群，开 72 小时", "私聊发给 3 位住户", "北极街道进入应急状态", SAYS)
    await world.press("陈主任", "开启应急")
    await world.sees("陈主任", "再按一次就生效")
    await world.sees_nothing_of("老郑", "应急", chat="residents")
    await world.press("陈主任", "确定，现在就开")
    for chat in ("residents", "staff"):
        message = await world.sees("李姐", "🚨 北极街道进入应急状态", SAYS, "110、119、120", chat=chat)
        assert not message.get("disable_notification")
        assert "演练" not in words(message)
    await world.sees("马哥", "陈主任开了应急：北极街道")
    await world.forward(minutes=1)
    await world.sees("陈主任", "北极街道的应急通知", "送到 2 个群", "私聊送到 3 位住户")
    for person in ("张姐", "赵姨"):
        await world.sees_nothing_of(person, "应急")
    await world.says("陈主任", "/yingji")
    await world.sees("陈主任", "陈主任开的", "日夜都算时间", "私搭乱建")


async def test_those_above_hear_that_it_begins_and_that_it_is_over(world: World) -> None:
    """The district's manager, who may not switch it, reads who did and why, and that it is over: two messages."""
    await put_district(world)
    await world.joins(DISTRICT, "p-zhou")
    await switch_on(world)
    await world.sees(DISTRICT, "🚨", "陈主任开了应急：北极街道", SAYS)
    await world.says("陈主任", "/yingji")
    await world.press("陈主任", "结束应急")
    await world.says("陈主任", "水退了")
    await world.press("陈主任", "对，结束")
    await world.sees(DISTRICT, "北极街道的应急结束了", "水退了")


@pytest.mark.parametrize("says", ["3号楼着火了，大家快撤离", "煤气泄漏，一律不准点火"])
async def test_why_it_is_on_may_be_a_danger(world: World, says: str) -> None:
    """Words of danger are what an emergency is about: they are shown back for all groups, with how somebody is called
    to the place; nothing is filed by them, and two typed words switch it on."""
    await world.says("陈主任", "/yingji")
    await world.press("陈主任", "北极街道")
    await world.press("陈主任", "是真的")
    await world.says("陈主任", "长" * 1001)
    await world.sees("陈主任", "太长了")
    await world.says("陈主任", says)
    await world.sees("陈主任", "发到 2 个群", says, "这条不叫人去现场", "/bao")
    await world.says("陈主任", "开启应急")
    await world.says("陈主任", "确定，现在就开")
    await world.sees("老郑", "🚨 北极街道进入应急状态", says, chat="residents")
    await world.sees_nothing_of("马哥", "🆘")


async def test_who_lives_there_reads_it_in_private_once(world: World) -> None:
    """Whoever has a home in the area and agreed, in a group or in none, in their own language, loud at night too;
    corrected and over likewise; whoever has not agreed, lives nowhere here or blocked the bot reads nothing."""
    await world.starts("小周")
    await world.blocks("老郑")
    await world.forward(hours=12)
    await switch_on(world)
    message = await world.sees("孙大妈", "🚨 北极街道进入应急状态", SAYS, "110、119、120")
    assert not message.get("disable_notification")
    await world.sees("Emma", "Emergency in 北极街道", SAYS)
    await world.forward(minutes=1)
    await world.sees("陈主任", "送到 2 个群", "私聊送到 2 位住户")
    await world.press("陈主任", "改一改这条通知", on="送到 2 个群")
    await world.says("陈主任", "改到北苑中学集合")
    await world.press("陈主任", "发给大家")
    await world.sees("孙大妈", "改到北苑中学集合", "这条改过了")
    await world.sees("孙大妈", "北极街道：这里写的改过了，看下面新发的")
    await world.sees_nothing_of("孙大妈", "北苑小学")
    await world.says("陈主任", "/yingji")
    await world.press("陈主任", "结束应急")
    await world.says("陈主任", "水退了")
    await world.press("陈主任", "对，结束")
    await world.sees("孙大妈", "✅ 北极街道应急结束")
    assert sum("进入应急状态" in words(one) for one in await world.phone("孙大妈")) == 1
    for person in ("小周", "李姐"):
        await world.sees_nothing_of(person, "进入应急状态")


async def test_only_the_newest_notice_has_the_newest_words(world: World) -> None:
    """Corrected three times: one message has the words, each older one reads that newer ones follow, and is not changed
    again; taken back, the newest reads so."""
    await switch_on(world)
    for says in ("改到北苑中学", "改到体育馆", "改到电影院"):
        await world.says("陈主任", "/yingji")
        await world.press("陈主任", "改一改这条通知")
        await world.says("陈主任", says)
        await world.press("陈主任", "发给大家")
    read = [words(one) for one in await world.phone("老郑", chat="residents") if "北极街道" in words(one)]
    assert [("改到" in one, "看下面新发的" in one) for one in read] == [(False, True)] * 3 + [(True, False)]
    assert "电影院" in read[-1]
    await world.says("陈主任", "/yingji")
    await world.press("陈主任", "撤回这条通知")
    await world.press("陈主任", "对，撤回")
    read = [words(one) for one in await world.phone("老郑", chat="residents") if "北极街道" in words(one)]
    assert ["撤回了" in one for one in read] == [False, False, False, True]


async def test_never_mind_under_one_question_leaves_the_other(world: World) -> None:
    """ "算了" to taking it back, while other words wait for their press: those can still be sent."""
    await switch_on(world)
    await world.forward(minutes=1)
    await world.says("陈主任", "/yingji")
    await world.press("陈主任", "改一改这条通知", on="开的")
    await world.says("陈主任", "改到北苑中学集合")
    await world.press("陈主任", "撤回这条通知")
    await world.press("陈主任", "算了", on="撤")
    await world.press("陈主任", "发给大家")
    await world.sees("孙大妈", "改到北苑中学集合", "这条改过了")


async def test_only_the_subdistrict_has_the_switch(world: World) -> None:
    """Nobody else, in no kind of words; and not in a group."""
    for person in ("张姐", "李姐", "杜督办", "孙大妈"):
        await world.says(person, "/yingji")
        await world.sees_nothing_of(person, "平急转换", "开在哪儿")
    await world.says("陈主任", "/yingji", chat="staff")
    await world.sees_nothing_of("李姐", "开在哪儿", chat="staff")
    await world.forges("张姐", "e_go")
    await world.sees_nothing_of("老郑", "应急", chat="residents")
    await world.says("陈主任", "/yingji")
    await world.press("陈主任", "北极街道")
    await world.press("陈主任", "算了")
    await world.sees("陈主任", "什么都没动")


async def test_at_night_somebody_is_rung_and_who_is_on_the_roster_first(world: World) -> None:
    """A stairwell light at ten in the evening rings nobody; with an emergency on it does, and first whoever is on its
    roster, who hears so when it begins. When it is over the next waits for the morning again."""
    await on_the_roster(world)
    await world.forward(hours=12)
    await world.says("孙大妈", "3号楼楼道灯不亮")
    await world.press("孙大妈", "报上去")
    await world.sees_nothing_of("李姐", "1号")
    await switch_on(world)
    await world.sees("小周", "北极街道进入应急状态，您在应急名单上", "先叫您：网格长 应急小周")
    await world.sees("小周", "1号 楼道", "3号楼")
    await world.sees_nothing_of("李姐", "1号")
    await world.says("陈主任", "/yingji")
    await world.press("陈主任", "结束应急")
    await world.says("陈主任", "水退了")
    await world.press("陈主任", "对，结束")
    await world.says("老郑", "3号楼下水道堵了")
    await world.press("老郑", "报上去")
    await world.sees_nothing_of("小周", "2号")


async def test_corrected_in_every_group_and_taken_back(world: World) -> None:
    """Said once more, loud; where the old words stood it reads that newer ones follow; taken back the newest reads so,
    and all can be told anew as long as the emergency goes on."""
    await switch_on(world)
    await world.forward(minutes=1)
    await world.press("陈主任", "改一改这条通知", on="送到 2 个群")
    await world.says("陈主任", "改到北苑中学集合，电话 0432-62001234")
    await world.sees("陈主任", "大家会看到", "改到北苑中学集合，电话 〔电话〕", "在群里不显示")
    await world.press("陈主任", "发给大家")
    for chat in ("residents", "staff"):
        message = await world.sees("李姐", "改到北苑中学集合", "这条改过了", chat=chat)
        assert not message.get("edit_date")
        assert not message.get("disable_notification")
        read = [one for one in await world.phone("李姐", chat=chat) if "改到北苑中学集合" in words(one)]
        assert len(read) == 1
        await world.sees("李姐", "这里写的改过了，看下面新发的", chat=chat)
        await world.sees_nothing_of("李姐", "北苑小学", chat=chat)
    await world.says("陈主任", "/yingji")
    await world.press("陈主任", "撤回这条通知")
    await world.press("陈主任", "对，撤回")
    for chat in ("residents", "staff"):
        await world.sees("李姐", "北极街道：撤回了", chat=chat)
        await world.sees_nothing_of("李姐", "北苑中学", chat=chat)
    await world.says("陈主任", "/yingji")
    on = await world.sees("陈主任", "北极街道进入应急状态", "开的", "5 个群和住户那里现在写的是撤回")
    assert not [line for line in words(on).splitlines() if "没送到" in line or "送到 0 个" in line]
    assert not [one for one in buttons(on) if "通知" in one]
    await world.press("陈主任", "再发一条")
    await world.says("陈主任", "水退到警戒线下，先别动")
    await world.press("陈主任", "发给大家")
    await world.sees("老郑", "🚨 北极街道进入应急状态", "水退到警戒线下", chat="residents")
    await world.sees("马哥", "通知现在写的是", "水退到警戒线下")


async def test_it_ends_by_itself_and_the_normal_posts_get_what_is_open(world: World) -> None:
    """Two hours before, those who may renew it are asked; nobody does: all groups hear that it is over, and whoever
    has open matters in the area gets the list; who has none hears nothing."""
    await switch_on(world)
    await world.says("孙大妈", "3号楼下水道堵了")
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接")
    await world.forward(hours=70)
    await world.sees("陈主任", "自动结束。还要接着开吗")
    await world.sees_buttons("马哥", "再延 24 小时", "再延 72 小时", on="还要接着开吗")
    await world.forward(hours=2)
    await world.sees("老郑", "✅ 北极街道应急结束，一切恢复平时", chat="residents")
    await world.sees("李姐", "应急结束，恢复平时", "1 件没办完", "1号 下水道堵塞")
    await world.sees("陈主任", "时间到了，没人延，自动结束")
    await world.sees_nothing_of("吴姐", "没办完")


async def test_renewed_it_goes_on(world: World) -> None:
    """One press on the question; at the first end nothing happens."""
    await switch_on(world)
    await world.forward(hours=70)
    await world.press("马哥", "再延 24 小时")
    await world.sees("马哥", "延到")
    await world.sees("陈主任", "应急延到")
    await world.forward(hours=3)
    await world.sees_nothing_of("老郑", "应急结束", chat="residents")


async def test_renewed_early_it_ends_later_than_it_would_have(world: World) -> None:
    """Two days before the end: it counts from that end, and says the new one; the second who presses the same reads
    until when it lasts, and adds nothing."""
    await switch_on(world)
    await world.sees("陈主任", "到 11月24日 10:00")
    await world.forward(hours=24)
    for person in ("陈主任", "马哥"):
        await world.says(person, "/yingji")
    for person in ("陈主任", "马哥"):
        await world.press(person, "再延 24 小时")
        await world.sees(person, "延到 11月25日 10:00")


async def test_words_without_a_word_and_a_place_without_groups(world: World) -> None:
    """ "。" is asked again, why it begins and why it is over; where no group is tied it says so before the second
    press."""
    await world.says("陈主任", "/yingji")
    await world.press("陈主任", "南苑社区")
    await world.press("陈主任", "是真的")
    for nothing in ("。", "！！", "123"):
        await world.says("陈主任", nothing)
        await world.sees("陈主任", "请您写成字")
    await world.says("陈主任", SAYS)
    await world.sees("陈主任", "这里没绑群")
    await world.press("陈主任", "开启应急")
    await world.sees("陈主任", "这里没绑群", "应急名单")
    await world.press("陈主任", "确定，现在就开")
    await world.says("陈主任", "/yingji")
    await world.press("陈主任", "结束应急")
    await world.says("陈主任", "。")
    await world.sees_nothing_of("陈主任", "对，结束")


async def test_after_a_drill_the_list_is_real(world: World) -> None:
    """What is open when a drill is over is open: the list says so, and is not marked as a drill."""
    await switch_on(world, drill=True, says="演练：低洼楼栋转移")
    await world.says("孙大妈", "3号楼下水道堵了")
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接")
    await world.forward(hours=73)
    listed = await world.sees("李姐", "北极街道的演练结束了", "是真的", "1号 下水道堵塞")
    assert "🧯" not in words(listed)


async def test_one_is_on_and_another_begins_elsewhere(world: World) -> None:
    """What is on is shown, with a button for another; words after the command name the place; where one is on already
    no second begins."""
    await switch_on(world, where="北苑社区")
    await world.says("陈主任", "/yingji")
    await world.sees("陈主任", "北苑社区进入应急状态")
    await world.press("陈主任", "另开一个")
    await world.sees_buttons("陈主任", "南苑社区", on="开在哪儿")
    await world.says("陈主任", "/yingji 南苑社区")
    await world.sees("陈主任", "南苑社区：是真的，还是演练")
    await world.says("陈主任", "/yingji 北苑社区")
    await world.press("陈主任", "结束应急", on="北苑社区进入应急状态")


async def test_what_is_asked_in_a_drill_says_that_one_is_on(world: World) -> None:
    """At night, without hours, by the drill's roster: every message to whoever is rung, on the card and to the
    resident says so, and that what people report counts; when it is over nothing says so any more."""
    await on_the_roster(world)
    await world.forward(hours=12)
    await switch_on(world, drill=True, says="演练：低洼楼栋转移")
    await world.says("孙大妈", "3号楼楼道灯不亮")
    await world.press("孙大妈", "报上去")
    await world.sees("小周", "1号 楼道", "🧯 演练期间发的", "当真的办")
    await world.sees("李姐", "1号", "🧯 演练期间发的", chat="staff")
    await world.sees("孙大妈", "1号", "🧯 演练期间发的")
    await world.press("小周", "我来接")
    await world.sees("孙大妈", "小周", "🧯 演练期间发的")
    await world.says("陈主任", "/yingji")
    await world.press("陈主任", "结束应急")
    await world.says("陈主任", "演完了")
    await world.press("陈主任", "对，结束")
    over = await world.says("老郑", "4号楼下水道堵了")
    await world.press("老郑", "报上去")
    for one in await world.phone("老郑"):
        assert one["message_id"] <= over["message_id"] or "演练" not in words(one)


async def test_in_a_drill_it_becomes_real(world: World) -> None:
    """A drill's words cannot say that it is none; a real one is offered at once as one step, which ends the drill: all
    read that this is real, and nobody that everything is over."""
    await switch_on(world, drill=True, says="演练：低洼楼栋转移")
    await world.says("陈主任", "/yingji")
    await world.press("陈主任", "改一改这条通知")
    await world.says("陈主任", "不是演练，快到北苑小学")
    await world.sees_buttons("陈主任", "演练到此结束，开真的", on="现在是演练")
    await world.sees_nothing_of("陈主任", "大家会看到")
    await world.says("陈主任", "/yingji")
    await world.press("陈主任", "演练到此结束，开真的")
    await world.says("陈主任", SAYS)
    await world.press("陈主任", "开启应急")
    await world.press("陈主任", "确定，现在就开")
    message = await world.sees("老郑", "🚨 北极街道进入应急状态", "演练结束，这次是真的", SAYS, chat="residents")
    assert "🧯" not in words(message)
    await world.sees_nothing_of("老郑", "恢复平时", chat="residents")
    await world.says("陈主任", "/yingji")
    on = await world.sees("陈主任", "北极街道进入应急状态", SAYS)
    assert "🧯" not in words(on)


async def test_the_day_in_figures_at_five(world: World) -> None:
    """To those who may switch it and the supervisor: counts by community, none of people; nothing to others."""
    await switch_on(world)
    await world.says("孙大妈", "3号楼下水道堵了")
    await world.press("孙大妈", "报上去")
    await world.forward(hours=8)
    for person in ("陈主任", "马哥", "杜督办"):
        await world.sees(person, "北极街道今天", "北苑社区：新报 1 件", "南苑社区：新报 0 件")
    await world.sees_nothing_of("张姐", "北极街道今天")


async def test_a_drill_says_so_in_every_message(world: World) -> None:
    """To the groups, the roster, the deputy, in the question, the count, the figures and the end."""
    await on_the_roster(world)
    await switch_on(world, drill=True, says="演练：低洼楼栋转移")
    await world.forward(minutes=1)
    await world.forward(hours=71)
    await world.forward(hours=2)
    found = 0
    for person, chat in (
        ("老郑", "residents"), ("李姐", "staff"), ("陈主任", "private"), ("马哥", "private"), ("小周", "private"),
        ("杜督办", "private"), ("李姐", "private"), ("张姐", "private"),
    ):  # fmt: skip
        for message in await world.phone(person, chat=chat):
            if message["from"].get("is_bot") and ("应急" in words(message) or "今天" in words(message)):
                about_it = "平急转换" in words(message) or "真的，还是演练" in words(message)
                assert about_it or "🧯【演练，不是真的】" in words(message), words(message)
                found += not about_it
    assert found >= 8


async def test_households_of_a_building_are_its_posts_own(world: World) -> None:
    """The head of the building notes who moved, refuses or must be carried, in his own words; what was not understood
    is said again; those above read how many; nobody else may see or open it."""
    await world.says("赵姨", "/zhuhu")
    await world.sees("赵姨", "现在没有应急")
    await switch_on(world)
    await world.says("赵姨", "/zhuhu")
    await world.sees("赵姨", "北苑小区3号楼的住户", "一行一户")
    await world.says("赵姨", "3-502 不走，等儿子\n2-101 已转移\n老张家不知道\n1单元301 要人背")
    await world.sees("赵姨", "3-502 · 不走", "2-101 · 已转移", "1-301 · 要人背")
    await world.sees("赵姨", "没看懂", "老张家不知道")
    await world.says("赵姨", "3-502 转移了")
    await world.sees("赵姨", "3-502 · 已转移")
    await world.says("李姐", "/zhuhu")
    await world.press("李姐", "北苑小区3号楼")
    await world.sees("李姐", "1-301 · 要人背")
    for person in ("张姐", "王师傅", "孙大妈", "郑大哥"):
        await world.says(person, "/zhuhu")
        await world.sees_nothing_of(person, "301", "502")
    await world.sees("张姐", "各楼住户：", "北苑小区3号楼：已转移 2、要人背 1")
    await world.says("陈主任", "/yingji")
    await world.sees("陈主任", "北苑小区3号楼：已转移 2、要人背 1")
    await world.sees_nothing_of("陈主任", "502", "301")
    await world.forward(hours=8)
    await world.sees("陈主任", "北极街道今天", "北苑小区3号楼：已转移 2、要人背 1")
    for chat in ("staff", "residents"):
        await world.sees_nothing_of("李姐", "502", "301", chat=chat)


async def test_the_number_before_the_door_names_the_building(world: World) -> None:
    """Typed instead of pressed it is noted there; two doors in one line are two; what names no building is asked
    again; sent again it is corrected, and taken away; 〔算了〕 says how many are noted."""
    await switch_on(world)
    await world.says("张姐", "/zhuhu")
    await world.sees("张姐", "应急开着", "还没有人记")
    await world.says("李姐", "/zhuhu")
    await world.says("李姐", "9-102 已转移")
    await world.sees("李姐", "没看懂", "9-102")
    await world.says("李姐", "3-102 已转移 3-103 要人背")
    await world.sees("李姐", "北苑小区3号楼的住户", "102 · 已转移", "103 · 要人背")
    await world.says("李姐", "4-201 不走")
    await world.sees("李姐", "北苑小区4号楼的住户", "201 · 不走")
    await world.says("李姐", "3-103 已转移")
    await world.sees("李姐", "北苑小区3号楼的住户", "103 · 已转移")
    await world.says("李姐", "3-102 删掉")
    gone = await world.sees("李姐", "北苑小区3号楼的住户", "103 · 已转移")
    assert "102 ·" not in words((await world.phone("李姐"))[-1]), words(gone)
    await world.press("李姐", "算了")
    await world.sees("李姐", "北苑小区3号楼", "记了 1 户")
    await world.says("张姐", "/zhuhu")
    await world.sees("张姐", "北苑小区3号楼：已转移 1", "北苑小区4号楼：不走 1")


async def test_taken_back_where_it_never_arrived_says_nothing(world: World) -> None:
    """A group that the bot may not write in is named to whoever said it; it does not read "taken back" later either."""
    path = f"/api/chats/{world.chats[RESIDENTS_CHAT]}/members"
    body = {"user": world.bot["id"], "status": "restricted", "can_send_messages": False, "by": world.users[STAFF[0]]}
    (await world.http.post(path, json=body)).raise_for_status()
    await switch_on(world)
    await world.forward(minutes=1)
    await world.sees("陈主任", "送到 1 个群", "1 个没送到", f"没送到的：{RESIDENTS_CHAT}")
    body = {"user": world.bot["id"], "status": "member", "by": world.users[STAFF[0]]}
    (await world.http.post(path, json=body)).raise_for_status()
    await world.press("陈主任", "撤回这条通知", on="没送到")
    await world.press("陈主任", "对，撤回")
    await world.sees("李姐", "撤回了", chat="staff")
    await world.sees_nothing_of("老郑", "撤回", "应急", chat="residents")


async def test_it_survives_a_restart(world: World) -> None:
    """Stopped in the middle of it: what is due meanwhile happens when it runs again, once."""
    await switch_on(world)
    await world.forward(minutes=1)
    await world.bot_stops()
    await world.time_passes_unseen(to=(await world.now()).replace(hour=17, minute=5))
    await world.bot_starts()
    assert sum("北极街道今天" in words(one) for one in await world.phone("陈主任")) == 1
    assert sum("进入应急状态" in words(one) for one in await world.phone("老郑", chat="residents")) == 1
