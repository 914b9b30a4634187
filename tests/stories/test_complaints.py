"""A complaint goes one tier above whoever it is about, and does not exist for that person (domain.md §7)."""

from collections.abc import Iterable

import pytest

from casework.model.people import Rank, Role
from storage.roster import PostEntry, Roster
from tests.stories.test_danger import bot_says
from tests.stories.test_resident_followed import reported, resolved
from tests.stories.world import World, buttons

EVERYONE = (
    "王师傅",
    "李师傅",
    "李姐",
    "小孙",
    "赵姨",
    "郑大哥",
    "张姐",
    "刘哥",
    "陈主任",
    "马哥",
    "杜督办",
    "老郑",
    "何管理",
)


async def nothing_of(world: World, people: Iterable[str], *fragments: str) -> None:
    """On none of these phones, and in no group."""
    for one in people:
        await world.sees_nothing_of(one, *fragments)
    for chat in ("staff", "residents"):
        await world.sees_nothing_of("李姐", *fragments, chat=chat)


async def looked_up(world: World, person: str, word: str) -> None:
    """Whoever looks for it by number, on the list and on the board finds nothing that says `word`."""
    for said in ("1号", "/huoer", "/board"):
        await world.says(person, said)
    assert not [one for one in await bot_says(world, person) if word in one], await world.screen(person)


async def test_a_complaint_about_the_community_goes_to_the_subdistrict(world: World) -> None:
    """Neither she nor her colleague reads it, is rung by any rung, or finds it; the subdistrict has it."""
    await world.says("孙大妈", "我要投诉社区张姐态度差")
    await world.sees("孙大妈", "只给上一级的街道 陈主任看", "没人应", "不进任何群")
    await world.press("孙大妈", "报上去")
    await world.sees("孙大妈", "报上去了，1号", "街道 陈主任")
    await world.sees("陈主任", "1号", "态度差")
    await world.forward(hours=3)
    others = set(EVERYONE) - {"陈主任", "马哥", "杜督办"}
    await nothing_of(world, others, "1号", "态度差")
    for one in ("张姐", "刘哥"):
        await looked_up(world, one, "态度差")
        await looked_up(world, one, "投诉人")
    await world.press("陈主任", "我来接")
    await world.press("陈主任", "更多")
    assert not [one for one in buttons((await world.phone("陈主任"))[-1]) if "张姐" in one or "刘哥" in one]


@pytest.mark.parametrize(
    ("said", "reads", "never"),
    [
        ("我要投诉物业态度差", "张姐", ("王师傅", "李师傅", "李姐")),
        ("网格长李姐收礼，我要举报", "张姐", ("李姐", "小孙", "王师傅")),
        ("街道陈主任敷衍我，说话难听", "杜督办", ("陈主任", "马哥", "张姐", "刘哥")),
        ("李姐骂人，张姐也骂人", "陈主任", ("李姐", "张姐", "刘哥", "小孙")),
        ("The community manager was rude to me", "陈主任", ("张姐", "刘哥")),
        ("社区张姐收了人家的东西，办低保不公平", "陈主任", ("张姐",)),
        ("我要告你们社区的张姐，她卡我低保", "陈主任", ("张姐",)),
        ("你们张姐办事太差劲了", "陈主任", ("张姐",)),
        ("街道陈主任推三阻四不给办", "杜督办", ("陈主任", "张姐", "刘哥")),
        ("刘哥喝了酒来的，还冲我喊", "陈主任", ("刘哥",)),
        ("我要投诉物业 打电话三天没人接", "张姐", ("王师傅", "李师傅", "李姐")),
    ],
)
async def test_one_tier_above(world: World, said: str, reads: str, never: tuple[str, ...]) -> None:
    """Property and grid head: the community; the subdistrict: the supervisor; two at once: above the higher."""
    await world.says("孙大妈", said)
    await world.press("孙大妈", "报上去")
    await world.sees(reads, "1号")
    await world.forward(hours=25)
    await nothing_of(world, never, "1号", said[-6:])


