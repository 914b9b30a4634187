"""Words said in the middle of a danger: of which they are, whether they are private, thanks, a no, or nothing but where
to come."""

import re
from collections.abc import Iterable

from casework.words.answers import asks_when
from casework.words.guess import ADVICE, HITS_NOBODY, PRIVATE_DANGERS, guess, plainly, surely_idle, without_row, words
from casework.words.later import later
from casework.words.over import NOT_NONE, says_again, says_over, turned_out
from casework.words.plain import spoken
from casework.words.script import script_of

_BEGINS: dict[str, str] = {
    "gas": "味|漏|(?<!天)(?<!脾)(?<!小)气(?!死|人|温|派)|晕|咝|嘶|滋|嗞|呛|蹿|窜|火",
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
    "(?:打(?!电话|手机|招呼|车|扫|开|水|针|点滴|球|牌|麻将|字|包|听)|薅|掐|踹|踢|扇|揍|抽|骂|拽|捅|砍|推|挠|咬|捆|绑|堵(?=[着住]))"
    f"(?:着|了|住|起|死)?.{{0,3}}{_WHOM}"
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
_ONESELF = (
    "(?:打|骂|砸|堵|掐|踹|踢|薅|扇|揍|拽|追|砍|捅|推|杀|欺负|跟着|吓|要弄死)(?:着|了|死)?(?:我|俺|咱)"
    "|(?:我|俺)(?:的|家)?(?:这|那)?(?:个)?(?:老公|丈夫|男人|对象|爱人|媳妇|老婆|前夫|前妻|男朋友|男友|儿子|爸|妈|公公|婆婆|那?口子)"
    "|(?:我|俺)(?:让|被|叫|给|挨|害怕|怕|不敢|躲|家)|救(?:救)?(?:我|俺)"
    r"|\b(?:beat|beats|beating|hits?|hitting|hurts?|hurting|chok\w+|kick\w*|threaten\w*|attack\w*|kill|help) me\b"
    r"|\b(?:my (?:husband|wife|boyfriend|girlfriend|son|father|ex)|i'?m (?:afraid|scared|hiding))\b"
    "|저를|나를|제 남편|남편이"
)
_OF_ONESELF = later(_ONESELF, re.IGNORECASE)
_ONES_OWN = later(
    f"{_ONESELF}|楼上|楼下|隔壁|对门|对屋|对面屋|(?:我|俺|咱)(?:们)?(?:这)?(?:个)?(?:楼|栋|单元|门洞)"
    r"|\b(?:me|upstairs|downstairs|next door)\b",
    re.IGNORECASE,
)
_POLICE = later("警察|民警|警车|警官|派出所|110|police|cops?|경찰")
_GOES_ON = later(
    "(?:还|一直|正|仍|直|越)(?:在|是|来越|一个劲儿?|那么|这么)*(?:抽|昏|晕|迷糊|喘|憋|吐(?!槽)|流|淌血|出血|冒|烧(?!烤)|漏|着(?:火)?(?:呢|着)|打(?:呢|着)|砸|卡|困|喊救|哭喊)"
    "|(?:还没|没|也没|一直没)(?:醒|缓过来|起来|止住|反应|出来|动静|找[到着]|灭|停(?:下|住)?)|(?:叫|喊|推|扒拉)(?:他|她)?(?:还|也|都)?不(?:醒|应|动|起来)"
    "|还不(?:行|醒|动|吱声|缓)|更(?:厉害|严重|大|重)了|越来越(?:厉害|严重|大|重|多)"
    r"|\bstill (?:convuls|seiz|shak|unconscious|bleed|burn|smok|leak|stuck|trapped|inside"
    r"|not (?:breath|mov|awake|respond))"
    "|아직(?:도)? ?(?:경련|의식|피|불|연기|갇|안 ?(?:깨|움|나))|점점 ?(?:심|커)",
    re.IGNORECASE,
)
"""That it goes on, as the answer to whether anybody is in danger: "还抽呢", "叫也不醒"."""
_HARMED = later(
    "(?:吃|喝|吞|服|灌)(?:了|下|完|进).{0,6}(?:药|片|粒|颗|瓶|敌敌畏|百草枯)|割(?:了|开|破)?(?:手)?(?:腕|脉)了?|划.{0,3}(?:腕|口子)"
    "|(?:流|淌|出).{0,4}血|血.{0,4}(?:流|淌|止不住)|烧(?:着|了|上)炭"
    r"|\b(?:took|taken|swallowed)\b.{0,25}\b(?:pills?|tablets?|bottle)|overdose|약을?.{0,6}먹었|손목"
)
_WHERE_AND_COME = later(
    "[0-9一二三四五六七八九十]+(?:号楼|栋|幢|单元|门洞|门|室|楼|层|号|户|-)?|[a-z]座|东|西|南|北|中门|左|右|对门|楼上|楼下|顶楼|小区"
    "|我家|俺家|家|在|是|就|我|到|来人|快点儿?|急死了|着急|急|抓紧|速度|快来?|赶紧|赶快|救命|来|求求|麻烦|你们|吧|啊|呀|了|的|门牌|电话|手机|这儿|这里|这"
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
_ONLY_ASKS = later(
    r"^(?:(?:没有?|不是|没事儿?|没[啥什]么?(?:大?事儿?)?)?[\s，,。]*(?:不是|不在|没在|不关)(?:我|俺|咱)们?(?:这儿?|那)?(?:楼|家|单元|小区|这|事|的事)[\s，,。]*|没有?[\s，,。]*|没事儿?[\s，,。]*|没[啥什]么?(?:大?事儿?)?[\s，,。]*)?"
    r"(?:(?:我|俺|咱)?(?:就|只|光|也就|只不过|不过)(?:是)?(?:想)?(?:问一?[问下]?|打听(?:打听|一下|下)?|好奇)(?:问|下|而已|罢了)?[啊呀吧哈呢了嘛的]*)[\s，,。.!！~]*$"
)
"""Of what is not at one's own place, told for the asking: "不是我们楼 我就问问"."""
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
_UNHURT = later(
    "^(?:人|大伙儿?|大家|我们|俺们|老太太|老人|老爷子|孩子|我?[妈爸]|[他她])?(?:都|倒是?|现在|暂时)*"
    "(?:没(?:啥|什么)?事儿?|没(?:伤|碰|磕|摔|砸)着|好好的|好着呢|安全|没危险)"
    r"[\s,，。]*(?:就|只)?是?(?:有点儿?)?(?:怕|担心|害怕|恐怕)[^\s,，。]*(?P<rest>.*)$"
)
"""Nobody is hurt, and what may come is feared: "人没事 就是怕漏电"."""
_NOBODY_HIT = later("没(?:有)?(?:砸|伤|碰|压|撞)(?:着|到|住|坏|了)?人")


def fears_a_fall(text: str) -> bool:
    """A hole or a missing railing in the dark: it is asked whether anybody is in danger, and nobody is hurt yet."""
    found = guess(text)
    return found.maybe == "hurt" and found.category in ("road_damage", "facilities")


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


_ENDED: dict[str, str] = {
    "fire": "灭|火|烟",
    "gas": "味|煤气|燃气|阀",
    "lift": "电梯|出来",
    "trapped": "出来|拔出|门开",
    "missing": "找[到着]|回来|接[到着]|送回",
    "drowning": "[捞救拉]上|上岸",
    "height": "[抱拽拉救接]|下来",
    "wire": "电|火花",
    "structure": "清走|抬走|救出",
    "violence": "散|打|拉开|劝|带走|警察",
}
_HURT_ENDED = "醒|送医院|拉走|120|救护车|起来了|缓过来|没大事"


def ends_by_name(text: str, danger: str | None) -> bool:
    """Whether words that say that something is over say by its name that it is this danger."""
    return re.search(_ENDED.get(family(danger), _HURT_ENDED), plainly(text)) is not None


_UNANSWERED = later(
    "(?:敲|叫|砸|喊|拍)(?:了|过|半天|她|他|家)*门[^，,。]{0,6}?(?:没人?(?:应|开|吱声|答应|动静|回)|不(?:应|开|吱声|答应|回)|没(?:声|动静))(?:声|了|啊|呢)*|没人(?:应|开)门"
)
"""At which door nobody answers: where it is, and that nobody knows how whoever lives there is."""


def second_danger(text: str, danger: str | None) -> str | None:
    """A danger of another kind that these words name outright; who jumps from a fire is of the fire, and so is the door
    at which nobody answers."""
    said = _UNANSWERED.sub("，", plainly(text)) if danger in _FLED else text
    kind = guess(said).sure if says_danger(said) else None
    if kind in PRIVATE_DANGERS and not names_violence(text, danger):
        return None
    return kind if family(kind) != family(danger) else None


def another_named(text: str, danger: str | None) -> str | None:
    """A danger of another kind that these words name outright, where they do not name this one beside it."""
    kind = guess(text).sure if says_danger(text) else None
    if kind is None or family(kind) == family(danger) or (kind in PRIVATE_DANGERS and not names_violence(text, danger)):
        return None  # who jumps from a fire is of the fire
    return None if family(danger) in {family(one.removeprefix("!")) for one in words(text).dangers} else kind


def danger_named(texts: Iterable[str]) -> str | None:
    """The danger of these words, the likeliest first: one that is named outright, else one that they sound like."""
    said = [one for one in texts if guess(one).danger is not None]
    named = next((one for one in said if says_danger(one)), said[0] if said else None)
    return guess(named).danger if named is not None else None


def says_danger(text: str) -> bool:
    """Whether the words themselves say that there is a danger; nothing is made of what only sounds like it."""
    found = words(text)
    return bool(found.dangers or found.plainly)


def begins_again(text: str, danger: str | None) -> bool:
    """Whether the words may say that this danger begins again; "the power is off again" is nobody's fight."""
    if not says_again(text):
        return False
    return names_danger(text, danger) or _ANY.search(plainly(text)) is not None


_DOES_IT = later(
    "(?:他|她|老公|丈夫|男人|媳妇|老婆|前夫|那人|那男的|那女的|两口子|对象|有人).{0,8}(?:我|俺|咱|谁|妈|爸|爹|娘)"
    "|(?:我|俺|妈|爸|孩子).{0,4}(?:让|被|叫|给)|(?:把|冲|对|朝|拿|掐|拽|按|扯)(?:我|俺|他|她|人|孩子)|我.{0,6}(?:死|不想|活|解脱)"
    "|[他她]要|[他她]想"
)
"""Who does what to whom, or means to do to himself: what only sounds like violence is some then."""


_RESCUE = later("(?:砸|踹|撬|踢|翻|跳).{0,3}(?:门|窗|下|楼)|(?:要|想|准备)(?:往.)?跳|\\bjump")
_TO_DIE = later("不想活|想死|死了算|轻生|自杀|解脱|want to die|suicide")
_FLED = frozenset({"fire", "gas", "structure", "drowning"})
"""Dangers from which people jump, and to which others break a door open."""


def names_violence(text: str, during: str | None = None) -> bool:
    """Words that say what is private: somebody is beaten, or means to die. "There is a child in there too" only sounds
    like it; nor is it any that somebody jumps from a fire. `during`: the danger for which people are called."""
    if during in _FLED and _RESCUE.search(plainly(text)) and not _TO_DIE.search(plainly(text)):
        return False
    if _BEATS.search(HITS_NOBODY.sub("，", without_row(plainly(text)))) is not None or says_private_danger(text):
        return True
    return guess(text).sure in PRIVATE_DANGERS and _DOES_IT.search(plainly(text)) is not None


def says_private_danger(text: str) -> bool:
    """Whether the tables have a word of violence or despair in it, and it is meant."""
    found = words(text)
    named = {*found.dangers, found.plainly.rstrip("!")}
    return guess(text).danger in PRIVATE_DANGERS and not named.isdisjoint(PRIVATE_DANGERS)


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


def ended_by_police(told: str, text: str) -> bool:
    """Of violence among others that somebody sees, `told`: whether the police have ended it. Who is beaten himself may
    have to say that."""
    ended = says_over(text) and _POLICE.search(plainly(text)) is not None
    return ended and _OF_ONESELF.search(plainly(told)) is None and guess(text).danger is None


_OPENED = later(
    r"(?:(?:可算|终于|这回|总算|都|已经|给|门|刚)*(?:打|弄|拧|整|撬|捅)?开了[啊呀哈]*[\s，,。!！~]*)+"
    r"(?:(?:孩子|娃|人|他|她)?(?:也|都|倒)?(?:没(?:啥|什么)?事儿?了?|好好的|出来了)|谢谢(?:你们?|您)?|[啊呀哈\s，,。!！~])*"
)


def opened(text: str) -> bool:
    """ "终于弄开了" of a door behind which somebody was locked in; of a window, a tap or a valve it is no end."""
    return _OPENED.fullmatch(plainly(text).strip()) is not None


def harmed(text: str) -> bool:
    """Of words of despair: whether it was done already, and an ambulance is needed before a hotline."""
    return _HARMED.search(plainly(text)) is not None


def asks_help(text: str) -> bool:
    """ "I dare not move, what shall I do": of whoever has told of a danger, more than talk about it."""
    return _HELP.search(plainly(text)) is not None


_FOR_THEM = later(
    r"[0-9]{3,}|[0-9一二三四五六七八九十](?:楼|层|单元|号|栋|门)|门|窗|钥匙|锁|阀|闸|总开关|梯|楼上|楼下|单元|屋|阳台|厨房|后院|地下"
    "|[里外]头|里[面边]|[出进](?:来|去|不)|下(?:来|去|不)|上(?:来|不)"
    "|孩|娃|婴|宝宝|老(?:人|太|头|伴|爷子|奶)|奶奶|爷爷|姥|[我俺他她](?:妈|爸|娘|爹|儿|闺女)|媳妇|老[公婆]|丈夫|孕|瘫|轮椅|腿|腰|聋|耳朵背"
    "|病|血[压糖]|药|流血|出血|喘|醒|凉了|疼|喊|哭|没声|动静|不动|手凉|脸|嘴|心跳|脉|呼吸"
    "|看不[见清]|黑(?:乎|灯|漆|咕|得|，|$)|楼道|不亮|救|急|快(?:点|来|些)|抓紧|赶紧|关|拉|没人|有人|还有|还在|还没|更|越|变|大了|小了|小点|严重|不行|怕|危险|不敢|躲|跑"
    "|刀|枪|斧|棍|汽油|小区|花园|家园|地址|[说写]错|不是.{1,6}(?:是|的)"
    "|一个人在|在家|(?:背|厥)过去|迷糊|晕|恶心|吐|没电|没信号|打不通|没人接"
    "|开灯|灯(?:打|开|灭)|打火|[点抽]烟|瓶|罐|电线|堵|挡|响|晃|塌|掉|砸|拔|断|1[12][09]|消防|救护|警察|大夫|燃气公司|咋[办整]|怎么[办弄]|等(?:着|你)"
    "|안에|안쪽|있어요|있습니다|문이|문을|잠[겼긴]|빨리|냄새|연기|불이|불길|[0-9]층|[0-9]호|[0-9]동"
    "|아이|아기|애가|애들|할머니|할아버지|어머니|아버지|엄마|아빠"
    "|남편|아내|숨|피가|피를|열쇠|더 ?(?:심|커|세|많)|못 ?(?:나|움|일)|갇|와 ?주"
    "|구급|소방|계단|위층|아래층|창문|쓰러|움직"
    r"|\b(?:inside|doors?|locked|keys?|windows?|floor|stairs?|unit|building|worse|bigger|stronger|spread\w*|hurry|quick\w*|come|breath\w*"
    r"|blood|bleed\w*|kids?|child(?:ren)?|baby|grand\w+|old|mother|father|mom|dad|husband|wife|pregnant|wheelchair|stuck|trapped|alone"
    r"|smoke|fire|gas|still|more|ambulance|police|can'?t|cannot|out of|upstairs|downstairs|valve)\b",
    re.IGNORECASE,
)
"""Of the place, of people, of how it stands: what whoever comes has to know."""
_INTERJECTION = later(
    "(?:哎|唉|诶|哦|噢|啊|呀|妈呀|我的妈|天[哪呐啊]|我的天|老天爷?|娘[呀嘞]|哈|嘿|呵|嘻|嗯|呃|额|ㅎ|ㅋ|ㅠ|아이고|세상에|어머|lol|omg|wow|haha)+",
    re.IGNORECASE,
)
_KOREAN_TALK = later(
    "날씨|밥 ?(?:먹|은)|점심|저녁 ?(?:먹|뭐)|몇 ?시|대학|드라마|축구|생일|심심"
    "|반가|알겠|알았|그래요|재미|맛있|추워|춥네|덥|더워|눈이 ?(?:오|와)|비가 ?(?:오|와)"
)
_ASKS_WHERE = later(
    r"到哪|多久|还[得要].{0,3}多|几分钟|\bwhere (?:are|is)\b|how long|on the way|coming\b|어디|언제|얼마나"
)
_IDLE = 0.9
"""How surely the model hears that nothing is to be done."""


def adds(text: str, danger: str | None) -> bool:
    """Whether words said while people are called for a danger tell those who come anything: of it, of another one, of
    the place, of somebody. What is neither that nor plainly talk (`idle`) reaches them without a sound."""
    if _INTERJECTION.fullmatch(spoken(plainly(text))):
        return False
    if danger in PRIVATE_DANGERS or guess(text).danger is not None or names_danger(text, danger):
        return True
    for_them = _FOR_THEM.search(plainly(text)) is not None
    return for_them or any(one(text) for one in (names_violence, asks_help, only_where, pleads, says_again))


def idle(text: str, danger: str | None) -> bool:
    """Whether it is plainly nothing for those who come: thanks, "all right", laughter, how good the dinner is."""
    plain, found = plainly(text), words(text)
    if _INTERJECTION.fullmatch(spoken(plain)):
        return True
    if says_over(text):
        return False
    if adds(text, danger) or asks_when(text, names=True) or _ASKS_WHERE.search(plain):
        return only_thanks(text)
    if found.bare and found.talk in ("thanks", "greeting", "goodbye"):
        return True
    if script_of(text) == "korean":
        return only_thanks(text) or _KOREAN_TALK.search(plain) is not None
    return found.talk != "over" and (found.odds().nothing > _IDLE or surely_idle(text))


def goes_on(text: str) -> bool:
    """ "还抽呢", "叫也不醒", where it is asked whether anybody is in danger: a yes in other words."""
    return _GOES_ON.search(plainly(text)) is not None and not says_over(text) and not answers_no(text)


_HURRIES = later("快|赶紧|赶快|抓紧|速度|急|救|来人|hurry|quick|come|빨리|어서", re.IGNORECASE)


def hurries(text: str) -> bool:
    """ "3号楼1单元201 快点啊", where it is asked whether anybody is in danger: a yes, and where."""
    return only_where(text) and _HURRIES.search(plainly(text)) is not None


_MORE_WATER = later(
    "水|漏|淌|返|冒漾|呲|滴|渗|(?:更|越来越|越[^\\s，,。]{1,3}越|一直|还在)[^\\s，,。]{0,4}(?:大|多|厉害|严重|凶|猛|快|往外|往上|漏|冒|流)"
)
_WHOM_IT_HARMS = later(
    "(?<!来)人(?!呢|啊|呀|吧|吗|[来快修整弄])|老(?!是|高|大|多|师|些|长|鼻子)|孩|娃|妈|爸|爹|娘|奶|爷|老[公婆伴]|媳妇|瘫|轮椅|困|摔|滑|麻|烫|伤|血|晕|喘|电|闸|插|线|火|烟|气味|煤气|燃气|塌|裂|掉|鼓|响|淹(?!了?(?:屋|地|厨房|客厅|楼下))"
    "|(?:脖子|胸|腰|膝盖|大腿)"
)
_OF_WATER = frozenset({"leak", "sewer", "outage_water", "snow"})
_BURNS_OR_LEAKS_GAS = frozenset({"gas", "fire"})


def only_more_water(told: str, text: str) -> bool:
    """ "水越来越多了 快点啊师傅" of what leaks, where it is asked whether anybody is in danger: it gets worse, whoever
    has it should hurry, and nobody is in danger by it. `told`: what was reported."""
    before, plain = guess(told), plainly(text)
    of_water = before.danger not in _BURNS_OR_LEAKS_GAS and (
        before.category in _OF_WATER or not _OF_WATER.isdisjoint(words(told).categories) or "水" in plain
    )
    return (
        of_water
        and _MORE_WATER.search(plain) is not None
        and _WHOM_IT_HARMS.search(plain) is None
        and not says_danger(text)
        and guess(text).danger in (None, "gas", "fire")  # heard in what gushes, where no word says it
    )


def only_where(text: str) -> bool:
    """ "Unit 2, 602, come quickly": where to come, and nothing else."""
    return not _rest(_WHERE_AND_COME, text)


def only_thanks(text: str) -> bool:
    """Thanks and nothing else: no door, no news."""
    return re.search(
        "谢|辛苦|好使|管用|厉害|能耐|给力|棒|thank|thx|고맙|감사|수고", plainly(text)
    ) is not None and not _rest(_THANKS, text)


_NOBODY = later(
    r"^(?:(?:没有?|木有|哪有|不是否|(?:不是){2,}|不是的|不{2,}|no|nope|아니요?|아뇨)[\s,，。.!！啊呀哦呢]*)*"
    r"(?:(?:里头|里面|里边|屋里|电梯里|轿厢里)?(?:没有?|木有)(?:啥|什么)?(?:人|危险|大事)"
    r"(?:受伤|困(?:在?里[头面边]?|住)?|在?里[头面边]?|有事)?"
    r"|no ?(?:one|body)(?:'s| is| was)? ?(?:hurt|injured|inside|in danger|trapped)?"
    r"|(?:아무도|다친 ?사람|갇힌 ?사람)(?:은|이)? ?없(?:어요|습니다))?"
    r"[\s,，。.!！啊呀呢哈的]*(?:$|(?<=[\s,，。.!！])(?P<rest>.+)$)"
)
"""Nobody is in it or hurt, perhaps with what is wrong then: "没有没有", "没有人 就是不走了"."""
_INSIDE = later("[在困卡].{0,3}里|出不来|叫不|不醒|动不了|晕|血|一个人|老人|孩子|inside|trapped|bleed")


def only_for_asking(text: str) -> bool:
    """ "不是我们楼 我就问问": nothing was to be reported at all."""
    return _ONLY_ASKS.match(plainly(text).strip()) is not None


def answers_no(text: str) -> bool:
    """ "Nobody fell, I am only afraid somebody may": a no to "is anyone in danger?", in so many words."""
    plain = plainly(text).strip()
    if only_for_asking(text):
        return True
    nobody = _NOBODY.match(plain)
    if nobody is not None and nobody[0].strip():
        rest = (nobody["rest"] or "").removeprefix("就是")
        worse = rest and (guess(rest).danger is not None or guess(spoken("没有" + rest)).danger is not None)
        if not (_BUT.search(rest) or _INSIDE.search(rest) or worse):  # "没有 呼吸了" is no no
            return True
    unhurt = _UNHURT.match(plain)
    if unhurt is not None and guess(unhurt["rest"]).danger is None:
        return True
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


_AMONG_STRANGERS = later(
    "(?:有|[俩两几仨三]个?|一帮|一群|好几个?)(?:个)?(?:人|小伙|老爷们|老头|老太太|小年轻|男的|女的|喝多的|酒鬼|司机|学生|孩子)"
)
_PARTED = later(
    "(?:没|不是)(?:真)?(?:打(?:着|起来|成)?|动手)|(?:就|光|只)是(?:吵吵|吵架|拌嘴|呛呛|骂|推搡)"
    "|(?:吵|骂|呛)[^，,。\\s]{0,6}(?:散|拉倒|走)了"
    "|(?:都|已经|给)?(?:散|拉开|劝开|走)了"
)


def parted(told: str, text: str) -> bool:
    """Of strangers whom somebody saw fight outside, `told`: whether they parted, "散了 就是吵吵两句". Of a couple, a
    neighbour or himself nobody is believed so quickly."""
    seen = _AMONG_STRANGERS.search(plainly(told)) is not None and _OF_ONESELF.search(plainly(told)) is None
    return seen and _PARTED.search(plainly(text)) is not None and guess(text).danger is None and not goes_on(text)


def only_heard(told: str, text: str) -> bool:
    """Of violence that somebody heard through a wall, `told`: whether it turned out to be a television, or a game. Of
    what is done to himself nobody says that of his own will."""
    return turned_out(text) and guess(text).danger is None and _OF_ONESELF.search(plainly(told)) is None


def returns(text: str) -> bool:
    """Of somebody who beats: he is back. Of somebody who was missing that is good news; here it is none."""
    return _RETURNS.search(plainly(text)) is not None


_OF_WHOM_SHE_FEARS = "(?!他|她|那口子|我?(?:家那口子|老公|丈夫|男人|对象))"
"""That he shall not know is no "tell nobody"."""
_NOT_TO_BE_TOLD = later(
    "(?:别|不要|不用|不想|不能|甭|先别|千万别)(?:再|给我|往上|去|你们)*"
    f"(?:报(?!警)|告诉{_OF_WHOM_SHE_FEARS}(?!.{{0,5}}(?:是|说)?(?:我|俺).{{0,2}}(?:报|说|告|打|讲))|跟{_OF_WHOM_SHE_FEARS}.{{0,4}}说(?!.{{0,2}}(?:我|俺).{{0,2}}(?:报|说|告|打|讲))|派人来?|来人|来(?!晚)|上门|找他|声张)"
    f"|不报了|(?:给我|帮我)?(?:删|撤|取消)(?:了|掉)(?:吧|它)?|(?:当|算)我没说|就?当没这?回?事|谁(?:也|都)(?:别|不要|不能)(?:说|告诉)|(?:别|不要).{{0,3}}(?:让|叫){_OF_WHOM_SHE_FEARS}.{{0,6}}知道"
    r"|(?:don't|do not) (?:tell(?! him| her)|report|send|come)",
    re.IGNORECASE,
)
_CALLS_ALL_THE_SAME = later("来人|派人|快|赶紧|救|送|医院|血|刀|打|砸|[0-9一二三四五六七八九十]+(?:单元|室|楼|号)")


_NOT_BY_NAME = later(
    "(?:别|不要|不用|不想|不能|甭|先别|千万别|可别)(?:再|跟|和|对|让|叫|给|告诉|往外|说出去)*"
    "[^，,。 ]{0,6}?(?:知道|说|讲|提|告诉|看[见到出])?(?:是|说是|到|出)*(?<![跟和给对让叫诉])"
    "(?:我|俺)(?:说|报|讲|告|举报|打|写)(?:的|了)?"
)


def asks_not_to_be_named(text: str) -> bool:
    """ "别让人知道我说的", "别说是我报的": who told it is not to be known; that nobody is to come is not said."""
    return _NOT_BY_NAME.search(plainly(text)) is not None


def asks_not_to_be_told(text: str) -> bool:
    """ "Don't send anybody", "tell nobody": a no to being reported, where nothing beside it calls for help, says where
    to come, or tells more of violence."""
    plain = _NOT_BY_NAME.sub("，", plainly(text))
    if _NOT_TO_BE_TOLD.search(plain) is None or guess(text).sure is not None:
        return False
    rest = _NOT_TO_BE_TOLD.sub("，", plain)
    return not _CALLS_ALL_THE_SAME.search(rest) and not _BUT.search(rest)


def pleads(text: str) -> bool:
    """Of somebody for whom people were called because she is beaten: not to come, or to undo it. Perhaps somebody
    stands beside her: it is no word that it is over, unless other words say that."""
    if asks_not_to_be_named(text):
        return False
    return asks_not_to_be_told(text) and not says_over(_NOT_TO_BE_TOLD.sub("，", plainly(text)))
