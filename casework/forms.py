"""What a form of staff keeps: questions with buttons, one after the other, that end in one use case.

An answer lies under the key of its question: the word of the button, or own words behind "="; None: not answered yet.
"""

from dataclasses import fields, replace
from typing import TypeVar

from casework.data import record
from casework.questions import Asked, Sent

F = TypeVar("F", bound="Filled")


@record
class Filled(Asked):
    """What every form keeps: its name, the issue, the key of what is being asked, whether own words answer that, and
    whether nothing else may take them; what was sent along."""

    form: str
    issue: int
    asking: str | None = None
    own: bool | None = None
    alone: bool | None = None
    photos: Sent | None = None

    def answered(self: F, key: str, word: str) -> F:
        """The same with an answer."""
        return replace(self, **{key: word})  # type: ignore[arg-type]

    def so_far(self) -> dict[str, object]:
        """The answers, and what else it knows beside what every form keeps."""
        every = {one.name for one in fields(Filled)}
        return {key: one for key, one in self._said().items() if key not in every and one is not None}


@record
class Planning(Filled):
    """How long, why longer than usual, what, what it costs."""

    long: str | None = None
    why: str | None = None
    what: str | None = None
    cost: str | None = None
    sum: str | None = None


@record
class ByDay(Filled):
    """By which day, or until which: ISO 8601 once it is chosen."""

    day: str | None = None


@record
class Promising(ByDay):
    """By which day, why, what helps meanwhile."""

    why: str | None = None
    interim: str | None = None


@record
class Handing(Filled):
    """To which post. `among`: those whom the words may mean, shown first."""

    to: str | None = None
    among: tuple[int, ...] | None = None


@record
class ForReason(Filled):
    """Why. `says`: what was said before, which goes along with the button's word."""

    why: str | None = None
    says: str | None = None


@record
class Rejecting(ForReason):
    """Why, and whose it is."""

    whose: str | None = None


@record
class Placing(Filled):
    """In which area it is. `words`: what was said of it; `rest`: what of that names no area."""

    place: str | None = None
    words: str | None = None
    rest: str | None = None


@record
class Merging(Filled):
    """With which other matter: its id, or its number in words."""

    other: str | None = None

    def answered(self, key: str, word: str) -> "Merging":
        """Its question is called "with", which is no name."""
        return replace(self, other=word)


@record
class TakingApart(Filled):
    """Which report becomes a matter of its own."""

    which: str | None = None


@record
class Speaking(Filled):
    """The words."""

    text: str | None = None


@record
class Unsolved(Filled):
    """What is not solved."""

    what: str | None = None


@record
class Categorising(Filled):
    """Which group of categories, which of them."""

    group: str | None = None
    category: str | None = None


@record
class Endangered(Filled):
    """Which danger."""

    danger: str | None = None


@record
class Consulting(Speaking):
    """Whom to invite, ticked one by one until all are (`ready`); what about."""

    pick: str | None = None
    chosen: tuple[str, ...] | None = None
    ready: bool | None = None


@record
class Agreeing(Speaking):
    """What was agreed, and whether that is right."""

    sure: str | None = None


@record
class Deciding(Filled):
    """The newest decision of which whoever decides knows."""

    seen: int


@record
class GivingTo(Deciding, ByDay):
    """Who does what, by which day."""

    to: str | None = None
    what: str | None = None


@record
class PuttingOff(Deciding, ByDay):
    """Until which day, and why."""

    why: str | None = None


@record
class Declining(Deciding):
    """Why it cannot be done, what can be instead, and whether that is right."""

    why: str | None = None
    instead: str | None = None
    sure: str | None = None


@record
class PassingOn(Deciding):
    """Why it goes up or down."""

    why: str | None = None


@record
class Looking(Deciding):
    """What was found."""

    text: str | None = None


@record
class Mediating(Filled):
    """Which mediator, who the other side is; whether whoever reads nothing here was asked in person."""

    post: str | None = None
    other: str | None = None
    asked: str | None = None


@record
class CallingOut(Filled):
    """What volunteers are to do, how many of them, by when, where to; and whether that is right."""

    what: str | None = None
    people: str | None = None
    until: str | None = None
    meet: str | None = None
    sure: str | None = None


@record
class Resolving(Filled):
    """Done despite a whistle; what was done. `says`: words that say so already, to be confirmed."""

    despite: str | None = None
    result: str | None = None
    says: str | None = None


@record
class Undone(Speaking):
    """What is not done. `says`: words that say so already, to be confirmed. `up`: they hand it up, too."""

    says: str | None = None
    up: bool = False


FORMS: dict[str, type[Filled]] = {
    "plan": Planning,
    "promise": Promising,
    "move": Promising,
    "hand_over": Handing,
    "assign": Handing,
    "up": ForReason,
    "down": ForReason,
    "give_back": ForReason,
    "refuse": ForReason,
    "set_back": ForReason,
    "reject": Rejecting,
    "place": Placing,
    "merge": Merging,
    "apart": TakingApart,
    "tell": Speaking,
    "ask": Speaking,
    "note": Speaking,
    "answered": Speaking,
    "unsolved": Unsolved,
    "category": Categorising,
    "danger": Endangered,
    "consult": Consulting,
    "agreed": Agreeing,
    "decide": GivingTo,
    "put_off": PuttingOff,
    "cannot": Declining,
    "pass_up": PassingOn,
    "pass_down": PassingOn,
    "fine": Looking,
    "again": Looking,
    "mediate": Mediating,
    "call_out": CallingOut,
    "resolve": Resolving,
    "undone": Undone,
}
"""By the form's name."""

FORM = "form.words"
"""The question of a form,"""
LEFT = "left.press"
"""and of one that was set aside, which is kept whole under `kept`."""
