"""A child on a railing, whoever hangs outside: everybody is called; despair has words of its own."""

import pytest

from casework.words.guess import guess, surely_idle
from casework.words.over import says_over


@pytest.mark.parametrize(
    "said",
    [
        "16号楼四楼有个小孩骑在阳台栏杆上，大人不在家，眼瞅要掉下来",
        "就16号楼那孩子！我这回可瞅真亮的了，真挂那儿呢，快掉下来了",
        "三楼窗户外头挂着个小孩！",
        "小孩从窗户翻出去了站在空调外机上",
        "两岁娃趴在阳台栏杆上往下看，家里没大人",
        "工人吊在半空下不来了",
        "아이가 베란다 난간에 매달려 있어요",
        "a kid is sitting on the balcony railing on the 4th floor",
    ],
)
def test_somebody_may_fall(said: str) -> None:
    """It is for everybody, and no despair."""
    assert guess(said).sure == "height"
    assert not guess(said).private


@pytest.mark.parametrize(
    "said", ["我站窗台上了，不想活了", "楼顶坐着个女的，在哭", "有个孩子坐在六楼窗台外头哭，说不想活了"]
)
def test_despair_at_a_height(said: str) -> None:
    """Whoever wants to end it is the community's alone, as before."""
    assert guess(said).sure == "suicide"


@pytest.mark.parametrize(
    "said",
    [
        "孩子坐阳台上写作业，楼上往下滴水",
        "阳台栏杆松了，怕孩子掉下去",
        "阳台栏杆上挂着孩子衣服，楼上往下滴水",
        "小区护栏坏了，孩子老从那翻过去",
        "谁家孩子的风筝挂阳台上了",
        "孩子爱爬窗台，想问问能不能装护栏",
        "楼下饭馆子抽油烟机对着俺家窗户呼呼吹，一屋子葱花味儿",
        "옆집 고기 타는 냄새가 심해요",
        "가스레인지 불꽃이 약해요",
    ],
)
def test_nobody_falls(said: str) -> None:
    """Railings, washing, a kite, a kitchen: no danger, and nobody is asked."""
    assert guess(said).danger is None


@pytest.mark.parametrize(
    ("said", "danger"),
    [
        ("그리고 천장 전등에서 불꽃이 튀어요!", "wire"),
        ("콘센트에서 스파크가 튀어요", "wire"),
        ("방금 그 불꽃 말이에요, 집에 타는 냄새도 나요", "fire"),
    ],
)
def test_sparks_in_korean(said: str, danger: str) -> None:
    """A lamp that sparks, a smell of burning."""
    assert guess(said).sure == danger


@pytest.mark.parametrize(
    "said", ["听人说16号楼那边有个孩子挂阳台栏杆上了，真的假的啊", "房檐冰溜子往下出溜，底下走人呢", "冰溜子哗哗往下掉"]
)
def test_who_only_asks_is_asked(said: str) -> None:
    """Hearsay, and what slides off a roof: a question, and silence calls nobody."""
    assert guess(said).maybe is not None


@pytest.mark.parametrize(
    ("said", "over"),
    [
        ("下来了下来了，他奶给薅回去了", True),
        ("孩子抱回屋了", True),
        ("卡脚那孩子早抠出来了，破点皮", True),
        ("关严了，不响了，总阀也拧了", True),
        ("不碍事，揉揉就跑去玩了", True),
        ("我记差了，不是电线，是晾衣绳，火花是人家放呲花", True),
        ("its just the low battery chirp", True),
        ("아 다행히 그냥 낮잠 주무신 거였어요, 죄송해요", True),
        ("할머니 괜찮으세요, 86번 그만 오세요", True),
        ("it's just me and the kids here", False),
        ("没误报，我咳嗽得嗓子都哑了", False),
        ("放呲花把仓房点着了", False),
        ("孩子从窗户掉下来了", False),
        ("下来了一块砖", False),
        ("孩子还没下来", False),
        ("她把我拽回屋了", False),
        ("他把刀抽出来了", False),
        ("阀门关了还咝咝响", False),
    ],
)
def test_it_came_down_well(said: str, over: bool) -> None:
    """In words of the place: pulled back in, got out, shut."""
    assert says_over(said) is over


@pytest.mark.parametrize(
    ("said", "idle"),
    [
        ("咱社区食堂那红烧肉做得，嘎嘎香", True),
        ("等配件得等到猴年马月啊", True),
        ("俺家这水表呼呼转，可心疼死我了", True),
        ("我妈八十多了耳朵背", False),
        ("从后门进，前门锁了", False),
        ("人还在屋里", False),
        ("他穿个红衣服", False),
        ("钥匙在邻居那", False),
    ],
)
def test_plain_talk(said: str, idle: bool) -> None:
    """What nobody who runs to a danger has to read; whatever may be of use to them is none."""
    assert surely_idle(said) is idle
