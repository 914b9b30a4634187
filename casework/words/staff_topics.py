"""What somebody who works here wants of the bot itself: the month's figures, the rota, an outage to be told of. No word
on a matter, and kept with none.

Each row is a topic with the words that ask for it, whole: beside anything else they are not it. What opens, and for
whom, stands in bot/handlers/staff_topics.py.
"""

import re
from typing import Literal

from casework.words.later import later
from casework.words.plain import plain

Topic = Literal[
    "month",
    "ledger",
    "grids",
    "open",
    "meeting",
    "tonight",
    "rota",
    "outage",
    "outage_moved",
    "poster",
    "groups",
    "hours",
    "whistle",
    "register",
]
LONGEST = 60
"""Characters of such words."""

_ME = "(?:请问|请|麻烦|帮忙|帮我|帮|给我|我们|我|咱们?|俺|把|能不能|能|可以|要|得|想|先|来|就|那|现在|[\\s，,])*"
_HOW = "(?:咋样?|怎么样?|如何|在哪儿?里?|哪里|上哪儿?|从哪儿?|去哪儿?)(?:能|才能|可以|去)?"
_GIVE = (
    "(?:给我|发我|发给我|打印|打|拉|列|导|整理|看看|看一下|看|瞅瞅|发|出|要|有吗|有没有|咋|怎么|在哪儿?|弄|查|调|给|我|一份"
    "|一张|一下|个|份|出来|过来|吧|呗|呢|啊|[\\s，,])*"
)
_LISTS = (
    "(?:给我)?(?:列|拉|打|出|导|整理|发|弄|汇总)(?:个|成|一个|一份|份|张|一张|出)*(?:单子?|表格?|清单|名单|列表|来)"
    "(?:出来|给我|看看|吧|呗|[\\s，,])*"
)
_UTILITY = "(?:停水|停电|停暖|停热|停气|停燃气|停供)"
_NOTICE = (
    "(?:发|出|贴|下|写|弄)(?:一?个|一?份|一?条|一?下)*(?:通知|公告|告示|消息)"
    "|(?:通知|告诉|跟)(?:一?下|给)?(?:全|各|大家|大伙|居民|住户|小区|业主|楼)"
)
_AHEAD = (
    "(?:明|后|大后)[天儿早晚]|(?:下?周|下?礼拜|下?星期)[一二三四五六日天]|[0-9一二三四五六七八九十]{1,3}[号日]|今[晚夜]"
)
_NO_DANGER = "(?!.*(?:有人|老人|孩子|小孩|电梯|触电|吸氧|呼吸|困|伤|烟|火|味|爆|漏|晕))"
_HOUR = "[0-9一二三四五六七八九十两]{1,3}(?:点|时|[:：][0-9]{2})半?"
_MONTH = "(?:(?:这|上|本|当)一?个?月|[0-9一二三四五六七八九十]{1,3}月)(?:份)?(?:的)?"
_FIGURES = "(?:数字?|数据|报表|月报|报告|统计|汇总|总结)(?:表)?"
_PART = "(?:网格|社区|小区|楼栋)"
_MEETING = "(?:联席会议?|议事会|协调会|碰头会)"
_ON_DUTY = "(?:值班|当班|值守|在岗|盯班|值夜班?)"
_WHEN = "(?:今[天儿晚夜日]|今天?晚上|明[天儿晚日]|明天?晚上|晚上|夜里|现在|这会儿?|眼下)"
_ENDS = "(?:了|啊|呀|呢|吧|呗|哈|的|来着|表)*"
_ROWS: tuple[tuple[Topic, str], ...] = (
    ("month", rf"{_ME}{_MONTH}(?:工作|办件|完成)?(?:的)?{_FIGURES}{_GIVE}"),
    ("month", rf"{_ME}月报表?{_GIVE}"),
    ("month", r"(?:the |show me |give me |send me )*(?:this|last) month'?s? (?:figures|numbers|report)(?: please)?"),
    ("ledger", rf"{_ME}(?:{_MONTH})?台账表?{_GIVE}"),
    (
        "grids",
        rf"{_ME}(?:哪|啥)(?:个|一个|些|几个)?{_PART}(?:办得|干得|办的|干的|做得)?(?:是)?(?:最|比较|特别|都)*(?:差|慢|拖|不行|好|快|落后|拉胯).{{0,3}}",
    ),
    ("grids", rf"{_ME}(?:各个?)?{_PART}(?:的)?(?:排名|排行|排个?队|排个?名|名次|对比|比一比|比比)榜?表?{_GIVE}"),
    (
        "open",
        rf"{_ME}(?:所有|全部)?(?:还)?[没未](?:有)?(?:办|处理|弄|解决|结|接|干)(?:完|好|结|了|掉|理)*的?(?:事项?|活儿?|件|那些|这些)?(?:都|全|也)?{_LISTS}",
    ),
    ("open", rf"{_ME}(?:待办|未办|未结|没办完的?|没结的?)(?:事项)?(?:的)?(?:清单|单子|列表|表)(?:{_GIVE})"),
    (
        "meeting",
        rf"{_ME}(?:{_HOW}|想|要|打算|准备|安排|约|申请|组织|召集)+(?:开|召开|安排|约|申请|组织|召集|上)*(?:一?个|一?次|一?下)*(?:三方)?{_MEETING}(?:[，,。\s].{{0,30}}|.{{0,4}})",
    ),
    ("meeting", rf"{_ME}{_MEETING}{_HOW}(?:开|用|弄|上|申请|安排|组织)?.{{0,3}}"),
    ("tonight", rf"{_ME}(?:{_WHEN})*(?:都)?(?:是|轮到)?(?:谁|哪个|哪位|哪些人|都有谁){_ON_DUTY}{_ENDS}"),
    ("tonight", rf"{_ME}{_WHEN}(?:的)?{_ON_DUTY}(?:的)?(?:人)?(?:都)?(?:是|有)(?:谁|哪些人|哪位|哪几个){_ENDS}"),
    ("tonight", r"who(?: i|')s on duty(?: (?:tonight|now|today))?"),
    ("rota", rf"{_ME}(?:这周|本周|下周|这个月|本月)?(?:的)?(?:排班|值班)(?:的)?(?:表|安排|情况)?{_GIVE}"),
    ("rota", rf"{_ME}(?:这周|本周|这礼拜|这星期)(?:都)?(?:是)?(?:谁|哪些人){_ON_DUTY}{_ENDS}"),
    (
        "outage_moved",
        rf"(?:那个?|刚才|刚发|昨天|的|[\s，,])*{_UTILITY}(?:的)?(?:那个|那事儿?|通知|时间|日子|公告)*(?:又|得|要)?(?:改|推迟|推|挪|延期|延|提前|顺延)(?:到|成|为|至|在)?.{{2,16}}",
    ),
    (
        "outage_moved",
        rf"(?:那个?|刚才|的|[\s，,])*{_UTILITY}(?:的)?(?:那个|那事儿?|通知|公告)*(?:取消|作废|不停|撤|先?不[发停])(?:了|掉)*",
    ),
    ("outage", rf"{_NO_DANGER}(?=.*{_UTILITY})(?=.*(?:{_NOTICE})).+"),
    ("outage", rf"{_NO_DANGER}(?=.*(?:{_AHEAD}))(?=.*{_UTILITY}).*{_HOUR}.{{0,3}}(?:到|至|[-~—–]).{{0,6}}{_HOUR}.*"),
    (
        "poster",
        rf"{_ME}(?:{_HOW})?(?:在|往|给)?[^，,。]{{0,12}}?(?:贴|印|打印|打|做|弄|领|要|挂|换|补)(?:一?[个张份块]|几[个张份块]|点|些|一下)*(?:微邻里|你们?|咱们?|扫|报事)?(?:的)?(?:二维码|海报|扫码牌?)(?:的)?(?:海报|牌子?|贴纸)?.{{0,4}}",
    ),
    (
        "poster",
        rf"{_ME}(?:楼道|楼门|单元门?|小区)?(?:的)?(?:二维码|海报)(?:的)?(?:海报)?(?:{_HOW})(?:印|打印|打|领|弄|要|下载|拿|出).{{0,3}}",
    ),
    (
        "groups",
        rf"{_ME}{_HOW}(?:把)?[^，,。]{{0,10}}群(?:聊)?(?:给|都|也)?(?:绑定?|接进?|关联|挂|连|对接|加|拉)(?:到|上|进|来|过来|住)*.{{0,8}}",
    ),
    ("groups", rf"{_ME}(?:{_HOW})(?:绑定?|关联|对接|连)(?:上|一?下|个)*[^，,。]{{0,8}}群.{{0,3}}"),
    ("groups", rf"{_ME}[^，,。]{{0,8}}群{_HOW}(?:绑定?|接|关联|连|对接)(?:上|进来?|到)?.{{0,3}}"),
    (
        "hours",
        rf"{_ME}(?:把)?(?:社区|物业|我们|街道)?(?:的)?(?:上班|下班|服务|办公|工作|接待|值守)(?:的)?(?:时间|钟点|点儿)(?:表)?{_HOW}(?:改|设|调|换|定|弄|填).{{0,3}}",
    ),
    (
        "hours",
        rf"{_ME}(?:{_HOW}|想)(?:改|设置?|调整?|换|定)(?:一?下)?(?:社区|物业|我们|街道)?(?:的)?(?:上班|下班|服务|办公|工作|接待)(?:的)?时间.{{0,3}}",
    ),
    ("whistle", rf"{_ME}{_HOW}(?:用|去)?吹(?:个|一?下)?哨子?.{{0,3}}|{_ME}吹哨{_HOW}(?:用|弄|吹|找|按)?.{{0,3}}"),
    (
        "register",
        rf"{_ME}{_HOW}(?:给|替|帮)?(?:居民|老人|别人|人家|来电话的|大爷大妈)*(?:登记|代报|记一笔|替报)(?:事儿?|一?下|问题)*.{{0,3}}",
    ),
)
_TOPICS = tuple((topic, later(row)) for topic, row in _ROWS)
_ASKS = later(r"[?？]|[吗么没]$|几点|啥时候|什么时候|多久|咋回事|怎么回事|为啥|还(?:没|不)|停水了.{0,4}没|来水|来电了")
"""Of an outage: asked or told, and nothing to be told to all."""


def topic_in(text: str) -> Topic | None:
    """ "这个月的数给我", "今晚谁值班", "停水改到后天了"; None for anything else."""
    words = plain(text).strip(" ，,。.!！?？~～")
    if not words or len(words) > LONGEST or "\n" in words:
        return None
    found = next((topic for topic, row in _TOPICS if row.fullmatch(words)), None)
    return None if found in ("outage", "outage_moved") and _ASKS.search(text) else found


_LAST_MONTH = re.compile("上一?个?月|last")
_THIS_MONTH = re.compile("[这本当]一?个?月|this")


def of_last_month(text: str) -> bool:
    """Whether the month that is over is meant."""
    return _LAST_MONTH.search(plain(text)) is not None


def of_this_month(text: str) -> bool:
    """Whether the one that runs is."""
    return _THIS_MONTH.search(plain(text)) is not None
