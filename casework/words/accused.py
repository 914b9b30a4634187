"""Whether words complain of somebody who holds a post, and of whom: by name, by surname and title, or by the post.

A name that is only mentioned ("I told Zhang Jie") accuses nobody: the complaint has to be about the name, within a
breath. Nothing is decided here about who hears it (casework/clock/ladder.py, `hearers`).
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from casework.lines import About
from casework.model.people import Post, Role
from casework.words.asking import says_wrong
from casework.words.danger_words import only_where
from casework.words.guess import PRIVATE_DANGERS, guess, has_row, named, plainly, without_row, words
from casework.words.later import later
from casework.words.masking import mask_people
from casework.words.plain import breaths, plain

_MANNER = (
    "态度(?!挺好|很好|好|不错)|骂|训[人我]|训斥|吼(?!一)|[太真很挺好可特]凶|推脱|推诿|踢皮球|敷衍|糊弄|忽悠|不作为|不负责任|不办事|不干事|"
    "吃拿|吃回扣|吃请|收礼|收红包|索要|要好处|拿好处|偏心|刁难|威胁|恐吓|打(?:我(?!的?电话|的?手机|招呼)|人|了(?!.{0,4}(?:电话|招呼|眼|孔|胶|补丁)))|(?<![没不])动手(?!修|弄|干|整|办)|推搡|欺负|耍横|横得?很|(?:说话|还|真|太|挺|贼|可|忒|老)横(?![幅道梁向着])|墨迹|磨叽|墨叽|不耐烦|没好气|蛮横|摆架子|"
    "甩脸|阴阳怪气|说话.{0,2}(?:难听|冲(?![着我他]))|怼[我人]|冷言冷语|不讲理|歧视|骚扰|摸我|翻白眼|爱[搭答]不理|不爱理人|爱理不理|瞧不起|看不起人|"
    r"公报私仇|打击报复|嘲笑|侮辱|辱骂|撵[我人]|rude|insult\w*|attitude|shout\w*|brib\w*|threat\w*|hit me|yell\w*"
)
"""How somebody behaves badly."""
_MONEY = (
    "收了?我?.{0,6}钱|多收|私收|乱收|贪污|贪|卡要"
    "|(?:跟|管|朝|问|找|向)(?:我|俺|咱|人家|老人|住户).{0,3}(?:要|收|讨)(?:了|过|走)?.{0,6}(?:块|元|钱|百|千|烟|红包|好处|费)(?!吗|不|么)"
    "|(?:收|要|讹|坑)(?:了|走|去)?(?:我|俺|咱|老人家?)(?:.{0,2}[0-9一二两俩三四五六七八九十百千几半好]+(?:块|元|百|千|十|万)?|的钱|钱了)|要(?:了|走)?(?:好处|烟|红包|辛苦费|跑腿费)"
    "|收(?:了|过|着)?(?:人家|别人|他人|老板|商户|施工队|对方|人)的?.{0,4}(?:东西|礼|好处|烟|酒|卡)|收(?:了|过)?.{0,2}(?:礼|好处|红包|烟酒)"
)
"""The same of a person who is named; of a company it is a matter of fees."""
_OF_A_PERSON = (
    "推三阻四|推来推去|不管事|官腔|官僚|耍官威|摆架子|摆谱|光说不(?:干|练|做|办)|不干(?:人事|实事|正事|活)|一问三不知|混日子|刻薄"
    "|拖着不|不(?:给|肯给|愿意给)(?:我|俺|咱|人|老百姓)?.{0,2}(?:办|盖|批|开证|解决|处理)|卡(?:着|住|了)?(?:我|俺|咱|人)|为难(?:我|俺|人)"
    "|不公平|不公正|不公道|徇私|走后门|开后门|关系户|优亲厚友|以权谋私|滥用职权|渎职|腐败|黑心|坑(?:我|俺|人)|骗(?:我|俺|人)|讹"
    "|(?:冲|对|跟|朝)(?:着|我|俺|人)+.{0,4}(?:喊|吼|嚷|叫唤|发火|急眼|来劲|比划|瞪)|嚷嚷|大呼小叫|瞪(?:我|俺|眼)|拍桌|摔(?:东西|杯|本|门)|指着(?:我|鼻子)"
    "|喝(?:了|多|高|醉|完)+.{0,2}酒?|酒气|醉醺|喝醉|耍酒疯|上班.{0,4}(?:喝|打麻将|打牌|睡|玩|聊)|嗓门.{0,3}大|没素质|没教养|没礼貌|不礼貌|不尊重"
    "|冷脸|臭脸|拉着?脸|摆脸|老不死|差劲|不像话|不是东西|缺德|撒谎|说谎|说瞎话|甩锅|到处(?:说|讲|传)|传闲话|捅出去|(?:撵|轰|赶)(?:出|走|我|人)"
    "|故意(?!的吗)|拿(?:我|俺)(?:不当|撒气|开玩笑)|糟践|挤兑|穿小鞋|亲戚.{0,6}先|先给.{0,4}(?:亲戚|熟人|关系)"
)
"""The same of a person who is named: of a company, or a whole office, it may be how a matter stands."""
_IS_BAD = (
    "(?:这个?人|办事|干活|干工作|说话|做事|办公|工作|服务|水平|素质|人品|干的|真|也|太|可|就|都|老|总|还|是|一直|根本|压根|从来|实在|特别|贼|的|了)*"
    "(?:不行|差|烂|垃圾|不咋[地的样]|不怎么样|糟|损|坏透|不管(?:我|事|不问)?$)"
)
"""Right after the name alone."""
_TOLD_TO = (
    "(?:跟|和|找|给|向|问|请|叫|告诉|通知|联系|打给|对|催)(?:了|过)?"
    "(?:你们|咱们|我们|社区的?|街道的?|物业的?|网格的?)*(?:{called})"
)
"""Named as the one who was told, or sent for."""
_VERB = (
    "(?:投诉|举报|检举|告发|状告|控告|告状告)(?!到|给|至|过|完|电话|信)|(?:要|想|得|去|必须)告(?!诉|知|示|别|一声|个|下)"
    r"|complain\w*(?:\s+(?:about|against|of))?(?:\s+(?:the|our|that|a))?|report(?=\s+(?:the|our)\b)"
)
_I_COMPLAIN = "(?:我|俺)(?:就?要|想|得|必须)(?:去)?(?:投诉|举报|告)(?:[他她]|这人|这个人)?(?=[。！!，,\\s]|$)"
"""Said after a name, without another object."""
_COMPLAINS = later(
    r"(?:投诉|举报|检举|告发|控告)(?!电话|信|到|过|完)|(?:我|俺)就?(?:要|想|得|去)告(?!诉|知|示|别|一声|个|下)|\bcomplain",
    re.IGNORECASE,
)
_SECRET = later(
    r"别(?:让|叫|给|跟|和|告诉|对).{0,6}(?:知道|看[见到]|听[见到]|说)|别告诉|别说(?:是)?我|别露|保密|匿名|是我(?:说|告|投诉|报)的"
    r"|(?:[他她]们?|人家|对方|那人)(?:要是|万一|如果|若是|一旦|真).{0,2}知道|(?:要是|万一|如果)(?:让|叫|被)?[他她]们?.{0,2}知道"
    r"|(?:怕|担心).{0,6}(?:报复|知道|穿小鞋)|穿小鞋|(?:don't|do not) (?:tell|let) (?:him|her|them)",
    re.IGNORECASE,
)
_UNDONE = later(
    "又|还(?:是|在|没|漏|堵|不)|没(?:修|弄|整|通|好|来|亮|干完)|照样|依旧|漏|堵|坏|不(?:亮|通|热|走)|返|still|again",
    re.IGNORECASE,
)
_SAID = later("[他她说骂嫌喊嚷]")
_CLAUSES = later(r"[。！？；，、!?;,\s]+")
_BREATH = "[^，。！？；,.!?;\n]"
_TITLES = "姐|哥|主任|书记|师傅|经理|站长|网格员|网格长|楼长|单元长|管家|干事|科长|主管|队长|督办|工|女士|先生"
_NOT_OF = {"姐": "|先生", "姨": "|先生", "哥": "|女士"}
"""Titles that a name with such an end never has."""
_SOMEBODY_OF_THE_HOUSE = (
    "(?:楼上|楼下|对门|隔壁|对面楼?|前楼|后楼|邻居|街坊|房东|租户|租房|老板娘?|司机|保安|保洁|门卫|快递员?|外卖员?|骑手|亲戚|同事|同学|朋友"
    "|[0-9一二三四五六七八九十]+(?:楼|层|室|户|单元)|(?<![0-9])[0-9]{3,4}|小卖部|超市|饭店|饭馆|麻将馆|理发店|棋牌室"
    "|(?:卖|修(?=车|鞋|锁|表|手机)|送(?=水|奶|外卖|快递|货|煤|菜)|开(?=车|出租|滴滴|店|超市|饭店)|跳|收(?=废品|破烂)|捡|打(?=麻将|牌)|遛|养|租)"
    "[一-鿿]{1,4}(?=的))(?:的|那个|这个|家)*"
)
"""What stands right before the name of somebody who only has the name of a post: a neighbour, a trade."""
_HOME = "(?:她|他)?(?:家|们家|两口子|老公|老婆|媳妇|儿子|闺女|孩子|的狗|的车)"
"""What stands behind it."""
_ROLES: dict[Role, str] = {
    Role.BUILDING_HEAD: "楼长|building head",
    Role.UNIT_HEAD: "单元长|unit head",
    Role.GRID_HEAD: "网格长|grid head",
    Role.GRID_WORKER: "网格员|grid worker",
    Role.STREET_HEAD: "[街路]长|street head",
    Role.PROPERTY_STEWARD: "物业(?:的人|人员|师傅|管家|经理|维修)?(?!群|费|楼|门口|里|有人)|管家"
    "|property (?:man|people|staff|manager|steward)",
    Role.STEWARD: "红色管家",
    Role.COMMUNITY_MANAGER: "社区(?:的人|的|干部|主任|书记|工作人员|值班|那帮人)?(?!里|内|上|门口|群|有人|居民|的狗)"
    "|居委会|community (?:manager|office|staff)",
    Role.SECRETARY: "(?<!支部)书记(?!处)|community secretary",
    Role.BRANCH_SECRETARY: "支部书记|branch secretary",
    Role.COMMITTEE_MEMBER: "居委会|residents' committee",
    Role.SUBDISTRICT_MANAGER: "街道(?:的人|的|干部|主任|办|工作人员|值班)?(?!上|边|里|两|对面|有人)|办事处|subdistrict",
    Role.SUPERVISOR: "督办员?|supervisor",
}
"""What a post is called. A property company is accused by how its people behave, or by "I complain of it" where no
thing is named that it should mend: that it mends nothing is a matter of its own."""
_ONE_OF_THEM = "(?:的?(?:人|师傅|干部|主任|工作人员|那帮人|那个人|那男的|那女的|小伙|大姐))"
"""Makes people of an office."""
COMPLAINT = "person_complaint"
"""The kind of a sentence that complains of somebody."""
_COMPANY = frozenset({Role.PROPERTY_STEWARD})
_OF_THE_COMPANY = frozenset({"property_service", "property_fees", COMPLAINT})
"""Kinds of what a company is complained of: where something else is wrong too, the company is to mend that."""


@lru_cache(512)
def _about(called: str, *, manner: str, verb: bool) -> re.Pattern[str]:
    """The manner after the name, or the word "complain" before it, in one breath; the name may stand alone behind."""
    shapes = [rf"(?:{called}){_BREATH}{{0,12}}(?:{manner})"]
    if verb:
        ours = "(?:你们|咱们|我们|那个|这个|某个|一个)?"
        shapes.append(rf"(?:{_VERB})\s*(?:一下)?[：:，, ]?{ours}{_BREATH}{{0,4}}(?:{called})")
    return re.compile("|".join(shapes), re.IGNORECASE)


def _named(post: Post, text: str) -> str:
    """The name as people say it: whole, or the surname with a title; nothing where the text has no character of it, as
    nearly every text has of nearly every name."""
    name = post.name.strip()
    if len(name) < 2:
        return ""
    if not _CHINESE_NAME.fullmatch(name):
        return re.escape(name) if name.casefold() in text.casefold() else ""
    first = name[1] if name[0] in _SMALL else name[0]  # "小孙" is of the Suns
    if first not in text and name[-1] not in text:
        return ""
    titles = next((_TITLES.replace(one, "") for end, one in _NOT_OF.items() if name.endswith(end)), _TITLES)
    nicknames = [re.escape(name), f"{first}(?:{titles})", f"姓{first}的", f"[{_SMALL}]{first}(?!{_NO_NICKNAME})"]
    given = name[1:] if len(name) == GIVEN_AND_SURNAME and not re.fullmatch(_TITLES, name[1:]) else ""
    if given:  # "张红梅": 红梅, 红梅姐, 小梅
        nicknames += [given, f"[{_SMALL}阿]{given[-1]}(?!{_NO_NICKNAME})"]
    return "|".join(nicknames)


def accused_among(text: str, posts: Iterable[Post]) -> list[Post]:
    """Those of the posts that the words complain of. A name with its post ("社区张姐") is nobody else of that name."""
    posts = list(posts)
    own = [(post, _without_namesakes(text, post)) for post in posts]
    found = [post for post, theirs in own if _accuses_name(theirs, post)]
    found += [post for post in _goes_on_about(text, own) if post not in found]
    with_post = [post for post in found if _said_with_role(text, post)]
    if with_post:
        found = [post for post in found if post in with_post or not _same_name(post, with_post)]
    if found:  # "the community's Zhang Jie" is not the whole community
        return found
    return [post for post in posts if _accuses_role(text, post)]


_CHINESE_NAME = later("[一-鿿]{2,4}")
GIVEN_AND_SURNAME = 3
_SMALL = "小老大"
"""What stands before a surname or a given name among people who know each other."""
_NO_NICKNAME = "[一-鿿]{0,1}(?:家|太太|头子|两口)|家|太|头|爷|奶|人|孩|区|八|牌|府|板|公|婆|婶|妈|爸|哥家|姐家"
"""Behind it: somebody's home, or no name at all."""
_SHE = later(rf"(?:[他她]|这个?人|那个?人)(?!们)[^。！？!?\n]{{0,24}}(?:{_MANNER}|{_I_COMPLAIN})", re.IGNORECASE)
_SOMEBODY_ELSE = later(
    "邻居|楼上|楼下|对门|隔壁|老公|丈夫|男人|媳妇|老婆|对象|老伴|儿子|女儿|闺女|孩子|婆婆|公公|女婿|儿媳|房东|租户|保安|司机|老板|业主|住户"
    "|一个(?:男|女|人)|有个?人|有人|那家|人家|别人|男的|女的|大爷|大妈|老头|老太|小伙|小孩|狗"
)
"""Of whom "she" may be said then."""
_FAR = 60
"""Characters between a name and what "she" did."""


