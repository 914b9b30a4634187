"""The echo wall: what anybody reads, and what nobody finds there."""

import re
import xml.etree.ElementTree as ET
from datetime import timedelta

import httpx
import segno
from sqlalchemy import update

from casework.categories import CATEGORIES
from casework.issue.opinions import file_list, publish, unpublish
from casework.model.issues import Rating, State
from casework.model.places import AreaKind
from casework.neighbourhood.wall import KEPT_OFF, readable, stands_alone
from casework.words.masking import mask_people
from storage import tables
from storage.database import Database
from tests.casework.masking_cases import MASKED
from tests.storage.test_opinions import listed
from tests.web.conftest import Browser, site
from tests.web.wall_town import TEN, WallTown
from web.app import pages

EVIL = "<img src=x onerror=alert(1)><script>alert(2)</script>{{123457*7}}{name}"


async def read(wall: httpx.AsyncClient, path: str = "/", **query: str) -> str:
    """A page's text, without its tags."""
    answer = await wall.get(path, params=query)
    assert answer.status_code == 200, answer.text
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())


async def test_what_became_of_it(town: WallTown, wall: httpx.AsyncClient) -> None:
    """What was reported, what was done, roughly how long it took, how it was rated, who has it too; days, no times."""
    await town.matter(
        text="东门的路灯不亮", place="东侧", result="换了灯头，没收费", rating=Rating.GOOD, me_toos=3,
    )  # fmt: skip
    text = await read(wall)
    assert "北苑小区 3号楼 东侧 路灯不亮 → 办好了" in text
    for said in ("东门的路灯不亮", "换了灯头，没收费", "用时：不到 2 小时", "报事的邻居：满意", "3 位邻居说“我家也是”"):
        assert said in text
    assert "11月21日报" in text
    assert not re.search(r"\d{1,2}:\d\d", text), "a time of day"


async def test_what_nobody_has_is_not_said_to_be_done(town: WallTown, wall: httpx.AsyncClient) -> None:
    """What nobody has taken is reported; what somebody has is being done."""
    await town.matter("garbage", State.REPORTED)
    assert "→ 报上来了，还没人接" in await read(wall)
    await town.matter("garbage", State.IN_PROGRESS)
    assert "→ 正在办" in await read(wall)


async def test_promises_and_what_cannot_be_done(town: WallTown, wall: httpx.AsyncClient) -> None:
    """The promised day with why and what meanwhile; what cannot be done, why, and whose matter it is."""
    await town.matter(state=State.PROMISED, reason="灯头要订货", interim="先装了一盏临时灯")
    await town.matter("facilities", State.REJECTED, text="楼前想建个凉亭", why="消防通道边上不能建", whose="规划部门")
    text = await read(wall)
    for said in (
        "说好 11月25日（周三）前",
        "灯头要订货",
        "先装了一盏临时灯",
        "这儿办不了",
        "消防通道边上不能建",
        "规划部门",
    ):
        assert said in text


async def test_a_household_is_told_by_its_kind_alone(town: WallTown, wall: httpx.AsyncClient) -> None:
    """Of what is nobody else's the wall has the kind and words made for everybody, never what people wrote; and while
    it is under way, nothing."""
    await town.matter("sewer", text="厨房返水味儿大", result="给这家通了", public="已疏通", rating=Rating.FAIR)
    await town.matter("lost_key", State.REPORTED, text="钥匙丢了没人在家")
    await town.matter("street_light", State.REPORTED, text="单元口路灯不亮")
    text = await read(wall)
    assert "3号楼 下水道堵塞 → 办好了" in text
    assert "已疏通" in text
    assert "厨房返水" not in text
    assert "给这家通了" not in text
    assert "钥匙" not in re.sub(r"忘带钥匙", "", text)
    assert "单元口路灯不亮" in text


async def test_what_is_private_is_not_there(town: WallTown, wall: httpx.AsyncClient) -> None:
    """Neither shown nor counted: private matters, kinds that say something of a person, what was taken back."""
    await town.matter("street_light", text="秘密的路灯", private=True, result="秘密办了")
    for key in sorted(KEPT_OFF):
        await town.matter(key, text=f"秘密的{key}", result="秘密办了", public="秘密办了")
    await town.matter("street_light", State.WITHDRAWN, text="秘密撤回")
    text = await read(wall)
    assert "秘密" not in text
    assert "报了 0" in text
    page = (await wall.get("/")).text
    assert not any(f'value="{key}"' in page for key in KEPT_OFF)


