"""sendMessage and its like; all of them end in `send`."""

from __future__ import annotations

from typing import Any

from sandbox import views
from sandbox.botapi.call import Call, method
from sandbox.botapi.keyboards import Markup, reply_markup
from sandbox.entities import utf16_length
from sandbox.errors import Json, bad_request
from sandbox.model import Chat, Message, Poll

ALBUM_SIZE = (2, 10)
FORWARDS_AT_ONCE = 100
ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}
ACTION_SECONDS = 5.0
CAPTION = ("caption", "caption_entities", "show_caption_above_media")
QUOTED = ("bold", "italic", "underline", "strikethrough", "spoiler", "custom_emoji")
"""Entities that a quote keeps."""


def place_in(call: Call, chat: Chat) -> Json:
    """Thread and reply of the parameters, checked, as arguments for World.post."""
    more: Json = {"silent": call.flag("disable_notification"), "protected": call.flag("protect_content")}
    thread = call.integer("message_thread_id")
    if thread:
        topic = chat.topics.get(thread)
        if topic is None:
            raise bad_request("message thread not found")
        if topic.closed and not call.me(chat).may("can_manage_topics"):
            raise bad_request("TOPIC_CLOSED")
        more["thread"] = thread
    elif chat.is_forum and chat.general.closed and not call.me(chat).may("can_manage_topics"):
        raise bad_request("TOPIC_CLOSED")
    more |= _reply(call, chat)
    return more


def _reply(call: Call, chat: Chat) -> Json:
    parameters = call.structure("reply_parameters", "reply parameters")
    if parameters is None:
        number, lenient = call.integer("reply_to_message_id"), call.flag("allow_sending_without_reply")
        quote = None
    elif not isinstance(parameters, dict):
        raise bad_request("object expected as reply parameters")
    else:
        number, lenient = int(parameters.get("message_id") or 0), bool(parameters.get("allow_sending_without_reply"))
        quote = parameters.get("quote")
        other = parameters.get("chat_id")
        if other not in (None, "", chat.id, str(chat.id)):
            return _external_reply(call, parameters, lenient)
    if not number:
        return {}
    replied = chat.messages.get(number)
    if replied is None:
        if lenient:
            return {}
        raise bad_request("message to be replied not found")
    if quote:
        return {"reply_to": number, "quote": _quote(call, replied, parameters or {})}
    return {"reply_to": number}


def _quote(call: Call, replied: Message, parameters: Json) -> Json:
    """A TextQuote: what is quoted stands in the message, at the place nearest to the one that was given."""
    text, entities = call.parsed(
        str(parameters["quote"]), parameters.get("quote_parse_mode"), parameters.get("quote_entities")
    )
    near, whole = int(parameters.get("quote_position") or 0), replied.text
    places = [
        utf16_length(whole[:at]) for at in range(len(whole) - len(text) + 1) if text and whole.startswith(text, at)
    ]
    if not places:
        raise bad_request("QUOTE_TEXT_INVALID")
    quote: Json = {"text": text, "position": min(places, key=lambda at: abs(at - near)), "is_manual": True}
    kept = [entity for entity in entities if entity.get("type") in QUOTED]
    return quote | ({"entities": kept} if kept else {})


def _external_reply(call: Call, parameters: Json, lenient: bool) -> Json:
    other = Call(call.world, call.bot, call.method, {"chat_id": str(parameters["chat_id"])}).chat("read")
    replied = other.messages.get(int(parameters.get("message_id") or 0))
    if replied is None:
        if lenient:
            return {}
        raise bad_request("message to be replied not found")
    shown = {"origin": origin_of(call, replied), "chat": views.chat_json(call.world, other), "message_id": replied.id}
    return {"extra": {"external_reply": shown}}


def send(call: Call, content: Json, kind: str, *, poll: Poll | None = None) -> Json:
    """The last step of each send method: checks in Telegram's order, then the message appears."""
    chat = call.chat()
    markup = reply_markup(call, chat)
    more = place_in(call, chat)
    call.may_send(chat, kind)
    call.charge(chat)
    message = put(call, chat, content, markup, poll=poll, **more)
    return views.message_json(call.world, message)


def put(call: Call, chat: Chat, content: Json, markup: Markup, **more: Any) -> Message:
    """Post as the bot, and lay out the keyboard that comes with it."""
    author: Json = {"sender": call.bot.id}
    if chat.type == "channel":
        author = {"sender": call.bot.id, "sender_chat": chat}
    message = call.world.post(
        chat, content, markup=markup.inline, had_keyboard=markup.keyboard is not None, **author, **more
    )
    if markup.keyboard is not None:
        _lay_out(chat, message, markup.keyboard)
        call.world.emit("keyboard", **views.place(chat))
    return message


def _lay_out(chat: Chat, message: Message, keyboard: Json) -> None:
    people = [0]
    if keyboard.get("selective") and chat.type != "private":
        replied = chat.messages.get(message.reply_to or 0)
        people = [e["user"]["id"] for e in message.entities if e.get("type") == "text_mention"]
        if replied is not None and replied.sender:
            people.append(replied.sender)
    for person in people:
        if keyboard.get("remove_keyboard"):
            chat.keyboards.pop(person, None)
            if person == 0:
                chat.keyboards.clear()
        else:
            chat.keyboards[person] = keyboard


@method("sendMessage")
def send_message(call: Call) -> Json:
    return send(call, call.text_content(), "text")


@method("sendLocation")
def send_location(call: Call) -> Json:
    return send(call, {"location": _location(call)}, "text")


