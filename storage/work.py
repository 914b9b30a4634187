"""The unit of work on a database: casework's Protocol, and what the front end needs beside it."""

from collections.abc import Sequence

from casework.calendar import Calendar
from casework.due import FALLING_DUE
from storage.agenda import AgendaReads
from storage.asked import AskedReads
from storage.board import BoardReads
from storage.broadcasts import BroadcastReads
from storage.buildings import BuildingReads
from storage.calendar import Triggers
from storage.calls import CallReads
from storage.chats import ChatReads
from storage.checks import CheckReads
from storage.days import SettingReads
from storage.delivery import Delivery
from storage.duty import DutyReads
from storage.failures import FailureReads
from storage.keys import FilingReads
from storage.ledger_rows import LedgerReads
from storage.mediations import MediationReads
from storage.meetings import MeetingReads
from storage.mydata import MyDataReads
from storage.opinions import OpinionReads
from storage.outages import OutageReads
from storage.rows import OutboxRow
from storage.sessions import SessionReads
from storage.switch import SwitchReads
from storage.talk import TalkReads
from storage.uses import UseReads
from storage.utilities import UtilityReads
from storage.volunteers import VolunteerReads
from storage.whistles import WhistleReads


class SqlWork(
    BoardReads,
    AgendaReads,
    CheckReads,
    BuildingReads,
    DutyReads,
    UtilityReads,
    ChatReads,
    TalkReads,
    FailureReads,
    UseReads,
    AskedReads,
    SessionReads,
    FilingReads,
    LedgerReads,
    MyDataReads,
    WhistleReads,
    OutageReads,
    MeetingReads,
    MediationReads,
    VolunteerReads,
    OpinionReads,
    CallReads,
    BroadcastReads,
    SwitchReads,
    SettingReads,
    Delivery,
):
    """One per update or firing, never shared between tasks (`Database.work`). Collects; `commit` writes it all."""

    falls_due = FALLING_DUE
    calendar: Calendar = Triggers()

    async def foresee(self, issue_ids: Sequence[int]) -> None:
        """Read several issues, whose they are, and who and which chats are on their lines: a few trips for all."""
        issues = await self.foresee_issues(issue_ids)
        lines = {tuple(issue.line) for issue in issues}
        people = (person for issue in issues for person in (*issue.reporters, issue.holder_id))
        await self.foresee_persons({person for person in people if person is not None})
        await self.foresee_seats({(tuple(issue.line), issue.estate_id) for issue in issues})
        await self.foresee_chats(lines)


__all__ = ["OutboxRow", "SqlWork"]
