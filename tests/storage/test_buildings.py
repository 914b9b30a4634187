"""Which buildings somebody's words may mean: read from both databases."""

import pytest

from casework.model.places import AreaKind
from casework.settings import Settings
from casework.words.places import read_place
from storage.database import Database
from storage.roster import AreaEntry, EstateEntry, Roster
from storage.work import SqlWork

ESTATES = (
    EstateEntry(code="by", name="北苑小区"),
    EstateEntry(code="dy", name="北苑东园"),
    EstateEntry(code="bj", name="滨江花园"),
    EstateEntry(code="xq", name="小区"),  # says nothing by its name
)
AREAS = (
    AreaEntry(code="s", kind=AreaKind.SUBDISTRICT, name="北极街道"),
    AreaEntry(code="s-by", kind=AreaKind.COMMUNITY, name="北苑社区", parent="s"),
    AreaEntry(code="s-by-1", kind=AreaKind.GRID, name="一网格", parent="s-by"),
    AreaEntry(code="s-by-1-3", kind=AreaKind.BUILDING, name="3号楼", parent="s-by-1", estate="by"),
    AreaEntry(code="s-by-1-5", kind=AreaKind.BUILDING, name="5号楼", parent="s-by-1", estate="by"),
    AreaEntry(code="s-by-2", kind=AreaKind.GRID, name="二网格", parent="s-by"),
    AreaEntry(code="s-by-2-3", kind=AreaKind.BUILDING, name="3号楼", parent="s-by-2", estate="dy"),
    AreaEntry(code="s-by-9", kind=AreaKind.BUILDING, name="红旗楼", parent="s-by"),
    AreaEntry(code="s-sj", kind=AreaKind.COMMUNITY, name="松江社区", parent="s"),
    AreaEntry(code="s-sj-1", kind=AreaKind.GRID, name="一网格", parent="s-sj"),
    AreaEntry(code="s-sj-1-3", kind=AreaKind.BUILDING, name="三号楼", parent="s-sj-1", estate="bj"),
    AreaEntry(code="s-sj-1-7", kind=AreaKind.BUILDING, name="7栋", parent="s-sj-1", estate="xq"),
)


@pytest.fixture
async def work(database: Database) -> SqlWork:
    """A subdistrict of two communities and four estates."""
    await Roster(database).put(ESTATES, AREAS, ())
    return database.work(Settings())


async def _codes(work: SqlWork, words: str, near: str | None) -> list[str]:
    """The codes of the buildings that are meant."""
    here = await work.area_by_code(near) if near else None
    numbers = read_place(words)
    known = await work.buildings_meant(words, [numbers.building], here.id if here else None)
    return [(await work.area(one)).code for one in read_place(words, known, asked=True).fits]


@pytest.mark.parametrize(
    ("words", "near", "codes"),
    [
        ("3号楼停水", "s-by-1-5", ["s-by-1-3"]),  # the own estate
        ("3号楼停水", "s-by-2-3", ["s-by-2-3"]),
        ("3号楼停水", "s-by-1", ["s-by-1-3"]),  # the own grid
        ("3号楼停水", "s-by", ["s-by-1-3", "s-by-2-3"]),  # two estates: asked which
        ("3号楼停水", "s-by-9", ["s-by-1-3", "s-by-2-3"]),
        ("北苑东园3号楼停水", "s-by-1-5", ["s-by-2-3"]),
        ("東園3號樓停水", "s-by-1-5", ["s-by-2-3"]),
        ("红旗楼停水", "s-by-1-5", ["s-by-9"]),
        ("滨江花园3号楼", "s-by-1-5", ["s-sj-1-3"]),
        ("滨江那边3号楼", "s-by-1-5", ["s-sj-1-3"]),
        ("松江社区3号楼", "s-by-1-5", ["s-sj-1-3"]),
        ("松江3号楼", None, ["s-sj-1-3"]),
        ("7栋", "s-by-1-5", []),  # not here, and no name says where
        ("7栋", None, ["s-sj-1-7"]),
        ("3号楼", None, ["s-by-1-3", "s-by-2-3", "s-sj-1-3"]),
        ("3号楼", "s", ["s-by-1-3", "s-by-2-3", "s-sj-1-3"]),
        ("9号楼", None, []),
    ],
)
async def test_which_are_meant(work: SqlWork, words: str, near: str | None, codes: list[str]) -> None:
    """Words, where they are said, and what they mean."""
    assert await _codes(work, words, near) == codes


async def test_only_what_is_around_is_read(work: SqlWork) -> None:
    """A town's other buildings stay in the database."""
    here = await work.area_by_code("s-by-1-5")
    assert here is not None
    known = await work.buildings_meant("3号楼停水", ["3"], here.id)
    assert {one.community for one in known} == {"北苑社区"}
