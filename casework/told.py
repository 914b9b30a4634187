"""What the messages about issues, places and posts say beside their ids.

Which kind says what stands with the kinds (casework/messages.py); those about whistles and mediations stand in their
rooms (`lines.py` there). Moments are seconds since 1970.
"""

from datetime import date
from typing import Literal

from casework.data import Data, record
from casework.lines import To
from casework.model.issues import Grade
from casework.model.people import Role


@record
class OfArea(Data):
    """Of which area."""

    area: int


@record
class Anew(Data):
    """Of a card that changes where it stands: whether it is a new message."""

    anew: bool


@record
class Drawn(Data):
    """How often it may change at most, in seconds."""

    every: int


@record
class Unbound(Data):
    """Which group, and whether it removed us."""

    chat_id: int
    gone: bool


@record
class ListOf(Data):
    """Of which area, since when."""

    area_id: int
    since: float


@record
class Sampled(Data):
    """Which sample, of which area."""

    sample: int
    area_id: int


@record
class AsKind(Data):
    """As which kind it was told first, or is to be told."""

    kind: str


@record
class DutyDay(Data):
    """Which day of the rota, and whether it is given or taken away."""

    area: int | None
    estate: int | None
    role: Role
    day: date
    gives: bool


@record
class DutyGap(OfArea):
    """Which hours of which role are nobody's, in the area, or in this estate of it."""

    role: Role
    estate: int | None = None
    hours: tuple[tuple[float, float], ...]


@record
class SaidToMany(Data):
    """Of what is said to many itself: what it says happened; whether whoever said it hears to how many it came (None:
    not even that it did not reach all); corrected and said `anew`, or right after a drill, as real; `replaced`: newer
    words follow."""

    what: str | None = None
    counted: bool | None = None
    anew: bool | None = None
    after_drill: bool | None = None
    replaced: bool | None = None


@record
class StoodStill(Data):
    """Nobody was at work from when to when."""

    since: float
    until: float


@record
class Again(Data):
    """Said to many once more: the how manieth time; `back`: where it never arrived there is nothing to say."""

    again: int
    back: bool | None = None


Switch = Literal["on", "over", "renewed", "word", "back", ""]
"""What became of an emergency; nothing where that is no news."""


@record
class Switched(Data):
    """What became of it."""

    what: Switch


Nudge = Literal["plan", "reply", "left", "scene", "limit", "today", "eve", "day", "hour", "resident", "manager", "redo"]
"""Why whoever has it is reminded: what is to be done, or a word, was due; a danger is over, or whoever is at the scene
is asked; the time is over; it is of today, due tomorrow, due today; the resident, or a manager, asks; it is not done
after all."""


@record
class Nudged(Data):
    """Why somebody is asked, and by which post, if by one."""

    why: Nudge
    by: int | None = None


@record
class Counts(Data):
    """Whether the time counts."""

    counts: bool


@record
class Listed(Data):
    """On which listening day."""

    listening: int


@record
class Days(Data):
    """After how many days it is looked at again."""

    days: int


@record
class MeetingDay(OfArea):
    """How much is on the agenda, and when it begins."""

    n: int
    at: float


@record
class Minutes(Data):
    """Of which meeting."""

    meeting: int


@record
class Moved(Data):
    """Whether the new place is the reader's too."""

    here: bool


@record
class Apart(Data):
    """Whether it is no longer together with another."""

    apart: bool


@record
class TakenBack(To):
    """By whoever filed it, if so; else who could be told that somebody was made to."""

    unfiled: bool | None = None


@record
class Covered(Data):
    """The post that was asked instead of a holder who is away."""

    cover: int | None = None


@record
class OfSeat(Data):
    """Which post, and who wants it."""

    post_id: int
    person_id: int | None = None


@record
class LeftGroup(OfSeat):
    """Which group that person is no more in."""

    chat_id: int
    person_id: int


@record
class ListsMissed(OfArea):
    """Of which days, the first and the last."""

    days: tuple[float, ...]


@record
class OfShift(OfArea):
    """Which shift."""

    shift_id: int


@record
class ShiftOver(OfArea):
    """Who is back."""

    to_post_id: int


@record
class OfSwap(Data):
    """Which swap."""

    swap_id: int


@record
class OfAbsence(Data):
    """Which absence."""

    absence_id: int


@record
class Received(Data):
    """The number of the report that was filed; of what many have it is not the matter's."""

    number: int | None = None


@record
class WithNumber(Data):
    """The number of the other matter."""

    number: int


@record
class OfDraft(Data):
    """The number of the matter to which the words were added; `one`: it is not asked whether they are several."""

    number: int | None = None
    one: bool | None = None


@record
class TrialBegun(OfArea):
    """Until which day, and whether nobody is rung at all."""

    until: date
    dry: bool


@record
class TrialOver(OfArea):
    """Since when it was tried out."""

    since: float


@record
class WeekOf(OfArea):
    """Which week: until when."""

    until: float


@record
class GradeSet(Data):
    """Which, why, and by which post."""

    grade: Grade
    why: str = ""
    post_id: int | None = None


@record
class HomeWords(Data):
    """What somebody wrote of a home that is in no list."""

    words: str
