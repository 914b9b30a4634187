"""Every action in every state, through the real use cases, against domain.md §4 written out again by hand."""

from collections.abc import Mapping
from datetime import date

import pytest

from casework.issue.doing import OnIssue
from casework.issue.ending import Reject, reject, withdraw
from casework.issue.handover import ToPost, assign, transfer
from casework.issue.promising import MovePromise, Promise, move_promise, promise
from casework.issue.resolving import Rate, Resolve, rate, resolve
from casework.issue.telling import Delivered, delivered
from casework.issue.together import PutTogether, put_together, take_apart
from casework.issue.triage import Plan, Speak, accept, ask, plan
from casework.messages import Kind
from casework.model.issues import Action, Grade, Issue, Rating, State
from casework.neighbourhood.rights import RIGHTS, relations_in
from casework.refusals import NotPossibleNow, NotYours
from casework.transitions import TABLE, next_state
from tests.casework.neighbourhood import PEOPLE, Neighbourhood
from tests.casework.test_machine import PLAIN

R, A, D, P, W, F = ["reported", "accepted", "dispatched", "in_progress", "waiting", "promised"]
RESOLVED, CLOSED, REJECTED, WITHDRAWN = ["resolved", "closed", "rejected", "withdrawn"]
SAME = "same"
OPEN = dict.fromkeys((R, A, D, P, W, F), SAME)

EXPECTED: dict[str, tuple[str, dict[str, str]]] = {
    # use case: (who does it, {state before: state after})
    "accept": ("steward", {R: A}),
    "grade": ("holder", {A: SAME, D: SAME, P: SAME, W: SAME, F: SAME}),
    "plan": ("holder", {A: P, D: SAME, P: SAME, W: SAME, F: SAME}),
    "reply": ("grid_head", OPEN),
    "note": ("building_head", OPEN),
    "ask": ("holder", {A: W, D: W, P: W, W: W}),
    "say": ("resident", {**OPEN, W: P}),
    "cannot_wait": ("resident", OPEN),
    "assign": ("community", {R: D, A: D, P: D, F: D}),
    "take": ("steward_deputy", {D: P}),
    "take_over": ("community", {R: A, A: SAME, D: A, P: SAME, W: SAME, F: SAME}),
    "hand_up": ("grid_head", OPEN),
    "promise": ("holder", {A: F, D: F, P: F, W: F}),
    "move": ("grid_head", {F: SAME}),
    "agree": ("community", {F: SAME}),
    "resolve": ("grid_head", {R: RESOLVED, A: RESOLVED, D: RESOLVED, P: RESOLVED, W: RESOLVED, F: RESOLVED}),
    "undo": ("holder", {RESOLVED: P}),
    "rate": ("resident", {RESOLVED: CLOSED}),
    "reopen": ("resident", {RESOLVED: A, CLOSED: A}),
    "complain": ("resident", OPEN | {RESOLVED: SAME, CLOSED: SAME}),
    "reject": ("grid_head", {R: REJECTED, A: REJECTED}),
    "appeal": ("resident", {REJECTED: SAME}),
    "reinstate": ("community", {REJECTED: A}),
    "withdraw": ("resident", dict.fromkeys(OPEN, WITHDRAWN)),
    "recategorise": ("grid_head", OPEN),
    "relocate": ("grid_head", OPEN),
    "visit": ("resident", OPEN),
    "nudge": ("resident", OPEN),
    "me_too": ("neighbour", OPEN),
    "watch": ("community", OPEN),
    "told_in_person": ("building_head", {**OPEN, RESOLVED: SAME}),
    "make_urgent": ("building_head", OPEN),
    "put_on_agenda": ("community", OPEN),
    "do_it": ("community", {R: F, A: F, D: F, P: F, W: F, F: SAME}),
    "put_off": ("community", OPEN),
    "consult": ("holder", OPEN),
    "not_fixed": ("community", {RESOLVED: A, CLOSED: A}),
    "cannot": ("community", dict.fromkeys(OPEN, REJECTED)),
    "transfer": ("grid_head", {R: SAME, A: SAME, D: SAME, P: SAME}),
}
RESTS: Mapping[str, Mapping[str, str | None]] = {
    # what needs more than an issue and a person to be tried: {state before: state after, None where it depends}
    "answer": {W: None},
    "refuse": {D: None, A: SAME, P: SAME, F: SAME},
    "hand_back": OPEN,
    "receive": OPEN,
    "move_promise": {F: SAME},
    "agree_move": {F: SAME},
    "undo_resolve": {RESOLVED: P},
    "lapse": {RESOLVED: CLOSED},
    "record": {R: CLOSED},
    "tonight": OPEN,
    "set_back": OPEN,
    "amend": OPEN,
    "make_normal": OPEN,
    "make_urgent": OPEN | {RESOLVED: A, CLOSED: A},  # over: only where a danger was said to be none
    "mediate": OPEN,
    "call_out": OPEN,
    "declare": OPEN,
    "merge": dict.fromkeys(OPEN, "merged"),
    "split": {"merged": None},
    "whistle": OPEN,
    "agenda": OPEN,
    "decide": dict.fromkeys(OPEN, F),
    "verify": {RESOLVED: SAME, CLOSED: SAME},
    "consult_say": OPEN,
    "agreed": OPEN,
    "show_photo": {RESOLVED: SAME, CLOSED: SAME},
    "hide_photo": dict.fromkeys((*OPEN, RESOLVED, CLOSED, REJECTED, WITHDRAWN, "merged"), SAME),
    "tell_in_person": OPEN | {RESOLVED: SAME},
}
STATES = [R, A, D, P, W, F, RESOLVED, CLOSED, REJECTED, WITHDRAWN]


