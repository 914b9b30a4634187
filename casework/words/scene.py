"""Words of somebody who was called to a danger: whether he is on his way, and in how many minutes he means to be
there."""

import re

from casework.frozen import frozen
from casework.words.called import NOT_THERE
from casework.words.later import later
from casework.words.over import says_over
from casework.words.plain import breaths, number_of, plain

_COMING = later(
    r"路上|回马枪|(?:马上|这就|正|往|赶紧)(?:上|下)(?:去|楼|来)|(?:再|这就)(?:跑|去|来|回去)一?趟|(?:马上|这就|就|快|也|立马|立刻|这边|先|正|现在)(?:来|到|去|往)(?!不)|(?:出发|动身|出门|下楼|赶来|赶过来)(?:了|呢)?"
    r"|(?:^|[我俺](?:[^，,。]{0,8}\s)?)(?:们|俩|也|正|在|现在|这会儿|马上|已经)*"
    r"(?:(?:往|朝)(?:上|里|回|楼上|那边|[0-9]+号?楼)(?:边|头)?(?:跑|赶|冲|爬|奔|走)|(?:爬楼|上楼|跑|赶|骑车|开车)着?呢(?=$|\s))"
    r"|(?:往|朝|奔)(?:那|这|你|您|现场|楼).{0,4}(?:赶|走|去|跑|来)|过去|赶过去|赶去|[0-9一二两三四五六七八九十半几]+来?分钟(?:就|能|内|之内)?(?:到|过去|来)"
    r"|^(?:好的?|行|嗯|收到)?[，,。 ]*(?:我|俺|我们|我俩)(?:俩)?(?:去|来|这就去|去看看)(?:吧|了|啊|看看|一趟)?$"
    r"|\bon (?:my|our|the) way|\bomw\b|\bi'?m (?:coming|going)\b|\bi'?ll (?:go|come)\b"
)
_NOT_COMING = later(
    r"[去来过到][不没]了?|没[法空时]|不(?:去|来|在|能|用|过去)|别|谁|[你您](?!那|们?那)|让|叫|派|请|[他她](?!家|们家)|[吗么?？]"
    r"|已经?到|(?<!快)到了|当时|刚才|路上(?:看|见|遇|碰|有|都|全|太|没)|^(?:老郑|居民|人(?!在路上)|大家|大伙|他们|她们|全家|一家|住户|业主|老人|孩子|警察|消防|救护车|燃气)"
    r"|(?:警察|消防|救护车|120|119|110|燃气|供电|公司|医生|大夫|老人|孩子|住户|居民).{0,8}(?:路上|过去|马上|快到|出发|分钟)"
    r"|\bnot\b|n't"
)
_LATER = later(
    r"明[天儿早晚]|后天|大后天|(?:周|星期|礼拜)[一二三四五六日天]|[上下]午|中午|傍晚|今?晚上|今晚|[0-9]+号(?!楼|家|门)"
    r"|(?:[0-9]{1,2}|[二两三四五六七八九十]|十[一二])点|\b(?:tomorrow|this afternoon|tonight)\b"
)
"""A time of the day, or another day: a plan, and nobody's way to a danger."""
_AT_ONCE = later("马上|这就|立马|立刻|现在|路上")
_CANNOT = later(r"(?:去|来|过|赶|到)不(?:了|去|来)|(?:不|没法|没空|不能|别)(?:去|来|过去|赶)|\bnot\b|n't")
_SOMEBODY_ELSE = later(
    r"^(?!我|俺|正|已|现在|马上|刚|好|收到|行|嗯|人|在|快|出|往|下|这|大概|再|还|先|[0-9一二两三四五六七八九十])"
    r"[\u4e00-\u9fff]{2,4}?(?:已经|正|也|都|马上|这就|快)?(?:在?路上|过去|出发|要?到)"
)
_MINUTES = later(r"([0-9]{1,3}|[一二两三四五六七八九十]{1,3})(?:来|多)?(?:分钟|分(?!之)|min)")
MOST = 60
"""Minutes; who needs longer is not about to be there."""


_HELPERS = "维保|消防|救护车|120|119|110|急救|警察|民警|派出所|燃气|煤气公司|供电|电力|开锁|抢修|电梯公司"
_OF_HELPERS = later(
    rf"(?:{_HELPERS})(?:公司|局|队|车|的人|的|师傅|那边|电话|都|也|已经?|刚|正)*(?:打|叫|喊|通知|联系|报|到|来|堵|出发|在?路上|还得|说|快到|过来|赶)"
    rf"|(?:打|叫|喊|通知|联系)(?:了|过|完|上)*(?:{_HELPERS})"
)
_CALLED_HELP = later(rf"(?:{_HELPERS})(?:公司|局|的|那边)*(?:电话)?(?:打|叫|喊|通知|联系|报)(?:了|过|完|上)")
_MYSELF = later("我|俺|咱")
_ASKED = later("[?？]|[吗没呢不]$|谁|多久|几|咋|怎么")


