"""How well the table of words guesses, on sentences as residents write them (sentences.csv).

`set` in that file: "dev" sentences may be used to improve the table. "heldout" ones were written after it and only
measure it: whoever improves the table with one makes it "dev" and writes a new one. A "trap" sounds like an emergency
and is none; without a category it may be guessed as anything.
"""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.categories import BOARDS, CATEGORIES, QUICK, category
from casework.words import guess_words
from casework.words.guess import guess

with (Path(__file__).parent / "sentences.csv").open(encoding="utf-8", newline="") as file:
    SENTENCES = list(csv.DictReader(file))
DANGERS = [row for row in SENTENCES if row["danger"]]
HARMLESS = [row for row in SENTENCES if not row["danger"]]
TRAPS = [row for row in SENTENCES if row["set"] == "trap"]


@pytest.mark.parametrize(("name", "least"), [("dev", 110), ("heldout", 60)])
def test_guesses_four_of_five(name: str, least: int) -> None:
    """At least 80 % of the sentences, also of those that the table was not made from, get the right category."""
    rows = [row for row in SENTENCES if row["set"] == name]
    wrong = [
        (row["text"], row["category"], found)
        for row in rows
        if (found := guess(row["text"]).category) != row["category"]
    ]
    assert len(rows) >= least
    assert len(wrong) <= 0.2 * len(rows), wrong


@pytest.mark.parametrize("row", DANGERS, ids=lambda row: row["text"])
def test_misses_no_danger(row: dict[str, str]) -> None:
    """Every listed danger to life is recognised as what it is."""
    found = guess(row["text"])
    assert (found.danger, found.category) == (row["danger"], row["category"])


def test_cries_no_wolf() -> None:
    """No trap, and no ordinary report, is taken for an emergency."""
    assert len(TRAPS) >= 30
    assert [row["text"] for row in HARMLESS if guess(row["text"]).danger is not None] == []


def test_sentences_cover_the_categories() -> None:
    """Every category but "other" is in the sentences, and the sentences name only categories that exist."""
    used = {row["category"] for row in SENTENCES if row["category"]}
    assert used == set(CATEGORIES) - {"other"}


def test_greetings_are_not_recognised() -> None:
    """A draft that says nothing is not filed by itself."""
    assert not guess("你好").recognised
    assert not guess("收到").recognised
    assert not guess("").recognised


def test_backflow_is_for_tonight() -> None:
    """A blocked sewer waits until the morning, backflow does not."""
    assert not guess("下水道堵了").night
    assert guess("下水往上返，满地脏水").night
    assert guess("停水了").night


def test_private_matters_are_marked() -> None:
    """Quarrels, complaints about a person, violence, and who asks not to be named, are private."""
    assert guess("跟对门吵起来了").private
    assert guess("我要投诉网格员").private
    assert guess("我老公打我").private
    assert guess("楼上太吵 别说是我报的").private
    assert not guess("楼道灯不亮").private


def test_an_unknown_key_is_other() -> None:
    """A key from elsewhere or from before is "something else", not an error."""
    assert category("sewer").zh == "下水道堵塞"
    assert category("no such").key == "other"


def test_the_tables_agree() -> None:
    """Boards, quick choices and rules name only categories that exist; labels fit on a button and differ."""
    assert {row.board for row in CATEGORIES.values()} == set(BOARDS)
    assert {key for quick in QUICK for key in quick.categories} <= set(CATEGORIES)
    named = {line.strip("[]") for line in guess_words.CATEGORIES.splitlines() if line.startswith("[")}
    assert named <= set(CATEGORIES)
    labels = [row.zh for row in CATEGORIES.values()]
    assert len(set(labels)) == len(labels)
    assert max(map(len, labels)) <= 7


def test_private_matters_have_no_shared_place() -> None:
    """What is private is never shown to the residents' group."""
    assert [row.key for row in CATEGORIES.values() if row.private and row.shared_place] == []


@given(st.text())
def test_never_raises(said: str) -> None:
    """Any text gets a guess, and a guessed category exists."""
    found = guess(said)
    assert found.category is None or found.category in CATEGORIES
