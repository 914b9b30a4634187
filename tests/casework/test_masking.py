"""What a group may read of people's words."""

import re
import time
import unicodedata
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from casework.words.masking import _FIGURES, _RULES, Masked, _Rule, mask, mask_people, masked
from tests.casework.masking_cases import MASKED, UNTOUCHED

# How each figure may be written, gathered here and not taken from what is tested.
_SPOKEN = ["零〇洞", "一壹幺", "二贰貳两", "三叁參", "四肆", "五伍", "六陆陸", "七柒拐", "八捌", "九玖勾"]
_SCRIPTS = list(_SPOKEN)
for _char in map(chr, range(0x1FC00)):
    if (_digit := unicodedata.digit(_char, None)) is not None:
        _SCRIPTS[_digit] += _char
_VALUE = {char: str(value) for value, chars in enumerate(_SCRIPTS) for char in chars}


def _figures(text: str) -> str:
    """All figures of a text in one row, whatever their script and whatever stands between them."""
    return "".join(_VALUE.get(char, "") for raw in text for char in (raw if raw in _VALUE else _nfkc(raw)))


def _nfkc(char: str) -> str:
    return unicodedata.normalize("NFKC", char)


_BETWEEN = st.text(
    alphabet=st.one_of(
        st.characters(categories=["P", "S", "Z", "Mn", "Me", "Cc", "Cf", "Co"]).filter(lambda char: not _figures(char)),
        st.sampled_from("-.:/~ ()（）：，、*_#@+·—\n\u200b\u200d\ufe0f\u20e3ー丨"),
    ),
    max_size=5,
)


@st.composite
def _written(draw: st.DrawFn, number: str) -> str:
    """The number in figures of any script, with anything between them, in a sentence."""
    plain = draw(st.booleans())
    gaps = draw(st.sampled_from(["none", "some", "all"]))
    pieces = []
    for index, figure in enumerate(number):
        if index and (gaps == "all" or (gaps == "some" and draw(st.integers(0, 2)) == 0)):
            pieces.append(draw(_BETWEEN))
        pieces.append(figure if plain or figure == "X" else draw(st.sampled_from(_SCRIPTS[int(figure)])))
    before = draw(st.sampled_from(["", "电话", "打我手机 ", "找我：", "my phone is ", "3号楼的，"]))
    after = draw(
        st.sampled_from(
            [
                "",
                " 找我",
                "，谢谢",
                " thanks",
                "家里没水了",
                "户主接",
                "人不在",
                "方便时打",
                "平时没人",
                "多打几遍",
                "门口等",
                "号码别外传",
                "。晚上8:00-10:30在家",
            ]
        )
    )
    return before + "".join(pieces) + after


_LANDLINES = st.one_of(
    # Nothing that reads as a time (3:45) either way: there nobody can tell.
    st.sampled_from(["62001234", "64801234", "6480123"]),
    st.from_regex(r"[3-8][0-9]{7}", fullmatch=True),
    st.from_regex(r"[3-8][6-9][0-9]{5}", fullmatch=True),
)
_MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
_IDENTITIES = st.from_regex(r"[1-8][0-9]{5}(19|20)[0-9]{9}[0-9X]", fullmatch=True)


@pytest.mark.parametrize(("said", "shown"), MASKED)
def test_takes_out_what_identifies(said: str, shown: str) -> None:
    """What identifies a person, a car or a door is replaced, and the rest stays as it was written."""
    assert mask(said) == shown
    assert mask(shown) == shown


@pytest.mark.parametrize("said", UNTOUCHED)
def test_leaves_the_matter_and_the_building(said: str) -> None:
    """Buildings, floors, times, amounts, hotlines, issue numbers and those at work stay."""
    assert mask(said) == said


def test_the_tables_are_wide() -> None:
    """No sentence stands twice, and there are enough of either kind."""
    said = [each for each, _ in MASKED] + UNTOUCHED
    assert len(said) == len(set(said))
    assert min(len(MASKED), len(UNTOUCHED)) >= 120


