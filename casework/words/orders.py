"""Orders of staff in plain words: "15号派给王师傅", "叫李师傅去换灯泡", "叫别人先去看看". Who gives what to whom is the
rules' matter (casework/issue/handover.py); here is only what the words say."""

import re
from collections.abc import Collection, Iterable
from typing import Literal

from casework.frozen import frozen
from casework.model.people import Post, Role
from casework.words.answers import asks_when, begins_by_taking
from casework.words.called import finished, others_did
from casework.words.each import kinds_called
from casework.words.later import later
from casework.words.plain import breaths, number_of, plain
from casework.words.scene import lifts

_BODY = (
    "(?:城管|派出所|公安|交警|消防|市场监管|市监|工商|食药|环卫|环保"
    "|住建|房管|水务|园林|执法|卫健|疾控|民政|林业|应急局)"
)
_WHOM = r"(?P<whom>城管|(?!城管)(?:(?![把将给])[\u4e00-\u9fff·]){1,8}?|[A-Za-z]{2,20})"
_OF_POST = "(?:(?:物业|社区)的?(?![吧了啊呗去来办管弄处接负看整干]|$))?"
_GO = (
    r"(?:先|再|也|赶紧|赶快|快点?|马上|抽空|这就|帮忙|帮着|顺道|顺路|下午|上午|明天|今天|明儿|今儿|晚上|现在)*"
    r"(?:去|过去|来|过来|上门|跑|到|办|弄|修|换|拉|看看?|瞅|瞧|处理|接|管|负责|整|疏通|清|拉走|检查|查|弄弄|联系|盯|干|顶|替|收拾|拾掇)"
)
_GIVES = later(
    rf"(?:派给|交给|转给|分给|安排给|转交给?|指派给?|派单给|移交给?|推给|让给|匀给|拨给|倒给)\s*{_OF_POST}{_WHOM}(?=吧|了?$|[\s，,。.!！;；]|办|干|整|收拾|去|来|处理|弄|修|看|管|负责|先)"
)
_TO = later(
    rf"^(?:这个?|这件|这事儿?|这活儿?|那个|那件)?(?:先|就|还是|直接|应该|得|应|都)*(?:给|转给?|派(?!出所)|归|交)(?:给|到)?{_OF_POST}{_WHOM}"
    r"(?:去|来)?(?:办|管|弄|处理|看看?|接|负责|修|干|整)?(?:吧|了|一下|得了)*$"
)
"""The whole of what is said: "给物业", "转李师傅", "这个给楼长赵姨"."""
_LETS = later(
    rf"(?:让|叫|请|派(?!出所)|安排|找|喊|麻烦|通知|换(?!完|好|了|上)(?=个?人|别人|个?师傅|谁|[\u4e00-\u9fff]{{2,4}}[去来])){_WHOM}{_GO}"
)
_TITLES = (
    "姐|哥|主任|书记|师傅?|经理|站长|网格员|网格长|楼长|单元长|管家|干事|科长|主管|队长|督办|工|姨|叔"
    "|女士|先生|大哥|大姐|婶|嫂|头儿|所长|组长|班长"
)
_HERS, _HIS = later("(?:姐|姨|婶|嫂|女士|妈|娘|奶奶)$"), later("(?:哥|叔|先生|爷|伯|大爷|头儿?)$")
_OPPOSITE = ((_HERS, _HIS), (_HIS, _HERS))
_NICKNAME = later("[老小大][\u4e00-\u9fff]")
"""May be somebody: "小孙", and "小区"."""
_SOMEBODY = rf"(?:{_NICKNAME.pattern}|[\u4e00-\u9fff]{{1,3}}?(?:{_TITLES}))"
_YOU = later(
    rf"^(?P<whom>(?:物业的?|社区的?)?{_SOMEBODY})(?:[\s，,：:]+(?:你|您|麻烦|辛苦|受累)*|(?:你|您|麻烦|辛苦|受累)+)"
    rf"(?:你|您)?{_GO}(?!.{{0,3}}[了过完吗么?？])"
)
"""Somebody is spoken to: "李师傅 你去看看"."""
_NEEDS = later(
    rf"(?:找|叫|请|由|让|联系|得|要)(?P<whom>{_BODY}(?:所|局|队|大队|中队)?)(?:的人?)?(?:来|去|出面|过来|管|处理|看看|才行|才管用|吧|啊|呀|呗|了事)*(?=$|[\s，,。.!！])"
)
"""A public body has to come: "这事得找城管"."""
_GOES = later(
    rf"^(?![让叫请派找喊])(?P<whom>(?:物业的?|社区的?)?{_SOMEBODY})(?:先)?去(?:吧|一趟|看看|一下|得了|就行)*$"
    rf"|^(?:就|还是|那|你们?)*(?P<who>物业|网格|社区|{_SOMEBODY})(?:你|您)?(?:来|先|给|帮忙|帮着|上)*(?:去|整|弄|办|管|包|接|处理|收拾|干|顶|替|上|来)(?:一下|一?趟|着)?了?(?:吧|得了|呗)$"
)
"""The whole of what is said: "李师傅去", "你们物业整吧"."""
_NOT = later(
    r"(?:别|甭|不|不用|不要|没|不能|不许|没法)(?:再)?(?:让|叫|请|派|安排|找|喊|派给|交给|转给)|(?:不行|不听|不中|要是|实在)[^，,。]{0,4}?(?:再|就)(?:让|叫|请|派|找|喊|吹)"
    r"|叫了|派了|找了|让了|请了|喊了"
)
_WAS_SO = later(
    r"(?:已经?|刚才?|昨[天儿]|前天|上午|早上|都)(?:就|也|又|给|都|把)*(?:让|叫|请|派|安排|找|喊|通知)"
    r"|(?:让|叫|请|派|安排|找|喊|通知)[\u4e00-\u9fff·]{1,8}?"
    r"(?:(?:劝|弄|办|修|清|拉|拖|赶|处理|看|检查|疏通|通|搬|撤|换|去|来|到)(?:走|好|完|掉|开|过|通|上|离|净|了)+(?:[了啦]|[，,。.！!；;\s]|$)"
    r"|(?:盯|看|守|管)着[了呢])"
)
"""Told of what was, and no order: "已经叫城管劝走了"."""
_ANYBODY = later(
    r"^(?:个|别|别的|其他|另外|另|谁|哪个|旁)?(?:的)?(?:人|师傅|同事|谁)$|^别人$|^谁$|^个人$|^人$|^个师傅$|^个$"
)
_NOBODY = later(
    r"^(?:[0-9一二两俩三四五六几仨]+个?(?:人|队员|师傅|兄弟|小伙子)|我|俺|咱|我们|咱们|您|你|你们|您们|他|她|他们|她们|它|大家|居民|住户|业主|邻居|老百姓"
    r"|人家|对方|孩子|老人|群里|钱|票|换|修|办|弄|说|回|打|发|看|个|点|句|人|上|下|天|一|两|晴|好|正)"
)
ROLES: dict[str, tuple[Role, ...]] = {
    "物业": (Role.PROPERTY_STEWARD,),
    "物业的人": (Role.PROPERTY_STEWARD,),
    "物业管家": (Role.PROPERTY_STEWARD,),
    "网格长": (Role.GRID_HEAD,),
    "网格员": (Role.GRID_WORKER, Role.GRID_HEAD),
    "楼长": (Role.BUILDING_HEAD,),
    "单元长": (Role.UNIT_HEAD,),
    "街长": (Role.STREET_HEAD,),
    "路长": (Role.STREET_HEAD,),
    "社区": (Role.COMMUNITY_MANAGER,),
    "社区值班": (Role.COMMUNITY_MANAGER,),
    "街道": (Role.SUBDISTRICT_MANAGER,),
    "街道值班": (Role.SUBDISTRICT_MANAGER,),
}
"""What a post is called where nobody is named."""


