"""What people type instead of pressing: yes in its many forms, no, "never mind", "the second one"; and the words that
ask when somebody comes."""

import re
import unicodedata
from typing import Literal, cast

from casework.words import answer_words
from casework.words.courtesy import courtesy
from casework.words.later import later
from casework.words.plain import breaths, number_of, plain, spoken
from casework.words.script import script_of

Answer = Literal["yes", "no", "drop"]
"""`drop`: not at all, never mind; a plain no where that is not offered."""

_TONE = later("[\U0001f3fb-\U0001f3ff\ufe0f\u200d]")
_BREATHS = later(r"[\s,，。.!！?？;；、~～…]+")
_KEEP = later(
    r"别[删撤动]|[不甭][删撤]|撤错|先[别不]|等会|等等|等一|等下|慢着|[按点摁]错|手滑|再想想|留着|不是我|我没想|don't|wait|keep"
)
_SECOND_THOUGHTS = later(
    r"(?:哎呀?|唉|那就?|行了|嗯|哦|诶|我|还是|就|先|手滑了?|不好意思|(?:发|报|写|点|按|拍|打)(?:错|岔|串)(?:了|人了|地方了|群了)?|这[个件事]事?儿?|那[个件]事?儿?|都|也|[\s，,。])*"
    r"(?:(?:拉倒|算了|算啦|得了|罢了)(?:吧|了)?(?:不(?:要|用|找|换|修|弄|办|麻烦)了)?|(?:不|别|甭|不想|不用)再?(?:报|告|投诉|举报|上报|反映)(?:上去)?(?:了|啦)(?:吧|啊|呀)?)+"
    r"(?:$|[\s，,。.!！;；~])"
    r"|(?:哎呀?|唉|嗯|哦|诶|那|这个?|算了|得了|拉倒|行了|还是|就|我|等会儿?|等等|等一?下|慢着|且慢|[\s，,。])*(?:先(?:别|不|甭)(?:忙着?|急着?)?|(?:等(?:会儿?|等|一?下)|回头|过后|完了)(?:我)?再|暂时(?:先)?不)(?:给我|往上)?报(?:上去)?(?:了|啊|吧|呢|哈)*(?:$|[\s，,。.!！;；~])"
    r"|(?:我|俺|嗯|哦|没事儿?|不是|没(?:要)?报事|不是报事|[\s，,。])*(?:就是?|只是?|随便|也就)(?:想)?(?:问问|打听打?听?|问一?下|问一?嘴|打听一?下|问一?句|(?:跟(?:你|您)|随便|瞎|闲|随口|和你)*(?:唠唠?嗑|瞎聊|说说话|唠唠|唠嗑|唠一?会儿?|说说|说一?嘴|一说|聊聊|聊天|闲聊|念叨念叨|念叨|嘚咕|嘚啵嘚啵|吐槽|发(?:发)?牢骚|抱怨|感慨|解闷儿?|逗闷子)(?:一下|几句)?)(?:的|而已|哈|啊|呀|呢|没别的(?:事|意思)?|[\s，,。.!！~])*$"
    r"|(?:哎呀?|嗯|哦|不好意思|没有?|不是|[\s，,。])*(?:我|俺)?(?:就)?(?:跟|和|逗)(?:你|您)(?:逗|唠|聊|开|说)*(?:闷子|嗑|玩笑?|着玩儿?|天)(?:呢|的|哈|啊)*[\s，,。.!！~]*$"
    r"|(?:哎呀?|嗯|哦|不好意思|[\s，,。])*(?:我|俺|这)?(?:没|不是|不|可没|也没|没想|没要)(?:想|要|是|来|打算|算)*报(?:事儿?|修|告)?(?:的|啊|呀|哈|呢)*(?:$|[\s，,。.!！]+(?:我|俺)?(?:就|只|随))"
    r"|(?:no[\s,.!]*)*(?:i'?m\s|i\swas\s|we'?re\s)?(?:only|just)\s(?:chatting|asking|talking|saying|curious|wondering|joking|venting|a\s(?:question|joke))[\s.!]*$|(?:no[\s,.!]*)+(?:it'?s\s|this\sis\s|that'?s\s)?(?:not|no)\s(?:a\s)?report[\s.!]*$"
    r"|(?:아니요|아니에요|아뇨|네|[\s,.!])*(?:그냥|잠깐)\s?(?:물어|여쭤|여쭈|얘기|이야기|말|궁금)\S*(?:\s?(?:거예요|거였어요|것뿐이에요|겁니다|봤어요|본\s?거예요))?[\s.!]*$|(?:아니요|아뇨|[\s,.!])*신고\s?(?:아니에요|아닙니다|하려는\s?거\s?아니에요)[\s.!]*$"
    r"|(?:哎呀?|唉|那就?|行了|嗯|哦|还是|就|[\s，,。])*(?:拉倒|算了|算啦|得了|罢了|不用了|不麻烦了)[吧\s，,。]*(?:我|俺)(?:们|家)?(?:自个儿?|自己)"
    r"(?!家|这|也|又).{0,4}?(?:通|修|弄|换|整|来|解决|处理|想办法|找人|买|收拾|清|扫).{0,12}$"
    r"|(?:哎呀?|哎呦|唉|哦|不好意思|[\s，,。])*(?:好像)?(?:是)?(?:我|俺)?(?:看|听|闻)(?:错|岔|差)了(?!.*(?:[是在]|应该|楼|单元))"
    r"|(?:哎呀?|哎呦|唉|嗐|嗨|哦|不好意思|[\s，,。])*(?:是)?(?:我|俺)?(?:看|听|闻|瞅|瞧)(?:错|岔|差|走眼|花眼)了?[\s，,。]*(?:人家|其实)?那(?:其实|就|个)*是"
    r"(?!.*(?:楼|单元|坏|漏|堵|冒|着火|不亮|不热))"
    r"|(?:哎呀?|哎呦|唉|不好意思|[\s，,。])*(?:发|报|写|点|按|拍|打)(?:错|岔|串)(?:了|人了|地方了|群了)[\s，,。]*(?:哈|啊|呀|您)?(?:别|不用|不要|甭|先别)(?:报|管|来|往上报|理)(?:它|了|哈|啊)?[\s，,。.!！~]*$"
    r"|(?:[^，,。\s]{0,4}[，,\s])?[^，,。\s]{0,8}(?:我|俺)(?:就|也)?不(?:想|打算|愿意?)?(?:再)?报了(?:$|[\s，,。.!！])"
    r"|(?:那个?|这个?)?[^，,。\s]{0,8}(?:那|这|的)(?:个|件)?事儿?(?:就|还是)?(?:拉倒|算了)(?:吧|了|啊)*(?:$|[\s，,。.!！])"
    r"|(?:(?:oh|ok|okay|sorry|no|please|actually|wait|well|yes|hey)[\s,.!]*)*(?:forget|cancel|withdraw|drop|scrap)\s(?:about\s)?(?:the|my|that|this)\s(?:\w+\s){0,3}(?:thing|report|matter|one|issue)\b(?!.*\b(?:but|instead|also)\b)"
    r"|(?:(?:oh|ok|okay|sorry|no|please|actually|wait|well|yes)[\s,.!]*)*(?:never\s?mind|nvm|forget\s(?:it|that|about\sit)|ignore\s(?:it|that|this|me|my\s(?:last\s)?message)|wrong(?:\s(?:chat|person|number|message|group|one|button))?|my\s(?:mistake|bad)|cancel(?:\s(?:it|that|this|my\sreport|the\sreport))?|(?:don'?t|do\snot)\s(?:bother|report(?:\s(?:it|that|this))?|send\s(?:it|that|this))|no\sneed(?:\sany\s?more)?|not\sneeded|scratch\sthat|disregard(?:\s(?:that|it))?|i\swas\swrong|(?:sent|pressed)\sby\smistake|i\sdon'?t\sneed\s(?:it|that|anyone)(?:\sany\s?more)?|just\skidding)(?:[\s,.!]*(?:please|thanks|thank\syou|sorry|any\s?more|then|now|ok))*[\s.!]*$"
    r"|(?:아+|음|네|아니요|아니에요|아뇨|죄송해요|죄송합니다|미안해요|그냥|[\s,.!])*(?:(?:신고\s?|접수\s?)?취소(?:해\s?주세요|하고\s?싶어요|할게요|할래요|합니다|해요|요|부탁드려요|부탁드립니다)?|됐어요|됐습니다|괜찮아요|(?:안|아무것도)\s?(?:하셔도|해도)\s?(?:돼요|됩니다)|신고\s?안\s?할게요|잘못\s?(?:보냈|눌렀|썼|봤|알았|들었)(?:어요|습니다|네요)|착각(?:했어요|했습니다|했네요|이었어요|이에요)|아무것도\s?아니에요|없던\s?일로\s?해\s?주세요|필요\s?없어요|농담이에요|실수로\s?(?:눌렀|보냈)(?:어요|습니다|네요)|실수(?:예요|였어요|입니다))(?:[\s,.!]|죄송해요|죄송합니다|미안해요|(?:안|아무것도)\s?(?:하셔도|해도)\s?(?:돼요|됩니다))*$"
)
_AT_LAST = later(
    r"(?:^|[\s，,。；;！!])(?:那就|就|还是|先)*(?:不提了|(?:全|都)?当(?:我|俺)(?:啥也|什么也)?没(?:说|报|讲)过?|(?:别|甭)当真|算了(?:算了)?|拉倒|不说了|不报了|(?:闹|弄|是|是个|是场|一场)误会了?(?:一场)?)"
    r"(?:吧|了|啊|哈|呗)*[\s。.!！~]*$"
    r"|自(?:己|个儿?)(?:就|给|都)?(?:通|修|弄|整|换|拧|掏|捅|收拾|清)(?:开|好|上|完|利索|通)*了[\s，,。]*(?:就|也|那)?(?:不用|别|不必|甭)(?:再)?报了?(?:吧|哈|啊)?[\s。.!！~]*$"
    r"|(?:^|[\s，,。；;！!])(?:原来|敢情|嗐|嗨|哎呀?|其实)*(?:是|都是|怪)(?:我|俺|我们|俺们)(?:家|老伴|家?孩子|家?老头子?|家老太太)?(?:自己|自个儿?|给|不小心)*(?:关|拧|碰|拔|弄|按|锁|拉)(?:的|上的|掉的|错了?|死的)[\s，,。!！~]*(?:(?:真|太)?不好意思|对不住|对不起|抱歉|打扰|麻烦|闹笑话|谢谢|见笑).{0,6}$"
    r"|(?:^|[\s，,。；;！!])(?:孩子他[爸妈]|[他她][爸妈]|(?:我|俺)?(?:家)?(?:老公|媳妇|对象|儿子|闺女|老伴|老头子?|那口子|女婿|姑爷)|邻居|对门)(?:刚才?|回来|过来|下班|已经|自己|给|都)*"
    r"(?:换|修|弄|通|安|装|整|鼓捣|捅|拧)(?:上|好|开|完|利索|通)+了[\s。.!！~]*$"
    r"|(?:^|[\s，,。；;！!])(?:是|都是|纯属|我|俺|嗐|哎)*(?:闹误会|看走眼|看花眼|看岔眼|开(?:个)?玩笑|逗(?:你|您)们?玩)(?:了|呢|的|啦|儿)*(?=$|[\s，,。.!！~])"
)
"""Whatever was said before it."""
_BACK = frozenset({"来了", "来啦", "都来了", "有了", "回来了", "来了呀", "有啦"})
_WHICH = later(r"(?:就|选|要|是)?第?([0-9一二两三四五六七八九]{1,2})(?:个|件|条|项)?(?:吧|的)?")
_LAST = {
    **dict.fromkeys(
        [
            "最后一个",
            "最后那个",
            "末了那个",
            "后面那个",
            "后头那个",
            "后一个",
            "下面那个",
            "下面的",
            "后面的",
            "lastone",
            "thelastone",
        ],
        -1,
    ),
    **dict.fromkeys(
        [
            "头一个",
            "前一个",
            "上面那个",
            "上面的",
            "前面那个",
            "前头那个",
            "前面的",
            "firstone",
            "thefirstone",
            "thefirst",
            "첫번째",
            "첫번째요",
        ],
        1,
    ),
    **dict.fromkeys(["secondone", "thesecondone", "thesecond", "두번째", "두번째요"], 2),
}


