"""A place out of free words: which building, and apart from it unit, floor and door; the same for every channel.

"2号电梯坏了" and "12号就停水了" name no building, "５＃楼" and "替我妈报，她住北苑小区5号楼" do. What is not
sure is left open: a wrong building sends people to a wrong door, while a missing one is asked for. Door numbers are
read so that they can be kept away from a report, not to be stored with it (domain.md §7).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from casework.frozen import frozen
from casework.words.later import later
from casework.words.plain import HAN_DIGITS, number_of, plain


@frozen(kw_only=True)
class Building:
    """A building that the words may mean, as the roster names it. `near`: 0 in the speaker's own estate, 1 in the same
    community, 2 elsewhere."""

    id: int
    name: str
    estate: str = ""
    community: str = ""
    near: int = 2


@frozen(kw_only=True)
class Place:
    """What the words say about where.

    `building` is its number or letter ("3", "b", "甲2"), empty when none is named; `span` where it stands in the words.
    `estate`: as named in the words. `fits`: ids of the buildings that are meant, one when it is sure, several when the
    person has to be asked, none for one that nobody knows. `more`: further buildings of the same words; `fits` then has
    those of all. `whose`: "妈" when it is about somebody else's home. `own`: "我们楼". `elsewhere`: outdoors
    ("小区北门"). `around`: the area of the estate that they name, and of no building in it. `beside`: another building,
    named by where it stands from the speaker's ("对面楼"). `between`: the words for what lies between buildings
    ("5号楼和6号楼中间"), and so in none of them. `street`: the id of a street or square in no community that they
    name, and no building.
    """

    estate: str | None = None
    building: str = ""
    unit: str = ""
    floor: str = ""
    door: str = ""
    span: tuple[int, int] = (0, 0)
    whose: str = ""
    own: bool = False
    elsewhere: bool = False
    around: int | None = None
    beside: str = ""
    between: str = ""
    more: tuple[str, ...] = ()
    fits: tuple[int, ...] = ()
    street: int | None = None

    @property
    def named(self) -> bool:
        """Whether they name a place that the roster may know: a building, a unit of the own one, a street, estate."""
        return bool(self.building or self.fits or self.street is not None or self.around is not None)

    @property
    def sure(self) -> int | None:
        """The id of the one building that is meant."""
        return self.fits[0] if len(self.fits) == 1 else None


READ = 1000
"""Characters that are looked at: a place is said early, and nobody waits for a wall of numbers."""
_GAP = "[\\s\u200b-\u200d\ufe0f\u20e3]*"
_HAN = "零〇一二三四五六七八九十百幺"
_NUM = rf"(?:\d{{1,3}}|[{_HAN}]{{1,5}})"
_NAMED = rf"(?:[甲乙丙丁a-z]-?)?\d{{1,3}}(?:[a-d](?![a-z]))?|[甲乙丙丁]?[{_HAN}]{{1,5}}|[a-z](?![a-z])|[甲乙丙丁]"
_BUILDING = later(
    rf"(?<![\d.a-z{_HAN}])(?<!\d:)(?P<n>{_NAMED}){_GAP}"
    rf"(?P<kind>号{_GAP}楼(?!梯[^口间]|梯$)|号院|栋|幢|座|#{_GAP}楼|#|号)(?P<side>{_GAP}[a-d]座)?"
)
_ENGLISH = later(
    r"\b(?:(?:building|bldg|block|tower)\.?\s*(?:no\.?|number|#)?\s*(?P<n>\d{1,3}[a-d]?|[b-hj-z])|(?:block|tower)\s+(?P<a>a))\b"
)
_KOREAN = later(r"(?<![\d.])(?P<n>\d{1,3})\s?동(?![안네영시물작생쪽차일료])")
_COUNTED = later(r"(?:[这那几每整]|一共|总共|共有?|有|好|前后|其中)$")
"""Before a number these make "3栋" an amount."""
_AFTER_BLOCK = later(rf"{_GAP}(?:楼(?![道下上门梯前后里洞管底顶长])|宿舍|别墅|高层|的?(?:房子|建筑))")
_AFTER_SEAT = later(r"的?(?:车|面|商务|轿|suv|椅|位|桥|山|庙|城|机|沙发|大|楼(?!道|下|上|门))|的$")
_NO_BUILDING = later(
    rf"{_GAP}(?:电?梯|井|线|门(?!口)|泵|电?池|车|机|灯|岗|柜|变|闸|表|房|汽|油|柴|路|公|桥|阀|管|锅炉|楼梯|充|桩|箱|病|桌|窗)"
)
_LIVES = later(
    rf"(?:[我俺]是|[我俺]住在?|本人(?:是|住)?在?|家住在?|[我俺咱]们?家(?:是住?|住|在)在?|[我俺咱]们(?:是|住在?)"
    rf"|\bi(?:'m| am) (?:from|in)|\bi live (?:in|at)){_GAP}$"
)
_WHO_LIVES = later(rf"{_GAP}的?(?:住户|居民|业主|租户)(?=[\s，,。；;]|$)")
"""Behind a building: whoever lives there speaks, and nothing is wrong there yet."""
_TOO = later("的?(?:也|同样)")
"""Behind another: what is wrong there is wrong where the speaker lives."""
_ADDRESS = later(rf"(?:住在?|家在|地址(?:是|[:：])?|楼号(?:是|[:：])?|报){_GAP}$")
_NOT = later(rf"(?:(?<!是)不是|不在|并非|除了){_GAP}$")
_OURS = later(rf"(?:我们|咱们?|俺们?|我家|本){_GAP}$")
_CLOSED = later(r"$|[\s,，。.;；!！?？、的]")
_UNIT = rf"(?:(?P<unit>{_NUM}|[a-d]){_GAP}(?:单元|门洞|门栋|단원|라인)|(?P<gate>{_NUM}){_GAP}门(?=$|[\s,，。\d{_HAN}]))"
_FLOOR = rf"(?P<floor>(?:负|地下)?{_NUM}){_GAP}(?:楼|层)(?!长)"
_NOT_AMOUNT = (
    r"(?![\d.:%℃a-z])"
    r"(?!\s*(?:块|元|毛|万|千|百|多|个|户人|人|口|米|平|度|斤|吨|次|天|日|月|年|号线|路|点|钟|条|张|台|辆))"
)
_ROOM = rf"(?:[1-9]\d{{2,3}}(?:[a-d](?![a-z]))?|[{_HAN.replace('十', '').replace('百', '')}]{{3,4}}(?![{_HAN}]))"
_DOOR = rf"(?!(?:110|119|120|122)(?!\d))(?P<door>{_ROOM}){_NOT_AMOUNT}{_GAP}(?:室|号房?间?|户|房间?)?"
_SIDE = rf"(?P<hand>[东西南北左右中](?:门(?!口)|户|屋|手|边户)|{_NUM}{_GAP}[号户](?!楼|线|电))"
_BETWEEN = r"[\s,，、的/\-—–]*"
_TAIL = later(
    rf"(?:{_BETWEEN}{_UNIT})?(?:{_BETWEEN}{_FLOOR})?(?:{_BETWEEN}(?:{_DOOR}|(?<=[楼层元]){_SIDE}))?", re.DOTALL
)
_UNIT_DOOR = later(rf"{_GAP}(?P<unit>\d{{1,2}})[-—–](?P<door>{_ROOM}){_NOT_AMOUNT}")
_ALONE = (
    later(rf"(?<![\d{_HAN}]){_UNIT}|\b(?:unit|entrance)\s*(?P<number>\d{{1,2}})\b"),
    later(rf"(?<![\da-z号{_HAN}]){_FLOOR}"),
    later(
        rf"(?<![\d.])(?P<door>{_ROOM}){_GAP}(?:室(?!内|外|友|温)|房间)"
        r"|\b(?:flat|apt\.?|apartment|room)\s*(?P<flat>\d{3,4})\b"
    ),
)
_DASHES = later(
    rf"(?<![\d\-—–:.#/])(?P<n>\d{{1,2}}|[a-d])(?P<dash>[-—–#/])(?:(?P<unit>\d{{1,2}})(?P=dash))?"
    rf"(?P<door>[1-9]\d?(?:0[1-9]|1\d|20)[a-d]?)(?![\d\-—–:.%/]){_NOT_AMOUNT}"
)
_BARE = later(
    rf"^\W*(?:我|我们|俺)?(?:家|们家)?(?:是|住|在|住在)*{_GAP}(?P<n>{_NAMED}){_GAP}(?:号|#|栋|幢|座|楼)?(?:的|吧|呢|啊|呀)?\W*$"
)
_BARE_UNIT = later(r"^\W*(?P<n>\d{1,2})[-—–#/](?P<unit>\d)\W*$")
_HINT = later(rf"(?:\d|[{_HAN}甲乙丙丁a-z]){_GAP}[号栋幢座#동]|[一-鿿]{{2}}楼(?![上下道梯])")
_ITEM = rf"(?:[a-z甲乙丙丁]|{_NUM})"
_LIST = later(
    rf"(?<![\d月年.:{_HAN}])((?:{_ITEM}{_GAP}(?:号{_GAP}楼?|栋|幢|座|#楼?)?{_GAP}[、/&和跟与及到至~\-—–]+{_GAP}"
    rf"|{_ITEM}{_GAP}[,，]{_GAP})+)$"
)
_ITEMS = later(rf"({_ITEM})[^、,，/&和跟与及到至~\-—–]*([、,，/&和跟与及到至~\-—–]+)")
_RANGE = "到至~-—–"
_LONGEST_RANGE = 12

_BARES = (_BARE, _BARE_UNIT)

_ESTATE_WORDS = "小区|花园|家园|新村|新区|公寓|嘉园|山庄|大院|家属院|苑|庭"
_STRANGE_ESTATE = later(rf"(?P<name>[一-鿿]{{1,6}}?(?:{_ESTATE_WORDS})){_GAP}(?:的|里|那边|这边|内|院里)?{_GAP}$")
_NO_ESTATE = later(r"^.*(?:我们|咱们?|俺们?|你们|他们|这个?|那个?|本|同一?个?|整个|全|都|住在?|家在|是|到|去|从|的|在)")
ENDINGS = ("小区", "社区", "花园", "家园", "新村", "嘉园", "公寓")
"""What people leave out of an estate's or a community's name."""
_SHORT = later(rf"(?:{'|'.join(ENDINGS)})$")

_KIN = (
    "妈妈|妈|母亲|婆婆|丈母娘|岳母|爸爸|爸|父亲|公公|老丈人|岳父|爷爷|奶奶|姥姥|姥爷|外婆|外公|儿子|女儿|闺女|姑姑|姑|大姨|姨"
    "|舅舅|舅|叔叔|叔|大伯|婶|哥|姐|弟弟|弟|妹妹|妹|邻居|朋友|同事|同学|亲戚|老师|大爷|大妈|大娘"
)
_WHOSE = (
    later(rf"(?:替|帮|给|代)(?:我|俺|咱|我们|一个|楼上|楼下|对门)?(?:老|家)?(?P<kin>{_KIN})"),
    later(rf"(?:我|俺|咱|我们|我家)(?:老|家)?(?P<kin>{_KIN})(?:她|他)?(?:家|们家|住|那|在)"),
    later(rf"(?:楼|栋|座|号|\d)[\s,，的]*(?:是)?我(?:老|家)?(?P<kin>{_KIN})\W*$"),
)
_OWN = later(
    r"(?:我们|咱们?|俺们?|我家?|本)(?:这|那)?(?:栋|个|幢)?(?:楼|单元|门洞)|(?:我们?|咱们?|俺)家(?!小区|院|大院)|这栋楼|这个?单元|楼道|楼梯间|家门口"
    r"|我(?:住的)?这栋|厨房|厕所|卫生间|卧室|客厅|阳台|暖气|楼上|楼下|对门|隔壁(?!楼|小区|栋)|屋里"
)
_MY_BUILDING = later(
    r"(?:我们|咱们?|俺们?|我家?|本)(?:住的)?(?:这|那)?(?:栋|个|幢)?楼|我们?家楼|我们这栋|我家这栋|我家(?:门口|这)"
)
_WE = later(r"我们|咱|俺|我家")
_WE_BEFORE = later(r"(?:我们|咱们?|俺们?|我家)楼?的?$")
_OUTDOORS = later(
    r"(?:小区|院|大院)(?:的)?(?:[东西南北正]?大?门|里|内|路(?!过)|中间|中心|围墙|路上|主路|[东西南北前后](?:边|面|侧|头|角))"
    r"|围栏|栅栏|铁栏杆|花坛|花池|草坪|绿化带|绿化地|长椅|长凳|石凳|凉棚|喷泉|起落杆|道闸|大门口?(?:的)?(?:杆|栏杆|闸)|小广场"
    r"|(?<![单元])[东西南北正]门(?:岗|口|外|内|附近|旁|那|的|进|出|边|路)|岗亭|大门口|门岗|广场|凉亭|健身(?:器|区|场|点)|篮球场"
    r"|(?:幼儿园|学校|小学|超市|菜市场|市场|药店|银行|饭店|物业(?:办公室)?|居委会|社区)(?:的)?(?:大?门口|门前|旁边?|附近|对面|外面?)"
    r"|(?:在|搁|到)[东西南北正后侧][门院](?=$|[\s，。,.!])|活动室|小卖部|车棚|自行车棚|锅炉房"
    r"|(?:最里头|最里面|最[前后东西南北][面边头]|最后|把头|头一|靠[河江边道]边?|临街)的?(?:那|这)(?:一)?(?:栋|幢|座|趟)"
    r"|停车场|地下车库|地库|快递柜|垃圾(?:站|房|点)|围墙边|小区外|马路(?:边|上|对面)|人行道|公交站|路口|红绿灯|斑马线"
)
_TELLS_OF_HOME = later(
    r"我们|咱|俺|我家|我(?:就|也|是|住|在)|(?<!没人)住(?:在|的是|[一-鿿]{2})|家在|搬到|搬来|搬去|去|到|从|比|听说|人家"
    r"|\bi live\b"
)
"""Speaks of where somebody lives, comes from or goes: an estate that is named with it is not where something is."""
_OTHER_BUILDING = later(
    r"(?:对面|隔壁|前面|后面|旁边|前|后|前边|后边|另外?一?|别的)(?:的|那)?(?:一)?(?:栋楼?|幢楼?|座楼|楼)(?!道|梯|上|下|门|顶|长)"
)


_IN_THE_MIDDLE = (
    "正?(?:中间|之间|当间|夹空|夹缝|夹道|空当)的?[那这]?[块片条段]?(?:儿|地儿|空地|地方|地|道|路(?![灯面牙]))?"
)
_MIDDLE = later(rf"\s*的?{_IN_THE_MIDDLE}")
_MIDDLE_OF = later(rf"\s*(?:和|跟|与|同|及|到|至|、)[^\s，。！？；,.!?;]{{1,12}}?的?{_IN_THE_MIDDLE}")
_WAY = later(
    r"\s*(?:到|至|~|—|-)[^\s，。！？；,.!?;]{1,10}?(?:的)?(?:这|那)(?:一)?(?:条|段|趟)?(?:小|甬|车|人行)?(?:道|路(?!灯|面|牙)|街|胡同)"
)
"""What lies between two buildings, or leads from one to another."""


@frozen
class _Mention:
    """A building named at a place of the words."""

    number: str
    start: int
    end: int
    lives: bool = False
    ours: bool = False
    unit: str = ""
    floor: str = ""
    door: str = ""
    more: tuple[str, ...] = ()


_HAS_IT = later(
    r"(?:那边|那儿|那头|那栋|都|也|倒是|倒|还|就|可)*(?:有(?:水|电|气|暖气?)(?!表|箱|缸|管)|没停|没断|没黑|没事|亮着|好着|好好的|热着|通着)"
)
"""What stands behind the building that has none of it: "5号楼有电 就3号楼没有"."""


def may_name_building(words: str) -> bool:
    """Whether the words may name a building, so that the buildings around have to be looked up."""
    text = plain(words[:READ])
    return bool(_HINT.search(text) or _ENGLISH.search(text) or any(one.search(text) for one in (*_BARES, _DASHES)))


def read_place(words: str, known: Sequence[Building] = (), *, asked: bool = False) -> Place:
    """What the words say about where. `known`: the buildings that may be meant (`storage` finds those of the
    neighbourhood and those of estates that the words name). `asked`: the words answer "which building?", so that a bare
    number is one. Never raises; what is not sure is left out or has several `fits`.
    """
    text = plain(words[:READ])
    estates = _estates(text, known)
    found = [*_mentions(text, estates), *_by_name(text, known)]
    if not found and asked:
        found = _bare(text)
    if not found and asked and (match := _DASHES.search(text)):
        found = [_Mention(match["n"], *match.span(), unit=match["unit"] or "", door=match["door"])]
    found = [one for one in found if not _HAS_IT.match(text, one.end)] or found
    rest = _surroundings(text)
    if not found:
        return replace(rest, elsewhere=rest.elsewhere and not rest.own)
    about = _about(text, found)
    main, numbers = _which(about)
    estate, strange = _estate_of(text, main, estates)
    fits = () if strange else _fits(main.number, estate, known)
    number, unit = main.number, main.unit or rest.unit
    between = _between(text, about)
    if asked and _BARE.match(text):
        rest = Place()
    if not fits and not strange and number[-1] in "abcd" and (fits := _fits(number[:-1], estate, known)):
        number, unit = number[:-1], unit or number[-1]  # "2号楼b座", which the roster calls 2
    if len(numbers) > 1 and not strange:
        number = numbers[0]
        fits = tuple(dict.fromkeys(one for each in numbers for one in _fits(each, estate, known)))
    at = text.rfind(plain(estate), 0, main.start) if estate else -1
    start = at if estate and 0 <= at >= main.start - len(estate) - len("那边的") else main.start
    if between is not None:
        start, end = min(start, between[0]), between[1]
        return Place(
            estate=estate,
            building=number,
            span=(start, end),
            between=words[slice(*between)].strip("的 "),
            more=numbers[1:],
            fits=fits,
        )
    return Place(
        estate=estate,
        building=number,
        unit=unit,
        floor=main.floor or rest.floor,
        door=main.door or rest.door,
        span=(start, main.end),
        whose=rest.whose,
        own=main.ours,
        more=numbers[1:],
        fits=fits,
    )


def _between(text: str, found: Sequence[_Mention]) -> tuple[int, int] | None:
    """Where the words for what lies between buildings stand; None where a building itself is meant."""
    first, last = found[0], found[-1]
    match = _MIDDLE.match(text, last.end) if len(found) > 1 or last.more else None
    match = match or _MIDDLE_OF.match(text, first.end) or _WAY.match(text, first.end)
    if match is None or any(one.unit or one.floor or one.door for one in found):
        return None
    start = first.start
    if first.more and (listed := _LIST.search(text[:start])):
        start = listed.start(1)
    return start - (text[start - 1 : start] in ("从", "在", "自") and start > 0), match.end()


_NO_PLACE_OF_IT = "(?<!住)(?<!住在)(?<!家在)(?<!搬到)(?<!路过)(?<!经过)"
_DONE_THERE = "(?:那边|那儿|上)?的?(?:买|上班|开会|回来|过来|下车|进的货|的?(?:房子|家))"


_INSTEAD = later(
    rf"(?:^|[\s,，。])(?:我(?:说|指|报)的是|(?:应该|其实|就)?是|说的是|要报的是|在)\s*(?P<place>{_NUM}{_GAP}(?:号(?:楼|院)?|栋|幢)(?:楼)?)"
    r"(?:的|那个|这个|那边|啊|呀|呢|哈)*[\s。.!！~]*$"
)


def building_instead(words: str) -> str:
    """ "不报这个 我说的是15号", "不是3号楼 是5号楼": the building that is meant; "" where more is said."""
    text = plain(words)
    found = _INSTEAD.search(text)
    if found is None or not (found.start() or "的是" in found[0]):
        return ""
    return "" if _NOT_THIS.sub("", text[: found.start()]).strip(" ,，。.!！") else found["place"]


_NOT_THIS = later(
    rf"不(?:报|是)(?:这|那)?(?:个|栋|儿|里)?(?:{_NUM}{_GAP}(?:号(?:楼|院)?|栋|幢))?|不对|[说写打弄搞]错了?|错了|哎呀?|诶|哦|我家|啊|呀|的"
)


def estate_said(words: str, name: str) -> int:
    """How many characters of an estate's name the words have ("北苑" of "北苑小区"); 0 where they name it not, or the
    community that is called alike, or only where somebody lives."""
    text, whole = plain(words[:READ]), plain(name)
    short = short_name(whole)
    if whole in text:
        said = whole
    elif short in text and f"{short}社区" not in text:
        said = short
    else:
        return 0
    told = _OUTDOORS.search(text) is not None or _TELLS_OF_HOME.search(text) is None
    return len(said) if told else 0


def says_it_is_at(words: str, street: str) -> bool:
    """Whether the words tell of something at a street that they name, and not of where somebody lives or passes, or
    has bought it."""
    name = re.escape(plain(street))
    return bool(re.search(f"{_NO_PLACE_OF_IT}{name}(?!{_DONE_THERE})", plain(words[:READ])))


@lru_cache(maxsize=10_000)
def number_of_building(name: str) -> str:
    """The number or letter in a building's name ("三号楼" -> "3", "B座" -> "b"); the plain name when it has none."""
    text = plain(name).strip()
    if found := _BUILDING.fullmatch(text) or re.fullmatch(rf"(?P<n>{_NAMED})(?P<kind>)(?P<side>)(?:楼)?", text):
        number = _number(found["n"], found["side"])
        return number + ("院" if found["kind"] == "号院" else "") if number else text
    return text