def _without_namesakes(text: str, post: Post) -> str:
    """The words without whoever else has that name: "楼上张姐" and "张姐家" are neighbours of the community's Zhang
    Jie, and so is "张姐" in the same words. Not one character more or less."""
    called, role = _named(post, text), _ROLES.get(post.role, "(?!)")
    if not called or not re.search(called, text):  # else a long pattern is compiled for every post of the line
        return text
    called = called.replace(f"(?!{_NO_NICKNAME})", "")  # "楼下老郑家" is his home
    namesake = rf"{_SOMEBODY_OF_THE_HOUSE}(?:{called})|(?P<post>(?:{role})的?)?(?:{called}){_HOME}"
    theirs = {re.search(called, one[0])[0] for one in re.finditer(namesake, text) if not one["post"]}  # type: ignore[index]
    again = "|".join(rf"(?P<p{at}>(?:{role})的?)?{re.escape(name)}" for at, name in enumerate(sorted(theirs)))
    for of_another in (namesake, again) if theirs else (namesake,):
        text = re.sub(of_another, _neighbour, text)
    return text


def _neighbour(found: re.Match[str]) -> str:
    """As many characters; a name that stands behind its post stays."""
    return found[0] if any(found.groupdict().values()) else ("邻居" * len(found[0]))[: len(found[0])]


