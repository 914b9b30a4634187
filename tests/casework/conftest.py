"""Takes one row of the transition table, or one limit, away when `make mutants` asks for it."""

import os

from casework.model.deadlines import Deadline, DeadlineKind
from casework.model.issues import Action, State
from casework.model.rows import Row
from casework.transitions import TABLE
from tests.casework.memory import MemoryWork

MUTANT = os.environ.get("WEILINLI_MUTANT", "none")


def _without_deadline(kind: DeadlineKind, rung: int) -> None:
    add = MemoryWork.add

    def forgetful(self: MemoryWork, row: Row) -> None:
        if isinstance(row, Deadline) and row.kind is kind and (not rung or row.rung == rung):
            if row.issue_id is not None:
                issue = self.issues[row.issue_id]
                issue.deadlines = [one for one in issue.deadlines if one is not row]
            return
        add(self, row)

    MemoryWork.add = forgetful  # type: ignore[method-assign]


match MUTANT.split(":"):
    case ["row", state, action]:
        del TABLE[State(state), Action(action)]
    case ["limit", kind, rung]:
        _without_deadline(DeadlineKind(kind), int(rung))
