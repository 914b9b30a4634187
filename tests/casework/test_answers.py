"""What people type instead of pressing, as tables."""

import pytest

from casework.words.answers import (
    answer_in,
    asks,
    asks_when,
    by_number,
    deed_in,
    drops,
    only_thanks,
    plainly_yes,
    says_back,
    says_keep,
    verdict_in,
    which_in,
)

YES = [
    "行 报上去吧",
    "报吧",
    "对",
    "是",
    "是滴",
    "嗯嗯",
    "嗯呢",
    "中",
    "行",
    "好的。",
    "OK",
    "👍",
    "👍🏻👍🏻",
    "对对对",
    "妥了",
    "没错！",
    "可以",
]
NO = ["不", "不是", "没有", "没有。", "不对", "不行", "错了", "no"]
DROP = ["拉倒吧 不告了", "不换了", "算了", "不用了", "不要了", "拉倒吧", "不报了", "算了吧！"]
WORDS = ["路灯坏了", "对面楼着火了", "不是我家的下水", "行人道塌了", "好几天没水了", "1号"]


@pytest.mark.parametrize(
    ("said", "meant"),
    [*((one, "yes") for one in YES), *((one, "no") for one in NO), *((one, "drop") for one in DROP)],
)
def test_a_plain_answer(said: str, meant: str) -> None:
    """Yes, no and never mind in their many forms."""
    assert answer_in(said) == meant


@pytest.mark.parametrize("said", WORDS)
def test_other_words_are_no_answer(said: str) -> None:
    """A sentence that begins like a yes or no is none."""
    assert answer_in(said) is None


@pytest.mark.parametrize(("said", "number"), [("2", 2), ("第二个", 2), ("选3", 3), ("头一个", 1), ("最后一个", -1)])
def test_which_one(said: str, number: int) -> None:
    """The number of a choice."""
    assert which_in(said) == number


@pytest.mark.parametrize("said", ["2号", "两天了", "3号楼", "二单元", "路灯"])
def test_no_choice(said: str) -> None:
    """What only has a number in it is no choice."""
    assert which_in(said) is None


@pytest.mark.parametrize(
    "said",
    [
        "啥时候来啊",
        "什么时候修好",
        "咋还没来人",
        "人呢",
        "都等半天了",
        "修好没",
        "多咱能来",
        "还来不来了",
        "师傅到哪了",
        "几点来",
        "俺家那个事啥时候能给办好啊",
    ],
)
def test_asks_when(said: str) -> None:
    """Asks when it is mended, or why nobody came."""
    assert asks_when(said)


@pytest.mark.parametrize(
    "said",
    [
        "路灯坏了",
        "那帮人天天在这打牌有没有人管",
        "门口那堆东西堆了半年啥时候弄走",
        "啥时候供暖",
        "物业几点上班",
        "电梯又坏了",
        "楼下垃圾好久没人收了",
    ],
)
def test_does_not_ask_when(said: str) -> None:
    """A matter of its own, or another question."""
    assert not asks_when(said)


@pytest.mark.parametrize(
    ("said", "deed"),
    [
        ("我来接", "take"),
        ("我去。", "take"),
        ("不归我管", "not_mine"),
        ("不是我们的", "not_mine"),
        ("修好了！", "done"),
        ("正在路上", "coming"),
        ("明天去", "later"),
        ("收到", "seen"),
        ("我到场了", "here"),
        ("不归我但是我可以去看看", None),
        ("修好了吗", None),
        ("我去年就说过", None),
        ("没修好", None),
    ],
)
def test_what_staff_say(said: str, deed: str | None) -> None:
    """Few words that say what a button says; nothing is made of longer ones."""
    assert deed_in(said) == deed


@pytest.mark.parametrize(
    ("said", "number", "rest"),
    [
        ("1号修好了", 1, "修好了"),
        ("12号的，不归我", 12, "不归我"),
        ("3号楼灯坏了", None, "3号楼灯坏了"),
        ("2号电梯坏了", None, "2号电梯坏了"),
        ("1号", None, "1号"),
    ],
)
def test_by_number(said: str, number: int | None, rest: str) -> None:
    """A matter's number before the words is no building's."""
    assert by_number(said) == (number, rest)


