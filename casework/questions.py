"""What the bot's questions remember beside their subject, until they are answered: a record for each kind.

Those of a form, asked one after the other, stand in casework/forms.py. What may be missing is None, and is not stored.
"""

from collections.abc import Mapping

from casework.data import Data, record
from casework.model import AttachmentKind

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


QUESTIONS: dict[str, type[Data]] = {
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
    "which.press": Which,
    "desk.press": Kept,
    "called.press": Kept,
    "more.press": Kept,
    "relay.press": OfMatter,
    "word.press": Offered,
    "opinions.list": Opinions,
    "noted.press": InGroup,
    "group.offer": HeardInGroup,
}
"""By flow and step."""
