"""What staff say among themselves, where most is talk: whether the words plainly are of some work, though they name
none. Nothing here says of which; a sentence that may as well be talk is talk."""

import re
from typing import Literal

from casework.words.answers import answer_in, begins_by_taking, deed_in
from casework.words.called import finished, says
from casework.words.later import later
from casework.words.orders import told_to_resident
from casework.words.plain import breaths, plain
from casework.words.scene import says_coming

Act = Literal["take", "coming", "here", "done", "plan", "cannot", "tells"]
"""Somebody takes it, is on his way, is there, has done it; means to, by some hour or with something; cannot, and why;
found something, or told somebody."""

_TALK = later(
    r"[?？]|(?:吗|(?<![跑赶冲爬])(?<![上爬]楼)呢|不|没|没有)$|谁|啥|什么|哪(?!怕)|咋|怎么|几[点个号天件]|多少|是不是|有没有|能不能|要不要|行不行|还是(?=[你他她归])"
    r"|吃|喝|早饭|午饭|晚饭|[买带打订]饭|盒饭|给(?:你|您)(?:送|拿|捎|带|取)|食堂|咖啡|奶茶|睡|歇|困(?!在|住)|(?:抽|包|盒|根|支|戒).{0,2}烟|快递|买菜|逛|遛|打牌|麻将|下棋|跑步|健身(?!器)|孩子(?:放学|上学|家长|考)|接(?:个)?(?:孩子|娃|媳妇|老婆|老公|闺女|儿子|我妈|我爸|电话|人)"
    r"|我也(?:领|要|买|报|去|来|行|是)|路上(?:小心|慢|注意)|慢点|小心(?:点|着)|注意安全|文件|电脑|空调|打印|复印|手机|饮水机|^(?:都|先|我|那)*走了|检查组|领导|记者|(?:去|来|到)趟?(?:街道|社区|区里|单位|办公室|局里|银行)|开会|例会|会议|会上|培训|考试|学习(?!资料)|工资|奖金|绩效|报销|报表|表格|材料(?:交|报|写|送|发)|写(?:个)?(?:材料|总结|报告)|总结|台账|截图|打卡|签到表|值班|替班|换班|请假|休息|下班|上班|加班|放假|回老家|体检|打针|疫苗|医院(?!了)|看(?:病|牙|房|电影|球|戏|店|我)|(?:我|俺)(?:妈|爸|婆婆|丈母娘|姥|奶奶|爷爷|闺女|儿子|姐家|弟家)|[娘婆]家|年会|联欢|聚|喜酒|随礼|份子|生日|出殡"
    r"|辛苦|谢谢|感谢|哈{2}|呵呵|嘿嘿|嘻|唉|愁人|气死|烦死|累死|无语|服了|真行|厉害|牛[啊逼]|天气|下雪|下雨|降温|真冷|好冷|太冷|真热|热死|冻死|路滑|堵车了?$"
    r"|(?:发|转)(?:你|我|群|微信|给)|发群里|群里|微信(?!上说)|朋友圈|视频号|接龙|投票|填(?:一?下|表)|统计|名单|通知(?:大家|各位|一下|收到)|大家|各位|@"
)
"""Questions, and what colleagues speak of beside their work."""
_OTHERS = later(
    r"(?:^|[让叫请派])(?:你|您|他|她)们?(?!家|那)|^(?!我|俺)[\u4e00-\u9fff]{1,3}(?:师傅|姐|哥|姨|叔|主任|队长?|工)[，,\s]*(?:你|您|去|来|说|在|快|给|帮|别|今|明|下午|上午|也|还|都|的)"
    r"|别(?!人)|不(?:去|来|接|用|管|想|要)|没(?:空|时间|接|去|来|法去)"
)
"""Somebody else goes, is spoken to, or nobody goes."""
_HOUR = (
    r"(?:(?:今|明|后)(?:天|儿个?|早|晚)|[上下]午|中午|傍晚|晚上|一早|头晌|后晌|待会儿?|一会儿?|回头|马上|这就|现在|立马|周[一二三四五六日天]|礼拜[一二三四五六日天]"
    r"|(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,3})(?:点|时|分钟|个?小时)半?(?:钟)?(?:左右|之?前|以?后|多)?)"
)
_VERBS = (
    r"换|修|通|疏通|清|清理|清运|拉走|装|焊|补|堵|封|围|围上|盖上|盖|架|搬|铲|撒|测|查|排查|检查"
    r"|抽|冲|弄|整|办|处理|收拾|拾掇|关阀|停|送电|送水|拆|贴|挂|刷|换上|接线|打压|掏|捞|固定|加固|喷|消杀|锯|砍|扶"
)
_WORK = f"(?:{_VERBS})"
_GO = r"(?:去|到|来|上门|过去|上去|下去|过来|到位|到货)"
_AFTER = (
    "(?:(?:吃(?:完|口|了|过)(?:早|午|晚|中午)?饭?|撂(?:下)?(?:饭)?碗|喝口水|歇(?:口气|会儿)|送完(?:孩子|娃)|接完(?:孩子|娃)|开完会|散(?:了)?会"
    "|下(?:了)?班|睡醒|交完班)(?:了|之?后|以后|就|再)*)"
)
""" "吃完饭": after what somebody goes."""
_HOME = (
    "(?:(?![我俺咱你您他她大人谁回到在搬咋])[\u4e00-\u9fff]{1,3}(?<![大人谁回到在搬])家"
    "|(?![去到上往先就找给跟])(?:[老小][\u4e00-\u9fff]|[\u4e00-\u9fff]{1,2}(?:大[妈爷娘爸姐哥]|阿姨|姨|婶|叔))那(?:边|儿|头)?)"
)
""" "小周家", "老郑那": somebody's home, by name."""
_OUTSIDE = "(?:市政|供电|供水|水务|热力|燃气|维保|厂家|城管|环卫|电力|路灯所?)"
_THEM = "(?:楼[上下]|[那两这]家|人家|[他她](?:们)?|住户|居民|业主|那户)"
_THING = (
    "(?:楼道|单元|厨房|厕所|门口|井)?"
    "(?:下水道?|漏水|灯|门|锁|暖气|垃圾|电梯|井盖|水管?|管子|路灯|窗户?|雪|摊子?|堵的|漏的|坏的)"
    r"(?!\S*(?:看|瞅|修|弄|换|整|办|跑|去|来)了$)"
)
"""What a matter is called by among those who mend it; "下水道我去看了" tells what was done, and takes nothing."""
_TAKES = later(
    r"^(?:行|好|那|嗯|这个?|这事|这活|这儿|那个|都)*(?:归我|我的|算我的){1,3}(?:吧|了|管|弄)?$"
    r"|(?:楼|家|户|边|那个|那盏|那户)的?(?:也|都)(?:是|归|算)我(?:的|管)?$"
    r"|^(?:行|好|那|嗯|这个?|这事|这活|那个)*(?:还是|就)?(?:我|俺)(?:们)?(?:来|接|弄|整|办|管|包|去|处理|负责)(?:弄|接|办|管|整|看看?|一趟|处理)?(?:了|吧|呗|得了|啊|哈)*$"
    r"|^(?:我|俺)(?:们)?(?:先|就|这就|顺道)*(?:去|来)(?:看|瞅|瞧|查)(?:看|瞅|瞧|查|一|眼|下|趟)*(?:吧)?$"
    rf"|(?:我|俺)(?:们)?(?:来|去|先|就|这就|马上)*(?:接了|接下|接着|接吧|包了|领了|认领)"
    rf"|(?:我|俺)(?:们)?(?:去|来|先|就|这就|马上|下午|明天)*{_WORK}(?:一?下|一趟)?(?:吧|呗|得了)?$"
    rf"|^(?!我|俺|咱|你)(?:.{{0,8}}(?:[那这](?:个|家|户|边|摊)|[边面头楼元家户]的)|[那这]|{_HOME}|[0-9]{{1,5}}号|{_THING})(?:也|就|还|还是|都|先|算|是|由)*(?:我|俺)(?:们)?(?:先|就|这就|顺道|再|{_HOUR})*"
    r"(?:(?:上门|过去|去|来|接着?|弄|整|办|管|跑|看|修|换)(?:看看?|瞅瞅?|瞧瞧?|说说|弄弄?|办|修|换|一?趟|吧|呗|得了|了)*"
    rf"|(?:给|找|联系|跟){_OUTSIDE}(?:公司|局|所|那边)?(?:打(?:个)?电话|联系|反映|说)?(?:一?下|吧|呗)?)$"
    rf"|^(?:那|行|中|好)?(?:我|俺)(?:们)?(?:先|就|这就|马上|顺道)*(?:拿|带|扛|拎|叫|找)(?!通知|海报|传单|表|文件).{{1,4}}(?:上去|过去|下去|去|来){_WORK}(?:一?下|上|吧)*$"
    r"|^(?:我|俺)(?:们)?(?:先|就|这就|马上|赶紧)*(?:上去|过去|下去|去)(?:把|关|拉|合|推)(?:.{0,2}[阀闸](?:门)?)(?:关|拉|合|推)?(?:了|上|掉|上去|吧)*$"
    rf"|^(?:那|行|中|好)?(?:我|俺)(?:们)?(?:先|就|这就|晚上|再|一会儿?)*(?:上去|过去|上门|去|来)(?:说说|劝劝|谈谈|聊聊|劝|谈|敲(?:敲)?门|调解|(?:说|讲)(?=吧|呗)|看看)(?:吧|呗|一?下|一?趟)*$"
    rf"|^(?:那|行|中|好)?(?:我|俺)(?:们)?(?:先|就|这就|晚上|再)*(?:上去|去|来)(?:跟|和|找)?{_THEM}(?:家)?(?:说说?|劝劝?|谈谈?|聊聊|敲(?:敲)?门|讲讲)(?:吧|呗|一?下|一声)*$"
    rf"|^(?:我|俺)(?:们)?{_HOUR}{{1,3}}(?:就|再|先)?(?:上门|过去|去|来){_WORK}(?:灯泡?|锁|阀门?|管子?|上|好|掉|吧|一?下)*$"
)
""" "那边的我去", "我拿盐去撒", "我上门说说": who goes to do it, be it that he takes it or only means to."""
_LEADS = later("^(?:行|好|中|成|嗯|哎|得|那|啊)+(?=我|俺)")
_BUSY = "(?:弄|换|干|忙|修|整|通|收拾|处理|办|清|铲|扫|装|焊)"
_LOOKS = "(?:看看?|瞅瞅?|瞧瞧?|瞅一?眼|看一?眼|查查?|处理|弄弄?|劝劝?|说说?|量量?|摸摸|检查|了解)"
_SETS_OUT = later(
    rf"^(?:我|俺)?(?:这边|这儿|这头|手里)?{_BUSY}(?:完|好|利索)(?:了|这边|那边|这儿|手里的?|这个|这家|这趟|活儿?)*(?:我|俺)?(?:就|再|马上|立马|这就)*"
    rf"(?:过去|上去|下去|去|来)(?:一?趟|{_LOOKS}|修|换|一?下)*(?:吧|呗|啊|哈)*$"
    rf"|^(?:{_HOUR}){{0,2}}(?:我|俺)(?:们)?(?:先|就|这就|马上|赶紧|现在|正好|顺道|顺路|一会儿?|待会儿?|再)*(?:上去|过去|下去|上门|去|到(?:那儿?|现场|跟前))(?:先|再|给)*{_LOOKS}+(?:一?[下眼趟])?(?:[他她]们?)?(?:去|吧|呗|啊|哈)*$"
    rf"|^(?:我|俺)(?:们)?(?:先|就|这就|马上)?{_HOUR}{{1,3}}(?:就|再|先|正好|顺道|顺路)*(?:上去|过去|下去|上门|去|来|到(?:那儿?|现场))(?:一?趟|{_LOOKS})+(?:一?下)?(?:吧|呗|啊|哈)*$"
    r"|^(?:我|俺)(?:们)?(?:先|就|这就|马上|再)*(?:上去|过去|下去|去)一?趟(?:吧|呗|啊|哈)*$"
    rf"|^{_HOUR}{{1,3}}(?:我|俺)(?:们)?(?:就|再|先)*(?:上去|过去|下去|上门|去|来)一?趟(?:吧|呗|啊|哈)*$"
    rf"|^(?:我|俺)?(?:已经|刚)?(?:给|跟)?{_OUTSIDE}(?:公司|局|所|那边)?(?:的)?(?:电话)?(?:我|俺)?(?:已经|刚)?(?:打(?:过)?(?:电话)?|联系(?:上|好)?|叫)(?:了|过了|完了)+$"
)
""" "换完过去瞅瞅", "我上去看看", "维保电话我打了": whoever says so has set about it."""
_PLANS = later(
    rf"{_HOUR}(?:再|就|能|准|给|让|我|俺|们|带|叫|派|安排|[一二两俩三四五几仨0-9]个?(?=人)|队员|师傅|人|他|她|其|过|一定|肯定|应该|估计|才能?)*(?:{_GO}|{_WORK})"
    rf"|^{_HOUR}{{1,3}}(?:吧|左右)?$"
    rf"|^(?:我|俺)(?:们)?(?:先|就|这就|马上|已经|刚|去|得|给|把|一会儿?)*(?:拿|用|找|叫|喊|联系|约|带|借|买|订|弄|给|把|先|{_VERBS}).{{0,10}}(?:{_WORK}|{_GO}|人|车|机|灯泡|板子?|阀|件|配件|料|师傅|公司|厂家|电工|水工|维保|供电|供水|热力|燃气)"
    rf"|^先.{{0,8}}{_WORK}|带(?:着|上|个|把|俩)?.{{0,2}}(?:机|泵|车|灯泡|梯子|工具|配件|锁芯|阀门?|管子?|胶|钳子|板子?|盐|铲子?|围挡|警戒带)"
    rf"|{_WORK}(?:一?下|上)(?:吧|就行)?$"
    rf"|给(?:他|她|人家|居民|住户)?(?:定|约|安排)(?:在|到|个)?{_HOUR}|约(?:在|到|好|了)+.{{0,4}}{_HOUR}"
)
_CANNOT = later(
    r"(?:没|缺|断|等|差)(?:有|了|着)?(?:现)?(?:货|配件|备件|件|料|材料|灯泡|锁芯|阀门?|管子?|零件|人手|车|梯子|钱|维修资金|批|批复|审批)|没(?:送|发|运|到|寄)(?:到|来|货)|货(?:还)?没到|(?:还)?没送来"
    r"|得(?:先)?(?:等|排队|排|订|定做|开挖|挖|停水|停电|拆|换|上会|审批|报批|招|询价|走流程|用|找|两|三|几)|要(?:开挖|挖|等|排队|订|定做|审批|报批|商量)|排队|改不了|[弄修换干办通整赶]不(?:了|完|上|动|开)|来不及|坏半道|堵半道|堵在?路上|(?:缺|差)(?:个|俩|根)|抛锚|车坏|厂家.{0,6}(?:发|没|停|排)|断货|缺货|不够(?:用|长)?$"
)
_TELLS = later(
    r"报(?:给|了)?(?:供电|供水|水务|热力|燃气|市政|城管|电力|环卫)(?:局|公司|那边)?了|"
    r"(?:报|上报|转|反映|说|交|推)(?:给|到|去)(?:了|过)?(?:供电|供水|水务|热力|燃气|市政|城管|街道|社区|物业|维保|厂家|电力|环卫|路灯)|(?:跟|和|给|找|联系)(?:了|上|过)?(?:供电|供水|水务|热力|燃气|市政|城管|街道|维保|厂家|电力|环卫|路灯所?|楼上|楼下|住户|业主|那家|他家|她家|居民|人家)(?:那边|所|公司|局)?(?:说|联系|反映|打|约|报|讲)(?:好|过|上|了|一声)"
    r"|跟(?:他|她|人家|居民|住户|那家)(?:说|讲)(?:一声|一下|声|句)|告诉(?:他|她|居民|住户|人家)(?:一声|一下|家)"
    r"|(?:供电|供水|水务|热力|燃气|市政|城管|维保|厂家|电力|环卫|路灯所?)(?:公司|局|那边|的人|说)?.{0,4}(?:来|说|到|修|派|通知|告诉)"
    r"|(?:看|查|检查)(?:着|过|完)?了|是.{1,8}(?:坏|断|掉|堵|漏|跳闸|烧|锈|裂|松|脱|老化|进水|短路|停)(?:了|的)?$|等(?:维保|供电|厂家|师傅|热力|配件).{0,4}(?:来|到|修|查)|先停了|停用"
)
_DONE = later(
    rf"(?<![不没])(?:已经?|都|全|刚)?(?<![不没])(?:送上(?:电)?|合上|推上|恢复|来[电水气暖]|亮|通|热|好使?|不漏|不堵|不冒)了$|{_WORK}(?:完|好|上|走|掉|净|干净)了"
)
_GOES_AFTER = later(
    r"^(?:我|俺)?(?:们)?(?:先)?(?:[换修弄忙干整通清]完(?:这个?|那个?|这边|手头的?)?(?:活儿?)?了?|完(?:事|活)儿?了?)(?:我|俺)?(?:们)?(?:就|再|马上|立马|也)?"
    r"(?:过去|上去|上门|去|过来)(?:(?:看|瞅|瞧|查|弄|修|换|说)[^，,。；;！!？?\s]{0,6}|(?:一?趟|吧|哈)*)$"
)
""" "换完过去瞅瞅": who goes once he is done with something else."""
_THERE = later(r"^(?:我|俺|人)?(?:们|都|已经?|刚)*(?:到|在)(?:了|场|现场|楼下|门口|地方|这儿)+(?:了|呢)?$")


