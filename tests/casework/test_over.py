"""What says that a danger is over, and what says that it is not."""

import pytest

from casework.words.over import says_again, says_over


@pytest.mark.parametrize(
    "words",
    [
        "没事了",
        "逗你呢",
        "哈哈逗你玩呢 没事",
        "开玩笑的啦",
        "醒了 没事了",
        "虚惊一场",
        "灭了",
        "是我家炒菜糊了 没事了",
        "不是煤气，是酸菜缸",
    ],
)
def test_it_is_over(words: str) -> None:
    """Plain good news, and what was a joke."""
    assert says_over(words)
    assert not says_again(words)


@pytest.mark.parametrize(
    "words",
    ["不是 真有味 我没开玩笑", "没跟你开玩笑 真的有火", "没闹着玩 真有人", "还在漏", "还没灭", "没灭干净", "又冒烟了"],
)
def test_it_is_not(words: str) -> None:
    """Meant in earnest, still going on, or there again."""
    assert not says_over(words)
    assert says_again(words)
