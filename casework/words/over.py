"""Whether somebody in the middle of a danger says that it is over, or that it begins again."""

import re
from dataclasses import replace

from casework.words.guess import PRIVATE_DANGERS, Guess, guess, plainly
from casework.words.later import later

_HARMLESS = (
    "(?:电视|电影|动画|短视频|抖音|快手|收音机|音响|评书|录音|相声|游戏|演戏|排练|静电|蚊香|檀香|点香|香炉|油漆|刷墙|刷漆|蜡烛|过生日"
    "|加湿器|蒸汽|哈气|水汽|起雾|下水道?味|尾气|臭豆腐|酸菜|咸鱼|榴莲|韭菜|大蒜|抽烟|香烟|电子烟|擦玻璃|晾衣服|晒被子|岔气|抻着|落枕"
    "|累的|累着|饿的|饿着|晕车|爬楼|(?:煎|烙|炒|煮|熬|炖|蒸|烤|烀|炸|热|焖)[^\\s，,。]{0,4}(?:[糊煳]|味|呢|$|(?=[\\s，,。]))"
    "|(?:饼|饭|菜|粥|肉|锅|面包|馒头|地瓜)[^\\s，,。]{0,3}[糊煳]|锅没盖|鼻子不(?:好使|灵)|耳朵(?:背|不好使)|眼花|(?:坐|蹲|躺)[^\\s，,。]{0,4}(?:歇|玩|晒)|玩(?:呢|游戏)|唱戏|练嗓)"
)
"""What a smell, a cry or a pain turned out to be, when it is no danger."""
_BREATH = r"(?:^|[\s，,。哦噢啊呀哎诶嗐])"
_TURNED_OUT = (
    f"{_BREATH}(?:我?(?:看|瞅|问)了|原来|敢情|其实|那|这|都|就|人家)*(?<!不)是(?!不是|否|着火|起火|漏|煤气|燃气)[^\\s，,。]{{0,8}}?{_HARMLESS}"
    f"|{_BREATH}(?:(?:小?孩子?|他们|人家)?(?:在|正)?(?:放|看|演|玩|听|排)(?:着)?(?:电视剧?|电影|动画片?|游戏|戏|节目|音乐|评书|手机|视频)(?:呢|$|[\\s，,。]))"
    f"|{_BREATH}(?:人家|谁家|邻居|有人|俩?孩子们?|[他她]们?就是)[^\\s，,。]{{0,4}}{_HARMLESS}"
)
_OVER = later(
    f"{_TURNED_OUT}"
    "|(?:歇|缓|揉|躺|坐|吃|喝|睡|含)[^\\s，,。]{0,6}?(?:就|又|也)?(?:好|没事|缓过来|行)(?:多|些)?了|瞎(?:寻思|琢磨|紧张|操心|担心)|白急|白担心|自己吓"
    "|(?:^|[\\s，,。号])(?:已经|都|警报|险情|危险|给)*解除了(?=$|[\\s，,。!！啊])"
    "|瞎(?:记|报)的|没(?:什么|啥|大)?事儿?(?:了|啦|哈|$|[\\s，,。])|好点儿?了|不严重|(?<!没)(?<!没有)(?<!不是)(?<!别)开玩笑|逗(?:你们?|您|大家)?(?:呢|玩|着玩)|说着玩|闹着玩|虚惊|误会|[误誤][报報]|假警报|警报解除|解除(?:警报|吧)|(?:弄|看|闻|听|搞|整|报|记|闹)(?:错|差|岔)了?|(?<![控同制约])解除了"
    "|没(?:有)?(?:啥|什么|多大|大)?(?:见|看见|看到|看着|瞅见|瞅着|瞧见|瞧着|发现|闻到|闻着|闻见)?(?:着火|起火|着|火|冒烟|烟|煤气|味|漏气|漏电|打起来|危险|人受伤)|不是(?:着火|起火|煤气|漏气|打架|电线|漏电|带电)|烧纸|(?:炖|做|炒|煮)(?:饭|菜|肉)(?!去|着|时|那|的(?!味|烟|气|声))"
    "|(?:炒|煮|炖|做|熬|烀|蒸)[糊煳](?:锅|了)|[糊煳]锅了|(?:菜|饭|粥|肉|锅)(?:烧|炒|煮|做)?[糊煳](?:锅)?了"
    "|是.{0,6}(?:烧烤|烤串|酸菜|腌菜|臭豆腐|油烟|做饭(?!着|时|那|的(?!味|烟|气|声))|烧香|炸(?:辣椒|鱼|丸子|酱)|熬(?:药|中药)|烀肉|刷漆|喷漆|油漆)"
    "|不用(?:再)?(?:来|过来|赶|跑|管)|(?:都)?别(?:再)?(?:来|过来|赶)(?:了|人|$|[\\s，,。])"
    "|(?:火|烟|灭火|明火)?(?:已经|都|给|自己|被)*(?<!灯)(?<!灯都)(?<!灯也)(?<!全)(?:灭|扑灭|熄|浇灭)(?:了|啦)|烟(?:都|已经)*(?:散|没)(?:了|啦)"
    "|(?:煤气|气|味儿?|味道|臭味)(?:都|已经)*(?:散|没|不漏|堵住|关)(?:了|啦)|阀(?:门)?(?:已经|都)*关(?:上|好)?了|不漏了"
    "|(?:人|老人|孩子|老伴|他|她|我妈|我爸|老太太|老爷子|大爷|大妈)?(?:已经|都|自己)*"
    "(?:醒|醒过来|缓过来|救出来|救上来|出来|找到|找着|回来|回家|送医院|上救护车|上岸)了"
    "|(?<!去)(?<!来)(?<!没)(?:都|已经)*关(?:上|好)?阀门?了|没味儿?(?:了|啦)|带走了|拉走了"
    "|(?:^|[\\s,，。])(?:人|老人|孩子|老太太|老爷子|大爷|大妈|他|她|我妈|我爸)?(?:现在|已经|都|刚|平安)*(?:送?到|进|在|送(?:去|进))(?:了)?(?:医院|急诊)了?(?=$|[\\s,，。])"
    "|(?<!没)没(?:有)?(?:骨折|摔坏|伤着骨头|大毛病)(?=$|[\\s,，。])"
    "|(?:媳妇|老婆|儿子|闺女|女儿|家(?:里)?人|家属|孩子|爸|妈|朋友|亲戚|民警|警察)(?:们)?(?:都|已经|过来|来|给|把[他她人])*(?:领|接|扶|背|搀|带|拉)(?:回|走)(?:去|来|家)*了"
    "|(?:^|[\\s,，。])(?:管子?|胶管|软管|阀门?|灶具?|表|线|零件|锁|门)?(?:都|已经|给|刚)*(?:换|修|弄|处理|整)(?:完|好|利索)了(?=$|[\\s,，。])"
    "|门(?:已经)?(?:开|打开)了|(?<!煤气)(?<!燃气)(?<!阀门)(?<!罐)(?<!窗)(?<!窗户)自己(?:就|给|又|又给|从里[头面边])*(?:拧|打|弄|掰|抠|摁|按|整|捅)开(?:了|的)(?!煤|燃|天然|阀|罐|火|窗)"
    "|走了不闹了|不打了|人走了|警察来了|消防来了|救护车来了?接走"
    "|(?<![我俺咱她他])(?:抱|拽|拉|薅|哄|劝|接|救|扶|拎|扯)[回下进](?:屋|家|楼)?[来去]?了|抠出来了"
    "|(?:孩子|娃|脑袋|头|手|脚|腿|胳膊).{0,4}(?:拔|掏|弄)出来了"
    "|(?<!没)赔(?:了|完|过)(?:钱|不是)|赔钱了|道(?:了|完)歉|道歉了|认错了|私了了|(?:和|讲|说)(?:好|和|开)(?:如初)?了|握手言和|不追究了|(?:拉|劝|拽)开了|不(?:闹|吵|骂|动手)了|消停了|各回各家"
    "|(?:^|[,，。!！\\s])(?:这?事儿?|已经|就|人|大家|俩人|两家)*(?:都|全)?(?:散|过去)(?:了|啦)(?:[散过去了啦,，\\s]*)(?=$|[,，。!！\\s])"
    "|(?<!门)(?<!窗)(?<!户)(?<!没)(?:关|拧|堵)(?:上|好|严|死|紧)(?:实)?了(?=$|[\\s,，。没])"
    "|(?<![没忘去敢及])关(?:了)?(?:煤气|燃气|天然气|火|总?阀门?|总?闸)了|不疼了|打完了"
    "|(?:自己|老人|孩子|老伴|他|她|我妈|我爸|老太太|大爷|大妈)(?:自己|又)?(?:站|爬)?起来了(?=$|[\\s,，。])|(?:站|爬)起来了(?=$|[\\s,，。])|扑灭(?=$|[\\s,，。])"
    ""
    "|(?:原来|敢情|其实)是(?!真|着火|起火|漏|有人|他|她|打|从)|是(?:人家|谁家|邻居)?(?:在)?炒辣椒|解决了"
    "|(?:^|[\\s,，。])(?:已经|都|全)?(?:好了)+(?=$|[\\s,，。谢])|梯(?:又|门)*(?:动|好|开)了"
    "|不碍事|不打紧|没大碍|(?:跑|蹦|玩)去?(?:玩|闹)?去了|(?:不咝咝|不滋滋|不嘶嘶|不响|不冒|不闪|不晃)了|关严(?:实)?了"
    "|(?:人|孩子|小孩|娃|他|她)(?:自己|都|已经|平安|安全)*(?:[下进回](?:来|去|屋))了"
    "|^(?:下来了[，, ]?)+(?![^，,。.！! ])"
    "|记(?:差|岔|混)了|看走眼|看花了?眼|眼神不济"
    "|(?:火花|火光|火星|响声?|烟|味儿?)?是?(?:人家|谁家|别人|隔壁|楼下|小孩|孩子)?放的?(?:呲花|烟花|鞭炮|爆竹|二踢脚)"
    r"|(?:거|것)(?:였|이었)(?:어|습|네|던|구)|괜찮으(?:세요|십니다)(?!\?)|그만 ?오(?:세요|셔도|시)|오지 ?않으셔도"
    r"|it'?s (?:just|only) (?:the|a|my|some) (?:low |burnt |dead |neighbou?r'?s )?"
    r"(?:battery|toast|steam|barbecue|bbq|dinner|cooking|chirp|tv|movie|drill|dust|fog|incense|cigarette|kid|cat|dog)"
    r"|false alarm|nothing happened|all (?:good|fine|ok|okay|clear)|it'?s over|fire is out"
    r"|it(?:'?s| is) (?:ok|okay|fine|all right|alright) now|we(?:'re| are) (?:ok|okay|safe|all right|alright)"
    r"|해결 ?(?:됐|되었)"
    r"|it'?s out|woke up|found (?:him|her|them|it)"
    r"|my (?:mistake|bad)|turned out to be|never ?mind"
    r"|it was (?:just |only )?(?:my |the |our |a |an |somebody's |a neighbou?r'?s )?"
    r"(?:cooking|dinner|toast|tv|television|movie|film|game|radio|barbecue|bbq|incense|steam|paint|cigarette)\b"
    r"|it was (?:just|only)(?! now| then| here| me| \d| a (?:minute|moment|second|while))(?: (?:my|the|some|a))?"
    r"(?: burn(?:t|ed))?"
    r"|잘못 ?(?:알|봤|맡|들)|착각|오보였|별일 ?아니|아무 ?일 ?(?:없|아니)"
    r"|꺼졌(?:어|습)|껐어|안 ?오셔도|(?<!안)(?<!안 )괜찮아(?:요|졌)"
    r"|(?:찌개|음식|요리|폭죽|밥|고기|국|국장|된장|생선|김치|빵|페인트|향"
    r"|텔레비전|티비|티브이|드라마|영화|게임|담배|쓰레기|라면)(?: ?(?:냄새|연기|소리))?(?:였|이었)"
    r"|\b(?:s?he|they|grand\w+|mom|mum|dad|mother|father|the (?:child|kid|boy|girl|baby|lady|man|guy))"
    r"(?:['’]s|['’]re| is| are)? (?:now |all |already )?(?:up(?= now| again| and|[,.!]|$)|awake|conscious"
    r"|back home|okay|ok|fine|alright|better|out(?= now|[,.!]|$)|safe)\b"
    r"|\b(?:just|only) (?:a )?(?:small |little |minor )?(?:bruise|scratch|bump|graze|scrape)s?\b"
    r"|\b(?:they|we|he|she|firemen|somebody|someone)(?: have| has|['’]ve)? (?:got|let|pulled|helped|brought)"
    r" (?:him|her|them|everyone|everybody|the \w+) out\b"
    r"|\bgot (?:up|out)(?: again| now| by (?:him|her)self)?(?=[,.!]|$)|\bpolice took (?:him|her|them)\b"
    r"|\b(?:he|she|the child|the kid) opened (?:it|the door)\b|\bthe door(?:['’]s| is) open(?:ed)? now\b"
    r"|no need to come|don'?t come|no longer|he'?s fine|she'?s fine|we'?re fine|safe now",
    re.IGNORECASE,
)
_CAME = later("(?:燃气|煤气|供电|电力|消防|抢修)(?:公司)?的?(?:人|师傅|工人|队)?(?:都|已经)?(?:来|到)(?:了|过)")
"""Names what helps, not what is wrong."""
_NO_JOKE = "(?:没|没有|不是|别)(?:跟你们?|跟您|在)?(?:开玩笑|逗|闹着玩)|真(?:的)?有(?:味|火|烟|人|煤气)"
"""Meant in earnest, whatever was said before."""
NOT_NONE = (
    "(?:不是|并非|哪是|不算|没(?:有)?)(?:啥|什么)?(?:误报|虚惊|误会)|没(?:有)?(?:(?:瞎|乱|胡|谎)(?:报|说|编)|(?:报|看|闻|听|搞)[错岔差])"
    "|(?:误报|解除)(?:得|按|点|报)*(?:错|早)了|没完(?!没了)"
)
"""It was no false alarm, or is not over, whatever was pressed."""
_PERSON = (
    "(?:(?<![没别])人(?!家)|孩子|小孩|娃|老(?:人|太太|爷子|伴|[一-鿿]{1,2}(?:太太|头|家))|大爷|大妈|大娘|奶奶|爷爷|姥姥|姥爷|[我他她](?:爸|妈|媳妇|儿子|闺女)"
    "|[一两俩几二三四五](?:个人|口子?|户|家(?!伙))|[0-9]+楼那[户家])"
)
_MISSED = (
    f"(?<![不没相])(?<!没有)(?:差|缺|少)(?![点不别])(?!一点)[^\\s，,。]{{0,8}}?{_PERSON}(?![都也]?[不没]少)"
    f"|(?:{_PERSON}|老[一-鿿]|[一两俩几二三四五][个位])(?:还|都|也|就|一直|给)*没(?:有)?"
    "(?:(?:下|出|撤出|跑出|逃出)来|(?:找|见|看|联系)(?:着|到|见|上)|动静|影儿?)(?=$|[\\s，,。啊呢呀])"
    f"|还有[^\\s，,。]{{0,6}}?(?:{_PERSON}|[一两俩几]?个)[^\\s，,。]{{0,4}}?(?:在|困|堵|搁)[^\\s，,。]{{0,3}}?[里屋上]"
    f"|除了[^\\s，,。]{{0,6}}?{_PERSON}(?=$|[\\s，,。])"
    "|\\b(?:except|but)(?: for)? (?:the |my |our |one |an? )?(?:old |little )?"
    "(?:lady|man|woman|grand\\w+|child|kid|baby|boy|girl|mother|mom|mum|father|dad|wife|husband|neighbou?r)"
    "|\\b(?:is|are|one) missing|unaccounted"
    "|(?:명|할머니|할아버지|아이|아기|엄마|아빠|어머니|아버지)(?:이|가|만|은|는)? ?(?:안|못) ?(?:나|보|찾|내려)"
)
"""Somebody is not out, or is not found: whoever else is safe, it is not over."""
_NOT_OVER = later(
    f"{_NO_JOKE}|{NOT_NONE}|{_MISSED}|"
    "还.{0,3}(?:漏|冒|烧|着|有味|打|闹|晕|疼|咝|嘶|滋|丝丝|响|喷|窜|呛)|没(?:有)?(?:灭|散|醒|找到|出来)|还没|还在|没醒|[不没]醒|[起出下上]不(?:来|去)|缓不过|止不住|灭不了|没[起缓]|[拉劝拦管制]不(?:住|开|了)|不是没事|(?:抽|亮|拿|冒|窜|蹿|喷|流|漏|淌|渗|涌)出来|又(?!(?:去|过去|出去)?(?:闻|看|瞅|瞧|听|问|摸|查|检查|转)了(?:闻|看|瞅|瞧|听|问|摸|查|一|半|会))|复燃|更|越来|快来|救命|一直|万一|要是|没事吧|没事吗|有没有事|吗[?？]?$|(?:[灭散熄醒好完走开关着来到除]了?)没(?:有)?[啊呢呀]?[?？]?$"
    r"|not (?:out|over|yet)|still|again|hurry|help|bleed|unconscious|아직|또|빨리|도와|살려",
    re.IGNORECASE,
)
_AGAIN = later(
    "又.{0,6}(?:着|烧|冒|起火|漏|打|闹|砸|味|晕|昏|倒|疼|抽|掉|卡|停|响|跑|来|危险|不行|不对|犯|塌|吐|喘|走丢|跳|割|不见|发作"
    "|咝|嘶|滋|嗞|呛|闪|蹿|窜|火|[这那]样了?$)"
    f"|{_NO_JOKE}|{NOT_NONE}|还(?:有|是|能闻到|闻着)?.{{0,2}}(?:味|漏|冒|火花)"
    "|复燃|死灰复燃|还(?:在|是)(?:着|烧|冒|漏|打|有味|危险)|没灭|又来了|又开始|重新着|不对.{0,4}(?:还|又)"
    r"|(?:burning|smoking|leaking|started|fighting|hitting|happening|fainted|smell\w*).{0,20}again"
    r"|again.{0,12}(?:fire|smoke|gas|hit)"
    r"|still (?:burning|smoking|leaking|dangerous|there)|not (?:out|over)",
    re.IGNORECASE,
)