_FIRST = later(
    rf"(?:我|俺)?(?:先)?{_AFTER}(?:我|俺|就|再|马上)*(?=(?:上去|过去|下去|上门|去|来)(?:一?趟|看|瞅|瞧|弄|修|换|处理|说|劝|查))"
)


_BEGUN = later(
    rf"(?:正|现在|已经|刚)?(?:在|开始)(?:{_VERBS})(?:着|上)?(?:呢|了)$|^(?:我|俺)?(?:们)?(?:正|已经|刚)(?:{_VERBS})(?:着|上)(?:呢|了)?$"
    r"|^(?:我|俺)?(?:们)?(?:已经|刚)?(?:开始|动手|干上|弄上|开工)了?$|进(?:门|屋|去)了$"
)


def says_here(text: str) -> bool:
    """ "到了", "在弄呢", "开始干了": he is there."""
    if deed_in(text) == "here" or act_in(text) == "here":
        return True
    return not is_talk(text) and any(_BEGUN.search(one) for one in breaths(as_said(text)))


_TO_SEE = later(
    r"(?<=[看瞅瞧查])(?:一?[下眼])?(?:到底|究竟)?(?:是|都)*(?:咋|怎么|啥|什么|哪)(?:回事儿?|情况|样|原因|毛病|个?(?:地方|位置)|了|坏了|堵了|漏的?|整的)"
    r"|(?:看|瞅|瞧|查|听|摸)不(?:出来?|清|着|见|准)(?:到底|究竟|是|都)*(?:哪|啥|什么|咋|怎么)[^，,。\s]{0,6}"
)
"""What somebody goes to look at, or cannot see yet: no question."""
_SOME_WAY = later("(?:咋|怎么)(?:的|着)?也(?=得|要)|没(?:啥|什么)(?:大)?事儿?")