@pytest.mark.parametrize(
    ("said", "verdict"), [("满意！", "good"), ("还行吧", "fair"), ("没弄好", "bad"), ("漏水", None)]
)
def test_verdicts(said: str, verdict: str | None) -> None:
    """What a resident says of a result in a few words."""
    assert verdict_in(said) == verdict


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("满意，谢谢王师傅", "good"),
        ("满意谢谢王师傅", "good"),
        ("好了，挺满意，谢谢", "good"),
        ("修好了！谢谢王师傅，辛苦了", "good"),
        ("多谢，好使了", "good"),
        ("还行，谢谢李姐", "fair"),
        ("没弄好，谢谢", "bad"),
        ("谢谢，楼道灯坏了", None),
        ("谢谢王师傅", None),
    ],
)
def test_thanks_beside_a_verdict(said: str, meant: str | None) -> None:
    """Thanks beside what is said of a result take nothing from it."""
    assert verdict_in(said) == meant


@pytest.mark.parametrize(("said", "only"), [("谢谢", True), ("谢谢王师傅", True), ("谢谢，灯坏了", False), ("", False)])
def test_only_thanks(said: str, only: bool) -> None:
    """Thanks alone are no verdict."""
    assert only_thanks(said) is only


@pytest.mark.parametrize(
    "said",
    [
        "算了 不报了 有人拿锥筒围上了",
        "这个不报了 有人拿锥筒围上了",
        "唉，算了吧",
        "那我就不投诉了",
        "算了不要了，邻居给了",
    ],
)
def test_second_thoughts(said: str) -> None:
    """What was written is dropped, perhaps with the reason."""
    assert drops(said)


@pytest.mark.parametrize(
    "said", ["算了半天账不对", "物业说不报修就不来", "他不告诉我几点来", "路灯不亮了", "报了三回也没人来"]
)
def test_no_second_thoughts(said: str) -> None:
    """The same characters in another sentence drop nothing."""
    assert not drops(said)


@pytest.mark.parametrize("said", ["等会儿 先别删", "别删", "我按错了", "不删了", "先别撤"])
def test_keep_it(said: str) -> None:
    """No to what cannot be undone."""
    assert says_keep(said)
    assert not plainly_yes(said)


@pytest.mark.parametrize(("said", "plain"), [("是", True), ("删吧", True), ("嗯", False), ("好", False), ("行", False)])
def test_a_plain_yes(said: str, plain: bool) -> None:
    """What cannot be undone needs more than "嗯"."""
    assert plainly_yes(said) is plain


@pytest.mark.parametrize(
    ("said", "waits"),
    [
        ("是就你家没水 还是对门也没有", True),
        ("几点在家？", True),
        ("单元门能开不", True),
        ("十分钟到", False),
        ("我去看了，得换管", False),
    ],
)
def test_asks(said: str, waits: bool) -> None:
    """Whether what was passed on waits for an answer."""
    assert asks(said) is waits


@pytest.mark.parametrize(
    ("said", "back"), [("来了来了，谢谢啊", True), ("都来了", True), ("来了个师傅", False), ("谢谢", False)]
)
def test_it_is_back(said: str, back: bool) -> None:
    """Of what had failed for many."""
    assert says_back(said) is back


@pytest.mark.parametrize(
    ("said", "deed"),
    [
        ("我顺道一起弄了吧", "take"),
        ("给我吧", "take"),
        ("接了啊", "take"),
        ("我上房看看", "take"),
        ("都归我看着得了", "take"),
        ("我去推上", "take"),
        ("我弄了", None),
        ("我看了", None),
        ("我修了", None),
        ("我上去了", None),
    ],
)
def test_taken_in_other_words(said: str, deed: str | None) -> None:
    """What somebody will do, and not what he did."""
    assert deed_in(said) == deed