_NOT_THAT = later(
    f"(?:不是|没(?:有)?(?:人)?(?:在)?)(?:我家|人家|谁家|邻居|在)*(?:{_HARMLESS}|(?:炖|做|炒|煮)(?:饭|菜|肉))"
)
"""What it did not turn out to be."""


_IT_WAS = later(_TURNED_OUT)


def turned_out(text: str) -> bool:
    """ "哦 是电视剧 声儿开太大了", "听岔了": it was something harmless, or nothing."""
    plain = _NOT_THAT.sub("，", plainly(text))
    return (_IT_WAS.search(plain) is not None or says_false(text)) and _NOT_OVER.search(plain) is None


def says_again(text: str) -> bool:
    """Whether it begins again, or is not over: of a danger that is known, these words are enough."""
    return _AGAIN.search(plainly(text)) is not None


def says_over(text: str) -> bool:
    """Whether it is over, in plain words and nothing else that alarms."""
    plain = _NOT_THAT.sub("，", plainly(text))
    if _OVER.search(plain) is None or _NOT_OVER.search(plain) is not None:
        return False
    return guess(plain).danger is None or guess(_PAST.sub("，", without_over(plain))).sure is None


_PAST = later("[^\\s，,。]*来着|(?:刚才|刚刚|方才|那会儿|起先)[^\\s，,。]*(?=[\\s，,。])")
"""What was, in a breath that says so."""


