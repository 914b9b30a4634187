"""Take out of people's words what a group must not see (domain.md §7): phone, identity, car and flat numbers, names.

What remains is the matter and the place down to the building (楼, 栋, 单元 and the floor), which those who act need.
It is a net, not a guarantee: a rare name with nothing beside it, or a number in a photo, passes. When in doubt a thing
is taken out, because the holder can still ask, and nothing can be taken back from a group.

Rules look at a reading of the text, which is as long as the text itself: in "figures" every figure of every script is
0 to 9 (full-width, circled, Arabic-Indic, 三, 叁), in "words" only what is full-width is made plain. Between two
figures anything may stand that is neither letter nor figure, up to 16 characters.

No pattern repeats a repetition over the same characters, and gaps and names are bounded: time grows with the length.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable
from functools import cache, lru_cache
from string import ascii_letters, digits
from typing import Literal, Self

from casework.frozen import frozen
from casework.words.later import later
from casework.words.masking_words import (
    AT_WORK,
    GIVEN,
    KIN,
    LONG_SURNAMES,
    NO_NAME,
    NOT_AFTER_SMALL,
    NOT_BEFORE_KIN,
    NOT_BEHIND,
    NOT_GIVEN,
    OTHER_SURNAMES,
    POSTS,
    SOUNDS,
    SURE_SURNAMES,
    WORD_GOES_ON,
)

# -- figures

_HAN_FIGURES = {
    han: str(value)
    for value, hans in enumerate(
        ["零〇", "一幺壹弌", "二贰貳弍", "三叁參叄弎", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖"]
    )
    for han in hans
}
# What stands in a reading for what is already taken out; nothing that a resident types is read as one of these.
_FLAT_GONE, _GONE = "\ue000", "\ue001"
_HAN = "[一-鿿]"
# Between figures: no letter, no figure, no mark.
_GAP = rf"[^\w{_FLAT_GONE}{_GONE}]{{0,16}}"
_SMALL_GAP = rf"[^\w{_FLAT_GONE}{_GONE}]{{0,2}}"
# Also as spoken over a telephone: 洞 0, 两 2, 拐 7, 勾 9.
_SPOKEN = r"[\d两俩洞拐勾]"
_FIGURES = "0123456789两俩洞拐勾"


def _run(at_least: int, at_most: int | str, one: str = _SPOKEN) -> str:
    """So many more figures, each after any gap."""
    return rf"(?:{_GAP}{one}){{{at_least},{at_most}}}"


_NO_MORE = rf"(?!{_GAP}\d)"

# A run of figures which is no number of anybody, when nothing else follows it.
_TIME = r"(?:[01]?\d|2[0-4]):[0-5]\d"
_TO = r"\s?[-~—–]{1,3}\s?"
_DATE = (
    r"(?:(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:[12]\d|3[01]|0?[1-9])|20[0-4]\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]))"
)
_LONG_DAY = r"(?:0[1-9]|1[0-2])[-/.](?:[12]\d|3[01]|0?[1-9])"
_HOTLINE = r"(?:11[0249]|12[02]|12\d{3}|9[56]\d{3,4}|100\d{2})"
_COUNTED = r"号楼|号|楼|层|栋|幢|座|单元|门|路|月|日|点|届|班|组|户"
# 3、5、8 and so on up to the forties: a telephone's figures do not climb.
_CLIMBING = "".join(rf"(?:{number}[,、\s]{{1,2}})?" for number in range(1, 46)) + r"[1-9]\d?"
_MONEY = r"(?:块|元|万元|毛)"
_UNIT = r"(?:块|元|毛|万|千|多|度|吨|平|米|㎡|户|人|斤|公里)"
_NO_NUMBER = (
    r"(?:"
    rf"{_DATE}(?:[\sT,]{{1,3}}{_TIME}(?::[0-5]\d)?)?(?:{_TO}(?:(?:{_DATE}|{_LONG_DAY})(?:\s{{1,2}}{_TIME})?|{_TIME}))?"
    rf"|{_TIME}(?:(?:{_TO}|[\s,、/]{{1,3}}){_TIME}){{0,5}}"
    # A day and a time, but not eight figures which could be a telephone's.
    rf"|(?:{_LONG_DAY}|[1-9][-/.](?:[12]\d|3[01]))\s{{1,2}}{_TIME}(?:{_TO}{_TIME})?"
    rf"|{_LONG_DAY}{_TO}{_LONG_DAY}"
    rf"|(?:19|20)\d\d{_TO}(?:19|20)\d\d"
    rf"|{_HOTLINE}(?:[\s,、/;]{{1,3}}{_HOTLINE}){{1,5}}"
    r"|[48]00[-\s]?(?:\d{3}[-\s]?\d{4}|\d{4}[-\s]?\d{3})"
    rf"|{_CLIMBING}(?=\s?(?:{_COUNTED}))"
    rf"|(?=[1-9])1?2?3?4?5?6?7?8?9?(?=\s?(?:{_COUNTED}))"
    rf"|\d{{1,3}}(?:,\d{{3}}){{1,4}}(?=\s?{_MONEY})"
    rf"|\d{{1,9}}(?:\.\d{{1,2}})?(?:{_TO}\d{{1,6}}(?:\.\d{{1,2}})?)?(?=\s?{_MONEY})"
    rf"|\d{{1,3}}00{_TO}\d{{1,4}}00(?=\s?{_UNIT})"
    r")"
)

# -- names


def _any_of(words: str) -> str:
    return "|".join(sorted(words.split(), key=len, reverse=True))


_SURE, _ALL = "".join(SURE_SURNAMES.split()), "".join((SURE_SURNAMES + OTHER_SURNAMES).split())
_SURNAMES = _ALL + "".join(one[0] for one in LONG_SURNAMES.split())
"""What a name begins with."""
_NO_WORD = rf"(?!{_any_of(NO_NAME)})"
# The surname is looked for first: in most places there is none, and that is found out much faster than the rest.
_NONE = rf"(?=[{_SURNAMES}]){_NO_WORD}"
_KIN, _POSTS = _any_of(KIN), _any_of(POSTS)
_NO_TITLE = rf"(?!{_KIN}|{_POSTS})"
_LETTER = rf"(?:(?![{NOT_GIVEN}]){_HAN})"
_LONG = rf"(?:{_any_of(LONG_SURNAMES)})"
_NAME = rf"(?:{_NONE}(?:{_LONG}{_NO_TITLE}{_LETTER}{{1,3}}|[{_SURE}]{_NO_TITLE}{_LETTER}{{1,2}}))"
# With an ordinary word's surname, only characters that are always in names.
_PLAIN_NAME = rf"(?:{_NONE}[{_ALL}]{_NO_TITLE}[{GIVEN}]{{2}})"
_NAME_OF_ANY = rf"(?:{_NONE}(?:{_LONG}{_NO_TITLE}{_HAN}{{0,2}}?|[{_ALL}]{_NO_TITLE}{_HAN}{{1,2}}?))"
# 老李头, 小张, 李婶, 王大爷
_CALLED = (
    rf"(?:老|小|){_NONE}(?:[{_ALL}](?:{_KIN})"
    rf"|(?<=老)[{_SURE}高白金关常于万方石](?:头子?|太太?|爷子|婆子|汉|[大二三]|家的)?|(?<=小)[{_SURE}])"
)
_HOME = (
    r"(?=[他她]?家(?!家|具|居|电(?![表闸线路梯话箱灯视脑])|长|务|政|乐|属|常|教|庭|族|访|纺|装(?!修)|园"
    r"|乡|伙|用|[一两三四几]口))"
)
# Whoever calls or comes does so: behind a surname and a character or two these make a name of it.
_CALLS = (
    r"(?:女士|先生|同志|老人)?(?:又|也|都|再次|多次|刚才|刚刚?|今[天早]|昨[天晚]|早上|上午|中午|下午|晚上)*(?:"
    r"(?:给(?:我们?|社区|物业|街道|网格长?|热线))?(?:来电(?!了|啦|吧|没|[表源梯])|来过?[个了]?电话|致电|拨打|打(?:过来|[来了过])?一?个?电话)"
    r"|打(?:到|给|来)(?:我|社区|物业|街道|热线)|电话里?(?:说|讲|反映|报)"
    r"|[来到上去](?:社区|物业|居委会?|街道|我这儿?|办公室)来?(?:说|反映|讲|找|问|报|投诉|举报|登记)"
    r"|反映|投诉|来访|报修|求助|托我|找我(?:说|讲|反映|报))"
)
_OF_A_CALLER = rf"(?:(?![来打到致拨反投求托给又也都刚在的]){_HAN})"
# A name can begin here: at the start, behind a mark or one of these.
_NEW_WORD = r"(?<![^\W壁上下门元楼栋号户是和跟与找给叫的到去在让被帮问室居屋说])"
_ENDS = r"(?=$|[\s,，。.;；!！?？、:：（()）\ue000\ue001]|的|住|家|在|是|电话|手机|今年|报|想|要|反映)"
_POINT = (
    rf"(?:{_FLAT_GONE}|隔壁|对门|对面|楼上|楼下|邻居|前楼|后楼|前院|后院|[东西]屋|[东西中]门|房东|房主|租客|租户|住户|户主|同楼|同单元|单元|门洞"
    r"|号楼|[栋幢]|[\d一二三四五六七八九十顶][楼层])"
)
_LINK = rf"(?:那?[家户个位]|这[家户]|邻居|住户|业主|租户|住着|住的|有个|姓|叫|是|的|{_HAN}{{1,6}}的){{0,2}}"
_SAYS = (
    r"(?:我叫|我是|我名字是|名叫|名字叫|本人|姓名|联系人|(?:来电|反映|诉求|来访|报修|求助|报事)人"
    r"|户主|业主|租户|户名|收件人|失主|房主|房东)(?:是|叫|[:：])?\s*"
)
_KOREAN = (
    "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구나민진지엄채원"
    "천방공현함변염여추도석선설마길연위표명기반왕금옥육인맹제모탁국어은편용예경봉사부리류림로량렴라"
)
_NO_KOREAN = (
    "(?!주민|주인|이웃|임산|노인|장애|신입|한국|조선|선생|사장|기사|관리|경비|부모|이장|이모"
    "|고모|어머|아버|할머|여기|지금|오늘|어제|우리|이번|전기|수도)"
)

# -- flats

# 502 or 1103, but no number that everybody dials and no year.
_FLAT = r"(?!(?:11[0249]|12[02])(?!\d))(?!(?:19[3-9]|20[2-4])\d(?!\d))[1-9]\d{2,3}"
# A floor followed by a door, as 502 and 1103 are and 300 and 120 are not; 十一零三 too.
_BARE_FLAT = r"(?:(?:[1-9]|[12]\d|3[0-4])0[1-9]|\d?十\d?0[1-9])"
# Where this is tried first and found, the figures stay: alone, or with a telephone or a flat some blanks behind them.
_STAYS = (
    rf"(?<!\d){_NO_NUMBER}"
    rf"(?:{_NO_MORE}|(?=[\s,、;]{{1,4}}\d{_run(6, 6)})|(?=[\s,、;]{{1,3}}{_BARE_FLAT}(?!\d){_NO_MORE}))"
)
# After a number these make it an amount, a bus, a year: not a flat. "502张大爷" is no five hundred sheets.
_NO_AMOUNT = (
    rf"(?:(?=的?\s?[老小]?[{_ALL}](?:{_KIN}))|"
    r"(?![\d:%℃℉A-Za-z])(?![-/.]\d)(?!\s*(?:块|元|毛|角|万|千|百|多(?!次|年|日|回)|来[个块户人岁斤米]|余|个(?!别)|户(?![主籍])|人(?!不|没|都|呢|在|走|搬|家|去)|口|家人|米|平(?![时常日])|㎡|度|斤|公[斤里分顷]|吨|次(?!次)|遍|回(?![家来迁])"
    r"|天(?!天)|日|月|年(?![轻纪迈])|岁|号线|路(?!过)|级|分|秒|小时|点(?!名)|钟|条(?!件)|张[票纸卡单桌床图照罚嘴]|台|辆|栋|幢|座|单元|楼|层|号楼|胶|粘|部(?!分)|瓦|升|字|期|届|班|[中小大]学|医院|国道|省道|高速|页|折"
    r"|厘米|毫|克|兆|伏|股|桌|瓶|袋|箱|包|棵|根|块|盏|场|封|首|种|样|件|份|厂|所|团|队|军|国|省|步|站(?!在)|床|粒|片|公交|专线)))"
)
_FLOOR = r"(?<![号\d十])(?:\d{1,2}|\d?十\d?)(?:楼|层|F(?![a-z]))"
_DASH = r"\s?[-—–/#~*\\|]{1,2}\s?"
_ANY_DASH = r"[-—–/#~*\\|.·:,、\s]{1,3}"
_LIVES = r"(?:户|家(?!家)|住户|人家|业主|邻居|老人)"
_SIDE = (
    r"(?:[东西南北左右中前后里外正斜对]{1,2}(?:手|面|边|间|头|侧|首|角)?边?|中间|当间|当中|把[山头东西边]{1,2}墙?|尽头|最?里[头面边]?|拐角"
    r"|靠[东西南北左右里外窗墙]边?|挨着?(?:楼梯|电梯|窗户)口?|(?:正?对着)?(?:楼梯|电梯)口?旁?边?|第[1-9])"
)


_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_LATIN = ascii_letters + "İı\u017f\u212a"
"""What [a-z] finds where capitals do not matter."""
_LATIN_OR_FIGURE = _LATIN + digits


@frozen
class _Rule:
    """`pattern` is looked for in a reading; its group `out`, or all of it, becomes `mark`.

    Where a pattern has the group and the group took no part, what was found stays. Whatever is taken out has so many
    `figures` at least, and one of the characters that it `needs`, in it or beside it: most texts have not, and then the
    pattern is not even made, which takes up to 15 ms.
    """

    name: str
    mark: str
    pattern: str
    reads: Literal["figures", "words"] = "figures"
    figures: int = 0
    needs: Collection[str] = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "needs", frozenset(self.needs))  # two sets are compared by the smaller one


# Ordinary words settle in two rounds, or three. What goes on longer was made to, and is taken out whole.
_ROUNDS = 12

# Tried in this order: what is longer and surer first.
_WAY_IN = "〔怎么进门〕"
_KEY = "(?:备用|家门?|房门?|屋门?|大门)?(?:钥匙|门卡|门禁卡)"
_LEFT = (
    "(?:就|都|还|我|给|先)*(?:放|搁|藏|留|压|塞|挂|存|寄存|撂|扔|埋|夹|粘|贴)(?:在|到|着|了)?"
    "|(?:就)?在(?!锁|屋里|家里|里面|里头|门上|车|水|沟|井|包|单位|谁|哪|物业|社区|办公)"
    r"|(?:就)?在(?:物业|社区|保安室|门卫|收发室|办公室)[^，。,.！!；;\n\s]{0,8}(?=抽屉|柜|箱|盒|桌|架|墙上)"
    "|(?:给|交给)了?(?!物业|社区|派出所|房东|中介)"
)
_KEY_GONE = "(?:丢|断|掉|坏|找不|锈|拔不|拧不|没(?:了|带)|忘|配|哪|谁|啥)"
_RULES = (
    _Rule(
        "where a key lies",
        _WAY_IN,
        rf"{_KEY}(?:{_LEFT})(?![^，。,.！!；;\n]{{0,14}}{_KEY_GONE})[^，。,.！!；;\n\s]{{1,14}}",
        "words",
        needs="匙卡",
    ),
    _Rule(
        "where a key lies, said before it",
        _WAY_IN,
        rf"(?<!\w)(?:在)?[^，。,.！!；;\n\s]{{1,10}}(?:底下|下面|下边|里面|里头|后面|上头|那儿|那里|家)"
        rf"(?:就)?(?:有|放着|搁着|藏着|压着)(?:一?[把个串])?{_KEY}",
        "words",
        needs="匙卡",
    ),
    _Rule(
        "a key that lies there, to be used",
        _WAY_IN,
        r"(?:拿|用|使|取|找)(?:着|了)?[^，。,.！!；;\n\s]{1,10}?(?:里[头面边]?|底下|[下后上][头面边]|那儿|那里|[柜箱垫盆盒]上?)"
        r"的?(?:那[把个])?(?:备用)?(?:钥匙|门卡|门禁卡)(?!开不|打不|拧不|不好|坏|断|配|丢|没)(?:自己|就)*(?:开门?|进(?:来|去|屋|门)?)*",
        "words",
        needs="匙卡",
    ),
    _Rule(
        "a door that is open",
        _WAY_IN,
        "(?:(?:我|俺|家|屋|房|入户|防盗)(?:们)?(?:的|家)?(?:大|房|屋)?门"
        "(?:一直|都|就|给你们?|给您)*(?:没锁|没关|没插|不锁|虚掩|开着|留着|敞着)"
        "(?:着|呢)?(?:[，, ]?(?:你们?|您|师傅)?"
        "(?:直接|自己|推开?|拉开?)?(?:推?门)?进(?:来|去|屋)?(?:就(?:行|是|中)|吧)?)?"
        "|门(?:没锁|没关|没插|不锁|虚掩|开着|留着|敞着)(?:着|呢)?[，, ]?(?:你们?|您|师傅)?"
        "(?:就)?(?:直接|自己|推开?|拉开?)(?:门)?(?:就)?进(?:来|去|屋)?(?:就(?:行|是|中)|吧)?"
        "|(?:推|拽|拉)(?:开)?门就(?:能)?进)",
        "words",
        needs="门",
    ),
    _Rule(
        "the code of a door",
        _WAY_IN,
        r"(?:门锁?|开门|门禁|单元门|大门|指纹锁|电子锁|进门)?的?密码(?:锁)?(?:就)?(?:是|为|[:：])?\s*[0-9a-z#*]{3,12}",
        needs="密",
    ),
    _Rule(
        "a code that somebody knows",
        _WAY_IN,
        r"密码(?:锁)?(?:就)?(?:是|为|用)(?:的)?(?:我|俺|他|她|孩子|儿子|闺女|老伴)?(?:们)?(?:家)?的?(?:生日|电话|手机号?|门牌|车牌|身份证)[^，。,.！!；;\n]{0,12}",
        "words",
        needs="密",
    ),
    _Rule(
        "keys to be pressed at a door",
        _WAY_IN,
        r"(?:门禁|单元门|对讲|大门|门锁|门铃|密码锁)(?:上|那儿)?的?(?:按|摁|输入?|拨)(?:一?下)?\s?[#*]{0,2}\d{3,8}[#*]{0,2}|(?:按|摁|输入?)\s?[#*]\s?\d{3,8}[#*]?",
        figures=3,
    ),
    _Rule(
        "a way in, in Korean",
        _WAY_IN,
        r"열쇠[는가를]?\s?[가-힣 ]{1,16}(?:안에|밑에|아래|위에|뒤에|에)\s?(?:있|두|둬|뒀|놓|넣|숨)[가-힣]*"
        r"|비밀\s?번호[는가]?\s?:?\s?[0-9#*]{3,12}",
        "words",
        needs="쇠밀",
    ),
    _Rule(
        "a way in, in English",
        _WAY_IN,
        r"(?:(?:spare |door |house )?keys?(?: is| are|'s)?(?: left| hidden| kept)?"
        r" (?:under|behind|in|with|on|at) (?:the |my |our )?"
        r"(?!lock|door\b|sewer|drain|car)[a-z ]{3,24}"
        r"|(?:my |the |our )?(?:front )?door is (?:unlocked|not locked|open)(?=[^.]{0,12}(?:come|just|walk|go|$)))",
        "words",
        needs="kKdD\u212a",
    ),
    _Rule(
        "web address", "〔网址〕", r"(?:https?://|www\.|t\.me/)[^\s\ue000\ue001，。！？；、一-鿿]+", "words", needs="./"
    ),
    _Rule("mail", "〔邮箱〕", r"[a-z0-9_.+-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24}", "words", needs="@"),
    _Rule(
        "account after its name",
        "〔账号〕",
        r"(?:微信|薇信|威信|v信|weixin|wechat|(?<![a-z])(?:vx|wx|qq)|加v|扣扣|抖音|快手|支付宝|(?:telegram|kakao|카톡)(?=(?:id)?\s?[:：]))(?:号码?|名|id)?\s*(?:是|[:：])?\s*"
        r"(?P<out>[a-z0-9][a-z0-9_-]{4,30})",
        "words",
        needs=_LATIN_OR_FIGURE,
    ),
    _Rule("account with @", "〔账号〕", r"(?<![a-z0-9_])@[a-z][a-z0-9_]{3,31}", "words", needs="@"),
    _Rule(
        "car plate",
        "〔车牌〕",
        rf"[{_PROVINCES}]{_SMALL_GAP}[a-z]{_SMALL_GAP}(?=(?:[a-z]{{0,2}}{_SMALL_GAP}\d){{3}})"
        rf"(?:[a-z\d]{_SMALL_GAP}){{4,5}}[a-z\d挂学警港澳领使](?![a-z\d])",
        needs=_PROVINCES,
    ),
    _Rule(
        "car plate after its name",
        "〔车牌〕",
        rf"(?:车牌|牌照|(?<!门)牌号|车号)(?:号码?)?(?:是|[:：])?\s*(?P<out>(?=(?:[a-z]{{0,3}}{_SMALL_GAP}\d){{3}})[a-z\d](?:{_SMALL_GAP}[a-z\d]){{3,6}})(?![a-z\d])",
        needs="车牌",
    ),
    _Rule(
        "car plate before the car",
        "〔车牌〕",
        r"(?<![a-z\d])[a-z][-·.\s]?\d[a-z\d]{4}(?=的?[^\W\d]{0,3}车)",
        figures=1,
        needs="车",
    ),
    _Rule("passport", "〔证件号〕", rf"(?<![a-z\d])[a-z]{{1,2}}{_SMALL_GAP}\d{{7,8}}(?!\d)", figures=7),
    _Rule(
        "papers after their name",
        "〔证件号〕",
        r"(?:护照|通行证|居留证|居住证|永居证|驾照|证件|passport)(?:号码?|no\.?|number)?\s*(?:是|is|[:：])?\s*(?P<out>[a-z]{0,3}\d{6,15})(?!\d)",
        figures=6,
    ),
    _Rule(
        "identity number",
        "〔证件号〕",
        rf"(?<!\d)[1-9]{_run(5, 5)}{_GAP}(?:1{_GAP}9|2{_GAP}0){_run(9, 9)}{_GAP}[\dx](?!\d)",
        figures=17,
    ),
    _Rule("identity number, 18 figures", "〔证件号〕", r"(?<!\d)\d{17}[\dx](?!\d)", figures=17),
    _Rule("identity number, 15 figures", "〔证件号〕", r"(?<!\d)\d{15}(?!\d)", figures=15),
    _Rule("bank card", "〔卡号〕", rf"(?<!\d)\d{{4}}(?:{_GAP}\d{{4}}){{3}}(?:{_GAP}\d{{1,3}})?(?!\d)", figures=16),
    _Rule(
        "identity number, spread",
        "〔证件号〕",
        rf"{_STAYS}|(?<!\d)(?P<out>{_SPOKEN}{_run(16, 16)}{_GAP}(?:{_SPOKEN}|x))(?!\d)",
        figures=17,
    ),
    _Rule(
        "mobile phone, in its usual groups",
        "〔电话〕",
        rf"(?<!\d)(?:(?:\+|00)?86{_GAP})?1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}(?!\d)",
        figures=11,
    ),
    _Rule("mobile phone", "〔电话〕", rf"(?<!\d)(?:(?:\+|00)?86{_GAP})?1{_GAP}[3-9]{_run(9, 9)}(?!\d)", figures=11),
    _Rule(
        "mobile phone with letters for figures",
        "〔电话〕",
        rf"(?<![a-z\d])[1li|]{_SMALL_GAP}[3-9](?:{_SMALL_GAP}[\doil|]){{9}}(?![a-z\d])",
        figures=1,
    ),
    _Rule(
        "phone with area code",
        "〔电话〕",
        rf"(?<!\d)\(?0\d{{2,3}}\)?{_GAP}[2-8]\d{{2,3}}{_GAP}\d{{4}}(?!\d)",
        figures=10,
    ),
    _Rule(
        "phone after its name",
        "〔电话〕",
        r"(?:电话|手机|座机|号码|tel|phone|전화)号?\s*(?:是|[:：])?\s*(?P<out>\d{7,10})(?!\d)",
        figures=7,
    ),
    _Rule(
        "last figures of a phone",
        "〔电话〕",
        r"(?:尾号|[后末]四位|[后末]4位)(?:是|[:：])?\s*(?P<out>\d{3,4})(?!\d)",
        figures=3,
    ),
    _Rule("mobile phone, a figure short", "〔电话〕", r"(?<!\d)1[3-9]\d{8}(?!\d)", figures=10),
    _Rule("local phone", "〔电话〕", rf"{_STAYS}|(?<![\d.])(?P<out>[2-8]\d{{6,7}})(?!\d)", figures=7),
    # flats: the building before them stays
    _Rule(
        "flat after two dashes",
        "〔门牌〕",
        rf"(?<!\d)(?<!\d[-/.:])\d{{1,3}}{_ANY_DASH}(?:[1-9]|1[0-2]){_ANY_DASH}(?P<out>{_FLAT})(?!{_ANY_DASH}\d){_NO_AMOUNT}",
        figures=5,
    ),
    _Rule(
        "flat after a dash",
        "〔门牌〕",
        rf"(?<!\d)(?<!\d[-/.:])(?:[1-9]\d?{_DASH}(?={_FLAT})|[12]\d\d{_DASH}(?={_BARE_FLAT}))(?P<out>\d{{3,4}})(?!{_DASH}\d){_NO_AMOUNT}",
        figures=4,
    ),
    # numbers in whatever groups
    _Rule("local phone, spread", "〔电话〕", rf"{_STAYS}|(?<!\d)(?P<out>[2-8两俩拐]{_run(6, 7)}){_NO_MORE}", figures=7),
    _Rule("any long number", "〔号码〕", rf"{_STAYS}|(?<!\d)(?P<out>\d{{7,}}|{_SPOKEN}{_run(8, '')})(?!\d)", figures=7),
    _Rule(
        "phone in words",
        "〔电话〕",
        r"(?<![a-z])(?:(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double)[\W_]{0,3}){7,20}(?![a-z])"
        r"|(?<![a-z])(?:(?:ling|yi|yao|er|san|si|wu|liu|qi|ba|jiu|dong|guai)[\W_]{0,3}){7,20}(?![a-z])"
        r"|(?:[영공일이삼사오육륙칠팔구][\W_]{0,3}){7,20}",
        "words",
        needs=_LATIN + "영공일이삼사오육륙칠팔구",
    ),
    # flats again: with less beside them
    _Rule(
        "flat",
        "〔门牌〕",
        r"(?<![\d.])(?:\d{2,4}[a-d]?|(?<=[-单元楼栋#])\d)\s*[-–]?\s*室(?!内|外|友|温|户型|[厅卫]|\d{1,2}[厅卫])",
        figures=1,
        needs="室",
    ),
    _Rule("flat in words", "〔门牌〕", r"[\d十百]{3,6}\s*(?:室(?!内|外)|号房|房间|号屋)", needs="室房屋"),
    _Rule("flat, other words", "〔门牌〕", rf"(?<![\d.十]){_BARE_FLAT}\s*(?:户|房|屋|号房|房间|号门|门)", figures=2),
    _Rule(
        "flat whose home it is",
        "〔门牌〕",
        r"(?<![\d.十])[1-9]\d?(?:0[1-9]|1[0-9])(?=的?(?:家(?!店|公司|商|企业|庭)|那[家户]|住户|邻居|业主|租户|老人家))",
        figures=3,
    ),
    _Rule(
        "flat after the building",
        "〔门牌〕",
        rf"(?:单元|门栋|门洞|号楼|楼|栋|幢|座|\dF|[#号])(?:的|里的?|那个)?{_SMALL_GAP}(?:的|门牌号?)?\s?(?P<out>{_FLAT}){_NO_AMOUNT}",
        figures=3,
    ),
    _Rule(
        "door of a doorway",
        "〔门牌〕",
        r"单元(?:的)?\s?(?P<out>(?<!\d)\d{1,2}号)(?=家|户|房|屋|住户|的?邻居|的?老|那[家户]|$|[,，。.!！;；])",
        figures=1,
        needs="单",
    ),
    _Rule(
        "flat after whose it is",
        "〔门牌〕",
        rf"(?:我家|家住|我住|住在?|家在|门牌号?|邻居|楼上|楼下|对门|对面|隔壁|我是|房号|户号)(?:是|的|那个|[:：])?\s*(?P<out>{_FLAT}){_NO_AMOUNT}",
        figures=3,
    ),
    _Rule(
        "door after whose it is",
        "〔门牌〕",
        rf"(?:我家|家住|我住|住在?|家在|门牌号?|我是)(?:是|[:：])?\s*\d{{1,2}}{_DASH}\d{{1,2}}{_DASH}(?P<out>\d{{1,2}})(?!\d|号?楼|单元|号)",
        figures=3,
    ),
    _Rule(
        "bare flat",
        "〔门牌〕",
        r"(?<![\d.:：\-/A-Za-z第共价费表数差贵涨花罚扣欠])(?<![交花收罚退扣欠涨走]了)(?<!块钱)"
        rf"{_BARE_FLAT}{_NO_AMOUNT}",
        figures=2,
    ),
    _Rule("door on a floor", "〔门牌〕", rf"{_FLOOR}[-\s]?的?(?P<out>0[1-9]){_NO_AMOUNT}", figures=2),
    _Rule(
        "door on a floor, by side",
        "〔门牌〕",
        rf"{_FLOOR}的?(?P<out>[东西南北左右中]{{1,2}}[门户屋]|[东西南北左右][侧手边]?(?=$|[，。,])|[1-9]号(?!楼|电?梯|灯|线|井)[门户]?)",
        needs="楼层fF",
    ),
    _Rule(
        "door on a floor, in words",
        "〔门牌〕",
        rf"(?:{_FLOOR}|顶楼|顶层|楼上|楼下)的?(?P<out>(?:最|紧)?{_SIDE}的?(?:那|这|第)?\d?{_LIVES})",
        needs="户家业邻老",
    ),
    _Rule(
        "flat in English",
        "〔门牌〕",
        r"(?<![a-z])(?:apt|apartment|flat|room|rm|suite|door|unit\s*\d{1,2},?)\.?\s*(?:no\.?|number|#)?\s*(?P<out>\d{1,4}\s?[a-d]?)(?![\w.:%])"
        r"(?!\s*(?:days?|hours?|h|degrees?|times?|years?|weeks?|minutes?|pm|am))",
        figures=1,
    ),
    _Rule("flat in pinyin", "〔门牌〕", r"(?<![\d.])\d{3,4}\s?(?:shi|fang|hu)(?![a-z])", figures=3),
    _Rule("flat in Korean", "〔门牌〕", r"(?<![\d.])\d{2,4}\s?호(?!선|점|차|기)", "words", needs="호"),
    # names
    _Rule("name with a dot", "〔姓名〕", rf"[{SOUNDS}不]{{2,8}}[·•‧・][{SOUNDS}不]{{2,8}}", "words", needs="·•‧・"),
    _Rule("name said", "〔姓名〕", rf"{_SAYS}(?P<out>{_NAME_OF_ANY}){_ENDS}", "words", needs="叫是名人户主东"),
    _Rule(
        "name said, whatever follows",
        "〔姓名〕",
        rf"(?:我叫|姓名[:：]?)\s*(?P<out>{_NONE}(?:{_LONG}|[{_SURE}]){_NO_TITLE}{_HAN}{{1,2}}|{_NO_WORD}(?![他她它人谁你您]){_HAN}{_NO_TITLE}[{GIVEN}]{{2}})",
        "words",
        needs="叫名",
    ),
    _Rule("somebody called", "〔姓名〕", rf"[个位人]叫(?P<out>{_NAME})(?=的|$|[\s,，。])", "words", needs="叫"),
    _Rule(
        "name of another language",
        "〔姓名〕",
        rf"(?:{_SAYS}(?P<out>[{SOUNDS}]{{2,9}}){_ENDS})",
        "words",
        needs="叫是名人户主东",
    ),
    _Rule(
        "name of whoever calls",
        "〔姓名〕",
        rf"(?P<out>(?<![本上下每行任树森园钢横房桥锦格些一两几这那子健感老小]){_NONE}(?:{_LONG}|[{_SURE}]){_NO_TITLE}{_OF_A_CALLER}{{1,2}}?"
        rf"|(?:{_NEW_WORD}|(?<=居民|业主|住户|用户|市民|群众|家属)){_NONE}[{_ALL}]{_NO_TITLE}(?:{_LETTER}{{1,2}}?|{_OF_A_CALLER}[{GIVEN}]))"
        rf"(?<![路街园桥村屯区苑厂店楼])(?={_CALLS})",
        "words",
        needs=_SURNAMES,
    ),
    _Rule(
        "name of whose call it was",
        "〔姓名〕",
        rf"接(?:到|了)?(?P<out>{_NAME_OF_ANY})(?=的?来?电话)",
        "words",
        needs="接",
    ),
    _Rule(
        "name beside a flat",
        "〔姓名〕",
        rf"{_POINT}{_LINK}[^\w{_GONE}]{{0,2}}(?P<out>{_CALLED}|{_NAME}|{_PLAIN_NAME})",
        "words",
        needs=_SURNAMES,
    ),
    _Rule(
        "name of a flat, which does what people do",
        "〔姓名〕",
        rf"{_POINT}{_LINK}(?P<out>{_NAME_OF_ANY})(?=打过?(?:电话|招呼)|来过|来找|来电|说过?|讲过?|反映|报过|找过|问过)",
        "words",
        needs="打来说讲反报找问",
    ),
    _Rule(
        "family of a flat", "〔姓名〕", rf"{_POINT}{_LINK}(?P<out>{_NONE}[{_SURE}])(?=家(?!具|电))", "words", needs="家"
    ),
    _Rule(  # "帮我们楼老高报一下": whose home it is stands in no group
        "somebody for whom it is reported",
        "〔姓名〕",
        rf"(?:(?:替|帮|给|代)(?:一?下|[我俺咱]们?|这|那)?(?:楼里?|楼[上下]|单元|院里?|屋里?|栋)?的?|[我俺咱]们?(?:楼里?|单元|院里?|栋)的?)"
        rf"(?P<out>{_CALLED}|(?<!给){_NONE}[{_ALL}](?:{_KIN}))(?=家|报|反映|登|问|记|催|挂|说|捎|转|他|她|[\s，,])",
        "words",
        needs=_SURNAMES,
    ),
    _Rule(
        "home of somebody",
        "〔姓名〕",
        rf"(?P<out>{_CALLED}|[老小]?{_NONE}[{_ALL}](?:{_POSTS})){_HOME}",
        "words",
        needs="家",
    ),
    _Rule(
        "name before a home",
        "〔姓名〕",
        rf"{_NEW_WORD}(?P<out>{_NAME}|{_NONE}[{_ALL}]{_NO_TITLE}(?:{_LETTER}{{2}}|[{GIVEN}])){_HOME}",
        "words",
        needs="家",
    ),
    _Rule(
        "surname", "〔姓名〕", rf"(?<!百)姓(?P<out>[{_ALL}])(?!名|的?(?:{_POSTS}|保安|保洁|工人))", "words", needs="姓"
    ),
    _Rule(
        "name by its characters",
        "〔姓名〕",
        rf"(?:(?<![本上下每行任树森园钢横房桥锦格些一两几这那子健感]){_NONE}(?:{_LONG}|[{_SURE}]){_NO_TITLE}[{GIVEN}]{{2}}|{_NEW_WORD}{_PLAIN_NAME})"
        r"(?!路|街|小区|苑|花园|园|超市|店|公园|广场|桥|学校|大[厦街道])",
        "words",
        needs=_SURNAMES,
    ),
    _Rule(
        "name in English",
        "〔姓名〕",
        r"(?:my name is|my name's|i am called|name:)\s+(?P<out>[a-z]{2,15}(?:[ -][a-z]{2,15}){0,2})",
        "words",
        needs=_LATIN,
    ),
    _Rule(
        "somebody's name in English",
        "〔姓名〕",
        r"(?<![a-z])(?:name|names|surname)(?:\sis|['’]s)\s+(?P<out>(?-i:[A-Z])[a-z]{1,14}(?:\s(?-i:[A-Z])[a-z]{1,14})?)"
        r"(?=\W|$)",
        "words",
        needs=_LATIN,
    ),
    _Rule(
        "neighbour in English",
        "〔姓名〕",
        r"(?<![a-z])(?:mr|mrs|ms|miss|uncle|aunt|auntie|granny|grandma|grandpa)\.?\s"
        r"(?P<out>(?-i:[A-Z][a-z]{1,14}(?:\s[A-Z][a-z]{1,14})?))",
        "words",
        needs=_LATIN,
    ),
    _Rule(
        "home in English",
        "〔姓名〕",
        r"(?!south|north|east|west|main|the\s)(?-i:[A-Z][a-z]{1,14}(?:\s[A-Z][a-z]{1,14}){1,2})(?=['’]s\s(?:flat|home|apartment|family))",
        "words",
        needs="'’",
    ),
    _Rule(
        "name in pinyin",
        "〔姓名〕",
        r"(?<![a-z])wo\s?jiao\s+(?P<out>(?!ren|le|ta|che|wuye|bu|ni|shifu)[a-z]{2,8}(?:\s[a-z]{2,8}){0,2})",
        "words",
        needs=_LATIN,
    ),
    _Rule(
        "name in Korean",
        "〔姓名〕",
        rf"(?:저는|나는|제 이름은|이름은|이름[:：])\s*(?P<out>{_NO_KOREAN}[{_KOREAN}][가-힣]{{1,2}})"
        r"(?=입니다|이에요|예요|이고|인데|라고|이라고|$|[\s.,。，!])",
        "words",
        needs=_KOREAN,
    ),
    _Rule(
        "neighbour in Korean",
        "〔姓名〕",
        rf"(?:{_FLAT_GONE}호?\s?|(?<![가-힣])(?=[가-힣]{{3}}\s?(?:씨|네|할머니|할아버지|아저씨|아주머니)))"
        rf"(?P<out>{_NO_KOREAN}[{_KOREAN}](?:[가-힣]{{2}}|[가-힣](?![가-힣])))",
        "words",
        needs=_KOREAN,
    ),
)


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    """Half-width if it is one character then; what is a letter to Unicode and a stroke to the eye (ー丨) a dash."""
    if char in (_FLAT_GONE, _GONE):
        return " "
    plain = unicodedata.normalize("NFKC", char)
    if len(plain) != 1:
        return char
    if plain in "ᅟᅠ":  # blanks of the Korean script
        return " "
    return "-" if plain in "丨丶丿ᅳᅵ" or unicodedata.category(plain) == "Lm" else plain


@lru_cache(maxsize=4096)
def _figure(char: str) -> str:
    """The figure that a character stands for, in any script; else the plain character."""
    plain = _plain(char)
    if plain in _HAN_FIGURES:
        return _HAN_FIGURES[plain]
    if plain in "_杠":  # 杠 is how a dash is said
        return "-"
    if plain.isalnum() and not char.isalnum() and not plain.isdecimal():  # Ⓐ or ㊙ between two figures
        plain = "-"
    value = -1.0 if "㐀" <= plain <= "鿿" else unicodedata.numeric(char, -1)
    return str(int(value)) if value in range(10) else plain


_MARKS = later("|".join({re.escape(rule.mark) for rule in _RULES}))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


class _Text:
    """A text and its readings."""

    def __init__(self, text: str) -> None:
        self.text = text
        gone = [(one.span(), _FLAT_GONE if one[0] == "〔门牌〕" else _GONE) for one in _MARKS.finditer(text)]
        words, figures = list(map(_plain, text)), list(map(_figure, text))
        for (start, end), sign in gone:
            words[start:end] = figures[start:end] = sign * (end - start)
        self.words, self.figures = "".join(words), "".join(figures)
        self.letters, self.count = frozenset(words), sum(map(self.figures.count, _FIGURES))


@cache
def _rules_for(figures: int) -> tuple[_Rule, ...]:
    """Those that can find something where there are so many figures; most texts have none."""
    return tuple(rule for rule in _RULES if rule.figures <= figures)


def _finds(rule: _Rule, text: _Text) -> bool:
    """Whether its pattern is in the text at all: of most rules it is not, in most texts."""
    if rule.figures > text.count:
        return False
    return _compiled(rule.pattern).search(text.words if rule.reads == "words" else text.figures) is not None


def _apply(rule: _Rule, text: _Text) -> _Text:
    pieces = []
    done = 0
    pattern = _compiled(rule.pattern)
    group = "out" if "out" in pattern.groupindex else 0
    for match in pattern.finditer(text.words if rule.reads == "words" else text.figures):
        start, end = match.span(group)
        if start < 0:
            continue
        pieces += [text.text[done:start], rule.mark]
        # what made a keycap of the last figure goes with it
        while end < len(text.text) and text.text[end] in "\ufe0f\u20e3":
            end += 1
        done = end
    return _Text("".join([*pieces, text.text[done:]])) if pieces else text


@lru_cache(maxsize=2048)
def tells_way_in(text: str) -> bool:
    """Whether the words say how to come into somebody's home."""
    return _WAY_IN in mask(text)


