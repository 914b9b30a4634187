"""Words on several matters at once: "第一个那个没好，灯那个不着急"."""

from collections.abc import Mapping

from casework.categories import broad
from casework.words.guess import named
from casework.words.later import later
from casework.words.plain import number_of, plain

_CLAUSES = later(r"[，,。；;！!？?\n]+|\s+(?=[一-鿿\d])")
_ORDER = later(
    r"^(?:那|就|我)?(?:的)?(?:第(?P<n>[1-9一二三四])(?:个|件)|(?P<first>头一?[个件]|前(?:一|头|面)?那?[个件]|先报的)|"
    r"(?P<last>后(?:一|头|面)?那?[个件]|最后那?[个件]|后报的))"
)
_NUMBER = later(r"^(?P<n>\d{1,4})号(?!楼|院|门|单元)")
_LEAD = (
    r"^(?:.{0,8}(?:弄|修|换|看|装|办|整|处理|把|先))?(?:那个?|就|先)?"
    r"(?:[0-9一二三四五六七八九十]{1,3}号?楼|(?![我俺咱你您他她自人大])[一-鿿]{1,3}家(?![里具长装用]))?"
    "(?:的|[那这][个盏扇根台处块条片辆]?)?"
)
_BY_KIND = (
    (later(_LEAD + "(?:楼道|路|门口)?(?:的)?灯"), {"stairwell_light", "street_light"}),
    (later(_LEAD + "(?:厨房|厕所)?(?:的)?(?:下水(?:道|井)?|地漏|马桶)"), {"sewer"}),
    (later(_LEAD + "暖气?(?!水)"), {"outage_heating"}),
    (later(_LEAD + "(?:单元)?门(?!口)(?:锁|禁)?"), {"gate"}),
    (later(_LEAD + "电梯"), {"lift"}),
    (later(_LEAD + "井盖"), {"road_damage"}),
    (later(_LEAD + "(?:漏水?|水管)"), {"leak"}),
    (later(_LEAD + "(?:停)?水(?![还又往从直不下流返漏溢])"), {"outage_water"}),
    (later(_LEAD + "(?:充电的?)?(?:电动车|电瓶车|电动自行车)"), {"ebikes"}),
    (later(_LEAD + "(?:停)?电(?![梯工话动瓶])"), {"outage_power"}),
    (later(_LEAD + "垃圾"), {"garbage"}),
    (later(_LEAD + "(?:漫步机|健身器材?|滑梯|秋千|长椅|单杠)"), {"facilities"}),
    (later(_LEAD + "(?:厕所|卫生间)"), {"sewer", "leak"}),
)
"""What a known matter is called in one word."""
_HEAD = later("(?:我|还|有|就|说)*(?:[俩仨两二三几])(?:个|件|样)?(?:事儿?|问题)(?:儿|啊|呢|哈)?")
"""That there are several, and nothing of any."""
_ONE = later("^(?:另外?)?(?:一个|一件|一样|还有一?个?)(?:就)?是")
_THAT = later("^(?:那个?|这个?|的|也|都|又|已经|倒是?|可算是?|终于|总算|刚才?|现在?|[事件儿])+")


def kinds_called(text: str) -> set[str]:
    """The kinds by which the words call a known matter: "灯修得咋样了", "停水那个"; else those that they name."""
    words = _ONE.sub("", plain(text).strip())
    return next((of for word, of in _BY_KIND if word.match(words)), {broad(one) for one in named(text)})


_KNOWN = later(r"^.{1,7}?(?:的)?那(?:个|件|事|会儿说的)|^(?:那|还有)(?:个)?[^\s，,。]{1,5}?(?:呢|的事)")


def kinds_of_known(text: str) -> set[str]:
    """The kinds by which the words call something that was told before: "门的那个 半夜咣咣响", "那灯呢"; else none."""
    return kinds_called(text) if _KNOWN.search(_ONE.sub("", plain(text).strip())) else set()


def said_of_it(text: str) -> str:
    """What is said of the matter, without what it is called: "来水了" of "停水那个来水了"; else all of it."""
    words = plain(text).strip()
    names = (_NUMBER, _ORDER, *(word for word, _ in _BY_KIND))
    found = next((found for name in names if (found := name.match(words))), None)
    return _THAT.sub("", words[found.end() :]) if found is not None else words


def meant_in(text: str, kinds: Mapping[int, str], numbers: Mapping[int | None, int]) -> int | None:
    """The one matter that any breath of the words calls, by number, order or kind; None for none, or two.
    `kinds`, `numbers`: see each_of."""
    meant = {_meant(clause, kinds, numbers) for clause in _CLAUSES.split(plain(text)) if clause.strip()} - {None}
    return meant.pop() if len(meant) == 1 else None


def each_of(text: str, kinds: Mapping[int, str], numbers: Mapping[int | None, int]) -> dict[int, str]:
    """The words for each matter; nothing unless every breath belongs to one, and they mean two at least. `kinds`: the
    category of each matter, in the order in which they were reported; `numbers`: by what number each is known."""
    found: dict[int, list[str]] = {}
    last: int | None = None
    for clause in (one.strip() for one in _CLAUSES.split(text)):
        if not clause or _HEAD.fullmatch(plain(clause)):
            continue
        meant = _meant(plain(clause), kinds, numbers)
        last = meant if meant is not None else last
        if last is None:
            return {}
        found.setdefault(last, []).append(clause)
    return {issue_id: "，".join(words) for issue_id, words in found.items()} if len(found) > 1 else {}


