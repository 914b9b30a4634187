"""The board inside Telegram in a real browser: its colours, its back button, its room, and when the line is cut.

Telegram's app is played by what it puts into a page (window.TelegramWebviewProxy)."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any
from urllib.parse import quote, urlencode

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from casework.model.issues import State
from sandbox.apps import THEMES
from storage.database import Database
from tests.browser.axe import faults
from tests.browser.conftest import matrix
from tests.browser.test_pages import DESK, PHONE, TARGETS, Pages, filled, served
from tests.web.test_launch import launch
from tests.web.wall_town import TEN, WallTown

pytestmark = pytest.mark.asyncio(loop_scope="module")
PROXY = """window.told = [];
window.TelegramWebviewProxy = { postEvent: (kind, data) => told.push([kind, JSON.parse(data)]) };"""
UNREADABLE = THEMES["light"] | {"section_bg_color": "#8a8a8a", "bg_color": "#8a8a8a", "secondary_bg_color": "#777777"}
_ago = iter(range(1, 200))


def address(theme: dict[str, str], person: str = "community") -> str:
    """Where Telegram opens it; each time signed anew."""
    handed = {"tgWebAppData": launch(person=person, ago=next(_ago)), "tgWebAppThemeParams": json.dumps(theme)}
    return f"/app#{urlencode(handed, quote_via=quote)}"


async def back(page: Page) -> None:
    """Telegram's own back button."""
    await page.evaluate("Telegram.WebView.receiveEvent('back_button_pressed', null)")


async def told(page: Page, kind: str) -> Any:
    """The last that the page told Telegram of that kind."""
    return await page.evaluate(f"told.findLast(one => one[0] === '{kind}')?.[1]")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Pages]:
    """The pages of a filled town."""
    database = await Database.open(f"sqlite:///{tmp_path_factory.mktemp('app') / 'town.db'}", create=True)
    town = await filled(database)
    await town.matter("garbage", State.ACCEPTED, text="垃圾堆了一周", at=TEN + timedelta(hours=4))
    async with served(database, town) as made:
        shown = Pages(made.url, browser, database)
        yield shown
    await database.close()
    assert shown.complaints == []


@asynccontextmanager
async def opened(
    site: Pages, theme: dict[str, str] = THEMES["light"], size: tuple[int, int] = PHONE, **context: Any
) -> AsyncIterator[Page]:
    """The board, as the app of Telegram opens it."""
    async with site.open("/", size, **context) as page:
        await page.add_init_script(PROXY)
        await page.goto(f"{site.url}{address(theme)}")
        await expect(page.get_by_role("heading", level=1)).to_contain_text("亮灯看板")
        yield page


