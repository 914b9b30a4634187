"""The ledger of a month as a file in the manager's private chat."""

import io

import openpyxl
import pytest

from bot.incoming import exporting
from casework.model.conversation import Question
from casework.settings import Settings
from tests.pdf import needs_pdf, text_of
from tests.stories.test_resident_followed import accepted
from tests.stories.world import World


async def test_the_ledger_in_chat(world: World) -> None:
    """A manager has the ledger of his area for a month, masked; nobody else has any."""
    await accepted(world, "厨房下水堵了，楼上老吴家和张大爷也说堵")
    await world.says("张姐", "/board")
    await world.press("张姐", "台账")
    await world.press("张姐", "本月")
    message = await world.sees("张姐", "2026-11 的台账")
    file = await world.http.get(f"/api/files/{message['document']['file_id']}")
    cells = [
        [str(one or "") for one in row]
        for row in openpyxl.load_workbook(io.BytesIO(file.content)).worksheets[0].iter_rows(values_only=True)
    ]
    assert cells[1][3].startswith("下水道堵塞")
    for name in ("孙大妈", "张大爷", "老吴"):
        assert name not in str(cells)
    await world.press("张姐", "台账")
    await world.press("张姐", "上月")
    await world.sees("张姐", "2026-10 的台账")
    await world.forges("孙大妈", "s_month!this")
    await world.sees_nothing_of("孙大妈", "的台账")
    await world.forges("李姐", "s_ledger")
    await world.sees_nothing_of("李姐", "要哪个月")


async def test_how_far_the_ledger_is(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes longer tells how far it is, in the message whose button was pressed; then the file comes, and the
    buttons are back."""
    monkeypatch.setattr(exporting, "EVERY_SECONDS", 0)
    for said in ("下水道堵了", "单元门坏了"):
        await world.says("孙大妈", said)
        await world.press("孙大妈", "报上去")
    await world.says("张姐", "/board")
    await world.press("张姐", "台账")
    asked = await world.sees("张姐", "要哪个月的")
    await world.press("张姐", "本月")
    told = [one for one in world.events() if "的台账：" in str(one) and str(asked["message_id"]) in str(one)]
    assert any("/2 …" in str(one) for one in told), told
    await world.sees("张姐", "2026-11 的台账。")
    await world.sees_buttons("张姐", "本月", on="要哪个月的")
    assert world.database is not None
    assert await world.database.work(Settings()).asked_of_kind(exporting.KIND) == []


async def test_a_new_start_while_a_ledger_is_made(world: World) -> None:
    """Whoever waited for it reads that he has to press again, and gets it then."""
    await accepted(world)
    await world.says("张姐", "/board")
    await world.press("张姐", "台账")
    asked = await world.sees("张姐", "要哪个月的")
    await world.bot_stops()
    assert world.database is not None
    work = world.database.work(Settings())
    person, at = await work.person_at(f"tg:{world.users['张姐']}"), await world.now()
    assert person is not None
    address, kind, expires_at = f"tg:{world.users['张姐']}", exporting.KIND, at + exporting.LASTS
    made = Question(
        id=work.new_id(), person_id=person.id, chat_address=address, kind=kind, asked_at=at, expires_at=expires_at,
        message_id=asked["message_id"],
    )  # fmt: skip
    work.add(made)
    await work.commit()
    await world.bot_starts()
    await world.sees("张姐", "我重新启动了", "要哪个月的")
    await world.press("张姐", "本月")
    await world.sees("张姐", "2026-11 的台账。")


async def test_the_report_in_chat(world: World) -> None:
    """The month's figures as a page of its own: nobody's name in it; nobody else has any."""
    await accepted(world)
    await world.says("张姐", "/board")
    await world.press("张姐", "台账")
    await world.press("张姐", "这个月的月报")
    message = await world.sees("张姐", "2026-11 的月报")
    page = (await world.http.get(f"/api/files/{message['document']['file_id']}")).text
    assert "<h1>月报 <span>北苑社区 · 2026年11月</span></h1>" in page
    assert "拖得最久的" in page
    assert "下水道堵塞" in page
    for name in ("孙大妈", "王师傅", "李姐"):
        assert name not in page
    await world.forges("孙大妈", "s_report!this")
    await world.sees_nothing_of("孙大妈", "月报")


async def test_the_report_as_pdf(world: World) -> None:
    """One more press gives the report as a PDF with text that can be selected; nobody else has any."""
    await needs_pdf()
    await accepted(world)
    await world.says("张姐", "/board")
    await world.press("张姐", "台账")
    await world.press("张姐", "这个月的月报")
    await world.press("张姐", "PDF")
    message = await world.sees("张姐", "2026-11 的月报", "PDF")
    assert message["document"]["file_name"] == "report-2026-11.pdf"
    file = await world.http.get(f"/api/files/{message['document']['file_id']}")
    text = text_of(file.content)
    assert "北苑社区·2026年11月" in text
    assert "下水道堵塞" in text
    assert "孙大妈" not in text
    await world.forges("孙大妈", "s_pdf:1ka:b")
    await world.sees_nothing_of("孙大妈", "月报")
