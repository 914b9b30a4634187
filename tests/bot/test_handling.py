"""One update, end to end, with small handlers of our own: turn, commit, refusals, failures, direct answers."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from telegram import Update
from telegram.ext import CallbackQueryHandler, MessageHandler, filters

from bot.incoming.context import Context
from bot.incoming.handling import author, moment
from bot.incoming.turn import Turn
from bot.views.view import Button, View
from casework.refusals import NotYours
from locales.markup import Html
from storage.errors import StaleError
from storage.inbox import Inbox
from tests.bot.conftest import TEN, Running_, Stage

NOW = datetime.fromtimestamp(TEN, UTC)


def saying(*, what: Any = None) -> MessageHandler[Context, Any]:
    """Answers each message with its text; `what(turn, text)` happens before."""

    async def answer(update: Update, context: Context) -> None:
        assert update.effective_message is not None
        text = update.effective_message.text or ""
        if what is not None:
            await what(context.turn, text)
        context.turn.say(View(Html(f"heard {text}")))

    return MessageHandler(filters.TEXT, answer)


async def test_a_message_is_handled_and_answered(stage: Stage, at_work: Running_) -> None:
    """From the phone through the inbox and back; the person is remembered with name and language."""
    async with at_work([saying()]):
        await stage.says("hello")
        await stage.settle()
        assert await stage.texts() == ["heard /start", "heard hello"]
        work = stage.database.work(stage.config.settings)
        person = await work.person_at(f"tg:{stage.ann}")
        assert person is not None
        assert (person.name, person.language) == ("Ann", "en")
    assert await Inbox(stage.database).count_waiting() == 0


async def test_somebody_without_a_first_name(stage: Stage, at_work: Running_) -> None:
    """A deleted account has an empty name; so has somebody who has a last name only. Both are people like any other."""
    said = {"message_id": 1, "date": TEN, "text": "hello"}
    for user_id, first, last in ((900, "", ""), (901, "", "Li"), (902, " ", "")):
        user = {"id": user_id, "is_bot": False, "first_name": first} | ({"last_name": last} if last else {})
        update = {"update_id": user_id, "message": said | {"from": user, "chat": {"id": user_id, "type": "private"}}}
        await Inbox(stage.database).take_in([update], "polling", NOW)
    async with at_work([saying()]):
        await stage.settle()
        work = stage.database.work(stage.config.settings)
        people = [await work.person_at(f"tg:{900 + number}") for number in range(3)]
        assert [person.name for person in people if person is not None] == ["", "Li", ""]
    assert await Inbox(stage.database).put_aside_rows() == []


async def test_a_handler_that_fails_keeps_the_message_and_says_so(stage: Stage, at_work: Running_) -> None:
    """After three attempts the message is put aside; the person is told; the next message is handled."""

    async def fail(turn: Turn, text: str) -> None:
        if text == "boom":
            raise ZeroDivisionError

    async with at_work([saying(what=fail)]):
        await stage.says("boom")
        await stage.says("hello")
        await stage.advance(2)
        first, told, last = await stage.texts()
        assert (first, last) == ("heard /start", "heard hello")
        assert "kept" in told
    assert [row.attempts for row in await Inbox(stage.database).put_aside_rows()] == [3]


async def test_a_kept_message_can_be_handled_again(stage: Stage, at_work: Running_) -> None:
    """`weilinli kept --retry` puts it back in its place."""

    async def fail(turn: Turn, text: str) -> None:
        raise ZeroDivisionError

    async with at_work([saying(what=fail)]):
        await stage.settle()
    (aside,) = await Inbox(stage.database).put_aside_rows()
    await Inbox(stage.database).retry(aside.id)
    async with at_work([saying()]):
        await stage.settle()
        assert (await stage.texts())[-1] == "heard /start"
    assert await Inbox(stage.database).put_aside_rows() == []


async def test_a_refusal_is_said_and_nothing_else_is_written(stage: Stage, at_work: Running_) -> None:
    """What the handler collected before the refusal is thrown away; the update counts as handled."""

    async def refuse(turn: Turn, text: str) -> None:
        assert turn.person is not None
        turn.person.name = "changed"
        turn.work.changed(turn.person)
        turn.ask("flow", "step")
        raise NotYours

    async with at_work([saying(what=refuse)]):
        await stage.settle()
        work = stage.database.work(stage.config.settings)
        person = await work.person_at(f"tg:{stage.ann}")
        assert person is not None
        assert person.name == "Ann"
        assert len(await stage.texts()) == 1
    assert await Inbox(stage.database).put_aside_rows() == []


async def test_whoever_wrote_second_runs_again(stage: Stage, at_work: Running_) -> None:
    """A lost race runs the whole update again with a fresh unit of work, and answers once."""
    runs: list[str] = []

    async def race(turn: Turn, text: str) -> None:
        runs.append(text)
        if len(runs) == 1:

            async def lose(*, wake: bool = True) -> None:
                raise StaleError("somebody else wrote first")

            turn.work.commit = lose  # type: ignore[method-assign]

    async with at_work([saying(what=race)]):
        await stage.settle()
        assert runs == ["/start", "/start"]
        assert await stage.texts() == ["heard /start"]


async def test_every_press_is_answered_once(stage: Stage, at_work: Running_) -> None:
    """With what the handler says, or with nothing, or when the handler fails."""

    async def offer(update: Update, context: Context) -> None:
        buttons = ((Button("yes", "yes"), Button("no", "no"), Button("bad", "bad")),)
        context.turn.say(View(Html("choose"), buttons))

    async def press(update: Update, context: Context) -> None:
        assert update.callback_query is not None
        if update.callback_query.data == "bad":
            raise ZeroDivisionError
        if update.callback_query.data == "yes":
            context.turn.toast("well done")
            context.turn.edit(View(Html("chosen"), ((Button("no", "no"), Button("bad", "bad")),)))

    async with at_work([MessageHandler(filters.TEXT, offer), CallbackQueryHandler(press)]):
        await stage.settle()
        said: list[str] = []
        for button in ("yes", "no", "bad"):
            done = await stage.post(f"/api/users/{stage.ann}/press", chat=stage.bot["id"], message=2, button=button)
            said.append(done["answer"].get("text") or "")
            await stage.advance(3)
        assert said[:2] == ["well done", ""]
        assert "kept" in said[2]
        assert (await stage.texts())[0] == "chosen"
        traffic = (await stage.http.get("/api/traffic")).json()
        assert sum(one["method"] == "answerCallbackQuery" for one in traffic) == 3


async def test_a_short_answer_vanishes_after_a_minute(stage: Stage, at_work: Running_) -> None:
    """As it does in groups, on the clock."""

    async def short(update: Update, context: Context) -> None:
        context.turn.say(View(Html("noted")), vanish=True)

    async with at_work([MessageHandler(filters.TEXT, short)]):
        await stage.settle()
        await stage.advance(59)
        assert await stage.texts() == ["noted"]
        await stage.advance(1)
        assert await stage.texts() == []


async def test_a_flood_of_answers_keeps_the_limits(stage: Stage, at_work: Running_) -> None:
    """Twenty answers to one chat: a burst, then one a second; Telegram never says 429."""
    async with at_work([saying()]):
        for number in range(19):
            await stage.says(str(number))
        await stage.advance(30)
        assert (await stage.texts()) == ["heard /start", *(f"heard {number}" for number in range(19))]
        traffic = (await stage.http.get("/api/traffic")).json()
        assert [one for one in traffic if one["error_code"] == 429] == []


async def test_stopping_finishes_what_is_under_way(stage: Stage, at_work: Running_) -> None:
    """A handler that runs when the bot is told to stop is finished and answered; what is queued stays in the inbox."""
    running, go = asyncio.Event(), asyncio.Event()

    async def hold(turn: Turn, text: str) -> None:
        running.set()
        await go.wait()

    async with at_work([saying(what=hold)]):
        await stage.says("second")
        await running.wait()
        asyncio.get_running_loop().call_later(0.05, go.set)
    assert (await stage.texts())[0] == "heard /start"
    assert await Inbox(stage.database).count_waiting() in (0, 1)


def parsed(**event: Any) -> Update:
    update = Update.de_json({"update_id": 1, **event}, None)
    assert update is not None
    return update


ANN = {"id": 5, "is_bot": False, "first_name": "Ann"}
HERE = {"id": 5, "type": "private"}


@pytest.mark.parametrize(
    ("sent", "counts"),
    [(-60, -60), (0, 0), (3600, 0)],
    ids=["earlier", "now", "in the future"],
)
def test_a_message_counts_from_its_date(sent: int, counts: int) -> None:
    """T0 is the message's date; a future date counts as the receipt."""
    message = {"message_id": 1, "date": int(TEN) + sent, "chat": HERE, "from": ANN, "text": "x"}
    assert moment(parsed(message=message), NOW) == NOW + timedelta(seconds=counts)


def test_a_press_counts_from_its_receipt() -> None:
    """It carries no time in the Bot API; the message under it may be old."""
    message = {"message_id": 1, "date": int(TEN) - 999, "chat": HERE, "from": ANN, "text": "x"}
    press = {"id": "1", "from": ANN, "chat_instance": "1", "data": "x", "message": message}
    assert moment(parsed(callback_query=press), NOW) == NOW


@pytest.mark.parametrize(
    "message",
    [
        {"from": {"id": 1087968824, "is_bot": True, "first_name": "Group"}, "sender_chat": {"id": -1, "type": "group"}},
        {"from": {"id": 777000, "is_bot": False, "first_name": "Telegram"}},
        {"from": {"id": 6, "is_bot": True, "first_name": "Bot"}},
        {"sender_chat": {"id": -100, "type": "channel", "title": "C"}},
    ],
    ids=["anonymous admin", "service account", "bot", "channel"],
)
def test_accounts_behind_which_stand_many_are_no_person(message: dict[str, Any]) -> None:
    """They are never stored as a person."""
    here = {"id": -1, "type": "group", "title": "G"}
    assert author(parsed(message={"message_id": 1, "date": int(TEN), "chat": here, "text": "x", **message})) is None
