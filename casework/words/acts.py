"""What somebody who works here probably means, where the rules are silent; never a decision: the bot asks by it.

The rules (answers.py, called.py, orders.py) act; the model of characters here (data/staff.tsv, taught from
tests/casework/sentences/staff_words.csv) only chooses which buttons are shown, most likely first. A second one
(data/work.tsv, from staff_group.csv) says whether a line among colleagues is of any matter at all.
"""

import re
from functools import lru_cache
from typing import Literal

from casework.words import called, ngrams
from casework.words.among_staff import act_in, is_talk
from casework.words.answers import answer_in, asks, bare, deed_in, only_thanks
from casework.words.away import without_anothers_leave
from casework.words.each import kinds_in
from casework.words.guess import plainly
from casework.words.later import later
from casework.words.orders import asks_about, order_in, says_of_it, waits
from casework.words.plain import plain

LIKELY = 0.25
"""How sure the model has to be before anything is asked because of it."""
HARDLY = 0.07
"""What is less likely is not even a guess."""
MOST = 3
"""Things that words may mean."""
_PARTS = later(r"[\s，,。.!！;；~～]+")
_NUMBERS = later(r"[0-9]+")


def signs(text: str) -> set[str]:
    """What the rules have found, for the model to weigh."""
    said = called.says(text)
    return ngrams.found(
        deed=deed_in(text),
        called=said.deed if said else None,
        order=order_in(text) is not None,
        says=says_of_it(text, names_day=False),
        about=asks_about(text),
        asks=asks(text),
        long=min(len(bare(text)) // 4, 4),
    )


def signs_of_work(text: str) -> set[str]:
    """The same of what is said among colleagues."""
    return signs(text) | ngrams.found(act=act_in(text), talk=is_talk(text), kind=bool(kinds_in(text)))


def as_learnt(text: str) -> str:
    """The words as the model reads them: one number is like another."""
    return _NUMBERS.sub("0", plainly(text))


Asked = Literal["agenda", "urgent", "mine", "board", "all", "duty", "slowest"]
"""What somebody asks of the work as a whole: what a meeting is to speak of, what presses, what is his, what there is,
who is on duty or is to be, and where most is late."""
_WHAT = r"(?:些|事儿?|活儿?|件|个|条|样|桩|单子?|啥|什么|几|多少)"
_ANOTHERS = (
    r"(?:今[天儿]|明[天儿]|[上下]午|晚上)?(?![我俺他她你您咱])[\u4e00-\u9fff]{1,3}(?:师傅|姐|哥|姨|叔|婶|主任|队长?|工)"
    r"(?:(?:这|明后|今明)[两几]?天|今[天儿]|明[天儿]|[上下]午|晚上)?的?(?:班(?!车)|岗|活儿?|事儿?)"
)
""" "王师傅下午的活儿": of which somebody else says that he does it."""
_OF_WORK: tuple[tuple[Asked, re.Pattern[str]], ...] = (
    (
        "agenda",
        later(
            r"(?:联席会|议程)(?:上|里)?(?:都|要|得|还|现在|一共)*(?:有|议|说|讨论|定|是)?(?:些)?(?:啥|什么|哪|几|多少|时候)"
            r"|(?:看看?|查看?|打开|发)(?:一?下|我)?(?:这次|下次)?(?:的)?(?:联席会)?(?:的)?(?:议程|联席会)(?:表|单)?(?:吧|呗)?$"
            r"|^(?:联席会)?(?:的)?议程(?:表|单)?(?:呢|吧)?[?？]?$"
        ),
    ),
    (
        "slowest",
        later(
            r"(?:哪|啥)(?:个|一个|家)?(?:社区|网格|小区|片|地方|街道)(?:.{0,6}(?:最|超时|压|欠|拖|慢)|(?:还|现在)?(?:剩|差)(?:的|得)?(?:最)?多)"
        ),
    ),
    (
        "duty",
        later(
            r"^(?!我|俺)[\u4e00-\u9fff]{2,4}?(?:去[\u4e00-\u9fff]{2,6}了|不在|请假|休息|出差|学习|住院).{0,8}(?:我|俺)(?:来|先|给)?(?:顶|替|盯|值)(?:着|班|一下)?(?:吧|了)?$"
            rf"|^{_ANOTHERS}(?:我|俺)(?:来|先|都|给)*(?:替|顶|盯|值)(?:着|一下|了|他|她|半天|一天)*(?:吧|哈)?$"
            rf"|^(?:我|俺)(?:来|先|给)*(?:替|顶){_ANOTHERS}(?:吧|了|哈)?$"
            r"|(?<![事件个])(?<!(?<!大)家)谁(?:在)?(?:盯|顶|守)着(?![火水])|(?<![事件个号])(?<!(?<!大)家)谁(?:在)?(?:看|管)着(?![火水])|谁值的?班|谁(?:能|来)?[顶替][\u4e00-\u9fff]{1,4}的?班|轮(?:着|到)我(?:了)?(?:没|吗|不)"
            r"|谁(?:值班|的班|盯班|在岗|当班|(?:来|能|给)?[替顶](?:班|岗|一下|[她他])?(?:啊|呢|[?？]|$))|(?:今|明|后)[天儿晚].{0,4}谁.{0,2}(?:班|岗)|值班(?:的)?是谁"
            r"|(?:换|调)(?:个|一?下)?班(?!车)|替(?:我|他|她)?(?:值|顶|盯|当)(?:个|一?下)?班"
        ),
    ),
    (
        "mine",
        later(
            rf"(?:我|俺|咱)(?:手里|手上|手头|名下|这儿?|这边|今天|现在|的)?(?:还|都|今天|现在)*(?:有|剩|欠(?:着)?|差|该)?(?:啥|什么|哪|几|多少){_WHAT}?(?:活|没|要|该|急|是|着急|$|[?？啊呢])"
            r"|(?:看|瞅|列|查|念叨)(?:看|一?下)?我的?活|我(?:先|该)(?:干|弄|办|去)(?:啥|哪)"
        ),
    ),
    (
        "urgent",
        later(
            rf"(?:哪|啥|什么|有没有|有没|有|几){_WHAT}*(?:是|的|比较)*(?:最|很|特别|着)?(?:急|要紧|紧急|着急|快到点|到点|超时|红)"
            rf"|(?:最|着)急的?(?:是|有)(?:哪|啥|什么|几)|先(?:办|干|弄|管|处理|整)(?:哪|啥|什么)|(?:超时|红|到点|快到点)的.{{0,3}}(?:几|多少|哪|吗|没)"
        ),
    ),
    (
        "all",
        later(
            rf"(?:今天|今儿|这周|本周|社区|网格|小区|现在|一共|总共|还|手里)+(?:里|儿)?(?:还|一共|总共|都)?(?:有|剩|差|来|报|欠|办|没办)(?:了|下)?(?:几|多少|啥|哪){_WHAT}?"
            r"|(?:有|剩)(?:几|多少|哪)(?:件|个|些)(?:事|活)?(?:还)?[没未](?:办|弄|处理|结|完)"
            r"|(?:没|还没)(?:人)?(?:接|办|弄|完|管)(?:完|好)?的?(?:还)?(?:有|剩)?(?:几|多少|哪|吗|没)|有没?(?:有)?(?:没|还没)(?:人)?(?:接|管|办)"
            r"|还(?:剩|差|有)(?:几|多少)|都有(?:啥|哪)(?:些)?(?:活|事|件)?"
        ),
    ),
    (
        "board",
        later(
            r"^(?:看看?|打开)?亮灯$"
            r"|看板(?!.{0,4}(?:坏|掉|歪|倒|旧|破|脏))|\b(?:open|show|see)(?: me)? (?:my|the) board\b"
        ),
    ),
)
_LONGEST = 20
"""Characters of such a question."""
_MATTERS = "(?:几|多少)(?:件|起|单|桩|宗)(?:事|活|单子)?儿?"
_HOW_MANY = f"(?:{_MATTERS}|(?:几|多少)(?:个|条|样)?(?:事|活|单子?)?儿?)"
_STILL = (
    "(?:(?:还)?(?:没|未)(?:有)?(?:人)?(?:办|接|管|弄|完|处理|结|领|认领)(?:完|好|结|掉)?"
    "|(?:已经)?(?:超时|超期|过点|逾期|亮红灯|红灯|红)|(?:快)?到点)"
)
_WHERE = (
    r"(?:今[天儿日]|这会儿?|现在|目前|到现在|截至目前|(?:咱们?|我们)(?:社区|网格|街道|小区|这边|这儿|群里?)?"
    r"|社区|网格|街道|小区|这边|群里|一共|总共|总计|合计|统共|都|还|到底|里|的)*"
)
_ENDS = r"(?:的)?(?:事|活)?儿?(?:了|啊|呀|呢|吧|来着)*[?？]*"
_COUNTS: tuple[tuple[Asked, re.Pattern[str]], ...] = (
    (
        "mine",
        later(
            rf"(?:我|俺)(?:手里|手上|手头|名下|这儿|这边|这里)(?:的)?(?:现在|今天|还|一共|总共|都|到底)*(?:有|剩|欠|压)?(?:着|了)?"
            rf"(?:{_HOW_MANY}|(?:哪些|哪几件|啥|什么)(?:事|活)?儿?){_STILL}?{_ENDS}|how many (?:do i have|are mine)\W*"
        ),
    ),
    (
        "all",
        later(
            rf"{_WHERE}(?:报|来|接|办|出|有|剩|欠)?(?:上来|出去|完|着|了)?{_MATTERS}(?:{_STILL})?{_ENDS}"
            rf"|{_WHERE}(?:有|剩|差)?{_HOW_MANY}{_STILL}{_ENDS}"
            rf"|{_WHERE}{_STILL}的?(?:事|活)?儿?(?:还|都|一共|总共|现在)*(?:有|剩|是)?(?:{_HOW_MANY}|哪些|哪几[件个]|啥){_ENDS}"
            rf"|{_WHERE}(?:哪些|哪几[件个]|啥事|哪个|有没有)(?:事|活)?儿?(?:都|还|已经)*{_STILL}{_ENDS}"
            r"|how many (?:are |matters |are still )*(?:open|left|late|overdue|today|so far)(?: now| today)?\W*"
        ),
    ),
)
"""The whole of what is said: among colleagues "今天来了几个人" counts something else."""


def asks_count(text: str) -> Asked | None:
    """ "今天一共几件了", "还有几个没办的", "我手上几个", "哪些超时了": how many matters there are, and nothing else is
    said."""
    words = plainly(text).strip(" ，,。.!！").lower().replace(" ", "" if not text.isascii() else " ")
    if not words or len(words) > _LONGEST * 2:
        return None
    return next((asked for asked, pattern in _COUNTS if pattern.fullmatch(words)), None)


def asks_of_work(text: str) -> Asked | None:
    """ "哪些事最急", "今天还剩几个", "我手里几件", "今晚谁值班"; None for anything else."""
    words = plain(text).strip(" ，,。.!！")
    if not words or len(words) > _LONGEST:
        return None
    return next((asked for asked, pattern in _OF_WORK if pattern.search(words)), None) or asks_count(text)


_SWAPS = later("换(?:个|一下|下)?班|[替顶]我")


def swaps(text: str) -> bool:
    """ "周三我和刘哥换个班": of a question about duty, whether it is for a swap and not who stands in for somebody."""
    return _SWAPS.search(text) is not None


_RULES: tuple[tuple[ngrams.Act, re.Pattern[str]], ...] = (
    (
        "away",
        later(
            r"别给我(?:派|排|安排)"
            r"|(?:^|[天儿晚早午周礼拜一二三四五六日，, ])(?:我|俺)?(?:串休|轮休|倒休|调休|歇一?[天半]|请(?:个|了)?假)"
            r"|(?:我|俺).{0,6}(?:在外地|住院|培训|去(?:趟)?医院|看病|不舒服|发烧)|先(?:撤|回家|走一步)了$"
        ),
    ),
    (
        "asks",
        later(
            r"问(?:问|一下|一声|清楚|清|下)?(?:[她他]|居民|住户|业主|大[妈爷娘])|问(?:一下|一声|清楚)(?:点儿?)?$|让(?:[她他]|居民|住户|业主)(?:家)?.{0,8}(?:拍|发|说说|量|数数|看看)"
        ),
    ),
    (
        "question",
        later(
            r"(?:归|派给|交给)谁|谁(?:去|来|接|弄|看|修|管)过|有(?:没有|没)?(?:个)?信儿?(?:了)?(?:没|吗)|后来咋|还差哪"
        ),
    ),
    (
        "late",
        later(
            r"(?:预计|估计|大概|大约|最快|最晚|得|还得|再有|[0-9一二两三四五六七八九十半]个?(?:小时|钟头)|分钟)[^，,。]{0,8}(?:修|弄|整|换|通|办|搞)(?:好|完|利索|妥)(?!了)"
        ),
    ),
    ("cannot", later(r"(?:找|拧|撬|够|敲)不(?:着|动|开|上|到)|没辙|搞不定|不知道.{0,6}在哪")),
    (
        "here",
        later(
            r"(?<!快)(?<!要)(?:到|站|蹲)(?:了|在)?[\u4e00-\u9fff]{0,3}(?:楼底下|楼下|门口|跟前|边上|井边)(?:了|呢)$|进(?:楼|屋|院)了"
        ),
    ),
    (
        "coming",
        later(
            r"(?:往|奔|朝)(?:那|这)?[\u4e00-\u9fff\d]{0,5}(?:边|头|儿|楼|家|院)?(?:走|赶|骑|开)(?:了|呢|着)|(?:骑|开)[\u4e00-\u9fff]{0,3}车呢"
        ),
    ),
    (
        "order",
        later(
            r"^(?:得|要|该|那|先)?(?:让|叫|请|喊|派(?!出所)|安排)(?![她他我俺你您]|居民|住户|业主|街道|社区|书记|上面|领导)[\u4e00-\u9fff]{1,6}?(?:来|去|跟|过来|过去|出面|先|带)|这(?:个|事儿?)?得[\u4e00-\u9fff]{2,4}?(?:出面|来管)"
        ),
    ),
    ("talk", later(r"哪(?:儿)?买的|(?:天儿?|今天|外头|早上)(?:真|太|可|冻|冷得|热得)|哈哈|拉倒吧$")),
)
"""What some words plainly are, where the model of characters may read otherwise."""


def _plainly_is(text: str) -> ngrams.Act | None:
    words = plain(text).strip(" ，,。.!！~～")
    found = next((act for act, pattern in _RULES if pattern.search(words)), None)
    return "later_day" if found in (None, "cannot") and waits(words) and _UNTIL.search(words) else found


_UNTIL = later("[等订得要]|明|后天|[周期拜]|月|下回|才")


RULED, UNSURE = 0.5, 0.65
"""How sure a rule is: enough to be asked about first, and not to be taken unasked; and how sure the model has to be for
no rule to be asked."""


@lru_cache(8)
def acts(text: str) -> dict[ngrams.Act, float]:
    """How likely each act is, 0 to 1, the likeliest first; never raises. What a rule finds comes first."""
    text = without_anothers_leave(text) or text
    odds = ngrams.of_staff().answers(as_learnt(text), signs(text))
    pairs = sorted(zip(ngrams.OF_STAFF, odds, strict=True), key=lambda pair: -pair[1])
    plainly_is = _plainly_is(text)
    if plainly_is in (None, pairs[0][0]) or pairs[0][1] >= UNSURE:
        return dict(pairs)
    return {
        plainly_is: max(RULED, dict(pairs)[plainly_is]),
        **{act: value for act, value in pairs if act != plainly_is},
    }


WORK, NO_WORK = 0.75, 0.1
"""How sure the model has to be that words among colleagues are of a matter, where nothing in them names one; below the
other they are of something else, also where a rule knows the verb."""


@lru_cache(8)
def work_odds(text: str) -> float:
    """How likely words among colleagues are of what the speaker does, did or cannot do about a matter, 0 to 1."""
    return ngrams.of_work().answers(as_learnt(text), signs_of_work(text))[0]


def of_work(text: str) -> bool:
    """ "掏出来一大团抹布 通了": whether whoever says so among colleagues probably speaks of what he does, did or cannot
    do about a matter; not of which."""
    return work_odds(text) >= WORK


def of_else(text: str) -> bool:
    """ "横幅挂上了", "我台账弄完了": done, and of no matter."""
    return work_odds(text) < NO_WORK


def likely(text: str) -> list[ngrams.Act]:
    """What the words may well mean, the likeliest first; nothing where even that is a guess."""
    found = perhaps(text)
    return found if found and acts(text)[found[0]] >= LIKELY else []


def perhaps(text: str) -> list[ngrams.Act]:
    """The same, be it a guess."""
    return [act for act, odds in acts(text).items() if odds >= HARDLY][:MOST] if text.strip() else []


def received(text: str) -> bool:
    """ "收到", "好的，谢谢", "👌": nothing else is said."""
    parts = [one for one in _PARTS.split(text) if one.strip()]
    return bool(parts) and all(deed_in(one) == "seen" or answer_in(one) == "yes" or only_thanks(one) for one in parts)