def _goes_on_about(text: str, own: Sequence[tuple[Post, str]]) -> list[Post]:
    """ "张姐来了一趟。她态度太差了": what is said of "her" right after a name is said of that name, unless somebody
    else came between."""
    found: list[Post] = []
    for said in _SHE.finditer(text):
        last = 0
        nearest: list[Post] = []
        for post, theirs in own:
            called = _named(post, theirs) or "(?!)"
            ends = [one.end() for one in re.finditer(called, theirs[: said.start()], re.IGNORECASE)]
            if ends and ends[-1] >= last:
                nearest = [*nearest, post] if ends[-1] == last else [post]
                last = ends[-1]
        between = text[last : said.start()]
        if nearest and len(between) <= _FAR and not _SOMEBODY_ELSE.search(between + said[0]):
            found += [one for one in nearest if one not in found]
    return found


def _accuses_name(text: str, post: Post) -> bool:
    called = _named(post, text)
    if not called or not re.search(called, text, re.IGNORECASE):
        return False
    if _says_ill_of(text, called):
        return True
    if _about(called, manner=f"{_MANNER}|{_MONEY}", verb=True).search(text):
        return True
    # "张姐这人吧，我说一句她顶十句，态度太差": what comes right after the name is said of it
    return re.search(rf"(?:{called})[^。！？!?\n]{{0,24}}(?:{_MANNER}|{_I_COMPLAIN})", text, re.IGNORECASE) is not None


