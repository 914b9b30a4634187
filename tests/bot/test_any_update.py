"""Updates of any shape: whatever Telegram, or somebody who pretends to be Telegram, sends, the bot goes on."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from telegram import User

from bot.app import App
from bot.callbacks import encode
from bot.config import TOKEN_VARIABLE, parse
from bot.handlers.errors import refuse
from bot.incoming.handling import Handling
from bot.incoming.intake import Malformed
from bot.registry import OFFERED
from bot.views import system
from storage.database import Database, migrate
from storage.inbox import Inbox
from tests.examples import many
from tests.stories.town import PEOPLE, settle_town

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
GROUP, PRIVATE = -1001000000001, 7001
USERS = {someone.name: 7001 + number for number, someone in enumerate(PEOPLE)}

HOSTILE = [
    "<b>bold</b><script>alert(1)</script>",
    "\u202e右到左\u200f\u202d",
    "😀" * 4096,
    "",
    " ",
    "\n",
    "\x00",
    "{0}{name}%s",
    "'; DROP TABLE issues; --",
    "/start",
    "/start p_x",
    "/start b_by",
    "/report",
    "/bao 灯坏了",
    "/bind",
    "/bind staff bj",
    "/board",
    "/huoer",
    "/nonsense",
    "🙋 我要报事",
    "📋 我报的事",
    "📞 找人",
    "⋯ 更多",
    "下水道堵了",
    "楼道里好大煤气味",
    "@weilinli_bot 灯坏了",
    "3号楼 我妈",
    "我叫王小明 电话13812345678",
    "A" * 4096,
]
texts = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=200))
user_ids = st.sampled_from([*USERS.values(), 999, 1087968824, 777000, 136817688])
ids = st.integers(-(2**63), 2**63 - 1)


@st.composite
def presses(draw: st.DrawFn) -> str:
    """Callback data: ours with any ids, ours with too few, or anything at all."""
    if draw(st.booleans()):
        verb = draw(st.sampled_from(sorted(OFFERED.presses)))
        word = draw(st.sampled_from(["", "x", "general", "over", "1", "zh_CN", "😀"]))
        try:
            return encode(verb, *draw(st.lists(ids, max_size=3)), word=word)
        except ValueError:
            return verb
    return draw(st.text(min_size=1, max_size=64))


@st.composite
def users(draw: st.DrawFn) -> dict[str, Any]:
    user_id = draw(user_ids)
    return {
        "id": user_id,
        "is_bot": user_id in (1087968824, 136817688),
        "first_name": draw(texts)[:64],  # empty: a deleted account
        "language_code": draw(st.sampled_from(["zh-hans", "en", "", "xx", "zh-TW"])),
    }


@st.composite
def chats(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(["private", "group", "supergroup", "channel"]))
    chat: dict[str, Any] = {"id": draw(user_ids) if kind == "private" else GROUP, "type": kind}
    return chat if kind == "private" else {**chat, "title": draw(texts)[:100], "is_forum": draw(st.booleans())}


PHOTO = {"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}
MEDIA: list[dict[str, Any]] = [
    {"photo": []},
    {"photo": [PHOTO]},
    {"photo": [PHOTO, PHOTO], "media_group_id": "m1"},
    {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 3}},
    {"document": {"file_id": "d", "file_unique_id": "d", "file_name": "<i>.pdf"}},
    {"location": {"latitude": 43.8, "longitude": 126.5}},
    {"location": {"latitude": 1e300, "longitude": -1e300}},
    {
        "sticker": {
            "file_id": "s",
            "file_unique_id": "s",
            "type": "regular",
            "width": 1,
            "height": 1,
            "is_animated": False,
            "is_video": False,
        }
    },
    {"contact": {"phone_number": "13812345678", "first_name": "某"}},
    {"dice": {"emoji": "🎲", "value": 3}},
    {"poll": {}},
    {"video": {"file_id": "x"}},
    {"new_chat_members": []},
    {"left_chat_member": {"id": 1, "is_bot": False, "first_name": "x"}},
    {"migrate_to_chat_id": -1009},
    {"migrate_from_chat_id": -9},
    {"group_chat_created": True},
    {"pinned_message": {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}},
    {},
]


@st.composite
def messages(draw: st.DrawFn, depth: int = 0) -> dict[str, Any]:
    message: dict[str, Any] = {
        "message_id": draw(st.integers(1, 2**31 - 1)),
        "date": draw(st.sampled_from([0, int(NOW.timestamp()), int(NOW.timestamp()) + 10**8])),
        "chat": draw(chats()),
        **draw(st.sampled_from(MEDIA)),
    }
    if draw(st.integers(0, 9)):
        message["from"] = draw(users())
    else:
        message["sender_chat"] = draw(chats())
    text = draw(texts)
    message["caption" if message.keys() & {"photo", "voice", "document", "video"} else "text"] = text
    if text.startswith("/"):
        length = len(text.split()[0])
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
    elif text.startswith("@"):
        message["entities"] = [{"type": "mention", "offset": 0, "length": len("@weilinli_bot")}]
    if draw(st.booleans()):
        message["message_thread_id"] = draw(st.integers(1, 9))
        message["is_topic_message"] = draw(st.booleans())
    if depth == 0 and not draw(st.integers(0, 4)):
        message["reply_to_message"] = draw(messages(depth=1))
    return message


@st.composite
def members(draw: st.DrawFn) -> dict[str, Any]:
    def one(status: str) -> dict[str, Any]:
        return {"user": {"id": 42, "is_bot": True, "first_name": "微邻里"}, "status": status, "until_date": 0}

    status = st.sampled_from(["member", "left", "kicked", "administrator", "creator", "restricted"])
    return {
        "chat": draw(chats()),
        "from": draw(users()),
        "date": 0,
        "old_chat_member": one(draw(status)),
        "new_chat_member": one(draw(status)),
    }


@st.composite
def updates(draw: st.DrawFn) -> dict[str, Any]:
    """One update."""
    match draw(st.integers(0, 9)):
        case 0 | 1 | 2 | 3:
            return {"message": draw(messages())}
        case 4:
            return {"edited_message": {**draw(messages()), "edit_date": int(NOW.timestamp())}}
        case 5 | 6 | 7:
            query = {"id": "q", "from": draw(users()), "chat_instance": "1", "data": draw(presses())}
            return {"callback_query": query | ({"message": draw(messages())} if draw(st.booleans()) else {})}
        case 8:
            return {draw(st.sampled_from(["my_chat_member", "chat_member"])): draw(members())}
        case _:
            return {draw(st.sampled_from(["channel_post", "poll", "inline_query", "unknown", "message_reaction"])): {}}


class Machine:
    """The bot's handling with a database and without a network."""

    def __init__(self, loop: asyncio.AbstractEventLoop, app: App) -> None:
        self.loop = loop
        self.app = app
        self.inbox = Inbox(app.database)
        self.number = 0
        self.handling = Handling(
            app.application,
            app.database,
            app.config,
            app.sender,
            refuse,
            lambda turn: system.kept(turn.tr),
            OFFERED.forms,
        )

    def take(self, update: dict[str, Any]) -> None:
        """Through the inbox and the handlers, as the dispatcher does it."""
        self.loop.run_until_complete(self._take(update))

    async def _take(self, update: dict[str, Any]) -> None:
        self.number += 1
        await self.inbox.take_in([{"update_id": self.number, **update}], "polling", NOW)
        for row in await self.inbox.waiting(10):
            try:
                await self.handling.handle(row)
            except Malformed as error:
                await self.inbox.failed(row.id, str(error), NOW, put_aside=True)
            except Exception as error:  # put aside, or it would fail again with every later update
                await self.inbox.failed(row.id, str(error), NOW, put_aside=True)
                raise


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """One town for thousands of updates: they find what earlier ones left behind."""
    loop = asyncio.new_event_loop()
    url = f"sqlite:///{tmp_path_factory.mktemp('any') / 'any.db'}"

    async def build() -> App:
        await migrate(url)
        config = parse(f'[telegram]\nbase_url = "http://127.0.0.1:9"\n[database]\nurl = "{url}"\n')
        database = await Database.open(url)
        chats_of_town = {"北苑社区工作群": GROUP, "北苑小区邻里群": GROUP - 1}
        await settle_town(database, config.settings, USERS, chats_of_town, NOW)
        await database.close()
        app = await App.build(config)
        app.bot._bot_user = _me()
        app.application._initialized = True
        return app

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(TOKEN_VARIABLE, "42:AAAA-not-a-real-token-000000000000000")
        app = loop.run_until_complete(build())
        yield Machine(loop, app)
        loop.run_until_complete(app.close())
        loop.close()


def _me() -> User:
    return User(42, "微邻里", is_bot=True, username="weilinli_bot")


@settings(
    max_examples=many(150, 54),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large],
)
@given(update=updates())
def test_any_update_is_taken(machine: Machine, update: dict[str, Any]) -> None:
    """Thousands of updates of any shape: each is handled or put aside as malformed; nothing is raised."""
    machine.take(update)


def test_nobody_is_stuck_afterwards(machine: Machine) -> None:
    """After all that, everybody who presses a key of the permanent keyboard is answered."""
    for user_id in USERS.values():
        before = _directs(machine)
        chat = {"id": user_id, "type": "private"}
        user = {"id": user_id, "is_bot": False, "first_name": "某", "language_code": "zh-hans"}
        machine.take({"message": {"message_id": 1, "date": 0, "chat": chat, "from": user, "text": "🙋 我要报事"}})
        assert _directs(machine) > before


def _directs(machine: Machine) -> int:
    return len(machine.app.sender._directs)
