"""One call of a Bot API method: its parameters, the chat that it is about, and the checks that all methods share."""

from __future__ import annotations

import inspect
import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from sandbox.botapi.watched import ignored, watched
from sandbox.entities import CAPTION_LIMIT, TEXT_LIMIT, clean, find_entities, trim, utf16_length
from sandbox.errors import BotApiError, Json, bad_request, forbidden, too_many_requests
from sandbox.markup import parse
from sandbox.model import Bot, Chat, Member, Message
from sandbox.world import World

LOG = logging.getLogger("sandbox")
WATCHED = ("reply_parameters", "media", "options", "scope")
"""Parameters whose fields are read one by one: those that are not are ignored. Other objects are kept whole."""
METHOD_NOT_FOUND = BotApiError(404, "Not Found: method not found")


@dataclass(frozen=True)
class Upload:
    """A file part of a multipart request."""

    name: str
    mime_type: str | None
    data: bytes


Handler = Callable[["Call"], Any | Awaitable[Any]]
METHODS: dict[str, tuple[str, Handler]] = {}
"""Lower-case name to the name as documented and what carries it out."""


def method(*names: str) -> Callable[[Handler], Handler]:
    """Register a handler for these method names."""

    def register(handler: Handler) -> Handler:
        for name in names:
            METHODS[name.lower()] = (name, handler)
        return handler

    return register


_NEEDED = {
    "text": ("can_send_messages", "text messages"),
    "photo": ("can_send_photos", "photos"),
    "document": ("can_send_documents", "documents"),
    "voice": ("can_send_voice_notes", "voice notes"),
    "video": ("can_send_videos", "videos"),
    "video_note": ("can_send_video_notes", "video notes"),
    "audio": ("can_send_audios", "music"),
    "animation": ("can_send_other_messages", "animations"),
    "poll": ("can_send_polls", "polls"),
}


