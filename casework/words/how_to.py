"""What somebody asks of the bot itself, or wants changed in what was written: no matter of the neighbourhood."""

import re
from typing import Literal

from casework.words.answers import asks
from casework.words.asking import says_wrong
from casework.words.guess import guess, named
from casework.words.later import later
from casework.words.masking import mask
from casework.words.plain import plain, spoken
from casework.words.script import script_of

HowTo = Literal[
    "address",
    "rate",
    "privacy",
    "see",
    "phone",
    "aloud",
    "hotline",
    "how_long",
    "for_other",
    "forget",
    "what_for",
    "reads",
    "free",
    "rerate",
    "night",
    "human",
    "lane",
    "may",
    "lives",
    "wechat",
    "own_phone",
    "quiet",
    "offices",
]
"""How to change where one lives or where it is; how to rate; who reads who reported, and a phone number; where one's
matters are; whom to call; letters too small to read; whether this is 12345; how soon somebody comes to a report;
whether one may report for somebody else; how what is known of one is seen and deleted; what the bot is for; whether
it reads a group; whether it costs anything; whether a rating can be changed; whether anybody is there at night;
whether this is a person; whether one may stand in the fire lane, or do something else in a shared place; where
somebody lives; an account or a group somewhere else; one's own phone number; messages without a sound; what offices
do that is nothing to mend: party dues, health insurance, a card for the old."""
OF_WHAT_IS_OPEN = frozenset({"free", "night"})
"""Asked while something of one's own is open, and the bot is not spoken of, they are of that."""
What = Literal["name", "phone", "door", "sentence"]
"""What is to stand in a report no more."""
LONGEST, LONGEST_SPELT = 40, 70
"""Characters of such words, and of such in letters; more of them tell something beside."""

