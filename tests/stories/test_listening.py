"""The group is where people talk: the bot reads along where a manager switched it on, and keeps nothing of talk."""

import pytest

from tests.stories.test_forgotten import stored
from tests.stories.town import STAFF_CHAT
from tests.stories.world import TEN, World, buttons, words

GATE = "3号楼单元门坏了，关不上，冷风呼呼往里灌"
DARK = "5号楼停电了，整个单元都黑了"
FIRE = "3号楼着火了，浓烟滚滚，快来人"
MAYBE = "3号楼楼道里的怪味可能是煤气"  # whoever doubts it is asked, by rule
QUARREL = "老周天天把电瓶车推进楼道充电，一看就不像好人"


async def _becomes(world: World, status: str, chat: str = "北苑小区邻里群") -> None:
    """The bot is made an administrator of the group, or an ordinary member."""
    path = f"/api/chats/{world.chats[chat]}/members"
    body = {"user": world.bot["id"], "status": status, "by": world.users["王师傅"]}
    (await world.http.post(path, json=body)).raise_for_status()
    await world.settle()


async def _listens(world: World) -> None:
    """The residents' group is read along from now on."""
    await _becomes(world, "administrator")
    await world.says("张姐", "/tingting", chat="residents")
    await world.press("张姐", "在群里听着", chat="residents")


async def _react(world: World, person: str, fragment: str, emoji: str = "✍", chat: str = "residents") -> None:
    """React to the newest message that contains the fragment; "" takes the reaction back."""
    message = await world.sees(person, fragment, chat=chat)
    path = f"/api/users/{world.users[person]}/messages/{world.chats['北苑小区邻里群']}/{message['message_id']}"
    (await world.http.post(f"{path}/reactions", json={"emoji": emoji})).raise_for_status()
    await world.settle()


async def test_off_until_a_manager_switches_it_on(world: World) -> None:
    """Off by default: a report among neighbours is let alone, and nothing of it stays."""
    await _becomes(world, "administrator")
    await world.says("孙大妈", GATE, chat="residents")
    await world.sees_nothing_of("孙大妈", "报上去吗", chat="residents")
    assert GATE not in await stored(world)


async def test_switching_is_said_openly(world: World) -> None:
    """The group reads that it is on, /guanyu says so, and both its buttons are a manager's; it is on the record."""
    await _becomes(world, "administrator")
    await world.says("孙大妈", "/guanyu", chat="residents")
    about = await world.sees("孙大妈", "北苑社区的", "只认 /bao", chat="residents")
    assert not buttons(about)
    await world.says("张姐", "/guanyu", chat="residents")
    assert "在群里听着" in buttons(await world.sees("张姐", "只认 /bao", chat="residents"))
    refused = await world.press("孙大妈", "在群里听着", chat="residents")
    assert "社区管理员" in refused or "管理员" in refused, refused
    await world.press("张姐", "在群里听着", chat="residents")
    await world.sees("孙大妈", "群里的话我听着", "不是报事的话，我不存", chat="residents")
    assert "listening_on" in await stored(world)
    await world.says("张姐", "/tingting", chat="residents")
    await world.press("张姐", "别听了", chat="residents")
    await world.sees("孙大妈", "群里的话我不听了", chat="residents")
    await world.says("孙大妈", GATE, chat="residents")
    await world.sees_nothing_of("孙大妈", "报上去吗", chat="residents")
    assert "listening_off" in await stored(world)


async def test_with_privacy_mode_it_is_off_and_says_so(world: World) -> None:
    """Where ordinary messages do not reach the bot it cannot be switched on; where they no longer do, it says so."""
    await world.says("张姐", "/tingting", chat="residents")
    await world.sees("张姐", "先把我设成群管理员", chat="residents")
    assert "看不到" in await world.press("张姐", "在群里听着", chat="residents")
    await _listens(world)
    await _becomes(world, "member")
    await world.sees("张姐", "看不到普通消息", "群里的话我不听了", chat="residents")
    await world.says("张姐", "/guanyu", chat="residents")
    await world.sees("张姐", "等于没开", chat="residents")


async def test_talk_leaves_nothing(world: World) -> None:
    """What is no report is not answered, and neither the words nor who said them are stored; nor its correction."""
    await _listens(world)
    await world.says("小周", "今天真冷啊，大家多穿点", chat="residents")
    await world.edits("小周", "今天真冷", "今天真冷啊，出门戴帽子", chat="residents")
    await world.sends("小周", chat="residents", photo={"size": 1}, caption="我家的猫")
    everything = await stored(world)
    assert not [one for one in ("真冷", "戴帽子", "我家的猫", "小周") if one in everything]
    assert "真冷啊" in str(await world.phone("孙大妈", chat="residents"))


