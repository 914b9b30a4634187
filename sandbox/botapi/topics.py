"""Forum topics."""

from __future__ import annotations

from sandbox.botapi.call import Call, method
from sandbox.errors import Json, bad_request
from sandbox.model import Chat, Topic

NAME_LIMIT = 128


def _forum(call: Call) -> Chat:
    chat = call.chat()
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    call.need_right(chat, "can_manage_topics", "create a topic")
    return chat


def _topic(call: Call) -> tuple[Chat, Topic]:
    chat = _forum(call)
    topic = chat.topics.get(call.integer("message_thread_id"))
    if topic is None:
        raise bad_request("message thread not found")
    return chat, topic


@method("createForumTopic")
def create_forum_topic(call: Call) -> Json:
    chat = _forum(call)
    name = call.string("name").strip()
    if not name or len(name) > NAME_LIMIT:
        raise bad_request("TOPIC_TITLE_EMPTY" if not name else "TOPIC_TITLE_INVALID")
    color, emoji = call.integer("icon_color") or None, call.string("icon_custom_emoji_id") or None
    return call.world.open_topic(chat, name, call.bot.id, color, emoji).as_json()


@method("editForumTopic")
def edit_forum_topic(call: Call) -> bool:
    chat, topic = _topic(call)
    name, icon = call.string("name").strip(), call.string("icon_custom_emoji_id")
    changed: Json = {}
    if name and name != topic.name:
        if len(name) > NAME_LIMIT:
            raise bad_request("TOPIC_TITLE_INVALID")
        topic.name = changed["name"] = name
    if "icon_custom_emoji_id" in call.values and icon != (topic.icon_custom_emoji_id or ""):
        topic.icon_custom_emoji_id = icon or None
        changed["icon_custom_emoji_id"] = icon
    if not changed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    call.world.service(chat, {"forum_topic_edited": changed}, call.bot.id, thread=topic.id)
    call.world.emit("topic", chat=chat.id, topic=topic.as_json())
    return True


@method("closeForumTopic", "reopenForumTopic")
def close_forum_topic(call: Call) -> bool:
    chat, topic = _topic(call)
    closed = call.method.lower().startswith("close")
    if topic.closed == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    call.world.close_topic(chat, topic, closed, call.bot.id)
    return True


@method("deleteForumTopic")
def delete_forum_topic(call: Call) -> bool:
    chat, topic = _topic(call)
    for message in [m for m in chat.messages.values() if m.thread == topic.id]:
        call.world.delete(message)
    del chat.topics[topic.id]
    call.world.emit("topic", chat=chat.id, topic=topic.as_json(), deleted=True)
    return True


@method("unpinAllForumTopicMessages", "unpinAllGeneralForumTopicMessages")
def unpin_topic(call: Call) -> bool:
    chat, thread = call.chat(), None
    if "general" not in call.method.lower():
        chat, topic = _topic(call)
        thread = topic.id
    elif not chat.is_forum:
        raise bad_request("the chat is not a forum")
    call.need_right(chat, "can_pin_messages", "manage pinned messages in the chat")
    for number in list(chat.pinned):
        if number in chat.messages and chat.messages[number].thread == thread:
            call.world.unpin(chat, number)
    return True


# The General topic: of all that is written in no other


@method("editGeneralForumTopic")
def edit_general(call: Call) -> bool:
    chat = _forum(call)
    name = call.required("name").strip()
    if name == chat.general.name or len(name) > NAME_LIMIT:
        raise bad_request("TOPIC_NOT_MODIFIED" if name == chat.general.name else "TOPIC_TITLE_INVALID")
    chat.general.name = name
    call.world.service(chat, {"forum_topic_edited": {"name": name}}, call.bot.id)
    return True


@method("closeGeneralForumTopic", "reopenGeneralForumTopic")
def close_general(call: Call) -> bool:
    chat = _forum(call)
    closed = call.method.lower().startswith("close")
    if chat.general.closed == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    if chat.general.hidden:
        _hide(call, chat, False)  # Bot API, reopenGeneralForumTopic: it is unhidden too
    call.world.close_general(chat, closed, call.bot.id)
    return True


@method("hideGeneralForumTopic", "unhideGeneralForumTopic")
def hide_general(call: Call) -> bool:
    chat = _forum(call)
    hidden = call.method.lower().startswith("hide")
    if chat.general.hidden == hidden:
        raise bad_request("TOPIC_NOT_MODIFIED")
    if hidden:
        call.world.close_general(chat, True, call.bot.id)  # Bot API, hideGeneralForumTopic
    _hide(call, chat, hidden)
    return True


def _hide(call: Call, chat: Chat, hidden: bool) -> None:
    chat.general.hidden = hidden
    content: Json = {"general_forum_topic_hidden" if hidden else "general_forum_topic_unhidden": {}}
    call.world.service(chat, content, call.bot.id)


@method("getForumTopicIconStickers")
def icon_stickers(call: Call) -> list[Json]:
    return call.world.files.icons()
