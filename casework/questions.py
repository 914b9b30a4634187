"""What the bot's questions remember beside their subject, until they are answered: a record for each kind.

Those of a form, asked one after the other, stand in casework/forms.py. What may be missing is None, and is not stored.
"""

from collections.abc import Mapping
from datetime import date, datetime

from casework.data import Data, record
from casework.model.timeline import AttachmentKind

Pressable = tuple[tuple[str, str, str], ...]
"""Buttons: label, callback data, what typed means it."""
Sent = tuple[tuple[AttachmentKind, str, int], ...]
"""What was sent along: what it is, the messenger's reference, seconds."""


@record
class Asked(Data):
    """What is on the buttons, for whoever types it."""

    pressable: Pressable | None = None


@record
class Kept(Asked):
    """Words that wait for a press: what is it about, is it for the resident? `place`: latitude and longitude."""

    text: str | None = None
    photos: Sent | None = None
    place: tuple[float, float] | None = None
    utterance: int | None = None


@record
class Which(Kept):
    """To which of these questions, or matters, the words belong."""

    questions: tuple[int, ...]
    issues: tuple[int, ...]


@record
class OfMatter(Kept):
    """Which matter of staff the words are about, whether for its resident or not."""

    issue: int


@record
class Offered(Kept):
    """What staff may mean by it; whether the words are noted already."""

    noted: bool | None = None


@record
class At(Asked):
    """Of which area; 0: of none that is known."""

    area_id: int


@record
class Home(At):
    """Where it is, or where somebody lives. `draft_id`: of which report, 0 of none; `walking`: there are buttons."""

    draft_id: int
    walking: bool | None = None


@record
class Card(Asked):
    """The card of a draft. `among`: matters to which it may belong; `one`: it was said not to be several."""

    among: tuple[int, ...] | None = None
    one: bool | None = None


@record
class Near(Asked):
    """Where it was thought to be."""

    near: int | None = None


@record
class DangerKnown(Asked):
    """What was told of a danger elsewhere: its kind. `too`: the matter that whoever reads it has as well."""

    danger: str = ""
    too: int | None = None


@record
class Complaint(Asked):
    """About the money or the manner: the word of the button."""

    complaint: str


@record
class Opinions(Asked):
    """A list of matters: of which listening day; rows that could not be read, and why; by draft the number of what it
    looks like; columns and sheets that were not used; which page is shown."""

    day: int
    faults: tuple[tuple[int, str], ...] = ()
    like: Mapping[str, int] | None = None
    page: int | None = None
    unused: tuple[str, ...] | None = None
    sheets: tuple[str, ...] | None = None


@record
class InGroup(Asked):
    """What "noted, No. 1" stands for in a group: who reports it; the words of each, where there may be several."""

    reporter: int
    apart: tuple[str, ...] = ()


@record
class HeardInGroup(Asked):
    """What was said in a group and may be reported: the message, its author, in which thread; who has it too, by the
    number of the message."""

    number: int
    author: str
    thread: int | None = None
    too: Mapping[str, str]


@record
class OutageSaid(Asked):
    """What was said of a planned outage so far."""

    said: str


@record
class OutageOf(OutageSaid):
    """The same, and what fails: its category."""

    kind: str


@record
class OutageHours(Asked):
    """What fails and where. `outage`: which one gets other hours; 0: a new one."""

    kind: str
    areas: tuple[int, ...]
    outage: int


@record
class OutagePlanned(OutageHours):
    """The same with its hours, shown back."""

    start: datetime
    end: datetime


@record
class HoursIn(Asked):
    """Of which area hours or days are asked for."""

    area: int


@record
class HoursSaid(HoursIn):
    """What was written of them."""

    said: str


@record
class InArea(Asked):
    """In which area there is an emergency."""

    area: int


@record
class SwitchingOn(InArea):
    """The same: whether it is a drill, and whether a drill ends by it."""

    drill: bool
    ends: bool = False


@record
class SwitchingOnFor(SwitchingOn):
    """The same, and why."""

    text: str