def _says_ill_of(text: str, called: str) -> bool:
    """Whether a sentence that names somebody, and not as the one who was told, speaks ill of him: by what it says of
    him, or by what the whole of it sounds like."""
    rest = re.sub(_TOLD_TO.format(called=called), "，", text, flags=re.IGNORECASE)
    if not re.search(called, rest, re.IGNORECASE):
        return False
    if re.search(rf"(?:{called})(?:[^。！？!?\n]{{0,24}}(?:{_OF_A_PERSON})|{_IS_BAD})", rest, re.IGNORECASE):
        return True
    return guess(text).kind == COMPLAINT


def _said_with_role(text: str, post: Post) -> bool:
    role = _ROLES.get(post.role)
    return role is not None and re.search(rf"(?:{role})的?(?:{_named(post, text)})", text, re.IGNORECASE) is not None


def _same_name(post: Post, others: Iterable[Post]) -> bool:
    return any(one.name.strip()[:1] == post.name.strip()[:1] for one in others)


def _accuses_role(text: str, post: Post) -> bool:
    role = _ROLES.get(post.role)
    if role is None or not re.search(role, text, re.IGNORECASE):
        return False
    verb = post.role not in _COMPANY or set(named(text)) <= _OF_THE_COMPANY
    if _about(role, manner=_MANNER, verb=verb).search(text) is not None:
        return True
    return re.search(rf"(?:{role}){_ONE_OF_THEM}{_BREATH}{{0,12}}(?:{_OF_A_PERSON})", text) is not None


