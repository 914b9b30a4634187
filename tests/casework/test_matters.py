"""Two matters in one message are known as two, and one is not torn apart."""

import pytest

from casework.words.matters import matters_in


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("路灯坏了，还有垃圾没人收", ("路灯坏了", "垃圾没人收")),
        ("下水道堵了，另外单元门也坏了", ("下水道堵了", "单元门也坏了")),
        ("楼道灯不亮，再一个电梯老停", ("楼道灯不亮", "电梯老停")),
        ("水管漏水顺便说一下门口垃圾满了", ("水管漏水", "门口垃圾满了")),
        ("停水了，还有停电", ("停水了", "停电")),
        ("路灯坏了\n垃圾没人收", ("路灯坏了", "垃圾没人收")),
        ("暖气不热，冻得慌，另外楼上漏水，墙都湿了", ("暖气不热，冻得慌", "楼上漏水，墙都湿了")),
        ("厨房下水返水，堵两天了", ()),
        ("楼上漏水，把灯泡都淹了", ()),
        ("单元门坏了关不上，还有锁也坏了", ()),
        ("家里停水了，还有厕所也没水", ()),
        ("楼道灯坏了，老人摔倒怎么办", ()),
        ("路灯坏了，还有就是黑灯瞎火不敢走", ()),
        ("路灯坏了", ()),
        ("小区后门路灯坏了 昨晚还有人撬车", ()),
        ("", ()),
    ],
)
def test_matters(text: str, parts: tuple[str, ...]) -> None:
    """The words of each, or nothing."""
    assert matters_in(text) == parts
