"""Words about being a volunteer, and words that only speak of volunteers."""

import pytest

from casework.words.volunteers import calls_volunteers, of_volunteering

WISHES = (
    "我想当志愿者",
    "我要报名当志愿者",
    "怎么当志愿者",
    "怎么报名志愿者？",
    "志愿者怎么报名",
    "我想加入志愿者队",
    "我也想做个志愿者",
    "俺能当志愿者不",
    "能不能当个志愿者",
    "退休了想当志愿者",
    "咋报名当志愿者呢",
    "我不想当志愿者了",
    "我想做義工",
    "想參加志愿者",
    "I'd like to be a volunteer",
    "how can I become a volunteer",
    "I want to volunteer",
    "자원봉사 하고 싶어요",
)
OTHERS = (
    "志愿者把门口的雪扫了，谢谢",
    "志愿者没来",
    "喊志愿者",
    "叫几个志愿者来帮忙",
    "楼道灯坏了，志愿者也修不了",
    "当心路滑",
    "我不想报了",
    "我想当面说",
    "志愿者",
    "昨天来的志愿者态度不好",
    "需要志愿者帮我妈买药",
    "volunteer came late",
    "我想报名参加社区的合唱队",
    "能不能派志愿者来",
    "我家没人当过志愿者，灯坏了",
)


@pytest.mark.parametrize("said", WISHES)
def test_would_like_to_be_one(said: str) -> None:
    """However it is put, in another script or language too."""
    assert of_volunteering(said)


@pytest.mark.parametrize("said", OTHERS)
def test_only_speaks_of_volunteers(said: str) -> None:
    """Somebody else's doing, a matter, or nothing of the kind."""
    assert not of_volunteering(said)


CALLS = (
    "喊志愿者",
    "15号喊志愿者",
    "叫几个志愿者来帮忙",
    "找两个志愿者",
    "喊幾個志願者來",
    "请社区志愿者搭把手",
    "发动志愿者",
    "派3名志愿者去",
    "喊下志愿者吧",
    "召集义工",
    "call volunteers",
)
NO_CALLS = (
    "志愿者说他去不了",
    "别喊志愿者了",
    "不用叫志愿者",
    "已经喊过志愿者了",
    "志愿者来了",
    "要不要喊志愿者？",
    "能喊志愿者吗",
    "没找志愿者",
    "叫李师傅去",
    "喊过志愿者了",
    "我想当志愿者",
    "志愿者电话给我",
)


@pytest.mark.parametrize("said", CALLS)
def test_volunteers_are_called(said: str) -> None:
    """Whoever has a matter says so in a few words."""
    assert calls_volunteers(said)


@pytest.mark.parametrize("said", NO_CALLS)
def test_nobody_is_called(said: str) -> None:
    """It is asked, refused, over, or about something else."""
    assert not calls_volunteers(said)
