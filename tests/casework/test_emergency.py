"""The emergency switch: whose it is, what changes, what stays, and that it ends by itself."""

from datetime import UTC, datetime, timedelta

import pytest

from casework import duty
from casework.area_settings import AreaSettings, SettingRefused, read_value
from casework.clock import limits as clock
from casework.clock.night import closed_until, quiet
from casework.data import maybe
from casework.emergency import (
    OnEmergency,
    SwitchOn,
    correct_word,
    renew,
    says_real,
    switch_off,
    switch_on,
    take_word_back,
)
from casework.hours import parse_hours
from casework.households import (
    NoteHomes,
    buildings_of,
    by_number,
    counts_of,
    note_homes,
    of_other_buildings,
    read_lines,
)
from casework.issue.filing import File, file
from casework.messages import Kind, Priority
from casework.model.audited import Audited
from casework.model.chats import Audience, Chat
from casework.model.deadlines import DeadlineKind
from casework.model.issues import Issue
from casework.model.people import Person, Post, Rank, Role, Serves
from casework.model.places import HomeState, Setting
from casework.model.said_to_many import Emergency
from casework.refusals import AlreadyOver, EmergencyOn, EmergencyOver, NotYours, ReasonNeeded, TextNeeded
from casework.settings import Settings
from casework.told import SaidToMany
from tests.casework.neighbourhood import BUILDING, PEOPLE, Neighbourhood

STREET, COMMUNITY, GRID_HEAD = PEOPLE["street"], PEOPLE["community"], PEOPLE["grid_head"]
SUBDISTRICT, HERE, GRID = 1, 2, 3
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
NIGHT = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)  # 22:00 in Jilin
OFFICE = Settings(hours=parse_hours("08:00-20:00"))


async def on(home: Neighbourhood, *, area: int = SUBDISTRICT, drill: bool = False) -> Emergency:
    """The subdistrict switches it on."""
    command = SwitchOn(by=STREET, at=home.now, area_id=area, reason="江水上涨", drill=drill)
    return await switch_on(command, home.work)


def about(home: Neighbourhood, one: Emergency) -> OnEmergency:
    return OnEmergency(by=STREET, at=home.now, emergency_id=one.id)


async def reported(home: Neighbourhood, text: str = "楼道灯坏了") -> Issue:
    return await file(File(by=PEOPLE["resident"], at=home.now, area_id=BUILDING, text=text), home.work)


async def test_only_the_subdistrict_with_a_reason_and_once() -> None:
    """Nobody below; not without a word; not twice, nor within one that is on."""
    home = Neighbourhood()
    for person in (COMMUNITY, GRID_HEAD, PEOPLE["supervisor"], PEOPLE["resident"]):
        with pytest.raises(NotYours):
            await switch_on(SwitchOn(by=person, at=home.now, area_id=HERE, reason="水"), home.work)
    with pytest.raises(ReasonNeeded):
        await switch_on(SwitchOn(by=STREET, at=home.now, area_id=SUBDISTRICT, reason="  "), home.work)
    await on(home)
    for area in (SUBDISTRICT, HERE):
        with pytest.raises(EmergencyOn):
            await on(home, area=area)


async def test_all_groups_below_hear_it_first() -> None:
    """Staff's and residents', before pings, after calls to a danger; it is counted for whoever said it."""
    home = Neighbourhood()
    home.work.put(Chat(id=70, area_id=GRID, audience=Audience.RESIDENTS, title="三网格群"))
    await on(home)
    told = [row for row in home.work.outbox if row.kind == Kind.EMERGENCY]
    assert {70} < {row.chat_id for row in told}
    assert Priority.URGENT < told[0].priority < Priority.PING
    assert [row.action for row in home.work.audits.values()] == [Audited.EMERGENCY_ON]
    await home.forward(minutes=1)
    assert [row.person_id for row in home.work.outbox if row.kind == Kind.COUNTED][:1] == [STREET]


