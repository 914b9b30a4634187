"""Volunteers 志愿者: by consent, known to the community before any address is read, and gone at any time."""

from casework.capabilities import Capability
from casework.model.people import Rank, Role
from casework.settings import Settings
from storage.roster import PostEntry, Roster
from tests.stories.test_capabilities import switches
from tests.stories.test_forgotten import file_of
from tests.stories.world import World, buttons


async def volunteers(world: World, *people: str) -> None:
    """The community has volunteers, and these are some."""
    await switches(world, Capability.CALL_OUTS, on=True)
    for person in people:
        await world.says(person, "/zhiyuan")
        await world.press(person, "我愿意" if person not in world.readers_of_english else "Yes, I'd like to")


async def test_one_becomes_a_volunteer(world: World) -> None:
    """What it means stands there before the press; ticks are changed; the community says whom it knows, and that one
    reads so. Nobody else hears of it."""
    await switches(world, Capability.CALL_OUTS, on=True)
    await world.says("孙大妈", "我想当志愿者")
    await world.sees("孙大妈", "来当志愿者？", "不回也没关系", "同意求助的邻居和一起去的人看到您")
    await world.press("孙大妈", "⬜ 跑腿代买")
    await world.press("孙大妈", "⬜ 搬搬抬抬")
    await world.press("孙大妈", "✅ 搬搬抬抬")
    await world.sees_nothing_of("张姐", "志愿者")
    await world.press("孙大妈", "我愿意")
    await world.sees("孙大妈", "您是志愿者了", "社区还没说认识您")
    await world.sees("张姐", "孙大妈", "3号楼", "跑腿代买", "想当志愿者")
    await world.press("张姐", "认识，没问题")
    await world.sees("孙大妈", "✓ 社区认识您了")
    await world.says("孙大妈", "/zhiyuan")
    await world.sees("孙大妈", "社区认识您：您答应去的")
    for person in ("李姐", "老郑", "刘哥", "陈主任"):
        await world.sees_nothing_of(person, "志愿者")


async def test_nobody_is_one_where_it_is_off(world: World) -> None:
    """Off until the community switches it on: no button, and a kind word to the command."""
    await world.says("孙大妈", "⋯ 更多")
    assert "🙋 志愿者" not in buttons(await world.sees("孙大妈", "您要做啥"))
    await world.says("孙大妈", "/zhiyuan")
    await world.sees("孙大妈", "“志愿者”这儿还没开通")
    await world.says("张姐", "/gongneng")
    await world.press("张姐", "⬜ 志愿者")
    await world.says("孙大妈", "⋯ 更多")
    await world.press("孙大妈", "🙋 志愿者")
    await world.sees_buttons("孙大妈", "我愿意")


async def test_a_volunteer_leaves(world: World) -> None:
    """At any time, without a reason, and nothing is kept of it; the community's question answers nothing then."""
    await volunteers(world, "孙大妈")
    await world.says("孙大妈", "我不想当志愿者了")
    await world.press("孙大妈", "不当志愿者了")
    await world.sees("孙大妈", "✓ 您不再是志愿者了")
    assert await world.press("张姐", "认识，没问题")
    await world.sees_nothing_of("孙大妈", "社区认识您了")
    await world.says("孙大妈", "/zhiyuan")
    await world.sees_buttons("孙大妈", "我愿意")


async def test_the_community_would_rather_not(world: World) -> None:
    """The neighbour reads so kindly and is none any more. A manager of elsewhere has no say, and who waits for a word
    stands under the manager's own command too."""
    await volunteers(world, "孙大妈", "老郑")
    await world.says("张姐", "/zhiyuan")
    await world.sees("张姐", "您认识哪位", "1. 孙大妈", "2. 老郑")
    await world.says("吴姐", "/zhiyuan")
    await world.sees("吴姐", "没有等社区点头的志愿者")
    await world.press("张姐", "1. 认识")
    await world.says("张姐", "/zhiyuan")
    await world.press("张姐", "1. 先不")
    await world.sees("张姐", "以后不再请老郑了")
    await world.sees("老郑", "社区这会儿先不请您当志愿者")
    await world.sees("孙大妈", "✓ 社区认识您了")


async def test_a_volunteer_of_the_roster(world: World) -> None:
    """Whoever sits in a volunteer's post is one, and known; the post is given back as any other."""
    assert world.database is not None
    posts = [PostEntry(code="p-qian", role=Role.VOLUNTEER, rank=Rank.PRIMARY, name="小钱", area="bj-by-3")]
    await Roster(world.database).put((), (), posts)
    await world.joins("小钱", "p-qian")
    await world.says("小钱", "/zhiyuan")
    await world.sees("小钱", "您是志愿者了", "社区认识您", "/tuichu")


async def test_what_is_kept_of_a_volunteer(world: World) -> None:
    """/mydata has it; /forget deletes it."""
    await volunteers(world, "孙大妈")
    await world.says("孙大妈", "/mydata")
    found = await file_of(world, await world.sees("孙大妈", "关于您的信息都在这个文件里"))
    assert found["volunteer"][0]["can"] == []
    await world.says("孙大妈", "/forget")
    await world.press("孙大妈", "删")
    assert world.database is not None
    work = world.database.work(Settings())
    area = await work.area_by_code("bj-by")
    assert area is not None
    assert not await work.volunteers_unknown([area.id], 10)