async def test_whatever_post_she_holds(world: World) -> None:
    """The grid head complained of also sits in the community: it goes above her higher post, and she finds it by none
    of them; with nobody else in that tier the next one has it."""
    assert world.database is not None
    post = PostEntry(code="p-two", role=Role.SUBDISTRICT_MANAGER, rank=Rank.PRIMARY, name="李姐", area="bj")
    await Roster(world.database).put([], [], [post])
    await world.gives_post("李姐", "p-two")
    await world.says("孙大妈", "网格长李姐态度差，我要投诉")
    await world.press("孙大妈", "报上去")
    await world.sees("杜督办", "1号", "态度差")
    await nothing_of(world, set(EVERYONE) - {"杜督办"}, "1号", "态度差")
    await looked_up(world, "李姐", "态度差")


async def test_a_complaint_said_about_something_else(world: World) -> None:
    """Said as an addition to the matter that he holds, in answer to him, or by an edit: he never reads it."""
    await reported(world)
    await world.press("王师傅", "我来接", chat="staff")
    await world.says("孙大妈", "王师傅态度太差了，骂我", answering="有人接了")
    await world.press("孙大妈", "报上去")
    await world.edits("孙大妈", "厨房", "厨房下水返水，堵两天了，王师傅骂人")
    await world.press("孙大妈", "报上去")
    await world.sees("张姐", "2号", "骂我")
    await nothing_of(world, ("王师傅", "李师傅", "李姐"), "骂我", "骂人")


async def test_not_solved_because_of_a_person(world: World) -> None:
    """Typed as what is wrong, it is a complaint: not to whoever did the work."""
    await resolved(world)
    await world.press("孙大妈", "没弄好")
    await world.press("孙大妈", "我来说")
    await world.says("孙大妈", "王师傅骂我，说爱修不修")
    await world.sees("张姐", "🔒 1号", "骂我")
    await nothing_of(world, ("王师傅", "李师傅", "李姐"), "骂我")


@pytest.mark.parametrize(
    ("said", "reads"),
    [
        ("他来了看一眼就走了 啥也没干 还冲我嚷嚷", "态度"),
        ("那师傅说话真难听 嫌我家埋汰", "态度"),
        ("来的那小伙子满嘴酒气", "态度"),
        ("跟我要了五十块钱 这合理吗", "收费"),
        ("师傅说不给钱就不修", "收费"),
    ],
)
async def test_how_whoever_came_behaved(world: World, said: str, reads: str) -> None:
    """Nobody is named, while the work goes on: one tier above whoever has it reads it, he and the group never do; and
    so does what follows."""
    await reported(world)
    await world.press("王师傅", "我来接", chat="staff")
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "给社区 张姐看", "不进群")
    await world.sees("张姐", "🔒 1号", reads, said, "王师傅")
    await world.says("孙大妈", "还说爱找谁找谁")
    await world.sees("张姐", "🔒 1号", "爱找谁")
    await nothing_of(world, ("王师傅", "李师傅", "李姐"), said, "爱找谁")


@pytest.mark.parametrize("said", ["活干得啥玩意 还收我一百", "修的人骂骂咧咧的 还管我要烟"])
async def test_how_whoever_did_it_behaved(world: World, said: str) -> None:
    """After the result too; whether the work has to go on is asked."""
    await resolved(world)
    await world.says("孙大妈", said)
    await world.sees("张姐", "🔒 1号", said)
    await world.sees("孙大妈", "活儿要接着弄吗")
    await nothing_of(world, ("王师傅", "李师傅", "李姐"), said)


@pytest.mark.parametrize("said", ["师傅没收钱 谢谢", "师傅说得换个管子 八十块钱", "一会儿他来了我给他开门"])
async def test_what_complains_of_nobody_who_came(world: World, said: str) -> None:
    """What the work costs, and thanks, go to whoever has it."""
    await reported(world)
    await world.press("王师傅", "我来接", chat="staff")
    await world.says("孙大妈", said)
    await world.sees_nothing_of("张姐", "🔒")


