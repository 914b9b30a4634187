"""Changing and deleting messages, reactions and answers to pressed buttons."""

from __future__ import annotations

from sandbox import views
from sandbox.botapi.call import Call, method
from sandbox.botapi.keyboards import reply_markup
from sandbox.botapi.media import input_media
from sandbox.botapi.sending import message_ids
from sandbox.entities import utf16_length
from sandbox.errors import Json, bad_request
from sandbox.model import Chat, Message

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
QUERY_SECONDS = 600.0
"""After so long a pressed button cannot be answered any more."""
ANSWER_LIMIT = 200
"""Characters of an answer to a pressed button (UTF-16 units)."""
DELETE_SECONDS = 48 * 3600
"""After so long only administrators delete."""
MEDIA = ("photo", "document", "voice", "video", "audio", "animation")


def editable(call: Call) -> Message:
    """The bot's own message that the parameters name. Raises BotApiError."""
    if call.has("inline_message_id") and not call.has("chat_id"):
        raise bad_request("invalid inline message identifier specified")
    chat = call.chat("edit")
    message = call.message(chat, "message to edit")
    if message.sender != call.bot.id or message.service or message.origin or message.had_keyboard:
        raise bad_request("message can't be edited")
    return message


def apply(call: Call, message: Message, content: Json) -> Json:
    """Content and inline keyboard take effect, unless both are as they were."""
    markup = reply_markup(call, message.chat).inline
    if content == message.content and markup == message.markup:
        raise bad_request(NOT_MODIFIED)
    call.charge(message.chat, edit=True)
    if content != message.content:
        message.edit_date = int(call.world.now())
    message.content, message.markup = content, markup
    call.world.edited(message, by_person=False)
    return views.message_json(call.world, message)


@method("editMessageText")
def edit_message_text(call: Call) -> Json:
    content = call.text_content()
    message = editable(call)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    return apply(call, message, content)


@method("editMessageCaption")
def edit_message_caption(call: Call) -> Json:
    caption = call.caption()
    message = editable(call)
    if not any(kind in message.content for kind in MEDIA):
        raise bad_request("there is no caption in the message to edit")
    dropped = ("caption", "caption_entities", "show_caption_above_media")
    content = {key: value for key, value in message.content.items() if key not in dropped}
    return apply(call, message, content | caption)


@method("editMessageMedia")
def edit_message_media(call: Call) -> Json:
    item = call.structure("media", "input media")
    if not isinstance(item, dict):
        missing = "input media is not specified"
        raise bad_request(missing if item is None else "can't parse InputMedia: expected an Object")
    message = editable(call)
    if not any(kind in message.content for kind in (*MEDIA, "text")):
        raise bad_request("message can't be edited")
    return apply(call, message, input_media(call, item))


@method("editMessageReplyMarkup")
def edit_message_reply_markup(call: Call) -> Json:
    message = editable(call)
    return apply(call, message, message.content)


@method("deleteMessage")
def delete_message(call: Call) -> bool:
    chat = call.chat()
    if not call.has("message_id"):
        raise bad_request("message identifier is not specified")
    message = call.message(chat, "message to delete")
    if not deletable(call, chat, message):
        raise bad_request("message can't be deleted for everyone")
    call.world.delete(message)
    return True


def deletable(call: Call, chat: Chat, message: Message) -> bool:
    """Own or, with the right, anybody's; after 48 hours only with the right."""
    if chat.type != "private" and call.me(chat).may("can_delete_messages"):
        return True
    young = call.world.now() - message.date < DELETE_SECONDS
    return young and (message.sender == call.bot.id or chat.type == "private")


@method("deleteMessages")
def delete_messages(call: Call) -> bool:
    chat = call.chat()
    found = [chat.messages[number] for number in message_ids(call) if number in chat.messages]
    if any(not deletable(call, chat, message) for message in found):
        raise bad_request("message can't be deleted for everyone")
    for message in found:
        call.world.delete(message)
    return True


@method("answerCallbackQuery")
def answer_callback_query(call: Call) -> bool:
    text = call.string("text")
    if utf16_length(text) > ANSWER_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    query = call.world.queries.get(call.string("callback_query_id"))
    stale = query is None or query.bot != call.bot.id or query.answer is not None
    if query is None or stale or call.world.now() - query.at > QUERY_SECONDS:
        raise bad_request(QUERY_TOO_OLD)
    url = call.string("url")
    if url and not url.startswith(
        (f"https://t.me/{call.bot.user.username}", f"t.me/{call.bot.user.username}", "tg://")
    ):
        raise bad_request("URL_INVALID")
    query.answer = {"text": text or None, "show_alert": call.flag("show_alert"), "url": url or None}
    query.answered.set()
    call.world.emit("answer", query=query.id, by=query.user, bot=call.bot.id, answer=query.answer)
    return True


@method("setMessageReaction")
def set_message_reaction(call: Call) -> bool:
    chat = call.chat("read")
    message = call.message(chat, "message to react")
    reactions = call.structure("reaction", "reaction types") or []
    if not isinstance(reactions, list):
        raise bad_request("expected an Array of ReactionType")
    for reaction in reactions:
        if not isinstance(reaction, dict) or reaction.get("type") not in ("emoji", "custom_emoji", "paid"):
            raise bad_request("can't parse ReactionType: invalid reaction type specified")
        # Bots are not premium: no custom emoji, and never paid ones.
        if reaction["type"] != "emoji" or reaction.get("emoji") not in REACTIONS:
            raise bad_request("REACTION_INVALID")
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    call.world.react(message, call.bot.id, reactions)
    return True


# fmt: off
REACTIONS = frozenset((
    "❤", "👍", "👎", "🔥", "🥰", "👏", "😁", "🤔", "🤯", "😱",
    "🤬", "😢", "🎉", "🤩", "🤮", "💩", "🙏", "👌", "🕊", "🤡",
    "🥱", "🥴", "😍", "🐳", "❤‍🔥", "🌚", "🌭", "💯", "🤣", "⚡",
    "🍌", "🏆", "💔", "🤨", "😐", "🍓", "🍾", "💋", "🖕", "😈",
    "😴", "😭", "🤓", "👻", "👨‍💻", "👀", "🎃", "🙈", "😇", "😨",
    "🤝", "✍", "🤗", "🫡", "🎅", "🎄", "☃", "💅", "🤪", "🗿",
    "🆒", "💘", "🙉", "🦄", "😘", "💊", "🙊", "😎", "👾", "🤷‍♂",
    "🤷", "🤷‍♀", "😡",
))
# fmt: on
"""What ReactionTypeEmoji allows."""