_PASSES_ON = "(?:行|好|中|嗯|那|就|还是|要不|干脆|咱们?|先|直接|也|得|应该|都|让|由)*"
_THAT_ONE = (
    "(?:(?P<of>[\u4e00-\u9fff0-9]{0,8}?)(?:[那这](?:个|家|户|边|件|活儿?|事儿?)+"
    "|[那这]|(?<=[\u4e00-\u9fff])的(?!人)(?:活儿?|事儿?)?)的?)?"
)
_DOING = (
    "(?:去|来)?(?:办|管|弄|处理|看看?|接|负责|修|干|整|说说?|劝劝?|换|收拾|跑|盯|铲|清|搬|通)*(?:一?[下趟])?"
    "(?:吧|了|呗|得了|啊|哈|呀)*"
)
_COLLEAGUE = rf"(?:(?:物业|社区|网格|楼长|网格长)?的?{_SOMEBODY}|[\u4e00-\u9fff]{{2,3}}?)"
_IN_PASSING = (
    later(
        rf"{_PASSES_ON}{_THAT_ONE}{_PASSES_ON}(?:归|给|转给?|交给?|派(?!出所)给?|让给)(?:给|到)?(?P<whom>{_COLLEAGUE}){_DOING}"
    ),
    later(
        rf"(?P<of>[\u4e00-\u9fff0-9]{{1,8}}?(?<![泡匙卡件料单表钱]))(?:归|该|[交派转]给|给(?=.+[吧呗]$))(?P<whom>{_COLLEAGUE}){_DOING}"
    ),
    later(
        rf"{_PASSES_ON}{_THAT_ONE}{_PASSES_ON}(?P<whom>{_SOMEBODY})(?:你|您)?{_PASSES_ON}(?:你|您)?(?:去|来|受累|辛苦|干|办|管|弄|接)"
        rf"(?={_DOING}$).*(?:吧|呗|得了)"
    ),
)
""" "暖气那个归王师傅", "那给赵姨了", "还是赵姨去吧": a breath that passes something on, and what that is called."""
_ASKED_BY_NAME = later(
    rf"^(?P<whom>{_SOMEBODY})[\s，,：:]+(?:(?P<of>[\u4e00-\u9fff0-9]{{2,10}}?)(?:麻烦|辛苦|受累)?(?:你|您){_GO}(?:一?[下趟]|看看?)*(?:吧|呗|哈)*"
    rf"|{_THAT_ONE.replace('of', 'it')}{_PASSES_ON}(?:给|归|交给)(?:你|您){_DOING})$"
)
""" "王师傅 三号楼暖气你看一下", "王师傅，这个给你了"."""


@frozen
class Order:
    """Somebody is to do it. `whom`: as he is called; empty: anybody else. `own`: an order only where he is one of the
    post's people: the speaker calls him, and so has the matter in hand ("我喊收破烂的来拉"), or the words may be
    something else ("小区去看看", "他在家，给李大妈修吧"). `of`: what he is to do, where it is called
    something. `unsure`: told to a colleague in so many words that it is asked whether he is to have it."""

    whom: str
    own: bool = False
    of: str = ""
    unsure: bool = False


def order_in(text: str) -> Order | None:
    """What the words order, or None. "Let me", "tell the residents", "don't send him" are none."""
    words = plain(text)
    if _NOT.search(words) or (begins_by_taking(text) and _I_ASK.search(words)):
        return None
    for pattern in (_NEEDS, _GIVES, _TO, _GOES, _YOU, _LETS):
        found = pattern.search(words.strip(" ，,。.!！~～"))
        if found is None or (pattern in (_LETS, _NEEDS) and _WAS_SO.search(words)):
            continue
        whom = _whom(found)
        if _ANYBODY.search(whom):
            return _sent(words) or Order("")
        if whom.startswith(_THIS):
            continue
        if not _NOBODY.search(whom):
            calls = pattern is _LETS and _MYSELF.search(words[: found.start()]) is not None
            of = _object(words, whom) if pattern is _YOU else ""
            return Order(whom, own=calls or (pattern in (_GOES, _YOU) and _NICKNAME.fullmatch(whom) is not None), of=of)
    last = breaths(words)[1:][-1:]
    ends = [found for one in last for pattern in (_TO, _GOES) if (found := pattern.search(one)) is not None]
    named = [whom for whom in map(_whom, ends) if not _ANYBODY.search(whom) and not _NOBODY.search(whom)]
    return Order(named[0], own=True) if named else _in_passing(words) or _sent(words)


_WITHOUT = later(
    rf"(?:^|(?<=[\\s，,。；;]))(?:让|叫|请|派|麻烦|辛苦)?(?:物业的?|社区的?)?{_SOMEBODY}[，,：:\\s]*(?:你|您|麻烦|辛苦|受累)*"
    rf"(?:{_GO}|[跟盯瞅])*(?:一?[下眼趟])?(?:吧|呗)?[，,\\s]*"
)


def without_order(text: str) -> str:
    """What is wrong, without who is to go: "4号楼的井盖 也翘了" of "李师傅你看下4号楼的井盖 也翘了"."""
    return _WITHOUT.sub("", text).strip(" ，,。；;") if order_in(text) is not None else text


_FILLS = (
    "(?:你们?|您|先|再|也|就|给|把|赶紧|赶快|快点?|马上|抽空|这就|帮忙|帮着|受累|辛苦|麻烦|顺道|顺路|得|要|直接|多|安排|派)*"
    "(?:(?:今[天儿晚]|明[天儿早]|[上下]午|晚上|中午|一早|这两天|现在)(?:就|先|再)?)?(?:派|安排|找|带)?(?:个人|俩人|人)?"
)
_DOES_IT = (
    "(?:去|来|上|跑|看|瞅|瞧|跟|盯|管|弄|修|换|处理|负责|办|查|疏通|清|扶|拉|固定|加固|落实|解决|搞|整|收拾|拾掇|接|支|围|量|测|问|协调|劝|调解|铲|扫|撒|锯"
    "|补|焊|装|拆|挪|盖|扒|捞|掏|上(?:点|个)?心|抓紧|留意|催)"
)
_ENDS_ORDER = "(?:进|好|上|到底|住)?(?:一?[下眼趟圈]|[看瞅瞧问]+|着点?|个心)?(?:吧|呗|得了|就行|啊|哈|呀)*"
_SAYS_WHAT_WAS = later(
    "(?<!得)(?<!行)(?:了|过)(?:吗|没|么|吧)?$|[?？]|(?:吗|么|没有?|不)$|正|着呢|(?:已经|刚|都)(?:去|来|看|修|换|弄|接|跟)"
)
_SOMEONE = rf"(?![那这个的事活还就让叫请派找把给家里上下]){_SOMEBODY}"
_SENT = (
    later(
        rf"^(?:那|行|好|这样|要不|就|还是|让|叫|请|派|麻烦|辛苦)*(?:物业的?|社区的?)?(?P<whom>{_SOMEONE})"
        rf"(?:{_FILLS}(?:去|来|过去|过来|上门|跑|到)+|(?:你们?|您){_FILLS}|{_FILLS}(?=\S{{1,10}}(?:一?[下眼趟]|吧|呗|抓紧|上心)))(?P<what>\S{{0,20}})$"
    ),
    later(
        rf"^(?:\S{{0,11}}[那这个的事儿活灯门水管盖梯车圾狗树墙路楼号])?(?:还是|就|让|叫|由)*(?P<whom>{_SOMEONE}){_FILLS}(?P<what>{_DOES_IT}{_ENDS_ORDER})$"
    ),
    later(rf"^(?:那|行|好|这样)*(?P<whom>{_SOMEONE})\S{{1,10}}?(?:你们?|您){_FILLS}(?P<what>{_DOES_IT}\S{{0,8}})$"),
)
""" "李师傅你给跟一下", "灯那个李师傅你抽空瞅瞅", "李姐那灯你问问咋回事": a breath that sends a colleague."""
_SPEAKS_TO = later(rf"^[@＠]?(?P<whom>(?:物业的?|社区的?)?{_SOMEONE})(?:啊|呀|哎)?[，,：:\s]+(?:你(?!们)|您)?")
_BESIDE_WORK = later(
    "我|俺|咱|(?:会议|办公|值班|活动|传达|休息|更衣)室|食堂|仓库|宿舍|工资|考勤|台账|[表饭票卡](?![箱号门])|材料|文件|通知|公告|培训|开会|会上|快递|钥匙|物资|口罩|横幅|海报|孩子"
)
""" "李姐你帮我接下孩子": what colleagues do for each other, and around their work."""
_NO_OBJECT = later(
    r"让|叫|请|[那这](?:个|件|边|儿|家|户|盏|扇|处|块|台|里|头|事儿?|活儿?)*|谁(?:来|去|给|能|在)*(?:管|弄|办|接|负责|跟|去|盯)?(?:的|一?下)?"
    rf"|的?(?:事儿?|活儿?)|{_FILLS}|{_DOES_IT}|一?[下眼趟圈]|现场|情况|(?:到底|究竟)?(?:咋|怎么|啥)(?:回事儿?|情况|样|了)?|进|好|吧|呗|得了|就行|啊|哈|呀|呢"
    r"|一定|必须|尽快|大家|还是|(?:居民|人家|住户|[他她])?(?:都)?(?:急|着急|催)[^，,。]{0,3}|[，,。；;：:\s的着点个心了]"
)


