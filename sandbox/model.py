"""What there is in Telegram: users, bots, chats, members, messages, polls, pressed buttons."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from sandbox.clock import Clock
from sandbox.errors import Json
from sandbox.limits import BotLimits
from sandbox.updates import UpdateQueue

ANONYMOUS_ADMIN = 1087968824
"""GroupAnonymousBot, as whom anonymous administrators write."""
TELEGRAM = 777000
"""The service account that carries a channel's posts into its discussion group."""

ADMIN_RIGHTS = (
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
)
"""In every administrator's object; groups and channels add their own."""
GROUP_RIGHTS = ("can_pin_messages", "can_manage_topics", "can_manage_tags")
CHANNEL_RIGHTS = ("can_post_messages", "can_edit_messages", "can_manage_direct_messages")
NOT_BY_DEFAULT = ("is_anonymous", "can_promote_members")
"""Rights that a promotion gives only when they are named."""
PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)
IN_CHAT = ("creator", "administrator", "member", "restricted")


@dataclass
class User:
    """A person or a bot, as others see it."""

    id: int
    first_name: str
    is_bot: bool = False
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    deactivated: bool = False
    photos: list[list[Json]] = field(default_factory=list)
    """Profile photos, newest first, each in all its sizes."""

    def as_json(self) -> Json:
        """A Bot API User; of a deleted account only the id is left."""
        if self.deactivated:
            return {"id": self.id, "is_bot": self.is_bot, "first_name": ""}
        given = {"last_name": self.last_name, "username": self.username, "language_code": self.language_code}
        return {
            "id": self.id,
            "is_bot": self.is_bot,
            "first_name": self.first_name,
            **{key: value for key, value in given.items() if value},
        }


@dataclass
class Bot:
    """A bot's account and settings."""

    user: User
    token: str
    can_read_all: bool
    queue: UpdateQueue
    limits: BotLimits = field(default_factory=BotLimits)
    commands: dict[tuple[str, int, int, str], list[Json]] = field(default_factory=dict)
    """(scope, chat, user, language) to commands."""
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    """(name | description | short_description, language) to text."""
    menu_buttons: dict[int, Json] = field(default_factory=dict)
    """Private chat, or 0 for the default."""
    default_rights: dict[bool, Json] = field(default_factory=dict)

    @property
    def id(self) -> int:
        """The bot's user id."""
        return self.user.id


@dataclass
class Member:
    """What somebody is in a chat."""

    status: str
    rights: Json = field(default_factory=dict)
    until_date: int = 0
    custom_title: str | None = None
    is_member: bool = True
    """Only of a restricted one: still in the chat?"""
    can_be_edited: bool = False

    @property
    def inside(self) -> bool:
        """In the chat now?"""
        return self.status in IN_CHAT and (self.status != "restricted" or self.is_member)

    @property
    def is_admin(self) -> bool:
        """Creator or administrator?"""
        return self.status in ("creator", "administrator")

    def may(self, right: str) -> bool:
        """An administrator's right."""
        return self.status == "creator" or (self.status == "administrator" and bool(self.rights.get(right)))

    def as_json(self, user: User, chat_type: str) -> Json:
        """A Bot API ChatMember."""
        body: Json = {"status": self.status, "user": user.as_json()}
        if self.status == "creator":
            body["is_anonymous"] = bool(self.rights.get("is_anonymous"))
        if self.status == "administrator":
            names = (*ADMIN_RIGHTS, *(CHANNEL_RIGHTS if chat_type == "channel" else GROUP_RIGHTS))
            body |= {"can_be_edited": self.can_be_edited, **{name: bool(self.rights.get(name)) for name in names}}
        if self.is_admin and self.custom_title:
            body["custom_title"] = self.custom_title
        if self.status == "restricted":
            body |= {"is_member": self.is_member, **{name: bool(self.rights.get(name)) for name in PERMISSIONS}}
        if self.status in ("restricted", "kicked"):
            body["until_date"] = self.until_date
        return body


def promoted(rights: Json | None = None) -> Member:
    """An administrator with these rights, or with the usual ones."""
    if rights is None:
        every = (*ADMIN_RIGHTS, *GROUP_RIGHTS, *CHANNEL_RIGHTS)
        return Member("administrator", {name: name not in NOT_BY_DEFAULT for name in every})
    return Member("administrator", {**rights, "can_manage_chat": True})


@dataclass
class Topic:
    """A forum topic; its id is that of the message that opened it."""

    id: int
    name: str
    icon_color: int = 7322096
    icon_custom_emoji_id: str | None = None
    closed: bool = False
    hidden: bool = False
    """Only the General topic can be."""

    def as_json(self) -> Json:
        """A Bot API ForumTopic."""
        body: Json = {"message_thread_id": self.id, "name": self.name, "icon_color": self.icon_color}
        if self.icon_custom_emoji_id:
            body["icon_custom_emoji_id"] = self.icon_custom_emoji_id
        return body