def bare(text: str) -> str:
    """The words without signs and blanks; emoji stay, without their tone."""
    words = _TONE.sub("", unicodedata.normalize("NFKC", plain(text)))
    return spoken(words) or "".join(words.split())


def answer_in(text: str) -> Answer | None:
    """A plain yes, no or "never mind", and nothing else."""
    words = bare(text)
    return cast("Answer | None", _ANSWERS.get(words) or _ANSWERS.get(_once(words)) or _of_parts(text))


def _of_parts(text: str) -> str | None:
    """ "行 报上去吧", "拉倒吧，不告了": every part is one; the last one decides."""
    parts = [bare(one) for one in _BREATHS.split(text) if bare(one)]
    found = [_ANSWERS.get(one) or _ANSWERS.get(_once(one)) for one in parts]
    return found[-1] if len(found) > 1 and all(found) else None


def plainly_yes(text: str) -> bool:
    """A yes that cannot be meant otherwise, perhaps with its reason: where something cannot be undone, "嗯" and "好"
    are none."""
    parts = [bare(one) for one in _BREATHS.split(text) if bare(one)]
    if bare(text) in _PLAINLY_YES or not parts:
        return bool(parts)
    said = all(one in _PLAINLY_YES or answer_in(one) == "yes" for one in parts)
    if said and any(one in _PLAINLY_YES for one in parts):
        return True
    rest = answer_and_rest(text)[1]
    plainly = parts[0] in _PLAINLY_YES or _DOES_IT.fullmatch(parts[-1]) is not None
    return plainly and not asks(rest) and not says_but(rest)


