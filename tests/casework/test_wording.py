"""Lists of words: one that a sentence is not looked through for has nothing in it."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest

from casework import words
from casework.words import accused, guess_words, how_to
from casework.words.guess import plainly
from casework.words.later import later
from casework.words.masking import mask_people
from casework.words.plain import plain
from casework.words.wording import Table, Wording, table
from tests.tools.guess_figures import SENTENCES, read

TABLES = ("DANGERS", "CATEGORIES", "PLAINLY", "NOTHING_ELSE", "TALK", "FINER")


def lists() -> Iterator[Wording]:
    """Every list there is."""
    for name in TABLES:
        for rule in table(getattr(guess_words, name)).rules:
            yield from (rule.words, *((rule.harmless,) if rule.harmless else ()))
    yield from map(Wording, guess_words.GROUP.values())
    yield from map(Wording, (guess_words.MOOT_FROM_HERE, guess_words.MOOT_UP_TO_HERE, guess_words.PRIVATE))


def test_a_list_is_ruled_out_only_where_it_has_nothing() -> None:
    """Of no sentence it is said that none of the words can be there, and one is."""
    sentences = [plainly(row["text"]) for name in ("shared", "written") for row in read(SENTENCES / f"{name}.csv")[::3]]
    wrong = [
        (one.pattern.pattern[:40], text)
        for one in lists()
        for text in sentences
        if not one.may_be_in(text) and one.pattern.search(text)
    ]
    assert wrong == []


def test_nearly_every_list_can_be_ruled_out() -> None:
    """Else the tables are made into patterns at the first sentence, which then takes a quarter of a second."""
    assert sum(one.needed is None for one in lists()) <= 3


@pytest.mark.parametrize(
    ("words", "text", "there"),
    [
        ("楼道/走廊+灯", "走廊灯坏了", True),
        ("楼道/走廊+灯", "走廊的灯坏了", False),
        ("楼道…灯", "楼道里的灯坏了", True),
        ("楼道…灯", "楼道黑，灯坏了", False),
        ("gas_leak", "a gas leak here", True),
        ("gas_leak", "gasleak", False),
        ("(?<!不)漏了", "不漏了", False),
        ("(?<!不)漏了", "又漏了", True),
    ],
)
def test_words_are_found_as_the_notation_says(words: str, text: str, there: bool) -> None:
    """Joints, blanks and patterns of their own."""
    assert Wording(words).is_in(text) is there


def test_rules_fit_in_their_order_and_without_what_is_harmless() -> None:
    """A table gives what fits from top to bottom; what is harmless is struck out before."""
    small = Table("[sewer]\n下水 马桶\n- 下水管没坏\n[light]\n灯\n")
    assert list(small.fitting("灯坏了，下水也堵了")) == ["sewer", "light"]
    assert list(small.fitting("下水管没坏，是灯坏了")) == ["light"]


def test_patterns_that_are_compiled_later_are_patterns() -> None:
    """What is not right in one of them is noticed here, not when somebody says the word."""
    for found in pkgutil.iter_modules(words.__path__, "casework.words."):
        for one in vars(importlib.import_module(found.name)).values():
            if type(one) is type(later("")):
                assert one.flags is not None, found.name  # compiles it


def test_a_cheap_sign_is_in_whatever_the_dear_pattern_finds() -> None:
    """No sentence of the tables is heard only by a pattern that its sign keeps from being looked for."""
    for text in [row["text"] for row in read(SENTENCES / "shared.csv")][::7]:
        said = plain(text)
        assert how_to._SAYS_OUT.search(said) or not any(one.search(said) for one in how_to._OUT.values()), text
        for clause in filter(None, accused._CLAUSES.split(text)):
            if accused._MAY_DO.search(clause) is None:
                assert accused._NEIGHBOUR_DOES.search(mask_people(clause)) is None, clause


@pytest.mark.parametrize("text", ["３號樓Ａ座，ＡＢＣ", "3号搂", "İß㎡ﬁ！？", "😀👍🏽 한국어 ー丨", ""])
def test_plain_words_are_as_long_as_they_were(text: str) -> None:
    """Spans hold, and what is plain stays as it is."""
    assert len(plain(text)) == len(text)
    assert plain(plain(text)) == plain(text)