async def test_an_offer_is_pressed_by_its_author(world: World) -> None:
    """A report among neighbours gets a look and one short question; the author's press files it, album and all."""
    await _listens(world)
    await world.sends(
        "孙大妈", chat="residents", media_group=[{"photo": {"size": 1}, "caption": GATE}, {"photo": {"size": 2}}]
    )
    message = await world.sees("孙大妈", GATE, chat="residents")
    assert [one["emoji"] for one in message["reactions"]] == ["👀"]
    assert "说话的人" in await world.press("老郑", "报上去", chat="residents")
    await world.press("孙大妈", "报上去", chat="residents")
    await world.sees_nothing_of("孙大妈", "要报上去吗", chat="residents")
    await world.sees("孙大妈", "记下了，1号", chat="residents")
    await world.sees("李姐", "1号", "📷2", chat="staff")
    await world.sees("孙大妈", "报上去了，1号")


async def test_an_offer_is_pressed_by_a_post(world: World) -> None:
    """A post of the area may press for the author, who gets the receipt."""
    await _listens(world)
    await world.says("孙大妈", GATE, chat="residents")
    await world.press("李姐", "报上去", chat="residents")
    await world.sees("孙大妈", "报上去了，1号")


async def test_an_offer_that_nobody_wants(world: World) -> None:
    """“No need” takes question and look away; unpressed it goes after ten minutes."""
    await _listens(world)
    await world.says("孙大妈", GATE, chat="residents")
    await world.press("孙大妈", "不用", chat="residents")
    await world.sees_nothing_of("孙大妈", "要报上去吗", chat="residents")
    assert not (await world.sees("孙大妈", GATE, chat="residents")).get("reactions")
    await world.forward(minutes=6)
    await world.says("老郑", DARK, chat="residents")
    await world.sees("老郑", "要报上去吗", chat="residents")
    await world.forward(minutes=11)
    await world.sees_nothing_of("老郑", "要报上去吗", chat="residents")
    await world.sees_nothing_of("李姐", "1号", chat="staff")
    assert DARK not in await stored(world)
    assert GATE not in await stored(world)


async def test_an_offer_that_was_overtaken(world: World) -> None:
    """A head answers the message with /bao before anybody presses: the press says so, and files nothing more."""
    await _listens(world)
    await world.says("孙大妈", GATE, chat="residents")
    await world.says("李姐", "/bao", chat="residents", answering=GATE)
    await world.sees("孙大妈", "报上去了，1号")
    assert "已经报" in await world.press("孙大妈", "报上去", chat="residents", on="要报上去吗")
    await world.sees_nothing_of("李姐", "2号", chat="staff")
    await world.says("老郑", "我家也是", chat="residents")
    await world.sees("老郑", "1 位邻居说“我家也是”", chat="residents")


async def test_one_offer_at_a_time(world: World) -> None:
    """At most one offer in five minutes, and none while another stands."""
    await _listens(world)
    await world.says("孙大妈", GATE, chat="residents")
    offer = await world.sees("孙大妈", "要报上去吗", chat="residents")
    await world.forward(minutes=6)
    await world.says("老郑", DARK, chat="residents")
    assert (await world.sees("孙大妈", "要报上去吗", chat="residents"))["message_id"] == offer["message_id"]
    await world.forward(minutes=5)
    await world.says("老郑", DARK, chat="residents")
    assert (await world.sees("孙大妈", "要报上去吗", chat="residents"))["message_id"] > offer["message_id"]


async def test_a_second_report_while_one_is_asked_about(world: World) -> None:
    """It is seen, and its author reads privately how to report it: nothing is lost without a word, nothing is kept, and
    the group is not asked twice."""
    await _listens(world)
    await world.says("孙大妈", GATE, chat="residents")
    await world.says("老郑", DARK, chat="residents")
    message = await world.sees("老郑", DARK, chat="residents")
    assert [one["emoji"] for one in message["reactions"]] == ["👀"]
    await world.sees("老郑", "您在群里说的", "5号楼停电了", "发到这儿")
    assert DARK not in await stored(world)
    await world.press("孙大妈", "报上去", chat="residents")
    await world.says("老郑", DARK)
    await world.press("老郑", "报上去")
    await world.sees("老郑", "报上去了，2号")


