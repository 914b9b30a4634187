"""What the casework needs of its surroundings: the unit of work.

A unit of work reads, collects what is to be written, and writes it all in one transaction at its end (storage/), or
keeps it in memory (tests/casework/memory.py). One per update or per firing; never shared between tasks.
"""

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from casework.audience import Reached
from casework.calendar import Calendar
from casework.frozen import frozen
from casework.model.audited import Audit, Audited
from casework.model.calls import Call, CallAnswer
from casework.model.chats import Audience, Chat, Link, Outside
from casework.model.conversation import Draft
from casework.model.deadlines import Deadline, DeadlineKind
from casework.model.issues import Issue, ListeningDay, MeToo, Outage, Round, Sample, Verdict, VisitNote
from casework.model.mediations import Mediation
from casework.model.meetings import Meeting
from casework.model.people import Absence, HandedShift, Person, Post, Role, Serves, Swap, Use, Uses
from casework.model.places import Area, Department, Estate, HomeNote, MenuItem, Setting, Utility
from casework.model.rows import Row
from casework.model.said_to_many import Broadcast, Emergency
from casework.model.timeline import Attachment, Entry
from casework.model.volunteers import Volunteer
from casework.model.whistles import Whistle
from casework.rota import Plan, Seat
from casework.settings import Settings
from casework.words.likeness import Reported
from casework.words.places import Building

IssueDue = Callable[[Issue, Deadline, "Work"], Awaitable[None]]
"""What a deadline of an issue does; it has been marked as fired."""
OtherDue = Callable[[Deadline, datetime, "Work"], Awaitable[None]]
"""What a deadline of another subject does, at which time; it looks after its row itself."""
SeatLeft = Callable[[Post, datetime, "Work"], Awaitable[None]]
TakenBack = Callable[[Issue, datetime, "Work"], Awaitable[None]]


@frozen(kw_only=True)
class FallingDue:
    """What happens when a deadline of each kind is due; and, to what stands upon it, when whoever sits in a seat goes
    or an issue is taken back, rejected or done. Whoever causes it knows nothing of what follows."""

    issues: Mapping[DeadlineKind, IssueDue]
    others: Mapping[DeadlineKind, OtherDue]
    seat_left: SeatLeft
    taken_back: TakenBack
    done: TakenBack