def _object(words: str, whom: str) -> str:
    """What somebody who is sent is to do, without whom, and without how one says so; "" for "this one"."""
    return _NO_OBJECT.sub("", words.replace(whom, " ", 1))


def _sent(words: str) -> Order | None:
    """A colleague who is told to go, and what for: nothing where it is only "this one"."""
    parts = breaths(_SPEAKS_TO.sub(r"\g<whom>你", words))
    for one in parts:
        found = next((found for pattern in _SENT if (found := pattern.search(one)) is not None), None)
        if found is None or _SAYS_WHAT_WAS.search(one) or _BESIDE_WORK.search(one):
            continue
        whom = found["whom"]
        if not _NOBODY.search(whom) and re.search(_DOES_IT, one[found.end("whom") :]):
            return Order(whom, own=True, of=_object(" ".join(parts), whom), unsure=True)
    return None


_THIS = ("这", "那", "还是")
_I_ASK = later("(?:我|俺)(?:去|来|再|就|先)?(?:找|联系|叫|喊|请|问|协调|催)")
"""Whoever takes it says whom he will ask: "我接了吧 我找城管"."""


def _in_passing(words: str) -> Order | None:
    """What a breath of them passes on to somebody: of what is called by its kind it may be said shortly."""
    found = [_ASKED_BY_NAME.search(words)]
    found += [pattern.fullmatch(one) for one in breaths(words) for pattern in _IN_PASSING]
    for one in found:
        if one is None or _ANYBODY.search(whom := _whom(one)) or _NOBODY.search(whom) or names_body(whom):
            continue
        of = one["of"] or one.groupdict().get("it") or ""
        if one.re.pattern != _IN_PASSING[1].pattern or kinds_called(of):
            return Order(whom, own=True, of=of)
    return None


def _whom(found: re.Match[str]) -> str:
    return (found["whom"] or found.groupdict().get("who") or "").strip()


_MYSELF = later("(?:我|俺)(?:们|去|来|这就|马上|自己|一会儿?|回头|再|先|明天?|给)*$")


_BEFORE_NAME = later(
    r"^(?:咱们?|我们|你们|他们|那个?)?(?:[\d一二三四五六七八九十]{1,3}(?=网格|号楼|楼|单元))?"
    r"(?:物业|社区|街道|网格长|网格员|网格|号楼|楼长|单元长|单元|管家)?(?:的|那个|值班)?(?=..)"
)
_AFTER_NAME = later("(?<=..)(?:那边|那儿|他们|她们|自己|俩)$")
_SURNAME = later(
    "(?:[小老大](?=[一-鿿](?:头儿?)?$))?(?P<surname>欧阳|司马|上官|诸葛|司徒|皇甫|尉迟|[一-鿿])[一-鿿]{0,3}"
)
"""Of "王德福", "王师傅", "小孙", "老王头", "欧阳兰"; double surnames are the commonest ones."""


def called(post: Post, whom: str) -> bool:
    """Whether somebody may be called so: by the name, by the surname with a title or "老" or "小", by the name without
    the surname, or with the post before the name. "李哥" is no "李姐"."""
    name, said = post.name.strip(), _AFTER_NAME.sub("", _BEFORE_NAME.sub("", whom))
    if not name or name in (whom, said) or (len(name) > 1 and whom.endswith(name)):
        return bool(name)
    found = _SURNAME.fullmatch(name)
    if found is None or len(name) < 2 or any(one.search(name) and other.search(said) for one, other in _OPPOSITE):
        return False
    by_surname = re.fullmatch(rf"(?:[小老大])?{found['surname']}(?:头儿?|{_TITLES})?", said) is not None
    given = name[len(found["surname"]) :] if found.start("surname") == 0 else ""
    by_given = len(given) == 2 and not re.search(f"(?:{_TITLES})$", name) and said.startswith(given)
    return (by_surname and len(said) > len(found["surname"])) or by_given


def names_body(whom: str) -> bool:
    """Whether a public body is meant, be it in the roster or not: no post of the place has its work."""
    return re.search(_BODY, whom) is not None


def meant_posts(order: Order, posts: Iterable[Post]) -> list[Post]:
    """Those of the posts whom the order names, one a person: by name, else by what the post is called."""
    known = [post for post in posts if post.person_id is not None]
    whom = _MASTER.sub("师傅", order.whom)
    found = [post for post in known if post.name.strip() == whom]
    found = found or [post for post in known if called(post, whom)]
    found = found or [post for post in known if post.role in ROLES.get(order.whom, ())]
    return list({post.person_id: post for post in reversed(found)}.values())[::-1]


_MASTER = later("师[父付夫]|師傅")
"""How it is typed."""


def may_be(post: Post, whom: str) -> bool:
    """Whether somebody may be meant though he is not called so: the surname is his, "李建国", "张解" of 张姐."""
    name, said = post.name.strip(), _AFTER_NAME.sub("", _BEFORE_NAME.sub("", _MASTER.sub("师傅", whom)))
    found = _SURNAME.fullmatch(name)
    if found is None or len(name) < 2 or not said:
        return False
    return said.removeprefix("小").removeprefix("老").startswith(found["surname"])


_TELLS_TO_COME = later(r"吹(?:个|一?[下声次遍回])?哨|叫|让|请|找|喊|通知|派(?!出所)|麻烦")
_CLAUSE = later(r"[，,。；;！!\n]+")
_SPOT = later(
    r"(?:就在|在)?(?P<spot>[^，,。；;！!]{0,10}?(?:门口|路口|楼下|楼前|楼后|号楼|广场|对面|旁边|附近|街上|路上|路边|巷子?|胡同|公园|市场(?!监)|超市))"
)


_USUAL = later(r"每|天天|老是|总是|一到|[昨前]天|昨晚|上周|上个?礼拜|从.{1,8}(?:开始|起|到)|打.{1,4}起|又|刚才")
_TROUBLED = later(r"[摆占堵闹吵漏倒烧冒排偷]|唱歌|跳舞|停车")
"""When it usually is, or was; of what is wrong, and of nobody's coming."""


def trouble_in(text: str) -> str:
    """What of "夜市太吵，叫派出所来看看" is the trouble: the words without the clause that calls somebody."""
    told = [one.strip() for one in _CLAUSE.split(text) if one.strip() and not calls_in(one)]
    return "，".join(told)


