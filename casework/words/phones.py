"""Whose phone number stands in somebody's words: the teller's own, or that of somebody of whom is told."""

from casework.words.later import later

PHONE_NUMBER = later(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?!\d)")
"""A mobile phone; 12345 may stand in the middle of one."""
FIGURES = 11
LAST = 4
"""Figures at the end that are written together however the others are."""
_CLAUSES = later(r"[，,。；;！!？?\n]+")
_OF_A_THING = later(
    "广告|卡片|传单|贴|喷|印着|写着|中介|开锁|挪车|车上|司机|快递|外卖|公司|售后|厂家|物业|社区|街道|保安|维修|师傅|工人|店|诈骗|骗"
    "|没人接|打不通|不接|关机|停机|空号"
)
_OF_ANOTHER = later(
    "[他她]|儿子|女儿|闺女|姑娘|老伴|爱人|媳妇|老公|老婆|丈夫|妻子|对象|妈|爸|爹|娘|母亲|父亲|奶|爷|姥|孙|哥|姐|弟|妹|叔|姨|舅|邻居|房东|租客|租户|朋友"
    "|车主|楼上|楼下|对门|(?i:his|her|their|son|daughter|wife|husband|mother|father|neighbou?r|landlord)(?![a-z])|남편|아내|아들|딸|엄마|아빠|어머니|아버지"
)
_OWN = later(
    "(?:我|俺|本人|咱)(?:家|们)?(?:的|这|自己)*(?:电话|手机|号码?|联系)|(?:联系|找|打给|打|给|加)(?:我|俺)"
    "|(?i:my (?:phone|number|cell|mobile)|call me|reach me|phone me)|(?:내|제) ?(?:전화|번호|핸드폰|휴대폰)"
)


_ANNOUNCES = later(r"[\s，,（(:：]*(?:(?:联系)?(?:电话|手机)(?:号码?)?(?:是|[:：])?|号码?(?:是|[:：])?)?[\s（(]*$")
_CLOSES = ")） "
_BESIDE = " ，,"
_BARE = later("联系(?:电话|方式|号码)|^(?:电话|手机)号?[:：是]?")
"""Says so too, where no leaflet is spoken of."""


def number_of(found: str) -> str:
    """The number alone, however it was written."""
    return "".join(one for one in found if one.isdigit())[-FIGURES:]


def callers_phone(text: str) -> str:
    """As it is written, the only number in what was told by phone that can be its teller's; one on a leaflet is not."""
    found = [
        one[0]
        for clause in _CLAUSES.split(text)
        if not _OF_A_THING.search(clause)
        for one in PHONE_NUMBER.finditer(clause)
    ]
    return found[0] if len({number_of(one) for one in found}) == 1 else ""


def without(text: str, phone: str) -> str:
    """The words without a number that is kept elsewhere, and without what only announces it."""
    before, _, after = text.partition(phone)
    return f"{_ANNOUNCES.sub('', before)}{after.lstrip(_CLOSES)}".strip(_BESIDE)


def own_phones(text: str, *, asked: bool) -> set[str]:
    """The numbers by which whoever writes can be phoned. `asked`: the words answer that question; else they have to say
    so. A number of the family's is theirs."""
    bare = not _OF_A_THING.search(text) and not _OF_ANOTHER.search(text)
    return {
        number_of(one[0])
        for clause in _CLAUSES.split(text)
        if not _OF_A_THING.search(clause)
        and not _OF_ANOTHER.search(clause)
        and (asked or _OWN.search(clause) or (bare and _BARE.search(clause.strip())))
        for one in PHONE_NUMBER.finditer(clause)
    }
