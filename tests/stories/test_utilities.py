"""Utility companies' numbers where they are needed: danger, "find someone", a refusal."""

import pytest

from casework.model.places import Supply
from storage.roster import Roster, UtilityEntry
from tests.stories.test_resident_followed import reported
from tests.stories.town import ESTATE
from tests.stories.world import World


def company(supply: Supply, phone: str, hours: str = "", *, estate: bool = False) -> UtilityEntry:
    """Of the estate, else of the subdistrict."""
    place = {"estate": ESTATE.code} if estate else {"area": "bj"}
    return UtilityEntry(code=f"u-{phone}", supply=supply, name=f"{phone}号公司", phone=phone, hours=hours, **place)


@pytest.fixture
async def supplied(world: World) -> World:
    """Gas, power, water and heating of the subdistrict, and heating of the estate's own."""
    assert world.database is not None
    entries = [
        company(Supply.GAS, "0432-0000202"),
        company(Supply.POWER, "0432-0000201"),
        company(Supply.WATER, "0432-0000204", "8:00-20:00"),
        company(Supply.HEATING, "0432-0000203"),
        company(Supply.HEATING, "0432-0000205", estate=True),
    ]
    await Roster(world.database).put([], [], [], utilities=entries)
    return world


async def advice(world: World, person: str, words: str) -> str:
    """What is said before everything else."""
    await world.says(person, words)
    shown = [one.get("text", "") for one in await world.phone(person) if one["from"].get("is_bot")]
    return str(next(text for text in reversed(shown) if text.startswith("⚠️")))


@pytest.mark.parametrize(
    ("words", "said"),
    [("楼道里一股煤气味", "打 119 和燃气抢修 0432-0000202"), ("单元门口电线掉下来了", "打供电 0432-0000201")],
)
async def test_danger_says_the_companys_number(supplied: World, words: str, said: str) -> None:
    """Gas: who comes to stop it; a wire: the power company of the place."""
    assert said in await advice(supplied, "孙大妈", words)


async def test_danger_without_a_number_in_the_roster(world: World) -> None:
    """Without the roster's the number that is the same everywhere."""
    assert "打供电 95598" in await advice(world, "孙大妈", "单元门口电线掉下来了")
    assert "燃气抢修。" in await advice(world, "老郑", "楼道里一股煤气味")


async def test_danger_in_a_group_says_the_number_too(supplied: World) -> None:
    """The number is no secret."""
    await supplied.says("孙大妈", "/bao 楼道里煤气味特别大", chat="residents")
    await supplied.sees("孙大妈", "燃气抢修 0432-0000202", chat="residents")


async def test_the_contact_card_has_the_nearest_of_each(supplied: World) -> None:
    """The estate's own heating, and when the water company answers."""
    await supplied.says("孙大妈", "📞 找人")
    line = "供水 0432-0000204（8:00-20:00） · 供电 0432-0000201 · 供热 0432-0000205 · 燃气抢修 0432-0000202"
    await supplied.sees("孙大妈", line, "火警 119")
    await supplied.sees_nothing_of("孙大妈", "0432-0000203")


async def test_a_refusal_says_whom_to_phone(supplied: World) -> None:
    """Not ours but the heating company's: its name and number go along."""
    await reported(supplied)
    for label in ("更多", "还有", "不归这儿办", "归别的单位定", "供热公司"):
        await supplied.press("李姐", label, chat="staff")
    await supplied.sees("孙大妈", "1号这儿管不了", "0432-0000205号公司，电话 0432-0000205")
