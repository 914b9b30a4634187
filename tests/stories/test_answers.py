"""Every question of the bot to a resident, answered in words as people answer: a yes, a no, "the first", "both", with
a reason behind it; the rest of the words is not lost, and the same is not asked again."""

from collections.abc import Awaitable, Callable

import pytest

from tests.stories.test_resident_followed import LEAK, accepted, reported, resolved
from tests.stories.world import World, words

TWO = "路灯坏了，还有垃圾没人收"
GATE = "单元门坏了关不上"


async def card(world: World) -> None:
    """ "您看看对不对"."""
    await world.says("孙大妈", LEAK)


async def unsure(world: World) -> None:
    """ "这是要报的事吗"."""
    await world.says("孙大妈", "哥们 笑死我了 电梯里那广告吓人一跳")
    await world.sees("孙大妈", "这是要报的事吗")


async def two(world: World) -> None:
    """ "您说了 2 件事"."""
    await world.says("孙大妈", TWO)


async def about(world: World) -> None:
    """ "是说1号的事吗"."""
    await reported(world)
    await world.forward(minutes=30)
    await world.says("孙大妈", "现在地上都是水")
    await world.sees("孙大妈", "是说1号")


async def over(world: World) -> None:
    """ "是说1号好了吗"."""
    await accepted(world)
    await world.says("孙大妈", "下水道不堵了，修好了")
    await world.sees("孙大妈", "是说1号好了吗")


async def not_solved(world: World) -> None:
    """ "您是说没弄好吗"."""
    await resolved(world)
    await world.says("孙大妈", "地上还有水呢", answering="1号办好了")
    await world.sees("孙大妈", "您是说没弄好吗")


async def withdrawing(world: World) -> None:
    """ "真要撤回1号吗"."""
    await accepted(world)
    await world.says("孙大妈", "撤回")
    await world.sees("孙大妈", "撤回1号")


async def forgetting(world: World) -> None:
    """ "/forget"."""
    await reported(world)
    await world.says("孙大妈", "/forget")


async def neighbours(world: World) -> None:
    """ "是不是这件": a neighbour has just reported the same."""
    await reported(world, "楼道灯不亮", "老郑")
    await world.says("孙大妈", "楼道灯不亮了")
    await world.sees("孙大妈", "邻居")


async def which(world: World) -> None:
    """ "是说哪一件": two are open."""
    await reported(world)
    await reported(world, GATE)
    await world.says("孙大妈", "撤回")
    await world.sees("孙大妈", "是说哪一件")


async def kind(world: World) -> None:
    """ "是哪类事", after "wrong category"."""
    await world.says("孙大妈", "烧烤摊占道了")
    await world.press("孙大妈", "类别不对")


async def consent(world: World) -> None:
    """The first question of all."""
    await world.starts("小周")


Asked = Callable[[World], Awaitable[None]]

