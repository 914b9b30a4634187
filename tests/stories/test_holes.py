"""What reached people whom it does not concern, and authority that outlived a post: closed, and kept closed."""

from bot.callbacks import encode
from casework.model.issues import Issue
from casework.settings import Settings
from tests.stories.test_seats import link_to
from tests.stories.world import World


async def issue_of(world: World, person: str) -> Issue:
    """The person's youngest report, as the database has it."""
    assert world.database is not None
    work = world.database.work(Settings())
    found = await work.person_at(f"tg:{world.users[person]}")
    assert found is not None
    return (await work.reports_of(found.id, 1))[0]


async def sewer(world: World) -> Issue:
    """孙大妈 reported a blocked sewer, 王师傅 has it, and knows how to find her."""
    await world.says("孙大妈", "厨房下水返水，堵两天了")
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接", chat="staff")
    await world.press("孙大妈", "告诉他咋找我")
    await world.says("孙大妈", "2单元501，晚上在家")
    return await issue_of(world, "孙大妈")


async def leaves(world: World, person: str) -> None:
    """Gives the post back, with the press that confirms it."""
    await world.says(person, "/tuichu")
    await world.press(person, "退出：")
    await world.sees(person, "您已退出")


async def test_my_home_too_on_a_violence_report_is_refused(world: World) -> None:
    """A forged "my home too" on a private matter: not counted, and its result reaches no neighbour."""
    await world.says("孙大妈", "隔壁打人了，救命")
    await world.press("孙大妈", "有，快来人")
    issue = await issue_of(world, "孙大妈")
    await world.says("老郑", "你好")
    before = len(await world.phone("老郑"))
    assert await world.forges("老郑", encode("s_metoo", issue.id))
    assert await world.forges("老郑", encode("same", 1, issue.id))
    await world.press("张姐", "我到场了")
    await world.forges("张姐", encode("s_done", issue.id))
    await world.press("张姐", "自己写")
    await world.says("张姐", "502王秀英已送派出所")
    await world.sees("孙大妈", "1号办好了")
    assert len(await world.phone("老郑")) == before
    assert (await issue_of(world, "孙大妈")).me_toos == 0


async def test_my_home_too_needs_a_shared_place_nearby(world: World) -> None:
    """A matter within a home is nobody else's; a shared one only of those who live or speak there."""
    issue = await sewer(world)
    await world.says("老郑", "你好")
    assert await world.forges("老郑", encode("s_metoo", issue.id))
    await world.says("孙大妈", "单元门坏了关不上")
    await world.press("孙大妈", "报上去")
    gate = await issue_of(world, "孙大妈")
    await world.says("吴姐", "/huoer")
    assert await world.forges("吴姐", encode("s_metoo", gate.id))
    assert "第 1 位" in await world.forges("老郑", encode("s_metoo", gate.id))


async def test_what_became_private_later_reaches_no_neighbour(world: World) -> None:
    """Who said "my home too" while it was public is told nothing of its result once it is private."""
    await world.says("老郑", "单元门坏了关不上")
    await world.press("老郑", "报上去")
    await world.says("孙大妈", "单元门坏了")
    await world.press("孙大妈", "就是这件，我家也是")
    await world.press("张姐", "更多", chat="staff")
    await world.press("张姐", "类别不对", chat="staff")
    await world.press("张姐", "别的", chat="staff")
    await world.press("张姐", "邻里纠纷", chat="staff")
    issue = await issue_of(world, "老郑")
    assert issue.private
    await world.sees("王师傅", "1号已转给别人办")
    assert await world.forges("王师傅", encode("s_accept", issue.id))
    await world.press("张姐", "我来接")
    await world.forges("张姐", encode("s_done", issue.id))
    await world.press("张姐", "已疏通")
    await world.sees("老郑", "1号办好了")
    await world.sees_nothing_of("孙大妈", "办好了", "已疏通")


async def test_the_result_for_a_neighbour_is_masked(world: World) -> None:
    """Phone and flat in the result's words do not reach the neighbours."""
    await world.says("老郑", "单元门坏了关不上")
    await world.press("老郑", "报上去")
    await world.says("孙大妈", "单元门坏了")
    await world.press("孙大妈", "就是这件，我家也是")
    await world.press("王师傅", "我来接", chat="staff")
    issue = await issue_of(world, "老郑")
    await world.says("王师傅", "/huoer")
    await world.forges("王师傅", encode("s_done", issue.id))
    await world.press("王师傅", "自己写")
    await world.says("王师傅", "修好了，问2单元501，13812345678")
    await world.sees("孙大妈", "您家也有的", "办好了：1号")
    await world.sees_nothing_of("孙大妈", "13812345678", "501")


