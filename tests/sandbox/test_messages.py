"""What bots send, and how Telegram refuses it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from sandbox.files import flat_jpeg
from sandbox.run import Running
from tests.sandbox.clients import Client, bad, connected, no
from tests.sandbox.conftest import Inbox, People


async def test_text_reaches_the_phone(client: Client, people: People) -> None:
    """A text arrives, with its author, and loud unless asked otherwise."""
    user = await people.starter()
    sent = await client.bot.send_message(user, "你好 <b>all</b>", parse_mode="HTML")
    await client.bot.send_message(chat_id=user, text="psst", disable_notification=True)
    first, second = (await people.sees(user))[1:]
    assert sent.text == first["text"] == "你好 all"
    assert first["entities"] == [{"type": "bold", "offset": 3, "length": 3}]
    assert first["from"]["id"] == people.bot_id
    assert sent.chat.id == user
    assert (first["notification"], second["notification"]) == ("loud", "silent")


async def test_every_kind_of_content(client: Client, people: People, inbox: Inbox, sandbox: Running) -> None:
    """Both clients parse each kind of message that comes back."""
    sandbox.world.limits_on = False
    user, bot = await people.starter(), client.bot
    photo = client.file(flat_jpeg(640, 480, 1), "a.jpg")
    message = await bot.send_photo(user, photo, caption="pipe @wei_bot")
    assert [size.width for size in message.photo] == [90, 320, 640]
    assert message.caption_entities[0].type == "mention"
    again = await bot.send_photo(user, message.photo[-1].file_id)
    assert again.photo[-1].file_id == message.photo[-1].file_id
    document = await bot.send_document(user, client.file(b"a,b", "list.csv"))
    assert (document.document.file_name, document.document.file_size) == ("list.csv", 3)
    voice = await bot.send_voice(user, client.file(b"OggS", "v.ogg"), duration=4)
    assert voice.voice.file_id
    location = await bot.send_location(chat_id=user, latitude=46.8, longitude=130.3)
    assert location.location.latitude == 46.8
    venue = await bot.send_venue(chat_id=user, latitude=46.8, longitude=130.3, title="Hall", address="1 Road")
    assert venue.venue.title == "Hall"
    contact = await bot.send_contact(chat_id=user, phone_number="123", first_name="Wang")
    assert contact.contact.phone_number == "123"
    assert (await bot.send_dice(user)).dice.value in range(1, 7)
    assert len(await people.sees(user)) == 9


async def test_album(client: Client, people: People) -> None:
    """An album is one message per photo with one media_group_id; uploads and file ids mix."""
    user = await people.starter()
    old = await client.bot.send_photo(user, client.file(flat_jpeg(99, 99, 1), "a.jpg"))
    media = [
        client.item("photo", client.file(flat_jpeg(400, 300, 2), "b.jpg"), caption="two"),
        client.item("photo", old.photo[-1].file_id),
    ]
    sent = await client.bot.send_media_group(user, media)
    assert len({m.media_group_id for m in sent}) == 1
    assert sent[0].media_group_id
    assert sent[0].caption == "two"
    assert sent[1].photo[-1].file_id == old.photo[-1].file_id
    few = await client.refused(client.bot.send_media_group(user, media[1:]))
    assert few == bad("too few messages in the album")
    many = await client.refused(client.bot.send_media_group(user, [media[1]] * 11))
    assert many == bad("too many messages to send as an album")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "message text is empty"),
        (" \n ", "text must be non-empty"),
        ("字" * 4097, "message is too long"),
        ("😀" * 2049, "message is too long"),
    ],
)
async def test_text_limits(client: Client, people: People, text: str, words: str) -> None:
    """Empty, blank and more than 4096 UTF-16 units are refused."""
    user = await people.starter()
    assert await client.refused(client.bot.send_message(user, text)) == bad(words)


async def test_limits_count_after_parsing(client: Client, people: People) -> None:
    """Markup does not count; 4096 units of text and 1024 of caption just fit."""
    user = await people.starter()
    sent = await client.bot.send_message(user, f"<b>{'😀' * 2048}</b>", parse_mode="HTML")
    assert len(sent.text) == 2048
    photo = flat_jpeg(90, 90, 1)
    await client.bot.send_photo(
        user, client.file(photo, "a.jpg"), caption="<i>" + "字" * 1024 + "</i>", parse_mode="HTML"
    )
    call = client.bot.send_photo(user, client.file(photo, "a.jpg"), caption="字" * 1025)
    assert await client.refused(call) == bad("message caption is too long")


@pytest.mark.parametrize(
    ("mode", "text", "words"),
    [
        ("HTML", "a < b", 'Unsupported start tag "" at byte offset 2'),
        ("HTML", "<div>x</div>", 'Unsupported start tag "div" at byte offset 0'),
        ("HTML", "字<b", "Unclosed start tag at byte offset 3"),
        ("HTML", "<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("HTML", "x</b>", "Unexpected end tag at byte offset 1"),
        ("HTML", "<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("HTML", "<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("MarkdownV2", "1. a", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("MarkdownV2", "a *b", "Can't find end of Bold entity at byte offset 2"),
        ("Markdown", "a *b", "Can't find end of the entity starting at byte offset 2"),
    ],
)
async def test_markup_errors(client: Client, people: People, mode: str, text: str, words: str) -> None:
    """Markup that does not parse is refused, with the place."""
    user = await people.starter()
    answer = await client.refused(client.bot.send_message(user, text, parse_mode=mode))
    assert answer == bad(f"can't parse entities: {words}")


@pytest.mark.parametrize(
    ("mode", "text", "plain", "entities"),
    [
        ("HTML", "&lt;a&gt; &amp;&nbsp; &#33;", "<a> &&nbsp; !", []),
        ("HTML", '<a href="https://a.cn/?x=1&amp;y">t</a>', "t", [("text_link", 0, 1)]),
        ("HTML", "<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("HTML", '<pre><code class="language-py">x=1</code></pre>', "x=1", [("pre", 0, 3)]),
        (
            "HTML",
            "<blockquote expandable>q</blockquote><code>c</code>",
            "qc",
            [("expandable_blockquote", 0, 1), ("code", 1, 1)],
        ),
        ("HTML", "😀<u>x</u>  ", "😀x", [("underline", 2, 1)]),
        (
            "MarkdownV2",
            "*b* _i_ __u__ ~s~ ||h||",
            "b i u s h",
            ["bold", "italic", "underline", "strikethrough", "spoiler"],
        ),
        ("MarkdownV2", "`a_b` [t](https://a\\.cn) 1\\.", "a_b t 1.", ["code", "text_link"]),
        ("MarkdownV2", ">quote\nend", "quote\nend", [("blockquote", 0, 5)]),
        ("Markdown", "*b* [t](https://a.cn)", "b t", ["bold", "text_link"]),
    ],
)
async def test_markup(client: Client, people: People, mode: str, text: str, plain: str, entities: list[Any]) -> None:
    """What parses gives plain text and entities in UTF-16 units."""
    user = await people.starter()
    sent = await client.bot.send_message(user, text, parse_mode=mode)
    assert sent.text == plain
    found = [(e.type, e.offset, e.length) for e in sent.entities or []]
    assert found == entities or [kind for kind, _, _ in found] == entities


async def test_found_entities(client: Client, people: People) -> None:
    """Commands, mentions, links, addresses and hashtags are found, but not inside code."""
    user = await people.starter()
    text = "/a@wei_bot @somebody https://a.cn/x, t.me/y a@b.cn #tag <code>@nobody</code>"
    sent = await client.bot.send_message(user, text, parse_mode="HTML")
    kinds = [e.type for e in sent.entities]
    assert kinds == ["bot_command", "mention", "url", "url", "email", "hashtag", "code"]


async def test_hostile_text_is_cleaned(client: Client, people: People) -> None:
    """Direction overrides and control characters of a bot's text are taken out, as Telegram does."""
    user = await people.starter()
    assert (await client.bot.send_message(user, "a\u202eb\x07c\r\nd")).text == "ab c\nd"


