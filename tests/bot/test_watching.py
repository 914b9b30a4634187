"""What looks after the bot: auditor, health, watchdog, ledger."""

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text
from telegram import WebhookInfo
from telegram.error import NetworkError

from bot.commands.ledger import BadMoment, as_csv, as_table, moment
from bot.incoming import webhook as webhook_calls
from bot.running import systemd
from bot.running.auditor import EVERY, Auditor
from bot.running.clock import SystemClock
from bot.running.health import POLL_SECONDS, TICK_SECONDS, Health
from bot.running.watcher import pages
from casework.clock.falling_due import fire
from casework.messages import Kind
from casework.settings import Settings
from locales.translator import translator
from storage.audit import Fault
from storage.database import Database
from storage.deadlines import Deadlines
from storage.emergencies import Emergency
from storage.errors import DatabaseUnavailable
from storage.inbox import Inbox
from storage.ledger import Delivery
from storage.replicas import POLLER, Replica
from tests.casework.neighbourhood import TEN
from tests.storage.town import Town

ZONE = ZoneInfo("Asia/Shanghai")
SECOND = timedelta(seconds=1)


@pytest.fixture
async def database(database_file: Path) -> AsyncIterator[Database]:
    opened = await Database.open(f"sqlite:///{database_file}")
    yield opened
    await opened.close()


class Later(SystemClock):
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.at = TEN

    def now(self) -> datetime:
        return self.at


def rungs(auditor: Auditor) -> int | None:
    return None if auditor.latest is None else auditor.latest.rungs


