"""Words about lending a hand: whoever would like to be a volunteer, or no more."""

import re

from casework.words.answers import bare
from casework.words.later import later

_WISHES = later(
    r"(?:你好|您好|请问|我是)?(?:我|俺|咱|咱们|我们|我家|孩子|也|就|还|都|这|退休了|有空|没事|闲着)*"
    r"(?:想要?|要|能不能|可不可以|可以|能|愿意|打算|准备|乐意|不想|不|别|想不?|退出|不再)*(?:再|来|去|给(?:社区|咱们|你们|小区))?"
    r"(?:当|做|干|报名|报个名|加入|[参三]加|成为|申请|退出|登记)+(?:一?个|一名|当|做|成为|咱们?|社区|小区|你们|咱|这儿|的|队)*"
    r"(?:志愿者?|义工)(?:服务)?(?:队|团队|活动|队伍)?(?:里|了|不|吗|吧|行吗|行不行?|可以吗|中不|呗|啊|呀|的|嘛|么)*"
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
