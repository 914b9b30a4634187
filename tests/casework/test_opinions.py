"""Many matters in one go: what lines and tables say, and the rules of the list and of the listening day."""

from datetime import date

import pytest

from casework.issue import opinions
from casework.issue.opinions import OnDay, Opinion, begin_list, file_list, leave_out, publish, unpublish, write_list
from casework.messages import Kind
from casework.model.conversation import DraftState
from casework.model.issues import Source
from casework.neighbourhood.people import OfPerson
from casework.refusals import AlreadyFiled, NotFound, NotYours, TooMany
from casework.words.lines import left_out, lines_in, says_where
from tests.casework.neighbourhood import BUILDING, PEOPLE, Neighbourhood

COMMUNITY, RESIDENT, GRID, STEWARD = PEOPLE["community"], PEOPLE["resident"], PEOPLE["grid_head"], PEOPLE["steward"]
DAY = date(2026, 11, 20)


@pytest.fixture
def home() -> Neighbourhood:
    """With its staff group."""
    return Neighbourhood()


@pytest.mark.parametrize(
    ("said", "words", "contact"),
    [
        ("1. 3号楼下水道堵了 张大爷 13800138000", "3号楼下水道堵了", "张大爷 13800138000"),
        ("（4）12345工单26112300123，单元门坏了", "12345工单26112300123，单元门坏了", ""),
        ("2、路灯不亮，李姐13911112222", "路灯不亮", "李姐 13911112222"),
        ("- 北门垃圾没人收", "北门垃圾没人收", ""),
        ("1.5米的坑", "1.5米的坑", ""),
    ],
)
def test_a_line_is_one_matter(said: str, words: str, contact: str) -> None:
    """Its number goes; a name with a phone is not in the words any more."""
    (line,) = lines_in(f"\n{said}\n\n")
    assert (line.words, line.contact) == (words, contact)


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        ("去掉 3、7", [3, 7]),
        ("5-8 不要", [5, 6, 7, 8]),
        ("第3条、第9条去掉", [3, 9]),
        ("leave out 2, 4", [2, 4]),
        ("3号楼下水道堵了", []),
        ("不要了", []),
    ],
)
def test_what_is_left_out(said: str, numbers: list[int]) -> None:
    """Numbers, and nothing else."""
    assert left_out(said) == numbers


def test_a_spot_that_is_no_building() -> None:
    """Whoever goes there finds it; a dog that barks somewhere is nowhere."""
    assert says_where("北门垃圾没人收")
    assert not says_where("谁家的狗老叫")


async def listed(home: Neighbourhood, *texts: str, by: int = COMMUNITY, area_id: int = BUILDING) -> OnDay:
    """A list that is shown."""
    day = await begin_list(OfPerson(by=by, at=home.now), DAY, home.work)
    on = OnDay(day_id=day.id, by=by, at=home.now)
    new = [
        Opinion(listed=at, area_id=area_id, text=text, contact="张大爷 138") for at, text in enumerate(texts, start=1)
    ]
    await write_list(on, new, home.work)
    return on


async def test_who_registers_many(home: Neighbourhood) -> None:
    """Community and grid; the property company registers one at a time, a resident not at all."""
    for by in (COMMUNITY, GRID):
        await begin_list(OfPerson(by=by, at=home.now), DAY, home.work)
    for by in (STEWARD, RESIDENT):
        with pytest.raises(NotYours):
            await begin_list(OfPerson(by=by, at=home.now), DAY, home.work)


async def test_one_press_files_all_of_it_once(home: Neighbourhood) -> None:
    """T0 is now, the day on which it was told is kept; no receipt for each, no incident out of many; what was left out,
    and danger, is not in it; a second press files nothing."""
    on = await listed(home, *["楼道灯坏了"] * 7, "着火了", "下水道堵了")
    assert await leave_out(on, [9], home.work) == 1
    with pytest.raises(NotFound):
        await file_list(OnDay(day_id=on.day_id, by=GRID, at=home.now), home.work)
    issues = await file_list(on, home.work)
    assert len(issues) == 7
    assert {one.t0 for one in issues} == {home.now}
    assert {(one.report.source, one.report.heard_on) for one in issues} == {(Source.LISTENING_DAY, DAY)}
    assert not any(one.incident_at for one in issues)
    kinds = [one.kind for one in home.work.outbox]
    assert Kind.RECEIPT not in kinds
    assert Kind.PUBLIC_CARD not in kinds
    assert kinds.count(Kind.LISTED) == 1
    assert [] not in [await home.work.visit_notes(one.report.id) for one in issues]
    left = await home.work.drafts_listed(on.day_id)
    assert [(one.danger, one.state) for one in left] == [("fire", DraftState.LEFT)]
    with pytest.raises(AlreadyFiled):
        await file_list(on, home.work)


async def test_a_list_has_an_end(home: Neighbourhood, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than fit are refused whole."""
    monkeypatch.setattr(opinions, "MOST", 3)
    with pytest.raises(TooMany):
        await listed(home, "一", "二", "三", "四")


async def test_who_publishes_and_takes_back(home: Neighbourhood) -> None:
    """A manager of the place; said once, changed when it is said anew, and taken back."""
    on = await listed(home, "下水道堵了")
    await file_list(on, home.work)
    for by in (GRID, RESIDENT):
        with pytest.raises((NotYours, NotFound)):
            await publish(OnDay(day_id=on.day_id, by=by, at=home.now), home.work)
    day = await publish(on, home.work)
    assert day.published_at == home.now
    (said,) = await home.work.broadcasts_about(day.id)
    await publish(on, home.work)
    assert len(await home.work.broadcasts_about(day.id)) == 1
    assert said.revision == 1
    day = await unpublish(on, home.work)
    assert day.published_at is None
    assert said.taken_back_at == home.now
    with pytest.raises(NotFound):
        await unpublish(on, home.work)