async def test_a_restart_forgets_no_offer(world: World) -> None:
    """What was offered, whoever has it too, and the photo, are there after a restart: the press files it all."""
    await _listens(world)
    await world.sends("孙大妈", chat="residents", photo={"size": 1}, caption=GATE)
    await world.says("老郑", "我们单元也是", chat="residents")
    await world.bot_stops()
    await world.bot_starts()
    await world.says("Emma", "我家也是", chat="residents", answering="要报上去吗")
    await world.press("孙大妈", "报上去", chat="residents")
    await world.sees("孙大妈", "记下了，1号", chat="residents")
    await world.sees("李姐", "1号", "📷1", chat="staff")
    await world.sees("孙大妈", "2 位邻居说“我家也是”", chat="residents")
    await world.sees_nothing_of("孙大妈", "要报上去吗", chat="residents")


async def test_a_restart_forgets_talk(world: World) -> None:
    """What was not offered is gone after a restart: an offer of before that nobody pressed in time says so."""
    await _listens(world)
    await world.says("孙大妈", GATE, chat="residents")
    await world.bot_stops()
    await world.time_passes_unseen(to=TEN.replace(minute=11))
    await world.bot_starts()
    assert GATE not in await stored(world)


async def test_sure_danger_calls_everybody(world: World) -> None:
    """Sure danger is filed at once, as by /bao: advice for all, everybody on duty; the album's other photos follow."""
    await _listens(world)
    await world.sends(
        "孙大妈", chat="residents", media_group=[{"photo": {"size": 1}, "caption": FIRE}, {"photo": {"size": 2}}]
    )
    await world.sees("老郑", "119", "别坐电梯", chat="residents")
    await world.sees("王师傅", "1号")
    await world.sees("张姐", "1号")
    await world.sees("李姐", "1号", "📷2", chat="staff")


async def test_going_on_about_it_rings_nobody_anew(world: World) -> None:
    """What the same neighbour adds in the group belongs to the danger that was just filed."""
    await _listens(world)
    await world.says("孙大妈", FIRE, chat="residents")
    await world.says("孙大妈", "火越来越大了，四楼有人困在里头下不来", chat="residents")
    await world.sees_nothing_of("李姐", "2号", chat="staff")
    await world.press("王师傅", "我到场了")
    await world.says("孙大妈", "四楼着火的那家老人还在里头", chat="residents")
    await world.sees("王师傅", "老人还在里头")


async def test_a_second_neighbour_rings_nobody_anew(world: World) -> None:
    """The same danger of the same place, told by another: who was called has his words; elsewhere it is a new one."""
    await _listens(world)
    await world.says("孙大妈", FIRE, chat="residents")
    await world.says("老郑", "3号楼着火了，火从四楼窗户往外冒，我看见有人喊救命", chat="residents")
    await world.sees_nothing_of("李姐", "2号", chat="staff")
    await world.sees("王师傅", "四楼窗户往外冒")
    await world.says("Emma", "5号楼也着火了，楼道里全是烟，快来人", chat="residents")
    await world.sees("李姐", "2号 着火", chat="staff")


async def test_maybe_danger_is_asked(world: World) -> None:
    """What may be danger is asked of its author in one line with the number to phone; silence rings nobody."""
    await _listens(world)
    await world.says("孙大妈", MAYBE, chat="residents")
    await world.sees("孙大妈", "有人有危险吗", "119", chat="residents")
    await world.forward(minutes=11)
    await world.sees_nothing_of("孙大妈", "有人有危险吗", chat="residents")
    await world.sees_nothing_of("李姐", "1号", chat="staff")
    await world.says("孙大妈", MAYBE, chat="residents")
    await world.press("孙大妈", "有，快来人", chat="residents")
    await world.sees("张姐", "1号")


async def test_nobody_in_danger(world: World) -> None:
    """“No” ends the question, and nothing is filed."""
    await _listens(world)
    await world.says("孙大妈", MAYBE, chat="residents")
    await world.press("孙大妈", "没有", chat="residents")
    await world.sees_nothing_of("孙大妈", "有人有危险吗", chat="residents")
    await world.sees_nothing_of("李姐", "1号", chat="staff")


async def test_a_reaction_files(world: World) -> None:
    """A post's ✍ files a neighbour's message for its author; a resident's does not."""
    await _listens(world)
    await world.says("孙大妈", "那个门又不行了", chat="residents")
    await _react(world, "老郑", "那个门又不行了")
    await world.sees_nothing_of("孙大妈", "1号", chat="residents")
    await _react(world, "李姐", "那个门又不行了")
    await world.sees("孙大妈", "记下了，1号", chat="residents")
    await world.sees("孙大妈", "报上去了，1号")


