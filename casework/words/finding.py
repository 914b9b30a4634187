"""Words that say how somebody is found at home, and nothing else: unit and flat, where the key is, a telephone, when
somebody is in. They are for whoever comes, whatever they were said after."""

from casework.words.asking import says_wrong
from casework.words.each import said_of_it
from casework.words.guess import guess, named
from casework.words.later import later
from casework.words.masking import besides_way_in, tells_way_in
from casework.words.plain import plain, spoken

_FIGURE = "[0-9一二三四五六七八九十]"
_DOOR = later(
    rf"(?:{_FIGURE}{{1,3}}(?:号楼|栋|幢|[-－]))?[，,\s]?{_FIGURE}{{1,2}}(?:单元|[-－])[，,\s]?[0-9]{{3,4}}(?:室|号|户|门)?"
    rf"|(?:我|俺)(?:们)?(?:家)?(?:就)?(?:是|在|住)?[，,\s]?(?:{_FIGURE}{{1,3}}号楼)?(?:{_FIGURE}单元)?[0-9]{{3,4}}(?![0-9])(?:室|号|户|门)?"
    rf"|(?:敲|摁|按|上|到|去|找)[，,\s]?(?:{_FIGURE}单元)?[0-9]{{3,4}}(?![0-9])(?:室|号|户|门|的门铃?)?"
    r"|^[0-9]{3,4}(?:室|号|户)?(?=[，,\s])"
    rf"|{_FIGURE}{{1,2}}单元{_FIGURE}{{1,2}}楼(?:东|西|南|北|中间|左手?|右手?|对)(?:边|面|门|户|侧)?"
    rf"|{_FIGURE}{{1,2}}楼(?:东|西|南|北|中间|左手?|右手?|对)(?:边|面|门|户|侧)(?:那家|那户)?"
    r"|(?:apartment|apt|flat|unit|ring|knock\sat|door|room)\.?\s(?:no\.?\s)?[0-9]{1,4}\b|\b[0-9]{1,2}동\s?[0-9]{3,4}호|[0-9]{3,4}호"
)
_PHONE = later(
    r"(?:door|entry|gate)\scode(?:\sis)?:?\s[0-9#*]{3,8}|(?:(?:我|俺)的?)?(?:电话|手机|号码|手机号|打)?(?:号|是|[:：])?\s*(?:1[3-9](?:[\s-]?[0-9]){9}|0[0-9]{2,3}-?[0-9]{7,8})"
)
_WHEN = later(
    rf"(?:今天?|明[天儿]|后[天儿]|天天|每天|平时|周末|(?:周|星期|礼拜)[一二三四五六日天末]|上午|下午|白天|晚上|中午|早上|晌午|全天|一天|一直|随时|都|就"
    rf"|{_FIGURE}{{1,3}}点(?:半|钟)?|以?[后前]|之[后前]|[到至~]|家里?|屋里?|我|俺|老伴|孩子|老人)*(?:在家|有人|没人)(?:在)?"
    r"|(?:someone|somebody|i'?m|we'?re|i\sam|we\sare)(?:\sis)?\s(?:at\s)?(?:home|in)(?:\s(?:after|before|from|until|all|in\sthe)[a-z0-9\s:]{1,16})?"
    r"|(?:오전|오후|저녁|낮|[0-9]{1,2}시)?[\s에는이후까지]{0,6}집에\s?있(?:어요|습니다|을게요|어)"
)
_BESIDE = later(
    r"师傅|来的?话|来(?:了|人|时|之?前|以?前)|到(?:了|时)|的时候|提前|先|给我?|打(?:个)?(?:电话)?|电话|说一声|喊我?|吱一声|直接|就(?:行|好|中)|没人|记得|麻烦|谢谢|您|你们?|上门"
    r"|敲门|按门铃|门铃|摁门铃|我家?|俺家?|住|在|是|就|可以|能|都|行|吧|哈|啊|呢|了|的|please|thanks|at|in|i|live|flat|unit|call|me|ring|knock|when|you|come|before|번호|입니다|이에요|예요|이고요|는|은|my|phone|number|is|door|code|주세요|로|으로|오시기\s?전에?|오시면|와서|전화|저희|우리|집"
)
_KNOCK = later(
    r"(?:(?:我|俺)家?|家里?)?(?:的)?(?:门铃|对讲|可视|门禁)(?:也|都|是)*(?:坏|不响|不好使|没电|听不[见着]|不灵|摁不响|按不响)了?[，,\s]*"
    r"(?:您|你们?|师傅|到了|来了|来的?时候|就|直接|得|要|请|麻烦)*(?:使劲|大点?声|多)?(?:敲|拍|喊|打|叫)(?:门|我|电话|一声|敲|几下|一下|就行|吧)*"
)
"""How to be heard where the bell is broken, which is no report of the bell."""
_NEXT_DOOR = later(
    rf"(?:对了|哦|那个|[\s，,])*(?:对门|隔壁|楼上|楼下|他家|她家|那家|人家)(?:那?家)?(?:就)?(?:是|在|住)?(?:{_FIGURE}{{1,2}}单元)?[0-9]{{3,4}}(?:室|号|户)?(?![0-9])"
)
"""Whose flat is spoken of beside one's own."""
_GENTLY = later(
    "(?:别|不要|甭|先别)(?:太)?(?:大声|使劲儿?|猛|老|咣咣|哐哐)*(?:敲|砸|拍|按|摁)(?:门铃?|太响)?"
    "|(?:轻|慢|多)(?:点儿?|着点儿?|一?点儿?)?(?:敲|按|摁|喊)(?:几|两)?(?:下|声)?(?:门铃?)?|等(?:一?会儿?)?再敲(?:几|两)?(?:下)?|(?:敲|按|摁)(?:门|门铃)?(?:的时候)?(?:轻|慢)(?:点儿?|着点儿?)"
    r"|(?:please )?(?:don'?t knock (?:too )?(?:loud|hard)\w*|knock (?:gently|softly|quietly))|살살 ?두드",
)
_OF_WHOM = later(
    "(?:[他她]|老人|老太太|老头|老爷子|孩子|娃|[我俺](?:家)?(?:妈|爸|奶奶|爷爷|姥姥|姥爷|婆婆|公公|老伴儿?|媳妇|老公))?(?:的)?(?:有)?"
    "(?:心脏病?|血压|耳朵|腿脚?|眼睛?|岁数|身体|胆子?|神经)?(?:有点儿?|挺|太|都)?(?:不好|不太好|不利索|不得劲|背|聋|慢|小|大|高|弱|睡觉?了?|刚睡|在睡|坐月子|怕吵|怕响|刚出院)(?:了|呢|的|着)?"
    r"|(?:s?he|my \w+) (?:has a weak heart|is asleep|is hard of hearing)",
)
_COMPLAINS = later("楼上|楼下|邻居|隔壁|对门|能不能|别让|[老总净]敲|地板|墙|暖气|管子|半夜|吵|推销|无人机|鼓")
"""How to knock, and for whose sake: for whoever comes, and no report of noise."""
_OF_THE_HOUSE = later(
    "(?:我家|俺家|家里?|屋里?|院里?|门口|门上|门后)?(?:还)?(?:有|养(?:了|着)?)(?:一?(?:条|只|个))?(?:大|小|老)?(?:狗|猫|金毛|泰迪)子?"
    "(?=.*(?:别(?:害)?怕|甭怕|不(?:用)?怕|不咬|拴|栓|关(?:着|起|屋|好)|笼|听话|温顺|老实))"
    "|(?:进屋|进门|来了?)?.{0,4}(?:换(?:个|上|双)?鞋|脱鞋|鞋套)"
    r"|(?:we have|there(?:'?s| is)) an? (?:dog|cat)(?=.*(?:friendly|tied|locked|bite))"
    "|(?:take|leave) (?:your |the )?shoes"
)
_ELSEWHERE = later(
    "邻居|楼上|楼下|对门|隔壁|别人|谁家|小区|流浪|野狗|野猫|咬(?:了|人了|着)|追|扑|[没不][拴栓]|neighbou?r|stray"
)
"""What whoever comes has to know of a home: a dog that is tied, shoes that are taken off. Not somebody else's dog."""
_MUCH = 4
"""Characters left that may tell of something else."""


