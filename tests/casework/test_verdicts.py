"""What a resident says of a result, as tables."""

import pytest

from casework.words.verdicts import only_bad, protests, says_more_is_wrong, verdict_said, watches

GOOD = [
    "一天没堵了",
    "好几天没漏了",
    "嗯好了",
    "是好了 别催了",
    "这回好了",
    "好了 谢谢闺女",
    "满意",
    "挺好的",
    "都弄好了，谢谢",
    "修好了",
    "不堵了",
    "好了",
    "没问题了",
    "来水了",
    "挺满意的",
    "弄得挺好 谢谢",
    "all good",
]
FAIR = ["好是好了 就是整一地泥", "还行", "修好了，但是墙皮没给补", "凑合吧", "好了 不过来得太慢", "一般"]
BAD = [
    "三天没亮了",
    "两天没来了",
    "都一宿没热了",
    "三天没清走了",
    "没弄好 又堵了",
    "没修好",
    "还是老样子",
    "不满意",
    "是不满意",
    "昨晚又闹到一点",
    "没说好 还是闹 我要投诉",
    "怎么还没好 好了告诉我",
    "又漏了",
    "根本没来",
    "说好了其实没好",
    "弄了一半就走了",
    "修好了个屁",
    "等下 又灭了",
    "哎 刚走就又坏了",
    "手滑 其实没修",
    "刚说热了的那个，摸着又凉回去了，真邪门",
    "不对 是隔壁单元的修了 我们的没修",
    "没好使 还是滴水",
    "没修呢 白等",
]
NEITHER = [
    *(
        "地上还有水呢",
        "你好",
        "谢谢",
        "师傅姓啥",
        "修好了吗",
        "好了没",
        "等好了 再说",
        "明天能好了",
        "啥时候来",
        "路灯坏了",
        "就是三楼那家",
        "热是热了，就是打算再盯两天看看",
        "但是今天我不在家",
    ),
    *("好像是楼上漏的", "不好意思", "好的", "好", "行", "对门也没有 我敲门问了", "给我回个电话"),
]


@pytest.mark.parametrize(
    ("said", "meant"),
    [*((one, "good") for one in GOOD), *((one, "fair") for one in FAIR), *((one, "bad") for one in BAD)],
)
def test_a_verdict(said: str, meant: str) -> None:
    """Good, good enough, not solved."""
    assert verdict_said(said) == meant


WATCHES = [
    "行 等我妈出院看看再说满不满意",
    "等两天看看再说满意不满意",
    "满不满意得用两天才知道",
    "先用用看 过两天再评",
    "热是热了，再盯两天看看",
]


@pytest.mark.parametrize("said", WATCHES)
def test_waits_before_it_is_rated(said: str) -> None:
    """It is no verdict, and nothing is opened again by it."""
    assert verdict_said(said) is None
    assert watches(said)


@pytest.mark.parametrize("said", NEITHER)
def test_no_verdict(said: str) -> None:
    """Whatever may be something else rates nothing."""
    assert verdict_said(said) is None


@pytest.mark.parametrize(
    ("said", "more"),
    [
        *(
            (one, False)
            for one in (
                "凭什么办不了",
                "为啥不行",
                "凭啥不给办",
                "怎么就办不了了",
                "我不服",
                "再想想办法吧",
                "谁说办不了",
            )
        ),
        *(
            (one, False)
            for one in (
                "这也叫办完了？",
                "这就算办好了？",
                "就这？",
                "办好啥了",
                "修的啥玩意",
                "跟没修一样",
                "要你们有啥用",
                "给我个说法",
                "哪儿修好了啊",
                "Why not?",
            )
        ),
        ("这也叫办完了？水还在漏", True),
        ("凭什么说办好了，还没修好呢", True),
    ],
)
def test_said_against_it(said: str, more: bool) -> None:
    """Against a refusal, or a result; and whether the words say what is wrong."""
    assert protests(said)
    assert says_more_is_wrong(said) is more


@pytest.mark.parametrize(
    "said",
    [*GOOD, *FAIR, "楼道灯不亮了", "怎么还没来人", "咋还不修", "我再看看", "谢谢 再看看吧", "谢谢", "啥时候来", "好的"],
)
def test_not_said_against_it(said: str) -> None:
    """Thanks, questions when, and what is broken elsewhere."""
    assert not protests(said)


@pytest.mark.parametrize(
    ("said", "only"),
    [("又不亮了", True), ("哎 刚走就又坏了", True), ("暖气又不热了", False), ("电梯又停了", False), ("好了", False)],
)
def test_only_bad(said: str, only: bool) -> None:
    """What says no more than that it is as before names no other matter."""
    assert only_bad(said) is only


@pytest.mark.parametrize(("said", "against"), [("先别评，我明天再看看", False), ("你们再看看", True)])
def test_who_looks_again(said: str, against: bool) -> None:
    """Who looks again himself says nothing against the result."""
    assert protests(said) is against


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("灯是亮了 一闪一闪的 还不如不亮", "bad"),
        ("通是通了 整一地埋汰也不给收拾", "bad"),
        ("修好是修好了 墙弄得稀碎", "bad"),
        ("好了 挺好", "good"),
        ("亮了 谢谢师傅", "good"),
    ],
)
def test_what_is_granted_first_is_no_praise(said: str, verdict: str) -> None:
    """ "It does run, but": what comes behind counts."""
    assert verdict_said(said) == verdict