def of_helpers(text: str) -> bool:
    """ "维保电话打了 十五分钟到", "消防到了": of those who help from outside, and not whoever says it."""
    words = plain(text).strip()
    return len(words) <= LONGEST and _OF_HELPERS.search(words) is not None and not _ASKED.search(words)


LONGEST = 60
"""Characters of such words."""


_FALSE = later(
    "[误誤][报報]|虚惊|假警报|(?:报|看|闻|听|搞|弄)(?:错|岔)了|(?:警报|险情|危险)?(?:已经)?解除(?:了|吧|$)|警报解除"
)
_MEAL = (
    r"(?:我|俺|咱)?(?:们|俩|几个)?(?:先|去|中午|晚上|今天|这会儿?|现在|还|在|出去|一起|谁|都)*"
    r"吃(?:口|个|点|一口)?(?:早|午|晚|中)?(?:饭|面|啥|什么)(?:去|呢|了|吧|啊)*"
)
_BACK = (
    r"(?:我|俺|咱)?(?:们|俩)??(?:[0-9一两俩二三四五半]个?半?(?:小时|钟头)|一会儿?|待会儿?|回头)(?:以?后|之后)?"
    r"(?:就|再)?回(?:来|去)?"
)
_ASIDE = later(f"(?:{_MEAL}|{_BACK})")


def aside(text: str) -> bool:
    """ "我俩小时后回来 先吃饭": nothing but of a meal, and when he is back; no news of a danger."""
    return all(_ASIDE.fullmatch(one) for one in re.split("[，,。！!；;、?？\\s]+", plain(text).strip(" 。.!！?？")))


_FOUND = later(
    r"(?:总?阀门?|煤气|燃气|天然气|气|火|电|总?闸|电源|灶|炉子?|水|锅|罐)(?:我|俺|人家|他们|已经|都|也|给|先)*(?:关|灭|断|拉|停|扑灭|浇灭|掐|端走|搬走)(?:了|上了|掉了|好了|住了)"
    r"|窗户?(?:我|已经|都|也|全|给)*(?:打?开)了|(?:人|老人|老太太|老爷子|孩子|大人|没人)(?:都|也)?(?:没(?:啥|什么|大)?事|平安|好好的|救出来了|出来了|下来了|送医院了|去医院了)|没人(?:受伤|伤着)"
    r"|(?:灶|炉子?|锅|阀门?|罐|胶管|管子?)(?:具|台|头|上)?(?:的)?(?:没|忘了?)(?:关严|关好|关死|拧紧|拧严|插紧|接好)"
    r"|(?:(?:单元|楼[上下]?|层|屋里?|家|户)(?:的|里)?(?:人|住户)?|人|大家|大伙儿?|老人|孩子|住户|我们|俺们)(?:都|全)(?:已经|给|也)?(?:(?:撤|疏散|跑|接|背)?[出下]来|疏散|撤(?:完|走|离)?|转移)了"
    r"|(?:单元|楼|层)的(?:都|全)(?:在外[面头边]|在楼下|安全)"
    r"|忘(?:了)?关(?:火|煤气|气|灶|水)|(?:炒|烧|烤|煮)(?:糊|煳|干锅?)了|(?:糊|煳|干)锅了"
)
_NO_NEWS = later("[?？]|[吗没不]$|(?<!是)谁|谁(?!家)|咋|怎么|是不是|要是|如果|赶紧|快|别|记得|先把")


def found_there(text: str) -> bool:
    """ "一楼老太太忘关火了 阀关了 窗户开了 人没事": what somebody found where the danger is, or did to it."""
    words = plain(text).strip()
    told = any(_FOUND.search(one) and not one.endswith("呢") for one in breaths(words))
    return len(words) <= LONGEST and told and not _NO_NEWS.search(words)


_LIFTS = later(
    "(?:^|[\\s，,。号]|那|就|可以|能|先|给|该|把[^，,。\\s]{1,6}?)(?:直接|都|给|先|点|按)*解除(?:掉|了(?=吧|得|呗))?(?:警报|险情|危险|了)?"
    "(?:吧|呗|得了|算了|啊|哈)*[。.!！]*$"
)
_LIFTS_NOT = later(
    "[?？]|[吗没]$|(?:^|[\\s，,。号])(?:警报|险情|危险|已经|都)*解除了[。.!！啊]*$|谁|啥时|什么时|几点|多会|咋|怎么|别|不能|不用|没法|还(?:不|没)|封控|管控|合同|限制|租"
)