async def test_the_auditor_comes_by_itself_and_says_what_is_new_once(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    """Not before a minute has passed, then with what is committed; a fault is logged by number, once."""
    town, clock = Town(database), Later()
    await town.furnish()
    issue = await town.report()
    clock.at = TEN + timedelta(minutes=6)
    for due in await Deadlines(database).due(clock.at, 10):
        await town.do(lambda work: fire(due, clock.at, work))  # noqa: B023 - awaited here
    await database.write(
        lambda connection: connection.execute(
            text("DELETE FROM outbox WHERE ping_id IN (SELECT id FROM pings WHERE rung = 1)")
        ).close()
    )
    auditor = Auditor(database, clock, Settings())
    running = asyncio.create_task(auditor.run())
    await asyncio.sleep(0)
    assert rungs(auditor) is None
    try:
        for _ in range(2):
            clock.at += EVERY
            before = auditor.latest
            database.committed.set()
            async with asyncio.timeout(30):
                while auditor.latest is before:  # noqa: ASYNC110 - it says nothing when it has looked
                    await asyncio.sleep(0.01)
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    assert rungs(auditor) == 1
    assert auditor.latest is not None
    lost = auditor.latest.counts[Fault.UNSENT]
    assert lost > 0
    assert caplog.text.count("audit: unsent: understand, rung 1") == lost
    assert issue.text not in caplog.text


async def test_handled_updates_are_erased_when_their_time_is_over(database: Database) -> None:
    """After the days of the configuration, with what the auditor does anyway; not before."""
    clock, inbox = Later(), Inbox(database)
    await inbox.take_in([{"update_id": number} for number in (1, 2)], "polling", TEN)
    work = database.work(Settings())
    for row in await inbox.waiting(2):
        work.inbox_done(row.id)
    await work.commit()

    async def kept() -> int:
        count = text("SELECT count(*) FROM inbox")
        return int(await database.read(lambda connection: connection.execute(count).scalar_one()))

    auditor = Auditor(database, clock, Settings(updates_kept=timedelta(days=3)))
    clock.at = TEN + timedelta(days=3)
    await auditor.erase()
    assert await kept() == 2
    running = asyncio.create_task(auditor.run())
    await asyncio.sleep(0)
    try:
        clock.at += EVERY
        database.committed.set()
        async with asyncio.timeout(30):
            while await kept() > 1:  # noqa: ASYNC110 - it says nothing when it has erased
                await asyncio.sleep(0.01)
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


class Times:
    """time.monotonic, moved by hand."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.now = 1000.0
        patch.setattr("bot.running.health.time.monotonic", lambda: self.now)
        patch.setattr("storage.replicas.time.monotonic", lambda: self.now)


@pytest.fixture
def times(monkeypatch: pytest.MonkeyPatch) -> Times:
    return Times(monkeypatch)


@pytest.fixture
async def replica(database: Database, times: Times) -> Replica:
    made = Replica(database, [POLLER])
    await made.beat()
    return made


def health(
    database: Database, replica: Replica, *, real: bool = True, webhook: bool = False, up: bool = True
) -> Health:
    return Health(database, replica, real_clock=real, webhook=webhook, up=lambda: up)


async def parts(of: Health) -> list[str]:
    return [one.part for one in await of.troubles()]


async def test_a_clock_that_stands_still_is_noticed(database: Database, replica: Replica, times: Times) -> None:
    """By the machine's own time, whatever the ticker thinks; a restart may cure it, so the watchdog falls silent."""
    of = health(database, replica, webhook=True)
    assert await parts(of) == []
    assert await of.stuck() == ""
    times.now += TICK_SECONDS + 1
    await replica.beat()
    assert await parts(of) == ["clock"]
    assert "61 s ago" in await of.stuck()
    of.ticked()
    assert await parts(of) == []
    assert await parts(health(database, replica, webhook=True, up=False)) == ["start"]


async def test_a_sandboxs_clock_may_stand_still(database: Database, replica: Replica, times: Times) -> None:
    """With the sandbox's clock nothing is due while it is stopped."""
    of = health(database, replica, real=False, webhook=True)
    times.now += 10 * TICK_SECONDS
    await replica.beat()
    of.fetched()
    assert await parts(of) == []


async def test_telegram_that_does_not_answer_is_noticed(database: Database, replica: Replica, times: Times) -> None:
    """Where this process fetches updates; where another one does, it is the other's trouble."""
    of = health(database, replica)
    times.now += POLL_SECONDS + 1
    await replica.beat()
    of.ticked()
    assert await parts(of) == ["updates"]
    of.fetched()
    assert await parts(of) == []
    other = Replica(database, [POLLER])
    await other.beat()
    assert await parts(health(database, other)) == []
    await replica.leave()
    other.wanted.clear()
    await other.beat()
    assert await parts(health(database, other)) == ["updates"]


async def test_telegram_that_is_away_with_a_webhook(database: Database, replica: Replica, times: Times) -> None:
    """Nobody fetches: what it holds is asked instead; and calls of its that do not arrive are a trouble, too."""
    of = health(database, replica, webhook=True)
    of.fetched()
    assert (of.telegram_away, of.restless) == (False, False)
    times.now += POLL_SECONDS + 1
    await replica.beat()
    of.ticked()
    assert (of.telegram_away, await parts(of)) == (True, ["updates"])
    assert await of.stuck() == "", "no restart brings it back"
    of.fetched()
    assert (of.telegram_away, await parts(of)) == (False, [])
    of.called_in_vain("Connection refused")
    assert await parts(of) == ["updates"]
    of.called_in_vain("")
    assert await parts(of) == []


@pytest.mark.parametrize("webhook", [False, True])
async def test_telegram_that_takes_no_message(
    database: Database, replica: Replica, times: Times, webhook: bool
) -> None:
    """Updates come, and nothing goes out for two minutes: nobody is rung. The first that goes out ends it."""
    of = health(database, replica, webhook=webhook)
    of.sent(False)
    assert (of.telegram_away, of.restless) == (False, True)
    for _ in range(2):
        times.now += POLL_SECONDS / 2 + 1
        of.fetched()
        of.sent(False)
    await replica.beat()
    of.ticked()
    assert (of.telegram_away, await parts(of)) == (True, ["messages"])
    of.sent(True)
    assert (of.telegram_away, of.restless, await parts(of)) == (False, False, [])


async def test_what_telegram_says_of_its_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is asked again and again: nothing held, no answer, and calls that do not arrive."""
    monkeypatch.setattr(webhook_calls, "LOOK_SECONDS", 0.0)
    lately = datetime.now(UTC) - timedelta(seconds=20)
    says: list[WebhookInfo | NetworkError] = [
        WebhookInfo("u", False, 0),
        NetworkError("away"),
        WebhookInfo("u", False, 3, last_error_date=lately, last_error_message="Connection refused"),
        WebhookInfo("u", False, 3, last_error_date=lately - timedelta(hours=1)),
    ]
    heard: list[bool | None] = []
    drained = asyncio.Event()

    class Asked:
        async def set_webhook(self, *_: object, **__: object) -> None: ...

        async def get_webhook_info(self) -> WebhookInfo:
            if not says:
                raise asyncio.CancelledError
            said: WebhookInfo | NetworkError = says.pop(0)
            if isinstance(said, NetworkError):
                raise said
            return said

    async def hear(info: WebhookInfo | None) -> None:
        heard.append(None if info is None else webhook_calls.in_vain(info))

    with pytest.raises(asyncio.CancelledError):
        await webhook_calls.keep(Asked(), "u", "s", drained, hear)  # type: ignore[arg-type]
    assert heard == [False, None, True, False]
    assert drained.is_set()


async def test_a_database_that_is_away_is_told_and_not_restarted_against(
    database: Database, replica: Replica, times: Times, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither reading nor writing: it says so, and systemd leaves us alone, since we go on when it is back."""
    of = health(database, replica)
    times.now += TICK_SECONDS + 1
    assert await parts(of) == ["database", "clock"], "nothing could be written for a minute"
    assert await of.stuck() == ""

    async def away(*_: object) -> None:
        raise DatabaseUnavailable("disk I/O error")

    monkeypatch.setattr(database, "read", away)
    (trouble, _) = await of.troubles()
    assert (trouble.part, trouble.says) == ("database", "it does not answer")


@pytest.fixture
async def systemd_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[socket.socket]:
    path = str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as there:
        there.bind(path)
        there.setblocking(False)
        monkeypatch.setenv("NOTIFY_SOCKET", path)
        yield there


async def test_systemd_hears_that_we_are_ready(systemd_socket: socket.socket) -> None:
    """One datagram with all lines; a socket that is gone is no reason to stop."""
    systemd.notify("READY=1", "STATUS=at work")
    assert systemd_socket.recv(100) == b"READY=1\nSTATUS=at work"
    systemd_socket.close()
    systemd.notify("STOPPING=1")


async def test_the_watchdog_falls_silent_when_we_are_stuck(
    systemd_socket: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Signs of life while all is well; when the clock stands still only the reason, so that systemd restarts us."""
    monkeypatch.setenv("WATCHDOG_USEC", "3000")
    monkeypatch.setenv("WATCHDOG_PID", str(os.getpid()))
    answers = iter(["", "", "clock: too old", "clock: too old"])

    async def stuck() -> str:
        try:
            return next(answers)
        except StopIteration:
            raise asyncio.CancelledError from None

    with pytest.raises(asyncio.CancelledError):
        await systemd.watch(stuck)
    heard = [systemd_socket.recv(200).decode() for _ in range(4)]
    assert heard == ["STATUS=at work\nWATCHDOG=1"] * 2 + ["STATUS=clock: too old"] * 2


@pytest.mark.parametrize(
    ("usec", "pid", "seconds"),
    [("", "", None), ("0", "", None), ("x", "", None), ("30000000", "1", None), ("30000000", "", 30.0)],
)
def test_the_watchdog_is_for_whom_systemd_names(
    monkeypatch: pytest.MonkeyPatch, usec: str, pid: str, seconds: float | None
) -> None:
    """Not set, or set for another process: nothing is sent."""
    monkeypatch.setenv("WATCHDOG_USEC", usec)
    monkeypatch.setenv("WATCHDOG_PID", pid)
    assert systemd.watchdog_seconds() == seconds


DELIVERIES: Sequence[Delivery] = (
    Delivery(Kind.PING, 1, 14, TEN, TEN + SECOND / 2, TEN + SECOND, 1, "sent", None),
    Delivery(Kind.CARD, 3, 14, TEN, TEN, TEN + SECOND, 0, "dropped", "replaced"),
    Delivery(Kind.PING, 1, None, TEN, TEN, None, 6, "dead", "BadRequest: chat not found"),
)


def test_the_ledger_is_a_table_with_its_quantiles() -> None:
    """Due, committed, sent in the neighbourhood's time, latency, attempts, state; how late each class was."""
    lines = as_table(DELIVERIES, ZONE, translator("en")).splitlines()
    assert lines[0].split() == [
        "due", "committed", "sent", "latency_s", "attempts", "class", "kind", "issue", "state", "error",
    ]  # fmt: skip
    assert lines[1].split() == [
        "11-21", "10:00:00", "11-21", "10:00:00", "11-21", "10:00:01", "1.000", "1", "ping", "ping", "14", "sent",
    ]  # fmt: skip
    assert lines[-2:] == ["ping: dead 1, sent 1; due to sent p50 1.000 s, p99 1.000 s", "card: dropped 1"]
    assert as_table([], ZONE, translator("en")) == "Nothing was due."


def test_the_ledger_is_a_spreadsheet() -> None:
    """The same as CSV, to the microsecond."""
    lines = as_csv(DELIVERIES, ZONE).splitlines()
    assert lines[1].startswith("2026-11-21T10:00:00.000000+0800,2026-11-21T10:00:00.500000+0800,")
    assert lines[2].endswith(",,0,card,card,14,dropped,replaced")


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("30m", TEN - timedelta(minutes=30)),
        (" 2h", TEN - timedelta(hours=2)),
        ("3d", TEN - timedelta(days=3)),
        ("2026-11-21T09:30", datetime(2026, 11, 21, 1, 30, tzinfo=UTC)),
        ("2026-11-21", datetime(2026, 11, 20, 16, 0, tzinfo=UTC)),
        ("2026-11-21T01:30+00:00", datetime(2026, 11, 21, 1, 30, tzinfo=UTC)),
    ],
)
def test_since_when(given: str, wanted: datetime) -> None:
    """So long ago, or a time of the neighbourhood."""
    assert moment(given, TEN, ZONE) == wanted


