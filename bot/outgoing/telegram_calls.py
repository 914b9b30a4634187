"""Views made into calls of the Bot API; the only place that knows Telegram's objects for what goes out."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode, urlsplit
from urllib.request import getproxies

import httpx
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    LinkPreviewOptions,
    MenuButtonDefault,
    MenuButtonWebApp,
    ReactionTypeEmoji,
    ReplyKeyboardMarkup,
    ReplyParameters,
    WebAppInfo,
)
from telegram.constants import ChatMemberStatus, FileSizeLimit, ParseMode
from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot
from telegram.request import BaseRequest

from bot.outgoing.wire import ProxiedWire, Wire
from bot.running.connections import Limits
from bot.running.photographer import NotNow, Unfetchable
from bot.views.view import TOAST_LIMIT, View, cut

ALLOWED_UPDATES = (
    "message",
    "edited_message",
    "callback_query",
    "my_chat_member",
    "chat_member",
    "message_reaction",
)
"""What we handle; asking for it alone keeps the rest from being sent (Bot API, getUpdates)."""
POLL_SECONDS = 25
ALBUM_LIMIT = 10
"""Items of one album (Bot API, sendMediaGroup: 2-10)."""

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ForceReply | None
Photos = tuple[tuple[str, str], ...]


def is_local(url: str) -> bool:
    """A proxy of the environment is for the way out, not for this machine."""
    return urlsplit(url).hostname in ("127.0.0.1", "::1", "localhost")


def connect(url: str, token: str) -> tuple[ExtBot[None], BaseRequest]:
    """The bot at a Bot API server, and the request object for polling, which waits long and must not block others."""
    polling, request = _wires(url)
    bot: ExtBot[None] = ExtBot(
        token,
        base_url=f"{url}/bot",
        base_file_url=f"{url}/file/bot",
        request=request,
        get_updates_request=polling,
    )
    return bot, polling


def _wires(url: str) -> tuple[BaseRequest, BaseRequest]:
    """For polling, and for all else."""
    outside = not is_local(url)
    # Reading the certificates takes 20 ms: once, and not for a server on this machine.
    verify = httpx.create_ssl_context(trust_env=outside) if url.startswith("https") else None
    if outside and getproxies().keys() & {"all", "http", "https"}:
        options = {"verify": verify or True}
        return (
            ProxiedWire(connection_pool_size=2, httpx_kwargs=options),
            ProxiedWire(connection_pool_size=64, read_timeout=20.0, pool_timeout=20.0, httpx_kwargs=options),
        )
    return (
        Wire(2, verify, Limits(free=1.0, connect=5.0, write=5.0, read=5.0)),
        Wire(64, verify, Limits(free=20.0, connect=5.0, write=5.0, read=20.0)),
    )


class Updates:
    """getUpdates as raw JSON: python-telegram-bot's own call raises on a malformed update, and fetches it for ever."""

    def __init__(self, request: BaseRequest, bot: Bot) -> None:
        self._request = request
        self._bot = bot

    async def fetch(self, offset: int | None, wait: bool) -> list[Any]:
        """The updates from `offset` on, which confirms all before it. With `wait`, until there is one."""
        seconds = POLL_SECONDS if wait else 0
        asked = {"timeout": seconds, "allowed_updates": json.dumps(ALLOWED_UPDATES)}
        if offset is not None:
            asked["offset"] = offset
        got: Any = await self._request.post(
            f"{self._bot.base_url}/getUpdates?{urlencode(asked)}", read_timeout=seconds + 10
        )
        updates: list[Any] = got  # bot/outgoing/wire.py lets nothing else through
        return updates


def chat_id(address: str) -> int:
    """Telegram's id of an address "tg:-100…"."""
    return int(address.removeprefix("tg:"))


def address_of(telegram_id: int) -> str:
    """The address of a person or a chat."""
    return f"tg:{telegram_id}"


def markup(view: View) -> Markup:
    """What is under the message, or under the input field."""
    if view.buttons:
        return InlineKeyboardMarkup(
            [
                [
                    InlineKeyboardButton(
                        one.text,
                        callback_data=one.data or None,
                        url=one.url or None,
                        web_app=WebAppInfo(one.app) if one.app else None,
                    )
                    for one in row
                ]
                for row in view.buttons
            ]
        )
    if view.keys:
        return ReplyKeyboardMarkup(view.keys, resize_keyboard=True, is_persistent=True)
    if view.force_reply:
        return ForceReply(selective=True, input_field_placeholder=view.force_reply[:64])
    return None


async def fetch_file(bot: Bot, ref: str) -> bytes:
    """What was sent, by its reference. Raises Unfetchable, NotNow; neither says the address, which has the token."""
    try:
        file = await bot.get_file(ref)
        if (file.file_size or 0) > FileSizeLimit.FILESIZE_DOWNLOAD:
            raise Unfetchable("large")
        return bytes(await file.download_as_bytearray())
    except BadRequest:
        raise Unfetchable("refused") from None
    except TelegramError as error:
        raise NotNow(type(error).__name__) from None


def _answering(message_id: int | None) -> ReplyParameters | None:
    return ReplyParameters(message_id, allow_sending_without_reply=True) if message_id is not None else None


