"""What a neighbour's ordinary message in the residents' group is, read after those before it; nothing is kept here.

The bot says something in a group only where it is nearly certain: most of what is said there is none of its business.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from casework.frozen import frozen
from casework.words import guess_words, ngrams
from casework.words.accused import accuses_neighbour
from casework.words.guess import Guess, Words, judge, plainly, unkept_words
from casework.words.later import later
from casework.words.wording import wording

Label = Literal["report", "me_too", "mended", "danger", "private", "none"]

# Set by cross-validation over the conversations (tests/tools/train_guess.py --validate).
_OFFER, _PERHAPS, _KIND, _ACCUSED = 0.15, 0.35, 0.14, 0.6
_ALARM, _ALARM_IN_TABLE, _OF_A_KIND, _TALK = 0.7, 0.4, 0.4, 0.3
_ECHO, _ECHO_NAMED, _OVER, _OVER_NAMED, _OVER_THOUGH = 0.3, 0.06, 0.4, 0.15, 0.9
"""How sure the model is that somebody has it too, or that it is over: alone, and where the words say so as well."""
_TOLD = 0.1  # so little of it is talk: it tells of something
_LONG = 12  # characters: whoever reports something says where and what, or names it
_NEAR, _FAR, _QUARREL = 6, 30, 3  # messages back

_SPARED = later(
    r"(?<![还从])没(?:有)?(?:停|断(?!续)|跳闸)(?!过|下)"
    r"|(?:我家|俺家|我这|我们楼|我们单元|我们这|这边|号楼|单元)(?:这|的|水|电|气|暖气|倒是|还)*"
    r"(?:有[水电气](?:啊|呀|的|呢|$)|没受影响|热(?!水)|收了|没坏|没堵|没漏|还有$)"
    r"|(?:听|闻|感觉)不(?:见|着|到|出)|没(?:听|闻)(?:见|着|到)|好使"
)
"""Whoever has it not: "我家没停"."""
_TROUBLES = (
    "停",
    "没水",
    "没电",
    "没气",
    "没了",
    "不亮",
    "黑",
    "不热",
    "凉",
    "冷",
    "臭",
    "味",
    "满",
    "吵",
    "坏",
    "漏",
    "堵",
    "返",
    "不走",
    "断",
    "不动",
    "冰",
)
"""What is wrong in one word: whoever says it again right after somebody has it too."""
_WONDERS = later(
    "(?:水|电|气|暖气?|灯|电梯|网|楼道|垃圾|门禁|单元门|下水).{0,6}(?:没(?!事|问题|收到)|停|不[亮热走动通下好]|黑|瞎|臭|坏|断|罢工|咋)"
    "|没(?:水|电|灯|气|暖)|谁家有[水电气暖]|(?:那|这|一股)味儿?"
)
"""What may be wrong, be it wondered about: enough for a neighbour to have it too."""
_CRY = later(
    "(?:快|赶紧|赶快|谁|麻烦|帮忙|帮我)(?:点儿?|给|帮忙|帮我|谁|去|都)*(?:打|叫|拨)(?:个|一?下|电话)*(?:120|119|110|救护车|消防车?|急救)"
    "|(?:好多|全是|一地|满地|一脸|满脸|满身|都是)的?血|血.{0,3}(?:好多|一地|全是|止不住)"
    "|(?:(?:119|120|110)[\\s，,!！]*){2,}|(?:妈呀|啊{2,}|天哪|救命)[\\s，,!！]*(?:着火|炸|塌|爆炸)|(?<!天)塌了[\\s，,!！]*(?<!天)塌了"
    "|叫(?:个|辆)?(?:救护车|消防车?)(?:[啊呀吧]|[\\s，,!！]*快|$)|(?:谁|哪个|有没有人)(?:会|懂|能)(?:急救|心肺复苏|人工呼吸|止血)"
    "|谁家[^，,。]{0,4}(?:着火|失火|起火|冒(?:黑|浓|大)烟)了?+(?!的话|咋|怎么|谁|可|赔)"
    "|(?:(?:怎么|咋|哪儿?来的?)[^，,。]{0,2}(?:一?股子?|这么|那么)[^，,。]{0,2}|哪儿?来的)(?:煤气|燃气|天然气|瓦斯|臭鸡蛋|(?:塑料|胶皮|橡胶|电线|焦)?[糊煳焦]巴?味|(?:烧|烤)?(?:塑料|胶皮|橡胶|电线)味)"
    "|谁家.{0,3}(?:煤气|瓦斯|燃气|液化气)(?!公司|费|表|灶|罐多|咋交).{0,6}(?:呛|漏|味|熏)"
    "|快{2,}[\\s，,!！]*(?:来人|救|跑|下楼|往外)|(?:都)?(?:快|赶紧)(?:往外)?(?:跑|撤|下楼)(?:啊|呀|吧)?[\\s，,!！]*(?:要|快)?(?:着|炸|塌|漏)"
)
"""Cries of somebody who has no breath for who, what and where."""
_NO_CRY = later(
    "[?？吗么]$|多少钱|昨[天晚]|上次|去年|那年|那天|电影|电视|游戏|视频|新闻|[猪鸭鸡鱼羊]血|心态|房价|股(?!子?[^，,。]{0,3}(?:味|煤|燃|臭|烟|瓦斯|天然))|楼市|血(?:压|糖|管|旺|肠)|抽血|献血|验血|蚊子|杀[猪鸡鱼]|笑|气晕|困晕|热晕|饿晕"
    "|没事了|演练|培训|学(?:会|习|了)|该不该|用不用|要不要|打过了|已经打|举报|投诉"
)
_AGAIN = 10  # characters of such a word
_OF_NOTHING = {"property_service", "property_fees", "person_complaint"}
"""Kinds that a mere grumble names."""
_ASKS = later(r"(?:吗|(?<=了)没|行不|能不)[\s?？]*$")
_ENDS = later(r"[\s，,。.！!；;]+")
_WHO_KNOWS = later("谁|咋|啥|哪|几[点号楼个]|多少|听说|是不是|是否|有没有")
_THERE_TOO = later(
    r"^(?:(?:[前后东西南北]院|(?:[前后东西南北]|对|旁)边|(?:那|这)(?:边|头)|[0-9一二三四五六七八九十]+(?:号楼|号|楼|单元)|[东西南北]门|车棚|广场)(?:那儿?|那边|里|门口)?)也(?:没|是|不|有|一样|堵|停|黑|满)"
)
"""It is so there too: "前院也没清"."""
_SEEN = later(
    "[看瞅瞧望闻听](?:见|着|到)(?!.{0,4}(?:我家|俺家|家里|屋里))|也|那边|那栋|那楼|那头|那家|对面|对过|前楼|后楼|远处|消防车|咋回事|怎么回事|谁家|哪儿|哪栋|哪个"
    r"|\b(?:i (?:can )?see|saw|over there|too|also|what is|who)\b|저도|보여|보이|봤어|저기|어디"
)
"""What is seen or asked from somewhere else, or had too."""
_AT_HOME = later(
    "我家|俺家|家里|我这屋|我屋|屋里|厨房|灶|卧室|阳台|客厅|卫生间|厕所|锅|热水器"
    r"|\b(?:my (?:home|flat|kitchen|apartment)|kitchen)\b|우리 ?집|부엌|주방"
)
_SENT = later(r"\[[^\]]*\]|【[^】]*】")


@frozen(kw_only=True)
class Said:
    """One message: its number rises within the chat; staff speak as head or steward."""

    number: int
    author: str
    text: str
    reply_to: int | None = None
    staff: bool = False


@frozen(kw_only=True)
class Look:
    """What a message is. about: the number of the report or danger meant by me_too and mended."""

    said: Said
    label: Label
    guess: Guess
    about: int | None = None
    perhaps: bool = False
    """Not nearly certain enough to offer anything, but a neighbour may well have it too."""


@frozen
class _Read:
    """One message, as the tables and both models read it."""

    found: Words
    odds: ngrams.Odds
    heard: ngrams.Heard
    what: Guess

    @property
    def plain(self) -> str:
        return self.found.plain


def _read(text: str) -> _Read:
    found = unkept_words(_SENT.sub(" ", text))
    odds = found.odds()
    return _Read(found, odds, ngrams.of_groups().heard(found.plain, found.signs), judge(found, odds))


def _has(name: str, plain: str) -> bool:
    """The group's own words."""
    return wording(guess_words.GROUP[name]).is_in(plain)


