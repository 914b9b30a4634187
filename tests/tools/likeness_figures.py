"""`make guess PAIRS=table.csv`: how well two reports of one matter are known as such, on a table of labelled pairs.

A pair's `where`: the same building, another one of the estate or of the grid, far; near100, away400: two areas with
spots on the map so many metres apart. The kind is what the words are taken for, as when somebody reports.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from casework.settings import Settings
from casework.words.guess import guess
from casework.words.likeness import Reported, alike

PAIRS = Path(__file__).parents[1] / "casework" / "sentences" / "pairs.csv"
GOALS = {"precision": 0.9, "recall": 0.6}
BEGAN = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
LINES: dict[str, tuple[tuple[int, ...], int | None]] = {
    "building": ((4, 3, 2, 1), 9),
    "estate": ((5, 6, 2, 1), 9),
    "grid": ((7, 3, 2, 1), 8),
    "far": ((8, 10, 2, 1), 8),
    "near100": ((5, 6, 2, 1), 9),
    "away400": ((5, 6, 2, 1), 9),
}
METRES = {"near100": 100.0, "away400": 400.0}
DEGREE = 111_195.0  # metres of latitude


@dataclass(slots=True)
class Figures:
    """How many pairs were taken for one matter rightly, wrongly, and how many were missed; and which."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    mistakes: tuple[str, ...] = ()

    @property
    def precision(self) -> float:
        """Of those taken for one matter, how many are."""
        return self.right / ((self.right + self.wrong) or 1)

    @property
    def recall(self) -> float:
        """Of those that are one matter, how many were taken for it."""
        return self.right / ((self.right + self.missed) or 1)


def pair(row: Mapping[str, str]) -> tuple[Reported, Reported]:
    """The two reports of a row of the table."""
    where, away = row["where"], METRES.get(row["where"])
    line, estate = LINES[where]
    spot = (43.8, 126.5) if away is not None else (None, None)
    first = Reported(
        category=guess(row["one"]).kind or "other",
        text=row["one"],
        at=BEGAN,
        line=LINES["building"][0],
        estate_id=9,
        latitude=spot[0],
        longitude=spot[1],
    )
    second = Reported(
        category=guess(row["other"]).kind or "other",
        text=row["other"],
        at=BEGAN + timedelta(minutes=int(row["minutes"])),
        line=line,
        estate_id=estate,
        latitude=None if away is None else 43.8 + away / DEGREE,
        longitude=spot[1],
    )
    return first, second


def count_pairs(rows: Iterable[Mapping[str, str]]) -> Figures:
    """Every pair looked at and compared with its label."""
    found, within = Figures(), Settings().same_within
    for row in rows:
        same, said = alike(*pair(row), within), row["same"] == "yes"
        found.right += same and said
        found.wrong += same and not said
        found.missed += said and not same
        if same != said:
            found.mistakes += (f"{'wrong ' if same else 'missed'} {row['one']} / {row['other']} ({row['where']})",)
    return found


def read_pairs(path: Path = PAIRS) -> list[dict[str, str]]:
    """The table."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def lines(found: Figures) -> list[str]:
    """What the command prints: the two figures with their goals, then every mistake."""
    taken, are = found.right + found.wrong, found.right + found.missed
    return [
        f"precision (goal: {GOALS['precision']:.0%}): {found.right}/{taken}",
        f"recall (goal: {GOALS['recall']:.0%}): {found.right}/{are}",
        *found.mistakes,
    ]
