"""What a department that was whistled says in words, where its card has a button for it: we are here (and how many), it
is not ours, it is done."""

from typing import Literal

from casework.frozen import frozen
from casework.words.later import later
from casework.words.plain import breaths, number_of, plain

Deed = Literal["here", "back", "done"]

_WE = r"(?:我们?|咱们?|俺们?|人|队员们?|弟兄们?|同事们?|大家)*(?:都|已经?|刚|也|全|现在)*"
NOT_THERE = "家门口|单位|社区|街道|学校|幼儿园|超市|车站|银行|食堂|办公|医院|饭店"
"""Where somebody is on an errand of his own: no scene of a danger or a whistle."""
_HERE = later(
    rf"^{_WE}(?:到|来|赶到|抵达|过来|到达)(?:了|啦|现场|场|位|齐|地方|地儿|校门口)+(?:了|啦)?"
    rf"|^{_WE}(?:在|到)(?:现场|场|地方|门口)(?:了|啦|呢)?$|^已(?:到|到场|到位|抵达)$|^(?:报到|签到)(?:了|啦)?$"
    rf"|^(?:(?:我们?|咱们?|俺们?)(?:俩|仨)?|人)?(?:都|已经?|刚)*(?:到|赶到)(?!了?(?:我|俺)?(?:{NOT_THERE}))"
    r"(?:[东南西北前后正大]{1,2}门|[^，,。\s]{0,6}(?:门口|路口|楼下|摊前|摊位|跟前))(?:了|啦)$"
    r"|^we(?: are|'re) (?:here|there)"
)
_NOT_HERE = later(
    "[没不未别快]|马上|路上|[就要]到|[得要还].{0,4}(?:分|小时|钟头)|几点|等|明|后天|下午|晚上|(?<!刚)才|怎么|吗|呢$|[?？]|待会|一会|走了"
)
_PEOPLE = later(
    r"(?:来了?|到了?|去了?|共|一共|就|有)?\s*(?P<n>\d{1,2}|[一二两三四五六七八九十]{1,3}|俩|仨)\s*(?P<unit>个人|人|名|位|口子|个)?$"
    r"|(?P<alone>(?:就|只有)?我(?:自己|一个人|一个|一人))$"
)
_BACK_SURE = later(
    r"不归(?:我|咱|俺|本|这|物业|社区|网格|楼长|城管)|不属于(?:我|咱|俺|本)|不是(?:我|咱|俺)们?(?:管|的|负责|单位|部门)|(?:我|咱|俺)们?(?:管不着|不管(?:这|它|这个|这事))"
    r"|不该(?:我|咱|俺|本)|(?:跟|和|与)(?:我|咱|俺)们?.{0,4}没(?:有)?关系?|不在(?:我|咱|俺|本).{0,6}(?:职责|管辖|业务|范围)|超出.{0,6}(?:职责|范围|权限)"
    r"|是(?:路灯所|供电|供水|水务|热力|燃气|市政|电信|移动|联通|铁塔|开发商)(?:公司|局|所|处|集团)?的(?:线|管线?|灯|井|设备|产权|活儿?|事儿?)(?![坏断漏])"
    r"|轮不到(?:我|咱|俺)|没有?(?:执法权|管辖权|这个权|权限)|not ours"
)
_ASKS = later(r"[?？]|吗$|是不是(?:不)?归")
_HEDGED = later("(?:吧|吗|么|[?？])$|是不是|应该|好像|恐怕|可能|感觉|估计|怕是|按说|按理")
_ANOTHERS = later(
    r"(?:应该|该|得|是不是|要不|恐怕|好像|怕是|这是|那是|不是|^归|是归)(?:是|归|找|叫|由)*(?!我|咱|俺|你|您|哪|谁)[^，,。\s]{0,6}?(?:所|局|队|站|办|委|公司|部门|社区|物业|城管|市政|街道|执法)"
    r"(?:那边|那头|的人)?(?:管|来|去|办|负责)?(?:的(?:事|活|地盘)?儿?)?(?:吧|吗|么|啊|[?？])+$"
)
_TOGETHER = later("一起|也|都|再|帮|配合")


