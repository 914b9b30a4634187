"""The state of the emulated Telegram, and what can happen in it, whoever caused it."""

from __future__ import annotations

import asyncio
import secrets
from typing import Any

from sandbox import views
from sandbox.clock import Clock
from sandbox.entities import find_entities
from sandbox.errors import Json, Refused
from sandbox.events import Log
from sandbox.faults import Faults
from sandbox.files import Files
from sandbox.model import (
    ANONYMOUS_ADMIN,
    TELEGRAM,
    Bot,
    Chat,
    Member,
    Message,
    Poll,
    Query,
    Topic,
    User,
    new_bot,
)

GROUP_IDS = (-999_999_999_999, -1)
SUPERGROUP_IDS = (-1_997_852_516_352, -1_000_000_000_001)
"""Of channels too (https://core.telegram.org/api/bots/ids)."""


class World:
    """Everything, in memory."""

    def __init__(self, clock: Clock | None = None, limits_on: bool = True) -> None:
        self.clock = clock or Clock()
        self.clock.obstacles = self._obstacles
        self.limits_on = limits_on
        self.strict = False
        """Are calls refused whose parameters would be ignored?"""
        self.http_apps = False
        """May Mini Apps lie at http://, as with Telegram's test servers?"""
        self.events = Log()
        self.traffic = Log()
        self.closing = False
        self._tasks: set[asyncio.Task[None]] = set()
        self._clear()

    def _clear(self) -> None:
        self.users: dict[int, User] = {}
        self.bots: dict[int, Bot] = {}
        self.tokens: dict[str, Bot] = {}
        self.chats: dict[int, Chat] = {}
        self.private: dict[tuple[int, int], Chat] = {}
        self.queries: dict[str, Query] = {}
        self.polls: dict[str, Message] = {}
        self.files = Files()
        self.faults = Faults()
        self.calls: dict[object, str] = {}
        self._next_user = 5_000_000_001
        self._next_bot = 7_000_000_001
        self._next_group = -4_000_000_001
        self._next_supergroup = -1_002_000_000_001
        self._next_number = 4_300_000_000_000_000_001
        self._add_user(User(ANONYMOUS_ADMIN, "Group", is_bot=True, username="GroupAnonymousBot"))
        self._add_user(User(TELEGRAM, "Telegram"))

    def reset(self) -> None:
        """Forget everybody and everything; clock and followers stay."""
        for bot in self.bots.values():
            bot.queue.close()
        for task in self._tasks:
            task.cancel()
        self._clear()
        self.emit("reset")

    def close(self) -> None:
        """End streams, polls and deliveries: the server stops."""
        self.closing = True
        for bot in self.bots.values():
            bot.queue.close()
        for task in self._tasks:
            task.cancel()
        for query in self.queries.values():
            query.answered.set()
        self.events.grown.notify()
        self.clock.changed.notify()
        self.clock.settled.notify()

    # Bookkeeping

    def now(self) -> float:
        """Unix seconds of the sandbox."""
        return self.clock.now()

    def number(self) -> str:
        """A long id for a query, an album, a poll."""
        self._next_number += 1
        return str(self._next_number)

    def emit(self, kind: str, **fields: Any) -> None:
        """Tell whoever watches /api/events, and whoever waits for the sandbox to settle."""
        self.events.add({"type": kind, "at": self.now(), **fields})
        self.clock.settled.notify()

    def newest_update(self, bot: int) -> int:
        """Id of the newest update issued to a bot; 0 if there is none or no such bot."""
        return self.bots[bot].queue.newest if bot in self.bots else 0

    def _obstacles(self) -> list[str]:
        missing = [f"a Bot API call is in progress: {method}" for method in self.calls.values()]
        missing += [
            f"a webhook delivery to bot {bot.id} is under way" for bot in self.bots.values() if bot.queue.delivering
        ]
        return missing

    def later(self, at: float, what: Any) -> None:
        """Call `what` when the sandbox's clock reaches `at`."""

        async def wait() -> None:
            await self.clock.wait_until(at)
            what()

        task = asyncio.get_running_loop().create_task(wait())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # People, bots, chats

    def _add_user(self, user: User) -> User:
        self.users[user.id] = user
        return user

    def add_user(self, body: Json) -> User:
        """A person joins Telegram."""
        user_id = int(body.get("id") or self._next_user)
        if user_id in self.users:
            raise Refused(f"user {user_id} exists", 409)
        if not str(body.get("first_name") or "").strip():
            raise Refused("first_name is required")
        if body.get("id") is None:
            self._next_user += 1
        user = User(
            user_id,
            str(body["first_name"]),
            last_name=body.get("last_name"),
            username=body.get("username"),
            language_code=body.get("language_code"),
        )
        self._add_user(user)
        self.emit("user", user=user.as_json())
        return user

    def add_bot(self, body: Json) -> Bot:
        """A bot is registered, as with @BotFather."""
        token = str(body.get("token") or f"{self._next_bot}:AA{secrets.token_urlsafe(24)[:33]}")
        head = token.partition(":")[0]
        if not head.isdigit() or int(head) in self.users:
            raise Refused(f"the token must start with an unused numeric id and a colon: {head}", 409)
        if not body.get("username") or not body.get("name"):
            raise Refused("username and name are required")
        if body.get("token") is None:
            self._next_bot += 1
        user = User(int(head), str(body["name"]), is_bot=True, username=str(body["username"]).lstrip("@"))
        bot = new_bot(user, token, bool(body.get("can_read_all_group_messages")), self.clock)
        self._add_user(user)
        self.bots[bot.id] = bot
        self.tokens[token] = bot
        self.emit("bot", bot=user.as_json())
        return bot

    def user(self, user_id: int) -> User:
        """A known user. Raises Refused."""
        if user_id not in self.users:
            raise Refused(f"no user {user_id}", 404)
        return self.users[user_id]

    def bot(self, bot_id: int) -> Bot:
        """A known bot. Raises Refused."""
        if bot_id not in self.bots:
            raise Refused(f"no bot {bot_id}", 404)
        return self.bots[bot_id]

    def chat(self, chat_id: int) -> Chat:
        """A known group or channel. Raises Refused."""
        if chat_id not in self.chats:
            raise Refused(f"no chat {chat_id}", 404)
        return self.chats[chat_id]

    def open_chat(self, kind: str, title: str | None, chat_id: int | None = None) -> Chat:
        """An empty group, supergroup or channel, with a chosen id or the next one. Raises Refused."""
        if chat_id is not None:
            lowest, highest = GROUP_IDS if kind == "group" else SUPERGROUP_IDS
            if not lowest <= chat_id <= highest:
                raise Refused(f"the id of a {kind} is from {lowest} to {highest}")
            if chat_id in self.chats:
                raise Refused(f"chat {chat_id} exists", 409)
            chat = Chat(chat_id, kind, self.number(), title)
        elif kind == "group":
            while self._next_group in self.chats:
                self._next_group -= 1
            chat = Chat(self._next_group, kind, self.number(), title)
            self._next_group -= 1
        else:
            while self._next_supergroup in self.chats:
                self._next_supergroup -= 1
            chat = Chat(self._next_supergroup, kind, self.number(), title)
            self._next_supergroup -= 1
        self.chats[chat.id] = chat
        return chat

    def private_chat(self, bot_id: int, user_id: int) -> Chat:
        """The chat of a person and a bot, opened if need be."""
        key = (bot_id, user_id)
        if key not in self.private:
            self.private[key] = Chat(user_id, "private", self.number(), bot_id=bot_id)
            self.emit("chat", chat=views.chat_json(self, self.private[key], for_person=True), user=user_id)
        return self.private[key]

    def chats_of(self, user_id: int) -> list[Chat]:
        """All chats that a person has on the list."""
        mine = [chat for (_, user), chat in self.private.items() if user == user_id]
        shared = [c for c in self.chats.values() if c.member(user_id).inside and c.migrated_to is None]
        return mine + shared

    # Messages

    def post(self, chat: Chat, content: Json, *, sender: int | None, deliver: bool = True, **more: Any) -> Message:
        """A message appears in a chat; bots that may see it get their update."""
        message = Message(chat.next_message, chat, int(self.now()), content, sender=sender, **more)
        chat.next_message += 1
        chat.messages[message.id] = message
        replied = chat.messages.get(message.reply_to or 0)
        if chat.is_forum:
            if message.thread is None and replied is not None and replied.is_topic:
                message.thread = replied.thread
            message.is_topic = message.thread is not None
        elif chat.type == "supergroup" and replied is not None and message.thread is None:
            message.thread = replied.thread or replied.id
        if sender is not None and not self.users[sender].is_bot:
            chat.last_read[sender] = message.id
        if sender is not None:
            chat.typing.pop(sender, None)
        self.emit("message", **views.place(chat), message=views.person_message(self, message))
        if deliver:
            self.deliver(message, "channel_post" if chat.type == "channel" else "message")
        return message

    def service(self, chat: Chat, content: Json, sender: int | None, **more: Any) -> Message:
        """A service message ("A joined the group")."""
        return self.post(chat, content, sender=sender, service=True, **more)

    def edited(self, message: Message, *, by_person: bool) -> None:
        """Content or keyboard changed: show it, and tell bots when a person did it."""
        self.emit("edit", **views.place(message.chat), message=views.person_message(self, message))
        if by_person:
            self.deliver(message, "edited_channel_post" if message.chat.type == "channel" else "edited_message")

    def delete(self, message: Message) -> None:
        """Gone for everybody; bots are not told."""
        message.chat.messages.pop(message.id, None)
        if message.id in message.chat.pinned:
            message.chat.pinned.remove(message.id)
        self.emit("delete", **views.place(message.chat), message_id=message.id)

    def deliver(self, message: Message, kind: str, also: int | None = None) -> None:
        """Give the update to every bot that may see the message (`also` is one that has just left)."""
        seen = [bot for bot in self._bots_in(message.chat) if self.sees(bot, message)]
        if also in self.bots and self.bots[also] not in seen:
            seen.append(self.bots[also])
        if seen:
            payload = views.message_json(self, message)
            for bot in seen:
                bot.queue.put(kind, payload)
            self.clock.settled.notify()

    def _bots_in(self, chat: Chat) -> list[Bot]:
        if chat.type == "private":
            return [self.bots[chat.bot_id]] if chat.bot_id in self.bots else []
        return [bot for bot in self.bots.values() if chat.member(bot.id).inside]

    def sees(self, bot: Bot, message: Message) -> bool:
        """Privacy mode: what a bot gets in a chat (https://core.telegram.org/bots/features#privacy-mode)."""
        chat = message.chat
        sender = self.users[message.sender] if message.sender is not None else None
        if message.service or chat.type == "channel":
            return message.sender != bot.id or message.service
        if sender is not None and sender.is_bot and sender.id != ANONYMOUS_ADMIN:
            return False
        if chat.type == "private":
            return True
        if bot.can_read_all or chat.member(bot.id).is_admin:
            return True
        replied = chat.messages.get(message.reply_to or 0)
        if replied is not None and replied.sender == bot.id:
            return True
        return self._addressed(bot, message)

    def _addressed(self, bot: Bot, message: Message) -> bool:
        name = f"@{bot.user.username}".lower()
        raw = message.text.encode("utf-16-le", "surrogatepass")
        for entity in message.entities:
            piece = raw[entity["offset"] * 2 : (entity["offset"] + entity["length"]) * 2].decode("utf-16-le", "replace")
            if entity["type"] == "mention" and piece.lower() == name:
                return True
            if entity["type"] == "text_mention" and (entity.get("user") or {}).get("id") == bot.id:
                return True
            if entity["type"] == "bot_command" and entity["offset"] == 0:
                _, at, target = piece.partition("@")
                if not at or f"@{target}".lower() == name:
                    return True
        return False

    # Members

    def set_member(self, chat: Chat, user_id: int, new: Member, by: int, **more: Any) -> bool:
        """Somebody's status changes; bots concerned are told. False if nothing changed."""
        user = self.users[user_id]
        old = chat.member(user_id)
        before, after = old.as_json(user, chat.type), new.as_json(user, chat.type)
        chat.members[user_id] = new
        if before == after:
            return False
        payload = {
            "chat": views.chat_json(self, chat),
            "from": self.users[by].as_json(),
            "date": int(self.now()),
            "old_chat_member": before,
            "new_chat_member": after,
            **more,
        }
        if user_id in self.bots:
            self.bots[user_id].queue.put("my_chat_member", payload)
        for bot in self.bots.values():
            if bot.id != user_id and chat.member(bot.id).is_admin:
                bot.queue.put("chat_member", payload)
        self.emit("member", chat=chat.id, user=user_id, member=after)
        return True

    def join(self, chat: Chat, user_id: int, by: int, new: Member | None = None) -> None:
        """Somebody comes in, with the service message that groups show."""
        was_inside = chat.member(user_id).inside
        self.set_member(chat, user_id, new or Member("member"), by)
        if not was_inside and chat.is_group:
            users = [self.users[user_id].as_json()]
            legacy = {"new_chat_participant": users[0], "new_chat_member": users[0]}
            self.service(chat, {"new_chat_members": users, **legacy}, by)

    def leave(self, chat: Chat, user_id: int, by: int, new: Member | None = None) -> None:
        """Somebody goes or is removed."""
        was_inside = chat.member(user_id).inside
        self.set_member(chat, user_id, new or Member("left"), by)
        if was_inside and chat.is_group:
            user = self.users[user_id].as_json()
            content = {"left_chat_member": user, "left_chat_participant": user}
            message = self.service(chat, content, by, deliver=False)
            self.deliver(message, "message", also=user_id)

    def set_blocked(self, chat: Chat, blocked: bool) -> None:
        """A person blocks or unblocks the bot of a private chat."""
        if chat.blocked == blocked or chat.bot_id is None:
            return
        chat.blocked = blocked
        bot, now = self.bots[chat.bot_id], int(self.now())
        states = [Member("member").as_json(bot.user, "private"), Member("kicked").as_json(bot.user, "private")]
        bot.queue.put(
            "my_chat_member",
            {
                "chat": views.chat_json(self, chat),
                "from": self.users[chat.id].as_json(),
                "date": now,
                "old_chat_member": states[not blocked],
                "new_chat_member": states[blocked],
            },
        )
        self.emit("blocked", **views.place(chat), blocked=blocked)

    def migrate(self, chat: Chat, by: int) -> Chat:
        """A group becomes a supergroup with a new id; both chats say so."""
        if chat.type != "group" or chat.migrated_to is not None:
            raise Refused("only a group can become a supergroup, and only once", 409)
        new = self.open_chat("supergroup", chat.title)
        new.members = chat.members
        chat.members = dict(chat.members)
        new.permissions = dict(chat.permissions)
        new.description = chat.description
        chat.migrated_to, new.migrated_from = new, chat
        self.emit("chat", chat=views.chat_json(self, new), migrated_from=chat.id)
        self.service(chat, {"migrate_to_chat_id": new.id}, by)
        self.service(new, {"migrate_from_chat_id": chat.id}, by)
        return new

    # Topics, pins, reactions, votes

    def open_topic(self, chat: Chat, name: str, by: int, color: int | None = None, emoji: str | None = None) -> Topic:
        """A topic of a forum, opened by a service message whose id is the topic's."""
        topic = Topic(chat.next_message, name)
        topic.icon_color = color or topic.icon_color
        topic.icon_custom_emoji_id = emoji
        chat.topics[topic.id] = topic
        content = {key: value for key, value in topic.as_json().items() if key != "message_thread_id"}
        self.service(chat, {"forum_topic_created": content}, by, thread=topic.id)
        self.emit("topic", chat=chat.id, topic=topic.as_json())
        return topic

    def close_general(self, chat: Chat, closed: bool, by: int) -> None:
        """The topic of all that is written in no other."""
        if chat.general.closed != closed:
            chat.general.closed = closed
            self.service(chat, {"forum_topic_closed" if closed else "forum_topic_reopened": {}}, by)
            self.emit("topic", chat=chat.id, topic=chat.general.as_json() | {"closed": closed})

    def set_photo(self, chat: Chat, photo: list[Json] | None, by: int) -> None:
        """A chat's picture, in all its sizes, or none any more."""
        chat.photo = photo
        self.service(chat, {"new_chat_photo": photo} if photo else {"delete_chat_photo": True}, by)

    def close_topic(self, chat: Chat, topic: Topic, closed: bool, by: int) -> None:
        """Nobody but administrators writes in a closed topic."""
        topic.closed = closed
        self.service(chat, {"forum_topic_closed" if closed else "forum_topic_reopened": {}}, by, thread=topic.id)
        self.emit("topic", chat=chat.id, topic=topic.as_json() | {"closed": closed})

    def pin(self, message: Message, by: int, silent: bool) -> None:
        """Pin a message, with the service message about it."""
        chat = message.chat
        if message.id in chat.pinned:
            return
        chat.pinned.append(message.id)
        self.emit("pin", **views.place(chat), pinned=list(chat.pinned))
        self.service(chat, {}, by, refers=message, silent=silent, thread=message.thread if message.is_topic else None)

    def unpin(self, chat: Chat, message_id: int) -> None:
        """Without a word."""
        chat.pinned.remove(message_id)
        self.emit("pin", **views.place(chat), pinned=list(chat.pinned))

    def react(self, message: Message, user_id: int, new: list[Json]) -> None:
        """Reactions of one user replace the former ones; bots that asked and may know are told."""
        old = message.reactions.get(user_id, [])
        if old == new:
            return
        message.reactions[user_id] = new
        if not new:
            del message.reactions[user_id]
        self.emit("reaction", **views.place(message.chat), message_id=message.id, by=user_id, reaction=new)
        if user_id in self.bots:
            return
        payload = {
            "chat": views.chat_json(self, message.chat),
            "message_id": message.id,
            "user": self.users[user_id].as_json(),
            "date": int(self.now()),
            "old_reaction": old,
            "new_reaction": new,
        }
        for bot in self._bots_in(message.chat):
            if message.chat.type == "private" or message.chat.member(bot.id).is_admin:
                bot.queue.put("message_reaction", payload)

    def vote(self, message: Message, user_id: int, options: list[int]) -> None:
        """Somebody votes, changes or takes back a vote."""
        poll = message.poll
        if poll is None:
            raise Refused("that message is no poll")
        if poll.closed:
            raise Refused("the poll is closed", 409)
        if any(not 0 <= option < len(poll.options) for option in options) or (len(options) > 1 and not poll.multiple):
            raise Refused("no such choice")
        if user_id in poll.votes and (poll.type == "quiz" or not poll.revoting):
            raise Refused("the vote cannot be changed", 409)
        poll.votes.pop(user_id, None)
        if options:
            poll.votes[user_id] = sorted(set(options))
        self.poll_changed(message)
        owner = self.bots.get(message.sender or 0)
        if owner is not None and not poll.anonymous:
            chosen = poll.votes.get(user_id, [])
            owner.queue.put(
                "poll_answer",
                {
                    "poll_id": poll.id,
                    "user": self.users[user_id].as_json(),
                    "option_ids": chosen,
                    "option_persistent_ids": [str(option) for option in chosen],
                },
            )
            self.clock.settled.notify()

    def poll_changed(self, message: Message) -> None:
        """Show it, and tell the bot that sent the poll."""
        if message.poll is None:
            return
        self.emit("edit", **views.place(message.chat), message=views.person_message(self, message))
        owner = self.bots.get(message.sender or 0)
        if owner is not None:
            owner.queue.put("poll", message.poll.as_json())

    def close_poll(self, message: Message) -> None:
        """No more votes."""
        poll = message.poll
        if poll is not None and not poll.closed:
            poll.closed = True
            self.poll_changed(message)

    def start_poll(self, message: Message) -> None:
        """Remember it, and close it in time."""
        poll: Poll | None = message.poll
        if poll is None:
            return
        self.polls[poll.id] = message
        if poll.close_date:
            self.later(poll.close_date, lambda: self.close_poll(message))

    # Buttons

    def press(self, message: Message, user_id: int, data: str) -> Query:
        """Somebody presses a button with data: a callback query to the bot that sent the message."""
        bot = self.bots.get(message.sender or 0)
        if bot is None and message.chat.type == "channel":
            bot = next(iter(self._bots_in(message.chat)), None)
        if bot is None:
            raise Refused("no bot sent that message")
        query = Query(self.number(), bot.id, user_id, self.now())
        self.queries[query.id] = query
        shown = message.chat.messages.get(message.id)
        bot.queue.put(
            "callback_query",
            {
                "id": query.id,
                "from": self.users[user_id].as_json(),
                "message": views.message_json(self, message)
                if shown is not None
                else {"chat": views.chat_json(self, message.chat), "message_id": message.id, "date": 0},
                "chat_instance": message.chat.instance,
                "data": data,
            },
        )
        self.emit("press", **views.place(message.chat), message_id=message.id, by=user_id, data=data, query=query.id)
        return query

    def person_text(self, text: str) -> Json:
        """The content of a text that a person typed."""
        content: Json = {"text": text}
        if entities := find_entities(text):
            content["entities"] = entities
        return content