def as_said(text: str) -> str:
    """Without what only looks like a question, or a meal: "我上去看看咋回事", "吃完饭过去瞅瞅"."""
    return _SOME_WAY.sub("", _TO_SEE.sub("", _FIRST.sub("我", plain(text))))


def is_talk(text: str) -> bool:
    """Whether the words are a question, or of what colleagues speak of beside their work."""
    return _TALK.search(as_said(text)) is not None


def says_own(text: str) -> bool:
    """Whether the words are neither talk nor said to somebody else: of whoever was asked just that, his answer."""
    words = plain(text).strip()
    parts = breaths(words)
    return bool(parts) and not is_talk(words) and not _OTHERS.search(parts[0])


_COLLEAGUE = r"(?:[老小大][\u4e00-\u9fff]|[\u4e00-\u9fff]{1,3}?(?:师傅|姐|哥|姨|叔|婶|主任|队长?|工))"
_LET_ALONE = later(
    rf"^(?:那|行|好)*(?:{_COLLEAGUE}(?:你|您)?|(?:你|您))(?:就|先|也|在家|今天|快|赶紧|还是)*(?:歇(?:着|会儿?)?|忙|别(?!的)|不用|甭|紧着|顾|(?:接着|先|去)(?:忙|弄|干|办|管|盯|通|修)).{{0,10}}$"
)


