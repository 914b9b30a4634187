"""Webhooks: signed, retried, in a lane of their own, to nobody inside, and nothing that is not public."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from bot.running import caller as module
from bot.running.caller import Caller, NotPublic, pinned, public
from casework.issue import resolving, triage
from casework.issue.doing import OnIssue
from casework.model.issues import Rating, State
from storage.database import Database
from storage.errors import NameTaken
from storage.hooks import Hooks
from storage.replicas import CALLER, Replica
from tests.bot.test_ticker import Clock
from tests.casework.neighbourhood import PEOPLE, TEN
from tests.storage.test_hooks import beside
from tests.web.wall_town import WallTown

SECRET = "s" * 40
MINUTE = timedelta(minutes=1)


@dataclass
class Receiver:
    """A small server. `answers`: the status of each call, the last for all that follow; None: none at all, for ever."""

    answers: list[int | None] = field(default_factory=lambda: [200])
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    port: int = 0
    rung: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def news(self) -> list[Any]:
        return [json.loads(body) for _, body in self.got]

    @property
    def events(self) -> list[str]:
        return [one["event"] for one in self.news]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        headers = dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if line)
        headers = {name.lower(): value for name, value in headers.items()}
        self.got.append((headers, await reader.readexactly(int(headers["content-length"]))))
        self.rung.set()
        status = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if status is None:
            await reader.read()  # until the other side has enough
            writer.close()
            return
        more = "Location: http://127.0.0.1/elsewhere\r\n" if 300 <= status < 400 else ""
        writer.write(f"HTTP/1.1 {status} X\r\n{more}Content-Length: 0\r\nConnection: close\r\n\r\n".encode())
        writer.close()


@pytest.fixture
async def receiver(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Receiver]:
    """It is on this machine and without a certificate, so tests may call what nobody else may."""
    monkeypatch.setattr(module, "SCHEMES", ("http",))
    made = Receiver()
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    made.port = server.sockets[0].getsockname()[1]
    yield made
    server.close()


@dataclass
class Stage:
    town: WallTown
    caller: Caller
    clock: Clock
    hooks: Hooks

    async def add(self, receiver: Receiver, *areas: int, name: str = "city") -> None:
        await self.hooks.add(name, f"http://localhost:{receiver.port}/in?a=1", SECRET, areas, TEN)

    async def tell(self) -> None:
        """All that waits, as the worker does it."""
        await asyncio.gather(*await self.caller.look())


@pytest.fixture
async def stage(database: Database) -> AsyncIterator[Stage]:
    town, clock, replica = WallTown(database), Clock(), Replica(database, [CALLER])
    await town.furnish()
    await replica.beat()
    made = Caller(database, clock, town.settings, replica, may=lambda address: True)
    yield Stage(town, made, clock, Hooks(database))
    await made._http.aclose()


def on(issue_id: int, who: str, **more: Any) -> dict[str, Any]:
    return {"issue_id": issue_id, "by": PEOPLE[who], "at": TEN, **more}


async def test_a_life_is_told_and_signed(stage: Stage, receiver: Receiver) -> None:
    """Created, changed, closed: each once, with what Open311 tells, signed by the secret that was shown once."""
    await stage.add(receiver)
    issue = await stage.town.report("楼下路灯不亮，电话13812345678", category="street_light")
    await stage.tell()
    await stage.town.do(lambda work: triage.accept(OnIssue(**on(issue.id, "grid_head")), work))
    done = resolving.Resolve(**on(issue.id, "grid_head", text="好了", public="换了灯头"))
    await stage.town.do(lambda work: resolving.resolve(done, work))
    await stage.tell()
    rate = resolving.Rate(**on(issue.id, "resident", rating=Rating.GOOD))
    await stage.town.do(lambda work: resolving.rate(rate, work))
    await stage.tell()
    await stage.tell()
    assert receiver.events == ["created", "changed", "closed"]
    assert [one["request"]["status"] for one in receiver.news] == ["open", "open", "closed"]
    assert {one["request"]["service_request_id"] for one in receiver.news} == {str(issue.id)}
    assert receiver.news[2]["request"]["status_notes"] == "换了灯头"
    for headers, body in receiver.got:
        right = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
        assert headers["x-weilinli-signature"] == f"sha256={right}"
        assert headers["host"] == f"localhost:{receiver.port}"
        assert b"13812345678" not in body
        assert b"T10:" not in body, "days, and no hour"
    assert len({headers["x-weilinli-id"] for headers, _ in receiver.got}) == 3


async def test_what_nobody_may_know_is_not_told(stage: Stage, receiver: Receiver) -> None:
    """Nothing private, nothing of a home that is under way, nothing of other areas; steps that nobody sees are none."""
    await beside(stage.town)
    await stage.add(receiver, 33)
    await stage.town.matter()
    await stage.tell()
    assert receiver.got == []
    await stage.add(receiver, 3, name="grid")
    await stage.town.matter("quarrel", private=True)
    await stage.town.matter(private=True)
    await stage.town.matter("sewer", State.IN_PROGRESS)
    await stage.tell()
    assert receiver.got == []
    shown = await stage.town.matter(state=State.IN_PROGRESS)
    await stage.tell()
    assert receiver.events == ["created"]
    await stage.town.do(lambda work: triage.note(triage.Speak(**on(shown.id, "steward", text="老住户")), work))
    await stage.tell()
    assert receiver.events == ["created"]


async def test_what_is_public_no_more_is_over(stage: Stage, receiver: Receiver) -> None:
    """Whoever heard of it hears that it is closed, and not why."""
    await stage.add(receiver)
    issue = await stage.town.matter(state=State.IN_PROGRESS)
    await stage.tell()
    work = stage.town.work()
    issue = await work.issue(issue.id)
    issue.reports[0].private = True
    work.changed(issue)
    await work.commit()
    await stage.tell()
    assert receiver.news[1]["request"] == {"service_request_id": str(issue.id), "status": "closed"}
    assert receiver.events == ["created", "closed"]


async def test_told_until_it_is_taken(stage: Stage, receiver: Receiver) -> None:
    """A receiver that is away is left alone for longer and longer, and then hears how things stand; a redirect is
    followed nowhere; one call that it refuses keeps nothing else back."""
    receiver.answers = [500, 302, 422, 200]
    await stage.add(receiver)
    first = await stage.town.matter(state=State.IN_PROGRESS)
    for pause in (timedelta(), MINUTE, 5 * MINUTE):
        stage.clock.at += pause - timedelta(seconds=1)
        await stage.tell()
        stage.clock.at += timedelta(seconds=1)
        await stage.tell()
    assert [one["request"]["service_request_id"] for one in receiver.news] == [str(first.id)] * 3
    assert len({one["id"] for one in receiver.news}) == 1, "the same id whenever it is sent again"
    ((hook, waiting, _),) = await stage.hooks.all()
    assert (hook.failures, hook.error, waiting) == (0, "", 0)
    await stage.town.matter(state=State.IN_PROGRESS)
    await stage.tell()
    assert len(receiver.got) == 4


async def test_one_that_hangs_holds_up_nothing(
    stage: Stage, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While it hangs another one hears, and the database is written."""
    monkeypatch.setattr(module, "SECONDS", 600.0)
    receiver.answers = [None]
    well = Receiver()
    server = await asyncio.start_server(well.serve, "127.0.0.1", 0)
    well.port = server.sockets[0].getsockname()[1]
    await stage.add(receiver)
    await stage.add(well, name="well")
    await stage.town.matter(state=State.IN_PROGRESS)
    tasks = await stage.caller.look()
    await asyncio.wait_for(asyncio.gather(receiver.rung.wait(), well.rung.wait()), 30)
    assert well.events == ["created"]
    await asyncio.wait_for(asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED), 30)
    assert sum(task.done() for task in tasks) == 1
    assert len(await stage.caller.look()) == 1, "it is called once at a time"
    await stage.town.matter(state=State.IN_PROGRESS)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    server.close()


