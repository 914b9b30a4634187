"""Words said in the middle of a danger: of which they are, whether they are private, thanks, a no, or nothing but where
to come."""

import re

from casework.words.guess import ADVICE, PRIVATE_DANGERS, guess, plainly, words
from casework.words.later import later
from casework.words.over import NOT_NONE, says_again, says_over
from casework.words.plain import spoken

_BEGINS: dict[str, str] = {
    "gas": "味|漏|气|晕|咝|嘶|滋|嗞|呛|蹿|窜|火",
    "fire": "着|烧|冒|火|烟|燃|呛|蹿|窜",
    "wire": "冒|火花|电|打火|响",
    "lift": "电梯|卡|困|停|掉|不动",
    "violence": "打|闹|砸|骂|薅|踹|掐|踢|堵门|动手|吵",
    "suicide": "跳|割|喝药|想死|不想活|闹",
    "missing": "跑|走丢|丢|不见",
    "drowning": "掉|跳|漂",
    "structure": "塌|掉|裂|响|砸",
    "trapped": "卡|关|锁|困",
    "height": "掉|爬|挂|骑|翻|吊|摔",
    "hurt": "晕|昏|倒|疼|抽|犯|吐|喘|不行|发作|血|摔",
}
"""What begins again where it was that danger."""
_ANY = later(
    f"又(?:来|开始|不对|[这那]样了?$)|{NOT_NONE}|还(?:是|在)?危险|不对.{{0,4}}(?:还|又)|又.{{0,3}}(?:危险|不行了)|重新"
)
"""Of whatever danger it was."""
_WHOM = "(?:我|俺|他|她|人|谁|孩子|娃|老婆|媳妇|老公|老伴|闺女|儿子|我妈|我爸|头发|脖子|脸|胳膊|嘴巴|耳光|女的|男的)"
_BEATS = later(
    f"(?:打|薅|掐|踹|踢|扇|揍|抽|骂|拽|捅|砍|推|挠|咬|捆|绑|堵)(?:着|了|住|起|死)?.{{0,3}}{_WHOM}"
    "|打起来|打人|打架|干起来|动手|家暴|不想活|想死|割腕|跳楼|薅.{0,3}头发"
    "|(?:老公|男人|丈夫|对象|媳妇|老婆|两口子).{0,6}(?:打|骂|闹|疯|喝)",
)
"""The words of somebody who is beaten, or means to die, whatever the tables make of them."""
_SOMEBODY = later(
    "他|她|那(?:个)?(?:男|女)|两口子|老公|丈夫|媳妇|老婆|男人|喝(?:多|酒|高)|挨打|害怕|哭|不让我|身上|头发|脖子"
)
_OF_ANOTHER = later(
    "有(?:个|位|一个)?.{0,4}?(?:人|小伙|姑娘|女的|男的|孩子|学生|老人|老太|老头|大爷|大妈)(?!听|管|懂|要我)|(?:他|她|邻居|对门|楼上那|楼下那|同学|朋友|室友).{0,10}(?:跳|割|死|不想活|喝药|轻生|自杀)"
    "|(?:我|俺)(?:家|们)?(?:妈|爸|老公|老婆|媳妇|老伴|儿子|闺女|女儿|孩子|对象|弟|妹|哥|姐|邻居)(?!不要我|打我|骂我).{0,10}(?:跳|割|死|不想活|喝药|轻生|自杀)"
    r"|\b(?:somebody|someone|he|she|my (?:son|daughter|wife|husband|mother|father|neighbour|friend))\b"
)
_ONES_OWN = later(
    "(?:打|骂|砸|堵|掐|踹|踢|薅|扇|揍|拽|追|砍|捅|推|杀|欺负|跟着|吓|要弄死)(?:着|了|死)?(?:我|俺|咱)"
    "|(?:我|俺)(?:的|家)?(?:这|那)?(?:个)?(?:老公|丈夫|男人|对象|爱人|媳妇|老婆|前夫|前妻|男朋友|男友|儿子|爸|妈|公公|婆婆|那?口子)"
    "|(?:我|俺)(?:让|被|叫|给|挨|害怕|怕|不敢|躲|家)|救(?:救)?(?:我|俺)"
    "|楼上|楼下|隔壁|对门|对屋|对面屋|(?:我|俺|咱)(?:们)?(?:这)?(?:个)?(?:楼|栋|单元|门洞)"
    r"|\b(?:me|upstairs|downstairs|next door)\b"
    r"|\b(?:my (?:husband|wife|boyfriend|girlfriend|son|father|ex)|i'?m (?:afraid|scared|hiding))\b"
    "|저를|나를|제 남편|남편이",
    re.IGNORECASE,
)
_HARMED = later(
    "(?:吃|喝|吞|服|灌)(?:了|下|完|进).{0,6}(?:药|片|粒|颗|瓶|敌敌畏|百草枯)|割(?:了|开|破)?(?:手)?(?:腕|脉)了?|划.{0,3}(?:腕|口子)"
    "|(?:流|淌|出).{0,4}血|血.{0,4}(?:流|淌|止不住)|烧(?:着|了|上)炭"
    r"|\b(?:took|taken|swallowed)\b.{0,25}\b(?:pills?|tablets?|bottle)|overdose|약을?.{0,6}먹었|손목"
)
_WHERE_AND_COME = later(
    "[0-9一二三四五六七八九十]+(?:号楼|栋|幢|单元|门洞|门|室|楼|层|号|户|-)?|[a-z]座|东|西|南|北|中门|左|右|对门|楼上|楼下|顶楼|小区"
    "|我家|俺家|家|在|是|就|我|到|来人|快点儿?|快来?|赶紧|赶快|救命|来|求求|麻烦|你们|吧|啊|呀|了|的|门牌|电话|手机|这儿|这里|这"
)
_HELP = later(
    "不敢(?:动|出|下|进|关|碰|开)|咋整|咋办|怎么办|害怕|救(?:命|人|我|救)|快(?:点儿?)?来|赶紧来|(?:出|下|跑|走|动)不(?:去|来|了)"
    r"|\bhelp\b|what (?:do|shall|should) i|i(?:'m| am) (?:scared|afraid|stuck)|어떡|어떻게 해|도와|무서|살려"
)
_THANKS = later(
    "哎(?:呀|妈呀|呦)?|谢谢|多谢|感谢|谢了?|辛苦|太好了|真好(?!使)|好人|谢天谢地|可|真|太|非常|你们|您们|您|你|大家|各位|师傅|姐|哥|们|嘿嘿|哈哈|嘻嘻|机器人|这个?|好使|管用|厉害|能耐|给力|棒|行|了|啦|啊|呀|哈|呢|的|都|好"
    "|thank|thanks|thx|you|so|much|all|everybody"
    "|고맙|감사|수고|많으|많이|하셨|드려요|드립니다|합니다|습니다|세요|해요|어요|정말|너무|다들|모두"
)
_A_NO = later(
    "^(?:没有?人?|没谁|无人)(?:受伤|伤着|伤|摔着|摔倒|摔|掉下去|掉|碰着|碰|磕着|磕|困|中毒|危险|出事|事|在(?:里|底下)|被)"
    "|^(?:没.{0,8})?(?:就|只)是(?:怕|担心|提醒)"
)
_BUT = later("但|可是|不过|就是(?!怕)|快来|救命|赶紧|里面|里头|屋里|埋|困|着火|冒烟")
_STOPS = r"(?:[\s，,。.！!、；;~～]+|$)"
_NO_AND = later(
    "^(?:(?:没有|没|没事|不是|不|不对|没人|没谁|没啥|没(?:啥|什么)?大?事|没那么急|不急|不用|不要紧|不严重|误报|假的"
    f"|no|nope|nobody|not really|아니[요오]|아니에요|아닙니다|없어요|없습니다)(?:的|啊|呀|哈|吧|了|儿|呢|哦)*{_STOPS}"
    "|(?:没有?人?|没谁|无人)有?(?:受伤|伤|摔|掉|碰|磕|困|中毒|危险|出事|被|砸|撞|烫|咬|夹|电|淹|在(?:里|底下))"
    f"(?:着|到|倒|住|坏|下去|进去|头|面)?(?:人|谁|我|孩子|老人)?{_STOPS}"
    f"|没(?:有)?(?:砸|伤|碰|压|埋|撞|摔|烫|咬|夹|电|淹)(?:着|到|住|坏|了)?(?:人|谁|我|孩子|老人){_STOPS})+"
)
"""How a "no" begins, be it followed by what there is instead."""
_NOBODY_HIT = later("没(?:有)?(?:砸|伤|碰|压|撞)(?:着|到|住|坏|了)?人")