@pytest.mark.parametrize("data", ["x" * 65, "字" * 22])
async def test_callback_data_is_64_bytes(client: Client, people: People, data: str) -> None:
    """More than 64 bytes of callback data are refused, 64 are not."""
    user = await people.starter()
    call = client.bot.send_message(user, "t", reply_markup=client.keyboard([("b", data)]))
    assert await client.refused(call) == bad("BUTTON_DATA_INVALID")
    kept = await client.bot.send_message(user, "t", reply_markup=client.keyboard([("b", "x" * 64)]))
    assert kept.reply_markup.inline_keyboard[0][0].callback_data == "x" * 64


async def test_inline_keyboard_errors(client: Client, people: People) -> None:
    """A button that does nothing, a link without a host, and too many buttons are refused."""
    user, types = await people.starter(), client.types()

    async def refused(**button: Any) -> object:
        keyboard = types.InlineKeyboardMarkup(inline_keyboard=[[types.InlineKeyboardButton(text="b", **button)]])
        return await client.refused(client.bot.send_message(user, "t", reply_markup=keyboard))

    words = "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
    assert await refused() == bad(words)
    wrong = "inline keyboard button URL 'http://localhost/' is invalid: Wrong HTTP URL"
    assert await refused(url="http://localhost/") == bad(wrong)
    rows = [[("b", "d")] * 8] * 13
    call = client.bot.send_message(user, "t", reply_markup=client.keyboard(*rows))
    assert await client.refused(call) == bad("reply markup is too long")