def calls_it_over(text: str) -> bool:
    """The same of words that tell with it what was: "摔了一跤 自己起来了 没啥事"."""
    plain = plainly(text)
    return _OVER.search(plain) is not None and _NOT_OVER.search(plain) is None


_OF_PEOPLE = later(
    "(?:人|大家|大伙儿?|我们|俺们|老人|孩子|老伴|他们?|她们?|我妈|我爸|老太太|老爷子|大爷|大妈|全家|家里人)?(?:已经|都|也|全|自己|被|刚|给|倒|现在)*"
    "(?:(?:救|跑|逃|撤|抬|背|走|接)?(?:出|下|上)来(?:楼)?|下楼|撤离|(?:送|进|在|去|到|送到|送进)(?:了)?(?:医院|急诊)|上(?:了)?救护车|回家|醒(?:过来)?|缓过来"
    "|(?:拉|送|接|带|抬)走)(?:了|啦|(?=$|[\\s,，。]))"
    "|(?:人|大家|大伙儿?|我们|俺们|老人|孩子|他们?|她们?|我妈|我爸)(?:都|也|倒|现在)*(?:没(?:啥|什么)?事儿?了?|安全)"
    "|(?:消防|119|120|救护车|警察|民警|警车)[^\\s，,。没未]{0,3}?(?:来|到)(?:了|啦)"
    r"|\b(?:we|he|she|they|everyone|everybody)(?:'s|'re| is| are)?(?: all| both)?"
    r" (?:out|outside|safe|ok|okay|fine|at the hospital|in hospital|in the ambulance|downstairs)\b"
    r"|\b(?:fire brigade|firemen|ambulance|police)(?: is| are| has| have)? (?:here|arrived|come|came)\b",
    re.IGNORECASE,
)
"""Where people are, and who has come."""
GOES_ON_ITSELF = frozenset({"gas", "fire", "wire", "structure"})
"""What burns, leaks or falls wherever people are."""


