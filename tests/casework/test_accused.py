"""Whether words complain of somebody who holds a post: sentences, and whom they mean."""

import pytest

from casework.model.people import Post, Rank, Role
from casework.words.accused import (
    accused_among,
    accused_unnamed,
    accuses_neighbour,
    apart,
    of_the_work,
    says_manner,
    wants_secrecy,
)


def _seat(id: int, role: Role, name: str) -> Post:
    return Post(id=id, code=f"p{id}", role=role, rank=Rank.PRIMARY, name=name)


POSTS = [
    _seat(1, Role.PROPERTY_STEWARD, "王师傅"),
    _seat(2, Role.GRID_HEAD, "李姐"),
    _seat(3, Role.BUILDING_HEAD, "赵姨"),
    _seat(4, Role.COMMUNITY_MANAGER, "张红梅"),
    _seat(5, Role.COMMUNITY_MANAGER, "刘哥"),
    _seat(6, Role.SUBDISTRICT_MANAGER, "陈主任"),
    _seat(7, Role.SUPERVISOR, "杜督办"),
    _seat(8, Role.SECRETARY, "关红"),
    _seat(9, Role.BRANCH_SECRETARY, "林书记"),
]
COMPLAINTS = {
    "我要投诉社区张姐态度差": {"张红梅"},
    "张红梅说话难听": {"张红梅"},
    "社区张姐骂我": {"张红梅"},
    "我要投诉：张主任": {"张红梅"},
    "张姐这人吧，我说一句她顶十句，态度太差了": {"张红梅"},
    "姓张的收了我二百块钱": {"张红梅"},
    "举报网格长李姐收礼": {"李姐"},
    "李姐和刘哥推诿扯皮，李姐骂人，刘哥也骂人": {"李姐", "刘哥"},
    "投诉社区不作为": {"张红梅", "刘哥"},
    "你们社区的人态度太差": {"张红梅", "刘哥"},
    "我要投诉物业态度差": {"王师傅"},
    "我要投诉物业 打电话三天没人接": {"王师傅"},
    "举报物业乱收费": {"王师傅"},
    "我要告物业": {"王师傅"},
    "投诉一下物业 打了八遍电话没人管": {"王师傅"},
    "物业王师傅打我": {"王师傅"},
    "我要投诉楼长": {"赵姨"},
    "街道陈主任敷衍我": {"陈主任"},
    "我要举报街道办": {"陈主任"},
    "投诉督办员": {"杜督办"},
    "社区书记骂人": {"关红", "张红梅", "刘哥"},
    "关书记骂人": {"关红"},
    "支部书记态度差": {"林书记"},
    "李姐办事太墨迹了 我要投诉": {"李姐"},
    "王师傅说话还横": {"王师傅"},
    "小张态度太差了": {"张红梅"},
    "红梅姐骂我": {"张红梅"},
    "修水管的王师傅骂我": {"王师傅"},
    "管我们楼的李姐骂我": {"李姐"},
    "在我家楼下碰见李姐，她骂我": {"李姐"},
    "邻居都说社区张姐骂人": {"张红梅"},
    "老王收了我五十块钱还打我": {"王师傅"},
    "李姐来了一趟。她态度太差了": {"李姐"},
    "昨天王师傅来修的，没修好！他还骂我": {"王师傅"},
    "跟张姐说了三回，没人来。她就会推诿": {"张红梅"},
    "找过刘哥和李姐，李姐没管。她不耐烦": {"李姐"},
    "社区张姐收了人家的东西，办低保不公平": {"张红梅"},
    "我要告你们社区的张姐，她卡我低保": {"张红梅"},
    "你们张姐办事太差劲了": {"张红梅"},
    "街道陈主任推三阻四不给办": {"陈主任"},
    "刘哥喝了酒来的，还冲我喊": {"刘哥"},
    "张姐办低保先给她家亲戚": {"张红梅"},
    "陈主任拿了开发商的好处": {"陈主任"},
    "我想告李姐": {"李姐"},
    "李姐把我家的事到处说": {"李姐"},
    "张姐嗓门贼大，跟吵架似的": {"张红梅"},
    "王师傅把我撵出来了": {"王师傅"},
    "找刘哥办事，刘哥冲着我嚷嚷": {"刘哥"},
    "赵姨这人办事太烂": {"赵姨"},
    "李姐干活太差了": {"李姐"},
    "街道的人推三阻四": {"陈主任"},
    "I want to complain about the community manager": {"张红梅", "刘哥"},
    "The grid head was rude to me": {"李姐"},
}
NONE = (
    "3号楼下水道堵了",
    "跟张姐说过了，楼道灯还是不亮",
    "张姐态度挺好，谢谢",
    "投诉到社区了没人管，楼上天天吵",
    "社区里有人骂人",
    "街道上车都停满了",
    "物业费太贵了",
    "物业不管，垃圾没人收",
    "投诉物业 电梯坏了三天没人修",
    "我要投诉物业 楼道灯一个月没换",
    "物业电话三天没人接",
    "跟物业投诉了没人管",
    "打物业投诉电话没人接",
    "楼上邻居骂我",
    "社区门口的狗太凶",
    "给社区打电话了，没人接",
    "物业群里有人骂人",
    "王师傅修得真快",
    "老王家天天吵，骂人",
    "跟张姐说过了。我老公骂我，他还打我",
    "李姐来过了。楼上那家不讲理，他们骂人",
    "张姐说会管。她人挺好，楼上的骂我",
    "小区里有人骂人",
    "大王八骂谁呢",
    "我找网格长反映过三次了，路灯还没修",
    "张姐，我家水管不行了",
    "王师傅还没来修",
    "张姐让我找你们，灯还是不亮",
    "我要告诉张姐一声，灯坏了",
    "王师傅换的灯泡又坏了",
    "楼上喝了酒冲我喊",
    "张姐您好，我家暖气太差了",
    "着火了王师傅不给开门",
    "张大爷家漏水",
    "楼上张姐老骂人",
    "我家漏水 漏到楼下张姐家了 张姐上来骂我",
    "对门的李姐骂我孩子",
    "隔壁老王骂我",
    "修车的王师傅骂我",
    "卖菜的刘哥态度差",
    "3号楼502李姐骂我",
    "李姐家漏水把我家泡了，她还骂我",
    "刘女士态度差",
    "谢谢李姐，楼道干净了",
    "",
)


