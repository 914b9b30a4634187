"""A wire that misbehaves: what proxies, firewalls and content networks answer is never taken for Telegram's word."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest
from telegram import Update
from telegram.ext import MessageHandler, filters

from bot.app import App
from bot.incoming import intake
from bot.incoming.context import Context
from bot.incoming.intake import TokenRefused
from bot.outgoing.wire import is_telegrams
from bot.running.health import Health
from bot.views.view import View, known
from tests.bot.conftest import Running_, Stage

UNAUTHORIZED = {"ok": False, "error_code": 401, "description": "Unauthorized"}
ODD = (["what"], {"ok": False}, {"ok": True, "result": None}, {"ok": True, "result": {}}, None, "", 7)
PAGES = (200, 302, 400, 401, 403, 404, 409, 413, 429, 503)


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pauses are for networks, not for tests."""
    for name in ("PAUSE_SECONDS", "LONGEST_PAUSE_SECONDS", "CONFLICT_SECONDS"):
        monkeypatch.setattr(intake, name, 0.0)
    monkeypatch.setattr("bot.app.FIRST_PAUSE_SECONDS", 0.0)


async def echo(update: Update, context: Context) -> None:
    assert update.effective_message is not None
    context.turn.say(View(known(f"heard {update.effective_message.text}")))


HANDLERS = [MessageHandler(filters.TEXT & ~filters.COMMAND, echo)]


async def heard(stage: Stage, words: str) -> None:
    """Until Ann reads it; the clock is moved on, for what waits to be tried again."""
    async with asyncio.timeout(30):
        while words not in await stage.texts():
            await stage.post("/api/clock/advance", seconds=30, timeout=25)
            await asyncio.sleep(0.02)


