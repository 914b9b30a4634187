"""Words made plain before they are read: half width, simplified; one character for one, so that spans hold."""

import unicodedata

from casework.words.later import later

_TRADITIONAL: dict[int, int] = str.maketrans(
    "號樓棟單門層區園幾兩這個對邊後裡裏內來報媽爺鄰們東車庫場廣圍牆間點週禮節號貳叁參肆陸廳戶戸啟廈灣莊麗華龍鳳陽雲湖誰給幫",
    "号楼栋单门层区园几两这个对边后里里内来报妈爷邻们东车库场广围墙间点周礼节号二三参四六厅户户启厦湾庄丽华龙凤阳云湖谁给帮",
)

_SLIP = later("(?<=号)[搂娄褛偻]")
"""Slips of the input method, of the same length."""

HAN_DIGITS = "零一二三四五六七八九"
"""A digit's place is its value."""
_VALUES = {han: number for number, han in enumerate(HAN_DIGITS)} | {"〇": 0, "幺": 1, "两": 2, "俩": 2}


class _Plain(dict[int, int]):
    """What each character becomes, worked out when it is first met: the same words are made plain a hundred times."""

    def __missing__(self, code: int) -> int:
        half = unicodedata.normalize("NFKC", chr(code))
        lower = (half if len(half) == 1 else chr(code)).lower()
        found = ord(lower if len(lower) == 1 else half if len(half) == 1 else chr(code))
        found = _TRADITIONAL.get(found, found)
        if len(self) < _KNOWN_AT_MOST:
            self[code] = found
        return found


_KNOWN_AT_MOST = 20_000
"""Characters; somebody who writes all that there are takes no more memory."""
_PLAIN = _Plain()


def plain(text: str) -> str:
    """Half-width and simplified, in lower case, of the same length as `text`."""
    words = text.translate(_PLAIN)
    return _SLIP.sub("楼", words) if "号" in words else words


_UNSPOKEN = later(r"[\W_]+")


def spoken(words: str) -> str:
    """The words without what nobody says: blanks, punctuation, pictures."""
    return _UNSPOKEN.sub("", words)


_BREATHS = later(r"[\s，,。.!！;；、~～]+")


def breaths(words: str) -> list[str]:
    """The words between two stops or blanks; a question mark stays with what it asks."""
    return [one for one in _BREATHS.split(words) if one]


def number_of(words: str) -> int | None:
    """ "12", "十二", "二十一", "一百零三", "一零三"; None for what is no one number ("三五", "两三")."""
    if words.isdecimal() and words.isascii():
        return int(words)
    hundreds, hundred, rest = words.rpartition("百")
    total = 0
    if hundred:
        if hundreds not in _VALUES:
            return None
        total, words = _VALUES[hundreds] * 100, rest.lstrip("零〇")
    elif len(words) > 1 and "十" not in words:
        digits = [_VALUES.get(one) for one in words]
        if None in digits or not set(words) & set("零〇幺"):
            return None
        return int("".join(str(one) for one in digits))
    tens, ten, ones = words.rpartition("十")
    if (tens and tens not in _VALUES) or (ones and ones not in _VALUES):
        return None
    if not ten:
        return total + (_VALUES[ones] if ones else 0) if words or hundred else None
    return total + (_VALUES[tens] if tens else 1) * 10 + (_VALUES[ones] if ones else 0)


_NUMBERED = later(r"(?<![\d月到至])(\d{1,5})号(?!楼|院|门|单元)")


def numbers_named(text: str) -> set[int]:
    """The numbers of matters, wherever in the words: "催催城管，77号哨那边没动静"; no house's."""
    return {int(one[1]) for one in _NUMBERED.finditer(plain(text))}