@record
class OfEmergency(Asked):
    """Which emergency."""

    emergency: int


@record
class ToAll(OfEmergency):
    """Which, and what all are to read of it."""

    text: str


@record
class Households(OfEmergency):
    """The households of which building. `numbered`: the building's number stands before each door."""

    area: int
    numbered: bool = False


@record
class Calling(Asked):
    """Whom to whistle for: in which area; about which matter, or where; words that were said, and may be about another;
    which decision was known. Then what was chosen: the matter, which row of the menu it is (0: none), departments,
    whether it is urgent, for when it is planned (ISO 8601, "" for now), and the whistle that came of it.

    Where it is answered in words: `what` is asked, on which day it is planned; of which call a department speaks."""

    area: int = 0
    issue: int | None = None
    place: str | None = None
    words: str | None = None
    seen: int | None = None
    matter: str | None = None
    menu: int | None = None
    chosen: tuple[int, ...] | None = None
    urgent: bool | None = None
    on: str | None = None
    whistle: int | None = None
    what: str | None = None
    day: date | None = None
    call: int | None = None


@record
class OfLook(Asked):
    """Which whistle."""

    whistle: int


@record
class InMediation(Asked):
    """What is asked for: an action of a mediation; for which side, "" for one's own."""

    what: str
    side: str


@record
class Links(Asked):
    """The words by which a post is looked for."""

    words: str


@record
class Roster(Asked):
    """The messenger's reference of the file."""

    file: str


@record
class OtherSystem(Asked):
    """Which other system is let in: its name, and the address that is told of matters; "": it gets a key."""

    name: str
    url: str


QUESTIONS: dict[str, type[Data]] = {
    **dict.fromkeys(
        (
            "away.press",
            "cover.press",
            "calloff.press",
            "company.until",
            "danger.issue",
            "danger.perhaps",
            "danger.told",
            "desk.report",
            "draft.behalf",
            "forget.press",
            "issue.add",
            "issue.cannot_wait",
            "issue.tonight",
            "issue.visit",
            "ledger.press",
            "look.photo",
            "opinions.lines",
            "passing.press",
            "rating.press",
            "register.day",
            "register.look",
            "register.order",
            "register.words",
            "report.danger",
            "resolved.press",
            "result.thanks",
            "result.wrong",
            "scene.words",
            "shown.press",
            "systems.hook",
            "systems.key",
            "undo.press",
            "withdraw.press",
        ),
        Asked,
    ),
    "consent.press": At,
    "report.at": At,
    "home.words": Home,
    "draft.card": Card,
    "draft.place": Near,
    "result.complain": Complaint,
    "result.press": Kept,
    "over.press": Kept,
    "matter.press": Kept,
    "danger_too.press": Kept,
    "danger_known.press": DangerKnown,
    "which.press": Which,
    "desk.press": Kept,
    "called.press": Kept,
    "more.press": Kept,
    "relay.press": OfMatter,
    "word.press": Offered,
    "opinions.list": Opinions,
    "noted.press": InGroup,
    "group.offer": HeardInGroup,
    "outage.what": OutageSaid,
    "outage.where": OutageOf,
    "outage.when": OutageHours,
    "outage.sure": OutagePlanned,
    "hours.words": HoursIn,
    "hours.sure": HoursSaid,
    "emergency.sort": InArea,
    "emergency.why": SwitchingOn,
    "emergency.on": SwitchingOnFor,
    "emergency.sure": SwitchingOnFor,
    "emergency.off": OfEmergency,
    "emergency.off_sure": ToAll,
    "emergency.word": OfEmergency,
    "emergency.word_sure": ToAll,
    "emergency.back": OfEmergency,
    "emergency.home": OfEmergency,
    "emergency.homes": Households,
    "whistle.press": Calling,
    "whistle.words": Calling,
    "whistle.photo": OfLook,
    "mediation.words": InMediation,
    "links.words": Links,
    "office.roster": Roster,
    "systems.press": OtherSystem,
}
"""By flow and step."""
