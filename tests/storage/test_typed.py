"""What rows say beside their columns: a record for each kind, and the JSON that was stored before there were any."""

import json
from dataclasses import MISSING, fields, replace
from datetime import date
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.clock.trial import WOULD_RING
from casework.data import NOTHING, Data, Newer
from casework.forgetting import WORDS_IN_ENTRIES
from casework.issue.likeness import LOOKS_LIKE
from casework.issue.looking import ASKED, FOLLOWS, LOOKED, NOBODY, PLANNED
from casework.issue.photos import AGREED, REFUSED
from casework.issue.quarrel import MEDIATION_OVER
from casework.issue.scene import COMING
from casework.issue.supplying import ON_IT, SAID
from casework.lines import Noted, Promised, Rejected
from casework.meeting.lines import DECIDED
from casework.messages import Kind
from casework.model.deadlines import DeadlineKind
from casework.model.issues import Action
from casework.model.mediations import MediationAction
from casework.model.subjects import SubjectKind
from casework.model.whistles import CallAction
from casework.neighbourhood.rights import LEFT
from casework.shapes import AUDITED, BROADCASTS, LINES, MESSAGES, merged
from casework.whistle.telling import DONE, FOLLOWED, HERE
from storage.rows import OF_AUDIT, OF_BROADCASTS, OF_LINES, OF_MESSAGES
from storage.typed import Typed

SHAPES = [json.loads(line) for line in (Path(__file__).parent / "shapes.jsonl").read_text("utf-8").splitlines()]
"""What stood in rows before there were records: which row, its subject, its kind, the JSON. Each shape once."""
TYPED: dict[str, tuple[Typed[Any], dict[Any, type[Data]]]] = {
    "entry": (OF_LINES, LINES),
    "message": (OF_MESSAGES, MESSAGES),
    "broadcast": (OF_BROADCASTS, BROADCASTS),
    "audit": (OF_AUDIT, AUDITED),
}
LOOKS = (PLANNED, ASKED, NOBODY, LOOKED)
KNOWN_LINES = {
    SubjectKind.ISSUE: {
        *Action, LEFT, COMING, LOOKS_LIKE, AGREED, REFUSED, MEDIATION_OVER, WOULD_RING, HERE, DONE, FOLLOWED, "forced",
        "thank", FOLLOWS, *LOOKS, ON_IT, SAID, "delivered", "undelivered", "day_changed",
        *(f"due_{kind}" for kind in DeadlineKind), "call_over",
    },
    SubjectKind.WHISTLE: {
        *CallAction, "whistle", "deaf", "due_whistle_report_in", "due_whistle_feedback", *LOOKS,
    },
    SubjectKind.MEDIATION: {*MediationAction},
    SubjectKind.MEETING: {DECIDED},
}  # fmt: skip


def as_stored(values: Any) -> Any:
    """Through the text of the column."""
    return json.loads(json.dumps(values))


def drawn(cls: type[Data]) -> st.SearchStrategy[Data]:
    """Any of them."""
    hints = get_type_hints(cls)
    wanted = {one.name: st.from_type(hints[one.name]) for one in fields(cls)}
    return st.builds(cls, **wanted).filter(lambda one: "nan" not in repr(one))  # which equals nothing


@pytest.mark.parametrize("shape", SHAPES, ids=lambda one: "-".join(one[:3]))
def test_what_stood_in_rows_before_there_were_records(shape: list[Any]) -> None:
    """It is read whole, and written as it stood, but for keys that said nothing."""
    row, subject, action, values = shape
    typed, table = TYPED[row]
    kind = (SubjectKind(subject), action) if row == "entry" else action
    said = typed.read(kind, values)
    assert type(said) is table[kind]
    assert as_stored(typed.write(kind, said)) in (values, {key: one for key, one in values.items() if one is not None})


@pytest.mark.parametrize("row", TYPED)
@given(data=st.data())
def test_every_record_comes_back(row: str, data: st.DataObject) -> None:
    """Whatever it says, through the text of the column."""
    typed, table = TYPED[row]
    cls = data.draw(st.sampled_from(sorted(set(table.values()), key=lambda one: one.__name__)))
    kind = next(kind for kind, one in table.items() if one is cls)
    said = data.draw(drawn(cls))
    stored = as_stored(typed.write(kind, said))
    assert typed.read(kind, stored) == (said if stored else NOTHING)


def test_every_record_is_of_a_kind_that_there_is() -> None:
    """And no kind has two."""
    for subject, action in LINES:
        assert action in KNOWN_LINES[subject], action
    assert MESSAGES.keys() <= set(Kind)
    with pytest.raises(ValueError, match="two records for note"):
        merged({"note": Noted}, {"note": Promised})


def test_what_a_newer_process_wrote_is_kept() -> None:
    """A key too many is passed over; a kind, or a shape, that is unknown here stands as it is, and is written back."""
    note = (SubjectKind.ISSUE, Action.NOTE)
    assert OF_LINES.read(note, {"police": True, "since": [1]}) == Noted(police=True)
    for kind, values in ((note, {"police": {"at": 1}}), ((SubjectKind.ISSUE, "teleported"), {"to": 1})):
        said = OF_LINES.read(kind, values)
        assert said == Newer(values=values)
        assert OF_LINES.write(kind, said) == values


def test_an_older_row_has_the_default() -> None:
    """Of a key that came later, of one that was erased, and of none at all."""
    rejected = (SubjectKind.ISSUE, Action.REJECT)
    assert OF_LINES.read(rejected, {"of_roster": True}) == Rejected(whose="", of_roster=True)
    assert OF_LINES.read(rejected, {}) is NOTHING


def test_another_kinds_record_is_refused() -> None:
    """Nobody could read it again."""
    with pytest.raises(TypeError, match="has no Promised"):
        OF_LINES.write((SubjectKind.ISSUE, Action.NOTE), Promised(on=date(2026, 11, 26)))


def test_nothing_is_nothing_for_every_kind() -> None:
    """Also a copy of it: whoever changes a record makes another one."""
    assert OF_LINES.write((SubjectKind.ISSUE, Action.FILE), replace(NOTHING)) == {}


def test_what_people_wrote_can_be_erased_from_every_line() -> None:
    """Each of these keys has a default, which takes its place."""
    for cls in LINES.values():
        assert all(one.default is not MISSING for one in fields(cls) if one.name in WORDS_IN_ENTRIES), cls