_IS_BUSY = later(
    rf"^{_COLLEAGUE}(?:[他她]|都|也|这会儿|现在|正|还|刚|在|已经|今[天儿])*(?:睡(?:着|下)?|歇(?:班)?|休息|吃饭|下班|忙|开会|请假|出去|不在|走不开|住院|值夜班)(?:着|去|呢|了)*$"
)
""" "老李睡了": why somebody else goes."""


def without_colleagues_part(text: str) -> str:
    """The words without what a colleague is told to go on with, or is at: "灯的事我来" of "灯的事我来 老王你先忙下水",
    where the speaker says of himself what he does."""
    parts = breaths(plain(text))
    rest = [one for one in parts if not _LET_ALONE.search(one) and not _IS_BUSY.search(one)]
    own = len(rest) < len(parts) and any("我" in one or "俺" in one for one in rest)
    return "，".join(rest) if own else text


def sets_out(text: str) -> bool:
    """ "换完过去瞅瞅", "我上去看看咋回事", "维保电话我打了": he has set about what nobody has, or is about to."""
    words = without_speakers_place(as_said(text))
    return not is_talk(words) and any(_SETS_OUT.search(_LEADS.sub("", one)) for one in breaths(words))


_GOES_ON = later(
    "(?:我|俺)(?:来|去|就|先|再)*(?:接着|继续|接手|接过来)(?:弄|办|干|修|整|通|跑|管|处理|来)?(?:吧|了|呗|啊)*$"
    "|(?:我|俺)(?:来|去|就)*替(?:[他她你您]|[\u4e00-\u9fff]{1,3})(?:弄|办|去|干|跑|盯|修|通)(?:一趟|吧|了|呗)*$"
)