def doubts(text: str) -> bool:
    """ "这不归我们管吧", "这个应该找市场所吧": whether it is theirs is asked, and not refused."""
    parts = breaths(plain(text).strip())
    back = [one for one in parts if _BACK_SURE.search(one)]
    others = [one for one in parts if _ANOTHERS.search(one) and not _TOGETHER.search(one)]
    return len(text) <= LONGEST and (bool(back or others) and all(_HEDGED.search(one) for one in [*back, *others]))


_AGAIN = later(
    r"(?:算|归|就是|还是|还得|由|都是|是)(?:我|咱|俺)们?(?:城管|队里|所里|这边)?(?:的(?:活|事|责任|地盘)?儿?|管|来|去|办|接|认|弄|跑)*(?:吧|了|呗|一趟|看看)*$"
    r"|^(?:行|好|中|成|得|那|就|这事儿?|这活儿?|这个|占道)*(?:我|咱|俺)们?(?:队里|所里|这边)?(?:再|就)?(?:接|认|管)(?:下|了|吧|呗)*$"
    r"|^(?:行|好|中|成|那|还是)+(?:就|还是)?(?:我|咱|俺)们?(?:再|就)?(?:来|去|办|跑)(?:吧|呗|一趟|看看|处理)*$"
    r"|退错|(?:刚才|之前|方才)(?:那话)?(?:说|搞|弄|看|退)错|(?:收回|撤回)(?:退|刚才|那句)|不退(?:了|回)"
)
_NOT_AGAIN = later(
    "[?？]|[吗么]$|不(?:归|是|算|该|去|来|管|办|接)|没|凭|为啥|咋|怎么|谁|饭|顿|请客|钱|账|单|下班|回(?:去|家)|走人"
)


def takes_again(text: str) -> bool:
    """ "行，算我们的", "还是我们来吧", "退错了": what was sent back is theirs after all."""
    words = plain(text).strip()
    parts = [one for one in breaths(words) if not _NOT_AGAIN.search(one)]
    return len(words) <= LONGEST and any(map(_AGAIN.search, parts)) and _BACK_SURE.search(words) is None


_DONE = later(
    r"(?:弄|办|处理|处置|清|清理|撤|搞|干|收拾|整|修|查|检查|劝|撵|轰|赶|拖|拆|拉|解决|取缔|规范|登记)(?:完毕|完|好|走|掉|离|干净|利索|妥|定)(?:了|啦|毕)?"
    r"|^完活儿?了?$|^(?:\d{1,5}号)?(?:这?事儿?|那个|都|全|也|就|已经)*(?:完事|搞定|解决|处理|已?办结|完成|了?结|结案|销[号账])(?:儿)?了$|都(?:走|撤|清|拆|拖走|劝走)了|done|finished"
)
_BARELY = later(r"^(?:我们?|咱们?|都|也|已经?|刚|全|就)*(?:清|撤|办|弄|处理|整治|规劝|收工)了$|^收工$")
"""The deed alone, as an officer says it of what he was called to."""
_NOT_DONE = later(
    r"(?:[\d点天午周月号晌]|[周期拜][一二三四五六日天末]|中午|晚上|下班|小时|分钟|月底|年底|钟头?)(?:之|以)?[前内](?!面)"
    "|(?:完|好|毕|通|利索)了?(?:就|再|记得|你们?|您|给|都)*(?:吱|言语|告诉|喊|打|回|通知|招呼|说|发)(?:我|咱|一|个|声)"
    "|(?:完|好|毕|利索)了?(?:再|就|马上|立马|之?后|以后)[^，,。]{0,6}(?:去|来|过|到|上)|没|还|不|快|差|未|别|明|后天|马上|正在?|等|争取|尽量|估计|能|要|(?<!刚)才|怎么|吗|几点|什么时候|[?？]"
)
_WHOLE = later(
    r"(?:完(?:毕|事儿?|活儿?)?|好|妥|利索|干净|搞定|结)(?:了|啦|毕)|^(?:搞定|解决|处理|已?办结|完成)(?:儿)?了|都(?:走|撤|清|拆|拖走|劝走|撵走|赶走)"
    r"|全(?:走|撤|清|拆|拖走|劝走|撵走|赶走)|(?:没|收摊)了$|done|finished"
)
"""That all of it is done: who came and sent three away says only that he is there."""
_SENDS = later(
    r"(?<!不)(?<!别)(?:派|安排|调|叫|让)(?:了)?(?!我|俺|你|您|谁)[^，,。\s]{0,6}?(?:人|车|队员?|民警|警力|同事|弟兄|组|班|[小老大][\u4e00-\u9fff])[^，,。\s]{0,3}?"
    r"(?:过去|赶去|到场|到位|出警|去(?:看看?|瞅瞅?|处理|一?趟|现场|那边|那儿)?)(?:了|吧|呢|哈)*$"
    r"|^(?:我们?|这边|所里|队里)?(?:马上|这就|立刻|已经|正在?)(?:派|安排|调)(?:了)?[^，,。\s]{0,4}(?:人|车|民警|警力|队员)(?:手)?(?:了|呢)?$"
)
_SENDS_NOT = later("[?？]|[吗没不]$|谁|明[天早]|后天|昨|上次|要是|开会|吃|饭|材料|取|接孩|培训|值班")