async def test_no_hours_as_long_as_it_lasts() -> None:
    """A stairwell light at ten in the evening waits for the morning; with an emergency on its clock runs from then on,
    and nothing is quiet. When it is over the night is a night again."""
    home = Neighbourhood(OFFICE)
    home.now = NIGHT
    issue = await reported(home)
    assert not clock.runs(issue, home.now, home.work)
    home.now = NIGHT + 10 * MINUTE
    one = await on(home)
    await home.forward(seconds=1)
    settings = home.work.settings_for((HERE, SUBDISTRICT), home.now)
    assert settings.emergency
    assert not quiet(home.now, settings)
    assert closed_until(home.now, settings) is None
    assert clock.runs(issue, home.now, home.work)
    (understand,) = clock.running(issue, DeadlineKind.UNDERSTAND)
    assert understand.due_at == one.at + 5 * MINUTE
    assert home.told("grid_head", Kind.PING)
    await home.forward(minutes=2)
    await switch_off(about(home, one), "水退了", home.work)
    await home.forward(seconds=1)
    assert not home.work.settings_for((HERE, SUBDISTRICT), home.now).emergency
    (understand,) = clock.running(issue, DeadlineKind.UNDERSTAND)
    assert understand.due_at > NIGHT + 9 * HOUR
    assert quiet(home.now, home.work.settings_for((HERE, SUBDISTRICT), home.now))


async def test_the_past_stays_what_it_was() -> None:
    """Whether there was one at a moment is asked of the rows, whatever came after."""
    rows = [
        Setting(id=n, key="emergency", value=value, since=NIGHT + n * HOUR, at=NIGHT, area_id=SUBDISTRICT)
        for n, value in ((1, "on"), (3, "off"), (5, "on"))
    ]
    known = AreaSettings(rows)
    line = (GRID, HERE, SUBDISTRICT)
    was = [known.of(OFFICE, line, NIGHT + n * HOUR + MINUTE).emergency for n in range(7)]
    assert was == [False, True, True, False, False, True, True]
    spans = known.of(OFFICE, line, NIGHT).emergencies
    assert spans == ((NIGHT + HOUR, NIGHT + 3 * HOUR), (NIGHT + 5 * HOUR, None))
    assert known.of(OFFICE, (99,), NIGHT + 6 * HOUR).emergencies == ()
    with pytest.raises(SettingRefused):
        read_value("emergency", "on")


async def test_other_clocks_that_an_area_may_set() -> None:
    """The next one is asked after two minutes (default), or as the area says."""
    home = Neighbourhood()
    assert home.work.settings_for((SUBDISTRICT,), home.now).ask_on_every == 5 * MINUTE
    await on(home)
    assert home.work.settings_for((SUBDISTRICT,), home.now).ask_on_every == 2 * MINUTE
    row = Setting(id=9, key="emergency_ask_on_every_minutes", value="1", since=home.now, at=home.now, area_id=HERE)
    home.work.add(row)
    assert home.work.settings_for((HERE, SUBDISTRICT), home.now).ask_on_every == MINUTE


async def test_another_roster() -> None:
    """Who is on it is asked first, and in normal times not at all; the others where nobody there can be asked."""
    home = Neighbourhood()
    home.work.put(Person(id=500, name="应急", reachable=True))
    post = Post(
        id=90, code="yj", role=Role.GRID_HEAD, rank=Rank.PRIMARY, name="应急队", area_id=GRID, person_id=500,
        serves=Serves.EMERGENCY,
    )  # fmt: skip
    home.work.put(post)
    line = (BUILDING, GRID, HERE, SUBDISTRICT)

    async def asked() -> list[list[str]]:
        steps = await duty.steps(line, 9, Role.GRID_HEAD, home.now, home.work)
        return [[one.name for one in step] for step in steps]

    normal = await asked()
    assert ["应急队"] not in normal
    assert not duty.serves(post, line, home.now, home.work)
    one = await on(home)
    assert (await asked())[0] == ["应急队"]
    assert duty.serves(post, line, home.now, home.work)
    assert (await asked())[1:] == normal
    assert [who.id for who in await duty.who_was(line, 9, Role.GRID_HEAD, home.now, home.work)] == [90]
    home.work.people[500].reachable = False
    assert await asked() == normal
    home.work.people[500].reachable = True
    await switch_off(about(home, one), "过去了", home.work)
    home.now += MINUTE
    assert await asked() == normal
    assert home.work.outbox[-1].kind != Kind.EMERGENCY_SERVE


