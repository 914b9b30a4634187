"""What staff probably mean: the model only chooses what is asked; questions about the work are read by rules."""

import csv
from pathlib import Path

import pytest

from casework.words.acts import acts, asks_count, asks_of_work, likely, received
from casework.words.called import comes_by, delayed, finished, says
from tests.tools.guess_figures import count_results, count_staff, count_work

HELDOUT = Path(__file__).parent / "sentences" / "staff_heldout.csv"


def test_words_never_learnt() -> None:
    """Of 150 in another manner the right act is among the first three in four of five."""
    with HELDOUT.open(encoding="utf-8", newline="") as file:
        counts = count_staff(csv.DictReader(file))
    assert counts.all["act top3"] == 150
    assert counts.share("act top3") >= 0.8
    assert counts.share("asked with the right one") >= 0.85


def test_words_of_the_busy() -> None:
    """Of 100 of busy heads and stewards, on which the rules were tuned, the right act is mostly first."""
    with HELDOUT.with_name("staff_busy.csv").open(encoding="utf-8", newline="") as file:
        counts = count_staff(csv.DictReader(file))
    assert counts.all["act"] == 100
    assert counts.share("act") >= 0.92
    assert counts.share("act top3") >= 0.98


def test_lines_of_a_group_never_learnt() -> None:
    """Of 560 lines of colleagues those of a matter are known, and one in ten at most of the others is taken for one."""
    with HELDOUT.with_name("staff_group_unseen.csv").open(encoding="utf-8", newline="") as file:
        counts = count_work(csv.DictReader(file))
    assert counts.share("work") >= 0.85
    assert counts.share("taken for work") <= 0.1


def test_results_never_learnt() -> None:
    """Of 220 answers to "done" the words on it are mostly heard, nearly always rightly, and seldom where none are."""
    with HELDOUT.with_name("verdicts_unseen.csv").open(encoding="utf-8", newline="") as file:
        counts = count_results(csv.DictReader(file))
    assert counts.share("a word on it") >= 0.75
    assert counts.share("the right one") >= 0.9
    assert counts.share("taken for one") <= 0.08


@pytest.mark.parametrize("text", ["", " ", "？", "🤷", "!!!", "哈哈"])
def test_nothing_is_made_of_nothing(text: str) -> None:
    """Signs, blanks: every act has its odds, and nothing raises."""
    assert all(0 <= odds <= 1 for odds in acts(text).values())
    assert not set(likely(text)) & {"take", "done"}


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("哪些事最急", "urgent"),
        ("先办哪个", "urgent"),
        ("有快到点的吗", "urgent"),
        ("我手里几件", "mine"),
        ("我还有啥活", "mine"),
        ("今天还剩几个", "all"),
        ("没人接的有几个", "all"),
        ("看板", "board"),
        ("亮灯", "board"),
        ("楼道亮灯了", None),
        ("看板咋打开", "board"),
        ("给我看板链接", "board"),
        ("open my board", "board"),
        ("小区的看板掉了一块", None),
        ("今晚谁值班", "duty"),
        ("谁值班", "duty"),
        ("周三我和刘哥换个班", "duty"),
        ("周三刘哥替我值班", "duty"),
        ("能不能换一下班", "duty"),
        ("哪个社区最慢", "slowest"),
        ("哪个网格超时最多", "slowest"),
        ("哪个小区欠得最多", "slowest"),
        ("哪个社区办得慢", "slowest"),
        ("哪个社区管这事", None),
        ("换班车了", None),
        ("楼道灯不亮", None),
        ("明天去", None),
        ("急死了，水漏得厉害", None),
        ("等几个配件", None),
        ("我家没水", None),
    ],
)
def test_questions_about_the_work(text: str, asked: str | None) -> None:
    """What presses, what is mine, what there is, who is on duty; nothing else."""
    assert asks_of_work(text) == asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("今天一共几件了", "all"),
        ("今天統共幾件了", "all"),
        ("还有几个没办的", "all"),
        ("哪些超时了", "all"),
        ("没接的还有几个", "all"),
        ("咱社区今天报了几件", "all"),
        ("how many are open?", "all"),
        ("我手上几个", "mine"),
        ("我手里还有几件没办完", "mine"),
        ("今天来了几个人", None),
        ("还有几个没签到的", None),
        ("还剩几个灯泡", None),
        ("今天几号", None),
        ("快递还有几件", None),
        ("没吃的还有几个", None),
        ("超时几分钟了", None),
        ("这事几天能完", None),
    ],
)
def test_how_many(text: str, asked: str | None) -> None:
    """How many matters there are, and nothing else is said."""
    assert asks_count(text) == asked


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("收到 二十分钟到", True),
        ("收到，半小时到", True),
        ("三点到", True),
        ("下午三点上门", True),
        ("9:30到", True),
        ("几点到", False),
        ("快递三点到", False),
        ("三点修完", False),
        ("三点到五点停水", False),
        ("十分钟前到的", False),
    ],
)
def test_when_they_come(text: str, says: bool) -> None:
    """When somebody comes, in minutes or by the clock."""
    assert comes_by(text) is says


@pytest.mark.parametrize("text", ["手头这家弄完就去", "这边处理好再过去", "修完那家马上到"])
def test_done_first_is_not_done(text: str) -> None:
    """Another thing is to be done first: nothing is done."""
    assert not finished(text)
    assert says(text) is None


@pytest.mark.parametrize("text", ["收到", "晓得了", "好的", "👌", "嗯", "收到，谢谢", "谢谢张姐"])
def test_received(text: str) -> None:
    """Nothing else is said."""
    assert received(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("堵车了，晚点到", True),
        ("今天去不了，明天上午", True),
        ("队里有任务，下午过去", True),
        ("改天再去", True),
        ("行，下午再派人", True),
        ("马上到", False),
        ("中午吃啥", False),
        ("明天几点开例会", False),
        ("明天去不去？", False),
        ("到了", False),
    ],
)
def test_delayed(text: str, says: bool) -> None:
    """Later than they should, or another day; no question, no talk."""
    assert delayed(text) is says


@pytest.mark.parametrize(
    "text",
    ["预计一个小时修好", "大概半小时弄完", "一个小时就弄好", "还得一小时能通完", "估计晚上能修好", "最快明天换好"],
)
def test_what_will_be_done_is_not(text: str) -> None:
    """Until when it takes, and nothing that a resident may read as the result."""
    assert not finished(text)
    assert next(iter(likely(text)), None) != "done"


@pytest.mark.parametrize("text", ["一个小时修好了", "修好了 估计能用两年"])
def test_what_is_done_though_a_span_is_named(text: str) -> None:
    """How long it took, or will last."""
    assert next(iter(likely(text)), None) == "done"