def sends(text: str) -> bool:
    """ "收到 派两个人过去": somebody is sent to where the department was called."""
    words = plain(text).strip()
    return not _SENDS_NOT.search(words) and any(_SENDS.search(one) for one in breaths(words))


_KEEPS_AT = later(
    r"(?:我们?|咱们?|俺们?|队里|弟兄们?)[^，,。\s]{0,10}?(?:蹲(?:着|点|守|那)|盯(?:着|守|住)|守(?:着|在那)|巡(?:着|一圈|几圈|查)|(?:在|去)(?:那|现场)[^，,。\s]{0,4}(?:蹲|盯|守|巡|转))"
    r"|(?:那帮|那伙|那几个)人|(?:人|摊主|摊贩|商户|老板|车主)(?:都|又|还)*(?:不(?:配合|听|走|开门)|跑(?:了|得)|回来了|来了)|又(?:回来|摆上|摆出来|出摊)了|还在那"
    r"|[摆来]一个[撵赶清劝]一个|没逮着"
)
_KEEPS_NOT = later("[?？]|[吗没不]$|谁|啥|什么|哪|几|所里|局里|队里(?:开|吃)|单位|东街|西街|另一|别的|领导|检查组")


def goes_on_there(text: str) -> bool:
    """ "那帮人又回来了 我们今晚在那蹲着": how it goes where an officer was sent, and what he does there."""
    words = plain(text).strip()
    return len(words) <= LONGEST and _KEEPS_AT.search(words) is not None and not _KEEPS_NOT.search(words)


_RESULT = later(
    r"(?:清|撤|劝|拖|撵|赶|扣|收|罚|查|拆|教育|登记)(?:走|掉|离|了|下)*(?:[0-9]{1,3}|[一二两三四五六七八九十几]{1,3}|俩|仨)(?:来|多)?(?:个|家|台|辆|摊|户|处|车|人)"
    r"|(?:我们?|咱们?|俺们?|队里|弟兄们?)[^，,。\s]{0,6}?(?:去|看|查|巡|处理|清理)过(?:了|一遍|一趟|两趟)"
)
_RESULT_NOT = later("[?？]|[吗没]$|没|还|准备|打算|要|得|明|下午去|一会|待会|吃|医院|体检|快递|外卖")


def results(text: str) -> bool:
    """ "我们上午去过了，清走六个摊": what came of it, and not whether all of it is done."""
    parts = [one for one in breaths(plain(text)) if not _RESULT_NOT.search(one)]
    return len(text) <= LONGEST and any(map(_RESULT.search, parts))


_ELSEWHERE = later(
    "[东西南北]街|(?:街|路|中|学校|公园|市场|夜市|广场|小区|商场)那(?:个|边|儿)(?!去)|材料|报告|表|案子|台账|总结"
)


def elsewhere(text: str, known: str) -> bool:
    """Whether an officer speaks of where, or on what, he works beside: of "西市场那边" where that is not in what is
    known of the place."""
    found = _ELSEWHERE.search(plain(text))
    return found is not None and found[0] not in known


