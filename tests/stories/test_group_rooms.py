"""Groups as rooms: being added, rights, topics, mentions, becoming a supergroup."""

from typing import Any

from tests.stories.world import World, buttons


async def _new_group(world: World, title: str, **more: Any) -> None:
    """A fresh group of 张姐, 李姐 and 孙大妈, who owns nothing; 张姐 does."""
    ids = [world.users[name] for name in ("张姐", "李姐", "孙大妈")]
    answer = await world.http.post("/api/chats", json={"title": title, "members": ids, "owner": ids[0]} | more)
    answer.raise_for_status()
    world.chats[title] = answer.json()["id"]


async def _member(world: World, chat: str, status: str, by: str = "张姐", **more: Any) -> None:
    path = f"/api/chats/{world.chats[chat]}/members"
    body = {"user": world.bot["id"], "status": status, "by": world.users[by]} | more
    (await world.http.post(path, json=body)).raise_for_status()
    await world.settle()


async def test_added_it_says_what_is_missing_and_how_to_set_it(world: World) -> None:
    """The bot says which rights or privacy settings are missing and how to set them; then that all is well."""
    await _new_group(world, "三网格群", type="supergroup")
    await _member(world, "三网格群", "member")
    await world.sees("张姐", "/bind", "看不到普通消息", "设成管理员", chat="三网格群")
    await _member(world, "三网格群", "administrator")
    await world.sees("张姐", "该有的权限都有了", chat="三网格群")


async def test_a_mention_with_text_reports(world: World) -> None:
    """A mention with text reports, where the bot may see it."""
    await _member(world, "北苑小区邻里群", "administrator", by="王师傅")
    await world.says("孙大妈", "@weilinli_bot 单元门坏了", chat="residents")
    await world.sees("孙大妈", "记下了，1号", chat="residents")
    await world.sees("李姐", "“单元门坏了”", chat="staff")
    await world.says("孙大妈", "今天真冷", chat="residents")
    await world.sees_nothing_of("孙大妈", "2号", chat="residents")


async def test_a_supergroup_changes_nothing(world: World) -> None:
    """A move to a supergroup changes nothing: the group stays bound, cards go on."""
    await _new_group(world, "三网格群", type="group")
    await _member(world, "三网格群", "member")
    await world.says("张姐", "/bind", chat="三网格群")
    await world.press("张姐", "北苑社区", chat="三网格群")
    await world.press("张姐", "三网格", chat="三网格群")
    await world.press("张姐", "工作群", chat="三网格群")
    moved = await world.http.post(f"/api/chats/{world.chats['三网格群']}/migrate")
    moved.raise_for_status()
    world.chats["三网格群"] = moved.json()["id"]
    await world.settle()
    await world.says("孙大妈", "/bao 单元门坏了", chat="三网格群")
    await world.sees("李姐", "1号 单元门坏了 · 等人接", chat="三网格群")
    await world.press("李姐", "我来接", chat="三网格群")
    await world.sees("李姐", "有人接了", chat="三网格群")


async def test_a_topic_is_tied_by_itself(world: World) -> None:
    """/bind in a forum topic ties that topic; the card stands there."""
    await _new_group(world, "社区论坛", type="supergroup", is_forum=True, admins=[world.bot["id"]])
    await _member(world, "社区论坛", "administrator")
    topics = f"/api/chats/{world.chats['社区论坛']}/topics"
    thread = (await world.http.post(topics, json={"name": "三网格"})).json()["message_thread_id"]
    await world.sends("张姐", chat="社区论坛", thread=thread, text="/bind")
    await world.press("张姐", "北苑社区", chat="社区论坛")
    await world.press("张姐", "三网格", chat="社区论坛")
    await world.press("张姐", "工作群", chat="社区论坛")
    await world.says("孙大妈", "厨房下水返水，堵两天了")
    await world.press("孙大妈", "报上去")
    card = await world.sees("李姐", "1号 下水道堵塞", chat="社区论坛")
    assert card["message_thread_id"] == thread
    assert "🙋 我来接" in buttons(card)


async def test_a_bot_that_is_blocked_asks_the_next(world: World) -> None:
    """Who blocks the bot is passed over, and asked again when the bot is let in again."""
    await world.blocks("王师傅")
    await world.says("孙大妈", "厨房下水返水，堵两天了")
    await world.press("孙大妈", "报上去")
    await world.sees("李师傅", "1号", "等人接")
    await world.unblocks("王师傅")
    await world.says("老郑", "单元门坏了关不上")
    await world.press("老郑", "报上去")
    await world.sees("王师傅", "2号", "等人接")
