"""The pages in a real browser: phone and desktop, light and dark, by keyboard, at twice the size, printed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page

from casework.issue.doing import OnIssue
from casework.issue.triage import accept
from casework.meeting.agenda import put_on_agenda
from casework.model.issues import Rating, State
from storage.database import Database
from tests.browser.axe import faults
from tests.browser.conftest import matrix
from tests.ports import free_port, until_listening
from tests.storage.test_whistles import whistled
from tests.web.test_launch import TOKEN
from tests.web.wall_town import PEOPLE, TEN, WallTown
from web.app import pages
from web.launch import signing_key
from web.pages import _environment
from web.server import Server
from web.site import Site

pytestmark = pytest.mark.asyncio(loop_scope="module")
PHONE, DESK = (390, 844), (1280, 900)
OF_FIGURES = ("/board/figures", "/board/figures?by=category", "/board/figures?by=week", "/board/report", "/board/looks")
TARGETS = """() => [...document.querySelectorAll(
    'a, button, select, textarea, .tick, input:not([type=hidden], [type=checkbox]), summary')]
  .filter(e => !e.closest('.skip') && !e.classList.contains('skip'))
  .map(e => [e.textContent.trim().slice(0, 20), e.getBoundingClientRect()])
  .filter(([, r]) => r.width && r.height < 43.5).map(([t, r]) => `${t}: ${r.height}`)"""


@dataclass
class Pages:
    """Pages that are served, and a browser in front of them."""

    url: str
    browser: Browser
    database: Database
    complaints: list[str] = field(default_factory=list)

    async def link(self, person: str) -> str:
        """The path of a link that opens the board, as the bot would give it out."""
        town = WallTown(self.database)
        work = town.work()
        code = work.new_code()
        work.let_in(PEOPLE[person], code, TEN + timedelta(hours=5))
        await work.commit()
        return f"/open/{code}"

    @asynccontextmanager
    async def board(self, size: tuple[int, int] = PHONE, **context: Any) -> AsyncIterator[Page]:
        """The board of the community."""
        async with self.open(await self.link("community"), size, **context) as page:
            await page.get_by_role("button", name="打开看板").click()
            await page.wait_for_url("**/board")
            yield page

    @asynccontextmanager
    async def open(self, path: str = "/", size: tuple[int, int] = PHONE, **context: Any) -> AsyncIterator[Page]:
        """A page; a word in its console or a request to elsewhere is a complaint."""
        width, height = size
        made = await self.browser.new_context(
            viewport={"width": width, "height": height}, **{"locale": "zh-CN", **context}
        )
        page = await made.new_page()
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: self.complaints.append(f"dialog: {dialog.message}"))
        page.on("request", lambda request: self._outside(request.url))
        await page.goto(f"{self.url}{path}")
        yield page
        await made.close()

    def _outside(self, url: str) -> None:
        if not url.startswith(self.url):
            self.complaints.append(f"a request leaves: {url}")


async def filled(database: Database) -> WallTown:
    """A few matters of every kind."""
    town = WallTown(database)
    await town.furnish()
    lamp = await town.matter(
        text="东门的路灯不亮，晚上看不见台阶", place="东侧", result="换了灯头，没收费", rating=Rating.GOOD, me_toos=12
    )
    for after in (False, True):
        await town.photo(lamp, after=after)
    await town.matter(state=State.PROMISED, text="楼后的路灯也不亮", reason="灯头要订货", interim="先装了一盏临时灯")
    await town.matter("facilities", State.REJECTED, text="楼前想加个凉亭", why="消防通道边上不能建", whose="联席会")
    await town.matter("sewer", text="厨房返水", public="已疏通", rating=Rating.FAIR, at=TEN - timedelta(days=1))
    await town.matter("garbage", State.IN_PROGRESS, text="垃圾两天没清了")
    for number in range(25):
        await town.matter("stairwell_light", text="楼道灯不亮", rating=Rating.GOOD, at=TEN - timedelta(days=2 + number))
    await whistled(town)
    return town


@asynccontextmanager
async def served(database: Database, town: WallTown) -> AsyncIterator[Site]:
    """Its pages on this machine, at five hours past ten."""
    port = free_port()
    made = Site(
        database=database,
        settings=town.settings,
        now=lambda: TEN + timedelta(hours=5),
        bot=lambda: "weilinli_bot",
        url=f"http://127.0.0.1:{port}",
        secret="a secret of the tests",
        launches=signing_key(TOKEN),
    )
    serving = asyncio.create_task(Server(pages(made), "127.0.0.1", port, "web.pages_port").run())
    await until_listening(port)
    yield made
    serving.cancel()
    await asyncio.gather(serving, return_exceptions=True)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Pages]:
    """The pages of a filled town."""
    database = await Database.open(f"sqlite:///{tmp_path_factory.mktemp('pages') / 'town.db'}", create=True)
    async with served(database, await filled(database)) as made:
        shown = Pages(made.url, browser, database)
        yield shown
    await database.close()
    assert shown.complaints == []


@pytest.mark.parametrize("size", matrix(PHONE, DESK), ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_wall_can_be_read(site: Pages, size: tuple[int, int], scheme: Any) -> None:
    """Nothing is wider than the screen, what is pressed is large enough, and axe finds nothing wrong."""
    async with site.open("/wall/by", size, color_scheme=scheme) as page:
        assert await page.evaluate("document.documentElement.scrollWidth") <= size[0]
        assert await page.evaluate(TARGETS) == []
        assert await faults(page) == []
        assert await page.get_attribute("html", "lang") == "zh-CN"


async def test_axe_is_not_blind(site: Pages) -> None:
    """A picture without words and pale grey on white are found, under the pages' own policy."""
    async with site.open("/wall/by") as page:
        await page.evaluate(
            """() => { const main = document.querySelector("main"), p = document.createElement("p");
              p.textContent = "看不清"; p.style.color = "#bbb"; main.append(p, document.createElement("img")); }"""
        )
        assert {one.split(":")[0] for one in await faults(page)} == {"color-contrast", "image-alt"}


