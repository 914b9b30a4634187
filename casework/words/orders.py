"""Orders of staff in plain words: "15号派给王师傅", "叫李师傅去换灯泡", "叫别人先去看看". Who gives what to whom is the
rules' matter (casework/issue/handover.py); here is only what the words say."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from casework.model import Post, Role
from casework.words.plain import plain

_WHOM = r"(?P<whom>[\u4e00-\u9fff·]{1,8}?|[A-Za-z]{2,20})"
_GO = (
    r"(?:先|再|也|赶紧|赶快|快点?|马上|抽空|这就|帮忙|帮着|顺道|顺路|下午|上午|明天|今天|明儿|今儿|晚上|现在)*"
    r"(?:去|过去|来|过来|上门|跑|到|办|弄|修|换|看看?|瞅|瞧|处理|接|管|负责|整|疏通|清|拉走|检查|查|弄弄|联系|盯)"
)
_GIVES = re.compile(
    rf"(?:派给|交给|转给|分给|安排给|转交给?|指派给?|派单给|移交给?)\s*(?:物业的?|社区的?)?{_WHOM}(?=吧|了?$|[\s，,。.!！;；]|办|去|来|处理|弄|修|看|管|负责|先)"
)
_LETS = re.compile(rf"(?:让|叫|请|派|安排|找|喊|换|麻烦|通知){_WHOM}{_GO}")
_NOT = re.compile(
    r"(?:别|甭|不用|不要|没|不能|不许|没法)(?:再)?(?:让|叫|请|派|安排|找|喊|派给|交给|转给)|叫了|派了|找了|让了|请了|喊了"
)
_ANYBODY = re.compile(
    r"^(?:个|别|别的|其他|另外|另|谁|哪个|旁)?(?:的)?(?:人|师傅|同事|谁)$|^别人$|^谁$|^个人$|^人$|^个师傅$|^个$"
)
_NOBODY = re.compile(
    r"^(?:我|俺|咱|我们|咱们|您|你|你们|您们|他|她|他们|她们|它|大家|居民|住户|业主|邻居|老百姓"
    r"|人家|对方|孩子|老人|群里)"
)
_TITLES = (
    "姐|哥|主任|书记|师傅|经理|站长|网格员|网格长|楼长|单元长|管家|干事|科长|主管|队长|督办|工|姨|叔"
    "|女士|先生|大哥|大姐"
)
ROLES: dict[str, tuple[Role, ...]] = {
    "物业": (Role.PROPERTY_STEWARD,),
    "物业的人": (Role.PROPERTY_STEWARD,),
    "物业管家": (Role.PROPERTY_STEWARD,),
    "网格长": (Role.GRID_HEAD,),
    "网格员": (Role.GRID_WORKER, Role.GRID_HEAD),
    "楼长": (Role.BUILDING_HEAD,),
    "单元长": (Role.UNIT_HEAD,),
    "社区": (Role.COMMUNITY_MANAGER,),
    "社区值班": (Role.COMMUNITY_MANAGER,),
    "街道": (Role.SUBDISTRICT_MANAGER,),
    "街道值班": (Role.SUBDISTRICT_MANAGER,),
}
"""What a post is called where nobody is named."""


@dataclass(frozen=True, slots=True)
class Order:
    """Somebody is to do it. `whom`: as he is called; empty: anybody else."""

    whom: str


def order_in(text: str) -> Order | None:
    """What the words order, or None. "Let me", "tell the residents", "don't send him" are none."""
    words = plain(text)
    if _NOT.search(words):
        return None
    for pattern in (_GIVES, _LETS):
        found = pattern.search(words)
        if found is None:
            continue
        whom = found["whom"].strip()
        if _ANYBODY.search(whom):
            return Order("")
        if not _NOBODY.search(whom):
            return Order(whom)
    return None


def called(post: Post, whom: str) -> bool:
    """Whether somebody may be called so: by the name, by the surname with a title, or with the post before the name."""
    name = post.name.strip()
    if not name:
        return False
    said = re.sub(r"^(?:物业|社区|街道|网格|网格长|楼长|网格员)(?:的|值班)?(?=.)", "", whom)
    if name in (whom, said) or (len(name) > 1 and whom.endswith(name)):
        return True
    surname = name[0] if re.fullmatch("[一-鿿]{2,4}", name) else ""
    if not surname or surname in "小老大":
        return False
    return re.fullmatch(rf"(?:小|老)?{surname}(?:{_TITLES})?", said) is not None and len(said) > 1


def meant_posts(order: Order, posts: Iterable[Post]) -> list[Post]:
    """Those of the posts whom the order names, one a person: by name, else by what the post is called."""
    known = [post for post in posts if post.person_id is not None]
    found = [post for post in known if post.name.strip() == order.whom]
    found = found or [post for post in known if called(post, order.whom)]
    found = found or [post for post in known if post.role in ROLES.get(order.whom, ())]
    return list({post.person_id: post for post in reversed(found)}.values())[::-1]


_NUMBER = re.compile(
    r"\s*(?:No\.?\s*|[#＃])?(?P<n>\d{1,5})\s*号(?P<of>的事儿?|那件事?|这件事?|那个事?|这个事?|的)?[，,：:、\s]*(?P<rest>\S.*)",
    re.DOTALL,
)
_GIVEN = re.compile(r"(?<![\d楼])(?P<n>\d{1,5})号(?=派给|交给|转给|分给|给|让|叫|安排)")
_AMONG = re.compile(r"(?<![\d楼])(?P<n>\d{1,5})号(?:的事儿?|那件事?儿?|那个事儿?|这件事?儿?)(?!楼)")
_DAY_OR_HOUSE = re.compile(
    r"^(?:楼|院|门|电梯|梯|单元|桥|线|车|店|库|地块|岗|[之以]?前|[之以]?后|左右|上午|下午|早|晚|中午|夜|凌晨|那天|当天|开始|起|到\d|[-—~～至]"
    r"|(?:能|就|才|再|准|准能|肯定|争取|一定)?(?:去|来|到货|到位|弄(?!好了)|办(?!好了|完了)|修(?!好了)|换(?!好了)|干|施工|开工|停|来人|来水|来电|能))"
)


def number_in(text: str) -> tuple[int, str] | None:
    """The number of a matter that the words begin with, or name with "的事", and the rest; a day of the month and a
    house are none."""
    words = plain(text)
    found = _NUMBER.match(words)
    if found is not None and (found["of"] or not _DAY_OR_HOUSE.match(found["rest"])):
        return int(found["n"]), text[found.start("rest") :].strip()
    among = _AMONG.search(words) or _GIVEN.search(words)
    return (int(among["n"]), text.strip()) if among is not None else None
