"""What was given to somebody who cannot go: passed on or sent back in words; and the colleague who is named for it."""

import pytest

from tests.stories.departments import CITY_CHAT, with_departments
from tests.stories.test_resident_followed import reported
from tests.stories.world import World, buttons, words

LAMP, DRAIN = "楼道灯不亮了 三楼那个", "下水道堵了 厨房往上返水"
STALL = "小区门口烧烤摊占道 车都过不去 烟也大"


async def _sent_to_wang(world: World) -> None:
    """Wang has Sun's lamp, and Li Jie sends him to Zheng's drain."""
    await world.hears_all()
    await reported(world, LAMP)
    await world.press("王师傅", "我来接", chat="staff")
    await reported(world, DRAIN, "老郑")
    await world.says("李姐", "老郑家那个归王师傅", chat="staff")


@pytest.mark.parametrize("chat", ["staff", "private"])
@pytest.mark.parametrize("said", ["我这走不开 让李师傅去吧", "李师傅去吧 我这儿正忙着", "下水那个还是李师傅去吧"])
async def test_whoever_was_sent_passes_it_on(world: World, said: str, chat: str) -> None:
    """Taken and passed on by one press: of what he was just given, and not of the lamp that he has; the colleague takes
    it in words."""
    await _sent_to_wang(world)
    await world.says("王师傅", said, chat=chat)
    await world.press("王师傅", "接下，转给同事", chat=chat, on="2号派给您了")
    await world.sees("李师傅", "王师傅想把这件转给您", "2号 下水道堵塞")
    await world.says("李师傅", "行 我马上过去 半小时", chat="staff")
    await world.press("李师傅", "我接", chat="staff", on="2号")
    await world.sees("老郑", "2号有人接了", "李师傅")
    await world.sees_nothing_of("李师傅", "1号")


async def test_whoever_was_sent_sends_it_back(world: World) -> None:
    """With his words as the reason; whom he named may not take it by himself, and whoever has it hears that he goes."""
    await _sent_to_wang(world)
    await world.says("王师傅", "我这走不开 让李师傅去吧", chat="staff")
    await world.press("王师傅", "退回去", chat="staff", on="2号派给您了")
    await world.sees("李姐", "2号", "退回来了", "我这走不开 让李师傅去吧")
    await world.says("李师傅", "行 我马上过去 半小时", chat="staff")
    await world.sees("李姐", "2号", "李师傅", "行 我马上过去 半小时")
    await world.says("李姐", "那李师傅去吧", chat="staff")
    await world.says("李师傅", "下水道这个我接了 半小时到", chat="staff")
    await world.sees("老郑", "2号有人接了", "李师傅")


@pytest.mark.parametrize("said", ["下水道这个我接了 半小时到", "下水那个我去吧", "下水道我去弄"])
async def test_who_may_not_take_it_is_told_to_whoever_has_it(world: World, said: str) -> None:
    """Nobody named him and it was not given to him: whoever has it decides who goes, and reads it."""
    await _sent_to_wang(world)
    await world.says("李师傅", said, chat="staff")
    await world.sees("李师傅", "2号", "换谁去由经办人或者社区定", chat="staff")
    await world.sees("李姐", "2号", "李师傅")


TALK = "让李师傅去买饭吧|李师傅呢|让李师傅歇着吧|我中午让李师傅带饭|疏通机在仓库 让小孙给你送去|钥匙让李师傅捎过去"


async def test_talk_of_who_goes(world: World) -> None:
    """Of a meal, a key or a tool: of no matter."""
    await _sent_to_wang(world)
    for said in TALK.split("|"):
        await world.says("王师傅", said, chat="staff")
        assert words((await world.phone("王师傅", chat="staff"))[-1]) == said
    await world.says("李师傅", "行 我马上吃饭去", chat="staff")
    assert words((await world.phone("李师傅", chat="staff"))[-1]) == "行 我马上吃饭去"


async def _offered_to_guo(world: World) -> None:
    await with_departments(world)
    await world.hears_all()
    await reported(world, STALL)
    await world.press("王师傅", "我来接")
    await world.says("王师傅", "这不归物业管 得城管")
    await world.press("王师傅", "更多", on="该归谁")
    await world.press("王师傅", "郭队")


