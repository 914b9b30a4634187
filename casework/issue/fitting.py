"""Whether words fit a matter, as far as their kind tells."""

import re
from collections.abc import Sequence

from casework.categories import broad
from casework.model.issues import Issue
from casework.words.each import kinds_by_name, kinds_called
from casework.words.guess import guess, named
from casework.words.matters import sounds_like_another

HELPLESS = re.compile(
    "瘫|卧床|(?:躺|困)在床|背(?:下|出|走|不动)|抬(?:下|出|走|不动)|下不(?:了|来)楼|走不(?:了|动)路?|(?:动|起)不(?:了|来)(?=[，。,.！!]|$)"
    "|(?:要|等着|没)(?:人)?(?:转移|撤离)|行动不便|坐轮椅|bedridden|wheelchair|carried down"
)
"""Somebody who cannot help himself."""


def fits(issue: Issue, text: str) -> bool:
    """Whether nothing in the words speaks of something else: of another thing, or of somebody who is helpless where
    nobody is in danger."""
    return not sounds_like_another(text, issue.category) and not unknown_helpless(issue, text)


_TOGETHER = (
    frozenset({"sewer", "leak", "outage_water", "outage_heating"}),
    frozenset({"outage_power", "stairwell_light", "street_light", "lift"}),
)
"""Kinds of which the same words tell: "水不漏了" of a drain, "灯亮了" of the current. Of a lamp no heating is."""


def told_alike(issue: Issue, kind: str | None) -> bool:
    """Whether the same words tell of a matter of that kind as of this one: "还滴答呢" of a drain."""
    return any({broad(issue.category), kind} <= one for one in _TOGETHER)


def names_another(issue: Issue, text: str) -> bool:
    """Whether words of staff name what is of another kind than the matter, and nothing of which it tells: "灯修完了"
    of a heating."""
    kind, kinds = broad(issue.category), kinds_by_name(text)
    alike = {kind}.union(*(one for one in _TOGETHER if kind in one))
    return bool(kinds) and not kinds & alike and not names_thing(issue, text)


def unknown_helpless(issue: Issue, text: str) -> bool:
    """Whether somebody is helpless of whom the matter knows nothing."""
    kind = broad(issue.category)
    known = issue.urgent or kind == "lift" or kind in map(broad, named(text))
    return not (known or HELPLESS.search(text) is None or any(HELPLESS.search(one.text) for one in issue.reports))


def sound_like(issues: Sequence[Issue], text: str) -> list[Issue]:
    """Of one's own matters those whose kind the words sound like, be it named or not, or that they call by it."""
    kind = guess(text).category
    kinds = {kind} if kind is not None else kinds_called(text)
    return [one for one in issues if broad(one.category) in kinds]


_OF_ANY = re.compile(
    "[的了是在有没不人这那个一二三四五六上下中前后里外天点分时早晚午楼号门口单元家我你他她们来去到就都也还好说能会要把给和跟]"
)
"""Characters that are of no one thing."""


def speaks_of_thing(issue: Issue, other: Issue, text: str) -> bool:
    """Whether the words name a thing of which the other's report tells and this one's does not: "床垫", no lamp."""
    return bool((_things_of(other) & _things(text)) - _things_of(issue) - _things(issue.place))


def names_thing(issue: Issue, text: str) -> bool:
    """Whether the words name a thing of which its reports tell: "烧烤" of a barbecue on the pavement."""
    return bool(_things_of(issue) & _things(text))


def share_thing(text: str, other: str) -> bool:
    """Whether both name one thing."""
    return bool(_things(text) & _things(other))


def _things_of(issue: Issue) -> set[str]:
    """Those of which its reports tell."""
    return _things(" ".join(one.text for one in issue.reports))


def _things(text: str) -> set[str]:
    """Pairs of characters that may name a thing."""
    pairs = {text[at : at + 2] for at in range(len(text) - 1)}
    return {one for one in pairs if re.fullmatch("[一-鿿]{2}", one) and not _OF_ANY.search(one)}
