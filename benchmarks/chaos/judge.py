"""Compares what people sent with what is in the database, and what was due with what the phones show."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from benchmarks.chaos.besides import FALL_DUE
from benchmarks.chaos.life import Life
from benchmarks.chaos.load import Report
from benchmarks.chaos.phones import Phones, Posted
from casework.data import maybe
from casework.lines import Rung
from casework.messages import Kind
from casework.model.conversation import Draft
from casework.model.deadlines import Deadline, DeadlineKind, DeadlineState, Ping
from casework.model.issues import Issue
from casework.model.timeline import Entry
from casework.settings import Settings
from storage import tables
from storage.database import Database
from storage.rows import DEADLINES, DRAFTS, ENTRIES, INBOX, OUTBOX, PINGS, InboxRow, OutboxRow, Stored

TOKEN = re.compile(r"T\d{6}")
NUMBER = re.compile(r"\d+号")
RUNGS = (1, 2, 3)
"""Those that fall due within a run: 5, 30 and 120 minutes after T0."""
RECEIPTS = (Kind.RECEIPT, Kind.DRAFT_FILED, Kind.INCIDENT)
TOLD_ONCE = frozenset({Kind.WHISTLE_LATE, Kind.SHIFT, Kind.SHIFT_NOT_TAKEN})
"""What the deadlines beside the ladder tell: once to each."""
BETWEEN_SECONDS = 1.0
"""Real seconds that may lie between Telegram's answer and our record of it, unless the database could not be
written."""


@dataclass
class Evidence:
    """Everything that was written down."""

    inbox: list[InboxRow]
    issues: list[Issue]
    drafts: list[Draft]
    deadlines: list[Deadline]
    pings: list[Ping]
    entries: list[Entry]
    outbox: list[OutboxRow]


async def gather(database: Database) -> Evidence:
    """Read it all."""

    async def all_of(stored: Stored[Any]) -> list[Any]:
        rows = await database.read(lambda connection: connection.execute(stored.select()).all())
        return [stored.load(row) for row in rows]

    ids = await database.read(lambda connection: list(connection.execute(select(tables.issues.c.id)).scalars()))
    work = database.work(Settings())
    issues = [one for at in range(0, len(ids), 500) for one in await work.foresee_issues(ids[at : at + 500])]
    inbox = await all_of(INBOX)  # in the order in which it is asked whether all of it was worked on
    return Evidence(inbox, issues, *[await all_of(one) for one in (DRAFTS, DEADLINES, PINGS, ENTRIES, OUTBOX)])


@dataclass
class Verdict:
    """The last line's figures, then what they are made of. `faults` are findings in words; none: the run was good."""

    kills: int = 0
    reports: int = 0
    lost: int = 0
    double_issues: int = 0
    missed_escalations: int = 0
    double_escalations: int = 0
    repeated_messages: int = 0
    repeated_after_a_lost_reply: int = 0
    repeated_after_a_kill: int = 0
    repeated_outside_windows: int = 0
    longest_unrecorded_s: float = 0.0
    max_lateness_after_restart_s: float = 0.0
    issues: int = 0
    updates: int = 0
    escalations: int = 0
    messages: int = 0
    fell_due: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def line(self) -> str:
        """The last line."""
        where = "all in lost-reply windows"
        if self.repeated_outside_windows:
            where = f"{self.repeated_outside_windows} outside lost-reply windows"
        return (
            f"kills={self.kills} reports={self.reports} lost={self.lost} double_issues={self.double_issues} "
            f"missed_escalations={self.missed_escalations} double_escalations={self.double_escalations} "
            f"repeated_messages={self.repeated_messages} ({where}) "
            f"max_lateness_after_restart_s={self.max_lateness_after_restart_s:.2f}"
        )

    @property
    def good(self) -> bool:
        """Whether nothing was found."""
        return not self.faults

    def as_json(self) -> dict[str, Any]:
        """For the file."""
        return asdict(self)

    def add(self, name: str, other: "Verdict") -> None:
        """Take in what was found in the configuration of that name."""
        for one in fields(self):
            mine, new = getattr(self, one.name), getattr(other, one.name)
            if isinstance(mine, dict):
                setattr(self, one.name, dict(Counter(mine) + Counter(new)))
            elif isinstance(mine, list):
                mine += [f"{name}: {fault}" for fault in new]
            else:
                setattr(self, one.name, max(mine, new) if isinstance(mine, float) else mine + new)


