"""What falls due, and who was asked."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from casework.model.subjects import OnSubject, Subject


class DeadlineKind(StrEnum):
    """Everything that happens by itself at a time."""

    UNDERSTAND = "understand"
    PLAN = "plan"
    REPLY = "reply"
    RESOLVE = "resolve"
    ASK_ON = "ask_on"
    URGENT_ASK = "urgent_ask"
    DANGER_FILE = "danger_file"
    DANGER_MAYBE = "danger_maybe"
    REPORT_IN = "report_in"
    WAITING_END = "waiting_end"
    PROMISE_EVE = "promise_eve"
    PROMISE_DAY = "promise_day"
    PROMISE_HOUR = "promise_hour"  # the promised hour comes near
    PROMISE_END = "promise_end"
    PROMISE_HALF = "promise_half"
    PROMISE_WEEK = "promise_week"
    RATE_REMINDER = "rate_reminder"
    LAPSE = "lapse"
    VISIT_ERASE = "visit_erase"
    PUT_OFF_END = "put_off_end"  # the day until which a meeting put it off
    OUTSIDE_DAY = "outside_day"
    DRAFT_ASK = "draft_ask"
    DRAFT_FILE = "draft_file"
    OPENING = "opening"  # service begins: whoever was not rung at night is asked now
    RECORDED = "recorded"  # of use at night alone: it ends by itself in the morning
    OUTAGE_END = "outage_end"  # a planned outage is over for so long: what was reported of it ends by itself
    RETIME = "retime"  # hours or days of an area were changed: what is open there is due at other times
    SAME_DAY_HOLDERS = "same_day_holders"
    SAME_DAY_COMMUNITY = "same_day_community"
    SHIFT_TURN = "shift_turn"
    SHIFT_TAKEN = "shift_taken"
    DUTY_GAPS = "duty_gaps"
    CHECKS = "checks"  # of a community: what closed unrated last month, some of it is asked after
    WALL_WEEK = "wall_week"
    WHISTLE_REPORT_IN = "whistle_report_in"
    WHISTLE_AHEAD = "whistle_ahead"  # a planned one comes near: on the eve, and an hour before
    WHISTLE_FEEDBACK = "whistle_feedback"
    LOOK_AGAIN = "look_again"
    SEAT_EXPIRES = "seat_expires"
    MEETING_DAY = "meeting_day"  # of an area: those who attend hear how much is on the agenda
    MEETING_END = "meeting_end"  # a meeting that nobody closed ends by itself
    SPREAD = "spread"  # the next batch of something that is said to many goes into the outbox
    COUNT = "count"  # to how many it came
    TRIAL_END = "trial_end"
    EMERGENCY_ASK = "emergency_ask"  # it ends soon: renew it?
    EMERGENCY_END = "emergency_end"
    EMERGENCY_FIGURES = "emergency_figures"  # every day, as long as it lasts
    MEDIATION_STILL = "mediation_still"  # nothing has happened in it for so long
    MEDIATION_EVE = "mediation_eve"  # they meet tomorrow
    CALL_WIDEN = "call_widen"  # nobody, or too few: one circle wider is asked
    CALL_CLOSE = "call_close"
    CALL_CAME = "call_came"  # the hour has come: who was there?
    ABSENCE_BEGINS = "absence_begins"  # the day of which somebody said before that he is away
    MENDED = "mended"  # its reporter said that it is: without a word of whoever has it, it ends by itself
    MEDIATION_MET = "mediation_met"  # they have met: how was it?


class DeadlineState(StrEnum):
    """A deadline fires once, or is met or cancelled by a recorded transition; held ones stand still."""

    PENDING = "pending"
    HELD = "held"
    FIRED = "fired"
    MET = "met"
    CANCELLED = "cancelled"


class PingAnswer(StrEnum):
    """How a ping ended. The first two are people's answers; the others end it without one."""

    WATCH = "watch"
    TAKE = "take"
    OVERTAKEN = "overtaken"
    DONE = "done"
    UNREACHABLE = "unreachable"


@dataclass(slots=True, kw_only=True)
class Deadline(OnSubject):
    """A moment at which something happens to its subject unless it was met or cancelled."""

    id: int
    kind: DeadlineKind
    due_at: datetime
    subject: Subject
    state: DeadlineState = DeadlineState.PENDING
    round: int = 1
    rung: int = 0
    ended_at: datetime | None = None


@dataclass(slots=True, kw_only=True)
class Ping:
    """One person asked about one issue. Live while `answer` is None."""

    id: int
    issue_id: int
    round: int
    rung: int
    person_id: int
    post_id: int
    asked_at: datetime
    answer: PingAnswer | None = None
    answered_at: datetime | None = None

    @property
    def live(self) -> bool:
        """Whether the person still has buttons for it."""
        return self.answer is None