def spelled(number: str) -> list[str]:
    """How rosters may write a building of that number, for looking it up by its name."""
    if number.endswith("院"):
        return [way.removesuffix("号楼") + "号院" for way in spelled(number[:-1]) if way.endswith("号楼")]
    ways = [number.upper(), number]
    if number.isdecimal() and 0 < int(number) < 100:
        tens, ones = divmod(int(number), 10)
        digits = "零一二三四五六七八九"
        ways.append((digits[tens] if tens > 1 else "") + ("十" if tens else "") + (digits[ones] if ones else ""))
    return [way + kind for way in dict.fromkeys(ways) for kind in ("号楼", "栋", "幢", "座", "#", "#楼", "号", "")]


def short_name(estate: str) -> str:
    """ "北苑小区" as people say it: "北苑"; what would be less than two characters stays whole."""
    short = _SHORT.sub("", estate)
    return short if len(short) > 1 else estate


def _number(words: str, side: str | None = None) -> str:
    """ "十二" -> "12", "B" -> "b", "甲二" -> "甲2"; "" for what is no one number."""
    letter = re.match(r"[甲乙丙丁a-z]-?", words)
    rest = words[letter.end() :] if letter else words
    tail = rest[-1] if rest and rest[-1] in "abcd" else ""
    digits = rest.removesuffix(tail)
    if not digits:
        return letter[0].strip("-") if letter else ""
    value = number_of(digits)
    if not value:
        return ""
    return f"{letter[0].strip('-') if letter else ''}{value}{tail}{side.strip()[0] if side else ''}"


