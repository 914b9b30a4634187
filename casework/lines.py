"""What the lines of an issue's timeline say beside words and people: a record for each kind, and which kind has which.

Those of a whistle, a mediation and a meeting stand in their rooms (`lines.py` there).
"""

from datetime import date, datetime, time
from typing import Literal

from casework.data import Data, maybe, record
from casework.model.deadlines import DeadlineKind
from casework.model.issues import Action, Grade, Rating, Tier
from casework.model.timeline import Entry


@record
class To(Data):
    """To which post it went, or who was told."""

    to_post_id: int | None = None


@record
class InMeeting(Data):
    """In which joint meeting it was decided, if in one."""

    meeting: int | None = None


@record
class Unfixed(InMeeting):
    """Whether whoever had said that it is done says that it is not."""

    own: bool | None = None


@record
class ForAll(Data):
    """The same words for anybody to read: nothing where they were said to this resident alone."""

    public: str | None = None


@record
class OnDay(InMeeting):
    """By which day, or until which; by which hour of it, if one was said."""

    on: date
    hour: time | None = None


@record
class Promised(OnDay, ForAll):
    """By when it is done."""


@record
class Agreed(Data):
    """Whether the community agrees to another day."""

    agree: bool = False


@record
class Decided(Promised, To):
    """Who does it, and by when."""


@record
class Cannot(InMeeting, ForAll):
    """What can be done instead."""

    instead: str = ""


@record
class ToTier(InMeeting, To):
    """Which tier decides."""

    tier: Tier | None = None


@record
class Left(To):
    """Why a seat is empty, and who goes on with it."""

    why: str = ""


@record
class Graded(Data):
    """How long it may take."""

    grade: Grade


@record
class Planned(Graded, ForAll):
    """The same with what it costs, and why it takes longer than usual."""

    cost: str = ""
    why: str = ""


@record
class Replied(Data):
    """When the words were written, where they were passed on long after."""

    written: datetime | None = None


@record
class Noted(Data):
    """Words for the staff: an `order` is read by whoever is given it; the police were told; of a danger, said at the
    `scene`, that one is `there`, or `coming`."""

    order: bool | None = None
    police: bool | None = None
    scene: bool | None = None
    there: bool | None = None
    coming: bool | None = None


@record
class Coming(Data):
    """In how many minutes, if that was said."""

    minutes: int | None = None


@record
class Added(To):
    """What the reporter's further words say: of a danger, that it is `over`, a second one, a plea for silence; another
    place; that the promised day is too late."""

    over: bool | None = None
    also: str | None = None
    plea: bool | None = None
    hush: bool | None = None
    calm: bool | None = None
    moved_to: int | None = None
    moved_from: int | None = None
    cannot_wait: bool | None = None


@record
class HasItToo(Data):
    """A neighbour has a danger at home too: his building, the area's name."""

    at: str | None = None


@record
class OfCategory(Data):
    """Its category from now on."""

    category: str


@record
class InDanger(Data):
    """Which danger. `hid`: it became private by this, and was not before."""

    danger: str | None = None
    hid: bool | None = None


@record
class NoDanger(InDanger):
    """Which danger is over; whether there never was one, and what is broken all the same. `back`: it had been called
    by staff of an ordinary matter, which is again what it was."""

    false: bool = False
    broken: str | None = None
    back: bool | None = None


@record
class Done(ForAll):
    """Whether there was nothing to do, a false alarm."""

    false: bool | None = None


@record
class Rated(Data):
    """How it is, or that the words praise."""

    rating: Rating | None = None
    praise: bool | None = None


Wrong = Literal["same", "half", "again", "nobody", "words"]
"""What is wrong with a result: as it was before, half done, broken again, nobody came; or it is said in words."""
About = Literal["fee", "attitude"]
"""What a complaint is about."""


@record
class Reopened(Data):
    """What is wrong."""

    what: Wrong


@record
class InPerson(Data):
    """What was said at the door of a result; nothing where there was something else to tell."""

    solved: bool | None = None


@record
class Complained(To):
    """About what, of whom; `more` of one that was made."""

    about: About
    accused: tuple[int, ...] = ()
    more: bool | None = None


@record
class Rejected(Data):
    """Whose it is; whether that is a company of the roster with its public number."""

    whose: str = ""
    of_roster: bool = False


@record
class Unfiled(Data):
    """Whether whoever filed it for another took that back; whether it ended because it is `mended`, as its reporter
    says."""

    unfiled: bool | None = None
    mended: bool | None = None


@record
class WithOther(Data):
    """The number of another matter that it came to (`into`), came from, or looks like (`issue_id`); whether it was
    taken apart because it was not solved."""

    number: int
    issue_id: int | None = None
    into: int | None = None
    unsolved: bool | None = None


@record
class OfPhoto(Data):
    """Which photo."""

    photo: int


