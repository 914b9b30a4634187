"""What residents wish of the bot itself: to have a name, a phone or a flat taken out, to know how something is done."""

import pytest
from sqlalchemy import Connection, select

from storage.tables import utterances
from tests.stories.test_resident_followed import accepted, resolved
from tests.stories.world import World

WHOLE = "我是王秀英，3号楼2单元502厨房下水返水，电话13812345678"


@pytest.mark.parametrize(
    ("said", "gone", "stays"),
    [
        ("把我名字去掉", "王秀英", "13812345678"),
        ("别写我电话", "13812345678", "502"),
        ("能不能把门牌删了", "502", "13812345678"),
        ("把俺电话删了吧 别让人瞅着", "13812345678", "502"),
        ("怎么把我电话删了", "13812345678", "502"),
        ("1号把我电话去掉", "13812345678", "502"),
        ("Please remove my room number from that report", "502", "13812345678"),
        ("제 전화번호 좀 지워 주세요", "13812345678", "502"),
    ],
)
async def test_taken_out_of_a_report(world: World, said: str, gone: str, stays: str) -> None:
    """Done at once in its words, said so, and passed on to nobody; nothing else of it goes."""
    await accepted(world, WHOLE)
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "1号里", "去掉了")
    await world.sees_nothing_of("王师傅", said)
    await world.says("孙大妈", "📋 我报的事")
    shown = await world.sees("孙大妈", "1号", "厨房下水返水", "…")
    assert gone not in str(shown)
    assert stays in str(shown)
    await world.sees_nothing_of("李姐", gone, chat="staff")


async def test_taken_out_of_which(world: World) -> None:
    """Two have it: asked which."""
    await accepted(world, WHOLE)
    await world.says("孙大妈", "楼道灯不亮，电话13812345678")
    await world.press("孙大妈", "报上去")
    await world.says("孙大妈", "把我电话删了")
    await world.press("孙大妈", "2号", on="从哪件里去掉")
    await world.sees("孙大妈", "2号里", "去掉了")
    await world.sees_nothing_of("王师傅", "把我电话删了")


async def test_a_neighbours_name_is_taken_out_too(world: World) -> None:
    """After it was reported, as while it was written."""
    await accepted(world, "楼上老崔家往下漏水")
    await world.says("孙大妈", "别写老崔名字")
    await world.sees("孙大妈", "1号里", "去掉了")
    await world.says("孙大妈", "📋 我报的事")
    assert "老崔" not in str(await world.sees("孙大妈", "1号", "楼上…家往下漏水"))


async def test_nothing_to_take_out(world: World) -> None:
    """What stands nowhere is said to stand nowhere; and a number on a wall is a report."""
    await accepted(world)
    await world.says("孙大妈", "别写我电话")
    await world.sees("孙大妈", "没找着电话号码", "/mydata")
    await world.says("孙大妈", "单元门口墙上贴的开锁电话号码擦了吧")
    await world.sees("孙大妈", "您看看对不对", "小广告")


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("Can I edit my address", "在里面改"),
        ("地址写错了咋改", "在里面改"),
        ("咋改地址 我搬家了", "在里面改"),
        ("怎么改门牌", "在里面改"),
        ("주소를 바꾸고 싶어요", "在里面改"),
        ("咋评价啊 上次那个", "修得挺好"),
        ("报了事邻居能看着是我报的不", "看不到是谁报的"),
        ("我咋看我报的那个事", "1号"),
        ("煤气公司电话", "119"),
        ("开锁的电话有没有", "119"),
        ("宽带坏了找谁", "119"),
        ("what's the number for the property office?", "119"),
    ],
)
async def test_how_something_is_done(world: World, said: str, answer: str) -> None:
    """Answered, whatever is open; passed on to nobody, and no report."""
    await accepted(world)
    await world.says("孙大妈", said)
    await world.sees("孙大妈", answer)
    await world.sees_nothing_of("王师傅", said)
    await world.sees_nothing_of("孙大妈", said + "”")