def family(danger: str | None) -> str:
    """Dangers of one kind: those who are hurt, or ill, have one ambulance."""
    return "hurt" if danger in ("hurt", "ill") else danger or ""


def names_danger(text: str, danger: str | None) -> bool:
    """Whether the words name this danger, or the like of it begins again."""
    found = words(text)
    kinds = {family(one) for one in (*found.dangers, guess(text).danger) if one}
    kind = family(danger)
    if kind in kinds or (kind == "hurt" and any(ADVICE[one] == "hurt" for one in found.dangers)):
        return True
    return re.search(_BEGINS.get(kind, _BEGINS["hurt"]), found.plain) is not None


def says_danger(text: str) -> bool:
    """Whether the words themselves say that there is a danger; nothing is made of what only sounds like it."""
    found = words(text)
    return bool(found.dangers or found.plainly)


def begins_again(text: str, danger: str | None) -> bool:
    """Whether the words may say that this danger begins again; "the power is off again" is nobody's fight."""
    if not says_again(text):
        return False
    return names_danger(text, danger) or _ANY.search(plainly(text)) is not None


def names_violence(text: str) -> bool:
    """Words that say outright what is private: somebody is beaten, or means to die."""
    return guess(text).danger in PRIVATE_DANGERS or _BEATS.search(plainly(text)) is not None