async def test_replies(client: Client, people: People) -> None:
    """A reply shows what it answers; one to nothing is refused, or sent without if allowed."""
    user, types = await people.starter(), client.types()
    asked = await people.say(user, people.bot_id, "?")
    reply = types.ReplyParameters(message_id=asked["message_id"])
    sent = await client.bot.send_message(user, "!", reply_parameters=reply)
    assert sent.reply_to_message.text == "?"
    nothing = types.ReplyParameters(message_id=999)
    answer = await client.refused(client.bot.send_message(user, "!", reply_parameters=nothing))
    assert answer == bad("message to be replied not found")
    lenient = types.ReplyParameters(message_id=999, allow_sending_without_reply=True)
    assert (await client.bot.send_message(user, "!", reply_parameters=lenient)).reply_to_message is None


async def test_unreachable_people(client: Client, people: People) -> None:
    """Never started, blocked, deactivated, unknown, a bot: each in Telegram's words."""
    shy, user, gone = await people.add(), await people.starter(), await people.starter()
    other = await people.add_bot("other_bot")
    await people.post(f"/api/users/{user}/block", {"bot": people.bot_id})
    await people.post(f"/api/users/{gone}/deactivate")

    async def refused(chat: int) -> object:
        return await client.refused(client.bot.send_message(chat, "t"))

    assert await refused(shy) == no("bot can't initiate conversation with a user")
    assert await refused(user) == no("bot was blocked by the user")
    assert await refused(gone) == no("user is deactivated")
    assert await refused(other["id"]) == no("bot can't send messages to bots")
    assert await refused(42) == bad("chat not found")
    assert await refused(-42) == bad("chat not found")
    await people.post(f"/api/users/{user}/start", {"bot": people.bot_id})
    assert (await client.bot.send_message(user, "back")).text == "back"


async def test_forward_and_copy(client: Client, people: People, sandbox: Running) -> None:
    """A forward names its origin, a copy does not; what is not there is refused."""
    sandbox.world.limits_on = False
    user, other = await people.starter("Li"), await people.starter("Wang")
    said = await people.say(user, people.bot_id, "help")
    sent = await client.bot.forward_message(chat_id=other, from_chat_id=user, message_id=said["message_id"])
    assert sent.forward_origin.sender_user.id == user
    assert sent.text == "help"
    copied = await client.bot.copy_message(chat_id=other, from_chat_id=user, message_id=said["message_id"])
    phone = await people.sees(other)
    assert phone[-1]["message_id"] == copied.message_id
    assert "forward_origin" not in phone[-1]
    ids = await client.bot.forward_messages(chat_id=other, from_chat_id=user, message_ids=[said["message_id"], 998])
    assert len(ids) == 1
    ids = await client.bot.copy_messages(chat_id=other, from_chat_id=user, message_ids=[said["message_id"]])
    assert len(ids) == 1
    lost = client.bot.forward_message(chat_id=other, from_chat_id=user, message_id=999)
    assert await client.refused(lost) == bad("message to forward not found")
    lost = client.bot.copy_message(chat_id=other, from_chat_id=user, message_id=999)
    assert await client.refused(lost) == bad("message to copy not found")
    secret = await client.bot.send_message(user, "secret", protect_content=True)
    call = client.bot.forward_message(chat_id=other, from_chat_id=user, message_id=secret.message_id)
    assert await client.refused(call) == bad("the message can't be forwarded")