def calls_in(text: str) -> bool:
    """ "吹个哨叫城管", "叫派出所来看看": somebody is to be called; not that he was, or is not to be."""
    words = plain(text)
    bad = _NOT.search(words) or _WAS_SO.search(words) or _NO_WHISTLE.search(words)
    return _TELLS_TO_COME.search(words) is not None and not bad


def time_of_call(text: str) -> str:
    """What of "天天晚上六点摆摊，明天上午叫城管来" may say when they are to come: not when it usually is, or was."""
    told = [one for one in _CLAUSE.split(text) if one.strip() and (calls_in(one) or not _USUAL.search(one))]
    kept = [one for one in told if calls_in(one) or not _TROUBLED.search(one)]
    return "，".join(_after_call(one) if _USUAL.search(one) else one for one in kept)


def _after_call(clause: str) -> str:
    found = _TELLS_TO_COME.search(clause)
    return clause[found.end() :] if found is not None else ""


def spot_in(text: str) -> str | None:
    """Where it is, in the words themselves: "校门口" of "校门口卖菜的又占道了"."""
    found = _SPOT.match(text.strip())
    return found["spot"].strip() if found is not None else None


_HEAD = r"(?:No\.?\s*|[#＃])?(?P<n>\d{1,5})\s*号(?P<of>的事儿?|那件事?|这件事?|那个事?|这个事?|的)?[，,：:、\s]*"
_NUMBER = later(rf"\s*{_HEAD}(?P<rest>\S.*)", re.DOTALL)
_EACH = later(rf"(?:^|(?<=[，,。；;、！!\n\s和跟]))\s*{_HEAD}")
_GIVEN = later(
    r"(?<![\d楼])(?P<n>\d{1,5})号(?=派给|交给|转给|分给|给|让|叫|安排)"
    r"|(?:(?:催一?下?|催催)(?:[\u4e00-\u9fff]{2,4}?)?|撤(?:了|销|回|掉)?|取消|吹哨|盯着?)\s*(?P<told>\d{1,5})号(?![楼院门])"
)
_AMONG = later(
    r"(?<![\d楼])(?:(?<=[说讲]的)|(?<=把)|(?<=[去到]))(?P<said>\d{1,5})号(?![楼院门单栋里])"
    r"|(?<![\d楼])(?P<n>\d{1,5})号(?:的事儿?|那(?:件事?儿?|个事?儿?|家|户|边|头)|这(?:件|个)?事?儿?(?<=[事件儿]))(?!楼)"
)
_ON_A_DAY = (
    "值班|休息|歇班|开会|放假|请假|生日|过节|发(?:工资|钱|通知)|交(?:表|报表|材料|总结|钱)|报名|聚|体检|培训|考试|上班|加班"
    "|办喜事|结婚|出殡"
)
"""What people do on a day of the month, and of no matter."""
_DAY_OR_HOUSE = later(
    r"^(?:楼|院|门|电梯|梯|单元|桥|线|车|店|库|地块|岗|[之以]?前(?![天儿])|[之以]?后(?![天儿])|左右|上午|下午|早|晚|中午|夜|凌晨|那天|当天|开始|起|到\d|[-—~～至]"
    r"|(?:能|就|才|再|准|准能|肯定|争取|一定)?(?:去|来(?!水|电|气|暖)|到货|到位|弄(?!好|完)|办(?!好|完|不)|修(?!好|完|不)|换(?!好|了|完)|干|施工|开工|停|来人|能)"
    rf"|(?:[跟和与、]\s*\d{{1,2}}号?)?(?:我|你|他|她|咱|大家|谁|都|全|要|得|们)*(?:{_ON_A_DAY}))"
)


_UNSIGNED = later(
    r"(?:(?<=^)|(?<=[\s，,。；;、！!和跟]))(?P<head>(?!1(?:10|19|20|22)(?!\d))\d{1,5}|[一二三四五六七八九十百零]{1,5}(?=号))"
    r"(?!(?:[和跟、，,]\d+)+(?:号[楼院]|楼|单元|点|个|天|块|层|栋|幢|家|户))"
    r"(?![\d.\-:/]|\s*(?:[点分秒天个月日年周块元角毛米寸斤吨度岁楼层栋幢单户口名位人次遍回分台部盏根包袋箱瓶成倍%％]|家(?![那的])|小时|星期|礼拜|[到至~～—)）]|、(?!\d))|$)"
    r"|(?<=[说的把哎呀讲])(?P<among>\d{1,5})(?=[，,。\s那这]|$)"
)
"""A number without "号", where it may be a matter's: "73我这就去", "刚才说的73，…"; or spelt: "七十三号"."""


def with_signs(text: str, known: Collection[int]) -> str:
    """The words with "号" at the numbers of matters that are known, and their digits: "73那家", "75和76都归我",
    "七十三号". Amounts, hours and houses are none."""
    words, said = plain(text), text
    for one in reversed(list(_UNSIGNED.finditer(words))):
        number = number_of(one["head"] or one["among"])
        if number in known and not (words[one.end() :].startswith("号") and one[0].isdecimal()):
            sign = "" if words[one.end() :].startswith("号") else "号"
            said = f"{said[: one.start()]}{number}{sign}{said[one.end() :]}"
    return said


def numbers_said(text: str) -> bool:
    """Whether a number may be in them that lacks its "号"."""
    return _UNSIGNED.search(plain(text)) is not None


_LATER_ON = later(
    r"(?P<before>[^\d号]*?[^\d号周月日天期拜初第一二三四五六])[，,。；;\s]+(?P<n>\d{1,5})号(?P<of>的事儿?)?[，,\s]*(?P<rest>[^\d号]*)$"
)
"""A number after what is said of it, or between: "还是我去，78号", "关了阀就不漏了，76号完活"; no weekday's date."""


def number_in(text: str) -> tuple[int, str] | None:
    """The number of a matter that the words begin with, or name with "的事", and the rest; a day of the month and a
    house are none."""
    words = plain(text)
    found = _NUMBER.match(words)
    if found is not None and (found["of"] or not _DAY_OR_HOUSE.match(found["rest"])):
        return int(found["n"]), text[found.start("rest") :].strip()
    among = _AMONG.search(words)
    if among is not None:
        return int(among["n"] or among["said"]), text.strip()
    if (later_on := _LATER_ON.match(words)) is not None and not _DAY_OR_HOUSE.match(later_on["rest"]):
        before, rest = text[: later_on.end("before")], text[later_on.start("rest") :].strip()
        if finished(before) and kinds_called(before) and rest and not finished(rest):
            return int(later_on["n"]), rest  # "下水通了 2号暖气明天": what is done is another's
        return int(later_on["n"]), f"{before}，{rest}".strip("，")
    given = _GIVEN.search(words)
    return (int(given["n"] or given["told"]), text.strip()) if given is not None else None


_BY_DAY = later("(?:必须|一定|就|得|要)(?:得|要)?(?:给)?(?:装|弄|办|修|换|完|通|清|干)|的?(?:[。.!！]|$)")
""" "1号不同意改 24号必须装上": a day behind the number of a matter."""
_SIDE_BY_SIDE = later(r"(?<=\d号)(?=\d{1,5}号(?!楼|院|门|单元))")
""" "1号2号我都接了"."""


def numbered(text: str) -> list[tuple[int, str]]:
    """The numbers that words name, each with what is said of it: "2号我来接，1号后天去"; of "1号、2号都修好了" the same
    of both. None where `number_in` finds none."""
    text = _SIDE_BY_SIDE.sub("、", text)
    first = number_in(text)
    if first is None:
        return []
    words = plain(text)
    heads = [one for one in _EACH.finditer(words) if one["of"] or not _DAY_OR_HOUSE.match(words[one.end() :])]
    heads = [one for one in heads if one.start() == 0 or one["of"] or not _BY_DAY.match(words[one.end() :])]
    if not heads or heads[0].start() != 0 or int(heads[0]["n"]) != first[0]:
        return [first]
    ends = [*(one.start() for one in heads[1:]), len(text)]
    said = [text[one.end() : end].strip(" ，,。；;、\n\t").rstrip("和跟") for one, end in zip(heads, ends, strict=True)]
    for index in range(len(said) - 2, -1, -1):
        said[index] = said[index] or said[index + 1]
    return [(int(one["n"]), rest) for one, rest in zip(heads, said, strict=True) if rest]