def lifts(text: str) -> bool:
    """ "没啥事就解除吧": that the alarm be ended, which takes a press."""
    words = plain(text).strip()
    said = len(words) <= LONGEST and not _LIFTS_NOT.search(words)
    return said and any(_LIFTS.search(one) for one in breaths(words))


_HERE = later(
    r"(?:^|[\s，,。]|那个|那边|那家|号|楼)(?:我|俺)(?:们|俩)?(?:已经|都|刚|也)*(?:到|在)(?:了|场了?|现场了?|楼下了|门口了)(?=$|[\s，,。])"
)


_AT_THE_SPOT = later(
    rf"(?:^|[\s，,。])(?:我|俺)?(?:们|俩)?(?:人)?(?:已经|都|刚|也|这边)*到(?:了)?(?!{NOT_THERE}|我家|俺家|市场)"
    r"[^，,。\s]{0,7}?(?:门口|电梯口|楼道口|楼梯口|单元口|路口|井口|楼下|楼底下|楼上|跟前|现场|机房|电梯[这那]|屋里|床前|边上)(?:了|啦|呢)(?=$|[\s，,。])"
)


def is_there(text: str) -> bool:
    """ "咬人那个2号我到了 人去医院打针了", "到电梯口了 跟孩子说上话了": in the middle of more."""
    words = plain(text)
    return _HERE.search(words) is not None or _AT_THE_SPOT.search(words) is not None


_SPOT = (
    "(?:楼下|楼上|楼底下|下面|底下|门口|门前|门外|大门口|楼道里?|楼前|屋里|家里|里头|跟前|院里|外[头面边]"
    "|(?:这|那)(?:儿|边|里))"
)
_AT = later(
    r"(?:^|[\s，,。；;])(?:我|俺|咱)?(?:们|俩|人|已经|都|刚|也|正|现在|这会儿|先)*(?:就?(?:在|搁)|到)(?:了)?"
    rf"(?P<where>[^，,。；;！!？?\s]{{1,8}}?)(?P<home>家)?的?{_SPOT}*(?:了|呢|啦|啊|等着)*(?=$|[\s，,。；;！!])"
)
_BUILDING = later(
    r"(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3}|[A-Za-z])(?:号?楼|栋|座)(?:[0-9一二三四五六七八九]单元)?(?:[0-9]{1,2}[楼层])?"
)


@frozen
class Stands:
    """Where whoever says so is: at somebody's `home`, or at a `building`; `rest`: what else he says."""

    home: str = ""
    building: str = ""
    rest: str = ""


def stands_at(text: str) -> Stands | None:
    """ "我在孙大妈家楼下呢", "到3号楼了 门敲不开": whose home, or which building, and nothing that is done there."""
    found = _AT.search(plain(text))
    if found is None or len(text) > LONGEST or re.search("[?？]|[吗没]$", plain(text)):
        return None
    where, rest = found["where"], f"{text[: found.start()]} {text[found.end() :]}".strip(" ，,。；;")
    if _BUILDING.fullmatch(where):
        return Stands(building=where, rest=rest)
    somebody = re.fullmatch("[\u4e00-\u9fff]{1,4}", where) is not None and re.fullmatch(_SPOT, where) is None
    return Stands(home=where, rest=rest) if somebody else None


def says_coming(text: str) -> bool:
    """Whether the words say that whoever says them is on the way, and not that somebody else is, that he cannot, or
    that he will be at another time."""
    clauses = [one.strip(" .!~～") for one in re.split("[，,。！；;、\n]+", plain(text).strip())]
    if _CALLED_HELP.search(plain(text)) and not _MYSELF.search(plain(text)):
        return False
    if _FALSE.search(plain(text)) and says_over(text):
        return False  # "误报 人早下楼了"
    if any(_CANNOT.search(one) for one in clauses) or (_LATER.search(text) and not _AT_ONCE.search(text)):
        return False
    first = breaths(plain(text))[:1]
    return any(_says_so(one) for one in [*clauses, *(one for one in first if one.startswith(("我", "俺")))])


def cannot_come(text: str) -> bool:
    """ "我去不了，在外地": whoever was called has to know."""
    return _CANNOT.search(plain(text)) is not None


def _says_so(words: str) -> bool:
    if _NOT_COMING.search(words) or _SOMEBODY_ELSE.search(words):
        return False
    return _COMING.search(words) is not None


def minutes_in(text: str) -> int | None:
    """ "五分钟": in how many."""
    found = _MINUTES.search(plain(text))
    minutes = number_of(found[1]) if found is not None else None
    return minutes if minutes is not None and 0 < minutes <= MOST else None