_DOES_IT = later("(?:[撤删]|都删|要[撤删])(?:了|掉|回)?(?:吧|呗|啊)?")
_SIGNS = " \t\n,，。.!！?？;；、~～…"
_LEADS_NOT = frozenset({"有", "有的", "没", "别", "要", "可", "得", "报", "取消", "不要", "report", "对了"})
"""An answer when said alone; before other words it may belong to them: "有 三家没水"."""
_GLUED = later(
    r"(?:嗯[呐哪呢]|嗯嗯+|对对+|对[呀啊]|是[啊呀滴](?!是)|是的(?!话)|好嘞|没错|可不(?:是)?(?:嘛|咋的)?)?(?:就是[那这](?:个|件)?事儿?)?"
    r"(?:那就?|就|快|赶紧|给(?:我|俺)?)*(?:上)?报(?:上去?|了)?吧(?:上去)?(?=\S)(?![了没吗不呢])"
    r"|(?:嗯[呐哪呢]|嗯嗯+|对对对+|没错|可不(?:是)?(?:嘛|咋的))(?=[^\s了没吗不呢])"
)
"""A yes with no stop behind it."""
_REPORT_IT = later(
    r"(?:^|(?<=[\s，,。.!！;；~]))(?:那就?|还是|照样|那还是|就|快|赶紧|给(?:我|俺)?|帮(?:我|俺)?|替(?:我|俺)|请|麻烦|你们?|您)*(?:上)?报(?:上去?|一下|了(?=吧|呗))?(?:吧|呗|啊|得了)?[\s。.!！~]*$"
    r"|(?<!n't)(?<!not)(?:^|[\s,.!]+)(?:please\s)?(?:report|send)\s(?:it|this|that)(?:[\s,]please)?[\s.!]*$"
    r"|(?:신고|접수)해\s?(?:주세요|주십시오|줘요?)[\s.!]*$"
)
_BUT = later(r"\s*(?:但|不过|可是|只是|等等|等一?下|等会|先别|先等|还是别|but\b|however|wait\b|그런데|근데|하지만)")


def answer_and_rest(text: str) -> tuple[Answer | None, str]:
    """ "是 收了", "嗯呐报吧都堵三天了": the answer with which the words begin, and what they say behind it; None, and
    all the words, where they begin with none. Thanks behind it are nothing more."""
    words = text.strip()
    if _NO_SUCH.match(plain(words)) is not None:
        return None, words
    ends = [*(one.start() for one in list(_BREATHS.finditer(words))[:LONGEST_LEAD]), len(words)]
    for end in reversed(ends):
        said = answer_in(words[:end])
        if said is not None and (end == len(words) or bare(words[:end]) not in _LEADS_NOT or _only(words[end:])):
            return said, _rest(words[end:])
    glued = _GLUED.match(plain(words))
    return ("yes", _rest(words[glued.end() :])) if glued is not None else (None, words)


_NO_SUCH = later(
    r"no\s+(?!(?:it|i|we|he|she|they|you|that|this|my|the|not|just|only|sorry|thanks|wait|please|no|nothing|don't)\b)"
)
""" "no water": no answer, but what there is not."""
LONGEST_LEAD = 8
"""Breaths among which the end of an answer is looked for."""


def _only(words: str) -> bool:
    return courtesy(words) is not None


def _rest(words: str) -> str:
    rest = words.strip(_SIGNS)
    return "" if _only(rest) else rest


def ends_in_report(text: str) -> str | None:
    """ "地板都泡了 报", "... please report it": what stands before it; None where the words end otherwise."""
    found = _REPORT_IT.search(plain(text))
    return text[: found.start()].strip(_SIGNS) if found is not None else None


def says_all(text: str) -> bool:
    """ "就这事 没别的"."""
    parts = [bare(one) for one in _BREATHS.split(text) if bare(one)]
    return bool(parts) and (bare(text) in _ALL_SAID or all(one in _ALL_SAID for one in parts))


def says_but(text: str) -> bool:
    """Whether something is not right after all."""
    return _BUT.match(plain(text)) is not None


