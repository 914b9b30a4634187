"""What residents say of a result in words that no rule knows, and what is asked beside a matter of one's own."""

import pytest

from tests.stories.test_resident_followed import accepted, reported
from tests.stories.world import World

DRAIN, LAMP = "厨房下水返水", "3号楼楼道灯不亮了"


async def done(world: World, what: str) -> None:
    """Reported, taken and marked as done."""
    await accepted(world, what)
    await world.press("王师傅", "办好了", chat="staff")
    await world.press("王师傅", "已换新" if what == LAMP else "已疏通", chat="staff")


@pytest.mark.parametrize("said", ["看见了 挺亮", "行 这回亮堂了", "亮堂了 下楼不摸黑了"])
async def test_surely_good(world: World, said: str) -> None:
    """It counts, and is not too late to take back."""
    await done(world, LAMP)
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "1号弄好了", "满意")
    await world.sees_buttons("孙大妈", "没弄好，接着办")


@pytest.mark.parametrize("said", ["还滴答呢", "刚走就又堵死了", "你们走了又返上来了"])
async def test_surely_bad(world: World, said: str) -> None:
    """It goes on with the words, under its number."""
    await done(world, DRAIN)
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "1号接着办")
    await world.sees("王师傅", said, chat="staff")


@pytest.mark.parametrize(
    ("said", "asked"),
    [("水是下去了 可是还反味儿 地漏那块", "1号弄好没有"), ("还是有点味", "您是说没弄好吗")],
)
async def test_perhaps_a_word_on_it(world: World, said: str, asked: str) -> None:
    """The three buttons come once more: no new report, and nothing is closed by a guess."""
    await done(world, DRAIN)
    await world.says("孙大妈", said)
    await world.sees("孙大妈", asked)
    await world.sees_nothing_of("孙大妈", "您看看对不对")
    await world.says("孙大妈", "就是刚才那个事 没弄利索")
    await world.sees("孙大妈", "1号接着办")


@pytest.mark.parametrize("said", ["对门狗老叫唤 天天半夜", "地下室的灯也坏了 黑灯瞎火", "那师傅姓啥"])
async def test_no_word_on_it(world: World, said: str) -> None:
    """Another matter, or a question: nothing is rated."""
    await done(world, DRAIN)
    await world.says("孙大妈", said)
    await world.sees_nothing_of("孙大妈", "弄好没有？点一下", "接着办，还是", "1号弄好了，您")


@pytest.mark.parametrize(
    "asked", ["问一下 我的信息你们都给谁看啊", "我是问你们会不会把我名字告诉楼上的人", "我家电话会给别人看见不"]
)
async def test_who_reads_of_me(world: World, asked: str) -> None:
    """Answered, and no part of what is open."""
    await reported(world, "楼上天天蹦迪 吵死了")
    await world.says("孙大妈", asked)
    await world.sees_nothing_of("孙大妈", "补到1号里了", "您看看对不对")
    await world.sees_nothing_of("李姐", asked, chat="staff")


@pytest.mark.parametrize("asked", ["那社区几点上班 周六有人吗", "我家要租出去一间房 想找个租客 发群里行不"])
async def test_nothing_that_is_mended_here(world: World, asked: str) -> None:
    """Whom to ask, and no part of what is open."""
    await reported(world, LAMP)
    await world.says("孙大妈", asked)
    await world.sees("孙大妈", "社区：张姐")
    await world.sees_nothing_of("李姐", asked, chat="staff")


async def test_how_to_rate(world: World) -> None:
    """Answered, and no rating by itself."""
    await done(world, LAMP)
    await world.says("孙大妈", "给王师傅打个好评 从哪打")
    await world.sees("孙大妈", "您直接写也行")
    await world.sees_nothing_of("孙大妈", "您满意")


@pytest.mark.parametrize("said", ["咋报了二十多分钟没人理啊 你们干啥吃的", "怎么报了半天没动静呢"])
async def test_that_nobody_comes_is_no_withdrawal(world: World, said: str) -> None:
    """It is asked about, and never whether to take it back."""
    await reported(world, DRAIN)
    await world.forward(minutes=3)
    await world.says("孙大妈", said)
    await world.sees_nothing_of("孙大妈", "真要撤回")


async def test_given_up_in_other_words(world: World) -> None:
    """ "Let it be": whether to take it back is asked."""
    await accepted(world, "楼道里贴满小广告")
    await world.says("孙大妈", "那行吧 贴了告示就行 这个事就算了")
    await world.sees("孙大妈", "真要撤回1号吗")


async def test_called_the_wrong_category(world: World) -> None:
    """Nothing more is pressed: it is filed as something else, and no notice says what it is not."""
    await world.says("老郑", "电梯老停在半道 得等半天")
    await world.press("老郑", "没有，没那么急")
    await world.press("老郑", "类别不对")
    await world.forward(minutes=20)
    await world.sees("老郑", "1号")
    await world.sees_nothing_of("孙大妈", "电梯坏了", chat="residents")
    await world.sees("李姐", "1号 别的事", chat="staff")


async def test_a_child_locked_in_is_everybodys(world: World) -> None:
    """Words that come after do not make it a matter of despair."""
    await world.says("老郑", "我闺女把自己锁屋里了 才三岁 厨房还炖着汤呢")
    await world.says("老郑", "打119了 他们说马上到 三单元402")
    await world.sees("老郑", "已经叫所有值班的人")
    await world.sees("李姐", "🆘 1号 人困住了", chat="staff")


@pytest.mark.parametrize("said", ["散了散了 没打着 就是吵吵两句", "没动手 拉开了"])
async def test_strangers_who_parted(world: World, said: str) -> None:
    """Asked whether anybody is in danger: a no."""
    await world.says("老郑", "楼下有俩人打起来了 在小卖店门口")
    await world.says("老郑", said)
    await world.sees("老郑", "好，没报")
    await world.sees_nothing_of("张姐", "🆘")


async def test_of_a_couple_nobody_is_believed_so_quickly(world: World) -> None:
    """Whoever lives beside them is told to stay apart all the same."""
    await world.says("老郑", "楼上两口子打起来了 摔东西 女的直叫")
    await world.says("老郑", "没打 就是吵吵两句")
    await world.sees("张姐", "🆘 1号")