@lru_cache(1)
def _manner() -> re.Pattern[str]:
    return re.compile(_MANNER, re.IGNORECASE)


def says_manner(text: str) -> bool:
    """Whether words about work that was done speak of how somebody behaved: of whoever did it, named or not."""
    return _manner().search(text) is not None


_CAME = (
    "(?:那个?|这个?|你们|你家|派来?的?|上门的?|来的?|修(?:理|东西)?的?|干活的?|维修的?|物业的?|换.{1,3}的|通.{1,4}的)*"
    "(?:老?师傅|小伙子?|工人|修理工|维修工|工作人员|(?<=[的个那这])人)"
)
"""Whoever was sent, without his name."""
_HE = "(?<!其)[他她](?!们?(?:家|说了算))|人家"
_BY_CAME, _CAME_OR_ANYBODY = later(_CAME), later(f"{_CAME}|人家")
_WANTS_MONEY = later(rf"{_MONEY}|不(?:给|交|拿|掏)钱.{{0,4}}不(?:给)?(?:修|干|弄|通|走|换)")
_TAKES_NONE = later("(?:没有?|不|分文不|一分不?)(?:跟|管|朝|问|向)?(?:我|俺|咱)?(?:们)?(?:收|要|拿)")
_ASKS_PRICE = later("(?:多少|几(?:块|个)?)钱|(?:收|要|花)(?:不收|不要|不花)?钱(?:吗|不|么|$)|[收要]费(?:吗|不|么)|免费")


