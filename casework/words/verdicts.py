"""What a resident says of a result in plain words: good, good enough, or not solved; and what is said against a result,
or a refusal. Anything else is none of these, and nothing is closed by it."""

from typing import Literal

from casework.words import ngrams
from casework.words.answers import Verdict
from casework.words.courtesy import courtesy
from casework.words.later import later
from casework.words.plain import breaths, plain

LONGEST = 60
"""Characters of such a sentence."""

_BAD = later(
    r"没(?:给)?(?:弄|修|办|整|处理|解决|搞|疏通|换|通)(?:好|完|通|明白|利索|彻底)|没解决|没好(?:使|用|利索)?(?:$|[，,。！!\s呢啊])"
    "|(?<![满意])不满意|没(?:说|谈|调解?|劝|管)(?:好|住|下来|听)|还是(?:老样子|那样|原样|一样|不行|不好使|没)|老样子"
    "|又没(?:了|[水电气暖])|又(?:都|给|有人)?(?:摆|堆|贴|占|扔|倒|停|聚)(?:上|了|着|起)|前脚.{0,4}走.{0,6}后脚(?!.*(?:好了|好使|试))|(?:^|[\\s，,。])(?:他们?|那帮人|那家|摊子|摊贩)?又来了(?:$|[\\s，,。])(?!.*(?:好了|好使|修好|弄好|谢))|来了?一?会儿?就?没了?|又(?:都|给|有人|把摊)?(?:支|架|铺)(?:上|了|起|开)|又(?:都|给)?(?:摆|支|跑)出来|(?:一会儿?|一走|刚走|走了)[^，,。]{0,4}(?:就|又)(?:都)?(?:回来|来|摆|支)(?:了|上)|还(?:是|在)?(?:滴答|嘀嗒|滴|漏|渗|淌|流|冒|返)(?:水|着)?(?:呢|哪|着呢|啊|$|[\\s，,。])|又(?:都)?(?:出摊|摆摊|开张|卖上)|又(?:凉|冷|冻|臭|吵|滴|渗|咝|卡|歪|松|闹|吵|打|堵|漏|坏|返|淌|停(?!好|稳|正|整)|灭|黑|断|响|不亮|不热|不走|不好使|冒|犯|掉)|其实(?:还)?没|(?:按|点|摁)错|手滑"
    r"|还有人.{0,2}(?:扔|停|占|堆|贴|倒|放|遛)|没(?:啥|什么)?用(?:$|[，,。！!\s呢啊])|不是.{0,2}满意|(?:可|但|就|不过|反而).{0,2}(?:还是?|还有)有?点?(?:味|漏|滴|渗|响|臭|凉|堵|慢|黑)"
    r"|跟没(?:修|弄|办|来|通)一样|没(?:修|弄|办|整)(?:呢|啊|呀)?(?:$|[，,。！!\s])|不是(?:我们?|俺们?)(?:家|这|单元|楼)|白(?:修|弄|通|整)|个屁|糊弄|骗人|没人来过|压根没来|根本没(?:来|修|弄)|弄了?一半"
    "|没来(?:呢|电|水|气|暖)?(?:$|[，,。！!\\s呢啊])|还(?:黑|凉|冷|停|断|臭|冒|返|漏|堵)着|还没(?:来|亮|通|热)|(?:天|宿|夜|周|月|年|小时)(?:都|也)?没(?:亮|热|通|来|清|扫|收|拉|换|走|暖)"
    r"|(?:not|n't)\s(?:solved|fixed|done|work|working)|still\s(?:broken|blocked|leak\w*|no\b|not\b|cold|dark|out\b|off\b|the\ssame|smell\w*|drip\w*)|(?:broken|leaking|blocked|out|off|dark)\sagain|same\sas\sbefore"
    r"|(?:went|gone|goes|got) (?:cold|dark|out|off) again"
    r"|(?:nobody|no one) (?:came|has come|showed)|nothing (?:has )?(?:changed|happened|was done)"
    r"|아직도?\s?(?:\S+\s)?(?:안|새|막|못|고장|꺼|차가|그대로|춥|추)|또\s?(?:고장|새|막|꺼|나갔|안)|여전히|그대로(?:예요|입니다|에요)|안\s?고쳐|하나도\s?안|안\s?됐|못\s?고쳤|해결\s?안"
)
_WORSE = later(
    "(?:换|修|弄|通|整|装|拧|清|补)(?:完|好|过)(?:了)?(?:以?后)?(?:反倒|反而|倒)?(?:更|还不如|比(?:原来|以前|之前|原先)还)"
    "|越(?:换|修|弄|通|整|补)越|还不如(?:以前|从前|原来|原先|不(?:换|修|弄|通|整))"
    "|(?:worse|louder) than before|even worse"
)
"""It was done, and is worse since."""
_WATCHES = later(
    "(?:再|先|等|打算|准备|还得|我)(?:再|先)?(?:盯|看|观察|瞅|瞧|试|用|等)(?:盯|看|观察|瞅|瞧|试)?(?:上|个)?"
    "(?:(?:[一两二俩三几半][个]?)(?:天|宿|晚上?|阵子?|段时间|礼拜|周)|看(?:再说|吧|稳))|再(?:观察|盯)(?:观察|盯)?|先(?:看|用)着"
    r"|(?:等|先|回头|过(?:几|两|一)天|到时候?).{0,14}再(?:说|评|打分|告诉).{0,6}$|看看再(?:说|评)|得(?:用|过|看).{1,4}才知道"
    r"|let me watch|wait and see|watch it (?:for|a)|see if it (?:lasts|holds)|keep an eye on it|지켜(?:볼|보)"
)
_GOOD = later(
    r"满意|(?:^|[\s，,。.!！])(?:嗯+|呐|哪|对|行了|是|这[回下次]|可算|终于|总算|确实|早就?|已经|都|全|真|的|呢|啊|[\s，,])*好(?:了|啦|使了?|嘞)(?:$|[\s，,。.!！])"
    r"|(?:挺|很|都|真|太|可|老)好(?:的|了|啦)?(?:$|[，,。！!\s呢啊呀])|^好(?:了|啦|使了?|嘞)|(?:都|已经|全)?(?:弄|修|办|整|处理|解决|搞|换|装|安)好了"
    r"|(?:不|没)(?:堵|漏|返|滴)了|(?<![没不])(?:来水|来电|来气|来暖|有电|有气|有暖气?|有热水|通[气电水]|亮|通|热)了|解决了|没(?:有)?问题(?:了|啦)|可以了|好用了|利索多了|真棒"
    r"|(?:修|弄|办|整|换|通|装|处理|收|扫|清)得?(?:可|真|挺|很|太|老|还|也|又|都|是)*(?:好|快|利索|干净|及时|不错|漂亮|板正)(?:的|了|啊|呀|呢|多了)*(?:$|[，,。！!\s给])"
    r"|(?:给|打)(?:个|你们?|您们?|他|她)?(?:好评|满分|五星|5星|点?个?赞)|^(?:五|5)星|好评"
    r"|\b(?:great|good|excellent|nice) (?:job|work|repair)|well done"
    r"|이제\s?(?:\S+\s)?안\s?(?:새|막|끊|시끄)|(?:수리|고치|처리).{0,6}잘\s?(?:했|하셨|됐|고쳤)|잘\s?고쳤"
    r"|(?:is|are)\sback(?:\son)?\b|고쳐졌|다\s?고쳤|잘\s?(?:돼|되네|나와|나오)|해결(?:됐|되었)|만족(?:해|합)|(?:물|전기|가스)[이가]\s?(?:나와요|들어와요|나옵니다|나왔어요|들어왔어요)|불이\s?(?:들어와요|들어왔)"
    "|works? (?:again|now|fine|well)|(?:it is|it's|all|is|problem) (?:fine|good|fixed|solved|working)|satisfied|perfect"
)
_FAIR = later(
    "好是好了|好倒是好了|就是|就差|不过|但是|但|可就|除了|还行|凑合|将就|一般|马马虎虎|勉强|差不多"
    "|so.?so|good enough|but\\b"
)
_ASKS = later(
    "[?？]|满意?不满意|再(?:盯|看|观察|等|瞅|用|试)(?:上|他|它)?(?:几|两|一|俩|三)?(?:天|宿|晚|阵子?|阵儿|段)|(?:先)?观察(?:观察|一下|两天)?|[吗么]$|(?<![楼层家户边栋])没有?$|啥时候|什么时候|几点|多会|when\\b"
)


