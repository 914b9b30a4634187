"""What words mean, for the model (concepts.py)."""

from collections import Counter

import pytest

from casework.words.concepts import CONCEPTS, concepts


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("我这屋跟冰窖似的", {"@cold"}),
        ("穿着棉袄", {"@cold"}),
        ("the radiator is cold", {"@heating", "@cold"}),
        ("난방이 안 돼요", {"@heating"}),
        ("", set()),
    ],
)
def test_words_of_one_sense(said: str, meant: set[str]) -> None:
    """Whatever they share in letters, in any language."""
    assert meant <= concepts(said)


def test_no_word_begins_within_a_latin_one() -> None:
    """ "ice" is in "police", and nothing is frozen; "leak" begins "leaking"."""
    assert "@snow" not in concepts("police")
    assert "@snow" in concepts("ice on the steps")
    assert "@water" in concepts("leaking")


def test_no_word_stands_twice_under_one_sense() -> None:
    """Each sense once, and each of its words once."""
    names = [line.partition(":")[0] for line in CONCEPTS.splitlines() if ":" in line]
    assert [name for name, times in Counter(names).items() if times > 1] == []
    for sense in " ".join(CONCEPTS.splitlines()).split(":")[1:]:
        words = Counter(sense.split())
        assert [word for word, times in words.items() if times > 1] == [], sense
