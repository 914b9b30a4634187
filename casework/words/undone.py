"""Whether somebody takes back what he said or pressed: it was a mistake, or it is not done."""

import re

from casework.words.called import finished
from casework.words.later import later
from casework.words.plain import breaths, plain

_WORK = "弄|修|办|整|干|换|处理|疏通|清|撤|搞|收拾|拆|拉|通|完事|解决"
_MISTAKE = later("[点按摁写发弄说报搞结][错岔差早]了|手滑|手欠|误(?:点|按|触)|不是误报")
_NOT_DONE = later(
    f"(?:还|其实|都|根本|也|压根|实际上?)*(?:没|不算|未)(?:有)?(?:{_WORK})(?:好|完|利索|上|成|通|利落|走|净|干净|掉)*(?:呢|啊|呀|哪|嘛)?$"
    f"|(?:还|都|根本|压根|其实)没(?:有)?(?:{_WORK}|好|完|走|开始|去)(?!.{{0,6}}的)|没(?:有)?(?:{_WORK})(?:好|完|通|走)(?!的)|没(?:好|完)(?:呢|啊|呀)?$"
    "|(?:先|还|得)(?:别|不|甭)(?:忙|急着?)?(?:报|办结|结|点|按|算|验收)|又(?:给)?(?:堵|漏|渗|坏|灭|停|不亮|不热|不通|返水?|犯|冒水?|跳闸|闹|吵|摆|占)(?:起来|上|了|住|开)"
    f"|(?:{_WORK})不(?:完|利索)(?:了|啊)*$|还得(?:再)?(?:调|试|修|换|补|焊|查|测|等(?!着?吃)|弄(?!清))"
    "|^还(?:是|在)?(?:漏|渗|堵|冒|返|不亮|不热|不通)(?:着|水)?(?:呢|哪)$"
)
_AGAIN = later("又(?:给)?(?:堵|漏|渗|坏|灭|停|不亮|不热|不通|返|犯|冒|跳闸|断|掉|闹|吵|摆|占)")
_BEFORE = later("上[次回]|之前|昨[天儿]|前天|原来|以前|原先|当时")
"""What was not done then."""


_BACK_AGAIN = later(
    "又(?:都|全|给|开始|偷着?|自己)*(?:回来|来(?!电|水|气|人修|活)|摆|支|堆|停(?=[^，,。\\s]{0,4}(?:通道|门口|路|道|那))|占|放音|放上|架|搭|出摊|出来|冒|返|堵|塞|满|贴|倒|跑|漏|渗|灭|坏|断|掉|翘|塌|复原|复发"
    "|不(?:行|亮|热|通|好使|走|转)|[这那]样|犯)|死灰复燃|卷土重来|反弹|白(?:干|劝|弄|修|清|撵|通|换|忙活)了?(?:$|[，,。\\s])"
    "|前脚(?:走|撵|清|修|通|弄).{0,6}后脚|(?:刚|才)(?:走|撵|劝|清|通|修|弄|换|收)[^，,。\\s]{0,4}[，,\\s]*(?:就|又)"
)
_AWAY_FIRST = later(
    "(?:刚|才|前脚|昨[天儿]|上午|早上|没两天|没几天)[^，,。\\s]{0,4}(?:走|撵|赶|劝|清|收|通|修|弄|换|拉|扫|贴)"
)


def relapses(text: str) -> bool:
    """ "夜市摊子又回来了 刚走又摆上", "下水又不行了": what was done is so again; of what, the words say or do not."""
    words = plain(text).strip()
    if len(words) > _LONGEST or _ASKS.search(words):
        return False
    return _BACK_AGAIN.search(words) is not None


_STOPS = later(
    "(?:先|可|都)*(?:别|不要|甭|不能)(?:忙着?|急着?|给)?(?:办结|结案|结了|结|报完|算完|验收|关)(?:案|单|了|呢|啊)*(?:$|[，,。])"
)


def stops_result(text: str) -> bool:
    """ "没弄好，先别结": nothing is to be over by what was said to be done."""
    return _STOPS.search(plain(text)) is not None


def not_done(text: str) -> bool:
    """Whether the words say of what was done that it never was, is so again, or is not to be over."""
    return takes_back(text) or relapses(text) or stops_result(text)


def was_done_before(text: str) -> bool:
    """ "刚撵走 又回来了": of whatever was just done, though nothing is named."""
    return relapses(text) and _AWAY_FIRST.search(plain(text)) is not None


_ASKS = later("[?？]|[吗么]$|(?:是不是|有没有)|(?P<deed>[办弄修清通换整])没(?P=deed)")
_LONGEST = 60
"""Characters; longer words are a report, or about something else."""


def takes_back(text: str) -> bool:
    """ "按错了", "等等，还没修呢", "没弄好，先不报"; not so what was not done once, and is now, and no question."""
    return _said(text, _MISTAKE, _NOT_DONE)


def comes_back(text: str) -> bool:
    """ "先别报完 又返了": it was done, and is so again; nobody pressed by mistake."""
    return takes_back(text) and not by_mistake(text) and _AGAIN.search(plain(text)) is not None


def by_mistake(text: str) -> bool:
    """ "刚才点错了": words that are about nothing but what was pressed, or said, before."""
    return _said(text, _MISTAKE)


def _said(text: str, *patterns: re.Pattern[str]) -> bool:
    words = plain(text).strip()
    if len(words) > _LONGEST or _ASKS.search(words):
        return False
    parts = breaths(words)
    said = [index for index, one in enumerate(parts) if any(_says(pattern, one) for pattern in patterns)]
    return bool(said) and not any(finished(one) for one in parts[said[-1] + 1 :])


def _says(pattern: re.Pattern[str], breath: str) -> bool:
    return pattern.search(breath) is not None and not _BEFORE.search(breath)


_BACK_SOON = later(
    r"^(?:我|俺|咱)?(?:(?:今|明|后)[天儿早晚]?|现在|下午|上午|晚上|这会儿|已经|又|也|就|还是)*(?:我|俺|咱)?(?:又|也|就|还)?(?:能|可以)(?:来|去|干(?:活儿?)?|上班|上岗|到岗|回(?:来|去)?|接活儿?)(?:了|啦|呢)?$"
)


def perhaps_back(text: str) -> bool:
    """ "我明天又能来了": whoever is away may be there again, now or soon."""
    return any(map(_BACK_SOON.search, breaths(plain(text))))
