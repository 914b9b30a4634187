"""What a form of the board asks for, and what was filled in: nothing of that is believed, and no script is needed."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.views.view import cut
from casework.clock import limits as clock
from casework.frozen import frozen
from casework.refusals import DateNotPossible
from locales.markup import Html
from locales.translator import Translator

LONGEST = 1000
"""UTF-16 units kept of an answer in own words, as in chat."""
OWN = "_own"
"""The field for own words beside ready ones: its name ends in it."""


class Sort(StrEnum):
    """How it is filled in."""

    CHOICE = "choice"
    TICKS = "ticks"
    TICK = "tick"
    DAY = "day"
    HOUR = "hour"
    MOMENT = "moment"
    WORDS = "words"


@frozen(kw_only=True)
class Field:
    """`choices`: (word, label). `given`: what stands in it. `first`, `last`: of a day, in ISO 8601. `needed`: the
    browser asks for it; what is not filled in all the same is refused here."""

    name: str
    sort: Sort
    label: Html
    choices: Sequence[tuple[str, str]] = ()
    given: Sequence[str] = ()
    first: str = ""
    last: str = ""
    needed: bool = True


class NotChosen(Exception):
    """Nothing that was offered. `label`: of the field."""

    def __init__(self, label: Html) -> None:
        self.label = label
        super().__init__(label)


@frozen(kw_only=True)
class Answers:
    """What was sent, by the fields that were asked for."""

    sent: Mapping[str, Sequence[str]]
    fields: Mapping[str, Field]
    zone: ZoneInfo

    def one(self, name: str) -> str:
        """The words of a field, without what no database takes; "" where it was left empty."""
        return cut((self.sent.get(name) or [""])[0].replace("\0", "").strip(), LONGEST)

    def choice(self, name: str) -> str:
        """Raises NotChosen."""
        found = self.maybe(name)
        if not found:
            raise NotChosen(self.fields[name].label)
        return found

    def maybe(self, name: str) -> str:
        """A choice that may be left open: "". Raises NotChosen for what was not offered."""
        found, field = self.one(name), self.fields.get(name)
        if field is None or not found:
            return ""
        if found not in {word for word, _ in field.choices}:
            raise NotChosen(field.label)
        return found

    def ticks(self, name: str) -> tuple[str, ...]:
        """Those of the offered that are ticked."""
        sent = set(self.sent.get(name, ()))
        return tuple(word for word, _ in self.fields[name].choices if word in sent)

    def tick(self, name: str) -> bool:
        """Whether it is ticked."""
        return bool(self.one(name))

    def sure(self, name: str) -> None:
        """Raises NotChosen where it is not ticked."""
        if not self.tick(name):
            raise NotChosen(self.fields[name].label)

    def day(self, name: str) -> date:
        """Raises DateNotPossible."""
        try:
            return date.fromisoformat(self.one(name))
        except ValueError:
            raise DateNotPossible(on=None) from None

    def hour(self, name: str) -> time | None:
        """An hour of the place, to the minute; None where it was left empty. Raises DateNotPossible."""
        said = self.one(name)
        try:
            return time.fromisoformat(said).replace(tzinfo=None, second=0, microsecond=0) if said else None
        except ValueError:
            raise DateNotPossible(on=None) from None

    def moment(self, name: str) -> datetime | None:
        """A day and an hour of the place; None where it was left empty. Raises DateNotPossible."""
        said = self.one(name)
        if not said:
            return None
        try:
            day, at = said.split("T")
            return clock.local(date.fromisoformat(day), time.fromisoformat(at).replace(tzinfo=None), self.zone)
        except ValueError:
            raise DateNotPossible(on=None) from None

    def reason(self, name: str, ready: Mapping[str, str], tr: Translator) -> tuple[str, str]:
        """The words, own ones first; and those of them that anybody may read, which are the ready ones."""
        own, word = self.one(f"{name}{OWN}"), self.maybe(name)
        said = "" if own or not word else str(tr.t(ready[word]))
        return own or said, said