_ON_THE_SPOT = later(
    "证照|执照|(?:开|写|下)(?:了|着)?(?:个|张|份)?(?:单子|罚单|整改|告知书)|警告|扑(?:了个?)?空|撵|劝(?:离|返|住|开)|[没再又还]摆"
    "|收(?:了|着)?.{0,2}(?:秤|桌|炉|喇叭)|(?:哪个?|什么|南|北|东|西)(?:边)?门|(?:划|找)(?:了|好)?个?(?:地方|地儿|区域?)|清净"
    "|[那这](?:帮|伙|几个?)人|摊主|车主|店主|老板|当事人|现场|没(?:看见|找着|见着)|(?:所|队|局|管|卫|们)(?:不用|甭|别)(?:再)?来了?|笔录|调解|传唤|取样|封(?:了|存)|抽检|登记(?!表)|态度"
)
_TO_EACH_OTHER = later("谁|[?？吗]$|吃|喝|饭|会议|开会|班|单位|队里|局里|报表|饺子|球|体检")


def on_the_spot(text: str) -> bool:
    """ "证照都没有 开了单子", "扑了个空": as officers tell of a place to which they were called."""
    words = plain(text)
    return len(words) <= LONGEST and _ON_THE_SPOT.search(words) is not None and not _TO_EACH_OTHER.search(words)


_LEFT = later(
    "(?:^|人|摊子?|摊主|车|东西|垃圾)(?:这[回下])?(?:真的?|都|全|早|也|已经|就)*(?:没|撤|走|散|挪走)了$|收摊了|挪走了$"
)
"""What was in the way is there no more."""


@frozen
class Said:
    """What the words say; `people`: how many came, if that is said; `more`: there is more in them than the button;
    `here`: what is done says also that they came."""

    deed: Deed
    people: int | None = None
    more: bool = False
    here: bool = False


def says(text: str) -> Said | None:
    """ "我们到了，俩人", "不归我们管，找城管", "弄完了"; None for anything else, and for what is not so yet."""
    words = plain(text).strip()
    parts = breaths(words)
    if not parts or len(words) > LONGEST:
        return None
    if _BACK_SURE.search(words) and not _ASKS.search(words):
        return Said("back", more=True)
    here = [one for one in parts if _HERE.search(one) and not _NOT_HERE.search(one)]
    ends = [one for one in parts if _ends(one)]
    if ends and not any(map(_undone, parts)) and (not here or any(map(_WHOLE.search, ends))):
        return Said("done", more=True, here=bool(here))
    if not here:
        return None
    people = next((found for one in parts if (found := _people(one)) is not None), None)
    rest = [one for one in parts if one not in here and _people(one) is None]
    return Said("here", people=people, more=bool(rest))


_COMES_BY = later(
    r"(?:我|俺|咱|们|人|俩|都|他|她|师傅|队里|大概|大约|估计|预计|差不多|最快|最晚|就|得|再|那|今[天儿]|明[天儿]?|后天|早上|上午|中午|下午|傍晚|晚上|今晚|[后下头前]晌|准时|路上)*"
    r"(?:[0-9]{1,2}[:：][0-9]{2}|(?:[0-9]{1,3}|[一二两俩三四五六七八九十半几]{1,3})(?:来|多|个)?(?:分钟?|半?(?:小时|钟头)|刻钟?|点(?:半|钟|[一二三四五六七八九十0-9]{1,3}分?)?))"
    r"(?:左右|上下|多|之?内|以内|之?前|以前|后|以后|之后)?(?:就|能|才|准|应该|估计|肯定|保证|可以)*(?:再)?(?:到|过去|过来|去|来|赶到|上门|到位|到场|到达|到现场)(?:吧|啊|哈|呗|一趟|看看|你?那儿?|现场)*",
)


_ASKS_HOUR = later("[?？]|(?<!十)几点|[吗没不]$")


def comes_by(text: str) -> bool:
    """ "二十分钟到", "下午三点上门": when somebody comes, and no more than that he has heard."""
    parts = breaths(plain(text))
    return any(_COMES_BY.fullmatch(one) for one in parts) and not any(_ASKS_HOUR.search(one) for one in parts)


def people_alone(text: str) -> int | None:
    """ "俩人", "三个人": how many came, and nothing else."""
    counts = [_people(one) for one in breaths(plain(text))]
    return counts[0] if len(counts) == 1 else None


