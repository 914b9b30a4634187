"""What is told to whom: the kinds of messages, and the helpers with which a use case tells.

A kind says for whom a message is and what it reports; the words are the views' matter. The kinds in CONFIRMED count
only when they were delivered: the sender comes back with `casework.telling.delivered`.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from casework.categories import category
from casework.data import NOTHING, Data
from casework.frozen import frozen
from casework.lines import Agreed, OfPhoto, Rung, To
from casework.model.chats import Audience, Chat
from casework.model.conversation import Draft, Message
from casework.model.deadlines import Ping, PingAnswer
from casework.model.issues import Copy, Issue
from casework.model.places import Department
from casework.model.subjects import Subject
from casework.model.timeline import Entry
from casework.ports import Work
from casework.told import (
    Again,
    Apart,
    AsKind,
    Counts,
    Covered,
    Days,
    Drawn,
    DutyDay,
    DutyGap,
    GradeSet,
    HomeWords,
    LeftGroup,
    Listed,
    ListOf,
    ListsMissed,
    MeetingDay,
    Minutes,
    Moved,
    Nudged,
    OfAbsence,
    OfDraft,
    OfSeat,
    OfShift,
    OfSwap,
    Received,
    Sampled,
    ShiftOver,
    StoodStill,
    Switched,
    TakenBack,
    TrialBegun,
    TrialOver,
    Unbound,
    WeekOf,
    WithNumber,
)
from casework.words.likeness import OF_ALL, kinds_like


class Priority:
    """Order of sending; a smaller number goes first."""

    URGENT = -1
    EMERGENCY = 0  # said to all of an area in an emergency: before everything but a call to a danger
    PING = 1
    RESIDENT = 2
    CARD = 3
    NOTICE = 4


FAILED_WITHIN = timedelta(days=7)
"""What failed longer ago is no news any more; the ledger keeps it."""


@frozen(kw_only=True)
class Failure:
    """A message that could not be delivered, or (priority None) one to us that could not be handled. `number`: of the
    issue. `why` is technical."""

    priority: int | None
    state: str
    number: int | None
    at: datetime
    why: str


class Kind(StrEnum):
    """Kinds of outbox messages. The comment names the section of wording.md."""

    # to the resident
    RECEIPT = "receipt"  # 2 receipt.filed
    ACCEPTED = "accepted"  # 2 receipt.accepted
    PLAN = "plan"  # 2 reply.plan
    RELAY = "relay"  # 2 reply.relay (entry)
    QUESTION = "question"  # 2 reply.asked (entry)
    DISPATCHED = "dispatched"  # 2 reply.dispatched
    TO_COMMUNITY = "to_community"  # 2 reply.to_community
    TO_SUBDISTRICT = "to_subdistrict"  # 2 reply.to_subdistrict
    PROMISE = "promise"  # 6 followup.tell
    PROMISE_TODAY = "promise_today"  # 6 followup.day_resident
    PROMISE_MOVED = "promise_moved"  # 6 followup.moved
    PROMISE_BROKEN = "promise_broken"  # 6 followup.broken
    STOOD_STILL = "stood_still"  # nobody was at work meanwhile: why what was named did not happen
    REPLY_LATE = "reply_late"  # the time named in the receipt is over, and nobody has said what will be done
    TURNED = "turned"  # it took another way (entry): "done" was a mistake, or a higher tier decides
    DONE = "done"  # 7 done.ask
    DONE_MORE = "done_more"  # more words or photos of the result (entry); asks nothing
    PHOTO_ASK = "photo_ask"  # 7 done.photo_ok (data: photo)
    DONE_NEIGHBOUR = "done_neighbour"  # result for those who said "my home too"
    NEWS_NEIGHBOUR = "news_neighbour"  # how it stands, for the same: a plan, a day, another way
    RATE_REMINDER = "rate_reminder"  # 7 done.remind
    LAPSED = "lapsed"  # 7 done.auto
    REOPENED = "reopened"  # 8 bad.reopened / bad.third
    COMPLAINT_TAKEN = "complaint_taken"  # 8 bad.fee / bad.attitude
    REJECTED = "rejected"  # 2 reply.not_here
    REINSTATED = "reinstated"  # looked at again
    TOGETHER = "together"  # 2 reply.merged (entry): it is dealt with together with another
    INCIDENT = "incident"  # many have it: known since when, how many homes, who is at it
    APART = "apart"  # it goes on by itself again
    WITHDRAWN = "withdrawn"  # 2 reply.withdrawn
    DRAFT_ASK = "draft_ask"  # 1.4 report.draft.nudge (draft)
    DRAFT_FILED = "draft_filed"  # 1.4 report.draft.auto
    NOBODY_YET = "nobody_yet"  # danger, and the first round of calls is unanswered: call yourself
    THERE = "there"  # somebody is at the scene (entry)
    ON_THE_WAY = "on_the_way"  # somebody is on the way there (entry)
    NORMAL_AGAIN = "normal_again"  # somebody says the danger is over: not so? (entry)
    SET_BACK = "set_back"  # it can wait for the morning after all, and why (entry)
    DAY_CHANGED_OWN = "day_changed_own"  # the calendar moved the day that was named
    PUT_OFF = "put_off"  # a meeting put it off, until when and why (entry)
    CANNOT = "cannot"  # 9.3: it cannot be done, why, and what can be done instead (entry)
    CONSULTED_OWN = "consulted_own"  # asked to talk it over, and what is said there (entry)
    AGREED = "agreed"  # what was agreed when it was talked over (entry)
    # to one of the staff
    PING = "ping"  # 5.1-5.6 (ping; rung 0 is the first asking)
    PING_OVER = "ping_over"  # the same message, without buttons: who has it
    NUDGE = "nudge"  # 5.8, privately, where there is no card
    RESIDENT_SAID = "resident_said"  # relayed words of the resident (entry)
    RESIDENT_ASKS = "resident_asks"  # 4: the resident asks how it stands
    GRADE_FYI = "grade_fyi"  # 5.3, silent
    SETTLED = "settled"  # to who holds or held it (entry): withdrawn, taken over, the grade undone
    INHERITED = "inherited"  # who held it left the post: it is yours (entry)
    COPY = "copy"  # one of the four that follow, once it stands otherwise (entry)
    OFFERED = "offered"  # hand-over: take / refuse
    ASSIGNED = "assigned"  # dispatch: take / refuse
    REFUSED = "refused"  # a hand-over or dispatch came back (entry)
    NOT_REPORTED_IN = "not_reported_in"  # the assignee has not taken it in time
    PUT_OFF_AGAIN = "put_off_again"  # the same to its reporter: today it is talked over again, and by whom
    PUT_OFF_OVER = "put_off_over"  # the day has come until which it was put off
    HANDED_UP = "handed_up"  # 4 (entry)
    HANDED_BACK = "handed_back"  # 4 (entry)
    PROMISE_EVE = "promise_eve"  # 6 followup.eve
    OUTSIDE_DAY = "outside_day"  # the last day of another system's order
    PROMISE_DAY = "promise_day"  # the same on the day
    PROMISE_HOUR = "promise_hour"  # and shortly before its hour, if it has one
    PROMISE_AHEAD = "promise_ahead"  # a long one: half-way, and the week before
    PROMISE_FYI = "promise_fyi"  # to the community, silent: a promise of more than a week
    MOVE_ASKED = "move_asked"  # a promise's date should move: agree?
    MOVE_AGREED = "move_agreed"
    COMPLAINT = "complaint"  # private to the community (entry)
    FORCED = "forced"  # withdrawn under pressure, to the community alone
    APPEAL = "appeal"  # look again
    REDO = "redo"  # 8 bad.head
    GO_TELL = "go_tell"  # 4 relay.failed: go and tell in person
    VISIT_NOTE = "visit_note"  # a button: door and phone are there
    IS_IT_YOURS = "is_it_yours"  # to whoever left the phone that staff took down: was it you? (about a report)
    PASS_ON = (
        "pass_on"  # to whoever registered it for somebody without an account: what to tell him (`data` says which)
    )
    STAFF_SAID = "staff_said"  # one of the staff says something of it to another (entry)
    ARRIVED = "arrived"  # 4 relay.sent (entry): the resident has the words that were passed on
    NOT_YET = "not_yet"  # 9.1: so many neighbours say that it is not done yet
    MENDED_ASKED = "mended_asked"  # neighbours write in their group that it is over: is it?
    CONSULTED = "consulted"  # asked to talk it over, what is said there, and what was agreed (entry)
    DECIDED = "decided"  # a meeting gave it to somebody: what, and by when (entry)
    TONIGHT = "tonight"  # to whoever holds it: the reporter says it must be tonight (entry)
    DAY_CHANGED = "day_changed"  # the calendar moved the day: to whoever holds it
    RATED = "rated"  # thanks, and the resident's word
    IN_DANGER = "in_danger"  # everything that the resident said, to whoever is at the scene
    SCENE_SAID = "scene_said"  # to everybody who was called: what one of them says of it (entry)
    MOVED = "moved"  # to everybody who was asked: it is elsewhere (entry)
    DANGER_OVER = "danger_over"  # to everybody who was called (entry)
    DANGER_MAYBE = "danger_maybe"  # perhaps danger, and no answer: one silent line to the community (draft)
    SAME_DAY_HOLDER = "same_day_holder"  # 4 dayend.head
    LISTS_MISSED = "lists_missed"  # of days on which the machine stood still nobody gets them any more
    SAME_DAY_COMMUNITY = "same_day_community"  # 5.10
    HOME_UNKNOWN = "home_unknown"  # 1.2 home.unknown (words): a building that is in no list
    SEAT_ASKED = "seat_asked"  # somebody opened the link of a post that is taken: agree?
    SEAT_GIVEN = "seat_given"  # ... and has it now
    SEAT_EXPIRED = "seat_expired"  # nobody answered for a week: to the newcomer and to whoever was asked
    SEAT_REFUSED = "seat_refused"  # ... and does not get it
    SEAT_LOST = "seat_lost"  # to whoever sat there before
    SEAT_LEFT = "seat_left"  # to the administrators: it was given back, and nobody sits there
    SHIFT = "shift"  # 5.9: duty changed hands, to whoever has it now
    SHIFT_NOT_TAKEN = "shift_not_taken"  # ... and has not said so: to the former
    SHIFT_OVER = "shift_over"  # to who stood in: whoever was away is back
    DUTY_DAY = "duty_day"  # a manager gave a day of the rota to somebody, or to somebody else after all
    AWAY_BEGINS = "away_begins"  # what was said before is so from now on: to whoever is away, and who is asked instead
    SWAP_OFFERED = "swap_offered"  # "cover for me": yes or no
    SWAP_ANSWERED = "swap_answered"  # ... to whoever asked
    SWAP_UNDONE = "swap_undone"  # ... to the other one
    DUTY_GAP = "duty_gap"  # to managers: hours of the next days that are nobody's
    CHECKS = "checks"  # to the community: these matters of the month nobody rated, ask their residents (`sample`)
    CHECK_ASKED = "check_asked"  # ... to the resident: is it done?
    TRIAL_BEGUN = "trial_begun"  # to managers: it is tried out, until when
    TRIAL_OVER = "trial_over"  # to managers: what the trial brought
    MEETING_DAY = "meeting_day"  # to those who attend a joint meeting: when, and how much is on its agenda
    MINUTES = "minutes"  # to those who hold it: what a meeting decided
    CHAT_UNBOUND = "chat_unbound"  # a group of the area gets no cards any more
    LEFT_GROUP = "left_group"  # to those who look after the area: who left the staff's group still sits in the post
    EMERGENCY_NEWS = "emergency_news"  # to those who may switch it: on, renewed, over
    EMERGENCY_ASK = "emergency_ask"  # to the same: it ends soon, renew it?
    EMERGENCY_FIGURES = "emergency_figures"  # to the same, every day
    COUNTED = "counted"  # to whoever said something to many: to how many it came; it changes as it goes on
    # about a whistle, `data` says which and which department
    WHISTLE_NEWS = "whistle_news"  # to the resident: who was called, that they came, what was done
    WHISTLE_CARD = "whistle_card"  # to a department's group, or to its officers: it changes as things go on
    WHISTLE_MINE = "whistle_mine"  # to whoever whistled: how all of them stand; it changes too
    WHISTLE_LATE = "whistle_late"  # not reported in, or not fed back, in time: to the leader and the subdistrict
    WHISTLE_AHEAD = "whistle_ahead"  # to a department: a planned one comes near
    WHISTLE_NUDGE = "whistle_nudge"  # not fed back in time: to the department
    WHISTLE_RETURNED = "whistle_returned"  # not theirs, they say (entry)
    WHISTLE_SAID = "whistle_said"  # a word or a photo of one to the other (entry)
    WHISTLE_FED_BACK = "whistle_fed_back"  # done, they say: accept, or what is missing (entry)
    WHISTLE_REDO = "whistle_redo"  # something is missing (entry)
    WHISTLE_DAY = "whistle_day"  # the working days are others, and its limit: to the department, and who whistled
    WHISTLE_OFF = "whistle_off"  # to a department that was awaited: it need not come
    WHISTLE_DEAF = "whistle_deaf"  # a department cannot be reached
    WHISTLE_ASKED = "whistle_asked"  # a branch secretary asks the community to whistle (a question holds what)
    LOOK_AGAIN = "look_again"  # a week or a month after it: still fine?
    LOOK_AT = "look_at"  # the day has come to look again at what was mended on the spot
    LOOKED = "looked"  # it came back: to whoever whistled (entry)
    # about a mediation
    MEDIATION_ASKED = "mediation_asked"  # to a side: do you agree to it?
    MEDIATION_CARD = "mediation_card"  # to the mediator: it changes as things go on
    MEDIATION_SAID = "mediation_said"  # a word of a side to the mediator, of his to a side, or one released (entry)
    MEDIATION_TOLD = "mediation_told"  # to a side: how it stands (`data` says what)
    MEDIATION_NEWS = "mediation_news"  # to the mediator, or to whoever has the matter (`data` says what)
    # about volunteers
    VOLUNTEER_ASKED = "volunteer_asked"  # to the community: do you know this neighbour, who would lend a hand?
    VOLUNTEER_NEWS = "volunteer_news"  # to the volunteer: known now, or rather not (`data` says what)
    # about a call
    CALL_ASKED = "call_asked"  # to volunteers: can you come? (casework/broadcast.py)
    CALL_TEAM = "call_team"  # to whoever comes: who else, where; it changes as things go on (`data` says what)
    CALL_CARD = "call_card"  # to whoever opened it: how it stands; it changes too
    CALL_OWN = "call_own"  # to the resident: who comes (`data` says what)
    LISTED = "listed"  # to a staff group: so many matters were registered in one go (`data` says as which)
    # to many (casework/broadcast.py)
    EMERGENCY = "emergency"  # to all groups below: an emergency is on, or over
    EMERGENCY_SERVE = "emergency_serve"  # to whoever is on its roster
    EMERGENCY_HANDOVER = "emergency_handover"  # it is over: what is open, to the posts of normal times
    OPINIONS = "opinions"  # what was said on a listening day, and what became of it, to the residents' groups
    OUTAGE = "outage"  # a planned outage, to the residents' groups of its places, and to homes without one
    # to a chat
    CARD = "card"  # 3
    PUBLIC_CARD = "public_card"  # 3.13
    COMPANY_CARD = "company_card"  # what many have, in the group of the company that supplies them
    WALL_ONE = "wall_one"  # 9.1: a result, where the community wants it
    WALL_WEEK = "wall_week"  # 9.4: how the week was, the same
    GROUP_NUDGE = "group_nudge"  # 5.8, answers the card
    GROUP_RUNG = "group_rung"  # one short line under the card after a rung
    GROUP_UNANSWERED = "group_unanswered"  # one mention in the tier's group
    TIDY = "tidy"  # take the short messages away


CONFIRMED = frozenset(
    {Kind.PLAN, Kind.RELAY, Kind.QUESTION, Kind.PROMISE, Kind.PROMISE_MOVED, Kind.DONE, Kind.TOGETHER, Kind.INCIDENT}
)
"""What a resident must have received for it to count."""


SAID_TO_MANY = frozenset(
    {Kind.OUTAGE, Kind.OPINIONS, Kind.EMERGENCY, Kind.EMERGENCY_SERVE, Kind.EMERGENCY_HANDOVER, Kind.CALL_ASKED}
)
"""Messages of a broadcast: what arrived is changed where it stands when there is something new to say."""

SAYS: dict[str, type[Data]] = {
    Kind.CARD: Drawn,
    Kind.PUBLIC_CARD: Drawn,
    Kind.COMPANY_CARD: Drawn,
    Kind.CHAT_UNBOUND: Unbound,
    Kind.CHECKS: Sampled,
    Kind.COPY: AsKind,
    Kind.PASS_ON: AsKind,
    Kind.DUTY_DAY: DutyDay,
    Kind.DUTY_GAP: DutyGap,
    Kind.OUTAGE: Again,
    Kind.OPINIONS: Again,
    Kind.EMERGENCY: Again,
    Kind.EMERGENCY_SERVE: Again,
    Kind.EMERGENCY_HANDOVER: Again,
    Kind.CALL_ASKED: Again,
    Kind.EMERGENCY_NEWS: Switched,
    Kind.EMERGENCY_ASK: Switched,
    Kind.EMERGENCY_FIGURES: Switched,
    Kind.NUDGE: Nudged,
    Kind.PROMISE_TODAY: Nudged,
    Kind.GROUP_NUDGE: Nudged,
    Kind.GROUP_RUNG: Rung,
    Kind.TO_COMMUNITY: Rung,
    Kind.TO_SUBDISTRICT: Rung,
    Kind.INCIDENT: Counts,
    Kind.LISTED: Listed,
    Kind.STOOD_STILL: StoodStill,
    Kind.LOOK_AT: Days,
    Kind.MEETING_DAY: MeetingDay,
    Kind.MINUTES: Minutes,
    Kind.MOVE_AGREED: Agreed,
    Kind.MOVED: Moved,
    Kind.PING_OVER: Apart,
    Kind.PUT_OFF_AGAIN: To,
    Kind.WITHDRAWN: TakenBack,
    Kind.REPLY_LATE: Covered,
    Kind.LISTS_MISSED: ListsMissed,
    Kind.SAME_DAY_HOLDER: ListOf,
    Kind.SAME_DAY_COMMUNITY: ListOf,
    Kind.SEAT_ASKED: OfSeat,
    Kind.SEAT_GIVEN: OfSeat,
    Kind.SEAT_EXPIRED: OfSeat,
    Kind.SEAT_REFUSED: OfSeat,
    Kind.SEAT_LOST: OfSeat,
    Kind.SEAT_LEFT: OfSeat,
    Kind.LEFT_GROUP: LeftGroup,
    Kind.SHIFT: OfShift,
    Kind.SHIFT_NOT_TAKEN: OfShift,
    Kind.SHIFT_OVER: ShiftOver,
    Kind.SWAP_OFFERED: OfSwap,
    Kind.SWAP_ANSWERED: OfSwap,
    Kind.SWAP_UNDONE: OfSwap,
    Kind.AWAY_BEGINS: OfAbsence,
    Kind.RECEIPT: Received,
    Kind.TOGETHER: WithNumber,
    Kind.DRAFT_ASK: OfDraft,
    Kind.TRIAL_BEGUN: TrialBegun,
    Kind.TRIAL_OVER: TrialOver,
    Kind.WALL_WEEK: WeekOf,
    Kind.GRADE_FYI: GradeSet,
    Kind.HOME_UNKNOWN: HomeWords,
    Kind.PHOTO_ASK: OfPhoto,
}
"""Kinds of messages that say something beside; what is not here says nothing."""


TO_PASS_ON = frozenset(
    {
        Kind.PLAN,
        Kind.RELAY,
        Kind.QUESTION,
        Kind.PROMISE,
        Kind.PROMISE_MOVED,
        Kind.PROMISE_BROKEN,
        Kind.DONE,
        Kind.REJECTED,
        Kind.PUT_OFF,
        Kind.PUT_OFF_AGAIN,
        Kind.CANNOT,
    }
)
"""What somebody who reads nothing here has to be told by a person."""


def tell_person(
    work: Work,
    kind: Kind,
    person_id: int | None,
    due_at: datetime,
    priority: int,
    *,
    issue: Issue | None = None,
    ping: Ping | None = None,
    entry: Entry | None = None,
    draft: Draft | None = None,
    subject: Subject | None = None,
    key: str | None = None,
    data: Data = NOTHING,
) -> None:
    """Put a message to a person into the outbox; nobody is nobody. `subject`: about neither issue nor draft."""
    if person_id is None:
        return
    about = issue or draft
    work.add(
        Message(
            id=work.new_id(),
            kind=kind,
            due_at=due_at,
            priority=priority,
            person_id=person_id,
            subject=about.subject if about is not None else subject,
            ping_id=ping.id if ping else None,
            entry_id=entry.id if entry else None,
            key=key,
            data=data,
        )
    )


def hand_card(work: Work, kind: Kind, person_id: int | None, at: datetime, issue: Issue, entry: Entry) -> None:
    """Give somebody the card into the hand, who was not pinged; it is drawn afresh from then on."""
    tell_person(work, kind, person_id, at, Priority.PING, issue=issue, entry=entry)
    if person_id is not None:
        issue.copies = [*issue.copies, Copy(person=person_id, entry=entry.id, kind=kind)]
        work.changed(issue)


def tell_chat(
    work: Work, kind: Kind, chat: Chat, due_at: datetime, issue: Issue, *, key: str | None = None, data: Data = NOTHING
) -> None:
    """Put a message about an issue to a group chat into the outbox."""
    priority = Priority.URGENT if issue.urgent else Priority.NOTICE if issue.one_of_many else Priority.CARD
    tell_group(work, kind, chat.id, due_at, priority, subject=issue.subject, key=key, data=data)


def tell_group(
    work: Work,
    kind: Kind,
    chat_id: int,
    due_at: datetime,
    priority: int,
    *,
    subject: Subject | None = None,
    key: str | None = None,
    data: Data = NOTHING,
) -> None:
    """The same about something else, or about many."""
    work.add(
        Message(
            id=work.new_id(),
            kind=kind,
            due_at=due_at,
            priority=priority,
            chat_id=chat_id,
            subject=subject,
            key=key,
            data=data,
        )
    )


def tell_reporter(
    work: Work, kind: Kind, issue: Issue, due_at: datetime, *, entry: Entry | None = None, data: Data = NOTHING
) -> None:
    """Tell everybody who reported it, each once. Whoever registered it for somebody without an account hears what there
    is to pass on, unless it is his own word."""
    for person_id in issue.reporters:
        tell_person(work, kind, person_id, due_at, Priority.RESIDENT, issue=issue, entry=entry, data=data)
    if kind not in TO_PASS_ON:
        return
    for filer in dict.fromkeys(one.registered_by for one in issue.reports):
        if filer is not None and (entry is None or entry.person_id != filer):
            said = AsKind(kind=kind)
            tell_person(work, Kind.PASS_ON, filer, due_at, Priority.RESIDENT, issue=issue, entry=entry, data=said)


async def staff_chat(work: Work, issue: Issue) -> Chat | None:
    """Where the issue's card lives: the nearest staff group. A residents' group never receives what a resident wrote:
    without a staff group there is none, and those who are asked have it privately. None for private matters."""
    return None if issue.private else await _nearest(work, issue, Audience.STAFF)


async def residents_chat(work: Work, issue: Issue) -> Chat | None:
    """The nearest residents' group, for matters of shared places only; of many that were registered in one go it reads
    the list, once a manager publishes it."""
    if issue.one_of_many or issue.private or not category(issue.category).shared_place:
        return None
    return await _nearest(work, issue, Audience.RESIDENTS)


async def _nearest(work: Work, issue: Issue, audience: Audience) -> Chat | None:
    return next((chat for chat in await work.chats_for(issue.line) if chat.audience is audience), None)


async def redraw(work: Work, issue: Issue, at: datetime) -> None:
    """Draw the staff card, the public card, and what stands on the phones of the holder and of those who watch afresh;
    pending redraws of the same card coalesce."""
    for asked in _with_a_copy(issue):
        tell_person(
            work, Kind.PING_OVER, asked.person_id, at, Priority.CARD, issue=issue, ping=asked, key=f"copy:{asked.id}"
        )
    for copy in issue.copies:
        _redraw_copy(work, issue, copy, at)
    if issue.incident_at is not None:
        await _redraw_incident(work, issue, at)
        return
    if chat := await staff_chat(work, issue):
        tell_chat(work, Kind.CARD, chat, at, issue, key=f"card:{issue.id}:{chat.id}")
    if chat := await residents_chat(work, issue):
        tell_chat(work, Kind.PUBLIC_CARD, chat, at, issue, key=f"public:{issue.id}:{chat.id}")


def _redraw_copy(work: Work, issue: Issue, copy: Copy, at: datetime) -> None:
    """A card that came by hand, or that a ping of a round before became; or that of a further group."""
    if copy.chat is not None:
        key = f"card:{issue.id}:{copy.chat}"
        tell_group(work, Kind.CARD, copy.chat, at, Priority.CARD, subject=issue.subject, key=key)
        return
    by_hand = copy.ping is None
    work.add(
        Message(
            id=work.new_id(),
            kind=Kind.COPY if by_hand else Kind.PING_OVER,
            due_at=at,
            priority=Priority.CARD,
            person_id=copy.person,
            subject=issue.subject,
            entry_id=copy.entry,
            ping_id=copy.ping,
            key=f"copy:{copy.entry}:{copy.person}" if by_hand else f"copy:{copy.ping}",
            data=AsKind(kind=copy.kind) if copy.kind is not None else NOTHING,
        )
    )


def keep_copies(issue: Issue, work: Work) -> None:
    """The round ends, and its pings with it: the cards that they became stay on the phones, and are drawn afresh."""
    kept = {copy.ping for copy in issue.copies}
    new = [Copy(person=one.person_id, ping=one.id) for one in _with_a_copy(issue) if one.id not in kept]
    issue.copies = [*issue.copies, *new]
    work.changed(issue)


EVERY_SECONDS = 15
"""The cards of an incident change with every report, and are drawn so often at most."""


async def _redraw_incident(work: Work, issue: Issue, at: datetime) -> None:
    """One card in each group of staff and of residents of the buildings that have it."""
    lines = [area.line for area in await work.areas_with({report.area_id for report in issue.reports})]
    chats = await work.chats_for(tuple(dict.fromkeys(area_id for line in lines for area_id in line)))
    kinds = [(Audience.STAFF, Kind.CARD, "card")]
    if category(issue.category).shared_place and issue.planned_until is None:  # planned, it was told once
        kinds.append((Audience.RESIDENTS, Kind.PUBLIC_CARD, "public"))
    for audience, kind, word in kinds:
        theirs = [one for one in chats if one.audience is audience]
        nearest = (next((one for area_id in line for one in theirs if one.area_id == area_id), None) for line in lines)
        for chat in {one.id: one for one in nearest if one is not None}.values():
            key = f"{word}:{issue.id}:{chat.id}"
            tell_chat(work, kind, chat, at, issue, key=key, data=Drawn(every=EVERY_SECONDS))
    for company in await companies_at(issue.line, issue.category, work) if issue.planned_until is None else ():
        if (room := await work.department_chat(company.id)) is not None:
            key = f"company:{issue.id}:{room.id}"
            tell_chat(work, Kind.COMPANY_CARD, room, at, issue, key=key, data=Drawn(every=EVERY_SECONDS))


async def companies_at(line: Sequence[int], category: str, work: Work) -> list[Department]:
    """Who brings there what fails 水电气暖: departments of the roster that are for that kind, of the nearest area."""
    kinds = kinds_like(category) & OF_ALL
    found = [one for one in (await work.departments_for(line) if kinds else ()) if kinds & set(one.categories)]
    nearest = next((area_id for area_id in line if any(one.area_id == area_id for one in found)), None)
    return [one for one in found if one.area_id == nearest]


def _with_a_copy(issue: Issue) -> list[Ping]:
    """The pings whose message became a card: the holder's newest, and those answered by watching or taking."""
    newest = {one.person_id: one for one in sorted(issue.pings, key=lambda one: one.id) if not one.live}
    answered = (PingAnswer.WATCH, PingAnswer.TAKE)
    return [one for person_id, one in newest.items() if person_id == issue.holder_id or one.answer in answered]


async def tidy(work: Work, issue: Issue, at: datetime) -> None:
    """Take the short lines about it away, once something happened: those under the card, and that nobody answers, which
    may stand in a group above."""
    if issue.nudged:
        issue.nudged = False
        chats = [one for one in await work.chats_for(issue.line) if one.audience is Audience.STAFF]
        for chat in chats:
            tell_chat(work, Kind.TIDY, chat, at, issue, key=f"tidy:{issue.id}:{chat.id}")


async def tell_neighbours(
    work: Work, issue: Issue, at: datetime, *, words: Entry | None = None, back: Entry | None = None
) -> None:
    """How it stands now, to those who said "my home too"; pending news of the same matter coalesce. `words`: what was
    just said to its reporter, where all have the same; `back`: it was said to be done, and is not; each of these is
    told."""
    if issue.private or (words is not None and not category(issue.category).shared_place):
        return
    entry = words or back
    for person_id in await work.me_toos(issue.id):
        key = f"news:{issue.id}:{person_id}" + (f":{entry.id}" if entry is not None else "")
        tell_person(work, Kind.NEWS_NEIGHBOUR, person_id, at, Priority.RESIDENT, issue=issue, entry=entry, key=key)
