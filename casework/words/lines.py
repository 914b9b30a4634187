"""Several matters written line by line: each line's words, and who can be asked about it."""

import re

from casework.frozen import frozen
from casework.words.later import later
from casework.words.plain import plain

_NUMBERING = later(r"^\s*(?:[（(]?\d{1,3}(?:[)）、:：]|[.．](?!\d))\s*|[①-⑳]\s*|[-—–•·*]\s+)")
_PHONE = r"(?:1[3-9]\d(?:[ -]?\d{4}){2}|0\d{2,3}-?[2-8]\d{6,7}|[2-8]\d{6,7})"
_CONTACT = later(
    rf"(?:[\s,，;；、。(（]+(?P<who>[一-龥]{{2,5}})[\s,，:：]*)?(?:电话|手机)?[:：]?\s*(?<!\d)(?P<phone>{_PHONE})(?!\d)[)）]?"
)
_LEAVE = later(
    r"^\s*(?:去掉|去了|不要|删掉|删除|删了|删|去|leave out|drop|without)?\s*"
    r"(?P<numbers>(?:第?\s*\d{1,4}\s*(?:[-到至~～]\s*\d{1,4})?\s*(?:号|行|条|件)?\s*[,，、;；.和及\s]*)+)"
    r"(?:不要了?|去掉|删掉|不登记|不登)?\s*[。.]?\s*$",
    re.IGNORECASE,
)
_NUMBERS = later(r"(\d{1,4})(?:\s*[-到至~～]\s*(\d{1,4}))?")

_SOMEWHERE = later(
    "[东西南北大侧后正]门|门口|广场|花园|路口|马路|大街|街上|胡同|院[里内子]|小区|园区|车棚|车库|垃圾[站点桶箱]|健身|凉亭|桥|河边|"
    "市场|超市|学校|幼儿园|停车场|消防通道|围墙|绿地|空地|社区"
    r"|\b(?:gate|square|garden|street|road|yard|school|market|bridge|car park|estate)\b",
    re.IGNORECASE,
)


def says_where(words: str) -> bool:
    """Whether the words name a spot that is no building: whoever goes there finds it."""
    return bool(_SOMEWHERE.search(plain(words)))


@frozen
class Line:
    """One matter. `contact`: a name and a phone that stood in it; they are not in the words any more."""

    words: str
    contact: str = ""


def lines_in(text: str) -> list[Line]:
    """Each line that says something, without its number."""
    found = []
    for raw in text.splitlines():
        words = _NUMBERING.sub("", raw).strip()
        if not words:
            continue
        match = _CONTACT.search(words)
        if match is None:
            found.append(Line(words))
            continue
        contact = " ".join(one for one in (match["who"], match["phone"]) if one)
        rest = f"{words[: match.start()]} {words[match.end() :]}".strip(" \t,，;；、")
        found.append(Line(rest, contact))
    return found


def left_out(text: str) -> list[int]:
    """The numbers that are to be left out of a list: "去掉 3、7", "5-8 不要"; none where the words say more."""
    words = plain(text)
    match = _LEAVE.match(words)
    if match is None:
        return []
    found: list[int] = []
    for first, last in _NUMBERS.findall(match["numbers"]):
        found += range(int(first), (int(last) if last else int(first)) + 1)
    return found[:1000]