_OF_ALL = later(
    r"(?:那|就|把|是|不是一(?:件|回|码|个)事儿?|我|俺|说的?|给|帮|这|分开|分别|一起|一块儿?|要|得|上)*"
    r"(?:[两俩二三四2-4][个件样码回档]?(?:不同的?)?(?:事儿?|问题)?|都|全部?|分开|分别|各)(?:事儿?|[个件样]|都|全|要|得|给|帮|是|分开|各|我|俺|上|报|说|整|一起|了|去|吧|呗|啊|呀|的|呢)*"
    r"|(?:report|yes|them|please|its|itis|theyare|the)*(?:both|all|each|two|three)(?:ofthem|ofthese|them|please|separate|different|things|matters|reports|problems|issues|two|three)*"
    r"|(?:두(?:개|건|가지)|둘|전부|모두|셋)(?:다|모두)?(?:요|예요|이에요|입니다|신고해주세요|올려주세요|접수해주세요|해주세요)*|다(?:요|신고해주세요|올려주세요|해주세요)"
)
_OF_ONE = later(
    r"(?:不是[两俩二2](?:件|个|回|码)?事?儿?)?(?:不是?|没|就|是|那|都|其实|算|说的?|我|这|对)*(?:同?一|1|一个)(?:件|个|回|码|样|档)(?:事儿?|问题)?(?:啊|呀|的|吧|呢|了|就行)*|不是[两俩二2](?:件|个|回|码)?事?儿?"
    r"|(?:its|itis|they'?re|theyare|all|just|no|only)*(?:one|thesame)(?:matter|thing|report|problem|issue)?"
    r"|(?:다|그냥)?(?:하나|한건|한가지|같은거|같은것|같은일)(?:예요|이에요|입니다)"
)
_NTH = (
    r"(?P<n>第[一二两三四1-4](?:个|件|条|项)?|[前后头上下](?:一|面|头|边)?(?:那)?个|头一?个|最后(?:一|那)?个|first|second|third|last|1st|2nd|첫번째|두번째|세번째)"
    r"(?:那?[个件])?(?:事儿?|one|것|거|건)?"
)
_ONLY_NTH = later(
    rf"(?:就|只|光|单|先|仅|那|把|给|帮|我|俺|报|要|留|选|说|only|just|report|the|please)*{_NTH}"
    r"(?:就|也)?(?:行|好|中|成|够)?(?:给|要)?(?:报|要)?(?:上去?)?(?:了|吧|呗|的|得了|啊|only|please|만|을|를|요|으로|해주세요|신고해주세요|올려주세요|접수해주세요)*"
)
_NOT_NTH = later(
    rf"(?:那|把|我|俺|not|skip|drop|forget|without|the|report|dont|please)*{_NTH}(?:就|也|先|那)*(?:不用|不要|别|甭|不|算了|拉倒)?(?:报|管|要|提)?(?:上去?)?(?:了|啦|吧|呗|啊|please)*"
    r"(?:은|는)?(?:됐어요|빼주세요|안해도돼요|괜찮아요|빼고요?|취소해주세요)?"
)
_DENIES = later("不|别|甭|算了|拉倒|not|skip|drop|forget|without|dont|됐|빼|안해|괜찮|취소")
_PLACES = {"一": 0, "1": 0, "二": 1, "两": 1, "2": 1, "三": 2, "3": 2, "四": 3, "4": 3} | {
    "前": 0, "头": 0, "上": 0, "f": 0, "첫": 0, "s": 1, "두": 1, "t": 2, "세": 2, "后": -1, "下": -1, "最": -1, "l": -1,
}  # fmt: skip


def one_of_them(text: str) -> bool:
    """ "就一个事儿": what was taken for several is one matter."""
    return _OF_ONE.fullmatch(bare(answer_and_rest(text)[1])) is not None


def meant_of(text: str, n: int) -> frozenset[int] | None:
    """ "两件都报", "就报第一个", "第二个不用报了": which of `n` matters are to be reported, from 0; None for other
    words."""
    words = bare(answer_and_rest(text)[1])
    if _OF_ALL.fullmatch(words) is not None:
        return frozenset(range(n))
    denied = _DENIES.search(words) is not None
    found = (_NOT_NTH if denied else _ONLY_NTH).fullmatch(words)
    if found is None:
        return None
    which = _PLACES[found["n"].lstrip("第")[0]] % n
    return frozenset(range(n)) - {which} if denied else frozenset({which})


_NOT_SENT: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("voice", later("语音|录音|音频|voice|audio|음성|녹음")),
    ("photo", later("照片|相片|图|photo|picture|image|사진")),
    ("video", later("视频|录像|video|동영상|영상")),
    ("document", later("文件|附件|document|파일")),
)
_TAKE_OUT = later(
    r"(?:发|传|拍|录|放)(?:错|岔|串)|[删撤]|(?:去|拿|抹)掉|不要|(?:别|甭|不)(?:发|传|给|带|用|算)|作废|remove|delete|wrong|take.{1,12}out|without|잘못|빼|지워|삭제"
)


def taken_out(text: str) -> frozenset[str]:
    """ "发错了那语音 删了吧": what was sent along that is not to go on; the kinds of model.AttachmentKind."""
    words = plain(text)
    if len(words) > (LONGEST if script_of(words) is None else LONGEST_SPELT) or _TAKE_OUT.search(words) is None:
        return frozenset()
    return frozenset(kind for kind, called in _NOT_SENT if called.search(words) is not None)


def says_keep(text: str) -> bool:
    """ "等会儿 先别删", "按错了": no to whatever was about to be done."""
    return _KEEP.search(plain(text)) is not None


def says_back(text: str) -> bool:
    """ "来了来了，谢谢啊": of what had failed for many, that it is back, and nothing else."""
    said = _without_thanks(text)
    return bool(said) and all(one in _BACK or _once(one) in _BACK for one in said)


_COVERS = later(
    r"(?:(?:行|中|好|成|嗯|可以|没问题)(?:呐|嘞|吧|啊|的)?)?(?:那)?(?:我|俺|由我|让我)?(?:来|去|能|可以)?(?:给|帮)?(?:你|您|她|他|[一-鿿]{1,2}[姐哥工队])?"
    r"(?:替|顶|代|值)(?:上|着)?(?:你|您|她|他|[一-鿿]{1,2}[姐哥工队])?(?:班|值|岗|值班|顶班|一天|一宿|一下|着|上)*(?:吧|了|呗|啊|哈)?"
)
_COVERS_NOT = later(
    r"(?:替|顶|代|值|去|来|倒)不(?:了|上|开)|没空|没时间|(?:我|俺)(?:也)?(?:有事|没在|不在|休息|值不)|走不开|离不开"
)


def stands_in(text: str) -> Answer | None:
    """ "行，我替", "替不了，有事": of somebody who is asked to cover."""
    if _COVERS_NOT.search(plain(text)):
        return "no"
    return "yes" if _COVERS.fullmatch(bare(text)) else None


