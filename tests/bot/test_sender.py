"""The sender: from the outbox to the phones within the limits, with every answer of Telegram's recorded."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.outgoing.gather import compose
from bot.outgoing.outcomes import ATTEMPTS_AT_MOST
from bot.outgoing.sender import Direct, Sender
from bot.outgoing.telegram_calls import connect
from bot.running.clock import SandboxClock
from bot.views.view import Button, View, known
from casework.data import Newer, NotKnownYet
from casework.issue.doing import OnIssue
from casework.issue.filing import File, file
from casework.issue.triage import accept
from casework.messages import Kind, Priority
from casework.model.conversation import Message
from casework.model.issues import Issue
from casework.model.people import Person
from locales.markup import Html
from locales.translator import Translator
from storage.errors import DatabaseUnavailable
from storage.foresight import ForeseeingWork
from storage.outbox import Outbox
from storage.work import OutboxRow, SqlWork
from tests.bot.conftest import Stage
from tests.stories.town import STAFF_CHAT, settle_town
from tests.stories.world import World


def _n(row: OutboxRow) -> str:
    return str(row.data.values.get("n", "")) if isinstance(row.data, Newer) else ""


@dataclass
class Bench:
    """A sender at work in the stories' town; `made` decides what a row becomes."""

    world: World
    stage: Stage
    clock: SandboxClock
    sender: Sender
    issue: Issue
    gone: set[int] = field(default_factory=set)
    newer: set[int] = field(default_factory=set)
    photos: tuple[tuple[str, str], ...] = ()
    text: str = ""

    async def compose(
        self, rows: list[OutboxRow], work: SqlWork, tr: Translator, now: datetime, name: str
    ) -> tuple[View | None, list[OutboxRow]]:
        if any(row.id in self.newer for row in rows):
            raise NotKnownYet
        live = [row for row in rows if row.id not in self.gone]
        if not live:
            return None, []
        what = self.text or " + ".join(f"{row.kind} {_n(row)}".strip() for row in live)
        return View(Html(f"{what} [{tr.language}]"), ((Button("ok", "ok"),),), photos=self.photos), live

    async def person(self, name: str) -> Person:
        found = await self.work().person_at(f"tg:{self.world.users[name]}")
        assert found is not None
        return found

    def work(self) -> SqlWork:
        return self.stage.database.work(self.stage.config.settings)

    async def tell(self, name: str, kind: Kind, n: int = 0, *, priority: int = Priority.RESIDENT, **more: Any) -> int:
        """A message to a person."""
        work = self.work()
        row = Message(
            id=work.new_id(),
            kind=kind,
            due_at=self.clock.now(),
            priority=priority,
            person_id=(await self.person(name)).id,
            subject=self.issue.subject,
            data=Newer(values={"n": n}),
            **more,
        )
        work.add(row)
        await work.commit()
        return row.id

    async def tell_group(self, kind: Kind, n: int = 0, **more: Any) -> int:
        """A message to the staff group."""
        work = self.work()
        chat = await work.chat_at(f"tg:{self.world.chats[STAFF_CHAT]}", None)
        assert chat is not None
        row = Message(
            id=work.new_id(),
            kind=kind,
            due_at=self.clock.now(),
            priority=Priority.CARD,
            chat_id=chat.id,
            subject=self.issue.subject,
            data=Newer(values={"n": n}),
            **more,
        )
        work.add(row)
        await work.commit()
        return row.id

    async def row(self, row_id: int) -> OutboxRow:
        found = await self.work().outbox_row(row_id)
        assert found is not None
        return found

    async def sees(self, name: str, chat: str = "private") -> list[str]:
        """What the bot wrote there, in this order."""
        return [one.get("text", "(photo)") for one in await self.world.phone(name, chat=chat) if one["from"]["is_bot"]]

    async def settle(self) -> None:
        await self.world.settle()


