"""Words that ask about a danger of which everybody around has read, and tell of none."""

import re
from typing import Literal

from casework.words.answers import answer_in
from casework.words.danger_words import asks_help, family, names_danger
from casework.words.guess import guess, plainly, words
from casework.words.later import later
from casework.words.over import says_over
from casework.words.places import read_place

_BREATHS = re.compile(r"[\n，,。.；;！!、~～]+|(?<=[?？])|(?<=[一-鿿])\s+|\s+(?=[一-鿿])")
_ASKS = later(
    r"咋回事|怎么回事|[啥什]么?情况|[咋怎]么?样|要不要紧|要紧[不吗么没]|碍事[不吗么]|(?:危险|严重|吓人|大|厉害|烧到|传到|安全|有事|伤人)(?:了)?[不吗么没]"
    "|(?:着火|起火|漏气|爆炸)了?(?:吗|么|没有?)[啊呀呢]?[?？]?$|严重不严重|危不危险|大不大|用不用|要不要|需不需要|该不该|能不能|真的假的|真的吗|是真的|是不是真|听说|听讲"
    r"|(?:用|要|能|该|得|会|影响|波及|窜|烧|跑|躲).{0,8}[不吗么嘛]$"
    r"|(?:灭|停|散|修好|救出来|出来|解除|弄好|处理|好)(?:完|好)?了?(?:没有?|吗|么|不)(?:呢|啊|呀)?$|没事了?(?:吧|吗)|还(?:在)?(?:着|烧|漏|冒).{0,3}[吗么不没]"
    r"|(?:谁家|哪家|哪户|哪个单元|几楼|几层).{0,8}[啊呀呢?？]?$"
    r"|^(?:is|are|was|do|does|did|should|has|have|what|how)\b|\b(?:what happened|what's going on|is it true|i hear)\b"
    "|무슨 ?일|괜찮|위험한가|껐나요|꺼졌나요|대피해야",
    re.IGNORECASE,
)
_OF_ONES_OWN = later(
    "(?:我|俺|咱)们?(?:家|这儿?|这边|这楼|这屋|屋里?|楼|单元)?(?![^\\s，,。]{0,8}(?:要紧|用|会|能不|得|该|受|影响|危险|有事|没事|安全|怕|担心|问|听|[不吗么吧]$))"
    "|闻(?!讯)|往.{0,4}(?:家|屋|楼).{0,2}(?:进|窜|飘|来|跑)|进(?:了)?(?:我|屋|楼|家|来)"
    "|也(?!要|得|用|该|能|会|危险)|楼上(?!群)|隔壁|对门|里[面头边]|没出来|出不[来去]|下不[来去]|困|快来|来人|派人|救|呛|晕|迷糊"
    r"|越来越|更大|满(?:屋|楼)|\b(?:my|our|mine|inside|trapped|too|also|here)\b|우리|저희"
)
"""Tells of what is at one's own place, of somebody in it, or calls for help."""
_TOO = later(
    "(?:我|俺|咱)们?(?:家|这儿?|这边|这里|这屋|这楼|楼|屋里?|单元|楼道)?(?:里)?(?:现在)?(?:也|都)(?:有|是|闻|看|着|冒|一样|这样|漏|烧)|^也(?:有|是)"
    "|(?:烟|味儿?|火)[^，, ]{0,6}(?:进|窜|飘|过来|上来|下来)|呛"
    r"|^(?:here|mine|me|us|we|same here).{0,12}\btoo\b|^too here|^same here|우리 ?(?:집|동)도|저희도|여기도"
)
_NOT_TOO = later("[吗么?？]$|[不没]$|问|也(?:没|不)|也(?:是|都)?(?:问|听|看[见到]?(?:群|通知))")


def asks_of_known(text: str, kind: str, building: str) -> bool:
    """Whether the words only ask about a danger of this kind at this building: they name it, or say that they mean the
    one that was told. Each breath that names a danger asks, or is of that one."""
    found = guess(text).danger
    named = {family(one.removeprefix("!")) for one in words(text).dangers}
    alike = family(kind) in {*named, family(found)} if found is not None else names_danger(text, kind)
    plain = plainly(text)
    if not alike or asks_help(text) or _OF_ONES_OWN.search(plain) is not None:
        return False
    breaths = [one for one in _BREATHS.split(plain) if one]
    places = [read_place(one).building for one in breaths]
    if building not in places and (any(places) or not _MEANT.search(plain)):
        return False
    tells = [
        one
        for one, place in zip(breaths, places, strict=True)
        if guess(one).danger is not None and place != building and not (_ASKS.search(one) or _MEANT.search(one))
    ]
    return not tells and any(_ASKS.search(one) for one in breaths)


_YES = later(
    r"(?:嗯+|对+|是|有|真|确实)(?:[的啊呀呢了着]|[\s，,。!！])*$"
    r"|^(?:嗯+|对|是|有)[\s，,的啊]*(?:赶紧|快(?![递餐件手])|抓紧)|^(?:嗯+|对|是|有|真|确实)?[\s，,的]*(?:味|烟|火|挺|很|太|老|可|真|忒|特别)*(?:大|严重|呛|厉害|危险|邪乎|不行|吓人)"
    "|打(?:了|过|完)?(?:电话)?(?:叫)?(?:120|119|110|急救|救护车|火警)|(?:叫|喊)(?:了)?(?:120|119|110|救护车|消防)"
    "|越来越(?:大|重|多|厉害|不行)|还(?:在)?(?:冒|着(?!急)|烧|淌血|流血|漏)|没(?:反应|气|知觉|动静)|叫不醒|不(?:应|醒)"
)
"""Yes, somebody is in danger: said of what was just asked about."""
_PLACED = ("hurt", "trapped")


def alarm_answer(text: str, kind: str | None) -> Literal["yes", "no"] | None:
    """ "有 味挺大的 快来人", "叫他也不应 脸煞白", "我打120了", or "灭了 是烟头 人都没事", after it was asked whether
    anybody is in danger because of this kind; None of everything else, another danger too."""
    if says_over(text):
        return "no"
    heard = guess(text)
    found = heard.danger
    same = family(found) == family(kind) or (family(kind) in _PLACED and family(found) in _PLACED)
    if heard.sure is not None:
        return "yes" if same else None
    if text.rstrip().endswith(("?", "？", "吗", "么", "没")):
        return None
    says_so = asks_help(text) or _YES.search(plainly(text)) is not None
    if says_so or (found is not None and same and not text.startswith("没")):
        return "yes"
    return "no" if answer_in(text) == "no" else None


_MEANT = later("那(?:个|件|事|场|火)|群里|听说|听讲|报的|通知|消息|广播")
"""Says that it is the one that was told."""


def here_too(text: str) -> bool:
    """ "我这儿也有", after words about a danger elsewhere."""
    return _TOO.search(plainly(text)) is not None and _NOT_TOO.search(plainly(text)) is None


def asks_what_it_is(text: str) -> bool:
    """ "咋回事 真漏了？" in answer to what was told to everybody: only asked, and nothing of one's own place."""
    plain = plainly(text)
    if asks_help(text) or guess(text).sure is not None or _OF_ONES_OWN.search(plain) or _HERE.search(plain):
        return False
    return any(_ASKS.search(one) or _TRULY.search(one) for one in _BREATHS.split(plain) if one)


_TRULY = later("^真.{1,3}了?[?？]?$|^真[的啊假]")
_HERE = later("(?:我|俺|咱)们?(?:家|这|楼|单元|屋)|也(?:没|停|是|一样|有)")