async def bring(home: Neighbourhood, state: str, text: str = "厨房下水返水，堵两天了") -> Issue:
    """An issue in that state; the grid head holds it where somebody does."""
    work, at = home.work, home.now
    issue = await home.report(text)
    head = OnIssue(issue_id=issue.id, by=PEOPLE["grid_head"], at=at)
    resident = OnIssue(issue_id=issue.id, by=PEOPLE["resident"], at=at)
    if state == R:
        return issue
    if state == WITHDRAWN:
        return await withdraw(resident, work)
    if state == REJECTED:
        return await reject(Reject(issue_id=issue.id, by=head.by, at=at, why="不归这儿", whose="供电"), work)
    await accept(head, work)
    if state == D:
        await assign(ToPost(issue_id=issue.id, by=PEOPLE["community"], at=at, post_id=2), work)
    elif state in (P, W):
        await plan(Plan(issue_id=issue.id, by=head.by, at=at, grade=Grade.GENERAL, text="约师傅"), work)
        if state == W:
            await ask(Speak(issue_id=issue.id, by=head.by, at=at, text="几点在家？"), work)
    elif state == F:
        await promise(Promise(issue_id=issue.id, by=head.by, at=at, on=date(2026, 11, 24), why="等配件"), work)
    elif state in (RESOLVED, CLOSED):
        await resolve(Resolve(issue_id=issue.id, by=head.by, at=at, text="已疏通"), work)
        if state == CLOSED:
            await rate(Rate(issue_id=issue.id, by=resident.by, at=at, rating=Rating.GOOD), work)
    assert issue.state == state
    return issue


@pytest.mark.parametrize("name", sorted(RESTS))
def test_the_rest_of_the_table(name: str) -> None:
    """From where each leads, and to where, and from nowhere else."""
    after = {state: state if now == SAME else now for state, now in RESTS[name].items()}
    assert {state: now for (state, action), now in TABLE.items() if action == name} == after


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("name", sorted(EXPECTED))
async def test_every_action_in_every_state(name: str, state: str) -> None:
    """What the practice allows leads where it says, and everything else is a typed refusal that changes nothing."""
    home = Neighbourhood()
    issue = await bring(home, state, *(["单元门坏了"] if name == "me_too" else []))
    who, after = EXPECTED[name]
    kind, use_case, values = PLAIN[name]
    if name == "agree" and state == F:
        later = MovePromise(issue_id=issue.id, by=PEOPLE["grid_head"], at=home.now, on=date(2026, 12, 1), why="货没到")
        await move_promise(later, home.work)
    person = issue.holder_id or PEOPLE["grid_head"] if who == "holder" else PEOPLE[who]
    command = kind(issue_id=issue.id, by=person, at=home.now, **values)
    if state in after:
        await use_case(command, home.work)
        assert issue.state == (state if after[state] == SAME else after[state])
    else:
        with pytest.raises((NotPossibleNow, NotYours)):
            await use_case(command, home.work)
        assert issue.state == state


@pytest.mark.parametrize("state", [R, A, D, P, W, F])
@pytest.mark.parametrize("name", ["hand_back", "receive", "make_normal"])
async def test_actions_that_undo_another(name: str, state: str) -> None:
    """Handing back follows handing up, making normal follows making urgent, in every open state."""
    home = Neighbourhood()
    issue = await bring(home, state)
    first, who = {"hand_back": ("hand_up", "community"), "receive": ("hand_up", "community")}.get(
        name, ("make_urgent", "community")
    )
    for one, person in ((first, "grid_head"), (name, who)):
        kind, use_case, values = PLAIN[one]
        await use_case(kind(issue_id=issue.id, by=PEOPLE[person], at=home.now, **values), home.work)
    assert issue.state == state