def _mentions(text: str, estates: Iterable[tuple[int, int, str]]) -> list[_Mention]:
    ends = {end for _, end, _ in estates}
    found = [
        _Mention(match["n"], *match.span(), unit=match["unit"], door=match["door"])
        for match in _DASHES.finditer(text)
        if match["unit"]
    ]
    if found:
        return found
    for match in _BUILDING.finditer(text):
        if (number := _number(match["n"], match["side"])) and _is_building(text, match, number, ends):
            yard = "院" if match["kind"] == "号院" else ""
            found.append(_mention(text, number + yard, *match.span()))
    found += (_mention(text, match["n"] or match["a"], *match.span()) for match in _ENGLISH.finditer(text))
    found += (_mention(text, match["n"], *match.span()) for match in _KOREAN.finditer(text))
    found = [one for one in found if not _NOT.search(text[: one.start])]
    yards = {one.end for one in found if one.number.endswith("院")}  # "3号院5号楼": the yard is no building
    starts = {one.start for one in found}
    return sorted(
        (one for one in found if not (one.end in yards and one.end in starts)), key=lambda one: (one.start, one.end)
    )


def _is_building(text: str, match: re.Match[str], number: str, estate_ends: set[int]) -> bool:
    kind, before, after = match["kind"], text[: match.start()], text[match.end() :]
    if kind.endswith(("楼", "院")):
        return number[-1:].isdecimal() or number[:1].isdecimal() or len(number) == 1
    if kind in ("栋", "幢"):
        return not (_COUNTED.search(before) or _AFTER_BLOCK.match(after))
    if kind == "座":
        counted = match["n"] == "一" or _COUNTED.search(before) or _AFTER_SEAT.match(after)
        return not (number.isdecimal() and counted)
    follows = re.match(rf"{_BETWEEN}(?:{_UNIT}|{_DOOR}(?={_CLOSED.pattern}))", after)
    if kind == "#":
        return not (_NO_BUILDING.match(after) and not follows) and number.isdecimal()
    if follows and not re.search(r"月$", before):
        return True
    near = before.rstrip()
    named = any(near[end:] in ("", "的", "里", "那边") for end in estate_ends if end <= len(near))
    if named or (_STRANGE_ESTATE.search(near) and not near.endswith("小区")):
        return not _NO_BUILDING.match(after)
    return bool(_ADDRESS.search(before) and _CLOSED.match(after))


