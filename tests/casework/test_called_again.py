"""What a department says after it sent a matter back, and a doubt that is no refusal."""

import pytest

from casework.words.called import doubts, says, takes_again


@pytest.mark.parametrize(
    "text",
    [
        "行，算我们的",
        "还是我们来吧",
        "退错了，是我们的活",
        "那我们去一趟",
        "这活儿我们接了",
        "好，我们认了",
        "占道我们管",
        "刚才看错了",
    ],
)
def test_theirs_after_all(text: str) -> None:
    assert takes_again(text)
    assert not doubts(text)


@pytest.mark.parametrize(
    "text",
    [
        "不归我们管",
        "油烟不归我们，占道我们管",
        "这顿算我们的",
        "我们去吃饭了",
        "凭什么算我们的",
        "不是我们的活",
        "明天我们去不了",
        "算我们的吗",
        "我们下班了",
    ],
)
def test_not_taken_again(text: str) -> None:
    assert not takes_again(text)


@pytest.mark.parametrize(
    "text",
    [
        "这不归我们管吧",
        "这个应该找市场所吧",
        "是不是归市政啊",
        "应该不归我们管",
        "这是物业的事吧",
        "好像不是我们的活",
        "恐怕得找派出所吧",
    ],
)
def test_a_doubt(text: str) -> None:
    assert doubts(text)


@pytest.mark.parametrize(
    "text",
    ["不归我们管", "不归我们管，应该归市政", "不归我们管，找城管吧", "叫派出所一起来吧", "应该快到了吧", "找郭队吧"],
)
def test_no_doubt(text: str) -> None:
    assert not doubts(text)


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("我俩到北门了，保安不让进", "here"),
        ("人到校门口了", "here"),
        ("清了，摊主保证不来了，收工", "done"),
        ("办了", "done"),
        ("收工了", "done"),
        ("我们到食堂了", None),
        ("饭办了", None),
        ("办了吗", None),
        ("刚办了个卡", None),
        ("还没清", None),
        ("一会就清了", None),
    ],
)
def test_in_few_words(text: str, deed: str | None) -> None:
    found = says(text)
    assert (found.deed if found is not None else None) == deed
