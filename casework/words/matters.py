"""Several matters in one message: "路灯坏了，还有垃圾没人收". Only where words part them and each has its own name."""

import re
from itertools import pairwise

from casework.categories import broad
from casework.words.accused import only_secrecy
from casework.words.answers import asks, asks_when
from casework.words.asking import says_wrong
from casework.words.guess import guess, has_row, named
from casework.words.later import later
from casework.words.places import read_place
from casework.words.plain import plain
from casework.words.verdicts import protests

AT_MOST = 4
"""More are a list of complaints: they are read by a person."""
_JOINT = (
    r"还有(?!人|的|没|味|些|点|一股|一点)(?:就是|一个|个事|一件|件事|一个事)?|另外|再一个(?:就是)?|再有(?:就是)?|再就是|再者|顺便(?:说一下|说一声|再说一下|问一下|再)?|顺带"
    r"|对了|and also|also|as well as|another thing"
)
_FILLER = r"(?:\s*(?:那个?啥|那什么|那谁|那个)(?=[\s，,]))?"
_PARTS = later(
    rf"(?P<stop>[。；;！!?？\n]+)|[，,、\s]*(?P<joint>{_JOINT}){_FILLER}[，,:：、]?"
    r"|(?P<breath>[，,]|(?<![a-z]) | (?![a-z]))",
    re.IGNORECASE,
)
"""Between two words in Latin letters a blank is no breath."""
_TOO = later("也(?!许|行|好|可以)")
"""After a breath: the second thing is out of order too."""
_OF_A_HOUSE = frozenset(
    {"stairwell_light", "street_light", "gate", "lift", "leak", "sewer", "facilities", "road_damage"}
)
"""What is broken at one house, and at another is another thing; an outage or rubbish is one for several."""
_DARK = later("黑|看不见|没亮|不亮了$")
_SOAKED = later("(?:漏|滴|渗|淌|流)(?:到|进|下去)|积水|泡|淹|湿|潮|都是水|全是水|一地水|滴答")
_WATER = frozenset({"sewer", "leak", "outage_heating", "outage_water"})
_ENDS = " \t\n，,。；;、!！：:"


_MARK = later(
    r"(?:^|(?<=[^\d.．]))(?:[（(](?P<round>\d)[)）]|(?P<figure>\d)(?:[)）、:：]|[.．，,](?!\d))|(?P<circle>[①-⑨])"
    r"|第?(?P<word>[一二三四五六])(?:[、，,:：]|是|个?(?:是|就是)|条))\s*"
)
_ORDER = "一二三四五六"


def _numbered(text: str) -> list[str]:
    """ "1、路灯坏了2、垃圾没人收", in one line or several: what stands behind each number of a list that counts from
    one, without its number; nothing where it is no list."""
    marks: list[re.Match[str]] = []
    for mark in _MARK.finditer(text):
        if _counts(mark) == len(marks) + 1:
            marks.append(mark)
    if len(marks) < 2:
        return []
    ends = [*(one.start() for one in marks[1:]), len(text)]
    items = [text[one.end() : end].strip(_ENDS) for one, end in zip(marks, ends, strict=True)]
    return items if all(items) and not _kinds(text[: marks[0].start()]) else []


def _counts(mark: re.Match[str]) -> int:
    if mark["circle"]:
        return ord(mark["circle"]) - ord("①") + 1
    if mark["word"]:
        return _ORDER.index(mark["word"]) + 1
    return int(mark["round"] or mark["figure"])


def matters_in(text: str) -> tuple[str, ...]:
    """The words of each matter, in their order; empty where it is one matter, or nobody can tell."""
    listed = _numbered(text)
    if 1 < len(listed) <= AT_MOST and all(_kinds(one) for one in listed):
        return tuple(listed)
    if counted := _counted(text):
        return counted
    found: list[str] = []
    begins, in_a_row = 0, any(sign["joint"] for sign in _PARTS.finditer(text))
    for start, end, parted in _clauses(text):
        clause = text[start:end]
        apart = parted or in_a_row or _TOO.search(clause) is not None
        neighbour = parted and _of_a_neighbour(found, clause)
        if found and not (apart and (_of_another(found, clause) or neighbour or _unnamed(clause, parted))):
            found[-1] = text[begins:end]
        else:
            found.append(clause)
            begins = start
    whole = 1 < len(found) <= AT_MOST and all(_kinds(one) or _NAMELESS.search(one) for one in found)
    return tuple(found) if whole and any(_kinds(one) for one in found) else ()


