"""Whose a matter is: that somebody took down for a person without an account, or of which a neighbour speaks."""

import re

from casework.words.guess import guess, named
from casework.words.later import later
from casework.words.plain import plain

_NAME = later(r"[^\d\s,，。、；;:：()（）〔]{1,8}")
_TOLD_BY = later(
    r"(?P<name>[\u4e00-\u9fff]{1,2}(?:大爷|大妈|大娘|大婶|大叔|大姨|大姐|大哥|大嫂|阿姨|叔叔|爷爷|奶奶|老师|姐|哥|叔|婶|姨|奶|爷))"
    r"(?:打电话|打来电话|来电话|来电|电话里|上门|来社区|当面|跟我|和我|找我|反映|说的|说$|托我)"
)


def whose_in(contact: str, words: str) -> str:
    """Whose it is, for whoever took it down and nobody else: what was written before the number, else who told it, by
    the words. Nothing where neither says it."""
    said = _NAME.match(contact.strip())
    if said is not None:
        return said[0]
    told = _TOLD_BY.search(words)
    return told["name"] if told is not None else ""


_CALLED_BY = later(
    r"(?:^|[^\u4e00-\u9fff]|号楼|单元|栋|居民|业主|住户|接到?|替|帮)(?P<name>(?!居民|业主|住户|替|帮)[\u4e00-\u9fff]{2,4}?)(?:他|她)?(?:家)?"
    r"(?:刚才?|今[天早]|上午|下午)*(?:来电|来过?电话|打来?个?电话|打过来|致电|电话|来社区|反映|说|报)"
)


def called_by(words: str) -> str:
    """ "王秀英来电说": who told it, as far as the words begin with that; for whoever has the matter alone."""
    found = _CALLED_BY.search(words)
    return found["name"] if found is not None else ""


_WHO = (
    r"(?:[\u4e00-\u9fff]{0,3}?(?:大爷|大妈|大娘|大婶|大叔|大姨|大姐|大哥|大嫂|阿姨|叔叔|爷爷|奶奶|老太太|老爷子|老头|老师|居民|住户|业主|邻居|老人|群众|家属)"
    r"|老[\u4e00-\u9fff]家?|(?:一|有)(?:个|位)[\u4e00-\u9fff]{1,5}?|有人|(?!我|俺|咱|他|她|你)[\u4e00-\u9fff](?:叔|婶|姨|嫂|伯))(?:家)?"
)
_AT = r"(?:(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:号?楼|单元|栋){1,2}(?:那边|这边|那儿|有|的)*)?"
_WHEN = r"(?:刚才|刚刚?|早上|上午|中午|下午|昨[天晚]|今[天早]|在)*"
_FOR_SOMEBODY = later(
    rf"^(?:麻烦|帮我?|请|给我|先)*(?:(?:替|帮|给|代)(?:人|别人|{_WHO})(?:登记|报)(?:一?下|一?个|一件|个?事儿?)*|登记(?:一?下|一?个|一件|个?事儿?)*)[\s，,：:]+(?P<rest>\S.*)"
    rf"|^{_WHEN}(?:接(?:到|了)(?:一?个)?(?:{_WHO})?的?电话|{_AT}{_WHO}{_WHEN}(?:给我)?(?:打?来?(?:了)?(?:个)?电话|电话里|来电|打电话(?:过)?来|(?:上门|当面|来社区|来我这儿?|碰见我|找到?我)))"
    r"(?:来|里|过来|给我|跟我|和我|了)*[\s，,：:]*(?:说|讲|反映|报|投诉|告诉我)(?:是|了|的)?[\s，,：:]*(?P<told>\S.*)"
)


def told_for_somebody(text: str) -> str:
    """ "郑大爷电话说他家暖气不热", "替人登记 5号楼堆旧家具": what somebody told whoever writes it down; "" where nobody
    did."""
    found = _FOR_SOMEBODY.match(plain(text).strip())
    return (found["rest"] or found["told"]) if found is not None else ""


