"""Makes casework/words/data/ngrams.tsv from the labelled sentences; `--validate` measures without a trained table.

    python -m tests.tools.train_guess               trains on all sentence tables and writes the weights
    python -m tests.tools.train_guess --validate    trains without each table in turn and prints the figures on it

One softmax, fitted by stochastic gradient with a rate per gram; the same tables give the same file, byte for byte.
"""

import csv
import math
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from casework.categories import BROAD, CATEGORIES
from casework.words import acts, guess, ngrams
from tests.tools import guess_figures

ROOT = Path(__file__).parents[2]
TABLES = ROOT / "tests" / "casework" / "sentences"
DATA = ROOT / "casework" / "words" / "data"
SHARED, SHARED_GROUP, WRITTEN_GROUP = "shared.csv", "shared_group.csv", "written_group.csv"
STAFF_WORDS, STAFF_HELDOUT = "staff_words.csv", "staff_heldout.csv"
# heldout.csv and unseen.csv only measure. Korean is told twice: a hundred sentences would be drowned by four thousand.
WRITTEN = ("written.csv", "korean.csv", "korean.csv")
GRAMS, PAIRS = 5600, 28_000  # what is kept: about 100 kB

NAMES = [*(f"!{danger}" for danger in guess.DANGERS), ngrams.NOTHING]
NOT_TAUGHT = {"gas_smell", "fire", "live_wire", "violence", "injury"}
NAMES += [key for key in BROAD if key not in NOT_TAUGHT and not CATEGORIES[key].beside]
NAMES += ngrams.QUESTIONS
PLACES = {name: place for place, name in enumerate(NAMES)}

Row = Mapping[str, str]