def takes_over(text: str) -> bool:
    """ "8号楼那个我接着弄": what a colleague has."""
    return not is_talk(text) and any(_GOES_ON.search(one) for one in breaths(as_said(text)))


_HOME_NAMED = later(
    rf"(?:^|[\s，,。；;]|去|上|到|往|师傅|[姐哥姨]|号楼|单元)(?:先|就|那|去|上|到|往|问|给|跟|找|帮|替|让|叫|把|告诉|通知|和|对|是)*(?P<whom>{_HOME}|[老小][\u4e00-\u9fff](?=(?:报|说)的|的那))(?!里?(?:人|具|长|电|属))"
)
_HOME_ENDS = later("(?:家|那(?:边|儿|头)?)$")
_NO_HOME = later(
    "[我俺咱你您他她它那这谁啥哪问给跟找帮替让叫把]|(?:厂|商|店|专|国|管|公|各|全|几|每|住|户|邻|独|买|东|当|搬|回|成|想|有|没|一|两|俩|三|四|五|六|七|八|九|十|多|整|楼[上下]?|对门|隔壁|居民|物业|社区|街道|小[区院门店]|老[楼院家])$"
)
"""What "家" and "那边" follow that is nobody: "厂家", "小区那边"."""


def homes_named(text: str) -> dict[str, bool]:
    """Whose homes the words name: "小周" of "小周家我去"; and whether they call it a home: "老王那边" may be a
    colleague's."""
    found = [one["whom"] for one in _HOME_NAMED.finditer(plain(text))]
    return {name: one.endswith("家") for one in found if not _NO_HOME.search(name := _HOME_ENDS.sub("", one))}