def _mention(text: str, number: str, start: int, end: int) -> _Mention:
    before = text[:start]
    more: tuple[str, ...] = ()
    if listed := _LIST.search(before):
        more = _listed(listed[1], number)
    tail = _UNIT_DOOR.match(text, end) or _TAIL.match(text, end)
    got = tail.groupdict() if tail else {}
    unit = got.get("unit") or got.get("gate") or ""
    return _Mention(
        number,
        start,
        tail.end() if tail and any(got.values()) else end,
        lives=bool((_LIVES.search(before) and not text[end:].lstrip().startswith("楼")) or _WHO_LIVES.match(text, end)),
        ours=bool(_OURS.search(before)),
        unit=_digits(unit),
        floor=_floor(got.get("floor") or ""),
        door=_room(got.get("door") or "") or _hand(got.get("hand") or ""),
        more=more,
    )


def _listed(words: str, last: str) -> tuple[str, ...]:
    """The numbers before the last of a list: "3、4、5号楼" -> 3, 4; a range is filled up."""
    numbers: list[str] = []
    pairs = [(number, sep) for item, sep in _ITEMS.findall(words) if (number := _number(item))]
    for index, (number, sep) in enumerate(pairs):
        following = pairs[index + 1][0] if index + 1 < len(pairs) else last
        numbers.append(number)
        if sep[0] in _RANGE and number.isdecimal() and following.isdecimal():
            low, high = int(number), int(following)
            if low < high <= low + _LONGEST_RANGE:
                numbers += [str(one) for one in range(low + 1, high)]
    return tuple(dict.fromkeys(one for one in numbers if one != last))