async def test_chat_action(client: Client, people: People) -> None:
    """Typing shows on the phone for five seconds; unknown actions are refused."""
    user = await people.starter()
    assert await client.bot.send_chat_action(user, "typing")
    view = await people.get(f"/api/users/{user}/chats/{people.bot_id}")
    assert view["typing"] == [{"user": people.bot_id, "action": "typing"}]
    await people.advance(6)
    assert (await people.get(f"/api/users/{user}/chats/{people.bot_id}"))["typing"] == []
    assert await client.refused(client.bot.send_chat_action(user, "dancing")) == bad(
        "wrong parameter action in request"
    )


async def test_keyboard_under_the_input_field(client: Client, people: People) -> None:
    """It stays until it is removed; pressing a key sends its text."""
    user, types = await people.starter(), client.types()
    await client.bot.send_message(user, "t", reply_markup=client.keys(["Report", "Mine"], ["More"]))
    view = await people.get(f"/api/users/{user}/chats/{people.bot_id}")
    assert [[key["text"] for key in row] for row in view["keyboard"]["keyboard"]] == [["Report", "Mine"], ["More"]]
    pressed = await people.post(f"/api/users/{user}/press", {"chat": people.bot_id, "button": "Mine"})
    assert pressed["message"]["text"] == "Mine"
    assert "no key" in await people.refused("POST", f"/api/users/{user}/press", {"chat": people.bot_id, "button": "X"})
    await client.bot.send_message(user, "t", reply_markup=types.ReplyKeyboardRemove())
    assert (await people.get(f"/api/users/{user}/chats/{people.bot_id}"))["keyboard"] is None


async def test_unknown_token_and_method(client: Client, people: People, sandbox: Running) -> None:
    """A wrong token is 401, an unknown method 404; the latter is logged."""
    wrong = connected(client.name, sandbox.url, "123:wrong")
    assert (await client.refused(wrong.bot.get_me())).kind == "no such token or method"
    await wrong.close()
    answer = await people.http.post(f"/bot{people.token}/sendTelepathy")
    assert (answer.status_code, answer.json()["error_code"]) == (404, 404)
    assert re.match("Not Found", answer.json()["description"])
    log = await people.get("/api/traffic")
    assert (log[-1]["method"], log[-1]["error_code"]) == ("sendTelepathy", 404)


@pytest.mark.parametrize("way", ["query", "json", "form", "multipart", "upper case"])
async def test_parameters_come_in_any_way(people: People, way: str) -> None:
    """Query, JSON, form and multipart mean the same, and method names ignore case."""
    user = await people.starter()
    url = f"/bot{people.token}/sendMessage"
    values = {
        "chat_id": str(user),
        "text": "t",
        "reply_markup": '{"inline_keyboard":[[{"text":"b","callback_data":"d"}]]}',
    }
    if way == "query":
        answer = await people.http.get(url, params=values)
    elif way == "json":
        markup = {"inline_keyboard": [[{"text": "b", "callback_data": "d"}]]}
        answer = await people.http.post(url, json={"chat_id": user, "text": "t", "reply_markup": markup})
    elif way == "form":
        answer = await people.http.post(url, data=values)
    elif way == "multipart":
        answer = await people.http.post(url, files={key: (None, value) for key, value in values.items()})
    else:
        answer = await people.http.post(
            url.upper().replace("/BOT", "/bot").replace(people.token.upper(), people.token), data=values
        )
    assert answer.json()["result"]["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "d"
