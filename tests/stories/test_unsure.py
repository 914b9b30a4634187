"""What may be no report is asked about, and reported only by a yes: questions, praise, what somebody said."""

import pytest

from tests.stories.test_resident_followed import reported
from tests.stories.world import World

ASKED = "这是要报的事吗"


@pytest.mark.parametrize(
    "said",
    [
        "装修垃圾往哪扔",
        "小区能养狗不",
        "井盖归谁管",
        "路灯几点亮",
        "物业费能不能网上交",
        "楼道扫得挺干净",
        "昨天那个井盖修得真快",
        "停电的时候电梯咋办",
        "物业说明天来",
        "灯那个不着急",
        "我下午在家",
    ],
)
async def test_what_only_asks_is_asked_about_and_never_files_itself(world: World, said: str) -> None:
    """A question or a kind word names a thing too: it is asked whether it is to be reported, and silence reports
    nothing."""
    await world.says("孙大妈", said)
    await world.sees("孙大妈", ASKED, said)
    await world.sees_buttons("孙大妈", "是，报上去", "就打听一下", "不是报事", on=ASKED)
    await world.forward(minutes=2)
    await world.sees("孙大妈", "这句话我没往上报", said)
    await world.forward(minutes=30)
    await world.sees_nothing_of("孙大妈", "1号")
    await world.sees_nothing_of("李姐", said, chat="staff")


async def test_a_yes_reports_what_was_unsure(world: World) -> None:
    """One press, or a typed yes, also half an hour later under the reminder: the old man's need is not lost."""
    await world.says("孙大妈", "井盖归谁管")
    await world.forward(minutes=30)
    await world.press("孙大妈", "是，报上去", on="这句话我没往上报")
    await world.sees("孙大妈", "报上去了，1号")
    await world.says("老郑", "小区能养狗不")
    await world.says("老郑", "是")
    await world.sees("老郑", "报上去了，2号")


async def test_who_only_asks_reads_whom_to_ask(world: World) -> None:
    """ "I only ask": nothing is reported, and here is who knows."""
    await world.says("孙大妈", "装修垃圾往哪扔")
    await world.press("孙大妈", "就打听一下", on=ASKED)
    await world.sees("孙大妈", "好，没报")
    await world.sees("孙大妈", "楼长：赵姨")
    await world.forward(minutes=30)
    await world.sees_nothing_of("孙大妈", "没往上报", "1号")


@pytest.mark.parametrize("said", ["不是", "不是报事", "算了"])
async def test_a_typed_no_ends_it(world: World, said: str) -> None:
    """No is no, in other words too."""
    await world.says("孙大妈", "小区能养狗不")
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "好，没报")


@pytest.mark.parametrize(
    "said",
    ["暖气不热有没有人管啊", "能不能来个人看看下水", "今年咋还不扫雪", "门口路灯能不能给安一个", "下水道堵了找谁啊"],
)
async def test_a_need_put_as_a_question_is_a_report(world: World, said: str) -> None:
    """Whoever asks for somebody to come, or says what is broken, reports it however it is put."""
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "您看看对不对")
    await world.forward(minutes=10)
    await world.sees("孙大妈", "1号")


async def test_what_is_wrong_said_later_makes_it_a_report(world: World) -> None:
    """A question first, the trouble second: then it is one, and files itself."""
    await world.says("孙大妈", "井盖归谁管")
    await world.says("孙大妈", "三单元门口那个碎了，差点崴脚")
    await world.sees("孙大妈", "您看看对不对")
    await world.forward(minutes=10)
    await world.sees("孙大妈", "我先替您报上去了，1号")


async def test_is_the_water_off(world: World) -> None:
    """ "是不是停水了" asks what is known: it is answered, and nothing is filed."""
    await world.says("孙大妈", "是不是停水了")
    await world.sees_nothing_of("孙大妈", "您看看对不对")
    await world.forward(minutes=15)
    await world.sees_nothing_of("孙大妈", "1号")


async def test_who_phoned_somebody_is_not_electrocuted(world: World) -> None:
    """ "已经打过电话了": nothing rings."""
    await world.says("孙大妈", "已经打过电话了")
    await world.forward(minutes=5)
    await world.sees_nothing_of("孙大妈", "离远点")
    await world.sees_nothing_of("王师傅", "🆘")


@pytest.mark.parametrize("said", ["就是问问", "我就打听一下", "知道了，谢谢"])
async def test_who_only_asked_says_so(world: World, said: str) -> None:
    """ "I only ask", or thanks for the answer: nothing is reported, and it is not asked about again."""
    await world.says("孙大妈", "井盖归谁管")
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "好，没报")
    await world.forward(minutes=15)
    await world.sees_nothing_of("孙大妈", "没往上报", "1号")


@pytest.mark.parametrize("said", ["先别报，我再瞅瞅", "等会儿再报吧", "先不报", "那先别急着报"])
async def test_not_yet_is_not_reported(world: World, said: str) -> None:
    """Whoever says not to report it yet is not reported ten minutes later."""
    await world.says("孙大妈", "厨房下水返水，堵两天了")
    await world.says("孙大妈", said)
    await world.sees_buttons("孙大妈", "还是报上去", on="好，没报")
    await world.forward(minutes=15)
    await world.sees_nothing_of("孙大妈", "1号")


async def test_thanks_are_no_rating_yet(world: World) -> None:
    """Thanks in one's own words under a result: it is asked how it is."""
    await reported(world)
    await world.press("王师傅", "我来接", chat="staff")
    await world.press("王师傅", "办好了", chat="staff")
    await world.press("王师傅", "已疏通", chat="staff")
    await world.says("孙大妈", "哎呀妈呀可算好了，谢谢师傅")
    await world.press("孙大妈", "满意")
    await world.sees("孙大妈", "谢谢您")