_SELF = "我|俺|咱|你|您|自己|谁|大家|本人"
_REPORTED = later(
    rf"^(?:就是|那个)?(?!{_SELF}|刚|昨|前天|今|上|已)[\u4e00-\u9fff·]{{2,6}}?(?:昨[天儿晚]|前[天儿]|今[天儿早]|刚才|刚|早上|上午|下午|也|之前|以前)*"
    r"(?<!举)(?:报|反映)(?:过|上去|上来)*的(?:那件?个?|这件?个?)?(?=[一-鿿\w])"
)
_GOSSIPS = later(
    rf"^(?:就|那个?|这个?)?(?!{_SELF})[\u4e00-\u9fff]{{1,6}}?(?:们)?(?:天天|成天|整天|一天天|一天到晚|老是?|总是?|动不动就?|又)(?:在|瞎|乱|净)*"
    r"(?:报事儿?|报(?![修警名到])|告状|投诉|举报|反映|找事儿?|挑事儿?)"
)


_OF_LOVE = (
    "分房|分床|离婚|闹离|搞对象|处对象|相好|小三|外遇|出轨|搞破鞋|不正经|领(?:个|回)[^，,。]{0,4}(?:回家|黄毛|男的|女的)"
    "|二婚|改嫁|彩礼|怀(?:上|孕)了"
)
_OF_QUARREL = "干仗|吵架|吵吵|拌嘴|打架|骂街|摔盘|摔碗|摔东西|生闷气|冷战"
_COUPLE = "(?:两|俩)口子|小两口|老两口|[他她]?媳妇|婆媳|婆婆|儿媳|闺女|小子|寡妇|老公|对象|丫头"
_TATTLES = later(rf"(?:{_COUPLE}).{{0,14}}(?:{_OF_LOVE}|{_OF_QUARREL})|(?:{_OF_LOVE}).{{0,8}}(?:{_COUPLE})")
_OF_WANT = later(
    "管管|来人|来个人|快来|报警|救|受不了|睡不着|睡不好|休息不|吵得|影响|天天|成天|整天|总|老是|一直|调解|劝劝|能不能|咋办|怎么办"
    "|打(?:我|人|孩子|老人|媳妇|老婆)|哭|血|伤|刀|掐|跟我|我(?:家|们)?(?:媳妇|老公|对象|闺女|小子|婆婆|两口子|俩)|俺(?:家|们)?(?:媳妇|老公|对象|婆婆|两口子)"
)


_LEFT_OUT = later(
    r"(?:别|甭|不要|不用|先别|不)(?:写|提|带|说|露|报|点)(?:上|出)?(?P<name>[^\s，,。]{1,8}?)(?:家)?的?(?:名字?|姓名|大名|名儿)"
    r"|把(?P<of>[^\s，,。]{1,8}?)(?:家)?的?(?:名字?|姓名|大名|名儿)(?:给我?)?(?:去|删|划|抹|拿|擦)(?:了|掉|下去)?"
    r"|(?:leave out|don't mention|remove)\s(?P<en>[a-z一-鿿]{1,20})(?:'s)?\s?name"
)


def left_out_of(before: str, text: str) -> str:
    """ "算了别写老崔头名字": whose name is to be left out of what was written before; empty where there is none."""
    found = _LEFT_OUT.search(plain(text))
    name = next((one for one in found.groups() if one), "") if found is not None else ""
    own = name.startswith(("我", "俺", "咱", "自己", "my"))  # whose it is has no name in the words
    return name if name and not own and name in before else ""


def tattles(text: str) -> bool:
    """ "楼上那两口子昨儿又分房睡了": of the life of neighbours, and nothing that somebody should do."""
    words = plain(text).strip()
    return _TATTLES.search(words) is not None and _OF_WANT.search(words) is None