_ABOUT = later(
    r"谁(?:在|来|去|给)?(?:办|管|弄|接|负责|跟|盯|修|看)(?![见到过])|(?:归|在|到)谁|(?:啥|什么)情况|(?:办|弄|修|到)(?:到)?(?:哪|啥样)|进度|进展|(?:咋|怎么?)样"
    r"|算谁|谁[去来到接管](?:了|的|现?场)|([清修弄办来去到换通接收走灭亮醒停])没\1|[清修弄办来到换通好接收灭熄醒散停救](?:(?:好|完|走)?了|好|完|走|上|到)没(?:有)?[啊呢呀]?(?:$|[?？])"
    r"|(?:没事|好|完事|解决|(?:弄|修|办|通)(?:完|好)?|解除)(?:了)?吧[?？]?$"
    r"|是哪个?(?:小区|社区|院|楼)|^(?:现在|那边|现场)?有人(?:去|到|来)(?:了)?(?:没|吗)(?:有)?[啊呢]?[?？]?$"
)
_SHORT = 20


_ASKS_WHICH = later(
    r"^(?:现在|今天|今儿|今晚|刚才|到底|咱们?|都|是|有)*(?:(?:哪(?![怕有能])(?:儿|里|个|栋|家|块|些|几)?|几号楼"
    r"|谁(?:家)?(?!来|快|能|帮|救)|几件|多少件)"
    r"|还(?:有|剩)(?:谁|哪|几|多少|啥|什么))(?!.{0,12}(?:救命|快来|来人|咋办|怎么办))"
    r"|\b(?:where is|who (?:has|is)|which (?:one|building))\b",
    re.IGNORECASE,
)
_CALLS = later("救命|快来|来人|赶紧|[我俺](?:家|们)|这儿|这里|咋办|怎么办|[!！]")


def asks_of_board(text: str) -> bool:
    """ "现在哪儿着火了？", "谁没干活", "那个煤气的咋样了" of somebody who holds a post: what stands, or how; no cry,
    and no news of his own."""
    words = plain(text).strip()
    if len(words) > _SHORT or _CALLS.search(words):
        return False
    return _ASKS_WHICH.search(words) is not None or asks_about(words)


def asks_about(text: str) -> bool:
    """ "谁在办", "咋样了": of a matter that is named, how it stands; none where the next breath sends somebody."""
    if lifts(text) or ("谁" in text and _sent(plain(text)) is not None):
        return False
    short = len(text.strip()) <= _SHORT and _OWN_WILL.search(plain(text)) is None
    return asks_when(text, names=True) or asks_word(text) or (short and _ABOUT.search(plain(text)) is not None)


_OWN_WILL = later("(?:我|俺)[^，,。？?\\s]{0,8}[清修弄办换通收扫装整]了吧[。!！\\s]*$")
""" "灯我顺道一起弄了吧": no question."""
_ASKS_WORD = later(
    r"^(?:知道了?|收到|好的?|行|那)*[，,\s]*(?:[\u4e00-\u9fff0-9]{1,9}?(?:那(?:个|家|边|件事?|事儿?)|这(?:个|件事?|事儿?)|的事儿?|的)?|你们?)??(?:那边|这边|那儿)?"
    r"[，,\s]*(?:到底|究竟|现在|还|都|又)*"
    r"(?:(?:是|算)?(?:咋|怎么?)(?:个|一)?回事儿?|有(?:没有|没|点|个|啥|什么)*(?:准?信儿?|消息|动静|回音|回话|下文|结果)(?:了)?(?:没有|没|吗|么)?"
    r"|(?:是)?(?:咋|怎么)(?:说|答复|回复|回)(?:的|了)?|(?:为啥|为什么|咋|怎么)(?:还|一直|到现在)?(?:没人|没信儿?|没动静|没(?:去|办|修|弄|接))(?:管|去|来|接|弄|修|理)?(?:了)?)"
    r"(?:[啊呢呀吧][，,\s]*)*(?P<more>[，,\s]*(?:(?:给我)?(?:写|说|回|讲|报)(?:我)?(?:[两几一][句下声]|明白|清楚|说)|(?:居民|人家|住户|老百姓|[他她])(?:都)?(?:说|问|急|催).{0,12}))?[?？。!！]*$"
)
""" "到底咋回事 写两句", "有信儿没", "咋说的"."""


_AND_MORE = later(r"^(?:不就|不是|是不是|难道|这不|说的不)\S{1,12}$")


def asks_word(text: str) -> bool:
    """Whether somebody wants word of a matter, and from whoever has it: it is said by what stands, and asked of him."""
    first, *more = breaths(plain(text)) or [""]
    if len(more) == 1 and _AND_MORE.search(more[0]) and _ASKS_WORD.search(first):
        return True  # "咋回事 不就是说灯吗"
    return len(text.strip()) <= _LONGEST and _ASKS_WORD.search(plain(text).strip()) is not None


_ANY_COLLEAGUE = rf"(?:物业的?|社区的?)?(?:{_SOMEBODY}|[\u4e00-\u9fff]{{1,2}}(?:队|警官))"
_HELPS = later(
    rf"(?:求|请|麻烦|辛苦|希望|还?得|得让|让|跟)(?P<whom>{_ANY_COLLEAGUE})(?:再|先|也|给|帮忙|帮着|能|这边|那边)*"
    r"(?:协调|出面|拿(?:个)?主意|定(?:一?下|夺)|批(?:一?下|钱|条)|支持|搭把手|帮(?:一?下|个?忙|一把)|说句话|想想办法|想个办法)"
)


def helper_in(text: str) -> str:
    """Whose help is asked for: "张姐" of "得有人背下楼 求张姐协调一下"; "" where nobody's is."""
    found = _HELPS.search(plain(text)) if len(text) <= _LONGEST else None
    return found["whom"] if found is not None else ""


_MENTIONS = later(r"[@＠](?P<whom>[\u4e00-\u9fff]{2,4}?)(?=[\s，,：:]|$)")


def named_first(text: str) -> str:
    """ "灯换了没 @李师傅": "李师傅 灯换了没", as if he were spoken to; "@所有人" is nobody."""
    found = _MENTIONS.search(text)
    if found is None or found["whom"] in ("所有人", "全体", "全体成员", "大家", "各位"):
        return text
    rest = f"{text[: found.start()]} {text[found.end() :]}".strip(" ，,：:")
    return f"{found['whom']} {rest}" if rest else text


_NUMBER_OF_MATTER = r"(?:No\.?\s*|[#＃])?\d{1,5}\s*号?"
_SAME = later(
    rf"(?<!月)(?P<one>{_NUMBER_OF_MATTER})(?:那个|这个|的)?\s*(?:跟|和|与|同|、|并到|并入|合到|归到|并进|就是|是|(?<=号))\s*(?P<other>{_NUMBER_OF_MATTER})(?:那个|这个|的|里头?|上|一起|一块儿?)*"
    r"(?P<rest>.*)"
)
_ONE = later(
    r"(?:是|就|其实|说的是|都|报的?|算)*(?:一(?:个|回|码|件|档子|处|家)(?:事|件|地方|回)?儿?|同一(?:个|件|处|事|回事)|重(?:复)?(?:了|报)|一块儿?的)(?!样)"
    r"|并(?:了|在|成|到|一|案|起来|掉|上)|合(?:并|在|成|到|一|起来|了)"
)
_NOT_ONE = later("[?？]|[吗没]$|不(?:是|像|一样|同)|别|不用|不要|没(?:并|合)|是不是|号(?:楼|院|门|单元)")


