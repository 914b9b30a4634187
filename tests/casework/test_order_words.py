"""What is an order, to whom; and which number is a matter's."""

import pytest

from casework.model.people import Post, Rank, Role
from casework.words.orders import (
    Order,
    asks_about,
    asks_word,
    called,
    helper_in,
    meant_posts,
    number_in,
    numbered,
    order_in,
    says_of_it,
    spoken_to,
    told_to_resident,
    with_signs,
)


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
        ("给物业", "物业"),
        ("转物业", "物业"),
        ("转到物业", "物业"),
        ("给李姐", "李姐"),
        ("都给李师傅", "李师傅"),
        ("这个给物业", "物业"),
        ("给楼长赵姨", "楼长赵姨"),
        ("交给社区", "社区"),
        ("归城管", "城管"),
        ("叫城管来看看", "城管"),
    ],
)
def test_an_order(words: str, whom: str) -> None:
    """To somebody, or to anybody else."""
    assert order_in(words) == Order(whom)


@pytest.mark.parametrize(
    ("words", "whom", "of"),
    [
        ("暖气那个归王师傅", "王师傅", "暖气"),
        ("暖气归王师傅", "王师傅", "暖气"),
        ("灯给李师傅吧", "李师傅", "灯"),
        ("电梯的活给李师傅干", "李师傅", "电梯"),
        ("那给赵姨了", "赵姨", ""),
        ("还是赵姨去吧 她跟那家熟", "赵姨", ""),
        ("噪音那个赵姨去说吧", "赵姨", "噪音"),
        ("这活李师傅干吧", "李师傅", ""),
        ("王师傅 三号楼暖气你看一下", "王师傅", "三号楼暖气"),
        ("王师傅，这个给你了", "王师傅", ""),
    ],
)
def test_passed_on_in_passing(words: str, whom: str, of: str) -> None:
    """To one of the place's people alone, and what it is called."""
    assert order_in(words) == Order(whom, own=True, of=of)


@pytest.mark.parametrize(
    "words",
    [
        "钥匙给赵姨了",
        "灯泡给李师傅吧",
        "包子给李姐吧",
        "灯那个也给他",
        "那给我吧",
        "别给王师傅",
        "王师傅去哪了",
        "王师傅来了",
        "赵姨去过了",
        "王师傅给你了",
        "王师傅 钥匙给你了",
        "派出所备案了",
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
        "已经叫城管劝走了",
        "叫城管劝走了",
        "叫城管盯着了，您先绕一下",
        "派出所到了吗",
        "换了水管",
        "换了水管，去看过了",
        "给居民说一声",
        "给修好了",
        "给物业打电话了",
        "这事归城管，吹哨吧",
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


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("2号我来接，1号明天上午去", [(2, "我来接"), (1, "明天上午去")]),
        ("8号给王师傅，14号给李姐催一催", [(8, "给王师傅"), (14, "给李姐催一催")]),
        ("17号明天上午去，1号后天去", [(17, "明天上午去"), (1, "后天去")]),
        ("1号、2号都修好了", [(1, "都修好了"), (2, "都修好了")]),
        ("1号和2号都给李师傅", [(1, "都给李师傅"), (2, "都给李师傅")]),
        ("6号我到了，110来了", [(6, "我到了，110来了")]),
        ("撤了3号，发错了", [(3, "撤了3号，发错了")]),
        ("催一下14号", [(14, "催一下14号")]),
        ("2号我来接，25号去弄", [(2, "我来接，25号去弄")]),
        ("25号去弄", []),
        ("3号楼灯坏了", []),
    ],
)
def test_each_clause_has_its_number(words: str, parts: list[tuple[int, str]]) -> None:
    """What is said of each number; a day or a house is none."""
    assert numbered(words) == parts


@pytest.mark.parametrize(
    ("words", "names_day", "meant"),
    [
        ("吹哨城管", False, "whistle"),
        ("这事归城管，吹哨吧", False, "whistle"),
        ("已经吹哨了", False, None),
        ("催一下李姐", False, "nudge"),
        ("给李姐催一催", False, "nudge"),
        ("居民催了三回", False, None),
        ("我管不了，往上交", False, "up"),
        ("办不了", False, "up"),
        ("交给社区吧，我整不了", False, "up"),
        ("报街道", False, "up"),
        ("交给区里", False, "up"),
        ("已经交给社区了", False, None),
        ("转给社区张姐", False, None),
        ("退回社区，你们能办", False, "down"),
        ("上联席会", False, "agenda"),
        ("会上再议", False, "agenda"),
        ("放到下周三再议，钱没到位", True, "later"),
        ("下午两点前弄好", False, None),
        ("先放放", False, "later"),
        ("今天弄不了，等配件，周三前", True, "later"),
        ("明天上午去", True, "later"),
        ("办不完，改到周三前", True, "move"),
        ("得改日子", False, "move"),
        ("能办完", False, "can"),
        ("能不能办完", False, None),
        ("摊子清走了，弄好了", False, "done"),
        ("灯好了", False, "done"),
        ("来水了，弄好了", False, "done"),
        ("换了灯泡，弄好了", False, "done"),
        ("换了水管", False, "done"),
        ("三号楼灯修好了", False, "done"),
        ("锁舌掉了，我先拿绳拴上了", False, None),
        ("还没弄好", False, None),
        ("等配件", False, None),
        ("我问供电局了", False, None),
        ("老人下午在家", False, None),
        ("明天给您换灯泡", True, None),
    ],
)
def test_what_is_said_of_a_matter(words: str, names_day: bool, meant: str | None) -> None:
    """In words of one's own, where the card has a button."""
    assert says_of_it(words, names_day=names_day) == meant


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("谁在办", True),
        ("咋样了", True),
        ("啥时候能修好", True),
        ("到哪一步了", True),
        ("现在算谁的", True),
        ("谁去了？", True),
        ("清没清啊", True),
        ("修好了没", True),
        ("是哪个小区的8号楼啊", True),
        ("谁去都行", False),
        ("人来了没见着", False),
        ("居民几点在家？", False),
        ("我来接", False),
    ],
)
def test_asks_how_it_stands(words: str, asked: bool) -> None:
    """How a matter stands that is named."""
    assert asks_about(words) is asked