class Work(Protocol):
    """Reads rows, collects new and changed ones. Reading the same row twice gives the same object."""

    settings: Settings
    falls_due: FallingDue
    calendar: Calendar

    def settings_for(self, line: Sequence[int], at: datetime) -> Settings:
        """The settings of an area, given by its line (its own id and its ancestors'), as they are at that moment."""

    def new_id(self) -> int:
        """An id that no other process gives out."""

    def add(self, row: Row) -> None:
        """Write this new row at the end."""

    def changed(self, row: Row) -> None:
        """Write this changed row at the end. Issues and drafts are guarded by their version."""

    def remove(self, row: VisitNote | Link | MeToo | Outside | HomeNote | Attachment | Volunteer) -> None:
        """Erase this row at the end."""

    async def uses(self, person_id: int, what: Use, since: datetime) -> list[Uses]:
        """How often the person did this, minute by minute, since the minute that began then."""

    def count_use(self, person_id: int, what: Use, minute: datetime) -> None:
        """One more in that minute, counted at the end."""

    def count_refusal(self, person_id: int, what: Use, minute: datetime) -> None:
        """One more that was refused in that minute, counted at the end."""

    async def next_number(self, community_id: int, year: int) -> int:
        """The next speakable number of that community and year, from 1."""

    async def issue(self, issue_id: int) -> Issue:
        """The issue with the deadlines and pings of its round. Raises NotFound."""

    async def issue_by_number(self, community_ids: Sequence[int], number: int) -> Issue | None:
        """The youngest issue of that number in one of the communities."""

    async def timeline(self, subject_id: int) -> list[Entry]:
        """The entries of an issue, or of another subject, oldest first."""

    async def entries_by(self, person_id: int) -> list[Entry]:
        """What the person did as a resident, on whichever issue."""

    async def me_toos_by(self, person_id: int) -> list[MeToo]:
        """Where the person said "my home too"."""

    async def entry(self, entry_id: int) -> Entry:
        """One entry. Raises NotFound."""

    async def attachments(self, *subject_ids: int) -> list[Attachment]:
        """What was sent along with these subjects, oldest first."""

    async def visit_notes(self, *report_ids: int) -> list[VisitNote]:
        """Door, phone and times at home of these reports, where given and not erased, oldest report first."""

    async def issue_of_report(self, report_id: int) -> Issue:
        """The matter to which the report belongs now. Raises NotFound."""

    async def phones_left(self, community_id: int, figures: str) -> list[tuple[int, str, bool]]:
        """Of reports in that community that have a reporter, what has these figures in it: who, the words, and whether
        they are what was left to be found by, or the report's own."""

    async def draft(self, draft_id: int) -> Draft:
        """Raises NotFound."""

    async def open_draft(self, person_id: int) -> Draft | None:
        """The person's draft that was neither filed nor dropped nor left."""

    async def draft_deadlines(self, draft_id: int) -> list[Deadline]:
        """Its pending deadlines."""

    async def calendar_deadlines(self, kind: DeadlineKind) -> list[Deadline]:
        """Pending deadlines of a kind that belongs to areas."""

    async def deadline_of_absence(self, absence_id: int) -> Deadline | None:
        """The pending one at which it begins."""

    async def said_me_too(self, issue_id: int, person_id: int) -> bool:
        """Whether the person is among "my home too"."""

    async def verdicts(self, issue_id: int) -> list[Verdict]:
        """What neighbours said of its results, in every round."""

    async def me_toos(self, issue_id: int) -> list[int]:
        """Ids of the persons who said so."""

    async def homes_too(self, issue_id: int) -> set[int]:
        """Ids of the buildings in which they have it: where they live, unless it was said of another home."""

    async def standing_of_kinds(self, community_id: int, categories: Iterable[str], since: datetime) -> list[Issue]:
        """Issues of the community that are neither over nor private, of these categories, filed since then; the newest
        first."""

    async def told_of_kinds(
        self, community_id: int, categories: Iterable[str], since: datetime
    ) -> list[tuple[int, Reported]]:
        """What counts for likeness of the same, by their ids, without what is planned: many are compared, and few
        are read."""

    async def outage(self, outage_id: int) -> Outage:
        """Raises NotFound."""

    async def outages(self, since: datetime) -> list[Outage]:
        """Planned outages that were not taken back, and end after that moment."""

    async def listening_day(self, day_id: int) -> ListeningDay:
        """Raises NotFound."""

    async def listening_days_in(self, area_ids: Collection[int], limit: int) -> list[ListeningDay]:
        """Those that were registered, of these areas or below, the newest first."""

    async def drafts_listed(self, day_id: int) -> list[Draft]:
        """What waits to be registered in one go, by its number in the list."""

    async def issues_listed(self, day_id: int) -> list[Issue]:
        """The matters in which its reports are, by their numbers."""

    async def broadcast(self, broadcast_id: int) -> Broadcast:
        """Raises NotFound."""

    async def broadcasts_about(self, about_id: int) -> list[Broadcast]:
        """What was said to many about it, oldest first."""

    async def reached(self, broadcast: Broadcast) -> Reached:
        """To how many it came so far, as far as that is written."""

    async def groups_below(
        self, area_ids: Collection[int], audiences: Collection[Audience], after: int, limit: int
    ) -> list[int]:
        """Chats of these kinds tied to one of the areas or below, with ids larger than `after`, in order; of a group
        that is tied by several topics one."""

    async def living_below(self, area_ids: Collection[int], after: int, limit: int) -> list[int]:
        """Persons with a home in one of the areas or below, who agreed and can be written to; likewise."""

    async def holding_below(
        self, area_ids: Collection[int], roles: Collection[Role], serves: Collection[Serves], after: int, limit: int
    ) -> list[int]:
        """Persons with a post of these roles, or on these rosters, in one of the areas or below, or in an estate with
        buildings there; likewise."""

    async def emergency(self, emergency_id: int) -> Emergency:
        """With its pending deadlines. Raises NotFound."""

    async def emergencies_on(self, area_ids: Collection[int]) -> list[Emergency]:
        """Those that last in one of the areas, or anywhere under it; oldest first."""

    async def home_notes(self, emergency_id: int) -> list[HomeNote]:
        """What is known of households in it, by building and door."""

    async def record_of(
        self, area_ids: Collection[int] | None, actions: Collection[Audited], limit: int, after: int = 0
    ) -> list[Audit]:
        """The newest lines of the record of these actions, without the first `after`: of these areas and what lies in
        them, or (None) of the whole."""

    async def area(self, area_id: int) -> Area:
        """Raises NotFound."""

    async def areas_of_kind(self, kind: str) -> list[Area]:
        """All areas of a kind, by code."""

    async def find_areas(self, parent_id: int | None) -> list[Area]:
        """The areas directly under one, or the roots, by code."""

    async def areas_with(self, area_ids: Collection[int]) -> list[Area]:
        """Several areas, by code."""

    async def buildings_meant(self, words: str, numbers: Collection[str], near: int | None) -> list[Building]:
        """The buildings around an area, and those of estates that the words name, among which one of these numbers is
        sought."""

    async def estate(self, estate_id: int) -> Estate:
        """Raises NotFound."""

    async def utilities_for(self, line: Sequence[int], estate_id: int | None) -> list[Utility]:
        """Utility companies of the areas on the line and of the estate, nearest first: the building, the estate, the
        areas above."""

    async def person(self, person_id: int) -> Person:
        """Raises NotFound."""

    async def call(self, call_id: int) -> Call:
        """Raises NotFound."""

    async def calls_of(self, issue_id: int) -> list[Call]:
        """Those of an issue, oldest first."""

    async def call_deadlines(self, call_id: int) -> list[Deadline]:
        """Its pending deadlines."""

    async def answers_to(self, call_id: int) -> list[CallAnswer]:
        """What was answered to a call, each person once."""

    async def answers_of(self, person_id: int) -> list[CallAnswer]:
        """What the person answered, to whichever call."""

    async def volunteering_below(
        self, area_ids: Collection[int], inner: Collection[int], without: Collection[int], after: int, limit: int
    ) -> list[int]:
        """Volunteers with a home, or a post, in one of the areas or below who can be written to, with ids larger than
        `after`, in order; not those of `inner`, nor the persons `without`."""

    async def volunteer(self, volunteer_id: int) -> Volunteer:
        """Raises NotFound."""

    async def volunteer_of(self, person_id: int) -> Volunteer | None:
        """The person's own row; who sits in a volunteer's post has perhaps none."""

    async def post(self, post_id: int) -> Post:
        """With `reachable` and `away_until` of its person. Raises NotFound."""

    async def posts_of(self, person_id: int) -> list[Post]:
        """The posts that a person holds."""

    async def posts_for(self, line: Sequence[int], estate_id: int | None, roles: Iterable[Role]) -> list[Post]:
        """Posts with these roles on the line or of the estate: nearest area first, primary before deputy, then code."""

    async def duty_plan(self, line: Sequence[int], estate_id: int | None) -> Plan:
        """The rota and the swaps of the areas on the line and of the estate, those that are over too."""

    async def swap(self, swap_id: int) -> Swap:
        """Raises NotFound."""

    async def absences_at(self, at: datetime) -> list[Absence]:
        """Who was away at that moment."""

    async def absences_of(self, person_id: int) -> list[Absence]:
        """All of the person, those to come too, by when they begin."""

    async def absence(self, absence_id: int) -> Absence:
        """Raises NotFound."""

    async def posts_then(
        self, line: Sequence[int], estate_id: int | None, roles: Iterable[Role], at: datetime
    ) -> list[Post]:
        """The same as `posts_for`, as it was at that moment: who held which post, in which role and rank."""

    async def post_then(self, post_id: int, at: datetime) -> Post:
        """The post with who held it at that moment. Raises NotFound."""

    async def rota_seats(self, area_id: int) -> list[Seat]:
        """Seats of the area and of what lies in it, estates too, that have a rota."""

    async def rota_areas(self) -> list[int]:
        """Areas that have a rota."""

    async def newest_handed_shift(self, area_id: int) -> HandedShift | None:
        """The last time that duty of the area changed hands."""

    async def heard_of_standstill(self, person_id: int, since: datetime) -> bool:
        """Whether the person was told that nobody was at work since then, or wrote or pressed meanwhile and read so."""

    async def unpaid_asked(self, person_ids: Collection[int], since: datetime) -> Mapping[int, int]:
        """How often each of them was asked since then in an unpaid post, danger left out; nobody who was not."""

    async def posts_with_role(self, role: Role) -> list[Post]:
        """All posts of a role, wherever they are, by code."""

    def new_code(self) -> str:
        """A code that nobody guesses."""

    async def all_posts(self) -> list[Post]:
        """Every post of the roster, by code."""

    async def areas_of_estate(self, estate_id: int) -> list[Area]:
        """The buildings of an estate, by code."""

    async def link(self, code: str) -> Link | None:
        """That link, used or not."""

    async def open_link(self, post_id: int) -> Link | None:
        """The post's link that nobody has used."""

    async def chats_for(self, line: Sequence[int]) -> list[Chat]:
        """Chats of the areas on the line, nearest area first; of one area, the one that was bound last."""

    async def outside(self, chat_id: int, person_id: int) -> Outside | None:
        """That the person left that group, or was removed."""

    async def chat_at(self, address: str, thread: int | None) -> Chat | None:
        """The chat bound there; for a topic without one of its own, the chat bound without a topic."""

    async def chats_at(self, address: str) -> list[tuple[Chat, int | None]]:
        """What is bound anywhere in that group, each with its topic."""

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
        """Tie it to an area, or to a department of it; one that was tied before is tied anew."""

    async def unbind_chat(self, address: str, thread: int | None) -> Chat | None:
        """Untie the chat that is bound exactly there; None if none is."""

    async def open_of_holder(self, person_id: int) -> list[Issue]:
        """Open issues that the person holds, or was assigned or offered, or has a live ping for."""

    async def reports_of(self, person_id: int, limit: int) -> list[Issue]:
        """What the person reported, youngest first."""

    async def standing_in(self, area_ids: Sequence[int], limit: int) -> list[Issue]:
        """Issues that are not over, anywhere under one of the areas, oldest T0 first."""

    async def meeting(self, meeting_id: int) -> Meeting:
        """Raises NotFound."""

    async def meeting_of(self, area_id: int) -> Meeting | None:
        """The newest joint meeting of the area."""

    async def mediation(self, mediation_id: int) -> Mediation:
        """Raises NotFound."""

    async def mediation_by_code(self, code: str) -> Mediation | None:
        """The one whose other side the code invites."""

    async def mediations_of(self, issue_id: int) -> list[Mediation]:
        """Those of an issue, oldest first."""

    async def mediations_with(self, person_id: int) -> list[Mediation]:
        """Those with this person in them: a side, or the mediator."""

    async def mediation_deadlines(self, mediation_id: int) -> list[Deadline]:
        """Its pending deadlines."""

    async def open_meetings(self, line: Sequence[int]) -> list[Meeting]:
        """Those that sit in the areas of the line."""

    async def meeting_deadlines(self, meeting_id: int) -> list[Deadline]:
        """Its pending deadlines."""

    async def posts_within(self, area: Area, roles: Iterable[Role]) -> list[Post]:
        """Posts with these roles of the area itself, or of an estate with a building in it; by code."""

    async def perhaps_on_agenda(self, area: Area, today: date, limit: int) -> list[Issue]:
        """Open issues anywhere under the area that may stand on its agenda (casework/meeting/agenda.py decides), oldest
        T0 first."""

    async def orders_known(self, numbers: Collection[str]) -> dict[str, Issue]:
        """What is registered with these numbers of other systems, unless it was taken back."""

    async def lapsed_in(self, community_id: int, since: datetime, until: datetime) -> list[Issue]:
        """Matters of the community that closed in [since, until) with a result that nobody rated, without private
        ones."""

    async def sample(self, sample_id: int) -> Sample:
        """Raises NotFound."""

    async def rounds_of_sample(self, sample_id: int) -> list[Round]:
        """Those that were drawn to be asked after."""

    async def filed_since(self, community_id: int, since: datetime) -> list[Issue]:
        """All issues of the community filed since then."""

    async def known_settings(self) -> list[Setting]:
        """What areas set for themselves, oldest row first."""

    async def whistle(self, whistle_id: int) -> Whistle:
        """With its departments and pending deadlines. Raises NotFound."""

    async def whistle_of_call(self, call_id: int) -> Whistle:
        """The whistle that called this department. Raises NotFound."""

    async def whistles_in(
        self, area_ids: Sequence[int], since: datetime | None = None, until: datetime | None = None
    ) -> list[Whistle]:
        """Those that are open anywhere under one of the areas, or that were whistled since then and before `until`;
        oldest first."""

    async def whistles_waiting_for(self, department_id: int) -> list[Whistle]:
        """Open ones that called the department."""

    async def department(self, department_id: int) -> Department:
        """Raises NotFound."""

    async def departments_for(self, line: Sequence[int]) -> list[Department]:
        """Those that serve an area of the line, by code."""

    async def officers(self, department_id: int) -> list[Post]:
        """The department's posts: its leader last, primary before deputy, then code."""

    async def menu_for(self, line: Sequence[int]) -> list[MenuItem]:
        """The whistle menu of the areas of the line, by code."""

    async def department_chat(self, department_id: int) -> Chat | None:
        """The department's group, if one is bound; the one that was bound last."""