def reported_by_another(text: str) -> str | None:
    """ "孙大妈报的灯那个我家也看不见": what is said of a neighbour's matter, without whose it is; None for other
    words."""
    found = _REPORTED.match(plain(text).strip())
    return text.strip()[found.end() :].strip() if found is not None else None


def gossips(text: str) -> bool:
    """ "老孙太太天天报事儿，闲的": of somebody who reports, and of nothing that is wrong."""
    return _GOSSIPS.match(plain(text).strip()) is not None and not named(text)


_KIN = (
    ("公婆", "婆婆|公公|公婆|婆家"),
    ("岳父母", "老?丈母娘|老丈人|岳母|岳父|丈人"),
    ("爷爷奶奶", "爷爷|奶奶|爷奶"),
    ("姥姥姥爷", "姥姥|姥爷|外婆|外公|姥娘"),
    ("爸妈", "老?妈妈?(?![呀耶哎蛋])|母亲|老娘|亲娘|爹妈|父母|老?爸爸?|父亲|老爹|亲爹|娘家|(?<=[我俺咱])[娘爹]"),
    ("", "[大二三老]?(?:姑妈?|姨妈?|舅|大爷|大娘|大伯|叔叔?|婶|姐|哥|妹|弟)(?!们)"),
)
"""Grown-up kin of whom nobody knows whether they live with the speaker; in each row those who live together, in the
last each by himself."""
_CHILDREN = ("", "闺女|女儿|儿子|姑娘|小子")
"""They live here, unless it is their home that is named."""
_SPOUSE = "(?:我|俺)(?:媳妇|老公|对象|爱人|老婆|男朋友|女朋友)(?:她|他)?"
_OF_ME = rf"(?:(?:我|俺|咱)们?家?|{_SPOUSE})"
_BEGINS = r"(?:(?:^|[\s,，。.!！；;、:：])(?:刚才?|那个|就是|今天|现在|刚刚|快|替|帮|给|代)*)"
_THEIRS = (
    r"(?:老)?(?:(?:他|她)们?)?(?:自己|一个人|的)*(?:家(?!属|人|访)|那(?:边|儿|头|屋|栋|个?楼)|屋里?(?!的)|住|(?:自己|一个人)(?:搁|在)?(?:家|住)"
    r"|.{0,6}?(?:打(?:来|了|个)*(?:电话|视频)|来(?:了)?(?:个)?电话|电话里|微信|视频))"
)
_HERS = later("(?:他|她)们?(?:家|那(?:边|儿|头|屋|栋|个?楼))")
_AT_MINE = later(
    r"(?:我|俺|咱)们?家(?!那口|(?:老|大|二|他|她)?(?:妈|爸|娘|爹|婆|公|爷|奶|姥|丈|岳|舅|姑|姨|叔|婶|哥|姐))|(?:我|俺)这(?:儿|屋|里|边|栋)"
    r"|(?:我|俺|咱|这)们?(?:这|那)?(?:栋|个)?(?:楼|单元)|楼道|楼[上下]|楼梯|对门|隔壁|邻居|电梯|小区|门口|院里|院子|广场|[道路街]上|马路|超市|市场|公园"
    r"|外[面头边]|大门|车[库上里棚]|商场|(?:跟|和|与)(?:我|俺)们?(?:一起|一块|住)|我(?:就)?在(?:旁边|跟前|身边|她身|他身)|我(?:扶|背|抱|掐|给(?:她|他)|正)"
    r"|\b(?:here|our|next door|downstairs|upstairs|stairwell|lift|elevator|in the street|outside)\b|\bwith (?:me|us)\b"
    "|우리 ?집|저희 ?집|여기"
)
_ABROAD = (
    ("公婆", later(r"\bmy (?:mother|father|parents)-in-law\b|시어머니|시아버지|시댁|장모님|장인")),
    ("爸妈", later(r"\bmy (?:mom|mum|mother|dad|father|parents?|folks)\b|엄마|어머니|아버지|아빠|부모님")),
    ("爷爷奶奶", later(r"\bmy (?:grand(?:ma|pa|mother|father|parents)|granny)\b|할머니|할아버지")),
)
_ABROAD_THEIRS = later(
    r"(?:'s|s')?\s(?:house|home|place|apartment|flat|building|kitchen|bathroom)\b"
    r"|\b(?:her|his|their) (?:house|home|place|apartment|flat|kitchen|bathroom|bedroom)"
    r"|\b(?:phoned|called|is calling) me\b|\blives (?:alone|in|at)\b|네 ?집|댁|집에|전화"
)
_HAPPENED = frozenset({"hurt", "ill"})
"""What happens to a person, and not to a home."""
_ELDER = later(r"老太太|老爷子|老头|老人|(?<!其)[他她](?!们)|\b(?:she|he|her|him)\b|그분")