def read(path: Path) -> list[Row]:
    """A table of sentences with the columns text, language, danger, category, private, report."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def classes(row: Row) -> list[str]:
    """What the row should be judged to be; several categories share it."""
    if row["danger"]:
        return ["!" + row["danger"]]
    if row["report"] == "no":
        return [ngrams.NOTHING]
    return [key for key in row["category"].split("|") if key in PLACES]


@dataclass(frozen=True, slots=True)
class Lesson:
    """One sentence: the grams that the classes may look at, those for the questions alone, and what is right.

    An answer of None is not known, so nothing is learnt about that question; without a class none is about these.
    """

    inner: list[int]
    outer: list[int]
    classes: list[int]
    answers: list[bool | None]


Heard = tuple[str, Iterable[str]]
"""The words as a model reads them, and what the tables have found."""


def _guessed(text: str) -> Heard:
    found = guess.words(text)
    return found.plain, found.signs


@dataclass(frozen=True, slots=True)
class Course:
    """What is taught by a table: the names, how a row answers the questions, how the words are read, how much of it is
    kept. Without classes there are questions alone."""

    names: Sequence[str]
    answers: Callable[[Row], list[bool | None]]
    grams: int
    pairs: int
    classes: Callable[[Row], list[str]] = lambda _: []
    questions: int = 0
    """How many of the names are questions, the last ones; 0: all."""
    read: Callable[[str], Heard] = _guessed


def lessons(rows: Iterable[Row], course: Course) -> tuple[dict[str, int], list[Lesson]]:
    """The grams that occur twice at least, with how often, and the sentences in terms of their numbers."""
    told = []
    for row in rows:
        plain, signs = course.read(row["text"])
        told.append((row, ngrams.grams(plain), ngrams.edges(plain) | set(signs)))
    counted = Counter(gram for _, inner, outer in told for gram in inner | outer)
    known = {gram: times for gram, times in sorted(counted.items()) if times > 1}
    index = {gram: place for place, gram in enumerate(known)}
    made = []
    for row, inner, outer in told:
        made.append(
            Lesson(
                inner=sorted(index[gram] for gram in inner if gram in index),
                outer=sorted(index[gram] for gram in outer if gram in index),
                classes=[PLACES[name] for name in course.classes(row)],
                answers=course.answers(row),
            )
        )
    return known, made


def _overheard(row: Row) -> list[bool | None]:
    """The answers to the questions about a neighbour's words in a group, in their order. What somebody told the bot
    says what a report and a danger sound like, and nothing about the rest."""
    label = row.get("label")
    if label is None:
        return [row["report"] == "no", bool(row["danger"]), None, None]
    chat = {"none": True, "mended": True, "report": False}.get(label)
    return [chat, None if label == "me_too" else label == "danger", label == "me_too", label == "mended"]


def _told(row: Row) -> list[bool | None]:
    return [row["private"] == "yes", row["report"] == "no"]


def _meant(row: Row) -> list[bool | None]:
    """Which acts the words of somebody who works here are."""
    return [act in row["act"].split("|") for act in ngrams.OF_STAFF]


def _as_staff(text: str) -> Heard:
    return acts.as_learnt(text), acts.signs(text)


TOLD = Course(NAMES, _told, GRAMS, PAIRS, classes=classes, questions=len(ngrams.QUESTIONS))
GROUPS = Course(ngrams.OF_GROUPS, _overheard, grams=4000, pairs=11_000)  # about 50 kB
STAFF = Course(ngrams.OF_STAFF, _meant, grams=2500, pairs=9_000, read=_as_staff)  # about 35 kB


def train(
    rows: Iterable[Row], course: Course = TOLD, *, rounds: int = 25, rate: float = 0.4, decay: float = 4e-5
) -> str:
    """The text of the weights' file."""
    known, made = lessons(rows, course)
    names, size = list(course.names), len(course.names)
    last = size - course.questions if course.questions else 0
    soft = [[0.0] * last for _ in known]
    hard = [[0.0] * (size - last) for _ in known]
    squares = [[1e-3, 1e-3] for _ in known]
    bias = [0.0] * size
    dice = random.Random(5)
    for _ in range(rounds):
        dice.shuffle(made)
        for lesson in made:
            if lesson.classes:
                scale = ngrams.scale(len(lesson.inner))
                score = _score(soft, lesson.inner, scale, bias[:last])
                top = max(score)
                slope = [math.exp(one - top) for one in score]
                whole = sum(slope)
                slope = [one / whole for one in slope]
                for place in lesson.classes:
                    slope[place] -= 1 / len(lesson.classes)
                bias[:last] = [one - 0.01 * step for one, step in zip(bias[:last], slope, strict=True)]
                _step(soft, squares, 0, lesson.inner, scale, slope, rate, decay)
            grams = lesson.inner + lesson.outer
            scale = ngrams.scale(len(grams))
            score = _score(hard, grams, scale, bias[last:])
            slope = [
                0.0 if right is None else 1 / (1 + math.exp(-one)) - right
                for one, right in zip(score, lesson.answers, strict=True)
            ]
            bias[last:] = [one - 0.01 * step for one, step in zip(bias[last:], slope, strict=True)]
            _step(hard, squares, 1, grams, scale, slope, rate, decay)
    return _pruned(names, known, soft, hard, bias, course.grams, course.pairs)


def _score(weights: list[list[float]], grams: list[int], scale: float, bias: list[float]) -> list[float]:
    sums = [sum(column) for column in zip(*(weights[gram] for gram in grams), strict=True)]
    return [base + scale * one for base, one in zip(bias, sums, strict=True)] if sums else bias


def _step(
    weights: list[list[float]],
    squares: list[list[float]],
    head: int,
    grams: list[int],
    scale: float,
    slope: list[float],
    rate: float,
    decay: float,
) -> None:
    """Downhill, each gram the slower the more it has already moved."""
    steepness = scale * scale * sum(one * one for one in slope)
    for gram in grams:
        squares[gram][head] += steepness
        step = rate * scale / math.sqrt(squares[gram][head])
        weights[gram] = [w - step * g - decay * w for w, g in zip(weights[gram], slope, strict=True)]


