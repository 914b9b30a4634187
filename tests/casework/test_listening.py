"""Reading along in a group: who switches it, who serves there, and what comes of neighbours' talk."""

from datetime import timedelta

import pytest

from casework.issue.doing import OnIssue, Photo
from casework.issue.overheard import UNFILE_WITHIN, ask_if_mended, rest_of_album, told_in, unfile
from casework.issue.triage import Speak, accept
from casework.messages import Kind
from casework.model.audited import Audited
from casework.model.chats import Audience
from casework.model.issues import State
from casework.model.places import AreaKind
from casework.model.timeline import AttachmentKind
from casework.neighbourhood.binding import Bind, bind
from casework.neighbourhood.listening import Listen, listen, serves
from casework.refusals import NotFound, NotYours, TooLate
from tests.casework.neighbourhood import PEOPLE, Neighbourhood
from tests.casework.test_claiming import audited


def _listen(home: Neighbourhood, who: str, *, on: bool) -> Listen:
    return Listen(by=PEOPLE[who], at=home.now, address="tg:-7", thread=None, on=on)


async def _tied(home: Neighbourhood, area_id: int = 2) -> None:
    by, residents = PEOPLE["community"], Audience.RESIDENTS
    command = Bind(
        by=by, at=home.now, address="tg:-7", thread=None, area_id=area_id, audience=residents, title="邻里群"
    )
    await bind(command, home.work)


async def test_a_manager_of_the_area_switches_it() -> None:
    """Off by default; a line of record for each change, none where nothing changes."""
    home = Neighbourhood()
    with pytest.raises(NotFound):
        await listen(_listen(home, "community", on=True), home.work)
    await _tied(home)
    with pytest.raises(NotYours):
        await listen(_listen(home, "grid_head", on=True), home.work)
    for on in (True, True, False, False):
        chat = await listen(_listen(home, "community", on=on), home.work)
        assert (chat.listens_at is not None) is on
    assert audited(home) == [Audited.BOUND, Audited.LISTENING_ON, Audited.LISTENING_OFF]


async def test_tied_anew_it_is_off() -> None:
    """Whoever ties the group anew has not switched it on."""
    home = Neighbourhood()
    await _tied(home)
    await listen(_listen(home, "community", on=True), home.work)
    await _tied(home, 3)
    chat = await home.work.chat_at("tg:-7", None)
    assert chat is not None
    assert chat.listens_at is None


async def test_who_serves_in_an_area() -> None:
    """Posts over it, below it, and of an estate in it; nobody else."""
    home = Neighbourhood()
    for area_id in (2, 3):
        area = await home.work.area(area_id)
        for who in ("street", "community", "grid_head", "building_head", "steward"):
            assert await serves(PEOPLE[who], area, home.work), (who, area_id)
        assert not await serves(PEOPLE["resident"], area, home.work)
    home.work.put(type(area)(id=5, kind=AreaKind.COMMUNITY, name="南苑社区", code="ny"))
    other = await home.work.area(5)
    assert not await serves(PEOPLE["grid_head"], other, home.work)
    assert not await serves(PEOPLE["steward"], other, home.work)


async def test_a_report_taken_back_at_once() -> None:
    """By whoever filed it, to the last second of the minute; its author is told, its clock ends."""
    home = Neighbourhood()
    issue = await home.report(by=PEOPLE["grid_head"], reporter_id=PEOPLE["resident"])
    command = OnIssue(issue_id=issue.id, by=PEOPLE["grid_head"], at=issue.filed_at + UNFILE_WITHIN)
    with pytest.raises(NotYours):
        await unfile(OnIssue(issue_id=issue.id, by=PEOPLE["community"], at=command.at), home.work)
    late = OnIssue(issue_id=issue.id, by=command.by, at=command.at + timedelta(seconds=1))
    with pytest.raises(TooLate):
        await unfile(late, home.work)
    await unfile(command, home.work)
    assert issue.state is State.WITHDRAWN
    assert not [one for one in issue.deadlines if one.ended_at is None and one.kind != "visit_erase"]
    assert home.told("resident", Kind.WITHDRAWN)


async def test_over_is_asked_of_the_holder() -> None:
    """Not before somebody holds it, not when the holder said it himself, and nothing changes by it."""
    home = Neighbourhood()
    issue = await home.report()
    said = OnIssue(issue_id=issue.id, by=PEOPLE["neighbour"], at=home.now)
    assert not await ask_if_mended(said, home.work)
    await accept(OnIssue(issue_id=issue.id, by=PEOPLE["grid_head"], at=home.now), home.work)
    assert not await ask_if_mended(OnIssue(issue_id=issue.id, by=PEOPLE["grid_head"], at=home.now), home.work)
    assert await ask_if_mended(said, home.work)
    assert home.told("grid_head", Kind.MENDED_ASKED)
    assert issue.state is State.ACCEPTED


async def test_the_rest_of_an_album() -> None:
    """More photos of whoever filed it join the report; another's do not."""
    home = Neighbourhood()
    issue = await home.report()
    photo = Photo(kind=AttachmentKind.PHOTO, ref="second")
    for who in ("resident", "neighbour"):
        command = Speak(issue_id=issue.id, by=PEOPLE[who], at=home.now, text="", photos=(photo,))
        if who == "neighbour":
            with pytest.raises(NotYours):
                await rest_of_album(command, home.work)
        else:
            await rest_of_album(command, home.work)
    assert [one.ref for one in await home.work.attachments(issue.reports[0].id)] == ["second"]


async def test_what_a_group_knows_from_its_card() -> None:
    """Open matters of shared places, whose card stands in that group; since a moment, if one is given."""
    home = Neighbourhood()
    await _tied(home)
    chat = await home.work.chat_at("tg:-7", None)
    assert chat is not None
    shared = await home.report("整个单元都停电了")
    await home.report("我家厨房水龙头滴水")
    assert [one.id for one in await told_in(chat, None, home.work)] == [shared.id]
    assert await told_in(chat, home.now + timedelta(seconds=1), home.work) == []
