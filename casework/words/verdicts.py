"""What a resident says of a result in plain words: good, good enough, or not solved. Anything else is none of
these, and nothing is closed by it."""

import re

from casework.words.answers import Verdict
from casework.words.plain import plain

LONGEST = 60
"""Characters of such a sentence."""

_BAD = re.compile(
    "没(?:给)?(?:弄|修|办|整|处理|解决|搞|疏通|换|通)(?:好|完|通|明白|利索|彻底)|没解决|没好(?:使|用|利索)?(?:$|[，,。！!\\s呢啊])"
    "|不满意|还是(?:老样子|那样|原样|一样|不行|不好使|没)|老样子"
    "|又(?:堵|漏|坏|返|停|不亮|不热|不好使|冒|犯|掉)|白(?:修|弄|通|整)|个屁|糊弄|骗人|没人来过|压根没来|根本没(?:来|修|弄)|弄了?一半"
    "|没来(?:呢|电|水|气|暖)?(?:$|[，,。！!\\s呢啊])|还(?:黑|凉|冷|停|断|臭|冒|返|漏|堵)着|还没(?:来|亮|通|热)"
    "|not (?:solved|fixed|done)|still (?:broken|blocked|leaking)|broken again"
)
_GOOD = re.compile(
    "满意|(?:挺|很|都|真|太|可|老)好(?:的|了|啦)?(?:$|[，,。！!\\s呢啊呀])|^好(?:了|啦|使了?|嘞)|(?:都|已经|全)?(?:弄|修|办|整|处理|解决|搞)好了"
    "|(?:不|没)(?:堵|漏|返|滴)了|(?:来水|来电|来气|来暖|亮|通|热)了|解决了|没(?:有)?问题(?:了|啦)|可以了|好用了|利索多了|真棒"
    "|works? (?:again|now)|(?:it is|it's|all) (?:fine|good|fixed|solved)|satisfied|perfect"
)
_FAIR = re.compile(
    "好是好了|好倒是好了|就是|就差|不过|但是|但|可就|除了|还行|凑合|将就|一般|马马虎虎|勉强|差不多"
    "|so.?so|good enough|but\\b"
)
_ASKS = re.compile("[?？]|[吗么]$|没有?$|啥时候|什么时候|几点|多会|when\\b")


_FOR_SOMEBODY = re.compile("[替帮代]我.{0,3}(?:谢|夸|表扬)|表扬|转告")
"""Praise that is to be passed on is more than a rating: it goes to whoever is praised."""


def verdict_said(text: str) -> Verdict | None:
    """What is said of a result; None for everything that may be something else."""
    words = plain(text).strip()
    if not words or len(words) > LONGEST or _ASKS.search(words) or _FOR_SOMEBODY.search(words):
        return None
    if _BAD.search(words):
        return "bad"
    if _FAIR.search(words):
        return "fair" if _GOOD.search(words) or _MILD.search(words) else None
    return "good" if _GOOD.search(words) else None


_MILD = re.compile("好是好了|还行|凑合|将就|一般|马马虎虎|勉强|差不多|so.?so|good enough")
"""Says all by itself that it is good enough."""