def _bare(text: str) -> list[_Mention]:
    for pattern in _BARES:
        match = pattern.match(text)
        if match and (number := _number(match["n"])) and not (number.isdecimal() and int(number) > 99):  # "502": a door
            unit = match.groupdict().get("unit") or ""
            return [_Mention(number, match.start("n"), match.end("n"), unit=unit)]
    return []


def _by_name(text: str, known: Sequence[Building]) -> list[_Mention]:
    """Buildings that have a name instead of a number: "红旗楼"."""
    names = dict.fromkeys(number_of_building(one.name) for one in known)
    named = [name for name in names if len(name) > 2 and not any(char.isdecimal() for char in name)]
    return [_mention(text, name, at, at + len(name)) for name in named if (at := text.find(name)) >= 0]


def _which(about: list[_Mention]) -> tuple[_Mention, tuple[str, ...]]:
    """The one that is meant, and the numbers of all in their order.

    "我是5号楼的，3号楼路灯坏了" is about 3; "我们3号楼" is about ours.
    """
    main = about[0]
    return main, tuple(dict.fromkeys(number for one in about for number in (*one.more, one.number)))


def _about(text: str, found: list[_Mention]) -> list[_Mention]:
    """Those that it may be about: not where somebody only lives, and the own ones before others."""
    about = [one for one in found if not one.lives] or found
    if any(_TOO.match(text, one.end) for one in about):
        about = found
    return [one for one in about if one.ours] or about


