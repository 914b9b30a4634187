"""Whose phone stands in the words, and who it was that told it."""

import pytest

from casework.words.masking import mask
from casework.words.phones import callers_phone, own_phones, without
from casework.words.whose import called_by

PHONE = "13844440000"


@pytest.mark.parametrize(
    "text",
    [
        f"单元门坏了，我电话{PHONE}",
        "单元门坏了 有事联系我 138 4444 0000",
        f"灯坏了，电话：{PHONE}",
        f"The light is broken. My phone is +86 {PHONE}",
        f"계단 등이 나갔어요. 제 전화 {PHONE}",
    ],
)
def test_a_number_of_one_s_own(text: str) -> None:
    """Said to be by which whoever writes is found."""
    assert own_phones(text, asked=False) == {PHONE}


@pytest.mark.parametrize(
    "text",
    [
        f"单元门坏了 {PHONE}",
        f"楼道里又贴小广告，电话{PHONE}",
        f"物业电话{PHONE}没人接",
        f"打我儿子电话{PHONE}",
        f"楼下老李说的，他电话{PHONE}",
        f"门口那车挡路了，车上留的电话{PHONE}",
        f"call my daughter {PHONE}",
    ],
)
def test_a_number_of_another_s(text: str) -> None:
    """A leaflet's, the company's, the family's, a neighbour's, or nobody knows whose."""
    assert own_phones(text, asked=False) == set()


def test_left_to_be_found_by() -> None:
    """There every number is one's own that is said of nobody else."""
    assert own_phones(f"2单元502，{PHONE}", asked=True) == {PHONE}
    assert own_phones(f"2单元502，我不在家，找我闺女{PHONE}", asked=True) == set()


def test_the_callers_phone() -> None:
    """It leaves the words together with what announces it; two numbers are nobody's, a leaflet's stays."""
    text = f"3号楼王秀英来电说下水道堵了，电话：{PHONE}"
    assert callers_phone(text) == PHONE
    assert without(text, PHONE) == "3号楼王秀英来电说下水道堵了"
    assert called_by(text) == "王秀英"
    assert without(f"帮刘大爷报 水管漏了（{PHONE}）快点", PHONE) == "帮刘大爷报 水管漏了快点"
    assert callers_phone(f"水管漏了 {PHONE} 13955550000") == ""
    assert callers_phone(f"楼道贴开锁小广告 {PHONE}") == ""


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("王秀英来电说下水道堵了", "〔姓名〕来电说下水道堵了"),
        ("张一凡来电说下水堵了", "〔姓名〕来电说下水堵了"),
        ("周海来电说下水堵了", "〔姓名〕来电说下水堵了"),
        ("3号楼李四来电话，灯坏了", "3号楼〔姓名〕来电话，灯坏了"),
        ("居民苗可欣打电话说单元门坏了", "居民〔姓名〕打电话说单元门坏了"),
        ("谢大脚来社区反映垃圾没收", "〔姓名〕来社区反映垃圾没收"),
        ("我接到杜飞电话，垃圾没收", "我接到〔姓名〕电话，垃圾没收"),
        ("反映人：魏忠信，路灯不亮", "反映人：〔姓名〕，路灯不亮"),
        *[
            (same, same)
            for same in (
                "马上来电",
                "几点来电啊",
                "小孙来电话里说灯坏了",
                "许多人反映",
                "白山路反映路灯不亮",
                "安保投诉没用",
                "王师傅打电话说下午到",
                "温馨家园反映停水",
                "一直打电话没人接",
            )
        ],
    ],
)
def test_who_called_stands_in_no_group(text: str, read: str) -> None:
    """Behind a surname those verbs make a name of any characters; places, posts and other words stay."""
    assert mask(text) == read
