"""Every fault of a roster is named with its row, in the caller's language."""

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.model.people import Rank, Role, Serves
from casework.model.places import Mode, Supply
from locales.translator import translator
from roster.file import RosterUnreadable
from roster.rows import Entry, RosterRows, read_roster
from roster.words import COLUMNS, KINDS, PLACES, RANKS, ROLES, SERVES, SUPPLIES, Column, Kind, say
from tests.bot.test_roster_file import charts_alone

EN, ZH = translator("en"), translator("zh_CN")
DOCS = Path(__file__).parents[2] / "docs"
HEADER = "类型,编码,名称,所属,小区,户数,物业公司,电话,职务,主副,备注"
GOOD = f"""{HEADER}
街道,bj,北极街道,,,,,,,,
社区,by,北苑社区,bj,,3100,,,,,
网格,by-3,三网格,by,,380,,,,,
楼栋,xq-03,3号楼,by-3,xq,120,,,,,
小区,xq,北苑小区,,,,安居物业,0432-0000101,,,
岗位,wy-1,王师傅,xq,,,,,物业,,
岗位,wy-2,李师傅,xq,,,,,物业,副,晚上在
"""


def read(text: str, *, known: dict[str, Kind] | None = None, whole: bool = False) -> RosterRows:
    """The rows of this text, with English faults."""
    return read_roster(text.encode(), known or {}, EN, whole=whole)


def faults(*lines: str, **more: dict[str, Kind] | bool) -> list[tuple[int, str]]:
    """What is wrong when these lines stand below the good ones, from row 9 on."""
    known, whole = more.get("known", {}), bool(more.get("whole"))
    assert isinstance(known, dict)
    return [(fault.row, fault.why) for fault in read(GOOD + "\n".join(lines), known=known, whole=whole).faults]


def test_a_good_file() -> None:
    """Areas, estates and posts are read with everything that their rows say."""
    rows = read(GOOD)
    assert rows.faults == []
    assert rows.entries[3] == Entry(
        row=5, kind=Kind.BUILDING, code="xq-03", name="3号楼", belongs_to="by-3", estate="xq", households=120
    )
    assert rows.entries[4] == Entry(
        row=6, kind=Kind.ESTATE, code="xq", name="北苑小区", company="安居物业", phone="0432-0000101"
    )
    assert [(entry.role, entry.rank, entry.belongs_to) for entry in rows.entries[5:]] == [
        (Role.PROPERTY_STEWARD, Rank.PRIMARY, "xq"),
        (Role.PROPERTY_STEWARD, Rank.DEPUTY, "xq"),
    ]


@pytest.mark.parametrize(
    ("cell", "mode"),
    [
        ("", Mode.COMPANY),
        ("物业公司", Mode.COMPANY),
        ("业主自管", Mode.SELF_MANAGED),
        ("产权单位", Mode.OWNER_UNIT),
        ("物管会", Mode.COMMITTEE),
        ("社区代管", Mode.COMMUNITY),
        ("self-managed", Mode.SELF_MANAGED),
    ],
)
def test_who_looks_after_an_estate(cell: str, mode: Mode) -> None:
    """Empty is a property company."""
    rows = read(f"类型,编码,名称,所属,管理方式\n小区,xq,北苑小区,,{cell}\n")
    assert rows.faults == []
    assert rows.entries[0].mode is mode


def test_nobody_knows_who_looks_after_it() -> None:
    """Other words are a fault that names those that are known."""
    (fault,) = read("类型,编码,名称,所属,管理方式\n小区,xq,北苑小区,,没人管\n").faults
    assert fault.row == 2
    assert "社区代管" in fault.why or "community" in fault.why


