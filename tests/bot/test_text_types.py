"""The type checker does not let unmasked or unescaped words of people into a message: tried on views that are wrong."""

import ast
import subprocess
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FRAME = """
from bot.views.cards import card_text, holders_card
from bot.views.common import quoted
from bot.views.pieces import PublicRenderer
from bot.views.staff_words import in_full, said, words_line
from bot.views.view import PublicView, View, cut, esc, glue, known, put
from casework.issue.sheet import Sheet
from casework.words.masking import Masked, masked
from locales.markup import Html, PublicHtml
from locales.translator import Translator


def view(sheet: Sheet, tr: Translator) -> object:
    words = sheet.issue.text
    return {}
"""
WRONG = {
    "unescaped": "View(words)",
    "unescaped, filled in": 'View(tr.t("{words}", words=words))',
    "unescaped, put together": 'View(put("{} {}", tr.t("Result:"), words))',
    "unescaped, in a list": 'View(glue("\\n", [tr.t("Result:"), words]))',
    "an f-string": 'View(f"{tr.t(words)}")',
    "a sum": 'View(tr.t("Result:") + words)',
    "unmasked in public": "PublicView(esc(words))",
    "unmasked and cut in public": "PublicView(esc(cut(words, 100)))",
    "unmasked, filled in": 'PublicView(tr.t("{words}", words=esc(words)))',
    "unmasked, put together": 'PublicView(put("{} {}", tr.t("Result:"), in_full(words)))',
    "unmasked, in a list": 'PublicView(glue("\\n", [tr.t("Result:"), esc(words)]))',
    "quoted in public": "PublicView(quoted(words, tr))",
    "a holder's line in public": "PublicView(words_line(sheet, tr, in_full))",
    "a private view in public": "PublicView(View(esc(words)).text)",
}
RIGHT = {
    "escaped": "View(esc(words))",
    "masked in public": "PublicView(esc(cut(masked(words), 100)))",
    "filled in": 'PublicView(tr.t("{words}, {n}", words=said(words), n=3))',
    "put together": 'PublicView(put("{} {}", tr.t("Result:"), said(words)))',
    "in a list": 'View(glue("\\n", [tr.t("Result:"), esc(words)]))',
    "a line": "PublicView(words_line(sheet, tr, said))",
}


def checked(tmp_path: Path, views: dict[str, str]) -> dict[str, bool]:
    """Which of these views the type checker takes, as strictly as the whole program."""
    lines = {}
    source = FRAME.format("None").replace("return None", "return (").rstrip("\n") + "\n"
    for name, expression in views.items():
        source += f"        {expression},\n"
        lines[source.count("\n")] = name
    path = tmp_path / "tried.py"
    path.write_text(f"{source}    )\n", encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", "--no-error-summary"]
    cache = ["--cache-dir", str(tmp_path / "cache")]
    done = subprocess.run([*command, *cache, str(path)], capture_output=True, text=True, check=False, cwd=ROOT)
    assert "error" in done.stdout or not done.returncode, done.stdout + done.stderr
    refused = {
        int(line.split(":")[1]) for line in done.stdout.splitlines() if "tried.py:" in line and ": error:" in line
    }
    assert refused <= lines.keys(), done.stdout
    return {name: line not in refused for line, name in lines.items()}


def test_a_wrong_view_is_refused(tmp_path: Path) -> None:
    """Every wrong way to write people's words is an error of the type checker, and the right ways are none."""
    verdicts = checked(tmp_path, WRONG | RIGHT)
    assert [name for name in WRONG if verdicts[name]] == []
    assert [name for name in RIGHT if not verdicts[name]] == []


@cache
def all_calls() -> dict[str, list[tuple[Path, ast.Call]]]:
    """All of the front end, by the name that is called."""
    found = defaultdict(list)
    for path in (ROOT / "bot").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                found[name].append((path, node))
    return found


def calls(*names: str) -> list[tuple[Path, ast.Call]]:
    """Calls of these functions in the front end."""
    return [one for name in names for one in all_calls()[name]]


def test_no_words_become_text_of_ours() -> None:
    """`put` takes a sign of ours, written out; `t` and `n` a text of the catalogs, never what somebody wrote."""
    for path, call in calls("put"):
        assert isinstance(call.args[0], ast.Constant), f"{path}:{call.lineno}"
    words = {"text", "plan", "result", "question", "place", "reason", "interim", "promise_reason", "behalf", "words"}
    for path, call in calls("t", "n"):
        first = call.args[0]
        assert not isinstance(first, ast.JoinedStr), f"{path}:{call.lineno}"
        assert not (isinstance(first, ast.Attribute) and first.attr in words), f"{path}:{call.lineno}"


KNOWN = {"name", "phone", "company", "zh", "en", "title"}
"""What a roster has, as attributes."""


@pytest.mark.parametrize("name", ["known", "Html", "PublicHtml"])
def test_what_is_trusted_is_counted(name: str) -> None:
    """Three ways lead around `esc` and the mask. They are for names of the roster, signs of ours and the time; nobody
    takes one for an attribute that holds people's words, and the two types are made in view.py alone."""
    for path, call in calls(name):
        where = f"{path.relative_to(ROOT)}:{call.lineno}"
        if name != "known":
            assert path.name == "view.py", where
            continue
        attributes = {node.attr for node in ast.walk(call.args[0]) if isinstance(node, ast.Attribute)}
        words = {"text", "plan", "result", "question", "behalf", "promise_reason", "promise_interim", "data", "issue"}
        assert not attributes & words, where
