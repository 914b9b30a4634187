"""What somebody asks of the bot itself, or wants changed in what was written: no matter of the neighbourhood."""

import re
from typing import Literal

from casework.words.guess import named
from casework.words.later import later
from casework.words.masking import mask
from casework.words.plain import plain
from casework.words.script import script_of

HowTo = Literal["address", "rate", "privacy", "see", "phone"]
"""How to change where one lives or where it is; how to rate; who reads who reported; where one's matters are; a phone
number."""
What = Literal["name", "phone", "door"]
"""What is to stand in a report no more."""
LONGEST, LONGEST_SPELT = 40, 70
"""Characters of such words, and of such in letters; more of them tell something beside."""

_HOW = "(?:咋|怎么|怎样|如何|哪[儿里]|能不能|可不可以|能|可以)"
_ADDRESS = "(?:地址|住址|住处|门牌号?|楼号|房号|单元号)"
_ASKED: tuple[tuple[HowTo, re.Pattern[str]], ...] = (
    (
        "address",
        later(
            rf"{_HOW}.{{0,4}}(?:改|换|更正|修改|更改|变更).{{0,4}}{_ADDRESS}|{_ADDRESS}(?!.{{0,3}}(?:掉|坏|丢|没了)).{{0,8}}{_HOW}.{{0,4}}(?:改|换|整|弄|办|更正)"
            rf"|{_ADDRESS}(?:给|都)?(?:我)?(?:写|填|打|说|弄|搞|选|报)错了?(?:$|[\s,，。!！?？咋怎])|^(?:我|俺)?(?:要|想)(?:改|换)(?:一?下)?{_ADDRESS}$"
            r"|\b(?:edit|change|correct|update|fix)\b.{0,12}\b(?:address|home|building|location)\b"
            r"|주소.{0,6}(?:바꾸|변경|수정|고치)"
        ),
    ),
    (
        "rate",
        later(
            rf"{_HOW}(?:给)?(?:个)?(?:评价|打分|评分|好评|差评)|(?:评价|打分|评分).{{0,4}}(?:咋|怎么|在哪)"
            r"|\bhow (?:do|can) i rate\b"
        ),
    ),
    (
        "privacy",
        later(
            r"(?:邻居|别人|人家|他们?|她|大伙|大家|群里).{0,4}(?:能|会|可以)(?:不能|不会)?.{0,2}(?:看|知道|瞅|查|晓得)(?:着|到|见)?.{0,4}(?:谁|我|俺).{0,4}(?:报|说|投诉|反映)"
            r".{0,3}(?:不|吗|么|没)?[?？]?$"
            r"|\b(?:neighbou?rs?|others?|anyone|people) (?:can )?(?:see|know) (?:who|that i|it was me)"
        ),
    ),
    (
        "see",
        later(
            rf"{_HOW}(?:看|查)(?:看|一下|着|到)?(?:我|俺)(?:之前|以前|上次)?(?:报|说)的|(?:我|俺).{{0,6}}报的.{{0,10}}(?:咋|怎么|在?哪[儿里]?)(?:能)?(?:看|查)"
            r"|\b(?:where|how) (?:do|can) i (?:see|find|check) my reports?\b"
        ),
    ),
    (
        "phone",
        later(
            r"(?:开锁|煤气|燃气|自来水|供水|供热|供电|派出所|社区|物业|街道|居委会|维修|水务|热力)(?:的|公司|那边|站)*(?:的)?(?:电话|号码)(?:是)?(?:多少|几号|有没有|有吗|是啥|给我)?(?:啊|呀|呢|吗)?[?？]?$"
            r"|坏了找谁(?:修|啊|呀)?[?？]?$"
            r"|\b(?:what(?:['’]s| is)|give me) the (?:phone )?number (?:for|of)\b"
            r"|^who (?:takes care of|is responsible for|looks after) building\b"
        ),
    ),
)
_NOUNS: tuple[tuple[What, str], ...] = (
    ("name", "(?:名字|姓名|大名|名儿|名(?!片|额|单|[一-鿿])|(?:full )?name|이름)"),
    ("phone", "(?:电话(?:号码?)?|手机(?:号码?)?|号码|联系方式|phone(?: number)?|(?:전화\\s?)?번호)"),
    (
        "door",
        "(?:门牌号?|房号|房间号|门号|住址|地址|几单元几号|(?:room|flat|door|apartment|unit)(?: number)?|호수|주소)",
    ),
)
_GONE = r"(?:去|删|抹|划|擦|撤|拿|隐)(?:了|掉|除|去|下去|下来)"
_NOT_SHOWN = "(?:别|甭|不要|不用|先别|不想|能不能不|能别)(?:再|给|把|往外|让)?(?:写|露|显示|留|公布|登|挂|贴)"
_OUT = {
    what: later(
        rf"(?:把|将)?(?:我|俺|咱|我们|俺们)?(?:家|自己)?的?{noun}(?:给|都|也)?(?:我|俺)?{_GONE}|(?<![一-鿿]){_GONE}(?:我|俺|一下)?(?:家)?的?{noun}"
        rf"|(?:能不能|可以|能|咋|怎么|麻烦|请|帮我)?{_GONE}(?:一下)?(?:我|俺|咱)们?(?:家)?的?{noun}"
        rf"|(?:别|甭|不要)(?:把|将)(?:我|俺|咱)们?(?:家)?的?{noun}(?:给|告诉|露|说|写|放|发)"
        rf"|{_NOT_SHOWN}(?:出来|上)?(?:我|俺|咱)?们?(?:家)?的?{noun}|(?:我|俺|咱)们?(?:家)?的?{noun}.{{0,3}}{_NOT_SHOWN}"
        rf"|\b(?:remove|delete|erase|hide|take out|leave out|(?:don['’]?t|do not) (?:show|write|put))"
        rf" (?:out )?(?:my|the) {noun}"
        rf"|{noun}(?:을|를|은|는|도)?\s?(?:좀\s?)?(?:지워|빼|삭제|가려)"
    )
    for what, noun in _NOUNS
}
_OF_WALLS = later("广告|墙|贴的|门上|微信群|通知|告示|牌子")
"""Numbers that stand somewhere outside."""


