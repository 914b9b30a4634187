"""Words in the notation that guess_words.py explains, looked for in a sentence.

The tables have a hundred lists of words, and a sentence has nothing of most of them. So it is first asked whether one
of the words that a list cannot do without is there at all; only then the list is made into a pattern and looked for.
"""

import re
from collections.abc import Iterator
from functools import cache, cached_property

from casework.frozen import frozen
from casework.words.later import later

BREATH = r"[^\s，。！？；、,.!?;:：]"
_JOINTS = {"……": ".{0,15}?", "…": BREATH + "{0,8}?", "+": ""}
_JOINT = later(r"(……|…|\+)")
_OF_PATTERNS = frozenset(r"[](){}?*|\^$.<")


class Wording:
    """One list: any of its words is enough."""

    def __init__(self, words: str) -> None:
        self._words = words.split()
        needed = [_needed(word) for word in self._words]
        self.needed = frozenset[str]().union(*needed) if all(needed) else None
        """Of these one is there where any of the words is; None where that cannot be told."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The list as a pattern: it takes a thousandth of a second to make."""
        patterns = []
        for word in self._words:
            pieces = _JOINT.split(word)
            patterns.append("".join(_JOINTS[piece] if i % 2 else _part(piece) for i, piece in enumerate(pieces)))
        return re.compile("|".join(patterns), re.DOTALL)

    def may_be_in(self, text: str) -> bool:
        """False where certainly none of the words is."""
        return self.needed is None or any(piece in text for piece in self.needed)

    def is_in(self, text: str) -> bool:
        """Whether one of the words is there."""
        return self.may_be_in(text) and self.pattern.search(text) is not None

    def is_all_of(self, text: str) -> bool:
        """Whether the text is one of the words and nothing else."""
        return self.may_be_in(text) and self.pattern.fullmatch(text) is not None

    def struck_out(self, text: str) -> str:
        """The text with a pause in the place of each of the words."""
        return self.pattern.sub("，", text) if self.may_be_in(text) else text


@cache
def wording(words: str) -> Wording:
    """One list, made once."""
    return Wording(words)


@frozen
class Rule:
    """What its words are a sign of; what is harmless is struck out of the sentence before."""

    result: str
    words: Wording
    harmless: Wording | None

    def fits(self, text: str) -> bool:
        """Whether the sentence has its words."""
        return self.words.is_in(self.harmless.struck_out(text) if self.harmless else text)


class Table:
    """The rules of one table, in its order."""

    def __init__(self, table: str) -> None:
        self.rules = tuple(map(_rule, table.strip().removeprefix("[").split("\n[")))
        self._always = {number for number, rule in enumerate(self.rules) if rule.words.needed is None}
        self._by_sign: dict[str, list[tuple[str, int]]] = {}
        for number, rule in enumerate(self.rules):
            for piece in rule.words.needed or ():
                self._by_sign.setdefault(piece[0], []).append((piece, number))

    def fitting(self, text: str) -> Iterator[str]:
        """The results of the rules that fit, in their order."""
        at = self._by_sign
        possible = {number for sign in at.keys() & set(text) for piece, number in at[sign] if piece in text}
        for number in sorted(possible | self._always):
            if self.rules[number].fits(text):
                yield self.rules[number].result


@cache
def table(source: str) -> Table:
    """One table, made when it is first needed: it takes milliseconds, and a start does not need it."""
    return Table(source)


def _rule(block: str) -> Rule:
    head, *lines = block.splitlines()
    words = " ".join(line for line in lines if not line.startswith("-"))
    harmless = " ".join(line.removeprefix("-") for line in lines if line.startswith("-"))
    return Rule(head.rstrip("]"), Wording(words), Wording(harmless) if harmless else None)


def _needed(word: str) -> list[str]:
    """The pieces between two of its joints, one of which is there where the word is: where the choice is smallest. No
    piece where every part is a pattern of its own."""
    parts = [part.replace("_", " ").split("/") for part in _JOINT.split(word)[::2] if part]
    plain = [part for part in parts if _OF_PATTERNS.isdisjoint("".join(part))]
    return min(plain, key=len, default=[])


def _part(alternatives: str) -> str:
    # Longest first, so that a harmless phrase is struck out whole; Latin words only as whole words.
    if not alternatives:
        return ""
    words = sorted((word.replace("_", " ") for word in alternatives.split("/")), key=len, reverse=True)
    return "(?:" + "|".join(rf"\b{re.escape(w)}" + r"\b" * w[-1].isalnum() if w.isascii() else w for w in words) + ")"
