"""What is known of a person: shown to that person alone, not kept without consent, erased when he or she says so."""

import json
from typing import Any

from sqlalchemy import Connection, select

from storage.tables import metadata
from tests.stories.test_resident_followed import accepted
from tests.stories.world import World

SECRETS = ("张三丰家", "13812345678", "2单元502", "我妈住三楼")


async def stored(world: World) -> str:
    """All that the bot has stored."""
    assert world.database is not None

    def ask(connection: Connection) -> str:
        return "\n".join(
            json.dumps([str(value) for value in row], ensure_ascii=False)
            for table in metadata.sorted_tables
            for row in connection.execute(select(table))
        )

    return await world.database.read(ask)


async def left(world: World) -> list[str]:
    """Which of the secrets are still there somewhere."""
    text = await stored(world)
    return [secret for secret in SECRETS if secret in text]


async def reference(message: dict[str, Any]) -> str:
    """Telegram's reference to the photo of a message."""
    return str(message["photo"][-1]["file_id"])


async def test_forget(world: World) -> None:
    """ "Delete my data": what was open is taken back; no word, photo, voice, spot or name of it is left anywhere."""
    photo = await reference(await world.sends("孙大妈", photo={"size": 1}, caption="张三丰家下水堵了，打13812345678"))
    await world.sends("孙大妈", location={"latitude": 43.8379, "longitude": 126.5497})
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接", chat="staff")
    await world.press("孙大妈", "告诉他咋找我")
    await world.says("孙大妈", "2单元502")
    await world.says("孙大妈", "我妈住三楼", answering="有人接了")
    assert await left(world) == list(SECRETS)
    assert "126.5497" in await stored(world)
    await world.says("孙大妈", "⋯ 更多")
    await world.press("孙大妈", "删掉我的信息")
    await world.sees("孙大妈", "还没办完的先撤回", "可能还留在他们的聊天里")
    await world.press("孙大妈", "删掉", on="我删掉您的名字")
    await world.sees("孙大妈", "删掉了。")
    await world.sees("王师傅", "1号 下水道堵塞 · 居民撤回", chat="staff")
    assert await left(world) == []
    text = await stored(world)
    assert [one for one in ("126.5497", "43.8379", photo) if one in text] == []
    await world.says("孙大妈", "📋 我报的事")
    await world.sees("孙大妈", "您还没报过事")
    await world.says("李姐", "/board")
    await world.sees_nothing_of("孙大妈", "是您自己不想报了吗")


async def test_who_does_not_agree_leaves_no_words(world: World) -> None:
    """ "Not now": what was written before the question is not kept, neither as a draft nor as it came."""
    await world.starts("小周")
    await world.says("小周", "张三丰家漏水了，打13812345678")
    await world.press("小周", "先不用")
    assert await left(world) == []


async def test_everything_about_me_as_a_file(world: World) -> None:
    """/mydata: reports, words, the form for the visit, entries, home; nothing of anybody else."""
    await accepted(world)
    await world.press("孙大妈", "告诉他咋找我")
    await world.says("孙大妈", "2单元502，13812345678")
    await world.says("郑大哥", "/bao 我家楼道灯不亮", chat="residents")
    await world.says("孙大妈", "⋯ 更多")
    await world.press("孙大妈", "我的信息")
    sent = await world.sees("孙大妈", "关于您的信息都在这个文件里")
    assert sent["document"]["file_name"] == "weilinli-mydata.json"
    found = await file_of(world, sent)
    assert [one["text"] for one in found["visit_notes"]] == ["2单元502，13812345678"]
    assert [one["number"] for one in found["reports"]] == [1]
    assert "孙大妈" in found["person"][0]["name"]
    assert found["home"][0]["name"] == "3号楼"
    assert {"file", "visit"} <= {one["action"] for one in found["entries"]}
    assert "灯不亮" not in json.dumps(found, ensure_ascii=False)
    await world.says("王师傅", "/mydata")
    found = await file_of(world, await world.sees("王师傅", "关于您的信息都在这个文件里"))
    assert [one["role"] for one in found["posts"]] == ["property_steward"]


async def test_my_data_is_no_matter_of_a_group(world: World) -> None:
    """In a group neither the command nor a forged press says anything about anybody."""
    await accepted(world)
    before = len(await world.phone("孙大妈"))
    await world.says("孙大妈", "/mydata", chat="residents")
    await world.sees_nothing_of("孙大妈", "关于您的信息", chat="residents")
    assert len(await world.phone("孙大妈")) == before


async def file_of(world: World, message: dict[str, Any]) -> dict[str, Any]:
    """What is in a document that the bot sent."""
    token = world.bot["token"]
    asked = await world.http.post(f"/bot{token}/getFile", json={"file_id": message["document"]["file_id"]})
    path = asked.json()["result"]["file_path"]
    return dict((await world.http.get(f"/file/bot{token}/{path}")).json())
