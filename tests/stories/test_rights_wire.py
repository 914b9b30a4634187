"""Rights over the wire: for each action and way in (press, form, reply, command, forged and replayed data) somebody who
may, and everybody who may not. Several actions share a world: what an issue needs before is done in the database.
"""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from bot.callbacks import encode
from casework.capabilities import Capability
from casework.issue.doing import OnIssue
from casework.issue.ending import Reject, reject
from casework.issue.filing import File, file
from casework.issue.handover import ToPost, WithReason, assign, hand_up
from casework.issue.promising import MovePromise, Promise, move_promise, promise
from casework.issue.resolving import Resolve, resolve
from casework.issue.triage import Speak, accept, ask
from casework.issue.urgency import MakeUrgent, make_urgent
from casework.issue.visiting import GiveVisit, give_visit
from casework.meeting.consulting import Consult, consult
from casework.model.issues import Action, Issue
from casework.neighbourhood import rights
from casework.neighbourhood.seats import vacate
from casework.settings import Settings
from storage.work import SqlWork
from tests.stories.test_capabilities import switches
from tests.stories.world import World, buttons, words

NOBODY, ELSEWHERE, FORMER, REPORTER = "老郑", "吴姐", "王师傅", "孙大妈"
"""A neighbour without a post, a manager of another community, who held it and left the post, who reported it."""
HOLDER, GIVEN, HEAD, HOUSE, COMMUNITY = "李师傅", "小孙", "李姐", "赵姨", "张姐"
OUTSIDERS = (NOBODY, ELSEWHERE, FORMER)
NOT_IN_MEETING = (*OUTSIDERS, "孙大妈", "李师傅", "李姐")
"""Who decides nothing in a meeting: besides outsiders the reporter, the holder and the grid head."""
IN_THE_GROUP = (ELSEWHERE, FORMER)
"""Members of the staff group who may not."""

