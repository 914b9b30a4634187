"""Which words of staff are for one home alone."""

import pytest

from casework.words.to_one import said_to_one

FOR_ALL = ("下午三点来电", "供电局说下午三点修好", "今晚停水到八点，先接点水", "Power is back at three")
FOR_ONE = (
    "孙大妈您腿脚不好别下楼",
    "下午三点去您家看",
    "下午三点来，电话13812345678",
    "2单元502的阀门坏了",
    "老郑家的阀门坏了",
    "her valve is broken",
    " ",
)


@pytest.mark.parametrize("text", FOR_ALL)
def test_what_is_said_of_the_matter_is_for_all(text: str) -> None:
    """Only the matter is spoken of."""
    assert not said_to_one(text)


@pytest.mark.parametrize("text", FOR_ONE)
def test_what_is_said_to_a_home_stays_there(text: str) -> None:
    """Somebody is spoken to, or a home or a number is named."""
    assert said_to_one(text)