@pytest.mark.parametrize("said", ["我先做饭", "好的 麻烦了", "我先做饭去了", "等会再说", "先不说了", "我去看孩子了"])
async def test_talk_is_no_addition(world: World, said: str) -> None:
    """What somebody does meanwhile is no word on the matter."""
    await accepted(world)
    await world.says("孙大妈", said)
    await world.sees_nothing_of("王师傅", said)
    await world.sees_nothing_of("孙大妈", "转给王师傅")


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("报了事多长时间能有人来", "5 分钟"),
        ("我妈住3号楼 2单元 她不会用手机 我能替她报不", "替我妈报"),
        ("邻居能看见我叫啥不", "看不到是谁报的"),
        ("打听一下 垃圾分类的积分咋换东西", "119"),
    ],
)
async def test_asked_before_anything_is_reported(world: World, said: str, answer: str) -> None:
    """How it works is answered at once, and nothing is filed of it."""
    await world.says("小周", said)
    await world.sees("小周", answer)
    await world.forward(minutes=15)
    await world.sees_nothing_of("小周", "1号")


async def test_what_was_told_before_is_called_by_its_kind(world: World) -> None:
    """ "门的那个": more of it, though the new words sound like something else."""
    await world.says("孙大妈", "单元门坏了 关不上")
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接", chat="staff", on="1号")
    await world.forward(minutes=12)
    await world.says("孙大妈", "门的那个 半夜风刮得咣咣响")
    await world.sees("王师傅", "咣咣响")
    await world.sees_nothing_of("孙大妈", "2号")


async def test_called_off_while_it_is_written(world: World) -> None:
    """ "先不报": nothing is filed."""
    await world.says("小周", "楼道灯不亮")
    await world.says("小周", "算了先不报 我先问问物业")
    await world.forward(minutes=15)
    await world.sees_nothing_of("小周", "1号")


async def test_rated_later(world: World) -> None:
    """ "等…再说满不满意" opens nothing again."""
    await resolved(world)
    await world.says("孙大妈", "行 等我妈出院看看再说满不满意")
    await world.sees_nothing_of("孙大妈", "1号接着办")


PRAISE = [
    "上次那个下水修得挺好",
    "修得真快 给好评",
    "昨天那个下水道修得真好 给王师傅点个赞",
    "지난번 수리 정말 잘했어요",
]


@pytest.mark.parametrize("said", PRAISE)
@pytest.mark.parametrize("days", [1, 5])
async def test_praise_of_days_ago(world: World, said: str, days: int) -> None:
    """Of a result that was done days ago: rated while it waits for it, passed on afterwards."""
    await resolved(world)
    await world.forward(hours=24 * days + 2)
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "您满意" if days == 1 else "我转过去")
    await world.sees("王师傅", said)
    await world.sees_nothing_of("孙大妈", "您看看对不对")


@pytest.mark.parametrize("said", ["还是漏 跟没修一样", "上次那个下水又堵了", "下水道还返水 没修好", "糊弄人 还是堵着"])
@pytest.mark.parametrize("days", [2, 5])
async def test_not_solved_after_days(world: World, said: str, days: int) -> None:
    """Within the days in which it can go on it does, under its number."""
    await resolved(world)
    await world.forward(hours=24 * days)
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "1号接着办")
    await world.sees_nothing_of("孙大妈", "2号")


async def test_which_result_of_days_ago(world: World) -> None:
    """Two were done: asked which; what is named is meant."""
    await resolved(world)
    await resolved_too(world)
    await world.forward(hours=26)
    await world.says("孙大妈", "修得真快 给好评")
    await world.sees_buttons("孙大妈", "1号 下水道堵塞", "2号 楼道灯不亮", on="哪")
    await world.says("孙大妈", "那个灯修得挺好")
    await world.sees("王师傅", "2号", "😊")