def may_be_about(text: str) -> Literal["me_too", "mended"] | None:
    """Whether words may be about a matter that the group knows already: others have it too, or it is over. Cheap, and
    no more than a reason to look which matters there are."""
    plain = plainly(_SENT.sub(" ", text))
    if _has("mended", plain):
        return "mended"
    return "me_too" if _has("me_too", plain) else None


def seen_from_afar(text: str) -> bool:
    """Of words of danger that name no place: whether they tell of another place than the home of whoever says them."""
    plain = plainly(text)
    return _SEEN.search(plain) is not None and not _AT_HOME.search(plain)


def look(message: Said, recent: Sequence[Look]) -> Look:
    """Judge a message by its words and by what was said before it, oldest first; never raises."""
    read = _read(message.text)
    label, about = _label(message, recent, read)
    what = read.what
    if label == "danger" and what.danger is None:  # a cry that names none is asked about
        what = replace(what, danger="hurt", level="maybe", report=True, talk=None)
    perhaps = label == "none" and not message.staff and (_worth_an_offer(read, _PERHAPS) or _wonders(read))
    return Look(said=message, label=label, guess=what, about=about, perhaps=perhaps)


def _label(message: Said, recent: Sequence[Look], read: _Read) -> tuple[Label, int | None]:
    plain = read.plain
    if not plain.strip() or _has("advert", message.text):
        return "none", None
    meant = _meant(message, recent, read.found)
    if meant is not None and _mended(message, meant, read):
        return "mended", meant.said.number
    if message.staff:
        return "none", None
    of_another = meant is not None and meant.said.author != message.author
    if _alarming(read):
        if meant is not None and of_another and meant.label == "danger" and _echo(read):
            return "me_too", meant.said.number
        return "danger", None
    if _has("inside", plain) and any(one.label == "danger" for one in recent[-_NEAR:]):
        return "danger", None
    if _accuses(message, recent, read):
        return "private", None
    if meant is not None and _SPARED.search(plain):
        return "none", None
    offer = _worth_an_offer(read, _OFFER)
    first = offer and meant is not None and meant.label == "none"  # nobody has reported anything yet
    if meant is not None and of_another and not first and _me_too(message, meant, recent, read, offer):
        return "me_too", meant.said.number
    if read.what.private and read.heard.chat < _TOLD and "property_fees" not in read.found.categories:
        return "private", None
    return ("report", None) if offer and not _told_danger(message, recent) else ("none", None)


