"""What is asked of the bot itself is told apart from what is reported."""

import pytest

from casework.words.answers import told_beside
from casework.words.courtesy import without_courtesy
from casework.words.how_to import asks_how, to_take_out

ASKED = {
    "phone": (
        "开锁的电话有没有",
        "煤气公司电话",
        "物业电话多少",
        "社区电话给一个",
        "有没有修水管的电话",
        "修水管的电话",
        "自来水公司电话呢",
        "这事归谁管啊",
        "谁管咱们这栋楼",
        "what's the number for the property office?",
        "Who takes care of building 5?",
        "who do I call about the heating",
        "관리사무소 전화번호 알려주세요",
        "누구한테 전화해야 돼요?",
    ),
    "privacy": (
        "邻居能看见我叫啥不",
        "别人能看见我名字吗",
        "我报的 邻居知道不",
        "谁能看到我报的事",
        "会不会让邻居知道是我报的",
        "你这上面写的名字别人能看见不 我不想让邻居知道是我报的",
    ),
    "how_long": ("报了事多长时间能有人来", "一般多久有人管", "报修以后几天能来", "how soon does somebody usually come"),
    "for_other": (
        "我能替我妈报不",
        "我妈住3号楼 2单元 她不会用手机 我能替她报不",
        "替老人报行不",
        "can I report for my mother",
    ),
    "hotline": ("12345和你们是一回事不", "你们是不是12345"),
    "aloud": ("这字儿太小了 咋能念给我听", "字能大点不", "the letters are too small"),
    "rate": ("咋评价", "how do I rate the repair?", "在哪给好评"),
    "see": ("我咋看我报的那个事", "在哪儿能看到我报的", "我报的事在哪看", "where can I see my reports"),
    "address": ("地址写错了咋改", "我想改一下地址", "Can I edit my address", "怎么修改我写的"),
}
TAKEN_OUT = (
    "怎么把我电话删了",
    "把俺电话删了吧 别让人瞅着",
    "把我门牌号去掉",
    "Please remove my room number from that report",
    "제 번호 지워주세요",
)
NOT_ASKED = (
    "邻居看见有人偷电瓶了",
    "我家暖气多久没热了",
    "垃圾多久收一次",
    "一般这时候该来水了",
    "替我妈报 她住3号楼 下水堵了",
    "我能替我妈报个下水堵了不",
    "邻居能不能别半夜装修",
    "打听了一圈 谁也不管这井盖",
    "物业电话没人接",
    "物业电话打不通",
    "我的电话13804321234",
    "电话坏了",
    "楼道灯坏了",
    "给我打电话",
    "我打了电话没人来",
    "下水道堵了没人管",
    "你给他打个电话",
    "一直没人找我",
    "电梯对讲电话坏了",
    "有人打骚扰电话",
    "留个电话吧",
    "电话我写在上面了",
    "找谁都没用",
    "这垃圾归谁管啊三天没人收",
    "把我家门口的垃圾清掉",
    "我家水管能不能给换了",
    "门牌掉了",
    "路牌上的字小了一块",
    "电话线断了",
    "the phone line is down",
    "my number is wrong on the door",
    "能不能把灯换了",
    "可以把门口的车挪走吗",
    "我改主意了",
    "等我电话",
    "上来之前打我电话",
    "楼上的名字叫啥",
    "千万别露我名字 顶楼偷着盖房呢",
    "我的理发店想换执照地址",
    "接到诈骗电话",
    "派来的人偷看我手机",
    "下班就没人 晚上坏了找谁",
)


@pytest.mark.parametrize(("topic", "said"), [(topic, said) for topic, all_of in ASKED.items() for said in all_of])
def test_what_is_asked_of_us(topic: str, said: str) -> None:
    """Whom to call, how to see, rate, change or delete: each is known for what it is."""
    assert asks_how(said) == topic


@pytest.mark.parametrize("said", NOT_ASKED)
def test_what_is_no_question_to_us(said: str) -> None:
    """What is wrong, or told, is none, whatever words it shares."""
    assert asks_how(said) is None


@pytest.mark.parametrize(
    ("said", "beside"),
    [
        ("暖气还没人来啊 老太太冻得直哆嗦", "老太太冻得直哆嗦"),
        ("师傅啥时候来 我下午要出门", "我下午要出门"),
        ("3층이에요 언제 고쳐요?", "3층이에요"),
        ("when will it be fixed? my kid is sick", "my kid is sick"),
        ("下水道还没人来修 都三天了", ""),
        ("any news about the elevator?", ""),
        ("谢谢 啥时候来", ""),
    ],
)
def test_what_is_told_with_a_question(said: str, beside: str) -> None:
    """ "When do they come", and something new with it: the new is kept."""
    assert told_beside(said) == beside


@pytest.mark.parametrize(
    ("said", "rest"),
    [
        ("行 谢谢姐 那18号那个灯呢", "18号那个灯呢"),
        ("谢谢，3号啥时候来", "3号啥时候来"),
        ("18号那个灯呢", "18号那个灯呢"),
        ("谢谢王师傅 辛苦了", "辛苦了"),
    ],
)
def test_what_stands_behind_kind_words(said: str, rest: str) -> None:
    """Kind words hide nothing that is asked behind them."""
    assert without_courtesy(said) == rest


@pytest.mark.parametrize("said", TAKEN_OUT)
def test_what_is_to_be_taken_out(said: str) -> None:
    """A wish about one's own phone, door or name is none of these questions."""
    assert to_take_out(said) is not None