SURNAMED = [f"{one}{two}" for one in "王李张刘陈杨赵黄周吴" for two in ("秀英", "建国", "志强", "桂兰", "玉珍")]
FLATS = [f"3号楼{unit}单元{floor}0{door}室" for unit in (1, 2) for floor in range(1, 7) for door in (1, 2, 3, 4)]
PHONES = [f"1{second}{number}" for second in (38, 59, 86, 77) for number in range(12345670, 12345683)]
PLATES = [f"吉B{number}" for number in range(12340, 12390)]


async def test_two_hundred_personal_items_are_found_nowhere(town: WallTown, wall: httpx.AsyncClient) -> None:
    """Names, flats, phones and plates in words, places, results, reasons and promises: on no page and in no feed."""
    planted = [
        *((one, f"我叫{one}，来看看") for one in SURNAMED),
        *((one.partition("单元")[2], f"{one}门口") for one in FLATS),
        *((one, f"打{one}") for one in PHONES),
        *((one, f"{one}挡道") for one in PLATES),
    ]
    assert len(planted) >= 200
    for number, (_, words) in enumerate(planted):
        kind = ("street_light", "parking", "sewer", "garbage")[number % 4]
        match number % 4:
            case 0:
                await town.matter(kind, text=words, place=words, result=words)
            case 1:
                await town.matter(kind, State.PROMISED, text=words, reason=words, interim=words)
            case 2:
                await town.matter(kind, text=words, place=words, result=words)
            case _:
                await town.matter(kind, State.REJECTED, text=words, why=words, whose=words)
    seen, number = "", 1
    while True:
        answer = await wall.get("/", params={"days": "all", "page": str(number)})
        seen += answer.text
        if 'rel="next"' not in answer.text:
            break
        number += 1
    assert number > 5
    for path in ("/feed.atom", "/wall/by", "/wall/by3-3", "/wall/estate/by", "/wall/estate/by/feed.atom"):
        seen += (await wall.get(path, params={"days": "all"})).text
    flats = {one.partition("单元")[2].removesuffix("室") for one in FLATS}
    found = [item for item, _ in planted if item in seen]
    found += [flat for flat in flats if re.search(rf"(?<!\d){flat}(?!\d)", re.sub(r"<[^>]+>|\w+:[\w:]+", " ", seen))]
    assert found == []


def test_all_that_masking_knows_is_masked_on_the_wall() -> None:
    """The wall's own door to people's words takes out what a group's does; of a household's own it lets nothing by."""
    for words, masked in MASKED:
        assert readable("street_light", words) == mask_people(masked)
        assert readable("sewer", words) == ""
        assert readable("quarrel", words) == ""


def test_no_neighbour_is_named_on_the_wall() -> None:
    """Whose words somebody wrote down at the door, or on the phone, is read by nobody; nor in what was made for all."""
    for words in ("李大爷当面说的，路灯不亮", "路灯不亮，老郑打电话说的", "张大妈家门口的灯修好了"):
        for shown in (readable("street_light", words), readable("sewer", "", words)):
            assert not any(name in shown for name in ("李大爷", "老郑", "张大妈")), shown
            assert "灯" in shown


async def test_few_homes_have_no_page_and_no_name(database: Database, browser: Browser) -> None:
    """A building with nine homes, or of which nobody knows how many, is neither named nor looked at by itself."""
    town = WallTown(database)
    await town.furnish(households=9)
    await town.matter(text="路灯")
    async with browser(pages(site(database))) as client:
        text = await read(client)
        assert "3号楼" not in text
        assert "路灯不亮 → 办好了" in text
        for path in ("/wall/by3-3", "/wall/by3", "/wall/estate/by", "/wall/by3-3/feed.atom"):
            assert (await client.get(path)).status_code == 404, path
    assert not stands_alone(AreaKind.BUILDING, 0)
    assert stands_alone(AreaKind.GRID, 0)