@settings(max_examples=250)
@given(
    st.one_of(_MOBILES, _LANDLINES, _IDENTITIES).flatmap(lambda number: st.tuples(st.just(number), _written(number)))
)
def test_no_number_survives(drawn: tuple[str, str]) -> None:
    """Whatever the script and whatever stands between the figures, nobody can put the number together again."""
    number, said = drawn
    assert number.rstrip("X") in _figures(said)
    shown = mask(said)
    assert number.rstrip("X") not in _figures(shown)
    assert mask(shown) == shown


_REPORTS = st.text(
    alphabet=st.sampled_from(
        "0123456789０１５一二五零幺室楼单元号户我叫是王李建国老家的隔壁 -.:@#Xx微信QQabc，〔〕\u200b\ufe0f"
    ),
    max_size=60,
)
_PIECES = st.lists(
    st.sampled_from([said for said, _ in MASKED] + UNTOUCHED + ["〔门牌〕", "〔", "〕", "家", "\n"]), max_size=6
)


@settings(max_examples=300)
@given(st.one_of(st.text(st.characters()), _REPORTS, _PIECES.map("".join)))
@example("1" * 40)
@example("①②③④⑤⑥⑦⑧⑨①②③")
@example("\ud800\ue000\ue001ㅤ")
def test_holds_for_any_text(said: str) -> None:
    """Whatever is written, masking ends, masking again changes nothing, and no eleven figures stand in a row."""
    shown = mask(said)
    assert mask(shown) == shown
    assert re.search(r"\d{11}", shown) is None


# fmt: off
_HARD = [
    "1", "1-", "8:00-", "1,", "9,9,", "十一", "a", "a.@", "a.", "1x", "l3", "+86", "吉B", "yi", "영", "王",
    "王李", "张三家", "我叫王", "姓王", "阿尔", "我叫阿尔", "楼上的", "楼上那家住的", "五楼靠东", "〔门牌〕王",
    "〔电话〕1", "老王", "隔壁老", "〔",
]
# fmt: on
_HARD += [
    "2 ",
    "1" + " " * 16,
    "1:2 ",
    "8:00 ",
    "2026-11-25 ",
    "5 0 2室",
    "110 ",
    "3-6 7:12 ",
    "吉B 1",
    "one ",
    " ",
    "\u200b1",
]


@pytest.mark.parametrize("piece", _HARD)
def test_time_grows_with_the_length(piece: str) -> None:
    """Four thousand characters made to be hard take no second of the processor."""
    said = (piece * 4000)[:4000]
    began = time.process_time()
    mask(said)
    assert time.process_time() - began < 1


def test_what_is_masked_is_known_as_such() -> None:
    """A view that demands Masked gets words that went through the mask, however they were made."""
    assert masked("502王秀英家") == Masked("502王秀英家") == mask("502王秀英家")
    assert isinstance(masked("没水"), Masked)
    assert type(Masked(masked("没水"))) is Masked


OPEN = [
    ("张大爷打电话说井盖没了", "〔姓名〕打电话说井盖没了"),
    ("李婶说三号楼灯不亮", "〔姓名〕说三号楼灯不亮"),
    ("王姨家门口有水", "〔姓名〕家门口有水"),
    ("老郑反映的", "〔姓名〕反映的"),
    ("听小张说，路灯坏了", "听〔姓名〕说，路灯坏了"),
    ("小丽报的，她妈也说了", "〔姓名〕报的，她妈也说了"),
    ("替高大爷问问", "替〔姓名〕问问"),
    ("石大妈和赵奶奶都说冷", "〔姓名〕和〔姓名〕都说冷"),
    ("物业王师傅来看过", "物业王师傅来看过"),
    ("李主任说周一修", "李主任说周一修"),
    ("门卫大爷说的", "门卫大爷说的"),
    ("保安大哥不让进", "保安大哥不让进"),
    ("那大爷天天浇花", "那大爷天天浇花"),
    ("表哥说没水", "表哥说没水"),
    ("社区张姐说今天来", "社区张姐说今天来"),
    ("小孔往外冒水", "小孔往外冒水"),
    ("老林子边上的小马路", "老林子边上的小马路"),
    ("小区大妈跳舞", "小区大妈跳舞"),
    ("李姐去看过，换好了", "李姐去看过，换好了"),
]
"""What anybody may read; 小丽 reported it, 李姐 has it and stands beside the words."""