def may_be_home(name: str, whom: str) -> bool:
    """Whether that home may be his who is called `name`: "老孙家" of 孙大妈; of another language nobody knows."""
    surname = whom.removeprefix("老").removeprefix("小")[:1]
    return whom in (name, name.removesuffix("家")) or surname in name or not re.search("[一-鿿]", name)


_BY_SURNAME = "(?:大?[妈爷娘爸姐哥叔婶姨伯嫂]|阿姨|奶奶|爷爷|师傅|老师|老(?:太太|爷子|头|两口)|家)"


def is_home_of(name: str, whom: str) -> bool:
    """Whether somebody called `name` is meant, by the name, or by the surname with what one is called: "郑大爷" of
    "老郑"."""
    surname = name.removeprefix("老").removeprefix("小")[:1]
    return whom in (name, name.removesuffix("家")) or re.fullmatch(f"[老小]?{surname}{_BY_SURNAME}?", whom) is not None


_NOBODY_IN = later(
    r"(?:家|屋|屋里|家里|那户|那家)(?:里|都|还|这会儿|现在|又)*没人(?:了|啊|呢|哈)*$|没人(?:开门|应门?|应声|在家)|敲(?:了)?(?:半天|好几遍|几遍)?门?(?:也|都)?没(?:人)?(?:应|开|答应)|白跑(?:了)?一?趟|锁着门|(?:家里?|屋里?)锁着"
)
_PHOTO = later(
    "(?:都|给|已经)?(?:拍(?:了|的|完)?(?:个|张|几张|两张)?(?:照片?|图|片)了?|(?:这是|看|上|有|现场|处理|清理|整改|完工|收拾)?(?:[前后完]的?)?(?:照片?|图片?|图)|(?:大家)?看图)(?:了|吧|哈|啊)?"
)


def says_photo(text: str) -> bool:
    """ "拍了照", "现场照片": what is sent along says no more than that it is one."""
    return _PHOTO.fullmatch(plain(text).strip(" ，,。.!！:：")) is not None


_FETCHES = later(
    r"^(?!.*(?:快递|外卖|文件|材料|表|饭|衣|钱|药|车|票|证|包|伞|手机|孩|水果|菜|烟|酒|报纸|奶))(?:我|俺)?(?:先|得|这就|马上|现在)*(?:回(?:去|库房|仓库|物业|屋)?|去(?:库房|仓库|五金店|建材|市场|买)?|下去|上楼|出去)(?:一趟)?(?:取|拿|找|借|买|订|搬|扛)(?:个|点|把|根|几根|台|一?下)?"
    r"[\u4e00-\u9fff]{1,6}$"
    r"|^(?:我|俺)?(?:先|得|这就|马上|现在)*回(?:去|库房|仓库|物业)(?:一趟)?(?:取|拿)(?:去|一下|一趟)*(?:了|吧)?$"
)
_SERVICE_LATE = later(
    rf"{_OUTSIDE}(?:公司|局|所|那边|师傅)?(?:的|的人|的车)?(?:人|车)?(?:说|今天|还|都|在|得|要|最早|估计)*(?:堵|没(?:到|来)|来不了|到不了|晚点|排队|{_HOUR}+(?:才)?(?:能|才)*(?:到|来|过来))"
)


