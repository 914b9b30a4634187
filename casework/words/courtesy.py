"""Greetings, thanks and goodbyes, in the many forms that people give them; whoever has to know them asks here."""

from typing import Literal

from casework.words.later import later
from casework.words.plain import plain, spoken

Courtesy = Literal["greeting", "thanks", "goodbye"]

_WHOM = (
    r"(?:你们?|您们?|大家伙?儿?|大伙儿?|各位|诸位|邻居们?|街坊们?|邻里|微邻里|小邻|小微|机器人|亲们?|朋友们?|同志们?|兄弟姐妹|姐妹们|家人们|物业|社区|网格[员长]?|楼长|管家"
    "|工作人员|[一-鿿]{0,2}(?:师傅|大姐|大哥|姐|哥|姨|叔|主任|书记|老师))们?的?"
)
_PARTICLE = "(?:[啊呀哈呢啦了哦噢嘞哟呦吧嘛滴的哇喽昂嗷]|呵呵|嘿嘿|哈哈+|嘻嘻)"
_DAY = "(?:早上|早晨|早|上午|中午|下午|傍晚|晚上|晚|今天|天天|新年|过年|节日|春节|中秋|元旦|周末|端午|国庆|圣诞)"
_GREETING = (
    f"(?:(?:你们?|您们?|大家|各位|邻居们?|{_WHOM})好|{_DAY}(?:好|快乐|愉快|安)|早安|早|午安|嗨+|嘿|哈[喽啰罗喏]|哈楼|在[吗么嘛不没]|在不在|在线[吗么不]?|有人(?:在?[吗么没不])|有没有人"
    r"|忙[吗么不]|忙不忙|忙(?:着)?呢|吃(?:饭|了|早饭|午饭|晚饭)*(?:了)?[吗么没]|喂+|打扰(?:一下)?了?|初次见面|请多关照|过年好|恭喜发财|拜年"
    r"|hello|hi|hey|hiya|goodmorning|goodafternoon|goodevening|there|everyone|everybody|(?:is)?any(?:one|body)there|howareyou|nicetomeetyou"
    "|안녕하세요|안녕하십니까|안녕|여보세요|반갑습니다|반가워요|좋은아침(?:이에요|입니다)?|계세요|nihao|ninhao|zaima)"
)
_GOODBYE = (
    r"(?:再见|拜拜?了?您?嘞?|白白|88+6?|886|回见|回头见|回聊|改天聊|(?:明天|明儿|明早|下次|一会儿?)见|晚安|慢走|先这样|(?:那)?就?先?这样|就这样|(?:早点儿?|好好)(?:休息|睡)|(?:我)?(?:先)?(?:睡|休息|忙|撤|下|走)(?:去)?了|(?:我|俺)?(?:先|得|要|该|这就|正)*(?:去)?(?:做饭|做菜|炒菜|吃饭|吃口饭|刷碗|洗碗|洗衣服|看电视|看孩子|哄孩子|带孩子|干活|忙活|收拾屋子)(?:去)?(?:了|啦|呢|吧)?|(?:等会儿?|回头|一会儿?|待会儿?|改天|完了)再?(?:说|唠|聊)(?:吧|哈)?|(?:先)?不(?:说|聊|唠)了|睡吧|都?睡了[吗没]"
    r"|bye|goodbye|byebye|seeyou(?:later|tomorrow|soon)?|cya|goodnight|takecare|haveaniceday|ttyl|안녕히계세요|안녕히가세요|잘자요|잘있어요|수고하세요|다음에봐요|내일봐요|baibai|zaijian)"
)
_THANKS = (
    "(?:(?:真的?是?|太|非常|十分|多|特别|老|可|实在|万分|先|再次|衷心)*"
    r"(?:谢谢|感谢|感激|感恩|谢|辛苦|麻烦|费心|受累|劳驾|劳烦|有劳|多亏|托福|难为|让?(?:你们|您|您们|大家)?(?:费心|受累|操心|挨累))(?:不尽)?"
    "|不好意思|对不住|对不起|抱歉|(?:白|瞎|又)?(?:给(?:你们?|您们?|大家|各位))?(?:折腾|添麻烦|添乱|耽误|折腾人|惊动)(?:你们?|您们?|大家|各位|人)?(?:了|一趟|一场)?|白跑一趟"
    "|太好了|真棒|太棒了|点赞|赞|真好|好人(?:一生平安)?|(?:你|您)们?真好|破费"
    r"|thanks|thankyou|thankyouso(?:very)?much|thx|tks|ty|cheers|muchappreciated|appreciate(?:it|d)?|alot|verymuch|somuch|again|foryourhelp|forthehelp|forhelping|you(?:'?re|are)(?:great|thebest|welcome)|youarekind|sokind|great|awesome|wonderful"
    r"|정말|너무|도와주셔서|와주셔서|고쳐주셔서|해주셔서|빨리|덕분에|참|대단히|고마워요?|고맙습니다|고맙네요|감사해요?|감사합니다|감사드려요|감사드립니다|수고하셨습니다|수고하셨어요|수고많으셨습니다|고생하셨어요|xiexie|xiexienin|duoxie|xiexiea)"
)
_DEGREE = "(?:真是?|太|可|都|也|那|又|就|好的?|行|嗯+|哎呀?|哎|诶|欸|唉|ok|okay|oh|the|you|all|so|very|네|예|아)"
_SAID: tuple[tuple[Courtesy, str], ...] = (("thanks", _THANKS), ("goodbye", _GOODBYE), ("greeting", _GREETING))
_ALL = later(f"(?:{_GREETING}|{_GOODBYE}|{_THANKS}|{_WHOM}|{_PARTICLE}|{_DEGREE}|{_DAY})+")
_CORES = tuple((kind, later(pattern)) for kind, pattern in _SAID)


def courtesy(text: str) -> Courtesy | None:
    """ "你好呀", "谢谢王师傅，辛苦了", "那先这样，拜拜": what it is, where nothing else is said."""
    words = spoken(plain(text))
    if not words or _ALL.fullmatch(words) is None:
        return None
    return next((kind for kind, core in _CORES if core.search(words)), None)


_CLAUSE = later(r"[\s，,。.!！;；~～]+")


def without_courtesy(text: str) -> str:
    """ "行 谢谢姐 那18号那个灯呢" -> "18号那个灯呢": what stands behind the kind words, as it was written."""
    rest = text
    while (stop := _CLAUSE.search(rest)) is not None and _ALL.fullmatch(spoken(plain(rest[: stop.start()]))):
        rest = rest[stop.end() :]
    return _THEN.sub("", rest) if rest != text else text


_THEN = later("^(?:那|那个|另外|还有|对了|顺便问一?下?)[，,\\s]*(?=[0-9０-９])")