Step = Callable[[Any, SqlWork], Awaitable[Any]]
Before = tuple[str, type[OnIssue], Step, dict[str, Any]]
ACCEPTED: Before = (FORMER, OnIssue, accept, {})
DONE: Before = (HOLDER, Resolve, resolve, {"text": "已疏通"})
PROMISED: Before = (HOLDER, Promise, promise, {"on": date(2026, 11, 24), "why": "等配件"})
MOVING: Before = (HOLDER, MovePromise, move_promise, {"on": date(2026, 12, 1), "why": "货没到"})
ASKED: Before = (HOLDER, Speak, ask, {"text": "几点在家？"})
GIVEN_IT: Before = (COMMUNITY, ToPost, assign, {"post_id": 0})
TALKED: Before = (COMMUNITY, Consult, consult, {"posts": (), "resident": True, "text": "谁出钱？"})
URGENT: Before = (HOUSE, MakeUrgent, make_urgent, {"danger": "gas"})
UP: Before = (HOLDER, WithReason, hand_up, {"why": "没权管"})
REJECTED: Before = (COMMUNITY, Reject, reject, {"why": "不归这儿", "whose": "供电"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An action: what it writes on the timeline, its button, who may, what comes before and what is answered.

    `answers`: "1" presses the first button of the question that came, ">" the one that is called so; other words are
    written.
    """

    action: str
    verb: str
    may: str
    word: str = ""
    before: tuple[Before, ...] = (ACCEPTED,)
    answers: tuple[str, ...] = ()
    refused: tuple[str, ...] = (*OUTSIDERS, REPORTER)
    seen: bool = False  # the button carries the newest decision about it: there is none


def _resident(action: str, verb: str, **more: Any) -> Case:
    return Case(action=action, verb=verb, may=REPORTER, refused=(*OUTSIDERS, HOLDER, COMMUNITY), **more)


CASES = (
    Case(action="accept", verb="s_accept", may=HOLDER, before=()),
    Case(action="watch", verb="s_watch", may=HOLDER, before=()),
    Case(action="note", verb="s_here", may=HOUSE),
    Case(action="grade", verb="s_gradeno", may=COMMUNITY),
    Case(action="plan", verb="s_plan", may=HOLDER, answers=("1", "1", "1")),
    Case(action="reply", verb="s_tell", may=HOLDER, answers=("马上到",)),
    Case(action="tell_in_person", verb="s_told", may=HOUSE),
    Case(action="note", verb="s_note", may=HOUSE, answers=("老住户",)),
    Case(action="ask", verb="s_ask", may=HOLDER, answers=("几点在家？",)),
    Case(action="assign", verb="s_assign", may=COMMUNITY, answers=("1",)),
    Case(action="take", verb="s_take", may=GIVEN, before=(ACCEPTED, GIVEN_IT)),
    Case(action="refuse", verb="s_refuse", may=GIVEN, before=(ACCEPTED, GIVEN_IT), answers=("1",)),
    Case(action="take_over", verb="s_takeover", may=COMMUNITY),
    Case(action="transfer", verb="s_xfer", may=HOLDER, answers=("1",)),
    Case(action="hand_up", verb="s_up", may=HOLDER, answers=("1",)),
    Case(action="receive", verb="s_receive", may=COMMUNITY, before=(ACCEPTED, UP)),
    Case(action="hand_back", verb="s_down", may=COMMUNITY, before=(ACCEPTED, UP), answers=("1",)),
    Case(action="promise", verb="s_promise", may=HOLDER, answers=("1", "1", "1")),
    Case(action="move_promise", verb="s_move", may=HOLDER, before=(ACCEPTED, PROMISED), answers=("1", "1")),
    Case(action="agree_move", verb="s_agree", word="yes", may=COMMUNITY, before=(ACCEPTED, PROMISED, MOVING)),
    Case(action="resolve", verb="s_done", may=HOLDER, answers=("1",)),
    Case(action="undo_resolve", verb="s_undo", may=HOLDER, before=(ACCEPTED, DONE)),
    Case(action="reject", verb="s_reject", may=HEAD, answers=("1", "1")),
    Case(action="reinstate", verb="s_reinstate", may=COMMUNITY, before=(REJECTED,)),
    Case(action="recategorise", verb="s_cat", may=HOLDER, answers=("1", "1")),
    Case(action="relocate", verb="s_place", may=HOLDER, answers=("北苑小区5号楼", "1")),
    Case(action="nudge", verb="s_nudge", may=COMMUNITY, refused=OUTSIDERS),
    Case(action="make_urgent", verb="s_danger", may=HOUSE, answers=("1",), refused=OUTSIDERS),
    Case(
        action="make_normal",
        verb="s_normal",
        word="over",
        may=COMMUNITY,
        before=(ACCEPTED, URGENT),
        refused=(*OUTSIDERS, REPORTER, GIVEN),  # the head of the house raised it
    ),
    Case(action="visit_read", verb="s_visit", may=HOLDER, refused=(*OUTSIDERS, REPORTER, COMMUNITY, HEAD)),
    Case(action="me_too", verb="s_metoo", may=NOBODY, refused=(ELSEWHERE, FORMER, REPORTER)),
    _resident("nudge", "nudge"),
    _resident("amend", "add", answers=("还有个事",)),
    _resident("answer", "add", before=(ACCEPTED, ASKED), answers=("六点",)),
    _resident("amend", "cant", word="frail", before=(ACCEPTED, PROMISED)),
    _resident("visit", "visit", answers=("2单元501",)),
    _resident("withdraw", "take_back"),
    _resident("rate", "rate", word="good", before=(ACCEPTED, DONE)),
    _resident("reopen", "wrong", word="same", before=(ACCEPTED, DONE)),
    _resident("complain", "complain", word="attitude", before=(ACCEPTED, DONE), answers=("骂人",)),
    _resident("appeal", "appeal", before=(REJECTED,)),
    Case(action="agenda", verb="s_agenda", may=COMMUNITY, refused=(*OUTSIDERS, REPORTER, HOLDER, HEAD)),
    Case(action="decide", verb="m_do", seen=True, may=COMMUNITY, answers=("1", "换管道", "1"), refused=NOT_IN_MEETING),
    Case(action="put_off", verb="m_off", seen=True, may=COMMUNITY, answers=("1", "1"), refused=NOT_IN_MEETING),
    Case(
        action="cannot",
        verb="m_cannot",
        seen=True,
        may=COMMUNITY,
        answers=("不能建", "划车位", "1"),
        refused=NOT_IN_MEETING,
    ),
    Case(action="consult", verb="s_consult", may=HOLDER, answers=("1", ">请他们来", "谁出钱？")),
    Case(action="call_out", verb="s_callout", may=HOLDER, answers=("抬轮椅", "1", "1", "1", "1")),
    Case(action="agreed", verb="s_agreed", may=HOLDER, before=(ACCEPTED, TALKED), answers=("一家一半", ">就这么说")),
    Case(action="merge", verb="s_incident", may=COMMUNITY, refused=(*OUTSIDERS, REPORTER, HOLDER, HEAD)),
    Case(action="merge", verb="s_merge", may=HOLDER, answers=("1",)),  # swallows another: the last of its world
)
WORLDS = [CASES[start::6] for start in range(6)]
TEXT = "单元门坏了关不上"


class Stage:
    """A world in which several actions are tried, each on an issue of its own."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.tried = 0

    def work(self) -> SqlWork:
        """A unit of work of one's own, beside the bot's."""
        assert self.world.database is not None
        return self.world.database.work(Settings())

    async def person(self, name: str, work: SqlWork) -> int:
        """Whose id it is."""
        found = await work.person_at(f"tg:{self.world.users[name]}")
        assert found is not None
        return found.id

    async def does(self, issue_id: int, step: Before) -> None:
        """Somebody does something before, without any phone."""
        name, kind, use_case, values = step
        work = self.work()
        if kind is ToPost:
            seat = await work.post_by_code("p-xiaosun")
            assert seat is not None
            values = {**values, "post_id": seat.id}
        by, at = await self.person(name, work), await self.world.now()
        await use_case(kind(issue_id=issue_id, by=by, at=at, **values), work)
        await work.commit()

    async def set(self, cases: tuple[Case, ...]) -> list[Issue]:
        """An issue for each case; then 王师傅, who accepted most of them, leaves his post, and the rest is done."""
        issues = []
        for case in cases:
            work = self.work()
            home = await work.area_by_code("bj-by-3h")
            assert home is not None
            by = await self.person(REPORTER, work)
            issue = await file(File(by=by, at=await self.world.now(), area_id=home.id, text=TEXT), work)
            await work.commit()
            issues.append(issue)
            if case.before[:1] == (ACCEPTED,):
                await self.does(issue.id, ACCEPTED)
            if case.verb == "s_visit":
                await self.does(issue.id, (REPORTER, GiveVisit, give_visit, {"text": "2单元501"}))
        work = self.work()
        seat = await work.post_by_code("p-wang")
        assert seat is not None
        await vacate(seat, await self.world.now(), work, why="left")
        await work.commit()
        for case, issue in zip(cases, issues, strict=True):
            for step in case.before:
                if step is not ACCEPTED:
                    await self.does(issue.id, step)
        return issues

    async def written(self, issue_id: int) -> tuple[int, list[str]]:
        """What shows that something was done: the issue's version, and the actions on its timeline."""
        work = self.work()
        issue = await work.issue(issue_id)
        return issue.version, [entry.action for entry in await work.timeline(issue_id)]

    async def refused(self, who: str, issue_id: int, data: str, chat: str = "private") -> None:
        """Told so, and nothing is written."""
        before = await self.written(issue_id)
        # Without waiting for what may come of it: the screens are compared later.
        said = await self.world.forges_quickly(who, data, chat=chat)
        assert said, f"{who} {data} {chat}"
        assert await self.written(issue_id) == before, f"{who} {data} {chat}"
        self.tried += 1

    async def screens(self, people: Collection[str]) -> dict[str, str]:
        """What all of them have before them."""
        return {one: await self.world.screen(one) for one in people}


def data_of(case: Case, issue: Issue) -> str:
    """The button's data; a rating names the round too."""
    more = (issue.round,) if case.verb == "rate" else (0,) if case.seen else ()
    return encode(case.verb, issue.id, *more, word=case.word)


@pytest.mark.parametrize("cases", WORLDS, ids=[f"world-{n}" for n in range(1, 7)])
async def test_who_may_and_who_may_not(world: World, cases: tuple[Case, ...]) -> None:
    """Whoever may not is refused, privately, in the group, and with a card's own data, and nothing is written by it;
    whoever may presses, answers and it is on the timeline; the same press once more, forged by the others, as well."""
    stage = Stage(world)
    await switches(world, Capability.CALL_OUTS, on=True)
    await world.says(REPORTER, "路灯不亮了")
    await world.press(REPORTER, "报上去")
    await world.sees(HEAD, "1号", chat="staff")
    issues = await stage.set(cases)
    for name in (*OUTSIDERS, REPORTER, HOLDER, GIVEN, HEAD, HOUSE, COMMUNITY):  # everybody has a message to press under
        await world.says(name, "/help")
    await world.forward(minutes=1)  # what is held back by Telegram's limits has gone out
    for case, issue in zip(cases, issues, strict=True):
        data = data_of(case, issue)
        await world.settle()
        screens = await stage.screens(OUTSIDERS)
        for who in case.refused:
            await stage.refused(who, issue.id, data)
        if case.verb.startswith("s_"):
            fresh = await stage.work().issue(issue.id)
            for who in IN_THE_GROUP:
                await stage.refused(who, issue.id, encode(case.verb, issue.id, fresh.turn, word=case.word), "staff")
        await world.settle()
        assert await stage.screens(OUTSIDERS) == screens  # no question is begun that would be refused in the end
        _, before = await stage.written(issue.id)
        await _permitted(stage, case, data)
        _, after = await stage.written(issue.id)
        assert after.count(case.action) == before.count(case.action) + 1, f"{case.action}: {after}"
        stage.tried += 1
        for who in case.refused[:2]:  # replayed after it was done
            await stage.refused(who, issue.id, data)
    assert stage.tried >= 8 * len(cases) - 16


async def _permitted(stage: Stage, case: Case, data: str) -> None:
    world = stage.world
    await world.forges(case.may, data)
    for answer in case.answers:
        if answer.startswith(">"):
            await world.press(case.may, answer[1:])
            continue
        if answer != "1":
            await world.says(case.may, answer)
            continue
        question = next(one for one in reversed(await world.phone(case.may)) if "算了" in buttons(one))
        await world.press(case.may, buttons(question)[0], on=words(question)[:8])


async def test_commands(world: World) -> None:
    """Each command of the staff by somebody who may, and by a resident, who learns nothing by it."""
    await world.says("孙大妈", TEXT)
    await world.press("孙大妈", "报上去")
    may = {
        "/huoer": ("王师傅", "1 单元门坏了"),
        "/board": ("张姐", "1 单元门坏了"),
        "/links": ("何管理", "岗位"),
        "/groups": ("何管理", "群"),
        "/tuichu": ("李姐", "退出岗位"),
    }
    for command, (who, shown) in may.items():
        await world.says(who, command)
        await world.sees(who, shown)
        await world.says(NOBODY, command)
        await world.sees_nothing_of(NOBODY, "单元门坏了", "退出岗位", "p_")
    await world.says(ELSEWHERE, "/board")
    await world.says(ELSEWHERE, "/huoer")
    await world.sees_nothing_of(ELSEWHERE, "单元门坏了")


async def test_replies(world: World) -> None:
    """An answer to what the bot told reaches the resident from whoever has it, and from nobody who left the post."""
    await world.says("孙大妈", TEXT)
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接", chat="staff")
    await world.says("孙大妈", "快点啊", answering="1号有人接了")
    await world.sees("王师傅", "快点啊")
    await world.says("王师傅", "马上到", answering="快点啊")
    await world.sees("孙大妈", "马上到")
    await world.says("王师傅", "/tuichu")
    await world.press("王师傅", "退出：")
    await world.says("王师傅", "不去了，找别人", answering="快点啊")
    await world.says("王师傅", "不去了，找别人", chat="staff", answering="1号")
    await world.sees_nothing_of("孙大妈", "不去了")
    await world.says("老郑", "/help")
    await world.sees_nothing_of("王师傅", "转给居民吗", chat="staff")
    await world.says("李师傅", "我接着办", chat="staff", answering="1号")
    await world.press("李师傅", "转给居民", chat="staff")
    await world.sees("孙大妈", "我接着办")


async def test_one_decision_a_press(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The right is decided once for each press, in the use case; a question is asked only where it would be open."""
    await world.says("孙大妈", TEXT)
    await world.press("孙大妈", "报上去")
    decided: list[str] = []

    def counted(action: Action, issue: Issue) -> rights.Row:
        decided.append(action)
        return right_to(action, issue)

    right_to = rights.right_to
    monkeypatch.setattr(rights, "right_to", counted)
    for who, button, actions in (
        ("王师傅", "我来接", ["accept"]),
        ("王师傅", "跟居民说咋办", ["plan"]),
        ("王师傅", "30分钟内", ["plan"]),
        ("王师傅", "约师傅上门", ["plan"]),
        ("王师傅", "不花", ["plan"]),
        ("王师傅", "办好了", ["resolve"]),
        ("王师傅", "已换新", ["resolve"]),
    ):
        await world.press(who, button, chat="staff")
        offered = (Action.SHOW_PHOTO, Action.UNDO_RESOLVE)  # on the card that is drawn anew
        assert [one for one in decided if one not in offered] == actions, button
        decided.clear()
    await world.press("孙大妈", "好了，满意")
    assert decided == ["rate"]
