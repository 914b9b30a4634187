"""Drafts, filing and the small clocks around an issue: asking about a draft, rating, erasing a visit's form."""

from datetime import timedelta

import pytest

from casework.issue.doing import OnIssue, Photo
from casework.issue.drafts import Compose, FileDraft, OnDraft, compose, draft_due, drop_draft, file_draft, leave_draft
from casework.issue.filing import me_too
from casework.issue.handover import ToPost, assign
from casework.issue.registering import begin_registering
from casework.issue.resolving import Complain, Rate, Resolve, complain, rate, resolve
from casework.issue.triage import accept
from casework.issue.visiting import GiveVisit, give_visit, read_visit
from casework.messages import Kind
from casework.model.conversation import Draft
from casework.model.deadlines import DeadlineState
from casework.model.issues import Rating, State
from casework.model.timeline import AttachmentKind
from casework.neighbourhood.people import OfPerson
from casework.refusals import AlreadySaid, NotFound, NotYours, PlaceNeeded
from tests.casework.neighbourhood import PEOPLE, TEN, Neighbourhood


async def drafted(home: Neighbourhood, text: str, *, photo: bool = False) -> Draft:
    photos = (Photo(kind=AttachmentKind.PHOTO, ref="file-1"),) if photo else ()
    return await compose(Compose(by=PEOPLE["resident"], at=home.now, text=text, photos=photos), home.work)


async def test_an_unpressed_draft_is_asked_about_and_then_filed() -> None:
    """After two minutes it is asked about, after ten filed by itself, with T0 at that moment."""
    home = Neighbourhood()
    await drafted(home, "下水道堵了")
    await home.forward(minutes=2)
    assert home.told("resident") == [Kind.DRAFT_ASK]
    await home.forward(minutes=8)
    (issue,) = home.work.issues.values()
    assert issue.t0 == TEN + timedelta(minutes=10)
    assert Kind.DRAFT_FILED in home.told("resident")


@pytest.mark.parametrize("text", ["你好", "楼上天天吵架骂人打牌到半夜 物业小王态度不好骂人"])
async def test_a_greeting_and_a_private_matter_are_never_filed_by_themselves(text: str) -> None:
    """Only a photo or a recognised category files by itself, and never a private matter; the draft is kept."""
    home = Neighbourhood()
    draft = await drafted(home, text)
    draft.private = draft.private or text != "你好"
    await home.forward(minutes=30)
    assert not home.work.issues
    assert draft.state == "left"
    issue = await file_draft(FileDraft(draft_id=draft.id, by=PEOPLE["resident"], at=home.now), home.work)
    assert issue.text == text


async def test_a_photo_alone_is_filed_by_itself() -> None:
    """A photo without a word is a report as well."""
    home = Neighbourhood()
    await drafted(home, "", photo=True)
    await home.forward(minutes=10)
    (issue,) = home.work.issues.values()
    (kept,) = await home.work.attachments(issue.report.id)
    assert kept.subject == issue.report.subject


async def test_danger_does_not_wait_for_a_press() -> None:
    """Whoever writes that it smells of gas and then runs is not asked again: a minute later it is filed, as of then."""
    home = Neighbourhood()
    await drafted(home, "楼道里全是煤气味")
    await home.forward(minutes=1)
    (issue,) = home.work.issues.values()
    assert issue.urgent
    assert (issue.t0, issue.filed_at) == (TEN, TEN)


async def test_danger_does_not_wait_for_what_is_registered_meanwhile() -> None:
    """A head writes that it smells of gas, and at once registers another's call: a minute later everybody is called."""
    home = Neighbourhood()
    head = PEOPLE["grid_head"]
    draft = await compose(Compose(by=head, at=home.now, text="楼道里全是煤气味"), home.work)
    other = await begin_registering(OfPerson(by=head, at=home.now), home.work)
    assert other is not draft
    await home.forward(minutes=1)
    (issue,) = home.work.issues.values()
    assert (issue.urgent, issue.t0, issue.report.filed_by_id) == (True, TEN, head)
    assert issue.pings