_HOW = "(?:咋|怎么|怎样|如何|在?哪儿?里?|上哪儿?|去哪儿?|能不能|可不可以|能|可以|想)"
_ADDRESS = "(?:地址|住址|住处|门牌号?|楼号|房号|单元号)"
_CALLED = "(?:电话|号码|手机号?|联系方式|座机)"
_MINE = "(?:我|俺|咱|我家|俺家|我们家?)的?(?:那个|这个)?"
_DATA = "(?:电话|号码|手机号?|名字?|姓名|信息|资料|门牌号?|房号|住址|地址|记录)"
_OFFICES = (
    "(?:你们|咱们?|我们)?(?:物业|社区|居委会|街道|派出所|楼长|网格[长员]|管家|燃气|煤气|天然气|自来水|供[水电热暖气]|热力"
    "|电力|电业局?|开锁|换锁|修.{1,4}|通.{1,4}|维修|维保|电梯|售后|急救|抢修|殡葬|搬家|宽带|电信|移动|联通|城管|消防)"
)
_OTHERS = "(?:对门|楼上|楼下|隔壁|他家|她家|邻居们?|街坊|别人|人家|他们?|她|大伙儿?|大家|群里|旁人|外人)"
_READS = "(?:都)?(?:能|会|可以)?(?:不能|不会)?(?:看|知道|瞅|查|晓得)(?:着|到|见|得见|得到)?"
_OF_SERVICE = (
    r"(?:请问|那|这|它|你们?|您|咱们?|我|找|用|报|反映|投诉|说|问|发|机器人?|软件|小程序|东西|玩意儿?|一次|一回|个|事儿?|修|维修|上门|来人"
    r"|师傅|还|都|也|是|到底|给|在|跟|的|要是|完了?|[\s，,])"
)
_NIGHT = (
    "(?:大?半夜|夜里|夜间|后半夜|凌晨|晚上|下班(?:以?后)?|周末|礼拜[天日六]|星期[天日六]|周[六日]|双休日?|节假日|过年|放假|休息日"
    "|(?:24|二十四)个?小时)"
)
_SHARED = (
    "(?:楼道|楼梯间?|栏杆|消防通道|阳台|院子?里?|小区|绿化带|草坪|草地|花坛|车库|地下室|楼顶|天台|门口|过道|走廊"
    "|电梯|单元门|楼下|公共)"
)
_KEEPS = "(?:停|放|锁|堆|摆|晾|晒|搭|种|贴|挂|烧|拴|存|搁|遛|充(?:个)?电)"
_ALLOWED = (
    "(?:行不?行|行[吗么不]|中不?中|中[吗么不]|成不成?|可不可以|可以[吗么不]|没(?:啥)?事吧|犯法[吗么不]|违(?:规|法|章)[吗么不]|让不让|让[吗么不]"
    "|(?:会不会|能不能|用不用|会|能)(?:给|我|俺|被|挨|让|人|物业|城管|交警|你们)*(?:拖|罚|贴条|贴单|没收|收走|扔|清走|搬走|锁|砸).{0,4})[啊呀呢]?"
)
_STAFF = (
    "(?:你们|咱们?|我们)?(?:这个?|那个?)?(?:物业|社区|街道|居委会|网格[员长]|楼长|单元长|管家"
    "|师傅|维修工?|干活的|修的人|来的人|工作人员)(?:的?(?:人|师傅|那边|那帮人))?"
)
_OFFICES_DO = (
    "(?:党费|党员?关系|组织关系|入党|党支部|医保|社保|医疗保险|养老(?!院|鹰)(?:保险|金)?|退休|认证|老年(?:卡|证|公交卡|优待证)|优待证|敬老卡|残疾人?证|残联|低保|五保|高龄|补贴"
    "|公交卡|身份证|户口本?|落户|居住证|暂住证|准生证|生育|独生子女|失业(?:金|证)|就业|再就业|公租房|廉租房|保障房|房产证|不动产证?|物业费|取暖费|采暖费|水费|电费|燃气费|卫生费|停车费"
    "|(?:停)?车位|疫苗|体检|证明|狗证|犬证|养犬证?|(?:养[狗犬]的?)?规定|志愿者?|义工|入学|上学|学区|报销|公积金|法律援助|殡葬|火化|迁户|介绍信|盖章)"
)
_CONTACT_ELSEWHERE = "(?:微信(?:号|群)?|公众号|(?:业主|小区|楼栋|邻居|邻里|物业|社区)的?群)"
_TOPICS: dict[HowTo, tuple[str, ...]] = {
    "quiet": (
        (
            "(?:消息|(?<![业告])通知|(?<![梯禁门])提示音?|机器人|软件|推送|报完?事儿?|信息).{0,8}(?:能不能|可不可以|能|可以|咋|怎么|如何|在哪儿?|想).{0,4}(?:静音|不出声|别出声|别响|不响|免打扰|关(?:掉|了|声音)|小点声)"
            "|(?:咋|怎么|如何|在哪儿?|能不能|想).{0,3}(?:关|静音|屏蔽)(?:掉|了|一下)?(?:你们?的?|这个?)?(?:消息|通知|提示音?|推送|机器人|声音)?$"
            "|(?:消息|(?<![梯禁门])提示音?|机器人|软件|推送|报完?事儿?).{0,6}(?:滴滴|叮[咚当]|[老总]是?响|响个不停|[老总]响).{0,6}(?:能不能|可不可以|能|可以|半夜|晚上|夜里|别|咋|怎么).{0,12}$"
            "|(?<![梯禁门])提示音.{0,3}(?:太|真)[吵响大]"
        ),
        r"\b(?:how\s(?:do|can)\si\s|can\si\s|please\s)?(?:mute|silence|turn\soff)\s(?:you\b|this\sbot|the\sbot|this\schat|(?:your\s|the\s)?(?:notifications?|messages))",
        "(?:알림|소리).{0,6}(?:끄|꺼|무음|안 ?나게)",
    ),
    "own_phone": (
        (
            f"(?:我|俺)(?:的|家的?)?{_CALLED}号?(?:也|都)?(?:换|改|变)(?:了|成|号)*.{{0,3}}(?:咋|怎么|在哪|如何|能|可以|上哪|$)"
            f"|(?:换|改)了?(?:个|新)?{_CALLED}(?:号)?了?.{{0,3}}(?:咋|怎么|在哪|如何).{{0,6}}"
            f"|{_HOW}.{{0,4}}(?:改|换|更正|修改|更改|变更).{{0,3}}(?:我|俺)?(?:的)?{_CALLED}"
        ),
        r"\b(?:edit|change|correct|update)\b.{0,12}\b(?:phone|telephone|mobile|cell)\b(?: number)?",
        "(?:전화 ?번호|번호).{0,4}(?:바꾸|변경|바뀌|바꿔)",
    ),
    "offices": (
        (
            rf"{_OFFICES_DO}[^，,。]{{0,8}}?(?:归谁|归哪|找谁|(?:在|搁|去|上|到|往)?哪(?:儿|里|块|个)?(?:能|可以)?(?:办|交|缴|领|弄|看|补|报|买|开|认证|查|申请|租|打|$)|(?:咋|怎么|如何)(?:能|才能|去|个)?(?:办|交|缴|领|弄|补|报|开|申请|算|查|租|认证|盖)"
            r"|(?:要|需要|得)(?:带|准备|交)?(?:啥|什么|哪些)|(?:啥|什么)(?:时候(?!来|到|上门|有人|修)|条件|材料|手续)|多少钱?|一?平(?:米|方)?多少|几(?:号|月|点)|(?:归|找|是不是|能不能|给|管|能)[^，,。]{0,5}(?:社区|物业|街道|你们?)|有没有(?!人))"
            rf"|(?:归谁|找谁|(?:在|搁|去|上|到)哪(?:儿|里|块)?(?:能|可以)?|(?:咋|怎么|如何)(?:能|才能|去)?)(?:办|交|缴|领|弄|补|开|申请|租|当|入|报名)理?(?:个|一下|了)?{_OFFICES_DO}"
            rf"|{_OFFICES_DO}[^。]{{0,8}}?(?:社区|物业|街道|你们?|这儿?)(?:能不能|能|给|管|可以|这边)*(?:办|开|管|报|交|盖|弄|申请)[不吗么]?"
            r"|^(?:请问|那|咱们?|我们?|[\s，,])*(?:物业|社区|居委会|街道|办事处|服务大厅|党群中心|活动室)(?:这边|都|一般|平时|晚上|白天|周末|中午)*几点(?:钟)?(?:上班|下班|开门|关门)(?:.{0,2}|[\s，,]+.{1,10})$"
            r"|(?:出租|租出去|招租|租客|转让|二手|拼车|招工|找(?:个)?(?:保姆|钟点工|家教))[^。]{0,12}(?:发群里|群里|能不能|行不行?|可以[吗不]|咋|怎么|在哪)[^，,。]{0,8}$"
            r"|^(?:请问|那|咱们?|我们?|[\s，,])*(?:物业|社区|居委会|街道|办事处|服务大厅|党群中心)(?:这边|都|一般|平时|今[天儿]|明[天儿]|[\s，,])*(?:周末|周[一二三四五六日]|礼拜[一二三四五六天]|星期[一二三四五六天]|晚上|中午|节假日|过年)?(?:都|还)?(?:上班|有人|开门|办公)(?:[吗么不没]|不上班)$"
        ),
        r"\b(?:where|how|who)\b.{0,24}\b(?:party\sdues|health\sinsurance|medical\sinsurance|pension|senior\scard|residence\spermit|property\sfee|parking\s(?:space|spot))s?\b",
        "(?:의료보험|건강보험|연금|노인카드|교통카드|관리비|주차 ?자리).{0,10}(?:어디|어떻게|얼마|누구)",
    ),
    "human": (
        (
            r"^(?:请问|哎|那|[，,\s])*(?:你们?|您|咱|这|那头|对面|(?:跟我)?(?:说|唠|回)(?:话|我)?的)(?:们|这|个|边|头|里|儿|现在|到底|究竟|不会|该不会|难道|[，,\s])*"
            r"是?个?(?:真的?|大?活|自动)?(?:人|机器人?|电脑|人工(?:智能|客服|的)?|程序|ai|软件|客服|自动回复)(?:回的?复?)?"
            r"(?:还是(?:个)?.{1,5}|吧|[吗么]|不是?)[啊呀呢]?$"
        ),
        r"\bam i (?:talking|writing|speaking) to (?:a |an )?(?:real |actual )?(?:person|human|bot|machine|robot)",
        "사람이에요|사람인가요|기계(?:예요|인가요)|로봇(?:이에요|인가요)|(?:ai|챗봇)(?:예요|인가요)",
    ),
    "free": (
        (
            rf"^{_OF_SERVICE}*(?:(?:用不用|要不要|需不需要|得不得|收不收|花不花|交不交)(?:花|交|掏|付|收)?(?:钱|费用?)|(?:要|得|用|需要|收|花)(?:花|交|掏|付|收)?(?:钱|费用?)"
            r"(?:[不吗么]|多少)|(?:收费|免费)(?:的)?[吗么不]|不要钱吧|(?:多少|几块)钱)(?:啊|呀|呢)?$"
        ),
        (
            r"^(?:is (?:it|this|that|reporting)(?: all)? free|does (?:it|this|reporting) cost (?:anything|money)|"
            r"do (?:i|we) (?:have to |need to )?pay(?: anything| for (?:it|this))?|how much does (?:it|this) cost)$"
        ),
        "^(?:이거|이건|신고|신고하면|신고하는데)?\\s?(?:무료(?:예요|에요|인가요|입니까)|돈\\s?(?:들어요|내야|드나요|받나요|내나요).{0,4}|비용.{0,8})$",
    ),
    "rerate": (
        (
            "(?:打分|评分|评价|好评|差评|分儿?|星)(?:要是|万一|完了?)?(?:给|都)?(?:打|评|点|按|给|选)?(?:错|高|低|少|多)了?.{0,6}"
            "(?:改|换|重|撤|咋|怎么)"
            "|(?:评价|打分|评分|评完|打完分|评过)(?:了)?(?:以?后)?(?:还)?(?:能|可以|能不能|咋|怎么)(?:再)?(?:改|换|重来|撤)"
            "|(?:能|可以|能不能|咋|怎么)(?:再)?(?:改|撤)(?:一?下)?(?:我)?(?:打|给|评)?的?(?:评价|打分|评分|好评|差评|分)"
            "|(?:点|按|选)(?:错)(?:了)?(?:满意|还行|没弄好|不满意|好评).{0,6}(?:改|换|撤|咋|怎么)"
        ),
        r"\bchange (?:my|the) (?:rating|review|answer)\b|\brated (?:it )?(?:wrong|by mistake).{0,20}(?:change|undo)",
        "(?:평가|별점).{0,8}(?:바꾸|바꿀|수정|고치|고칠|취소)",
    ),
    "night": (
        (
            rf"^{_OF_SERVICE}*{_NIGHT}(?:里|了)?{_OF_SERVICE}*(?:坏了|出事儿?|有事儿?)?(?:了|的话|也|还|都|能|可以|有没有|会|你们)*(?:(?:管不管|接不接|收不收|(?:报|找)(?:也|都)?(?:行|成|中)[吗么不]|有人[吗么不])$|(?:有人|人)?"
            r"(?:(?:管|接|来|理|应|看|值班|在|收|上班|干活|报|找)(?:事儿?|着|得到|到人)?)+(?:吗|么|不|没有?|不(?:管|接|收))[啊呀呢]?$)"
        ),
        "^(?:请问|那|[\\s，,])*(?:你们?|您|咱们?|机器人)(?:这儿?|这边|都|一般|平时|晚上|白天|周末|过年)*几点(?:钟)?(?:上班|下班|开门|关门|开始|有人|没人).{0,2}$",
        (
            r"\b(?:is|will|does)\s(?:there\s)?(?:anyone|anybody|someone|somebody)\b.{0,20}\b(?:at\snight|on\sweekends?|after\shours)"
            r"|\bcan\si\s(?:report|write)\b.{0,12}\b(?:at\snight|on\sweekends?|after\shours)|\bdo\syou\swork\s(?:at\snight|24|on\sweekends?)"
        ),
        "(?:밤|새벽|주말|휴일)에도? ?.{0,8}(?:받나요|받아요|되나요|돼요|가능|오나요|와요|있나요|있어요)",
    ),
    "lane": (rf"^(?:我|俺|咱).{{0,12}}消防通道.{{0,8}}{_ALLOWED}$", rf"消防通道.{{0,6}}{_KEEPS}.{{0,6}}{_ALLOWED}$"),
    "may": (
        (
            rf"^(?:我|俺|咱)们?家?的?(?:能不能|可不可以|可以|想|要|能)?(?!.*(?:钥匙|师傅))(?:把|在|往)(?=[^，,。]*{_SHARED})[^，,。]{{1,14}}{_KEEPS}"
            rf"[^，,。]{{0,8}}了?[\s，,]*{_ALLOWED}$"
            rf"|^(?:请问|那|咱|我们?|[\s，,])*{_SHARED}(?:里|上|下|边)*(?:能不能|让不让|可不可以|准不准|许不许){_KEEPS}(?!个|点|几|些).{{0,6}}$"
            rf"|^(?:请问|那|咱|我们?|[\s，,])*{_SHARED}(?:里|上|下|边)*(?:可以|能|让){_KEEPS}(?!个|点|几|些).{{0,6}}[吗么不]$"
            rf"|^(?:请问|那|咱|我们?|[\s，,])*(?:能不能|可不可以|可以|能)(?:在|往)[^，,。]{{0,4}}{_SHARED}[^，,。]{{0,3}}{_KEEPS}(?!个|点|几|些).{{0,6}}[吗么不]?$"
        ),
        (
            r"^(?:am i|are we) allowed to .{3,50}$"
            r"|^(?:can|may) (?:i|we) (?:park|keep|store|lock|hang|plant|burn) (?!.*\bkeys?\b).{3,50}$"
        ),
    ),
    "lives": (
        (
            "^(?:请问|那|知不知道|知道|[\\s，,])*(?![我俺咱你您])[^，,。\\s]{1,8}?住(?:在)?(?:几|哪|啥地方|什么地方).{0,5}$"
            "|^(?:谁|哪家)(?:家)?住(?:在)?[^，,]{1,8}$|^[^，,]{1,8}住的?(?:是|都是)?(?:谁|哪家)家?[啊呀呢]?$"
        ),
        r"\bwhere does [^,.]{1,20} live\b|^who lives (?:in|at|above|below|upstairs|downstairs|next door)\b",
        "^(?!제|저|내|나).{1,10} ?(?:어디|몇 ?동|몇 ?호).{0,3}(?:살아요|사나요|사세요|사시나요|살아)$",
    ),
    "wechat": (
        (
            f"(?:咋|怎么|如何|能不能|能|可以|在哪儿?|哪儿?能|给我|帮我|要我)(?:把)?(?:推|加|进|关注|找|拉|扫)?.{{0,6}}{_CONTACT_ELSEWHERE}.{{0,4}}?(?:推|加|进|拉|给我|发我)?"
            f".{{0,8}}?(?:吗|么|不|咋[推加进弄整]|怎么[推加进弄])?$|{_CONTACT_ELSEWHERE}(?:是)?(?:多少|几号|叫啥|叫什么|咋加|怎么加|咋进|怎么进|有没有|有[吗么不])"
            f"|{_CONTACT_ELSEWHERE}.{{0,4}}(?:推给|发给|给)(?:我|俺).{{0,4}}$|(?:有没有|有)(?:个)?{_CONTACT_ELSEWHERE}[吗么不]?$|^(?:把我|拉我|加我)(?:拉|加)?进?(?:业主|小区|邻里|物业)?群"
        ),
        r"\b(?:wechat|whatsapp|kakao ?talk)\b.{0,30}\?*$",
    ),
    "privacy": (
        (
            rf"(?:(?P<asked>谁)|{_STAFF}).{{0,3}}{_READS}.{{0,4}}(?:是)?(?:(?:谁|我|俺)(?:报|写|说|投诉|反映|举报|告)|(?:我|俺)(?:家|的)*{_DATA})(?:的|他们?)*(?:不|吗|么|没|吧|(?(asked)|(?!)))$"
            rf"|(?:(?:我|俺)(?:家|的)*{_DATA}|(?:我|俺)(?:报|写|投诉|反映|举报|告)的).{{0,3}}(?:{_STAFF}.{{0,3}}{_READS}(?:不|吗|么|没|吧)$|谁.{{0,3}}{_READS}(?:不|吗|么|没|吧)?$)"
            rf"|(?:会不会|能不能|可不可以)(?:让|叫|被){_STAFF}.{{0,3}}(?:知道|看见|看到|看着).{{0,10}}$|(?:能|会)不?[能会]?查出来?是?(?:我|俺|谁)(?:报|投诉|举报|反映|告)的?"
        ),
        r"\b(?:will|can|does|do)\s(?:the\s)?(?:property|community|management|staff|steward|office)\b.{0,20}\b(?:know|see)\b.{0,12}\b(?:who|me|i|my)\b",
        r"\bwho (?:can |will )?sees? my (?:phone|number|name|flat|address)",
        (
            r"把(?:我|俺)(?:们)?(?:的|家|家的)?(?:名字?|姓名|电话|手机号?|门牌号?|说的?话?)?.{0,3}(?:告诉|说给|透露给|发给|给)"
            r".{1,6}(?:不|吗|么|没)[?？]?$|^(?:你)?(?:会|能)(?:不会|不能)?(?:告诉|跟)[^，,]{1,5}(?:说)?(?:是)?(?:我|俺)(?:报|说)的?(?:不|吗|么)?[?？]?$|"
            r"(?:邻居|别人|人家|他们?|她|大伙|大家|群里).{0,4}(?:能|会|可以)(?:不能|不会)?.{0,2}(?:看|知道|瞅|查|晓得)(?:着|到|见)?.{0,4}(?:谁|我|俺).{0,4}(?:报|说|投诉|反映)"
            r".{0,3}(?:不|吗|么|没)?[?？]?$"
            rf"|{_OTHERS}.{{0,3}}{_READS}.{{0,4}}(?:我|俺)(?:的|叫|姓|家|是谁)?.{{0,5}}(?:不|吗|么|没)[?？]?$"
            rf"|(?:名字?|姓名|电话|手机号?|门牌号?|谁报的|我报的|我写的|我说的话?|我发的).{{0,3}}{_OTHERS}.{{0,3}}{_READS}(?:不|吗|么|没)?(?:[?？,，。\s].{{0,20}})?$"
            rf"|(?:会不会|能不能|可不可以|会)把(?:我|俺)(?:们)?(?:的|家的?)?{_DATA}.{{0,3}}(?:告诉|说给|透露|给|发给|漏).{{0,12}}$"
            rf"|(?:我|俺)(?:们)?(?:的|家的?)?{_DATA}(?:你们|您们?|他们)?(?:都|会|能|要|是)*(?:给|让|叫|被)(?:谁|哪些人|什么人|别人|外人|{_OTHERS})?(?:们)?{_READS}.{{0,4}}$"
            rf"|(?:会不会|能不能|可不可以|会|能)(?:让|叫|被){_OTHERS}.{{0,3}}(?:知道|看见|看到|看着|瞅着|晓得).{{0,10}}$"
            rf"|谁.{{0,2}}(?:能|会|可以)(?:看|知道|瞅).{{0,4}}(?:我|俺).{{0,5}}(?:报|写|说|名|电话)"
            r"|\b(?:neighbou?rs?|others?|anyone|people) (?:can )?(?:see|know) (?:who|that i|it was me)"
        ),
    ),
    "forget": (
        (
            r"(?:我|俺)(?:们|家|自己)?的?(?:在?(?:这|你)(?:儿|里|们|上面?)?的?)?(?:个人)?(?:信息|资料|数据|账号|帐号|隐私|记录)"
            r".{0,4}(?:能|可以|可不可以|能不能|咋|怎么|如何|给|都|要|想).{0,4}(?:删|注销|清(?:了|除|掉|空)|抹)"
        ),
        (
            r"(?:删|注销|清(?:了|除|掉|空)|抹)(?:掉|了|去|一下)?(?:我|俺)(?:们|家)?的?(?:所有的?|全部的?|个人)*"
            r"(?:信息|资料|数据|账号|帐号|隐私|记录)|(?:信息|资料|数据|账号|帐号)(?:咋|怎么|如何|能不能|可以)(?:删|注销|清)"
            r"|(?:把|将)(?:我|俺)(?:们|家|自己)?的?(?:在?(?:这|你)(?:儿|里|们|上面?)*的?)?(?:所有的?|全部的?|个人)*(?:信息|资料|数据|账号|帐号|隐私|记录)(?:都|全|给|也|就)*(?:删|注销|清|抹|销)"
            r"|(?:[别別]|不要|甭)再?(?:留|存|保存|记)着?(?:我|俺)们?家?的?(?:个人)?(?:信息|资料|数据)|^(?:帮|给|替)?(?:我|俺)?(?:要|想)?(?:把)?(?:账号|帐号)?注销(?:账号|帐号|了|掉|吧)*$"
        ),
        r"\b(?:delete|erase|remove) (?:all )?my (?:personal )?(?:data|account|information|info|details)\b",
        r"(?:내|제) ?(?:정보|데이터|개인 ?정보|계정|기록).{0,6}(?:삭제|지워|지울|탈퇴)",
    ),
    "how_long": (
        (
            "(?:报(?:完|上去)?了?(?:的)?(?:事儿?|修)?|一般|通常|正常|平时|平常)(?:以?后|之后)?(?:都|得|要|大概)*"
            "(?:多长时间|多久|多少时间|几分钟|几天|啥时候).{0,5}(?:来|管|修|办|处理|理|回)"
        ),
        r"\bhow (?:long|soon|fast|quickly)\b.{0,20}\b(?:(?:usual|normal)ly|after (?:i|we) report)",
        "(?:신고|접수)하면.{0,6}(?:얼마나|언제)",
    ),
    "what_for": (
        (
            "^(?:请问|那个|哎|你好|您好|我想问问?|问一?下|[\\s，,])*(?:你|您|你们|这)(?:这)?(?:个|里|儿|玩意儿?|机器人|小助手|东西|群|账号|号)?"
            "(?:是|能|都|到底|可以|主要|究竟)*(?:干|做)(?:啥|什么|嘛|哪些)(?:用|使)?(?:的|呀|啊|呢)*$"
        ),
        "^(?:你|您|这)(?:个|机器人)?(?:能|可以)(?:帮我)?(?:干|做|办|管)(?:啥|什么|哪些)(?:事儿?)?(?:啊|呀|呢)*$",
        r"^(?:so )?what (?:are you|is this(?: bot)?) for$|^what (?:can|do) you do(?: here)?$",
        "^(?:여기|이거|너|당신)(?:는|은)? ?(?:뭐 ?하는|무슨|뭘 ?하는).{0,6}$",
    ),
    "reads": (
        (
            "(?:你|您|你们)(?:这个?)?(?:机器人)?.{0,3}(?:能|会|可以)(?:不能|不会)?.{0,2}(?:听|看|瞅|读|收)(?:见|到|得见|着)?.{0,3}(?:群|我们|咱们?|俺们|大家|聊天)"
            "(?:里)?(?:的)?(?:说话?|聊天|聊的?|话|消息|内容)?(?:不|吗|么|没)?$"
            "|群里(?:的|说的)?(?:话|聊天|消息)?.{0,3}(?:你|您)(?:能|会)?(?:看|听|知道)(?:见|到|得见)?(?:不|吗|么|没)?$"
        ),
        r"\b(?:do|can) you (?:read|hear|see) (?:our|the|this) (?:group|chat|messages)",
    ),
    "for_other": (
        "(?:能|可以|可不可以|能不能)(?:不能)?(?:替|帮|给|代).{1,8}报(?:事儿?|修|一?下)?(?:不|吗|么|行不行)?$",
        "(?:替|帮|给|代).{1,8}报(?:事儿?|修|一?下)?(?:行|可以|能行|中|成)(?:不|吗|么)[行]?$",
        r"\bcan i report (?:it |something )?for (?:my|an?|the|her|him|somebody|someone)\b",
    ),
    "hotline": (
        "12345.{0,8}(?:一回事|一样|区别|啥关系|什么关系|一家|同一个)",
        "(?:你们?|这儿?|您)(?:就)?是不?是?.{0,3}12345|same as 12345",
    ),
    "aloud": (
        "字儿?(?:体)?(?:太|也太|有点|真|这么)+小|字儿?(?:能|可以).{0,3}大",
        "(?:咋|怎么|能不能|能|可以|给我?)能?(?:给我)?念(?:给我|出来|一?下|念)",
        "글씨.{0,4}(?:작|안 ?보|크게)",
        "(?:letters|text|font|print) (?:is|are) (?:too )?small",
    ),
    "rate": (
        f"{_HOW}.{{0,6}}(?:评价|打分|评分|点?好评|点赞|打星)|(?:评价|打分|评分|好评|打星)[\\s，,]*(?:从|在|上)?哪(?:儿|里|块)?(?:打|点|评|弄)?$",
        r"\bhow (?:do|can|could|should) (?:i|we) rate\b",
        "평가.{0,4}(?:어떻게|어디)|어떻게 ?평가",
    ),
    "see": (
        f"{_HOW}.{{0,5}}(?:看|查|瞅|找).{{0,6}}(?:报的|报过|我的事|进度|记录)",
        f"(?:报的|报过的).{{0,6}}{_HOW}.{{0,4}}(?:看|查|瞅|找)",
        r"\b(?:how|where) (?:do|can|could) (?:i|we) (?:see|check|find|track)\b.{0,20}\b(?:reports?|requests?)\b",
        "(?:신고|접수)한 ?(?:거|것|내용).{0,6}(?:어디|어떻게).{0,4}(?:봐|보|확인)",
    ),
    "address": (
        (
            rf"{_HOW}.{{0,4}}(?:改|换|更正|修改|更改|变更).{{0,4}}{_ADDRESS}|{_ADDRESS}(?!.{{0,3}}(?:掉|坏|丢|没了)).{{0,8}}{_HOW}.{{0,4}}(?:改|换|整|弄|办|更正)"
            rf"|{_ADDRESS}(?:给|都)?(?:我)?(?:写|填|打|说|弄|搞|选|报)错了?(?:$|[\s,，。!！?？咋怎])|^(?:我|俺)?(?:要|想)(?:改|换)(?:一?下)?{_ADDRESS}$"
            r"|\b(?:edit|change|correct|update|fix)\b.{0,12}\b(?:address|home|building|location)\b"
            r"|주소.{0,6}(?:바꾸|변경|수정|고치)"
        ),
        f"(?:{_HOW}).{{0,4}}(?:改|修改|更改|更正|换).{{0,4}}(?:{_MINE})?(?:{_DATA}|写的|说的|内容|楼号?|类别)",
        "(?:写|说|填|选)错了(?:咋|怎么|能|可以|在哪).{0,4}(?:改|办|整|弄)",
        (
            r"\b(?:can|how do|how can|could) (?:i|we) (?:edit|change|correct|update)\b.{0,16}"
            r"\b(?:address|report|home|building|words|name)\b"
        ),
        "(?:주소|내용|신고).{0,6}(?:어떻게|어디).{0,4}(?:고쳐|수정|바꿔|바꾸)",
    ),
    "phone": (
        "(?:查|找|给|要|有)(?:一?下|到|我|着)?[^，,]{0,4}(?:车主|司机|他家?|她家?|邻居|对门|楼上|楼下|隔壁)的?(?:电话|手机号?|号码)(?:不|吗|么|没|呢)?$",
        "坏了找谁(?:修|啊|呀)?$",
        "打(?:哪个|哪|啥|什么)(?:个)?(?:电话|号码?)(?:能修|好使|管用)?(?:啊|呀|呢)?$",
        "[一-鿿]费.{0,2}(?:交|缴)(?:到|去|给|在)?(?:哪|谁)(?:儿|里|块)?.{0,3}$",
        f"{_CALLED}(?:号码?)?(?:是|有)?(?:多少|几号|是?啥|是?什么|有没有|有吗|有不|谁有|谁知道)",
        f"{_CALLED}(?:号码?)?(?:给(?:我|个|一个|一?下|发)(?!打|来|拨|发的|回的)|告诉|发(?:我|一?下))",
        (
            "(?:有没有|谁有|谁知道|知不知道|知道|给我)(?:个|一个|下|一下)?(?!.*打)"
            f".{{1,10}}{_CALLED}(?:号码?)?(?:吗|么|不|呢|呗|啊|吧)?$"
        ),
        f"^(?:{_OFFICES})(?:的|公司|师傅|服务)*{_CALLED}(?:号码?)?(?:呢|啊|吗|哪|来着)*$",
        "(?<!爱)(?:该|应该|这|那|得|要)?找谁(?:啊|呀|呢|去|问|修|弄|办|管|联系|说)*$",
        "归(?:谁|哪)(?:儿|个|家)?(?:部门|单位)?(?:管|负责|修|弄|办|处理)?(?:啊|呀|呢)?$",
        "(?:楼上|楼下|对门|隔壁)(?:是|住的?)?谁家?[啊呀]?.{0,3}(?:有)?(?:电话|手机|号码)(?:号|是)?(?:多少|没有?|吗|不)?.{0,8}$",
        "谁(?:负责|管)(?:我们|俺们|咱们?|我|这)(?:这)?(?:栋|楼|片|小区|单元|儿)",
        (
            r"\bwhat(?:['’]s| is| are)? (?:the |your |their )?(?:phone |telephone |contact )?numbers?\b"
            "(?! of (?:my|the) report)"
        ),
        r"\b(?:give|tell|send) me (?:the |a )?(?:phone |telephone )?number\b",
        (
            r"\b(?:do you have|have you got|is there|need|looking for) (?:the |a |any )?(?:phone|telephone|contact)? ?"
            r"number (?:for|of)\b"
        ),
        r"\bwho (?:do|should|can|could) (?:i|we) (?:call|contact|phone|ask|talk to)\b",
        (
            r"\bwho (?:takes care of|looks after|manages|is in charge of|is responsible for) "
            r"(?:building|our|this|my|the building|the property|no)"
        ),
        "(?:전화 ?번호|연락처|번호).{0,8}(?:알려|뭐|몇|있어|있나|어떻게|주세요|줘)",
        "(?:누구|어디)(?:한테|에게|에|로|다) ?(?:전화|연락|물어)|누가 ?(?:담당|관리)",
    ),
}
_ASKED = tuple((topic, later("|".join(patterns))) for topic, patterns in _TOPICS.items())
_NO_QUESTION = later(
    r"\d{6,}|\d{1,5}号(?!楼)|执照|户口|牌上|没人接|(?<!接)不接|打不通|打不进|接不通|占线|打(?:了|过)|催|没人管|(?<!管)不管"
    "|no (?:one|body) (?:answers|picks)|안 ?받"
)
"""Somebody's own number, or what is wrong with a phone."""
_ENQUIRES = later(
    "^(?:哎|您好|你好|那个|[\\s，,])*(?:我|俺)?(?:想|就|跟(?:你|您))?打听(?:打听|一?下|个事儿?|点儿?事儿?)?"
)
"""Says that it is a question."""
_OFFICE_MATTER = later(
    f"(?![志义物取采水电燃卫停车疫体])(?!.{{0,3}}规定){_OFFICES_DO}|租房.{{0,3}}(?:落户|备案|补贴|合同)|户籍|迁(?:入|出|户)|身份证|护照|港澳|签证|结婚证|离婚证|出生证|死亡证明|(?<![假违])办证(?!.{{0,4}}广告)"
    "|划片|片区(?:学校|小学)|(?:小学|初中|中学|高中|幼儿园|学校).{0,4}(?:报名|招生|划|对口|归|属)|(?:上|念|转|入)(?:小学|初中|中学|幼儿园|学)(?!路)"
    "|(?:哪个|啥|什么|对口)(?:小学|初中|中学|学校)|贫困|救助(?!站)|困难补助|津贴|抚恤|退役|复员|征兵|当兵|人才|档案|职称|技能证|再就业"
    "|社保卡|医保卡|门诊|慢病|异地就医|新农合|居民医保|养老金|公积金|契税|过户|房本|房贷|拆迁户口|门牌证明|遗嘱|公证|法律咨询"
    r"|\bschool district|\bresidence permit|\bhousehold register|\bhukou\b|\bpublic housing\b"
    "|거주증|전학|학군|주민등록|전입신고|임대주택"
)
"""What people go to an office for."""
_ENQUIRED = later(
    r"[?？吗么呢]$|[不没]$|咋|怎么|如何|哪|啥|什么|多少|几[天个月号点岁次]|找谁|归谁|能不能|可不可以|用不用|要不要|有没有|是不是"
    "|어디|어떻게|언제|얼마|\\b(?:where|how|which|what|who|when|can i|do i)\\b",
    re.IGNORECASE,
)
_WHOM = later("找谁|归(?:谁|哪)")
_OF_NOTHING_WRONG = frozenset({"free", "night", "lane", "may", "lives", "wechat", "offices"})
_CALLS_FOR = later("不回|没回|管管|来人|来个人|快来|投诉|举报|天天|老(?:有|是)人|总有?人|不让我|凭啥|凭什么")
"""Somebody is to do something about it."""
_BESIDE, _BESIDE_WHOM, _BESIDE_SPELT = 11, 4, 30
"""Characters that may stand around it: with more, something is told as well."""


