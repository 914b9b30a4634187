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
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from casework.categories import CATEGORIES
from casework.words import guess, ngrams
from tests.tools import guess_figures

ROOT = Path(__file__).parents[2]
TABLES = ROOT / "tests" / "casework" / "sentences"
WEIGHTS = ROOT / "casework" / "words" / "data" / "ngrams.tsv"
SHARED = "shared.csv"
WRITTEN = ("written.csv", "korean.csv")  # heldout.csv only measures
GRAMS, PAIRS = 4000, 20_000  # what is kept: about 60 kB

NAMES = [*(f"!{danger}" for danger in guess.DANGERS), ngrams.NOTHING]
NAMES += [key for key in CATEGORIES if key not in {"gas_smell", "fire", "live_wire", "violence", "injury"}]
NAMES += [ngrams.PRIVATE]
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


def train(rows: Iterable[Row], rounds: int = 40, rate: float = 0.7, decay: float = 4e-5) -> str:
    """The text of the weights' file."""
    told = [(ngrams.grams(guess.plainly(row["text"])), classes(row), row["private"] == "yes") for row in rows]
    told = [one for one in told if one[1]]
    counted = Counter(gram for grams, _, _ in told for gram in grams)
    known = sorted(gram for gram, times in counted.items() if times > 1)
    index = {gram: place for place, gram in enumerate(known)}
    samples = [(sorted(index[gram] for gram in grams if gram in index), right, private) for grams, right, private in told]
    size, last = len(NAMES), PLACES[ngrams.PRIVATE]
    weights = [[0.0] * size for _ in known]
    squares = [1e-3] * len(known)
    bias = [0.0] * size
    order, dice = list(range(len(samples))), random.Random(5)
    for _ in range(rounds):
        dice.shuffle(order)
        for at in order:
            grams, right, private = samples[at]
            scale = 1 / math.sqrt(len(grams)) if grams else 0.0
            score = [sum(column) for column in zip(*(weights[gram] for gram in grams), strict=True)] or [0.0] * size
            score = [one * scale + base for one, base in zip(score, bias, strict=True)]
            top = max(score[:last])
            slope = [math.exp(one - top) for one in score[:last]]
            whole = sum(slope)
            slope = [one / whole for one in slope]
            for name in right:
                slope[PLACES[name]] -= 1 / len(right)
            slope.append(1 / (1 + math.exp(-score[last])) - private)
            bias = [one - 0.01 * step for one, step in zip(bias, slope, strict=True)]
            steepness = scale * scale * sum(one * one for one in slope)
            for gram in grams:
                squares[gram] += steepness
                step = rate * scale / math.sqrt(squares[gram])
                weights[gram] = [w - step * g - decay * w for w, g in zip(weights[gram], slope, strict=True)]
    return _pruned(known, weights, bias)


def _pruned(known: Sequence[str], weights: list[list[float]], bias: list[float]) -> str:
    """Only what speaks loudest: a softmax does not change when all classes of a gram move together."""
    last = PLACES[ngrams.PRIVATE]
    for row in weights:
        middle = sorted(row[:last])[last // 2]
        row[:last] = [one - middle for one in row[:last]]
    loud = sorted(range(len(known)), key=lambda gram: (-max(map(abs, weights[gram])), known[gram]))[:GRAMS]
    floor = sorted((abs(one) for gram in loud for one in weights[gram]), reverse=True)[:PAIRS][-1]
    unit = max(abs(one) for gram in loud for one in weights[gram]) / ngrams.STEPS
    kept = {known[gram]: {at: w for at, w in enumerate(weights[gram]) if abs(w) >= floor} for gram in loud}
    return ngrams.dump(NAMES, bias, kept, unit)


def first_table() -> list[Row]:
    """The rows of the first table of sentences that may be learnt from; its traps without a category say too little."""
    return [
        {**row, "private": "", "report": "yes"}
        for row in read(TABLES.parent / "sentences.csv")
        if row["set"] != "heldout" and (row["category"] or row["danger"])
    ]


def written() -> list[Row]:
    """All that was written to learn from, without the shared table."""
    return first_table() + [row for name in WRITTEN for row in read(TABLES / name)]


def _use(rows: Iterable[Row]) -> None:
    """From here on, guess with what these rows teach."""
    fresh = ngrams.parse(train(rows))
    ngrams.model = lambda: fresh  # type: ignore[assignment]


def _print(title: str, counts: guess_figures.Counts) -> None:
    print(title, *counts.lines(guess_figures.GOALS), sep="\n  ", flush=True)


def _validate() -> int:
    """Each measured by what the others taught; the written ones in five parts. The table of words is the same."""
    shared, mine, held = read(TABLES / SHARED), written(), read(TABLES / "heldout.csv")
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
    return 0


def main(arguments: Sequence[str]) -> int:
    """Train, or validate."""
    if "--validate" in arguments:
        return _validate()
    WEIGHTS.write_text(train(written() + read(TABLES / SHARED)), encoding="utf-8")
    print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
