"""What one person may cause at a time (around-an-issue.md §9)."""

from datetime import timedelta

import pytest

from casework.issue import drafts
from casework.issue.doing import OnIssue, Photo
from casework.issue.drafts import Compose, compose
from casework.issue.pinging import nudge
from casework.issue.triage import Speak, accept, say
from casework.messages import Kind, Priority
from casework.model.issues import Issue
from casework.model.people import Use
from casework.model.timeline import AttachmentKind
from casework.neighbourhood.restraint import allow
from casework.refusals import DraftFull, NudgedAlready, TooManyPresses, TooManyReports
from casework.settings import Settings
from casework.words.guess import guess
from tests.casework.neighbourhood import PEOPLE, TEN, Neighbourhood


def on(issue: Issue, who: str, home: Neighbourhood) -> OnIssue:
    return OnIssue(issue_id=issue.id, by=PEOPLE[who], at=home.now)


async def test_one_nudge_a_person_and_half_hour() -> None:
    """The second within 30 minutes is refused, by the reporter and by a manager each for themselves."""
    home = Neighbourhood()
    issue = await home.report()
    await accept(on(issue, "grid_head", home), home.work)
    for who in ("resident", "community"):
        await nudge(on(issue, who, home), home.work)
        with pytest.raises(NudgedAlready):
            await nudge(on(issue, who, home), home.work)
    home.now = TEN + timedelta(minutes=29, seconds=59)
    with pytest.raises(NudgedAlready):
        await nudge(on(issue, "resident", home), home.work)
    home.now = TEN + timedelta(minutes=30)
    await nudge(on(issue, "resident", home), home.work)


async def test_a_nudge_does_not_go_before_pings() -> None:
    """It has the priority of a reply: whoever nudges cannot hold up somebody's ping."""
    home = Neighbourhood()
    issue = await home.report()
    await accept(on(issue, "grid_head", home), home.work)
    await nudge(on(issue, "resident", home), home.work)
    (asked,) = [one for one in home.work.outbox if one.kind == Kind.RESIDENT_ASKS]
    assert asked.priority == Priority.RESIDENT


@pytest.mark.parametrize("urgent", [False, True])
async def test_words_without_end_do_not_go_before_pings(urgent: bool) -> None:
    """What the reporter adds has the priority of a reply, unless it is about danger."""
    home = Neighbourhood()
    issue = await home.report(urgent=urgent)
    await accept(on(issue, "grid_head", home), home.work)
    await say(Speak(issue_id=issue.id, by=PEOPLE["resident"], at=home.now, text="还在漏"), home.work)
    said = [one for one in home.work.outbox if one.kind == Kind.RESIDENT_SAID]
    assert {one.priority for one in said} == {Priority.URGENT if urgent else Priority.RESIDENT}
    assert len(said) == len({one.person_id for one in said})
    assert (len(said) > 1) == urgent  # all who were called


async def test_ten_reports_an_hour_and_thirty_a_day() -> None:
    """The eleventh within an hour, and the thirty-first of a day, are refused, and no number is used up for them."""
    home = Neighbourhood()
    for hour in range(3):
        home.now = TEN + timedelta(hours=hour)
        for _ in range(10):
            await home.report()
        with pytest.raises(TooManyReports):
            await home.report()
    home.now = TEN + timedelta(hours=4)
    with pytest.raises(TooManyReports) as refused:
        await home.report()
    assert refused.value.within == timedelta(days=1)
    home.now = TEN + timedelta(days=1)
    assert (await home.report()).number == 31


async def test_danger_and_staff_are_never_counted_out() -> None:
    """Urgent reports go through, and whoever holds a post files for others."""
    home = Neighbourhood()
    for _ in range(12):
        await home.report("闻着煤气味", urgent=True, danger="gas")
    for _ in range(12):
        await home.report(by=PEOPLE["grid_head"], for_nobody=True)
    assert len(home.work.issues) == 24


async def test_what_goes_over_stays_a_draft() -> None:
    """An unpressed draft beyond the limit is left, not filed, and breaks nothing; its button still files it later."""
    home = Neighbourhood()
    for _ in range(10):
        await home.report()
    draft = await compose(Compose(by=PEOPLE["resident"], at=home.now, text="楼道灯不亮"), home.work)
    await home.forward(minutes=11)
    assert (draft.state, len(home.work.issues)) == ("left", 10)
    assert sum(home.work.refused.values()) == 1
    await home.forward(hours=1)
    await drafts.file_draft(drafts.FileDraft(draft_id=draft.id, by=draft.person_id, at=home.now), home.work)
    assert len(home.work.issues) == 11


async def test_presses_are_counted_by_the_minute() -> None:
    """Thirty in a minute; with the next minute it goes on."""
    home = Neighbourhood()
    for second in range(30):
        await allow(1, Use.PRESS, TEN + timedelta(seconds=second), home.work)
    with pytest.raises(TooManyPresses):
        await allow(1, Use.PRESS, TEN + timedelta(seconds=59), home.work)
    await allow(2, Use.PRESS, TEN, home.work)
    await allow(1, Use.PRESS, TEN + timedelta(seconds=60), home.work)


async def test_a_draft_ends_growing(monkeypatch: pytest.MonkeyPatch) -> None:
    """4,000 characters and 10 photos; what is guessed from is never more than that, so its cost does not grow."""
    looked_at: list[int] = []

    def measured(text: str) -> object:
        looked_at.append(len(text))
        return guess(text)

    monkeypatch.setattr(drafts, "guess", measured)
    home = Neighbourhood()
    said = [
        Compose(by=PEOPLE["resident"], at=home.now, text=one * 300)
        for one in ("楼道灯不亮", "下水道堵着", "单元门坏了", "垃圾没人收")
    ]
    draft = await compose(said[0], home.work)
    await compose(said[1], home.work)
    await compose(said[2], home.work)
    assert len(draft.text) == 4000
    with pytest.raises(DraftFull):
        await compose(said[3], home.work)
    photos = tuple(Photo(kind=AttachmentKind.PHOTO, ref=str(number)) for number in range(7))
    for _ in range(2):
        await compose(Compose(by=PEOPLE["resident"], at=home.now, photos=photos), home.work)
    assert len(await home.work.attachments(draft.id)) == draft.photos == 10
    with pytest.raises(DraftFull):
        await compose(Compose(by=PEOPLE["resident"], at=home.now, photos=photos), home.work)
    assert max(looked_at) <= 4000


async def test_danger_is_heard_in_a_full_draft() -> None:
    """Words of danger count even when they do not fit any more."""
    home = Neighbourhood()
    draft = await compose(Compose(by=PEOPLE["resident"], at=home.now, text="灯" * 4000), home.work)
    danger = await compose(Compose(by=PEOPLE["resident"], at=home.now, text="闻着煤气味"), home.work)
    assert danger.danger == "gas"
    assert len(draft.text) == 4000


async def test_the_figures_are_settings() -> None:
    """A neighbourhood may set its own."""
    home = Neighbourhood(Settings(reports_an_hour=1))
    await home.report()
    with pytest.raises(TooManyReports):
        await home.report()
