"""What a neighbour's ordinary message in the residents' group is, read after those before it; nothing is kept here.

The bot says something in a group only where it is nearly certain: most of what is said there is none of its business.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from casework.words import guess_words, ngrams
from casework.words.guess import Guess, Words, judge, plainly, unkept_words
from casework.words.wording import wording

Label = Literal["report", "me_too", "mended", "danger", "private", "none"]

# Set by cross-validation over the conversations (tests/tools/train_guess.py --validate).
_OFFER, _KIND, _ALARM, _ALARM_IN_TABLE, _ACCUSED = 0.05, 0.14, 0.65, 0.2, 0.6
_LONG = 12  # characters: whoever reports something says where and what, or names it
_NEAR, _FAR, _QUARREL = 6, 30, 3  # messages back

_SPARED = re.compile(
    r"(?<![还从])没(?:有)?(?:停|断(?!续)|跳闸)(?!过|下)"
    r"|(?:我家|俺家|我这|我们楼|我们单元|我们这|这边|号楼|单元)(?:这|的|水|电|气|暖气|倒是|还)*"
    r"(?:有[水电气](?:啊|呀|的|呢|$)|没受影响|热(?!水)|收了|没坏|没堵|没漏)"
)
"""Whoever has it not: "我家没停"."""
_OF_NOTHING = {"property_service", "property_fees", "person_complaint"}
"""Kinds that a mere grumble names."""
_SENT = re.compile(r"\[[^\]]*\]|【[^】]*】")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One message: its number rises within the chat; staff speak as head or steward."""

    number: int
    author: str
    text: str
    reply_to: int | None = None
    staff: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a message is. about: the number of the report or danger meant by me_too and mended."""

    said: Said
    label: Label
    guess: Guess
    about: int | None = None


def _has(name: str, plain: str) -> bool:
    """The group's own words."""
    return wording(guess_words.GROUP[name]).is_in(plain)


def may_be_about(text: str) -> Literal["me_too", "mended"] | None:
    """Whether words may be about a matter that the group knows already: others have it too, or it is over. Cheap, and
    no more than a reason to look which matters there are."""
    plain = plainly(_SENT.sub(" ", text))
    if _has("mended", plain):
        return "mended"
    return "me_too" if _has("me_too", plain) else None


def look(message: Said, recent: Sequence[Look]) -> Look:
    """Judge a message by its words and by what was said before it, oldest first; never raises."""
    found = unkept_words(_SENT.sub(" ", message.text))
    odds = ngrams.model().odds(found.plain, found.signs)
    what = judge(found, odds)
    label, about = _label(message, recent, found, odds, what)
    return Look(said=message, label=label, guess=what, about=about)


def _label(
    message: Said, recent: Sequence[Look], found: Words, odds: ngrams.Odds, what: Guess
) -> tuple[Label, int | None]:
    plain = found.plain
    if not plain.strip() or _has("advert", message.text):
        return "none", None
    meant = _meant(message, recent, found, plain)
    if meant is not None and _mended(message, plain, found) and not _of_another(message, meant, found):
        return "mended", meant.said.number
    if message.staff:
        return "none", None
    if _alarming(odds, found) and not _has("asked", plain):
        if meant is not None and meant.label == "danger" and meant.said.author != message.author and _echo(plain):
            return "me_too", meant.said.number
        return "danger", None
    if _has("inside", plain) and any(one.label == "danger" for one in recent[-_NEAR:]):
        return "danger", None
    if _accuses(message, recent, plain, odds):
        return "private", None
    if meant is not None and _SPARED.search(plain):
        return "none", None
    offer = _worth_an_offer(plain, found, odds, what)
    if (
        meant is not None
        and meant.said.author != message.author
        and _me_too(message, meant, plain, what, recent, offer)
    ):
        return "me_too", meant.said.number
    return ("report", None) if offer else ("none", None)


def _meant(message: Said, recent: Sequence[Look], found: Words, plain: str) -> Look | None:
    """The open matter that a message may be about: the one quoted, else the nearest, better one of the same kind."""
    if message.reply_to is not None:
        quoted = next((one for one in reversed(recent) if one.said.number == message.reply_to), None)
        if quoted is None or quoted.label in ("report", "danger"):
            return quoted
        if quoted.about is not None:
            return next((one for one in reversed(recent) if one.said.number == quoted.about), None)
        return None
    mended = set() if _has("still", plain) else {one.about for one in recent if one.label == "mended"}
    still = [one for one in recent[-_FAR:] if one.label in ("report", "danger") and one.said.number not in mended]
    alike = [one for one in still if set(one.guess.candidates[:2]) & set(found.categories)]
    near = alike or still
    return near[-1] if near else None


def _of_another(message: Said, meant: Look, found: Words) -> bool:
    """Whether the words name something else than what the nearest matter is about: the power, and it was gas."""
    named = set(found.categories)
    return message.reply_to is None and bool(named) and not named & set(meant.guess.candidates[:2])


def _mended(message: Said, plain: str, found: Words) -> bool:
    return (found.talk == "over" or _has("mended", plain)) and not _has("unmended", plain)


def _alarming(odds: ngrams.Odds, found: Words) -> bool:
    return odds.danger > (_ALARM_IN_TABLE if found.dangers else _ALARM)


def _echo(plain: str) -> bool:
    return _has("me_too", plain) or len(plain) < 12


def _accuses(message: Said, recent: Sequence[Look], plain: str, odds: ngrams.Odds) -> bool:
    """Somebody who can be recognised is accused, or answers, or tells of an illness at home."""
    quarrel = [one.said for one in recent[-_QUARREL:] if one.label == "private"]
    if quarrel and _has("retort", plain):
        return True
    return _has("accused", plain) or (odds.private > _ACCUSED and odds.chat < 0.1 and len(plain) >= _LONG)


def _me_too(message: Said, meant: Look, plain: str, what: Guess, recent: Sequence[Look], offer: bool) -> bool:
    """Somebody else has it as well, or says how far it reaches; what is a matter of its own is none."""
    if _has("advice", plain) or _has("fine", plain) or _has("advert", plain):
        return False
    behind = sum(1 for one in recent if one.said.number > meant.said.number)
    alike = bool(set(meant.guess.candidates[:2]) & set(what.candidates[:2]))
    if message.reply_to is None and (behind >= _NEAR or (offer and not alike)):
        return False
    return _has("me_too", plain) or (alike and what.report and behind < 3)


def _worth_an_offer(plain: str, found: Words, odds: ngrams.Odds, what: Guess) -> bool:
    if not what.report or what.private or found.bare or _has("asked", plain) or _has("past", plain):
        return False
    if _has("grumble", plain) and set(found.categories) <= _OF_NOTHING:
        return False
    kind = max(chance for name, chance in odds.classes.items() if name[0] not in "!-")
    return odds.chat < _OFFER and kind > _KIND and (len(plain) >= _LONG or bool(found.categories))