def ends(text: str, danger: str | None) -> bool:
    """Whether the words say that this danger is over: that somebody is at the hospital ends no fire."""
    return says_over(_OF_PEOPLE.sub("，", plainly(text)) if danger in GOES_ON_ITSELF else text)


_ENDED = later(
    "(?<![不没])(?:没事儿?|灭|扑灭|醒|醒过来|缓过来|好|起来|出来|救[出上]来|找[到着]|回来|不漏|没味儿?|散)(?:了|啦)[啊呀哈吧]?$|没(?:啥|什么)事儿?了?$"
    r"|\b(?:is|are) (?:out|fine|ok|okay|over)(?: now)?$|it'?s (?:out|over|fine)(?: now)?$",
    re.IGNORECASE,
)
"""How the last breath says that it is over."""


def at_present(text: str) -> Guess:
    """What the words are about, where a danger that they say themselves to be over is asked about at most:
    "插排冒烟来着 我拔了 现在没事了"."""
    found = guess(text)
    if found.sure is None or found.danger in PRIVATE_DANGERS or not calls_it_over(text):
        return found
    plain = plainly(text)
    said = (_OF_PEOPLE.sub("，", plain) if found.danger in GOES_ON_ITSELF else plain).strip(" ，,。.!！~")
    past = _ENDED.search(said) is not None or (
        calls_it_over(said) and guess(_PAST.sub("，", without_over(said))).sure is None
    )
    return replace(found, level="maybe") if past else found