@pytest.mark.parametrize(("text", "shown"), OPEN)
def test_as_anybody_may_read_it(text: str, shown: str) -> None:
    """Neighbours by surname and kin go wherever they stand, those who are known by name too; staff stay."""
    found = mask_people(text, known=("小丽",), public=("李姐",))
    assert found == shown
    assert mask_people(found, known=("小丽",), public=("李姐",)) == found


@pytest.mark.parametrize("text", UNTOUCHED)
def test_files_keep_what_groups_read(text: str) -> None:
    """Of all that a group may read only the names of neighbours go."""
    assert mask_people(text).replace("〔姓名〕", "张大爷") == text


Parsed = Any
"""A part of a pattern as the standard library reads it."""


def _alternatives(parsed: Parsed) -> list[list[Parsed]]:
    """Of a rule that spares something first, what takes something out: the branches with the group `out`."""
    found: list[list[Parsed]] = [[]]
    for op, what in parsed:
        branches = [list(one) for one in what[1]] if op is _constants.BRANCH else [[(op, what)]]
        taking = [one for one in branches if "SUBPATTERN, (1," in repr(one)]
        found = [[*before, *one] for before in found for one in taking or branches]
    return found


def _least_figures(parsed: Parsed) -> int:
    """So many of `_FIGURES` are in whatever it matches."""
    count = 0
    for op, what in parsed:
        if op is _constants.LITERAL:
            count += chr(what) in _FIGURES
        elif op is _constants.IN:
            count += all(
                (kind is _constants.LITERAL and chr(value) in _FIGURES)
                or (kind is _constants.RANGE and set(map(chr, range(value[0], value[1] + 1))) <= set(_FIGURES))
                or (kind is _constants.CATEGORY and value is _constants.CATEGORY_DIGIT)
                for kind, value in what
            )
        elif op in (_constants.MAX_REPEAT, _constants.MIN_REPEAT):
            count += what[0] * _least_figures(what[2])
        elif op is _constants.SUBPATTERN:
            count += _least_figures(what[3])
        elif op is _constants.BRANCH:
            count += min(map(_least_figures, what[1]))
    return count


def _in_any_case(char: str) -> set[str]:
    """What the character finds where capitals do not matter."""
    return {char, char.lower(), char.upper()} | {"i": {*"İı"}, "s": {"\u017f"}, "k": {"\u212a"}}.get(
        char.lower(), set()
    )


def _all_in(items: list[Any], wanted: set[str]) -> bool:
    """Whether each character of a class is one of them."""
    chars: list[str] = []
    for kind, value in items:
        if kind is _constants.LITERAL:
            chars.append(chr(value))
        elif kind is _constants.RANGE:
            chars += map(chr, range(value[0], value[1] + 1))
        else:
            return False
    return all(_in_any_case(one) <= wanted for one in chars)


def _needs(parsed: Parsed, wanted: set[str]) -> bool:
    """Whether one of the characters is in whatever it matches, or beside it."""
    for op, what in parsed:
        if (
            (op is _constants.LITERAL and _in_any_case(chr(what)) <= wanted)
            or (op is _constants.IN and _all_in(what, wanted))
            or (op in (_constants.MAX_REPEAT, _constants.MIN_REPEAT) and what[0] > 0 and _needs(what[2], wanted))
            or (op is _constants.SUBPATTERN and _needs(what[3], wanted))
            or (op is _constants.ASSERT and _needs(what[1], wanted))
            or (op is _constants.BRANCH and all(_needs(one, wanted) for one in what[1]))
        ):
            return True
    return False


@pytest.mark.parametrize("rule", [one for one in _RULES if one.figures or one.needs], ids=lambda rule: rule.name)
def test_a_rule_is_left_out_only_where_it_finds_nothing(rule: _Rule) -> None:
    """By its pattern, and not by examples: it cannot take anything out with fewer figures, or without what it needs."""
    assert re.compile(rule.pattern).groupindex in ({}, {"out": 1})
    for one in _alternatives(_parser.parse(rule.pattern, re.IGNORECASE)):
        assert _least_figures(one) >= rule.figures
        assert not rule.needs or _needs(one, set(rule.needs))