_BEHAVED, _HE_BEHAVED = (
    later(rf"(?:{who})[^。！？!?\n]{{0,24}}(?:{_MANNER}|{_MONEY}|{_OF_A_PERSON})", re.IGNORECASE)
    for who in (_CAME, f"{_CAME}|{_HE}")
)


_ONLY_MANNER = later(
    "(?:还|也|太|真|就|那|而且|关键|主要|你看|什么|啥|这|[\\s，,])*(?:说话|(?:服务)?态度|口气|语气|脾气|服务)(?:还|也|太|真|贼|可|特别|老|就|那么|这么|很|挺)*"
    "(?:冲|差|不好|恶劣|不行|难听|横|凶|不咋[地的样]|烂|硬|臭)(?:了|啊|呢|的|得很|死了)*"
    "|(?:这|那|什么|啥)(?:叫)?(?:什么|啥)?(?:态度|服务)(?:啊|呢|呀)*"
    "|(?:一副|就|整个)?爱(?P<do>[修管来弄整干理])不(?P=do)的?(?:样子?|态度|劲儿?)?(?:的|啊)*"
)
"""Nothing but how somebody behaved: of whoever has the work."""


def accused_unnamed(text: str, *, spoken_of: bool) -> About | None:
    """What words about work complain of, where they name nobody: how whoever came behaved, or that he wanted money;
    None where they do not, or speak of a neighbour. `spoken_of`: "he" is whoever came."""
    others = _CAME_OR_ANYBODY.sub("", text)
    if _SOMEBODY_ELSE.search(others) or _ASKS_PRICE.search(text) or _TAKES_NONE.search(text):
        return None
    if _WANTS_MONEY.search(text) and (spoken_of or _BY_CAME.search(text)):
        return "fee"
    if spoken_of and any(_ONLY_MANNER.fullmatch(one) for one in breaths(plain(text))):
        return "attitude"
    return "attitude" if (_HE_BEHAVED if spoken_of else _BEHAVED).search(text) else None


def complains(text: str) -> bool:
    """Whether somebody says that he complains, of whomever."""
    return _COMPLAINS.search(text) is not None