_FALSE = later(
    "误[报報]|误会|虚惊|假警报|(?:看|闻|听|弄|搞|整|记|报|闹|认)(?:错|差|岔|混)了?|看花了?眼|没(?:有)?(?:这|那)么?(?:回|个|档子|码子)?事"
    r"|\bfalse alarm\b|\bmy (?:mistake|bad)\b|착각|오보|잘못 ?(?:알|봤|맡|들)",
    re.IGNORECASE,
)


def says_false(text: str) -> bool:
    """ "虚惊一场 就是锅烧干了": there never was what was told first."""
    plain = plainly(text)
    return _FALSE.search(plain) is not None and re.search(NOT_NONE, plain) is None


_DANGER = (
    "打人|打架|打仗|打起来|斗殴|动手|动刀|杀人|捅人|砍人|伤人|行凶|家暴|着火|起火|火灾|失火|爆炸|冒烟|漏气|煤气|燃气|漏电|触电"
    "|跳楼|轻生|自杀|坠楼|被困|晕倒|落水|出人命|出事|急事|险情|警报"
)
_DENIED = later(
    f"(?<!为)(?:啥|什么|哪有|哪来|哪是|没有?|不是|谁说)(?:有|的|人|在|什么|啥|是|真|那么)*(?:{_DANGER})(?!不管|咋办|怎么办|[了过的]?(?:吗|没|么|[?？]))"
    f"|打(?:啥|什么)(?:人|架)|(?:打|写|说|发)错(?:了)?字"
)
_MEANT = later(
    "(?:我|俺)(?:刚才|刚刚|刚|那|这|上面|前面)*(?:是|就是)?(?:说|讲|写|指|想说|要说)的?(?:是|那是)(?!真)|(?:我|俺)(?:那|这)?(?:句话)?的?意思是"
)