def _estates(text: str, known: Sequence[Building]) -> list[tuple[int, int, str]]:
    """Where estates and communities are named: start, end, the roster's name. Longer names come first."""
    names: dict[str, str] = {}
    for whole in dict.fromkeys(name for one in known for name in (one.estate, one.community) if name):
        names.setdefault(plain(whole), whole)
    for whole in dict.fromkeys(name for one in known for name in (one.estate, one.community) if name):
        names.setdefault(short_name(plain(whole)), whole)
    for one in known:  # "北苑东园" of "北苑社区" is "东园" to its people
        rest = plain(one.estate).removeprefix(short_name(plain(one.community)) or " ")
        if len(rest) > 1 and not _SHORT.fullmatch(rest):
            names.setdefault(rest, one.estate)
    taken: list[tuple[int, int, str]] = []
    for name, whole in sorted(names.items(), key=lambda pair: -len(pair[0])):
        for match in re.finditer(re.escape(name), text):
            if not any(start < match.end() and match.start() < end for start, end, _ in taken):
                taken.append((*match.span(), whole))
    return sorted(taken)


def _estate_of(text: str, main: _Mention, estates: list[tuple[int, int, str]]) -> tuple[str | None, bool]:
    """The estate of a mention, and whether it is one that nobody knows."""
    before = [one for one in estates if one[1] <= main.start]
    if (match := _STRANGE_ESTATE.search(text, 0, main.start)) is not None:
        name = _NO_ESTATE.sub("", match["name"])
        at = match.end("name") - len(name)
        overlaps = any(start < match.end("name") and end > at for start, end, _ in before)
        if not overlaps and (len(name) > 2 or name[1:] == "苑"):
            return name, True
    if before:
        return before[-1][2], False
    return (estates[0][2], False) if estates else (None, False)