async def test_a_complaint_about_the_work_names_the_community(world: World) -> None:
    """The work was the property's, the words are about the community: it goes above the community."""
    await resolved(world)
    await world.press("孙大妈", "没弄好")
    await world.press("孙大妈", "态度不好")
    await world.says("孙大妈", "师傅挺好，是社区张姐骂我")
    await world.sees("陈主任", "🔒 1号", "张姐骂我")
    await world.press("张姐", "看经过", on="1号") if await _has(world, "张姐", "看经过") else None
    await nothing_of(world, ("张姐", "王师傅"), "张姐骂我")


@pytest.mark.parametrize("more", ["还说以后不给我办事", "她还骂我老不死的", "当着大伙的面说她就这样", ""])
async def test_what_follows_a_complaint_belongs_to_it(world: World, more: str) -> None:
    """The next sentence, or a photo, goes to those who have the complaint, and begins no report."""
    await resolved(world)
    await world.press("孙大妈", "没弄好")
    await world.press("孙大妈", "态度不好")
    await world.says("孙大妈", "张姐嗓门贼大，跟吵架似的")
    await world.sees("陈主任", "🔒 1号", "嗓门贼大")
    if more:
        await world.says("孙大妈", more)
        await world.sees("陈主任", "1号", more)
    else:
        await world.sends("孙大妈", photo={"size": 1})
    await world.sees("孙大妈", "转过去了")
    await world.sees_nothing_of("孙大妈", "您看看对不对", "2号")
    await nothing_of(world, ("张姐", "刘哥", "王师傅"), "嗓门", more or "🔒")


@pytest.mark.parametrize("more", ["还说以后不给我办事", "她还骂我老不死的"])
async def test_what_follows_a_complaint_that_was_filed(world: World, more: str) -> None:
    """The same of a complaint that is a matter of its own."""
    await world.says("孙大妈", "社区张姐收了人家的东西，办低保不公平")
    await world.press("孙大妈", "报上去")
    await world.says("孙大妈", more)
    await world.sees_nothing_of("孙大妈", "您看看对不对", "2号")
    await world.press("陈主任", "我来接手")
    await world.sees("陈主任", more)
    await nothing_of(world, ("张姐",), more)


async def _has(world: World, person: str, button: str) -> bool:
    return any(button in one for message in await world.phone(person) for one in buttons(message))


async def test_withdrawn_under_pressure_from_the_community(world: World) -> None:
    """The community held it: the subdistrict hears that somebody was made to withdraw it, the community does not."""
    await reported(world)
    await world.forward(minutes=6)
    await world.press("张姐", "我来接手")
    await world.press("孙大妈", "撤回")
    await world.press("孙大妈", "撤回")
    await world.press("孙大妈", "有人让我撤的")
    await world.sees("陈主任", "🔒 1号")
    await world.sees_nothing_of("张姐", "🔒")


async def test_beaten_by_the_community(world: World) -> None:
    """Danger that accuses one of those who would be called: the tier above is called, at once, and nobody else."""
    await world.says("孙大妈", "社区张姐打我，救命")
    await world.sees("孙大妈", "街道 陈主任、街道 马哥看得见")
    await world.press("孙大妈", "快来人")
    await world.sees("陈主任", "🆘 1号")
    await world.forward(minutes=12)
    await nothing_of(world, ("张姐", "刘哥", "李姐", "杜督办"), "1号", "打我")


async def test_private_matters_are_not_given_to_the_property(world: World) -> None:
    """What "only the community and the subdistrict can read" is offered to nobody else."""
    await reported(world, "楼上邻居老跟我家吵架，骂人")
    await world.press("张姐", "我来接")
    await world.press("张姐", "更多")
    await world.press("张姐", "转给别人")
    offered = buttons((await world.phone("张姐"))[-1])
    assert any("陈主任" in one for one in offered), offered
    assert not [one for one in offered if "王师傅" in one or "李姐" in one or "赵姨" in one], offered


async def test_violence_is_known_to_whoever_was_called(world: World) -> None:
    """Neither the subdistrict nor the supervisor finds it by number, list or board, until they are called for it."""
    await world.says("孙大妈", "我老公打我")
    await world.press("孙大妈", "快来人")
    await world.press("张姐", "我到场了")
    for one in ("陈主任", "杜督办", "何管理"):
        await looked_up(world, one, "打我")
        await looked_up(world, one, "有人打人")
    await world.says("张姐", "/board")
    await world.sees("张姐", "没完的 1 件")
    await world.forward(hours=25)
    await nothing_of(world, ("杜督办", "何管理", "李姐"), "🆘", "打我")


