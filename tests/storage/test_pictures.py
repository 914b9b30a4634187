"""Pictures of the wall in the database: made once, shown while they may be, erased with what they are of."""

from datetime import timedelta

from sqlalchemy import text

from casework.issue.doing import OnIssue, Photo
from casework.issue.photos import OnPhoto, answer_photo, hide_photo, photos_of, show_photo
from casework.issue.resolving import Rate, Resolve, rate, resolve
from casework.issue.triage import accept
from casework.model.issues import Issue, Rating
from casework.model.timeline import AttachmentKind
from casework.settings import Settings
from storage.database import Database
from storage.erasing import due, erase_all
from storage.pictures import Pictures
from storage.wall import Asked, Wall
from tests.casework.neighbourhood import PEOPLE, TEN
from tests.storage.test_erasing import LATER
from tests.storage.town import Town

PHOTOS = (Photo(kind=AttachmentKind.PHOTO, ref="before"),)


async def on_wall(town: Town) -> tuple[Issue, OnPhoto]:
    """A photo of a report, of which the resident agreed that it is shown; and the command that takes it down."""
    issue = await town.report("路灯不亮", category="street_light", photos=PHOTOS)
    steward, resident = PEOPLE["steward"], PEOPLE["resident"]
    await town.do(lambda work: accept(OnIssue(issue_id=issue.id, by=steward, at=TEN), work))
    await town.do(lambda work: resolve(Resolve(issue_id=issue.id, by=steward, at=TEN, text="换了"), work))
    work = town.work()
    (one,) = await photos_of(await work.issue(issue.id), work)
    chosen = OnPhoto(issue_id=issue.id, photo_id=one.photo.id, by=PEOPLE["grid_head"], at=TEN)
    own = OnPhoto(issue_id=issue.id, photo_id=one.photo.id, by=resident, at=TEN)
    await town.do(lambda work: show_photo(chosen, work))
    await town.do(lambda work: answer_photo(own, work, yes=True))
    return issue, own


async def made(database: Database, town: Town) -> tuple[Issue, OnPhoto, str]:
    """The same with its picture, and the name of that."""
    issue, own = await on_wall(town)
    pictures = Pictures(database)
    (one,) = await pictures.waiting()
    await pictures.keep(one, b"picture", 4, 3, TEN)
    (name,) = await names(database)
    return issue, own, name


async def names(database: Database) -> list[str]:
    """Of the pictures that the wall shows."""
    shown, _ = await Wall(database).matters(None, Asked())
    return [one.name for each in shown for one in each.pictures]


async def test_made_once(database: Database, town: Town) -> None:
    """What was released waits until its picture is made; the wall shows it, by a name that says nothing."""
    issue, _, name = await made(database, town)
    pictures = Pictures(database)
    assert await pictures.waiting() == []
    assert await pictures.content(name) == b"picture"
    assert await pictures.content("A" * 22) is None
    assert len(name) == 22
    assert str(issue.id) not in name


async def test_taken_back_at_once(database: Database, town: Town) -> None:
    """From the commit on nobody sees it; then it is erased."""
    _, own, name = await made(database, town)
    await town.do(lambda work: hide_photo(own, work))
    pictures = Pictures(database)
    assert await names(database) == []
    assert await pictures.content(name) is None
    (one,) = await pictures.waiting()
    assert not one.released
    await pictures.erase(one)
    assert (await pictures.waiting(), await pictures.count()) == ([], 0)


async def test_taken_back_while_it_was_fetched(database: Database, town: Town) -> None:
    """Nothing is kept of it, and it waits to be erased."""
    _, own = await on_wall(town)
    pictures = Pictures(database)
    (one,) = await pictures.waiting()
    await town.do(lambda work: hide_photo(own, work))
    await pictures.keep(one, b"picture", 4, 3, TEN)
    assert await pictures.count() == 0
    assert [each.released for each in await pictures.waiting()] == [False]


async def test_what_cannot_be_fetched(database: Database, town: Town) -> None:
    """It is not tried for ever, is on no page, and whoever chooses photos is told why."""
    await on_wall(town)
    pictures = Pictures(database)
    (one,) = await pictures.waiting()
    await pictures.failed(one, "large", TEN)
    assert await pictures.waiting() == []
    assert await names(database) == []
    assert await town.work().wrong_pictures([one.attachment_id]) == {one.attachment_id: "large"}


async def test_it_goes_with_the_words(database: Database, town: Town) -> None:
    """When the time of the words is over the picture goes in the same commit; a dry run counts what was taken back."""
    issue, own, _ = await made(database, town)
    good = Rate(issue_id=issue.id, by=own.by, at=TEN, rating=Rating.GOOD)
    await town.do(lambda work: rate(good, work))
    assert (await due(database, Settings(), TEN))["pictures"] == 0
    await erase_all(database, Settings(), max(TEN + timedelta(days=400), LATER))
    assert await Pictures(database).count() == 0


async def test_what_was_taken_back_is_due_at_once(database: Database, town: Town) -> None:
    """Where no bot runs, `weilinli retention` counts and erases it."""
    _, own, _ = await made(database, town)
    await town.do(lambda work: hide_photo(own, work))
    assert (await due(database, Settings(), TEN))["pictures"] == 1
    await erase_all(database, Settings(), TEN)
    assert await Pictures(database).count() == 0


async def test_an_idle_look_reads_an_index(database: Database, town: Town) -> None:
    """What waits is found by an index that has nothing else in it."""
    if database.is_server:
        return
    plan = "EXPLAIN QUERY PLAN SELECT id, ref, released FROM attachments WHERE attachments.waits ORDER BY id LIMIT 20"
    rows = await database.read(lambda connection: connection.execute(text(plan)).all())
    assert "ix_attachments_waits" in str(rows)