def _location(call: Call) -> Json:
    latitude, longitude = call.number("latitude"), call.number("longitude")
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise bad_request("invalid location specified" if abs(latitude) > 90 else "wrong longitude specified")
    location: Json = {"latitude": latitude, "longitude": longitude}
    for key in ("horizontal_accuracy", "live_period", "heading", "proximity_alert_radius"):
        if call.has(key):
            location[key] = call.number(key) if key == "horizontal_accuracy" else call.integer(key)
    return location


@method("sendVenue")
def send_venue(call: Call) -> Json:
    venue: Json = {
        "location": _location(call),
        "title": call.required("title"),
        "address": call.required("address"),
    }
    for key in ("foursquare_id", "foursquare_type", "google_place_id", "google_place_type"):
        if call.has(key):
            venue[key] = call.string(key)
    return send(call, {"venue": venue, "location": venue["location"]}, "text")


@method("sendContact")
def send_contact(call: Call) -> Json:
    contact: Json = {"phone_number": call.required("phone_number"), "first_name": call.required("first_name")}
    for key in ("last_name", "vcard"):
        if call.has(key):
            contact[key] = call.string(key)
    return send(call, {"contact": contact}, "text")


@method("sendDice")
def send_dice(call: Call) -> Json:
    emoji = call.string("emoji") or "🎲"
    highest = {"🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "🎰": 64}.get(emoji)
    if highest is None:
        raise bad_request("wrong dice emoji specified")
    return send(call, {"dice": {"emoji": emoji, "value": int(call.world.number()) % highest + 1}}, "text")


@method("sendChatAction")
def send_chat_action(call: Call) -> bool:
    chat = call.chat()
    if call.string("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat.typing[call.bot.id] = (call.world.now() + ACTION_SECONDS, call.string("action"))
    thread = call.integer("message_thread_id") or None
    call.world.emit("typing", **views.place(chat), by=call.bot.id, action=call.string("action"), thread=thread)
    return True


# Forwarding and copying


def origin_of(call: Call, message: Message) -> Json:
    """A Bot API MessageOrigin."""
    world = call.world
    if message.origin:
        return message.origin
    if message.chat.type == "channel":
        chat = views.chat_json(world, message.chat)
        return {"type": "channel", "date": message.date, "chat": chat, "message_id": message.id}
    if message.sender_chat is not None:
        return {"type": "chat", "date": message.date, "sender_chat": views.chat_json(world, message.sender_chat)}
    sender = world.users[message.sender or 0].as_json()
    return {"type": "user", "date": message.date, "sender_user": sender}


def _source(call: Call, number: int, what: str) -> Message:
    chat = call.chat("read", "from_chat_id")
    message = chat.messages.get(number)
    if message is None:
        raise bad_request(f"{what} not found")
    if message.service or message.protected:
        raise bad_request("the message can't be forwarded" if "forward" in what else "the message can't be copied")
    return message


def _forward(call: Call, chat: Chat, source: Message, more: Json) -> Message:
    origin = origin_of(call, source)
    return put(call, chat, source.content, Markup(), origin=origin, poll=source.poll, **more)


@method("forwardMessage")
def forward_message(call: Call) -> Json:
    chat = call.chat()
    source = _source(call, call.integer("message_id"), "message to forward")
    more = place_in(call, chat)
    call.may_send(chat, _kind(source))
    call.charge(chat)
    return views.message_json(call.world, _forward(call, chat, source, more))


@method("copyMessage")
def copy_message(call: Call) -> Json:
    chat = call.chat()
    source = _source(call, call.integer("message_id"), "message to copy")
    markup = reply_markup(call, chat)
    more = place_in(call, chat)
    call.may_send(chat, _kind(source))
    content = dict(source.content)
    if call.has("caption") and "text" not in content:
        content.pop("caption_entities", None)
        content |= call.caption()
    call.charge(chat)
    return {"message_id": put(call, chat, content, markup, poll=source.poll, **more).id}


def _kind(message: Message) -> str:
    kinds = ("photo", "animation", "document", "voice", "video", "video_note", "audio")
    return next((kind for kind in kinds if kind in message.content), "text")


def message_ids(call: Call, name: str = "message_ids") -> list[int]:
    """A list of message identifiers. Raises BotApiError."""
    value = call.structure(name, name)
    if value is None:
        raise bad_request("message identifiers are not specified")
    if not isinstance(value, list):
        raise bad_request("expected an Array of message identifiers")
    if len(value) > FORWARDS_AT_ONCE:
        raise bad_request("too many message identifiers specified")
    if any(not isinstance(number, int) for number in value):
        raise bad_request("message identifier must be a Number")
    return value


@method("forwardMessages", "copyMessages")
def forward_messages(call: Call) -> list[Json]:
    chat = call.chat()
    origin = call.chat("read", "from_chat_id")
    found = [origin.messages[n] for n in message_ids(call) if n in origin.messages]
    sources = [m for m in found if not m.service and not m.protected]
    verb = "forward" if call.method.lower().startswith("forward") else "copy"
    if not sources:
        raise bad_request(f"there are no messages to {verb}")
    more = place_in(call, chat)
    call.may_send(chat, "text")
    call.charge(chat, len(sources))
    albums: dict[str, str] = {}
    sent: list[Json] = []
    for source in sources:
        album = albums.setdefault(source.album, call.world.number()) if source.album else None
        if verb == "forward":
            message = _forward(call, chat, source, {**more, "album": album})
        else:
            content = dict(source.content)
            if call.flag("remove_caption"):
                content = {key: value for key, value in content.items() if key not in CAPTION}
            message = put(call, chat, content, Markup(), poll=source.poll, album=album, **more)
        sent.append({"message_id": message.id})
    return sent
