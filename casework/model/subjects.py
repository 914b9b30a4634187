"""What deadlines, lines, messages, questions and utterances are about."""

from enum import StrEnum

from casework.frozen import frozen


class SubjectKind(StrEnum):
    """What deadlines, timeline entries, messages, attachments, questions and utterances may be about."""

    ISSUE = "issue"
    REPORT = "report"
    DRAFT = "draft"
    AREA = "area"  # of the calendar
    WHISTLE = "whistle"
    CALL = "call"
    MEETING = "meeting"
    VISIT = "visit"
    BROADCAST = "broadcast"
    EMERGENCY = "emergency"
    MEDIATION = "mediation"
    ABSENCE = "absence"


@frozen
class Subject:
    """What something is about: ids are unique whatever they are of, the kind says where to look."""

    kind: SubjectKind
    id: int


class OnSubject:
    """Short ways to a record's `subject`, for those who know what it should be."""

    __slots__ = ()
    subject: Subject | None

    @property
    def subject_kind(self) -> SubjectKind | None:
        """What it is about, as the tables have it."""
        return None if self.subject is None else self.subject.kind

    @property
    def subject_id(self) -> int | None:
        """Whose id."""
        return None if self.subject is None else self.subject.id

    def _of(self, kind: SubjectKind) -> int | None:
        return self.subject.id if self.subject is not None and self.subject.kind is kind else None

    @property
    def issue_id(self) -> int | None:
        """The issue that it is about; None when it is about something else."""
        return self._of(SubjectKind.ISSUE)

    @property
    def whistle_id(self) -> int | None:
        """The whistle that it is about; None when it is about something else."""
        return self._of(SubjectKind.WHISTLE)

    @property
    def meeting_id(self) -> int | None:
        """The joint meeting that it is about; None when it is about something else."""
        return self._of(SubjectKind.MEETING)

    @property
    def mediation_id(self) -> int | None:
        """The mediation that it is about; None when it is about something else."""
        return self._of(SubjectKind.MEDIATION)

    @property
    def call_id(self) -> int | None:
        """The call that it is about; None when it is about something else."""
        return self._of(SubjectKind.CALL)

    @property
    def absence_id(self) -> int | None:
        """The absence that it is about; None when it is about something else."""
        return self._of(SubjectKind.ABSENCE)

    @property
    def draft_id(self) -> int | None:
        """The draft that it is about; None when it is about something else."""
        return self._of(SubjectKind.DRAFT)

    @property
    def broadcast_id(self) -> int | None:
        """What was said to many that it is part of; None when it is about something else."""
        return self._of(SubjectKind.BROADCAST)

    @property
    def area_id(self) -> int | None:
        """The area whose calendar it belongs to; None when it is about something else."""
        return self._of(SubjectKind.AREA)