@pytest.mark.parametrize("said", COMPLAINTS)
def test_whom_it_complains_of(said: str) -> None:
    """By name, by surname and title, or by the post; two at once; English."""
    assert {one.name for one in accused_among(said, POSTS)} == COMPLAINTS[said]


@pytest.mark.parametrize("said", NONE)
def test_who_is_only_mentioned(said: str) -> None:
    """A name or a post in a sentence accuses nobody by itself."""
    assert not accused_among(said, POSTS)


APART = {
    "着火了快来人，社区张姐骂我": ("着火了快来人", "社区张姐骂我", {"张红梅"}),
    "物业王师傅不管，煤气漏了，3单元402": ("煤气漏了，3单元402", "物业王师傅不管", {"王师傅"}),
    "着火了，楼上邻居老跟我吵架": ("着火了", "楼上邻居老跟我吵架", set()),
    "社区张姐骂我着火了": ("着火了", "社区张姐骂我着火了", {"张红梅"}),
    "李姐骂我老头子晕倒了没气了": ("老头子晕倒了没气了", "李姐骂我老头子晕倒了没气了", {"李姐"}),
    "着火了社区张姐骂我，她还说活该": ("着火了", "着火了社区张姐骂我，她还说活该", {"张红梅"}),
    "老头子晕倒了，网格长李姐说不归她管，还骂我": ("老头子晕倒了", "网格长李姐说不归她管，还骂我", {"李姐"}),
    "北苑社区3号楼着火了，社区的人推三阻四，2单元501": (
        "北苑社区3号楼着火了，2单元501",
        "社区的人推三阻四",
        {"张红梅", "刘哥"},
    ),
    "The grid head was rude to me, there is a fire in the kitchen": (
        "there is a fire in the kitchen",
        "The grid head was rude to me",
        {"李姐"},
    ),
    "着火了，119打了，3号楼2单元": ("着火了，119打了，3号楼2单元", "", set()),
    "煤气漏了，王师傅来过说没事": ("煤气漏了，王师傅来过说没事", "", set()),
    "着火了王师傅不给开门": ("着火了王师傅不给开门", "", set()),
    "煤气味大，门锁着呢，钥匙在隔壁301对门": ("煤气味大，门锁着呢，钥匙在隔壁301对门", "", set()),
    "不对，是隔壁烧纸，没着火": ("不对，是隔壁烧纸，没着火", "", set()),
    "电梯困人了，给物业打了电话没人接": ("电梯困人了，给物业打了电话没人接", "", set()),
}


@pytest.mark.parametrize("said", APART)
def test_danger_and_a_complaint_in_one_breath(said: str) -> None:
    """What everybody who is called may read, what is for one tier above, and whom it complains of."""
    everybody, aside, posts = apart(said, POSTS)
    assert (everybody, aside, {one.name for one in posts}) == APART[said]