@dataclass
class Judge:
    """`until`: the sandbox's time at the end. `rate`: sandbox seconds in a real one while lives were ended.
    `conflicts`: how often Telegram told a living replica that somebody else polls."""

    evidence: Evidence
    reports: list[Report]
    phones: Phones
    lives: list[Life]
    windows: list[tuple[float, float]]
    issued: range
    settings: Settings
    until: float
    rate: float
    replicas: int
    conflicts: int
    verdict: Verdict = field(default_factory=Verdict)

    def judge(self) -> Verdict:
        """All questions."""
        self.verdict.kills = sum(1 for life in self.lives if life.ended)
        self.verdict.reports = len(self.reports)
        self.verdict.issues = len(self.evidence.issues)
        self.verdict.messages = sum(one.by_bot for one in self.phones.posted)
        self._nothing_lost()
        self._no_report_twice()
        self._every_rung_once()
        self._all_that_was_due_has_fired()
        self._the_outbox_is_done()
        self._what_was_due_is_on_the_phones()
        self._repeated()
        self._lateness()
        if self.conflicts:
            self._fault(f"two polled at once, {self.conflicts} times")
        return self.verdict

    def _fault(self, text: str) -> None:
        self.verdict.faults.append(text)

    # What people sent

    def _nothing_lost(self) -> None:
        """Every update that Telegram issued was handled, and every token is an issue."""
        handled = {row.update_id: row.state for row in self.evidence.inbox}
        self.verdict.updates = len(self.issued)
        for number in self.issued:
            if handled.get(number) != "done":
                self.verdict.lost += 1
                self._fault(f"update {number} is {handled.get(number, 'not in the inbox')}")
        filed = Counter(token for issue in self.evidence.issues for token in TOKEN.findall(issue.text))
        begun = {token for draft in self.evidence.drafts for token in TOKEN.findall(draft.text)}
        for report in self.reports:
            if report.token not in filed:
                self.verdict.lost += 1
                where = "still a draft" if report.token in begun else "nowhere"
                self._fault(f"{report.token} ({report.sort}) is {where}")

    def _no_report_twice(self) -> None:
        filed = Counter(token for issue in self.evidence.issues for token in TOKEN.findall(issue.text))
        for token, count in filed.items():
            if count > 1:
                self.verdict.double_issues += 1
                self._fault(f"{token} became {count} issues")
        for report in self.reports:
            if filed[report.token] == 1:
                self._t0(report)

    def _t0(self, report: Report) -> None:
        issue = self._by_token[report.token][0]
        late = issue.t0.timestamp() - report.sent_at
        if report.sort == "group" and late != 0:
            self._fault(f"{report.token}: T0 is {late:g} s after the message that filed it")
        # The bot's clock follows the sandbox's, by an instant.
        if report.sort == "leave" and abs(late - self.settings.draft_file.total_seconds()) >= 1:
            self._fault(f"{report.token}: a draft that was left was filed after {late:g} s")

    @property
    def _by_token(self) -> dict[str, list[Issue]]:
        if not hasattr(self, "_tokens"):
            self._tokens: dict[str, list[Issue]] = defaultdict(list)
            for issue in self.evidence.issues:
                for token in TOKEN.findall(issue.text):
                    self._tokens[token].append(issue)
        return self._tokens

    # What was due

    def _every_rung_once(self) -> None:
        """From T0 alone: each rung of an issue that nobody took fired once, at its time, and asked somebody."""
        fired: dict[tuple[int, int], list[Deadline]] = defaultdict(list)
        for one in self.evidence.deadlines:
            if one.issue_id is not None and one.kind in (DeadlineKind.UNDERSTAND, DeadlineKind.RESOLVE):
                fired[one.issue_id, 1 if one.kind is DeadlineKind.UNDERSTAND else one.rung].append(one)
        noted = Counter(
            (entry.issue_id, 1 if entry.action == "due_understand" else maybe(entry.data, Rung).rung)
            for entry in self.evidence.entries
            if entry.action in ("due_understand", "due_resolve")
        )
        asked = Counter((ping.issue_id, ping.round, ping.rung, ping.person_id) for ping in self.evidence.pings)
        rungs = {(ping.issue_id, ping.rung) for ping in self.evidence.pings}
        for issue in self.evidence.issues:
            if not TOKEN.search(issue.text):
                continue  # another clock than the usual one (besides.py)
            for rung in RUNGS:
                due = issue.t0 + self.settings.rung(rung).after
                if due.timestamp() > self.until - 1:
                    continue
                met = rung == 1 and issue.now.accepted_at is not None and issue.now.accepted_at <= due
                mine = [one for one in fired[issue.id, rung] if one.state is DeadlineState.FIRED]
                self.verdict.escalations += not met
                if met and mine:
                    self.verdict.double_escalations += 1
                    self._fault(f"issue {issue.number}: rung {rung} fired although it was taken in time")
                if not met and (not mine or mine[0].ended_at != due or (issue.id, rung) not in rungs):
                    self.verdict.missed_escalations += 1
                    self._fault(f"issue {issue.number}: rung {rung} was due {due:%H:%M:%S}: {fired[issue.id, rung]}")
                if len(mine) > 1 or noted[issue.id, rung] > 1:
                    self.verdict.double_escalations += 1
                    self._fault(f"issue {issue.number}: rung {rung} fired {noted[issue.id, rung]} times")
        for (issue_id, _, rung, person_id), count in asked.items():
            if count > 1 and rung > 0:
                self.verdict.double_escalations += 1
                self._fault(f"issue id {issue_id}: person {person_id} was asked {count} times at rung {rung}")

    def _all_that_was_due_has_fired(self) -> None:
        """Whatever its kind: nothing that was due waits any more, it happened as of its due time, and told each person
        once. Of each kind that was begun beside the ladder one was due."""
        fired = Counter(str(one.kind) for one in self.evidence.deadlines if one.state is DeadlineState.FIRED)
        self.verdict.fell_due = dict(fired)
        for one in self.evidence.deadlines:
            waits = one.state is DeadlineState.PENDING and one.due_at.timestamp() <= self.until - 1
            moved = one.state is DeadlineState.FIRED and one.ended_at != one.due_at
            if waits or moved:
                self.verdict.missed_escalations += 1
                self._fault(f"{one.kind} was due {one.due_at:%H:%M:%S}: {one.state} {one.ended_at}")
        for kind in FALL_DUE:
            if kind not in self.verdict.fell_due:
                self.verdict.missed_escalations += 1
                self._fault(f"{kind} did not fall due")
        told = Counter(
            (row.kind, row.person_id, row.chat_id, row.due_at, repr(row.data))
            for row in self.evidence.outbox
            if row.kind in TOLD_ONCE and row.state != "dropped"
        )
        for (what, person_id, _, due, _), count in told.items():
            if count > 1:
                self.verdict.double_escalations += 1
                self._fault(f"{what} of {due:%H:%M:%S} was said {count} times to {person_id}")

    def _the_outbox_is_done(self) -> None:
        for row in self.evidence.outbox:
            if row.state in ("pending", "dead"):
                self.verdict.missed_escalations += row.kind == Kind.PING
                self._fault(f"message {row.kind} is {row.state}: {row.error}")

    def _what_was_due_is_on_the_phones(self) -> None:
        """A ping row is on a phone, or the ledger says why not; every issue has its receipt."""
        shown = {(one.chat, one.message_id): one for one in self.phones.posted if one.by_bot}
        issues = {issue.id: issue for issue in self.evidence.issues}
        pings = {ping.id: ping for ping in self.evidence.pings}
        told: set[int] = set()
        for row in self.evidence.outbox:
            if row.state == "sent" and row.message_ids:
                on_phone = shown.get((row.sent_address or "", row.message_ids[0]))
                if on_phone is None or (row.kind == Kind.PING and not _names(on_phone, issues[row.issue_id or 0])):
                    self.verdict.missed_escalations += row.kind == Kind.PING
                    self._fault(f"message {row.kind} is said to be sent, and is on no phone")
            if row.kind == Kind.PING and row.state == "dropped":
                ping = pings[row.ping_id or 0]
                if ping.answer is None:
                    self.verdict.missed_escalations += 1
                    self._fault(f"a ping of issue {issues[ping.issue_id].number} was dropped although it stands")
            if row.kind in RECEIPTS and row.state == "sent" and row.issue_id is not None:
                told.add(row.issue_id)
        for issue in self.evidence.issues:
            if issue.id not in told:
                self._fault(f"issue {issue.number}: the resident has no receipt")

    # What came twice

    def _repeated(self) -> None:
        """Messages that the ledger does not know, and that say what another message in the same chat says."""
        recorded = {(row.sent_address, message_id) for row in self.evidence.outbox for message_id in row.message_ids}
        alike: dict[tuple[str, str], list[Posted]] = defaultdict(list)
        for one in self.phones.posted:
            if one.by_bot and NUMBER.search(_first(one)):
                alike[one.chat, _first(one)].append(one)
        for same in alike.values():
            unknown = [one for one in same if (one.chat, one.message_id) not in recorded]
            for one in unknown[: len(same) - 1]:
                self.verdict.repeated_messages += 1
                if self._reply_was_lost(one):
                    self.verdict.repeated_after_a_lost_reply += 1
                elif self._died_before_the_record(one, same):
                    self.verdict.repeated_after_a_kill += 1
                else:
                    self.verdict.repeated_outside_windows += 1
                    self._fault(
                        f"came again without a reason: {_first(one)!r} at {one.at:.1f} in {one.chat}, "
                        f"beside {[round(other.at, 1) for other in same if other is not one]}, "
                        f"in {[life for life in self.lives if life.started <= one.at <= life.ended]}"
                    )

    def _reply_was_lost(self, one: Posted) -> bool:
        span = BETWEEN_SECONDS * self.rate
        return any(chat == one.chat and abs(at - one.at) <= span for at, chat in self.phones.lost_replies)

    def _died_before_the_record(self, one: Posted, same: list[Posted]) -> bool:
        """A life that held the sender's lease was killed soon after, and did not send it twice itself."""
        return any(self._was_cut_off(life, one, same) for life in self.lives if life.started <= one.at <= life.ended)

    def _was_cut_off(self, life: Life, one: Posted, same: list[Posted]) -> bool:
        if not life.sent or any(self._sent_by(life, other, one) for other in same):
            return False
        blocked = sum(max(0.0, min(life.ended, to) - max(one.at, begun)) for begun, to in self.windows)
        gap = life.ended - one.at - blocked
        if gap > BETWEEN_SECONDS * self.rate * (3 if blocked else 1):
            return False
        self.verdict.longest_unrecorded_s = max(self.verdict.longest_unrecorded_s, gap / self.rate)
        return True

    def _sent_by(self, life: Life, other: Posted, one: Posted) -> bool:
        """Whether that life, which sent `one`, sent `other` too, with no reason to do so twice."""
        if other is one or not life.started <= other.at <= life.ended:
            return False
        if other.at >= one.at:
            return True
        # Earlier and in other words it is another message: the same issue, an earlier rung. After the death of another
        # sender in between it was that one's: this life had not the lease then.
        if other.text != one.text or self._reply_was_lost(other):
            return False
        return not any(dead is not life and dead.sent and other.at <= dead.ended <= one.at for dead in self.lives)

    # How late

    def _lateness(self) -> None:
        """Real seconds from due to the commit; with one replica from its start, if it was not there when it was due."""
        starts = sorted(life.started for life in self.lives) if self.replicas == 1 else []
        for row in self.evidence.outbox:
            if row.kind != Kind.PING or row.ping_id is None:
                continue
            committed, due = row.committed_at.timestamp(), row.due_at.timestamp()
            begun = max((at for at in starts if at <= committed), default=0.0)
            late = (committed - max(due, begun)) / self.rate
            if not _within(due, committed, self.windows, self.rate):
                self.verdict.max_lateness_after_restart_s = max(self.verdict.max_lateness_after_restart_s, late)


def _within(begin: float, end: float, windows: Iterable[tuple[float, float]], rate: float) -> bool:
    """Whether the database could not be written in between, or a moment before: the bot waits a second then."""
    return any(begun <= end and to + 1.5 * rate >= begin for begun, to in windows)


def _first(one: Posted) -> str:
    """What a message is about: its first line without the lamp's colour."""
    return re.sub(r"^[^\w<]+", "", one.text.partition("\n")[0])


def _names(one: Posted, issue: Issue) -> bool:
    return str(issue.number) in one.text or "/huoer" in one.text


def ladder_end(settings: Settings, last: datetime) -> datetime:
    """When the last of RUNGS of an issue of that moment has fired, and all that it makes."""
    return last + settings.draft_file + settings.rung(RUNGS[-1]).after + timedelta(minutes=2)
