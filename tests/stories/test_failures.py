"""What could not be delivered or handled is seen by a person: below the board, with a list behind a button."""

from datetime import UTC

from sqlalchemy import text

from casework.messages import Kind
from storage.inbox import Inbox
from storage.outbox import Outbox
from tests.stories.world import TEN, World, buttons, words

LEAK = "厨房下水返水，堵两天了"
NOW = TEN.astimezone(UTC)


async def failed_in(world: World) -> None:
    """The receipt of number 1 has died, and what a resident of building 3 wrote could not be handled."""
    world.expect_failures = True
    await world.says("孙大妈", LEAK)
    await world.press("孙大妈", "报上去")
    assert world.database is not None
    await world.database.write(
        lambda connection: connection.execute(
            text("UPDATE outbox SET state = 'dead', error = 'BadRequest: can''t parse entities' WHERE kind = :kind"),
            {"kind": Kind.RECEIPT},
        ).close()
    )
    inbox = Inbox(world.database)
    message = {"date": 1, "chat": {"id": world.users["老郑"], "type": "private"}, "text": "我电话13812345678"}
    await inbox.take_in([{"update_id": 10**9, "message": message}], "polling", NOW)
    (row,) = [one for one in await inbox.waiting(10) if one.update_id == 10**9]
    await inbox.failed(row.id, "ZeroDivisionError at handlers.py:1 boom", NOW, put_aside=True)


async def test_a_manager_sees_what_failed_in_her_area(world: World) -> None:
    """张姐 manages the community: two lines, with the number and why, without anybody's words."""
    await failed_in(world)
    await world.says("张姐", "/board")
    await world.sees("张姐", "⚠️ 有 2 条没送到或没办成")
    await world.press("张姐", "是哪些")
    told = words(await world.sees("张姐", "给居民的话", "1 · ", "被退回来了", "发给我的", "我没办成"))
    assert not [secret for secret in ("138", "孙大妈", "老郑", "BadRequest") if secret in told]


async def test_another_community_sees_nothing_of_it(world: World) -> None:
    """吴姐 manages another community, 李姐 only a grid: no last line; the button, if forged, tells them nothing."""
    await failed_in(world)
    for other in ("吴姐", "李姐"):
        await world.says(other, "/board")
        await world.sees_nothing_of(other, "没送到")
        await world.forges(other, "s_failed")
        await world.sees_nothing_of(other, "给居民的话")


async def test_an_administrator_sees_all_with_the_reason(world: World) -> None:
    """何管理 sees Telegram's own words, and which commands try again; nobody else's words."""
    await failed_in(world)
    world.readers_of_english.add("何管理")  # the technical words are English everywhere
    await world.says("何管理", "/board")
    await world.press("何管理", "是哪些")
    told = words(await world.sees("何管理", "BadRequest: can't parse entities", "weilinli ledger retry"))
    assert "138" not in told


async def test_nothing_failed(world: World) -> None:
    """Then the board says nothing of it."""
    await world.says("张姐", "/board")
    await world.sees_nothing_of("张姐", "没送到")
    assert not [one for one in buttons((await world.phone("张姐"))[-1]) if "是哪些" in one]


async def test_dead_messages_are_tried_again(world: World) -> None:
    """`weilinli ledger retry` revives them, and the running bot sends them."""
    await failed_in(world)
    assert world.database is not None
    (revived,) = await Outbox(world.database).revive_all()
    assert revived.kind == Kind.RECEIPT
    assert await Outbox(world.database).revive_all() == []
    before = len(await world.phone("孙大妈"))
    await world.says("老郑", "楼道灯不亮了")  # on the machine's clock the sender looks by itself, every 15 s
    assert len(await world.phone("孙大妈")) == before + 1