_NOUNS: tuple[tuple[What, str], ...] = (
    ("name", "(?:名字|姓名|大名|名儿|名(?!片|额|单|[一-鿿])|(?:full )?name|이름)"),
    ("phone", "(?:电话(?:号码?)?|手机(?:号码?)?|号码|联系方式|phone(?: number)?|(?:전화\\s?)?번호)"),
    (
        "door",
        "(?:门牌号?|房号|房间号|门号|住址|地址|几单元几号|(?:room|flat|door|apartment|unit)(?: number)?|호수|주소)",
    ),
)
_GONE = r"(?:去|删|抹|划|擦|撤|拿|隐)(?:了|掉|除|去|下去|下来)"
_NOT_SHOWN = "(?:别|甭|不要|不用|先别|不想|能不能不|能别)(?:再|给|把|往外|让)?(?:写|露|显示|留|公布|登|挂|贴)"
_OUT = {
    what: later(
        rf"(?:把|将)?(?:我|俺|咱|我们|俺们)?(?:家|自己)?的?{noun}(?:给|都|也)?(?:我|俺)?{_GONE}|(?<![一-鿿]){_GONE}(?:我|俺|一下)?(?:家)?的?{noun}"
        rf"|(?:能不能|可以|能|咋|怎么|麻烦|请|帮我)?{_GONE}(?:一下)?(?:我|俺|咱)们?(?:家)?的?{noun}"
        rf"|(?:别|甭|不要)(?:把|将)(?:我|俺|咱)们?(?:家)?的?{noun}(?:给|告诉|露|说|写|放|发)"
        rf"|{_NOT_SHOWN}(?:出来|上)?(?:我|俺|咱)?们?(?:家)?的?{noun}|(?:我|俺|咱)们?(?:家)?的?{noun}.{{0,3}}{_NOT_SHOWN}"
        rf"|\b(?:remove|delete|erase|hide|take out|leave out|(?:don['’]?t|do not) (?:show|write|put))"
        rf" (?:out )?(?:my|the) {noun}"
        rf"|{noun}(?:을|를|은|는|도)?\s?(?:좀\s?)?(?:지워|빼|삭제|가려)"
    )
    for what, noun in _NOUNS
}
_SAYS_OUT = later(
    "[去删抹划擦撤拿隐别甭不能]|remove|delete|erase|hide|take out|leave out|don['’]?t|do not|지워|빼|삭제|가려"
)
"""One of these is in whatever says so."""
_OF_WALLS = later("广告|墙|贴的|门上|微信群|通知|告示|牌子")
"""Numbers that stand somewhere outside."""