def _meant(message: Said, recent: Sequence[Look], found: Words) -> Look | None:
    """The open matter that a message may be about: the one quoted, else the nearest, better one of the same kind."""
    if message.reply_to is not None:
        quoted = next((one for one in reversed(recent) if one.said.number == message.reply_to), None)
        if quoted is not None and quoted.about is not None:
            return next((one for one in reversed(recent) if one.said.number == quoted.about), None)
        told = quoted is not None and (quoted.label in ("report", "danger") or _perhaps_told(quoted))
        return quoted if told else None
    mended = set() if _has("still", found.plain) else {one.about for one in recent if one.label == "mended"}
    still = [one for one in recent[-_FAR:] if one.label in ("report", "danger") and one.said.number not in mended]
    alike = [one for one in still if set(one.guess.candidates[:2]) & set(found.categories)]
    near = alike or still or [one for one in recent[-_NEAR:] if one.perhaps]
    return near[-1] if near else None


def _perhaps_told(quoted: Look) -> bool:
    return quoted.label == "none" and quoted.guess.report and not quoted.said.staff


def _mended(message: Said, meant: Look, read: _Read) -> bool:
    """Whether it is over: of what was certainly told here, or is quoted; and no other matter is named ("the power is
    back", and it was gas)."""
    found = read.found
    if _worse(read) or (meant.label == "none" and message.reply_to is None):
        return False
    if _has("unmended", read.plain) and read.heard.mended < _OVER_THOUGH:
        return False
    named = set(found.categories)
    if message.reply_to is None and named and not named & set(meant.guess.candidates[:2]):
        return False
    says_so = found.talk == "over" or _has("mended", read.plain)
    return read.heard.mended > (_OVER_NAMED if says_so else _OVER)


def _worse(read: _Read) -> bool:
    """ "He can't be woken": no good news, whatever ends like it."""
    return bool(read.found.dangers) and read.heard.alarm > 0.5


_WARNS = later("注意|提醒|小心|预防|谨防|防止|通知")
"""Whoever says so warns of what may come: "天冷了，烧炉子的注意煤气中毒"."""


def _alarming(read: _Read) -> bool:
    """Said by the tables, and meant, which a joke is not; or no word of theirs, and nearly certain; or a mere cry. A
    smell is told in doubt: that the whole reads as gas is enough of a word."""
    if _CRY.search(read.plain) and not _NO_CRY.search(read.plain) and read.found.talk != "over":
        return True
    if _has("asked", read.plain) and not (_worse(read) or read.found.plainly):
        return False
    if read.found.dangers or read.found.plainly or read.what.danger == "gas":
        needed = _ALARM if read.heard.chat > 0.5 else _ALARM_IN_TABLE
        calm = read.heard.alarm < 0.3 and _WARNS.search(read.plain) is not None
        return (bool(read.found.plainly) and not calm) or read.heard.alarm > needed
    return read.heard.alarm > _ALARM and read.odds.danger > _OF_A_KIND and read.heard.chat < _TALK


