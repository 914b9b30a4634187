"""The documents tell the truth: what is printed from the code is current."""

import re

from storage.erasing import ERASERS
from tests.tools.docs import DOCS, old


def test_the_printed_tables_are_current() -> None:
    """docs/state-machine.md, docs/rights.md and docs/ladder.md say what the code does."""
    assert not old(), "run make docs"


def test_how_long_each_table_is_kept() -> None:
    """docs/operations.md has a row for every table of which something is erased by time, and no other but visits
    (their time is a deadline) and what goes with a whistle."""
    section = (
        (DOCS / "operations.md")
        .read_text("utf-8")
        .partition("**How long it is kept.**")[2]
        .partition("\n\n`/forget`")[0]
    )
    named = {name for row in re.findall(r"^\| (`.+?) \|", section, re.M) for name in re.findall(r"`(\w+)`", row)}
    assert named == {one.table for one in ERASERS} | {"visits", "whistle_calls", "call_answers"}


def test_the_changelog_has_each_list_once() -> None:
    """What is not released yet stands in one list each of what was added, changed and fixed, and once; a merge easily
    doubles them."""
    text = (DOCS.parent / "CHANGELOG.md").read_text("utf-8")
    unreleased = text.partition("## [Unreleased]")[2].partition("\n## [")[0]
    lists = re.findall(r"^### (.+)$", unreleased, re.M)
    begin = re.findall(r"^- .+$", unreleased, re.M)
    assert lists == ["Added", "Changed", "Fixed"]
    assert len(begin) == len(set(begin))