async def test_one_that_hangs_is_given_up(stage: Stage, receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    """For now: what it was to hear waits."""
    monkeypatch.setattr(module, "SECONDS", 0.05)
    receiver.answers = [None]
    await stage.add(receiver)
    await stage.town.matter(state=State.IN_PROGRESS)
    await stage.tell()
    ((hook, waiting, _),) = await stage.hooks.all()
    assert (hook.error, waiting) == ("no answer within 0 s", 1)


INSIDE = (
    "127.0.0.1", "10.0.0.8", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
    "::1", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:0a00:0001::", "::10.0.0.1", "::",
)  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
async def test_nobody_inside_is_called(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No address of this machine or of the office's network, however it is written, nor one among others."""
    assert not public(address)

    async def found(host: str, port: int) -> list[str]:
        return ["93.184.215.14", address]

    monkeypatch.setattr(module, "addresses", found)
    with pytest.raises(NotPublic):
        await pinned("https://example.org/in")


async def test_the_address_that_was_looked_at_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name is asked for once; what it means a moment later does not count."""
    asked: list[str] = []

    async def found(host: str, port: int) -> list[str]:
        asked.append(f"{host}:{port}")
        return ["2606:4700::1"] if len(asked) > 1 else ["93.184.215.14"]

    monkeypatch.setattr(module, "addresses", found)
    assert await pinned("https://example.org/in?a=1") == ("https://93.184.215.14/in?a=1", "example.org")
    assert await pinned("https://example.org:8443/in") == ("https://[2606:4700::1]:8443/in", "example.org:8443")
    assert asked == ["example.org:443", "example.org:8443"]
    for odd in ("http://example.org/", "ftp://example.org/", "https://", "https://a:b@example.org/", "https://[::1"):
        with pytest.raises(NotPublic):
            await pinned(odd)


async def test_a_private_address_is_not_connected_to(stage: Stage, receiver: Receiver) -> None:
    """With the guard as it is nothing arrives here, and the list says why."""
    stage.caller._may = public
    await stage.add(receiver)
    await stage.town.matter(state=State.IN_PROGRESS)
    await stage.tell()
    assert receiver.got == []
    ((hook, _, _),) = await stage.hooks.all()
    assert hook.error == "its address is none on the internet"


async def test_names_and_ends(stage: Stage, receiver: Receiver) -> None:
    """A name once; whoever is removed hears nothing more, and its secret is gone."""
    await stage.add(receiver, 2)
    with pytest.raises(NameTaken):
        await stage.add(receiver)
    ((_, _, areas),) = await stage.hooks.all()
    assert areas == ["北苑社区"]
    await stage.town.matter()
    assert await stage.hooks.remove("city", TEN)
    assert not await stage.hooks.remove("city", TEN)
    await stage.town.matter()
    await stage.tell()
    assert receiver.got == []
    left = text("SELECT count(*) FROM hooks WHERE secret <> ''")
    assert await stage.town.database.read(lambda connection: connection.execute(left).scalar_one()) == 0