async def test_filters_pages_and_places(town: WallTown, wall: httpx.AsyncClient) -> None:
    """By place, kind and time; twenty a page; what does not exist is said, and nothing breaks on odd addresses."""
    for number in range(25):
        await town.matter(text=f"第{number}盏灯", at=TEN - timedelta(days=number))
    await town.matter("garbage", text="垃圾堆了", at=TEN - timedelta(days=200))
    first, second = await read(wall), await read(wall, page="2")
    assert first.count("办好了") >= 20
    assert "第24盏灯" not in first
    assert "第24盏灯" in second
    assert "垃圾堆了" not in second
    assert "垃圾堆了" in await read(wall, days="365", page="2")
    assert "第0盏灯" not in await read(wall, kind="garbage", days="all")
    assert "垃圾堆了" in await read(wall, kind="garbage", days="all")
    assert "北苑小区" in await read(wall, "/wall/estate/by")
    for odd in ("page=x", "page=0", "page=99999999", "days=7", "kind=nothing", "kind=quarrel", "lang=xx", "page=-1"):
        answer = await wall.get(f"/?{odd}")
        assert answer.status_code == 200, odd
        assert ("没有这样的类别或时段" in answer.text) == odd.startswith(("days", "kind")), odd
    assert "后面没有了" in await read(wall, page="40")
    for path in (
        "/wall/nowhere",
        "/wall/estate/nowhere",
        "/wall/%3Cscript%3E",
        "/wall/..%2f..%2fetc",
        "/nothing",
        "/static/../pages.py",
        "/static/x.css",
    ):
        answer = await wall.get(path)
        assert answer.status_code == 404
        assert "没有这个页面" in answer.text


async def test_no_share_of_few(town: WallTown, wall: httpx.AsyncClient) -> None:
    """Under ten ratings there are numbers only; from ten on the share is said too."""
    for _ in range(9):
        await town.matter(rating=Rating.GOOD)
    assert "%" not in await read(wall)
    await town.matter(rating=Rating.NOT_SOLVED)
    assert "90 %" in await read(wall)


async def test_hostile_words_stay_words(town: WallTown, wall: httpx.AsyncClient) -> None:
    """Whatever people write is text on the page and in the feed, also where it looks like markup or a template."""
    await town.matter(text=EVIL, place=EVIL, result=EVIL)
    await town.matter(state=State.PROMISED, reason=EVIL, interim=EVIL)
    page = (await wall.get("/")).text
    assert "<img" not in page
    assert page.count("<script") == 0
    assert "864199" not in page
    feed = ET.fromstring((await wall.get("/feed.atom")).text)
    for content in feed.iter("{http://www.w3.org/2005/Atom}content"):
        assert "<img" not in (content.text or "")
        assert "<script" not in (content.text or "")