async def test_a_reaction_taken_back(world: World) -> None:
    """Taken back within a minute it is undone, and the author is told; later it stays."""
    await _listens(world)
    await world.says("孙大妈", "那个门又不行了", chat="residents")
    await _react(world, "李姐", "那个门又不行了")
    await world.forward(seconds=30)
    await _react(world, "李姐", "那个门又不行了", "")
    await world.sees("孙大妈", "1号撤回了", chat="residents")
    await world.sees("孙大妈", "1号", "报错了")
    await world.sees("李姐", "↩️ 1号", "替报的人撤回", chat="staff")
    await world.forward(minutes=1)
    await _react(world, "李姐", "那个门又不行了")
    await world.sees("孙大妈", "报上去了，2号")
    await world.forward(minutes=2)
    await _react(world, "李姐", "那个门又不行了", "")
    await world.sees_nothing_of("孙大妈", "2号撤回了", chat="residents")


async def test_a_reaction_to_what_is_not_known_any_more(world: World) -> None:
    """A reaction brings no words: of what was said too long ago the post is told so privately."""
    await _listens(world)
    await world.says("孙大妈", "那个门又不行了", chat="residents")
    await world.forward(hours=3)
    await _react(world, "李姐", "那个门又不行了")
    await world.sees("李姐", "没存", "/bao")


async def test_my_home_too_in_words(world: World) -> None:
    """ "My home too" after a report, or in answer to the card, is counted; the words themselves are not stored."""
    await _listens(world)
    await world.says("孙大妈", "/bao " + DARK, chat="residents")
    await world.says("老郑", "我家也是", chat="residents")
    await world.sees("老郑", "1 位邻居说“我家也是”", chat="residents")
    said = [one for one in await world.phone("老郑", chat="residents") if words(one) == "我家也是"]
    assert [one["emoji"] for one in said[-1]["reactions"]] == ["👍"]
    await world.says("Emma", "我们楼也停了", chat="residents", answering="📢")
    await world.sees("老郑", "2 位邻居说“我家也是”", chat="residents")
    assert "我们楼也停了" not in await stored(world)
    await world.says("老郑", "我家也是", chat="residents")
    await world.sees("老郑", "2 位邻居说“我家也是”", chat="residents")


async def test_my_home_too_about_what_was_reported_privately(world: World) -> None:
    """The card in the group is enough: within ten minutes the words count, later only in answer to it."""
    await _listens(world)
    await world.says("孙大妈", "整个小区都没水了，从早上八点一直停到现在")
    await world.press("孙大妈", "报上去")
    await world.sees("老郑", "📢", "1号", chat="residents")
    await world.says("老郑", "我家也没水", chat="residents")
    await world.sees("老郑", "1 位邻居说“我家也是”", chat="residents")
    await world.forward(minutes=11)
    await world.says("Emma", "我家也没水", chat="residents")
    await world.sees("老郑", "1 位邻居说“我家也是”", chat="residents")


async def test_a_thumb_on_the_card(world: World) -> None:
    """👍 on the public card is "my home too"."""
    await _listens(world)
    await world.says("孙大妈", "/bao " + DARK, chat="residents")
    await _react(world, "老郑", "📢", "👍")
    await world.sees("老郑", "1 位邻居说“我家也是”", chat="residents")


async def test_it_is_over_says_a_neighbour(world: World) -> None:
    """ "The power is back" is asked of the holder, once, and changes nothing by itself."""
    await _listens(world)
    await world.says("孙大妈", "/bao " + DARK, chat="residents")
    await world.says("老郑", "来电了", chat="residents")
    await world.sees_nothing_of("王师傅", "邻居在群里说好了")
    await world.press("王师傅", "我来接")
    await world.says("老郑", "来电了", chat="residents")
    asked = await world.sees("王师傅", "1号", "邻居在群里说好了")
    assert "办好了" in "".join(buttons(asked)), buttons(asked)
    await world.says("Emma", "来电了", chat="residents")
    assert (await world.sees("王师傅", "邻居在群里说好了"))["message_id"] == asked["message_id"]
    await world.sees_nothing_of("老郑", "✅", chat="residents")