def _too_long(words: str) -> bool:
    return len(words) > (LONGEST_SPELT if script_of(words) is not None else LONGEST)


def asks_how(text: str) -> HowTo | None:
    """ "地址写错了咋改", "煤气公司电话": what is asked of the bot; None for everything that may be a matter."""
    words = plain(text).strip().rstrip("?？。.!！~～ ")
    if not words or _too_long(words):
        return None
    if _NO_QUESTION.search(words):
        return "offices" if _asks_an_office(words) else None
    kind, found = next(((kind, found) for kind, asked in _ASKED if (found := asked.search(words))), (None, None))
    if (found is None or kind == "phone") and _asks_an_office(words):
        return "offices"
    if found is None:
        return "phone" if _ENQUIRES.search(words) and asks(words) and not says_wrong(words) else None
    told = _LOST_CARD.sub("，", words) if kind == "offices" else words
    if kind in _OF_NOTHING_WRONG and (says_wrong(told) or _CALLS_FOR.search(words)):
        return None
    if kind == "offices":
        return kind
    whom = _WHOM.search(found[0]) is not None
    if whom and set(named(text)) - {"property_service"}:
        return None  # "下水道堵了找谁" is a report
    if kind == "for_other":
        return kind if not named(text) and not says_wrong(words) else None
    if kind == "forget":  # whoever moves away says so with it
        return kind if not says_wrong(words) else None
    beside = spoken(words[: found.start()] + words[found.end() :])
    most = _BESIDE_SPELT if script_of(words) is not None else _BESIDE_WHOM if whom else _BESIDE
    return kind if len(beside) <= most else None