@record
class Invited(Data):
    """Which posts talk it over, and whether the resident does."""

    invited: tuple[int, ...] = ()
    resident: bool = False


@record
class Mediated(Data):
    """By which mediation; how that ended."""

    mediation: int
    outcome: str | None = None


@record
class Called(Data):
    """By which call: how many people it asked for, or once it is over how many come."""

    call: int
    people: int


@record
class Whistled(InMeeting):
    """With which whistle."""

    whistle: int


@record
class LookAgain(Data):
    """After how many days somebody looks again; whether it is still fine, else what was reported anew."""

    days: int
    fine: bool | None = None
    issue: int | None = None


@record
class CompanySaid(Data):
    """Which company says it."""

    company: str


@record
class CompanyOnIt(CompanySaid):
    """The same with when it should be over, if that can be said."""

    until: datetime | None


@record
class Follows(Data):
    """It is back under a new number: as what it was reported before, and the whistle about that."""

    whistle: int | None = None
    issue: int | None = None


@record
class Carried(Data):
    """Which line reached the resident or did not, and as which message."""

    entry_id: int | None = None
    kind: str


@record
class Rung(Data):
    """Which rung of the ladder was due."""

    rung: int = 0


@record
class DayChanged(Data):
    """The day before the calendar moved it."""

    was: date | None = None


LOOKS: dict[str, type[Data]] = {
    "look_planned": LookAgain,
    "look_asked": LookAgain,
    "look_nobody": LookAgain,
    "looked": LookAgain,
}
"""Of a matter, and of a whistle."""

LINES: dict[str, type[Data]] = {
    Action.GRADE: Graded,
    Action.PLAN: Planned,
    Action.REPLY: Replied,
    Action.NOTE: Noted,
    Action.AMEND: Added,
    Action.ME_TOO: HasItToo,
    Action.RELOCATE: Added,
    Action.ANSWER: Added,
    Action.ASSIGN: To,
    Action.TRANSFER: To,
    Action.HAND_UP: ToTier,
    Action.HAND_BACK: ToTier,
    Action.RECEIVE: ToTier,
    Action.AGENDA: ToTier,
    Action.PROMISE: Promised,
    Action.MOVE_PROMISE: OnDay,
    Action.AGREE_MOVE: Agreed,
    Action.DECIDE: Decided,
    Action.PUT_OFF: OnDay,
    Action.CANNOT: Cannot,
    Action.VERIFY: InMeeting,
    Action.NOT_FIXED: Unfixed,
    Action.RESOLVE: Done,
    Action.RATE: Rated,
    Action.REOPEN: Reopened,
    Action.TELL_IN_PERSON: InPerson,
    Action.COMPLAIN: Complained,
    Action.REJECT: Rejected,
    Action.WITHDRAW: Unfiled,
    Action.RECATEGORISE: OfCategory,
    Action.MAKE_URGENT: InDanger,
    Action.MAKE_NORMAL: NoDanger,
    Action.MERGE: WithOther,
    Action.SPLIT: WithOther,
    Action.SHOW_PHOTO: OfPhoto,
    Action.HIDE_PHOTO: OfPhoto,
    Action.CONSULT: Invited,
    Action.MEDIATE: Mediated,
    Action.WHISTLE: Whistled,
    Action.CALL_OUT: Called,
    "left_post": Left,
    "forced": To,
    "coming": Coming,
    "thank": Rated,
    "looks_like": WithOther,
    "photo_agreed": OfPhoto,
    "photo_refused": OfPhoto,
    "mediation_over": Mediated,
    "call_over": Called,
    "whistle_here": Whistled,
    "whistle_done": Whistled,
    "whistle_followed": Whistled,
    "follows": Follows,
    "company_on_it": CompanyOnIt,
    "company_said": CompanySaid,
    **LOOKS,
    "delivered": Carried,
    "undelivered": Carried,
    "day_changed": DayChanged,
    "would_ring": Rung,
    **{f"due_{kind}": Rung for kind in DeadlineKind},
}
"""Kinds of lines that say something beside; what is not here says nothing."""


def says_there(entry: Entry) -> bool:
    """Whether somebody says in it that he or she is at the scene of a danger."""
    return bool(maybe(entry.data, Noted).there)


def post_told(entry: Entry) -> int | None:
    """The post to which it went, or that was told."""
    return maybe(entry.data, To).to_post_id


def in_meeting(entry: Entry) -> bool:
    """Whether a joint meeting decided it."""
    return maybe(entry.data, InMeeting).meeting is not None


def says_own(entry: Entry) -> bool:
    """Whether who had said that it is done says in it that it is not."""
    return bool(maybe(entry.data, Unfixed).own)


def false_alarm(entry: Entry) -> bool:
    """Whether it says that there was nothing to do, or no danger."""
    return isinstance(entry.data, Done | NoDanger) and bool(entry.data.false)