def denies_danger(text: str) -> bool:
    """ "啥打人啊 我说捅下水道", "1号是误报吧": there is no such danger as was understood; "不是打架 是捅人了" tells of
    another."""
    plain = plainly(text)
    if re.search(NOT_NONE, plain):
        return False
    if says_false(text):
        return True
    rest = _DENIED.sub("，", plain)
    return rest != plain and guess(rest).sure is None


def says_what_was_meant(text: str) -> bool:
    """ "我说的是修管子": of words that were understood otherwise."""
    return _MEANT.search(plainly(text)) is not None and guess(text).sure is None


_HELPERS = later(
    "(?:120|119|110|救护车?|急救车?|消防(?:车|队|员)?|警察|民警|警车|大夫|医生)(?:的?(?:人|车))?(?:都|已经|也)?(?:来|到)(?:了|啦)(?!吗|没|么)"
    r"|(?:ambulance|fire brigade|firemen|police)(?: is| are| has| have)?(?: here| arrived| came| come)",
    re.IGNORECASE,
)


def helpers_came(text: str) -> bool:
    """ "The ambulance is here, thank you": news for those who were called, no alarm, and no word that it is over."""
    plain = plainly(text)
    rest = _HELPERS.sub("，", plain)
    return rest != plain and _NOT_OVER.search(plain) is None and guess(rest).danger is None