@pytest.mark.parametrize("state", STATES)
async def test_put_together_and_taken_apart_in_every_state(state: str) -> None:
    """What is open can be put together, and nothing else; taken apart, it is reported or accepted again."""
    home = Neighbourhood()
    issue, urgent = await bring(home, state), await home.report("楼道里有煤气味", urgent=True, danger="gas")
    command = PutTogether(issue_id=issue.id, other_id=urgent.id, by=PEOPLE["grid_head"], at=home.now)
    if state not in OPEN:
        with pytest.raises(NotPossibleNow):
            await put_together(command, home.work)
        assert issue.state == state
        return
    assert await put_together(command, home.work) is urgent
    assert issue.state == State.MERGED
    apart = OnIssue(issue_id=issue.id, by=PEOPLE["resident"], at=home.now)
    await take_apart(apart, home.work)
    assert issue.state == (R if state == R else A)
    with pytest.raises(NotPossibleNow):
        await take_apart(apart, home.work)


@pytest.mark.parametrize(("state", "after"), [(D, A), (A, A), (P, P)])
async def test_refusing_a_dispatch_or_a_hand_over(state: str, after: str) -> None:
    """A refused dispatch goes back to where it was; a refused hand-over changes no state."""
    home = Neighbourhood()
    issue = await bring(home, state)
    if state != D:
        await transfer(ToPost(issue_id=issue.id, by=PEOPLE["grid_head"], at=home.now, post_id=2), home.work)
    kind, use_case, values = PLAIN["refuse"]
    await use_case(kind(issue_id=issue.id, by=PEOPLE["steward_deputy"], at=home.now, **values), home.work)
    assert issue.state == after


async def test_an_answer_goes_back_to_where_it_was() -> None:
    """The answer to a question asked before any plan leads back to accepted."""
    home = Neighbourhood()
    issue = await bring(home, A)
    await ask(Speak(issue_id=issue.id, by=PEOPLE["grid_head"], at=home.now, text="哪个单元？"), home.work)
    kind, use_case, values = PLAIN["say"]
    await use_case(kind(issue_id=issue.id, by=PEOPLE["resident"], at=home.now, **values), home.work)
    assert issue.state == A


async def test_a_question_while_dispatched_goes_back_to_dispatched() -> None:
    """The answer finds it dispatched still, and a refusal then leads back to where it was before."""
    home = Neighbourhood()
    issue = await bring(home, D)
    await ask(Speak(issue_id=issue.id, by=PEOPLE["grid_head"], at=home.now, text="几点在家？"), home.work)
    states = [issue.state]
    for name, who in (("say", "resident"), ("refuse", "steward_deputy")):
        kind, use_case, values = PLAIN[name]
        await use_case(kind(issue_id=issue.id, by=PEOPLE[who], at=home.now, **values), home.work)
        states.append(issue.state)
    assert states == [W, D, A]


async def test_lapsing_is_the_clocks() -> None:
    """Three days without a rating close it, not rated; nobody can do that by hand."""
    home = Neighbourhood()
    issue = await bring(home, RESOLVED)
    await home.forward(days=3)
    assert (issue.state, issue.now.rating) == (State.CLOSED, None)
    assert not relations_in(RIGHTS[Action.LAPSE])
    assert next_state(State.RESOLVED, Action.LAPSE, None) is State.CLOSED


def test_every_action_of_the_table_says_who_may() -> None:
    """No row without a right, no right without a row."""
    assert {action for _, action in TABLE} == set(RIGHTS) == set(Action) - {Action.FILE}


async def test_a_promise_that_was_told_survives_a_mistaken_result() -> None:
    """Undoing a mistaken result puts the promise's alarms back, not the old resolve deadlines."""
    home = Neighbourhood()
    issue = await bring(home, F)
    await delivered(Delivered(issue_id=issue.id, kind=Kind.PROMISE, at=home.now), home.work)
    for name in ("resolve", "undo"):
        kind, use_case, values = PLAIN[name]
        await use_case(kind(issue_id=issue.id, by=PEOPLE["grid_head"], at=home.now, **values), home.work)
    before = len(home.pinged())
    await home.forward(hours=30)
    assert len(home.pinged()) == before