def _asks_an_office(words: str) -> bool:
    """ "租房能落户不", "学区是哪个学校": a question of an office's, and nothing is wrong here or is to be done."""
    if _OFFICE_MATTER.search(words) is None or _ENQUIRED.search(words) is None or _CALLS_FOR.search(words):
        return False
    wrong = named(words) or guess(words).danger or says_wrong(_LOST_CARD.sub("，", words))
    return not wrong and _REACHED_NOBODY.search(words) is None


_REACHED_NOBODY = later("没人接|打不通|占线|打(?:了|过)|催|没人管|\\d{6,}")
_PIECES_OF_ASKING = later(r"[，,。.！!；;、？?\n]+|(?<=[一-鿿])\s+|\s+(?=[一-鿿])")
_OFF = later("停了?(?:水|电|气|暖)|跳闸")


def besides_number(text: str) -> str:
    """What is wrong in words that ask for somebody's number, too: "下水堵了 物业电话多少"; "" where nothing is."""
    parts = [one for one in _PIECES_OF_ASKING.split(text) if one and asks_how(one) != "phone"]
    rest = "，".join(parts)
    wrong = rest != text and (says_wrong(rest) or _OFF.search(rest) is not None)
    return rest if wrong and guess(rest).category not in (None, "property_service") else ""


