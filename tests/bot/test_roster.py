"""The roster through the database: read in, read in again, checked, and handed out as links."""

import asyncio
import csv
import io
import re
import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from casework.clock.trial import Try, try_out
from casework.issue.doing import OnIssue
from casework.issue.filing import File, file
from casework.issue.triage import accept
from casework.model.chats import Audience
from casework.model.issues import Action
from casework.model.people import Person, Rank
from casework.model.places import AreaKind, Mode, Supply
from casework.neighbourhood.claiming import AnswerSeat, OpenLink, answer_seat, open_link
from casework.neighbourhood.rights import may
from casework.settings import Settings
from locales.translator import Translator, translator
from roster.exporting import NotWritten, export_roster
from roster.importing import Report, check_roster, import_roster, report_lines, warning_lines
from roster.links import HandedLink, UnknownPosts, as_csv, as_table, building_links, links
from roster.posters import UnknownBuildings, contact_cards, posters
from storage.database import Database
from storage.roster import AreaEntry, EstateEntry, Roster

EN, ZH = translator("en"), translator("zh_CN")
EXAMPLE = Path(__file__).parents[2] / "docs/examples/beiji.csv"
NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
START_PARAMETER = re.compile(r"https://t\.me/beiji_bot\?start=[A-Za-z0-9_-]{1,64}")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the example in it."""
    path = tmp_path_factory.mktemp("roster") / "filled.db"

    async def fill() -> None:
        database = await Database.open(f"sqlite:///{path}", create=True)
        assert not (await import_roster(database, EXAMPLE, EN)).faults
        await database.close()

    asyncio.run(fill())
    return path


@pytest.fixture
async def database(filled: Path, tmp_path: Path) -> AsyncIterator[Database]:
    """A database of its own with the example in it."""
    path = tmp_path / "weilinli.db"
    shutil.copy(filled, path)
    opened = await Database.open(f"sqlite:///{path}")
    yield opened
    await opened.close()


@pytest.fixture
async def empty(tmp_path: Path) -> AsyncIterator[Database]:
    """A database with nothing in it."""
    opened = await Database.open(f"sqlite:///{tmp_path / 'empty.db'}", create=True)
    yield opened
    await opened.close()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The example, to be changed."""
    return Path(shutil.copy(EXAMPLE, tmp_path / "roster.csv"))


def change(file: Path, *changes: tuple[str, str]) -> Path:
    """Replace text in the file; each has to be there once."""
    text = file.read_text(encoding="utf-8")
    for before, after in changes:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    file.write_text(text, encoding="utf-8")
    return file


async def claim(database: Database, post_code: str, address: str = "tg:1", *, reachable: bool = True) -> Person:
    """Somebody opens the link of a post."""
    (link,) = [one for one in await links(database, "beiji_bot", NOW, EN) if one.code == post_code]
    work = database.work(Settings())
    person = await work.person_at(address) or work.meet_person(address, "somebody", "zh_CN")
    opened = await open_link(OpenLink(by=person.id, at=NOW, code=code_of(link)), work)
    assert opened.taken
    person.reachable = reachable
    await work.commit()
    return person


def code_of(link: HandedLink) -> str:
    """The one-time code in a post's link."""
    return link.url.partition("start=p_")[2]


async def holder(database: Database, post_code: str) -> int | None:
    """Who holds the post."""
    post = await database.work(Settings()).post_by_code(post_code)
    assert post is not None
    return post.person_id


def counts(report: Report) -> tuple[list[str], list[str], int]:
    """What was added and changed, and how much was not."""
    return sorted(report.added), sorted(report.changed), report.unchanged


async def test_how_far_it_is(database: Database) -> None:
    """Whoever waits for a large file hears how many rows are read, and which sheet is being written; a small one is
    read in without a word."""
    heard: list[str] = []
    duty = EXAMPLE.with_name("beiji-duty.csv")
    for path in (EXAMPLE, duty):
        assert not (await import_roster(database, path, EN, progress=heard.append)).faults
    assert [line.split(" ", 1)[1] for line in heard if " rows " in line] == [
        "rows are read, and are being written."
    ] * 2
    assert heard[-1] == "duty: being written."


