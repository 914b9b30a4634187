"""What a group may read of a resident's words."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from casework.words.masking import mask

MASKED = [
    ("电话13812345678", "电话〔电话〕"),
    ("给我打138 1234 5678", "给我打〔电话〕"),
    ("138-1234-5678 找我", "〔电话〕 找我"),
    ("１３８１２３４５６７８", "〔电话〕"),
    ("+86 13812345678", "〔电话〕"),
    ("我电话1.3.8.1.2.3.4.5.6.7.8", "我电话〔电话〕"),
    ("幺三八一二三四五六七八", "〔电话〕"),
    ("138一二三四5678", "〔电话〕"),
    ("0432-64801234", "〔电话〕"),
    ("(0432)6480 1234", "〔电话〕"),
    ("座机64801234", "座机〔电话〕"),
    ("打64801234都行", "打〔电话〕都行"),
    ("手机尾号5678", "手机尾号〔电话〕"),
    ("13812345678 13912345678", "〔电话〕 〔电话〕"),
    ("身份证220202195001011234", "身份证〔证件号〕"),
    ("22020219500101123X", "〔证件号〕"),
    ("２２０２０２１９５００１０１１２３ｘ", "〔证件号〕"),
    ("220202 19500101 1234", "〔证件号〕"),
    ("老证220202500101123", "老证〔证件号〕"),
    ("卡号6222021234567890123", "卡号〔卡号〕"),
    ("6222 0212 3456 7890 123", "〔卡号〕"),
    ("微信:wang_laosan88", "微信:〔账号〕"),
    ("加vx abc12345", "加vx 〔账号〕"),
    ("QQ号123456789", "QQ号〔账号〕"),
    ("找@zhangsan_jl说", "找〔账号〕说"),
    ("邮箱wang@qq.com谢谢", "邮箱〔邮箱〕谢谢"),
    ("看https://a.com/p?id=1吧", "看〔网址〕吧"),
    ("3号楼2单元501室漏水", "3号楼2单元〔门牌〕漏水"),
    ("3号楼2单元501漏水", "3号楼2单元〔门牌〕漏水"),
    ("3号楼２单元５０１", "3号楼２单元〔门牌〕"),
    ("3栋1103停水", "3栋〔门牌〕停水"),
    ("我家502 没电", "我家〔门牌〕 没电"),
    ("502漏水", "〔门牌〕漏水"),
    ("2-501没水", "2-〔门牌〕没水"),
    ("3-2-501没水", "3-2-〔门牌〕没水"),
    ("3#2-1501", "3#2-〔门牌〕"),
    ("楼上601太吵了", "楼上〔门牌〕太吵了"),
    ("二单元五零一", "二单元〔门牌〕"),
    ("五零一室", "〔门牌〕"),
    ("三楼东门的邻居", "三楼〔门牌〕的邻居"),
    ("301户老人", "〔门牌〕老人"),
    ("我叫王建国，家里漏水", "我叫〔姓名〕，家里漏水"),
    ("我是李秀英 暖气不热", "我是〔姓名〕 暖气不热"),
    ("我叫张伟下水堵了", "我叫〔姓名〕水堵了"),
    ("联系人：刘洋", "联系人：〔姓名〕"),
    ("我叫欧阳静", "我叫〔姓名〕"),
]

UNTOUCHED = [
    "3号楼下水堵两天了",
    "3号楼2单元没电",
    "三号楼东门坏了",
    "小区东门没人管",
    "12:30停的电",
    "晚上8:00-10:30都在家",
    "打110了",
    "打119 打120 都打了",
    "拨12345也没用",
    "供电95598打不通",
    "2025年11月21日报的",
    "2025-11-21报的",
    "三楼以上都不热",
    "5楼以上没水",
    "屋里才15度",
    "302路公交不来",
    "物业费1205块",
    "多收我201元",
    "300户没电",
    "一共3户没水",
    "两室一厅没暖气",
    "2室1厅",
    "120平的房子",
    "412号咋样了",
    "我是业主",
    "我是常住的",
    "我是三号楼的",
    "我叫王师傅来看过",
    "5天修3次了",
    "车停了2年",
    "厨房下水返水，堵两天了",
    "Lift is broken again",
]


@pytest.mark.parametrize(("said", "shown"), MASKED)
def test_takes_out_what_identifies(said: str, shown: str) -> None:
    """What identifies a person or a door is replaced, and the rest stays as it was written."""
    assert mask(said) == shown


@pytest.mark.parametrize("said", UNTOUCHED)
def test_leaves_the_matter_and_the_building(said: str) -> None:
    """Buildings, times, amounts, emergency numbers and issue numbers stay."""
    assert mask(said) == said


_REPORTS = st.text(
    alphabet=st.sampled_from("0123456789０１５一二五零幺室楼单元号户我叫是王李 -.:@#Xx微信QQabc，〔〕\u200b\ufe0f"),
    max_size=60,
)


@given(st.one_of(st.text(), _REPORTS))
@example("1" * 40)
@example("①②③④⑤⑥⑦⑧⑨①②③")
def test_holds_for_any_text(said: str) -> None:
    """Whatever is written, masking ends, masking again changes nothing, and no eleven figures stand in a row."""
    shown = mask(said)
    assert mask(shown) == shown
    assert re.search(r"\d{11}", shown) is None
