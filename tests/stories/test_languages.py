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
    await world.press("Emma", "中文 / English / 조선말")
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


async def test_a_korean_resident_reads_korean(world: World) -> None:
    """From the draft to the thanks in Korean; the card says in which script her words are, and keeps them."""
    await world.says("孙大妈", "⋯ 更多")
    await world.press("孙大妈", "조선말")
    await world.press("孙大妈", "조선말", on="用哪种话")
    await world.says("孙大妈", "화장실 하수구가 막혔어요")
    await world.sees("孙大妈", "맞는지 봐 주세요", "하수구 막힘")
    await world.press("孙大妈", "올리기")
    receipt = await world.sees("孙大妈", "올렸습니다: 1번", "10:05까지", "10:15까지")
    assert buttons(receipt) == ["진행 보기", "더 쓰기", "취소"]
    await world.sees("李姐", "“화장실 하수구가 막혔어요” （韩文）", chat="staff")
    await world.press("王师傅", "我来接", chat="staff")
    await world.sees("孙大妈", "1번, 맡은 사람: 관리사무소 王师傅")
    for label in ("跟居民说咋办", "30分钟内", "约师傅上门", "不花"):
        await world.press("王师傅", label, chat="staff")
    await world.sees("孙大妈", "1번, 이렇게 합니다: 기사와 약속을 잡고 갑니다", "돈이 들지 않습니다")
    await done_again(world)
    await world.sees("孙大妈", "1번이 됐습니다", "뚫었습니다")
    await world.press("孙大妈", "잘됐어요")
    await world.sees("李姐", "✅ 1号 下水道堵塞 · 办结 · 居民：满意", chat="staff")


async def test_danger_in_korean(world: World) -> None:
    """A Korean phone that was never here reads the advice in Korean, and is heard."""
    await world.says("孙大妈", "⋯ 更多")
    await world.press("孙大妈", "조선말")
    await world.press("孙大妈", "조선말", on="用哪种话")
    await world.says("孙大妈", "불이 났어요! 도와주세요")
    await world.sees("孙大妈", "⚠️ 불이 났어요", "119")
    await world.press("孙大妈", "네, 빨리 와 주세요")
    await world.sees("王师傅", "🆘 1号", "불이 났어요! 도와주세요")


async def test_ready_words_are_in_the_readers_language(world: World) -> None:
    """What staff choose by a button is read in English by Emma; what they write stays as it was written."""
    await world.says("Emma", "the drain is blocked")
    await world.press("Emma", "Report it")
    await world.sees("李姐", "“the drain is blocked” （外文）", chat="staff")
    await world.press("郑大哥", "我来接", chat="staff")
    for label in ("跟居民说咋办", "30分钟内", "马上派人看", "不花"):
        await world.press("郑大哥", label, chat="staff")
    await world.sees("Emma", "this is the plan: Somebody comes to look at once")
    await world.press("郑大哥", "办好了", chat="staff")
    await world.press("郑大哥", "已疏通", chat="staff")
    await world.sees("Emma", "No. 1 is done: Unblocked")
