"""Whether words state that something is wrong, or only ask, praise, or tell what somebody said."""

import pytest

from casework.words.asking import only_asks

ONLY_ASKED = (
    "井盖归谁管/小区能养狗不/路灯几点亮/装修垃圾往哪扔/暖气啥时候开始供啊/楼道扫得挺干净/昨天那个井盖修得真快/物业说明天来"
    "/停电的时候电梯咋办/我妈让我问问，井盖归谁管/这两天暖气挺热乎/物业费能不能网上交"
    "/热死了要着火了哈哈/热死我了/太阳晒死人了/哈哈哈/3号楼那井盖修没修/门口那井盖修好了没有"
)
REPORTED = (
    "下水道堵了找谁啊/今年咋还不扫雪/能不能来个人看看下水/暖气不热有没有人管啊/谁往楼下扔东西/停水停到啥时候啊急死了"
    "/是不是管子漏了，我家墙都湿了/楼道灯不亮/大半夜装修/门口路灯能不能给安一个/昨晚上谁家放炮放到半夜/扶手都没有"
    "/这天儿热死了，灯也不亮/屋里热死了暖气太热/热死了，快来人/热得喘不上气/冻死了"
)


@pytest.mark.parametrize("text", ONLY_ASKED.split("/"))
def test_what_only_asks_or_praises(text: str) -> None:
    """Nothing in it is wrong, whatever it names."""
    assert only_asks(text)


@pytest.mark.parametrize("text", REPORTED.split("/"))
def test_a_need_however_it_is_put(text: str) -> None:
    """Something is wrong in it, or somebody is to come."""
    assert not only_asks(text)
