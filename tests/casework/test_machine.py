"""A stateful machine over the real use cases, with time: whatever people do, in whatever order, the rules hold."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from casework.issue.doing import OnIssue
from casework.issue.ending import Appeal, Reject, appeal, reinstate, reject, withdraw
from casework.issue.filing import me_too
from casework.issue.handover import (
    ToPost,
    WithReason,
    assign,
    hand_back,
    hand_up,
    receive,
    refuse,
    take,
    take_over,
    transfer,
)
from casework.issue.moving import Move, move
from casework.issue.pinging import nudge, watch
from casework.issue.promising import (
    AgreeMove,
    CannotWait,
    MovePromise,
    Promise,
    agree_move,
    cannot_wait,
    move_promise,
    promise,
)
from casework.issue.resolving import (
    Complain,
    NotFixed,
    Rate,
    Reopen,
    Resolve,
    complain,
    not_fixed,
    rate,
    reopen,
    resolve,
    undo_resolve,
)
from casework.issue.telling import Delivered, delivered, told_in_person
from casework.issue.triage import (
    Plan,
    Recategorise,
    SetGrade,
    Speak,
    accept,
    ask,
    grade,
    note,
    plan,
    recategorise,
    reply,
    say,
)
from casework.issue.urgency import MakeNormal, MakeUrgent, make_normal, make_urgent
from casework.issue.visiting import GiveVisit, give_visit
from casework.meeting.agenda import put_on_agenda
from casework.meeting.consulting import Consult, SayIn, agree_on, consult, say_in
from casework.meeting.deciding import Cannot, DoIt, PutOff, cannot, do_it, put_off
from casework.messages import Kind
from casework.model.deadlines import DeadlineKind, DeadlineState
from casework.model.issues import Action, Grade, Issue, Rating, State
from casework.refusals import Refusal
from casework.transitions import TABLE
from tests.casework.neighbourhood import PEOPLE, Neighbourhood
from tests.examples import many

UseCase = Callable[[Any, Any], Awaitable[Any]]
ONCE = frozenset(
    {DeadlineKind.UNDERSTAND, DeadlineKind.PLAN, DeadlineKind.REPLY, DeadlineKind.RESOLVE, DeadlineKind.WAITING_END}
)
OVER = (State.CLOSED, State.REJECTED, State.WITHDRAWN)
PLAIN: dict[str, tuple[type, UseCase, dict[str, Any]]] = {
    "accept": (OnIssue, accept, {}),
    "grade": (SetGrade, grade, {"grade": Grade.LARGER, "why": "要开挖"}),
    "plan": (Plan, plan, {"grade": Grade.GENERAL, "text": "约师傅"}),
    "long_plan": (Plan, plan, {"grade": Grade.COMPLEX, "text": "约师傅", "why": "等配件"}),
    "reply": (Speak, reply, {"text": "马上到"}),
    "note": (Speak, note, {"text": "老住户"}),
    "ask": (Speak, ask, {"text": "几点在家？"}),
    "say": (Speak, say, {"text": "六点"}),
    "cannot_wait": (CannotWait, cannot_wait, {"why": "家里有老人"}),
    "assign": (ToPost, assign, {"post_id": 2}),
    "take": (OnIssue, take, {}),
    "take_over": (OnIssue, take_over, {}),
    "refuse": (WithReason, refuse, {"why": "不归我"}),
    "transfer": (ToPost, transfer, {"post_id": 1}),
    "hand_up": (WithReason, hand_up, {"why": "没权管"}),
    "receive": (OnIssue, receive, {}),
    "hand_back": (WithReason, hand_back, {"why": "你们能办"}),
    "promise": (Promise, promise, {"on": date(2026, 11, 24), "why": "等配件"}),
    "move": (MovePromise, move_promise, {"on": date(2026, 12, 1), "why": "货没到"}),
    "agree": (AgreeMove, agree_move, {"agree": True}),
    "resolve": (Resolve, resolve, {"text": "已疏通"}),
    "undo": (OnIssue, undo_resolve, {}),
    "rate": (Rate, rate, {"rating": Rating.GOOD}),
    "reopen": (Reopen, reopen, {"what": "same"}),
    "complain": (Complain, complain, {"about": "fee", "text": "多收了"}),
    "reject": (Reject, reject, {"why": "不归这儿", "whose": "供电 95598"}),
    "appeal": (Appeal, appeal, {}),
    "reinstate": (OnIssue, reinstate, {}),
    "withdraw": (OnIssue, withdraw, {}),
    "recategorise": (Recategorise, recategorise, {"category": "leak"}),
    "relocate": (Move, move, {"area_id": 3, "text": "在院里", "action": Action.RELOCATE}),
    "visit": (GiveVisit, give_visit, {"text": "2单元501"}),
    "nudge": (OnIssue, nudge, {}),
    "me_too": (OnIssue, me_too, {}),
    "watch": (OnIssue, watch, {}),
    "told_in_person": (OnIssue, told_in_person, {}),
    "make_urgent": (MakeUrgent, make_urgent, {"danger": "gas"}),
    "make_normal": (MakeNormal, make_normal, {"why": "误报"}),
    "put_on_agenda": (OnIssue, put_on_agenda, {}),
    "do_it": (DoIt, do_it, {"post_id": 1, "what": "换管道", "on": date(2026, 11, 23)}),
    "put_off": (PutOff, put_off, {"why": "等预算", "on": date(2026, 12, 1)}),
    "not_fixed": (NotFixed, not_fixed, {"text": "还在漏"}),
    "consult": (Consult, consult, {"posts": (1,), "text": "咋办好？"}),
    "say_in": (SayIn, say_in, {"text": "先停水"}),
    "agree_on": (SayIn, agree_on, {"text": "周五一起停水换管"}),
    "cannot": (Cannot, cannot, {"why": "消防通道", "instead": "北门划车位"}),
}


class Casework(RuleBasedStateMachine):
    """People act, messages arrive, time passes."""

    def __init__(self) -> None:
        super().__init__()
        self.home = Neighbourhood()
        self.states: dict[int, State] = {}

    def _remember(self) -> None:
        self.states = {issue.id: issue.state for issue in self.home.work.issues.values()}

    @precondition(lambda self: len(self.home.work.issues) < 3)
    @rule(urgent=st.sampled_from([False, False, True]))
    def files(self, urgent: bool) -> None:
        asyncio.run(self._files(urgent))

    async def _files(self, urgent: bool) -> None:
        await self.home.report(urgent=urgent, danger="gas" if urgent else None)
        self._remember()

    @precondition(lambda self: self.home.work.issues)
    @rule(
        name=st.sampled_from(sorted(PLAIN)),
        who=st.sampled_from([*sorted(PEOPLE), "holder", "reporter"]),
        which=st.integers(0, 2),
    )
    def acts(self, name: str, who: str, which: int) -> None:
        issue = list(self.home.work.issues.values())[which % len(self.home.work.issues)]
        person = {"holder": issue.holder_id, "reporter": issue.reporter_id}.get(who, PEOPLE.get(who))
        if person is None:
            return
        kind, use_case, values = PLAIN[name]
        command = kind(issue_id=issue.id, by=person, at=self.home.now, **values)
        before = issue.state
        try:
            asyncio.run(use_case(command, self.home.work))  # type: ignore[arg-type]
        except Refusal:
            assert issue.state is before, "a refusal changes no state"
        self._check_step(issue, before)
        self._remember()

    def _check_step(self, issue: Issue, before: State) -> None:
        if issue.state is before:
            return
        steps = {(state, to) for (state, _), to in TABLE.items() if to is not None}
        back = {state for (state, action), to in TABLE.items() if to is None}
        two = {(a, c) for a, b in steps for b2, c in steps if b == b2}  # passing on accepts first (handover.transfer)
        assert (before, issue.state) in steps | two or before in back

    @precondition(lambda self: self.home.work.issues)
    @rule(kind=st.sampled_from([Kind.PLAN, Kind.RELAY, Kind.PROMISE, Kind.QUESTION]), which=st.integers(0, 2))
    def a_message_arrives(self, kind: Kind, which: int) -> None:
        issue = list(self.home.work.issues.values())[which % len(self.home.work.issues)]
        if any(m.issue_id == issue.id and m.kind == kind for m in self.home.work.outbox):
            command = Delivered(issue_id=issue.id, kind=kind, at=self.home.now)
            asyncio.run(delivered(command, self.home.work))
        self._remember()

    @rule(minutes=st.sampled_from([0, 1, 3, 5, 10, 15, 30, 120, 24 * 60, 3 * 24 * 60]), exactly=st.booleans())
    def time_passes(self, minutes: int, exactly: bool) -> None:
        asyncio.run(self.home.until(self.home.now + timedelta(minutes=minutes), exactly=exactly))
        self._remember()

    @invariant()
    def never_twice(self) -> None:
        """A deadline of the response clock fires at most once a round; every fired one says when."""
        fired: Counter[tuple[int | None, int, DeadlineKind, int]] = Counter()
        for deadline in self.home.work.deadlines.values():
            if deadline.state is DeadlineState.FIRED:
                assert deadline.ended_at == deadline.due_at
                if deadline.kind in ONCE - {DeadlineKind.WAITING_END}:
                    fired[deadline.issue_id, deadline.round, deadline.kind, deadline.rung] += 1
        assert not [key for key, times in fired.items() if times > 1]

    @invariant()
    def never_not_at_all(self) -> None:
        """Nothing pending is overdue but what an exchange of grades has just made so: it fires with the next tick."""
        asyncio.run(self.home.until(self.home.now))
        overdue = [
            d
            for d in self.home.work.deadlines.values()
            if d.state is DeadlineState.PENDING and d.due_at < self.home.now
        ]
        assert not overdue

    @invariant()
    def the_clock_runs_while_open(self) -> None:
        """An open issue has a resolve deadline ahead or fired, or a promise's end; holding loses none."""
        for issue in self.home.work.issues.values():
            if issue.state in (*OVER, State.RESOLVED):
                continue
            resolve_rows = [
                d
                for d in issue.deadlines
                if d.round == issue.round
                and d.kind in (DeadlineKind.RESOLVE, DeadlineKind.PROMISE_END)
                and d.state in (DeadlineState.PENDING, DeadlineState.HELD, DeadlineState.FIRED)
            ]
            assert resolve_rows, (issue.state, [(d.kind, d.rung, d.state) for d in issue.deadlines])
            held = [d for d in issue.deadlines if d.state is DeadlineState.HELD]
            assert not held or (issue.state is State.WAITING and issue.waiting_since is not None)

    @invariant()
    def over_means_silence(self) -> None:
        """Closing always ends clock and pings."""
        for issue in self.home.work.issues.values():
            if issue.state in OVER:
                assert not [p for p in issue.pings if p.live]
                running = {d.kind for d in issue.deadlines if d.state in (DeadlineState.PENDING, DeadlineState.HELD)}
                assert running <= {DeadlineKind.VISIT_ERASE}

    @invariant()
    def one_live_ping_each(self) -> None:
        """One live ping per person and issue."""
        live = Counter((p.issue_id, p.person_id) for p in self.home.work.pings.values() if p.live)
        assert not [key for key, times in live.items() if times > 1]

    @invariant()
    def everything_is_on_the_timeline(self) -> None:
        """Every state that an issue is in was reached by an entry."""
        for issue in self.home.work.issues.values():
            assert any(
                entry.issue_id == issue.id and entry.action == Action.FILE for entry in self.home.work.entries.values()
            )


TestCasework = Casework.TestCase
TestCasework.settings = settings(
    max_examples=many(10, 50), stateful_step_count=30, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