_DOES_TO_OTHERS = (
    r"(?:(?:往|朝|冲|在)[^，。,.！!？?；;]{0,10}(?:扔|倒|泼|堆|吐|撒(?!谎)|踢|烧纸|烧东西|放炮)|(?:扔|倒|泼|吐|尿|偷|砸|划|拔|剪|弄坏|堵|占|堆)的(?!时候)"
    "|占(?:了|着|用)?(?:我|俺|咱|人家|公共|大家|过道|楼道|车位)|(?:堵|挡)(?:了|着|住|死)?(?:我|俺|咱|人家|门|道|过道|消防|通道|路|单元)"
    "|(?:骂|打(?!电话|招呼)|偷|砸|踹|欺负|威胁|吓唬|报复|讹|骚扰)(?:了|过|着)?(?:我|俺|咱|人|孩子|老人)"
    r"|把[^，。,.！!？?；;]{1,10}(?:堆|扔|倒|锁|占|堵|拆|砸|卖|偷|拔|剪|霸))"
)
"""What a neighbour does to others on purpose; not how loud it is, or what leaks."""
_MAY_DO = later(
    "[往朝冲在].*[扔倒泼堆吐撒踢烧放]|[扔倒泼吐尿偷砸划拔剪坏堵占堆]的|占[了着用]?[我俺咱人公大过楼车]"
    "|[堵挡][了着住死]?[我俺咱人门道过消通路单]|[骂打偷砸踹负胁唬复讹扰][了过着]?[我俺咱人孩老]|把.+[堆扔倒锁占堵拆砸卖偷拔剪霸]"
)
"""One of these is in whatever says so: names are looked for in no other clause, which takes longer."""
_NEIGHBOUR_DOES = later(
    "〔姓名〕(?:头子?|婆|子)?(?:家)?(?:的|那|这|口子|儿子|闺女|孙子|媳妇|小子|老|总|又|天天|成天|整天|一天到晚|昨晚|昨天|昨儿|今早|今天|经常|还|就|也|都|是|故意|偷偷|半夜|天不亮|净|老是|总是)*"
    + _DOES_TO_OTHERS
)


_DOES_IN_ENGLISH = later(
    r"\b(?:mr|mrs|ms|miss|uncle|aunt|auntie|grandma|grandpa|old)\.?\s(?!man|woman|lady|people|guy)[a-z]+\b[^,.!?]{0,24}\b(?:throw|dump|pour|block|steal|stole|hit|smash|spit|pile)(?:s|es|ing|ed)?\b",
    re.IGNORECASE,
)


_NAMED_IN_ENGLISH = later(
    r"\b(?:guy|man|woman|lady|neighbou?rs?|tenant|family|kids?|couple|upstairs|downstairs|next door)\b[^.!?]{0,80}"
    r"\b(?:names?(?:['’]s| is)\s[a-z]{2,15}|(?:named|called)\s(?-i:[A-Z])[a-z]{1,14})\b",
    re.IGNORECASE,
)
"""A neighbour of whom something is told, and his name with it."""


def accuses_neighbour(text: str) -> bool:
    """ "郑老头子往我家门口扔垃圾", "是老孙头扔的": a neighbour is called by name, and it is told what he did;
    a row about what is broken at one's own accuses nobody."""
    if _DOES_IN_ENGLISH.search(text) is not None or _NAMED_IN_ENGLISH.search(text) is not None:
        return True
    if has_row(text):
        text = without_row(plainly(text))
    told = (one for one in _CLAUSES.split(text) if _MAY_DO.search(one) is not None)
    return any(_NEIGHBOUR_DOES.search(mask_people(one)) is not None for one in told)


def wants_secrecy(text: str) -> bool:
    """Whether words ask that somebody should not come to know, or fear it: they belong to what was confided."""
    return _SECRET.search(text) is not None


def only_secrecy(text: str) -> bool:
    """ "这可别让对门知道啊 抬头不见低头见的": nothing that is wrong is told beside it."""
    rest = " ".join(part for part in _CLAUSES.split(text) if part and not wants_secrecy(part))
    return wants_secrecy(text) and not says_wrong(rest)


def of_the_work(text: str) -> str:
    """Of words that accuse somebody those alone that say what is wrong with the work, and nothing of whoever did it."""
    parts = [part for part in _CLAUSES.split(text) if part]
    return "，".join(
        part
        for part in parts
        if _UNDONE.search(part) and not (says_manner(part) or complains(part) or _SAID.search(part))
    )