@pytest.mark.parametrize(
    ("words", "whom"),
    [
        ("王师傅你抓紧点", "王师傅"),
        ("小李 电梯的事到底啥时候能好", "小李"),
        ("问问周警官处理完了没", "周警官"),
        ("让李姐把老太太家地址报上来", "李姐"),
        ("跟李师傅说 让他留个电话", "李师傅"),
        ("小王 晚上来喝酒", ""),
        ("王师傅说下午来", ""),
        ("老人家摔倒了", ""),
        ("跟孙大妈家说一声", ""),
    ],
)
def test_who_is_spoken_to(words: str, whom: str) -> None:
    """A colleague who is called, or is to be told or asked; no talk, and nobody of whom it is told."""
    assert spoken_to(words) == whom


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("到底咋回事 写两句", True),
        ("派出所那边有信儿没", True),
        ("咋说的", True),
        ("怎么回事 居民说没人去", True),
        ("咋回事 楼上一直漏水", False),
        ("三号楼咋回事 灯全灭了", False),
        ("没信儿", False),
    ],
)
def test_wants_word(words: str, asked: bool) -> None:
    """Of a matter, and no news of one's own."""
    assert asks_word(words) is asked


@pytest.mark.parametrize(
    ("words", "whom"),
    [("得有人背下楼 求张姐协调一下", "张姐"), ("请李姐帮个忙", "李姐"), ("张姐协调完了", ""), ("求求你们了", "")],
)
def test_whose_help_is_asked_for(words: str, whom: str) -> None:
    """By name."""
    assert helper_in(words) == whom


@pytest.mark.parametrize(
    ("words", "signed"),
    [
        ("73我这就拎疏通机过去", "73号我这就拎疏通机过去"),
        ("七十三号约莫晌午能利索", "73号约莫晌午能利索"),
        ("刚才我说的73，是通开了一半", "刚才我说的73号，是通开了一半"),
        ("哎呀73那个水又上来了", "哎呀73号那个水又上来了"),
        ("75和76都归我", "75号和76号都归我"),
        ("73号我去", "73号我去"),
        ("74我去", "74我去"),
        ("73块钱", "73块钱"),
        ("3点来钟能到", "3点来钟能到"),
        ("3、灯也不亮", "3、灯也不亮"),
        ("3和73号楼都停水", "3和73号楼都停水"),
        ("73-1 漏水", "73-1 漏水"),
        ("一共73个", "一共73个"),
        ("73", "73"),
    ],
)
def test_numbers_without_their_sign(words: str, signed: str) -> None:
    """Numbers of matters that stand get theirs; amounts, hours, houses and unknown ones do not."""
    assert with_signs(words, {3, 73, 75, 76}) == signed


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("跟她说先用一楼公厕，别往下倒水", "先用一楼公厕，别往下倒水"),
        ("告诉孙大妈下午三点去", "下午三点去"),
        ("跟居民说一声，水停了", "水停了"),
        ("她说水停了", "她说水停了"),
        ("告诉我一声", "告诉我一声"),
        ("跟物业说一声", "跟物业说一声"),
    ],
)
def test_what_is_for_the_resident(words: str, read: str) -> None:
    """Without to whom it is to be said."""
    assert told_to_resident(words) == read


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("跟小吴说可以上楼了 味儿散了", "可以上楼了 味儿散了"),
        ("四点半去换 跟老郑说一声", "四点半去换"),
        ("修好了，告诉老郑一声，别摸黑", "修好了，别摸黑"),
        ("跟老郑说了 下午去", "跟老郑说了 下午去"),
        ("我去楼上 跟他说别闹了", "我去楼上 跟他说别闹了"),
        ("让老郑的儿子来开门", "让老郑的儿子来开门"),
        ("跟小李说四点去", "跟小李说四点去"),
    ],
)
def test_who_reported_it_is_told_so_by_name(words: str, read: str) -> None:
    """To whom it is to be said is no part of it, wherever it stands; others are."""
    assert told_to_resident(words, ["小吴", "老郑"]) == read
