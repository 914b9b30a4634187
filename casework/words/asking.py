"""Whether words state that something is wrong, or only ask, praise, or tell what somebody said.

What names a kind of matter is not yet a report of it: "is the water off?", "where does rubble go?", "the stairs are
nicely swept" name one too. Such words are asked about, and never file themselves.
"""

import re

from casework.words.guess import named, plainly
from casework.words.later import later

_CLAUSES = later(r"[,.;!，。；！、\n]+|(?<=[?？])|(?<=[一-鿿])\s+(?=[一-鿿])")
_FAULT = later(
    "[都全地]是水|[淌喷冒]水|坏|断|漏|渗|堵|爆|裂|碎|塌|掉[了下皮渣砖瓦]|松了|晃荡|歪|翘|卡住|冒[水烟泡]|返|泛|溢|淹|进水|湿|霉|跳闸|"
    "短路|丢了|没了|停了|不(?:热|亮|走|响|通|动|下|好使|管用|灵|够热|制冷|来)"
    "|[关开拧打锁推拉]不(?:上|了|开|严|住)|没(?:水|电|气|暖|热|信号|人[管扫收修清来])|臭|难闻|呛|吵|闹腾|脏|"
    "满了|冷|冻|滑|占[了着]|挡[了着住]|乱(?:停|扔|堆|贴|收|倒|拉)|欠费"
    "|太(?:小|大|低|高|吵|臭|脏|冷|黑|滑|慢|差|次|乱)|黑(?:咕隆咚|乎乎|的|灯)|受不了|急死|没法"
    r"|broken|leak|blocked|stuck|no (?:water|power|gas|heat)|cold|smell|noisy|dark"
    r"|(?:n['’]t|not) (?:work|close|open|shut|lock|turn|flush|move|stop|light|start|come)|고장|막혔|안 나와|"
    r"새요|추워"
)
"""Says that something is wrong."""
_CALLS = later(
    "来(?:个|几个|点)?(?:人|师傅)|派(?:个)?人|来(?:给)?(?:修|看|弄|整|瞅)|看看|瞅瞅|修修|(?:帮|给)(?:忙|我|咱|"
    "俺|着)?(?:们|家)?(?:修|弄|整|看|换|清|通|安|装|处理|解决|挪|调|补)"
    "|(?:能不能|可不可以|能|可以)(?:把|给|帮|让|赶紧|快|早点).{0,12}|能不能(?:修|换|清|扫|安|装|管|处理|解决|"
    "挪|通)|(?:能不能|能|可不可以|可以).{0,6}(?:再|多|烧|调)?(?:热|亮|暖)(?:乎|和|堂)?一?(?:点|些)|能.{0,6}(?:多放|关[小了掉]|整个|安个|加[个装宽高]|设个|建个|调[小大低高]|铺|补上)|登记|"
    "[有否]人(?:来)?(?:管|修|看|扫|收)|管管|没人|该(?:修|换|清|扫|管)"
    "|还[没不]|咋不|怎么不|咋[又总老]|为[啥什]|凭[啥什]|又[停没坏漏堵断]|[总老]是?[停没坏漏堵断跳]|一直|(?<!今)天天|"
    "来(?:水|电|气|暖|热)|啥时候(?:能)?(?:修|通|好|恢复)|什么时候(?:能)?(?:修|通|好|恢复)|到(?:底)?啥时候|恢复|"
    "请|please|can (?:you|some)"
)
"""Asks for somebody to do something, which is a report however it is put."""
_WHETHER = later(
    "(?P<did>[修弄办换清整装通扫收挪])(?:好|完|走)?没(?:有)?(?P=did)|(?:[修弄办换清整装通扫收挪]|处理|解决)(?:好|完|走)?了?没(?:有)?$|是不是|是否|有没有|能不能|会不会|用不用|要不要|让不让(?!人)|可不可以|行不行|能.{1,6}不$|(?:[吗么嘛]|"
    "没事吧|了没|了没有|知道不|对不|真的假的)(?:啊|呀|呢)?$|轮到.{1,8}没$"
    r"|^(?:is|are|was|do|does|did|can|could|will|may)\b|(?:나요|까요|ㄹ까|습니까)$"
)
_WHICH = later(
    "[找归问求]谁|谁(?:管|负责|修|知道|给|家管|能)|是谁|哪[儿里个家天能有些]?|几[点号楼个天层路]|多少|多大|"
    "多久|多长|[咋怎](?!么?(?:还|又|总|老|不|这么|那么|没))|啥(?!也|都)|什么(?!都|也)|如何|往哪"
    r"|^(?:when|where|who|what|which|how)\b|어디|누구|언제|얼마|몇"
)
_IF = later("的时候|万一|要是|如果|假如|假设|冬天.{0,8}[咋怎]|if ")
"""Speaks of what is not."""
_KIND = later(
    "(?:挺|真|可真|可|很|老|贼|特别|非常)(?:好|快|干净|热乎|暖和|亮堂?|及时|不错|利索|痛快|平整|板正|漂亮|方便|"
    "省心|给力|到位)|不错|好多了|挺好|辛苦|(?:真是)?好人"
    "|nice|great|clean now|well done"
)
_BUT = later("但|就是|可是|不过|不(?!错)|没|坏|堵|漏|才")
_HEARSAY = later(
    "^(?:物业|社区|师傅|人家|邻居|他们?|她|网格长|楼长|.师傅|.姐)(?:们|那边|刚才|刚|都|又|也)?(?:说|告诉|通知|"
    "让|来过|回话)"
)
_JOKES = later(
    "^(?:哎呀?|妈呀|我的妈|这|今|天|儿|太阳|外[面头]|真|可|太|都|要|快|把|我|人|给|能|是|也)*(?:热|晒)(?:死|懵|化|疯|迷糊|冒烟|熟|晕菜)(?:个人|[了我人啦呀啊]|要着火|冒烟|哈+|呵+|嘿+)*$"
    "|^(?:哈|嘿|呵|嘻){2,}$"
)
"""Complains of the weather, or laughs."""
_ASKING = later("问|打听|请教|咨询|想知道|不知道|听说|ask|wonder")
_LONG = 7
"""Characters: "我们这楼" tells nothing yet."""