async def test_it_ends_by_itself_unless_it_is_renewed() -> None:
    """72 hours (default); asked two before; renewed it lasts as long again; its end is told, and who it was."""
    home = Neighbourhood()
    one = await on(home)
    await home.forward(hours=70)
    assert [row.person_id for row in home.work.outbox if row.kind == Kind.EMERGENCY_ASK] == [
        STREET,
        PEOPLE["street_deputy"],
    ]
    await renew(about(home, one), home.work)
    await home.forward(hours=3)
    assert one.ended_at is None
    await home.forward(hours=70)
    assert one.ended_at is None
    await home.forward(hours=3)
    assert one.ended_at == one.until
    assert one.ended_by_id is None
    assert [row.action for row in home.work.audits.values()] == [
        Audited.EMERGENCY_ON,
        Audited.EMERGENCY_RENEWED,
        Audited.EMERGENCY_OFF,
    ]
    for act in (renew, take_word_back):
        with pytest.raises(EmergencyOver):
            await act(about(home, one), home.work)


async def test_figures_every_day_at_five_as_long_as_it_lasts() -> None:
    """To those who may switch it and the supervisor; none the day after it was over."""
    home = Neighbourhood()
    one = await on(home)
    await home.forward(hours=50)
    figures = [row for row in home.work.outbox if row.kind == Kind.EMERGENCY_FIGURES]
    days = sorted({row.due_at for row in figures})
    assert [at.astimezone(OFFICE.zone).strftime("%d %H:%M") for at in days] == ["21 17:00", "22 17:00"]
    assert {row.person_id for row in figures} == {STREET, PEOPLE["street_deputy"], PEOPLE["supervisor"]}
    await switch_off(about(home, one), "过去了", home.work)
    await home.forward(hours=50)
    assert len([row for row in home.work.outbox if row.kind == Kind.EMERGENCY_FIGURES]) == len(figures)


async def test_its_end_gives_the_normal_posts_what_is_open() -> None:
    """Grid heads and managers below; the groups hear that it is over."""
    home = Neighbourhood()
    one = await on(home)
    await switch_off(about(home, one), "水退了", home.work)
    handed = {row.person_id for row in home.work.outbox if row.kind == Kind.EMERGENCY_HANDOVER}
    assert {GRID_HEAD, COMMUNITY, STREET} <= handed
    said = await home.work.broadcasts_about(one.id)
    assert [maybe(each.data, SaidToMany).what for each in said if each.kind == Kind.EMERGENCY] == ["on", "over"]


async def test_the_word_to_all_is_corrected_and_taken_back() -> None:
    """By those who may switch it; taken back once."""
    home = Neighbourhood()
    one = await on(home)
    with pytest.raises(ReasonNeeded):
        await correct_word(about(home, one), " ", home.work)
    await correct_word(about(home, one), "江水上涨，到北苑小学集合", home.work)
    said = [each for each in await home.work.broadcasts_about(one.id) if each.kind == Kind.EMERGENCY]
    assert [(each.text, each.revision) for each in said] == [("江水上涨", 1), ("江水上涨，到北苑小学集合", 0)]
    command = OnEmergency(by=COMMUNITY, at=home.now, emergency_id=one.id)
    with pytest.raises(NotYours):
        await take_word_back(command, home.work)
    await take_word_back(about(home, one), home.work)
    assert [each.taken_back_at is not None for each in said] == [False, True]  # the other reads that newer ones follow
    with pytest.raises(AlreadyOver):
        await take_word_back(about(home, one), home.work)
    await correct_word(about(home, one), "再说", home.work)
    (*_, newest) = [each for each in await home.work.broadcasts_about(one.id) if each.kind == Kind.EMERGENCY]
    assert (newest.text, newest.taken_back_at) == ("再说", None)
    assert said[0].text != "再说"
    assert one.ended_at is None


async def test_promised_days_stay() -> None:
    """A promise told before ends when it did."""
    home = Neighbourhood(OFFICE)
    issue = await reported(home)
    settings = home.work.settings_for(issue.line, home.now)
    day = settings.service.date_of(home.now + 48 * HOUR)
    before = clock.promise_dues(day, settings)
    await on(home)
    assert clock.promise_dues(day, home.work.settings_for(issue.line, home.now)) == before