_NAMELESS = later(
    "(?:那|这)(?:一)?(?:个|摊|堆|块|件|些|点|档子)?(?:儿)?(?:破|烂)?(?:事儿?|东西|玩意儿?|活儿?|地方|旮[旯沓])[^，,。]{0,4}(?:没人|没个人|没谁|不|还没|咋|也没)[^，,。]{0,3}(?:管|整|弄|收拾|修|清|处理|问|瞅|来)"
)
"""Something that nobody sees to, and that is given no name: "门口那摊事也没人管"."""


def _unnamed(clause: str, parted: bool) -> bool:
    """Whether the clause is a matter without a name, behind a joint."""
    return (parted or _TOO.search(clause) is not None) and _NAMELESS.search(clause) is not None and not _kinds(clause)


_HOW_MANY = later(
    r"[\s，,。]*(?:就|一共|总共|是)*(?:这|那)?(?P<n>[两俩二三仨23])(?:个|件|样)?(?:事儿?|问题|毛病)[\s。.!！]*$"
)


def _counted(text: str) -> tuple[str, ...]:
    """ "窗户漏风 还有下水也堵了 就这俩事": as many as are counted, though not each has a name."""
    many = _HOW_MANY.search(text)
    items: list[str] = []
    begins = 0
    for start, end, parted in _clauses(text[: many.start()]) if many is not None else ():
        if parted or not items:
            items.append(text[start:end])
            begins = start
        else:
            items[-1] = text[begins:end]
    count = {"三": 3, "仨": 3, "3": 3}.get(many["n"], 2) if many is not None else 0
    return tuple(items) if len(items) == count and all(_WRONG.search(one) for one in items) else ()


def _clauses(text: str) -> list[tuple[int, int, bool]]:
    """From where to where they stand between the signs and joints, and whether each is parted from what was before by
    more than a breath."""
    found: list[tuple[int, int, bool]] = []
    start, parted = 0, False
    for sign in [*_PARTS.finditer(text), None]:
        piece = text[start : sign.start() if sign is not None else len(text)]
        if words := piece.strip(_ENDS):
            begins = start + piece.index(words)
            found.append((begins, begins + len(words), parted))
            parted = False
        if sign is not None:
            parted = parted or sign["stop"] is not None or sign["joint"] is not None
            start = sign.end()
    return found


def _comes_of(found: list[str], clause: str, kinds: set[str]) -> bool:
    """ "地都泡了" after "下水返水", or "楼道也黑了" after "停电了", is what the first has done, and no other matter."""
    before = {kind for one in found for kind in _kinds(one)}
    soaked = kinds <= {"leak", "road_damage"} and _SOAKED.search(clause) is not None and bool(before & _WATER)
    dark = kinds <= {"stairwell_light"} and _DARK.search(clause) is not None and "outage_power" in before
    return soaked or dark


def _kinds(words: str) -> set[str]:
    return {broad(one) for one in named(words)}


def _of_another(found: list[str], clause: str) -> bool:
    """Whether the clause names something that nothing before it names, and says that it is wrong."""
    kinds = _kinds(clause)
    if not kinds or _comes_of(found, clause, kinds) or only_secrecy(clause) or _row_about(found, clause):
        return False
    there, known = read_place(clause).building, {read_place(one).building for one in found} - {""}
    elsewhere = bool(there) and bool(known) and there not in known and bool(kinds & _OF_A_HOUSE)
    return guess(clause).report and (elsewhere or not any(kinds & _kinds(one) for one in found))


def _row_about(found: list[str], clause: str) -> bool:
    """ "老郑上来骂我" after "俺家漏水": told of what is broken, which somebody has to mend."""
    return has_row("，".join([*found, clause]))


def _of_a_neighbour(found: list[str], clause: str) -> bool:
    """ "还有就是对门老往过道堆纸壳子" after an old sofa that nobody is said to have put there: whom it names may not be
    read by everybody who reads the first."""
    of_one = guess(clause).report and "quarrel" in _kinds(clause) and not only_secrecy(clause)
    of_one = of_one and not _row_about(found, clause)
    return of_one and not any("quarrel" in _kinds(one) for one in found)


