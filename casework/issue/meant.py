"""Which danger is meant, where one person has reported several: words never go to the people of another."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType

from casework.frozen import frozen
from casework.model.issues import Issue
from casework.words import danger_words
from casework.words.guess import PRIVATE_DANGERS
from casework.words.over import GOES_ON_ITSELF

LEADS_TO: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "gas": frozenset({"fire", "hurt", "trapped"}),
        "fire": frozenset({"hurt", "trapped", "height", "structure", "gas", "wire"}),
        "wire": frozenset({"fire", "hurt"}),
        "lift": frozenset({"hurt", "trapped"}),
        "structure": frozenset({"hurt", "trapped", "gas", "wire"}),
        "height": frozenset({"hurt"}),
        "drowning": frozenset({"hurt"}),
        "trapped": frozenset({"hurt", "fire", "gas", "height"}),
        "missing": frozenset({"hurt", "trapped", "drowning", "height"}),
        "hurt": frozenset({"trapped"}),
        "violence": frozenset({"hurt", "height"}),
        "suicide": frozenset({"hurt", "height", "drowning", "missing"}),
    }
)
"""What a danger may turn into, by families: told in the middle of it, that is more of the same."""
OF_THE_HOUSE = GOES_ON_ITSELF
"""Dangers that everybody around is called for, whatever else goes on in the flat."""
GOES_ON = timedelta(minutes=10)
"""So long after its reporter's last word of it a danger is what he is in the middle of."""
_PERSONS = re.compile(
    "老伴|老公|老婆|媳妇|丈夫|爱人|爸|妈|爹|娘|奶奶|爷爷|姥姥|姥爷|老太|老头|大爷|大妈|大娘|孩子|小孩|娃|孙|儿子|闺女|女儿|宝宝|[他她]"
)
"""Somebody in danger, as reporters call them."""


@frozen
class Danger:
    """One that this person reported: open, or ended within a day. `since`: when people were last called for it.
    `over`: its reporter said that it is. `told`: what was said of it, the reporter's last at `said`; `also`: the
    dangers that came with it."""

    issue: Issue
    kind: str
    since: datetime
    open: bool
    over: bool = False
    said: datetime | None = None
    told: str = ""
    also: tuple[str, ...] = ()

    @property
    def private(self) -> bool:
        """Whether its words are for a few."""
        return self.kind in PRIVATE_DANGERS or self.issue.called_only


@frozen
class Meant:
    """The danger that the words belong to. `or_else`: they may as well mean that one; until it is said, they stay with
    the first."""

    danger: Danger | None = None
    or_else: Danger | None = None


def is_its_own(text: str, danger: Danger, at: datetime, *, elsewhere: bool) -> bool:
    """Whether the words outright tell of a danger that has nothing to do with this one: of another kind, and elsewhere,
    or nothing that this one turns into while its reporter is in the middle of it, nor of somebody of whom it tells.
    It has its own number, call and end. `elsewhere`: they name another building."""
    kind = danger_words.another_named(text, danger.kind)
    if kind is None or any(danger_words.family(kind) == danger_words.family(one) for one in danger.also):
        return False
    if danger.private and (kind in PRIVATE_DANGERS or danger_words.of_somebody(text)):
        return False  # for the few, who know of the first
    if elsewhere:
        return True
    if danger.private and kind in OF_THE_HOUSE:
        return False  # everybody is called for it at once, and reads that alone
    comes = danger_words.family(kind) in LEADS_TO.get(danger_words.family(danger.kind), ())
    goes_on = not danger.over and at - (danger.said or danger.since) <= GOES_ON
    known = comes and not set(_PERSONS.findall(text)).isdisjoint(_PERSONS.findall(danger.told))
    return not ((comes and goes_on) or known)


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