@pytest.mark.parametrize(
    ("words", "door", "state"),
    [
        ("3-502 不走", "3-502", HomeState.REFUSES),
        ("3单元502：不肯走，说等儿子", "3-502", HomeState.REFUSES),
        ("2-101 已转移", "2-101", HomeState.MOVED),
        ("101 接走了", "101", HomeState.MOVED),
        ("1-301 走不动，要人背", "1-301", HomeState.CARRIED),
        ("1-301室 卧床", "1-301", HomeState.CARRIED),
        ("1-301 背走了", "1-301", HomeState.MOVED),
        ("3-502 不走，腿脚不好得背", "3-502", HomeState.CARRIED),
        ("3-502 不走，不用背", "3-502", HomeState.REFUSES),
        ("401 refuses", "401", HomeState.REFUSES),
        ("老张家不走", "", None),
        ("5栋3单元502 不走", "", None),
        ("3-502", "3-502", None),
    ],
)
def test_a_line_of_the_household_list(words: str, door: str, state: HomeState | None) -> None:
    """Which door, and what."""
    (line,) = read_lines(words)
    assert (line.door, line.state) == (door, state)
    assert line.good == (state is not None)


async def test_doors_are_the_posts_own_and_counts_those_above() -> None:
    """The building's head and its grid note and read; a door noted again is corrected; the community may not."""
    home = Neighbourhood()
    one = await on(home)
    lines = read_lines("3-502 不走\n2-101 已转移；1-301 要人背")

    def note(by: int) -> NoteHomes:
        return NoteHomes(by=by, at=home.now, emergency_id=one.id, area_id=BUILDING, lines=lines)

    for person in (COMMUNITY, STREET, PEOPLE["steward"], PEOPLE["resident"], PEOPLE["supervisor"]):
        with pytest.raises(NotYours):
            await note_homes(note(person), home.work)
    assert len(await note_homes(note(PEOPLE["building_head"]), home.work)) == 3
    again = NoteHomes(
        by=GRID_HEAD, at=home.now, emergency_id=one.id, area_id=BUILDING, lines=read_lines("3单元502 转移了")
    )
    await note_homes(again, home.work)
    (count,) = await counts_of(one, home.work)
    assert count.states == {HomeState.MOVED: 2, HomeState.CARRIED: 1}
    assert [area.id for area in await buildings_of(GRID_HEAD, one, home.work)] == [BUILDING]
    assert await buildings_of(COMMUNITY, one, home.work) == []
    with pytest.raises(TextNeeded):
        await note_homes(
            NoteHomes(by=GRID_HEAD, at=home.now, emergency_id=one.id, area_id=BUILDING, lines=read_lines("都还好")),
            home.work,
        )
    await switch_off(about(home, one), "过去了", home.work)
    with pytest.raises(EmergencyOver):
        await note_homes(note(GRID_HEAD), home.work)


@pytest.mark.parametrize(
    ("words", "doors"),
    [
        ("3-102 已转移 3-103 要人背", {"3-102": HomeState.MOVED, "3-103": HomeState.CARRIED}),
        ("3-102已转移3-103要人背", {"3-102": HomeState.MOVED, "3-103": HomeState.CARRIED}),
        ("102 不走，103 走了", {"102": HomeState.REFUSES, "103": HomeState.MOVED}),
        ("3-102、3-103 已转移", {"3-102": HomeState.MOVED, "3-103": HomeState.MOVED}),
        ("1单元301 要人背 2单元301 不肯走", {"1-301": HomeState.CARRIED, "2-301": HomeState.REFUSES}),
        ("3-502 不走，等到8-10点再说走了", {"3-502": HomeState.REFUSES}),
        ("3-502 不走，等儿子 1500 点走了", {"3-502": HomeState.REFUSES}),
        ("3-502 不走，家里 2 个人，电话 13812345678", {"3-502": HomeState.REFUSES}),
    ],
)
def test_two_doors_in_one_line_are_two(words: str, doors: dict[str, HomeState]) -> None:
    """Each with what is with it; an hour, a phone and an amount are no doors."""
    assert {line.door: line.state for line in read_lines(words)} == doors


BUILDINGS = {3: "北苑小区3号楼", 8: "北苑小区8号楼"}


@pytest.mark.parametrize(
    ("words", "found", "unclear"),
    [
        ("8-102 已转移", {8: ["102"]}, 0),
        ("3-502 不走", {3: ["502"]}, 0),
        ("8号楼102 已转移", {8: ["102"]}, 0),
        ("北苑小区8号楼 1单元102 已转移", {8: ["1-102"]}, 0),
        ("3-1-502 不走", {3: ["1-502"]}, 0),
        ("3-102 已转移 8-103 要人背", {3: ["102"], 8: ["103"]}, 0),
        ("8号楼", {8: []}, 0),
        ("9-102 已转移", {}, 1),
        ("102 已转移", {}, 1),
        ("老张家不知道", {}, 1),
    ],
)
def test_the_number_before_the_door_names_the_building(words: str, found: dict[int, list[str]], unclear: int) -> None:
    """Of those that are asked about; anything else is not clear."""
    by_building, left = by_number(words, BUILDINGS, None, ())
    assert {key: [line.door for line in lines] for key, lines in by_building.items()} == found
    assert len(left) == unclear