@pytest.mark.parametrize("given", ["", "yesterday", "-2h", "2 h", "2w"])
def test_since_when_that_is_none(given: str) -> None:
    """It says what can be given."""
    with pytest.raises(BadMoment, match="30m, 2h, 3d"):
        moment(given, TEN, ZONE)


def _emergency(**other: object) -> Emergency:
    facts = {"issue_id": 7, "round": 1, "number": 413, "community": "北苑社区", "category": "gas_smell", "t0": TEN}
    return Emergency(**{**facts, "private": False, "unanswered": False, **other})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("unanswered", "away", "events"),
    [
        (False, False, []),
        (True, False, ["urgent_unanswered"]),
        (False, True, ["telegram_away"]),
        (True, True, ["urgent_unanswered", "telegram_away"]),
    ],
)
def test_what_is_paged_out(unanswered: bool, away: bool, events: list[str]) -> None:
    """What nobody answered; and, while Telegram is away, whatever is urgent. Nothing urgent: nothing."""
    assert [one.event for one in pages([_emergency(unanswered=unanswered)], away=away)] == events
    assert pages([], away=away) == []


def test_a_private_matter_is_paged_out_without_its_kind() -> None:
    """That somebody is beaten is not for a gateway."""
    (page,) = pages([_emergency(category="violence", private=True, unanswered=True)], away=False)
    said = page.body().decode()
    assert "violence" not in said
    assert "413" in said
    assert page.id == "urgent_unanswered-7-1"