_THE_OTHER = (
    "(?:[那这]家|[那这]户|人家|[他她]们?家?|住户|业主|楼[上下](?:那家)?|店家|老板|摊主|车主|房东|租户|对方)"
    "(?:人|都|也|已经|刚才?)*"
)
_SAYS_SO = later(
    rf"{_THE_OTHER}(?:说|答应|同意|保证|讲)(?:好|了|是|得|要|能|这)*"
    rf"(?:[^，,。\s]{{0,3}}?{_HOUR}|不|自己|马上|过两天)|{_THE_OTHER}(?:不?(?:答应|同意|肯|听)|不让)(?:了|[^，,。\s]{{0,6}})$"
)
""" "那家说周一收走": what those said who are to do it, or let it be done."""
_CORRECTS = later(
    r"^(?:不对|不是|等等|哎呀?|不好意思|对不起|抱歉)?[，,\s]*(?:我|俺)?(?:刚才|刚刚?|上午|早上|昨天|之前)?(?:我|俺)?(?:跟[^，,\s]{1,5}?|给[^，,\s]{1,5}?|那句|那个)?"
    r"(?:说|写|记|看|讲|发|打|报)(?:错|岔|反)(?:日子|时间|天)?了?(?=[，,。\s是不应])"
    r"|^更正(?:一下)?[，,：:\s]|(?<![你您他她姐哥工])(?:刚才|刚刚?|上午|早上)(?:我)?(?:说|写|讲)的?(?:日子|时间)?(?:不对|不准|有误)(?:[，,。\s]|$)"
)


def corrects(text: str) -> bool:
    """ "刚才说错了 是周二收": what whoever says so told before was wrong."""
    words = plain(text).strip()
    return len(words) <= LONGEST and _CORRECTS.search(words) is not None and not is_talk(words)


def of_the_work(text: str) -> bool:
    """ "老郑家没人 白跑一趟", "我回去取弹簧", "维保的堵半道了 得中午": of whoever has a matter how it goes with it."""
    words = as_said(text).strip()
    if len(words) > LONGEST or _TALK.search(_NOBODY_IN.sub("", _ON_THE_ROAD.sub("", words))):
        return False
    parts = [_LEADS.sub("", one) for one in breaths(words)]
    return any(found.search(one) for one in parts for found in (_NOBODY_IN, _FETCHES, _SERVICE_LATE, _SAYS_SO))


_ON_THE_ROAD = later("堵车了?$")


_I_AM_AT = later(
    r"(?:我|俺)(?:们)?(?:人)?(?:现在|这会儿|眼下|刚|正|还|先)*(?:在|搁)[^，,。；;！!？?\s]{0,6}?(?:号?楼|号院|单元)(?:那边|这边|那儿|这儿)?(?:[^，,。；;！!？?\s]{1,6}呢)?"
)


def without_speakers_place(text: str) -> str:
    """The words without where whoever says them is just now, and at what: "我在五号楼换灯泡呢 弄完就过去看暖气"."""
    return _I_AM_AT.sub("", plain(text)).strip()


def act_in(text: str) -> Act | None:
    """What the words plainly are, be there more in them: "我来吧 王师傅忙", "两点去 带疏通机", "没货"; None for talk, a
    question, and what others should do."""
    words = as_said(text).strip()
    if not words or len(words) > LONGEST or _TALK.search(words):
        return None
    parts = [one for one in breaths(words) if answer_in(one) != "yes" and not _RESTS.fullmatch(one)]
    parts = [_LEADS.sub("", one) for one in parts]
    if any(_OTHERS.search(one) for one in parts[:1]):
        return None
    deed = deed_in(text)
    if deed in ("take", "coming", "here", "done"):
        return deed
    if deed is not None:
        return None
    if begins_by_taking(text) or any(_TAKES.search(one) or _SETS_OUT.search(one) for one in parts):
        return "take"
    if any(_THERE.search(one) for one in parts):
        return "here"
    if any(_CANNOT.search(one) for one in parts):
        return "cannot"
    if any(_PLANS.search(one) for one in parts):
        return "plan"
    if finished(text) or ((found := says(text)) is not None and found.deed == "done") or _DONE.search(words):
        return "done"
    if says_coming(text) or any(_GOES_AFTER.search(one) for one in parts):
        return "coming"
    told = told_to_resident(text) != text or any(_TELLS.search(one) for one in parts)
    return "tells" if told else None


_GOES_AT = later(
    "(?:^|[\\s，,。行好嗯那])(?:完事|忙完|弄完|吃完饭|下了班|我|俺|就|先)*(?:[0-9一二两三四五六七八九十]+点(?:半|多|钟|整)?|半个?(?:小时|点)|[0-9一二三四五六七八九十]+分钟?)"
    "(?:左右|前|以?后)?(?:我|俺|就|能|准|再)*(?:到|过去|去)(?:那|那儿|看看|瞅瞅)?(?:吧|啊|哈)?$"
)


def goes_at(text: str) -> bool:
    """ "我现在在八号楼修门 完事十一点过去", "行 我十一点到": when he comes, and not where to."""
    return _GOES_AT.search(as_said(text).strip()) is not None


