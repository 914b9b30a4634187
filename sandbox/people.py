"""What people do on their phones, and what they see there."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

from sandbox import apps, views
from sandbox.botapi.call import Upload
from sandbox.entities import CAPTION_LIMIT, TEXT_LIMIT, find_entities, utf16_length
from sandbox.errors import Json, Refused
from sandbox.files import is_image
from sandbox.model import ANONYMOUS_ADMIN, PERMISSIONS, TELEGRAM, Chat, Member, Message, Query, promoted
from sandbox.world import World

PRESS_TIMEOUT = 10.0
"""Real seconds that a press waits for the bot's answer by default."""
MEDIA = ("photo", "document", "voice", "video", "audio", "animation", "video_note", "sticker")
PLAIN = ("location", "contact", "venue", "dice")
NEEDED = {
    "location": ("latitude", "longitude"),
    "contact": ("phone_number", "first_name"),
    "venue": ("location", "title", "address"),
    "dice": ("emoji", "value"),
}
"""What Telegram's objects cannot be without."""


def find_chat(world: World, user_id: int, chat_id: int, *, open_private: bool = False) -> Chat:
    """The chat that a person means: a group, or by a bot's id the private chat with it. Raises Refused."""
    if chat_id in world.bots:
        if open_private or (chat_id, user_id) in world.private:
            return world.private_chat(chat_id, user_id)
        raise Refused(f"user {user_id} has not started bot {chat_id}", 404)
    return world.chat(chat_id)


def writable(world: World, user_id: int, chat_id: int) -> Chat:
    """A chat in which this person may write now. Raises Refused."""
    person = world.user(user_id)
    if person.deactivated:
        raise Refused("the account is deactivated", 409)
    chat = find_chat(world, user_id, chat_id, open_private=True)
    if chat.migrated_to is not None:
        chat = chat.migrated_to
    if chat.type == "private":
        if chat.blocked:
            raise Refused("this person blocked the bot", 409)
        return chat
    member = chat.member(user_id)
    if not member.inside:
        raise Refused(f"user {user_id} is not in chat {chat_id}", 409)
    if member.status == "restricted" and not member.rights.get("can_send_messages", True):
        raise Refused("this person may not write here", 409)
    if chat.type == "channel" and not member.is_admin:
        raise Refused("only administrators post in a channel", 409)
    return chat


# Writing


def content_of(world: World, body: Json, files: dict[str, Upload]) -> Json:
    """The content that one message body describes. Raises Refused."""
    content: Json = {}
    text = body.get("text")
    caption = body.get("caption")
    for kind in MEDIA:
        if kind in body or kind in files:
            content = _media(world, kind, body.get(kind), files.get(kind))
            break
    else:
        for kind in PLAIN:
            if body.get(kind) is not None:
                content = {kind: _plain(kind, body[kind])}
                if kind == "venue":
                    content["location"] = content["venue"]["location"]
                break
    content |= body.get("content") or {}
    if text is not None:
        if utf16_length(str(text)) > TEXT_LIMIT:
            raise Refused(f"a text has at most {TEXT_LIMIT} UTF-16 units; apps split longer ones")
        content["text"] = str(text)
        if entities := find_entities(str(text), body.get("entities")):
            content["entities"] = entities
    if caption:
        if utf16_length(str(caption)) > CAPTION_LIMIT:
            raise Refused(f"a caption has at most {CAPTION_LIMIT} UTF-16 units")
        content["caption"] = str(caption)
        if entities := find_entities(str(caption), body.get("caption_entities")):
            content["caption_entities"] = entities
    if not content or content.get("text") == "":
        raise Refused("nothing to send: text, photo, document, voice, video, location, contact, ...")
    return content


def _media(world: World, kind: str, given: Any, upload: Upload | None) -> Json:
    if isinstance(given, str):
        stored = world.files.get(given)
        if stored is None or stored.kind != kind:
            raise Refused(f"no {kind} {given}")
        return dict(stored.content)
    spec: Json = given if isinstance(given, dict) else {}
    data = upload.data if upload is not None else None
    if upload is not None and not data:
        raise Refused("the file is empty")
    size = int(spec["size"]) if spec.get("size") is not None else None
    if kind == "photo":
        if data is not None and not is_image(data):
            raise Refused("that is no picture; send it as a document")
        return world.files.photo(data, size, int(spec.get("width", 1280)), int(spec.get("height", 960)))
    name = upload.name if upload is not None else spec.get("file_name")
    mime = upload.mime_type if upload is not None else spec.get("mime_type")
    content = world.files.other(kind, data, size, name, mime, spec)
    if kind == "sticker":
        content[kind] |= {key: value for key, value in spec.items() if key != "size"}
    return content