ANSWERS: list[tuple[Asked, str, str, tuple[str, ...]]] = [
    (card, "对 就是那事 赶紧的", "报上去了，1号", ("赶紧的",)),
    (card, "嗯呐 报吧 都堵三天了", "报上去了，1号", ("都堵三天了",)),
    (card, "嗯呐报吧都堵三天了", "报上去了，1号", ("都堵三天了",)),
    (card, "對 報吧 老人都沒法做飯", "报上去了，1号", ("老人都沒法做飯",)),
    (card, "快点啊 地板都泡了 报", "报上去了，1号", ("地板都泡了",)),
    (card, "就这事 没别的", "报上去了，1号", (LEAK,)),
    (card, "是的没错，是厨房水池子那个", "报上去了，1号", ("水池子那个",)),
    (card, "中 给报上去吧 老头子一直拿盆接呢", "报上去了，1号", ("拿盆接呢",)),
    (card, "yes please report it, it has been three days", "报上去了，1号", ("three days",)),
    (card, "네 신고해 주세요 3일 됐어요", "报上去了，1号", ("3일 됐어요",)),
    (card, "嗯 谢谢啊", "报上去了，1号", (LEAK,)),
    (card, "对 还有垃圾没人收", "您说了 2 件事", ()),
    (card, "对 不过是5号楼的", "您看看对不对", ()),
    (card, "师傅来了 关上了 修完了 挺好的", "好，没报", ()),
    (card, "没事了 我家那口子给通开了", "好，没报", ()),
    (unsure, "没报事 就是唠嗑", "好，没报", ()),
    (unsure, "不是 就是问问", "好，没报", ()),
    (unsure, "不是报事啊 我就随口一说", "好，没报", ()),
    (unsure, "没有没有 跟你逗闷子呢", "好，没报", ()),
    (unsure, "no no just chatting", "好，没报", ()),
    (unsure, "아니요 그냥 얘기한 거예요", "好，没报", ()),
    (unsure, "是 报上去 吓着老人了", "报上去了，1号", ("吓着老人了",)),
    (two, "嗯 两件", "报上去了，2号", ()),
    (two, "네 둘 다요", "报上去了，2号", ()),
    (two, "俩都报吧", "报上去了，2号", ()),
    (two, "yes, both of them", "报上去了，2号", ()),
    (two, "是两件事 都报上", "报上去了，2号", ()),
    (two, "不是一回事 分开报", "报上去了，2号", ()),
    (two, "就报第一个", "好，没报：“垃圾没人收”", ("路灯坏了",)),
    (two, "只报路灯就行", "好，没报：“垃圾没人收”", ("路灯坏了",)),
    (two, "第一个不用报了", "好，没报：“路灯坏了”", ("垃圾没人收",)),
    (two, "just the second one please", "好，没报：“路灯坏了”", ("垃圾没人收",)),
    (two, "첫 번째만요", "好，没报：“垃圾没人收”", ("路灯坏了",)),
    (two, "就一个事儿", "您看看对不对", ()),
    (about, "是啊 都流到走廊了", "补到1号里了", ("都流到走廊了",)),
    (about, "对 就是那事 赶紧的", "补到1号里了", ("赶紧的",)),
    (about, "不是 是卫生间的水管子漏", "您看看对不对", ()),
    (about, "no it is another one", "您看看对不对", ()),
    (over, "是 收了", "1号不再往上叫人", ("收了",)),
    (over, "嗯呢 好使了", "1号不再往上叫人", ("好使了",)),
    (over, "yes it works now", "1号不再往上叫人", ("it works now",)),
    (over, "没有 又堵上了", "1号接着办", ("又堵上了",)),
    (over, "不是 今儿通明儿还得堵", "1号接着办", ("明儿还得堵",)),
    (not_solved, "对 根本没整好", "1号接着办", ("根本没整好",)),
    (not_solved, "嗯呐 还返味儿呢", "1号接着办", ("还返味儿呢",)),
    (withdrawing, "对 自己不想报了", "1号撤回了", ()),
    (withdrawing, "对不用管了 撤", "1号撤回了", ()),
    (withdrawing, "是 邻居给通开了", "1号撤回了", ()),
    (withdrawing, "yes, my neighbour fixed it", "1号撤回了", ()),
    (withdrawing, "네 옆집에서 고쳐 줬어요", "1号撤回了", ()),
    (withdrawing, "不 还堵着呢", "1号", ("还堵着呢",)),
    (forgetting, "对 都删了 我搬走了", "删掉了", ()),
    (neighbours, "对 就是这个 我家门口也黑", "记上了", ("我家门口也黑",)),
    (neighbours, "不是 我说的是顶楼那个", "报上去了，2号", ("顶楼那个",)),
    (which, "第一个 门那个", "撤回2号", ()),
    (which, "后面那个", "撤回", ()),
    (kind, "路上积水", "🏷 路面破损", ()),
    (kind, "不是占道 是噪音", "🏷 噪音", ()),
]


IDS = [f"{row[0].__name__}-{index}" for index, row in enumerate(ANSWERS)]


@pytest.mark.parametrize(("asked", "said", "seen", "kept"), ANSWERS, ids=IDS)
async def test_an_answer_in_words(world: World, asked: Asked, said: str, seen: str, kept: tuple[str, ...]) -> None:
    """The answer counts at once, and what stands behind it is on the card, or with whoever works on it."""
    await asked(world)
    before = (await world.phone("孙大妈"))[-1]
    await world.says("孙大妈", said)
    await world.sees("孙大妈", seen, since=before)
    shown = await world.screen("李姐", chat="staff") + await world.screen("王师傅")
    assert not [one for one in kept if one not in shown], shown


@pytest.mark.parametrize(
    "said", ["发错了那语音 删了吧", "语音不要了，录错了", "remove the voice message", "음성은 빼 주세요"]
)
async def test_what_was_sent_by_mistake_goes_to_nobody(world: World, said: str) -> None:
    """A voice message that is taken back goes out of the draft, and the words stay."""
    await world.sends("孙大妈", voice={"duration": 5})
    await world.says("孙大妈", GATE)
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "拿掉了，没给任何人")
    await world.press("孙大妈", "报上去", on="您看看对不对")
    card = await world.sees("李姐", "1号 单元门坏了", chat="staff")
    assert "🎤" not in words(card)
    assert said[:4] not in words(card)


async def test_a_voice_message_alone_that_is_taken_back(world: World) -> None:
    """Nothing is left of it: not reported."""
    await world.sends("孙大妈", voice={"duration": 5})
    await world.says("孙大妈", "发错了那语音 删了吧")
    await world.sees("孙大妈", "好，没报")


@pytest.mark.parametrize("said", ["不用了 门好了", "不用来了 有人修上了", "刚才那个门 是后门", "我报的那个门 是朝南的"])
async def test_of_ones_own_in_the_group(world: World, said: str) -> None:
    """To our name in the group, of what its author reported there: answered privately, and no report of its own."""
    await world.says("孙大妈", f"/bao {GATE}", chat="residents")
    await world.says("孙大妈", f"@weilinli_bot {said}", chat="residents")
    await world.sees("孙大妈", "私聊", chat="residents")
    await world.sees_nothing_of("孙大妈", "没听出是啥事", chat="residents")
    await world.sees("孙大妈", "1号", since=await world.sees("孙大妈", "报上去了，1号"))


async def test_of_nobodys_in_the_group(world: World) -> None:
    """Of whoever has nothing open it is asked about, as before."""
    await world.says("老郑", "@weilinli_bot 不用了 老张家不倒了", chat="residents")
    await world.sees("老郑", "没听出是啥事", chat="residents")
