"""A small model of characters for what the table of words does not know: one softmax over what a sentence may be.

Its weights are data (data/ngrams.tsv.gz), made by tests/tools/train_guess.py from the labelled sentences, and are read
when they are first needed. Beside characters it looks at what words mean (concepts.py). A class is a category's key,
"!" and a danger, or "-" for what is no report. Beside the softmax stand questions of yes or no, which also look at how
a breath begins and ends and at what the tables have found.
"""

import gzip
import math
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Literal, get_args

from casework.frozen import frozen
from casework.words.concepts import concepts
from casework.words.later import later

NOTHING = "-"
# The yes-or-no questions: is it private, is there nothing to do. Of what a neighbour says in a group, which has weights
# of its own and no classes: is it talk, is it danger, has he it too, is it over. The last two mean something only where
# a matter is known (group.py).
QUESTIONS = ("private", "nothing")
OF_GROUPS = ("chat", "alarm", "me_too", "mended")
# What somebody who works here may mean by his words (acts.py): each a question of yes or no.
Act = Literal[
    "take",
    "not_mine",
    "coming",
    "late",
    "here",
    "done",
    "cannot",
    "later_day",
    "asks",
    "order",
    "up",
    "question",
    "away",
    "note",
    "talk",
    "received",
    "report",
]
OF_STAFF: tuple[Act, ...] = get_args(Act)

# The same in their own group, where most is talk: a question of yes or no.
OF_WORK = ("of the work",)
# How a resident says that what was reported is solved, if he says it at all: each a question of yes or no.
Verdict = Literal["good", "fair", "bad"]
OF_RESULTS: tuple[Verdict, ...] = get_args(Verdict)

_ASKED = frozenset({*QUESTIONS, *OF_GROUPS, *OF_STAFF, *OF_WORK, *OF_RESULTS})
"""What is a question of yes or no, and no class."""

_PIECE = later(r"[a-z0-9']+|[^\x00-\x7f]+")
_STOP = later("[，。！？；、…~“”（）【】《》：·]+")


def grams(plain: str) -> set[str]:
    """What the model looks at: single characters and pairs, Latin words and pairs of them (these behind a ":"), and
    what the words mean (behind an "@")."""
    found = concepts(plain)
    before = ""
    for piece in _PIECE.findall(plain):
        if piece[0].isascii():
            found.add(":" + piece)
            if before:
                found.add(f":{before} {piece}")
            before = piece
            continue
        for breath in _STOP.split(piece):
            found.update(breath)
            found.update(map(str.__add__, breath, breath[1:]))
    return found


def edges(plain: str) -> set[str]:
    """How the breaths begin ("^有", "^有人") and end ("吗$")."""
    found = set()
    for breath in (
        breath for piece in _PIECE.findall(plain) if not piece[0].isascii() for breath in _STOP.split(piece)
    ):
        if breath:
            found |= {"^" + breath[0], "^" + breath[:2], breath[-1] + "$", breath[-2:] + "$"}
    return found


def found(**said: object) -> set[str]:
    """What the rules have found, as signs for a model to weigh ("=deed take"); nothing for what they did not find."""
    return {f"={name} {value}" for name, value in said.items() if value is not None and value is not False}


@frozen
class Odds:
    """How likely each class is (they sum to 1), and the answers to the yes-or-no questions (0 to 1)."""

    classes: Mapping[str, float]
    private: float
    nothing: float

    @property
    def danger(self) -> float:
        """How likely a life is at stake, whatever the danger is."""
        return sum(odds for name, odds in self.classes.items() if name.startswith("!"))


@frozen
class Heard:
    """How likely a neighbour's message is each of these, 0 to 1."""

    chat: float
    alarm: float
    me_too: float
    mended: float


# A weight is one character: "O" is 0, each step up or down is the file's unit. So is a class: its place, from "0".
_ZERO, _FIRST = ord("O"), ord("0")
STEPS = 31


