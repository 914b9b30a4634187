"""Words that say of a matter which is no danger that there is nothing to do."""

import pytest

from casework.words.over import nothing_there


@pytest.mark.parametrize(
    ("said", "so"),
    [
        ("是误报", True),
        ("误报，不是占道", True),
        ("去看了，没堵，误报", True),
        ("不是那么回事，误报", True),
        ("看了一圈，啥事没有", True),
        ("到现场看了，没发现漏水", True),
        ("根本没堵", True),
        ("没这回事", True),
        ("检查过了，正常", True),
        ("转了一圈没看见摆摊的", True),
        ("居民看错了", True),
        ("问了，没那么回事", True),
        ("虚惊一场", True),
        ("是瞎记的，作废", True),
        ("不是误报，接着办", False),
        ("是误报吗？", False),
        ("看了，没修好", False),
        ("去看了，没人在家", False),
        ("看过了，得换弯头", False),
        ("去看了，没带工具", False),
        ("没事，我去", False),
        ("看了，灯没坏，就是线坏了", False),
        ("查了，可能是误报，再看看", False),
        ("问了没问题，修好了", False),
        ("没问题", False),
    ],
)
def test_nothing_there(said: str, so: bool) -> None:
    """Whoever looked found nothing; not so where something is left, or it is only asked."""
    assert nothing_there(said) is so