_SOUNDS: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = (
    (
        later("进水|(?:全|都|满地|一地|到处)(?:都)?是水|[淌喷冒]水|往外(?:喷|冒|淌)|水管|漏水|渗水|[被都]淹|返水"),
        frozenset({"leak", "sewer", "outage_water", "outage_heating", "road_damage", "facilities", "snow"}),
    ),
    (
        later("灯.{0,4}(?:坏|灭|不亮|闪|黑|憋了)|没有?灯"),
        frozenset({"stairwell_light", "street_light", "outage_power", "lift", "facilities", "parking"}),
    ),
    (later("漏风|透风|灌风"), frozenset({"gate", "outage_heating"})),
    (later("排烟|油烟|烟道|呛(?:人|得)"), frozenset({"fire", "business", "vendors", "garbage", "gas_smell"})),
    (
        later(
            r"装修|电钻|砸墙|噪音|吵得|\bhammer(?:s|ing)?\b|\bdrill|\b(?:plays?|playing|loud|blast\w*) (?:\w+ )?music\b"
        ),
        frozenset({"noise", "quarrel", "business"}),
    ),
)
"""What is wrong without the name of a kind, and the kinds that it may belong to."""
_SPOT = later("楼上|楼下|隔壁|对门|对面|地下室|车库|楼顶|阳台|[东西南北后]门|[一二三四五六七八九十]楼")


_COMES_WITH: tuple[tuple[re.Pattern[str], str, frozenset[str]], ...] = (
    (
        later("苍蝇|蚊子|[生长有]蛆|都是蛆|[招引](?:来|了|得|的)?(?:一?[堆窝群]|好些|不少)?(?:老鼠|耗子|虫|蟑螂)"),
        "pests",
        frozenset({"garbage", "sewer", "stairwell_cleaning", "piled_things"}),
    ),
    (later("[翻刨扒叼扯](?:出|得|的|开|了|一地|满地)"), "dogs", frozenset({"garbage"})),
    (later("臭|味儿?|呛|熏"), "garbage", frozenset({"sewer", "stairwell_cleaning", "dogs", "pests"})),
    (later("滑|结冰|冻"), "snow", frozenset({"leak", "sewer", "outage_water"})),
    (later("黑|看不见"), "stairwell_light", frozenset({"outage_power"})),
)
"""What names a kind and only comes of another: flies of the rubbish, ice of the leak."""


def _kinds_beside(text: str, category: str) -> set[str]:
    """The kinds that are named, without those that only come of that one."""
    of_it = {kind for said, kind, of in _COMES_WITH if broad(category) in of and said.search(text)}
    return _kinds(text) - of_it


def sounds_like_another(text: str, category: str) -> bool:
    """Whether the words tell of something wrong that is none of that kind: "地下室全是水" beside a lamp."""
    kinds = _kinds_beside(text, category)
    if kinds and broad(category) not in kinds:
        return True
    return not kinds and any(said.search(text) and broad(category) not in of for said, of in _SOUNDS)


def at_another_spot(text: str, before: str) -> bool:
    """Whether the words tell of something wrong at a spot that was not spoken of before."""
    spots = set(_SPOT.findall(text))
    wrong = bool(_kinds(text)) or any(said.search(text) for said, _ in _SOUNDS)
    return wrong and bool(spots) and not any(one in before for one in spots)


_WHERE = later(
    r"(?:就|是|它|那|这|位置|地方|地点|具体|都|对了|加一句|补一句|[\s，,：:])*(?:在|搁|挨着|靠着?|离)[^，。,.!！?？]{1,14}?"
    r"(?:边上?|旁边?|跟前|附近|对面|门口|[前后左右东西南北]面|[东西南北][边侧头]|后身|把角|拐角|楼下|底下|中间|当间儿?|里头?|里面|那儿|那块儿?|那边)"
    r"(?:那儿?|那块儿?|呢|啊|哈|呀|的|了)*[\s。.!！~]*"
)
_WRONG = later(
    "坏|漏|堵|不亮|不热|不好|不通|没人|没水|没电|满|臭|脏|停|断|掉|裂|碎|塌|吵|闹|冷|占|偷|返|冒|着火|打|倒了"
)


_DID = later(
    "^(?:我|俺)(?!家|们)(?:刚才?|先|已经|自己|也|就|都)*(?:在?(?:那|那儿|那边|这|这儿|边上|旁边|井边|门口))?(?:给|把|拿|用|搬|找)?[^，,。]{0,6}?"
    "(?:立|放|摆|搁|围|挡|盖|垫|支|插|扣|绑|拴)(?:了|上|着|好)"
    "|^(?:110|120|119|12345|警察?)(?:我|俺)?(?:也|都|已经|刚)*(?:打|报|叫|来|到)(?:了|过)"
    "|^(?:我|俺)?(?:已经|刚|也|都)*(?:报(?:了|过)?警|(?:打|叫)(?:了|过)?(?:110|119|120|警察))(?:了|过)?(?=$|[\\s，,。])"
)