def in_part(text: str) -> bool:
    """ "劝走俩，剩一个犟着呢": some of it is done, and some is left."""
    parts = breaths(plain(text))
    some = any(_ends(one) or _SOME.search(one) for one in parts if not _undone(one))
    return some and any(map(_undone, parts))


_SOME = later("(?:走|撤|清|拆|拖|劝|收|弄|搬|挪)(?:走|掉|完|了)*(?:[一两几俩仨]|[0-9]|大?半|大部分)")
_DELAYED = later(
    r"堵.{1,4}上了|[得要还].{0,2}(?:[0-9]+|[一二两三四五六七八九十半几]+)来?(?:分钟|个?小时|个?钟头)|[下后头]晌|"
    r"晚(?:点|一?会|到|些|[0-9一二两三半十]+)|迟(?:到|一会|点)|堵(?:车|住|在|得|了|成)|耽(?:误|搁)|抛锚|打不着火|走不开|抽不(?:开|出)|腾不出|排不开"
    r"|[去来过到赶]不(?:了|成|去|上|来|到)|(?:不|没法|没空|没时间)(?:去|来|过去)了?|赶不及|来不及"
    r"|(?:明|后|大后)(?:天|儿|早|晚|晌)|改[天日期]|下(?:周|个?礼拜|个?月|个?星期)|(?:周|礼拜|星期)[一二三四五六日天]|过(?:两|几|三)天|下午|傍晚|今晚"
    r"|等(?:会|一会|半|一?下)|(?:推迟|推后|延后|延期|往后)|有(?:任务|案子|警情|行动)|出(?:别的)?警|人手不够|\b(?:late|tomorrow)\b"
)
_GOES = later(
    r"去|来|到|过|赶|派|带.{0,2}人|查|弄|办|处理|挪|堵|晚|迟|耽|走不开|抽不|腾不|改|推|延|等|任务|警|人手|\b(?:late|come|be)\b"
)
_NO_DELAY = later(r"[?？]|[吗么]$|谁|轮到|几点|哪|咋|多少|吃|会议室|例会|下班|放假|聚|喝|班车|体检|考试|打球")


_SAID_SO = later(
    r"^(?:我|俺|咱)?(?:们)?(?:不是|不都)(?:都|已经|早)?(?:说|讲|定|回|约)(?:过|了|好)*.{0,10}(?:吗|么|嘛|了)?[?？!！]*$"
)


def objects(text: str) -> bool:
    """ "不是说了明天吗": whoever is said to be late has said when."""
    return len(text) <= LONGEST and _SAID_SO.search(plain(text).strip()) is not None


def delayed(text: str) -> bool:
    """ "堵车了，晚点到", "今天去不了，明天上午": whoever was called comes later than he should, or another day."""
    words = plain(text).strip()
    if not words or len(words) > LONGEST or _NO_DELAY.search(words):
        return False
    return _DELAYED.search(words) is not None and _GOES.search(words) is not None


LONGEST = 60
"""Characters; a longer message is a report of its own, and is passed on as it is."""


_WORKS = later(
    r"(?:灯|水|电|气|门|锁|阀门?|泵|电梯|下水道?|管[子道]?|地漏|马桶|暖气|井盖|开关|龙头|门禁|栏杆|路面|墙|路)(?:都|也|已经|全|现在)*(?:好|亮|通|热|换|修|装|开|补)(?:好|上|新|开)?了"
    r"|(?:^|都|已经|全|也)(?:通|亮|修|弄|疏通)开了|好使了|来[水电气暖]了|疏通(?:完|好)?了|(?:掏|捅|抽|焊|接|粘|铲|装|安|补|钉|刷|抹|通|弄|整|搞|鼓捣)(?:通|完|好|上|严|住|干净|利索)了|(?:^|都|已经|全)(?:亮|通|热|好)了$|换(?:了|上|好)|(?<!班)换完了"
    r"|^(?:试(?:了|过|试)?)?(?:现在|都|也|已经)?不(?:返|漏|滴答?|堵|响|冒|渗|闪|卡)(?:水|味儿?)?了$"
)
_FOR_NOW = later("一半|半拉|先|临时|暂|应急|凑合|又(?:坏|堵|漏|灭|停)")