_LOST_CARD = later("(?:卡|证|户口本)(?:丢|没|坏)了|不知道|不会|不懂|没弄过|没办过")
"""Goes before a question of an office, and is nothing that is wrong here."""
_OF_A_NEIGHBOUR = later(
    "(?:楼上|楼下|对门|隔壁)(?:是|住的?)?谁家?[啊呀]?.{0,3}(?:电话|手机|号码)|(?:车主|司机|邻居|对门|楼上|楼下|隔壁|他家?|她家?|(?:老|小)[一-鿿](?!区|时)|[一-鿿]{1,2}(?:大爷|大妈|大娘|婶|叔|家))的?(?:电话|手机号?|号码)"
)


def asks_of_neighbour(text: str) -> bool:
    """ "小吴电话多少": of a number that nobody is given."""
    return _OF_A_NEIGHBOUR.search(plain(text)) is not None


_HIS = later("^(?:那个?|这个?|来的|修的?|办的?|[\\s，,])*(?:他|她|师傅|人家|来的人|这人)(?:的)?(?:电话|手机号?|号码)")


def asks_his_number(text: str) -> bool:
    """ "他电话多少": of whoever was spoken of last."""
    return _HIS.search(plain(text)) is not None


_OF_US = later("报|你们?|您|机器人|软件|找|反映|投诉|report|you|신고")


