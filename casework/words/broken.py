"""What is broken behind a danger that is none: a false alarm of gas leaves the pipe that spouts, a lift without anybody
in it the door that does not close."""

import re

from casework.categories import CATEGORIES, broad
from casework.words.guess import ONLY_DANGERS, guess, named, plainly
from casework.words.later import later
from casework.words.over import without_over

_BREATHS = later(r"[,.;!?，。；！？、\n]+|(?<=[一-鿿])\s+")
_PLAINLY = (
    "坏|断了|断啦|断水|断电|关不|拧不|开不开|打不开|不好使|不亮|短路|停电|停水|停气|停暖|没电|没水|没暖|漏水|喷水"
    "|滋|呲|往外喷|堵|爆了|爆管|broken|leak"
)
_FAULT = later(_PLAINLY, re.IGNORECASE)
_ANY_FAULT = later(
    f"{_PLAINLY}|裂|破|漏|喷|不着|不动|不走|停了|掉|松|没盖|盖没|没了|返|泛|跳闸|憋了|塌|翘|冒水|进水|淹|歪|缺|卡|不热"
    "|stuck|cracked",
    re.IGNORECASE,
)
"""In a breath that says the danger itself, "the gas leaks" is that danger and no fault beside it."""
_NOT_SO = later("(?<!还)没(?:有)?(?:漏|坏|堵|断|冒|裂|破|掉|塌|停|淹|翘|松)|(?<!也)不(?:漏|堵)")
"""Denied, and no fault."""
_WATER = later("水|暖|雨|渗|湿|泡|pipe|water|leak", re.IGNORECASE)


def broken(text: str, known: str) -> str | None:
    """The kind of what the words say to be broken, once nobody is in danger; None where they name nothing that is.
    `known`: the kind that it was taken for, which holds where a fault is named and the thing is not."""
    for breath in _BREATHS.split(_NOT_SO.sub("，", without_over(plainly(text)))):
        fault = _FAULT if guess(breath).danger is not None else _ANY_FAULT
        if fault.search(breath) and (kind := _kind(breath, known)) is not None:
            return kind
    return None


ACTS = frozenset({"falling_things", "fireworks", "ebikes", "fire_safety"})
"""What somebody does, of which danger comes: it can be seen to when that is over."""
_PUT_OUT = later("灭|没(?:有)?(?:着|烧|砸|伤|冒)|\\bput out\\b|꺼졌|껐")


def remains(text: str, known: str | None) -> bool:
    """Whether the words tell of what somebody does, beside the danger that came of it: the cigarette end from above is
    thrown again tomorrow, be the quilt put out or not. `known`: the kind that they were taken for."""
    if guess(text).danger == "height":
        return False  # who was on the railing is off it again
    return not ACTS.isdisjoint(map(broad, (*named(text), *([known] if known else ()))))


def only_put_out(text: str) -> bool:
    """ "没着 扑灭了": that nothing came of it, and not that nobody does it any more."""
    return _PUT_OUT.search(plainly(text)) is not None


def _kind(breath: str, known: str) -> str | None:
    for key in named(breath):
        if key in ONLY_DANGERS or CATEGORIES[key].private or (key == "leak" and not _WATER.search(breath)):
            continue
        finer = guess(breath).kind
        return finer if finer is not None and broad(finer) == key else key
    return None if known in ONLY_DANGERS or CATEGORIES[known].private else known