async def until(so: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not so():  # noqa: ASYNC110 - nobody says so
            await asyncio.sleep(0.01)


async def struck(stage: Stage, *faults: dict[str, Any]) -> None:
    """Each fault strikes once, at the fetching of updates."""
    for fault in faults:
        await stage.post("/api/faults", **fault, method="getUpdates", times=1)
    await stage.says("hello")  # ends the poll that is under way
    async with asyncio.timeout(30):
        while (await stage.http.get("/api/faults")).json():  # noqa: ASYNC110 - nobody says so
            await asyncio.sleep(0.01)
    await heard(stage, "heard hello")
    await stage.says("again")
    await heard(stage, "heard again")


@pytest.mark.parametrize(
    ("code", "said", "method", "so"),
    [
        (200, {"ok": True, "result": []}, "getUpdates", True),
        (200, {"ok": True, "result": True}, "deleteMessage", True),
        (200, {"ok": True, "result": {"message_id": 1, "date": 0, "chat": {}}}, "sendMessage", True),
        (401, UNAUTHORIZED, "getUpdates", True),
        (429, {"ok": False, "error_code": 429, "description": "x", "parameters": {"retry_after": 3}}, "getMe", True),
        (403, UNAUTHORIZED, "sendMessage", False),
        (200, UNAUTHORIZED, "sendMessage", False),
        (403, {"ok": False}, "sendMessage", False),
        (403, {"error": "blocked by policy"}, "sendMessage", False),
        (403, {"ok": True, "result": True}, "sendMessage", False),
        (200, {"ok": True, "result": {}}, "getUpdates", False),
        (200, {"ok": True, "result": {}}, "getMe", False),
        (200, {"ok": True, "result": True}, "sendMessage", False),
        (200, {"ok": True, "result": None}, "deleteMessage", False),
        (200, {"ok": True}, "deleteMessage", False),
        (200, ["what"], "getUpdates", False),
    ],
)
def test_what_telegrams_answers_look_like(code: int, said: Any, method: str, so: bool) -> None:
    """An envelope with a result of the method's kind, or a refusal with the status in it and words."""
    assert is_telegrams(code, json.dumps(said).encode(), method) is so


def test_a_page_is_not_telegrams() -> None:
    """Neither is nothing, nor JSON without end."""
    for body in (b"<!DOCTYPE html><html>403</html>", b"", b"\xff\xfe", b"[" * 200_000):
        assert not is_telegrams(403, body, "sendMessage")


async def test_polling_goes_on_after_any_page(stage: Stage, at_work: Running_) -> None:
    """A 404 page on getUpdates is not "Telegram refuses the token", and no page of any status ends the bot."""
    async with at_work(HANDLERS):
        await struck(stage, *({"kind": "page", "status": status} for status in PAGES))


async def test_polling_goes_on_after_odd_json(
    stage: Stage, at_work: Running_, caplog: pytest.LogCaptureFixture
) -> None:
    """A 200 that is no envelope: no traceback, no end, no loop without a pause; each is said in the log."""
    async with at_work(HANDLERS):
        await struck(stage, *({"kind": "odd", "body": body} for body in ODD))
    assert caplog.text.count("HTTP 200 with something that is no answer of Telegram's") == len(ODD)
    assert "Traceback" not in caplog.text


async def test_a_start_goes_on_after_pages_and_odd_json(stage: Stage, at_work: Running_) -> None:
    """Who we are is asked until Telegram itself answers."""
    for status in PAGES:
        await stage.post("/api/faults", kind="page", status=status, method="getMe", times=1)
    for body in ODD:
        await stage.post("/api/faults", kind="odd", body=body, method="getMe", times=1)
    async with at_work(HANDLERS):
        await stage.says("hello")
        await heard(stage, "heard hello")


async def test_one_refusal_at_the_start_is_asked_about_again(stage: Stage, at_work: Running_) -> None:
    """One 401 may be a mistake; a token that is refused twice ends the start, in a sentence without the token."""
    await stage.post("/api/faults", kind="odd", status=401, body=UNAUTHORIZED, method="getMe", times=1)
    async with at_work(HANDLERS):
        await stage.says("hello")
        await heard(stage, "heard hello")
    await stage.post("/api/faults", kind="odd", status=401, body=UNAUTHORIZED, method="getMe")
    app = await App.build(stage.config, handlers=HANDLERS)
    with pytest.raises(TokenRefused) as refused:
        await app.run(asyncio.Event())
    assert stage.bot["token"] not in str(refused.value)


async def troubles(health: Health) -> list[str]:
    return [f"{one.part}: {one.says}" for one in await health.troubles()]


async def test_a_refused_token_after_hours_of_work_is_waited_for(
    stage: Stage, at_work: Running_, caplog: pytest.LogCaptureFixture
) -> None:
    """Confirmed by getMe, said in the log and to whoever asks about its health; then it goes on as if nothing was."""
    async with at_work(HANDLERS) as app:
        await stage.post("/api/faults", kind="odd", status=401, body=UNAUTHORIZED)
        await stage.says("hello")
        await until(lambda: "Telegram refuses the token" in caplog.text)
        assert [one for one in await troubles(app.health) if one.startswith("token: Telegram refuses it")]
        assert await app.health.stuck() == ""  # a restart would end it
        await stage.http.delete("/api/faults")
        await heard(stage, "heard hello")
        assert await troubles(app.health) == []
    assert stage.bot["token"] not in caplog.text


async def test_one_refusal_that_getme_does_not_confirm_is_a_bad_moment(
    stage: Stage, at_work: Running_, caplog: pytest.LogCaptureFixture
) -> None:
    """One 401 on getUpdates alone is no trouble, only a line in the log."""
    async with at_work(HANDLERS) as app:
        await struck(stage, {"kind": "odd", "status": 401, "body": UNAUTHORIZED})
        assert await troubles(app.health) == []
    assert "Telegram refuses the token" not in caplog.text
    assert "not when asked who we are" in caplog.text


@pytest.mark.parametrize("fault", [{"kind": "page", "status": 403}, {"kind": "page", "status": 400},
                                   {"kind": "page", "status": 404}, {"kind": "odd"}, {"kind": "5xx"}])  # fmt: skip
async def test_a_direct_answer_is_tried_again(stage: Stage, at_work: Running_, fault: dict[str, Any]) -> None:
    """A question that somebody waits for survives seven bad answers in a row: more than a minute of them."""
    async with at_work(HANDLERS):
        await stage.post("/api/faults", **fault, method="sendMessage", times=7)
        await stage.says("hello")
        await heard(stage, "heard hello")
        assert (await stage.texts()).count("heard hello") == 1
