"""A sentence that names a button names one that is there, in every language."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from bot.views import home
from locales.translator import translator

ROOT = Path(__file__).parents[2]
MODULES = sorted([*(ROOT / "bot" / "views").glob("*.py"), *(ROOT / "bot" / "flows").rglob("*.py")])
NAMED = re.compile("“([^“”{}]+)”")
SIGN = re.compile(r"^[^\w\s]+\s*")
ELSEWHERE = {
    "My reports": "bot/views/home.py",  # a key that is always there
    "I'm away": "bot/views/home.py",
    "🙋 Report": "bot/views/home.py",
    "Not solved": "bot/views/result.py",  # "under the result"
    "Done": "bot/views/cards.py",  # "on the card"
    "I'm there": "bot/views/cards.py",
    "My home too": "bot/views/cards.py",
    "Report it": "bot/views/drafts.py",
    "Withdraw": "bot/views/pieces.py",  # among the usual buttons
    "Several at once": "bot/views/registering.py",  # below the question of /dengji
}
"""Buttons of which a sentence speaks that stand under another message, and where."""
NO_BUTTONS = {"Location", "More → Delete my data", "building 3, my mother"}
"""What else stands in such marks: something of Telegram's, a way, an example."""
PRESSED = re.compile("[Pp]ress(?:es|ed)? (?:the )?“|find it under “|“[^”]+”: your deputy|choose “")


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def _texts(node: ast.AST) -> Iterator[str]:
    """Every text that is looked up in the catalog below this node, with both of an either-or."""
    for one in ast.walk(node):
        if isinstance(one, ast.Call) and getattr(one.func, "attr", getattr(one.func, "id", "")) in ("t", "mark"):
            first = one.args[0] if one.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


@cache
def labels(path: Path) -> set[str]:
    """What stands on the buttons of a module, without the sign before it."""
    found: set[str] = set()
    for one in ast.walk(_tree(path)):
        if isinstance(one, ast.Call) and getattr(one.func, "id", getattr(one.func, "attr", "")) in (
            "button",
            "Button",
            "standing_button",
        ):
            found |= {SIGN.sub("", text) for text in _texts(one)}
        if isinstance(one, ast.Assign | ast.AnnAssign) and one.value is not None:
            found |= {SIGN.sub("", text) for text in _texts(one.value)}
    return found


SENTENCES = [
    (path, text)
    for path in MODULES
    if "“" in path.read_text("utf-8")  # few modules: to take all of them to pieces would be a tenth of a collection
    for text in dict.fromkeys(_texts(_tree(path)))
    if PRESSED.search(text)
]


@pytest.mark.parametrize(("path", "text"), SENTENCES, ids=[text for _, text in SENTENCES])
def test_the_button_is_there(path: Path, text: str) -> None:
    """In the module of the sentence, or in the one that shows the button of which it speaks."""
    for name in NAMED.findall(text):
        if name not in NO_BUTTONS:
            where = ROOT / ELSEWHERE[name] if name in ELSEWHERE else path
            keys = {SIGN.sub("", key) for key in home.key_words()}
            assert name in labels(where) | keys or SIGN.sub("", name) in keys, (name, where)


@pytest.mark.parametrize("language", ["zh_CN", "ko"])
@pytest.mark.parametrize("text", [text for _, text in SENTENCES])
def test_in_the_words_of_the_button(text: str, language: str) -> None:
    """The sentence and the button are translated alike."""
    tr = translator(language)
    signed = _signed()
    blanks = dict.fromkeys(re.findall(r"{(\w+)}", text), "…")
    said = NAMED.findall(str(tr.t(text, **blanks)))
    for name, theirs in zip(NAMED.findall(text), said, strict=True):
        if name in NO_BUTTONS or SIGN.sub("", name) not in signed:
            continue
        label = SIGN.sub("", str(tr.t(signed[SIGN.sub("", name)])))
        assert SIGN.sub("", theirs) == label, (theirs, label)


@cache
def _signed() -> dict[str, str]:
    """The texts that begin with a sign, by what stands after it."""
    return {SIGN.sub("", one): one for path in MODULES for one in _texts(_tree(path)) if SIGN.match(one)}


def test_there_are_such_sentences() -> None:
    """The search finds them."""
    assert len(SENTENCES) > 8
