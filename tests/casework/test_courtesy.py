"""Greetings, thanks and goodbyes in the many forms that people give them, and what is none."""

import pytest

from casework.words.courtesy import Courtesy, courtesy
from casework.words.guess import guess

SAID: dict[Courtesy | None, str] = {
    "greeting": """
你好呀 | 您好啊 | 在吗在吗 | 早上好 | 早 | 各位早 | 大家好 | hi there | hello | Good morning |
Hey anyone there? | 안녕하세요 | 안녕하세요! | 여보세요 | 哈喽 | 嗨 | 王师傅好 | 新年好 | 过年好呀 | 中秋快乐 |
各位邻居好 |
社区的各位好 | 有人吗 | 有人在吗 | 忙不 | 吃了吗 | 喂 | 早安 | 你好你好 | hello hello | 您好，在吗 | 师傅在吗 |
下午好啊 |
네 안녕하세요 | good evening everyone | 打扰一下
""",
    "thanks": """
谢谢你啊 | 谢谢王师傅 | 辛苦了 | 感谢感谢 | 太感谢了 | 多谢多谢 | 谢谢您嘞 | 麻烦了 | 麻烦您了 | 费心了 |
让您受累了 | 真好，谢谢 | 谢了哈 |
thank you so much | thanks a lot | Thanks, you're great | 고마워요 | 정말 감사합니다 | 수고하셨습니다 |
감사해요 정말 | 谢谢社区谢谢物业 | 哎呀太谢谢了 | 好的谢谢 | 嗯嗯谢谢 | 辛苦辛苦 | 辛苦师傅了 | 谢谢大家 |
好人一生平安 | thx | 太好了谢谢 |
那谢谢了啊 | 先谢谢了 | xiexie
""",
    "goodbye": """
拜拜 | 再见 | 晚安 | 先这样 | 那就这样吧 | 回见 | 明天见 | 慢走 | 早点休息 | bye | goodbye | good night |
see you tomorrow | 안녕히 계세요 | 수고하세요 | 잘 자요 | 886 | 睡了 | 那先这样，拜拜 | 好，拜拜 | 行，那我先睡了
""",
    None: """
麻烦修一下灯 | 谢谢，灯又坏了 | 你好，我家停水了 | 好 | 在家 | 早点修 | 今天停水吗 | 灯坏了谢谢 | 早上停的水 |
没人 | 辛苦你们来一趟 |
再见不到垃圾车了 | 好使 | 你好，请问几点来水 | 嗯 | 收到 | 师傅 | 物业 | 晚上 | 真好使 | 晚上没灯 | 麻烦快点 |
有人打架 | 有人吗救命 |
麻烦你们了灯还是不亮 | 多亏没着火 | 谢谢，不用来了 | 早上好，电梯坏了 | thanks but still broken | good |
hello my tap leaks | 睡不着吵死了
""",
}
"""What is said, and what it is."""


def _each() -> list[tuple[str, Courtesy | None]]:
    return [(one.strip(), kind) for kind, said in SAID.items() for one in said.split("|")]


@pytest.mark.parametrize(("text", "kind"), _each())
def test_courtesy(text: str, kind: Courtesy | None) -> None:
    """Nothing else may be said with it; the guess calls it the same, and makes no report of it."""
    assert courtesy(text) == kind
    if kind is not None:
        assert guess(text).talk == kind
        assert not guess(text).report