def besides_way_in(text: str) -> str:
    """What they say besides, as a group may read it."""
    return mask(text).replace(_WAY_IN, "")


@lru_cache(maxsize=2048)
def mask(text: str) -> str:
    """The text as a group may read it. Masking it again changes nothing; it never raises. A page of many matters is
    opened again and again, and masks twice: what was masked lately is known."""
    now = _Text(text)
    for _ in range(_ROUNDS):
        before = now
        for rule in _rules_for(now.count):
            if rule.needs and now.letters.isdisjoint(rule.needs):
                continue  # here, since most rules end here, for every text of a file of 100,000
            if _finds(rule, now):
                now = _apply(rule, now)
        # Taking one thing out can bring two others together. Every round leaves less to take out.
        if now is before:
            return now.text
    return "〔号码〕"


# Where anybody may read them the same names go without a flat beside them: a group's staff have to know of whom it is.
_NOT_AT_WORK = "".join(rf"(?<!{one})" for one in AT_WORK.split())
_SURE_SMALL = "".join(one for one in _SURE if one not in NOT_AFTER_SMALL)
_OTHERS = "".join(one for one in "".join(OTHER_SURNAMES.split()) if one not in NOT_BEFORE_KIN)
_KIN_ANYWHERE = later(
    rf"{_NOT_AT_WORK}(?<![{NOT_BEHIND}])(?:[老小]?{_NONE}(?:{_LONG}|[{_SURE}]|(?<!{_HAN})[{_OTHERS}]|(?<=[，。找是给替和跟说叫])[{_OTHERS}])(?:{_KIN})"
    rf"(?!傅)|老{_NONE}[{_SURE}](?=头|$|[^{WORD_GOES_ON}])|小{_NONE}[{_SURE_SMALL}](?!{_POSTS})(?=$|[^{WORD_GOES_ON}]))"
)


def mask_people(text: str, *, known: Iterable[str] = (), public: Iterable[str] = ()) -> str:
    """The text as anybody may read it, in files and on pages: of `mask` what is left by which a neighbour is known,
    张大爷 and 老郑 wherever they stand, and the names of those who are `known` to have to do with it. `public`: names
    of staff that stand beside the words anyway. Masking it again changes nothing."""
    spared = {one for one in public if one}

    def out(match: re.Match[str]) -> str:
        return match[0] if match[0] in spared else "〔姓名〕"

    found = mask(text)
    for name in known:
        if len(name) > 1 and name not in spared:
            found = found.replace(name, "〔姓名〕")
    return _KIN_ANYWHERE.sub(out, found)


class Masked(str):
    """Words that a group may read: there is no way to make one that is not masked."""

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        return super().__new__(cls, mask(text))


def masked(text: str) -> Masked:
    """The text as a group may read it, and known as such to the type checker."""
    return Masked(text)