@frozen
class Model:
    """The weights: for each gram the classes that it speaks for or against, as the file writes them; what it does not
    name, it leaves alone. A sentence has some fifty of the thousands, so only these are ever read out."""

    names: tuple[str, ...]
    bias: tuple[float, ...]
    unit: float
    codes: Mapping[str, str]

    def weights(self, gram: str) -> Iterable[tuple[int, float]]:
        """The places of the classes that a gram speaks about, and how loudly."""
        code = self.codes[gram]
        return (
            (ord(at) - _FIRST, (ord(step) - _ZERO) * self.unit) for at, step in zip(code[::2], code[1::2], strict=True)
        )

    def odds(self, plain: str, signs: Iterable[str] = ()) -> Odds:
        """Judge a sentence that guess.py has made plain; `signs` are what its tables have found."""
        likely, answers = self._scores(plain, signs)
        top = max(likely)
        powers = [math.exp(one - top) for one in likely]
        whole = sum(powers)
        odds = {name: power / whole for name, power in zip(self.names, powers, strict=False)}
        return Odds(odds, *answers)

    def heard(self, plain: str, signs: Iterable[str] = ()) -> Heard:
        """The same of what is said in a group, with the weights for that."""
        return Heard(*self.answers(plain, signs))

    def answers(self, plain: str, signs: Iterable[str] = ()) -> list[float]:
        """The answers to the yes-or-no questions alone, 0 to 1, in their order."""
        return self._scores(plain, signs)[1]

    def _scores(self, plain: str, signs: Iterable[str]) -> tuple[list[float], list[float]]:
        """Of the classes, before they are made to sum to 1, and the answers to the questions."""
        classes = sum(name not in _ASKED for name in self.names)
        inner = [gram for gram in grams(plain) if gram in self.codes]
        outer = [gram for gram in (*edges(plain), *signs) if gram in self.codes]
        score = [0.0] * len(self.names)
        for gram in (*inner, *outer):
            for place, weight in self.weights(gram):
                score[place] += weight
        narrow, wide = scale(len(inner)), scale(len(inner) + len(outer))
        likely = [base + narrow * one for base, one in zip(self.bias[:classes], score, strict=False)]
        answers = [base + wide * one for base, one in zip(self.bias[classes:], score[classes:], strict=True)]
        return likely, [1 / (1 + math.exp(-one)) for one in answers]


def scale(known: int) -> float:
    """A long sentence has no louder voice than a short one."""
    return 1 / math.sqrt(known) if known else 0.0


def dump(names: Iterable[str], bias: Iterable[float], weights: Mapping[str, Mapping[int, float]], unit: float) -> str:
    """The file's text: names, bias and unit, then a gram a line with pairs of class and weight."""
    lines = ["\t".join(names), "\t".join(f"{one:.2f}" for one in bias), f"{unit:.5f}"]
    for gram, pairs in sorted(weights.items()):
        code = ""
        for place, weight in sorted(pairs.items()):
            if step := max(-STEPS, min(STEPS, round(weight / unit))):
                code += chr(_FIRST + place) + chr(_ZERO + step)
        if code:
            lines.append(f"{gram}\t{code}")
    return "\n".join(lines) + "\n"


def parse(text: str) -> Model:
    """Read what `dump` wrote."""
    names, bias, unit, *lines = text.rstrip("\n").split("\n")
    codes = dict(line.split("\t") for line in lines)
    return Model(tuple(names.split("\t")), tuple(map(float, bias.split("\t"))), float(unit), codes)


def _read(name: str) -> Model:
    packed = resources.files("casework.words").joinpath("data").joinpath(name).read_bytes()
    return parse(gzip.decompress(packed).decode())


@cache
def model() -> Model:
    """The weights that travel with the package, read once."""
    return _read("ngrams.tsv.gz")


@cache
def of_groups() -> Model:
    """Those for what neighbours say to each other."""
    return _read("group.tsv.gz")


@cache
def of_staff() -> Model:
    """Those for what whoever works here says."""
    return _read("staff.tsv.gz")


@cache
def of_results() -> Model:
    """Those for what a resident says of a result."""
    return _read("results.tsv.gz")


@cache
def of_work() -> Model:
    """Those for whether what staff say to each other is of what they do about a matter."""
    return _read("work.tsv.gz")
