"""Whistles and the departments they call (around-an-issue.md §4)."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from casework.model.deadlines import Deadline
from casework.model.issues import Tier
from casework.model.subjects import Subject, SubjectKind


class CallState(StrEnum):
    """Where a department stands that was whistled 吹哨报到 (around-an-issue.md §4)."""

    WHISTLED = "whistled"
    REPORTED_IN = "reported_in"
    CONSULTING = "consulting"
    ACTING = "acting"
    FED_BACK = "fed_back"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


class CallAction(StrEnum):
    """What can be done about a department that was whistled; each is one row or more of the whistles' table."""

    REPORT_IN = "report_in"
    COUNT = "count"  # how many came
    RETURN = "return"
    STAYS = "stays"  # sent back, and theirs after all: they say so, or whoever whistled
    CONSULT = "consult"
    ACT = "act"
    SAY = "say"  # a word or a photo
    FEED_BACK = "feed_back"
    ACCEPT = "accept"
    REDO = "redo"
    CALL_ANOTHER = "call_another"
    WITHDRAW = "withdraw"


class CallRating(StrEnum):
    """What whoever whistled says of a department's work."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


@dataclass(slots=True, kw_only=True)
class WhistleCall:
    """One department that a whistle called, and what came of it.

    `report_in_by` moves only where a department takes back that it is not theirs: it is awaited from then on.
    `feedback_by` is set anew by that, by a redo, and when the days of service are others: it counts
    from `feedback_from` (None: a version before wrote it beside this one). `late` and `overdue`: how far the asking
    went when it did not report in, or feed back, in time: figures keep it. `passed_to_id`: another was called instead.
    """

    id: int
    whistle_id: int
    department_id: int
    called_at: datetime
    report_in_by: datetime
    feedback_by: datetime
    feedback_from: datetime | None = None
    state: CallState = CallState.WHISTLED
    late: int = 0
    overdue: int = 0
    reported_in_at: datetime | None = None
    reported_post_id: int | None = None
    people: int = 0
    consulted_at: datetime | None = None
    agreed: str = ""
    fed_back_at: datetime | None = None
    fed_back_first_at: datetime | None = None
    first_by: datetime | None = None
    result: str = ""
    redos: int = 0
    missing: str = ""
    accepted_at: datetime | None = None
    rating: CallRating | None = None
    returned_at: datetime | None = None
    reason: str = ""
    passed_to_id: int | None = None

    @property
    def over(self) -> bool:
        """Whether nothing is waited for any more."""
        if self.state is CallState.RETURNED:
            return self.passed_to_id is not None
        return self.state in (CallState.ACCEPTED, CallState.WITHDRAWN)


@dataclass(slots=True, kw_only=True)
class Whistle:
    """A whistle 吹哨: somebody calls departments to a place, about an issue or on its own.

    `calls` are its departments, written with it and guarded by its version; `deadlines` those that are pending. It
    belongs to the post that whistled; `tier` is that post's. What was said about an issue stays with the issue: `text`
    is for a whistle on its own.
    """

    id: int
    number: int
    year: int
    area_id: int
    line: tuple[int, ...]
    matter: str
    at: datetime
    by_id: int
    by_post_id: int
    tier: Tier
    report_in: timedelta
    feedback: timedelta
    feedback_days: int = 0
    issue_id: int | None = None
    menu_id: int | None = None
    place: str = ""
    text: str = ""
    ended_at: datetime | None = None
    version: int = 0
    erased_at: datetime | None = None
    calls: list[WhistleCall] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)

    @property
    def subject(self) -> Subject:
        """What its deadlines, entries and messages are about."""
        return Subject(SubjectKind.WHISTLE, self.id)

    @property
    def open(self) -> bool:
        """Whether a department is still waited for."""
        return self.ended_at is None

    def call(self, call_id: int) -> WhistleCall | None:
        """One of its departments."""
        return next((one for one in self.calls if one.id == call_id), None)