def _pruned(
    names: Sequence[str],
    known: Mapping[str, int],
    soft: list[list[float]],
    hard: list[list[float]],
    bias: list[float],
    most_grams: int,
    most_pairs: int,
) -> str:
    """Only what speaks loudest, and rather what is often said: a softmax does not change when all classes of a
    gram move together."""
    weights = []
    for classes, answers in zip(soft, hard, strict=True):
        middle = sorted(classes)[len(classes) // 2] if classes else 0.0
        weights.append([one - middle for one in classes] + answers)
    grams = list(known)
    voices = [[abs(one) * math.sqrt(times) for one in row] for row, times in zip(weights, known.values(), strict=True)]
    loud = sorted(range(len(grams)), key=lambda gram: (-max(voices[gram]), grams[gram]))[:most_grams]
    floor = sorted((one for gram in loud for one in voices[gram]), reverse=True)[:most_pairs][-1]
    unit = max(abs(one) for gram in loud for one in weights[gram]) / ngrams.STEPS
    kept = {grams[gram]: {at: w for at, w in enumerate(weights[gram]) if voices[gram][at] >= floor} for gram in loud}
    return ngrams.dump(names, bias, kept, unit)


def first_table() -> list[Row]:
    """The rows of the first table of sentences that may be learnt from; its traps without a category say too little."""
    return [
        {**row, "private": "", "report": "yes"}
        for row in read(TABLES.parent / "sentences.csv")
        if row["set"] != "heldout" and (row["category"] or row["danger"])
    ]


def talk(*names: str) -> list[Row]:
    """What neighbours say in a group; what was only sent there has no words."""
    return [row for name in names for row in read(TABLES / name) if "[" not in row["text"]]


def written() -> list[Row]:
    """All that was written to learn from, without the shared table."""
    return first_table() + [row for name in WRITTEN for row in read(TABLES / name)]


def _use(rows: Iterable[Row]) -> None:
    """From here on, guess with what these rows teach."""
    fresh = ngrams.parse(train(rows))
    ngrams.model = lambda: fresh  # type: ignore[assignment]


def _use_in_groups(rows: Iterable[Row]) -> None:
    fresh = ngrams.parse(train(rows, GROUPS))
    ngrams.of_groups = lambda: fresh  # type: ignore[assignment]


def _print(title: str, counts: guess_figures.Counts) -> None:
    print(title, *counts.lines(guess_figures.GOALS), sep="\n  ", flush=True)


def _validate() -> int:
    """Each measured by what the others taught; the written ones in five parts. The table of words is the same."""
    shared, held = read(TABLES / SHARED), read(TABLES / "heldout.csv")
    mine = written()
    _use(mine)
    _print("shared.csv, learnt from what was written", guess_figures.count(shared))
    _use(mine + shared)
    _print("heldout.csv, learnt from the others", guess_figures.count(held))
    everything = mine + shared
    random.Random(7).shuffle(everything)
    counts = guess_figures.Counts()
    for part in range(5):
        _use(row for at, row in enumerate(everything) if at % 5 != part)
        counts += guess_figures.count(everything[part::5])
    _print("all in five parts", counts)
    _use(everything)
    talked = talk(SHARED_GROUP, WRITTEN_GROUP)
    of_group: dict[str, guess_figures.Counts] = {name: guess_figures.Counts() for name in (SHARED_GROUP, WRITTEN_GROUP)}
    for part in range(4):
        hidden = set(sorted({row["conversation"] for row in talked if row["conversation"]})[part::4])
        _use_in_groups(everything + [row for row in talked if row["conversation"] not in hidden])
        for name, counted in of_group.items():
            counted += guess_figures.count_group(row for row in read(TABLES / name) if row["conversation"] in hidden)
    for name, counted in of_group.items():
        print(f"{name} in four parts", *counted.lines(guess_figures.GROUP_GOALS), sep="\n  ")
    return 0


def main(arguments: Sequence[str]) -> int:
    """Train, or validate."""
    if "--validate" in arguments:
        return _validate()
    told = written() + read(TABLES / SHARED)
    for name, text in {
        "ngrams.tsv": train(told),
        "group.tsv": train(told + talk(SHARED_GROUP, WRITTEN_GROUP), GROUPS),
        "staff.tsv": train(read(TABLES / STAFF_WORDS), STAFF),
    }.items():
        (DATA / name).write_text(text, encoding="utf-8")
        print(f"{name}: {len(text.encode()) / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
