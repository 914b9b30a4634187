"""Whose a matter is: that somebody took down for a person without an account, or of which a neighbour speaks."""

from casework.words.guess import named
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


_WHO = (
    r"(?:[\u4e00-\u9fff]{0,3}?(?:大爷|大妈|大娘|大婶|大叔|大姨|大姐|大哥|大嫂|阿姨|叔叔|爷爷|奶奶|老太太|老爷子|老头|老师|居民|住户|业主|邻居|老人|群众|家属)"
    r"|老[\u4e00-\u9fff]家?|(?:一|有)(?:个|位)[\u4e00-\u9fff]{1,5}?|有人)(?:家)?"
)
_WHEN = r"(?:刚才|刚刚?|早上|上午|中午|下午|昨[天晚]|今[天早]|在)*"
_FOR_SOMEBODY = later(
    rf"^(?:麻烦|帮我?|请|给我|先)*(?:(?:替|帮|给|代)(?:人|别人|{_WHO})(?:登记|报)(?:一?下|一?个|一件|个?事儿?)*|登记(?:一?下|一?个|一件|个?事儿?)*)[\s，,：:]+(?P<rest>\S.*)"
    rf"|^{_WHEN}(?:接(?:到|了)(?:一?个)?(?:{_WHO})?的?电话|{_WHO}{_WHEN}(?:打?来?(?:了)?(?:个)?电话|电话里|来电|打电话(?:过)?来|(?:上门|当面|来社区|来我这儿?|碰见我|找到?我)))"
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