LONGEST = 40
"""Characters of such words."""
_RESTS = later(
    r"[\u4e00-\u9fff]{0,4}?(?:你|您)?(?:先)?(?:歇着|歇会儿?|忙你的|忙你那个|别跑了|别去了|不用去了|甭去了|忙(?:着)?[\u4e00-\u9fff]{1,4})(?:吧|哈)?"
)
"""What a colleague is told beside it: "老王你歇着 8号楼那个我接着弄"."""


_REASON = later(
    r"因为|才(?:能)?到|到货|送来|厂家|采购|审批|订|冻|雨|雪|风大|封|施工|开挖|协调|商量|几家|不同意|没人在家|家里没人|人不在|调|缺|少"
)
_MEANWHILE = later(
    "^(?:先(?!这样|那样|忙|吃|走|撤|歇|去|回|说|不|等|别)|眼下|暂时|临时|这两天|期间)|(?:围|盖|拉|支|放|摆|贴|搭|挂|接)(?:上|了|着|个)|绕(?:着|行|道)|(?:用|打)(?:着)?手电|少用|别用|备了"
)
_OTHERS_WORD = later(
    rf"^(?:{_COLLEAGUE}[呢哪]|(?:{_COLLEAGUE}[\s，,]*)?(?:电工|水工|焊工|维保|厂家|供电|供水|热力|燃气|电梯公司)(?:公司|局|所|那边|那儿|的|的人|师傅)*"
    r"(?:都|也|今天|到底|又|刚才)*(?:咋|怎么|啥时候|几点|多会儿|什么时候|多久)?(?:能|才|要)?(?:说|回|讲|答复|定|来|到|去).{0,6})[?？]*$"
)


def asks_of_others(text: str) -> bool:
    """ "维保咋说", "李师傅呢": a colleague is asked what somebody from outside said, or where another is: how it stands
    answers neither."""
    return _OTHERS_WORD.search(plain(text).strip()) is not None


_OF_HOME = later(
    r"家里?|在家|您|你家|几楼|哪(?:个|一)?(?:单元|户|屋|间)|门牌|电话|方便|有人|多高|多大|什么(?:型号|牌子|样)|啥(?:型号|牌子|样)|拍(?:个|张)"
)
"""What somebody asks a resident."""
_OF_MATTER = later(
    r"(?:哪|第?几)(?:一|个|几)?(?:层|楼|头|边|侧|户|家|单元|盏|根|扇|栋|段|处)|哪(?:个|一)?(?:灯|门|管|屋|窗|厕所|水龙头|井|阀)"
    r"|(?:啥|什么)时候(?:开始|坏|停|的|发现|起)|(?:多久|几天|多长时间|几个?小时)了?|(?:还|又|现在|一直|全|都|就|能|好|是)(?:在|往|是|全)?(?:流|灭|坏|断|漏|响|黑|亮|闪|堵|返|臭|冒|热|凉|冷|刷|关|锁|开|打|转|走|用)"
    r"|(?:有|有没有|发|拍).{0,3}(?:照片|图|视频)|厉害|严重|急不急|(?:全|整)(?:层|楼|栋|单元)"
)
_QUESTION = later(r"[?？]$|(?:吗|么|不|没|没有|呢)[?？]?$|哪|几|啥|什么|多久|多长|还是|是不是|有没有|能不能")
_NAMED_YOU = later(rf"^(?:哎|诶|那个|[，,\s])*{_COLLEAGUE}[，,\s]*你(?!们?家)")
""" "老王你那边几楼": of a resident it is "您", or his home."""
_TO_COLLEAGUE = later(rf"{_COLLEAGUE}|(?:你|他|她|咱)(?!们?家)|谁|吃|喝|下班|上班|开会")


def asks_of_matter(text: str) -> bool:
    """Whether the words ask of what is wrong, and no colleague: "哪一层的灯", "水还流吗", "啥时候开始的"."""
    words = plain(text).strip()
    if len(words) > LONGEST or _OTHERS.search(words) or _TO_COLLEAGUE.search(words):
        return False
    return _OF_MATTER.search(words) is not None and _QUESTION.search(words) is not None


def answers(text: str, asking: str) -> bool:
    """Whether the words may be the answer to that question of a form: "why", what helps meanwhile ("interim"), "what"
    is done or how "long" it takes, the "result", "text"; "home": what the resident is to be asked."""
    words = plain(text).strip()
    if asking == "home":
        return len(words) <= LONGEST and _OF_HOME.search(words) is not None and not _NAMED_YOU.search(words)
    act = act_in(text)
    if _TALK.search(words) or _OTHERS.search(words):
        return False
    match asking:
        case "why":
            return act in ("cannot", "tells") or _REASON.search(words) is not None
        case "interim":
            return _MEANWHILE.search(words) is not None
        case "result":
            return act in ("done", "tells")
    return act is not None