@dataclass
class Call:
    """Who calls what with which parameters."""

    world: World
    bot: Bot
    method: str
    values: dict[str, Any] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)
    _used: set[str] = field(default_factory=set)
    _structures: dict[str, Any] = field(default_factory=dict)

    # Parameters

    def ignored(self) -> list[str]:
        """Parameters, and fields of some objects among them, that nothing has read so far."""
        given = [name for name, value in self.values.items() if value not in (None, "")] + list(self.files)
        found = sorted({name for name in given if name not in self._used})
        for name, value in self._structures.items():
            found += ignored(value, name)
        return found

    def refuse_ignored(self) -> None:
        """In strict mode nothing is ignored. Raises BotApiError."""
        if self.world.strict and (names := self.ignored()):
            raise bad_request(f"the sandbox ignores {', '.join(names)}")

    def upload(self, name: str) -> Upload | None:
        """A file part of the request."""
        self._used.add(name)
        return self.files.get(name)

    def string(self, name: str) -> str:
        """Empty if it was not given."""
        self._used.add(name)
        value = self.values.get(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    def required(self, name: str) -> str:
        """A string that must be there."""
        if not (value := self.string(name)):
            raise bad_request(f'parameter "{name}" is required')
        return value

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number; the default for anything else, as Telegram does."""
        try:
            return int(float(self.string(name)))
        except (ValueError, OverflowError):
            return default

    def number(self, name: str) -> float:
        """A coordinate and the like."""
        text = self.string(name)
        if not text:
            raise bad_request(f"{name} is empty")
        try:
            return float(text)
        except ValueError:
            raise bad_request(f"{name} is invalid") from None

    def flag(self, name: str) -> bool:
        """True for true, yes and 1."""
        return self.string(name).lower() in ("true", "yes", "1")

    def has(self, name: str) -> bool:
        """Was it given, and not empty?"""
        return self.string(name) != "" or self.upload(name) is not None

    def structure(self, name: str, title: str) -> Any:
        """A JSON value; None if it was not given."""
        self._used.add(name)
        if name in self._structures:
            return self._structures[name]
        value = self.values.get(name)
        if isinstance(value, str):
            if not value:
                return None
            try:
                value = json.loads(value)
            except ValueError:
                raise bad_request(f"can't parse {title} JSON object") from None
        if name in WATCHED:
            value = self._structures[name] = watched(value)
        return value

    # The chat

    def any_chat(self, name: str = "chat_id") -> Chat:
        """The chat that a parameter names. Raises BotApiError."""
        text = self.string(name)
        if not text:
            raise bad_request("chat_id is empty")
        if text.startswith("@"):
            named = [c for c in self.world.chats.values() if (c.username or "").lower() == text[1:].lower()]
            if not named:
                raise bad_request("chat not found")
            return named[0]
        try:
            chat_id = int(text)
        except ValueError:
            raise bad_request("chat not found") from None
        if chat_id > 0:
            if chat_id == self.bot.id or chat_id not in self.world.users:
                raise bad_request("chat not found")
            return self.world.private.get((self.bot.id, chat_id)) or Chat(chat_id, "private", "0", bot_id=self.bot.id)
        chat = self.world.chats.get(chat_id)
        if chat is None or self.bot.id not in chat.members:
            raise bad_request("chat not found")
        return chat

    def chat(self, rights: str = "write", name: str = "chat_id") -> Chat:
        """The chat, if the bot has access: "read", "edit" or "write" (after Client::check_chat_access)."""
        chat = self.any_chat(name)
        if chat.type == "private":
            self._check_private(chat, rights)
            return chat
        if chat.migrated_to is not None:
            if rights == "read":
                return chat
            error = bad_request("group chat was upgraded to a supergroup chat")
            error.parameters = {"migrate_to_chat_id": chat.migrated_to.id}
            raise error
        me = chat.member(self.bot.id)
        if not me.inside and (rights != "read" or chat.type != "group"):
            if me.status == "kicked":
                raise forbidden(f"bot was kicked from the {chat.type} chat")
            raise forbidden(f"bot is not a member of the {chat.type} chat")
        return chat

    def _check_private(self, chat: Chat, rights: str) -> None:
        user = self.world.users[chat.id]
        if user.deactivated and rights != "read":
            raise forbidden("user is deactivated")
        if user.is_bot and rights == "write":
            raise forbidden("bot can't send messages to bots")
        if (self.bot.id, chat.id) not in self.world.private and rights != "read":
            raise forbidden("bot can't initiate conversation with a user")
        if chat.blocked and rights == "write":
            raise forbidden("bot was blocked by the user")

    def me(self, chat: Chat) -> Member:
        """What the bot is in a chat; in a private chat a plain member."""
        return chat.member(self.bot.id) if chat.type != "private" else Member("member")

    def need_right(self, chat: Chat, right: str, what: str) -> None:
        """An administrator's right, or 400."""
        if not self.me(chat).may(right):
            raise bad_request(f"not enough rights to {what}")

    def may_send(self, chat: Chat, kind: str) -> None:
        """Permissions of the chat and restrictions of the bot."""
        me = self.me(chat)
        if chat.type == "private" or me.status == "creator":
            return
        if chat.type == "channel":
            if not me.may("can_post_messages"):
                raise bad_request("need administrator rights in the channel chat")
            return
        if me.is_admin:
            return
        right, what = _NEEDED.get(kind, _NEEDED["text"])
        allowed = me.rights if me.status == "restricted" else chat.permissions
        if not allowed.get(right, True) or not chat.permissions.get(right, True):
            raise bad_request(f"not enough rights to send {what} to the chat")

    def message(self, chat: Chat, what: str, name: str = "message_id") -> Message:
        """The message that a parameter names, or 400 "... not found"."""
        message = chat.messages.get(self.integer(name))
        if message is None:
            raise bad_request(f"{what} not found")
        return message

    def charge(self, chat: Chat, count: int = 1, *, edit: bool = False) -> None:
        """Count messages against the limits: the last step before one appears or changes. Raises BotApiError."""
        self.refuse_ignored()
        if self.world.limits_on:
            wait = self.bot.limits.charge(self.world.now(), chat.id, count, edit=edit)
            if wait:
                raise too_many_requests(wait)

    # Text

    def formatted(self, source: Json | None, key: str) -> tuple[str, list[Json]]:
        """Text and entities of `key`, from the parameters or from an object among them, parsed and measured."""
        if source is None:
            text, mode = self.string(key), self.string("parse_mode")
            entities = self.structure("entities" if key == "text" else f"{key}_entities", "message entities")
        else:
            text, mode = str(source.get(key) or ""), str(source.get("parse_mode") or "")
            entities = source.get("entities" if key == "text" else f"{key}_entities")
        plain, found = parse(clean(text), mode) if mode and not entities else (clean(text), self._given(entities))
        plain, found = trim(plain, found)
        if key == "caption" and utf16_length(plain) > CAPTION_LIMIT:
            raise bad_request("message caption is too long")
        if key == "text":
            if not text:
                raise bad_request("message text is empty")
            if not plain:
                raise bad_request("text must be non-empty")
            if utf16_length(plain) > TEXT_LIMIT:
                raise bad_request("message is too long")
        return plain, find_entities(plain, self._resolved(found))

    def parsed(self, text: str, mode: Any, entities: Any) -> tuple[str, list[Json]]:
        """Text that is neither body nor caption, and the entities that were asked for; none are found in it."""
        given = self._given(entities)
        plain, found = parse(clean(text), str(mode)) if mode and not given else (clean(text), given)
        plain, found = trim(plain, found)
        return plain, self._resolved(found)

    @staticmethod
    def _given(entities: Any) -> list[Json]:
        if entities is None:
            return []
        if not isinstance(entities, list):
            raise bad_request("can't parse entities: expected an Array of MessageEntity")
        for entity in entities:
            if not isinstance(entity, dict) or not all(isinstance(entity.get(k), int) for k in ("offset", "length")):
                raise bad_request("can't parse MessageEntity: expected an Object")
        return entities

    def _resolved(self, entities: list[Json]) -> list[Json]:
        known: list[Json] = []
        for entity in entities:
            if entity.get("type") == "text_mention":
                user = self.world.users.get(int((entity.get("user") or {}).get("id") or 0))
                if user is None:
                    continue
                entity = {**entity, "user": user.as_json()}
            known.append(entity)
        return known

    def text_content(self, source: Json | None = None) -> Json:
        """The content of a text message."""
        text, entities = self.formatted(source, "text")
        content: Json = {"text": text}
        if entities:
            content["entities"] = entities
        preview = self.structure("link_preview_options", "link preview options")
        if preview is None and self.flag("disable_web_page_preview"):  # its name before Bot API 7.0
            preview = {"is_disabled": True}
        if isinstance(preview, dict) and preview:
            content["link_preview_options"] = dict(preview)
        return content

    def caption(self, source: Json | None = None) -> Json:
        """Caption and its entities, if there is one."""
        text, entities = self.formatted(source, "caption")
        if not text:
            return {}
        content: Json = {"caption": text}
        if entities:
            content["caption_entities"] = entities
        above = self.flag("show_caption_above_media") if source is None else source.get("show_caption_above_media")
        if above:
            content["show_caption_above_media"] = True
        return content


async def run(call: Call) -> tuple[Any, BotApiError | None]:
    """Carry out one call: its result, or the refusal."""
    entry = METHODS.get(call.method.lower())
    if entry is None:
        return None, METHOD_NOT_FOUND
    call.method = entry[0]
    try:
        result = entry[1](call)
        result = await result if inspect.isawaitable(result) else result
        call.refuse_ignored()
        return result, None
    except BotApiError as error:
        return None, error
    except (TypeError, ValueError, AttributeError, KeyError, OverflowError):
        # A parameter of a shape that the method did not expect.
        LOG.exception("%s failed", call.method)
        return None, bad_request("wrong parameters specified")
