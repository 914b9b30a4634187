"""Words that take back what was said or pressed a moment ago."""

import pytest

from casework.words.undone import takes_back


@pytest.mark.parametrize(
    ("said", "so"),
    [
        ("不对不对，按错了，是别的楼的灯", True),
        ("等等，还没修呢", True),
        ("没弄好，先不报", True),
        ("按错了，还没办完", True),
        ("刚才点错了，还没弄好", True),
        ("不是误报，接着办", True),
        ("弄完了才发现点错了", True),
        ("还没开始呢", True),
        ("点错了，还没清呢", True),
        ("没弄完，别急着验收", True),
        ("根本没通", True),
        ("其实还没修好呢", True),
        ("都没走呢", True),
        ("早上那个按错了", True),
        ("又堵上了，白弄了", True),
        ("还没弄利索，先别结", True),
        ("摊没撤走", True),
        ("办完了吗", False),
        ("摊都清走了", False),
        ("还没办完吗？", False),
        ("修没修啊", False),
        ("弄好了，没毛病", False),
        ("换了新的，上次没弄好", False),
        ("上次没弄好，这回换了新弯头", False),
        ("还没修的那段也补上了", False),
        ("昨天没通，今天疏通好了", False),
        ("换灯泡，通电试了", False),
        ("没有损坏，紧了紧螺丝", False),
        ("线接错了，重新接好了", False),
        ("之前管子装错了", False),
    ],
)
def test_takes_back(said: str, so: bool) -> None:
    """A mistake, or nothing done yet; not so what was not done once, and is now."""
    assert takes_back(said) is so
