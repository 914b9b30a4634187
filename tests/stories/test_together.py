"""Two reports of one matter: put together by a head, taken apart by whoever knows better, rated by each reporter."""

from tests.stories.world import World, buttons, words


async def two_reports(world: World) -> None:
    """孙大妈 has reported the gate, and 老郑 another one, as he says; the head sees that they look alike."""
    await world.says("孙大妈", "单元门坏了关不上，我是502的")
    await world.press("孙大妈", "报上去")
    await world.says("老郑", "单元门关不严，晃荡")
    await world.press("老郑", "不是，另报一件")


async def test_a_card_looks_like_another_and_one_press_puts_them_together(world: World) -> None:
    """The head's card says which one it looks like; one press, and it is one card; every reporter hears every step by
    the number that he or she knows."""
    await two_reports(world)
    await world.sees("李姐", "2号 单元门坏了", "像1号", chat="staff")
    await world.press("王师傅", "我来接", chat="staff", on="1号 单元门")
    await world.press("李姐", "合到一起", chat="staff", on="2号 ")
    await world.sees("李姐", "🔗 2号 单元门坏了 · 并到 1号", chat="staff")
    await world.sees("李姐", "1号 单元门坏了", "一起办的：2号", chat="staff")
    await world.sees("老郑", "2号 和 1号 是一回事", "物业 王师傅在办")
    await world.sees_nothing_of("孙大妈", "是一回事")
    for answer in ("30分钟内", "约师傅上门", "不花"):
        if answer == "30分钟内":
            await world.press("王师傅", "跟居民说咋办", chat="staff", on="1号 单元门")
        await world.press("王师傅", answer, chat="staff")
    await world.sees("孙大妈", "1号这么办：约师傅上门")
    await world.sees("老郑", "2号这么办：约师傅上门")
    await world.says("老郑", "我报的事")
    await world.sees("老郑", "2号 单元门坏了", "王师傅")
    await world.press("老郑", "看经过")
    await world.sees("老郑", "和邻居报的并一起办")
    await world.sees_nothing_of("老郑", "502", "关不上")


async def test_not_the_same_says_the_reporter(world: World) -> None:
    """The message that they are one has a way out: the own number goes on by itself, with its own card."""
    await two_reports(world)
    await world.press("王师傅", "我来接", chat="staff", on="1号 单元门")
    await world.press("李姐", "合到一起", chat="staff", on="2号 ")
    await world.press("老郑", "不是一回事")
    await world.sees("老郑", "2号 单独办了", "王师傅在办")
    await world.sees("李姐", "2号 单元门坏了 · 有人接了", chat="staff")
    await world.sees("王师傅", "2号 单元门坏了 拆出来单独办了")


async def test_by_its_number_and_apart_again(world: World) -> None:
    """Whatever it looks like, a head puts it together with any other by "more", by its number, and apart again."""
    await world.says("孙大妈", "单元门坏了关不上")
    await world.press("孙大妈", "报上去")
    await world.says("Emma", "the street light is out in front of my house")
    await world.press("Emma", "Report")
    await more(world, "和别件并一起", on="2号 路灯")
    await world.says("张姐", "1号", chat="staff", answering="和哪件并一起")
    await world.sees("Emma", "No. 2 and No. 1 are the same matter")
    await more(world, "拆开", on="1号 单元门")
    await world.press("张姐", "2号", chat="staff", on="哪件是另一回事")
    await world.sees("Emma", "No. 2 is dealt with by itself")


async def more(world: World, label: str, *, on: str) -> None:
    """The community presses "more" on a card, leafs to that button and presses it."""
    await world.press("张姐", "更多", chat="staff", on=on)
    for _ in range(4):
        card = await world.sees("张姐", on, chat="staff")
        if any(label in one for one in buttons(card)):
            break
        await world.press("张姐", "还有…", chat="staff", on=on)
    await world.press("张姐", label, chat="staff", on=on)