async def test_private_matters_are_left_alone(world: World) -> None:
    """A quarrel, a name accused: never answered in the group; the author has a private word, if he can be reached."""
    await _listens(world)
    before = len(await world.phone("孙大妈", chat="residents"))
    await world.says("孙大妈", QUARREL, chat="residents")
    await world.says("小周", QUARREL, chat="residents")
    assert len(await world.phone("孙大妈", chat="residents")) == before + 2
    await world.sees("孙大妈", "像是私事", "没存")
    assert QUARREL not in await stored(world)


@pytest.mark.parametrize(
    "accused",
    [
        "对门王秀英偷我家快递，被我抓着了",
        "老刘头又往楼道里倒尿了",
        "就是302老孙家把下水堵的",
        "物业王师傅收我二百块钱不给票，黑心",
        "物业经理骂人",
    ],
)
async def test_who_names_somebody_has_a_private_word(world: World, accused: str) -> None:
    """A neighbour by name, or one of those on duty, is accused: nothing in the group, a private word for the author."""
    await _listens(world)
    before = len(await world.phone("孙大妈", chat="residents"))
    await world.says("孙大妈", accused, chat="residents")
    assert len(await world.phone("孙大妈", chat="residents")) == before + 1
    await world.sees("孙大妈", "像是私事", "没存")
    assert accused not in await stored(world)


@pytest.mark.parametrize("said", ["楼道好像有股怪味，不知道是不是煤气", "闻着像煤气，也可能是下水道味"])
async def test_a_smell_in_doubt_is_asked_about(world: World, said: str) -> None:
    """It may be gas, in whatever words it is doubted: asked as danger, and nobody's report meanwhile."""
    await _listens(world)
    await world.says("孙大妈", said, chat="residents")
    await world.sees_buttons("孙大妈", "有，快来人", chat="residents")
    await world.sees_nothing_of("孙大妈", "要报上去吗", chat="residents")


@pytest.mark.parametrize("way", ["press", "reaction", "bao"])
async def test_passed_on_for_somebody_unknown(world: World, way: str) -> None:
    """Whoever has never written to the bot is promised no private news: the one who passed it on has them."""
    await _listens(world)
    await world.says("小周", GATE, chat="residents")
    match way:
        case "press":
            await world.press("李姐", "报上去", chat="residents")
        case "reaction":
            await _react(world, "李姐", GATE)
        case _:
            await world.says("李姐", "/bao", chat="residents", answering=GATE)
    await world.sees("小周", "记下了，1号", "替报的人会收到信儿", chat="residents")
    await world.sees_nothing_of("小周", "私聊告诉您", chat="residents")
    await world.sees("李姐", "报上去了，1号")


async def test_a_group_of_staff_is_another_matter(world: World) -> None:
    """Switched on in one group it is not on in the other."""
    await _listens(world)
    await _becomes(world, "administrator", STAFF_CHAT)
    await world.says("李姐", GATE, chat="staff")
    await world.sees_nothing_of("李姐", "要报上去吗", chat="staff")


@pytest.mark.parametrize("more_config", ['[neighbourhood]\nreport_reaction = "🙏"\n'])
async def test_the_reaction_is_a_setting(world: World) -> None:
    """Which reaction files is the neighbourhood's choice."""
    await _listens(world)
    await world.says("孙大妈", "那个门又不行了", chat="residents")
    await _react(world, "李姐", "那个门又不行了", "✍")
    await world.sees_nothing_of("孙大妈", "1号", chat="residents")
    await _react(world, "李姐", "那个门又不行了", "🙏")
    await world.sees("孙大妈", "记下了，1号", chat="residents")


async def test_maybe_danger_that_nobody_answers(world: World) -> None:
    """Asked in the group, and nobody answers: the community's person on duty reads one silent line, nobody is rung."""
    await _listens(world)
    await world.says("孙大妈", MAYBE, chat="residents")
    await world.forward(minutes=2, seconds=1)
    await world.sees("张姐", "❔", "还没回话", "煤气")
    for one in ("刘哥", "王师傅", "李姐", "陈主任"):
        await world.sees_nothing_of(one, "❔", "🆘")
    await world.forward(minutes=20)
    assert len([one for one in await world.phone("张姐") if "❔" in words(one)]) == 1


async def test_maybe_danger_that_is_none_is_not_kept(world: World) -> None:
    """Answered with no: no line to anybody, and nothing of the words stays."""
    await _listens(world)
    await world.says("孙大妈", MAYBE, chat="residents")
    await world.press("孙大妈", "没有", chat="residents")
    await world.forward(minutes=3)
    await world.sees_nothing_of("张姐", "❔")
    assert "怪味" not in await stored(world)