def test_a_district_and_a_city_above() -> None:
    """Either may be there or not; where nothing is said a subdistrict lies in nothing."""
    above = "市,jl,吉林市,,,,,,,,\n区县,cy,船营区,jl,,,,,,,\n区县,hd,桦甸市,,,,,,,,\n"
    posts = "岗位,qu,周科长,cy,,,,,区县,,\n岗位,shi,郝处长,jl,,,,,市里,,\n岗位,du,杜督办,cy,,,,,督办员,,\n"
    rows = read(f"{GOOD}{above}街道,de,德胜街道,cy,,,,,,,\n街道,qg,青岛街道,jl,,,,,,,\n{posts}")
    assert rows.faults == []
    places = {one.code: one.belongs_to for one in rows.entries}
    assert [places[code] for code in ("jl", "cy", "hd", "bj", "de", "qg")] == ["", "jl", "", "", "cy", "jl"]
    assert [one.role for one in rows.entries[-3:]] == [Role.DISTRICT_MANAGER, Role.CITY_MANAGER, Role.SUPERVISOR]
    assert faults("街道,de,德胜街道,by,,,,,,,", "岗位,qu,周科长,bj,,,,,区县,,") == [
        (9, "by is of the kind community; here it has to be: district, city."),
        (10, "bj is of the kind subdistrict; here it has to be: district."),
    ]


def test_units_and_streets() -> None:
    """A unit lies in a building and a street in no community, or in one; each has its head."""
    more = "单元,xq-03-2,2单元,xq-03,,24,,,,,\n街路,jf,解放路,bj,,,,,,,\n广场,gc,江边广场,by,,,,,,,\n"
    posts = "岗位,dy,宋姨,xq-03-2,,,,,单元长,,\n岗位,lu,路队长,jf,,,,,路长,,\n岗位,old,孙叔,xq-03,,,,,单元长,,\n"
    rows = read(f"{GOOD}{more}{posts}")
    assert rows.faults == []
    assert [one.role for one in rows.entries[-3:]] == [Role.UNIT_HEAD, Role.STREET_HEAD, Role.UNIT_HEAD]
    assert faults("单元,dy,2单元,by-3,,,,,,,", "街路,jf,解放路,by-3,,,,,,,", "岗位,lu,路队长,by,,,,,街长,,") == [
        (9, "by-3 is of the kind grid; here it has to be: building."),
        (10, "by-3 is of the kind grid; here it has to be: subdistrict, community."),
        (11, "by is of the kind community; here it has to be: street."),
    ]
    assert faults("单元,dy,2单元,xq-03,xq,,,,,,")[0][0] == 9  # whose estate is its building's


UTILITIES = GOOD.replace(HEADER, f"{HEADER},供什么,时间")


def test_a_utility_company() -> None:
    """Water, power, gas and heating have a row each, for an estate or an area of any size."""
    rows = read(
        f"{UTILITIES}公用事业,gr,供热站,xq,,,,0432-0000203,,,,暖气,8:00-20:00\n"
        "utility,rq,燃气抢修,bj,,,,0432-0000202,,,,Gas,\n公用事业,gs,自来水,xq-03,,,,0432-0000204,,,,水,\n"
    )
    assert rows.faults == []
    assert [(one.supply, one.belongs_to, one.phone, one.hours) for one in rows.entries[-3:]] == [
        (Supply.HEATING, "xq", "0432-0000203", "8:00-20:00"),
        (Supply.GAS, "bj", "0432-0000202", ""),
        (Supply.WATER, "xq-03", "0432-0000204", ""),
    ]


def test_a_utility_company_without_its_number() -> None:
    """What it supplies, its number and its place are needed; a post's columns are not its own."""
    rows = read(f"{UTILITIES}公用事业,gr,供热站,nowhere,,,,,物业,,,网络,\n")
    assert [fault.why for fault in rows.faults] == [
        "The column phone is empty.",
        "The column role says nothing about this kind of row (utility): leave it empty.",
        'The supply "网络" is none of: water, power, gas, heating, lawyer, judge.',
        "There is no row with the code nowhere.",
    ]


