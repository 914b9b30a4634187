"""Two languages side by side: each reads his own; groups read Chinese."""

from tests.stories.english import Event, english_words
from tests.stories.test_resident_followed import done_again
from tests.stories.world import World, buttons, words


async def test_an_english_resident_reads_english(world: World) -> None:
    """Emma reads English from the receipt to the thanks; everybody else Chinese about the same report."""
    await world.says("Emma", "下水道堵了")
    await world.sees("Emma", "Please check that this is right", "Blocked sewer")
    await world.press("Emma", "Report it")
    receipt = await world.sees("Emma", "Reported: No. 1", "by 10:05", "by 10:15")
    assert buttons(receipt) == ["How it stands", "Add something", "Withdraw"]
    await world.press("王师傅", "我来接", chat="staff")
    await world.sees("Emma", "No. 1 has been taken on by Property 王师傅", "By 10:15")
    for label in ("跟居民说咋办", "30分钟内", "约师傅上门", "不花"):
        await world.press("王师傅", label, chat="staff")
    await world.sees("Emma", "No. 1, this is the plan", "It costs nothing")
    await done_again(world)
    await world.sees("Emma", "No. 1 is done", "Please look: is it solved?")
    await world.press("Emma", "Solved, thank you")
    await world.sees("李姐", "✅ 1号 下水道堵塞 · 办结 · 居民：满意", chat="staff")


async def test_a_group_reads_chinese(world: World) -> None:
    """What is said in a group is Chinese, whoever asked; the pop-up is in the language of whoever pressed."""
    await world.says("Emma", "/bao 5号楼停水了", chat="residents")
    await world.sees("Emma", "记下了，1号", chat="residents")
    await world.sees("Emma", "Reported: No. 1")
    await world.says("Emma", "/bao", chat="residents")
    await world.sees("Emma", "比如：/bao 单元门坏了", chat="residents")
    await world.press("老郑", "我家也是", chat="residents")
    assert "You are counted already" in await world.press("Emma", "我家也是", chat="residents")


async def test_back_to_chinese(world: World) -> None:
    """The language can be changed back, and the permanent keyboard of either is understood."""
    await world.says("Emma", "⋯ More")
    await world.press("Emma", "中文 / English")
    await world.press("Emma", "中文")
    await world.says("Emma", "📋 我报的事")
    await world.sees("Emma", "您还没报过事")
    await world.says("Emma", "📋 My reports")
    assert "You have not" not in words((await world.phone("Emma"))[-1])


def test_english_on_a_chinese_phone_is_found() -> None:
    """The reader of all phones finds English texts, buttons and pop-ups; not names, commands or quoted words."""
    bot, zh, en = 42, 7, 8

    def shown(to: int, text: str, **more: object) -> Event:
        return {"type": "message", "chat": bot, "user": to, "message": {"from": {"id": bot}, "text": text, **more}}

    events: list[Event] = [
        {"type": "message", "chat": bot, "user": en, "message": {"from": {"id": en}, "text": "The gate"}},
        {"type": "user", "user": {"first_name": "Emma"}},
        shown(zh, "“The gate” Emma /huoer @weilinli_bot t.me/x?start=y"),
        shown(en, "All right."),
        shown(zh, "All right."),
        shown(zh, "好", reply_markup={"inline_keyboard": [[{"text": "Done"}]]}),
        {"type": "answer", "by": zh, "answer": {"text": "Good"}},
        {"type": "answer", "by": en, "answer": {"text": "Good"}},
    ]
    assert english_words(events, bot, {en}) == ["All right.", "Done", "Good"]
