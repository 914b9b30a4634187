"""What questions keep: a record for each kind, and the JSON that was stored before there were any."""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from casework.shapes import QUESTIONS
from storage.rows import OF_QUESTIONS
from tests.storage.test_typed import as_stored

SHAPES = [json.loads(line) for line in (Path(__file__).parent / "questions.jsonl").read_text("utf-8").splitlines()]
"""What stood in questions before there were records: their kind, the JSON. Each shape once."""


@pytest.mark.parametrize("shape", SHAPES, ids=lambda one: f"{one[0]}-{one[1].get('form', '')}")
def test_what_stood_in_questions_before_there_were_records(shape: list[Any]) -> None:
    """It is read whole, and written as it stood, but for keys that said nothing."""
    kind, values = shape
    said = OF_QUESTIONS.read(kind, values)
    assert type(said) is QUESTIONS[kind, values.get("form", "")]
    written = as_stored(OF_QUESTIONS.write(kind, said))
    nothing = {one.name: one.default for one in fields(type(said))}
    assert all(values.get(key, nothing[key]) == one for key, one in written.items())
    assert all(one is None for key, one in values.items() if key not in written)