def _plain(kind: str, given: Any) -> Json:
    if kind == "location" and isinstance(given, list | tuple):
        given = {"latitude": float(given[0]), "longitude": float(given[1])}
    if not isinstance(given, dict):
        raise Refused(f"{kind} must be an object")
    if kind == "dice":
        given = {"emoji": "🎲", "value": 1} | given
    content: Json = given
    if missing := [name for name in NEEDED[kind] if given.get(name) is None]:
        raise Refused(f"{kind} needs {', '.join(missing)}")
    return content


def send(world: World, user_id: int, body: Json, files: dict[str, list[Upload]]) -> list[Message]:
    """One message, or the messages of an album."""
    chat = writable(world, user_id, int(body["chat"]))
    more: Json = {}
    if body.get("reply_to"):
        if int(body["reply_to"]) not in chat.messages:
            raise Refused(f"no message {body['reply_to']} to answer", 404)
        more["reply_to"] = int(body["reply_to"])
    if body.get("thread"):
        topic = chat.topics.get(int(body["thread"]))
        if topic is None:
            raise Refused(f"no topic {body['thread']}", 404)
        if topic.closed and not chat.member(user_id).is_admin:
            raise Refused("the topic is closed", 409)
        more["thread"] = topic.id
    elif chat.is_forum and chat.general.closed and not chat.member(user_id).is_admin:
        raise Refused("the topic is closed", 409)
    if body.get("silent"):
        more["silent"] = True
    author = _author(world, chat, user_id, bool(body.get("anonymous")))
    items = body.get("media_group")
    photos = files.get("photo", [])
    if items is None and len(photos) > 1:
        items = [{"caption": body.get("caption")} | {"photo": {}}, *[{"photo": {}} for _ in photos[1:]]]
        parts = [{"photo": photo} for photo in photos]
    elif items is not None:
        parts = [{"photo": photos[i]} if i < len(photos) else {} for i in range(len(items))]
    else:
        parts = [{kind: uploads[0] for kind, uploads in files.items()}]
    if items is None:
        return [_post(world, chat, content_of(world, body, parts[0]), author, more)]
    if not 2 <= len(items) <= 10:
        raise Refused("an album has 2 to 10 items")
    contents = [content_of(world, item, part) for item, part in zip(items, parts, strict=True)]
    album = world.number()
    return [_post(world, chat, content, author, more | {"album": album}) for content in contents]


def _author(world: World, chat: Chat, user_id: int, anonymous: bool) -> Json:
    if chat.type == "channel":
        return {"sender": None, "sender_chat": chat}
    if anonymous:
        if not chat.is_group or not chat.member(user_id).is_admin:
            raise Refused("only administrators of a group write anonymously", 409)
        return {"sender": ANONYMOUS_ADMIN, "sender_chat": chat}
    return {"sender": user_id}


def _post(world: World, chat: Chat, content: Json, author: Json, more: Json) -> Message:
    message = world.post(chat, content, **author, **more)
    if chat.type == "channel" and chat.linked is not None:
        origin = {
            "type": "channel",
            "date": message.date,
            "chat": views.chat_json(world, chat),
            "message_id": message.id,
        }
        extra = {"is_automatic_forward": True}
        world.post(chat.linked, content, sender=TELEGRAM, sender_chat=chat, origin=origin, extra=extra)
    return message


def own_message(world: World, user_id: int, chat_id: int, message_id: int) -> Message:
    """A message that this person may change. Raises Refused."""
    chat = writable(world, user_id, chat_id)
    message = chat.messages.get(message_id)
    if message is None:
        raise Refused(f"no message {message_id}", 404)
    return message