async def test_the_feed(town: WallTown, wall: httpx.AsyncClient) -> None:
    """Atom, with whole addresses, and moments that are no more than days."""
    await town.matter(text="路灯", rating=Rating.GOOD)
    answer = await wall.get("/wall/by/feed.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ET.fromstring(answer.text)
    name = "{http://www.w3.org/2005/Atom}"
    assert feed.findtext(f"{name}id") == "https://wall.example.org/wall/by"
    entry = feed.find(f"{name}entry")
    assert entry is not None
    assert entry.findtext(f"{name}title") == "北苑小区 3号楼 路灯不亮 → 办好了"
    assert entry.findtext(f"{name}updated") == "2026-11-21T00:00:00+08:00"


async def test_the_headers(town: WallTown, wall: httpx.AsyncClient) -> None:
    """No script of anybody else, no address handed on, kept for a minute; a page that went wrong is kept by nobody."""
    answer = await wall.get("/")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "public, max-age=60"
    assert "set-cookie" not in answer.headers
    assert not re.search(r"\son\w+=|style=|<script", answer.text)
    assert set(re.findall(r'(?:href|src)="(https?://[^"/]+)', answer.text)) == {"https://t.me"}
    missing = await wall.get("/nothing")
    assert missing.headers["cache-control"] == "no-store"
    assert "default-src 'none'" in missing.headers["content-security-policy"]
    assert (await wall.post("/")).status_code == 405
    assert (await wall.head("/")).status_code == 200


async def test_in_english_too(town: WallTown, wall: httpx.AsyncClient) -> None:
    """Chinese first; English by the browser's wish, or by the link."""
    await town.matter(text="路灯")
    assert 'lang="zh-CN"' in (await wall.get("/", headers={"accept-language": "fr"})).text
    page = (await wall.get("/", headers={"accept-language": "en-US,en;q=0.9"})).text
    assert '<html lang="en"' in page
    assert "Echo wall" in page
    assert "Street light" in await read(wall, lang="en")


async def test_a_wall_without_anything(town: WallTown, wall: httpx.AsyncClient) -> None:
    """An empty wall says what one can do."""
    assert "路灯、下水、楼道" in await read(wall)


def test_every_kind_is_decided() -> None:
    """No private kind stands on the wall."""
    assert {key for key, one in CATEGORIES.items() if one.private} <= KEPT_OFF


async def test_the_list_of_a_listening_day(town: WallTown, wall: httpx.AsyncClient) -> None:
    """Published, it has a page with what the wall may show of it, and what it only counts; taken back, none."""
    on = await listed(town, "东门的路灯不亮", "我家下水道堵了，13800138000")
    await town.do(lambda work: file_list(on, work))
    assert (await wall.get(f"/wall/heard/{on.day_id}")).status_code == 404
    assert (await wall.get("/wall/heard/999999999999999999999999999999")).status_code == 404  # no row has that number
    await town.do(lambda work: publish(on, work))
    assert "11月20日恳谈日" in await read(wall, "/wall/by")
    text = await read(wall, f"/wall/heard/{on.day_id}")
    assert "2 件，办好 0 件" in text
    assert "路灯不亮" in text
    assert "还有 1 件只算数" in text
    for hidden in ("下水道", "138", "张大爷"):
        assert hidden not in text
    await town.do(lambda work: unpublish(on, work))
    assert (await wall.get(f"/wall/heard/{on.day_id}")).status_code == 404


async def test_two_reports_of_one_matter_hide_nothing(
    town: WallTown, database: Database, wall: httpx.AsyncClient
) -> None:
    """Put together, both are counted and one is shown: that one is hidden would not be true. None left: none shown."""
    on = await listed(town, "东门的路灯不亮", "东门的路灯坏了")
    kept, other = await town.do(lambda work: file_list(on, work))
    await town.do(lambda work: publish(on, work))
    assert "只算数" not in await read(wall, f"/wall/heard/{on.day_id}")
    reports = tables.reports
    together = update(reports).where(reports.c.issue_id == other.id).values(issue_id=kept.id)
    await database.write(lambda connection: connection.execute(together))
    text = await read(wall, f"/wall/heard/{on.day_id}")
    assert "2 件，办好 0 件" in text
    assert "只算数" not in text
    gone = update(reports).values(listening_id=None)
    await database.write(lambda connection: connection.execute(gone))
    text = await read(wall, f"/wall/heard/{on.day_id}")
    assert "路灯" not in text
    assert "只算数" not in text


async def test_a_code_to_report(town: WallTown, wall: httpx.AsyncClient, database: Database, browser: Browser) -> None:
    """Whoever stands before the wall, on a screen or printed, scans it and writes to the bot; dark on white, and
    without a style or a script of its own; where the bot has no name yet there is none."""
    await town.matter()
    text = (await wall.get("/wall/by")).text
    (drawn,) = re.findall(r'<figure class="qr">(.*?)<figcaption>', text, re.DOTALL)
    plain = segno.make("https://t.me/weilinli_bot", error="m").svg_inline(border=2)
    (path,) = re.findall(r'stroke="#000"[^>]* d="([^"]+)"', plain)
    assert path in drawn
    assert 'fill="#fff"' in drawn
    assert "<title>" in drawn
    assert not re.search(r"style=|<script|on[a-z]+=", drawn)
    async with browser(pages(site(database, bot=""))) as client:
        assert 'class="qr"' not in (await client.get("/wall/by")).text
