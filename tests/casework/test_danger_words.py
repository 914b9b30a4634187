"""Words said in the middle of a danger: a no, thanks, where to come, what is private, what begins again."""

import pytest

from casework.words.danger_words import (
    answers_no,
    begins_again,
    names_violence,
    only_thanks,
    only_where,
    without_private,
)
from casework.words.guess import calm_kind, guess


@pytest.mark.parametrize(
    "said",
    ["没有人摔 就是怕有人掉下去", "没人受伤", "没有人在里面", "没摔着", "就是怕有人掉下去", "没砸着人，就是砸车上了"],
)
def test_a_no_in_so_many_words(said: str) -> None:
    """Nobody is hurt, says who is asked."""
    assert answers_no(said)


@pytest.mark.parametrize(
    "said",
    [
        "没人管 快来",
        "怕有人在里面",
        "没人受伤 但是火大了",
        "就是怕有人埋里面",
        "没有人扶我 起不来了",
        "有人",
        "没事 快来人",
    ],
)
def test_no_no(said: str) -> None:
    """What may be a yes is none."""
    assert not answers_no(said)


@pytest.mark.parametrize(
    ("said", "thanks"),
    [
        ("谢谢", True),
        ("哎妈呀 可谢谢你们了", True),
        ("辛苦各位师傅了", True),
        ("谢谢 2单元602", False),
        ("谢谢 快来", False),
    ],
)
def test_thanks_and_nothing_else(said: str, thanks: bool) -> None:
    """A door beside the thanks is news."""
    assert only_thanks(said) is thanks


@pytest.mark.parametrize(
    ("said", "where"), [("2单元602 快来", True), ("602", True), ("她又薅我头发了", False), ("味儿更大了", False)]
)
def test_only_where_to_come(said: str, where: bool) -> None:
    """A door, and "come"."""
    assert only_where(said) is where


@pytest.mark.parametrize(
    ("said", "danger", "begins"),
    [
        ("又打起来了", "violence", True),
        ("又打起来了", "lift", False),
        ("又来了 味儿更大了", "gas", True),
        ("没来 又停了 忽闪一下子", "violence", False),
        ("又晕过去了", "ill", True),
        ("又来了", "fire", True),
    ],
)
def test_which_danger_begins_again(said: str, danger: str, begins: bool) -> None:
    """ "Off again" is nobody's fight."""
    assert begins_again(said, danger) is begins


def test_what_is_private() -> None:
    """A beating is, whatever the tables make of it; of a sentence the breaths about nobody are for all."""
    assert names_violence("2单元602 她又薅我头发了")
    assert not names_violence("老伴摔了 起不来了")
    assert without_private("厨房还有煤气味 他把阀门拧开了") == "厨房还有煤气味"


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("锅糊了 老太太晕了", "hurt"),
        ("人找到了 没呼吸", "ill"),
        ("火灭了 有人烧伤", "hurt"),
        ("做饭呢 煤气爆了", "gas"),
        ("别来了 老头倒厨房里了叫不答应", "ill"),
        ("隔壁儿子天天打他瘫痪的妈", "violence"),
        ("老太太晕了 没事了 醒了", None),
        ("没事了 就是刚才老太太晕了一下", None),
        ("电工来过了 漏电那根线包好了", None),
        ("老太太把剩饭倒厕所里了", None),
    ],
)
def test_danger_beside_something_else(text: str, danger: str | None) -> None:
    """A burnt pan, good news or a refusal beside it takes nothing from a danger; what was is none."""
    assert guess(text).sure == danger


@pytest.mark.parametrize(
    "text",
    [
        "楼上往下滴答水，滴到电插排上了",
        "楼上漏水漏到插座上了",
        "水滴答到配电箱里了",
        "洗衣机水漫到插线板上了",
        "暖气爆了水溅到电插座上",
        "water is dripping onto the power strip",
        "the ceiling leaks into the fuse box",
    ],
)
def test_water_onto_electricity(text: str) -> None:
    """Water that comes onto current is a danger outright, whatever the model hears in the sentence around it."""
    assert guess(text).sure == "wire"


@pytest.mark.parametrize(
    "text", ["怕水流到插座上", "差点滴到插座上", "水没滴到插座", "插座离水管近，容易溅到", "别让水溅到插座上"]
)
def test_water_that_did_not_come_onto_it(text: str) -> None:
    """Feared, nearly, or not at all: nobody is called."""
    assert guess(text).sure is None


@pytest.mark.parametrize(
    "text", ["墙皮掉下来砸着人车了", "墙皮掉下来砸到人家的车了", "没砸着人，就是砸车上了", "楼顶瓦片掉下来了没砸着人"]
)
def test_what_fell_on_a_car_hurt_nobody(text: str) -> None:
    """Somebody's car is no man; and what is filed where nobody is in danger is what fell, and no injury."""
    assert guess(text).sure is None
    assert calm_kind(text) == "falling_things"


def test_what_fell_keeps_its_name_where_nobody_is_in_danger() -> None:
    """ "It hit a child", and then "nobody is hurt": the matter is what falls."""
    assert guess("墙皮掉下来砸到小孩了").sure == "hurt"
    assert calm_kind("墙皮掉下来砸到小孩了") == "falling_things"
