"""Details of the Bot API that other authors' bots and tests rely on."""

from __future__ import annotations

import asyncio
import json
import struct
from typing import Any

import pytest

from sandbox.files import flat_jpeg, image_dimensions, opus_silence
from sandbox.probe import Found, probe
from sandbox.run import Running
from tests.sandbox.clients import Client
from tests.sandbox.conftest import Inbox, People, until


class Api:
    """Calls as any program makes them: no library fills in or leaves out anything."""

    def __init__(self, people: People) -> None:
        self.people = people

    async def raw(self, method: str, files: Any = None, **given: Any) -> Any:
        values = {key: one if isinstance(one, str) else json.dumps(one) for key, one in given.items()}
        answer = await self.people.http.post(f"/bot{self.people.token}/{method}", data=values, files=files)
        return answer.json()

    async def __call__(self, method: str, files: Any = None, **given: Any) -> Any:
        answer = await self.raw(method, files, **given)
        assert answer["ok"], answer
        return answer["result"]

    async def refused(self, method: str, files: Any = None, **given: Any) -> str:
        answer = await self.raw(method, files, **given)
        assert not answer["ok"], answer
        return str(answer["description"])


@pytest.fixture
def api(people: People, sandbox: Running) -> Api:
    sandbox.world.limits_on = False
    return Api(people)


@pytest.fixture
async def user(people: People) -> int:
    return await people.starter()


def named(message: Any, key: str = "entities") -> list[str]:
    return [one["type"] for one in message.get(key, [])]


async def test_tags_in_plain_text_are_no_commands(api: Api, user: int) -> None:
    """`</b>` is text where no parse mode was asked for; `/b` is a command."""
    assert named(await api("sendMessage", chat_id=user, text="<b>x</b> a<br/>b</i")) == []
    assert named(await api("sendMessage", chat_id=user, text="/b or /x@wei_bot")) == ["bot_command", "bot_command"]


async def test_poll_texts_are_parsed(api: Api, user: int) -> None:
    """Of question and options only custom emoji stay; an explanation keeps its entities."""
    emoji = '<tg-emoji emoji-id="5">👍</tg-emoji>'
    sent = await api(
        "sendPoll", chat_id=user, question=f"<b>Which</b> {emoji}", question_parse_mode="HTML",
        options=[{"text": f"<i>a</i> {emoji}", "text_parse_mode": "HTML"}, {"text": "b"}],
        type="quiz", correct_option_id=0, explanation="<b>since</b> @anna", explanation_parse_mode="HTML",
    )  # fmt: skip
    poll = sent["poll"]
    assert (poll["question"], named(poll, "question_entities")) == ("Which 👍", ["custom_emoji"])
    assert (poll["options"][0]["text"], named(poll["options"][0], "text_entities")) == ("a 👍", ["custom_emoji"])
    assert (poll["explanation"], named(poll, "explanation_entities")) == ("since @anna", ["bold", "mention"])
    broken = {"question": "<b>", "question_parse_mode": "HTML", "options": ["a"]}
    assert "can't parse entities" in await api.refused("sendPoll", chat_id=user, **broken)


async def test_a_quote_stands_in_the_message(api: Api, user: int) -> None:
    """Found at the place nearest to the given one; what is not in it is refused."""
    first = await api("sendMessage", chat_id=user, text="👍 the drain, the stairs")
    reply = {"message_id": first["message_id"], "quote": "<b>the</b>", "quote_parse_mode": "HTML", "quote_position": 12}
    sent = await api("sendMessage", chat_id=user, text="yes", reply_parameters=reply)
    assert sent["quote"]["position"] == 14
    assert (sent["quote"]["text"], named(sent["quote"])) == ("the", ["bold"])
    wrong = {"message_id": first["message_id"], "quote": "the roof"}
    assert "QUOTE_TEXT_INVALID" in await api.refused("sendMessage", chat_id=user, text="yes", reply_parameters=wrong)


