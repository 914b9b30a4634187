"""Words that name a report by its number; a day, or a house, is none."""

import pytest

from casework.words.numbered import asks_whose, gives_up, number_and_rest


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("25号撤回", (25, "撤回")),
        ("撤了6号", (6, "撤了")),
        ("撤回2号，发错了", (2, "撤回，发错了")),
        ("6号不用了", (6, "不用了")),
        ("8号没修好 按错了", (8, "没修好 按错了")),
        ("凭什么14号没人管", (14, "凭什么没人管")),
        ("4号现在归谁管", (4, "现在归谁管")),
        ("那个2号的灯啥时候修", (2, "灯啥时候修")),
        ("2号 还黑着", (2, "还黑着")),
        ("我2号楼的妹妹也这样", None),
        ("25号下午我在家", None),
        ("等到15号还没人来", None),
        ("下个月3号没空", None),
        ("3号楼没人管", None),
        ("我家2号门没关", None),
    ],
)
def test_number_and_rest(text: str, found: tuple[int, str] | None) -> None:
    """The number and what is said of it."""
    assert number_and_rest(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "撤了",
        "撤回",
        "夜个儿我说的那健身器，你们要是嫌费劲就甭管了",
        "不用来了 睡了",
        "算了 安静了",
        "不用了",
        "取消",
        "按错了",
        "别来了",
    ],
)
def test_gives_up(text: str) -> None:
    """Nobody has to do anything any more."""
    assert gives_up(text)


@pytest.mark.parametrize("text", ["不用花钱吧", "没修好 按错了", "水还没撤", "我下楼买个菜", "不用电钻声那么大"])
def test_does_not_give_up(text: str) -> None:
    """Something else."""
    assert not gives_up(text)


@pytest.mark.parametrize("text", ["现在归谁管", "凭什么没人管", "谁在管"])
def test_asks_whose(text: str) -> None:
    """Who has it."""
    assert asks_whose(text)
