"""What people type instead of pressing: yes in its many forms, no, "never mind", "the second one"; and the words that
ask when somebody comes."""

import re
import unicodedata
from typing import Literal

from casework.words.plain import number_of, plain

Answer = Literal["yes", "no", "drop"]
"""`drop`: not at all, never mind; a plain no where that is not offered."""

_YES = frozenset(
    "对 对的 对啊 对呀 对对 对喽 是 是的 是啊 是呀 是滴 是这样 嗯 嗯呢 嗯哪 嗯那 恩 恩恩 恩呢 中 中啊 中中 行 行啊 行行 行吧 好 好的 好啊 好嘞 "
    "好吧 好滴 成 成啊 妥 妥了 可以 可以的 可 要 要的 要啊 同意 没错 没问题 就是 就是这个 就是它 就这个 得 得嘞 必须的 有 有的 愿意 "
    "ok okay okey yes yeah yep y sure right correct 👍 👌 🆗 ✅ 🙆 对了 是了 是它 是这个 是这件 就是这件 就这件 去吧 办吧 报 报吧 报上去 报上去吧".split()
)
_NO = frozenset(
    "不 不是 不是的 不是啊 不对 不对的 没 没有 没有的 没有啊 没呢 不行 不中 不可以 不成 不同意 不好 错了 不是这个 不是这件 不是它 没好 还没 "
    "还没呢 no nope not n 👎 🙅 ❌".split()
)
_DROP = frozenset(
    "算了 算了吧 算啦 不用 不用了 不用啦 不要 不要了 别了 别 不了 拉倒 拉倒吧 不必 不必了 不报 不报了 别报了 取消 nevermind forgetit".split()
)
_UNSPOKEN = re.compile(r"[\s\W_]+")
_TONE = re.compile("[\U0001f3fb-\U0001f3ff\ufe0f\u200d]")
_WHICH = re.compile(r"(?:就|选|要|是)?第?([0-9一二两三四五六七八九]{1,2})(?:个|件|条|项)?(?:吧|的)?")
_LAST = {"最后一个": -1, "最后那个": -1, "头一个": 1, "前一个": 1, "上面那个": 1, "上面的": 1}


def bare(text: str) -> str:
    """The words without signs and blanks; emoji stay, without their tone."""
    words = _TONE.sub("", unicodedata.normalize("NFKC", plain(text)))
    spoken = _UNSPOKEN.sub("", words)
    return spoken or "".join(words.split())


def answer_in(text: str) -> Answer | None:
    """A plain yes, no or "never mind", and nothing else."""
    words = bare(text)
    for said, answer in ((_YES, "yes"), (_NO, "no"), (_DROP, "drop")):
        if words in said or _once(words) in said:
            return answer  # type: ignore[return-value]
    return None


def _once(words: str) -> str:
    """ "嗯嗯嗯", "对对对", "👍👍": said once."""
    for length in (1, 2):
        part = words[:length]
        if part and len(words) > length and words == part * (len(words) // length):
            return part
    return words


def which_in(text: str) -> int | None:
    """ "2", "第二个", "选3": the number of a choice, from 1; -1 for the last."""
    words = bare(text)
    if words in _LAST:
        return _LAST[words]
    found = _WHICH.fullmatch(words)
    number = number_of(found[1]) if found else None
    return number or None


_WHEN = re.compile(
    r"(?:啥|什么|甚|多|何)时?候?(?:才|能|会|来|到|修|弄|办|整|解决|给|过来|上门|有人|有信|好|完|派)"
    r"|几点(?:钟)?(?:才|能|会|来|到|过来|上门|修)"
    r"|多(?:久|长时间|会儿|咱|暂|前)(?:才|能|会|来|到|修|弄|办|好)?"
    r"|(?:咋|怎么|怎|为啥|为什么|咋个)(?:还|都|就)?(?:没|不|木)(?:有)?(?:人|来|信|动静|消息|到|修|弄|办|见|派)"
    r"|(?:还|都|咋)(?:没|不|木)(?:有)?(?:人|来|信|动静|消息|见人|见着人)"
    r"|(?:人|师傅|物业|你们|你们人)(?:呢|到哪了|到哪儿了|在哪|在哪呢|来不来|还来不来|来没来|啥时候|什么时候)"
    r"|到哪(?:儿|里)?(?:了|啦)|来不来(?:了|啊|呀)?$|还来(?:吗|么|不)|有人管(?:吗|么|没|不)|有没有人(?:管|来)|管不管"
    r"|(?:修|弄|办|整|处理)得?(?:好)?(?:了)?(?:没|没有|吗|么|咋样|怎么样|到哪)(?:了|啦|啊|呀)?$"
    r"|(?:咋样|怎么样|咋整|咋说)(?:了|啦)$|等(?:了)?(?:半天|一天|好久|老半天|一上午|一下午)"
    r"|when (?:will|is|are|does)|how long|nobody (?:has )?c(?:a|o)me|any news|still waiting",
)
"""The practice's ways to ask when it is mended, or why nobody is there yet."""
_NOT_A_WHEN = re.compile(r"上班|下班|开门|关门|开会|报名|供暖|放假|垃圾车|收费|交钱|发|营业|物业费|多长时间没|好久没人|多久没人")


def asks_when(text: str) -> bool:
    """Whether somebody asks when it is mended, or why nobody came: about what is reported already, if anything is."""
    words = plain(text).strip()
    return len(words) <= 30 and _WHEN.search(words) is not None and _NOT_A_WHEN.search(words) is None