def _fits(number: str, estate: str | None, known: Sequence[Building]) -> tuple[int, ...]:
    same = [one for one in known if number_of_building(one.name) == number]
    if estate is not None:
        same = [one for one in same if one.estate == estate] or [one for one in same if one.community == estate]
    nearest = min((one.near for one in same), default=0)
    return tuple(one.id for one in same if one.near == nearest)


def _surroundings(text: str) -> Place:
    """What is said beside the building's number."""
    unit, floor, door = (pattern.search(text) for pattern in _ALONE)
    first = unit or floor
    tail = _TAIL.match(text, first.start()) if first else None
    room = tail["door"] if tail and tail["door"] else (door["door"] or door["flat"]) if door else ""
    whose = next((match["kin"] for pattern in _WHOSE if (match := pattern.search(text))), "")
    beside = _OTHER_BUILDING.search(text)
    if beside and _WE.search(text) and not _WE_BEFORE.search(text, 0, beside.start()):
        beside = None  # "就我们停电，对面楼有电" is about us
    return Place(
        unit=_digits((unit["unit"] or unit["gate"] or unit["number"]) if unit else ""),
        floor=_floor(floor["floor"]) if floor else "",
        door=_room(room),
        whose=whose,
        own=bool(_MY_BUILDING.search(text)),
        elsewhere=bool(_OUTDOORS.search(text)) and not _OWN.search(text),
        beside=beside[0] if beside else "",
    )


def _digits(words: str) -> str:
    """ "二" -> "2", "负一" -> "-1", "b" stays."""
    below = re.match(r"负|地下", words)
    number = number_of(words[below.end() :] if below else words)
    return words if number is None else f"{'-' if below else ''}{number}"


def _floor(words: str) -> str:
    """The same for a floor; "三四楼" is none in particular."""
    return digits if (digits := _digits(words)).lstrip("-").isdecimal() else ""


def _room(words: str) -> str:
    """ "五零二" -> "502"."""
    return "".join(str(HAN_DIGITS.index(one)) if one in HAN_DIGITS else one for one in words.replace("〇", "零"))


def _hand(words: str) -> str:
    """The door on a floor: "2号" -> "2"; "东户" stays."""
    number = _digits(words[:-1]) if words[-1:] in ("号", "户") else ""
    return number if number.isdecimal() else words