async def test_a_new_community_begins_with_a_trial(empty: Database, tmp_path: Path) -> None:
    """Two weeks in which nobody above is rung, and the import says so; what is there already stays as it is, also when
    the trial was ended; and who wants it live at once says so."""
    copy = tmp_path / "roster.csv"
    shutil.copy(EXAMPLE, copy)
    report = await import_roster(empty, copy, EN, at=NOW)
    assert any("begin with a trial" in line and "beiyuan" in line for line in report_lines(report, EN))

    async def tried() -> set[str]:
        work = empty.work(Settings())
        found = await work.areas_of_kind(AreaKind.COMMUNITY)
        return {one.code for one in found if work.settings_for(one.line, NOW).trial_at(NOW + timedelta(days=13))}

    assert len(await tried()) == 4
    work = empty.work(Settings())
    area = await work.area_by_code("beiyuan")
    assert area is not None
    await try_out(Try(at=NOW, area_id=area.id, until=None), work)
    await work.commit()
    assert not (await import_roster(empty, copy, EN, at=NOW)).trials
    assert len(await tried()) == 3
    change(copy, ("社区,beiyuan,", "社区,xinde,信德社区,beiji,,100,,,,,,,\n社区,beiyuan,"))
    report = await import_roster(empty, copy, EN, at=NOW, live=True)
    assert (report.added, report.trials) == (["xinde"], [])
    assert len(await tried()) == 3


async def test_importing_fills_the_tree(database: Database) -> None:
    """The roster's areas, estates and posts stand in the database, tied to each other."""
    work = database.work(Settings())
    building = await work.area_by_code("beiyuan-xq-03")
    assert building is not None
    assert building.estate_id is not None
    assert (await work.estate(building.estate_id)).company == "安居物业"
    assert [(await work.area(area_id)).name for area_id in building.line] == ["3号楼", "三网格", "北苑社区", "北极街道"]
    stewards = await work.posts_at(estate_id=building.estate_id)
    assert [(post.name, post.rank) for post in stewards] == [("王师傅", Rank.PRIMARY), ("李师傅", Rank.DEPUTY)]


async def test_importing_again_changes_nothing(database: Database) -> None:
    """The same file a second time adds nothing and changes nothing, and says so."""
    report = await import_roster(database, EXAMPLE, EN)
    assert counts(report) == ([], [], 336)
    assert report.missing == []
    assert report_lines(report, EN) == [
        "Read: subdistrict 1, community 4, grid 32, building 97, estate 8, post 189, utility 5",
        "New: 0. Changed: 0. Unchanged: 336.",
    ]


async def test_importing_again_changes_only_what_changed(database: Database, copy: Path) -> None:
    """A corrected number and a new grid worker change those rows; who holds a post keeps it."""
    person = await claim(database, "beiyuan-3-zhang-1")
    before = {area.code: area.id for area in await Roster(database).areas()}
    worker = "岗位,beiyuan-3-yuan,小赵,beiyuan-3,,,,,网格员,主,,,\n"
    change(
        copy,
        ("三网格,beiyuan,,396", "三网格,beiyuan,,395"),
        ("岗位,beiyuan-3-zhang-1,", f"{worker}岗位,beiyuan-3-zhang-1,"),
    )
    report = await import_roster(database, copy, EN)
    assert counts(report) == (["beiyuan-3-yuan"], ["beiyuan-3"], 335)
    assert await holder(database, "beiyuan-3-zhang-1") == person.id
    assert {area.code: area.id for area in await Roster(database).areas()} == before


UNIT = AreaEntry(code="beiyuan-xq-03-2", kind=AreaKind.UNIT, name="2单元", parent="beiyuan-xq-03", households=24)
STREET = AreaEntry(code="beiji-jiefang", kind=AreaKind.STREET, name="解放路", parent="beiji")