@pytest.fixture
async def bench(stage: Stage) -> AsyncIterator[Bench]:
    world = World(stage.http, stage.sandbox.app)
    await world.set_stage(stage.sandbox.world)
    now = await world.now()
    await settle_town(stage.database, stage.config.settings, world.users, world.chats, now)
    work = stage.database.work(stage.config.settings)
    person = await work.person_at(f"tg:{world.users['孙大妈']}")
    building = await work.area_by_code("bj-by-3h")
    assert person is not None
    assert building is not None
    issue = await file(File(by=person.id, at=now, area_id=building.id, text="下水堵了"), work)
    await work.commit()
    for row in await Outbox(stage.database).ready(now, 100):  # what filing told is another test's matter
        work = stage.database.work(stage.config.settings)
        work.outbox_dropped(row.id, "not of this test", now)
        await work.commit()
    clock = SandboxClock(stage.sandbox.url)
    await clock.open()
    stage.database.now = clock.now
    bot, _ = connect(stage.sandbox.url, world.bot["token"])
    await bot.initialize()
    made: list[Bench] = []

    async def compose(*given: Any) -> Any:
        return await made[0].compose(*given)

    sender = Sender(bot, stage.database, Outbox(stage.database), stage.config.settings, clock, compose)
    made.append(Bench(world, stage, clock, sender, issue))
    task = asyncio.create_task(sender.run())
    yield made[0]
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await sender.finish()
    await bot.shutdown()
    await clock.close()


async def test_a_row_becomes_a_message_in_the_readers_language(bench: Bench) -> None:
    """Rendered at the last moment, recorded with where and when it was sent."""
    chinese = await bench.tell("孙大妈", Kind.RECEIPT)
    english = await bench.tell("Emma", Kind.RECEIPT)
    await bench.settle()
    assert await bench.sees("孙大妈") == ["receipt [zh_CN]"]
    assert await bench.sees("Emma") == ["receipt [en]"]
    for row_id, name in ((chinese, "孙大妈"), (english, "Emma")):
        row = await bench.row(row_id)
        assert (row.state, row.sent_address) == ("sent", f"tg:{bench.world.users[name]}")
        assert row.message_id == (await bench.world.sees(name, "receipt"))["message_id"]
        assert row.sent_at == bench.clock.now()


async def claims(bench: Bench, monkeypatch: pytest.MonkeyPatch, *, fail: bool = False) -> list[int]:
    """What is read together, by the number of its rows; an issue is taken."""
    found: list[int] = []
    foresee = ForeseeingWork.foresee_messages

    async def noted(work: ForeseeingWork, rows: list[OutboxRow], earlier: Any) -> None:
        found.append(len(rows))
        if fail:
            raise ValueError("a row that nobody can read")
        await foresee(work, rows, earlier)

    monkeypatch.setattr(ForeseeingWork, "foresee_messages", noted)
    bench.compose = compose  # type: ignore[method-assign, assignment]
    work = bench.work()
    await accept(OnIssue(by=(await bench.person("李姐")).id, at=bench.clock.now(), issue_id=bench.issue.id), work)
    await work.commit()
    await bench.settle()
    assert any("1号" in one for one in await bench.sees("孙大妈"))
    assert any("1号" in one for one in await bench.sees("李姐", "staff"))
    return found


