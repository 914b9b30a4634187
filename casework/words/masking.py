"""Take out of a resident's words what a group must not see (domain.md §7): phone, identity and flat numbers, accounts.

What remains is the matter and the place down to the building (楼, 栋, 单元 and the floor), which those who act need.
It is a net, not a guarantee: a name without "我叫" before it, or a number in a photo, passes. When in doubt a number is
taken out, because the holder can still ask, and nothing can be taken back from a group.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Self

# What people put between digits, and what copying puts there.
_GAP = "[-\\s.·—–_*,，、/\u200b-\u200d\u2060\ufeff\ufe0f\u20e3]{0,3}"
_HAN_DIGITS = "零〇一二三四五六七八九幺两"
_ANY_DIGIT = rf"[\d{_HAN_DIGITS}]"
_FLAT = r"(?!(?:110|119|120|122)(?!\d))[1-9]\d{2,3}"
# A floor followed by a door, as "502" or "1103" are and "300" or "120" are not.
_BARE_FLAT = r"(?:[1-9]|[12]\d|3[0-4])0[1-9]"
# After a number these make it an amount, a bus, a year: not a flat.
_NOT_AMOUNT = (
    r"(?![\d.:%℃A-Za-z])(?!\s*(?:块|元|毛|万|千|百|多|来|余|个|户|人|口|家人|米|平|㎡|度|斤|公斤|吨|次|遍|天|日|月|年|号线|路|级|分|秒|小时"
    r"|点|钟|条|张|台|辆|栋|幢|座|单元|楼|层|公交|号楼|胶|部|瓦|升|字))"
)
_SURNAME = (
    "(?:欧阳|上官|司马|诸葛|[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜戚谢邹柏窦章苏潘葛范彭郎鲁韦马苗方俞任袁柳史唐费薛雷"
    "贺倪汤滕殷罗毕郝安常于傅皮齐康伍余元顾孟黄穆萧尹姚邵汪祁毛狄臧戴宋庞熊纪舒屈项祝董梁杜阮蓝闵季贾江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍"
    "万柯卢莫房解丁邓单洪包左石崔吉龚程邢裴陆荣翁曲侯宫宁栾刘景龙叶司黎白蒲赖卓屠乔闻党翟谭申冉桑桂牛燕温庄柴瞿阎连艾鱼向古易廖关付肖丛])"
)
# "我叫王师傅来" calls for somebody, and "我是常住的" is nobody's name.
_TITLE = "师傅|大爷|大妈|大娘|大姐|大哥|阿姨|叔叔|姐|哥|婶|主任|书记|经理|老师|医生|警官|队长|站长|科长"
_NO_NAME = "常住|关于|安全|方便|白天|路过|路边|左边|马上|高层|高中|江北|江南|和平"
_NAME_ENDS = r"(?=$|[\s,，。.;；!！?？、:：（()）〔]|的|住|家|在|是|电话|手机|，|今年|报|想|要|反映)"


@dataclass(frozen=True, slots=True)
class _Rule:
    """`pattern` is looked for in half-width text; its group `out`, or all of it, becomes `mark`."""

    name: str
    mark: str
    pattern: str


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# Tried in this order: what is longer and surer first.
_RULES = (
    _Rule("web address", "〔网址〕", r"(?:https?://|www\.|t\.me/)[^\s〔〕，。！？；、一-鿿]+"),
    _Rule("mail", "〔邮箱〕", r"[a-z0-9_.+-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+"),
    _Rule(
        "account after its name",
        "〔账号〕",
        r"(?:微信|薇信|威信|v信|weixin|wechat|(?<![a-z])(?:vx|wx|qq)|加v|扣扣|抖音)(?:号码?|名|id)?\s*(?:是|[:：])?\s*"
        r"(?P<out>[a-z0-9][a-z0-9_-]{4,30})",
    ),
    _Rule("account with @", "〔账号〕", r"(?<![a-z0-9_])@[a-z][a-z0-9_]{3,31}"),
    _Rule("identity number", "〔证件号〕", rf"(?<!\d)\d{{6}}{_GAP}(?:19|20)\d{{6}}{_GAP}\d{{3}}[\dx](?!\d)"),
    _Rule("identity number, 18 figures", "〔证件号〕", r"(?<!\d)\d{17}[\dx](?!\d)"),
    _Rule("identity number, 15 figures", "〔证件号〕", r"(?<!\d)\d{15}(?!\d)"),
    _Rule("bank card", "〔卡号〕", rf"(?<!\d)\d{{4}}(?:{_GAP}\d{{4}}){{3}}(?:{_GAP}\d{{1,3}})?(?!\d)"),
    _Rule(
        "mobile phone",
        "〔电话〕",
        rf"(?<!\d)(?:\+?86{_GAP}|0086{_GAP})?[1一幺]{_GAP}[3-9三四五六七八九](?:{_GAP}{_ANY_DIGIT}){{9}}(?!\d)",
    ),
    _Rule("phone with area code", "〔电话〕", rf"(?<!\d)[(（]?0\d{{2,3}}[)）]?{_GAP}[2-8]\d{{2,3}}{_GAP}\d{{4}}(?!\d)"),
    _Rule(
        "phone after its name",
        "〔电话〕",
        r"(?:电话|手机|座机|号码|tel|phone)号?\s*(?:是|[:：])?\s*(?P<out>\d{7,10})(?!\d)",
    ),
    _Rule("last figures of a phone", "〔电话〕", r"(?:尾号|后四位)(?:是|[:：])?\s*(?P<out>\d{4})"),
    _Rule("mobile phone, a figure short", "〔电话〕", r"(?<!\d)1[3-9]\d{8}(?!\d)"),
    _Rule(
        "local phone",
        "〔电话〕",
        r"(?<![\d.])(?!20[0-4]\d[01]\d)[2-8]\d{6,7}(?!\d)(?!\s*(?:块|元|万|个|户|人|年))",
    ),
    _Rule("spelled phone", "〔电话〕", rf"[{_HAN_DIGITS}]{{7,}}"),
    _Rule("any long number", "〔号码〕", r"\d(?:[\u200b-\u200d\u2060\ufeff\ufe0f\u20e3]{0,2}\d){10,}"),
    # flats: the building before them stays
    _Rule("flat", "〔门牌〕", rf"(?<![\d.])\d{{1,4}}[a-d]?\s*室(?!内|外|友|温|[{_HAN_DIGITS}\d]{{1,2}}[厅卫])"),
    _Rule("spelled flat", "〔门牌〕", rf"[{_HAN_DIGITS}十百]{{3,5}}\s*(?:室(?!内|外)|号房|房间)"),
    _Rule("flat, other words", "〔门牌〕", rf"(?<![\d.]){_BARE_FLAT}\s*(?:户|房|屋|号房|房间|号门|门)"),
    _Rule(
        "flat after the building",
        "〔门牌〕",
        rf"(?:单元|门栋|号楼|楼|栋|幢|座|[#号])\s*[-—–,，]?\s*(?P<out>{_FLAT}){_NOT_AMOUNT}",
    ),
    _Rule("spelled flat after the building", "〔门牌〕", rf"(?:单元|号楼|栋|幢)\s*(?P<out>[{_HAN_DIGITS}]{{3,4}})"),
    _Rule(
        "flat after dashes",
        "〔门牌〕",
        rf"(?<![\d:.\-])\d{{1,3}}[-—–#](?:\d{{1,2}}[-—–])?(?P<out>{_FLAT})(?![-—–]){_NOT_AMOUNT}",
    ),
    _Rule(
        "flat after whose it is",
        "〔门牌〕",
        rf"(?:我家|家住|我住|住在?|门牌号?|邻居|楼上|楼下|对门|隔壁|我是)(?:是|的|[:：])?\s*(?P<out>{_FLAT}){_NOT_AMOUNT}",
    ),
    _Rule("bare flat", "〔门牌〕", rf"(?<![\d.:：\-/A-Za-z第]){_BARE_FLAT}(?![-/]\d){_NOT_AMOUNT}"),
    _Rule(
        "door on a floor",
        "〔门牌〕",
        rf"(?<![号\d{_HAN_DIGITS}十])(?:\d{{1,2}}|[{_HAN_DIGITS}十]{{1,3}})[楼层]的?(?P<out>[东西南北左右中]+[门户屋]|[1-9一二三四]号(?!楼))",
    ),
    # names
    _Rule(
        "name",
        "〔姓名〕",
        rf"(?:我叫|我是|名叫|本人|姓名|联系人|户主|业主|租户)(?:是|叫|[:：])?\s*(?P<out>(?!{_NO_NAME}){_SURNAME}(?!{_TITLE})[一-鿿]{{1,2}}?){_NAME_ENDS}",
    ),
    _Rule(
        "name, whatever follows", "〔姓名〕", rf"(?:我叫|姓名[:：]?)\s*(?P<out>{_SURNAME}(?!{_TITLE})[一-鿿]{{1,2}})"
    ),
)


def _half_width(text: str) -> str:
    """The text with full-width figures, letters and signs made plain, one character for one."""
    return "".join(plain if len(plain := unicodedata.normalize("NFKC", char)) == 1 else char for char in text)


def _apply(rule: _Rule, text: str) -> str:
    pieces = []
    done = 0
    pattern = _compiled(rule.pattern)
    group = "out" if "out" in pattern.groupindex else 0
    for match in pattern.finditer(_half_width(text)):
        start, end = match.span(group)
        pieces += [text[done:start], rule.mark]
        done = end
    return "".join([*pieces, text[done:]])


def mask(text: str) -> str:
    """The text as a group may read it. Masking it again changes nothing; it never raises."""
    while True:
        masked = text
        for rule in _RULES:
            masked = _apply(rule, masked)
        # Taking one thing out can bring two others together. Every round leaves less to take out, so this ends.
        if masked == text:
            return masked
        text = masked


class Masked(str):
    """Words that a group may read: there is no way to make one that is not masked."""

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        return super().__new__(cls, mask(text))


def masked(text: str) -> Masked:
    """The text as a group may read it, and known as such to the type checker."""
    return Masked(text)
