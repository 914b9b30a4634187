"""What questions keep: a record for each kind, and the JSON that was stored before there were any."""

import ast
import json
from dataclasses import fields, replace
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.registry import OFFERED
from casework.data import NOTHING, Newer, read
from casework.forms import FORM, FORMS, LEFT, Filled, Merging, Promising
from casework.questions import Asked, At, Kept
from casework.shapes import QUESTIONS
from storage.rows import OF_QUESTIONS
from tests.storage.test_typed import as_stored, drawn

ROOT = Path(__file__).parent.parent.parent
SHAPES = [json.loads(line) for line in (Path(__file__).parent / "questions.jsonl").read_text("utf-8").splitlines()]
"""What stood in questions before there were records: their kind, the JSON. Each shape once."""


@pytest.mark.parametrize("shape", SHAPES, ids=lambda one: f"{one[0]}-{one[1].get('form', '')}")
def test_what_stood_in_questions_before_there_were_records(shape: list[Any]) -> None:
    """It is read whole, and written as it stood, but for keys that said nothing."""
    kind, values = shape
    said = OF_QUESTIONS.read(kind, values)
    assert type(said) is QUESTIONS[kind, values.get("kept", values).get("form", "")]
    written = as_stored(OF_QUESTIONS.write(kind, said))
    written, values = written | written.get("kept", {}), values | values.get("kept", {})
    nothing = {"kept": values.get("kept")} | {one.name: one.default for one in fields(type(said))}
    assert all(values.get(key, nothing[key]) == one for key, one in written.items())
    assert all(one is None for key, one in values.items() if key not in written)


@given(data=st.data())
def test_every_record_comes_back(data: st.DataObject) -> None:
    """Whatever it keeps, through the text of the column; a form also when it was set aside."""
    kind, form = data.draw(st.sampled_from(sorted(QUESTIONS)))
    said = data.draw(drawn(QUESTIONS[kind, form]))
    if form:
        said = replace(read(said, Filled), form=form)
    stored = as_stored(OF_QUESTIONS.write(kind, said))
    assert OF_QUESTIONS.read(kind, stored) == said


def test_whatever_can_be_asked_has_a_record() -> None:
    """Each step of a flow, and each form by its name."""
    assert {f"{flow}.{step}" for flow, step in OFFERED.steps} <= {kind for kind, _ in QUESTIONS}
    assert OFFERED.forms.keys() == FORMS.keys()


def test_what_a_newer_process_asked_is_kept() -> None:
    """A key too many is passed over; an unknown kind, form or shape stands as it is, and is written back."""
    assert OF_QUESTIONS.read("consent.press", {"area_id": 7, "since": 1}) == At(area_id=7)
    for kind, values in (
        ("teleport.press", {"to": 1}),
        ("consent.press", {"area_id": "north"}),
        (FORM, {"form": "teleport", "issue": 1, "to": 2}),
        (LEFT, {"kept": {"form": "teleport", "issue": 1}, "pressable": []}),
    ):
        said = OF_QUESTIONS.read(kind, values)
        assert said == Newer(values=values)
        assert OF_QUESTIONS.write(kind, said) == values


def test_what_was_erased_keeps_nothing() -> None:
    """What may be blank is blank, and can have buttons again; anything else is nothing."""
    assert OF_QUESTIONS.read("shown.press", {}) == Asked()
    assert OF_QUESTIONS.read("matter.press", OF_QUESTIONS.write("matter.press", Asked())) == Kept()
    assert OF_QUESTIONS.read("consent.press", {}) is NOTHING
    assert OF_QUESTIONS.read("teleport.press", {}) is NOTHING


def test_another_kinds_record_is_refused() -> None:
    """Nobody could read it again."""
    with pytest.raises(TypeError, match="has no At"):
        OF_QUESTIONS.write("shown.press", At(area_id=7))
    with pytest.raises(TypeError, match="has no Promising"):
        OF_QUESTIONS.write(FORM, Promising(form="plan", issue=1))


def test_an_answer_lies_under_its_question() -> None:
    """One question is called by a word of the language."""
    asked = Promising(form="promise", issue=1).answered("day", "2026-11-30")
    assert (asked.day, asked.so_far()) == ("2026-11-30", {"day": "2026-11-30"})
    assert Merging(form="merge", issue=1).answered("with", "=12").other == "=12"


def test_whatever_is_asked_by_name_has_a_record() -> None:
    """Each question in the source, where its flow and step are written there."""
    asked = set()
    for path in sorted((ROOT / "bot").rglob("*.py")):
        module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        calls = [one for one in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(one, ast.Call)]
        for call in [one for one in calls if isinstance(one.func, ast.Attribute) and one.func.attr == "ask"]:
            flow, step = [*(_written(one, module) for one in call.args), None, None][:2]
            if flow is not None and step is not None:
                asked.add(f"{flow}.{step}")
    assert len(asked) > 30
    assert asked <= {kind for kind, _ in QUESTIONS}


def _written(node: ast.expr, module: ModuleType) -> str | None:
    found = node.value if isinstance(node, ast.Constant) else getattr(module, getattr(node, "id", ""), None)
    return found if isinstance(found, str) else None
