"""Whether somebody takes back what he said or pressed a moment ago: it was a mistake, or nothing is done yet."""

from casework.words.called import finished
from casework.words.later import later
from casework.words.plain import plain

_TAKES_BACK = later(
    "[点按摁写发弄说报搞][错岔差早]了|手滑|不是误报|(?:还|其实)?(?:没|不算|未)(?:弄|修|办|整|干|换|处理|疏通|清|通|完事|解决)"
    "(?:好|完|利索|上|成|通|利落)*(?:呢|啊|呀|哪)?$|还没(?:弄|修|办|整|干|换|好|完|通|清|处理|开始|去)(?!.{0,6}的)"
    "|(?:先|还)(?:别|不|甭)(?:忙)?(?:报|办结|结|点|按|算)"
)
_BEFORE = later("上[次回]|之前|昨[天儿]|前天|原来|以前|原先|当时")
"""What was not done then."""
_BREATHS = later(r"[\s，,。.!！;；、~～]+")


def takes_back(text: str) -> bool:
    """ "按错了", "等等，还没修呢", "没弄好，先不报"; not so what was not done once, and is now."""
    parts = [one for one in _BREATHS.split(plain(text).strip()) if one]
    said = [index for index, one in enumerate(parts) if _TAKES_BACK.search(one) and not _BEFORE.search(one)]
    return bool(said) and not any(finished(one) for one in parts[said[-1] + 1 :])