async def test_danger_without_a_place_is_asked_about_though_another_was_begun() -> None:
    """Nobody can be called to nowhere: whoever wrote it reads that the place is missing."""
    home = Neighbourhood()
    head = PEOPLE["grid_head"]
    home.work.people[head].home_id = None
    await compose(Compose(by=head, at=home.now, text="楼道里全是煤气味"), home.work)
    await begin_registering(OfPerson(by=head, at=home.now), home.work)
    await home.forward(minutes=1)
    assert home.told("grid_head") == [Kind.DRAFT_ASK]


async def test_what_may_be_danger_is_told_though_it_is_kept_for_later() -> None:
    """The report that is one too many for now waits; the line to the community does not."""
    home = Neighbourhood()
    draft = await drafted(home, "楼道里有怪味 可能是煤气")
    await leave_draft(OnDraft(draft_id=draft.id, by=PEOPLE["resident"], at=home.now), home.work)
    await home.forward(minutes=30)
    assert not home.work.issues
    assert home.told("community") == [Kind.DANGER_MAYBE]
    assert home.told("resident") == []


async def test_what_may_be_danger_is_told_to_the_community_and_not_filed() -> None:
    """After two minutes of silence, one line to its person on duty."""
    home = Neighbourhood()
    await drafted(home, "楼道里有怪味 可能是煤气")
    await home.forward(minutes=2)
    assert not home.work.issues
    assert home.told("community") == [Kind.DANGER_MAYBE]


async def test_one_report_of_several_messages_is_filed_once() -> None:
    """Words, then a photo, then more words: one draft, one issue, and a second press finds nothing."""
    home = Neighbourhood()
    draft = await drafted(home, "下水道堵了")
    assert await drafted(home, "三单元", photo=True) is draft
    press = FileDraft(draft_id=draft.id, by=PEOPLE["resident"], at=home.now)
    issue = await file_draft(press, home.work)
    assert issue.text == "下水道堵了\n三单元"
    with pytest.raises(NotFound):
        await file_draft(press, home.work)
    await home.forward(minutes=30)
    assert len(home.work.issues) == 1
    assert Kind.DRAFT_ASK not in home.told("resident")


async def test_a_dropped_draft_stays_silent_and_a_strangers_press_finds_nothing() -> None:
    """Only the one who wrote it may file or drop it; dropped is dropped."""
    home = Neighbourhood()
    draft = await drafted(home, "下水道堵了")
    with pytest.raises(NotFound):
        await drop_draft(OnDraft(draft_id=draft.id, by=PEOPLE["stranger"], at=home.now), home.work)
    await drop_draft(OnDraft(draft_id=draft.id, by=PEOPLE["resident"], at=home.now), home.work)
    await home.forward(minutes=30)
    assert not home.work.outbox


async def test_an_alarm_that_a_press_has_just_ended_does_nothing() -> None:
    """The ticker saw the alarm, the press came first: the draft is filed once, and nothing more is said."""
    home = Neighbourhood()
    draft = await drafted(home, "下水道堵了")
    (alarm, *_) = await home.work.draft_deadlines(draft.id)
    await file_draft(FileDraft(draft_id=draft.id, by=PEOPLE["resident"], at=home.now), home.work)
    told = len(home.work.outbox)
    await draft_due(alarm, home.now, home.work)
    assert (alarm.state, len(home.work.outbox)) == (DeadlineState.CANCELLED, told)


async def test_a_report_needs_a_place() -> None:
    """Without a home or a place it cannot be filed, and says so."""
    home = Neighbourhood()
    home.work.people[PEOPLE["resident"]].home_id = None
    draft = await drafted(home, "下水道堵了")
    with pytest.raises(PlaceNeeded):
        await file_draft(FileDraft(draft_id=draft.id, by=PEOPLE["resident"], at=home.now), home.work)


