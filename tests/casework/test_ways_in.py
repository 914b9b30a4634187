"""How to come into a home stands on no card that many read: it is for whoever goes there."""

import pytest

from casework.words.masking import mask

SIGN = "〔怎么进门〕"
TOLD = (
    "钥匙搁隔壁老郑家",
    "钥匙在脚垫底下",
    "门没锁直接进",
    "备用钥匙藏鞋柜里了",
    "钥匙放门口奶箱里",
    "钥匙压在花盆底下，来了自己开",
    "钥匙给了对门，你们找他拿",
    "我家门没锁，推门进就行",
    "家门虚掩着",
    "我家门开着呢 师傅直接进来",
    "密码是2580#",
    "开门密码 123456",
    "门锁密码:778899",
    "脚垫底下有钥匙",
    "钥匙我搁消防栓箱里了",
    "钥匙挂在电表箱里",
    "门禁卡放保安室抽屉",
    "门留着呢，你们直接进",
    "房门没锁 自己进来吧",
    "推门就能进",
    "没人就用鞋柜里的钥匙",
    "没人的话拿鞋柜里的钥匙开",
    "来了取奶箱里那把钥匙自己进",
    "备用钥匙在物业3号抽屉",
    "门禁按#5566",
    "单元门摁 2580#",
    "密码是我生日六月八号",
    "密码就是我家电话后四位",
    "열쇠는 우체통 안에 있어요",
    "비밀번호 1234",
    "The key is under the mat",
    "my door is unlocked, just come in",
)
"""Where a key lies, a door that is open, the code of a door."""
A_MATTER = (
    "钥匙丢了",
    "钥匙断在锁里了",
    "钥匙掉下水道里了",
    "忘带钥匙了进不去屋",
    "钥匙锁屋里了",
    "钥匙在锁里拔不出来",
    "单元门没锁好，谁都能进",
    "单元门锁坏了",
    "大门开着没人管",
    "配电箱门没关，危险",
    "密码锁坏了",
    "门禁密码忘了",
    "活动室钥匙在谁那儿",
    "车库钥匙找不着了",
    "钥匙在屋里，门撞上了",
    "单元门密码不好使",
    "井盖没盖，配电室门敞着",
    "门卡刷不开",
    "楼道门没关，冷风往里灌",
    "电梯门开着不动",
    "钥匙给物业了",
    "拿物业的钥匙也开不开",
    "用柜子里的钥匙打不开",
    "找我家里的钥匙没找着",
    "门禁按了没反应",
    "钥匙在物业呢",
    "열쇠를 잃어버렸어요",
    "I lost my key",
    "the key broke in the lock",
    "门关不上",
)
"""What is wrong with a door or a key: a matter that those who act have to read."""


@pytest.mark.parametrize("text", TOLD)
def test_a_way_in_is_taken_out(text: str) -> None:
    """And masking it again changes nothing."""
    masked = mask(text)
    assert SIGN in masked
    assert mask(masked) == masked


@pytest.mark.parametrize("text", A_MATTER)
def test_a_broken_door_is_a_matter(text: str) -> None:
    """Nothing of it is taken out."""
    assert SIGN not in mask(text)
