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
    name = call.string("name").strip()
    if not name or name == topic.name:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.name = name
    call.world.service(chat, {"forum_topic_edited": {"name": name}}, call.bot.id, thread=topic.id)
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