@pytest.mark.parametrize(
    "text", ["别让她知道是我说的啊", "他要是知道了 该不给我修下水道了", "千万别告诉他", "我怕他报复"]
)
def test_words_in_confidence(text: str) -> None:
    """They ask that somebody should not come to know."""
    assert wants_secrecy(text)


@pytest.mark.parametrize("text", ["物业说他知道了", "别让孩子碰着", "知道了谢谢", "下水道又堵了"])
def test_no_words_in_confidence(text: str) -> None:
    """They ask nothing of the kind."""
    assert not wants_secrecy(text)


@pytest.mark.parametrize(
    ("text", "work"),
    [
        ("下水道又堵了，王师傅说话还横", "下水道又堵了"),
        ("王师傅骂我，说爱修不修", ""),
        ("说话忒横，态度太差", ""),
    ],
)
def test_what_is_left_of_the_work(text: str, work: str) -> None:
    """Of words that accuse, those about the work alone."""
    assert says_manner(text)
    assert of_the_work(text) == work


@pytest.mark.parametrize("text", ["打了好几遍电话没人接", "还没动手修", "打我电话没接着", "还是不亮"])
def test_no_manner(text: str) -> None:
    """Words about work that speak of nobody's manner."""
    assert not says_manner(text)


@pytest.mark.parametrize(
    "text",
    [
        "郑老头子往我家门口扔垃圾",
        "是郑老头子扔的",
        "李老太太天天在楼道烧纸，呛得慌",
        "对门老李太太把破烂堆我家门口",
        "楼上小刘家往下扔烟头",
        "张婶子占我车位",
        "王淑芬把消防通道堵了",
        "老孙头又骂我",
        "隔壁302老周家的偷我家花盆",
        "就是孙老太太家儿子砸的",
        "赵大爷天天往草坪上倒脏水",
    ],
)
def test_a_neighbour_is_accused(text: str) -> None:
    """By name, of what he did to others."""
    assert accuses_neighbour(text)


@pytest.mark.parametrize(
    "text",
    [
        "李姐让我把纸壳子堆门口",
        "302老王家半夜剁馅，吵死了",
        "楼上402张大爷家漏水",
        "老孙头家的狗天天在楼道拉屎",
        "王师傅把管子砸了才修好",
        "张大爷摔倒了",
        "孙大妈说垃圾没人收",
        "赵姨昨天来看过了",
        "王奶奶一个人住，灯坏了",
        "刘大爷把脚崴了",
        "有人往楼下扔垃圾",
        "老郑家门口堆了一堆土",
        "张姐来过了，灯还是不亮",
        "刘大姨家下水堵了",
        "李大爷打电话说没水",
        "谁把车停这儿了",
    ],
)
def test_no_neighbour_is_accused(text: str) -> None:
    """Who only lives there, needs something, is too loud, or said it."""
    assert not accuses_neighbour(text)


UNNAMED = {
    "那个师傅态度真差 跟我吵吵": ("attitude", "attitude"),
    "他来了看一眼就走了 啥也没干 还冲我嚷嚷": ("attitude", None),
    "来的那小伙子满嘴酒气": ("attitude", "attitude"),
    "修的人骂骂咧咧的": ("attitude", "attitude"),
    "那师傅说话真难听 嫌我家埋汰": ("attitude", "attitude"),
    "师傅还管我要烟": ("fee", "fee"),
    "跟我要了五十块钱 这合理吗": ("fee", None),
    "收我三百太黑了": ("fee", None),
    "讹我二百": ("fee", None),
    "师傅说不给钱就不修": ("fee", "fee"),
    "师傅挺好的": (None, None),
    "他啥时候来": (None, None),
    "上门收费吗": (None, None),
    "换个锁多少钱": (None, None),
    "楼上那人还骂我": (None, None),
    "师傅跟我说得换个管子 八十块钱": (None, None),
    "我给他钱他不要": (None, None),
    "他没收我钱": (None, None),
    "师傅没收钱 谢谢": (None, None),
    "师傅吼一嗓子我就下楼": (None, None),
    "师傅打我电话了": (None, None),
    "人家物业说不归他管": (None, None),
    "他要我身份证": (None, None),
}
"""What is complained of, where "he" is whoever came, and where it may be anybody."""


@pytest.mark.parametrize("said", UNNAMED)
def test_of_whoever_came(said: str) -> None:
    """Manner and money of whoever was sent, without a name; a neighbour, a price and thanks are none."""
    assert tuple(accused_unnamed(said, spoken_of=he) for he in (True, False)) == UNNAMED[said]