def edit(world: World, user_id: int, chat_id: int, message_id: int, body: Json) -> Message:
    """The author changes text or caption."""
    message = own_message(world, user_id, chat_id, message_id)
    if message.sender != user_id and message.sender_chat is not message.chat:
        raise Refused("only the author edits a message", 409)
    caption = "text" not in message.content
    key = "caption" if caption else "text"
    text = body.get(key, body.get("text"))
    if text is None:
        raise Refused(f"{key} is required")
    kept = {k: v for k, v in message.content.items() if k not in (key, "entities", "caption_entities")}
    message.content = content_of(world, {"content": kept, key: text}, {})
    message.edit_date = int(world.now())
    world.edited(message, by_person=True)
    return message


def delete(world: World, user_id: int, chat_id: int, message_id: int) -> None:
    """For everybody: in a private chat anything, in a group one's own or, with the right, anybody's."""
    message = own_message(world, user_id, chat_id, message_id)
    chat = message.chat
    if chat.type != "private" and message.sender != user_id and not chat.member(user_id).may("can_delete_messages"):
        raise Refused("only administrators delete what others wrote", 409)
    world.delete(message)


def forward(world: World, user_id: int, chat_id: int, message_id: int, to: int) -> Message:
    """Send on a message that this person sees."""
    source = visible(world, user_id, chat_id).messages.get(message_id)
    if source is None:
        raise Refused(f"no message {message_id}", 404)
    chat = writable(world, user_id, to)
    origin = source.origin
    if origin is None and source.sender_chat is not None:
        origin = {"type": "chat", "date": source.date, "sender_chat": views.chat_json(world, source.sender_chat)}
    if origin is None and source.sender is not None:
        origin = {"type": "user", "date": source.date, "sender_user": world.users[source.sender].as_json()}
    return world.post(chat, source.content, sender=user_id, origin=origin, poll=source.poll)


# Starting, blocking


def start(world: World, user_id: int, bot_id: int, payload: str | None) -> Message:
    """Press Start, or open t.me/<bot>?start=<payload>; unblocks."""
    world.bot(bot_id)
    chat = world.private_chat(bot_id, user_id)
    world.set_blocked(chat, False)
    text = f"/start {payload}" if payload else "/start"
    return send(world, user_id, {"chat": bot_id, "text": text}, {})[0]


def start_group(world: World, user_id: int, bot_id: int, chat_id: int, payload: str | None) -> Message:
    """Open t.me/<bot>?startgroup=<payload> and choose a group."""
    bot = world.bot(bot_id)
    chat = writable(world, user_id, chat_id)
    if not chat.member(bot_id).inside:
        world.join(chat, bot_id, user_id)
    text = f"/start@{bot.user.username}" + (f" {payload}" if payload else "")
    return send(world, user_id, {"chat": chat.id, "text": text}, {})[0]


# Buttons


def _button(message: Message, wanted: Any) -> Json:
    rows = (message.markup or {}).get("inline_keyboard", [])
    buttons: list[Json] = [button for row in rows for button in row]
    if isinstance(wanted, int) or (isinstance(wanted, str) and wanted.isdigit() and not _named(buttons, wanted)):
        if 0 <= int(wanted) < len(buttons):
            return buttons[int(wanted)]
    elif found := _named(buttons, str(wanted)):
        return found[0]
    texts = [button["text"] for button in buttons]
    raise Refused(f"no button {wanted!r} on message {message.id} as it is now", 409, buttons=texts)


def _named(buttons: list[Json], wanted: str) -> list[Json]:
    exact = [b for b in buttons if b["text"] == wanted or b.get("callback_data") == wanted]
    return exact or [b for b in buttons if wanted and wanted in b["text"]][:1]


async def press(world: World, user_id: int, body: Json) -> Json:
    """Press a button and wait for the bot's answer."""
    if not body.get("message"):
        return _press_key(world, user_id, body)
    chat = visible(world, user_id, int(body["chat"]))
    message = chat.messages.get(int(body["message"]))
    if body.get("forge"):
        # Forged data may name a message that was deleted meanwhile, or is not the bot's.
        if message is None:
            message = Message(int(body["message"]), chat, 0, {}, sender=chat.bot_id or _some_bot(world, chat))
        query = world.press(message, user_id, str(body.get("data", "")))
        return await _answer(world, query, body)
    if message is None:
        raise Refused(f"no message {body['message']}", 404)
    button = _button(message, body.get("button", body.get("data")))
    if "url" in button:
        return {"answer": None, "url": button["url"]}
    if "web_app" in button:
        return {"answer": None, "app": apps.opened(world, chat.bot_id, user_id, button["web_app"]["url"], body)}
    if "callback_data" not in button:
        return {"answer": None, "button": button}
    chat.last_read[user_id] = max(chat.last_read.get(user_id, 0), message.id)
    return await _answer(world, world.press(message, user_id, button["callback_data"]), body)