async def test_how_far_it_is(world: World) -> None:
    """ "整到哪步了" is answered with how it stands."""
    await reported(world)
    await world.says("孙大妈", "我那事儿整到哪步了")
    await world.sees("孙大妈", "1号 下水道堵塞 · 等人接")
    await world.sees_nothing_of("孙大妈", "补到1号里了")


@pytest.mark.parametrize(
    "said",
    [
        "话说楼上那两口子昨儿又分房睡了，嘿嘿，你可别往外说",
        "老吴家那俩口子昨晚上干仗摔盘子摔到后半夜，我寻思是地震呢",
        "李家二小子跟对象离婚了，听说没",
    ],
)
async def test_gossip_is_no_report_and_takes_no_later_words(world: World, said: str) -> None:
    """Of the life of neighbours: asked about, not reported by silence; what is wrong, said after it, begins anew."""
    await world.says("孙大妈", said)
    await world.sees_buttons("孙大妈", "是，报上去", "不是报事", on=ASKED)
    await world.says("孙大妈", "没地儿说就跟你嘚咕嘚咕")
    await world.sees("孙大妈", "我在呢")
    await world.says("孙大妈", "楼道摆的酸菜缸都三口了，过道就剩一拃宽")
    await world.sees("孙大妈", "您看看对不对", "堆放物")
    await world.sees_nothing_of("孙大妈", "“" + said + "\n")
    await world.forward(minutes=30)
    await world.sees_nothing_of("李姐", said, chat="staff")


@pytest.mark.parametrize("said", ["在不在啊小微，吃了没", "没啥大事，甭折腾人了", "给我讲个笑话呗，闲得直抠墙皮"])
async def test_small_talk_is_no_draft(world: World, said: str) -> None:
    """A greeting, "it is nothing", a joke that is asked for: answered, and what is wrong after it stands by itself."""
    await world.says("孙大妈", said)
    await world.sees_nothing_of("孙大妈", ASKED, "您看看对不对")
    await world.says("孙大妈", "水管子底下哗哗淌水，接了两盆了")
    await world.sees("孙大妈", "您看看对不对", "漏水")
    await world.sees_nothing_of("孙大妈", said + "\n")


@pytest.mark.parametrize(
    "said",
    [
        "哎等会，我刚下去瞅了，人家施工队给盖好了",
        "没啥大事，甭折腾人了",
        "嗐，看走眼，那是晾的大褂子",
        "那是我家那口子收起来的，闹误会了，真臊得慌",
        "撂下吧，这井盖我不想报了，丢人",
    ],
)
async def test_what_is_mended_or_was_none_before_it_is_reported(world: World, said: str) -> None:
    """While the draft stands: it is not reported, and one press reports it all the same."""
    await world.says("老郑", "楼前井盖没了，大窟窿")
    await world.says("老郑", said)
    await world.sees_buttons("老郑", "还是报上去", on="没报")
    await world.forward(minutes=30)
    await world.sees_nothing_of("李姐", "井盖", chat="staff")


async def test_a_name_is_left_out_of_what_was_written(world: World) -> None:
    """ "算了别写老崔头名字": the name is in no draft and on no card, nor are the words that asked for it."""
    await world.says("老郑", "一楼老崔头家门口摆的酸菜缸都三口了，过道就剩一拃宽")
    await world.says("老郑", "算了别写老崔头名字，怪得罪人的")
    await world.sees("老郑", "您看看对不对", "一楼…家门口摆的酸菜缸")
    await world.press("老郑", "报上去")
    await world.sees("李姐", "酸菜缸", chat="staff")
    await world.sees_nothing_of("李姐", "老崔头", "得罪人", chat="staff")
    await world.sees_nothing_of("李姐", "老崔头", "得罪人")


async def test_a_private_draft_is_joined_to_nothing_that_all_may_read(world: World) -> None:
    """Whom somebody would like to fight, and then the water is off: two matters, and nothing of the first in the
    second."""
    await world.says("老郑", "对门骂我，跟我没完，我可得跟他干一架")
    await world.sees("老郑", "不进任何群")
    await world.says("老郑", "水管子今儿就没水了，不是说明儿停吗")
    await world.sees("老郑", "您看看对不对", "停水")
    await world.press("老郑", "报上去")
    await world.sees("李姐", "没水", chat="staff")
    await world.sees_nothing_of("李姐", "干一架", chat="staff")


async def test_two_matters_in_english_are_two(world: World) -> None:
    """The door, and in the next message the garbage: two reports."""
    await world.says("Emma", "hey the intercom at my entrance is dead, nobody can buzz in")
    await world.says("Emma", "also the trash room stinks like hell")
    await world.sees("Emma", "Building door", "Garbage")


@pytest.mark.parametrize("later", [0, 60])
async def test_how_one_lives_with_it_meanwhile_is_for_whoever_has_it(world: World, later: int) -> None:
    """ "那我家今晚咋用厕所啊": for whoever has it, and no lesson on how the bot is used."""
    await world.says("孙大妈", "家里厕所下水堵了，返水")
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接")
    await world.forward(minutes=later)
    await world.says("孙大妈", "那我家今晚咋用厕所啊")
    await world.sees("孙大妈", "转给王师傅了（1号）")
    await world.sees("王师傅", "居民说", "那我家今晚咋用厕所啊")