async def test_numbers_are_counted_by_community_and_year() -> None:
    """The second issue of the year is number two."""
    home = Neighbourhood()
    assert [(await home.report()).number, (await home.report()).number] == [1, 2]


async def test_me_too_is_counted_once_each() -> None:
    """A neighbour counts once, and gets the result too."""
    home = Neighbourhood()
    issue = await home.report("3号楼路灯不亮")
    press = OnIssue(issue_id=issue.id, by=PEOPLE["neighbour"], at=home.now)
    await me_too(press, home.work)
    with pytest.raises(AlreadySaid):
        await me_too(press, home.work)
    await resolve(Resolve(issue_id=issue.id, by=PEOPLE["steward"], at=home.now, text="换了灯泡"), home.work)
    assert home.told("neighbour") == [Kind.DONE_NEIGHBOUR]


async def test_rating_is_asked_once_more_and_then_lapses_unrated() -> None:
    """The next morning once, and after three days closed as not rated."""
    home = Neighbourhood()
    issue = await home.report()
    await resolve(Resolve(issue_id=issue.id, by=PEOPLE["steward"], at=home.now, text="已疏通"), home.work)
    await home.forward(days=4)
    assert home.told("resident", Kind.DONE, Kind.RATE_REMINDER, Kind.LAPSED) == [
        Kind.DONE, Kind.RATE_REMINDER, Kind.LAPSED,
    ]  # fmt: skip
    assert (issue.state, issue.now.rating) == (State.CLOSED, None)


async def test_door_and_phone_are_for_the_holder_alone_and_erased() -> None:
    """Only the holder reads them, every look is on the timeline, and 30 days after closing they are gone."""
    home = Neighbourhood()
    issue = await home.report()
    await accept(OnIssue(issue_id=issue.id, by=PEOPLE["steward"], at=home.now), home.work)
    secret = "2单元501 电话13800000000"
    await give_visit(GiveVisit(issue_id=issue.id, by=PEOPLE["resident"], at=home.now, text=secret), home.work)
    assert await read_visit(OnIssue(issue_id=issue.id, by=PEOPLE["steward"], at=home.now), home.work) == [(1, secret)]
    with pytest.raises(NotYours):
        await read_visit(OnIssue(issue_id=issue.id, by=PEOPLE["community"], at=home.now), home.work)
    assert secret not in repr(home.work.entries) + repr(home.work.outbox)
    await resolve(Resolve(issue_id=issue.id, by=PEOPLE["steward"], at=home.now, text="已疏通"), home.work)
    await rate(Rate(issue_id=issue.id, by=PEOPLE["resident"], at=home.now, rating=Rating.GOOD), home.work)
    await home.forward(days=29)
    assert home.work.notes
    await home.forward(days=2)
    assert not home.work.notes


async def test_who_was_assigned_and_does_not_report_in_is_said_to_the_assigner() -> None:
    """Thirty minutes without "we are here": whoever assigned it hears of it."""
    home = Neighbourhood()
    issue = await home.report()
    await assign(ToPost(issue_id=issue.id, by=PEOPLE["community"], at=home.now, post_id=2), home.work)
    await home.forward(minutes=30)
    assert home.told("community", Kind.NOT_REPORTED_IN) == [Kind.NOT_REPORTED_IN]


async def test_a_complaint_reaches_the_community_and_nobody_else() -> None:
    """About fee or attitude: for the community alone, never the holder, never a group."""
    home = Neighbourhood()
    issue = await home.report()
    await resolve(Resolve(issue_id=issue.id, by=PEOPLE["steward"], at=home.now, text="已疏通"), home.work)
    before = len(home.work.outbox)
    about = Complain(issue_id=issue.id, by=PEOPLE["resident"], at=home.now, about="attitude", text="说话难听")
    await complain(about, home.work)
    assert {(m.kind, m.person_id) for m in home.work.outbox[before:]} == {
        (Kind.COMPLAINT, PEOPLE["community"]), (Kind.COMPLAINT_TAKEN, PEOPLE["resident"]),
    }  # fmt: skip
