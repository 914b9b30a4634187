"""A unit of work in memory: for the rules' own tests, and for trying the rules without a database.

It hands out the objects themselves; there is nothing to commit and nothing to undo.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar

from casework.area_settings import AreaSettings
from casework.audience import Reached
from casework.calendar import Calendar
from casework.clock.limits import RUNNING
from casework.data import NOTHING
from casework.due import FALLING_DUE
from casework.hours import Day
from casework.issue.likeness import told_in
from casework.messages import Kind
from casework.model.audited import Audit, Audited
from casework.model.calls import Call, CallAnswer
from casework.model.chats import Audience, Chat, Link, Outside
from casework.model.conversation import Draft, DraftState, Message, Question, Utterance, UtteranceMessage
from casework.model.deadlines import Deadline, DeadlineKind, DeadlineState, Ping
from casework.model.issues import (
    Issue,
    ListeningDay,
    MeToo,
    Outage,
    Promise,
    Report,
    Round,
    Sample,
    State,
    Verdict,
    VisitNote,
)
from casework.model.mediations import Mediation
from casework.model.meetings import Meeting
from casework.model.people import Absence, HandedShift, Person, Post, Rank, Role, Rota, Serves, Swap, Use, Uses
from casework.model.places import Area, AreaKind, Department, Estate, HomeNote, MenuItem, Setting, Utility
from casework.model.rows import Row
from casework.model.said_to_many import Broadcast, Emergency
from casework.model.timeline import Attachment, Entry
from casework.model.volunteers import Volunteer
from casework.model.whistles import Whistle
from casework.refusals import NotFound
from casework.roles import UNPAID
from casework.rota import Plan, Seat, seat_of
from casework.settings import Settings
from casework.shapes import LINES, MESSAGES
from casework.transitions import STANDING
from casework.words.likeness import Reported
from casework.words.places import Building
from storage.calendar import Triggers

T = TypeVar("T")


class MemoryWork:
    """Fulfils casework.ports.Work."""

    falls_due = FALLING_DUE
    calendar: Calendar = Triggers()

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self.set_rows: list[Setting] = []
        self.day_rows: list[Day] = []
        self.areas: dict[int, Area] = {}
        self.estates: dict[int, Estate] = {}
        self.people: dict[int, Person] = {}
        self.posts: dict[int, Post] = {}
        self.chats: dict[int, Chat] = {}
        self.issues: dict[int, Issue] = {}
        self.drafts: dict[int, Draft] = {}
        self.deadlines: dict[int, Deadline] = {}
        self.pings: dict[int, Ping] = {}
        self.entries: dict[int, Entry] = {}
        self.files: dict[int, Attachment] = {}
        self.notes: dict[int, VisitNote] = {}
        self.neighbours: list[MeToo] = []
        self.said_how: list[Verdict] = []
        self.left: dict[tuple[int, int], Outside] = {}
        self.outbox: list[Message] = []
        self.links: dict[str, Link] = {}
        self.audits: dict[int, Audit] = {}
        self.rota: dict[int, Rota] = {}
        self.swaps: dict[int, Swap] = {}
        self.absences: dict[int, Absence] = {}
        self.shifts: dict[int, HandedShift] = {}
        self.addresses: dict[int, tuple[str, int | None]] = {}
        self.unbound: set[int] = set()
        self.whistles: dict[int, Whistle] = {}
        self.planned: dict[int, Outage] = {}
        self.meetings: dict[int, Meeting] = {}
        self.mediations: dict[int, Mediation] = {}
        self.helpers: dict[int, Volunteer] = {}
        self.calls: dict[int, Call] = {}
        self.answered: dict[int, CallAnswer] = {}
        self.samples: dict[int, Sample] = {}
        self.broadcasts: dict[int, Broadcast] = {}
        self.emergencies: dict[int, Emergency] = {}
        self.households: dict[int, HomeNote] = {}
        self.listening: dict[int, ListeningDay] = {}
        self.departments: dict[int, Department] = {}
        self.menu: list[MenuItem] = []
        self.used: Counter[tuple[int, Use, datetime]] = Counter()
        self.refused: Counter[tuple[int, Use, datetime]] = Counter()
        self._numbers: Counter[tuple[int, int]] = Counter()
        self._last_id = 1000

    def settings_for(self, line: Sequence[int], at: datetime) -> Settings:
        return AreaSettings(self.set_rows, self.day_rows).of(self.settings, line, at)

    async def known_settings(self) -> list[Setting]:
        return sorted(self.set_rows, key=lambda one: one.id)

    def new_id(self) -> int:
        self._last_id += 1
        return self._last_id

    def add(self, row: Row) -> None:
        if isinstance(row, Entry):
            assert row.data is NOTHING or type(row.data) is LINES[row.subject.kind, row.action], row
        if isinstance(row, Message):
            assert row.data is NOTHING or type(row.data) is MESSAGES[row.kind], row
        if isinstance(row, Setting):
            self.set_rows.append(row)
        elif isinstance(row, Day):
            self.day_rows.append(row)
        elif isinstance(row, Message):
            self.outbox.append(row)
        elif isinstance(row, MeToo):
            self.neighbours.append(row)
        elif isinstance(row, Outside):
            self.left[row.chat_id, row.person_id] = row
        elif isinstance(row, Verdict):
            self.said_how.append(row)
        elif isinstance(row, Link):
            self.links[row.code] = row
        else:
            if not isinstance(row, Report | Round | Promise | Utterance | UtteranceMessage | Question):
                self._shelf(row)[row.id] = row

    def changed(self, row: Row) -> None:
        if isinstance(row, Issue | Whistle):
            row.version += 1

    def remove(self, row: VisitNote | Link | MeToo | Outside | HomeNote | Attachment | Volunteer) -> None:
        if isinstance(row, MeToo):
            self.neighbours.remove(row)
        elif isinstance(row, Outside):
            self.left.pop((row.chat_id, row.person_id))
        elif isinstance(row, Volunteer):
            self.helpers.pop(row.id, None)
        elif isinstance(row, HomeNote):
            self.households.pop(row.id, None)
        elif isinstance(row, Link):
            self.links.pop(row.code, None)
        else:
            self.notes.pop(row.id, None)

    def _shelf(self, row: Row) -> dict[int, Row]:
        shelves: dict[type, object] = {
            Issue: self.issues,
            Deadline: self.deadlines,
            Ping: self.pings,
            Entry: self.entries,
            Attachment: self.files,
            Draft: self.drafts,
            VisitNote: self.notes,
            Person: self.people,
            Post: self.posts,
            Chat: self.chats,
            Audit: self.audits,
            Rota: self.rota,
            Swap: self.swaps,
            Absence: self.absences,
            HandedShift: self.shifts,
            Whistle: self.whistles,
            Outage: self.planned,
            Meeting: self.meetings,
            Mediation: self.mediations,
            Volunteer: self.helpers,
            Call: self.calls,
            CallAnswer: self.answered,
            Sample: self.samples,
            Broadcast: self.broadcasts,
            Emergency: self.emergencies,
            HomeNote: self.households,
            ListeningDay: self.listening,
        }
        return shelves[type(row)]  # type: ignore[return-value]

    def put(self, *rows: Area | Estate | Person | Post | Chat) -> None:
        """Furnish the neighbourhood; an area's line is set from its parent."""
        for row in rows:
            if isinstance(row, Area):
                above = self.areas[row.parent_id].line if row.parent_id is not None else ()
                row.line = (row.id, *above)
                self.areas[row.id] = row
            elif isinstance(row, Estate):
                self.estates[row.id] = row
            else:
                self.add(row)

    async def uses(self, person_id: int, what: Use, since: datetime) -> list[Uses]:
        keys = {key for key in (*self.used, *self.refused) if key[:2] == (person_id, what) and key[2] >= since}
        return [Uses(minute=key[2], used=self.used[key], refused=self.refused[key]) for key in sorted(keys)]

    def count_use(self, person_id: int, what: Use, minute: datetime) -> None:
        self.used[person_id, what, minute] += 1

    def count_refusal(self, person_id: int, what: Use, minute: datetime) -> None:
        self.refused[person_id, what, minute] += 1

    async def next_number(self, community_id: int, year: int) -> int:
        self._numbers[community_id, year] += 1
        return self._numbers[community_id, year]

    async def issue(self, issue_id: int) -> Issue:
        issue = _found(self.issues, issue_id)
        issue.pings = [ping for ping in issue.pings if ping.round == issue.round]
        issue.deadlines = [one for one in issue.deadlines if one.round == issue.round or one.state in RUNNING]
        return issue

    async def issue_by_number(self, community_ids: Sequence[int], number: int) -> Issue | None:
        reports = [one for issue in self.issues.values() for one in issue.reports]
        wanted = {one.issue_id for one in reports if one.community_id in community_ids and one.number == number}
        found = [self.issues[issue_id] for issue_id in wanted]
        return max(found, key=lambda one: one.filed_at, default=None)

    async def timeline(self, subject_id: int) -> list[Entry]:
        return sorted((e for e in self.entries.values() if e.subject_id == subject_id), key=lambda e: (e.at, e.id))

    async def entries_by(self, person_id: int) -> list[Entry]:
        return [e for e in self.entries.values() if e.person_id == person_id and e.post_id is None]

    async def me_toos_by(self, person_id: int) -> list[MeToo]:
        return [one for one in self.neighbours if one.person_id == person_id]

    async def entry(self, entry_id: int) -> Entry:
        return _found(self.entries, entry_id)

    async def attachments(self, *subject_ids: int) -> list[Attachment]:
        return [one for one in self.files.values() if one.subject_id in subject_ids]

    async def visit_notes(self, *report_ids: int) -> list[VisitNote]:
        found = [note for note in self.notes.values() if note.report_id in report_ids]
        return sorted(found, key=lambda one: one.report_id)

    async def issue_of_report(self, report_id: int) -> Issue:
        found = [one for one in self.issues.values() if any(mine.id == report_id for mine in one.reports)]
        if not found:
            raise NotFound
        return found[0]

    async def phones_left(self, community_id: int, figures: str) -> list[tuple[int, str, bool]]:
        reports = [mine for one in self.issues.values() for mine in one.reports if mine.community_id == community_id]
        own = {one.id: one.reporter_id for one in reports if one.reporter_id is not None}
        notes = [
            (own[one.report_id], one.text, True)
            for one in self.notes.values()
            if own.get(one.report_id) == one.person_id
        ]
        said = [(one.reporter_id, one.text, False) for one in reports if one.reporter_id and not one.behalf]
        return [one for one in (*notes, *said) if figures in one[1]]

    async def draft(self, draft_id: int) -> Draft:
        return _found(self.drafts, draft_id)

    async def open_draft(self, person_id: int) -> Draft | None:
        return next((d for d in self.drafts.values() if d.person_id == person_id and d.state == "open"), None)

    async def draft_deadlines(self, draft_id: int) -> list[Deadline]:
        return [d for d in self.deadlines.values() if d.draft_id == draft_id and d.state is DeadlineState.PENDING]

    async def calendar_deadlines(self, kind: DeadlineKind) -> list[Deadline]:
        return [d for d in self.deadlines.values() if d.kind is kind and d.state is DeadlineState.PENDING]

    async def deadline_of_absence(self, absence_id: int) -> Deadline | None:
        pending = (one for one in self.deadlines.values() if one.state is DeadlineState.PENDING)
        return next((one for one in pending if one.absence_id == absence_id), None)

    async def said_me_too(self, issue_id: int, person_id: int) -> bool:
        return any(one.issue_id == issue_id and one.person_id == person_id for one in self.neighbours)

    async def verdicts(self, issue_id: int) -> list[Verdict]:
        return [one for one in self.said_how if one.issue_id == issue_id]

    async def me_toos(self, issue_id: int) -> list[int]:
        return [one.person_id for one in self.neighbours if one.issue_id == issue_id]

    async def homes_too(self, issue_id: int) -> set[int]:
        said = [one for one in self.neighbours if one.issue_id == issue_id]
        homes = [one.area_id or (await self.person(one.person_id)).home_id for one in said]
        return {one for one in homes if one is not None}

    async def standing_of_kinds(self, community_id: int, categories: Iterable[str], since: datetime) -> list[Issue]:
        wanted = set(categories)
        found = [
            one
            for one in self.issues.values()
            if one.community_id == community_id
            and one.category in wanted
            and one.filed_at >= since
            and one.state in STANDING
            and not one.private
        ]
        return sorted(found, key=lambda one: (one.filed_at, one.id), reverse=True)

    async def told_of_kinds(
        self, community_id: int, categories: Iterable[str], since: datetime
    ) -> list[tuple[int, Reported]]:
        found = await self.standing_of_kinds(community_id, categories, since)
        return [(one.id, told_in(one)) for one in found if one.planned_until is None]

    async def outage(self, outage_id: int) -> Outage:
        return _found(self.planned, outage_id)

    async def outages(self, since: datetime) -> list[Outage]:
        return [one for one in self.planned.values() if one.taken_back_at is None and one.ends_at > since]

    async def listening_day(self, day_id: int) -> ListeningDay:
        return _found(self.listening, day_id)

    async def listening_days_in(self, area_ids: Collection[int], limit: int) -> list[ListeningDay]:
        found = [one for one in self.listening.values() if set(self.areas[one.area_id].line) & set(area_ids)]
        return sorted((one for one in found if one.filed_at), key=lambda one: -one.id)[:limit]

    async def drafts_listed(self, day_id: int) -> list[Draft]:
        found = [one for one in self.drafts.values() if one.listening_id == day_id and one.state is DraftState.LEFT]
        return sorted(found, key=lambda one: (one.listed or 0, one.id))

    async def issues_listed(self, day_id: int) -> list[Issue]:
        return [one for one in self.issues.values() if any(each.listening_id == day_id for each in one.reports)]

    async def broadcast(self, broadcast_id: int) -> Broadcast:
        return _found(self.broadcasts, broadcast_id)

    async def broadcasts_about(self, about_id: int) -> list[Broadcast]:
        return [one for one in self.broadcasts.values() if one.about_id == about_id]

    async def reached(self, broadcast: Broadcast) -> Reached:
        """Nothing is ever sent here."""
        told = {(one.chat_id, one.person_id) for one in self.outbox if one.broadcast_id == broadcast.id}
        groups = sum(chat_id is not None for chat_id, _ in told)
        return Reached(hearers=len(told), groups=groups, waiting=len(told))

    async def emergency(self, emergency_id: int) -> Emergency:
        return _found(self.emergencies, emergency_id)

    async def emergencies_on(self, area_ids: Collection[int]) -> list[Emergency]:
        return [one for one in self.emergencies.values() if one.ended_at is None and set(one.line) & set(area_ids)]

    async def home_notes(self, emergency_id: int) -> list[HomeNote]:
        return [one for one in self.households.values() if one.emergency_id == emergency_id]

    def _below(self, area_id: int | None, area_ids: Collection[int]) -> bool:
        return area_id is not None and bool(set(self.areas[area_id].line) & set(area_ids))

    async def groups_below(
        self, area_ids: Collection[int], audiences: Collection[Audience], after: int, limit: int
    ) -> list[int]:
        found = [
            one.id
            for one in self.chats.values()
            if one.audience in audiences and one.id not in self.unbound and self._below(one.area_id, area_ids)
        ]
        return sorted(one for one in found if one > after)[:limit]

    async def living_below(self, area_ids: Collection[int], after: int, limit: int) -> list[int]:
        mine = [one for one in self.people.values() if one.reachable and one.consent_at is not None]
        found = [one.id for one in mine if self._below(one.home_id, area_ids)]
        return sorted(one for one in found if one > after)[:limit]

    async def holding_below(
        self, area_ids: Collection[int], roles: Collection[Role], serves: Collection[Serves], after: int, limit: int
    ) -> list[int]:
        estates = {one.estate_id for one in self.areas.values() if self._below(one.id, area_ids)} - {None}
        found = {
            one.person_id
            for one in self.posts.values()
            if (one.role in roles or one.serves in serves)
            and one.person_id is not None
            and (self._below(one.area_id, area_ids) or one.estate_id in estates)
        }
        return sorted(one for one in found if one > after)[:limit]

    async def record_of(
        self, area_ids: Collection[int] | None, actions: Collection[Audited], limit: int, after: int = 0
    ) -> list[Audit]:
        of = [one for one in self.audits.values() if one.action in actions]
        if area_ids is not None:
            of = [one for one in of if one.area_id in self.areas and set(area_ids) & set(self.areas[one.area_id].line)]
        return sorted(of, key=lambda one: (one.at, one.id), reverse=True)[after : after + limit]

    async def area(self, area_id: int) -> Area:
        return _found(self.areas, area_id)

    async def areas_with(self, area_ids: Collection[int]) -> list[Area]:
        return sorted((self.areas[one] for one in area_ids), key=lambda one: one.code)

    async def buildings_meant(self, words: str, numbers: Collection[str], near: int | None) -> list[Building]:
        buildings = [one for one in self.areas.values() if one.kind == AreaKind.BUILDING]
        return [Building(id=one.id, name=one.name, near=0 if near in one.line else 2) for one in buildings]

    async def areas_of_kind(self, kind: str) -> list[Area]:
        return sorted((one for one in self.areas.values() if one.kind == kind), key=lambda one: one.code)

    async def find_areas(self, parent_id: int | None) -> list[Area]:
        return sorted((one for one in self.areas.values() if one.parent_id == parent_id), key=lambda one: one.code)

    async def estate(self, estate_id: int) -> Estate:
        return _found(self.estates, estate_id)

    async def utilities_for(self, line: Sequence[int], estate_id: int | None) -> list[Utility]:
        return []  # the roster is storage's

    async def person(self, person_id: int) -> Person:
        return _found(self.people, person_id)

    async def post(self, post_id: int) -> Post:
        return self._joined(_found(self.posts, post_id))

    def _joined(self, post: Post) -> Post:
        person = self.people.get(post.person_id) if post.person_id is not None else None
        post.reachable = person is not None and person.reachable
        post.away_until = person.away_until if person is not None else None
        post.cover_post_id = person.cover_post_id if person is not None else None
        return post

    async def posts_of(self, person_id: int) -> list[Post]:
        return [self._joined(post) for post in self.posts.values() if post.person_id == person_id]

    async def posts_for(self, line: Sequence[int], estate_id: int | None, roles: Iterable[Role]) -> list[Post]:
        wanted = set(roles)
        near = {area_id: distance for distance, area_id in enumerate(line)}
        found = [
            (near.get(post.area_id, 0) if post.area_id is not None else 0, post.rank is Rank.DEPUTY, post.code, post)
            for post in self.posts.values()
            if post.role in wanted and (post.area_id in near or (estate_id is not None and post.estate_id == estate_id))
        ]
        return [self._joined(post) for *_, post in sorted(found, key=lambda row: row[:3])]

    async def duty_plan(self, line: Sequence[int], estate_id: int | None) -> Plan:
        def here(row: Rota | Swap) -> bool:
            return row.area_id in line or (row.estate_id is not None and row.estate_id == estate_id)

        rota = [one for one in self.rota.values() if here(one)]
        return Plan(rota=rota, swaps=[one for one in self.swaps.values() if here(one)])

    async def swap(self, swap_id: int) -> Swap:
        return _found(self.swaps, swap_id)

    async def absences_at(self, at: datetime) -> list[Absence]:
        return [one for one in self.absences.values() if one.since <= at < one.until]

    async def absences_of(self, person_id: int) -> list[Absence]:
        found = [one for one in self.absences.values() if one.person_id == person_id]
        return sorted(found, key=lambda one: (one.since, one.id))

    async def absence(self, absence_id: int) -> Absence:
        return _found(self.absences, absence_id)

    async def rota_seats(self, area_id: int) -> list[Seat]:
        inside = [one for one in self.areas.values() if area_id in one.line]
        ids, estates = {one.id for one in inside}, {one.estate_id for one in inside} - {None}
        rows = [one for one in self.rota.values() if one.until is None]
        return list(dict.fromkeys(seat_of(one) for one in rows if one.area_id in ids or one.estate_id in estates))

    async def rota_areas(self) -> list[int]:
        return sorted({one.area_id for one in self.rota.values() if one.area_id is not None and one.until is None})

    async def newest_handed_shift(self, area_id: int) -> HandedShift | None:
        found = [one for one in self.shifts.values() if one.area_id == area_id]
        return max(found, key=lambda one: (one.at, one.id), default=None)

    async def posts_then(
        self, line: Sequence[int], estate_id: int | None, roles: Iterable[Role], at: datetime
    ) -> list[Post]:
        return await self.posts_for(line, estate_id, roles)  # nobody leaves a seat here; storage has the history

    async def post_then(self, post_id: int, at: datetime) -> Post:
        return await self.post(post_id)

    async def heard_of_standstill(self, person_id: int, since: datetime) -> bool:
        told = [one for one in self.outbox if one.kind == Kind.STOOD_STILL and one.person_id == person_id]
        return any(one.due_at >= since for one in told)

    async def unpaid_asked(self, person_ids: Collection[int], since: datetime) -> Mapping[int, int]:
        return Counter(
            ping.person_id
            for ping in self.pings.values()
            if ping.person_id in person_ids and ping.asked_at >= since
            if self.posts[ping.post_id].role in UNPAID and not self.issues[ping.issue_id].urgent
        )

    async def posts_with_role(self, role: Role) -> list[Post]:
        return [self._joined(post) for post in self.posts.values() if post.role is role]

    async def all_posts(self) -> list[Post]:
        return [self._joined(post) for post in self.posts.values()]

    async def areas_of_estate(self, estate_id: int) -> list[Area]:
        return [one for one in self.areas.values() if one.estate_id == estate_id]

    def new_code(self) -> str:
        return f"code{self.new_id()}"

    async def link(self, code: str) -> Link | None:
        return self.links.get(code)

    async def open_link(self, post_id: int) -> Link | None:
        return next((one for one in self.links.values() if one.post_id == post_id and one.used_at is None), None)

    async def chats_for(self, line: Sequence[int]) -> list[Chat]:
        bound = [one for one in self.chats.values() if one.id not in self.unbound]
        bound.sort(key=lambda one: one.bound_at.timestamp() if one.bound_at else 0.0, reverse=True)
        return [chat for area_id in line for chat in bound if chat.area_id == area_id]

    async def outside(self, chat_id: int, person_id: int) -> Outside | None:
        return self.left.get((chat_id, person_id))

    async def chat_at(self, address: str, thread: int | None) -> Chat | None:
        found = {where: chat for chat, where in await self.chats_at(address)}
        return found.get(thread) or found.get(None)

    async def chats_at(self, address: str) -> list[tuple[Chat, int | None]]:
        return [
            (self.chats[number], thread)
            for number, (where, thread) in self.addresses.items()
            if where == address and number not in self.unbound
        ]

    async def bind_chat(
        self,
        address: str,
        thread: int | None,
        area_id: int,
        audience: Audience,
        title: str,
        at: datetime | None = None,
        department_id: int | None = None,
    ) -> Chat:
        known = next((one for one, where in self.addresses.items() if where == (address, thread)), self.new_id())
        self.chats[known] = Chat(id=known, area_id=area_id, audience=audience, title=title, bound_at=at)
        self.chats[known].department_id = department_id
        self.addresses[known] = (address, thread)
        self.unbound.discard(known)
        return self.chats[known]

    async def unbind_chat(self, address: str, thread: int | None) -> Chat | None:
        for number, where in self.addresses.items():
            if where == (address, thread) and number not in self.unbound:
                self.unbound.add(number)
                return self.chats[number]
        return None

    async def open_of_holder(self, person_id: int) -> list[Issue]:
        mine = {post.id for post in await self.posts_of(person_id)}
        return [
            one
            for one in self.issues.values()
            if one.state in STANDING
            and (
                one.holder_id == person_id
                or mine & {one.assignee_post_id, one.transfer_post_id}
                or any(ping.live and ping.person_id == person_id for ping in one.pings)
            )
        ]

    async def reports_of(self, person_id: int, limit: int) -> list[Issue]:
        mine = [one for one in self.issues.values() if one.is_reporter(person_id) and one.state is not State.MERGED]
        return sorted(mine, key=lambda one: one.filed_at, reverse=True)[:limit]

    async def standing_in(self, area_ids: Sequence[int], limit: int) -> list[Issue]:
        wanted = set(area_ids)
        found = [one for one in self.issues.values() if one.state in STANDING and wanted & set(one.line)]
        return sorted(found, key=lambda one: one.t0)[:limit]

    async def orders_known(self, numbers: Collection[str]) -> dict[str, Issue]:
        return {
            report.outside_number: issue
            for issue in self.issues.values()
            if issue.state is not State.WITHDRAWN
            for report in issue.reports
            if report.outside_number in numbers and report.outside_number
        }

    async def lapsed_in(self, community_id: int, since: datetime, until: datetime) -> list[Issue]:
        there = [one for one in self.issues.values() if one.community_id == community_id and not one.private]
        return [
            one
            for one in there
            if one.state is State.CLOSED and one.now.resolved_at and one.now.rating is None
            if one.now.closed_at is not None and since <= one.now.closed_at < until
        ]

    async def sample(self, sample_id: int) -> Sample:
        return _found(self.samples, sample_id)

    async def rounds_of_sample(self, sample_id: int) -> list[Round]:
        return [one.now for one in self.issues.values() if one.now.sample_id == sample_id]

    async def meeting(self, meeting_id: int) -> Meeting:
        return _found(self.meetings, meeting_id)

    async def meeting_of(self, area_id: int) -> Meeting | None:
        found = [one for one in self.meetings.values() if one.area_id == area_id]
        return max(found, key=lambda one: (one.at, one.id), default=None)

    async def open_meetings(self, line: Sequence[int]) -> list[Meeting]:
        return [one for one in self.meetings.values() if one.area_id in line and one.ended_at is None]

    async def meeting_deadlines(self, meeting_id: int) -> list[Deadline]:
        return [d for d in self.deadlines.values() if d.meeting_id == meeting_id and d.state is DeadlineState.PENDING]

    async def call(self, call_id: int) -> Call:
        return _found(self.calls, call_id)

    async def calls_of(self, issue_id: int) -> list[Call]:
        return [one for one in self.calls.values() if one.issue_id == issue_id]

    async def call_deadlines(self, call_id: int) -> list[Deadline]:
        pending = [one for one in self.deadlines.values() if one.state is DeadlineState.PENDING]
        return [one for one in pending if one.call_id == call_id]

    async def answers_to(self, call_id: int) -> list[CallAnswer]:
        return [one for one in self.answered.values() if one.call_id == call_id]

    async def answers_of(self, person_id: int) -> list[CallAnswer]:
        return [one for one in self.answered.values() if one.person_id == person_id]

    async def volunteering_below(
        self, area_ids: Collection[int], inner: Collection[int], without: Collection[int], after: int, limit: int
    ) -> list[int]:
        def there(person: Person, among: Collection[int]) -> bool:
            own = any(one.person_id == person.id for one in self.helpers.values())
            home = own and person.home_id is not None and set(among) & set(self.areas[person.home_id].line)
            seats = [one for one in self.posts.values() if one.person_id == person.id and one.role is Role.VOLUNTEER]
            return bool(home) or any(set(among) & set(self.areas[one.area_id].line) for one in seats if one.area_id)

        found = [
            one.id
            for one in self.people.values()
            if one.reachable and one.id > after and one.id not in without and there(one, area_ids)
        ]
        return sorted(one for one in found if not there(self.people[one], inner))[:limit]

    async def volunteer(self, volunteer_id: int) -> Volunteer:
        return _found(self.helpers, volunteer_id)

    async def volunteer_of(self, person_id: int) -> Volunteer | None:
        return next((one for one in self.helpers.values() if one.person_id == person_id), None)

    async def mediation(self, mediation_id: int) -> Mediation:
        return _found(self.mediations, mediation_id)

    async def mediation_by_code(self, code: str) -> Mediation | None:
        return next((one for one in self.mediations.values() if one.code == code), None)

    async def mediations_of(self, issue_id: int) -> list[Mediation]:
        return [one for one in self.mediations.values() if one.issue_id == issue_id]

    async def mediations_with(self, person_id: int) -> list[Mediation]:
        found = self.mediations.values()
        return [one for one in found if person_id in (one.first_id, one.other_id, one.mediator_id)]

    async def mediation_deadlines(self, mediation_id: int) -> list[Deadline]:
        pending = (d for d in self.deadlines.values() if d.state is DeadlineState.PENDING)
        return [one for one in pending if one.mediation_id == mediation_id]

    async def posts_within(self, area: Area, roles: Iterable[Role]) -> list[Post]:
        estates = {one.estate_id for one in self.areas.values() if area.id in one.line} - {None}
        wanted = set(roles)
        found = [
            self._joined(one)
            for one in self.posts.values()
            if one.role in wanted and (one.area_id == area.id or one.estate_id in estates)
        ]
        return sorted(found, key=lambda one: one.code)

    async def perhaps_on_agenda(self, area: Area, today: date, limit: int) -> list[Issue]:
        over = [one for one in self.issues.values() if one.state is State.CLOSED and area.id in one.line]
        return [*await self.standing_in([area.id], limit), *over]

    async def filed_since(self, community_id: int, since: datetime) -> list[Issue]:
        here = (one for one in self.issues.values() if one.community_id == community_id)
        return [one for one in here if one.filed_at >= since or one.t0 >= since]

    async def whistle(self, whistle_id: int) -> Whistle:
        return _found(self.whistles, whistle_id)

    async def whistle_of_call(self, call_id: int) -> Whistle:
        for one in self.whistles.values():
            if one.call(call_id) is not None:
                return one
        raise NotFound(id=call_id)

    async def whistles_in(
        self, area_ids: Sequence[int], since: datetime | None = None, until: datetime | None = None
    ) -> list[Whistle]:
        here = [one for one in self.whistles.values() if set(area_ids) & set(one.line)]
        then = [one for one in here if (one.open if since is None else one.at >= since)]
        return [one for one in then if until is None or one.at < until]

    async def whistles_waiting_for(self, department_id: int) -> list[Whistle]:
        called = [one for one in self.whistles.values() if one.open]
        return [one for one in called if any(call.department_id == department_id for call in one.calls)]

    async def department(self, department_id: int) -> Department:
        return _found(self.departments, department_id)

    async def departments_for(self, line: Sequence[int]) -> list[Department]:
        return sorted((one for one in self.departments.values() if one.area_id in line), key=lambda one: one.code)

    async def officers(self, department_id: int) -> list[Post]:
        leader = self.departments[department_id].leader_post_id
        mine = [self._joined(one) for one in self.posts.values() if one.department_id == department_id]
        return sorted(mine, key=lambda one: (one.id == leader, one.rank is Rank.DEPUTY, one.code))

    async def menu_for(self, line: Sequence[int]) -> list[MenuItem]:
        return [one for one in self.menu if one.area_id in line]

    async def department_chat(self, department_id: int) -> Chat | None:
        bound = [one for one in self.chats.values() if one.id not in self.unbound]
        return next((one for one in bound if one.department_id == department_id), None)

    def due(self, now: datetime) -> list[Deadline]:
        """Pending deadlines that are due, oldest first: what the ticker would fetch."""
        due = [d for d in self.deadlines.values() if d.state is DeadlineState.PENDING and d.due_at <= now]
        return sorted(due, key=lambda d: (d.due_at, d.id))


def _found(shelf: dict[int, T], key: int) -> T:
    try:
        return shelf[key]
    except KeyError:
        raise NotFound(id=key) from None