async def resolved_too(world: World) -> None:
    """The lamp as well."""
    await world.says("孙大妈", "楼道灯不亮")
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接", chat="staff", on="2号")
    await world.press("王师傅", "办好了", chat="staff", on="2号")
    await world.says("王师傅", "换了个灯泡", chat="staff", answering="咋办好的")


async def test_what_is_wrong_anew_is_reported_anew(world: World) -> None:
    """Days later, and no word of the first: a report, as ever."""
    await resolved(world)
    await world.forward(hours=24 * 5)
    await world.says("孙大妈", "5号楼下水道又堵了")
    await world.sees("孙大妈", "您看看对不对", "北苑小区5号楼")


@pytest.mark.parametrize("said", ["把我电话删了", "别写我电话"])
@pytest.mark.parametrize("filed", [True, False])
async def test_taken_out_of_what_was_said_too(world: World, said: str, filed: bool) -> None:
    """A phone that was taken out of a report, or of what is being written, is gone from the words as they were said."""
    if filed:
        await accepted(world, WHOLE)
    else:
        await world.says("孙大妈", WHOLE)
    await world.says("孙大妈", said)
    assert not await said_with(world, "13812345678")


async def test_an_edit_that_takes_words_out(world: World) -> None:
    """What an edit takes out is kept no longer, be the rest a report or only thanks."""
    await world.says("孙大妈", WHOLE)
    await world.edits("孙大妈", WHOLE, "厨房下水返水")
    assert not await said_with(world, "13812345678")
    await world.press("孙大妈", "报上去")
    await world.says("孙大妈", "我电话13812345678 谢谢")
    await world.edits("孙大妈", "我电话13812345678 谢谢", "谢谢")
    assert not await said_with(world, "13812345678")


async def said_with(world: World, words: str) -> list[str]:
    """What is kept of what people said, with these words in it."""
    assert world.database is not None

    def ask(connection: Connection) -> list[str]:
        return [text for (text,) in connection.execute(select(utterances.c.text)) if words in text]

    return await world.database.read(ask)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("你会把我名字告诉对门不", "群里只说"),
        ("对门会知道是我说的不", "群里只说"),
        ("请问你这个是干啥的", "物业和网格长"),
        ("你能听见我们群里说话不", "/guanyu"),
        ("小吴电话多少", "邻居的电话"),
        ("谁的车啊 能查到车主电话不", "邻居的电话"),
        ("我报完了多长时间能有人管", "分钟"),
        ("白折腾你们了 不好意思啊", "不客气"),
    ],
)
async def test_asked_of_the_bot_and_no_report(world: World, said: str, shown: str) -> None:
    """Who learns of it, what it is for, whether it reads along, a neighbour's number, how long it takes, an apology:
    answered, and nothing to report."""
    await world.says("孙大妈", said)
    await world.sees("孙大妈", shown)
    await world.sees_nothing_of("孙大妈", "要报的事吗")


@pytest.mark.parametrize("said", ["小孙电话多少", "物业电话多少"])
async def test_the_number_of_whoever_is_on_duty(world: World, said: str) -> None:
    """Whoever holds a post is named, and the property's number."""
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "网格长：", "0432-6200-0001")


@pytest.mark.parametrize("said", ["楼道里堆的破烂能不能让人收走 对了我那事别写我名", "楼道灯坏了，别写我名字"])
async def test_a_report_with_such_a_wish(world: World, said: str) -> None:
    """The wish is answered, and the report is not lost."""
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "群里只说")
    await world.sees_buttons("孙大妈", "✅ 报上去")


@pytest.mark.parametrize("said", ["等会儿 先别报 我看看是不是我家拖布条子堵的", "孩子他爸回来换上了", "邻居给通开了"])
async def test_not_to_be_reported_after_all(world: World, said: str) -> None:
    """Second thoughts with their reason, or somebody of the family has mended it: the draft is dropped."""
    await world.says("孙大妈", "有没有人帮我家换个灯泡 我够不着")
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "没报")