def _some_bot(world: World, chat: Chat) -> int | None:
    return next((bot for bot in world.bots if chat.member(bot).inside), None)


async def _answer(world: World, query: Query, body: Json) -> Json:
    timeout = float(body.get("timeout", PRESS_TIMEOUT))
    if timeout > 0:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(query.answered.wait(), timeout)
    return {"answer": query.answer, "query": query.id}


def keyboard_of(chat: Chat, user_id: int) -> Json | None:
    """The keyboard that this person has under the input field."""
    return chat.keyboards.get(user_id) or chat.keyboards.get(0)


def _press_key(world: World, user_id: int, body: Json) -> Json:
    chat = writable(world, user_id, int(body["chat"]))
    keyboard = keyboard_of(chat, user_id) or {}
    keys = [key for row in keyboard.get("keyboard", []) for key in row]
    wanted = body.get("button")
    found = [key for number, key in enumerate(keys) if wanted in (key["text"], number)]
    found = found or [key for key in keys if isinstance(wanted, str) and wanted and wanted in key["text"]]
    if not found:
        raise Refused(f"no key {wanted!r} under the input field", 409, buttons=[key["text"] for key in keys])
    key = found[0]
    if key.get("web_app"):
        url = apps.opened(world, chat.bot_id, user_id, key["web_app"]["url"], body, known=False)
        return {"answer": None, "app": url}
    content: Json = {"chat": body["chat"], "text": key["text"]}
    if key.get("request_location"):
        content = {"chat": body["chat"], "location": body.get("location") or [46.98, 130.33]}
    if key.get("request_contact"):
        person = world.users[user_id]
        contact = {"phone_number": str(body.get("phone", "13900000000")), "first_name": person.first_name}
        content = {"chat": body["chat"], "contact": contact | {"user_id": user_id}}
    if keyboard.get("one_time_keyboard"):
        chat.keyboards.pop(user_id, None)
        chat.keyboards.pop(0, None)
    message = send(world, user_id, content, {})[0]
    return {"answer": None, "message": views.person_message(world, message)}


# Reading


def visible(world: World, user_id: int, chat_id: int) -> Chat:
    """A chat that this person sees. Raises Refused."""
    world.user(user_id)
    chat = find_chat(world, user_id, chat_id)
    if chat.type != "private" and not chat.member(user_id).inside:
        raise Refused(f"user {user_id} is not in chat {chat_id}", 409)
    return chat


def chat_summary(world: World, user_id: int, chat: Chat) -> Json:
    """A line in the list of chats."""
    last = next(reversed(chat.messages.values()), None)
    read = chat.last_read.get(user_id, 0)
    unread = 0
    for number in reversed(chat.messages):
        if number <= read:
            break
        unread += chat.messages[number].sender != user_id
    body = views.chat_json(world, chat, for_person=True) | {"unread": unread, "blocked": chat.blocked}
    if chat.type == "private" and chat.bot_id is not None:
        body["bot"] = True
    if last is not None:
        body["last_message"] = views.person_message(world, last)
    if chat.is_forum:
        body["topics"] = [topic.as_json() | {"closed": topic.closed} for topic in chat.topics.values()]
    if chat.migrated_from is not None:
        body["migrated_from"] = chat.migrated_from.id
    return body


def chat_view(world: World, user_id: int, chat: Chat, since: int) -> Json:
    """A chat opened on this person's phone."""
    messages = [views.person_message(world, m) for number, m in chat.messages.items() if number > since]
    now = world.now()
    typing = [{"user": user, "action": action} for user, (until, action) in chat.typing.items() if until > now]
    return {
        "chat": chat_summary(world, user_id, chat),
        "messages": messages,
        "keyboard": keyboard_of(chat, user_id),
        "typing": typing,
        "pinned": list(chat.pinned),
        "members": [] if chat.type == "private" else members_view(world, chat),
    }