def _meant(clause: str, kinds: Mapping[int, str], numbers: Mapping[int | None, int]) -> int | None:
    ids = list(kinds)
    if (said := _NUMBER.match(clause)) is not None:
        return numbers.get(int(said["n"]))
    if (said := _ORDER.match(clause)) is not None:
        place = 1 if said["first"] else len(ids) if said["last"] else number_of(said["n"]) or 0
        return ids[place - 1] if 0 < place <= len(ids) else None
    meant = kinds_called(clause)
    alike = [one for one in ids if broad(kinds[one]) in meant]
    return alike[0] if len(alike) == 1 else None


_LIGHTS, _WATER = ("stairwell_light", "street_light"), ("sewer", "leak", "outage_water", "outage_heating")
_BY_TRADE = (
    (
        later(
            "镇流器|灯[泡管头罩座杆]|声控|光控|瓦的?(?:灯|泡)|(?<!天)(?<!漂)(?:[贼真锃老倍通]亮|亮(?:堂|了|起来|着呢)|[不没]亮)"
        ),
        (*_LIGHTS,),
    ),
    (later("闭门器|合页|锁[芯舌]|门[轴禁吸框]|铰链|弹簧|关(?:[不得])?严|磁力锁"), ("gate",)),
    (
        later(
            "疏通|抽(?:着|水|完|干)|冒水|井里|掏(?:出(?!钱)|开|通|了|井|呢|完|着呢?|一遍|半天)|通(?:开|到|透|畅|不[开动了]|一半|了一半|一遍)|没通开?|(?:哗|咕噜)哗|下水|抹布|菜叶|油(?:垢|块)|全是油|钢丝绳|捅(?:开|通|咕)|地漏|弯头|存水弯|马桶|返水|堵头|化粪池|抽粪|污水|油泥|搋子|弹簧机"
        ),
        ("sewer", "leak"),
    ),
    (later("燃气|煤气|天然气"), ("outage_gas", "gas_smell")),
    (
        later("^(?!.*(?:燃气|煤气|天然气)).*阀|水表|龙头|打压|皮垫|皮子|垫圈|生料带|管[子箍件]|渗|滴答|防水|漏点"),
        _WATER,
    ),
    (
        later("暖气|热乎|烫手|(?:不|没)热|[冰拔]凉|放(?:了)?(?:一壶|点|两壶)?气|回水|分水器|供热|热力|换热"),
        ("outage_heating",),
    ),
    (later("开关|[推合拉跳]闸|闸推|空开|保险丝?|短路|查线|供电所?|变压器"), ("outage_power", "lift", *_LIGHTS)),
    (later("轿厢|维保|困梯|电梯"), ("lift",)),
    (later("挪(?:车|走|完|了|开)|拖车|车主|车牌"), ("parking", "fire_lane", "dead_car", "ground_lock")),
    (later("(?:摊|小贩|烧烤|城管|摆摊)"), ("vendors", "noise")),
    (later("狗|猫|牵绳|犬"), ("dogs",)),
    (
        later("撒盐|融雪|铲(?:雪|冰|了|干净)|[扫清]雪|冰(?:面|溜|坨)"),
        ("snow", "falling_things", "road_damage", "outage_water"),
    ),
    (later("井盖|砖|坑|回填|沥青|铺路"), ("road_damage", "sewer", "facilities")),
    (
        later("拉走|装车|一车|保洁|倒(?:干净|了垃圾)|清运|扫干净"),
        ("garbage", "rubble", "piled_things", "stairwell_cleaning", "sewer"),
    ),
    (later("(?:砍|锯|修)(?:树|枝|了)|树枝|秋千|长椅|健身"), ("facilities", "falling_things")),
)
"""To what matters the parts, tools and deeds of a trade belong, where nobody names any."""


def kinds_of_trade(text: str) -> set[str]:
    """The kinds to which the parts, tools and deeds belong of which a craftsman speaks: "镇流器坏了 得买一个"."""
    words = plain(text)
    return {kind for word, of in _BY_TRADE if word.search(words) for kind in of}


_ASKED_BY_DEED = (
    (later("通(?![知过告报])"), {"sewer"}),
    (later("亮"), {"stairwell_light", "street_light"}),
    (later("[不还]漏|漏[不没]|漏吗"), {"leak"}),
    (later("灭"), {"fire"}),
    (later("水"), {"sewer", "leak", "outage_water"}),
)
"""What is asked about where no kind is named: "通了没", "三号楼水咋样了"."""


def kinds_asked(text: str) -> set[str]:
    """The kinds that a question may be about, where what it names in plain words does not stand."""
    return {kind for word, of in _ASKED_BY_DEED if word.search(plain(text)) for kind in of}


def kinds_in(text: str) -> set[str]:
    """The kinds of known matters that the words name, be it in one word: "灯的事儿得等电工"."""
    return {kind for clause in _CLAUSES.split(text) if clause.strip() for kind in kinds_called(clause)}


def kinds_by_name(text: str) -> set[str]:
    """The kinds that the words call by the one word for them: "灯修完了"; "物业开会" calls none."""
    clauses = [clause for one in _CLAUSES.split(plain(text)) if (clause := one.strip())]
    return {kind for clause in clauses for word, of in _BY_KIND if word.match(clause) for kind in of}
