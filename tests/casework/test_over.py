"""What says that a danger is over, and what says that it is not."""

import pytest

from casework.words.over import denies_danger, helpers_came, says_again, says_over


@pytest.mark.parametrize(
    "words",
    [
        "没事了",
        "逗你呢",
        "哈哈逗你玩呢 没事",
        "开玩笑的啦",
        "醒了 没事了",
        "虚惊一场",
        "灭了",
        "是我家炒菜糊了 没事了",
        "不是煤气，是酸菜缸",
        "아니에요 김치찌개 냄새였어요",
        "죄송해요 잘못 알았어요",
        "괜찮아요 제가 껐어요",
        "sorry my mistake it was just the trash",
        "the fire turned out to be a barbecue",
        "哦 是电视剧 声儿开太大了",
        "没有 就是爬楼累的 歇会儿好了",
        "哎呀 是我烙饼糊了",
        "有人抽烟呢 没事",
        "是静电 毛衣闹的",
        "没漏 是我鼻子不好使",
        "阳台 那是蚊香",
        "插排冒烟来着 我拔了 现在没事了",
        "sorry, it was my cooking",
    ],
)
def test_it_is_over(words: str) -> None:
    """Plain good news, and what was a joke."""
    assert says_over(words)
    assert not says_again(words)


@pytest.mark.parametrize(
    "words",
    [
        "不是 真有味 我没开玩笑",
        "没跟你开玩笑 真的有火",
        "没闹着玩 真有人",
        "还在漏",
        "还没灭",
        "没灭干净",
        "又冒烟了",
        "哎，又咝咝上了",
        "我没误报，嗓子都哑了",
        "我可没瞎报",
        "又不对劲了",
        "又这样了",
        "俺没看错",
    ],
)
def test_it_is_not(words: str) -> None:
    """Meant in earnest, still going on, or there again."""
    assert not says_over(words)
    assert says_again(words)


@pytest.mark.parametrize(
    "words",
    [
        "가스 냄새였어요",
        "有人抽烟把沙发点着了",
        "我家没做饭 不是炒菜味",
        "不是油漆 就是煤气",
        "二楼那家 炒菜的",
        "歇了一会儿也不好",
        "在地上坐着呢",
        "it was just a small fire but it is still burning",
        "아직 가스 냄새나요",
        "안 괜찮아요",
        "it was only a minute ago",
        "it was just him, he is bleeding",
    ],
)
def test_what_only_begins_like_it(words: str) -> None:
    """What it was is said, and it is the danger."""
    assert not says_over(words)


def test_help_has_come() -> None:
    """News, and no alarm; where something is wrong beside it, it is one."""
    for words in ("120来了 谢谢你们", "救护车到了", "警察到了 把人带走了", "the ambulance is here"):
        assert helpers_came(words), words
    for words in ("消防车来了吗", "120咋还没来", "消防来了 火还没灭", "警察来了，他又拿刀砍人"):
        assert not helpers_came(words), words


@pytest.mark.parametrize(
    "words",
    [
        "我在楼下呢 一单元的都出来了 就差四楼老刘太太",
        "人都出来了 就剩三楼老李没下来",
        "都出来了 就老王头没见着",
        "二单元的都撤出来了 还有个老太太在屋里",
        "都救出来了 少一个孩子",
        "人都下来了 就一个没联系上",
        "大伙都出来了 除了四楼老太太",
        "都出來了 就差四樓老劉太太",
        "火灭了 就差一个人没找着",
        "everybody is safe now except my grandmother",
    ],
)
def test_somebody_is_missing(words: str) -> None:
    """Whoever else is out."""
    assert not says_over(words)


@pytest.mark.parametrize(
    "words",
    [
        "火灭了 一个都没少",
        "都出来了 一个不差",
        "没事了 就差擦地了",
        "虚惊一场 差点把老太太吓坏了",
        "误会了 差一个快递员没给开门 没事了",
        "火灭了 除了墙熏黑了没别的",
        "没事了 除了老太太有点吓着",
        "火灭了 还有点水在楼道里",
        "火灭了 就差一个锅盖没找着",
        "it's over, everyone is fine but the door is broken",
    ],
)
def test_nobody_is_missing(words: str) -> None:
    """Said of a thing, or that all are there."""
    assert says_over(words)


@pytest.mark.parametrize(
    "said",
    [
        "啥打人啊 我说捅下水道",
        "没人打架 我说的是修管子",
        "哪有打架的",
        "不是打架 我打错字了",
        "误会了 没打人",
        "是误报吧",
        "打啥人啊 我说捅管子",
        "谁说打架了 两口子都在家",
        "没着火 我说的是灶坑",
        "什么着火 我说烤串的炉子",
        "没有人打人",
        "哪来的煤气 我说气阀门没气",
    ],
)
def test_it_is_denied(said: str) -> None:
    """There is no such danger as was understood."""
    assert denies_danger(said)


@pytest.mark.parametrize(
    "said",
    [
        "谁打人 报警没",
        "别打了",
        "没人受伤",
        "不是误报",
        "为啥打人啊",
        "啥时候打的",
        "不是打架 是捅人了",
        "我说让你们快点",
        "没打架吗",
        "啥情况",
        "没人管打架这事吗",
        "真打起来了",
        "不是着火 是漏煤气了",
    ],
)
def test_nothing_is_denied(said: str) -> None:
    """It is asked, meant in earnest, or another danger."""
    assert not denies_danger(said)