_NUMBER = later(r"^(?:那|我报的|我的)?([0-9]{1,5})号(?!楼|院|门|单元)(?:的事?儿?|那个|那件|这个|这件)?[\s，,:：、]")


def number_first(text: str) -> int | None:
    """ "1号 门口密码5566": the number with which the words begin, where something is said of it."""
    found = _NUMBER.match(plain(text).strip())
    return int(found[1]) if found is not None else None


_CHANGES = later(
    r"钥匙.{0,8}(?:别|甭|不用|不要|不|没|还|换|改|拿走|取走|放|搁|给|在)|(?:别|甭|不用|不要).{0,6}(?:钥匙|敲门|按门铃|打电话)|(?:密码|门禁|门牌|电话|手机号?)(?:号)?.{0,4}(?:换|改|变|错|不对|作废)"
    r"|(?:我|俺|家里?|屋里?|老伴|孩子|[上下中]午|晚上|白天|点|[天儿])(?:都|又|就)?(?:不在家|在家|没人|有人)"
    r"|\b(?:key|door code|entry code)\b|\b(?:not|won'?t be|i'?ll be|be) (?:at )?home\b|열쇠|비밀번호|집에 (?:있|없)"
)


def changes_way_in(text: str) -> bool:
    """ "改主意了，钥匙别拿了，我下午在家": of how somebody said he is found at home, that it is otherwise now; nothing
    that is wrong is told with it."""
    return (
        _CHANGES.search(plain(text)) is not None and not says_wrong(text) and set(named(text)) <= {"property_service"}
    )


def finds_home(text: str) -> bool:
    """ "2单元401，上午在家", "钥匙在对门那儿", "来前打13812345678": how whoever comes gets in. When somebody is in is
    that only beside a door, a key or a telephone; and nothing else may be told with it."""
    words = plain(text).strip()
    if _OF_THE_HOUSE.search(words) is not None and _ELSEWHERE.search(words) is None:
        return guess(text).danger is None and set(named(text)) <= {"dogs"}
    if tells_way_in(text):
        return not says_wrong(besides_way_in(said_of_it(words)))
    said = said_of_it(words)
    said = _NEXT_DOOR.sub("，", said)
    knocks = _KNOCK.sub("，", said)
    if _GENTLY.search(said) is not None and _COMPLAINS.search(said) is None:
        knocks = _OF_WHOM.sub("，", _GENTLY.sub("，", said))
    if knocks != said:
        return not says_wrong(knocks) and not named(knocks) and guess(text).danger is None
    rest = _DOOR.sub("，", _PHONE.sub("，", said))
    if rest == said or says_wrong(rest) or named(rest) or guess(text).danger is not None:
        return False
    return len(spoken(_BESIDE.sub("", _WHEN.sub("，", rest)))) <= _MUCH


def only_flats(text: str) -> bool:
    """ "对了 对门是602": which flat it is, and nothing else."""
    words = plain(text).strip()
    rest = _NEXT_DOOR.sub("，", words)
    return rest != words and not spoken(_BESIDE.sub("", _DOOR.sub("，", rest)))