_PIECE = later(r"((?:[^。！？；，、!?;,.\s]|(?<=[!-~]) (?=[!-~]))+)[。！？；，、!?;,.\s]*")
_MINDS_NOTHING = "(?:不管(?:我|事|不问)?|没管|不理(?:我|人)?|装没听见)$"
_ILL = later(
    rf"(?:{_MANNER}|{_MONEY}|{_OF_A_PERSON}|{_MINDS_NOTHING}|{_COMPLAINS.pattern})(?:我|俺|人)?", re.IGNORECASE
)
_OF_HIM = later("(?:[他她]|人家|这个?人|那个?人)?.{0,2}(?:说|骂|嫌|怼|嚷|训)")
"""How a piece begins that goes on about whoever was accused right before."""
_DOOR = later(r"[0-9一二三四五六七八九十]+\s*(?:号楼|号院|栋|幢|单元|室|层|楼|户|号门)")
_AROUND = " ，,、；;\n"
_QUARRELS = later(rf"{_MANNER}|吵(?:架|嘴|起来|闹|我)|闹矛盾|找(?:茬|事)|不对付|记仇|quarrel|argu", re.IGNORECASE)
_OF_QUARRELS = frozenset({"quarrel", COMPLAINT})
"""Kinds that a quarrel is of; a neighbour who is only named ("钥匙在对门") is of them too, and is none."""


def apart(text: str, posts: Iterable[Post]) -> tuple[str, str, list[Post]]:
    """Words of danger in two: those that everybody who is called may read, and those that accuse somebody, or tell of a
    quarrel, which are for one tier above; with the posts that are complained of. Where they cannot be told from each
    other danger wins, and the name alone is left out. No door is ever lost."""
    posts = list(posts)
    pieces = [(one[1], one[0]) for one in _PIECE.finditer(text)]
    accused = accused_among(text, posts)
    accused += [post for post in posts if post not in accused and any(_minds_nothing(one, post) for one, _ in pieces)]
    people = _any(_named(post, text) for post in accused)
    names = _any(one for post in accused for one in (_with_post(post, text), _ROLES.get(post.role, "")))
    everybody, aside, of_him = "", "", False
    for piece, whole in pieces:
        ill = _ILL.search(piece) is not None and names.search(piece) is not None
        quarrels = _QUARRELS.search(piece) is not None and not _OF_QUARRELS.isdisjoint(words(piece).categories)
        of_him = of_him and _OF_HIM.match(piece) is not None and not _rings(piece)
        if not (ill or quarrels or of_him or (people.search(piece) and not _rings(piece))):
            everybody += whole
            continue
        of_him, aside = True, aside + whole
        if rest := _of_the_danger(piece, names):
            everybody += rest + whole[len(piece) :]
    if not everybody and _rings(text):
        everybody = names.sub("…", text)
    return everybody.strip(_AROUND), aside.strip(_AROUND), accused


def _minds_nothing(piece: str, post: Post) -> bool:
    """ "跟李姐说了她不管", "王师傅不管": to whom that is said of danger is complained of."""
    called = _named(post, piece) or "(?!)"
    return re.search(rf"(?:{called}).{{0,14}}{_MINDS_NOTHING}", _without_namesakes(piece, post)) is not None


def _any(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(one for one in names if one) or "(?!)", re.IGNORECASE)


def _with_post(post: Post, text: str) -> str:
    """The name, with the post that stands before it."""
    name, role = _named(post, text), _ROLES.get(post.role)
    return f"(?:(?:{role})的?)?(?:{name})" if name and role else name


def _of_the_danger(piece: str, names: re.Pattern[str]) -> str:
    """What a piece that accuses says of the danger, or of where it is; nothing where it says neither."""
    name = names.search(piece)
    start = name.start() if name is not None else 0
    end = max((one.end() for one in _ILL.finditer(piece, start)), default=start)
    around = [one for one in (piece[:start], piece[end:]) if _rings(one) or _is_where(one)]
    if any(map(_rings, around)) or not _rings(piece):
        return "，".join(around)
    return names.sub("…", piece)


def _is_where(piece: str) -> bool:
    return bool(piece) and (only_where(piece) or _DOOR.search(piece) is not None)


def _rings(piece: str) -> bool:
    dangers = {*words(piece).dangers, guess(piece).sure} - {None}
    return bool(dangers - PRIVATE_DANGERS)
