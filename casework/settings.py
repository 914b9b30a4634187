"""What a neighbourhood may set: limits, rungs, asking and reminding; the defaults are domain.md's §3 and §4."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from casework.capabilities import USUAL, Capability
from casework.frozen import frozen
from casework.hours import ALL_DAY, Days, Hours
from casework.model.issues import Grade
from casework.model.people import Role
from casework.working_time import Service

MINUTE = timedelta(minutes=1)


class SettingsError(ValueError):
    """A setting that cannot be right. `key` names it as the configuration file does; `facts` fill `why`."""

    def __init__(self, key: str, why: str, **facts: object) -> None:
        self.key = key
        self.why = why
        self.facts = facts
        super().__init__(f"{key}: {why.format_map(facts)}")


@frozen(kw_only=True)
class Rung:
    """One step of the ladder: `after` T0, the people in `roles` are pinged, with the deputies of those asked at T0.

    `all_at_once`: everybody on duty at once (rung 1), else one and then one more every `ask_on_every`.
    """

    number: int
    after: timedelta
    roles: tuple[Role, ...]
    deputies: bool = False
    all_at_once: bool = False


DEFAULT_RUNGS = (
    Rung(number=1, after=5 * MINUTE, roles=(Role.COMMUNITY_MANAGER,), deputies=True, all_at_once=True),
    Rung(number=2, after=30 * MINUTE, roles=(Role.COMMUNITY_MANAGER,)),
    Rung(number=3, after=120 * MINUTE, roles=(Role.SUBDISTRICT_MANAGER,)),
    Rung(number=4, after=24 * 60 * MINUTE, roles=(Role.SUBDISTRICT_MANAGER, Role.SUPERVISOR)),
)

GRADE_RUNGS: dict[Grade | None, tuple[int, ...]] = {
    None: (2, 3, 4),
    Grade.GENERAL: (2, 3, 4),
    Grade.LARGER: (3, 4),
    Grade.COMPLEX: (4,),
}
"""Which resolve deadlines run for a grade; ungraded runs them all (domain.md §3)."""


@frozen
class WorkingLimit:
    """How long a category may take: so many working days 工作日, or working hours 工作时 (GB/T 30428)."""

    days: int = 0
    hours: int = 0


CATEGORY_LIMITS: Mapping[str, WorkingLimit] = MappingProxyType(
    {
        "illegal_building": WorkingLimit(days=20),
        "vendors": WorkingLimit(days=2),  # a blocked road
        "garbage": WorkingLimit(hours=4),
    }
)

KEPT_AT_LEAST = {
    "messages_kept": 30,
    "drafts_kept": 1,
    "conversations_kept": 1,
    "words_kept": 30,
    "links_kept": 1,
    "audit_kept": 365,
    "uses_kept": 2,
}
"""Days: a message is answered, a result disputed, a day counted as long as that."""
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LAST_SURE_DAY = 28
AT_LEAST_ONE = (
    "incident_reports",
    "reports_an_hour",
    "reports_a_day",
    "photos_an_hour",
    "photos_a_day",
    "presses_a_minute",
    "group_commands_an_hour",
    "draft_characters",
    "draft_photos",
    "not_yet_neighbours",
    "unpaid_asks_a_day",
)


@frozen
class Trial:
    """An area tries it out until the end of that local day (casework/clock/trial.py). `dry`: nobody is rung at all."""

    until: date
    dry: bool = False


@frozen(kw_only=True)
class Settings:
    """All times of the casework, and what one person may cause. Durations are timedeltas, times of day in `zone`."""

    language: str = "zh_CN"  # of groups; a person reads his or her own
    report_reaction: str = "✍"  # of a post, to a message of a group that is listened to: it is a report; "" for none
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Asia/Shanghai"))
    plan: timedelta = 10 * MINUTE
    reply: timedelta = 15 * MINUTE
    rungs: tuple[Rung, ...] = DEFAULT_RUNGS
    ask_on_every: timedelta = 5 * MINUTE
    urgent_every: timedelta = 5 * MINUTE
    urgent_times: int = 6
    urgent_later: timedelta = 15 * MINUTE
    danger_file: timedelta = MINUTE
    danger_tell: timedelta = 2 * MINUTE
    crisis_line: str = "12356"  # whom somebody in despair can call, day and night
    report_in: timedelta = 30 * MINUTE
    shift_taken: timedelta = 15 * MINUTE  # a shift that was not taken by then: the former one hears of it
    urgent_report_in: timedelta = 10 * MINUTE
    feedback: timedelta = timedelta(hours=24)  # of a department, where the whistle menu says nothing else
    feedback_grace: timedelta = timedelta(hours=1)  # after the nudge, before the subdistrict hears of it
    waiting_at_most: timedelta = timedelta(hours=24)
    undo_resolve: timedelta = 10 * MINUTE
    rate_lapse: timedelta = timedelta(days=3)
    reopen_within: timedelta = timedelta(days=7)
    draft_ask: timedelta = 2 * MINUTE
    draft_file: timedelta = 10 * MINUTE
    same_within: timedelta = timedelta(hours=2)
    incident_within: timedelta = 30 * MINUTE  # so many reports of one kind in a community are one incident 大面积
    incident_reports: int = 5
    remind_at: time = time(9, 0)
    promise_ahead: timedelta = 30 * MINUTE  # so long before a promised hour whoever promised it is reminded
    whistle_eve_at: time = time(18, 0)  # a department hears once more of what is planned for tomorrow,
    whistle_ahead: timedelta = timedelta(hours=1)  # and so long before it
    same_day_holders_at: time = time(16, 30)
    same_day_community_at: time = time(17, 0)
    visit_note_kept: timedelta = timedelta(days=30)
    updates_kept: timedelta = timedelta(days=30)
    messages_kept: timedelta = timedelta(days=90)
    drafts_kept: timedelta = timedelta(days=30)
    conversations_kept: timedelta = timedelta(days=7)
    words_kept: timedelta = timedelta(days=365)
    links_kept: timedelta = timedelta(days=30)
    audit_kept: timedelta = timedelta(days=3 * 365)
    uses_kept: timedelta = timedelta(days=2)
    nudge_every: timedelta = 30 * MINUTE  # what one person may cause, around-an-issue.md §9
    reports_an_hour: int = 10
    reports_a_day: int = 30
    photos_an_hour: int = 60
    photos_a_day: int = 200
    presses_a_minute: int = 30
    group_commands_an_hour: int = 60
    draft_characters: int = 4000
    draft_photos: int = 10
    not_yet_neighbours: int = 3
    unpaid_asks_a_day: int = 3  # more for one unpaid neighbour is too much: the board says so
    checked_percent: int = 10  # of what closed unrated in a month 复查
    weekly_meeting_on: str = "wed"  # joint meetings of a community, and of what is above, around-an-issue.md §3
    monthly_meeting_on: int = 15
    meeting_at: time = time(14, 0)
    meeting_lasts: timedelta = timedelta(hours=4)  # then one that nobody closed ends by itself
    call_widen: timedelta = 5 * MINUTE  # a call for volunteers asks one circle wider after so long,
    call_closes: timedelta = timedelta(hours=2)  # and nobody any more after so long
    mediation_still: timedelta = timedelta(days=3)  # in a mediation: its mediator hears, then who asked

    emergency_lasts: timedelta = timedelta(hours=72)  # then it ends by itself, unless somebody renews it
    emergency_asked: timedelta = timedelta(hours=2)  # so long before that somebody is asked
    emergency_figures_at: time = time(17, 0)
    emergency_ask_on_every: timedelta = 2 * MINUTE  # in an emergency instead of ask_on_every,
    emergency_report_in: timedelta = 10 * MINUTE  # of report_in,
    emergency_shift_taken: timedelta = 5 * MINUTE  # and of shift_taken

    hours: Hours = ALL_DAY  # of service; the config's default is 08:00-20:00
    quiet_from: time = time(21, 0)  # nothing is ever loud then, but danger and the night list
    quiet_until: time = time(8, 0)
    category_limits: Mapping[str, WorkingLimit] = field(default_factory=lambda: CATEGORY_LIMITS)
    hours_since: tuple[tuple[date, Hours], ...] = ()  # of this area: from which day on which hours (rows)
    days: Days = field(default_factory=Days)  # dates that are something else than their weekday says (rows)
    trial: Trial | None = None  # of this area (rows)
    capabilities: frozenset[Capability] = USUAL  # what the area does not do without (rows)
    week_at: time = time(18, 0)  # on Fridays
    emergencies: tuple[tuple[datetime, datetime | None], ...] = ()  # from when to when there was one here (rows)
    emergency: bool = False  # at that moment
    drill: bool = False  # ... and it is a drill

    def __post_init__(self) -> None:
        """Refuse what cannot be right; raises SettingsError with the key."""
        for key in (
            "plan",
            "reply",
            "ask_on_every",
            "urgent_every",
            "urgent_later",
            "danger_file",
            "danger_tell",
            "report_in",
            "shift_taken",
            "urgent_report_in",
            "feedback",
            "feedback_grace",
            "whistle_ahead",
            "promise_ahead",
            "waiting_at_most",
            "undo_resolve",
            "rate_lapse",
            "reopen_within",
            "draft_ask",
            "draft_file",
            "same_within",
            "incident_within",
            "visit_note_kept",
            "emergency_lasts",
            "emergency_asked",
            "emergency_ask_on_every",
            "emergency_report_in",
            "emergency_shift_taken",
            "meeting_lasts",
            "mediation_still",
            "call_widen",
            "call_closes",
        ):
            if getattr(self, key) <= timedelta():
                raise SettingsError(f"clock.{key}", "must be longer than nothing")
        if self.updates_kept < timedelta(days=2):
            raise SettingsError("clock.updates_kept", "must be at least 2 days: an update may come again within one")
        for key, days in KEPT_AT_LEAST.items():
            if getattr(self, key) < timedelta(days=days):
                raise SettingsError(f"kept.{key}", "must be at least {days} days: it is needed so long", days=days)
        for key in AT_LEAST_ONE:
            if getattr(self, key) < 1:
                raise SettingsError(f"limits.{key}", "must be at least 1")
        if not 0 <= self.checked_percent <= 100:
            raise SettingsError("limits.checked_percent", "must be from 0 to 100")
        if self.reports_a_day < self.reports_an_hour:
            raise SettingsError("limits.reports_a_day", "must not be less than limits.reports_an_hour")
        if self.photos_a_day < self.photos_an_hour:
            raise SettingsError("limits.photos_a_day", "must not be less than limits.photos_an_hour")
        if self.emergency_asked >= self.emergency_lasts:
            raise SettingsError("clock.emergency_asked", "must be shorter than clock.emergency_lasts_hours")
        if self.urgent_times < 0:
            raise SettingsError("clock.urgent_times", "must not be negative")
        if [rung.number for rung in self.rungs] != [1, 2, 3, 4]:
            raise SettingsError("ladder", "needs the rungs 1, 2, 3 and 4, in this order")
        for rung in self.rungs:
            if not rung.roles:
                raise SettingsError(f"ladder.{rung.number}.roles", "a rung needs at least one role to ping")
        for lower, upper in zip(self.rungs, self.rungs[1:], strict=False):
            if lower.after >= upper.after:
                raise SettingsError(
                    f"ladder.{upper.number}.after", "must come later than rung {lower}", lower=lower.number
                )
        if self.rungs[0].after <= timedelta():
            raise SettingsError("ladder.1.after", "must be longer than nothing")
        if not self.rungs[0].after <= self.plan <= self.reply:
            first = int(self.rungs[0].after / MINUTE)
            raise SettingsError(
                "clock.plan",
                "must lie between rung 1 ({first} minutes) and clock.reply_minutes; the defaults are 5, 10 and 15",
                first=first,
            )
        if self.reply >= self.rungs[1].after:
            raise SettingsError("clock.reply", "must come before rung 2")
        if self.weekly_meeting_on not in WEEKDAYS:
            raise SettingsError("meetings.weekly_meeting_on", "must be one of: {days}", days=", ".join(WEEKDAYS))
        if not 1 <= self.monthly_meeting_on <= LAST_SURE_DAY:
            raise SettingsError("meetings.monthly_meeting_on", "must be a day that every month has, 1 to 28")
        if self.meeting_at <= self.remind_at:
            raise SettingsError("meetings.meeting_at", "must come after clock.remind_at: those who attend hear then")
        if self.draft_ask >= self.draft_file:
            raise SettingsError("clock.draft_ask", "must come before clock.draft_file")
        if self.same_day_holders_at >= self.same_day_community_at:
            raise SettingsError("clock.same_day_holders_at", "must come before clock.same_day_community_at")

    def trial_at(self, at: datetime) -> Trial | None:
        """The trial that the area is in at that moment."""
        here = self.trial is not None and at.astimezone(self.zone).date() <= self.trial.until
        return self.trial if here else None

    @property
    def service(self) -> Service:
        """When the area is served."""
        return Service(self.zone, ((date.min, self.hours), *self.hours_since), self.days)

    def hours_at(self, at: datetime) -> Hours:
        """The hours of a week that hold in the area at that moment; `hours` are those of the configuration."""
        return self.service.week_of(at.astimezone(self.zone).date())

    def in_the_night(self, at: datetime) -> bool:
        """Whether it is so late, or so early, that nothing may be loud whatever the hours are."""
        local = at.astimezone(self.zone).time()
        return local >= self.quiet_from or local < self.quiet_until

    def rung(self, number: int) -> Rung:
        """The rung of that number, 1 to 4."""
        return self.rungs[number - 1]
