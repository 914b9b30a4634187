"""`make guess`: how well words are understood: sentences (FILE), conversations (GROUP), pairs of reports (PAIRS),
words of staff (STAFF), words on a result (RESULTS).

What a resident would meet: the functions counted here are those that the bot calls. Lines end in n/m, the goal before.
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from casework.words.acts import acts, likely, of_work
from casework.words.group import Look, Said, look
from casework.words.guess import guess
from casework.words.verdicts import verdict_perhaps, verdict_said
from tests.tools.likeness_figures import count_pairs, lines, read_pairs

SENTENCES = Path(__file__).parents[1] / "casework" / "sentences"

Row = Mapping[str, str]

GOALS = {
    "danger either": "85 %",
    "danger sure": "no goal",
    "false alarms sure": "at most 20 of 340",
    "false alarms maybe": "at most 40 of 340",
    "category": "75 %",
    "category top3": "85 %",
    "private": "65 %",
    "no report left alone": "90 %",
    "private for nothing": "no goal",
    "reports taken for talk": "no goal",
}


class Counts:
    """How many of how many, by line."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.all: Counter[str] = Counter()

    def add(self, line: str, right: bool) -> None:
        """One more of a line."""
        self.all[line] += 1
        self.right[line] += right

    def __iadd__(self, other: "Counts") -> "Counts":
        self.right += other.right
        self.all += other.all
        return self

    def share(self, line: str) -> float:
        """From 0 to 1; 1 where there is nothing to count."""
        return self.right[line] / self.all[line] if self.all[line] else 1.0

    def lines(self, goals: Mapping[str, str]) -> list[str]:
        """One line each, in the order of the goals."""
        return [f"{line} (goal: {goal}): {self.right[line]}/{self.all[line]}" for line, goal in goals.items()]


def count(rows: Iterable[Row]) -> Counts:
    """Every sentence guessed and compared with its label."""
    counts = Counts()
    for row in rows:
        found = guess(row["text"])
        if row["danger"]:
            counts.add("danger either", found.level != "none")
            counts.add("danger sure", found.level == "sure")
        else:
            counts.add("false alarms sure", found.level == "sure")
            counts.add("false alarms maybe", found.level == "maybe")
        if row["category"]:
            accepted = row["category"].split("|")
            counts.add("category", found.category in accepted or found.kind in accepted)
            offered = {*found.candidates, found.kind}
            counts.add("category top3", found.report and not offered.isdisjoint(accepted))
        if row["private"] == "yes":
            counts.add("private", found.private)
        elif not row["danger"]:
            counts.add("private for nothing", found.private)
        if row["report"] == "no":
            counts.add("no report left alone", not found.report)
        else:
            counts.add("reports taken for talk", not found.report)
    return counts


GROUP_GOALS = {
    "offers right": "90 %",
    "reports found": "60 %",
    "danger found": "85 %",
    "danger false": "at most 2 of 300",
    "me too": "70 %",
    "mended": "no goal",
    "private left alone": "no goal",
}


def count_group(rows: Iterable[Row]) -> Counts:
    """Every conversation looked at in its order, with what was understood so far as the context."""
    counts = Counts()
    for line in GROUP_GOALS:
        counts.all[line] += 0
    conversation, recent, labels = "", list[Look](), dict[int, str]()
    for row in rows:
        if row["conversation"] != conversation:
            conversation, recent, labels = row["conversation"], [], {}
        number = int(row["number"])
        said = Said(
            number=number,
            author=row["author"],
            text=row["text"],
            reply_to=int(row["reply_to"]) if row["reply_to"] else None,
            staff=row["role"] != "resident",
        )
        seen = look(said, recent)
        recent.append(seen)
        label = labels[number] = row["label"]
        if seen.label == "report":
            counts.add("offers right", label == "report")
        if label == "report":
            counts.add("reports found", seen.label == "report")
        if label == "danger":
            counts.add("danger found", seen.label == "danger")
        elif not (label == "me_too" and "danger" in labels.values()):
            counts.add("danger false", seen.label == "danger")
        if label == "me_too":
            counts.add("me too", seen.label == "me_too")
        if label == "mended":
            counts.add("mended", seen.label == "mended")
        if label == "private":
            counts.add("private left alone", seen.label in ("private", "none"))
    return counts


RESULT_GOALS = {"a word on it": "no goal", "the right one": "no goal", "taken for one": "no goal"}
WORK_GOALS = {"work": "no goal", "taken for work": "no goal"}
STAFF_GOALS = {
    "act": "60 %",
    "act top3": "80 %",
    "asked": "no goal",
    "asked with the right one": "85 %",
}


def count_staff(rows: Iterable[Row]) -> Counts:
    """Words of staff: the likeliest act, the first three, and how often anything is asked because of them."""
    counts = Counts()
    for row in rows:
        right, found = set(row["act"].split("|")), list(acts(row["text"]))
        counts.add("act", found[0] in right)
        counts.add("act top3", not right.isdisjoint(found[:3]))
        asked = likely(row["text"])
        counts.add("asked", bool(asked))
        if asked:
            counts.add("asked with the right one", not right.isdisjoint(found[:3]))
    return counts


def count_work(rows: Iterable[Row]) -> Counts:
    """Lines of a group of staff: how many of those of a matter are known, how many of the others are taken for such."""
    counts = Counts()
    for row in rows:
        counts.add("work" if row["work"] == "yes" else "taken for work", of_work(row["text"]))
    return counts


def count_results(rows: Iterable[Row]) -> Counts:
    """What residents say after a result: how many of the words on it are known, how many of these rightly, and how many
    of the others are taken for such."""
    counts = Counts()
    for row in rows:
        heard = verdict_perhaps(row["text"])
        said = verdict_said(row["text"]) or (heard[0] if heard is not None else None)
        counts.add("taken for one" if row["verdict"] == "none" else "a word on it", said is not None)
        if said is not None and row["verdict"] != "none":
            counts.add("the right one", said == row["verdict"])
    return counts


def read(path: Path) -> list[Row]:
    """A table with a header; a byte order mark is no part of it."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def main(arguments: Sequence[str]) -> int:
    """Print the figures of one table."""
    named = dict(argument.partition("=")[::2] for argument in arguments)
    if named.get("PAIRS"):
        print("\n".join(lines(count_pairs(read_pairs(Path(named["PAIRS"]))))))
        return 0
    if named.get("STAFF"):
        rows = read(Path(named["STAFF"]))
        of_group = "work" in rows[0]
        counts, goals = (count_work(rows), WORK_GOALS) if of_group else (count_staff(rows), STAFF_GOALS)
    elif named.get("RESULTS"):
        counts, goals = count_results(read(Path(named["RESULTS"]))), RESULT_GOALS
    elif named.get("GROUP"):
        counts, goals = count_group(read(Path(named["GROUP"]))), GROUP_GOALS
    else:
        counts, goals = count(read(Path(named.get("FILE") or SENTENCES / "shared.csv"))), GOALS
    print("\n".join(counts.lines(goals)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
