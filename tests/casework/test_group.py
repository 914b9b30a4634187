"""What a neighbour's message in the group is, in its conversation (sentences/shared_group.csv)."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.words.group import Look, Said, look
from casework.words.guess import guess, words
from tests.tools.guess_figures import SENTENCES, count_group, main, read


def said(*texts: tuple[str, str]) -> list[Look]:
    """A conversation of (author, text), looked at in its order."""
    seen: list[Look] = []
    for number, (author, text) in enumerate(texts, 1):
        seen.append(look(Said(number=number, author=author, text=text, staff=author == "H"), seen))
    return seen


def test_the_figures_of_the_conversations() -> None:
    """Every goal is met on the conversations in the repository (the words were fitted to them)."""
    counts = count_group(read(SENTENCES / "shared_group.csv"))
    assert counts.share("offers right") >= 0.9
    assert counts.share("reports found") >= 0.6
    assert counts.share("danger found") >= 0.85
    assert counts.right["danger false"] <= 2
    assert counts.share("me too") >= 0.7
    assert counts.share("private left alone") >= 0.9


def test_the_figures_of_conversations_that_were_never_learnt_from() -> None:
    """What is offered is right and nobody is alarmed for nothing; of "my home too" and dangers some are missed."""
    counts = count_group(read(SENTENCES / "unseen_group.csv"))
    assert counts.share("offers right") >= 0.8
    assert counts.share("reports found") >= 0.6
    assert counts.share("danger found") >= 0.7
    assert counts.share("danger false") <= 2 / 300
    assert counts.share("me too") >= 0.65


def test_the_figures_of_another_manner() -> None:
    """By an author who writes otherwise: what is offered is right, and nobody is alarmed for nothing."""
    counts = count_group(read(SENTENCES / "unseen_group_other.csv"))
    assert counts.share("offers right") >= 0.9
    assert counts.share("reports found") >= 0.8
    assert counts.share("danger found") == 1.0
    assert counts.right["danger false"] == 0
    assert counts.share("me too") >= 0.8


def test_who_asks_at_last_has_told_before() -> None:
    """It is told, and then asked about; what only asks is offered nothing, and neither is advice."""
    told = (
        "道上全是冰 没人撒点沙子吗",
        "楼道灯坏了三天了 没人管吗",
        "单元门关不上了 能修不",
        "下水道堵了，往外返水 物业知道吗",
    )
    asked = ("灯坏了吗", "谁家停水了 咱楼停了吗", "拿砖头顶一下", "用胶带粘上", "挡风玻璃没电话")
    assert [said(("A", one))[0].label for one in told] == ["report"] * 4
    assert [said(("A", one))[0].label for one in asked] == ["none"] * 5


def test_the_figures_of_danger_in_a_group() -> None:
    """Danger said the way people do in a group, and what is a joke, over or only feared."""
    counts = count_group(read(SENTENCES / "danger_group.csv"))
    assert counts.share("danger found") >= 0.9
    assert counts.right["danger false"] <= 1
    assert counts.share("me too") >= 0.85


def _echo(told: str, text: str, *between: str) -> bool:
    first = replace(look(Said(number=1, author="A", text=told), ()), label="report")
    seen = [first]
    for number, one in enumerate((*between, text), 2):
        seen.append(look(Said(number=number, author=f"B{number}", text=one), seen))
    return seen[-1].label == "me_too"


def test_how_neighbours_say_that_they_have_it_too() -> None:
    """In many manners, right after a report and behind some talk; who has it not, asks or chats has it not."""
    rows = read(SENTENCES / "echoes.csv")
    for between in ((), ("收到", "啥时候能好")):
        too = [_echo(one["told"], one["text"], *between) for one in rows if one["too"] == "yes"]
        none = [_echo(one["told"], one["text"], *between) for one in rows if one["too"] == "no"]
        assert sum(too) / len(too) >= 0.85
        assert sum(none) / len(none) <= 0.05


def test_who_wonders_may_be_heard_by_others() -> None:
    """ "Where has the water gone?" offers nothing yet, and whoever has it too has it too."""
    for told, text in (
        ("水咋没了呢", "我家也没了"),
        ("灯又瞎了", "二楼也不亮"),
        ("晚上上楼吓死个人，没灯", "我家那层也黑"),
    ):
        first, second = said(("A", told), ("B", text))
        assert (first.label, first.perhaps, second.label) == ("none", True, "me_too")


def test_chatter_is_none_of_its_business() -> None:
    """Greetings, sales and jokes: nothing."""
    talk = said(("A", "早上好"), ("B", "转让一个燃气灶 八成新"), ("C", "笑死我了"), ("A", "晚上打扑克 三缺一"))
    assert [one.label for one in talk] == ["none"] * 4


def test_what_is_overheard_is_not_kept() -> None:
    """Neither the guess nor the words of it stay in the memory of the process."""
    guess.cache_clear()
    words.cache_clear()
    said(("A", "3号楼停电了"), ("B", "我家也停了"), ("A", "来电了"))
    assert guess.cache_info().currsize == words.cache_info().currsize == 0


def test_a_few_words_that_name_it() -> None:
    """Whoever is brief about a power cut is asked; whoever only mentions the lift is not."""
    broken = ("停电了 整个单元都没电", "咋又停电了", "单元门关不上了", "3号楼停电了")
    talk = ("今天电梯不错", "电梯里遇到你了", "你家停水了吗", "昨天的水真大", "楼道灯修好了")
    assert [said(("A", one))[0].label for one in broken] == ["report"] * 4
    assert [said(("A", one))[0].label for one in talk] == ["none"] * 5


def test_others_have_it_too_until_it_is_mended() -> None:
    """A report, a neighbour who has it as well, the end of it; each names the report that it means."""
    talk = said(
        ("A", "3号楼停水了 从早上到现在水龙头一滴水没有"), ("B", "我家也没水"), ("H", "师傅去看了"), ("C", "来水了")
    )
    assert [(one.label, one.about) for one in talk] == [("report", None), ("me_too", 1), ("none", None), ("mended", 1)]


def test_two_matters_at_once_are_told_apart() -> None:
    """The words that name it decide; without any the newest is meant, and what nobody reported is not over."""
    talk = said(
        *(("A", "3号楼停电了，整个单元都黑了"), ("B", "3号楼停水了，一滴水没有"), ("C", "我家也是")),
        *(("D", "俺家也没水"), ("E", "我家也没电"), ("F", "来水了"), ("G", "来电了")),
    )
    assert [one.about for one in talk] == [None, None, 2, 2, 1, 2, 1]
    assert [one.label for one in said(("A", "楼道里一股煤气味"), ("B", "来电了"))] == ["danger", "none"]


def test_my_home_too_needs_something_that_was_told() -> None:
    """ "我家也是" under a recipe is no report."""
    assert [one.label for one in said(("A", "包饺子呢 酸菜馅"), ("B", "我家也是"))] == ["none", "none"]


def test_danger_is_heard_whatever_the_talk_was_about() -> None:
    """A fire in the middle of football."""
    talk = said(("A", "昨晚那球看没"), ("B", "六楼阳台往外冒黑烟 着火了"))
    assert talk[1].label == "danger"
    assert talk[1].guess.danger == "fire"


@given(st.lists(st.tuples(st.sampled_from("ABH"), st.text()), max_size=6))
def test_never_raises(texts: list[tuple[str, str]]) -> None:
    """Any conversation gets its labels."""
    assert len(said(*texts)) == len(texts)


def test_prints_a_line_for_each_figure(capsys: object) -> None:
    """`make guess` without a table takes the shared one; each line ends in n/m."""
    assert main([]) == 0
    assert main([f"GROUP={SENTENCES / 'shared_group.csv'}"]) == 0


def test_a_mere_grumble_is_offered_nothing() -> None:
    """Who is only displeased with the company has said nothing that could be mended; with a thing beside it, he has."""
    for said in ("物业一天天就知道收钱", "交了物业费也不干活", "物业养闲人"):
        assert look(Said(number=1, author="a", text=said), []).label == "none", said
    assert look(Said(number=1, author="a", text="物业光收钱不干活，垃圾三天没清了"), []).label == "report"


def test_an_animal_that_sings_is_no_report() -> None:
    """A joke of a cat is talk; what cannot be slept through is none."""
    assert said(("A", "谁家大花猫蹲俺窗台上嗷嗷唱歌，魂儿都唱没了"))[0].label == "none"
    assert said(("A", "4号楼的狗天天半夜叫，吵死了"))[0].label == "report"


def test_who_has_it_too_in_words_of_his_own() -> None:
    """Nobody says "me too": how far it reaches, since when, what came of it; two boxes of cherries are no matter."""
    for too in ("可不咋地 我妈昨天也卡一跤", "对 我家也停了", "11号楼一样", "我们楼还没有", "确实 天天这样"):
        talk = said(("A", "单元门坏了关不上 冷风往里灌"), ("B", too))
        assert (talk[1].label, talk[1].about) == ("me_too", 1), too
    talk = said(
        ("A", "单元门坏了关不上 冷风往里灌"), ("B", "团购车厘子 五斤一箱"), ("C", "我家也要一箱"), ("D", "我家也是")
    )
    assert [one.label for one in talk[2:]] == ["none", "none"]


def test_what_ends_like_good_news_and_is_worse() -> None:
    """ "He can't be woken" ends as "he woke" does; whoever comes down with the children has not seen the fire end."""
    talk = said(("A", "有个老头摔倒起不来了 后脑勺出血"), ("B", "叫不醒了 眼睛闭着"))
    assert [one.label for one in talk] == ["danger", "danger"]
    talk = said(("A", "四楼窗户往外冒黑烟"), ("B", "我领孩子下来了"), ("C", "扑灭了 没伤着人"))
    assert [one.label for one in talk] == ["danger", "none", "mended"]


def test_dangers_in_a_neighbours_words() -> None:
    """Without the obvious word; and a figure of speech is none."""
    for one in ("二单元有个女的骑窗台上哭", "桥底下有个老头往水里走", "没心跳了 谁会人工呼吸", "不是演习 真有人晕倒了"):
        assert said(("A", one))[0].label == "danger", one
    for one in ("祝大家红红火火 小日子烧起来", "早上起不来", "我看着了 三号贴的"):
        assert said(("A", one))[0].label == "none", one


def test_who_is_suspected_is_private() -> None:
    """Somebody is said to have done it, be it a guess: no matter of the group; what is guessed of a pipe is none."""
    suspected = (
        "我自行车让人推走了，八成是小吴干的",
        "车筐让人砸了，准是对门那小子弄的",
        "花盆少了一盆，肯定是老孙太太拿的",
        "垃圾又扔楼道了，一定是六楼扔的",
    )
    assert [said(("A", one))[0].label for one in suspected] == ["private"] * 4
    things = ("估计是线路的问题", "八成是水管子裂了", "肯定是物业没交电费", "准是停电了")
    assert "private" not in [said(("A", one))[0].label for one in things]


@pytest.mark.parametrize(
    "cry",
    [
        "晕了晕了 谁会急救",
        "119 119 着了",
        "啊啊啊 着火",
        "塌了塌了",
        "叫救护车啊",
        "快打120",
        "血 好多血",
        "谁家煤气啊 呛死了",
        "谁打个120 楼下大爷倒了",
        "楼下满地都是血",
        "快跑啊 要塌了",
        "谁家着火了这么大烟",
        "谁家失火了 快看看",
        "怎么有股煤气味",
        "哪来的一股臭鸡蛋味",
        "怎么有股塑料糊味",
        "咋有一股子胶皮味",
        "哪来的焦糊味",
    ],
)
def test_a_cry_without_a_subject_is_danger(cry: str) -> None:
    """Whoever has no breath for who, what and where is asked at least."""
    found = look(Said(number=1, author="a", text=cry), ())
    assert found.label == "danger"
    assert found.guess.danger is not None


@pytest.mark.parametrize(
    "talk",
    [
        "谁打120多少钱啊",
        "满地都是血 昨天看的电影",
        "今天杀鸡 满手都是血",
        "谁会急救 社区要办培训",
        "笑晕了晕了",
        "这价格 晕了晕了",
        "心态炸了炸了",
        "锅着火了哈哈哈",
        "快跑步去 食堂要没饭了",
        "120打过了 没事了",
        "谁家煤气费咋交",
        "快打110举报他",
        "快打电话问问几点开门",
        "谁家着火了谁赔啊",
        "谁家着火了咋办",
        "怎么有股酸菜味",
        "怎么有股油漆味",
        "咋有股炖肉味",
        "怎么股票又跌了 塌了塌了",
    ],
)
def test_what_only_sounds_like_a_cry(talk: str) -> None:
    """A film, a hen, a course, a joke."""
    assert look(Said(number=1, author="a", text=talk), ()).label != "danger"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("社区通知：冬季注意煤气中毒", "none"),
        ("天冷了 烧炉子的注意煤气中毒", "none"),
        ("小心煤气中毒 晚上睡觉开点窗户", "none"),
        ("我妈煤气中毒了", "danger"),
        ("老张一家煤气中毒了 救护车来了没", "danger"),
        ("小心！3号楼着火了 快跑", "danger"),
    ],
)
def test_a_warning_is_no_danger(text: str, label: str) -> None:
    """Who says that everybody should mind the stove tells of nobody in danger."""
    assert said(("A", text))[-1].label == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("对门王秀英偷我家快递，被我抓着了", "private"),
        ("物业经理骂人", "private"),
        ("就是302老孙家把下水堵的", "private"),
        ("王师傅人挺好的，修得快", "none"),
        ("快递被偷了，谁看见了", "none"),
        ("楼道里有人倒尿", "report"),
        ("物业的人呢 下水堵了", "report"),
        ("我上周去补收了我五十 还不给收据", "none"),
    ],
)
def test_who_is_accused(text: str, label: str) -> None:
    """A neighbour by name, or somebody on duty for how he behaves; whom nobody is named for is none of that."""
    assert said(("A", text))[-1].label == label
