"""What is an order, to whom; and which number is a matter's."""

import pytest

from casework.model import Post, Rank, Role
from casework.words.orders import Order, called, meant_posts, number_in, order_in


@pytest.mark.parametrize(
    ("words", "whom"),
    [
        ("15号派给王师傅", "王师傅"),
        ("派给王师傅吧", "王师傅"),
        ("叫李师傅去换灯泡", "李师傅"),
        ("叫李师傅去换个灯泡", "李师傅"),
        ("让老郑去看看", "老郑"),
        ("把1号交给物业李师傅办", "李师傅"),
        ("让李师傅跑一趟", "李师傅"),
        ("让物业去看看", "物业"),
        ("请网格长上门看看", "网格长"),
        ("李姐人呢？叫别人先去看看", ""),
        ("派个人去看看", ""),
        ("换个人去吧", ""),
        ("找人去修一下", ""),
        ("安排小孙明天去一趟", "小孙"),
        ("转给李师傅处理", "李师傅"),
        ("让王师傅先去看看", "王师傅"),
    ],
)
def test_an_order(words: str, whom: str) -> None:
    """To somebody, or to anybody else."""
    assert order_in(words) == Order(whom)


@pytest.mark.parametrize(
    "words",
    [
        "叫我去看看吧",
        "让他们知道一下",
        "请您等等",
        "别让李师傅去",
        "居民让我快点",
        "叫了李师傅三回都不来",
        "转给居民",
        "我来接",
        "后天上午去",
        "让居民来社区一趟",
        "不用派人去了",
        "李师傅去过了",
    ],
)
def test_no_order(words: str) -> None:
    """Words that only sound like one."""
    assert order_in(words) is None


def _post(name: str, role: Role = Role.PROPERTY_STEWARD, person: int = 1) -> Post:
    return Post(id=person, code=name, role=role, rank=Rank.PRIMARY, name=name, person_id=person)


@pytest.mark.parametrize(
    ("name", "whom", "is_he"),
    [
        ("王师傅", "王师傅", True),
        ("王德福", "王师傅", True),
        ("王德福", "老王", True),
        ("王德福", "王德福", True),
        ("李师傅", "王师傅", False),
        ("郑大哥", "老郑", True),
        ("小孙", "小孙", True),
        ("小孙", "小李", False),
        ("王德福", "王", False),
    ],
)
def test_who_is_called_so(name: str, whom: str, is_he: bool) -> None:
    """By the name, or by the surname with a title."""
    assert called(_post(name), whom) is is_he


def test_the_name_itself_is_nearer_than_a_surname() -> None:
    """ "王师傅" is whoever is written so, not everybody of that surname; "物业" is whoever sits there."""
    both = [_post("王师傅", person=1), _post("王德福", person=2)]
    assert meant_posts(Order("王师傅"), both) == both[:1]
    assert meant_posts(Order("物业"), [_post("李姐", Role.GRID_HEAD, 3), *both]) == both


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("6号城管今儿又来劝了一回", 6),
        ("4号办好了", 4),
        ("4号井盖弄好了", 4),
        ("15号我接，今儿换灯泡", 15),
        ("9号我问供电局了", 9),
        ("1号，说是要等配件", 1),
        ("城管说6号的事还得再来", 6),
        ("26号去弄", None),
        ("25号上午师傅来", None),
        ("25号之前弄好", None),
        ("3号楼的锁芯也不行了", None),
        ("我28号回来", None),
        ("26号能弄好", None),
    ],
)
def test_a_number(words: str, number: int | None) -> None:
    """A matter's, and no day of the month or house."""
    found = number_in(words)
    assert (found[0] if found else None) == number