_FOR_SOMEBODY = later("[替帮代]我.{0,3}(?:谢|夸|表扬)|表扬|转告")
"""Praise that is to be passed on is more than a rating: it goes to whoever is praised."""


_BUT = later(
    r"(?:(?P<what>[一-鿿])是(?P=what)[好完上]?了|(?:修|弄|换|整)好是(?:修|弄|换|整)好了|是(?:亮|通|热|来|修|弄|换|清|好)[好完上]?了)"
    r"[\s，,]+(?P<but>\S.{3,})"
)
"""Grants that it is done, and says what is wrong all the same: "通是通了 整一地埋汰"."""


_ONCE = later("(?:昨[天儿]|前天|上[次回]|之前|原来|那天|头一?回)[^，,。\\s]*")
"""What was not done then, where it is now."""


def verdict_said(text: str) -> Verdict | None:
    """What is said of a result; None for everything that may be something else."""
    words = plain(text).strip()
    if only_rates(words):
        return "good"
    if not words or len(words) > LONGEST or _ASKS.search(words) or _FOR_SOMEBODY.search(words):
        return None
    now = _ONCE.sub("，", words)
    words = now if _GOOD.search(now) else words
    if _BAD.search(words) or _WORSE.search(words):
        return "bad"
    if (but := _BUT.search(words)) is not None and not _GOOD.search(but["but"]) and courtesy(but["but"]) is None:
        mild = _MILD.search(but["but"]) or (_FAIR.search(but["but"]) and not _FAULTY.search(but["but"]))
        return "fair" if mild else "bad"
    if _WATCHES.search(words):
        return None
    if _FAIR.search(words):
        return "fair" if _GOOD.search(words) or _MILD.search(words) else None
    return "good" if _GOOD.search(words) else None


