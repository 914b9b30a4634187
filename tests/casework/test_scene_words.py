"""Who says of himself that he is on the way to a danger."""

import pytest

from casework.words.scene import found_there, minutes_in, says_coming

COMING = (
    "我在路上，五分钟",
    "马上到",
    "我也过去，带着扳手",
    "我现在过去",
    "正开车往那赶呢，10分钟到",
    "十分钟能到",
    "这就下楼",
    "我和小孙一起过去",
    "出发了",
    "on my way",
    "好的，我去看看",
    "我去",
    "路上了",
    "快到了，堵车",
    "您先开窗下楼，我三分钟到",
    "叫李师傅也去，我马上到",
)
NOT_COMING = (
    "我去不了，在外地",
    "过不去，堵车",
    "人没事",
    "是二楼炒糊锅了，没煤气",
    "谁在路上？",
    "老郑在路上",
    "消防车马上到",
    "救护车五分钟到",
    "120在路上了",
    "叫李师傅过去",
    "你们谁能过去看看",
    "路上看见冒烟",
    "没到呢",
    "来不了",
    "您先下楼",
    "消防车马上到，您先下楼",
    "我没空，叫老郑去",
    "阀门我关了，味儿还大",
    "处理好了",
    "不用过去了",
    "I'm not coming",
)


@pytest.mark.parametrize("words", COMING)
def test_on_the_way(words: str) -> None:
    """Whoever writes this comes."""
    assert says_coming(words)


@pytest.mark.parametrize("words", NOT_COMING)
def test_not_on_the_way(words: str) -> None:
    """That somebody else comes, or that one cannot, is another thing."""
    assert not says_coming(words)


@pytest.mark.parametrize(
    ("words", "minutes"),
    [("五分钟", 5), ("10分钟到", 10), ("十来分钟吧", 10), ("二十分钟", 20), ("马上", None), ("90分钟", None)],
)
def test_how_long(words: str, minutes: int | None) -> None:
    """The minutes that were named; whoever needs more than an hour is not about to be there."""
    assert minutes_in(words) == minutes


@pytest.mark.parametrize(
    "words",
    ["一单元的都出来了 就差四楼老刘太太", "大伙都撤出来了", "二单元住户都疏散了", "楼里的人都转移了", "三层的都在楼下"],
)
def test_who_is_out(words: str) -> None:
    """News of the danger."""
    assert found_there(words)


@pytest.mark.parametrize(
    "words",
    [
        "一单元的都出来倒垃圾了",
        "楼道的灯都换下来了",
        "楼上的水都下来了",
        "我们都下班了",
        "孩子们都放学了",
        "住户都签字了",
        "大家都出来了吗",
        "一单元的表都收上来了",
    ],
)
def test_who_is_not_out(words: str) -> None:
    """Of things, of a day's end, or a question."""
    assert not found_there(words)