@pytest.mark.parametrize("tr", [EN, ZH])
@pytest.mark.parametrize("name", ["roster.csv", "ROSTER.XLSX"])
async def test_what_is_exported_changes_nothing_when_it_is_imported(
    database: Database, tmp_path: Path, name: str, tr: Translator
) -> None:
    """In both languages, as CSV and as XLSX; all of it: nothing would be missing either."""
    work = database.work(Settings())
    post = await work.post_by_code("beiji-duban")
    assert post is not None
    post.name, post.phone = "=吴督办", "+86 432-0000099"  # a spreadsheet would compute them
    work.changed(post)
    empty = await work.post_by_code("beiyuan-3-zhang-1")
    assert empty is not None
    empty.name = ""  # whoever was in it has left
    work.changed(empty)
    await work.commit()
    for estate in await database.work(Settings()).estates():
        await Roster(database).put([EstateEntry(code=estate.code, name=estate.name, mode=Mode.COMMUNITY)], (), ())
    await Roster(database).put((), (UNIT, STREET), ())
    in_unit = next(one for one in await Roster(database).areas() if one.code == UNIT.code)
    assert (await database.work(Settings()).estate(in_unit.estate_id or 0)).code == "beiyuan-xq"  # its building's
    assert await export_roster(database, tmp_path / name, tr) == 338
    report = await import_roster(database, tmp_path / name, tr)
    assert not report.faults
    assert (counts(report), report.missing) == (([], [], 338), [])


async def test_an_exported_csv_opens_in_excel_and_comes_back_from_it(database: Database, tmp_path: Path) -> None:
    """UTF-8 with a BOM, formulas defused; what a Chinese Excel saves as "CSV" is GB18030, and is read as well."""
    file = tmp_path / "roster.csv"
    await export_roster(database, file, ZH)
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    file.write_bytes(file.read_text(encoding="utf-8-sig").encode("gb18030"))
    report = await import_roster(database, file, ZH)
    assert (report.faults, counts(report)) == ((), ([], [], 336))


