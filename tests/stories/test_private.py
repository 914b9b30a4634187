"""What stays private: disputes, complaints, names, photos, phones."""

import pytest

from casework.model.places import AreaKind
from storage.roster import AreaEntry, Roster
from tests.stories.test_resident_followed import accepted, reported, resolved
from tests.stories.world import World, buttons

EVERYONE_ELSE = ("王师傅", "李师傅", "李姐", "小孙", "赵姨", "老郑")


async def test_a_dispute_is_for_the_community_alone(world: World) -> None:
    """A quarrel makes no card anywhere; the community alone is asked, and on no list of others does it stand."""
    await reported(world, "楼上邻居老跟我家吵架，骂人")
    await world.sees("孙大妈", "报上去了，1号", "只让北苑社区和上面街道管事的人看")
    await world.sees("张姐", "1号", "邻居老跟我家吵架")
    await world.forward(minutes=31)
    for chat in ("staff", "residents"):
        await world.sees_nothing_of("李姐", "1号", "吵架", chat=chat)
    for one in EVERYONE_ELSE:
        await world.sees_nothing_of(one, "1号", "吵架")
    await world.says("李姐", "/board")
    await world.sees_nothing_of("李姐", "吵架", "邻里纠纷")
    await world.press("张姐", "我来接手")
    await world.says("张姐", "/board")
    await world.sees("张姐", "没完的 1 件", "1 邻里纠纷")


async def test_a_complaint_is_for_the_community_alone(world: World) -> None:
    """A complaint about the money or the manner: no card, no group, not the holder; the community reads it."""
    await resolved(world)
    await world.press("孙大妈", "没弄好")
    await world.press("孙大妈", "收费不对")
    await world.says("孙大妈", "收了我200块，没开票")
    await world.sees("张姐", "🔒 1号 下水道堵塞：收费的事，只给您一个人看", "收了我200块")
    for one in EVERYONE_ELSE:
        await world.sees_nothing_of(one, "200块")
        await world.sees_nothing_of(one, "200块", chat="residents")
    await world.sees_nothing_of("王师傅", "200块", "收费不对", chat="staff")


async def test_a_building_of_few_homes_is_not_named_in_a_group(world: World) -> None:
    """Where six families live the building says who it was: groups read the estate, whoever is asked the building."""
    assert world.database is not None
    small = AreaEntry(
        code="bj-by-9h", kind=AreaKind.BUILDING, name="9号楼", parent="bj-by-4", estate="by-xq", households=6
    )
    await Roster(world.database).put([], [small], ())
    await world.says("孙大妈", "停水了")
    await world.press("孙大妈", "换个地方")
    await world.press("孙大妈", "小区里别处")
    await world.says("孙大妈", "9号楼")
    await world.sees("孙大妈", "📍 北苑小区9号楼\n")
    await world.press("孙大妈", "报上去")
    await world.sees("郑大哥", "📍 北苑小区 ·", chat="staff")
    await world.sees("老郑", "📢 北苑小区 停水（1号）", chat="residents")
    for who, chat in (("郑大哥", "staff"), ("老郑", "residents")):
        await world.sees_nothing_of(who, "9号楼", chat=chat)
    await world.sees("郑大哥", "北苑小区9号楼")


async def test_groups_read_no_name_no_photo_no_voice(world: World) -> None:
    """In a group: no name, photo, voice, phone, identity number or flat; the holder alone reads the words unmasked."""
    words = "我是孙秀英，2单元502，电话13812345678，身份证220202195001011234，下水道堵了"
    await world.sends("孙大妈", photo={"size": 1}, caption=words)
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接", chat="staff")
    secrets = ("孙大妈", "13812345678", "220202195001011234", "502")
    await world.sees_nothing_of("李姐", *secrets, chat="staff")
    assert not [one for one in await world.phone("李姐", chat="staff") if one.get("photo")]
    await world.sees_nothing_of("李姐", *secrets[1:])
    await world.sees("王师傅", "谁办：物业 王师傅", "13812345678")


async def test_door_and_phone_to_the_holder_alone(world: World) -> None:
    """Door and phone are shown to the holder alone, and go with the work to whoever takes it over."""
    await accepted(world)
    await world.press("孙大妈", "告诉他咋找我")
    await world.says("孙大妈", "2单元502，13900001111")
    await world.press("王师傅", "看门牌电话")
    await world.sees("王师傅", "谁办谁看", "13900001111")
    await world.forward(minutes=30)
    await world.press("张姐", "我来接手")
    await world.press("张姐", "更多", on="谁办：社区 张姐")
    assert not {"我来接手", "催一下"} & set(buttons(await world.sees("张姐", "谁办：社区 张姐")))
    await world.press("张姐", "看门牌电话")
    await world.sees("张姐", "谁办谁看", "13900001111")
    assert "归社区 张姐" in await world.press("王师傅", "看门牌电话", on="谁办谁看")
    for one in ("李姐", "赵姨", "陈主任"):
        await world.sees_nothing_of(one, "13900001111")


async def test_violence_at_home_stays_with_the_community(world: World) -> None:
    """Violence: urgent and private at once; only the community's and higher people on duty, no group."""
    await world.says("孙大妈", "隔壁打人了，救命")
    await world.sees("孙大妈", "打 110")
    await world.press("孙大妈", "有，快来人")
    await world.sees("张姐", "🆘 1号")
    await world.sees_nothing_of("李姐", "1号", "打人", chat="staff")
    await world.sees_nothing_of("李姐", "1号", "打人")


@pytest.mark.parametrize(
    "said",
    [
        "俺家漏水 漏到楼下老郑家了 老郑上来骂我",
        "水管漏了 楼下邻居上来跟我吵架",
        "俺家水管爆了，楼下老太太上来骂我半天，快来修",
        "俺家漏水。漏到楼下老郑家了。老郑上来骂我",
    ],
)
async def test_a_leak_and_a_row_about_it(world: World, said: str) -> None:
    """What is broken is the matter, and the steward's, with the words as they are; no neighbour reads them."""
    await reported(world, said)
    await world.sees("王师傅", "1号 漏水")
    await world.press("王师傅", "我来接")
    await world.sees_nothing_of("老郑", "骂", "吵")
    await world.sees_nothing_of("老郑", "骂", "吵", chat="residents")


@pytest.mark.parametrize("said", ["我家漏水 楼下总来骂我", "楼上漏水泡了我家 他不赔钱 还骂我"])
async def test_a_quarrel_about_a_leak(world: World, said: str) -> None:
    """Where it is about more than what is broken it stays in confidence."""
    await reported(world, said)
    await world.sees("张姐", "1号 邻里纠纷")
    await world.sees_nothing_of("王师傅", "1号")