def of_somebody(text: str) -> bool:
    """Words that may say what is private: of a man, a woman, somebody's body."""
    return names_violence(text) or _SOMEBODY.search(plainly(text)) is not None


def smashes(text: str) -> bool:
    """ "The door is kicked in", "the window is smashed": of what somebody did."""
    return re.search("[砸踹摔剁劈捅]", plainly(text)) is not None


def despairs_of_another(text: str) -> bool:
    """Of words of despair: whether it is somebody else's, whom the writer sees or is afraid for."""
    return _OF_ANOTHER.search(plainly(text)) is not None


def of_another(text: str) -> bool:
    """Of words of violence or despair: whether nothing in them says that they are of the writer, or of his building."""
    if guess(text).danger == "suicide":
        return despairs_of_another(text)
    return _ONES_OWN.search(plainly(text)) is None


def harmed(text: str) -> bool:
    """Of words of despair: whether it was done already, and an ambulance is needed before a hotline."""
    return _HARMED.search(plainly(text)) is not None


def asks_help(text: str) -> bool:
    """ "I dare not move, what shall I do": of whoever has told of a danger, more than talk about it."""
    return _HELP.search(plainly(text)) is not None


def only_where(text: str) -> bool:
    """ "Unit 2, 602, come quickly": where to come, and nothing else."""
    return not _rest(_WHERE_AND_COME, text)


def only_thanks(text: str) -> bool:
    """Thanks and nothing else: no door, no news."""
    return re.search(
        "谢|辛苦|好使|管用|厉害|能耐|给力|棒|thank|thx|고맙|감사|수고", plainly(text)
    ) is not None and not _rest(_THANKS, text)


def answers_no(text: str) -> bool:
    """ "Nobody fell, I am only afraid somebody may": a no to "is anyone in danger?", in so many words."""
    plain = plainly(text).strip()
    said = _A_NO.search(plain)
    if said is not None and not words(text).dangers and not _BUT.search(plain[said.end() :]):
        return True
    said = _NO_AND.search(plain)
    rest = plain[said.end() :].removeprefix("就是") if said is not None else ""
    if said is None or _BUT.search(rest):
        return False
    if _NOBODY_HIT.match(plain):  # "没砸着人，就是砸车上了"
        return guess(rest).sure is None
    return guess(rest).danger is None and guess(spoken(plain)).danger is None  # "没有 呼吸了"


def _rest(pattern: re.Pattern[str], text: str) -> str:
    return spoken(pattern.sub("", plainly(text)))


