"""Mediations as rules: what leads where, who may do what, and who reads which word."""

from dataclasses import replace

import pytest

from casework.data import read
from casework.issue.doing import OnIssue
from casework.issue.triage import accept
from casework.mediation.confiding import Say, may_read, release, say
from casework.mediation.ending import going_on, mediator_left
from casework.mediation.lines import Word
from casework.mediation.mediating import In, Mediate, Open, consent, enter, invited, mediate
from casework.mediation.sheet import mediation_sheet
from casework.mediation.transitions import GOES_ON, TABLE, next_state
from casework.model.issues import Action, Issue
from casework.model.mediations import Mediation, MediationAction, MediationState, Side
from casework.model.people import Rank, Role
from casework.neighbourhood.rights import MEDIATION_RIGHTS, Part, parts_in
from casework.refusals import NobodyThere, NotPossibleNow, NotYours
from tests.casework.neighbourhood import PEOPLE, Neighbourhood, post

S, A = MediationState, MediationAction
MEDIATOR, ANOTHER = 30, 31
OPEN_TO: dict[MediationAction, str] = {
    A.CONSENT: "first other mediator",
    A.STOP: "first other mediator",
    A.SAY: "first other mediator",
    A.RELEASE: "first other",
    A.APPOINT: "mediator",
    A.COME: "first other mediator",
    A.OTHER_TIME: "first other mediator",
    A.PROPOSE: "mediator",
    A.CONFIRM: "first other mediator",
    A.NOT_SO: "first other mediator",
    A.NO_AGREEMENT: "mediator",
    A.GIVE_BACK: "mediator",
    A.CHOOSE: "keeper",
    A.CALL_OFF: "keeper",
}
"""Written out by hand."""
ROLES = {"first": Part.FIRST, "other": Part.OTHER, "mediator": Part.MEDIATOR, "keeper": Part.KEEPER}
WHO = {"first": "resident", "other": "neighbour", "mediator": "building_head", "keeper": "community"}
"""Who has which part; the building head sits in a mediator's post too."""
LEADS = {
    S.ASKING_FIRST: {A.CONSENT: S.ASKING_OTHER},
    S.ASKING_OTHER: {A.CONSENT: S.TALKING},
    S.TALKING: {A.PROPOSE: S.PROPOSED},
    S.PROPOSED: {A.NOT_SO: S.TALKING},
    S.VACANT: {A.CHOOSE: S.ASKING_FIRST},
}


async def town() -> tuple[Neighbourhood, Issue]:
    """A quarrel that the community has; two mediators."""
    home = Neighbourhood()
    home.work.put(
        post(MEDIATOR, Role.MEDIATOR, Rank.PRIMARY, "building_head", area=2),
        post(ANOTHER, Role.MEDIATOR, Rank.PRIMARY, "grid_deputy", area=1),
    )
    issue = await home.report("楼上邻居半夜拖桌子，一说就吵架", private=True)
    await accept(OnIssue(issue_id=issue.id, by=PEOPLE["community"], at=home.now), home.work)
    return home, issue


async def asked(home: Neighbourhood, issue: Issue) -> Mediation:
    """The community asks for one."""
    by = PEOPLE["community"]
    command = Mediate(issue_id=issue.id, by=by, at=home.now, post_id=MEDIATOR, other="302", code="code")
    return await mediate(command, home.work)


def of(home: Neighbourhood, mediation: Mediation, person: str, side: Side | None = None) -> In:
    """Who does it when."""
    return In(mediation_id=mediation.id, by=PEOPLE[person], at=home.now, side=side)


async def talking() -> tuple[Neighbourhood, Mediation]:
    """Both sides agreed, the neighbour by the code."""
    home, issue = await town()
    mediation = await asked(home, issue)
    await consent(of(home, mediation, "resident"), home.work)
    await invited(Open(by=PEOPLE["neighbour"], at=home.now, code="code"), home.work)
    await consent(of(home, mediation, "neighbour"), home.work)
    return home, mediation


def test_what_leads_where() -> None:
    """Every state that goes on can be stopped and called off; one that is over leads nowhere."""
    for state in S:
        out = {action: after for (one, action), after in TABLE.items() if one is state}
        if state not in GOES_ON:
            assert not out, state
            continue
        assert (out[A.STOP], out[A.CALL_OFF]) == (S.STOPPED, S.ENDED)
        moves = {action: after for action, after in out.items() if after in GOES_ON and after is not state}
        moves.pop(A.GIVE_BACK, None)
        assert moves == LEADS.get(state, {}), state


