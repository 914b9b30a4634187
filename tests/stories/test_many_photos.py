"""A matter with ten thousand photos: it is worked on like any other, and nobody's phone, nor anybody else's ping, waits
for them."""

from bot.callbacks import encode
from casework.model.timeline import Attachment, AttachmentKind
from casework.settings import Settings
from tests.stories.test_holes import issue_of
from tests.stories.test_resident_followed import reported
from tests.stories.world import TEN, World, buttons

MANY = 10_000


async def test_ten_thousand_photos(world: World) -> None:
    """Whoever is handed the matter gets the first ten and the newest ten, and reads how many there are; the card of
    the group and "what happened" count them; the next report rings at its time."""
    await world.sends("孙大妈", photo={"size": 1}, caption="厨房下水返水，堵两天了")
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接", chat="staff")
    assert world.database is not None
    work = world.database.work(Settings())
    issue = await issue_of(world, "孙大妈")
    (first,) = await work.attachments(issue.report.id)
    for _ in range(MANY - 1):
        work.add(Attachment(id=work.new_id(), kind=AttachmentKind.PHOTO, ref=first.ref, subject=issue.subject))
    await work.commit()
    await world.forges("王师傅", encode("s_xfer", issue.id))
    form = (await world.phone("王师傅"))[-1]
    before = len(await world.phone("李姐"))
    await world.press("王师傅", next(one for one in buttons(form) if "李姐" in one))
    await reported(world, "3号楼楼道灯不亮")
    await world.sees("李姐", "1号", f"{MANY} 张", "20 张")
    await world.forward(minutes=1)  # what is asked of one person within a minute is one message
    rung = await world.sees("赵姨", "2号", "楼道灯")
    assert rung["date"] - TEN.timestamp() <= 60
    photos = [one for one in (await world.phone("李姐"))[before:] if "photo" in one]
    assert len(photos) == 20