async def test_each_reporter_rates_for_himself(world: World) -> None:
    """It is closed when all are content; the first thank-you closes nothing."""
    await two_reports(world)
    await world.press("王师傅", "我来接", chat="staff", on="1号 单元门")
    await world.press("李姐", "合到一起", chat="staff", on="2号 ")
    await world.press("王师傅", "办好了", chat="staff", on="1号 单元门")
    await world.press("王师傅", "已换新", chat="staff")
    await world.sees("孙大妈", "1号办好了：已换新")
    await world.press("老郑", "好了，满意", on="2号办好了：已换新")
    await world.sees("李姐", "1号 单元门坏了 · 办好了，等居民看", chat="staff")
    await world.press("孙大妈", "好了，还行", on="1号办好了：已换新")
    await world.sees("李姐", "✅ 1号 单元门坏了 · 办结", chat="staff")


async def test_one_is_not_content(world: World) -> None:
    """Whose door still does not shut goes on alone, under the own number; for the neighbour it is done."""
    await two_reports(world)
    await world.press("王师傅", "我来接", chat="staff", on="1号 单元门")
    await world.press("李姐", "合到一起", chat="staff", on="2号 ")
    await world.press("王师傅", "办好了", chat="staff", on="1号 单元门")
    await world.press("王师傅", "已换新", chat="staff")
    await world.press("老郑", "没弄好", on="2号办好了")
    await world.press("老郑", "还是老样子")
    await world.sees("李姐", "2号 单元门坏了", "还是老样子", chat="staff")
    await world.sees("老郑", "2号接着办")
    await world.sees_nothing_of("孙大妈", "接着办")
    await world.press("孙大妈", "好了，满意", on="1号办好了")
    await world.sees("李姐", "✅ 1号 单元门坏了 · 办结", chat="staff")


async def test_several_pings_of_one_matter_are_one_with_one_press(world: World) -> None:
    """Two that nobody took, both about the gate: the manager's one message says so, and one press makes them one
    matter, about which the message goes on asking."""
    await two_reports(world)
    await world.forward(minutes=6)
    message = await world.sees("张姐", "2 件等您看", "2 件没人接", "都在北苑社区", "2 件像是一回事（单元门坏了）")
    assert "2 件并成一件" in buttons(message)
    assert "1号" in await world.press("张姐", "2 件并成一件", on="2 件等您看")
    await world.sees("老郑", "2号 和 1号 是一回事")
    await world.sees_nothing_of("孙大妈", "是一回事")
    left = await world.sees("张姐", "1号 单元门坏了 · 没人接")
    assert "我来接手" in buttons(left)
    assert "2 件并成一件" not in buttons(left)


async def test_each_door_is_of_its_report(world: World) -> None:
    """Both reporters say how they are found: the holder reads each with its number, and whoever is forgotten takes the
    own one along."""
    await two_reports(world)
    await world.press("王师傅", "我来接", chat="staff", on="1号 单元门")
    await world.press("孙大妈", "告诉他咋找我")
    await world.says("孙大妈", "2单元502，13812345678")
    await world.press("李姐", "合到一起", chat="staff", on="2号 ")
    await world.says("老郑", "上我家来就行，1单元301，13900000000")
    await world.press("王师傅", "更多", chat="staff", on="1号 单元门")
    await world.press("王师傅", "看门牌电话", chat="staff", on="1号 单元门")
    await world.sees("王师傅", "1号：2单元502，13812345678", "2号：", "1单元301")
    await world.says("老郑", "/forget")
    await world.press("老郑", "删掉", on="我删掉您的名字")
    await world.press("王师傅", "更多", chat="staff", on="1号 单元门")
    await world.press("王师傅", "看门牌电话", chat="staff", on="1号 单元门")
    message = await world.sees("王师傅", "2单元502，13812345678")
    assert "301" not in words(message)