async def post(bot: Bot, address: str, view: View, *, thread: int | None = None, reply_to: int | None = None) -> int:
    """Send the text with its buttons (or the place); its message id. Photos are `post_photos`'s."""
    where: dict[str, Any] = {
        "chat_id": chat_id(address),
        "message_thread_id": thread,
        "reply_parameters": _answering(reply_to),
        "disable_notification": view.silent or None,
        "reply_markup": markup(view),
    }
    if view.location is not None and not view.text:
        latitude, longitude = view.location
        return (await bot.send_location(latitude=latitude, longitude=longitude, **where)).message_id
    if view.file is not None:
        name, content = view.file
        sent = await bot.send_document(
            document=content, filename=name, caption=view.text, parse_mode=ParseMode.HTML, **where
        )
        return sent.message_id
    sent = await bot.send_message(
        text=view.text, parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True), **where
    )
    return sent.message_id


def batches(photos: Photos) -> list[Photos]:
    """How photos go out: albums of at most ten of a sort; voices, and whatever is alone, by themselves."""
    made: list[Photos] = []
    for one in photos:
        if not one[1]:
            continue  # erased
        last = made[-1] if made else ()
        if last and len(last) < ALBUM_LIMIT and _album(last[-1][0]) and _album(last[-1][0]) == _album(one[0]):
            made[-1] = (*last, one)
        else:
            made.append((one,))
    return made


def _album(kind: str) -> str:
    return {"photo": "seen", "video": "seen", "document": "document"}.get(kind, "")


async def post_photos(
    bot: Bot, address: str, photos: Photos, *, thread: int | None = None, reply_to: int | None = None
) -> list[int]:
    """Send one of `batches` as an answer to its message, silently; the message ids."""
    where: dict[str, Any] = {
        "chat_id": chat_id(address),
        "message_thread_id": thread,
        "reply_parameters": _answering(reply_to),
        "disable_notification": True,
    }
    if len(photos) > 1:
        album = [_MEDIA[kind](ref) for kind, ref in photos]
        return [one.message_id for one in await bot.send_media_group(media=album, **where)]
    kind, ref = photos[0]
    match kind:
        case "voice":
            sent = await bot.send_voice(voice=ref, **where)
        case "video":
            sent = await bot.send_video(video=ref, **where)
        case "document":
            sent = await bot.send_document(document=ref, **where)
        case "location":
            latitude, _, longitude = ref.partition(",")
            sent = await bot.send_location(latitude=float(latitude), longitude=float(longitude), **where)
        case _:
            sent = await bot.send_photo(photo=ref, **where)
    return [sent.message_id]


_MEDIA: dict[str, Any] = {"photo": InputMediaPhoto, "video": InputMediaVideo, "document": InputMediaDocument}


async def edit(bot: Bot, address: str, message_id: int, view: View) -> None:
    """Change a message of ours; without text, its buttons only."""
    under = markup(view)
    buttons = under if isinstance(under, InlineKeyboardMarkup) else None
    if not view.text:
        await bot.edit_message_reply_markup(chat_id=chat_id(address), message_id=message_id, reply_markup=buttons)
        return
    await bot.edit_message_text(
        view.text,
        chat_id=chat_id(address),
        message_id=message_id,
        parse_mode=ParseMode.HTML,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        reply_markup=buttons,
    )


async def delete(bot: Bot, address: str, message_ids: Sequence[int]) -> None:
    """Take messages away."""
    if len(message_ids) == 1:
        await bot.delete_message(chat_id=chat_id(address), message_id=message_ids[0])
    elif message_ids:
        await bot.delete_messages(chat_id=chat_id(address), message_ids=list(message_ids))


async def menu(bot: Bot, address: str, commands: Sequence[tuple[str, str]], app: tuple[str, str] | None = None) -> None:
    """The commands that one person is offered in the private chat; none: those that everybody is. `app`: what the
    button beside the input field says, and the page that it opens inside Telegram; no page: it shows the commands."""
    scope = BotCommandScopeChat(chat_id(address))
    if commands:
        await bot.set_my_commands([BotCommand(name, what) for name, what in commands], scope=scope)
    else:
        await bot.delete_my_commands(scope=scope)
    if app is not None:
        text, url = app
        button = MenuButtonWebApp(text, WebAppInfo(url)) if url else MenuButtonDefault()
        await bot.set_chat_menu_button(chat_id(address), button)


async def react(bot: Bot, address: str, message_id: int, emoji: str) -> None:
    """Our reaction to a message of somebody's; without an emoji it is taken back."""
    reaction = [ReactionTypeEmoji(emoji)] if emoji else []
    await bot.set_message_reaction(chat_id(address), message_id, reaction=reaction)


async def sees_all(bot: Bot, address: str) -> bool:
    """Whether ordinary messages of a group reach us: as its administrator, or with privacy mode off. Raises
    TelegramError."""
    if bot.can_read_all_group_messages:
        return True
    member = await bot.get_chat_member(chat_id(address), bot.id)
    return member.status == ChatMemberStatus.ADMINISTRATOR


async def answer_press(bot: Bot, query_id: str, text: str = "", *, alert: bool = False) -> None:
    """The pop-up of a press, or the end of its waiting sign."""
    await bot.answer_callback_query(query_id, text=cut(text, TOAST_LIMIT) or None, show_alert=alert or None)