async def test_the_wall_at_twice_the_size(site: Pages) -> None:
    """Text at 200 % still fits on a phone's width."""
    async with site.open("/wall/by") as page:
        await page.add_init_script("")
        await page.evaluate("document.documentElement.setAttribute('data-large', '')")
        session = await page.context.new_cdp_session(page)
        await session.send("Emulation.setDeviceMetricsOverride", {
            "width": 195, "height": 422, "deviceScaleFactor": 2, "mobile": False,
        })  # fmt: skip
        assert await page.evaluate("document.documentElement.scrollWidth") <= 195


async def test_the_wall_by_keyboard_alone(site: Pages) -> None:
    """The first key leads past the head; the filters and pages work without a mouse, and without a script."""
    async with site.open("/wall/by", DESK, java_script_enabled=False) as page:
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        await page.wait_for_url("**#main")
        await page.get_by_label("哪类事").focus()
        await page.get_by_label("哪类事").select_option("sewer")
        await page.get_by_role("button", name="看看").press("Enter")
        await page.wait_for_url("**kind=sewer**")
        assert await page.locator("article").count() == 1
        await page.get_by_role("link", name="English").press("Enter")
        await page.wait_for_selector("html[lang=en]")
        assert await page.locator("article").count() == 1, "the filter was lost with the language"
        await page.goto(f"{site.url}/wall/by")
        await page.get_by_role("link", name="早一点的").press("Enter")
        await page.wait_for_url("**page=2**")


async def test_the_wall_printed(site: Pages, tmp_path: Path) -> None:
    """On paper there is what is to be read, and nothing to press."""
    async with site.open("/wall/by") as page:
        await page.emulate_media(media="print")
        assert not await page.get_by_role("button", name="看看").is_visible()
        assert await page.locator("article").first.is_visible()
        assert len(await page.pdf(format="A4")) > 10_000