def without_private(text: str) -> str:
    """Those of its breaths that speak of nobody: what everyone may read where a house is in danger, too."""
    breaths = re.split(r"[\s，,。.；;！!？?、]+", text)
    return " ".join(one for one in breaths if one and not of_somebody(one) and (words(one).dangers or only_where(one)))


_SILENCE = later(
    "(?:别|不要|先别|千万别|不能|甭)(?:再|给我|跟我|往回|一直)*"
    "(?:(?:回我?|发我?)(?:消息|信息|微信|短信|话|信|语音|了|$)|来(?:消息|信息|微信|短信|电话|信|语音))"
    "|(?:别|不要|千万别)(?:再)?(?:给我)?(?:打电话|响|出声)"
    r"|(?:do not|don't|stop) (?:text|reply|message|messaging|writing|call)",
    re.IGNORECASE,
)
_SPEAK = later(
    "(?:可以|能)(?:回|发|说话?|打电话|联系)(?:我|消息|信息|微信)?了|(?:我)?(?:现在)?安全了|(?:给我)?回(?:我)?(?:个)?(?:消息|话)吧"
    "|[他她](?:已经)?(?:走|出去|出门)了|(?:you can|now) (?:text|reply|write|call)|i(?:'m| am) safe",
    re.IGNORECASE,
)
_RETURNS = later(
    "(?:他|她|人|老公|丈夫|男人|对象|前夫|前男友|那个?男的)(?:又|已经|刚|马上|都)*(?:回来|回家|找来|追来|上来|进来)了"
)


def asks_silence(text: str) -> bool:
    """ "Do not answer, he is back": whoever beats may see the telephone."""
    return _SILENCE.search(plainly(text)) is not None


def may_be_answered(text: str) -> bool:
    """ "He is gone", "you can write now"."""
    return not asks_silence(text) and _SPEAK.search(plainly(text)) is not None and _RETURNS.search(text) is None


def returns(text: str) -> bool:
    """Of somebody who beats: he is back. Of somebody who was missing that is good news; here it is none."""
    return _RETURNS.search(plainly(text)) is not None


_OF_WHOM_SHE_FEARS = "(?!他|她|那口子|我?(?:家那口子|老公|丈夫|男人|对象))"
"""That he shall not know is no "tell nobody"."""
_NOT_TO_BE_TOLD = later(
    "(?:别|不要|不用|不想|不能|甭|先别|千万别)(?:再|给我|往上|去|你们)*"
    f"(?:报(?!警)|告诉{_OF_WHOM_SHE_FEARS}|跟{_OF_WHOM_SHE_FEARS}.{{0,4}}说|派人来?|来人|来(?!晚)|上门|找他|声张)"
    f"|不报了|(?:给我|帮我)?(?:删|撤|取消)(?:了|掉)(?:吧|它)?|(?:当|算)我没说|就?当没这?回?事|谁(?:也|都)(?:别|不要|不能)(?:说|告诉)|(?:别|不要).{{0,3}}(?:让|叫){_OF_WHOM_SHE_FEARS}.{{0,6}}知道"
    r"|(?:don't|do not) (?:tell(?! him| her)|report|send|come)",
    re.IGNORECASE,
)
_CALLS_ALL_THE_SAME = later("来人|派人|快|赶紧|救|送|医院|血|刀|打|砸|[0-9一二三四五六七八九十]+(?:单元|室|楼|号)")


def asks_not_to_be_told(text: str) -> bool:
    """ "Don't send anybody", "tell nobody": a no to being reported, where nothing beside it calls for help, says where
    to come, or tells more of violence."""
    plain = plainly(text)
    if _NOT_TO_BE_TOLD.search(plain) is None or guess(text).sure is not None:
        return False
    rest = _NOT_TO_BE_TOLD.sub("，", plain)
    return not _CALLS_ALL_THE_SAME.search(rest) and not _BUT.search(rest)


def pleads(text: str) -> bool:
    """Of somebody for whom people were called because she is beaten: not to come, or to undo it. Perhaps somebody
    stands beside her: it is no word that it is over, unless other words say that."""
    return asks_not_to_be_told(text) and not says_over(_NOT_TO_BE_TOLD.sub("，", plainly(text)))