def test_english_words_say_the_same() -> None:
    """A file with English columns and words means exactly what the Chinese one does."""
    rows = list(csv.DictReader(io.StringIO(GOOD)))
    kinds = {names[0]: key.value for key, names in KINDS.items()}
    ranks = {names[0]: key.value for key, names in RANKS.items()}
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(column.value.replace("_", " ").title() for column in COLUMNS)
    for row in rows:
        cells = {column: row.get(names[0], "") for column, names in COLUMNS.items()}
        cells[Column.KIND] = kinds[cells[Column.KIND]]
        cells[Column.RANK] = ranks.get(cells[Column.RANK], "")
        cells[Column.ROLE] = "Property Steward" if cells[Column.ROLE] else ""
        writer.writerow(cells.values())
    assert read(target.getvalue()).entries == read(GOOD).entries


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("岗,x,李姐,by-3,,,,,网格长,,", None),
        ("ＧＲＩＤ,ｘ,四网格,by,,３８０户,,,,,", None),
        ('网格,x,四网格,by,,"1,200",,,,,', None),
        ("弄堂,x,四网格,by,,,,,,,", 'The kind "弄堂" is none of: city, district, subdistrict, street, community'),
        ("网格,,四网格,by,,,,,,,", "The column code is empty"),
        ("网格,四,四网格,by,,,,,,,", 'code "四": only A-Z'),
        ("网格,a b,四网格,by,,,,,,,", 'code "a b": only A-Z'),
        (f"网格,{'x' * 63},四网格,by,,,,,,,", "at most 62"),
        ("网格,x,,by,,,,,,,", "The column name is empty"),
        (f"网格,x,{'长' * 61},by,,,,,,,", "The column name has more than 60 characters"),
        ("网格,x,四网格,,,,,,,,", "The column belongs to is empty"),
        ("网格,x,四网格,nn,,,,,,,", "There is no row with the code nn"),
        ("网格,x,四网格,bj,,,,,,,", "bj is of the kind subdistrict; here it has to be: community"),
        ("网格,by,四网格,by,,,,,,,", "The code by stands in row 3 already"),
        ("网格,x,四网格,by,,多,,,,,", 'The households "多" are no whole number'),
        ("网格,x,四网格,by,,-1,,,,,", 'The households "-1" are no whole number'),
        ("网格,x,四网格,by,,3.5,,,,,", 'The households "3.5" are no whole number'),
        ("网格,x,四网格,by,xq,,,,,,", "The column estate says nothing about this kind of row (grid)"),
        ("楼栋,x,4号楼,by-3,by,,,,,,", "by is of the kind community; here it has to be: estate"),
        ("小区,x,东园,by,,,,,,,", "The column belongs to says nothing about this kind of row (estate)"),
        ("小区,x,东园,,,,安居,打我,,,", 'The phone "打我" is no telephone number'),
        ("楼栋,x,???,by-3,xq,,,,,,", 'name "???" is no name'),
        ("楼栋,x,—,by-3,xq,,,,,,", 'name "—" is no name'),
        ("岗位,x,张?,by-3,,,,,网格长,,", 'name "张?" is no name'),
        ("岗位,x,12345,by-3,,,,,网格长,,", 'name "12345" is no name'),
        ("岗位,x,李姐,by-3,,,,,居民,,", 'The role "居民" is none of: building head, unit head'),
        ("岗位,x,李姐,by-3,,,,,,,", 'The role "" is none of'),
        ("岗位,x,李姐,by,,,,,网格长,,", "by is of the kind community; here it has to be: grid"),
        ("岗位,x,李姐,wy-1,,,,,网格长,,", "wy-1 is of the kind post; here it has to be: grid"),
        ("岗位,x,李姐,by-3,,,,,网格长,三,", 'The rank "三" is none of: primary, equal, deputy'),
        ("网格,x,四网格,by,,,,,,,,,多出来的", "There is something in a column without a name"),
    ],
)
def test_each_fault_is_named(line: str, why: str | None) -> None:
    """A faulty row is named with its number and the one reason; what people write otherwise is understood."""
    found = faults(line)
    if why is None:
        assert found == []
    else:
        assert [(row, why in told) for row, told in found] == [(9, True)], found


