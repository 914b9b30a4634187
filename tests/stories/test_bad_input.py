"""Whatever people write, send or forge: it arrives as they wrote it, or is answered kindly, and the bot goes on."""

import pytest
from sqlalchemy import text

from bot.callbacks import encode
from bot.registry import OFFERED
from tests.stories.world import World, buttons, words


@pytest.mark.parametrize(
    "said",
    [
        "<b>下水道</b>堵了 </i> & &lt; <script>alert(1)</script>",
        "\u202e下水道堵了\u202c \u200f右到左\u200e",
        "下水道堵了" + "😀" * 2045,
        "下水道堵了 {number} {0} %s %(name)s {",
        "下水道堵了\n\n\n'; DROP TABLE issues; --\x00",
    ],
    ids=["html", "right-to-left", "emoji", "placeholders", "lines"],
)
async def test_any_words_are_a_report(world: World, said: str) -> None:
    """HTML, right-to-left marks, a message full of emoji: filed, shown as text, cut where it has to be."""
    await world.says("孙大妈", said)
    await world.press("孙大妈", "报上去")
    await world.sees("孙大妈", "报上去了，1号")
    card = await world.sees("李姐", "1号 下水道堵塞", "下水道", chat="staff")
    assert "<b>" not in words(card) or "<b>" in said
    assert not [one for one in card.get("entities", []) if one["type"] == "bold" and one["offset"] > 60]
    await world.press("李姐", "我来接", chat="staff")
    await world.press("孙大妈", "看进度")
    await world.sees("孙大妈", "李姐接了")
    await world.forward(minutes=31)
    await world.sees("张姐", "到点没办好", "下水道")


async def test_4096_emoji(world: World) -> None:
    """The longest message there is, with hardly a word: it can be reported all the same."""
    await world.says("孙大妈", "灯不亮" + "😀" * 2046)
    await world.press("孙大妈", "报上去")
    await world.sees("孙大妈", "报上去了，1号")
    await world.sees("李姐", "1号", chat="staff")


async def test_what_a_newer_version_began_is_left_to_it(world: World) -> None:
    """An answer to a message of an unknown kind: no error; what is said is for us."""
    await world.starts("孙大妈")
    assert world.database is not None
    await world.says("孙大妈", "下水道堵了")
    await world.press("孙大妈", "报上去")
    await world.sees("孙大妈", "报上去了，1号")
    kind = text("UPDATE outbox SET kind = 'song' WHERE kind = 'receipt'")
    await world.database.write(lambda connection: connection.execute(kind).close())
    await world.says("孙大妈", "路灯坏了", answering="报上去了，1号")
    await world.sees("孙大妈", "您看看对不对", "路灯不亮")


async def test_long_words_of_staff(world: World) -> None:
    """A head's endless answer is cut, and reaches the resident in one message."""
    await world.says("孙大妈", "下水道堵了")
    await world.press("孙大妈", "报上去")
    await world.press("李姐", "我来接", chat="staff")
    await world.press("李姐", "办好了", chat="staff")
    await world.says("李姐", "通" * 4000, chat="staff", answering="咋办好的")
    await world.sees("孙大妈", "1号办好了：通通通")


@pytest.mark.parametrize(
    "content",
    [{"photo": []}, {"sticker": {"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1, "height": 1,
                                 "is_animated": False, "is_video": False}},
     {"contact": {"phone_number": "13812345678", "first_name": "某"}}, {"dice": {"emoji": "🎲", "value": 3}}, {}],
    ids=["empty photo", "sticker", "contact", "dice", "nothing"],
)  # fmt: skip
async def test_what_is_no_report_is_answered(world: World, content: dict[str, object]) -> None:
    """An empty photo, a sticker, a contact, a dice: it is said what can be used, and the next words are a report."""
    message = {
        "message_id": 900,
        "date": int((await world.now()).timestamp()),
        "chat": {"id": world.users["孙大妈"], "type": "private", "first_name": "孙大妈"},
        "from": {"id": world.users["孙大妈"], "is_bot": False, "first_name": "孙大妈", "language_code": "zh-hans"},
    }
    answer = await world.http.post(f"/api/bots/{world.bot['id']}/updates", json={"message": message | content})
    answer.raise_for_status()
    await world.settle()
    await world.sees("孙大妈", "出啥事了？说一句、拍一张、发段语音都行")
    await world.says("孙大妈", "下水道堵了")
    await world.press("孙大妈", "报上去")
    await world.sees("孙大妈", "报上去了，1号")


async def test_forged_callback_data(world: World) -> None:
    """Every button's word with ids of nothing, and bytes of nobody's: answered, nothing done."""
    await world.says("孙大妈", "下水道堵了")
    await world.says("老郑", "/help")
    for data in ("x", "0", "accept:1", "{", "\u202e", "9" * 64, "s_accept"):
        await world.forges_quickly("老郑", data)
    for verb in sorted(OFFERED.presses):
        await world.forges_quickly("老郑", encode(verb, 1, 2**62, 3, word="x"))
    await world.settle()
    assert buttons(await world.sees("孙大妈", "您看看对不对"))
    await world.press("孙大妈", "报上去")
    await world.sees("孙大妈", "报上去了，1号")


async def test_a_press_long_after(world: World) -> None:
    """A button that is days old is answered with what is so now."""
    await world.says("孙大妈", "这楼道扫得真干净")
    await world.forward(hours=24 * 9)
    await world.press("孙大妈", "报上去")
    await world.sees("孙大妈", "报上去了，1号")


async def test_commands_in_the_wrong_place(world: World) -> None:
    """Commands of staff by a resident, of groups in private, unknown ones: answered, and no flow is stuck."""
    for command in (
        "/bind",
        "/board",
        "/links",
        "/groups",
        "/nonsense",
        "/start p_no",
        "/start b_nowhere",
        "/bao",
    ):
        await world.says("老郑", command)
    await world.says("老郑", "/bao 下水道堵了")
    await world.press("老郑", "报上去")
    await world.sees("老郑", "报上去了，1号")
