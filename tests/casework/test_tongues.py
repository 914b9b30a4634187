"""What residents say in Korean and English, in all that they do in a conversation: most of it is understood."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from casework.categories import broad
from casework.words.answers import answer_in, asks_when, drops, verdict_in
from casework.words.finding import finds_home
from casework.words.guess import Guess, guess
from casework.words.numbered import gives_up
from casework.words.verdicts import verdict_said

TABLE = Path(__file__).with_name("sentences") / "tongues.csv"
FLOOR = 0.94
"""Of a hundred sentences so many are read as what they are; no model was taught them."""


def _read(language: str) -> list[tuple[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as table:
        return [(row["act"], row["text"]) for row in csv.DictReader(table) if row["language"] == language]


def _says(verdict: str) -> Callable[[str, Guess], bool]:
    return lambda text, found: verdict in (verdict_in(text), verdict_said(text))


def _talks(kind: str) -> Callable[[str, Guess], bool]:
    return lambda text, found: found.talk == kind


READ: dict[str, Callable[[str, Guess], bool]] = {
    "danger": lambda text, found: found.danger is not None,
    "greeting": _talks("greeting"),
    "thanks": _talks("thanks"),
    "goodbye": _talks("goodbye"),
    "phone": _talks("phone"),
    "question": _talks("question"),
    "when": lambda text, found: asks_when(text) or found.talk == "status",
    "drop": lambda text, found: drops(text) or gives_up(text),
    "good": _says("good"),
    "bad": _says("bad"),
    "yes": lambda text, found: answer_in(text) == "yes",
    "no": lambda text, found: answer_in(text) in ("no", "drop"),
    "way": lambda text, found: finds_home(text),
}
"""How each act is read; but for danger nothing of it may alarm."""


def understood(act: str, text: str) -> bool:
    """Whether the words are read as that act."""
    found = guess(text)
    kind, _, category = act.partition(":")
    if kind != "danger" and found.danger is not None:
        return False
    if kind == "report":
        told = drops(text) or gives_up(text) or finds_home(text)
        return found.report and found.category == broad(category) and not told
    return READ[kind](text, found)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_other_tongues(language: str) -> None:
    """Reports with their kind, danger, greetings, thanks, questions, withdrawals, verdicts, yes and no, a way in."""
    rows = _read(language)
    missed = [text for act, text in rows if not understood(act, text)]
    assert len(rows) > 100
    assert len(missed) <= (1 - FLOOR) * len(rows), missed