def same_matter(text: str) -> tuple[int, int] | None:
    """ "2号跟1号一个事 并了吧", "3号并到1号里": the numbers of two matters that are one."""
    words = plain(text).strip()
    found = _SAME.search(words)
    if found is None or len(words) > _LONGEST or _NOT_ONE.search(words):
        return None
    into = re.search("[并合归]", words[found.end("one") : found.start("other")]) is not None
    if not into and _ONE.search(found["rest"]) is None:
        return None
    one, other = (int(re.sub(r"\D", "", found[name])) for name in ("one", "other"))
    return (one, other) if one != other else None


_REPORTER = (
    "(?:居民|住户|业主|人家|报事的?(?:人|居民)?|[他她]家?|家属|老(?:人|太太|爷子)|[一-鿿]{0,2}大[爷妈娘叔婶]"
    "|[老小][一-鿿](?:家)?)"
)
_WITHDRAWN = later(
    rf"^(?:那|这)?(?:个|事|件)?{_REPORTER}?(?:自己|真|都|已经?|刚才?|又|说|要|想|是|给|把(?:它|这事|单子?))*"
    r"(?:撤(?:了|回了?|销了?|单了?|诉了?)|不报了|取消了)(?:吧|啊|的)*$"
    rf"|^{_REPORTER}(?:自己|都|已经?|刚才?|又|打电话)*(?:说)?(?:不用(?:管|修|弄|办|来|去)|不(?:修|弄|办|追究|用|要)|算)了(?:吧|啊)*$"
)


_GOES_ALONG = later(
    rf"(?:我|俺)(?:们)?(?:就|去|来|也|正好|可以|能)*(?:陪|跟着?|和|带)(?:着)?(?P<whom>{_SOMEBODY})(?:一起|一块儿?|一道)?"
    r"(?:过去|上去|上门|去|跑)(?:一?趟|看看?|瞅瞅|敲门|说说)*(?:吧|呗|啊)*$"
)


def goes_along(text: str) -> str:
    """With whom the speaker goes: "李姐" of "我有钥匙 我陪李姐去一趟"; "" with nobody."""
    words = plain(text).strip()
    short = len(words) <= _LONGEST and not _PRIVATE.search(words)
    found = next(filter(None, map(_GOES_ALONG.search, breaths(words))), None) if short else None
    return _whom(found) if found is not None else ""


def told_withdrawn(text: str) -> bool:
    """ "不用管了 他自己撤了", "她说不用修了": who reported it wants it no more, says somebody of staff."""
    words = plain(text).strip()
    if len(words) > _LONGEST or re.search("[?？]|[吗没]$|别|哨", words):
        return False
    return any(_WITHDRAWN.search(one) for one in breaths(words))


_NOBODY_HOME = later(
    r"(?:^|[\s，,。])(?:我|俺)?(?:去了|敲了|到了|来过)?[，,\s]*(?:[他她]们?家|[一-鿿]{1,3}家|家里?|屋里)?(?:里|也|都|还是)?没(?:有)?人(?:在家|开门|应(?:声)?|在)?(?:$|[，,。！!\s])|白跑(?:了)?一趟|敲不开门?$"
)
_WENT = later("去|敲|到|来|跑|家|屋|开门")


def nobody_home(text: str) -> bool:
    """ "我去了 他家没人开门": who went there met nobody."""
    words = plain(text).strip()
    return len(words) <= _SHORT + _SHORT and _NOBODY_HOME.search(words) is not None and _WENT.search(words) is not None


_OTHER_KIND = later(
    r"(?:类别|类型|分类|归类)(?:都|就|也|给|好像)*(?:不对|错|弄错|报错|分错|选错)|(?:分|归|选|报)错(?:了)?类"
)


def says_other_kind(text: str) -> bool:
    """ "类别不对 是占道摆摊": it is of another kind than it was filed as."""
    return _OTHER_KIND.search(plain(text)) is not None


_SPOKEN_TO = later(
    rf"^(?:[那哎唉喂]|请|麻烦)*(?P<whom>{_ANY_COLLEAGUE})(?:(?:你们?|您)|[\s，,：:]+)(?=.*\S)"
    rf"|^(?:那|就|再|先|去|你|您|得|帮我|帮忙|麻烦|替我|给我)*(?:问(?:问|一?下|一?声|清楚)?|催(?:催|一?下)?|让|叫|请|告诉|提醒|通知|跟|和|找)"
    rf"(?P<who>{_ANY_COLLEAGUE})(?!家|的|说[过了])(?:那边|他们|再|也)*(?=.*\S)"
)


def spoken_to(text: str) -> str:
    """Whom the words speak to, or who is to be told or asked something: "王师傅你抓紧点", "问问老王修完没"; "" for
    nobody."""
    words = plain(text).strip()
    of_work = len(words) <= _LONGEST and _PRIVATE.search(words) is None
    found = _SPOKEN_TO.search(words) if of_work else None
    return _whom(found) if found is not None else ""


_RESIDENT = r"(?:居民|住户|业主|报事(?:的|人)|人家|家属|老(?:人|太太|爷子)|大[妈爷娘姨姐哥]|阿姨|[他她])"
_RESIDENT_SAID = later(
    rf"^(?:刚才|刚刚|问了|打电话问了|电话里)?[，,]?(?![跟和向给对让叫请问把替帮])[\u4e00-\u9fff]?{_RESIDENT}(?:家)?(?:刚才|刚|已经|在电话里|电话里|那边)?"
    r"(?:(?:回|答)(?:了|话|复|我|信)|说(?!的|好的|过|一[声下]|说)|讲|告诉我)|^the resident (?:says|said|answered)",
    re.IGNORECASE,
)


def told_by_resident(text: str) -> bool:
    """ "居民回了，说下午三点": what the resident said, told by whoever works here; it goes to no resident."""
    return _RESIDENT_SAID.search(plain(text).strip()) is not None


_TO_BE_TOLD = later(
    rf"^\s*(?:那|就|先|再|你|您|麻烦|帮我|帮忙|替我|给我|请)*(?:(?:跟|和|给|对|向)(?P<whom>(?:那)?(?:[\u4e00-\u9fff]{{0,2}}{_RESIDENT}|这家|那家)(?:家)?)(?:说(?!过|上)|讲(?!过)|捎|带|回)"
    rf"|(?:告诉|转告|通知)(?:[\u4e00-\u9fff]{{0,2}}{_RESIDENT}|这家|那家)(?:家)?)(?:说|讲)?(?:一[声下句]|[声句]|个?话|清楚)?[，,：:\s]*(?=\S)"
)


_OF_NUMBER = later(r"^(?P<to>\s*(?:跟|和|给|告诉|转告|通知))\d{1,5}号(?!楼|院|门|单元)(?:那?家|那边|的?居民|业主)?")
_BY_NAME = (
    "[\u4e00-\u9fff]{0,2}(?:居民|住户|业主|报事(?:的|人)|人家|家属|老(?:人|太太|爷子)|大[妈爷娘姨]|阿姨|[他她]家)"
)
_NOT_YET_TOLD = "(?!过|了|上|好(?!了)|完|不(?![用怕])|没(?!事)|起|的)"
_SOUND = "(?:一[声下句]|[声句]|个?话|清楚)?"


def _told_in_passing(names: Iterable[str]) -> re.Pattern[str]:
    """Where in the words it stands that the resident is to be told, if not at their beginning. "Tell her" may be of
    anybody there, and needs that it calms."""
    whom = "|".join([*(re.escape(one) for one in names if len(one) > 1), _BY_NAME])
    return re.compile(
        rf"(?:^|(?P<stop>[\s，,。；;、！!]+))(?:那|就|先|再|麻烦|帮我|替我|给我|请)*(?:"
        rf"(?:(?:跟|和|给|对|向)(?:{whom})(?:家)?(?:说|讲|回个?话)|(?:告诉|转告|通知)(?:{whom})(?:家)?(?:说|讲)?){_NOT_YET_TOLD}{_SOUND}"
        rf"|(?:(?:跟|和|对|向)[他她](?:说|讲)|告诉[他她])(?=放心|别(?:着急|急|担心)|不用(?:急|担心))"
        rf"|(?:让|叫)(?:{whom})(?=先(?!走|忙|吃|歇)|别|把|放心|在家|注意|不要|关|等(?!着?吃)))"
        rf"[，,：:\s]*"
    )