async def test_an_export_overwrites_nothing(database: Database, tmp_path: Path) -> None:
    """A file that is there stays, and so does a name that says no format: one sentence each."""
    (tmp_path / "mine.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(NotWritten, match="is there already"):
        await export_roster(database, tmp_path / "mine.csv", EN)
    with pytest.raises(NotWritten, match="has to end in"):
        await export_roster(database, tmp_path / "mine.txt", EN)
    assert (tmp_path / "mine.csv").read_text(encoding="utf-8") == "mine"


async def test_the_nearest_utility_company_first(database: Database) -> None:
    """An estate's own heating goes before the subdistrict's; everything else is the subdistrict's."""
    work = database.work(Settings())
    near, far = await work.area_by_code("yingchun-tielu-01"), await work.area_by_code("beiyuan-xq-03")
    assert near is not None
    assert far is not None
    found = await work.utilities_for(near.line, near.estate_id)
    assert [one.code for one in found if one.supply is Supply.HEATING] == ["yingchun-tielu-gongre", "beiji-gongre"]
    assert [one.code for one in await work.utilities_for(far.line, far.estate_id)] == [
        "beiji-gongdian", "beiji-gongre", "beiji-gongshui", "beiji-ranqi",
    ]  # fmt: skip


async def test_a_utility_company_is_removed(database: Database, copy: Path) -> None:
    """Like any row that the whole file does not name any more."""
    change(
        copy,
        ("公用事业,yingchun-tielu-gongre,铁路供热站,yingchun-tielu,,,,0432-0000205,,,铁路小区自己烧锅炉,供热,\n", ""),
    )
    report = await import_roster(database, copy, EN, remove=True)
    assert (report.removed, report.kept) == (["yingchun-tielu-gongre"], [])


async def test_a_moved_grid_takes_its_buildings_along(database: Database, copy: Path) -> None:
    """A grid that moves to another community has its buildings there too."""
    change(copy, ("网格,beiyuan-3,三网格,beiyuan,", "网格,beiyuan-3,三网格,taoyuan,"))
    assert not (await import_roster(database, copy, EN)).faults
    work = database.work(Settings())
    building = await work.area_by_code("beiyuan-xq-03")
    assert building is not None
    assert (await work.area(building.line[2])).name == "桃源社区"


async def test_nothing_is_imported_by_halves(empty: Database, copy: Path) -> None:
    """One faulty row among three hundred, and nothing at all is in the database; every fault is printed."""
    change(copy, ("社区,taoyuan,桃源社区,beiji", "社区,taoyuan,桃源社区,beijing"), ("郑工,beiji,", "郑工,,"))
    report = await import_roster(empty, copy, ZH)
    assert [fault.row for fault in report.faults] == sorted(fault.row for fault in report.faults)
    assert len(report.faults) == 2
    lines = report_lines(report, ZH)
    assert [line.startswith("第 ") for line in lines] == [True, True, False]
    assert lines[-1] == "一行都没有读进来：有 2 处要改。"
    roster = Roster(empty)
    assert (await roster.areas(), await roster.estates(), await roster.posts()) == ([], [], [])


async def test_a_file_that_cannot_be_read(empty: Database, tmp_path: Path) -> None:
    """A missing file, a folder and a picture are a printed line each, not an exception."""
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\0\0")
    for name in ("nowhere.csv", ".", "photo.jpg"):
        report = await import_roster(empty, tmp_path / name, EN)
        assert [fault.row for fault in report.faults] == [0]
        assert report_lines(report, EN)[-1] == "Nothing was read in: 1 fault to mend."


async def test_xlsx_and_gb18030_say_the_same(database: Database, tmp_path: Path) -> None:
    """The example saved by a Chinese Excel, as CSV or XLSX, is the same roster."""
    text = EXAMPLE.read_text(encoding="utf-8")
    (tmp_path / "a.csv").write_bytes(text.encode("gb18030"))
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in csv.reader(io.StringIO(text)):
        sheet.append([int(cell) if cell.isdecimal() else cell for cell in row])
    book.save(tmp_path / "a.xlsx")
    for name in ("a.csv", "a.xlsx"):
        assert counts(await import_roster(database, tmp_path / name, EN)) == ([], [], 336)


async def test_a_new_name_in_a_claimed_post_is_pointed_out(database: Database, copy: Path) -> None:
    """When a claimed post gets another name the old person still holds it, and the report says how to change that."""
    person = await claim(database, "beiyuan-shequ-1")
    change(copy, ("beiyuan-shequ-1,张姐", "beiyuan-shequ-1,冯姐"), ("beiyuan-shequ-2,刘哥", "beiyuan-shequ-2,马哥"))
    report = await import_roster(database, copy, ZH)
    assert [(one.code, one.before, one.after) for one in report.renamed] == [("beiyuan-shequ-1", "张姐", "冯姐")]
    assert "weilinli roster links --renew beiyuan-shequ-1" in report_lines(report, ZH)[-1]
    assert await holder(database, "beiyuan-shequ-1") == person.id


async def test_missing_rows_are_reported_and_kept(database: Database, copy: Path) -> None:
    """Rows that are gone from the file are named and stay, until --remove is given."""
    change(copy, ("岗位,beiyuan-3-zhang-2,孙哥,beiyuan-3,,,,,网格长,副,,,\n", ""))
    report = await import_roster(database, copy, EN)
    assert report.missing == ["beiyuan-3-zhang-2"]
    assert "Not in the file, but kept: beiyuan-3-zhang-2." in report_lines(report, EN)
    report = await import_roster(database, copy, EN, remove=True)
    assert (report.missing, report.removed, report.kept) == ([], ["beiyuan-3-zhang-2"], [])
    assert report_lines(report, EN)[-1] == "Removed: beiyuan-3-zhang-2"
    assert await database.work(Settings()).post_by_code("beiyuan-3-zhang-2") is None


async def test_removing_keeps_what_people_belong_to(database: Database, copy: Path) -> None:
    """A building where somebody lives is not removed; its head's post is, with the link that was handed out."""
    await links(database, "beiji_bot", NOW, EN)
    work = database.work(Settings())
    building = await work.area_by_code("beiyuan-xq-03")
    assert building is not None
    work.meet_person("tg:7", "resident", "zh_CN").home_id = building.id
    await work.commit()
    text = copy.read_text(encoding="utf-8")
    copy.write_text("".join(line for line in text.splitlines(True) if "beiyuan-xq-03" not in line), encoding="utf-8")
    report = await import_roster(database, copy, EN, remove=True)
    assert (report.removed, report.kept) == (["beiyuan-xq-03-zhang"], ["beiyuan-xq-03"])


async def test_a_few_more_rows(database: Database, tmp_path: Path) -> None:
    """A file with one new post for a known grid is read in by itself; with --remove it is refused."""
    file = tmp_path / "more.csv"
    file.write_text("kind,code,name,belongs to,role\npost,extra,小钱,beiyuan-3,grid worker\n", encoding="utf-8")
    assert counts(await import_roster(database, file, EN)) == (["extra"], [], 0)
    report = await import_roster(database, file, EN, remove=True)
    assert [fault.why for fault in report.faults] == ["There is no row with the code beiyuan-3."]


async def warned(database: Database, kind: str) -> list[tuple[str, ...]]:
    """Whom the warnings of a kind are about."""
    return [one.codes for one in await check_roster(database, Settings(), EN) if one.kind == kind]


async def test_check_of_the_example(database: Database) -> None:
    """The example lacks only what a file cannot give: people who claimed their posts, and groups."""
    warnings = await check_roster(database, Settings(), ZH)
    assert [one.kind for one in warnings] == ["unclaimed", "no_group"]
    assert len(warnings[0].codes) == 189
    assert len(warnings[1].codes) == 32
    lines = warning_lines(warnings, ZH)
    assert lines[0].startswith("! 189 个岗位还没有人认领：")
    assert lines[0].endswith("还有 179 个")
    assert lines[1] == "  → 把岗位链接单独发给本人：weilinli roster links"


async def test_check_of_nothing(empty: Database) -> None:
    """Without any area the check says how to begin."""
    assert await warned(empty, "empty") == [()]


@pytest.mark.parametrize(
    ("gone", "kind", "code"),
    [
        ("岗位,beiji-admin,", "no_admin", "beiji"),
        ("岗位,beiji-duban,", "no_supervisor", "beiji"),
        ("岗位,beiji-jiedao-", "no_subdistrict_manager", "beiji"),
        ("岗位,beiyuan-shequ-", "no_community_manager", "beiyuan"),
        ("岗位,beiyuan-3-zhang-", "no_grid_head", "beiyuan-3"),
        ("岗位,beiyuan-xq-03-zhang,", "no_building_head", "beiyuan-xq-03"),
        ("岗位,beiyuan-xq-wuye-", "no_property_steward", "beiyuan-xq"),
    ],
)
async def test_check_names_areas_without_people(
    database: Database, copy: Path, gone: str, kind: str, code: str
) -> None:
    """An area or an estate that nobody is named for is a warning of its own."""
    assert await warned(database, kind) == []
    text = copy.read_text(encoding="utf-8")
    copy.write_text("".join(line for line in text.splitlines(True) if not line.startswith(gone)), encoding="utf-8")
    await import_roster(database, copy, EN, remove=True)
    assert await warned(database, kind) == [(code,)]


async def test_check_of_sizes(database: Database, copy: Path) -> None:
    """A grid of 681 households and a community of 2,999 are warned of; an area without a number has its parts' sum."""
    text = copy.read_text(encoding="utf-8")
    text = re.sub(r"(网格,beiyuan-3,三网格,beiyuan,,)\d+", r"\g<1>681", text)
    text = re.sub(r"(社区,taoyuan,桃源社区,beiji,,)\d+", r"\g<1>2999", text)
    text = re.sub(r"((?:网格|社区),[^,]*,[^,]*,(?:songjiang|beiji),,)(?!2999)\d+", r"\g<1>", text)
    copy.write_text(text, encoding="utf-8")
    await import_roster(database, copy, EN)
    assert await warned(database, "size") == [("beiyuan-3",), ("taoyuan",)]
    assert "北苑社区 三网格 has 681 households." in [one.text for one in await check_roster(database, Settings(), EN)]


async def test_check_of_unknown_sizes(empty: Database, tmp_path: Path) -> None:
    """Grids whose households nobody wrote down are one warning together."""
    file = tmp_path / "small.csv"
    file.write_text(
        "kind,code,name,belongs to\nsubdistrict,s,街\ncommunity,c,社,s\ngrid,g1,一,c\ngrid,g2,二,c\n", encoding="utf-8"
    )
    await import_roster(empty, file, EN)
    assert await warned(empty, "size") == [("g1", "g2"), ("c",)]


async def test_check_of_people(database: Database, copy: Path) -> None:
    """Somebody who blocked the bot, and two primaries of one post, are warned of."""
    await claim(database, "beiyuan-3-zhang-1")
    await claim(database, "beiyuan-3-zhang-2", "tg:2", reachable=False)
    assert await warned(database, "unreachable") == [("beiyuan-3-zhang-2",)]
    assert len((await warned(database, "unclaimed"))[0]) == 187
    assert await warned(database, "two_primaries") == []
    change(copy, ("孙哥,beiyuan-3,,,,,网格长,副", "孙哥,beiyuan-3,,,,,网格长,主"))
    await import_roster(database, copy, EN)
    assert await warned(database, "two_primaries") == [("beiyuan-3-zhang-1", "beiyuan-3-zhang-2")]


async def test_check_of_groups(database: Database) -> None:
    """A community's staff group serves its grids; a building's own group does not serve the grid."""
    work = database.work(Settings())
    for code, address in (("beiyuan", "tg:-1"), ("taoyuan-xq-01", "tg:-2")):
        area = await work.area_by_code(code)
        assert area is not None
        await work.bind_chat(address, None, area.id, Audience.STAFF, "群")
    await work.commit()
    (codes,) = await warned(database, "no_group")
    assert {code.split("-")[0] for code in codes} == {"songjiang", "yingchun", "taoyuan"}
    assert len(codes) == 24


async def test_post_links_are_one_time_and_stay_the_same(database: Database) -> None:
    """Each unclaimed post has a link that stays the same until it is used; then the post is no longer listed."""
    first = await links(database, "beiji_bot", NOW, ZH)
    assert len({one.url for one in first}) == 189
    assert all(START_PARAMETER.fullmatch(one.url) for one in first)
    assert await links(database, "beiji_bot", NOW, ZH) == first
    (head,) = [one for one in first if one.code == "beiyuan-3-zhang-1"]
    assert (head.place, head.role, head.name) == ("北苑社区 三网格", "网格长", "李姐")
    await claim(database, "beiyuan-3-zhang-1")
    assert [one for one in first if one != head] == await links(database, "beiji_bot", NOW, ZH)


async def test_a_renewed_link_makes_the_lost_one_void(database: Database) -> None:
    """A lost link is replaced by one that works; the lost one opens nothing any more, and others are untouched."""
    before = {one.code: one for one in await links(database, "beiji_bot", NOW, EN)}
    (new,) = await links(database, "beiji_bot", NOW, EN, renew=["beiyuan-shequ-1"])
    work = database.work(Settings())
    assert await work.link(code_of(before["beiyuan-shequ-1"])) is None
    found = await work.link(code_of(new))
    assert found is not None
    assert (await work.post(found.post_id)).name == "张姐"
    after = {one.code: one for one in await links(database, "beiji_bot", NOW, EN)}
    assert after == before | {"beiyuan-shequ-1": new}


async def test_a_claimed_post_changes_hands_by_a_new_link(database: Database) -> None:
    """A new link for a claimed post leaves it with its person until the next one opens the link and he agrees."""
    old = await claim(database, "beiyuan-shequ-1")
    (new,) = await links(database, "beiji_bot", NOW, EN, renew=["beiyuan-shequ-1"])
    assert await holder(database, "beiyuan-shequ-1") == old.id
    work = database.work(Settings())
    successor = work.meet_person("tg:2", "冯姐", "zh_CN")
    opened = await open_link(OpenLink(by=successor.id, at=NOW, code=code_of(new)), work)
    assert not opened.taken
    await work.commit()
    assert await holder(database, "beiyuan-shequ-1") == old.id
    work = database.work(Settings())
    answer = AnswerSeat(by=old.id, at=NOW, post_id=opened.post.id, person_id=successor.id, agreed=True)
    await answer_seat(answer, work)
    await work.commit()
    assert await holder(database, "beiyuan-shequ-1") == successor.id


async def test_links_last_a_week(database: Database) -> None:
    """After that the command line makes new ones, and the old open nothing."""
    first = {one.code: one.url for one in await links(database, "beiji_bot", NOW, EN)}
    later = {one.code: one.url for one in await links(database, "beiji_bot", NOW + timedelta(days=7), EN)}
    assert first.keys() == later.keys()
    assert not set(first.values()) & set(later.values())


async def test_a_removed_post_leaves_its_holder_in_the_history(database: Database, copy: Path) -> None:
    """Whoever held a post that left the roster is still to be found by its code, with a line in the audit."""
    person = await claim(database, "beiyuan-3-zhang-2")
    change(copy, ("岗位,beiyuan-3-zhang-2,孙哥,beiyuan-3,,,,,网格长,副,,,\n", ""))
    post = await database.work(Settings()).post_by_code("beiyuan-3-zhang-2")
    assert post is not None
    report = await import_roster(database, copy, EN, remove=True)
    assert report.removed == ["beiyuan-3-zhang-2"]
    (seat,) = await database.work(Settings()).seats_of(post.id)
    assert (seat.code, seat.person_id) == ("beiyuan-3-zhang-2", person.id)
    assert seat.until is not None
    actions = [one.action for one in await database.work(Settings()).audited(post.id)]
    assert actions == ["link_made", "claimed", "seat_left"]


async def test_links_for_unknown_posts_are_refused(database: Database) -> None:
    """A mistyped code is named, and no link of another post changes."""
    before = await links(database, "beiji_bot", NOW, EN)
    with pytest.raises(UnknownPosts, match="beiyuan-shequ-9"):
        await links(database, "beiji_bot", NOW, EN, renew=["beiyuan-shequ-1", "beiyuan-shequ-9"])
    assert await links(database, "beiji_bot", NOW, EN) == before


async def test_building_links(database: Database) -> None:
    """Each building has a lasting link with its code, within the limits of a start parameter."""
    found = {one.code: one for one in await building_links(database, "beiji_bot")}
    assert len(found) == 97
    assert all(START_PARAMETER.fullmatch(one.url) for one in found.values())
    assert found["beiyuan-xq-03"] == HandedLink(
        "北苑社区 三网格 3号楼", "", "北苑小区", "beiyuan-xq-03", "https://t.me/beiji_bot?start=b_beiyuan-xq-03"
    )


def test_links_as_csv_and_table() -> None:
    """A table's columns stand under each other; in CSV a name is never taken for a formula."""
    handed = [HandedLink("三网格", "网格长", "李姐", "a", "https://x"), HandedLink("b", "c", "=1+1", "-d", "https://y")]
    rows = list(csv.reader(io.StringIO(as_csv(handed, ZH))))
    assert rows == [
        ["地方", "职务", "称呼", "编码", "链接"],
        ["三网格", "网格长", "李姐", "a", "https://x"],
        ["b", "c", "'=1+1", "'-d", "https://y"],
    ]
    assert as_table(handed, ZH).splitlines() == [
        "地方    职务    称呼  编码  链接",
        "三网格  网格长  李姐  a     https://x",
        "b       c       =1+1  -d    https://y",
    ]


async def test_who_is_removed_keeps_no_key(database: Database, copy: Path) -> None:
    """An import that removes a taken post hands what it held to the deputy first; the person has no right left."""
    work = database.work(Settings())
    people = []
    for index, code in enumerate(("beiyuan-3-zhang-1", "beiyuan-3-zhang-2"), 1):
        person, seat = work.meet_person(f"tg:{index}", code, "zh_CN"), await work.post_by_code(code)
        assert seat is not None
        person.reachable, seat.person_id = True, person.id
        work.changed(seat)
        people.append(person.id)
    building = await work.area_by_code("beiyuan-xq-03")
    assert building is not None
    await work.commit()
    work = database.work(Settings())
    issue = await file(File(by=people[0], at=NOW, area_id=building.id, text="单元门坏了", for_nobody=True), work)
    await accept(OnIssue(issue_id=issue.id, by=people[0], at=NOW), work)
    await work.commit()
    text = copy.read_text(encoding="utf-8")
    kept = [line for line in text.splitlines(True) if not line.startswith("岗位,beiyuan-3-zhang-1,")]
    copy.write_text("".join(kept), encoding="utf-8")
    report = await import_roster(database, copy, EN, remove=True, at=NOW)
    assert "beiyuan-3-zhang-1" in report.kept  # its name stands on the timeline
    work = database.work(Settings())
    after = await work.issue(issue.id)
    assert after.holder_id == people[1]
    assert any(entry.action == "left_post" for entry in await work.timeline(issue.id))
    assert not await may(after, Action.PLAN, people[0], work)


async def test_posters_for_the_doors(database: Database) -> None:
    """A sheet for each building: its own code, whom to phone, and that the bot cannot phone for anybody."""
    page = await posters(database, "beiji_bot", ZH)
    buildings = await building_links(database, "beiji_bot")
    assert page.count('class="sheet"') == len(buildings)
    assert all(one.url in page for one in buildings)
    assert "<svg" in page
    assert all(words in page for words in ("扫一下", "119", "物业"))
    assert "http-equiv" not in page
    one = await posters(database, "beiji_bot", EN, [buildings[0].code])
    assert one.count('class="sheet"') == 1
    with pytest.raises(UnknownBuildings, match="b_nowhere"):
        await posters(database, "beiji_bot", EN, ["b_nowhere"])


async def test_contact_cards_of_the_grids(database: Database) -> None:
    """Who is there for a grid, and under which number."""
    page = await contact_cards(database, ZH, lambda area: f"{area.code} 08:00-17:00")
    grids = [area for area in await Roster(database).areas() if area.kind == "grid"]
    assert page.count('class="card"') == len(grids)
    assert "网格长" in page
    assert all(f"{grid.code} 08:00-17:00" in page for grid in grids)
    assert "<svg" not in page


async def test_an_administrator_of_the_whole_stays_that_when_a_tier_comes_above(
    database: Database, tmp_path: Path
) -> None:
    """A few rows that put a district above the subdistrict take its administrator along, and the report says so; what
    lies below does not count as changed. A file that moves the last one down again leaves him where he is."""
    few = tmp_path / "district.csv"
    head = EXAMPLE.read_text(encoding="utf-8").splitlines()[0]
    comma = "," * (head.count(",") - 3)
    rows = [f"区县,chuanying,船营区,{comma}", f"街道,beiji,北极街道,chuanying{comma}"]
    few.write_text("\n".join([head, *rows]), encoding="utf-8")
    work = database.work(Settings())
    post = await work.post_by_code("beiji-admin")
    assert post is not None
    post.person_id = work.meet_person("tg:9", "郑工", "zh_CN").id
    work.changed(post)
    await work.commit()

    report = await import_roster(database, few, ZH)
    assert (report.raised, report.changed, report.added) == (["beiji-admin"], ["beiji"], ["chuanying"])
    assert [one for one in report_lines(report, ZH) if "beiji-admin" in one and "管" in one]
    chuanying = next(one for one in await Roster(database).areas() if one.code == "chuanying")
    whole = tmp_path / "whole.csv"
    lines = [*few.read_text(encoding="utf-8").splitlines(), *EXAMPLE.read_text(encoding="utf-8").splitlines()[1:]]
    whole.write_text(
        "\n".join(dict.fromkeys(one for one in lines if "街道,beiji,北极街道,," not in one)), encoding="utf-8"
    )
    for again in (few, whole):
        assert not (await import_roster(database, again, ZH)).faults
        found = next(one for one in await Roster(database).posts() if one.code == "beiji-admin")
        assert found.area_id == chuanying.id
    assert "no_admin" not in {one.kind for one in await check_roster(database, Settings(), ZH)}