def members_view(world: World, chat: Chat) -> list[Json]:
    """All who are or were in a chat."""
    return [member.as_json(world.users[user], chat.type) for user, member in chat.members.items()]


def commands_view(world: World, bot_id: int, user_id: int | None, chat_id: int | None) -> list[Json]:
    """The command menu that a person has in a chat: the narrowest list that exists, in the person's language."""
    bot = world.bot(bot_id)
    chat = world.chats.get(chat_id or 0)
    language = (world.users[user_id].language_code or "")[:2] if user_id in world.users else ""
    chat_key = chat.id if chat is not None else (user_id or 0)
    scopes: list[tuple[str, int, int]] = []
    if chat is not None:
        admin = user_id is not None and chat.member(user_id).is_admin
        scopes = [("chat_member", chat_key, user_id or 0)]
        scopes += [("chat_administrators", chat_key, 0)] if admin else []
        scopes += [("chat", chat_key, 0)]
        scopes += [("all_chat_administrators", 0, 0)] if admin else []
        scopes += [("all_group_chats", 0, 0)]
    else:
        scopes = [("chat", chat_key, 0), ("all_private_chats", 0, 0)]
    for kind, where, who in [*scopes, ("default", 0, 0)]:
        for tongue in dict.fromkeys((language, "")):
            if (kind, where, who, tongue) in bot.commands:
                return bot.commands[kind, where, who, tongue]
    return []


# Chats


def create_chat(world: World, body: Json) -> Chat:
    """A new group, supergroup or channel with people and bots in it."""
    kind = str(body.get("type"))
    if kind not in ("group", "supergroup", "channel"):
        raise Refused("type must be group, supergroup or channel")
    title = str(body.get("title") or "").strip()
    if not title:
        raise Refused("title is required")
    admins = [int(user) for user in body.get("admins") or []]
    members = [int(user) for user in [*(body.get("members") or []), *(body.get("bots") or []), *admins]]
    for user in members:
        world.user(user)
    people = [user for user in [*admins, *members] if user not in world.bots]
    if body.get("owner") is None and not people:
        raise Refused("a chat needs an owner")
    owner = int(body["owner"]) if body.get("owner") is not None else people[0]
    world.user(owner)
    if body.get("is_forum") and kind != "supergroup":
        raise Refused("only a supergroup has topics")
    chat = world.open_chat(kind, title, int(body["id"]) if body.get("id") is not None else None)
    chat.is_forum = bool(body.get("is_forum"))
    chat.username = body.get("username")
    chat.members[owner] = Member("creator")
    for user in dict.fromkeys(members):
        if user not in world.bots and user != owner:
            chat.members[user] = promoted() if user in admins else Member("member")
    world.emit("chat", chat=views.chat_json(world, chat), members=list(chat.members))
    for user in dict.fromkeys(members):
        if user in world.bots:
            world.join(chat, user, owner, promoted() if user in admins or kind == "channel" else None)
    if body.get("linked_chat") is not None:
        other = world.chat(int(body["linked_chat"]))
        chat.linked, other.linked = other, chat
    return chat


def change_member(world: World, chat: Chat, body: Json) -> Json:
    """Join, add, promote, restrict, remove."""
    user = int(body["user"])
    world.user(user)
    status = str(body.get("status") or "member")
    owner = next((who for who, member in chat.members.items() if member.status == "creator"), user)
    joining = not chat.member(user).inside
    by = int(body.get("by") or (user if joining and user not in world.bots and status == "member" else owner))
    world.user(by)
    rights = body.get("rights")
    if status == "member":
        new = Member("member")
    elif status == "administrator":
        new = promoted(rights)
    elif status == "restricted":
        new = Member("restricted", {name: bool((rights or {}).get(name)) for name in PERMISSIONS})
    elif status in ("left", "kicked"):
        world.leave(chat, user, by, Member(status))
        return chat.member(user).as_json(world.users[user], chat.type)
    else:
        raise Refused("status must be member, administrator, restricted, left or kicked")
    if "custom_title" in body:
        new.custom_title = body["custom_title"]
    if chat.member(user).status == "creator":
        raise Refused("the owner stays the owner", 409)
    world.join(chat, user, by, new)
    return chat.member(user).as_json(world.users[user], chat.type)
