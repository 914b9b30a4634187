"""Which kind of row has which record: each subject's room offers its own, and nothing is offered twice."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

from casework import audited, forms, lines, messages, questions
from casework.call import lines as of_calls
from casework.data import Data
from casework.mediation import lines as of_mediations
from casework.meeting import lines as of_meetings
from casework.model.subjects import SubjectKind
from casework.told import SaidToMany
from casework.whistle import lines as of_whistles

K = TypeVar("K", bound=Hashable)


def merged(*tables: Mapping[K, type[Data]]) -> dict[K, type[Data]]:
    """All of them as one table. Raises ValueError where two offer the same kind."""
    found: dict[K, type[Data]] = {}
    for table in tables:
        if doubles := found.keys() & table.keys():
            raise ValueError(f"two records for {', '.join(sorted(map(str, doubles)))}")
        found.update(table)
    return found


LINES = merged(
    *(
        {(subject, action): cls for action, cls in table.items()}
        for subject, table in (
            (SubjectKind.ISSUE, lines.LINES),
            (SubjectKind.WHISTLE, of_whistles.LINES),
            (SubjectKind.MEDIATION, of_mediations.LINES),
            (SubjectKind.MEETING, of_meetings.LINES),
        )
    )
)
"""By subject and action, what a line of a timeline says beside; a line of any other kind says nothing."""

MESSAGES = merged(messages.SAYS, of_whistles.MESSAGES, of_mediations.MESSAGES, of_calls.MESSAGES)
"""By kind, what a message says beside its ids; any other says nothing."""

BROADCASTS: dict[str, type[Data]] = dict.fromkeys(messages.SAID_TO_MANY, SaidToMany)
"""By the kind of its messages, what is said to many."""

QUESTIONS = merged(
    {(kind, ""): cls for kind, cls in questions.QUESTIONS.items()},
    {(kind, name): cls for kind in (forms.FORM, forms.LEFT) for name, cls in forms.FORMS.items()},
)
"""By kind, and by the name of the form if it is one, what a question keeps."""

AUDITED = audited.AUDITED
"""By action, what a line of the record of authority says beside."""
