"""What was being written when something came between: the post is gone, the matter moved on, a command was typed."""

from tests.stories.test_resident_followed import accepted, planned
from tests.stories.world import World

WHY = "下水管断在墙里了，要等专业的人来"


async def test_the_result_of_what_somebody_else_has_now(world: World) -> None:
    """The community took it over while the steward wrote the result: he reads who has it, and may note his words."""
    await planned(world)
    await world.press("王师傅", "办好了", on="1号")
    await world.forward(minutes=31)
    await world.says("张姐", "我来接", answering="1号")
    await world.press("张姐", "我来接手", on="1号要您接过来吗")
    await world.says("王师傅", WHY)
    await world.sees("王师傅", "张姐", f"“{WHY}”")
    await world.press("王师傅", "记在1号上")
    await world.sees("王师傅", "1号记下了")


async def test_words_that_went_nowhere_are_corrected(world: World) -> None:
    """They wait for a press: corrected, the new ones wait, and that is said."""
    await planned(world)
    await world.press("王师傅", "办好了", on="1号")
    await world.says("孙大妈", "撤回")
    await world.press("孙大妈", "撤回", on="撤回1号")
    await world.says("王师傅", WHY)
    await world.sees("王师傅", "还没转出去")
    await world.edits("王师傅", WHY, "管子断在墙里，得凿墙")
    await world.sees("王师傅", "“管子断在墙里，得凿墙”")
    await world.sees_nothing_of("王师傅", "已经算数了")


async def test_the_result_of_what_was_withdrawn(world: World) -> None:
    """The resident withdrew it meanwhile: that is said, with the words."""
    await planned(world)
    await world.press("王师傅", "办好了", on="1号")
    await world.says("孙大妈", "撤回")
    await world.press("孙大妈", "撤回", on="撤回1号")
    await world.says("王师傅", WHY)
    await world.sees("王师傅", "居民撤回", f"“{WHY}”")
    await world.sees_nothing_of("孙大妈", WHY)


async def test_who_lost_the_post_reads_it(world: World) -> None:
    """He has no post any more: nothing of the matter, his own words, and they begin a report if he wants."""
    await planned(world)
    await world.press("王师傅", "办好了", on="1号")
    await world.resigns("王师傅")
    await world.says("王师傅", WHY)
    await world.sees("王师傅", "岗位", f"“{WHY}”")
    await world.press("王师傅", "是别的事")
    await world.sees("王师傅", "您住哪栋楼")


async def test_a_command_in_the_middle(world: World) -> None:
    """Day and reason of a promise were given, then /huoer: "go on with it", and the promise is made."""
    await planned(world)
    await world.press("王师傅", "今天办不完", on="1号")
    await world.press("王师傅", "明天")
    await world.says("王师傅", "/huoer")
    await world.sees("王师傅", "没写完")
    await world.press("王师傅", "接着写")
    await world.says("王师傅", WHY)
    await world.press("王师傅", "眼下没有")
    await world.sees("孙大妈", WHY)


async def test_a_command_in_the_middle_that_is_dropped(world: World) -> None:
    """ "Never mind": nothing of it waits."""
    await planned(world)
    await world.press("王师傅", "今天办不完", on="1号")
    await world.press("王师傅", "明天")
    await world.says("王师傅", "/huoer")
    await world.press("王师傅", "算了", on="没写完")
    await world.sees_nothing_of("王师傅", "没写完")


async def test_planned_outages_in_the_middle(world: World) -> None:
    """A day was promised in a form, then /tingshui: it is kept as by every other command, and gone on with."""
    await planned(world)
    await world.forward(minutes=31)
    await world.says("张姐", "我来接", answering="1号")
    await world.press("张姐", "我来接手", on="1号要您接过来吗")
    await world.press("张姐", "今天办不完", on="1号")
    await world.press("张姐", "明天")
    await world.says("张姐", "/tingshui")
    await world.sees("张姐", "没写完")
    await world.press("张姐", "接着写")
    await world.says("张姐", WHY)
    await world.press("张姐", "眼下没有")
    await world.sees("孙大妈", WHY)


async def test_words_where_only_a_press_counts(world: World) -> None:
    """Asked how long it takes, he writes something else: it waits, and can be noted or be a report."""
    await accepted(world)
    await world.press("王师傅", "跟居民说咋办", on="1号")
    await world.says("王师傅", "得先找五楼的人商量")
    await world.sees("王师傅", "请点上面", "“得先找五楼的人商量”")
    await world.press("王师傅", "记在1号上")
    await world.sees("王师傅", "1号记下了")


async def test_a_visit_note_that_is_too_late(world: World) -> None:
    """It was done and rated before the door was written: whoever had it does not get it, and she reads that."""
    said = "4单元301，白天在家"
    await accepted(world)
    await world.press("孙大妈", "告诉他咋找我")
    await world.press("王师傅", "办好了", on="1号")
    await world.press("王师傅", "已疏通")
    await world.press("孙大妈", "好了，满意")
    await world.press("孙大妈", "不用了")
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "1号已经完事了", "没往上报")
    await world.sees_nothing_of("王师傅", said)


async def test_a_word_that_came_too_late(world: World) -> None:
    """ "再补一句", and it is done before she writes: her words are asked about, not begun as a new report."""
    await planned(world)
    await world.press("孙大妈", "再补一句", on="报上去了，1号")
    await world.press("王师傅", "办好了", on="1号")
    await world.press("王师傅", "已疏通")
    await world.says("孙大妈", "地上还是湿的")
    await world.sees("孙大妈", "没弄好")
    await world.sees_nothing_of("孙大妈", "您看看对不对", "2号")