_NOBODY = later("没(?:有)?(?:什么|啥|多大|大)?(?:人)?(?:受伤|伤着|危险|事儿?(?![了啦]))|no one is hurt|nobody is hurt")


def explains_away(text: str) -> bool:
    """Whether there is no danger left, or never was one: more than that nobody was hurt by it."""
    return says_over(text) and _OVER.search(_NOBODY.sub("，", plainly(text))) is not None


_SHUT = later(
    "(?:总?[闸阀]门?|水|电|气)(?:都|也|先|已经|给)*(?:关|拉|拧|断)|(?:关|拉|拧)(?:上|好)?(?:总?[闸阀]|水|电|气)"
)


def only_shut(text: str) -> bool:
    """ "总闸拉了 水也关了": it comes no more, and what is broken is broken still."""
    return _SHUT.search(plainly(text)) is not None


def without_over(plain: str) -> str:
    """The plain words (words.guess.plainly) without what says that it is over."""
    return _OVER.sub("，", _CAME.sub("，", plain))


_NOTHING = later(
    "误报|虚惊|(?:报|看)(?:错|岔)了|瞎(?:记|报|登)的?|作废|没(?:有)?(?:这|那)么?(?:回|个|档子|码子)?事|不是(?:这|那)么(?:回|个)?事"
    "|(?:根本|压根)就?没(?:有)?(?:堵|漏|坏|停|占|灭|事)"
    "|(?:看|瞅|瞧|查|检查|转|绕|找|问)(?:了|过|完)+(?:[一几两]?(?:圈|遍|下|趟)|半天|现场)?[，, ]*"
    "(?:也|都|啥|什么|哪儿?|其实|一切)*"
    "(?:没(?:有)?(?:发现|看见|见着|见到|啥|什么|事|毛病|问题|异常|堵|漏|坏|停|占|灭|味)"
    "|正常|好好的|好着呢|啥(?:事|毛病|问题)(?:也|都)?没)"
)
_SOMETHING = later(
    f"{NOT_NONE}|[?？]|[吗么]$|是不是|别的|其他|修好|弄好|换(?:了|好)|以为|怕是|可能|好像|再|但|不过|只是"
    "|就是.{0,4}(?:坏|堵|漏)"
)


def nothing_there(text: str) -> bool:
    """ "去看了，没堵", "是误报，不是占道" of a matter that is no danger: whoever looked found nothing to do."""
    words = plainly(text)
    return len(words) <= _SHORT and _NOTHING.search(words) is not None and _SOMETHING.search(words) is None


_SHORT = 40
"""Characters; longer words tell more than that."""