def kin_in(text: str) -> str:
    """Whose kin the words speak of, by those who live together ("爸妈"); "" for none."""
    return _kin(plain(text), f"(?:{_OF_ME}|{_BEGINS})") or next(
        (who for who, said in _ABROAD if said.search(text.lower())), ""
    )


def _kin(words: str, before: str, after: str = "") -> str:
    for who, names in _KIN if not after else (*_KIN, _CHILDREN):
        found = re.search(rf"(?P<of>{before})(?P<name>{names}){after}", words)
        if found is not None:
            return f"对象的{who}" if re.search(_SPOUSE, found["of"]) else who or found["name"]
    return ""


def at_home_of(text: str) -> str:
    """Whose home it is where something is wrong, if it is not the speaker's: "我妈家那个水越漏越大"; of a person who
    fell, or is ill, it may be: "我妈在厕所滑倒了". "" where it is nobody else's."""
    words = plain(text)
    if _AT_MINE.search(words):
        return ""
    if theirs := _kin(words, f"(?:{_OF_ME}|{_BEGINS})", _THEIRS):
        return theirs
    if _HERS.search(words) and (kin := kin_in(text)):
        return kin
    happened = guess(text).danger in _HAPPENED
    if happened and (kin := _kin(words, f"{_BEGINS}(?:{_OF_ME})?")):
        return kin
    abroad = next((who for who, said in _ABROAD if said.search(words)), "")
    return abroad if happened or _ABROAD_THEIRS.search(words) else ""


_ASKED_BY = later("(?:让|叫|托|要|嘱咐|喊)(?:我|俺)?(?:来|给|帮|跟你们?)?(?:她|他)?(?:问|打听|说|报|反映|捎|告诉)")


def asked_by_kin(text: str) -> str:
    """ "我妈让问问 晚上暖气能不能再热点": whose matter is told; it may be at the speaker's home all the same."""
    return kin_in(text) if _ASKED_BY.search(plain(text)) else ""


def of_that_one(text: str) -> bool:
    """ "老太太摔了", "她晕过去了": of somebody who was spoken of before, and not at the speaker's home."""
    return _ELDER.search(plain(text)) is not None and not at_mine(text)


def at_mine(text: str) -> bool:
    """Whether the words say that it is at the speaker's home, or around it."""
    return _AT_MINE.search(plain(text)) is not None


_HOME = later(
    r"(?:就|是|人|她|他|都|也|我妈|我爸|老人|老太太|老爷子|现在|刚才|[\s,，。])*(?:在|搁|来)?(?:我|俺|咱)们?(?:自己)?(?:家(?:里|这儿|这边|这)?|这(?:儿|边|屋|栋楼)?|(?:这)?楼)(?:里|呢|的|了|啊|吧)*"
    r"|(?:at )?(?:my|our) (?:home|house|place|apartment|flat)"
    "|우리 ?집(?:이에요|에 있어요|입니다)?|저희 ?집(?:이에요|입니다)?"
)


def says_at_home(text: str) -> bool:
    """ "在我家呢", in answer to where it is."""
    return any(_HOME.fullmatch(one.strip()) for one in re.split(r"[,，。.!！；;\n]", plain(text)) if one.strip())