@pytest.mark.parametrize(
    ("said", "chat"),
    [
        ("那就晚上去", "private"),
        ("今晚七点去", "private"),
        ("收到 我们下午派俩人过去", CITY_CHAT),
        ("行 我们马上过去", CITY_CHAT),
        ("收到", CITY_CHAT),
    ],
)
async def test_an_officer_takes_what_he_was_offered(world: World, said: str, chat: str) -> None:
    """Privately, or in the group of his department: does he take it? And in that group that he has done what he
    names."""
    await _offered_to_guo(world)
    await world.says("郭队", said, chat=chat)
    if "我来接手" in "".join(buttons((await world.phone("郭队", chat=chat))[-1])):
        await world.press("郭队", "我来接手", chat=chat, on="1号要您接过来吗")
    await world.sees("孙大妈", "1号有人接了", "郭队")
    await world.says("郭队", "门口烧烤摊清完了 人都撵走了", chat=CITY_CHAT)
    await world.press("郭队", "办好了", chat=CITY_CHAT, on="1号办好了吗")
    await world.sees("孙大妈", "1号", "办好了")


async def test_other_work_of_a_department(world: World) -> None:
    """What it speaks of in its group that names nothing of ours, or is said by who has nothing of it."""
    await _offered_to_guo(world)
    before = len(await world.phone("郭队", chat=CITY_CHAT))
    others = "今天中午吃啥|东街那个夜市清完了|明天上午去局里开会|下午都去二中门口|垃圾车来了没|烧烤摊那事谁管啊"
    for said in others.split("|"):
        await world.says("郭队", said, chat=CITY_CHAT)
    await world.says("小田", "门口烧烤摊清完了", chat=CITY_CHAT)
    since = (await world.phone("郭队", chat=CITY_CHAT))[before:]
    assert not [words(one) for one in since if one["from"].get("is_bot")]


async def _of_guo(world: World) -> None:
    """The officer has it, and was asked how it stands."""
    await _offered_to_guo(world)
    await world.says("郭队", "行 我们马上过去", chat=CITY_CHAT)
    await world.says("张姐", "1号催一下")
    await world.sees("郭队", "张姐", "1号")


@pytest.mark.parametrize("said", ["去了 摊主都走了 清完了", "1号结了 今晚巡了三遍没人摆", "都撵走了 完事了"])
async def test_an_officer_has_done_what_he_was_asked_of(world: World, said: str) -> None:
    """Of the only matter that he has, in his own group: is it done? A photo right after it goes with the result."""
    await _of_guo(world)
    await world.says("郭队", said, chat=CITY_CHAT)
    await world.sees_buttons("郭队", "办好了", chat=CITY_CHAT, on="1号办好了吗")
    await world.press("郭队", "办好了", chat=CITY_CHAT, on="1号办好了吗")
    await world.sees("孙大妈", "1号", "办好了")
    await world.sends("郭队", chat=CITY_CHAT, photo={"size": 1}, caption="拍了照")
    await world.press("郭队", "补上", chat=CITY_CHAT)
    await world.sees("郭队", "1号", "补进结果", chat=CITY_CHAT)


@pytest.mark.parametrize("said", ["那帮人又回来了 我们今晚在那蹲着", "晚上我们盯着 摆一个撵一个", "摊主不配合"])
async def test_how_it_goes_where_an_officer_was_sent(world: World, said: str) -> None:
    """What he does there: for the resident by one press."""
    await _of_guo(world)
    await world.says("郭队", said, chat=CITY_CHAT)
    await world.press("郭队", "转给居民", chat=CITY_CHAT, on="1号")
    await world.sees("孙大妈", "1号", "郭队", said)


async def test_an_officers_album_before_he_says_more(world: World) -> None:
    """Photos with no more words than that: asked once whether they are for the resident."""
    await _of_guo(world)
    photos = [{"photo": {"size": 1}, "caption": "拍了照"}, {"photo": {"size": 2}}]
    await world.sends("郭队", chat=CITY_CHAT, media_group=photos)
    asked = [one for one in await world.phone("郭队", chat=CITY_CHAT) if "转给居民" in buttons(one)]
    assert len(asked) == 1
    await world.press("郭队", "转给居民", chat=CITY_CHAT)
    await world.sees("孙大妈", "1号", "郭队")


async def test_other_work_of_who_has_one(world: World) -> None:
    """What he speaks of beside it, though he was just asked."""
    await _of_guo(world)
    before = len(await world.phone("郭队", chat=CITY_CHAT))
    others = "今天中午吃啥|东街那个夜市清完了|材料办完了|我们今晚在所里蹲着|检查组又回来了|小刘你去转转|东街又摆上了"
    for said in others.split("|"):
        await world.says("郭队", said, chat=CITY_CHAT)
    since = (await world.phone("郭队", chat=CITY_CHAT))[before:]
    assert not [words(one) for one in since if one["from"].get("is_bot")]


async def test_an_officer_is_reminded_himself(world: World) -> None:
    """What he has is late: he is reminded on his phone, and not in the grid's group, where he is not."""
    await _of_guo(world)
    await world.forward(minutes=20)
    await world.sees("郭队", "该给居民回话，先说一句")
    await world.sees_nothing_of("王师傅", "该给居民回话，先说一句", chat="staff")
