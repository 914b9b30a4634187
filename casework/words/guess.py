"""What a resident's sentence is probably about: a guess from a table of words (guess_words.py), never a decision."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from casework.categories import CATEGORIES
from casework.words import guess_words

_DANGER_CATEGORY = {
    "gas": "gas_smell",
    "fire": "fire",
    "wire": "live_wire",
    "lift": "lift",
    "violence": "violence",
    "hurt": "injury",
}

# What the phones of relatives abroad write: just the characters that the tables need.
_SIMPLER = str.maketrans(
    "媽暈倒來電梯氣燒煙見傷樓門漏線斷觸單元號鄰區車輛報警壞燈亮嗎們個麼爺婦著裡裏臺"
    "垃廣貼搶殺遠頭還沒給這誰請謝鎖鑰匙費業務態質從響鬧鐵牆頂塊這樣點熱凍暖冷開關無",
    "妈晕倒来电梯气烧烟见伤楼门漏线断触单元号邻区车辆报警坏灯亮吗们个么爷妇着里里台"
    "垃广贴抢杀远头还没给这谁请谢锁钥匙费业务态质从响闹铁墙顶块这样点热冻暖冷开关无",
)

_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\ufe0f]")
# "着 火 了": single characters set apart; a blank between whole words is a breath and stays.
_SPACED = re.compile(r"(?<=(?<![一-鿿])[一-鿿])\s+(?=[一-鿿](?![一-鿿]))")
_BREATH = r"[^\s，。！？；、,.!?;:：]"


@dataclass(frozen=True, slots=True)
class Guess:
    """What a sentence is probably about.

    category: a key of CATEGORIES, or None when nothing was recognised.
    danger: gas, fire, wire, lift, violence or hurt when a life may be at stake, else None.
    night: should be offered "it must be tonight". private: belongs in no group and is not filed by itself.
    """

    category: str | None
    danger: str | None
    night: bool
    private: bool

    @property
    def recognised(self) -> bool:
        """Whether a category was found, which is what allows a draft to be filed by itself."""
        return self.category is not None


@dataclass(frozen=True, slots=True)
class _Rule:
    result: str
    words: re.Pattern[str]
    harmless: re.Pattern[str] | None

    def fits(self, text: str) -> bool:
        if self.harmless is not None:
            text = self.harmless.sub("，", text)
        return self.words.search(text) is not None


def _part(alternatives: str) -> str:
    # Longest first, so that a harmless phrase is struck out whole; Latin words only as whole words.
    words = sorted((word.replace("_", " ") for word in alternatives.split("/")), key=len, reverse=True)
    return "(?:" + "|".join(rf"\b{re.escape(w)}" + r"\b" * w[-1].isalnum() if w.isascii() else w for w in words) + ")"


# Compiled when they are first needed: it takes a tenth of a second, and a start does not need them.
@cache
def _pattern(words: str) -> re.Pattern[str]:
    """Compile words in the notation that guess_words.py explains."""
    joints = {"……": ".{0,15}?", "…": _BREATH + "{0,8}?", "+": ""}
    patterns = []
    for word in words.split():
        pieces = re.split(r"(……|…|\+)", word)
        patterns.append("".join(joints[piece] if i % 2 else _part(piece) for i, piece in enumerate(pieces)))
    return re.compile("|".join(patterns), re.DOTALL)


@cache
def _rules(table: str) -> tuple[_Rule, ...]:
    """Compile one table, in its order."""
    rules = []
    for block in table.strip().removeprefix("[").split("\n["):
        head, *lines = block.splitlines()
        words = " ".join(line for line in lines if not line.startswith("-"))
        harmless = " ".join(line.removeprefix("-") for line in lines if line.startswith("-"))
        rules.append(_Rule(head.rstrip("]"), _pattern(words), _pattern(harmless) if harmless else None))
    return tuple(rules)


def _plain(text: str) -> str:
    """The sentence as the tables expect it: half-width, lower case, simplified, without slips."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).lower().translate(_SIMPLER)
    text = _SPACED.sub("", text)
    for slip, meant in guess_words.SLIPS:
        text = text.replace(slip, meant)
    return text


def guess(text: str) -> Guess:
    """Guess category and danger from a resident's words; never raises, and None is a fine answer."""
    plain = _plain(text)
    danger = next((rule.result for rule in _rules(guess_words.DANGERS) if rule.fits(plain)), None)
    if danger is not None:
        found: str | None = _DANGER_CATEGORY[danger]
    else:
        found = next((rule.result for rule in _rules(guess_words.CATEGORIES) if rule.fits(plain)), None)
    known = CATEGORIES[found] if found is not None else None
    return Guess(
        category=found,
        danger=danger,
        night=(known is not None and known.night) or _pattern(guess_words.NIGHT).search(plain) is not None,
        private=(known is not None and known.private) or _pattern(guess_words.PRIVATE).search(plain) is not None,
    )