def says_wrong(text: str) -> bool:
    """Whether something in the words is wrong, be it named or not."""
    return _FAULT.search(plainly(text)) is not None


def only_asks(text: str) -> bool:
    """Whether nothing in the words states that something is wrong or has to be done: they ask, praise, or tell what
    somebody said."""
    clauses = [one.strip(" ?？~～") for one in _CLAUSES.split(plainly(text))]
    kept = [one for one in clauses if one]
    idle = [one for one in kept if _is_idle(one)]
    rest = [one for one in kept if one not in idle]
    return bool(idle) and not any(_states(one) for one in rest)


def _states(clause: str) -> bool:
    return bool(named(clause)) or says_wrong(clause) or _CALLS.search(clause) is not None or _tells(clause)


def _tells(clause: str) -> bool:
    """Whether it is long enough to tell something, and does not only say that one asks."""
    return len(clause) >= _LONG and not _ASKING.search(clause)


def _is_idle(clause: str) -> bool:
    if _CALLS.search(clause):
        return False
    if _KIND.search(clause) and not _BUT.search(clause):
        return True
    if _JOKES.search(clause) or _WHETHER.search(clause) or _IF.search(clause) or _HEARSAY.match(clause):
        return True
    return _WHICH.search(clause) is not None and not says_wrong(clause)


_URGES = later(
    r"(?<![很好挺这那老真])(?:快|赶紧|赶快|赶忙|抓紧|尽快|麻溜儿?|速度?|速速|马上)(?:点儿?|些|着点儿?|地|的|给(?:我|俺|咱)们?|帮(?:我|俺)|叫|让|找|安排|派|上)*(?:来(?:个|几个|点)?(?:人|师傅|看|修|弄|整|给|管|处理|吧|啊|呀|呗|$)|派|上门|过来|过问|[人个]人?来)"
    r"|(?:能不能|能|可不可以|可以|麻烦|求|请|拜托|你们|师傅|都|就)(?:您|你|给(?:我|俺)|再)*(?:快|麻溜|早|紧)(?:一?点儿?|些|着点)(?!到|回|下班|放学)"
    r"|(?:^|[\s，,。！!])(?:你们|师傅|大哥|大姐|求求|拜托)*(?:快|抓|麻溜)(?:一?点儿?|着点儿?|紧|的|儿的)(?:紧|儿)?(?:吧|啊|呀|呗|行[不吗么]|的|好[不吗么]|可以[不吗么]|师傅|来|修|弄|整|给)"
    r"|(?:赶紧|赶快|抓紧|尽快)(?:的|点儿?|些)?(?:吧|啊|呀|呗|修|弄|整|给|处理|解决|安排|管|通|换)(?!完|好了|上了)"
    r"|催(?:催|一下|一催|一声|着点)|(?:帮|给|替)(?:我|俺)?催"
    r"|(?:咋|怎么|为啥|为什么|咋还|都|还|就|一直|老|也|半天|到现在)+(?:还|都|就)?(?:没|没有|木|不见|没个|没有个)人(?:来|管|接|理|应|吱声|搭理|过问|处理|回|修|看|$)"
    r"|没(?:个)?人(?:管|接|理|搭理|吱声)(?:呢|啊|呀|了|吗|$)|等不(?:了|起|及)|(?:急|冻|热|熬|愁)死(?:个?人|我|俺|了)"
    r"|\bhurry|\b(?:please|can you|could you)\b.{0,20}\b(?:quick|faster|soon|now)|as soon as possible"
    r"|\basap\b|come quick|(?:nobody|no one)(?: has| is)? (?:came|come|coming|here)|can['’]?t wait"
    r"|빨리|서둘|얼른|급해|왜 (?:아무도 )?안 (?:와|오)|아무도 안 (?:와|오)",
    re.IGNORECASE,
)
_URGES_NOT = later(
    r"不(?:着|用|太|是很)?急|别急|别着急|慢慢|不用(?:赶|快)|不忙|no (?:hurry|rush)|안 급|천천히", re.IGNORECASE
)


def urges(text: str) -> bool:
    """ "快来个人啊", "能不能快点", "咋没人接呢": somebody is to come sooner; "快满一盆了", "不着急" are none."""
    words = plainly(text)
    return _URGES.search(words) is not None and _URGES_NOT.search(words) is None