@dataclass
class Poll:
    """A poll and its votes."""

    id: str
    question: Json
    options: list[Json]
    anonymous: bool
    type: str
    multiple: bool
    correct: list[int]
    explanation: Json
    open_period: int | None = None
    close_date: int | None = None
    closed: bool = False
    revoting: bool = True
    votes: dict[int, list[int]] = field(default_factory=dict)

    def as_json(self) -> Json:
        """A Bot API Poll."""
        options = [
            {
                "persistent_id": str(number),
                **option,
                "voter_count": sum(number in chosen for chosen in self.votes.values()),
            }
            for number, option in enumerate(self.options)
        ]
        body: Json = {
            "id": self.id,
            **self.question,
            "options": options,
            "total_voter_count": len(self.votes),
            "is_closed": self.closed,
            "is_anonymous": self.anonymous,
            "type": self.type,
            "allows_multiple_answers": self.multiple,
            "allows_revoting": self.revoting,
            "members_only": False,
            **self.explanation,
        }
        if self.type == "quiz":
            body |= {"correct_option_id": self.correct[0], "correct_option_ids": self.correct}
        if self.open_period:
            body["open_period"] = self.open_period
        if self.close_date:
            body["close_date"] = self.close_date
        return body


@dataclass(eq=False)
class Message:
    """One message; its content is replaced, never changed, so that what was sent stays as it was."""

    id: int
    chat: Chat
    date: int
    content: dict[str, Any]
    sender: int | None = None
    sender_chat: Chat | None = None
    markup: Json | None = None
    """Inline keyboard."""
    had_keyboard: bool = False
    """Sent with a keyboard for the input field: Telegram lets nobody edit such a message."""
    edit_date: int | None = None
    thread: int | None = None
    is_topic: bool = False
    reply_to: int | None = None
    quote: Json | None = None
    album: str | None = None
    origin: Json | None = None
    refers: Message | None = None
    """The pinned message, of a service message about a pin."""
    poll: Poll | None = None
    silent: bool = False
    protected: bool = False
    service: bool = False
    extra: Json = field(default_factory=dict)
    reactions: dict[int, list[Json]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Text or caption."""
        return str(self.content.get("text") or self.content.get("caption") or "")

    @property
    def entities(self) -> list[Json]:
        """Of text or caption."""
        return list(self.content.get("entities") or self.content.get("caption_entities") or [])


@dataclass(eq=False)
class Chat:
    """A private chat between a person and a bot, a group, a supergroup or a channel."""

    id: int
    """For bots; of a private chat the person's id."""
    type: str
    instance: str
    title: str | None = None
    username: str | None = None
    is_forum: bool = False
    bot_id: int | None = None
    """The bot of a private chat."""
    blocked: bool = False
    """The person of a private chat blocked the bot."""
    members: dict[int, Member] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    next_message: int = 1
    pinned: list[int] = field(default_factory=list)
    keyboards: dict[int, Json] = field(default_factory=dict)
    """Keyboard under the input field, by person; 0 for all."""
    last_read: dict[int, int] = field(default_factory=dict)
    typing: dict[int, tuple[float, str]] = field(default_factory=dict)
    permissions: Json = field(default_factory=lambda: dict.fromkeys(PERMISSIONS, True))
    general: Topic = field(default_factory=lambda: Topic(1, "General"))
    """Of a forum: what is written in no other topic."""
    photo: list[Json] | None = None
    """In all its sizes."""
    description: str | None = None
    invite_link: str | None = None
    linked: Chat | None = None
    """A channel's discussion group, and the other way round."""
    migrated_to: Chat | None = None
    migrated_from: Chat | None = None

    @property
    def is_group(self) -> bool:
        """Group or supergroup?"""
        return self.type in ("group", "supergroup")

    def member(self, user: int) -> Member:
        """What somebody is here; "left" if never here."""
        return self.members.get(user) or Member("left")

    def live_members(self) -> list[int]:
        """Ids of all who are inside."""
        return [user for user, member in self.members.items() if member.inside]


@dataclass(eq=False)
class Query:
    """A pressed button that waits for answerCallbackQuery."""

    id: str
    bot: int
    user: int
    at: float
    """Unix seconds of the sandbox."""
    answer: Json | None = None
    answered: asyncio.Event = field(default_factory=asyncio.Event)


def chat_photo(sizes: list[Json]) -> Json:
    """A Bot API ChatPhoto."""
    small, big = sizes[0], sizes[-1]
    return {
        "small_file_id": small["file_id"],
        "small_file_unique_id": small["file_unique_id"],
        "big_file_id": big["file_id"],
        "big_file_unique_id": big["file_unique_id"],
    }


def new_bot(user: User, token: str, can_read_all: bool, clock: Clock) -> Bot:
    """A bot with an empty queue."""
    return Bot(user, token, can_read_all, UpdateQueue(clock))