async def test_whoever_falls_where_she_reported_the_ice(world: World) -> None:
    """ "I fell" by whoever reported the ice is a danger of its own, not "my home too", and rings once."""
    await _listens(world)
    await world.says("孙大妈", "/bao 3号楼门口全是冰，太滑了", chat="residents")
    await world.says("孙大妈", "我刚摔一跤，腿疼得起不来", chat="residents")
    await world.says("孙大妈", "又摔了一跤", chat="residents")
    await world.sees("张姐", "🆘 2号")
    await world.sees_nothing_of("张姐", "3号 ", "🆘 3号")
    await world.sees_nothing_of("老郑", "1 位邻居", chat="residents")


async def test_my_home_too_of_two(world: World) -> None:
    """Two matters were reported a moment ago: "我家也是" asks which, with buttons for the author alone."""
    await _listens(world)
    await world.says("孙大妈", "/bao 三号楼暖气不热", chat="residents")
    await world.says("Emma", "/bao 五号楼停水了", chat="residents")
    await world.says("老郑", "我家也是", chat="residents")
    await world.sees_buttons("老郑", "1号 暖气", "2号 停水", "都不是", chat="residents", on="您问的是哪一件")
    assert "别人" in await world.press("孙大妈", "2号", chat="residents", on="您问的是哪一件")
    await world.press("老郑", "2号", chat="residents", on="您问的是哪一件")
    await world.sees_nothing_of("老郑", "您问的是哪一件", chat="residents")
    await world.says("老郑", "/wode")
    await world.sees("老郑", "2号")


async def test_my_home_too_names_which(world: World) -> None:
    """ "我家也停水了" is about the water, whatever was reported after it: nobody is asked."""
    await _listens(world)
    await world.says("Emma", "/bao 五号楼停水了", chat="residents")
    await world.says("孙大妈", "/bao 三号楼暖气不热", chat="residents")
    await world.says("老郑", "我家也停水了", chat="residents")
    await world.sees_nothing_of("老郑", "您问的是哪一件", chat="residents")
    await world.says("老郑", "/wode")
    await world.sees("老郑", "1号")


async def test_whoever_has_it_not(world: World) -> None:
    """ "我家没停" is no "my home too"."""
    await _listens(world)
    await world.says("Emma", "/bao 五号楼停水了", chat="residents")
    await world.says("老郑", "我家没停", chat="residents")
    await world.says("老郑", "/wode")
    await world.sees_nothing_of("老郑", "1号 停水")


async def test_it_is_over_of_two(world: World) -> None:
    """ "好了" while two are open: which one? Then its holder is asked."""
    await _listens(world)
    await world.says("孙大妈", "/bao 三号楼暖气不热", chat="residents")
    await world.says("Emma", "/bao 五号楼停水了", chat="residents")
    await world.press("李姐", "我来接", chat="staff", on="1号")
    await world.says("老郑", "好了好了", chat="residents")
    await world.press("老郑", "1号", chat="residents", on="您问的是哪一件")
    await world.sees("李姐", "1号")


async def test_one_word_to_the_short_answer(world: World) -> None:
    """ "撤回", "进度" or "催" in answer to "记下了，1号": its reporter is answered privately."""
    await world.says("孙大妈", "/bao 三号楼暖气不热", chat="residents")
    await world.says("孙大妈", "进度", chat="residents", answering="记下了，1号")
    await world.sees("孙大妈", "1号", "暖气")
    await world.sees("孙大妈", "私聊", chat="residents")
    await world.says("孙大妈", "撤回", chat="residents", answering="记下了，1号")
    await world.press("孙大妈", "撤回", on="撤回1号")
    await world.sees("孙大妈", "1号", "撤")


async def test_one_word_of_somebody_else(world: World) -> None:
    """A neighbour withdraws nothing."""
    await world.says("孙大妈", "/bao 三号楼暖气不热", chat="residents")
    await world.says("老郑", "撤回", chat="residents", answering="记下了，1号")
    await world.sees_nothing_of("老郑", "撤回1号")
    await world.sees_nothing_of("老郑", "私聊里", chat="residents")


