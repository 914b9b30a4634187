"""Plays a story in the terminal, through the sandbox's HTTP: does what people do, insists on what they must see."""

import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import httpx

ZONE = ZoneInfo("Asia/Shanghai")
Message = dict[str, Any]


class StoryFailed(Exception):
    """Something that the story expects was not seen, or could not be done."""


class Player:
    """`names`: the story's names and their ids; `known`: ids and what people call them."""

    def __init__(
        self, http: httpx.Client, names: dict[str, int], known: dict[int, str], *, quiet: bool = False
    ) -> None:
        self._http = http
        self._names = names
        self._known = known
        self._quiet = quiet
        self._before: dict[tuple[int, int], dict[int, str]] = {}

    def play(self, story: dict[str, Any]) -> None:
        """All steps. Raises StoryFailed at the first that goes wrong."""
        for number, step in enumerate(story["steps"], 1):
            self._say(f"\n{number}. {step['say']['zh']}  ({step['say']['en']})")
            for action in step["do"]:
                self._act(action)

    def press_if_there(self, who: str, button: str) -> None:
        """Press the newest such button in the private chat, if there is one."""
        person, chat = self._names[who], self._names["bot"]
        for message in reversed(self._phone(person, chat)):
            if any(button in one for one in _buttons(message)):
                self._press({"person": person, "chat": chat, "button": button})
                return

    def press(self, who: str, button: str, chat: str = "bot") -> None:
        """Press the newest such button in that chat. Raises StoryFailed when there is none."""
        self._press({"person": self._names[who], "chat": self._names[chat], "button": button})

    def write(self, who: str, text: str) -> None:
        """Write to the bot, and wait for what it does about it."""
        self._call(f"/api/users/{self._names[who]}/messages", {"chat": self._names["bot"], "text": text})
        self._settle()

    def link(self, who: str, begins: str) -> str:
        """The address behind the newest button that leads there. Raises StoryFailed when there is none."""
        self._settle()
        for message in reversed(self._phone(self._names[who], self._names["bot"])):
            for row in (message.get("reply_markup") or {}).get("inline_keyboard") or []:
                if found := next((one["url"] for one in row if one.get("url", "").startswith(begins)), None):
                    return str(found)
        raise StoryFailed(f"{self._name(self._names[who])} has no button that leads to {begins}")

    def app(self, who: str, button: str) -> str:
        """Press a button that opens a page inside Telegram; what Telegram signed for it. Raises StoryFailed."""
        self._settle()
        for message in reversed(self._phone(self._names[who], self._names["bot"])):
            if any(button in one for one in _buttons(message)):
                body = {"chat": self._names["bot"], "message": message["message_id"], "button": button}
                opened = self._call(f"/api/users/{self._names[who]}/press", body)["app"]
                return str(parse_qs(urlsplit(opened).fragment)["tgWebAppData"][0])
        raise StoryFailed(f"{self._name(self._names[who])} has no button {button}")

    def _act(self, action: dict[str, Any]) -> None:
        if "find" in action:
            found = self._find(self._fill(action["find"]))
            if "as" in action:
                self._names[action["as"]] = found
        elif "press" in action:
            self._press(self._fill(action["press"]))
            self._settle()
        else:
            self._call(self._fill(action["path"]), self._fill(action.get("body")), action.get("method", "POST"))
            self._settle()

    def _call(self, path: str, body: Any, method: str = "POST") -> Any:
        if path == "/api/clock/advance":
            self._say(f"   … {body['seconds'] / 60:g} min")
        elif found := re.fullmatch(r"/api/users/(\d+)/messages", path):
            self._line(int(found[1]), body["chat"], body.get("text") or f"[photo] {body.get('caption', '')}", mine=True)
        try:
            answer = self._http.request(method, path, json=body)
        except httpx.HTTPError as error:
            raise StoryFailed(f"{path}: {type(error).__name__}") from None
        if answer.is_error:
            raise StoryFailed(f"{path}: {answer.text[:400]}")
        return answer.json()

    def _press(self, wanted: dict[str, Any]) -> None:
        person, chat = wanted["person"], wanted["chat"]
        for message in reversed(self._phone(person, chat)):
            label = next((one for one in _buttons(message) if wanted["button"] in one), None)
            if label and wanted.get("text", "") in _words(message):
                self._line(person, chat, f"〔{label}〕", mine=True)
                body = {"chat": chat, "message": message["message_id"], "button": label}
                answer = self._call(f"/api/users/{person}/press", body).get("answer") or {}
                if answer.get("text"):
                    self._line(person, chat, f"({answer['text']})")
                return
        there = " ".join(f"〔{label}〕" for one in self._phone(person, chat)[-4:] for label in _buttons(one))
        where = f"{self._name(person)} has no button “{wanted['button']}” in {self._name(chat)}"
        raise StoryFailed(f"{where}, only {there or 'none'}")

    def _find(self, wanted: dict[str, Any]) -> int:
        person, chat = wanted["person"], wanted["chat"]
        for message in reversed(self._phone(person, chat)):
            from_bot = message["from"].get("is_bot") and wanted["text"] in _words(message)
            if from_bot and self._is_new(person, chat, message):
                self._line(person, chat, _words(message), at=message.get("edit_date") or message["date"])
                return int(message["message_id"])
        seen = "\n".join(f"     {_words(one)}" for one in self._phone(person, chat)[-4:])
        where = f"{self._name(person)} does not see “{wanted['text']}” in {self._name(chat)}"
        raise StoryFailed(f"{where}. The last messages there:\n{seen}")

    def _is_new(self, person: int, chat: int, message: Message) -> bool:
        """Whether it was not seen before with these words: a story must not be content with yesterday's message."""
        seen = self._before.setdefault((person, chat), {})
        new = seen.get(message["message_id"]) != _words(message)
        seen[message["message_id"]] = _words(message)
        return new

    def _settle(self) -> None:
        """Everything that the bot does about it, Telegram's limits included."""
        self._call_quietly("/api/clock/settle", {})
        self._call_quietly("/api/clock/advance", {"seconds": 3})

    def _call_quietly(self, path: str, body: Any) -> None:
        quiet, self._quiet = self._quiet, True
        try:
            self._call(path, body)
        finally:
            self._quiet = quiet

    def _phone(self, person: int, chat: int) -> list[Message]:
        try:
            answer = self._http.get(f"/api/users/{person}/chats/{chat}")
        except httpx.HTTPError as error:
            raise StoryFailed(f"the sandbox does not answer: {type(error).__name__}") from None
        messages: list[Message] = answer.json()["messages"]
        return messages

    def _fill(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: self._fill(one) for key, one in value.items()}
        if not isinstance(value, str):
            return value
        if value.startswith("$") and value[1:] in self._names:
            return self._names[value[1:]]
        return re.sub(r"\$(\w+)", lambda found: str(self._names.get(found[1], found[0])), value)

    def _name(self, one: int) -> str:
        return "微邻里" if one == self._names["bot"] else self._known.get(one, str(one))

    def _line(self, person: int, chat: int, text: str, *, at: float | None = None, mine: bool = False) -> None:
        if self._quiet:
            return
        moment = at if at is not None else self._http.get("/clock?once=1").json()["now"]
        time = datetime.fromtimestamp(moment, UTC).astimezone(ZONE).strftime("%H:%M:%S")
        arrow = "▶" if mine else "◀"
        indented = text.replace("\n", "\n" + " " * 14)
        self._say(f"   {time} {arrow} {self._name(person)} @ {self._name(chat)}\n" + " " * 14 + indented)

    def _say(self, text: str) -> None:
        if not self._quiet:
            print(text, flush=True)


def _buttons(message: Message) -> list[str]:
    rows = (message.get("reply_markup") or {}).get("inline_keyboard") or []
    return [button["text"] for row in rows for button in row]


def _words(message: Message) -> str:
    return str(message.get("text") or message.get("caption") or "")