PERHAPS, SURELY = 0.3, 0.75
"""How sure the model has to be before it is asked whether words are on a result, and before they are."""


def signs(text: str) -> set[str]:
    """What the rules have found, for the model to weigh."""
    words = plain(text).strip()
    asks, long = _ASKS.search(words) is not None, min(len(words) // 4, 5)
    return ngrams.found(said=verdict_said(text), asks=asks, nice=courtesy(text), long=long)


def verdict_perhaps(text: str) -> tuple[Verdict, bool] | None:
    """ "看见了 挺亮", "水是下去了 可是还反味儿": what the words probably say of a result, where no rule knows them, and
    whether they surely do."""
    if not text.strip() or len(plain(text)) > LONGEST:
        return None
    odds = dict(zip(ngrams.OF_RESULTS, ngrams.of_results().answers(plain(text), signs(text)), strict=True))
    best = max(odds, key=lambda one: odds[one])
    return (best, odds[best] >= SURELY) if odds[best] >= PERHAPS else None


_WELL_AGAIN = later(
    "(?:嗯+|[哎呀哦]|可算|终于|总算|真|都|也|已经|全|家里|水|味儿?|灯|它|门)*"
    "(?:(?:(?:这|那)[回下次]|[现現]在|今[天儿]|可算|终于|总算)(?:真|都|也|可|是|全)*(?:好使?|行|中|成|灵|利索|妥|没|走|撤|消停|清净|老实|干净)(?:了|啦)"
    "|好使?(?:了|啦)|(?:都|再)?不(?:再)?(?:漏|淌|流|渗|滴答?|嘀嗒|堵|返|冒|响|闪|晃|吵|臭)(?:水|味)?(?:了|啦))[啊呀哈呢嘞]*"
)
_BY_THE_WAY = later(
    "(?:都|也|真|太|可)*(?:谢谢|感谢|多谢|谢|辛苦|麻烦|费心).{0,8}|(?:大半夜|大晚上|这么晚|大冷天|老远)的?了?(?:还|让).{0,8}"
    "|(?:大半夜|大晚上|大冷天)的|妥(?:妥的?|了)[啊呀哈]*"
)
"""Thanks, and how late it is."""


_FREE = later("(?:车|人|我|他)?(?:都|已经|给|刚)*(?:出去|出来|挪走|挪开|挪|开走|让开|撤|走)(?:了|啦)[啊呀哈]*")
""" "出去了 谢了啊": nothing is in the way any more, with thanks behind it."""


def well_again(text: str) -> bool:
    """ "这回行了 都谢谢", "不淌了 谢谢啊 大半夜的": it works again, and nothing else but thanks is said."""
    said = breaths(plain(text))
    way_is_free = len(said) > 1 and _FREE.fullmatch(said[0]) is not None
    well = [one for one in said if _WELL_AGAIN.fullmatch(one) or (way_is_free and one == said[0])]
    return bool(well) and all(one in well or _BY_THE_WAY.fullmatch(one) or courtesy(one) is not None for one in said)


_IS_BACK = later(
    "(?:来|有|通)(?:水|电|气|暖)了|(?:水|电|气|暖气?)来了|(?<![没不])[通亮热]了|(?:修|弄|换|装|整)好了|不(?:漏|堵|返)了"
    "|(?:is|are) back(?: on)?"
)
_NOT_RIGHT = later(
    "黄|浑|锈|发白|泥汤|有味|股味|臭|(?:太|可|老|很|贼|水)小|细|慢|闪|忽明忽暗|不稳|跳闸|断断续续|时有时无|有一会儿?没|凉|(?:能|敢|可以)(?:喝|用|洗|吃)(?:不|吗|么|没)"
    "|就我家|我家(?:还)?没|brown|yellow|rusty|cloudy|flicker|weak|low pressure|can (?:we|i) drink"
)


def well_but(text: str) -> bool:
    """ "来水了 黄的 能喝不": it is back, and not as it should be: whoever has it has to read that."""
    words = plain(text).strip()
    rest = _IS_BACK.sub("，", words)
    return rest != words and _NOT_RIGHT.search(rest) is not None


_STARS = later(
    r"(?:给|打|我|俺|他|她|你们?|您|师傅|[一-鿿]师傅|小伙子|物业|必须|那|就|都|再|来|个|一个|[\s，,。.!！~])*"
    r"(?:(?:五|5)(?:颗|个)?(?:星|分)(?:好评)?|满分|(?:一百|100)分|好评|[⭐★🌟]+|five\sstars|5\sstars|별\s?(?:다섯|5)\s?개|별점\s?5점|만점)"
    r"(?:哈|吧|了|啊|给|你们|师傅|谢谢|辛苦了|必须的|요|이요|입니다|드려요|줄게요|[\s，,。.!！~])*"
)


def only_rates(text: str) -> bool:
    """ "五星", "给师傅打个五分": as many stars as there are, and nothing else."""
    words = plain(text).strip().lower()
    return all(_STARS.fullmatch(one) for one in breaths(words) or [""]) or _STARS.fullmatch(words) is not None


def watches(text: str) -> bool:
    """ "热是热了，再盯两天看看": it seems well, and whoever says so waits before he says that it is."""
    words = plain(text).strip()
    return 0 < len(words) <= LONGEST and _WATCHES.search(words) is not None and verdict_said(text) is None


_BESIDE = later(r"[\s\W]|刚|才|一会儿|等下|走|就|还是|这|那|它|[哎唉呀啊呢吧了]")


def only_bad(text: str) -> bool:
    """ "又不亮了": it does not do again, and nothing is named that could be another matter."""
    words = plain(text)
    return _BAD.search(words) is not None and not _BESIDE.sub("", _BAD.sub("", words))


_FAULTY = later(
    "一?闪一?闪|忽明忽暗|(?:太|有点|还|不)?(?:暗|昏)|不稳|一会儿.{0,4}(?:亮|热|有|停|灭)|时好时坏|断断续续|有时候?(?:还)?(?:不|没|又)"
    "|还(?:是|有|在)?(?:点|些)?.{0,2}(?:漏|滴|渗|响|堵|凉|臭|松|晃|卡|返|冒)|(?:下|流|走|淌)(?:水)?得?(?:还是|挺|太|有点|贼|老)?慢|(?:滋滋|嗡嗡|吱吱|咔咔|哗哗)(?:的)?响?"
    "|(?:滴|漏|渗|冒|返)(?:水|着|点|得)|(?:有|一股|还有).{0,3}味|黄|浑|不(?:太|咋|够|怎么)?(?:热|亮|通|严|灵|牢|紧|好使)|(?:关|开|锁|拧)不|没劲|flicker|still|dim\\b|drip|깜빡|아직"
)
"""What is wrong with it still: not how it was done, or left behind."""
_MILD = later("好是好了|还行|凑合|将就|一般|马马虎虎|勉强|差不多|so.?so|good enough")
"""Says all by itself that it is good enough."""


_DOES_NOT_DO = (
    "(?:不行|不成|不可以|不能|不给|不管|不办|不修|不让|不归|没法|办不了|弄不了|修不了|管不了|解决不了|建不了|装不了|退)"
)
_DONE = "(?:办|修|弄|整|处理|解决|搞|清|通|换|做)?(?:完|好|结|妥|利索)"
_PROTESTS = later(
    r"凭(?:什么|啥)|不服|不认(?:可|账)?(?:$|[，,。！!\s这])|不同意|不接受|不合理|没(?:有)?道理|哪有这(?:个)?(?:道理|样的|么)|说不过去|讲不讲理"
    f"|(?:为啥|为什么|为何|咋|怎么|因为啥|啥原因)(?:就|会|又|都|也|能)?(?!.{{0,2}}还).{{0,3}}{_DOES_NOT_DO}"
    f"|(?:谁|哪个)(?:说|定|规定)的?.{{0,4}}(?:{_DOES_NOT_DO}|{_DONE})|真(?:的)?(?:就)?{_DOES_NOT_DO}(?:了)?[吗么嘛]"
    f"|不能就?这么|(?:啥|什么)叫(?:{_DOES_NOT_DO}|{_DONE})|(?:要|有)你们.{{0,3}}(?:啥|什么|干啥|何)|(?:给我|要|讨)个说法|找你们领导|往上告|不算完"
    r"|糊弄|忽悠|打发(?:要饭|叫花|人)|当猴耍|耍(?:我|人|老百姓)|推来推去|踢皮球|换汤不换药|跟没(?:修|弄|办|来|通)一样|不行也得"
    "|(?:修|弄|办|整)的(?:啥|什么|个啥)(?:玩意|东西|啊|呀)|这.{0,2}(?:叫|算)(?:修|办|弄|处理|解决)了?(?:$|[?？!！])"
    r"|谁来过|没(?:看见|见着?)(?:有)?人来|没.{0,2}(?:弄明白|看|问).{0,4}就(?:说|结|办|完)|(?:根本|压根|从来)就?没(?:人|有人)?(?:来|修|弄|办|看|管)"
    "|(?<!我)(?:再|重新|给我)(?:好好)?(?:看看|看一下|想想|研究|考虑|商量|议一?议)|想(?:想|点)?(?:别的|个)?办法"
    "|就(?:这么|这样)?(?:拉倒|完事|完了|糊弄|打发)"
    f"|这.{{0,3}}(?:叫|算|是|就).{{0,2}}{_DONE}|哪(?:儿|里)?.{{0,2}}{_DONE}|{_DONE}(?:了)?(?:啥|什么|个屁|个鬼)|(?:怎么|咋)就{_DONE}"
    "|(?:啥|什么)(?:都|也)没(?:干|弄|修|办|动|整)|睁.{0,3}瞎话|这不是(?:糊弄|忽悠|骗|敷衍)|^就这(?:$|[?？!！呢啊])"
    r"|\bwhy (?:not|can(?:'t|not)|can it not|is it not)|on what grounds|unfair|not fair|you call (?:this|that|it)"
    r"|how is (?:this|that|it) (?:done|fixed|solved)|look (?:at it )?again|i (?:do not|don't) (?:agree|accept)"
)


_LOOKS_MYSELF = later(
    "(?:我|俺|咱)们?(?:明[天儿早]|后天|回头|晚上|下班|[一等]会儿?|过两天|先|自己|再)*看(?:看|一下|一眼)"
)
"""Who looks again himself asks nobody to."""
_THANKED = later("谢谢|感谢|辛苦|thank")


def protests(text: str) -> bool:
    """ "凭什么办不了", "这也叫办完了？": said against what was decided, or against a result."""
    words = _LOOKS_MYSELF.sub("", plain(text)).strip()
    return 0 < len(words) <= LONGEST and _PROTESTS.search(words) is not None and not _THANKED.search(words)


def says_more_is_wrong(text: str) -> bool:
    """Of words against a result: whether they say what is wrong, too ("这也叫办完了？水还在漏")."""
    words = plain(text)
    if (but := _BUT.search(words)) is not None and _FAULTY.search(but["but"]):
        return True
    rest = _PROTESTS.sub("，", words)
    return any(one is not None for one in (_BAD.search(rest), _STILL.search(rest), _NOBODY_CAME.search(words)))


_NOBODY_CAME = later(r"谁来过|没(?:看见|见着?)(?:有)?人来|(?:根本|压根|从来)就?没(?:人|有人)?来")
"""What is wrong, said already."""


def asks_whom(text: str) -> bool:
    """ "那我找谁": who then, where it was said that it is not decided here."""
    words = plain(text).strip()
    return len(words) <= LONGEST and _WHOM.search(words) is not None


_WHOM = later(
    "^(?:那|行|好|嗯|哦)?[，, ]?那?(?:我|俺|咱|我们)?们?(?:该|得|应该|要|又)?(?:找|问|去)(?:谁|哪|啥|什么)"
    r"|(?:归|是)(?:谁|哪).{0,4}(?:管|负责)|^那(?:我|咱|我们)?(?:咋|怎么)(?:办|整|弄)|\bwho (?:then|should i|do i)"
)
_STILL = later("还(?:在|是)?.{0,2}(?:漏|堵|返|滴|冒|响|臭|黑|凉|冷|停|断|坏)|(?:漏|堵|返|滴)着")


_WELL = (
    "(?:这活儿?|这事儿?|这回|这次|你们|他们|大家)*(?:干|办|弄|做|处理|清)?(?:得|的)?(?:真|很|挺|太|都|非常)?"
    "(?:好|不错|利索|漂亮|满意|及时|快|到位|干净|棒|可以|中)(?:样的)?(?:的|了|啊|呀|嘛|哈)*"
)
_PRAISE = later(f"(?:{_WELL}){{1,2}}|(?:提出)?(?:表扬|点赞)(?:一?下)?|👍+")
_SO_SO = later("(?:还|也)(?:行|可以|凑合)(?:吧|了|啊)*|凑合(?:吧|了)*|一般(?:吧|般)*|马马虎虎")
_THANKS_BESIDE = later("(?:辛苦|谢谢|感谢|多谢)(?:了|啊|你们|大家|各位|一趟)*|收到|行了?|好的?|嗯|没问题|就这样(?:吧)?")


def praises(text: str) -> Literal["good", "fair"] | None:
    """ "挺好 干得利索" of whoever is asked how a department's work was: nothing else is said; "好的" alone is none."""
    parts = breaths(plain(text))
    told = [one for one in parts if not _THANKS_BESIDE.fullmatch(one)]
    if told and all(_PRAISE.fullmatch(one) for one in told):
        return "good"
    return "fair" if told and all(_SO_SO.fullmatch(one) for one in told) else None