@pytest.mark.parametrize("minutes", [0, 20])
@pytest.mark.parametrize("said", ["闻着煤气味了快下楼", "3号楼煤气味越来越大了快下楼"])
async def test_a_neighbours_word_on_a_danger_that_is_known(world: World, said: str, minutes: int) -> None:
    """The gas was reported privately: a neighbour of the building who speaks of it in the group begins no other danger,
    and those who were called hear it; in another building it is a danger of its own."""
    await _listens(world)
    await world.says("孙大妈", "单元门坏了")
    await world.press("孙大妈", "报上去")
    await world.says("孙大妈", "煤气味特别大快来人")
    await world.press("孙大妈", "有，快来人")
    await world.forward(minutes=minutes)
    await world.says("老郑", said, chat="residents")
    for one in ("王师傅", "李姐", "张姐"):
        await world.sees(one, "2号", said)
    await world.sees_nothing_of("老郑", "3号）", chat="residents")
    await world.says("Emma", "5号楼也闻着煤气味了快下楼", chat="residents")
    await world.sees("郑大哥", "🆘 3号", "5号楼")


async def test_my_home_too_right_after_it(world: World) -> None:
    """ "我家也是，5号楼" right after a neighbour's words is about these, and not about what building 5 reported
    before."""
    await _listens(world)
    await world.says("Emma", "/bao 5号楼楼道灯不亮了，黑", chat="residents")
    await world.forward(minutes=2)
    await world.says("孙大妈", "3号楼停电了，全黑了", chat="residents")
    await world.press("孙大妈", "报上去", chat="residents")
    await world.says("老郑", "我家也是，5号楼", chat="residents")
    await world.sees("老郑", "停电（2号）", "1 位邻居说“我家也是”", chat="residents")


@pytest.mark.parametrize("over", ["没事了 出来了", "哦是我家炒糊了", "火灭了 大家别担心"])
@pytest.mark.parametrize("answering", ["", "📢 3号楼 着火"])
async def test_over_says_who_told_it_here(world: World, over: str, answering: str) -> None:
    """Whoever told of a fire here says here that it is over, before anybody has it: those who were called read it
    without an alarm, and it ends nothing."""
    await _listens(world)
    await world.says("孙大妈", FIRE, chat="residents")
    await world.says("孙大妈", over, chat="residents", answering=answering)
    for one in ("王师傅", "张姐", "陈主任"):
        told = await world.sees(one, "报事的人说没事了", over)
        assert "🆘" not in words(told)
    await world.sees_buttons("张姐", "已解除", on="说没事了")
    await world.sees("李姐", "🆘 1号", chat="staff")


async def test_over_says_a_neighbour(world: World) -> None:
    """A neighbour's "it was only her pan" reaches those who were called as a neighbour's word."""
    await _listens(world)
    await world.says("孙大妈", FIRE, chat="residents")
    await world.says("老郑", "没事了 是她家炒菜糊了", chat="residents", answering="📢 3号楼 着火")
    await world.sees("王师傅", "是她家炒菜糊了")


@pytest.mark.parametrize("told", ["孙大妈家那口子又打她了", "有人打架 快出人命了"])
async def test_a_beating_told_by_a_neighbour_is_not_at_his(world: World, told: str) -> None:
    """A neighbour of no. 5 tells that somebody is beaten: it is not said to be at no. 5; asked privately, she says
    where, and it is there."""
    await _listens(world)
    await world.says("Emma", told, chat="residents")
    assert "5号楼" not in words(await world.sees("张姐", "🆘 1号", told))
    await world.sees("Emma", "Which building, unit and door?")
    await world.says("Emma", "3号楼2单元")
    await world.sees("张姐", "3号楼 2单元")
    await world.sees_nothing_of("老郑", "打人", chat="residents")


@pytest.mark.parametrize("told", ["我老公又打我了 救命", "楼上两口子打起来了 出人命了"])
async def test_ones_own_beating_is_at_home(world: World, told: str) -> None:
    """ "My husband beats me", or "upstairs they fight", is in her building."""
    await _listens(world)
    await world.says("孙大妈", told, chat="residents")
    await world.sees("张姐", "🆘 1号", "3号楼")


@pytest.mark.parametrize("more", ["老头走不动 2单元501", "屋里还有个瘫痪的老人 下不来"])
async def test_what_else_its_author_says_in_the_group(world: World, more: str) -> None:
    """What whoever told of the gas says next, and may be another danger, goes to those who were called for it; nothing
    is asked before all."""
    await _listens(world)
    await world.says("孙大妈", "煤气漏了 3号楼 快来人", chat="residents")
    await world.says("孙大妈", more, chat="residents")
    await world.sees("王师傅", "🆘", more)
    await world.sees_nothing_of("老郑", "有人有危险吗", chat="residents")