def of_us(text: str) -> bool:
    """Whether such words speak of the bot, or of reporting at all."""
    return _OF_US.search(plain(text)) is not None


_ONE = "(?:的|说的?)?(?:那|这|最后|刚才|上)(?:一|几)?(?:句|段|行|部分)(?:话)?儿?"
_AWAY = "(?:给我?|也|都|就|先|帮我)*(?:去|删|抹|划|擦|撤|拿)(?:了|掉|下去|下来|去)?"
_SENTENCE_OUT = later(
    rf"(?:把|将)(?P<a>[^，,。]{{0,12}}?){_ONE}{_AWAY}"
    rf"|^(?:帮我|麻烦|请)?(?:去|删|抹|划|擦|拿)(?:掉|了)(?P<b>[^，,。]{{0,12}}?){_ONE}[吧啊]?$"
    rf"|^(?:那个?|就|对了|[\s，,])*(?P<c>[^，,。\s]{{0,12}}?){_ONE}(?:{_AWAY}|(?:就|也|都|先|你)*(?:不要(?:写|报|了)?|别(?:写|要|留|报|给)))(?:[吧啊了].{{0,2}})?(?:$|[\s，,。])"
    r"|\b(?:remove|delete|take\sout|leave\sout|strike)(?:\sout)?\s(?:the|that)\s(?:part|sentence|bit|line|words?)(?:\s(?:about|with|on)"
    r" (?:my |the |our |her |his )?(?P<d>[a-z]{2,20}))?"
    "|(?P<e>[가-힣]{1,8}?)(?:\\s?에\\s?대한|\\s?얘기한?|\\s?이야기한?)?\\s?(?:부분|문장|말|얘기|이야기)(?:은|는|을|를)?\\s?(?:좀\\s?)?(?:빼|지워|삭제)"
)
_LAST = later("我|俺|咱|关于|有关|说|提|刚才?|前面|后面|最后|上面?|后来|那个|第?[一二三四]|的|里|再")
_PIECES = later(r"[^\n。！!？?；;，,]+")
_INNER = later("(?<=[一-鿿])[ \u3000]+(?=[一-鿿])")


