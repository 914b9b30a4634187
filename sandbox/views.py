"""Objects as the Bot API shows them, and messages as a person sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.errors import Json
from sandbox.model import Chat, Message

if TYPE_CHECKING:
    from sandbox.world import World


def chat_json(world: World, chat: Chat, *, for_person: bool = False) -> Json:
    """A Bot API Chat; a person sees the bot where the bot sees the person."""
    if chat.type == "private":
        other = world.users[chat.bot_id if for_person and chat.bot_id else chat.id].as_json()
        names: Json = {key: other[key] for key in ("first_name", "last_name", "username") if key in other}
        return {"id": other["id"], "type": "private", **names}
    body: Json = {"id": chat.id, "type": chat.type, "title": chat.title}
    if chat.username:
        body["username"] = chat.username
    if chat.is_forum:
        body["is_forum"] = True
    return body


def message_json(world: World, message: Message, *, for_person: bool = False, nested: bool = False) -> Json:
    """A Bot API Message as it is now. A nested one has no replied message of its own."""
    chat = message.chat
    body: Json = {"message_id": message.id}
    if message.sender is not None:
        body["from"] = world.users[message.sender].as_json()
    if message.sender_chat is not None:
        body["sender_chat"] = chat_json(world, message.sender_chat)
    body["chat"] = chat_json(world, chat, for_person=for_person)
    body["date"] = message.date
    if message.edit_date is not None:
        body["edit_date"] = message.edit_date
    if message.thread is not None:
        body["message_thread_id"] = message.thread
    if message.is_topic:
        body["is_topic_message"] = True
    if message.album:
        body["media_group_id"] = message.album
    if message.origin:
        body["forward_origin"] = message.origin
    if message.protected:
        body["has_protected_content"] = True
    if not nested:
        # Telegram counts a message in a topic that answers nothing as an answer to the one that opened the topic.
        replied = chat.messages.get(message.reply_to or (message.thread if message.is_topic else None) or 0)
        if replied is not None and replied is not message:
            body["reply_to_message"] = message_json(world, replied, for_person=for_person, nested=True)
        if message.quote:
            body["quote"] = message.quote
    body |= message.content
    if message.refers is not None and not nested:
        body["pinned_message"] = message_json(world, message.refers, for_person=for_person, nested=True)
    if message.poll is not None:
        body["poll"] = message.poll.as_json()
    body |= message.extra
    if message.markup:
        body["reply_markup"] = message.markup
    return body


def person_message(world: World, message: Message) -> Json:
    """A message as people see it on their phones."""
    body = message_json(world, message, for_person=True)
    body["pinned"] = message.id in message.chat.pinned
    body["thread"] = message.thread if message.is_topic else None
    body["notification"] = "silent" if message.silent else "loud"
    if message.reactions:
        body["reactions"] = [
            {"user": user, "emoji": reaction.get("emoji")}
            for user, reactions in message.reactions.items()
            for reaction in reactions
        ]
    return body


def place(chat: Chat) -> Json:
    """How events and logs name a chat: as people do."""
    if chat.type == "private":
        return {"chat": chat.bot_id, "user": chat.id}
    return {"chat": chat.id}