def test_all_faults_are_listed_at_once() -> None:
    """Several faults of several rows are all listed, by row; who points to a faulty row is not blamed for it."""
    found = faults("弄堂,x,甲,by,,,,,,,", "楼栋,y,,x,,多,,,,,", "网格,z,丙,,,,,,,,", "楼栋,w,丁,z,,,,,,,")
    assert [row for row, _ in found] == [9, 10, 10, 11]


def test_faults_in_chinese() -> None:
    """A Chinese caller reads Chinese faults, without an English word."""
    text = (
        GOOD + "弄堂,x,四网格,by,,,,,,,\n网格,四,,nn,xq,多,,,,,\n"
        "岗位,y,李姐,by,,,,打我,居民,三,\n岗位,z,李姐,by,,,,,网格长,,"
    )
    found = read_roster(text.encode(), {}, ZH).faults
    assert len(found) == 10
    for fault in found:
        assert not re.search(r"[a-z]{3}", fault.why), fault.why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "The header lacks columns: kind, code, name, belongs to"),
        (HEADER, "The file has no row below its header"),
        (GOOD.replace("户数", "户口", 1), "unknown columns: 户口"),
        (GOOD.replace("户数", "Kind", 1), "The header names a column twice: kind"),
        (GOOD.replace("编码", "", 1), "The header lacks columns: code"),
    ],
)
def test_a_faulty_header_is_refused(text: str, why: str) -> None:
    """Without the right columns nothing can be read; the header's fault is named."""
    with pytest.raises(RosterUnreadable, match=why):
        read(text)


def test_rows_may_belong_to_what_is_known() -> None:
    """A few more rows may point to codes of the database, unless the file has to be complete."""
    lines = f"{HEADER}\n网格,by-4,四网格,by,,,,,,,\n"
    known = {"by": Kind.COMMUNITY}
    assert read(lines, known=known).faults == []
    assert [fault.why for fault in read(lines, known=known, whole=True).faults] == ["There is no row with the code by."]


def test_a_code_keeps_its_kind() -> None:
    """A code that was a post so far cannot become a grid."""
    assert faults("网格,x,四网格,by,,,,,,,", known={"x": Kind.POST}) == [
        (9, "The code x has been of the kind post so far: give this row a new code.")
    ]


CELL = st.one_of(
    st.text(max_size=8),
    st.sampled_from([*GOOD.replace("\n", ",").split(","), "=cmd|' /C calc'!A0", "<b>", "😀" * 70, "1e309"]),
)


