"""Which danger is meant, where one person has reported several: words never go to the people of another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from casework.model.issues import Issue
from casework.words import danger_words
from casework.words.guess import PRIVATE_DANGERS


@dataclass(frozen=True, slots=True)
class Danger:
    """One that this person reported: open, or ended within a day. `since`: when people were last called for it.
    `over`: its reporter said that it is."""

    issue: Issue
    kind: str
    since: datetime
    open: bool
    over: bool = False

    @property
    def private(self) -> bool:
        """Whether its words are for a few."""
        return self.kind in PRIVATE_DANGERS or self.issue.called_only


@dataclass(frozen=True, slots=True)
class Meant:
    """The danger that the words belong to. `or_else`: they may as well mean that one; until it is said, they stay with
    the first."""

    danger: Danger | None = None
    or_else: Danger | None = None


def meant(text: str, dangers: Sequence[Danger]) -> Meant:
    """What is private goes to the private one; else the open one whose kind is named, else the newest that is open and
    not said to be over, else the newest. Where it could be a private one as well, the private one has it until its
    reporter says which: where to come is for those who asked for it last."""
    found = sorted(dangers, key=lambda one: (one.open, not one.over, one.since), reverse=True)
    if not found:
        return Meant()
    private = [one for one in found if one.private]
    public = [one for one in found if not one.private]
    if not private or not public:
        return Meant(next((one for one in found if danger_words.names_danger(text, one.kind)), found[0]))
    if danger_words.names_violence(text, public[0].kind) or (private[0].open and danger_words.of_somebody(text)):
        return Meant(private[0])
    named = [one for one in public if danger_words.names_danger(text, one.kind)]
    if named:
        return Meant(named[0])
    if not private[0].open or danger_words.only_where(text):
        return Meant(found[0])
    return Meant(private[0], public[0] if public[0].open and not public[0].over else None)