async def test_spoilers(api: Api, user: int) -> None:
    """On videos and animations too, in albums, and in what replaces a file."""
    part = {"video": ("a.mp4", b"video")}
    assert (await api("sendVideo", part, chat_id=user, has_spoiler=True))["has_media_spoiler"]
    assert (await api("sendAnimation", {"animation": ("a.mp4", b"x")}, chat_id=user, has_spoiler=True))["animation"]
    parts = {"a": ("a.jpg", flat_jpeg(64, 64, 1)), "b": ("b.mp4", b"video")}
    media = [
        {"type": "photo", "media": "attach://a", "has_spoiler": True},
        {"type": "video", "media": "attach://b"},
    ]
    album = await api("sendMediaGroup", parts, chat_id=user, media=media)
    assert [one.get("has_media_spoiler") for one in album] == [True, None]
    edited = await api(
        "editMessageMedia", chat_id=user, message_id=album[1]["message_id"],
        media={"type": "video", "media": album[1]["video"]["file_id"], "has_spoiler": True},
    )  # fmt: skip
    assert edited["has_media_spoiler"]


async def test_copies_without_their_captions(api: Api, people: People, user: int) -> None:
    """copyMessages with remove_caption; without it they keep them."""
    sent = await api("sendPhoto", {"photo": ("a.jpg", flat_jpeg(64, 64, 1))}, chat_id=user, caption="<b>here</b>",
                     parse_mode="HTML")  # fmt: skip
    numbers = [sent["message_id"]]
    for remove, caption in ((True, None), (False, "here")):
        await api("copyMessages", chat_id=user, from_chat_id=user, message_ids=numbers, remove_caption=remove)
        copied = (await people.sees(user))[-1]
        assert (copied.get("caption"), bool(copied.get("caption_entities"))) == (caption, caption is not None)


async def test_other_bots_among_the_administrators(api: Api, people: People, user: int) -> None:
    """Only when they are asked for."""
    other = await people.add_bot("other_bot")
    chat = await people.chat(owner=user, bots=[people.bot_id, other["id"]], admins=[people.bot_id, other["id"]])
    assert [one["user"]["id"] for one in await api("getChatAdministrators", chat_id=chat)] == [user, people.bot_id]
    everybody = await api("getChatAdministrators", chat_id=chat, return_bots=True)
    assert [one["user"]["id"] for one in everybody] == [user, people.bot_id, other["id"]]


async def test_link_previews_are_given_back(api: Api, user: int) -> None:
    """As they were asked for, also by their older name; editing sets them anew."""
    sent = await api("sendMessage", chat_id=user, text="t.me/x", link_preview_options={"is_disabled": True})
    assert sent["link_preview_options"] == {"is_disabled": True}
    sent = await api("sendMessage", chat_id=user, text="t.me/x", disable_web_page_preview=True)
    assert sent["link_preview_options"] == {"is_disabled": True}
    options = {"url": "http://a.example/", "show_above_text": True}
    edited = await api("editMessageText", chat_id=user, message_id=sent["message_id"], text="t.me/y",
                       link_preview_options=options)  # fmt: skip
    assert edited["link_preview_options"] == options


@pytest.mark.parametrize(
    ("given", "sizes"),
    [
        ((2560, 1920), [(90, 68), (320, 240), (800, 600), (1280, 960)]),
        ((1280, 960), [(90, 68), (320, 240), (800, 600), (1280, 960)]),
        ((600, 900), [(60, 90), (213, 320), (533, 800), (600, 900)]),
        ((48, 64), [(48, 64)]),
    ],
)
async def test_photos_are_reduced(api: Api, user: int, given: tuple[int, int], sizes: list[tuple[int, int]]) -> None:
    """To 1280 on the longer side, with smaller ones before; none is enlarged."""
    sent = await api("sendPhoto", {"photo": ("a.jpg", flat_jpeg(*given, 1))}, chat_id=user)
    assert [(one["width"], one["height"]) for one in sent["photo"]] == sizes