async def test_violence_that_nobody_answers(world: World) -> None:
    """Unanswered, the subdistrict's are called, and from then on they find it."""
    await world.says("孙大妈", "我老公打我")
    await world.press("孙大妈", "快来人")
    await world.forward(minutes=6)
    await world.says("陈主任", "1号")
    await world.sees("陈主任", "🆘", "1号", "打我")
    await looked_up(world, "杜督办", "打我")


@pytest.mark.parametrize(
    ("said", "danger", "accused", "above"),
    [
        ("着火了快来人，社区张姐骂我", "着火了快来人", "社区张姐骂我", "陈主任"),
        ("物业王师傅不管，煤气漏了，3单元402", "煤气漏了，3单元402", "王师傅不管", "张姐"),
        ("网格长李姐骂我老头子晕倒了没气了", "老头子晕倒了没气了", "李姐骂我", "张姐"),
    ],
)
async def test_danger_beside_a_complaint(world: World, said: str, danger: str, accused: str, above: str) -> None:
    """It burns, and somebody is complained of: everybody is called, the accused too, and reads of the danger alone;
    what is said of somebody one tier above reads."""
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "有人有危险吗", "我马上叫所有值班的人", above)
    await world.press("孙大妈", "有，快来人")
    await world.sees("孙大妈", "已经叫所有值班的人", above)
    for one in ("王师傅", "李姐", "张姐", "陈主任"):
        await world.sees(one, "🆘 1号", danger)
    await world.sees("李姐", "🆘", danger.partition("，")[0], chat="staff")
    await world.sees(above, "🔒 1号", accused)
    await nothing_of(world, set(EVERYONE) - {above}, accused)


async def test_danger_beside_a_complaint_by_itself(world: World) -> None:
    """A minute's silence, and by /bao in the group: the same."""
    await world.says("孙大妈", "着火了快来人，社区张姐骂我")
    await world.forward(seconds=61)
    await world.sees("王师傅", "🆘 1号", "着火了快来人")
    await world.sees("陈主任", "🔒 1号", "张姐骂我")
    await world.says("老郑", "/bao 煤气漏了，王师傅骂人", chat="residents")
    await world.sees("王师傅", "🆘 2号", "煤气漏了")
    await world.sees("张姐", "🔒 2号", "骂人")
    await nothing_of(world, set(EVERYONE) - {"陈主任", "张姐", "老郑"}, "骂我")
    await world.sees_nothing_of("王师傅", "骂人")


async def test_a_complaint_in_the_middle_of_danger(world: World) -> None:
    """While people are called the words of the danger go to all of them, those of somebody one tier above, at once."""
    await world.says("孙大妈", "着火了快来人")
    await world.press("孙大妈", "有，快来人")
    await world.says("孙大妈", "烟越来越大了，社区张姐还在骂我，2单元501")
    await world.sees("王师傅", "烟越来越大了，2单元501")
    await world.sees("陈主任", "🔒 1号", "张姐还在骂我")
    await world.sees("孙大妈", "马上转给", "只有街道 陈主任看得到")
    await world.says("孙大妈", "她还骂我老不死的")
    await world.sees("陈主任", "🔒 1号", "老不死的")
    await nothing_of(world, set(EVERYONE) - {"陈主任"}, "骂我")
    await world.sees_nothing_of("孙大妈", "您看看对不对", "2号")


async def test_danger_beside_a_quarrel(world: World) -> None:
    """A quarrel in the same sentence keeps nobody from a fire: of it the community alone reads."""
    await world.says("孙大妈", "着火了，楼上邻居老跟我吵架")
    await world.press("孙大妈", "有，快来人")
    for one in ("王师傅", "李姐", "陈主任"):
        await world.sees(one, "🆘 1号", "着火了")
    await world.sees("张姐", "🔒 1号", "吵架")
    await nothing_of(world, set(EVERYONE) - {"张姐"}, "吵架")