async def test_what_is_claimed_together_is_read_together(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """One reading for the messages about an issue that go at once."""
    assert max(await claims(bench, monkeypatch)) >= 4


async def test_what_cannot_be_read_together_is_read_one_by_one(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """No message is kept back by another that is claimed with it."""
    assert await claims(bench, monkeypatch, fail=True)


async def test_what_was_overtaken_is_dropped(bench: Bench) -> None:
    """A view that has nothing to say any more: no message, and the ledger says why."""
    bench.gone.add(row_id := await bench.tell("孙大妈", Kind.RECEIPT))
    await bench.tell("孙大妈", Kind.ACCEPTED)
    await bench.settle()
    assert await bench.sees("孙大妈") == ["accepted 0 [zh_CN]"]
    assert ((await bench.row(row_id)).state, (await bench.row(row_id)).error) in [("dropped", "overtaken")]


async def test_a_card_is_posted_once_and_then_changed(bench: Bench) -> None:
    """The same message changes as the matter does; one that was deleted is posted anew."""
    await bench.tell_group(Kind.CARD, 1)
    await bench.settle()
    await bench.tell_group(Kind.CARD, 2)
    await bench.settle()
    assert await bench.sees("李姐", "staff") == ["card 2 [zh_CN]"]
    await bench.tell_group(Kind.CARD, 2)  # not modified: as good as changed
    await bench.settle()
    message = await bench.world.sees("李姐", "card 2", chat="staff")
    owner = bench.world.users["王师傅"]
    chat = bench.world.chats[STAFF_CHAT]
    await bench.stage.http.delete(f"/api/users/{owner}/messages/{chat}/{message['message_id']}")
    last = await bench.tell_group(Kind.CARD, 3)
    await bench.settle()
    assert await bench.sees("李姐", "staff") == ["card 3 [zh_CN]"]
    assert (await bench.row(last)).message_id != message["message_id"]


async def test_a_card_that_was_posted_anew_is_the_one_that_changes(bench: Bench) -> None:
    """The newest message counts: a card that somebody deleted once is not posted again at every change."""
    for n in (1, 2):
        await bench.tell_group(Kind.CARD, n)
        await bench.settle()
    message = await bench.world.sees("李姐", "card 2", chat="staff")
    owner, chat = bench.world.users["王师傅"], bench.world.chats[STAFF_CHAT]
    await bench.stage.http.delete(f"/api/users/{owner}/messages/{chat}/{message['message_id']}")
    anew = await bench.tell_group(Kind.CARD, 3)
    await bench.settle()
    last = await bench.tell_group(Kind.CARD, 4)
    await bench.settle()
    assert await bench.sees("李姐", "staff") == ["card 4 [zh_CN]"]
    assert (await bench.row(last)).message_id == (await bench.row(anew)).message_id


async def test_photos_follow_their_words_as_one_answer(bench: Bench) -> None:
    """An album has no buttons: the words are one message, the photos answer it."""
    sent = await bench.world.sends("孙大妈", photo={"size": 100})
    ref = sent["photo"][-1]["file_id"]
    bench.photos = (("photo", ref), ("photo", ref))
    row_id = await bench.tell_group(Kind.CARD, 1)
    await bench.settle()
    words, *photos = [one for one in await bench.world.phone("李姐", chat="staff") if one["from"]["is_bot"]]
    assert len(photos) == 2
    assert {one["reply_to_message"]["message_id"] for one in photos} == {words["message_id"]}
    assert (await bench.row(row_id)).message_ids == [words["message_id"], *(one["message_id"] for one in photos)]


async def test_short_messages_answer_the_card_and_are_tidied_away(bench: Bench) -> None:
    """A nudge hangs under the card until something happens."""
    await bench.tell_group(Kind.CARD)
    await bench.settle()
    await bench.tell_group(Kind.GROUP_NUDGE)
    await bench.settle()
    card = await bench.world.sees("李姐", "card", chat="staff")
    nudge = await bench.world.sees("李姐", "group_nudge", chat="staff")
    assert nudge["reply_to_message"]["message_id"] == card["message_id"]
    await bench.tell_group(Kind.TIDY)
    await bench.settle()
    assert await bench.sees("李姐", "staff") == ["card 0 [zh_CN]"]


async def test_short_messages_are_tidied_away_again(bench: Bench) -> None:
    """What came since the last tidying goes, not what went then."""
    for _ in range(2):
        await bench.tell_group(Kind.GROUP_NUDGE)
        await bench.settle()
        await bench.tell_group(Kind.TIDY)
        await bench.settle()
        assert await bench.sees("李姐", "staff") == []


async def test_pings_that_are_due_together_are_one_message_and_one_a_minute(bench: Bench) -> None:
    """Two at once become one; the next waits for its minute; an urgent one does not."""
    first = await bench.tell("张姐", Kind.PING, 1, priority=Priority.PING)
    await bench.settle()
    for n in (2, 3):
        await bench.tell("张姐", Kind.PING, n, priority=Priority.PING)
    await bench.tell("张姐", Kind.PING, 4, priority=Priority.URGENT)
    await bench.settle()
    assert await bench.sees("张姐") == ["ping 1 [zh_CN]", "ping 4 [zh_CN]"]
    sent_at = (await bench.row(first)).sent_at
    assert sent_at is not None
    await bench.world.forward(minutes=1)
    assert (await bench.sees("张姐"))[2:] == ["ping 2 + ping 3 [zh_CN]"]
    last = (await bench.world.sees("张姐", "ping 3"))["date"]
    assert last == int((sent_at + timedelta(minutes=1)).timestamp())


async def test_an_unreachable_person_is_marked_and_the_next_one_is_asked(bench: Bench) -> None:
    """Blocked: not tried again, and the ping passes on at once."""
    work = bench.work()
    issue = await work.issue(bench.issue.id)
    wang = await bench.person("王师傅")
    ping = next(one for one in issue.pings if one.person_id == wang.id)
    await bench.world.blocks("王师傅")
    row_id = await bench.tell("王师傅", Kind.PING, priority=Priority.PING, ping_id=ping.id)
    await bench.settle()
    assert (await bench.row(row_id)).state == "unreachable"
    assert not (await bench.person("王师傅")).reachable
    assert "ping" in (await bench.sees("李师傅"))[0]


async def test_a_delivered_plan_meets_the_reply_deadline(bench: Bench) -> None:
    """It counts once it is on the phone, in the same commit."""
    row_id = await bench.tell("孙大妈", Kind.PLAN)
    await bench.settle()
    issue = await bench.work().issue(bench.issue.id)
    assert issue.now.replied_at == (await bench.row(row_id)).sent_at


async def test_429_holds_that_chat_only(bench: Bench) -> None:
    """The others go on; that one is sent when Telegram said, once."""
    await bench.stage.post("/api/faults", kind="429", chat=bench.world.users["孙大妈"], times=1, retry_after=7)
    begun = bench.clock.now()
    row_id = await bench.tell("孙大妈", Kind.RECEIPT)
    await bench.tell("老郑", Kind.RECEIPT)
    await bench.settle()
    assert await bench.sees("老郑") == ["receipt [zh_CN]"]
    assert await bench.sees("孙大妈") == []
    await bench.world.forward(seconds=10)
    assert await bench.sees("孙大妈") == ["receipt [zh_CN]"]
    sent_at = (await bench.row(row_id)).sent_at
    assert sent_at is not None
    assert timedelta(seconds=7) <= sent_at - begun <= timedelta(seconds=8)


async def test_a_server_error_is_tried_again(bench: Bench) -> None:
    """After one second, two, four; recorded as attempts."""
    await bench.stage.post("/api/faults", kind="5xx", method="sendMessage", times=3)
    row_id = await bench.tell("孙大妈", Kind.RECEIPT)
    await bench.world.forward(seconds=10)
    assert await bench.sees("孙大妈") == ["receipt [zh_CN]"]
    assert (await bench.row(row_id)).attempts == 4


async def test_a_database_that_is_away_uses_up_no_attempt(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a message cannot be made because nothing can be read, it only waits: it does not die of it."""
    monkeypatch.setattr("bot.running.patience.FIRST_SECONDS", 0)
    away = [DatabaseUnavailable("away")] * (ATTEMPTS_AT_MOST + 1)
    compose = bench.compose

    async def made(*given: Any) -> Any:
        if away:
            raise away.pop()
        return await compose(*given)

    bench.compose = made  # type: ignore[method-assign, assignment]
    row_id = await bench.tell("孙大妈", Kind.RECEIPT)
    await bench.world.forward(minutes=1)
    row = await bench.row(row_id)
    assert (row.state, row.attempts, away) == ("sent", 1, [])
    assert len(await bench.sees("孙大妈")) == 1


async def test_what_can_never_be_sent_dies_with_its_reason(bench: Bench) -> None:
    """Telegram does not accept it, however often: shown, not repeated."""
    bench.text = "<broken"
    row_id = await bench.tell("孙大妈", Kind.RECEIPT)
    await bench.settle()
    row = await bench.row(row_id)
    assert (row.state, row.attempts) == ("dead", 1)
    assert row.error is not None
    assert "BadRequest" in row.error


async def test_a_group_that_moved_is_followed(bench: Bench) -> None:
    """The error names the new id: moved everywhere, and the message is sent there."""
    group = await bench.stage.post(
        "/api/chats", type="group", title="老群", members=[bench.world.users["李姐"]], bots=[bench.world.bot["id"]]
    )
    work = bench.work()
    area = await work.area_by_code("bj-ny")
    assert area is not None
    from casework.model.chats import Audience

    chat = await work.bind_chat(f"tg:{group['id']}", None, area.id, Audience.STAFF, "老群")
    await work.commit()
    moved = await bench.stage.post(f"/api/chats/{group['id']}/migrate")
    work = bench.work()
    row = Message(
        id=work.new_id(),
        kind=Kind.GROUP_RUNG,
        due_at=bench.clock.now(),
        priority=Priority.CARD,
        chat_id=chat.id,
        subject=bench.issue.subject,
    )
    work.add(row)
    await work.commit()
    await bench.settle()
    assert (await bench.row(row.id)).sent_address == f"tg:{moved['id']}"
    assert await bench.work().chat_address(chat.id) == (f"tg:{moved['id']}", None)


async def test_a_topic_that_is_gone_does_not_swallow_messages(bench: Bench) -> None:
    """Once more without the topic."""
    forum = await bench.stage.post(
        "/api/chats",
        type="supergroup",
        is_forum=True,
        title="论坛",
        members=[bench.world.users["李姐"]],
        bots=[bench.world.bot["id"]],
    )
    bench.world.chats["论坛"] = forum["id"]
    work = bench.work()
    area = await work.area_by_code("bj-ny")
    assert area is not None
    from casework.model.chats import Audience

    chat = await work.bind_chat(f"tg:{forum['id']}", 987, area.id, Audience.STAFF, "论坛")
    work.add(
        Message(
            id=work.new_id(),
            kind=Kind.GROUP_UNANSWERED,
            due_at=bench.clock.now(),
            priority=Priority.CARD,
            chat_id=chat.id,
            subject=bench.issue.subject,
        )
    )
    await work.commit()
    await bench.settle()
    assert len(await bench.sees("李姐", "论坛")) == 1


async def test_an_urgent_message_overtakes_a_queue(bench: Bench) -> None:
    """Forty notices wait for one chat each; what is urgent goes first, and nothing is refused."""
    for n in range(40):
        await bench.tell("孙大妈" if n % 2 else "老郑", Kind.RECEIPT, n, priority=Priority.NOTICE)
    await bench.tell("孙大妈", Kind.ACCEPTED, 99, priority=Priority.URGENT)
    await bench.world.forward(seconds=40)
    texts = await bench.sees("孙大妈")
    assert len(texts) == 21
    assert texts.index("accepted 99 [zh_CN]") <= 5
    traffic = (await bench.stage.http.get("/api/traffic")).json()
    assert [one for one in traffic if one["error_code"] == 429] == []


@pytest.mark.parametrize("fault", [{"kind": "page", "status": 403}, {"kind": "page", "status": 400},
                                   {"kind": "page", "status": 404}, {"kind": "odd"}])  # fmt: skip
async def test_a_proxys_answer_is_not_telegrams(bench: Bench, fault: dict[str, Any]) -> None:
    """A page with 403 makes nobody unreachable, one with 400 makes nothing dead: it is sent when the wire is well."""
    await bench.stage.post("/api/faults", **fault, method="sendMessage", times=3)
    row_id = await bench.tell("王师傅", Kind.PING, priority=Priority.PING)
    await bench.world.forward(seconds=10)
    assert ((await bench.row(row_id)).state, (await bench.row(row_id)).attempts) == ("sent", 4)
    assert (await bench.person("王师傅")).reachable


async def test_a_refused_token_costs_no_attempt(bench: Bench) -> None:
    """Somebody has to act, and that takes its time: nothing dies of it."""
    revoked = {"ok": False, "error_code": 401, "description": "Unauthorized"}
    await bench.stage.post("/api/faults", kind="odd", status=401, body=revoked, method="sendMessage")
    row_id = await bench.tell("孙大妈", Kind.RECEIPT)
    await bench.world.forward(minutes=ATTEMPTS_AT_MOST + 10)
    assert (await bench.row(row_id)).state == "pending"
    await bench.stage.http.delete("/api/faults")
    await bench.world.forward(minutes=2)
    assert ((await bench.row(row_id)).state, (await bench.row(row_id)).attempts) == ("sent", 1)


async def calls(bench: Bench, method: str) -> int:
    traffic = (await bench.stage.http.get("/api/traffic")).json()
    return sum(one["method"] == method for one in traffic)


async def test_what_did_not_change_is_not_edited(bench: Bench) -> None:
    """A card that looks as it did is left alone, also when a press has just redrawn it; a change of buttons is one."""
    first = await bench.tell_group(Kind.CARD, 1)
    await bench.settle()
    again = await bench.tell_group(Kind.CARD, 1)
    await bench.settle()
    assert await calls(bench, "editMessageText") == 0
    assert ((await bench.row(again)).state, (await bench.row(again)).message_id) == (
        "sent",
        (await bench.row(first)).message_id,
    )
    card = (await bench.row(first)).message_id
    assert card is not None
    view = View(known("card 1 [zh_CN]"), ((Button("more", "m"),),))
    address = f"tg:{bench.world.chats[STAFF_CHAT]}"
    for _ in range(2):
        bench.sender.direct(Direct(address, view, edits=card))
        await bench.settle()
    assert await calls(bench, "editMessageText") == 1
    await bench.tell_group(Kind.CARD, 1)
    await bench.settle()
    assert await calls(bench, "editMessageText") == 2
    assert [one["ok"] for one in (await bench.stage.http.get("/api/traffic")).json()].count(False) == 0


async def test_an_edit_whose_answer_got_lost_is_made_again(bench: Bench) -> None:
    """Nobody knows what the message looks like: once more, and "not modified" is success."""
    await bench.tell_group(Kind.CARD, 1)
    await bench.settle()
    await bench.stage.post("/api/faults", kind="lost_reply", method="editMessageText", times=1)
    row_id = await bench.tell_group(Kind.CARD, 2)
    await bench.world.forward(seconds=10)
    assert await calls(bench, "editMessageText") == 2
    assert (await bench.row(row_id)).state == "sent"


async def test_an_edit_that_comes_late_does_not_undo_a_newer_one(bench: Bench) -> None:
    """A press's answer that failed is not sent after the message was changed by something newer."""
    first = await bench.tell_group(Kind.CARD, 1)
    await bench.settle()
    card = (await bench.row(first)).message_id
    assert card is not None
    address = f"tg:{bench.world.chats[STAFF_CHAT]}"
    await bench.stage.post("/api/faults", kind="page", method="editMessageText", times=1)
    bench.sender.direct(Direct(address, View(known("old")), edits=card))
    await bench.settle()
    bench.sender.direct(Direct(address, View(known("new")), edits=card))
    await bench.world.forward(minutes=1)
    assert await bench.sees("李姐", "staff") == ["new"]
    await bench.stage.post("/api/faults", kind="page", method="editMessageText", times=1)
    bench.sender.direct(Direct(address, View(known("older")), edits=card))
    await bench.settle()
    await bench.tell_group(Kind.CARD, 3)
    await bench.world.forward(minutes=1)
    assert await bench.sees("李姐", "staff") == ["card 3 [zh_CN]"]


async def test_the_first_ping_of_a_quiet_minute_goes_at_once(bench: Bench) -> None:
    """Whatever is under way for others; one that was overtaken before it was sent does not use up the minute."""
    sent = []
    for n in range(4):
        bench.gone.add(await bench.tell("张姐", Kind.PING, n, priority=Priority.PING))
        await bench.settle()
        for m in range(20):
            await bench.tell("孙大妈" if m % 2 else "老郑", Kind.RECEIPT, m, priority=Priority.NOTICE)
        begun = bench.clock.now()
        row_id = await bench.tell("张姐", Kind.PING, n, priority=Priority.PING)
        await bench.world.forward(minutes=1)
        sent_at = (await bench.row(row_id)).sent_at
        assert sent_at is not None
        sent.append((sent_at - begun).total_seconds())
    assert max(sent) < 2


async def test_what_a_newer_process_wrote_is_left_for_it(bench: Bench) -> None:
    """A message in a shape that nobody here can read is neither tried until it is dead nor dropped: it waits, with the
    reason, and is looked at again later."""
    row_id = await bench.tell("张姐", Kind.RECEIPT, 1)
    bench.newer.add(row_id)
    await bench.settle()
    waits = await bench.row(row_id)
    assert (waits.state, waits.attempts, waits.error) == ("pending", 0, "a newer process wrote it")
    bench.newer.clear()
    await bench.world.forward(minutes=10)
    assert (await bench.row(row_id)).state == "sent"
