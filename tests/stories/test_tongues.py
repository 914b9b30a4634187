"""A neighbour writes Korean, another English: what they say in a conversation is understood as it is in Chinese."""

import pytest

from tests.stories.test_resident_followed import reported, resolved
from tests.stories.world import World


@pytest.mark.parametrize("said", ["never mind", "forget it", "sorry wrong chat", "please cancel my report"])
async def test_taken_back_in_english(world: World, said: str) -> None:
    """Second thoughts about what is only written leave no card that files itself."""
    await world.says("Emma", "my kitchen sink drain is blocked")
    await world.says("Emma", said)
    await world.sees("Emma", "not reported")
    await world.forward(minutes=15)
    await world.sees_nothing_of("李姐", "1号", chat="staff")


@pytest.mark.parametrize("said", ["취소해 주세요", "잘못 보냈어요", "됐어요 안 하셔도 돼요"])
async def test_taken_back_in_korean(world: World, said: str) -> None:
    """The same; "물이 새요" in the corridor is a leak, however slippery it is."""
    await world.says("孙大妈", "복도에 물이 새서 미끄러워요")
    await world.sees("孙大妈", "漏水")
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "好，没报")


@pytest.mark.parametrize("said", ["언제 와요? 누가 와요?", "아직 아무도 안 왔어요", "when will somebody come?"])
async def test_asked_how_it_stands(world: World, said: str) -> None:
    """When somebody comes is answered with how it stands."""
    await reported(world)
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "1号 下水道堵塞 · 等人接")


@pytest.mark.parametrize("said", ["안 오셔도 돼요", "no need to come anymore"])
async def test_nobody_has_to_come(world: World, said: str) -> None:
    """It is asked whether it is taken back, and "네" is a yes to that."""
    await reported(world)
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "真要撤回1号吗")
    await world.says("孙大妈", "네")
    await world.sees("孙大妈", "1号撤回了")


@pytest.mark.parametrize("said", ["아직도 막혀 있어요", "still blocked", "하나도 안 고쳤어요"])
async def test_not_solved(world: World, said: str) -> None:
    """After the result it is not solved, and no matter of its own."""
    await resolved(world)
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "1号")
    await world.sees_nothing_of("孙大妈", "您看看对不对", "那就好")
