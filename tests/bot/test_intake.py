"""Intake: committed before it is confirmed; each chat in its order, chats side by side; a failure loses nothing."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from telegram.error import InvalidToken, NetworkError

from bot.incoming import intake
from bot.incoming.intake import ATTEMPTS_AT_MOST, Dispatcher, Malformed, Poller
from bot.running.clock import SystemClock
from storage.database import Database
from storage.errors import DatabaseUnavailable
from storage.inbox import Inbox
from storage.rows import InboxRow

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pauses after a failure are for networks, not for tests."""
    for name in ("FIRST_SECONDS", "LONGEST_SECONDS"):
        monkeypatch.setattr(f"bot.running.patience.{name}", 0.0)
    for name in ("PAUSE_SECONDS", "LONGEST_PAUSE_SECONDS", "CONFLICT_SECONDS"):
        monkeypatch.setattr(intake, name, 0.0)


def update(number: int, chat: int = 1) -> dict[str, Any]:
    return {"update_id": number, "message": {"message_id": number, "date": 0, "chat": {"id": chat}}}


class Telegram:
    """Holds updates and forgets those that an offset confirms, as Telegram does."""

    def __init__(self, *held: dict[str, Any]) -> None:
        self.held = list(held)
        self.offsets: list[int | None] = []
        self.errors: list[Exception] = []
        self.asked_long = asyncio.Event()

    async def fetch(self, offset: int | None, wait: bool) -> list[Any]:
        if self.errors:
            raise self.errors.pop(0)
        self.offsets.append(offset)
        if offset is not None:
            self.held = [one for one in self.held if one["update_id"] >= offset]
        if wait and not self.held:
            self.asked_long.set()
            await asyncio.Event().wait()
        return list(self.held)


async def yes() -> bool:
    """Telegram refuses the token."""
    return True


async def poll(telegram: Telegram, inbox: Any, taken: list[int]) -> None:
    """Until everything that Telegram held was fetched."""
    poller = Poller(telegram.fetch, inbox, SystemClock(), taken.append, lambda: None, yes)
    task = asyncio.create_task(poller.run())
    done, _ = await asyncio.wait(
        {task, asyncio.create_task(telegram.asked_long.wait())}, timeout=10, return_when=asyncio.FIRST_COMPLETED
    )
    if task in done:
        task.result()
    assert poller.drained.is_set()
    task.cancel()


async def test_updates_are_committed_before_they_are_confirmed(database: Database) -> None:
    """Telegram forgets an update only after it lies in the inbox."""
    telegram, taken = Telegram(update(5), update(6)), list[int]()

    class Watched(Inbox):
        async def take_in(self, updates: Sequence[Mapping[str, Any]], source: str, received_at: datetime) -> int:
            assert [one["update_id"] for one in telegram.held] == [5, 6]
            return await super().take_in(updates, source, received_at)

    await poll(telegram, Watched(database), taken)
    assert telegram.held == []
    assert [row.update_id for row in await Inbox(database).waiting(10)] == [5, 6]
    assert taken == [6]


async def test_a_failed_commit_confirms_nothing(database: Database) -> None:
    """The database was away: the same updates are fetched again, and taken in once."""
    telegram, taken = Telegram(update(5)), list[int]()

    class Failing(Inbox):
        left = 2

        async def take_in(self, updates: Sequence[Mapping[str, Any]], source: str, received_at: datetime) -> int:
            if self.left:
                self.left -= 1
                raise DatabaseUnavailable("full")
            return await super().take_in(updates, source, received_at)

    await poll(telegram, Failing(database), taken)
    assert telegram.offsets[:3] == [None, None, None]
    assert [row.update_id for row in await Inbox(database).waiting(10)] == [5]


async def test_a_repeated_update_is_harmless(database: Database) -> None:
    """Telegram may send one twice: it is one row."""
    inbox = Inbox(database)
    await inbox.take_in([update(5)], "polling", NOW)
    await poll(Telegram(update(5), update(6)), inbox, [])
    assert [row.update_id for row in await inbox.waiting(10)] == [5, 6]