async def test_stickers_and_the_like_have_what_they_need(client: Client, people: People, inbox: Inbox) -> None:
    """Made up, a sticker and a video note are whole for strict clients; what cannot be made up is asked for."""
    user = await people.starter()
    for kind in ("sticker", "video_note", "dice", "animation"):
        body: dict[str, Any] = {kind: {}}
        await people.say(user, people.bot_id, **body)
    sticker, note, dice, animation = (await inbox.messages())[-4:]
    assert (sticker.sticker.type, sticker.sticker.width, sticker.sticker.is_animated) == ("regular", 512, False)
    assert note.video_note.length == 240
    assert dice.dice.emoji == "🎲"
    assert animation.document.file_id == animation.animation.file_id
    body = {"chat": people.bot_id, "contact": {"phone_number": "1"}}
    assert "contact needs first_name" in await people.refused("POST", f"/api/users/{user}/messages", body)


# Files


def mp4(seconds: int, width: int, height: int) -> bytes:
    """The least that says how long and how large it is."""

    def box(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I4s", len(body) + 8, name) + body

    mvhd = box(b"mvhd", struct.pack(">IIIII", 0, 0, 0, 1000, seconds * 1000) + bytes(80))
    tkhd = box(b"tkhd", bytes(76) + struct.pack(">II", width << 16, height << 16))
    return box(b"ftyp", b"isom" + bytes(4)) + box(b"moov", mvhd + box(b"trak", tkhd))


def wav(seconds: int) -> bytes:
    """Silence."""
    body = bytes(8000 * seconds)
    head = struct.pack("<4sI4s4sIHHIIHH", b"RIFF", 36 + len(body), b"WAVE", b"fmt ", 16, 1, 1, 8000, 8000, 1, 8)
    return head + struct.pack("<4sI", b"data", len(body)) + body


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (mp4(7, 320, 180), Found(7.0, 320, 180)),
        (opus_silence(3), Found(3.0)),
        (wav(2), Found(2.0)),
        (b"\xff\xfb\x90\x00" + bytes(16000 - 4), Found(1.0)),  # 128 kbit/s
        (b"GIF89a" + struct.pack("<HH", 30, 20), Found(None, 30, 20)),
        (b"nothing of the kind", Found()),
        (b"", Found()),
        (mp4(7, 320, 180)[:40], Found()),
    ],
)
def test_files_say_how_long_and_large_they_are(data: bytes, found: Found) -> None:
    """Of what is broken or unknown nothing is said."""
    assert probe(data) == found


async def test_size_and_duration_come_from_the_file(api: Api, user: int) -> None:
    """Unless the bot says otherwise."""
    part = {"video": ("a.mp4", mp4(7, 320, 180))}
    video = (await api("sendVideo", part, chat_id=user))["video"]
    assert (video["duration"], video["width"], video["height"]) == (7, 320, 180)
    assert (await api("sendVideo", part, chat_id=user, duration=3))["video"]["duration"] == 3
    assert (await api("sendVoice", {"voice": ("a.ogg", opus_silence(4))}, chat_id=user))["voice"]["duration"] == 4


async def test_thumbnails(api: Api, people: People, user: int) -> None:
    """A part of the form, or attached; it can be fetched, and what is no picture is left out."""
    small = flat_jpeg(640, 320, 1)
    parts = {"document": ("a.pdf", b"%PDF"), "thumbnail": ("t.jpg", small)}
    sent = await api("sendDocument", parts, chat_id=user)
    shown = sent["document"]["thumbnail"]
    assert (shown["width"], shown["height"]) == (320, 160)
    path = (await api("getFile", file_id=shown["file_id"]))["file_path"]
    data = (await people.http.get(f"/file/bot{people.token}/{path}")).content
    assert image_dimensions(data) == (640, 320)
    parts = {"video": ("a.mp4", b"video"), "t": ("t.jpg", small)}
    assert "thumbnail" in (await api("sendVideo", parts, chat_id=user, thumbnail="attach://t"))["video"]
    parts = {"video": ("a.mp4", b"video"), "thumbnail": ("t.jpg", b"text")}
    assert "thumbnail" not in (await api("sendVideo", parts, chat_id=user))["video"]


