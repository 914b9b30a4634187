"""What is said to go to somebody alone goes to nobody else, by no way in; the community's secretary hears of the
community itself (domain.md §1, §7)."""

from casework.model.people import Rank, Role
from storage.roster import PostEntry, Roster
from tests.stories.test_complaints import EVERYONE, looked_up, nothing_of
from tests.stories.test_resident_followed import reported, resolved
from tests.stories.world import World

SECRETARY = "关书记"
COMPLAINT = "社区张姐骂我，我要投诉"


async def with_secretary(world: World) -> None:
    """The community has a secretary."""
    assert world.database is not None
    post = PostEntry(code="p-guan", role=Role.SECRETARY, rank=Rank.PRIMARY, name=SECRETARY, area="bj-by")
    await Roster(world.database).put([], [], [post])
    await world.joins(SECRETARY, "p-guan")


async def no_way_in(world: World, people: set[str], word: str) -> None:
    """By number, list, board and answer: nobody of these reads the word, or that there is such a matter."""
    for one in sorted(people):
        await looked_up(world, one, word)
        await looked_up(world, one, "投诉人")
        await world.sees_nothing_of(one, word)


async def test_a_complaint_is_read_by_those_it_was_given_to(world: World) -> None:
    """About the property: the one of the community who was asked reads it; her colleague, the subdistrict, the
    supervisor and the administrator find it by no way in, until they are called."""
    await world.says("孙大妈", "我要投诉物业王师傅态度差")
    await world.sees("孙大妈", "只给上一级的社区 张姐看", "没人应", "不进任何群")
    await world.press("孙大妈", "报上去")
    await world.sees("孙大妈", "报上去了，1号", "只给上一级的社区 张姐看")
    await world.press("张姐", "我来接")
    await no_way_in(world, set(EVERYONE) - {"张姐"}, "态度差")


async def test_the_supervisor_reads_no_complaint_about_the_community(world: World) -> None:
    """What goes to the subdistrict alone stands on no list of the supervisor's."""
    await world.says("孙大妈", COMPLAINT)
    await world.press("孙大妈", "报上去")
    await world.sees("陈主任", "1号", "骂我")
    await no_way_in(world, set(EVERYONE) - {"陈主任"}, "骂我")


async def test_a_quarrel_is_no_matter_of_the_supervisor(world: World) -> None:
    """Only the community and the subdistrict find it, as it says."""
    await reported(world, "楼上邻居老跟我家吵架，骂人")
    await world.sees("孙大妈", "只让北苑社区和上面街道管事的人看")
    await no_way_in(world, set(EVERYONE) - {"张姐", "刘哥", "陈主任", "马哥"}, "吵架")


async def test_a_complaint_after_the_work_is_read_by_the_one_who_is_named(world: World) -> None:
    """ "They were rude", pressed: nobody but the one named finds the words in what happened to the matter."""
    await resolved(world)
    await world.press("孙大妈", "没弄好")
    await world.press("孙大妈", "态度不好")
    await world.says("孙大妈", "说话难听得很")
    await world.sees("孙大妈", "这话只给社区 张姐看")
    await world.sees("张姐", "🔒 1号", "说话难听得很")
    for one in ("刘哥", "陈主任", "杜督办", "李姐"):
        await world.says(one, "1号")
        await world.press(one, "看经过") if await _offered(world, one) else None
        await world.sees_nothing_of(one, "难听", "🔒")


async def _offered(world: World, person: str) -> bool:
    message = (await world.phone(person))[-1]
    rows = (message.get("reply_markup") or {}).get("inline_keyboard") or []
    return any("看经过" in one["text"] for row in rows for one in row)


async def test_the_secretary_hears_of_the_community(world: World) -> None:
    """Where a community has a secretary, a complaint about its managers goes there, not to the subdistrict; the
    resident reads whom it goes to."""
    await with_secretary(world)
    await world.says("孙大妈", COMPLAINT)
    await world.sees("孙大妈", "只给上一级的社区书记 关书记看")
    await world.press("孙大妈", "报上去")
    await world.sees("孙大妈", "报上去了，1号", "社区书记 关书记")
    await world.sees(SECRETARY, "1号", "骂我")
    await world.press(SECRETARY, "我来接")
    await world.says(SECRETARY, "/huoer")
    await no_way_in(world, set(EVERYONE), "骂我")


async def test_the_secretary_complained_of(world: World) -> None:
    """It goes above: the subdistrict."""
    await with_secretary(world)
    await world.says("孙大妈", "关书记骂人，我要投诉")
    await world.press("孙大妈", "报上去")
    await world.sees("陈主任", "1号", "骂人")
    await nothing_of(world, (set(EVERYONE) - {"陈主任"}) | {SECRETARY}, "骂人", "1号")
    await looked_up(world, SECRETARY, "骂人")


async def test_a_secretary_who_cannot_be_reached(world: World) -> None:
    """Blocked: the subdistrict is asked at once, as if there were none."""
    await with_secretary(world)
    await world.blocks(SECRETARY)
    await world.says("孙大妈", COMPLAINT)
    await world.press("孙大妈", "报上去")
    await world.forward(minutes=1)
    await world.sees("陈主任", "1号", "骂我")
    await nothing_of(world, ("张姐", "刘哥", "杜督办"), "骂我")


async def test_a_secretary_who_does_not_answer(world: World) -> None:
    """The rungs go on to the subdistrict, and never to the community."""
    await with_secretary(world)
    await world.says("孙大妈", COMPLAINT)
    await world.press("孙大妈", "报上去")
    await world.forward(hours=2, minutes=1)
    await world.sees("陈主任", "1号", "骂我")
    await nothing_of(world, ("张姐", "刘哥", "李姐", "王师傅"), "骂我", "1号")


async def test_withdrawn_under_pressure_is_the_secretarys(world: World) -> None:
    """He is named before the press and after it, and nobody else hears it."""
    await with_secretary(world)
    await reported(world)
    await world.press("王师傅", "我来接", chat="staff")
    await world.press("孙大妈", "撤回")
    await world.press("孙大妈", "撤回")
    await world.sees("孙大妈", "后一个只给社区书记 关书记看")
    await world.press("孙大妈", "有人让我撤的")
    await world.sees("孙大妈", "只给社区书记 关书记看")
    await world.sees(SECRETARY, "🔒 1号")
    await nothing_of(world, EVERYONE, "🔒", "有人让")


async def test_withdrawn_under_pressure_without_a_secretary(world: World) -> None:
    """The resident reads who it is, one tier above whoever had it."""
    await reported(world)
    await world.press("王师傅", "我来接", chat="staff")
    await world.press("孙大妈", "撤回")
    await world.press("孙大妈", "撤回")
    await world.sees("孙大妈", "后一个只给社区 张姐看")
    await world.press("孙大妈", "有人让我撤的")
    await world.sees("孙大妈", "只给社区 张姐看")
    await world.sees("张姐", "🔒 1号")
    await nothing_of(world, set(EVERYONE) - {"张姐"}, "🔒")