async def test_numbers_may_begin_anew(database: Database) -> None:
    """After a quiet week Telegram may number from anywhere: an empty answer ends the old offset."""
    telegram = Telegram(update(900))
    poller = Poller(telegram.fetch, Inbox(database), SystemClock(), lambda _: None, lambda: None, yes)
    task = asyncio.create_task(poller.run())
    await asyncio.wait_for(telegram.asked_long.wait(), 10)
    task.cancel()
    assert telegram.offsets == [None, 901, None]


async def test_network_errors_and_a_refused_token_are_survived(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    """No network, or a token that Telegram refuses after it was right at the start: trying again, and saying so."""
    telegram = Telegram(update(5))
    telegram.errors = [NetworkError("no route"), InvalidToken("The token `123:secret` was rejected")] * 2
    await poll(telegram, Inbox(database), [])
    assert caplog.text.count("Telegram does not answer (NetworkError)") == 2
    assert caplog.text.count("Telegram refuses the token") == 2
    assert "secret" not in caplog.text
    assert [row.update_id for row in await Inbox(database).waiting(10)] == [5]


async def test_who_answers_a_long_poll_at_once_is_not_asked_without_end(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody in between says "nothing new" at once, every time: there is a pause between two questions."""
    pauses, asked, third = list[float](), list[bool](), asyncio.Event()
    monkeypatch.setattr(intake, "PAUSE_SECONDS", 1.0)
    real = asyncio.sleep

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        await real(0)

    async def fetch(offset: int | None, wait: bool) -> list[Any]:
        asked.append(wait)
        if len(asked) == 3:
            third.set()
            await asyncio.Event().wait()
        return []

    monkeypatch.setattr(asyncio, "sleep", sleep)
    poller = Poller(fetch, Inbox(database), SystemClock(), lambda _: None, lambda: None, yes)
    task = asyncio.create_task(poller.run())
    await asyncio.wait_for(third.wait(), 10)
    task.cancel()
    assert (asked, pauses) == ([False, True, True], [1.0])


async def test_what_is_no_update_is_left_out(database: Database) -> None:
    """A batch with rubbish in it does not stop the others."""
    telegram = Telegram(update(5))
    telegram.fetch = _once([None, 7, {"message": {}}, update(5)])  # type: ignore[method-assign]
    poller = Poller(telegram.fetch, Inbox(database), SystemClock(), lambda _: None, lambda: None, yes)
    task = asyncio.create_task(poller.run())
    await asyncio.wait_for(poller.drained.wait(), 10)
    task.cancel()
    assert [row.update_id for row in await Inbox(database).waiting(10)] == [5]


def _once(batch: list[Any]) -> Any:
    batches = [batch]

    async def fetch(offset: int | None, wait: bool) -> list[Any]:
        if wait:
            await asyncio.Event().wait()
        return batches.pop() if batches else []

    return fetch


class Handlers:
    """Remembers what was handled; a chat in `slow` waits for `go`."""

    def __init__(self, inbox: Inbox, database: Database) -> None:
        self.inbox, self.database = inbox, database
        self.done: list[int] = []
        self.kept: list[int] = []
        self.fail: dict[int, list[Exception]] = {}
        self.slow: set[str] = set()
        self.go = asyncio.Event()
        self.at_once = self.most = 0
        self.changed = asyncio.Event()

    async def handle(self, row: InboxRow) -> None:
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        try:
            if row.chat_key in self.slow:
                await self.go.wait()
            if errors := self.fail.get(row.update_id):
                raise errors.pop(0)
            from casework.settings import Settings

            work = self.database.work(Settings())
            work.inbox_done(row.id)
            await work.commit()
            self.done.append(row.update_id)
        finally:
            self.at_once -= 1
            self.changed.set()

    async def keep(self, row: InboxRow) -> None:
        self.kept.append(row.update_id)
        self.changed.set()

    async def settled(self, count: int) -> None:
        """Until so many were handled or put aside."""
        async with asyncio.timeout(20):
            while len(self.done) + len(self.kept) < count:
                self.changed.clear()
                await self.changed.wait()


async def dispatch(handlers: Handlers, until: int, at_once: int = 16) -> None:
    """Until so many were handled or put aside."""
    wake = handlers.database.committed.subscribe()
    dispatcher = Dispatcher(handlers.inbox, SystemClock(), handlers.handle, handlers.keep, wake, at_once)
    task = asyncio.create_task(dispatcher.run())
    try:
        await handlers.settled(until)
        await asyncio.wait_for(dispatcher.empty.wait(), 20)
    finally:
        task.cancel()
        await dispatcher.finish()


@pytest.fixture
def handlers(database: Database) -> Handlers:
    return Handlers(Inbox(database), database)


async def test_each_chat_in_its_order(handlers: Handlers) -> None:
    """300 updates of three chats: every chat's in order, all of them once."""
    await handlers.inbox.take_in([update(number, chat=number % 3) for number in range(300)], "polling", NOW)
    await dispatch(handlers, 300)
    for chat in range(3):
        mine = [number for number in handlers.done if number % 3 == chat]
        assert mine == [number for number in range(300) if number % 3 == chat]


async def test_a_slow_chat_holds_up_nobody_else(handlers: Handlers) -> None:
    """Chats are handled side by side, and a busy chat takes one place only."""
    handlers.slow.add("7")
    await handlers.inbox.take_in(
        [*(update(number, chat=7) for number in range(30)), update(100, chat=1), update(101, chat=2)], "polling", NOW
    )
    wake = handlers.database.committed.subscribe()
    dispatcher = Dispatcher(handlers.inbox, SystemClock(), handlers.handle, handlers.keep, wake, at_once=2)
    task = asyncio.create_task(dispatcher.run())
    await handlers.settled(2)
    assert sorted(handlers.done) == [100, 101]
    handlers.go.set()
    await handlers.settled(32)
    task.cancel()
    await dispatcher.finish()
    assert handlers.most <= 2


async def test_what_was_left_is_handled_first(handlers: Handlers) -> None:
    """Rows from before the start come before those taken in later."""
    await handlers.inbox.take_in([update(1)], "polling", NOW)
    await handlers.inbox.take_in([update(2)], "polling", NOW)
    await dispatch(handlers, 2)
    assert handlers.done == [1, 2]


async def test_a_failing_update_is_retried_then_put_aside(handlers: Handlers) -> None:
    """A bounded number of attempts, the next update of the chat waits for it, and the person is told."""
    handlers.fail[1] = [ValueError("of 孙大妈") for _ in range(ATTEMPTS_AT_MOST)]
    handlers.fail[2] = [ValueError("once")]
    await handlers.inbox.take_in([update(1), update(2), update(3)], "polling", NOW)
    await dispatch(handlers, 3)
    assert (handlers.done, handlers.kept) == ([2, 3], [1])
    (aside,) = await handlers.inbox.put_aside_rows()
    assert aside.attempts == ATTEMPTS_AT_MOST
    assert aside.error is not None
    assert "ValueError" in aside.error
    assert "孙大妈" not in aside.error


async def test_a_malformed_update_is_put_aside_at_once(handlers: Handlers) -> None:
    """Trying it again would change nothing."""
    handlers.fail[1] = [Malformed("KeyError")]
    await handlers.inbox.take_in([update(1), update(2)], "polling", NOW)
    await dispatch(handlers, 2)
    assert handlers.done == [2]
    assert [row.attempts for row in await handlers.inbox.put_aside_rows()] == [1]


async def test_a_database_that_is_away_is_no_fault_of_the_update(handlers: Handlers) -> None:
    """However often it fails for that, it is not put aside."""
    handlers.fail[1] = [DatabaseUnavailable("locked") for _ in range(10)]
    await handlers.inbox.take_in([update(1)], "polling", NOW)
    await dispatch(handlers, 1)
    assert (handlers.done, handlers.kept) == ([1], [])