def _told_danger(message: Said, recent: Sequence[Look]) -> bool:
    """Whether it is the one who has just told of a danger: what he adds is about that."""
    return any(one.label == "danger" and one.said.author == message.author for one in recent[-_NEAR:])


def _echo(read: _Read) -> bool:
    return _has("me_too", read.plain) or (len(read.plain) < _LONG and not read.found.dangers)


def _accuses(message: Said, recent: Sequence[Look], read: _Read) -> bool:
    """Somebody who can be recognised is accused, by the name or by a post, or answers, or tells of an illness at
    home."""
    plain = read.plain
    if accuses_neighbour(message.text):
        return True
    if any(one.label == "private" for one in recent[-_QUARREL:]) and _has("retort", plain):
        return True
    sounds = read.odds.private > _ACCUSED and len(plain) >= _LONG
    return _has("accused", plain) or (sounds and read.heard.chat < _TOLD)


_TOO_SHORT = 3
"""Characters: of "+1" the model can say nothing."""


def _me_too(message: Said, meant: Look, recent: Sequence[Look], read: _Read, offer: bool) -> bool:
    """Somebody else has it as well, or says how far it reaches; what is a matter of its own is none."""
    plain, odds = read.plain, read.heard.me_too
    if _has("advice", plain) or _has("fine", plain) or _has("advert", plain):
        return False
    last = max(place for place, one in enumerate(recent) if meant.said.number in (one.said.number, one.about))
    behind = len(recent) - 1 - last
    named = set(read.found.categories)  # what the words name is that, or another matter
    alike = not (named or set(read.what.candidates[:2])).isdisjoint(meant.guess.candidates[: 1 if named else 2])
    if behind < _NEAR and _THERE_TOO.search(plain) and meant.label == "report":
        return True
    if message.reply_to is None and (behind >= _NEAR or (offer and not alike) or _echoes_talk(recent)):
        return False
    said = _has("me_too", plain)
    if odds > (_ECHO_NAMED if said else _ECHO) or (said and len(plain) <= _TOO_SHORT):
        return True
    if said and len(plain) <= _LONG and not _ASKS.search(plain):
        return True
    if behind < 3 and _says_it_again(plain, plainly(meant.said.text)):
        return True
    return alike and read.what.report and behind < 3 and odds > _ECHO_NAMED


def _says_it_again(plain: str, told: str) -> bool:
    """ "真停了", "二楼也冰凉": in few words the same that was told, and no question."""
    short = len(plain) <= _AGAIN and not _ASKS.search(plain) and not _has("asked", plain) and "咋" not in plain
    return short and any(one in plain and one in told for one in _TROUBLES)


def _wonders(read: _Read) -> bool:
    """ "水咋没了呢", "灯又瞎了": it names what may be wrong, and is hardly enough to ask anybody about."""
    named = set(read.found.categories) - _OF_NOTHING
    plain = read.plain
    idle = _has("past", plain) or _has("advice", plain) or _has("advert", plain) or _has("fine", plain)
    told = bool(named) or read.what.report or _WONDERS.search(plain) is not None
    return told and not read.found.bare and not idle and not _SPARED.search(plain)


def _echoes_talk(recent: Sequence[Look]) -> bool:
    """Whether the last word was another's "me too" to something that is no matter of ours: two boxes of cherries."""
    last = recent[-1]
    plain = plainly(last.said.text)
    return last.label == "none" and (_has("fine", plain) or _has("advert", plain))


def _tells_first(plain: str) -> bool:
    """ "道上全是冰 没人撒点沙子吗": it asks at last, and has told what is wrong before."""
    told = _ENDS.split(plain.strip(" ?？。.!！"))[:-1]
    return bool(told) and not any(map(_WHO_KNOWS.search, told)) and any(unkept_words(one).categories for one in told)


def _worth_an_offer(read: _Read, most: float) -> bool:
    """`most`: how likely it may be that this is talk."""
    plain, found, what = read.plain, read.found, read.what
    if not what.report or what.private or found.bare or (_ASKS.search(plain) and not _tells_first(plain)):
        return False
    if _has("asked", plain) or _has("past", plain) or _has("advice", plain):
        return False
    if _has("grumble", plain) and set(found.categories) <= _OF_NOTHING:
        return False
    named = bool(found.categories)
    kind = max(chance for name, chance in read.odds.classes.items() if name[0] not in "!-")
    likely = kind > _KIND and (len(plain) >= _LONG or named)
    return read.heard.chat < most and (likely or (named and read.heard.chat < most / 2))