@given(st.lists(st.lists(CELL, max_size=13), max_size=6))
def test_any_cells_are_read_or_named(rows: list[list[str]]) -> None:
    """Whatever stands in the cells, rows come out whole or with a fault; nothing else happens."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(HEADER.split(","))
    writer.writerows(rows)
    try:
        found = read_roster(target.getvalue().encode("utf-8", "replace"), {}, ZH)
    except RosterUnreadable:
        return
    assert found.faults or all(entry.code and entry.name for entry in found.entries)
    assert all(fault.row > 1 and fault.why for fault in found.faults)


def test_every_role_has_a_place_and_a_word() -> None:
    """Every role but the resident can stand in a roster, and every word has one meaning."""
    assert set(Role) - {Role.RESIDENT} == set(ROLES) == set(PLACES)
    for table in (COLUMNS, KINDS, ROLES, RANKS, SERVES, SUPPLIES):
        names = [name for key, words in table.items() for name in (key, *words)]
        assert len(names) == len(set(names))


def test_the_documentation_lists_every_word() -> None:
    """docs/roster.md names every column, kind, role and rank in both languages, and the places of each role."""
    text = (DOCS / "roster.md").read_text(encoding="utf-8")
    chinese, english = text.split("\n---\n")
    for table in (COLUMNS, KINDS, ROLES, RANKS, SERVES, SUPPLIES):
        for key, words in table.items():
            assert words[0] in chinese
            assert key.replace("_", " ") in english.replace("belongs_to", "belongs to")
    for role, places in PLACES.items():
        assert f"| {say(ROLES, role, EN)} | {say(ROLES, role, ZH)} | {', '.join(places)} |" in english


def test_the_example_is_of_the_subdistricts_shape() -> None:
    """docs/examples/beiji.csv has no fault: 1 subdistrict, 4 communities, 32 grids, and the people of the demo."""
    rows = read_roster((DOCS / "examples/beiji.csv").read_bytes(), {}, EN, whole=True)
    assert rows.faults == []
    kinds = [entry.kind for entry in rows.entries]
    assert [kinds.count(kind) for kind in (Kind.SUBDISTRICT, Kind.COMMUNITY, Kind.GRID)] == [1, 4, 32]
    by_code = {entry.code: entry for entry in rows.entries}
    people = {
        (entry.name, entry.role, entry.rank, by_code[entry.belongs_to].name)
        for entry in rows.entries
        if entry.kind is Kind.POST
    }
    primary, deputy = Rank.PRIMARY, Rank.DEPUTY
    assert people >= {
        ("王师傅", Role.PROPERTY_STEWARD, primary, "北苑小区"),
        ("李师傅", Role.PROPERTY_STEWARD, deputy, "北苑小区"),
        ("李姐", Role.GRID_HEAD, primary, "三网格"),
        ("孙哥", Role.GRID_HEAD, deputy, "三网格"),
        ("赵姨", Role.BUILDING_HEAD, primary, "3号楼"),
        ("张姐", Role.COMMUNITY_MANAGER, primary, "北苑社区"),
        ("刘哥", Role.COMMUNITY_MANAGER, deputy, "北苑社区"),
        ("陈主任", Role.SUBDISTRICT_MANAGER, primary, "北极街道"),
        ("周主任", Role.SUBDISTRICT_MANAGER, deputy, "北极街道"),
        ("吴督办", Role.SUPERVISOR, primary, "北极街道"),
        ("郑工", Role.ADMIN, primary, "北极街道"),
    }


def test_a_workbook_without_a_table_is_refused() -> None:
    """Charts alone are no roster: the import says so."""
    with pytest.raises(RosterUnreadable, match="neither XLSX nor text"):
        read_roster(charts_alone(), {}, EN)


def test_on_which_roster_a_post_is() -> None:
    """Empty is that of normal times; what is no such word is a fault; areas have none."""
    header = HEADER.replace("主副", "主副,应急")
    good = GOOD.replace(HEADER, header)
    lines = [line if line.startswith("类型") else _with_cell(line) for line in good.splitlines()]
    more = ["岗位,yj-1,应急小周,by-3,,,,,网格长,,应急,", "岗位,yj-2,小吴,by-3,,,,,网格长,,平急都是,"]
    rows = read("\n".join([*lines, *more]))
    assert rows.faults == []
    assert [entry.serves for entry in rows.entries[5:]] == [
        Serves.NORMAL,
        Serves.NORMAL,
        Serves.EMERGENCY,
        Serves.BOTH,
    ]
    (fault,) = read("\n".join([*lines, "岗位,yj-1,小周,by-3,,,,,网格长,,也许,"])).faults
    assert "也许" in fault.why
    (fault,) = read("\n".join([*lines, "网格,by-4,四网格,by,,1,,,,,应急,"])).faults
    assert "emergency" in fault.why


def _with_cell(line: str) -> str:
    """The same line with an empty cell before its remark."""
    cells = line.split(",")
    return ",".join([*cells[:-1], "", cells[-1]])