_WHOM = later("坏了找谁")


def _too_long(words: str) -> bool:
    return len(words) > (LONGEST_SPELT if script_of(words) is not None else LONGEST)


def asks_how(text: str) -> HowTo | None:
    """ "地址写错了咋改", "煤气公司电话": what is asked of the bot; None for everything that may be a matter."""
    words = plain(text).strip()
    if _too_long(words):
        return None
    if _WHOM.search(words) and named(words):
        return None  # "下水道堵了找谁" is a report
    return next((kind for kind, asked in _ASKED if asked.search(words)), None)


def to_take_out(text: str) -> What | None:
    """ "把我电话删了", "别写我名字": what of one's own is to stand in a report no more."""
    words = plain(text).strip()
    if _too_long(words) or _OF_WALLS.search(words):
        return None
    return next((what for what, said in _OUT.items() if said.search(words)), None)


_SIGNS: dict[What, frozenset[str]] = {
    "name": frozenset({"〔姓名〕"}),
    "phone": frozenset({"〔电话〕", "〔号码〕"}),
    "door": frozenset({"〔门牌〕", "〔怎么进门〕"}),
}
_SIGN = later("〔[^〔〕]+〕")
_SIGNS_TOGETHER = later("(?:〔[^〔〕]+〕)+")


def without(text: str, what: What) -> str:
    """The words without it: "…" stands there. Two things that touch go together."""
    masked = mask(text)
    literals, runs = _SIGNS_TOGETHER.split(masked), _SIGNS_TOGETHER.findall(masked)
    kept, at = [literals[0]], len(literals[0])
    for index, (run, literal) in enumerate(zip(runs, literals[1:], strict=True)):
        last = index == len(runs) - 1
        end = len(text) - len(literal) if last else text.find(literal, at + 1)
        if end <= at:
            return masked  # what it was read from cannot be told apart
        gone = not _SIGNS[what].isdisjoint(_SIGN.findall(run))
        kept += ["…" if gone else text[at:end], literal]
        at = end + len(literal)
    return "".join(kept)