def finished(text: str) -> bool:
    """Whether words say that work is done: "摊子清走了，弄好了", "换了门轴"; not for now, and nothing is left."""
    parts = breaths(plain(text))
    ends = [one for one in parts if (_DONE.search(one) or _WORKS.search(one)) and not _to_come(one)]
    return bool(ends) and not any(_undone(one) or _FOR_NOW.search(one) for one in parts)


def _ends(part: str) -> bool:
    return any(map(bool, (_LEFT.search(part), _BARELY.search(part)))) or (
        _DONE.search(part) is not None and not _to_come(part)
    )


_OTHERS_CAME = (
    "(?:环卫|市政|供电|供水|水务|热力|供热|燃气|煤气|维保|厂家|厂里|城管|电力|电梯公司|疏通(?=公司|的|队|师傅)|物业|保洁|人家|有人|[他她]们|街道|施工队|自来水|路灯所)"
    "(?:公司|局|所|队|那边|的|的人|师傅|自己)*"
)
_OTHERS_DID = later(
    rf"{_OTHERS_CAME}(?:早|刚|已经|都|也|又|昨[天儿]|今[天儿早]|上午|下午)*(?:就|给|都|来(?:人|车|过)?(?:了)?|派(?:人|车)来?|[，,\s])*(?:把\S{{1,6}}?)?(?:给|都|全|就|[，,\s])*"
    r"(?:[收拉抽清运搬拖弄铲扫撤挪劝撵]走|(?:修|换|装|弄|接|焊|补|盖|堵|通|掏|捅|疏通|抽|安)(?:上|好|完|开|通|净|住|干净)|送上?电|送水|通上?水|通上?气)(?:了|啦)?(?:$|[，,。\s])"
)
_OTHERS_NOT = later("[?？]|[吗么没不]$|没|不|让|叫|请|催|等|明|后天|要|得|准备|打算|说|答应|一半|先|就差|还")


def others_did(text: str) -> bool:
    """ "2号 环卫来过了 收走了", "供电的给修上了": others than the speaker have done it."""
    words = plain(text).strip()
    return len(words) <= LONGEST and _OTHERS_DID.search(words) is not None and not _OTHERS_NOT.search(words)


_THEN = later(
    "预计|估计|最快|最晚|(?:小时|分钟|钟头)(?:左右|之内|内|就|能)*(?=[清换修弄办整处收通])|指定|保证|肯定|一定|争取|尽量|必须|怎么也|说啥也|准能?(?=[清换修弄办整处收])|(?:今[天儿]|当天)(?=[就能给]*[清换修弄办整处收])|(?:今[天儿]|当天)?(?:下午|晚上|傍晚|今晚|中午|[后下]晌)|一会儿?|待会|回头|[0-9一二三四五六七八九十]点|准备|打算|想|去买|(?:我|俺)(?:来|去|这就)?给?(?:[他她你您]|大妈|大爷|那家)?(?=[换装安补焊钉]上?$)|(?:让|叫|请|找|喊)[\u4e00-\u9fff]{1,4}?(?=[清换修弄办整来去处收撤拉搬])"
)
_WAS = later("了|过|完毕|已|刚")


def _to_come(part: str) -> bool:
    """ "下午换上", "让保洁清走": not yet; "下午换好了" is."""
    return _NOT_DONE.search(part) is not None or (_THEN.search(part) is not None and _WAS.search(part) is None)


_UNDONE = later("没(?:弄|办|处理|清|撤|完|好)|还(?:没|差|有)|没完|(?<!不)剩(?!饭)|犟着|赖着|不肯|不走")


def _undone(part: str) -> bool:
    return _UNDONE.search(part) is not None


_OTHERS_THERE = later("[走撤清劝撵轰赶拦抓扣剩罚打伤拘](?!到|来)|还有|带走|摊主?|闹事|喝多|没走|围观|小贩")
"""Of whom they speak are others than themselves: "劝走了俩人"."""


def _people(part: str) -> int | None:
    """ "俩人", "来了3个人", "我们到了两个人", "就我自己"."""
    found = _PEOPLE.search(part)
    if found is None or _OTHERS_THERE.search(part):
        return None
    if found["alone"]:
        return 1
    if found["unit"] is None and found["n"] not in ("俩", "仨"):
        return None
    return {"俩": 2, "仨": 3}.get(found["n"]) or number_of(found["n"])
