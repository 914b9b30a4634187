"""The demo in a real browser, with the real bot: what somebody meets who read only the README's first screen."""

import asyncio
import contextlib
import os
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.browser.conftest import matrix
from tests.ports import free_port

ROOT = Path(__file__).parents[2]
WORDS = {
    "zh_CN": ("厨房下水返水，堵两天了", "报上去", "到下一个点", "没人接"),
    "en": (
        "The kitchen drain has been backing up for two days",
        "Report it",
        "To the next deadline",
        "nobody takes it",
    ),
}
STORIES = ("sewer", "stairwell", "outage", "vendors", "whistle", "gas")

pytestmark = pytest.mark.asyncio(loop_scope="module")


@asynccontextmanager
async def live(language: str) -> AsyncIterator[str]:
    """`make demo` as a person starts it, without opening a browser of its own; the page's address."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "demo", "--no-browser", "--no-filled", "--language", language, "--port", str(free_port()),
        cwd=ROOT, env={**os.environ, "PYTHONUNBUFFERED": "1"}, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    assert process.stdout is not None
    printed = []
    async for line in process.stdout:
        printed.append(line.decode())
        if "/ open" in printed[-1]:
            break
    assert "/ open" in printed[-1], "".join(printed)
    try:
        yield printed[-1].split()[-1]
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        rest, _ = await process.communicate()
        print(rest.decode())  # shown by pytest when a test fails


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def address() -> AsyncIterator[str]:
    """A demo in Chinese for all tests of this file."""
    async with live("zh_CN") as found:
        yield found


async def opened(browser: Browser, address: str, complaints: list[str], query: str = "") -> Page:
    context = await browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    page = await context.new_page()
    page.set_default_timeout(20_000)
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    await page.goto(address + query)
    await page.wait_for_selector("html[data-ready=yes]")
    return page


async def report_and_wait(page: Page, words: tuple[str, str, str, str]) -> None:
    """Be the resident, let the clock run out, look at the manager's phone."""
    text, file_it, next_deadline, ping = words
    resident, manager = page.locator(".phone").nth(0), page.locator(".phone").nth(2)
    await resident.locator("textarea").fill(text)
    await resident.locator("textarea").press("Enter")
    await resident.get_by_role("button", name=file_it).click()
    await expect(page.locator(".phone").nth(1)).to_contain_text("10:0")
    await page.get_by_role("button", name=next_deadline).click()
    await expect(manager).to_contain_text(ping, timeout=20_000)


async def test_a_newcomer_reports_and_sees_the_managers_ping(browser: Browser, address: str) -> None:
    """Write a sentence, press the first button, press "to the next deadline": the manager's phone shows the ping."""
    complaints: list[str] = []
    page = await opened(browser, address, complaints)
    await report_and_wait(page, WORDS["zh_CN"])
    await page.context.close()
    assert not complaints


async def test_wall_and_board_are_one_press_away(browser: Browser, address: str) -> None:
    """The page leads to the wall; one press asks for the board, and the bot's buttons open it."""
    complaints: list[str] = []
    page = await opened(browser, address, complaints)
    async with page.context.expect_page() as opening:
        await page.get_by_role("link", name="回音壁").click()
    wall = await opening.value
    await expect(wall.get_by_role("heading", level=1)).to_contain_text("回音壁")
    manager = page.locator(".phone").nth(2)
    await page.get_by_role("button", name="亮灯（张姐）").click()
    await manager.get_by_role("button", name="🖥 打开看板").last.click()
    inside = manager.frame_locator("iframe")
    await expect(inside.get_by_role("heading", level=1)).to_contain_text("亮灯看板")
    await inside.get_by_role("link", name="数字").click()
    await expect(inside.get_by_role("heading", level=1)).to_contain_text("数字")
    await manager.locator(".miniapp-back").click()
    await expect(inside.get_by_role("heading", level=1)).to_contain_text("亮灯看板")
    await inside.get_by_role("button", name="关掉看板").click()
    await expect(manager.locator("iframe")).to_have_count(0)
    await manager.get_by_role("button", name="🔗 网页看板（电脑用）").last.click()
    await expect(manager).to_contain_text("这个链接 10 分钟内能打开一次看板")
    await manager.get_by_role("button", name="🖥 打开看板").last.click()
    async with page.context.expect_page() as opening:
        await page.get_by_role("dialog").get_by_role("link").click()
    board = await opening.value
    await board.get_by_role("button").first.click()
    await expect(board).to_have_url(re.compile("/board$"))
    await page.context.close()
    assert not complaints


async def test_the_same_in_english(browser: Browser) -> None:
    """The page and the phones speak English, and the way is the same."""
    complaints: list[str] = []
    async with live("en") as address:
        page = await opened(browser, address, complaints, "?lang=en")
        await report_and_wait(page, WORDS["en"])
        await page.context.close()
    assert not complaints


@pytest.mark.parametrize("story", matrix(*STORIES))
async def test_a_story_plays_to_its_end_and_leaves_everything_usable(
    browser: Browser, address: str, story: str
) -> None:
    """Each story plays on the phones to its last line, without a complaint of the browser; then one can go on."""
    complaints: list[str] = []
    page = await opened(browser, address, complaints)
    await page.get_by_label("故事").first.select_option(story)
    await page.click(".play")
    await page.locator(".story-panel select").select_option("instant")
    await page.wait_for_selector(".story-panel.done, .story-panel.stuck", timeout=90_000)
    said = await page.locator(".story-text").inner_text()
    assert await page.locator(".story-panel.stuck").count() == 0, said
    await page.locator(".phone").nth(0).locator("textarea").fill("谢谢")
    await page.context.close()
    assert not complaints
