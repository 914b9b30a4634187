"""What a story says: people write, press and wait, and see what is on their phones. All over the sandbox's HTTP."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

import httpx
from starlette.types import ASGIApp

from casework.settings import Settings
from sandbox import people
from sandbox.world import World as Telegram
from storage.database import Database
from tests.asgi import ask
from tests.stories.town import CHATS, PEOPLE, RESIDENTS, RESIDENTS_CHAT, STAFF, STAFF_CHAT

ZONE = ZoneInfo("Asia/Shanghai")
TEN = datetime(2026, 11, 21, 10, 0, tzinfo=ZONE)
"""When every story begins: a Saturday."""
SLIP = timedelta(seconds=5)
"""`settle` lets so much time pass at most, for messages that Telegram's limits hold back for a second."""

Message = dict[str, Any]


class Service(Protocol):
    """The bot as something that can be stopped and started."""

    async def start(self) -> None:
        """Returns when it is at work."""

    async def stop(self) -> None:
        """Returns when it is gone."""


class World:
    """The town on its phones. People are named as in town.py; a chat is "private", "staff" or "residents"."""

    def __init__(self, http: httpx.AsyncClient, app: ASGIApp) -> None:
        self.http = http
        self._app = app
        self.bot: dict[str, Any] = {}
        self.users: dict[str, int] = {}
        self.chats: dict[str, int] = {}
        self.heard = 0
        """The last update that was swallowed."""
        self.expect_failures = False
        """Set by a story in which a handler fails on purpose."""
        self.service: Service | None = None
        """The bot, to be stopped and started by a story."""
        self.database: Database | None = None
        """The bot's own, for what happens on its machine and not in a chat."""
        self.events: Callable[[], Iterable[dict[str, Any]]] = tuple
        """Everything that happened on the phones, as the sandbox tells it."""
        self.readers_of_english = {someone.name for someone in PEOPLE if someone.language == "en"}
        """A story in which somebody changes to English adds him or her."""

    # The stage

    async def set_stage(self, telegram: Telegram) -> None:
        """A bot, all people, the groups; whatever that makes the bot hear is swallowed before it runs."""
        bot = telegram.add_bot({"username": "weilinli_bot", "name": "微邻里"})
        self.bot = {"id": bot.id, "token": bot.token}
        for someone in PEOPLE:
            user = telegram.add_user({"first_name": someone.name, "language_code": someone.language})
            self.users[someone.name] = user.id
        for title, members in ((STAFF_CHAT, STAFF), (RESIDENTS_CHAT, (*STAFF, *RESIDENTS))):
            ids = [self.users[name] for name in members]
            group = {"type": "supergroup", "title": title, "members": ids, "bots": [bot.id], "owner": ids[0]}
            self.chats[title] = people.create_chat(telegram, group).id
        for someone in PEOPLE:
            if someone.knows_bot:
                people.start(telegram, self.users[someone.name], bot.id, None)
        self.heard = bot.queue.newest
        await bot.queue.poll(self.heard + 1, 100, 0)

    async def _post(self, path: str, **body: Any) -> Any:
        return await ask(self._app, "POST", path, body)

    async def _get(self, path: str, **query: Any) -> Any:
        return await ask(self._app, "GET", path, **query)

    def _chat(self, chat: str) -> int:
        """The id by which a person names a chat: a private chat is named by the bot."""
        named = {"private": self.bot["id"], "staff": self.chats[STAFF_CHAT], "residents": self.chats[RESIDENTS_CHAT]}
        found = named.get(chat) or self.chats.get(chat)
        assert found is not None, f"no chat {chat!r}"
        return int(found)

    # What people do. Everything that happens next has happened when these return.

    async def says(self, person: str, text: str, *, chat: str = "private", answering: str = "") -> Message:
        """Write a message, perhaps as an answer to the newest one in the chat that contains `answering`."""
        body: dict[str, Any] = {"chat": self._chat(chat), "text": text}
        if answering:
            body["reply_to"] = (await self.sees(person, answering, chat=chat))["message_id"]
        sent = await self._post(f"/api/users/{self.users[person]}/messages", **body)
        await self.settle()
        return dict(sent)

    async def sends(self, person: str, *, chat: str = "private", **what: Any) -> Any:
        """Send something else, in the sandbox's words: photo={"size": 1}, voice={"duration": 3}, caption="..."."""
        sent = await self._post(f"/api/users/{self.users[person]}/messages", chat=self._chat(chat), **what)
        await self.settle()
        return sent

    async def starts(self, person: str, payload: str = "") -> None:
        """Open the bot, perhaps by a link."""
        body = {"bot": self.bot["id"]} | ({"payload": payload} if payload else {})
        await self._post(f"/api/users/{self.users[person]}/start", **body)
        await self.settle()

    async def press(self, person: str, button: str, *, chat: str = "private", on: str = "") -> str:
        """Press the newest button with this text (on the newest message that contains `on`); the pop-up's text."""
        message = await self._with_button(person, button, chat, on)
        label = next(one for one in buttons(message) if button in one)
        done = await self._post(
            f"/api/users/{self.users[person]}/press",
            chat=self._chat(chat),
            message=message["message_id"],
            button=label,
        )
        await self.settle()
        return str((done["answer"] or {}).get("text") or "")

    async def opens(self, person: str, button: str) -> str:
        """Press a button that opens a page inside Telegram; its address, with what Telegram hands to it."""
        message = await self._with_button(person, button, "private", "")
        label = next(one for one in buttons(message) if button in one)
        body = {"chat": self.bot["id"], "message": message["message_id"], "button": label}
        return str((await self._post(f"/api/users/{self.users[person]}/press", **body))["app"])

    async def opens_menu(self, person: str) -> str:
        """The same by the button beside the input field; empty where it shows the commands."""
        path = f"/api/users/{self.users[person]}/menu"
        answer = await self.http.post(path, json={"bot": self.bot["id"]})
        return str(answer.json().get("app", ""))

    async def forges(self, person: str, data: str, *, chat: str = "private") -> str:
        """Press callback data that is on no button, under the newest message of the bot."""
        said = await self.forges_quickly(person, data, chat=chat)
        await self.settle()
        return said

    async def forges_quickly(self, person: str, data: str, *, chat: str = "private") -> str:
        """The same, without waiting for anything that may come of it."""
        newest = [one for one in await self.phone(person, chat=chat) if one["from"].get("is_bot")]
        done = await self._post(
            f"/api/users/{self.users[person]}/press",
            chat=self._chat(chat),
            message=newest[-1]["message_id"] if newest else 1,
            data=data,
            forge=True,
        )
        return str((done["answer"] or {}).get("text") or "")

    async def resigns(self, person: str) -> None:
        """Lose all posts, as an imported roster without them would have it."""
        assert self.database is not None
        work = self.database.work(Settings())
        found = await work.person_at(f"tg:{self.users[person]}")
        assert found is not None
        for post in await work.posts_of(found.id):
            post.person_id = None
            work.changed(post)
        await work.commit()

    async def joins(self, person: str, code: str) -> None:
        """Somebody new starts the bot, agrees, and sits down in a post that the roster has."""
        assert self.database is not None
        self.users[person] = (await self._post("/api/users", first_name=person, language_code="zh-hans"))["id"]
        await self._post(f"/api/users/{self.users[person]}/start", bot=self.bot["id"])
        await self.settle()
        work = self.database.work(Settings())
        found = await work.person_at(f"tg:{self.users[person]}")
        assert found is not None
        found.reachable, found.consent_at = True, TEN.astimezone(UTC)
        work.changed(found)
        await work.commit()
        await self.gives_post(person, code)

    async def gives_post(self, person: str, code: str) -> None:
        """Sit down in a post that the roster has, beside those that are held."""
        assert self.database is not None
        work = self.database.work(Settings())
        found, post = await work.person_at(f"tg:{self.users[person]}"), await work.post_by_code(code)
        assert found is not None
        assert post is not None
        post.person_id = found.id
        work.changed(post)
        await work.commit()

    async def edits(self, person: str, old: str, new: str, *, chat: str = "private") -> None:
        """Change a message of one's own that contains `old`."""
        mine = [one for one in await self.phone(person, chat=chat) if one["from"]["id"] == self.users[person]]
        message = next(one for one in reversed(mine) if old in words(one))
        path = f"/api/users/{self.users[person]}/messages/{self._chat(chat)}/{message['message_id']}"
        await ask(self._app, "PATCH", path, {"text": new})
        await self.settle()

    async def captions(self, person: str, message_id: int, caption: str, *, chat: str = "private") -> None:
        """Put words under a photo of one's own, or change them."""
        path = f"/api/users/{self.users[person]}/messages/{self._chat(chat)}/{message_id}"
        await ask(self._app, "PATCH", path, {"caption": caption})
        await self.settle()

    async def hears_all(self) -> None:
        """The bot's privacy mode is off: it reads everything in groups."""
        path = f"/api/bots/{self.bot['id']}"
        await ask(self._app, "PATCH", path, {"can_read_all_group_messages": True})

    async def forwards(self, person: str, message: Message) -> None:
        """Send one of the bot's messages back to it."""
        path = f"/api/users/{self.users[person]}/messages/{self.bot['id']}/{message['message_id']}/forward"
        await self._post(path, to=self.bot["id"])
        await self.settle()

    async def blocks(self, person: str) -> None:
        """Block the bot."""
        await self._post(f"/api/users/{self.users[person]}/block", bot=self.bot["id"])
        await self.settle()

    async def deletes_the_account(self, person: str) -> None:
        """Leave Telegram: only the id is left of the name."""
        await self._post(f"/api/users/{self.users[person]}/deactivate")
        await self.settle()

    async def unblocks(self, person: str) -> None:
        """Unblock the bot."""
        await self._post(f"/api/users/{self.users[person]}/unblock", bot=self.bot["id"])
        await self.settle()

    async def presses_unheard(self, person: str, button: str, *, chat: str = "private", on: str = "") -> None:
        """Press while the bot is stopped: nobody answers, Telegram keeps it."""
        message = await self._with_button(person, button, chat, on)
        label = next(one for one in buttons(message) if button in one)
        body = {"chat": self._chat(chat), "message": message["message_id"], "button": label, "timeout": 0}
        await self._post(f"/api/users/{self.users[person]}/press", **body)

    async def writes_unheard(self, person: str, text: str, *, chat: str = "private") -> None:
        """Write while the bot is stopped."""
        await self._post(f"/api/users/{self.users[person]}/messages", chat=self._chat(chat), text=text)

    async def bot_stops(self) -> None:
        """Somebody stops the bot."""
        assert self.service is not None
        await self.service.stop()

    async def bot_starts(self) -> None:
        """Somebody starts it again; what Telegram kept, and what fell due, has happened when this returns."""
        assert self.service is not None
        await self.service.start()
        await self.settle()

    async def time_passes_unseen(self, *, to: datetime) -> None:
        """While the bot is stopped: nobody follows the clock."""
        await self._post("/api/clock", now=to.timestamp())

    async def telegram_goes(self) -> None:
        """Telegram answers the bot nothing any more, and keeps what people do."""
        await self._post("/api/faults", kind="5xx")

    async def telegram_is_back(self) -> None:
        """It answers again; what it kept, and what the bot could not send, has happened when this returns."""
        await ask(self._app, "DELETE", "/api/faults")
        await self.settle()

    # Time

    async def forward(
        self, *, hours: float = 0, minutes: float = 0, seconds: float = 0, to: datetime | None = None
    ) -> None:
        """Let time pass, step by step, each with all that it brings."""
        await self.settle()
        if to is not None:
            await self._post("/api/clock/advance", to=to.timestamp())
        else:
            await self._post("/api/clock/advance", seconds=hours * 3600 + minutes * 60 + seconds)
        await self.settle()

    async def settle(self) -> None:
        """Wait until the bot has done all it can at this moment; messages held back for a second are let out."""
        clock = await self._post("/api/clock/settle", anew=True, timeout=20)
        end = clock["now"] + SLIP.total_seconds()
        while (at := self._held_back(clock)) is not None and at <= end:
            await self._post("/api/clock/advance", to=at)
            clock = await self._get("/api/clock")

    def _held_back(self, clock: dict[str, Any]) -> float | None:
        """When a message goes out that waits for a limit; None if a deadline is next, or nothing."""
        followers = clock["followers"].values() if isinstance(clock["followers"], dict) else clock["followers"]
        wakes = [one["next_wake"] for one in followers if one["next_wake"] is not None]
        due = [item["at"] for one in followers for item in one["agenda"]]
        at = min(wakes, default=None)
        return None if at in due else at

    async def now(self) -> datetime:
        """The time of the town."""
        return datetime.fromtimestamp((await self._get("/api/clock"))["now"], ZONE)

    # What people see

    async def phone(self, person: str, *, chat: str = "private") -> list[Message]:
        """The chat as this person sees it, oldest first."""
        found = await self._get(f"/api/users/{self.users[person]}/chats/{self._chat(chat)}")
        return list(found["messages"])

    async def screen(self, person: str, *, chat: str = "private") -> str:
        """The same as text, for people to read."""
        return "\n".join(told(one) for one in await self.phone(person, chat=chat)) or "(empty)"

    async def sees(self, person: str, *fragments: str, chat: str = "private", since: Message | None = None) -> Message:
        """The newest message that contains all fragments; fails with the whole screen when there is none."""
        after = since["message_id"] if since else 0
        for message in reversed(await self.phone(person, chat=chat)):
            if message["message_id"] > after and all(part in words(message) for part in fragments):
                return message
        wanted = " and ".join(repr(part) for part in fragments)
        raise AssertionError(
            f"{person} does not see {wanted} in {chat} at {await self.now():%H:%M:%S}. On the screen:\n"
            + await self.screen(person, chat=chat)
        )

    async def sees_nothing_of(self, person: str, *fragments: str, chat: str = "private") -> None:
        """No message on that screen contains any of the fragments."""
        for message in await self.phone(person, chat=chat):
            for part in fragments:
                if part in words(message):
                    screen = await self.screen(person, chat=chat)
                    raise AssertionError(f"{person} sees {part!r} in {chat}, and should not. On the screen:\n{screen}")

    async def sees_buttons(self, person: str, *labels: str, chat: str = "private", on: str = "") -> Message:
        """The newest message with buttons (that contains `on`) has all of these."""
        newest = next(
            (one for one in reversed(await self.phone(person, chat=chat)) if buttons(one) and on in words(one)), None
        )
        missing = [label for label in labels if newest is None or not any(label in one for one in buttons(newest))]
        if newest is None or missing:
            screen = await self.screen(person, chat=chat)
            raise AssertionError(f"{person} sees no button {missing} in {chat}. On the screen:\n{screen}")
        return newest

    async def _with_button(self, person: str, button: str, chat: str, on: str) -> Message:
        for message in reversed(await self.phone(person, chat=chat)):
            if on in words(message) and any(button in one for one in buttons(message)):
                return message
        screen = await self.screen(person, chat=chat)
        raise AssertionError(f"{person} has no button {button!r} in {chat}. On the screen:\n{screen}")


def buttons(message: Message) -> list[str]:
    """Texts of the buttons under a message."""
    rows: Iterable[list[dict[str, Any]]] = (message.get("reply_markup") or {}).get("inline_keyboard") or []
    return [one["text"] for row in rows for one in row]


def words(message: Message) -> str:
    """Text or caption."""
    return str(message.get("text") or message.get("caption") or "")


def told(message: Message) -> str:
    """One message as a line or more: time, sender, words, buttons."""
    at = datetime.fromtimestamp(message["date"], ZONE)
    edited = "*" if message.get("edit_date") else ""
    sort = next((f"[{kind}] " for kind in ("photo", "voice", "document", "location") if message.get(kind)), "")
    line = f"  {at:%H:%M:%S}{edited} {message['from']['first_name']}: {sort}{words(message)}"
    return line + "".join(f" 〔{one}〕" for one in buttons(message))


__all__ = ["CHATS", "TEN", "ZONE", "World", "buttons", "told", "words"]
