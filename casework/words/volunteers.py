"""Words about lending a hand: whoever would like to be a volunteer, or no more."""

import re

from casework.words.answers import bare
from casework.words.later import later
from casework.words.plain import plain

_WISHES = later(
    r"(?:你好|您好|请问|我是)?(?:我|俺|咱|咱们|我们|我家|孩子|也|就|还|都|这|退休了|有空|没事|闲着)*"
    r"(?:想要?|要|能不能|可不可以|可以|能|愿意|打算|准备|乐意|不想|不|别|想不?|退出|不再)*(?:再|来|去|给(?:社区|咱们|你们|小区))?"
    r"(?:当|做|干|报名|报个名|加入|参加|成为|申请|退出|登记)+(?:一?个|一名|当|做|成为|咱们?|社区|小区|你们|咱|这儿|的|队)*"
    r"(?:志愿者?|义工)(?:服务)?(?:队|团队|活动|队伍)?(?:里|了|不|吗|吧|行吗|行不行?|可以吗|中不|呗|啊|呀|的|嘛|么)*"
    r"(?:(?:咋|怎么|怎样|如何|在哪儿?|上哪儿?|去哪儿?|找谁)(?:才|能|去)*(?:报个?名|登记|申请|加入|参加|弄|办)?(?:呢|啊|呀)?)?"
    r"|(?:怎么|怎样|咋|如何|在哪儿?|上哪儿?|去哪儿?)(?:才|能|可以|去|样)*(?:当|做|报名|加入|参加|成为|申请|登记)+(?:个|一名|当|做|成为|社区|你们|咱们?|的)*"
    r"(?:志愿者?|义工)(?:队|活动)?(?:呢|啊|呀|吗)?"
    r"|(?:志愿者?|义工)(?:咋|怎么|怎样|如何|在哪儿?|上哪儿?)(?:报名|当|做|加入|申请|登记)?(?:呢|啊|呀)?"
    r"|(?:报名|申请|登记)(?:当|做)?(?:志愿者?|义工)|(?:志愿者?|义工)(?:报名|登记)"
    r"|(?:i(?:d|woulda?|would)?(?:like|want|wish)|wanna|iwanna|iwant|canii?|howdoi|howcani|mayi|letme)(?:to)?"
    r"(?:be|become|bea|becomea|signupas|signupasa|help|work)?(?:a)?(?:as)?(?:a)?volunteer(?:ing|s)?"
    r"|자원봉사(?:자)?(?:를|가|로|에)?(?:하고싶(?:어요|습니다|소)|되고싶(?:어요|습니다)|신청(?:할게요|합니다|하고싶어요)?|하겠(?:습니다|어요)|어떻게(?:하나요|합니까|신청하나요)?)",
    re.IGNORECASE,
)
_TRADITIONAL = str.maketrans("當參願義隊誌們", "当参愿义队志们")
_LONGEST = 30


def of_volunteering(text: str) -> bool:
    """ "我想当志愿者", "怎么报名志愿者": it is about being one, and says nothing else."""
    words = bare(text).translate(_TRADITIONAL)
    return len(words) <= _LONGEST and _WISHES.fullmatch(words) is not None


_CALLS = later(
    r"(?:喊|叫|找|召集?|号召|发动|组织|派|请|安排|要|来|招)(?:一?下|一些|几|些|个|点儿?|两|三|俩|仨|[0-9一二三四五六七八九十]{1,3})*(?:个|名|位)?(?:咱们?|社区|小区|网格|的)*(?:志愿者?|义工)(?!的?电话)"
    r"|志愿响应|\bcall (?:out )?(?:the |some |for )?volunteers\b",
    re.IGNORECASE,
)
_NOT_CALLED = later(
    r"(?:别|甭|不用|不要|没|不能|不|已经?|刚|都|谁|再)(?:再|给|也|必|用着)*(?:喊|叫|找|召|派|请|安排|要)|(?:喊|叫|找|召|派|请)(?:过|了|不)|志愿者?(?:说|没|已|刚|都|来过|来了|走了|干|正|到了|去了)|[?？]|[吗么]$"
)
_LONGEST_CALL = 24


def calls_volunteers(text: str) -> bool:
    """ "喊志愿者", "15号叫两个志愿者来帮忙": somebody who has a matter wants volunteers called to it."""
    words = plain(text).translate(_TRADITIONAL).strip()
    return len(words) <= _LONGEST_CALL and _CALLS.search(words) is not None and _NOT_CALLED.search(words) is None