@pytest.mark.parametrize("size", matrix(PHONE, DESK), ids=["phone", "desk"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("scheme", matrix("light", "dark"))
async def test_can_be_read(site: Pages, size: tuple[int, int], theme: str, scheme: Any) -> None:
    """In Telegram's colours, whatever the device's are; large enough, nothing too wide, and axe finds nothing."""
    async with opened(site, THEMES[theme], size, color_scheme=scheme) as page:
        paper = await page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert paper == {"light": "rgb(244, 244, 245)", "dark": "rgb(15, 15, 15)"}[theme]
        for link, heading in (("", "亮灯看板"), ("数字", "数字"), ("", "亮灯看板"), ("垃圾", "号")):
            if link:
                await page.get_by_role("link", name=link).first.click()
            else:
                await back(page)
            await expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
            assert await page.evaluate("document.documentElement.scrollWidth") <= size[0]
            assert await page.evaluate(TARGETS) == []
            assert await faults(page) == []
            assert await page.get_attribute("html", "lang") == "zh-CN"


async def test_colours_in_which_nothing_could_be_read(site: Pages) -> None:
    """Stay Telegram's: ours are taken."""
    async with opened(site, UNREADABLE, color_scheme="light") as page:
        assert await page.get_attribute("html", "data-scheme") == "light"
        assert await page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(242, 237, 228)"
        assert await faults(page) == []
        await page.evaluate(
            "params => Telegram.WebView.receiveEvent('theme_changed', {theme_params: params})", THEMES["dark"]
        )
        assert await page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(15, 15, 15)"


async def test_acting_and_the_way_back(site: Pages) -> None:
    """A matter, a press that is done, back to the board where one was; Telegram's back button is there in between."""
    town = WallTown(site.database)
    made = await town.matter("garbage", State.REPORTED, text="没人接的垃圾", at=TEN + timedelta(hours=4))
    async with opened(site) as page:
        assert (await told(page, "web_app_setup_back_button"))["is_visible"] is False
        assert await told(page, "web_app_ready") == {}
        assert (await told(page, "web_app_set_header_color")) == {"color": "#f4f4f5"}
        link = page.locator(f'a[href="/board/matter/{made.id}"]').first
        await link.scroll_into_view_if_needed()
        await link.click()
        await page.get_by_role("button", name="我盯着").click()
        await expect(page.get_by_text("盯着")).not_to_have_count(0)
        assert page.url.partition("#")[0] == f"{site.url}/app", "the address stays: loading it anew has to work"
        assert (await told(page, "web_app_setup_back_button"))["is_visible"] is True
        await back(page)
        await expect(page.get_by_role("heading", level=1)).to_contain_text("亮灯看板")
        assert (await told(page, "web_app_setup_back_button"))["is_visible"] is False


async def test_it_brings_itself_up_to_date(site: Pages) -> None:
    """Also after one went away from the board and came back."""
    town = WallTown(site.database)
    async with opened(site) as page:
        await page.get_by_role("link", name="数字").click()
        await expect(page.get_by_role("heading", level=1)).to_contain_text("数字")
        await back(page)
        await page.wait_for_selector("html[data-ready=yes]")
        made = await town.matter("garbage", State.REPORTED, text="又来一件", at=TEN + timedelta(hours=4))
        await page.locator(f'.rows a[href="/board/matter/{made.id}"]').first.wait_for()


async def test_loaded_anew(site: Pages) -> None:
    """The same window goes on with its session; another window with the same opening does not."""
    async with opened(site) as page:
        await page.reload()
        await expect(page.get_by_role("heading", level=1)).to_contain_text("亮灯看板")
        other = await page.context.new_page()
        await other.goto(page.url)
        await expect(other.get_by_role("heading", level=1)).to_have_text("这个窗口过期了。")
        site.complaints[:] = [one for one in site.complaints if "401" not in one]  # the browser says that of itself


async def test_filters_keys_and_other_pages(site: Pages) -> None:
    """A form that asks, the other language, a photo, the skip link and a link to Telegram stay inside."""
    async with opened(site) as page:
        await page.get_by_role("link", name="数字").click()
        await page.get_by_label("怎么分").select_option("category")
        await page.get_by_role("button", name="看看").click()
        await expect(page.get_by_label("怎么分")).to_have_value("category")
        await page.get_by_role("link", name="English").click()
        await expect(page.locator("html")).to_have_attribute("lang", "en")
        await page.locator("a.home").click()
        await page.locator(".parts a, main a[href^='/wall/']").first.click()
        await page.locator(".photos a").first.click()
        assert "Street light" in (await page.locator("img.whole").get_attribute("alt") or "")
        await back(page)
        await expect(page.locator(".photos").first).to_be_visible()
        await page.locator("a.skip").evaluate("link => link.click()")
        assert await page.evaluate("document.activeElement.id") == "main"
        await page.locator("a[href^='https://t.me/']").first.click()
        assert (await told(page, "web_app_open_tg_link"))["path_full"].startswith("/weilinli_bot")


async def test_files_come_in_chat(site: Pages) -> None:
    """Where the page offers one it is said where it comes; and back."""
    async with opened(site) as page:
        await page.evaluate("document.querySelector('.acts a').setAttribute('download', '')")
        await page.locator(".acts a").first.click()
        await expect(page.get_by_role("heading", level=1)).to_have_text("文件在私聊里要。")
        await page.get_by_role("button", name="回去").click()
        await expect(page.get_by_role("heading", level=1)).to_contain_text("亮灯看板")


async def test_the_line_is_cut(site: Pages) -> None:
    """It is said, and one press tries again."""
    async with opened(site) as page:
        await page.context.set_offline(True)
        await page.get_by_role("link", name="数字").click()
        await expect(page.get_by_role("heading", level=1)).to_have_text("网断了。")
        await page.context.set_offline(False)
        await page.get_by_role("button", name="再试一次").click()
        await expect(page.get_by_role("heading", level=1)).to_contain_text("数字")
        site.complaints[:] = [one for one in site.complaints if "ERR_INTERNET_DISCONNECTED" not in one]


async def test_room_for_telegrams_own_buttons(site: Pages) -> None:
    """What they and the device take stays free."""
    async with opened(site) as page:
        await page.evaluate(
            """() => { Telegram.WebView.receiveEvent("safe_area_changed", { top: 44, bottom: 34, left: 0, right: 0 });
              Telegram.WebView.receiveEvent("content_safe_area_changed", { top: 46, left: 0, right: 0 }); }"""
        )
        assert await page.evaluate("getComputedStyle(document.body).padding") == "90px 0px 34px"


async def test_closed(site: Pages) -> None:
    """The session ends, and the window with it."""
    async with opened(site) as page:
        await page.get_by_role("button", name="关掉看板").click()
        await expect(page.get_by_role("heading", level=1)).to_contain_text("回音壁")
        assert await told(page, "web_app_close") == {}
        await page.reload()
        await expect(page.get_by_role("heading", level=1)).to_have_text("这个窗口过期了。")
        site.complaints[:] = [one for one in site.complaints if "401" not in one]


async def test_outside_telegram(site: Pages) -> None:
    """Whoever finds the address reads how it opens."""
    async with site.open("/app") as page:
        await expect(page.get_by_role("heading", level=1)).to_have_text("这个页面要在 Telegram 里打开。")
        assert await faults(page) == []
