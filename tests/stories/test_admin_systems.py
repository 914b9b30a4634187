"""/admin: which other systems may file reports, and which are told of matters, for who has no shell."""

import re
import socket
from pathlib import Path

import pytest

from bot.running import caller
from casework.model.audited import Audited
from casework.settings import Settings
from storage.keys import Keys
from tests.stories.world import TEN, World


@pytest.fixture(autouse=True)
def names(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a name's address is, without the internet."""

    async def addresses(host: str, port: int) -> list[str]:
        if host == "none.example":
            raise socket.gaierror
        return ["93.184.216.34" if host == "city.example" else "10.0.0.7"]

    monkeypatch.setattr(caller, "addresses", addresses)


async def systems(world: World, who: str = "何管理") -> None:
    """To the list."""
    await world.says(who, "/admin")
    await world.press(who, "别的系统")


async def test_a_key_is_made_shown_once_and_ended(world: World, database_file: Path) -> None:
    """A name, an area, one press: the key works, is shown once, stands in the list with who made it and when; ended it
    opens nothing, and both are on the record."""
    assert world.database is not None
    await systems(world)
    await world.sees("何管理", "还没有别的系统")
    await world.says("何管理", "/links")  # a list to look through is no question that the name could answer
    await world.press("何管理", "给个密钥")
    await world.sees("何管理", "叫什么")
    await world.says("何管理", "市平台")
    await world.press("何管理", "北苑社区")
    await world.press("何管理", "就这儿：北苑社区")
    shown = await world.sees("何管理", "市平台", "只显示这一次")
    (key,) = re.findall(r"wll_[\w-]+", shown["text"])
    found = await Keys(world.database).find(key)
    assert found is not None
    assert (found.name, found.an_hour) == ("市平台", 60)
    await systems(world)
    listed = await world.sees("何管理", "市平台", "北苑社区", "一小时最多 60 件", "10:00", "何管理")
    assert key not in listed["text"]
    kept = b"".join(one.read_bytes() for one in database_file.parent.glob(f"{database_file.name}*"))
    assert "市平台".encode() in kept
    assert key.encode() not in kept
    await world.press("何管理", "作废：市平台")
    assert await Keys(world.database).find(key) is not None
    await world.press("何管理", "作废，不要了")
    await world.sees("何管理", "还没有别的系统")
    assert await Keys(world.database).find(key) is None
    lines = await world.database.work(Settings()).audited()
    who = {one.person_id for one in lines if one.action in (Audited.KEY_MADE, Audited.KEY_VOIDED)}
    assert len(who) == 1  # 何管理
    assert None not in who


async def test_an_address_is_entered_and_ended(world: World) -> None:
    """Name and address in one message; what is no address, has none or lies inside is said; shown once."""
    world.readers_of_english.add("何管理")  # the name of the host
    await systems(world)
    await world.press("何管理", "加个地址")
    for words, says in (
        ("城管平台", "https://"),
        ("城管平台 http://city.example/in", "https://"),
        ("城管平台 https://inside.example/in", "公网"),
        ("城管平台 https://none.example/in", "找不到"),
    ):
        await world.says("何管理", words)
        await world.sees("何管理", says)
    await world.says("何管理", "城管平台 https://city.example/in?word=hidden")
    await world.press("何管理", "哪儿都要")
    await world.sees("何管理", "城管平台", "只显示这一次")
    await systems(world)
    listed = await world.sees("何管理", "城管平台", "city.example", "何管理")
    assert "word=hidden" not in listed["text"]
    await world.press("何管理", "停掉：城管平台")
    await world.press("何管理", "停掉，不发了")
    await world.sees("何管理", "还没有别的系统")


async def test_a_name_twice_and_by_nobody_else(world: World) -> None:
    """A name that is there already is said, and another one is asked for; nobody else sees, makes or ends anything."""
    assert world.database is not None
    community = await world.database.work(Settings()).area_by_code("bj-by")
    assert community is not None
    await Keys(world.database).make("市平台", [community.id], 60, TEN)
    await systems(world)
    await world.sees("何管理", "市平台", "服务器上")
    await world.press("何管理", "给个密钥")
    await world.says("何管理", "市平台")
    await world.sees("何管理", "已经有了")
    await world.says("何管理", "省平台")
    await world.sees("何管理", "省平台", "哪儿")
    for said in ("算了", "算了吧"):
        await systems(world)
        await world.press("何管理", "给个密钥")
        await world.says("何管理", said)
        await world.sees_nothing_of("何管理", f"{said}可以报哪儿的事")
    await world.says("何管理", "省平台二")
    await world.sees_nothing_of("何管理", "省平台二可以报")
    for person in ("张姐", "陈主任", "孙大妈"):
        await world.says(person, "/admin")
        for verb in ("a_systems", "a_newkey", "a_newhook"):
            await world.forges(person, verb)
        await world.sees_nothing_of(person, "市平台", "叫什么", "密钥")
