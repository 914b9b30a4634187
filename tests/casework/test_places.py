"""Places in people's words, by a table (places.csv) of what was said and what is read from it."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from casework.words.places import (
    Building,
    may_name_building,
    number_of_building,
    read_place,
    says_it_is_at,
    short_name,
    spelled,
)
from casework.words.plain import number_of, plain

ROWS = list(csv.DictReader((Path(__file__).parent / "places.csv").read_text(encoding="utf-8").splitlines()))

NEAR = {"北苑小区": 0, "北苑东园": 1}
TOWN = [
    *(("北苑小区", "北苑社区", f"{number}号楼") for number in range(1, 17)),
    *(("北苑东园", "北苑社区", f"{number}号楼") for number in range(1, 21)),
    ("", "北苑社区", "红旗楼"),
    *(("滨江花园", "松江社区", f"{number}栋") for number in range(5, 9)),
    ("滨江花园", "松江社区", "B座"),
    ("南苑小区", "南苑社区", "5号楼"),
]
"""The speaker lives in 北苑小区, whose community has a second estate with the same numbers."""
KNOWN = [
    Building(id=index, name=name, estate=estate, community=community, near=NEAR.get(estate, 2 if estate else 1))
    for index, (estate, community, name) in enumerate(TOWN)
]


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['words']}{'?' if row['asked'] else ''}" for row in ROWS])
def test_the_table(row: dict[str, str]) -> None:
    """Each row: the words, and everything that is read from them."""
    place = read_place(row["words"], KNOWN, asked=bool(row["asked"]))
    assert {
        "estate": place.estate or "",
        "building": place.building,
        "unit": place.unit,
        "floor": place.floor,
        "door": place.door,
        "more": " ".join(place.more),
        "fits": " ".join(f"{KNOWN[one].estate}{KNOWN[one].name}" for one in place.fits),
        "whose": place.whose,
        "own": "yes" if place.own else "",
        "elsewhere": "yes" if place.elsewhere else "",
        "beside": place.beside,
    } == {name: said for name, said in row.items() if name not in ("words", "asked")}
    if place.building:
        assert may_name_building(row["words"])
        assert 0 <= place.span[0] < place.span[1] <= len(row["words"])


def test_the_table_is_large_and_has_no_row_twice() -> None:
    """150 examples at least, and nothing is said twice."""
    said = [(row["words"], row["asked"]) for row in ROWS]
    assert len(said) == len(set(said)) >= 150


def test_two_estates_with_that_number() -> None:
    """Somebody of the community without an estate of his own is asked which "1号楼" it is."""
    both = [replace(one, near=1) for one in KNOWN[:36]]
    place = read_place("1号楼停水了", both)
    assert [both[one].estate for one in place.fits] == ["北苑小区", "北苑东园"]
    assert place.sure is None
    assert read_place("北苑东园1号楼停水了", both).sure == 16


def test_the_span_is_where_the_place_stands() -> None:
    """Estate, building and door together, so that they can be kept out of the rest."""
    words = "北苑小区3号楼2单元502，下水堵了"
    start, end = read_place(words, KNOWN).span
    assert words[start:end] == "北苑小区3号楼2单元502"


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("3号楼", "3"),
        ("三号楼", "3"),
        ("B座", "b"),
        ("12栋", "12"),
        ("甲3号楼", "甲3"),
        ("3号院", "3院"),
        ("红旗楼", "红旗楼"),
    ],
)
def test_the_number_in_a_name(name: str, number: str) -> None:
    """However the roster writes it; and the roster's spelling is among those that are looked up."""
    assert number_of_building(name) == number
    assert name in spelled(number) or not number.strip("甲院").isascii()


def test_short_names() -> None:
    """What people leave out of an estate's name."""
    assert [short_name(name) for name in ("北苑小区", "滨江花园", "东园", "一小区")] == [
        "北苑",
        "滨江",
        "东园",
        "一小区",
    ]


@pytest.mark.parametrize(
    ("words", "number"),
    [("12", 12), ("十", 10), ("十二", 12), ("二十", 20), ("一百零三", 103), ("一百", 100), ("一零三", 103), ("幺", 1)],
)
def test_numbers(words: str, number: int) -> None:
    """Spoken numbers."""
    assert number_of(words) == number


@pytest.mark.parametrize("words", ["三五", "两三", "", "十几", "一二"])
def test_no_numbers(words: str) -> None:
    """What is no one number."""
    assert number_of(words) is None


@pytest.mark.parametrize("words", ["1号楼" * 1500, "3号、" * 1500, " " * 5000, "0432-6200-0001" * 300, "\0", ""])
def test_a_wall_of_words(words: str) -> None:
    """Whatever is sent, it is read and nothing raises."""
    assert isinstance(read_place(words, KNOWN, asked=True).fits, tuple)


def test_plain_keeps_the_length() -> None:
    """One character for one, whatever is written."""
    for words in ("３號樓 Ｂ座", "㈤ﬁ①İ", "3️⃣号楼", "ẞß"):
        assert len(plain(words)) == len(words)


@pytest.mark.parametrize(
    ("words", "there"),
    [
        ("解放路路灯不亮", True),
        ("就在解放路邮局门口", True),
        ("解放路上的井盖没了", True),
        ("我住解放路", False),
        ("家在解放路的老张", False),
        ("解放路买的灯泡坏了", False),
        ("在解放路那边买的", False),
        ("刚从解放路回来，楼道灯就不亮了", False),
    ],
)
def test_a_street_that_is_named(words: str, there: bool) -> None:
    """What is wrong at a street is there; where somebody lives, comes from or has bought something is another place."""
    assert says_it_is_at(words, "解放路") is there