async def test_video_notes(api: Api, user: int) -> None:
    """Square, with a length, without a caption; sent again by their id."""
    sent = await api("sendVideoNote", {"video_note": ("a.mp4", mp4(5, 300, 300))}, chat_id=user, caption="no")
    note = sent["video_note"]
    assert (note["length"], note["duration"], "caption" in sent) == (300, 5, False)
    assert (await api("sendVideoNote", chat_id=user, video_note=note["file_id"]))["video_note"] == note
    assert "can't use file of type VideoNote as Video" in await api.refused(
        "sendVideo", chat_id=user, video=note["file_id"]
    )


# Chats


async def test_chosen_chat_ids(api: Api, people: People, user: int) -> None:
    """Any free id of the kind; the next ones go round it."""
    chosen = await people.chat(id=-1_002_000_000_001, owner=user)
    assert chosen == -1_002_000_000_001
    assert await people.chat(owner=user) == -1_002_000_000_002
    assert await people.chat("group", id=-77, owner=user) == -77
    body = {"type": "group", "title": "t", "bots": [people.bot_id], "owner": user}
    assert "exists" in await people.refused("POST", "/api/chats", {**body, "id": -77})
    assert "the id of a group is" in await people.refused("POST", "/api/chats", {**body, "id": 5})


async def test_photos_of_chats_and_people(api: Api, people: People, user: int) -> None:
    """A chat's picture is set, shown and taken away, with a service message each time; people have theirs."""
    chat = await people.chat(owner=user, admins=[people.bot_id])
    picture = {"photo": ("a.jpg", flat_jpeg(640, 640, 1))}
    assert "there is no photo" in await api.refused("setChatPhoto", chat_id=chat)
    assert await api("setChatPhoto", picture, chat_id=chat)
    photo = (await api("getChat", chat_id=chat))["photo"]
    assert (await people.sees(user, chat))[-1]["new_chat_photo"][-1]["file_id"] == photo["big_file_id"]
    assert await api("deleteChatPhoto", chat_id=chat)
    assert (await people.sees(user, chat))[-1]["delete_chat_photo"]
    assert "photo" not in await api("getChat", chat_id=chat)
    for size in (1000, 2000):
        await people.post(f"/api/users/{user}/photo", {"size": size})
    await people.post(f"/api/users/{user}/photo", None, files=picture)
    found = await api("getUserProfilePhotos", user_id=user, offset=1, limit=1)
    assert (found["total_count"], len(found["photos"])) == (3, 1)
    newest = (await api("getUserProfilePhotos", user_id=user))["photos"][0]
    assert (await api("getChat", chat_id=user))["photo"]["small_file_id"] == newest[0]["file_id"]


async def test_the_general_topic(api: Api, people: People, user: int) -> None:
    """Renamed, closed, hidden and back; in a closed one only administrators write."""
    chat = await people.chat(owner=user, is_forum=True, admins=[people.bot_id])
    member = await people.add()
    await people.post(f"/api/chats/{chat}/members", {"user": member})
    assert await api("editGeneralForumTopic", chat_id=chat, name="News")
    assert await api("hideGeneralForumTopic", chat_id=chat)
    seen = [key for one in await people.sees(user, chat) for key in one if key.startswith(("forum_", "general_"))]
    assert seen == ["forum_topic_edited", "forum_topic_closed", "general_forum_topic_hidden"]
    body = {"chat": chat, "text": "hello"}
    assert "closed" in await people.refused("POST", f"/api/users/{member}/messages", body)
    assert "TOPIC_NOT_MODIFIED" in await api.refused("closeGeneralForumTopic", chat_id=chat)
    assert await api("reopenGeneralForumTopic", chat_id=chat)
    assert "general_forum_topic_unhidden" in (await people.sees(user, chat))[-2]
    await people.say(member, chat, "hello")
    await people.post(f"/api/chats/{chat}/members", {"user": people.bot_id, "status": "member"})
    assert "not enough rights" in await api.refused("unhideGeneralForumTopic", chat_id=chat)


