"""What residents say in the middle of their own matter: a dog at the door, second thoughts, a word
about whoever came, five stars, his number."""

import pytest

from tests.stories.world import World


async def _taken(world: World, said: str = "单元门关不上") -> None:
    await world.hears_all()
    await world.says("孙大妈", said)
    await world.press("孙大妈", "报上去")
    await world.says("王师傅", "1号我接")


@pytest.mark.parametrize(
    "said",
    ["对了 门上有狗 别怕 不咬人", "家里有狗 拴着呢", "我家有猫 关屋里了", "进屋换鞋套啊", "屋里有条大狗 听话 不用怕"],
)
async def test_what_whoever_comes_has_to_know_of_a_home(world: World, said: str) -> None:
    """No report of a dog: who has the matter reads it, and nobody else."""
    await _taken(world, "马桶堵了")
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "给王师傅了，没给别人")
    await world.sees("王师傅", "居民留了门牌电话")
    await world.sees_nothing_of("孙大妈", "动物扰民", "这是要报的事吗")


@pytest.mark.parametrize("said", ["楼下有狗 没拴 见人就追", "小区里有条流浪狗咬人了"])
async def test_a_dog_elsewhere_is_a_matter(world: World, said: str) -> None:
    """The other way round: a dog that is loose is its own matter."""
    await _taken(world, "马桶堵了")
    await world.says("孙大妈", said)
    await world.sees_nothing_of("孙大妈", "没给别人")
    await world.sees_nothing_of("王师傅", "居民留了门牌电话")


@pytest.mark.parametrize(
    "said",
    [
        "我寻思先别报了 邻里邻居的",
        "我想想还是算了吧 别去找人家了",
        "别找人了 我自己整",
        "寻思寻思拉倒吧",
        "想了想 别报了吧",
    ],
)
async def test_second_thoughts_about_what_is_reported(world: World, said: str) -> None:
    """Asked whether it is to be taken back; "still, do come" leaves it."""
    await world.hears_all()
    await world.says("老郑", "楼上往下漏水 都滴答到炕上了")
    await world.press("老郑", "报上去")
    await world.says("老郑", said)
    await world.sees("老郑", "真要撤回1号吗")
    await world.says("老郑", "算了 还是管管吧 越漏越大")
    await world.sees_nothing_of("老郑", "1号撤回了", "好，没报")
    await world.sees("李姐", "1号 漏水 · 等人接", chat="staff")


@pytest.mark.parametrize(
    "said", ["说话还冲", "态度不好", "这什么态度", "爱修不修的样子", "口气太横", "说话贼难听", "服务态度太差了"]
)
async def test_nothing_but_how_he_behaved(world: World, said: str) -> None:
    """Named or not, of whoever has it: one tier above alone, never he himself."""
    await _taken(world)
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "这话只给社区 张姐看")
    await world.sees("张姐", "态度的事，只给您一个人看", said)
    await world.sees_nothing_of("王师傅", said)


@pytest.mark.parametrize("said", ["给五颗星", "五颗星", "给师傅打个五分", "必须满分", "5分！给他打5分"])
async def test_stars_in_words(world: World, said: str) -> None:
    """They are the rating, and no report."""
    await _taken(world)
    await world.says("王师傅", "修好了", chat="staff", answering="有人接了")
    await world.press("王师傅", "已换新", chat="staff")
    await world.says("孙大妈", said)
    await world.sees_nothing_of("孙大妈", "这是要报的事吗")
    await world.sees("孙大妈", "1号弄好了，您满意")


@pytest.mark.parametrize("said", ["他电话多少", "师傅电话多少"])
async def test_his_number(world: World, said: str) -> None:
    """Of whoever has the matter: the numbers there are, and no word of neighbours."""
    await _taken(world)
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "0432-6200-0001")
    await world.sees_nothing_of("孙大妈", "邻居的电话我谁也不给")


async def test_praise_in_passing(world: World) -> None:
    """Said of whoever has it: he reads it, and no report is offered."""
    await _taken(world)
    await world.says("孙大妈", "王师傅人真好 大雪天还来")
    await world.sees("王师傅", "王师傅人真好 大雪天还来")
    await world.sees_nothing_of("孙大妈", "这是要报的事吗")


@pytest.mark.parametrize("said", ["好像脸色不大好", "他嘴唇发紫", "脸色不对劲"])
async def test_somebody_who_looks_worse_than_he_says(world: World, said: str) -> None:
    """After "let him rest" it is asked about anew."""
    await world.hears_all()
    await world.says("老郑", "三楼老张头坐楼梯上起不来了")
    await world.says("老郑", "他说不用管 歇会就行")
    await world.sees("老郑", "好，没报")
    await world.says("老郑", said)
    await world.sees("老郑", "有人有危险吗")


@pytest.mark.parametrize("said", ["拿脚踹我两下就走了", "扇我一巴掌", "刚才那人踹我一脚"])
async def test_who_was_kicked(world: World, said: str) -> None:
    """Asked about, however short it is told."""
    await world.hears_all()
    await world.says("老郑", said)
    await world.sees("老郑", "有人有危险吗")


@pytest.mark.parametrize(
    "said",
    ["我瞅着5号楼顶上站个人，要往下蹦", "五楼那家男的站窗台上要往下蹦", "有人要从阳台蹦下去", "天台边上那人想蹦"],
)
async def test_whoever_is_about_to_jump(world: World, said: str) -> None:
    """In the word of the north-east too."""
    await world.hears_all()
    await world.says("老郑", said)
    await world.sees("老郑", "有人有危险吗")