_TALKS_NOT = later(r"不(?:想|愿意?|用|跟[他她])?(?:谈|调|说和)|没(?:啥|什么)(?:好|可)?(?:谈|说)|(?:谈|说)不")
_TALKS = later(
    r"(?:行|好|成|中|可以|愿意|同意|那|就|嗯|吧|啊|呗|我|俺|也|咱|们|跟|[他她])*(?:愿意|可以|能)?(?:坐(?:下来?|一块儿?|到一起))?"
    r"(?:谈|调解|说和|唠)(?:谈|一谈|一下|唠)?(?:也|就|还|都)?(?:行|成|中|好|可以|愿意|没问题)?(?:吧|呗|啊|呀|嘛)?"
)


def talks_it_over(text: str) -> Answer | None:
    """ "行吧 谈谈也行", "没啥好谈的": of somebody who is asked whether to talk a quarrel over."""
    if _TALKS_NOT.search(plain(text)):
        return "no"
    return answer_in(text) or ("yes" if _TALKS.fullmatch(bare(text)) else None)


def drops(text: str) -> bool:
    """Second thoughts about what was written, perhaps with the reason: "这个不报了 有人拿锥筒围上了"."""
    words = plain(text).strip()
    return answer_in(text) == "drop" or any(found(words) for found in (_SECOND_THOUGHTS.match, _AT_LAST.search))


_TRIES = (
    "(?:试试?|试一?试|试(?:一?下|着)?|看(?:看|一?下|一眼)?|瞅(?:瞅|一?下|一眼)?|瞧瞧|[通弄修整捅拧敲擦冲查找问掏抠换关等想]一?[通弄修整捅拧敲擦冲查找问掏抠换关等想]|鼓捣鼓捣|收拾收拾|研究研究"
    "|琢磨琢磨|打听打听|合计合计|商量商量|再说)"
)
_WAITS = "(?:先?(?:等|稍等|等等|等一?会儿?|等一?下|慢着|且慢|别急|不着?急|不忙|别忙|缓缓|hold on|wait)[啊呀哈吧呢]*)"
_OURS = "(?:们|家|老伴|老头子?|儿子|闺女|媳妇|老公|对象|自己|自个儿)"
_PUTS_OFF = later(
    rf"^(?:哎呀?|唉|哦|诶|那|要不|还是|算了|[\s，,])*(?:{_WAITS}[\s，,。]*)+(?:(?:我|俺)(?:们|家)?.{{0,14}}{_TRIES}.{{0,6}}|(?:我|俺)?(?:再)?想想|(?:先|再)(?:看看|等等))?[\s。.!！~]*$"
    rf"|^(?:哎呀?|唉|哦|诶|那|要不|还是|[\s，,])*(?:先(?:让|叫|等)(?:我|俺){_OURS}*|(?:让|叫|容|等)?(?:我|俺){_OURS}*(?:先|再))(?:去|来|自己|自个儿|拿.{{1,6}}|用.{{1,6}}|给|往)*{_TRIES}.{{0,8}}$"
    r"|^(?:oh|ok|okay|no|sorry|actually|[\s,.!])*(?:wait|hold\son|one\smoment|hang\son|give\sme\sa\s(?:minute|moment|second))(?:[\s,.!]+(?:let\sme|i'?ll|i\swill|i\swant\sto)\s(?:try|check|look|see|ask)\b.{0,40})?[\s.!]*$"
    r"|^(?:let me|i'?ll|i will) (?:try|check|look|see|ask)\b.{0,24}\b(?:first|myself)\b.{0,10}$"
    r"|^(?:잠깐|잠시)(?:만요?|만\s?기다려\s?주세요)?[\s,.!]*(?:(?:제가|먼저|일단).{0,12}(?:볼게요|해\s?볼게요|보고요|알아볼게요))?[\s.!]*$|^(?:제가|일단)\s?(?:먼저|직접).{0,12}(?:볼게요|해\s?볼게요)[\s.!]*$"
)
_CANNOT_WAIT = later("快来|来人|来个|派|你们|师傅|赶紧|还(?:在|没)|堵|漏|坏|不(?:通|亮|热|上)|越来越|更")


def puts_off(text: str) -> bool:
    """ "等会儿 我先拿皮搋子通通试试", of what is written and not reported yet: whoever wrote it tries first."""
    words = plain(text).strip()
    longest = LONGEST if script_of(words) is None else LONGEST_SPELT
    return len(words) <= longest and _PUTS_OFF.search(words) is not None and _CANNOT_WAIT.search(words) is None


_NO_IT_IS = later(
    r"^(?:哎呀?|哦|诶|[\s，,])*(?:不对|不是(?:.{1,8}[\s，,])?|错了|(?:我)?(?:说|写|打|发|弄)错了|我是说|我说的是)[\s，,]*(?:应该|其实|那个)?是(?P<what>.+)$"
)


def corrected_to(text: str) -> str:
    """ "No, it is the street lamp": what it is; "" where nothing is corrected."""
    found = _NO_IT_IS.match(text.strip())
    return found["what"] if found is not None else ""