_ASKS_RESIDENT = (
    "^(?:那|就|先|再|还得?|得|麻烦|帮我|帮忙|替我|给我|你|您|请)*(?:问(?:问|一?下|一?声|清楚)?)(?:{whom})(?!说|了|过)"
)
_PRIVATE = later("吃|喝|饭|开会|下班|上班|值班|请假|休息|媳妇|对象|孩子|生日|工资|年会|哪天回来")
"""What is asked of a colleague."""


def for_resident(text: str, names: Iterable[str]) -> bool:
    """Whether the words say that the resident is to be told or asked something: "让大妈先把水关了", "问问她家二楼是不是
    也返". `names`: of who reported it."""
    words, known = plain(text).strip(), list(names)
    if len(words) > _LONGEST or _PRIVATE.search(words):
        return False
    if _told_in_passing(known).search(words):
        return not re.search("[?？]|吗$", words)
    whom = "|".join([*(re.escape(one) for one in known if len(one) > 1), _BY_NAME, "[他她]"])
    return re.search(_ASKS_RESIDENT.format(whom=whom), words) is not None


def asked_of_resident(text: str, names: Iterable[str]) -> str:
    """What the resident is asked by "问问刘婶 楼上是谁家": the question alone."""
    known = [*(re.escape(one) for one in names if len(one) > 1), _BY_NAME, "[他她]们?(?:家)?"]
    found = re.match(_ASKS_RESIDENT.format(whom="|".join(known)), plain(text))
    return (text[found.end() :].strip(" ，,：:") if found is not None else "") or text.strip()


def told_to_resident(text: str, names: Iterable[str] = ()) -> str:
    """What the resident is to read of "告诉4号我七点到", "四点半去换 跟老郑说一声": the words alone. `names`: of who
    reported it."""
    text = without_its_number(text)
    found = _TO_BE_TOLD.match(plain(text))
    rest = text[found.end() :].strip() if found is not None else text
    for one in reversed(list(_told_in_passing(names).finditer(plain(rest)))):
        after = rest[one.end() :]
        stops = max(one.start(), one.end("stop")) if after else one.start()
        rest = f"{rest[:stops]}{after}"
    return rest.strip() or text


def without_its_number(text: str) -> str:
    """ "告诉4号我晚上七点到" of No. 4: "告诉居民我晚上七点到", which names no day of the month."""
    found = _OF_NUMBER.match(plain(text))
    return f"{text[: found.end('to')]}居民{text[found.end() :]}" if found is not None else text


_TIER = "(?:社区|街道|区里|区上|区县|区政府|市里|上级|上面|上头|上边|街里|办事处)"
_ENDS = r"(?:值班|那边|那儿)?(?=[吧啊了呗哈我这他帮议定去来办管]|处理|解决|协调|研究|$|[\s，,。.!！;；])"
_HANDS = later(rf"(?:交|转|移交|转交|报|送|推|递|提)(?:给|到|去|由)?(?:咱们?|我们|你们)?{_TIER}{_ENDS}")
_BACK = later(
    r"(?:退|打|交|发|推)回(?:给|到|去)?(?:社区|街道|网格|楼长|物业|下面|下边|底下|他们|你们)|(?:退|打|交|发)下去|(?:社区|网格|楼长|下面|你们那儿?)自己(?:能)?(?:办|管|弄|解决)"
)
_UP = later(
    r"(?:往|向)上(?:交|报|送|递|反映)|(?:上|报|交)(?:交|报)?(?:到|给)?上(?:面|级|头)|上交|(?<!保证|肯定|一定|准时|按时)交上去|交?社区议"
    rf"|(?:得|要|还?得让|让|请|求)(?:咱们?|你们)?{_TIER}(?:的人|这边|那边|领导)?(?:出面|来管|管管|来协调|协调|来解决|来人|上门|想办法)"
)
_NO_HAND = later("别(?!的)|甭|不用|不要|没(?:有)?(?:往|向|再|给|交|报|上|放|退)|已经|刚|昨|[?？]|吗$|不能")


def hands_on(text: str) -> Literal["up", "down"] | None:
    """ "交给社区吧", "1号报街道": to those above, whoever is there; "退回社区": back to those below."""
    words = plain(text)
    if len(words) > _LONGEST or _NO_HAND.search(words):
        return None
    if _BACK.search(words):
        return "down"
    return "up" if _HANDS.search(words) or _UP.search(words) else None


_DECIDED = later(
    r"^(?:(?:会上|大家|刚才|咱们?|今天|联席会上?|会议)+)?(?:都)?(?:已经)?(?:定(?:了|下来?了?|好了)|决定(?:了)?|议定(?:了)?|商量(?:好|定)了|通过了)[：:，,。\s]*(?P<what>\S.*)$",
    re.DOTALL,
)


def decision_in(text: str) -> str | None:
    """ "定了：更换主管道，12月20日前": what a meeting decided."""
    found = _DECIDED.match(plain(text).strip())
    if found is None or len(text) > _LONGEST * 2 or re.search(r"[?？]|吗$", text):
        return None
    return text.strip()[found.start("what") :].strip()


Say = Literal["whistle", "nudge", "up", "down", "agenda", "can", "move", "done", "later"]
"""What is said of a matter in words of one's own, where a card's button says the same."""
_WHISTLE = later(r"吹(?:个|一?[下声次遍回])?哨(?!子)")
_NO_WHISTLE = later(r"(?:别|甭|不用|不要|没|不能|已经?|刚|都)(?:再|给|也)*吹|吹(?:过|了)|吹哨(?:过|了)|[?？]|吗$")
_NUDGE = later(
    r"(?:让|叫|告诉|喊)(?!居民|住户|业主|邻居|人家|孩子|我|俺|您)[\u4e00-\u9fff]{1,4}?(?:赶紧|赶快|快着?点儿?|抓紧|麻溜|快)(?:的|点儿?|弄|办|修|去|来|整|上门|了|吧|啊)*$|催|给(?:个|句|我个|我句)?(?:准话|准信儿?|痛快话)"
)
_NO_NUDGE = later(
    r"(?:别|甭|不用|不要|没|老|总|一直|天天|[他她]|居民|人家|街道|社区)(?:再|去|也|都|在)*催|催(?:过|得|了(?!一?[下催]|催))|[?？]|吗$"
)
_CANNOT = later(r"(?:管|办|弄|整|处理|解决|协调)不(?:了|动)|(?:管|办)不着|没(?:有)?(?:权|法)(?:管|办|弄|整)")
_AGENDA = later(
    r"(?:上|提|拿|放|搁)(?:到|在|个)?(?:下次|这次|周[一二三四五六日])?(?:联席会|会上|议程)|(?:开会|会上)(?:再)?(?:议|商量|研究|定|说)|上会"
    r"|联席会(?:上)?(?:都|也|再|一起|一块儿?)*(?:说|议|讨论|商量|研究|过一?过)"
)
_NEXT_TIME = later(
    r"(?:下(?:一)?(?:次|回|周|个?月|个?星期|个?礼拜)|改(?:天|日|期)|以后|年后|过后|过[几两]天)"
    r"(?:的?会上?|开会)?再(?:议|研究|上会|讨论|合计|商议)(?!价)"
)
_OFF = later(
    r"缓办|缓一?缓|(?:先|暂时|暂且)(?:放|搁)(?:一放|放|着|一?下|那儿|一边)|(?:放|搁|拖|推)到.{1,10}?(?:再)?(?:议|说|办|定)|往后(?:放|搁)|暂不办"
)
_CAN = later(
    r"(?:能|可以|保证|肯定|准)(?:能|按时|准时|今天|明天|当天)*(?:给)?(?:办|弄|修|干|整|完|做|换|装)(?:完|好|成|上)|没问题|来得及|按时(?:完成|办完|能)"
)
_MOVE = later(
    r"改(?:个|一?下)?(?:日子|时间|期|天|到)|延(?:期|到|后)|推(?:迟|到|后)|往后(?:推|拖|放)|(?:办|弄|修|干|整|赶|装|换|做)不(?:完|出来|好)|来不及"
)
_PART = (
    "(?:配件|零件|材料|货|料|灯泡|灯管|灯头|灯具|锁芯|锁|门轴|阀门?|水?泵|电机|电路板|主板|管子|管件|弯头|接头|感应器"
    "|钢丝绳|玻璃|井盖|厂家|厂里|件儿?)"
)
_WAITS = later(
    rf"(?:等|缺|差|没有|得(?:现)?(?:买|订|进|定做|配)|要(?:现)?(?:买|订|进)|(?:现)?(?:去)?订(?:了|的)?|定做).{{0,6}}{_PART}"
    r"|等.{0,6}(?:审批|批|钱|款|经费|拨|维修基金|电工|焊工|吊车|高空车|人手|通知|回话|签字)"
    rf"|{_PART}(?:还|都|也|今天|现在|这会儿|暂时)*(?:没(?:有|到|来|发|批|货)|断货|缺货|脱销|不够|不全|在路上|得等|要等|得订|得现买|卖完)"
    r"|(?:机器?|机子|泵|梯子|吊车|高空车|工具|人手?|师傅)(?:还|都|也|今天|现在)*(?:借|调|租|找|约|叫)不(?:来|到|着)"
    r"|没货|断货|缺货|等货|得订货|(?:钱|款|基金|审批|预算).{0,4}(?:没下来|没批|没到|不够|在走流程)"
)
_WAITS_NOT = later(r"[?？]|[吗么]$|到货了|到了(?!没)|来了|等(?:居民|住户|人家|她|他|您)|[我俺]家|不用等|别等")