@pytest.mark.parametrize("size", matrix(PHONE, DESK), ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_board_can_be_read(site: Pages, size: tuple[int, int], scheme: Any) -> None:
    """Opened by the button of a link; large enough, dark enough, nothing wider than the screen."""
    town = WallTown(site.database)
    made = await town.matter("garbage", State.ACCEPTED, text="垃圾堆了一周", at=TEN + timedelta(hours=4))
    work = town.work()
    await put_on_agenda(OnIssue(issue_id=made.id, by=PEOPLE["community"], at=TEN + timedelta(hours=5)), work)
    await work.commit()
    async with site.board(size, color_scheme=scheme) as page:
        matter = await page.locator('.row a[href*="/matter/"]').first.get_attribute("href") or ""
        record = await page.locator('.row a[href*="/record/"]').first.get_attribute("href") or ""
        for path in ("/board", "/board?page=2", matter, record, *OF_FIGURES, "/board/agenda"):
            for language in ("zh", "en"):
                await page.goto(f"{site.url}{path}{'&' if '?' in path else '?'}lang={language}")
                assert await page.evaluate("document.documentElement.scrollWidth") <= size[0], path
                assert await page.evaluate(TARGETS) == [], path
                assert await faults(page) == [], path


async def test_the_board_at_twice_the_size(site: Pages) -> None:
    """Text at 200 % still fits on a phone's width: board, figures, report, record sheet."""
    async with site.board() as page:
        record = await page.locator('.row a[href*="/record/"]').first.get_attribute("href") or ""
        session = await page.context.new_cdp_session(page)
        await session.send("Emulation.setDeviceMetricsOverride", {
            "width": 195, "height": 422, "deviceScaleFactor": 2, "mobile": False,
        })  # fmt: skip
        for path in ("/board", record, *OF_FIGURES):
            await page.goto(f"{site.url}{path}")
            assert await page.evaluate("document.documentElement.scrollWidth") <= 195, path


async def test_the_board_by_keyboard_alone(site: Pages) -> None:
    """From the board to a matter, to figures and to the month's report: without a mouse, and without a script."""
    async with site.board(DESK, java_script_enabled=False) as page:
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        await page.wait_for_url("**#main")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        await page.wait_for_url("**/board/figures")
        await page.get_by_role("link", name="月报").press("Enter")
        await page.wait_for_url("**/board/report**")
        await page.get_by_role("link", name="数字").press("Enter")
        await page.wait_for_url("**/board/figures**")
        await page.get_by_role("link", name="看板").press("Enter")
        await page.locator('.rows a[href*="/record/"]').first.press("Enter")
        await page.wait_for_url("**/board/record/**")


async def test_report_and_record_sheet_printed(site: Pages) -> None:
    """On paper there is what is to be read, and nothing to press."""
    async with site.board() as page:
        record = await page.locator('.row a[href*="/record/"]').first.get_attribute("href") or ""
        for path in ("/board/report", record):
            await page.goto(f"{site.url}{path}")
            await page.emulate_media(media="print")
            assert not await page.locator(".acts").first.is_visible()
            assert await page.locator("table").first.is_visible()
            assert len(await page.pdf(format="A4")) > 10_000


async def test_the_board_brings_itself_up_to_date(site: Pages) -> None:
    """What somebody takes in chat is on an open board by itself, without a press."""
    town = WallTown(site.database)
    async with site.board(DESK) as page:
        await page.wait_for_selector("html[data-ready=yes]")
        made = await town.matter("garbage", State.REPORTED, text="新来的一件事", at=TEN + timedelta(hours=4))
        row = page.locator(f'.rows a[href="/board/matter/{made.id}"]').first
        await row.wait_for()
        assert "没人接" in await row.inner_text()
        work = town.work()
        await accept(OnIssue(issue_id=made.id, by=PEOPLE["steward"], at=TEN + timedelta(hours=5)), work)
        await work.commit()
        await page.locator(f'.rows a[href="/board/matter/{made.id}"]', has_text="物业").first.wait_for()


async def _to_decide(site: Pages) -> int:
    """A matter that somebody has, and that stands on the agenda of the community."""
    town = WallTown(site.database)
    made = await town.matter("garbage", State.REPORTED, text="垃圾堆在楼口", at=TEN + timedelta(hours=4))
    at = TEN + timedelta(hours=4)
    await town.do(lambda work: accept(OnIssue(issue_id=made.id, by=PEOPLE["steward"], at=at), work))
    await town.do(lambda work: put_on_agenda(OnIssue(issue_id=made.id, by=PEOPLE["community"], at=at), work))
    return made.id


@pytest.mark.parametrize("size", matrix(PHONE, DESK), ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", matrix("light", "dark"))
@pytest.mark.parametrize("language", matrix("zh", "en"))
async def test_forms_of_a_matter(site: Pages, size: tuple[int, int], scheme: Any, language: str) -> None:
    """Every form can be read and reached, in both languages; axe finds nothing."""
    made = await _to_decide(site)
    async with site.board(size, color_scheme=scheme) as page:
        for word in ("", "/assign", "/promise", "/whistle", "/together", "/up", "/do", "/off", "/cannot", "/down"):
            await page.goto(f"{site.url}/board/matter/{made}{word}?lang={language}")
            assert await page.evaluate("document.documentElement.scrollWidth") <= size[0], word
            assert await page.evaluate(TARGETS) == [], word
            assert await faults(page) == [], word


async def test_decided_by_keyboard(site: Pages) -> None:
    """Without a pointer: the form is reached, filled in and sent; what is missing the browser asks for itself."""
    made = await _to_decide(site)
    async with site.board() as page:
        await page.goto(f"{site.url}/board/matter/{made}")
        link = page.get_by_role("link", name="✅ 办：谁、咋办、几号前")
        await link.focus()
        await page.keyboard.press("Enter")
        await page.wait_for_url("**/do")
        await page.locator("select[name=to]").focus()
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("Tab")
        await page.keyboard.type("明早清走")
        await page.keyboard.press("Tab")
        await page.locator("input[name=day]").fill("2026-11-25")
        await page.get_by_role("button", name="✅ 办").focus()
        await page.keyboard.press("Enter")
        await page.wait_for_url(f"**/board/matter/{made}")
        assert "明早清走" in await page.get_by_role("status").inner_text()


CLIPPED = """() => [...document.querySelectorAll(".chart text")].filter((one) => {
  const box = one.getBBox(), whole = one.ownerSVGElement.viewBox.baseVal;
  return box.x < 0 || box.x + box.width > whole.width || box.y + box.height > whole.height;
}).map((one) => one.textContent)"""
CHARTS = """{% from "charts.html" import bars, line, shares %}{{ bars(some, most, "") }}{{ shares(parts, "") }}"""


async def test_no_number_of_a_chart_is_cut_off(site: Pages) -> None:
    """A whole and a million stand beside the longest bar with all their signs."""
    most = 1234567
    drawn = _environment().from_string(CHARTS).render(some=[("北苑", most)], most=most, parts=[("满意率", 100)])
    async with site.open("/wall/by") as page:
        await page.evaluate("drawn => { document.querySelector('main').innerHTML = drawn; }", drawn)
        assert await page.evaluate(CLIPPED) == []
