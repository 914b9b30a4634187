"""docs/stories.md names a test for every sentence, and a sentence for every story."""

import ast
import json
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
LIST = ROOT / "docs" / "stories.md"
NAMED = re.compile(r"`([\w/]+\.py)::(\w+)`")


@cache
def _tests(path: Path) -> set[str]:
    """The tests that a file defines."""
    tree = ast.parse(path.read_text("utf-8"))
    functions = [one for one in tree.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)]
    return {one.name for one in functions if one.name.startswith("test_")}


def _listed() -> list[tuple[str, str]]:
    return NAMED.findall(LIST.read_text("utf-8"))


def _sentences() -> list[str]:
    """The rows of the tables, without their heads."""
    lines = LIST.read_text("utf-8").splitlines()
    return [one for one in lines if one.startswith("| ") and not one.startswith("| sentence |")]


def test_every_listed_test_exists() -> None:
    """Nothing is listed that is not there."""
    missing = [f"{file}::{name}" for file, name in _listed() if name not in _tests(ROOT / file)]
    assert not missing, missing


def test_every_story_is_listed() -> None:
    """A story that belongs to no sentence is not wanted; one that does is listed."""
    listed = set(_listed())
    stories = sorted((ROOT / "tests" / "stories").glob("test_*.py"))
    written = {(one.relative_to(ROOT).as_posix(), name) for one in stories for name in _tests(one)}
    assert not written - listed, sorted(written - listed)


def test_no_sentence_is_without_a_test() -> None:
    """Every row names at least one test, and says its sentence in both languages."""
    rows = _sentences()
    assert len(rows) > 100
    for row in rows:
        english, chinese, tests = (cell.strip() for cell in row.strip("|").split(" | "))
        assert english, row
        assert chinese, row
        assert NAMED.search(tests), row


def test_who_hears_is_declared_of_stories_that_exist() -> None:
    """A story that went leaves no phones behind in heard.json."""
    stories = ROOT / "tests" / "stories"
    declared = {one.partition("[")[0] for one in json.loads((stories / "heard.json").read_text("utf-8"))}
    gone = {one for one in declared if one.partition("::")[2] not in _tests(stories / one.partition("::")[0])}
    assert not gone, sorted(gone)
