"""What a department says in words instead of pressing."""

import pytest

from casework.words.called import delayed, finished, in_part, says


@pytest.mark.parametrize(
    ("text", "deed", "people"),
    [
        ("我们到了，俩人", "here", 2),
        ("到现场了", "here", None),
        ("已到场", "here", None),
        ("到了 来了3个人", "here", 3),
        ("人到了，就我自己", "here", 1),
        ("我们来了，五个人，在校门口", "here", 5),
        ("到了仨人", "here", 3),
        ("不归我们管，找城管", "back", None),
        ("这个不归我们", "back", None),
        ("不是我们的活，应该找派出所", "back", None),
        ("我们没有执法权", "back", None),
        ("这活不该我们干", "back", None),
        ("这个不在我们职责范围", "back", None),
        ("跟我们没关系，找城管", "back", None),
        ("弄完了，摊子都撤了", "done", None),
        ("处理完毕", "done", None),
        ("都清走了", "done", None),
        ("到了，三个摊子都劝走了", "done", None),
        ("收摊了，没走的那台暂扣", "done", None),
        ("这回真没了，地也扫了", "done", None),
        ("人早撤了，摊子也没了，哨可以结", "done", None),
        ("车都挪走了", "done", None),
    ],
)
def test_as_a_press(text: str, deed: str, people: int | None) -> None:
    """The words that a button says."""
    found = says(text)
    assert found is not None
    assert (found.deed, found.people) == (deed, people)


@pytest.mark.parametrize(
    "text",
    [
        "马上到",
        "快到了",
        "还没到",
        "在路上",
        "到不了了，车坏了",
        "几点到",
        "还没弄完",
        "明天能弄完",
        "弄不完",
        "差不多了",
        "是不是不归我们管啊？",
        "收到",
        "好的",
        "东边还有两个摊",
        "吃饭了吗",
        "清完了吗",
        "下午三点到",
        "物业的人到了吗",
        "到位得二十来分钟，堵桥上了",
        "到现场还要半个小时",
        "劝走俩，剩一个犟着呢",
        "清走了三个，还有一个不走",
        "人没了影",
    ],
)
def test_nothing_of_it(text: str) -> None:
    """What is not so yet, is asked, or is said of something else."""
    assert says(text) is None


@pytest.mark.parametrize("words", ["你们弄完了吱一声", "弄好了告诉我一声", "修好了说一声"])
def test_a_condition_is_no_result(words: str) -> None:
    """What is to be said once it is done."""
    assert not finished(words)


@pytest.mark.parametrize("text", ["到位得二十来分钟，堵桥上了", "还得半小时到", "下晌四点前让他挪走", "堵车了，晚点到"])
def test_later_than_meant(text: str) -> None:
    """Whoever was called is on the way, or comes at another hour."""
    assert delayed(text)


@pytest.mark.parametrize(
    ("text", "some"),
    [
        ("劝走俩，剩一个犟着呢", True),
        ("清走了三个，还有一个不走", True),
        ("摊子撤了一半，剩下的等晚上", True),
        ("都清走了，一个不剩", False),
        ("还没完呢", False),
        ("我们到了，俩人", False),
    ],
)
def test_some_of_it(text: str, some: bool) -> None:
    """A part is done, and a part is left: neither done nor nothing."""
    assert in_part(text) is some