def _once(words: str) -> str:
    """ "嗯嗯嗯", "对对对", "👍👍": said once."""
    for length in (1, 2):
        part = words[:length]
        if part and len(words) > length and words == part * (len(words) // length):
            return part
    return words


def which_in(text: str) -> int | None:
    """ "2", "第二个", "选3": the number of a choice, from 1; -1 for the last."""
    words = bare(text)
    if words in _LAST:
        return _LAST[words]
    found = _WHICH.fullmatch(words)
    number = number_of(found[1]) if found else None
    return number or None


_WHEN = later(
    r"(?:啥|什么|甚|多|何)时?候?(?:才|能|会|来|到|修|弄|办|整|解决|给|过来|上门|有人|有信|好|完|派)"
    r"|(?:啥|什么|甚|多)(?:前儿?|时辰|工夫|功夫)(?:才|能|会|来|到|修|弄|办|整|好|完)"
    r"|(?:打算|准备|寻思)\S{0,6}再(?:管|修|整|弄|办|来)(?:咋[的地]|吗|么|不)|(?:得|要|还)?等?到?(?:猴年马月|驴年马月|哪年哪月|哪辈子)"
    r"|谁(?:来|去)?给(?:我|俺|咱)们?(?:家)?(?:来)?(?:整|修|弄|办|管|通|换)|到哪(?:疙瘩|嘎达|噶的|旮旯|块儿?)(?:了|啦)"
    r"|几点(?:钟)?(?:才|能|会|来|到|过来|上门|修)"
    r"|多(?:久|长时间|会儿|咱|暂|前)(?:才|能|会|来|到|修|弄|办|好)?"
    r"|(?:咋|怎么|怎|为啥|为什么|咋个)(?:还|都|就)?(?:没|不|木)(?:有)?(?:人|来|信|动静|消息|到|修|弄|办|见|派)"
    r"|(?:还|都|咋)(?:没|不|木)(?:有)?(?:人|来|信|动静|消息|见人|见着人)"
    r"|(?:人|师傅|物业|你们|你们人)(?:呢|到哪了|到哪儿了|在哪|在哪呢|来不来|还来不来|来没来|啥时候|什么时候)"
    r"|(?:能|会)(?:给)?(?:修|弄|办|整|处理|解决|换|通)(?:好|完|上|开)?(?:了)?(?:不|吗|么|没)(?:$|[\s，,。?？])"
    r"|到哪(?:儿|里|一?步)?(?:了|啦)|来不来(?:了|啊|呀)?$|还来(?:吗|么|不)|(?:我报的|那个|这个|那[个件]?事|这[个件]?事).{0,6}有人(?:管|来|看|修)(?:了)?(?:吗|么|没|不)$|^有人管(?:吗|么|没|不)|有没有人来|管不管$"
    r"|(?:修|弄|办|整|处理|换|清)得?(?:好|完)?(?:了)?(?:没|没有|吗|么|咋样|怎么样|到哪)(?:了|啦|啊|呀)?$"
    r"|(?:咋样|怎么样|咋整|咋说)(?:了|啦)$|等(?:了)?(?:半天|一天|好久|老半天|一上午|一下午)"
    r"|(?P<done>修|弄|办|换|清|整|装|处理)没(?:有)?(?P=done)|报上(?:去)?了?(?:吗|么|没有?)"
    r"|谁(?:来|管|去|接|负责)(?:这|那)?(?:个|件)?(?:事儿?)?(?:啊|呀|呢)?\s*(?:[?？]|$)|(?:^|[\s，,])谁来[啊呀呢][\s，,]|(?:师傅|他|来的人?|修的人?)?(?:姓|叫)(?:啥|什么)|贵姓|有人(?:接|管|来|看|修|整|弄|搭理|理|搭茬儿?|过问)(?:了|过)?(?:没有?|吗|么|不)\s*[?？]?$"
    r"|(?:[0-9一二两三四五六七八九十]点(?:半|钟|多)?|时间|到点)(?:就|真的?|到底|都|保准|准保|指定|指准|肯定|一定|保证|准|能|会|可以?)*(?:准|到|来|赶到|过来|上门)(?:时|得?了)?(?:不|吗|么|没准|[啊呀吧]?\s*[?？])|能准时?(?:来)?(?:不|吗|么)"
    r"|是?真的?假的?(?:啊|呀)?(?:$|[\s，,])|真的?(?:吗|么)$|准不准|(?:是|有)真的?(?:吗|么|不)|有没有这(?:回|个)?事|有(?:准(?:儿|信)?)(?:吗|么|没|不)"
    r"|언제(?:쯤)?\s*\S{0,5}\s*(?:와|오|고쳐|돼|되|나와|나오|해결|끝)|언제쯤|누가\s*(?:와|오|담당|맡|하고)|담당자[가는]?\s*누구|아직\s*아무도|어떻게\s*(?:됐|되|돼)|어디까지|진행\s*상황|왜\s*(?:안|아직)|얼마나\s*(?:걸|더)"
    r"|\bwhen\s(?:will|is|are|does)|how\s(?:much\s)?long|will\s(?:they|he|she|you|some(?:one|body))\s(?:really|surely|actually|definitely)\s(?:come|be\shere|make\sit)(?:\sat\s\w+)?|(?:nobody|no\sone)\s(?:has\s)?c(?:a|o)me|any\s(?:news|update)|still\swaiting|who(?:'s|\sis)\s(?:coming|responsible|in\scharge|handling|(?:working\s)?on\s(?:it|this|that)|dealing\swith\s(?:it|this|that)|(?:going|supposed)\sto)|who(?:\shas|'s\sgot)\s(?:it|this|that)|(?:roughly|about|any\sidea|know)\swhen|where\sdo(?:es)?\s(?:it|this|that)\sstand|anyone\son\s(?:it|this|that)|is\s(?:any|some)(?:one|body)\scoming|what\sabout\smy\sreport|how\sis\s(?:it|my\sreport)(?!\s(?:that|possible))|what(?:'s|\sis)\s(?:happening|the\sstatus|going\son)",
)
"""The practice's ways to ask when it is mended, or why nobody is there yet."""
_NOT_A_WHEN = later(
    r"上班|下班|开门|关门|开会|报名|供暖|放假|垃圾车|收费|交钱|发|营业|物业费|多长时间没|好久没人|多久没人"
)


_BESIDE = later(
    r"你们|咱们|我们|师傅|物业|网格|社区|人家|那个|这个|那事|这事|的事|我家|俺家|我|俺|到底|都|这|那|还|又|就|才|也|给|过来|上门|打算"
    r"|[一二两三四五六七八九十半几0-9]+(?:个)?(?:多)?(?:天|小时|钟头|点|分钟|星期|周|礼拜|宿)|(?:好)?久|半天|了|啊|呀|呢|吗|吧|嘛|哎|哪|的|是|说|请问|问|一下"
    r"|\b(?:and|or|so|roughly|it|be|come|coming|take|fixed|repaired|done|here|yet|please|hello|hi|you|guys|my|report|the|to|with|some(?:one|body)|any(?:one|body)|still)\b"
    r"|지금|제가|신고한|수리|기사님?|직원|사람|담당자|분이?|접수한|혹시|거|것|줘요|주나요|주세요|됐나요|안\s?왔어요|나요|어요|세요|까요|요"
)
"""What may stand around such a question and names no matter of its own."""
_MUCH = 5
"""Characters left that name something else."""


def asks_when(text: str, *, names: bool = False) -> bool:
    """Whether somebody asks when it is mended, or why nobody came: about what is reported already, if anything is.
    `names`: the words name a matter that is known; else whatever else is in them may be a matter of its own."""
    words = plain(text).strip()
    if (
        len(words) > (LONGEST if script_of(words) is None else LONGEST_SPELT)
        or not _WHEN.search(words)
        or _NOT_A_WHEN.search(words)
    ):
        return False
    return names or len(spoken(_BESIDE.sub("", _WHEN.sub("", words)))) <= _MUCH


_ENDS = later(r"[，,。.!！?？;；~～]+|(?<=[一-鿿])\s+|(?<=[요다까])\s+")


def told_beside(text: str) -> str:
    """What such words tell besides asking when: "老太太冻得直哆嗦"; "" where they only ask."""
    parts = [one.strip() for one in _ENDS.split(text)]
    rest = [one for one in parts if one and not asks_when(one, names=True) and courtesy(one) is None]
    return "，".join(
        one
        for one in rest
        if (len(spoken(_BESIDE.sub("", plain(one)))) >= _TELLS or _QUOTES.search(plain(one)))
        and (script_of(one) is not None or not asks(one))
    )


_QUOTES = later("说(?:好|是|的|了)?(?:的?是)?.{0,4}(?:点|半|前|[上中下]午|今|明|晚)")
""" "刚说四点半": what whoever has it said, held against him."""
_TELLS = 3
"""Characters of a clause that tell something."""


_QUESTION = later(
    r"[?？]|[吗么没呢不]\s*$|还是.{1,12}$|是不是|有没有|能不能|几[个楼点层户]|啥|哪|多少|多大|咋"
    r"|\b(?:is|are|do|does|can|which|when|where)\b"
)


def asks(text: str) -> bool:
    """Whether what somebody told somebody waits for an answer."""
    return _QUESTION.search(plain(text)) is not None


LONGEST, LONGEST_SPELT = 30, 60
"""Characters of such a question; of one that is spelt in letters."""


Deed = Literal["take", "not_mine", "done", "coming", "later", "watch", "seen", "here"]
"""What somebody who works here says about a matter in a few words, where a button says the same."""

Verdict = Literal["good", "fair", "bad"]
"""What a resident says of a result in a few words, where its buttons say the same."""


def _kinds(table: str) -> dict[str, str]:
    """Of which kind each word is."""
    blocks = (block.partition("]") for block in table.strip().removeprefix("[").split("\n["))
    return {word: kind for kind, _, words in blocks for word in words.split()}


_ANSWERS, _DEEDS = _kinds(answer_words.ANSWERS), _kinds(answer_words.DEEDS)
_VERDICTS = {_TONE.sub("", word): kind for word, kind in _kinds(answer_words.VERDICTS).items()}
_PLAINLY_TAKEN = frozenset(answer_words.PLAINLY_TAKEN.split())
_PLAINLY_YES = frozenset(answer_words.PLAINLY_YES.split())
_ALL_SAID = frozenset(answer_words.ALL_SAID.split())


def deed_in(text: str) -> Deed | None:
    """ "我来接", "不归我", "修好了", "行，我这就过去": what the few words say, and nothing else is in them."""
    whole = _deed(bare(text))
    if whole == "take" and text.rstrip().endswith(("?", "？")):
        return None  # "这归我管？"
    if whole is not None:
        return whole
    kinds = {_deed(one) for one in _said(text)}
    if None in kinds:
        return None
    for kind, beside in _TOGETHER:
        if kind in kinds and kinds <= {kind, *beside}:
            return kind
    return None


_TOGETHER: tuple[tuple[Deed, tuple[Deed, ...]], ...] = (
    ("here", ("coming", "seen", "take")),
    ("take", ("coming", "later", "seen")),
    ("later", ("seen",)),
    ("coming", ("seen",)),
    ("done", ("seen",)),
)
"""What several clauses come to: the first that they fit."""
_SOON = later(
    r"(?:大概|大约|还有|再有)?(?:[0-9一二两三四五六七八九十半]{1,3}来?分钟|(?:半|[一1]个?)(?:小时|钟头)(?:左右)?(?=.))(?:就|能|之内)?(?:到|过去)?(?:了|吧)?"
)
_LATER = later(
    r"我?(?:明|后|大后)(?:天|儿个|儿)(?:早上|早|上午|下午|晌午|晚上)?(?:再|就)?(?:去|来|过去|办|弄|修|处理)(?:吧|看看)?"
)


_THIS = later("^[这那](?:个|件|事儿?|活儿?)")
_THAT_HOME = later(
    r"^(?:[0-9一二三四五六七八九十]{1,3}(?:号楼?|楼|单元)|(?![我俺咱你您])[一-鿿]{1,4}家|[这那][家户])(?:的|那个|那家|那户|那边|这个|这边)+(?:也|就|还是|还)?(?=我|俺|归我|给我)"
)
""" "5号楼的我接", "孙大妈家那个我去吧": of which it is said, by the place."""
_AND_SO = "(?:就|都|也|那就?|还是|干脆|先|俩|这(?:俩|几个)|[这那](?:个|件|些|摊儿?|家|户|活儿?|事儿?)|这|它)*"
_TAKES = later(
    rf"{_AND_SO}(?:(?:归|给|算|交给|派给|分给|记)(?:我|俺)(?:们|自己)?(?:管|弄|办|看着|盯着|收拾|来|头上|这儿)*(?:吧|了|得了|就行|啊|呗|哈)*"
    r"|(?:我|俺)(?:们)?(?:就|都|也|先|这就|一起|一块儿?|一并|顺道|顺便|顺手)*(?:来|去)?(?:(?:接|包|揽|认|领)(?:下来?|过来|着)?|接手|接着(?:弄|干|办|整|修|管))(?:了|吧|啊|呗|哈)*"
    r"|(?:接|包)(?:了|下了)(?:啊|哈|吧|呗)*)"
)
_TAKES_BY_GOING = later(
    rf"{_AND_SO}(?:我|俺)(?:们)?(?:就|都|也|先|来|去|这就|马上|一会儿?|待会儿?|一起|一块儿?|一并|一道|顺道|顺便|顺手|顺路|正好|替[他她你])*"
    r"(?:(?:上|下|过|进)(?:房|楼|去|来|屋|顶|阁楼|地沟|井)+(?:看看?|瞅瞅?|瞧瞧?|查查?|弄弄?|修)?|(?:弄|整|办|管|处理|收拾|拾掇|修|通|换|跑|推|查|看看|瞅瞅|瞧瞧)(?:上|下)?)"
    r"(?:一?下|一?趟|一眼|去)?(?:了?(?:吧|得了|呗)|啊|哈)?"
)
"""Somebody takes it in other words: "灯我顺道一起弄了吧", "给我吧", "我上房看看"; not what he has done."""


_BUSY = later(
    r"(?![我俺咱])(?P<whom>[\u4e00-\u9fff]{2,4}?)(?:那边|那儿|今[天儿]|这会儿|现在|手头|手里|正|都|也|太|实在|活儿?)*"
    r"(?:忙(?:着|不过来|不开|不赢)?|走不开|腾不出手|抽不开身|没空|没时间|有事儿?|请假|不在|休息|歇班|串休|病|回不来|[去来]不了)(?:了|呢)?"
)
_INSTEAD = later(
    r"(?:我|俺)(?:来|先|去)?(?:替|顶|代)(?P<whom>[\u4e00-\u9fff]{2,4}?)(?:去|来|弄|办|接|整|看|跑|干|上|管|盯|一下|一?趟|着)+(?:吧|了|呗)*"
)


_WATCHES = later(
    r"(?:知道了?|好的?|行|中|收到|嗯|明白)+(?:我|俺)(?:们)?(?:来|先|会|再|就|这就|帮着)*"
    r"(?:盯(?:着|一?下|紧)?|看着|催(?:一?下|催)?|问(?:问|一?下)?|跟进?)(?:点儿?)?(?:[这那](?:个|件)?(?:事儿?)?|它|[他她]们?|[\u4e00-\u9fff]{1,2}(?:师傅|姐|哥|姨|叔|工))?(?:的|吧|了|呢)*"
)
""" "知道了 我问李师傅" of whoever was told of it."""


def instead_of(text: str) -> str:
    """For whom somebody takes it: "李姐" of "李姐忙不过来，我来", "我替李姐弄"; "" where nobody is named so."""
    found = (_BUSY.fullmatch(bare(one)) or _INSTEAD.fullmatch(bare(one)) for one in breaths(text))
    return next((one["whom"] for one in found if one is not None), "")


def _deed(words: str) -> Deed | None:
    known = _DEEDS.get(words) or _DEEDS.get(_THIS.sub("", words)) or _DEEDS.get(_once(words))
    if known is None and any(one.fullmatch(words) for one in (_TAKES, _TAKES_BY_GOING, _INSTEAD)):
        return "take"
    if known is None and _THAT_HOME.search(words) and _deed(_THAT_HOME.sub("", words)) == "take":
        return "take"
    if known is None and _WATCHES.fullmatch(words):
        return "watch"
    if known is None and _SOON.fullmatch(words):
        return "coming"
    if known is None and _LATER.fullmatch(words):
        return "later"
    return cast("Deed | None", known)


def _said(text: str) -> list[str]:
    """The clauses without a yes before them, or that another is busy; none where it is only that."""
    said = [one for one in map(bare, breaths(text)) if one and answer_in(one) != "yes"]
    return [one for one in said if not _BUSY.fullmatch(one)]


def deed_and_more(text: str) -> tuple[Deed, str] | None:
    """ "我接了，后儿个上午带人疏通": what was said first, where it is said plainly, and the rest; None for anything
    else."""
    parts = [one for one in breaths(text) if answer_in(one) != "yes"]
    if len(parts) < 2:
        return None
    first = _deed(bare(parts[0]))
    if first == "here" or (first == "coming" and "路上" in parts[0]) or (first == "take" and takes_plainly(parts[0])):
        return first, text.strip().partition(parts[0])[2].lstrip("，,。.！!；;、~～ \n")
    return None


def says_how_soon(text: str) -> bool:
    """ "我去 半小时到": one of the clauses is in how long somebody is there."""
    return any(_SOON.fullmatch(bare(one).removeprefix("我")) for one in breaths(text))


def has_deed(text: str, deed: Deed) -> bool:
    """ "在路上了，五分钟": one of the clauses is plainly that."""
    return any(_deed(bare(one)) == deed for one in breaths(text))


def begins_by_taking(text: str) -> bool:
    """ "这件我来整，下午两点前弄好": somebody takes it, and says more."""
    return next((_deed(bare(one)) for one in breaths(text)), None) == "take"


_BY_NUMBER = later(r"\s*(?:No\.?\s*)?(\d{1,5})\s*号(?:的|这件|那件|那个|这个|的事)?[，,：:、\s]*(?=\S)", re.IGNORECASE)


def by_number(text: str) -> tuple[int | None, str]:
    """ "1号修好了": the number it begins with, and the rest; no number and all the words where it is none, such as a
    building's."""
    found = _BY_NUMBER.match(text)
    if found is None or text[found.end() :].startswith(("楼", "院", "门", "电梯", "梯", "单元", "桥", "线", "车")):
        return None, text
    return int(found[1]), text[found.end() :]


def verdict_in(text: str) -> Verdict | None:
    """ "满意", "还行", "没弄好": what the few words say of a result, where one is asked about; thanks may stand beside
    them ("满意，谢谢王师傅"), and of several the worst counts."""
    whole = _VERDICTS.get(bare(text).lower())
    if whole is not None:
        return cast("Verdict", whole)
    said = [_VERDICTS.get(one) for one in _without_thanks(text)]
    worst = next((kind for kind in ("bad", "fair", "good") if kind in said), None)
    return None if None in said else worst


_THANKS = later(
    r"(?:真的?|太|非常|十分|多)?(?:谢谢|感谢|谢|辛苦|麻烦)(?:您们|你们|大家|大伙儿?|您|你|咱)?"
    r"(?:[\u4e00-\u9fff]{0,3}(?:师傅|大姐|大哥|姐|哥|姨|叔|主任|书记|网格[员长]|楼长|物业|社区))?(?:了|啦|啊|呀|哈|哦)*"
)


def _without_thanks(text: str) -> list[str]:
    """The clauses without words of thanks; none where nothing else was said."""
    clauses = [bare(one).lower() for one in breaths(text)]
    rest = [re.sub(rf"^{_THANKS.pattern}|{_THANKS.pattern}$", "", one) for one in clauses if one]
    return [one for one in rest if one]


def only_thanks(text: str) -> bool:
    """ "谢谢王师傅": thanks, and nothing else."""
    return courtesy(text) == "thanks"


def takes_plainly(text: str) -> bool:
    """ "我接了", not only "我去"."""
    words = bare(text)
    return _THIS.sub("", words) in _PLAINLY_TAKEN or _TAKES.fullmatch(words) is not None
