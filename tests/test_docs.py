"""The documents tell the truth: what is printed from the code is current."""

from tests.tools.docs import old


def test_the_printed_tables_are_current() -> None:
    """docs/state-machine.md, docs/rights.md and docs/ladder.md say what the code does."""
    assert not old(), "run make docs"