def test_a_number_that_two_estates_have_is_not_clear() -> None:
    """Unless the estate stands before it; a door that is noted with its unit stays what it is."""
    two = {3: "北苑小区3号楼", 30: "南苑小区3号楼"}
    assert by_number("3-502 不走", two, None, ())[0] == {}
    assert list(by_number("南苑小区3号楼502 不走", two, None, ())[0]) == [30]
    known = {(3, "3-502")}
    (line,) = by_number("3-502 转移了", BUILDINGS, None, known)[0][3]
    assert line.door == "3-502"
    (line,) = by_number("503 转移了", BUILDINGS, 3, known)[0][3]
    assert line.door == "503"


async def test_a_line_is_taken_away() -> None:
    """ "3-102 删掉": of it nothing stays; of one that was never there neither."""
    home = Neighbourhood()
    one = await on(home)

    async def note(text: str) -> None:
        command = NoteHomes(by=GRID_HEAD, at=home.now, emergency_id=one.id, area_id=BUILDING, lines=read_lines(text))
        await note_homes(command, home.work)

    await note("3-102 已转移 3-103 要人背")
    await note("3-102 删掉")
    await note("9-999 删掉")
    assert [row.door for row in await home.work.home_notes(one.id)] == ["3-103"]


async def test_renewed_it_lasts_longer_than_it_would_have() -> None:
    """It counts from the end that stands, whenever it is renewed."""
    home = Neighbourhood()
    one = await on(home)
    end = one.until
    await home.forward(hours=24)
    await renew(about(home, one), home.work, lasts=24 * HOUR)
    assert one.until == end + 24 * HOUR


async def test_a_real_one_ends_the_drill_in_one_step() -> None:
    """Only when that is meant; nobody reads that everything is as in normal times, all read that it is real."""
    home = Neighbourhood()
    drill = await on(home, drill=True)
    await home.forward(minutes=5)
    command = SwitchOn(by=STREET, at=home.now, area_id=HERE, reason="水真来了")
    with pytest.raises(EmergencyOn):
        await switch_on(command, home.work)
    one = await switch_on(
        SwitchOn(by=STREET, at=home.now, area_id=HERE, reason="水真来了", ends_drills=True), home.work
    )
    assert drill.ended_at == home.now
    before = [maybe(each.data, SaidToMany).what for each in await home.work.broadcasts_about(drill.id)]
    assert [what for what in before if what] == ["on"]
    (said,) = [each for each in await home.work.broadcasts_about(one.id) if each.kind == Kind.EMERGENCY]
    assert maybe(said.data, SaidToMany).after_drill
    assert home.work.settings_for((HERE, SUBDISTRICT), home.now).emergency
    with pytest.raises(EmergencyOn):
        await switch_on(SwitchOn(by=STREET, at=home.now, area_id=HERE, reason="再来", ends_drills=True), home.work)


@pytest.mark.parametrize(
    ("words", "real"),
    [
        ("不是演练，快走", True),
        ("这不是演习", True),
        ("这次是真的", True),
        ("not a drill", True),
        ("这是演练，不是真的，别慌", False),
        ("演练：低洼楼栋转移", False),
    ],
)
def test_a_drill_cannot_say_that_it_is_none(words: str, real: bool) -> None:
    """That it is not real it may say."""
    assert says_real(words) == real


def test_a_number_that_is_no_unit_is_another_building() -> None:
    """ "9-101" while building 3 is asked about is 9号楼's, where that is the same person's; "3-101" is a unit."""
    buildings = {3: "北苑小区3号楼", 9: "北苑小区9号楼"}
    lines = read_lines("9-101 已转移\n2-102 不走")
    assert [one.words for one in of_other_buildings(lines, buildings, 3)] == ["9-101 已转移"]
    assert not of_other_buildings(read_lines("2-101 已转移"), buildings | {2: "北苑小区2号楼"}, 3)
    assert not of_other_buildings(lines, {3: "北苑小区3号楼"}, 3)
