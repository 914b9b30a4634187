"""Whether two reports are of one matter: the table of pairs, and the rules that no table has to be asked about."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.words.likeness import Reported, alike, likeness
from tests.tools.likeness_figures import BEGAN, GOALS, count_pairs, read_pairs

HOUR = timedelta(hours=1)
HERE = Reported(category="gate", text="单元门坏了关不上", at=BEGAN, line=(4, 3, 2, 1), estate_id=9)


def test_two_hundred_pairs_are_told_apart() -> None:
    """Of those taken for one matter nine in ten are; of those that are, six in ten are found."""
    rows = read_pairs()
    assert len(rows) >= 200
    found = count_pairs(rows)
    assert found.precision >= GOALS["precision"], found.mistakes
    assert found.recall >= GOALS["recall"], found.mistakes


@pytest.mark.parametrize(
    "other",
    [
        replace(HERE, category="stairwell_light"),
        replace(HERE, line=(8, 7, 2, 1), estate_id=8),
        replace(HERE, at=BEGAN + timedelta(minutes=61)),
        replace(HERE, text="3单元的门坏了"),
    ],
    ids=["another kind", "elsewhere", "too long ago", "another unit"],
)
def test_kind_place_time_and_unit_come_before_words(other: Reported) -> None:
    """The same words are another matter if one of these says so."""
    assert not alike(replace(HERE, text="2单元的门坏了"), other, HOUR)
    assert alike(HERE, replace(HERE, text="门禁刷不开"), HOUR)


def test_a_spot_on_the_map_brings_two_areas_together_and_keeps_them_apart() -> None:
    """Within 150 m it is one place, whatever areas the two are in; beyond, it is two."""
    hole = Reported(
        category="road_damage", text="路上有个大坑", at=BEGAN, line=(4, 3, 2), latitude=43.8, longitude=126.5
    )
    assert alike(hole, replace(hole, line=(9, 8, 2), latitude=43.801), HOUR)
    assert not alike(hole, replace(hole, latitude=43.802), HOUR)


def test_of_several_the_likest_is_found() -> None:
    """More words in common count for more."""
    like = [likeness(HERE, replace(HERE, text=text), HOUR) for text in ("单元门关不上", "门禁")]
    assert like[0] > like[1] >= 0.5