def waits(text: str) -> bool:
    """ "灯还得等配件", "没货，厂家发了": something has to come first, says whoever works on it."""
    words = plain(text)
    return len(words) <= _LONGEST and _WAITS.search(words) is not None and _WAITS_NOT.search(words) is None


_NO_CAN = later(r"不能|能不能|可不可以|[?？]|吗$|没(?:能|法)")
_DOES = later(
    r"去|来|到|弄|办|修|换|处理|装|干|整|疏通|清|拉|检查|查|看|前|之内|以内|施工|开工|搞|拾掇|收拾|焊|抹|铺|补|(?<!沟)(?<!普)(?<!交)通(?![知过告报风宵讯])"
)
_DAY = (
    "(?:(?:今|明|后|大后)(?:天|儿个?|日)?|(?:下个?)?(?:周|礼拜|星期)[一二三四五六日天末]|[过这]两天|下周"
    "|[0-9]{1,2}月[0-9]{1,2}[日号]|[0-9]{1,2}[-/.][0-9]{1,2})"
)
_ONLY_DAY = later(
    rf"(?:那|就|得|要|等|先|最早|最快|最晚|大概|估计|争取|可能|安排|还|只能|说好|定){{0,3}}{_DAY}"
    r"(?:的|一?大?早|早上|上午|中午|下午|晚上|[前头后下上]晌|之?前|[以之]内|就|能|行|吧|了|再说|再看|哈|啊|呗)*"
)
"""A day to come is all that is said: "那就后天吧"."""
_FIXES = "(?:通(?![知过告])|修|换|弄|办|装|清|整|处理|解决|搞|拾掇|收拾|焊|疏通|到位|完|好|亮|来(?=[水电气暖])|送)"
_PROMISES = later(
    rf"(?:保证|一定|肯定|准(?=[能给通修换弄办好])|争取|尽量|指定|说啥也|必须|怎么也).{{0,6}}{_FIXES}"
    rf"|{_DAY}.{{0,6}}(?:能|可以|就|给[你您他她]们?).{{0,4}}{_FIXES}|前.{{0,4}}{_FIXES}(?:完|好|上|开|利索|利落|妥)"
)


_SURELY = later(rf"(?:^|[\s，,今天儿])(?:保证|一定(?!要|得)|肯定|指定|争取|尽量|怎么也|说啥也).{{0,4}}{_FIXES}(?!了)")
"""That it will be mended, whoever has it says: "今天指定弄完"."""


def promises(text: str, *, names_day: bool) -> bool:
    """ "礼拜一后晌保证通", "周三前弄好": that something is mended, and when. `names_day`: there is a day to come in
    them."""
    words = plain(text)
    return names_day and len(words) <= _LONGEST and _PROMISES.search(words) is not None and not _NO_CAN.search(words)


_NOT_NOW = later(r"(?:先|暂时)(?:等等|不)|(?:今[天儿]|这会儿?|现在)(?:弄|办|修|去|干|整)不(?:了|成|完)")
_LONGEST = 60


def puts_off(text: str) -> bool:
    """ "先放放", "放到下周三再议": not now, says whoever decides."""
    words = plain(text)
    return _OFF.search(words) is not None or _NEXT_TIME.search(words) is not None


_FORGOT = later(r"忘(?:了|记)?(?:点|按|报|结|销)(?:了|啊|呀|办好|完)*(?:$|[\s，,。.！!])")
_LONG_AGO = later("(?:早|昨[天儿]|前天|上午|刚才)(?:就|都|已经)*(?:通|亮|热|修|弄|好|换|办|清|整).{0,2}了")


def forgot_to_say(text: str) -> bool:
    """ "早修好了啊 忘点了": done before, and only not said."""
    words = plain(text)
    return _FORGOT.search(words) is not None and (finished(words) or _LONG_AGO.search(words) is not None)


_ANOTHER_HOUR = later(
    r"^(?:就|只能|只好|得|那|先|我|给|今[天儿]|上午|中午|下午|晚上)*(?:改|挪|推)(?:到|成|在)?"
    r"(?:今[天儿]|上午|中午|下午|晚上)*(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,3})点"
)
_NO_VISIT = later("[会课饭席班车]|集合|体检")


def names_another_hour(text: str) -> bool:
    """ "三点不行了 物业开会 改四点半": later than was said; no meeting that is at another hour."""
    parts = breaths(plain(text))
    return any(map(_ANOTHER_HOUR.search, parts)) and not _NO_VISIT.search(parts[0])


def says_of_it(text: str, *, names_day: bool) -> Say | None:
    """What the words say; None for anything else. `names_day`: there is a day to come in them."""
    words = plain(text).strip()
    if not words or len(words) > _LONGEST or "您" in words:
        return None  # what is said to somebody is for the resident
    if _WHISTLE.search(words):
        return None if _NO_WHISTLE.search(words) else "whistle"
    if _NUDGE.search(words) and len(words) <= _SHORT and not _NO_NUDGE.search(words):
        return "nudge"
    if (handed := hands_on(words)) is not None:
        return handed
    if _NEXT_TIME.search(words) and not _NO_HAND.search(words):
        return "later"
    if _AGENDA.search(words) and not _NO_HAND.search(words):
        return "agenda"
    if _CANNOT.search(words) and not names_day and not _NOT_NOW.search(words):
        return "up"
    if finished(words) or forgot_to_say(words) or others_did(words):
        return "done"
    if _MOVE.search(words):
        return "move"
    if _CAN.search(words) and not _NO_CAN.search(words):
        return "can"
    if _SURELY.search(words) and not _NO_CAN.search(words):
        return "later"
    later_on = names_day and (_DOES.search(words) or _ONLY_DAY.fullmatch(words.strip(" ，,。.!！~～")))
    return "later" if _NOT_NOW.search(words) or puts_off(words) or later_on else None