async def test_the_second_yes_makes_it_agreed() -> None:
    """One confirmation leaves it where it is."""
    _, mediation = await talking()
    mediation.state, mediation.first_confirms = S.PROPOSED, True
    assert next_state(mediation, A.CONFIRM) is S.PROPOSED
    mediation.other_confirms = True
    assert next_state(mediation, A.CONFIRM) is S.AGREED


@pytest.mark.parametrize("action", list(A))
async def test_who_may_do_what(action: MediationAction) -> None:
    """Each cell of the table: those who have that part, and nobody else in the neighbourhood."""
    assert MEDIATION_RIGHTS[action] == {ROLES[word] for word in OPEN_TO[action].split()}
    home, mediation = await talking()
    may = {WHO[word] for word in OPEN_TO[action].split()} | (
        {"community_deputy", "street", "street_deputy"} if "keeper" in OPEN_TO[action] else set()
    )
    for state in S:
        mediation.state = state
        for person in PEOPLE:
            if person in may:
                continue
            with pytest.raises(NotYours):
                await enter(of(home, mediation, person), action, home.work)


async def test_nobody_speaks_for_a_side_that_can_speak() -> None:
    """The mediator says what a side said in person only where it has no account."""
    home, mediation = await talking()
    with pytest.raises(NotYours):
        await enter(of(home, mediation, "building_head", Side.OTHER), A.STOP, home.work)
    mediation.other_id = None
    assert (await enter(of(home, mediation, "building_head", Side.OTHER), A.STOP, home.work))[2] is Side.OTHER


async def test_who_reads_a_word() -> None:
    """The mediator to whom it was said; after the release the other side; whoever mediates later never."""
    home, mediation = await talking()
    command = Say(mediation_id=mediation.id, by=PEOPLE["neighbour"], at=home.now, text="她家练琴")
    entry = await say(command, home.work)

    async def readers() -> set[str]:
        found = {}
        for one, person_id in PEOPLE.items():
            found[one] = may_read(entry, person_id, await parts_in(mediation, person_id, home.work))
        return {one for one, may in found.items() if may}

    assert await readers() == {"neighbour", "building_head"}
    with pytest.raises(NotYours):
        await release(of(home, mediation, "building_head"), entry.id, home.work)
    await release(of(home, mediation, "neighbour"), entry.id, home.work)
    assert await readers() == {"neighbour", "building_head", "resident"}
    entry.data = replace(read(entry.data, Word), released=None)
    await mediator_left(await home.work.post(MEDIATOR), home.now, home.work)
    mediation.mediator_id, mediation.mediator_post_id = PEOPLE["grid_deputy"], ANOTHER
    assert await readers() == {"neighbour"}


async def test_a_seat_that_is_another_s_now() -> None:
    """Even without a word that it was left: the sides agreed to whoever sat there."""
    home, mediation = await talking()
    seat = await home.work.post(MEDIATOR)
    seat.person_id = PEOPLE["stranger"]
    home.work.put(seat)
    for person in ("building_head", "stranger"):
        assert not await parts_in(mediation, PEOPLE[person], home.work)
        assert await mediation_sheet(mediation, PEOPLE[person], home.work) is None


async def test_one_at_a_time_and_only_of_a_quarrel() -> None:
    """A second is refused while one goes on; of what others may see, in danger, or without a mediator there is none."""
    home, issue = await town()
    mediation = await asked(home, issue)
    with pytest.raises(NotPossibleNow):
        await asked(home, issue)
    assert await going_on(issue.id, home.work) is mediation
    public = await home.report()
    await accept(OnIssue(issue_id=public.id, by=PEOPLE["community"], at=home.now), home.work)
    with pytest.raises(NotPossibleNow):
        await asked(home, public)
    other = await home.report("邻居吵架", private=True)
    await accept(OnIssue(issue_id=other.id, by=PEOPLE["community"], at=home.now), home.work)
    for number in (MEDIATOR, ANOTHER):
        (await home.work.post(number)).person_id = None
        home.work.posts[number].person_id = None
    with pytest.raises(NobodyThere):
        await asked(home, other)
    assert Action.MEDIATE in {one.action for one in await home.work.timeline(issue.id)}