async def test_a_cry_for_help_of_whoever_told_of_it(world: World) -> None:
    """ "I dare not move": it names no danger, and goes to those who were called for his; thanks wake nobody."""
    await _listens(world)
    await world.says("孙大妈", "闻着煤气味了，灶台那儿呲呲响", chat="residents")
    await world.says("孙大妈", "我不敢动啊咋整", chat="residents")
    await world.sees("王师傅", "🆘", "我不敢动啊咋整")
    await world.says("孙大妈", "谢谢大家啊", chat="residents")
    await world.says("老郑", "明天早市几点开门，咋整点新鲜的", chat="residents")
    await world.sees_nothing_of("王师傅", "谢谢大家", "早市")


@pytest.mark.parametrize(
    ("known", "said", "over"),
    [
        (FIRE, "厨房着火了！！", "我盖上盖儿灭了"),
        (FIRE, "불이 났어요!", "폭죽이었어요"),
        ("3号楼煤气味特别大，快来人", "闻着煤气味了，灶台那儿呲呲响", "是酸菜缸，没事了"),
        (FIRE, "my kitchen is on fire", "it was just burnt toast"),
    ],
)
async def test_a_cry_from_another_building_is_a_danger_of_its_own(
    world: World, known: str, said: str, over: str
) -> None:
    """A danger is known in building 3, and somebody of building 5 cries out without naming a place: that is at home, he
    is told so, those of his place are called, and what he says next is about his."""
    await _listens(world)
    await world.says("孙大妈", known, chat="residents")
    await world.says("Emma", said, chat="residents")
    await world.sees("郑大哥", "🆘 2号", "5号楼", said)
    await world.sees("Emma", "2")
    await world.says("Emma", over, chat="residents")
    await world.sees("郑大哥", "2号", "报事的人说没事了", over)
    await world.sees_nothing_of("李姐", over)


@pytest.mark.parametrize(
    "said", ["看见浓烟了，快跑啊", "那边着火了，快打119", "对面冒黑烟了快来人", "我这边也闻着烟了，着火了"]
)
async def test_what_is_seen_from_another_building_rings_nobody_anew(world: World, said: str) -> None:
    """Somebody of building 5 sees the fire of building 3: those who were called read it, and it is no second fire."""
    await _listens(world)
    await world.says("孙大妈", FIRE, chat="residents")
    await world.says("Emma", said, chat="residents")
    await world.sees_nothing_of("李姐", "2号", chat="staff")
    await world.sees_nothing_of("老郑", "2号", chat="residents")


@pytest.mark.parametrize(
    "said",
    ["听我妈说对面小区昨天煤气爆炸了，吓人", "听说隔壁小区前天着火了", "昨天听说老家那边房子塌了，压着人了"],
)
async def test_hearsay_from_elsewhere_rings_nobody(world: World, said: str) -> None:
    """What was heard of another estate, of yesterday, is talk."""
    await _listens(world)
    await world.says("孙大妈", said, chat="residents")
    await world.sees_nothing_of("王师傅", "🆘")
    await world.sees_nothing_of("老郑", "1号", "有人有危险吗", chat="residents")


@pytest.mark.parametrize("around", ["", "3号楼单元门坏了，关不上，冷风呼呼往里灌"])
async def test_water_onto_a_socket(world: World, around: str) -> None:
    """Water drips onto a power strip: everybody is called, whatever else is being asked in the group."""
    await _listens(world)
    if around:
        await world.says("老郑", around, chat="residents")
    await world.says("孙大妈", "楼上往下滴答水，滴到电插排上了", chat="residents")
    await world.sees("王师傅", "🆘 1号", "滴到电插排上了")


async def test_two_who_wonder(world: World) -> None:
    """ "Where has the water gone?" is too little to ask anybody about; a neighbour who has it too is asked."""
    await _listens(world)
    await world.says("孙大妈", "水咋没了呢", chat="residents")
    await world.sees_nothing_of("孙大妈", "报上去吗", chat="residents")
    await world.says("老郑", "我家也停水了", chat="residents")
    await world.press("老郑", "报上去", chat="residents")
    await world.sees("王师傅", "1号 停水")


async def test_a_beating_in_a_unit_of_ones_own_building(world: World) -> None:
    """A unit without a building is of one's own: whoever goes there knows where."""
    await _listens(world)
    await world.says("孙大妈", "二单元老刘家两口子打起来了，动刀了", chat="residents")
    await world.sees("张姐", "🆘 1号", "北苑小区3号楼")
