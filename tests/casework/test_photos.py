"""Photos for the echo wall, as rules: which may be chosen, who chooses, whose they are, and that no is no."""

from datetime import timedelta

import pytest

from casework.issue.doing import OnIssue, Photo
from casework.issue.photos import OnPhoto, answer_photo, hide_photo, photos_of, show_photo
from casework.issue.resolving import Reopen, Resolve, reopen, resolve
from casework.issue.triage import Speak, accept, reply
from casework.messages import Kind
from casework.model.issues import Issue
from casework.model.timeline import Attachment, AttachmentKind
from casework.refusals import NotFound, NotPossibleNow, NotYours
from tests.casework.neighbourhood import PEOPLE, Neighbourhood

LAMP, AT_HOME = "路灯不亮了", "钥匙落屋里了"
BEFORE, AFTER = Photo(kind=AttachmentKind.PHOTO, ref="before"), Photo(kind=AttachmentKind.PHOTO, ref="after")
VOICE = Photo(kind=AttachmentKind.VOICE, ref="voice", seconds=3)


async def done(category: str = "street_light", text: str = LAMP) -> tuple[Neighbourhood, Issue]:
    """Reported with a photo and a voice, answered with a photo, done with a photo."""
    home = Neighbourhood()
    issue = await home.report(text, category=category, photos=(BEFORE, VOICE))
    steward = PEOPLE["steward"]
    await accept(OnIssue(issue_id=issue.id, by=steward, at=home.now), home.work)
    word = Speak(issue_id=issue.id, by=steward, at=home.now, text="马上到", photos=(Photo(kind=BEFORE.kind, ref="x"),))
    await reply(word, home.work)
    await resolve(Resolve(issue_id=issue.id, by=steward, at=home.now, text="换好了", photos=(AFTER,)), home.work)
    return home, issue


async def photo(home: Neighbourhood, issue: Issue, ref: str) -> Attachment:
    """The one of that reference, as it may be chosen."""
    return next(one.photo for one in await photos_of(issue, home.work) if one.photo.ref == ref)


async def of(home: Neighbourhood, issue: Issue, person: str, ref: str) -> OnPhoto:
    """A command about it."""
    one = await photo(home, issue, ref)
    return OnPhoto(issue_id=issue.id, photo_id=one.id, by=PEOPLE[person], at=home.now)


async def test_which_may_be_chosen() -> None:
    """Photos of the report, then of the result: no voice, and nothing that was sent on the way."""
    home, issue = await done()
    found = await photos_of(issue, home.work)
    assert [(one.photo.ref, one.after) for one in found] == [("before", False), ("after", True)]
    assert [one.owner_id for one in found] == [PEOPLE["resident"], None]


async def test_in_a_home_both_are_the_residents() -> None:
    """Whoever lives there is asked about the photo of the result too."""
    home, issue = await done("lost_key", AT_HOME)
    assert {one.owner_id for one in await photos_of(issue, home.work)} == {PEOPLE["resident"]}
    await show_photo(await of(home, issue, "grid_head", "after"), home.work)
    assert not (await photo(home, issue, "after")).released
    assert home.told("resident", Kind.PHOTO_ASK) == [Kind.PHOTO_ASK]


@pytest.mark.parametrize("person", ["steward", "building_head", "neighbour", "resident"])
async def test_who_may_not_choose(person: str) -> None:
    """Whoever did the work, and whoever has no post that judges."""
    home, issue = await done()
    with pytest.raises(NotYours):
        await show_photo(await of(home, issue, person, "after"), home.work)
    assert not (await photo(home, issue, "after")).released


async def test_of_a_place_of_everybodys_nobody_is_asked() -> None:
    """The photo of the result stands there by one press, and comes down by one."""
    home, issue = await done()
    await show_photo(await of(home, issue, "community", "after"), home.work)
    assert (await photo(home, issue, "after")).released
    assert not home.told("resident", Kind.PHOTO_ASK)
    await hide_photo(await of(home, issue, "grid_head", "after"), home.work)
    one = await photo(home, issue, "after")
    assert (one.released, one.refused, one.waits) == (False, False, True)


async def test_whose_it_is_is_asked_once() -> None:
    """Two presses are one question; a yes releases it, and taking it down is for good."""
    home, issue = await done()
    for person in ("grid_head", "community"):
        await show_photo(await of(home, issue, person, "before"), home.work)
    assert home.told("resident", Kind.PHOTO_ASK) == [Kind.PHOTO_ASK]
    with pytest.raises(NotFound):
        await answer_photo(await of(home, issue, "neighbour", "before"), home.work, yes=True)
    await answer_photo(await of(home, issue, "resident", "before"), home.work, yes=True)
    assert (await photo(home, issue, "before")).released
    await hide_photo(await of(home, issue, "resident", "before"), home.work)
    await show_photo(await of(home, issue, "community", "before"), home.work)
    one = await photo(home, issue, "before")
    assert (one.released, one.refused) == (False, True)
    assert home.told("resident", Kind.PHOTO_ASK) == [Kind.PHOTO_ASK]


async def test_no_is_no() -> None:
    """Not asked again, and no second thought by an old button."""
    home, issue = await done()
    await show_photo(await of(home, issue, "grid_head", "before"), home.work)
    await answer_photo(await of(home, issue, "resident", "before"), home.work, yes=False)
    with pytest.raises(NotPossibleNow):
        await answer_photo(await of(home, issue, "resident", "before"), home.work, yes=True)
    await show_photo(await of(home, issue, "grid_head", "before"), home.work)
    assert home.told("resident", Kind.PHOTO_ASK) == [Kind.PHOTO_ASK]


async def test_nobody_is_asked_at_night() -> None:
    """The question waits for the morning."""
    home, issue = await done()
    home.now += timedelta(hours=13)
    await show_photo(await of(home, issue, "grid_head", "before"), home.work)
    asked = next(one for one in home.work.outbox if one.kind == Kind.PHOTO_ASK)
    assert asked.due_at - home.now > timedelta(hours=8)


async def test_what_the_wall_does_not_tell_has_no_photo_there() -> None:
    """A private matter, and one that is not done."""
    home, issue = await done()
    command = await of(home, issue, "community", "after")
    issue.make_private()
    with pytest.raises((NotFound, NotYours)):
        await show_photo(command, home.work)
    home, issue = await done()
    command = await of(home, issue, "community", "after")
    await reopen(Reopen(issue_id=issue.id, by=PEOPLE["resident"], at=home.now, what="same"), home.work)
    with pytest.raises(NotPossibleNow):
        await show_photo(command, home.work)