def answer_and_more(text: str, category: str) -> tuple[str, str] | None:
    """ "三楼 另外灯也不亮" in answer to what was asked about a matter of that kind: the answer, and behind it what is
    wrong besides and has to be a matter of its own. None where it is no more than one of them."""
    clauses = _clauses(text)
    for (_, end, _), (start, stop, parted) in pairwise(clauses):
        answer, more = text[:end], text[start:]
        if not (parted or _TOO.search(text[start:stop])):
            continue
        if says_wrong(answer) or sounds_like_another(answer, category):
            return None
        found = guess(more).category if says_wrong(more) else None
        kinds = _kinds(more) or ({found} if found is not None else set())
        if kinds and broad(category) not in kinds and not (broad(category) in _WATER and kinds & _WATER):
            return answer, more
    return None


def did_himself(text: str) -> bool:
    """ "我刚在那立了个破凳子 挡着点", "110我打了": what the person did about it, and no other matter."""
    return _DID.search(plain(text).strip()) is not None


def says_where(text: str) -> bool:
    """ "It is beside the septic tank": where, and nothing of what is wrong."""
    return _WHERE.fullmatch(text.strip()) is not None and not _WRONG.search(text)


_FLOOR = later(
    "(?<![0-9一二三四五六七八九十])[0-9一二三四五六七八九十]{1,3}(?:楼|层)(?!号)|[0-9](?:st|nd|rd|th)\\sfloor|[0-9]{1,2}층"
)
_CORRECTS_FLOOR = later(
    r"(?:哎呀?|哦|刚才?|不对|不好意思|我|俺|说|写|打|记|弄|报|发|错了?|应该|其实|不是[0-9一二三四五六七八九十]{1,3}(?:楼|层)|不是|是|在|的|那个|灯|[\s，,。])*"
    r"(?:应该|其实)?(?:是|在)(?:在)?[0-9一二三四五六七八九十]{1,3}(?:楼|层)(?:的|那|呢|啊|半|吧|哈)*(?:[\s，,]*不是[0-9一二三四五六七八九十]{1,3}(?:楼|层))?[\s。.!！~]*"
    r"|(?:sorry|no|wait|i meant|it'?s|it is|actually|on|the|wrong|[\s,.!])+[0-9](?:st|nd|rd|th) floor[\s.!]*"
)


def corrects_floor(text: str) -> bool:
    """ "刚才说错了 是四楼": the floor of what was said before, and nothing else."""
    return _CORRECTS_FLOOR.fullmatch(text.strip().lower()) is not None


def names_floor(text: str) -> bool:
    """Whether a floor stands in the words."""
    return _FLOOR.search(text.lower()) is not None


_OF_COST = {"property_fees", "property_service"}


_ADDS = later(
    r"(?:我|还)?(?:再|还)?(?:加|添|补)(?:充)?(?:说明)?(?:一?(?:句|下|条|点)|几句)?(?:[儿话])?(?:[，,:：、\s]+|(?=就|是|它|那))"
    r"|(?:刚才|刚刚)?忘(?:了?说|记说|说)了?(?:一句)?[，,:：、\s]+|(?:one more thing|to add)[,:：\s]+",
    re.IGNORECASE,
)


def only_adds(text: str) -> str | None:
    """ "加一句 就在化粪池边上": what is added to what was just written, and is no matter of its own; None for other
    words."""
    found = _ADDS.match(text.strip())
    rest = text.strip()[found.end() :].strip() if found is not None else ""
    return rest or None


def tells_of_another(before: str, text: str) -> bool:
    """Whether the words are a report of their own beside what was said before: something is wrong at another building,
    or another kind of thing is."""
    kinds, place = _kinds(text), read_place(text).building
    if not kinds or only_adds(text) is not None or not guess(text).report:
        return False
    known = read_place(before).building
    return (bool(place) and bool(known) and place != known) or not kinds & _kinds(before)


def reaches_further(text: str) -> bool:
    """ "5号楼的也不亮": the same thing is wrong elsewhere too."""
    return _TOO.search(text) is not None and bool(_WRONG.search(text))


def speaks_of_another(text: str, category: str) -> bool:
    """Whether words said just after something was told of a matter of that kind name another thing. Who objects to what
    it costs, or asks when it is mended, and says what it is like meanwhile, names none."""
    if not sounds_like_another(text, category):
        return False
    kinds, asked = _kinds(text), protests(text) or asks(text)
    if asked and kinds <= _OF_COST and (kinds or not says_wrong(text)):
        return False
    return guess(text).report or not asks_when(text, names=True)