async def test_who_leaves_a_post_keeps_no_key(world: World) -> None:
    """What he held goes to the deputy, who is told, like the resident; door and phone, card and history are closed to
    him, and nothing that he presses counts."""
    issue = await sewer(world)
    await world.forges("王师傅", encode("s_visit", issue.id))
    await world.sees("王师傅", "2单元501")
    await leaves(world, "王师傅")
    await world.sees("李师傅", "王师傅退出了岗位，这件事归您了")
    await world.sees("孙大妈", "1号换人了，现在归物业 李师傅管")
    await world.sees("李姐", "李师傅", chat="staff")
    mine = len(await world.phone("王师傅"))
    for verb in ("s_visit", "s_open", "s_hist", "s_phone", "s_more", "s_plan", "s_done", "s_tell", "s_takeover"):
        assert await world.forges("王师傅", encode(verb, issue.id)), verb
    assert len(await world.phone("王师傅")) == mine
    await world.forges("李师傅", encode("s_visit", issue.id))
    await world.sees("李师傅", "2单元501")
    await world.forges("李师傅", encode("s_hist", issue.id))
    await world.sees("李师傅", "退出了岗位，这件事转给物业 李师傅")
    await world.says("孙大妈", "师傅啥时候来", answering="1号有人接了")
    await world.sees("李师傅", "师傅啥时候来")
    await world.sees_nothing_of("王师傅", "师傅啥时候来")


async def test_a_live_ping_goes_on_to_the_next(world: World) -> None:
    """Who was asked and leaves is asked no more: the deputy is; the old buttons go, and count nothing."""
    await world.says("孙大妈", "厨房下水返水，堵两天了")
    await world.press("孙大妈", "报上去")
    await world.sees("李姐", "等人接")
    issue = await issue_of(world, "孙大妈")
    await leaves(world, "李姐")
    await world.sees("李姐", "1号已转给别人办")
    await world.sees("小孙", "1号 下水道堵塞", "等人接")
    assert await world.forges("李姐", encode("s_accept", issue.id))
    assert await world.forges("李姐", encode("s_done", issue.id))
    await world.press("小孙", "我来接")
    await world.sees("孙大妈", "网格长 小孙")


async def test_with_no_deputy_it_goes_to_the_community(world: World) -> None:
    """The building head has none: the community manager on duty holds it from then on."""
    await world.says("孙大妈", "厨房下水返水，堵两天了")
    await world.press("孙大妈", "报上去")
    await world.press("赵姨", "我来接", chat="staff")
    await leaves(world, "赵姨")
    await world.sees("张姐", "赵姨退出了岗位，这件事归您了")


async def test_staying_after_all(world: World) -> None:
    """Without the confirming press nothing happens; who has no post is told so."""
    await world.says("王师傅", "/tuichu")
    await world.press("王师傅", "不退了")
    await world.says("老郑", "单元门坏了关不上")
    await world.press("老郑", "报上去")
    await world.sees("王师傅", "等人接")
    await world.says("老郑", "/tuichu")
    await world.sees_nothing_of("老郑", "要退出岗位吗")
    assert await world.forges("老郑", encode("s_leave", 1))


async def test_a_form_begun_before_leaving_ends_in_nothing(world: World) -> None:
    """The last button of a form, pressed after the post was left, is refused, and the form is over."""
    issue = await sewer(world)
    await world.says("王师傅", "/huoer")
    await world.forges("王师傅", encode("s_done", issue.id))
    question = await world.sees("王师傅", "咋办好的")
    done = question["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await leaves(world, "王师傅")
    assert await world.forges("王师傅", done)
    assert (await issue_of(world, "孙大妈")).now.resolved_at is None
    await world.says("王师傅", "单元门坏了关不上")
    await world.sees("王师傅", "单元门")


async def test_private_lines_are_shown_by_place(world: World) -> None:
    """A complaint is read by the community of the place; a manager elsewhere who was given the matter does not."""
    issue = await sewer(world)
    await world.says("王师傅", "/huoer")
    await world.forges("王师傅", encode("s_done", issue.id))
    await world.press("王师傅", "已疏通")
    await world.press("孙大妈", "没弄好")
    await world.press("孙大妈", "态度不好")
    await world.says("孙大妈", "师傅骂人")
    await world.sees("张姐", "师傅骂人")
    await world.forges("张姐", encode("s_hist", issue.id))
    await world.sees("张姐", "提了意见", "师傅骂人")
    await world.says("吴姐", "/huoer")
    assert await world.forges("吴姐", encode("s_hist", issue.id))
    for somebody in ("吴姐", "王师傅", "李姐", "赵姨"):
        await world.forges(somebody, encode("s_hist", issue.id))
        await world.sees_nothing_of(somebody, "骂人")


async def test_a_seat_claimed_by_another(world: World) -> None:
    """A one-time link that takes an occupied seat: who sat there keeps nothing, and the new one goes on with it."""
    issue = await sewer(world)
    link = await link_to(world, "王师傅")
    await world.starts("小周", link)
    await world.press("王师傅", "交给这位")
    await world.sees("小周", "您接的岗位上有这件事，现在归您", "1号")
    await world.sees_nothing_of("李师傅", "归您")
    await world.says("王师傅", "/huoer")
    for verb in ("s_visit", "s_open", "s_done"):
        assert await world.forges("王师傅", encode(verb, issue.id)), verb
    await world.sees_nothing_of("王师傅", "2单元501")