def sentence_to_take_out(text: str) -> str | None:
    """ "把我老伴那句去掉": of what the sentence speaks that is to stand in a report no more ("老伴"); "" for the last
    that was said, None where none is to go."""
    words = plain(text).strip()
    found = _SENTENCE_OUT.search(words) if not _too_long(words) else None
    if found is None:
        return None
    return _LAST.sub("", next((one for one in found.groups() if one), "")).strip()


def sentence_about(about: str, text: str) -> str:
    """What of the words speaks of that; "" for nothing."""
    pieces = [part for one in _PIECES.findall(text) for part in _INNER.split(one.strip()) if part]
    return next((one for one in pieces if about and about in plain(one)), "")


def without_sentence(text: str, sentence: str) -> str:
    """The words without it; "…" where nothing else is in them."""
    before, found, after = text.partition(sentence)
    if not sentence or not found:
        return text
    stop = "\n" if "\n" in before[len(before.rstrip()) :] or "\n" in after[: len(after) - len(after.lstrip())] else " "
    kept = [before.rstrip(" ，,；;、\n"), after.lstrip(" ，,。；;、！!\n")]
    return stop.join(one for one in kept if one) or "…"


_BREATHS = later("[，,。；;！!\\s]+|(?=对了|另外)")


def besides_taking_out(text: str) -> str:
    """What else is said with such a wish: "楼道里的破烂能不能让人收走" before "对了别写我名"; "" for nothing."""
    parts = [one for one in _BREATHS.split(text) if one and to_take_out(one) is None]
    rest = "，".join(one for one in parts if spoken(plain(one)) not in ("对了", "另外", "还有"))
    return rest if len(rest) < len(text.strip()) else ""


def to_take_out(text: str) -> What | None:
    """ "把我电话删了", "别写我名字": what of one's own is to stand in a report no more."""
    words = plain(text).strip()
    if _too_long(words) or not _SAYS_OUT.search(words) or _OF_WALLS.search(words):
        return None
    return next((what for what, said in _OUT.items() if said.search(words)), None)


_SIGNS: dict[What, frozenset[str]] = {
    "name": frozenset({"〔姓名〕"}),
    "phone": frozenset({"〔电话〕", "〔号码〕"}),
    "door": frozenset({"〔门牌〕", "〔怎么进门〕"}),
    "sentence": frozenset(),
}
_SIGN = later("〔[^〔〕]+〕")
_SIGNS_TOGETHER = later("(?:〔[^〔〕]+〕)+")


def without(text: str, what: What) -> str:
    """The words without it: "…" stands there. Two things that touch go together."""
    masked = mask(text)
    literals, runs = _SIGNS_TOGETHER.split(masked), _SIGNS_TOGETHER.findall(masked)
    kept, at = [literals[0]], len(literals[0])
    for index, (run, literal) in enumerate(zip(runs, literals[1:], strict=True)):
        last = index == len(runs) - 1
        end = len(text) - len(literal) if last else text.find(literal, at + 1)
        if end <= at:
            return masked  # what it was read from cannot be told apart
        gone = not _SIGNS[what].isdisjoint(_SIGN.findall(run))
        kept += ["…" if gone else text[at:end], literal]
        at = end + len(literal)
    return "".join(kept)