async def test_icons_and_pins_of_topics(api: Api, people: People, user: int) -> None:
    """An icon that every bot may use; a topic's pins go without the others'."""
    chat = await people.chat(owner=user, is_forum=True, admins=[people.bot_id])
    icons = await api("getForumTopicIconStickers")
    assert icons == await api("getForumTopicIconStickers")
    icon = icons[0]["custom_emoji_id"]
    topic = await api("createForumTopic", chat_id=chat, name="Grid 3", icon_custom_emoji_id=icon)
    thread = topic["message_thread_id"]
    assert topic["icon_custom_emoji_id"] == icon
    assert await api("editForumTopic", chat_id=chat, message_thread_id=thread, icon_custom_emoji_id="")
    pinned = []
    for where in ({"message_thread_id": thread}, {}):
        sent = await api("sendMessage", chat_id=chat, text="t", **where)
        await api("pinChatMessage", chat_id=chat, message_id=sent["message_id"])
        pinned.append(sent["message_id"])
    assert await api("unpinAllForumTopicMessages", chat_id=chat, message_thread_id=thread)
    assert [one["message_id"] for one in await people.sees(user, chat) if one["pinned"]] == [pinned[1]]
    assert await api("unpinAllGeneralForumTopicMessages", chat_id=chat)
    assert [one for one in await people.sees(user, chat) if one["pinned"]] == []


# What is ignored


async def test_what_is_ignored_is_named(api: Api, people: People, user: int) -> None:
    """Parameters and fields without effect stand in the log of calls; nothing is refused."""
    media = [{"type": "photo", "media": "attach://a", "sparkle": 1}, {"type": "photo", "media": "attach://b"}]
    parts = {"a": ("a.jpg", flat_jpeg(64, 64, 1)), "b": ("b.jpg", flat_jpeg(64, 64, 2)), "c": ("c.jpg", b"x")}
    await api("sendMediaGroup", parts, chat_id=user, media=media, message_effect_id="5")
    await api("sendMessage", chat_id=user, text="t", parse_mode="HTML", reply_markup={"inline_keyboard": []},
              reply_parameters={"message_id": 1, "checklist_task_id": 3}, disable_notification=True)  # fmt: skip
    album, message = (await people.get("/api/traffic"))[-2:]
    assert album["ignored"] == ["c", "message_effect_id", "media[0].sparkle"]
    assert message["ignored"] == ["reply_parameters.checklist_task_id"]


async def test_strict_mode_refuses_what_would_be_ignored(api: Api, people: People, user: int) -> None:
    """Before anything is sent; what is understood goes through."""
    assert await people.post("/api/strict", {"on": True}) == {"on": True}
    words = await api.refused("sendMessage", chat_id=user, text="t", message_effect_id="5")
    assert words == "Bad Request: the sandbox ignores message_effect_id"
    assert len(await people.sees(user)) == 1
    await api("sendMessage", chat_id=user, text="t")
    assert "ignores colour" in await api.refused("getMe", colour="red")
    await people.post("/api/strict", {"on": False})
    await api("sendMessage", chat_id=user, text="t", message_effect_id="5")


# Webhooks


async def test_chats_are_delivered_side_by_side(api: Api, people: People) -> None:
    """As many at a time as max_connections; the updates of one chat in their order."""
    under_way, most, got, go = set[int](), list[int](), list[tuple[int, str]](), asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        length = int(head.partition("content-length: ")[2].partition("\r\n")[0])
        message = json.loads(await reader.readexactly(length))["message"]
        under_way.add(message["chat"]["id"])
        most.append(len(under_way))
        got.append((message["chat"]["id"], message["text"]))
        await go.wait()
        under_way.discard(message["chat"]["id"])
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        users = [await people.starter() for _ in range(3)]
        for user in users:
            await people.say(user, people.bot_id, "second")
        await api("setWebhook", url=url, max_connections=2)
        await until(lambda: len(got) == 2)
        assert got == [(users[0], "/start"), (users[1], "/start")]
        go.set()
        await people.post("/api/clock/settle")
        assert max(most) == 2
        assert sorted(got) == sorted((user, text) for user in users for text in ("/start", "second"))
        assert all(got.index((user, "/start")) < got.index((user, "second")) for user in users)
        assert (await api("getWebhookInfo"))["pending_update_count"] == 0
    finally:
        server.close()
        await server.wait_closed()
